/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/links.h"

#include "doc/docdb.h"
#include "doc/reflow.h"
#include "doc/patent.h"
#include "doc/subject.h"
#include "ops/base_url.h"
#include "ops/eps.h"

#include <errno.h>
#include <string.h>

/* A line is made when `add` says so: each site has its own numbers. */
struct link_site {
    const char *title;
    bool (*add)(const struct rendering *r, const struct number *n,
                struct buf *to);
};

static bool espacenet(const struct rendering *r, const struct number *n,
                      struct buf *to)
{
    (void)r;
    if (n->what != NUMBER_PUBLICATION)
        return false;
    patent_url(n->country, n->number, n->kind, to);
    return true;
}

/* The application, as the answer has it. */
static bool application_of(const struct rendering *r, const char *country,
                           struct docdb *ret_id)
{
    const xmlNode *document = NULL, *data;

    subject_document(r->root, r->subject, &document);
    data = dom_child(document, NS_EXCHANGE, "bibliographic-data");
    return docdb_of(dom_child(data, NS_EXCHANGE, "application-reference"),
                    ret_id) &&
           slice_is(ret_id->country, country);
}

/* The European application, of which the register has its pages. */
static bool european(const struct rendering *r, struct buf *to)
{
    struct docdb id;

    if (!application_of(r, "EP", &id) || !slice_is(id.kind, "A"))
        return false;
    buf_puts(to, "https://register.epo.org/application?number=");
    id.kind = SLICE("");
    docdb_add(&id, "", to);
    return true;
}

/* An international application may have become a European one: then only a
 * search of the register shows it. */
static bool in_register(const struct rendering *r, const struct number *n,
                        struct buf *to)
{
    bool own = strcmp(n->country, "EP") == 0;

    if (own && n->what == NUMBER_APPLICATION)
        buf_puts(to, "https://register.epo.org/application?number=");
    else if (own && european(r, to))
        return true;
    else if (own ||
             (strcmp(n->country, "WO") == 0 && n->what == NUMBER_PUBLICATION))
        buf_puts(to, "https://register.epo.org/smartSearch?searchMode=smart&"
                     "query=");
    else
        return false;
    buf_printf(to, "%s%s", n->country, n->number);
    return true;
}

/* Google counts US applications with seven digits after the year, docdb with
 * six. */
static bool google(const struct rendering *r, const struct number *n,
                   struct buf *to)
{
    bool six = strcmp(n->country, "US") == 0 && n->kind[0] == 'A' &&
               strlen(n->number) == 10;

    (void)r;
    if (n->what != NUMBER_PUBLICATION)
        return false;
    buf_puts(to, "https://patents.google.com/patent/");
    if (six)
        buf_printf(to, "US%.4s0%s%s", n->number, n->number + 4, n->kind);
    else
        buf_printf(to, "%s%s%s", n->country, n->number, n->kind);
    return true;
}

static bool is_published(const struct number *n, const char *country)
{
    return n->what == NUMBER_PUBLICATION && strcmp(n->country, country) == 0;
}

static bool patentscope(const struct rendering *r, const struct number *n,
                        struct buf *to)
{
    (void)r;
    if (!is_published(n, "WO"))
        return false;
    buf_printf(to,
               "https://patentscope.wipo.int/search/en/detail.jsf?docId=WO%s",
               n->number);
    return true;
}

/* Applications have seven digits after the year, patents no zero in front;
 * prefixes are as docdb has them. */
static bool uspto(const struct rendering *r, const struct number *n,
                  struct buf *to)
{
    bool six = n->kind[0] == 'A' && strlen(n->number) == 10;

    (void)r;
    if (!is_published(n, "US"))
        return false;
    buf_puts(to, "https://image-ppubs.uspto.gov/dirsearch-public/print/"
                 "downloadPdf/");
    if (six)
        buf_printf(to, "%.4s0%s", n->number, n->number + 4);
    else
        buf_puts(to, n->number);
    return true;
}

/* Eight digits, of the series and the serial: from 2011 on docdb has them after
 * the year. */
static bool patent_center(const struct rendering *r, const struct number *n,
                          struct buf *to)
{
    struct docdb id;

    if (!is_published(n, "US") || !application_of(r, "US", &id) ||
        id.number.len != 12)
        return false;
    buf_printf(to, "https://patentcenter.uspto.gov/applications/%.8s",
               id.number.at + 4);
    return true;
}

/* By the number of the application, which from 2004 on is the publication's,
 * too. */
static bool dpma(const struct rendering *r, const struct number *n,
                 struct buf *to)
{
    struct docdb id;
    bool known = application_of(r, "DE", &id);

    if (strcmp(n->country, "DE") != 0 || (!known && strlen(n->number) != 12))
        return false;
    buf_puts(to, "https://register.dpma.de/DPMAregister/pat/register?AKZ=");
    if (known)
        buf_add(to, id.number.at, id.number.len);
    else
        buf_puts(to, n->number);
    return true;
}

static bool depatisnet(const struct rendering *r, const struct number *n,
                       struct buf *to)
{
    (void)r;
    if (!is_published(n, "DE"))
        return false;
    buf_printf(to,
               "https://depatisnet.dpma.de/DepatisNet/depatisnet?"
               "action=bibdat&docid=DE%s%s",
               n->number, n->kind);
    return true;
}

/* The document whole, of those that the server has. */
static bool publication_server(const struct rendering *r,
                               const struct number *n, struct buf *to)
{
    char name[EPS_NAME + 1];

    if (!is_published(n, "EP") || eps_name(r->subject, name) < 0)
        return false;
    buf_printf(to, EPS_URL_DEFAULT "/patents/%s/document.pdf", name);
    return true;
}

static const struct link_site links[] = {
    {"Espacenet", espacenet},
    {"European Patent Register", in_register},
    {"European Publication Server", publication_server},
    {"Patentscope", patentscope},
    {"USPTO", uspto},
    {"USPTO Patent Center", patent_center},
    {"DPMAregister", dpma},
    {"DEPATISnet", depatisnet},
    {"Google Patents", google},
};

int links_render(const struct rendering *r)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    if (number_parse(r->subject, &n, candidates) < 0)
        return -ENODATA;
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        struct buf address = BUF_INIT(r->to->ceiling);

        if (links[i].add(r, &n, &address)) {
            buf_printf(r->to, "%s: ", links[i].title);
            reflow_line(buf_text(&address), r->to);
            buf_putc(r->to, '\n');
        }
        buf_fini(&address);
    }
    return 0;
}
