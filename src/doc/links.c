/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/links.h"

#include "doc/docdb.h"
#include "doc/reflow.h"
#include "doc/patent.h"
#include "doc/subject.h"

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

/* The European application, of which the register has its pages. */
static bool european(const xmlNode *document, struct buf *to)
{
    const xmlNode *data = dom_child(document, NS_EXCHANGE,
                                    "bibliographic-data");
    struct docdb id;

    if (!docdb_of(dom_child(data, NS_EXCHANGE, "application-reference"), &id) ||
        !slice_is(id.country, "EP") || !slice_is(id.kind, "A"))
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
    const xmlNode *document = NULL;

    subject_document(r->root, r->subject, &document);
    if (own && n->what == NUMBER_APPLICATION)
        buf_puts(to, "https://register.epo.org/application?number=");
    else if (own && european(document, to))
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

static const struct link_site links[] = {
    {"Espacenet", espacenet},
    {"European Patent Register", in_register},
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
