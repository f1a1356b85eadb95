/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/beside.h"

#include "doc/docdb.h"
#include "doc/family.h"
#include "doc/fields.h"
#include "doc/patent.h"
#include "doc/register.h"
#include "doc/table.h"
#include "doc/written.h"

#include <errno.h>
#include <string.h>

static bool is_of(struct slice subject, const char *country)
{
    return slice_starts(subject, country);
}

/* `EP 2 814 089 B1, 2018-11-14`. */
static void add_publication(const xmlNode *node, struct buf *to)
{
    static const struct field date = {
        "",
        "r:document-id/r:date|x:publication-reference/x:document-id/x:date|"
        "x:bibliographic-data/x:publication-reference/x:document-id/x:date",
        field_date};
    struct buf day = BUF_INIT(to->ceiling);
    struct number n;
    struct docdb id;

    if (docdb_of(node, &id) &&
        number_from_docdb(id.country, id.number, id.kind, &n) == 0) {
        written_publication(&n, to);
        if (field_add(&date, node, &day))
            buf_printf(to, ", %s", buf_text(&day));
    }
    buf_fini(&day);
}

/* --- of the register ----------------------------------------------------- */

static void granted(const struct found *at, struct buf *to)
{
    const xmlNode *grant = register_grant_publication(at->node);

    if (grant)
        add_publication(grant, to);
}

/* Of the country that the line is about. */
static void of_country(const struct found *at, struct buf *to)
{
    struct docdb id;

    if (docdb_of(at->node, &id) && slice_is(id.country, at->field->other))
        add_publication(at->node, to);
}

#define PUBLICATIONS REGISTER_DATA "r:publication-reference"
#define AGENTS REGISTER_DATA "r:parties/r:agents[newest]/r:agent"

static const struct field of_european[] = {
    {"Granted (register)", ".", granted},
    {"International publication (register)", PUBLICATIONS, of_country,
     .other = "WO"},
    {"Representative (register)", AGENTS, register_party, "\n"},
    {.title = NULL},
};

static const struct field of_international[] = {
    {"European publication (register)", PUBLICATIONS, of_country,
     .other = "EP"},
    {"European grant (register)", ".", granted},
    {"Representative (register)", AGENTS, register_party, "\n"},
    {.title = NULL},
};

/* --- of members ---------------------------------------------------------- */

/* Publications around one: of a full cycle, or of a simple family. */
struct relatives {
    struct rows rows;
    const xmlNode *own; /* NULL: it is not among them */
};

static int find_relatives(const xmlNode *root, struct slice subject,
                          struct relatives *m)
{
    int r = rows_find(&m->rows, root,
                      "//o:family-member|//x:exchange-document");

    m->own = family_member(&m->rows, subject, true);
    return r;
}

static const xmlNode *application_of(const xmlNode *member)
{
    const xmlNode *data = dom_child(member, NS_EXCHANGE, "bibliographic-data");

    return dom_child(data ? data : member, NS_EXCHANGE,
                     "application-reference");
}

static bool is_same_application(const xmlNode *one, const xmlNode *other)
{
    struct docdb a, b;

    return docdb_of(application_of(one), &a) &&
           docdb_of(application_of(other), &b) &&
           slice_equal(a.country, b.country) && slice_equal(a.number, b.number);
}

static bool is_grant(const xmlNode *member)
{
    struct docdb id;

    return docdb_of(member, &id) && patent_kind_is_grant(id.country, id.kind);
}

static bool is_in_family(const struct relatives *m, const xmlNode *member)
{
    struct slice id = dom_attribute(m->own, "family-id");

    return id.len && slice_equal(dom_attribute(member, "family-id"), id);
}

static bool is_of_country(const xmlNode *member, const char *country)
{
    struct docdb id;

    return !docdb_is_absent(member) && docdb_of(member, &id) &&
           slice_is(id.country, country);
}

/* The first of that country in the same simple family, a granted one before
 * others; NULL also where they are of several applications. */
static const xmlNode *only_of(const struct relatives *m, const char *country)
{
    const xmlNode *found = NULL;

    for (size_t i = 0; m->own && i < m->rows.count; i++) {
        const xmlNode *member = m->rows.at[i].node;

        if (!is_of_country(member, country) || !is_in_family(m, member))
            continue;
        if (found && !is_same_application(found, member))
            return NULL;
        if (!found || (is_grant(member) && !is_grant(found)))
            found = member;
    }
    return found;
}

/* Of the same application. */
static const xmlNode *grant_of(const struct relatives *m)
{
    for (size_t i = 0; m->own && i < m->rows.count; i++) {
        const xmlNode *member = m->rows.at[i].node;

        if (is_grant(member) && !docdb_is_absent(member) &&
            is_same_application(m->own, member))
            return member;
    }
    return NULL;
}

static void add_line(const char *label, const char *source, const xmlNode *node,
                     struct buf *to)
{
    struct buf text = BUF_INIT(to->ceiling);

    if (node)
        add_publication(node, &text);
    if (text.len)
        field_line(to, label, source, "%s", buf_text(&text));
    buf_fini(&text);
}

/* Of a European application that is the only one in its family, the
 * international one is the same. */
static void add_lines(const struct rendering *r, const struct relatives *m)
{
    bool family = dom_find(r->root, NS_OPS, "patent-family");
    const char *source = family ? "family" : "publications";

    add_line("Granted", source, grant_of(m), r->to);
    if (is_of(r->subject, "EP") && only_of(m, "EP"))
        add_line("International publication", source, only_of(m, "WO"), r->to);
    if (is_of(r->subject, "WO"))
        add_line("European publication", source, only_of(m, "EP"), r->to);
}

int beside_render(const struct rendering *r)
{
    const xmlNode *document = dom_find(r->root, NS_REGISTER,
                                       "register-document");
    struct relatives m = {.rows = ROWS_INIT};
    int error;

    if (document) {
        fields_lines(is_of(r->subject, "WO") ? of_international : of_european,
                     document, r->to);
        return 0;
    }
    if (!dom_find(r->root, NS_OPS, "patent-family") &&
        !dom_find(r->root, NS_EXCHANGE, "exchange-document"))
        return -EBADMSG;
    error = find_relatives(r->root, r->subject, &m);
    if (error == 0)
        add_lines(r, &m);
    rows_fini(&m.rows);
    return error;
}

int beside_european(struct slice answer, struct slice international,
                    char ret_name[NUMBER_NAME])
{
    struct relatives m = {.rows = ROWS_INIT};
    const xmlNode *found = NULL;
    struct docdb id;
    struct dom dom;
    int r = dom_read(answer, &dom);

    if (r < 0)
        return r;
    r = find_relatives(dom.root, international, &m);
    if (r == 0)
        found = only_of(&m, "EP");
    if (r == 0 && !(found && docdb_of(found, &id) && docdb_name(&id, ret_name)))
        r = -ENODATA;
    rows_fini(&m.rows);
    dom_fini(&dom);
    return r;
}
