/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/links.h"

#include "doc/docdb.h"
#include "doc/fields.h"
#include "doc/patent.h"
#include "doc/reflow.h"
#include "doc/subject.h"
#include "doc/written.h"
#include "ops/base_url.h"
#include "ops/eps.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <string.h>

/* A line is made when `add` says so: each site has its own numbers. Where
 * there is no `add`, in the address `%c` is the country, `%n` the number, `%k`
 * the kind. */
struct link_site {
    const char *title;
    const char *of; /* publications of this office; "" for all; NULL: any */
    const char *address;
    bool (*add)(const struct rendering *r, const struct number *n,
                struct buf *to);
};

static bool espacenet(const struct rendering *r, const struct number *n,
                      struct buf *to)
{
    (void)r;
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

/* Eight digits, of the series and the serial: from 2011 on docdb has them after
 * the year. */
static bool patent_center(const struct rendering *r, const struct number *n,
                          struct buf *to)
{
    struct docdb id;

    (void)n;
    if (!application_of(r, "US", &id) || id.number.len != 12)
        return false;
    buf_add(to, id.number.at + 4, 8);
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

/* The document whole, of those that the server has. */
static bool publication_server(const struct rendering *r,
                               const struct number *n, struct buf *to)
{
    char name[EPS_NAME + 1];

    (void)n;
    if (eps_name(r->subject, name) < 0)
        return false;
    buf_printf(to, "%s/document.pdf", name);
    return true;
}

/* Applications of US are counted with seven digits after the year by the USPTO
 * and Google, with six by docdb. */
static const struct link_site links[] = {
    {"Espacenet", "", "", espacenet},
    {"European Patent Register", NULL, "", in_register},
    {"European Publication Server", "EP", EPS_URL_DEFAULT "/patents/",
     publication_server},
    {"Patentscope", "WO",
     "https://patentscope.wipo.int/search/en/detail.jsf?docId=WO%n"},
    {"USPTO", "US",
     "https://image-ppubs.uspto.gov/dirsearch-public/print/downloadPdf/%n"},
    {"USPTO Patent Center", "US",
     "https://patentcenter.uspto.gov/applications/", patent_center},
    {"DPMAregister", NULL, "", dpma},
    {"DEPATISnet", "DE",
     "https://depatisnet.dpma.de/DepatisNet/depatisnet?"
     "action=bibdat&docid=DE%n%k"},
    {"Google Patents", "", "https://patents.google.com/patent/%c%n%k"},
};

static bool is_for(const struct link_site *site, const struct number *n)
{
    return !site->of || (n->what == NUMBER_PUBLICATION &&
                         (!*site->of || strcmp(n->country, site->of) == 0));
}

static void add_address(const char *address, const struct number *n,
                        struct buf *to)
{
    for (; *address; address++) {
        if (*address != '%')
            buf_putc(to, *address);
        else if (*++address == 'c')
            buf_puts(to, n->country);
        else if (*address == 'k')
            buf_puts(to, n->kind);
        else if (written_lacks_digit(n))
            buf_printf(to, "%.4s0%s", n->number, n->number + 4);
        else
            buf_puts(to, n->number);
    }
}

int links_render(const struct rendering *r)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    if (number_parse(r->subject, &n, candidates) < 0)
        return -ENODATA;
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++) {
        struct buf address = BUF_INIT(r->to->ceiling);

        if (!is_for(&links[i], &n))
            continue;
        add_address(links[i].address, &n, &address);
        if (!links[i].add || links[i].add(r, &n, &address)) {
            field_label(r->to, links[i].title, "");
            reflow_line(buf_text(&address), r->to);
            buf_putc(r->to, '\n');
        }
        buf_fini(&address);
    }
    return 0;
}
