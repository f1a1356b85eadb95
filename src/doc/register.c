/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/register.h"

#include <errno.h>
#include <string.h>

#define OPPOSITION_MONTHS 9

int register_document(const struct rendering *r, const xmlNode **ret_document)
{
    int error = answer_has(r, NS_OPS, "register-search");

    if (error < 0)
        return error;
    *ret_document = dom_find(r->root, NS_REGISTER, "register-document");
    return *ret_document ? 0 : -EBADMSG;
}

const xmlNode *register_data(const xmlNode *document)
{
    return dom_child(document, NS_REGISTER, "bibliographic-data");
}

static int compare(struct slice a, struct slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len > 0 ? memcmp(a.at, b.at, len) : 0;

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

/* "2019/47" and 20191018 both sort as text. */
static int compare_ages(const xmlNode *a, const xmlNode *b)
{
    int order = compare(dom_attribute(a, "change-gazette-num"),
                        dom_attribute(b, "change-gazette-num"));

    return order != 0 ? order : compare(dom_attribute(a, "change-date"),
                                        dom_attribute(b, "change-date"));
}

const xmlNode *register_newest(const xmlNode *parent, const char *name)
{
    const xmlNode *newest = dom_child(parent, NS_REGISTER, name);

    for (const xmlNode *at = newest; at; at = dom_next(at, NS_REGISTER, name)) {
        if (compare_ages(at, newest) > 0)
            newest = at;
    }
    return newest;
}

static const xmlNode *id_of(const xmlNode *reference)
{
    return dom_child(reference, NS_REGISTER, "document-id");
}

static struct slice part_of(const xmlNode *reference, const char *name)
{
    return slice_trim(dom_value(dom_child(id_of(reference), NS_REGISTER, name)));
}

const xmlNode *register_grant(const xmlNode *document)
{
    const xmlNode *data = register_data(document);
    const xmlNode *at = dom_child(data, NS_REGISTER, "publication-reference");
    const xmlNode *first = NULL;

    for (; at; at = dom_next(at, NS_REGISTER, "publication-reference")) {
        if (slice_starts(part_of(at, "kind"), "B") &&
            (!first ||
             compare(part_of(at, "date"), part_of(first, "date")) < 0))
            first = at;
    }
    return first;
}

bool register_grant_date(const xmlNode *document, struct date *ret_date)
{
    const xmlNode *grant = register_grant(document);

    return grant && date_read(part_of(grant, "date"), ret_date);
}

bool register_opposition_end(const xmlNode *document, struct date *ret_date)
{
    struct date grant;

    if (!register_grant_date(document, &grant))
        return false;
    *ret_date = date_months_later(grant, OPPOSITION_MONTHS);
    return true;
}

/* "as-indicated" rather than for all states: then for which. */
static void add_designation(const xmlNode *party, struct buf *to)
{
    static const struct field states = {
        "", "r:designated-states/r:country|r:designation-of-states/r:country",
        NULL, " "};
    struct slice word = dom_attribute(party, "designation");
    struct buf list = BUF_INIT(to->ceiling);

    if (word.len == 0 || slice_is(word, "all"))
        return;
    buf_printf(to, " [%.*s", (int)word.len, word.at);
    if (field_add(&states, party, &list))
        buf_printf(to, ": %s", buf_text(&list));
    buf_putc(to, ']');
    buf_fini(&list);
}

void register_party(const struct found *at, struct buf *to)
{
    static const struct field name = {"", "r:addressbook/r:name", NULL, ", "};
    static const struct field address = {
        "", "r:addressbook/r:address/r:*", NULL, ", "};
    struct buf place = BUF_INIT(to->ceiling);

    field_add(&name, at->node, to);
    if (field_add(&address, at->node, &place))
        buf_printf(to, ", %s", buf_text(&place));
    add_designation(at->node, to);
    buf_fini(&place);
}

int register_statuses(struct rows *rows, const xmlNode *document)
{
    int error = rows_below(rows, document, NS_REGISTER, "ep-patent-status");

    return error < 0 ? error : rows_newest_first(rows, "@change-date");
}
