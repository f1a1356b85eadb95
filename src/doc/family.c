/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/family.h"

#include "doc/columns.h"
#include "doc/date.h"
#include "doc/docdb.h"

#include <string.h>

#define DOCDB(reference) reference "/x:document-id[document-id-type=docdb]"

/* The earliest of the claims' dates. */
void family_earliest(const struct found *at, struct buf *to)
{
    static const struct field date = {"", "x:document-id/x:date", field_date};
    struct buf next = BUF_INIT(to->ceiling);
    size_t start = to->len;

    dom_each(claim, at->node, NS_EXCHANGE, "priority-claim") {
        buf_reset(&next);
        field_add(&date, claim, &next);
        if (date_is_before(buf_text(&next), buf_text(to) + start)) {
            buf_cut(to, start);
            buf_puts(to, buf_text(&next));
        }
    }
    buf_fini(&next);
}

const struct field family_columns[] = {
    {"country", DOCDB("x:publication-reference") "/x:country"},
    {"number/member", ".", field_name},
    {"kind", DOCDB("x:publication-reference") "/x:kind"},
    {"date", DOCDB("x:publication-reference") "/x:date", field_date},
    {"priority", "x:priority-claim", field_number, "; "},
    {"priority-date", ".", family_earliest},
    {"application", "x:application-reference", field_number},
    {"filed", DOCDB("x:application-reference") "/x:date", field_date},
    {"family-id", "@family-id|x:exchange-document/@family-id"},
    {"status",
     "@status|x:exchange-document/@status|x:publication-reference/@status"},
    FIELD_REMARK,
    {.title = NULL},
};

void family_remark(const xmlNode *answer, size_t members, struct buf *to)
{
    const xmlNode *family = dom_find(answer, NS_OPS, "patent-family");
    static const struct field total = {"", "@total-result-count"};

    if (!slice_is(dom_attribute(family, "truncatedFamily"), "true"))
        return;
    buf_printf(to, "OPS cut this family short: %zu members of ", members);
    field_add(&total, family, to);
    buf_puts(to, " are here");
}

static struct slice family_id(const xmlNode *member)
{
    return dom_attribute(member, "family-id");
}

/* `EP2400812` for any kind of it, unless `exact`. */
static bool is_named(const xmlNode *member, struct slice name, bool exact)
{
    char own[NUMBER_NAME];
    struct docdb id;

    if (!docdb_of(member, &id) || !docdb_name(&id, own))
        return false;
    return slice_is(name, own) ||
           (!exact && name.len > 0 && name.len + id.kind.len == strlen(own) &&
            memcmp(own, name.at, name.len) == 0);
}

const xmlNode *family_member(const struct rows *rows, struct slice name,
                             bool exact)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (is_named(rows->at[i].node, name, exact))
            return rows->at[i].node;
    }
    return NULL;
}

void family_drop_others(struct rows *rows, struct slice subject)
{
    struct slice id = family_id(family_member(rows, subject, false));
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++) {
        if (id.len > 0 && slice_equal(family_id(rows->at[i].node), id))
            rows->at[kept++] = rows->at[i];
    }
    rows->count = kept;
}
