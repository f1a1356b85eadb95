/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/register.h"

static struct slice part_of(const xmlNode *reference, const char *name)
{
    const xmlNode *id = dom_child(reference, NS_REGISTER, "document-id");

    return slice_trim(dom_value(dom_child(id, NS_REGISTER, name)));
}

const xmlNode *register_grant_publication(const xmlNode *document)
{
    const xmlNode *data = dom_child(document, NS_REGISTER,
                                    "bibliographic-data");
    const xmlNode *first = NULL;

    dom_each(at, data, NS_REGISTER, "publication-reference") {
        if (slice_starts(part_of(at, "kind"), "B") &&
            (!first ||
             slice_compare(part_of(at, "date"), part_of(first, "date")) < 0))
            first = at;
    }
    return first;
}

bool register_is_granted(const xmlNode *document)
{
    return register_grant_publication(document);
}

bool register_grant_date(const xmlNode *document, struct date *ret_date)
{
    const xmlNode *grant = register_grant_publication(document);

    return grant && date_read(part_of(grant, "date"), ret_date);
}

void register_grant(const struct found *at, struct buf *to)
{
    char text[DATE_TEXT];
    struct date grant;

    if (!register_grant_date(at->node, &grant))
        return;
    date_text(date_months_later(grant, at->field->which), text);
    buf_puts(to, text);
}

/* "as-indicated" instead of all states: the states. */
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
    static const struct field address = {"", "r:addressbook/r:address/r:*",
                                         NULL, ", "};
    struct buf written = BUF_INIT(to->ceiling);

    field_add(&name, at->node, to);
    if (field_add(&address, at->node, &written))
        buf_printf(to, ", %s", buf_text(&written));
    add_designation(at->node, to);
    buf_fini(&written);
}
