/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/docdb.h"

#include <string.h>

static const struct {
    enum ns ns;
    const char *name;
} holders[] = {
    {NS_EXCHANGE, "publication-reference"},
    {NS_OPS, "publication-reference"},
    {NS_EXCHANGE, "exchange-document"},
};

/* The element's child of that name, in the namespaces that have ids. */
static const xmlNode *child(const xmlNode *node, const char *name)
{
    const xmlNode *at = dom_child(node, NS_EXCHANGE, name);

    return at ? at : dom_child(node, NS_REGISTER, name);
}

/* The register gives its ids no type. */
static bool is_docdb(const xmlNode *id)
{
    struct slice type = dom_attribute(id, "document-id-type");

    return slice_is(type, "docdb") ||
           (type.len == 0 && dom_ns(id) == NS_REGISTER);
}

static bool from_parts(struct slice country, struct slice number,
                       struct slice kind, struct docdb *ret_id)
{
    struct docdb got = {slice_trim(country), slice_trim(number),
                        slice_trim(kind)};

    if (!got.country.len || !got.number.len)
        return false;
    *ret_id = got;
    return true;
}

static bool from_id(const xmlNode *id, struct docdb *ret_id)
{
    return from_parts(dom_value(child(id, "country")),
                      dom_value(child(id, "doc-number")),
                      dom_value(child(id, "kind")), ret_id);
}

static bool from_attributes(const xmlNode *node, struct docdb *ret_id)
{
    return from_parts(dom_attribute(node, "country"),
                      dom_attribute(node, "doc-number"),
                      dom_attribute(node, "kind"), ret_id);
}

static bool from_ids(const xmlNode *node, struct docdb *ret_id)
{
    const xmlNode *id = child(node, "document-id");

    for (; id; id = dom_next(id, dom_ns(id), "document-id")) {
        if (is_docdb(id) && from_id(id, ret_id))
            return true;
    }
    return false;
}

/* The European publication, the first of several; the international one where
 * there is no other. */
static bool from_register(const xmlNode *document, struct docdb *ret_id)
{
    const xmlNode *data = dom_child(document, NS_REGISTER,
                                    "bibliographic-data");
    struct docdb id;
    bool found = false;

    dom_each(at, data, NS_REGISTER, "publication-reference") {
        if (!from_ids(at, &id) || (found && !slice_is(id.country, "EP")))
            continue;
        *ret_id = id;
        found = true;
        if (slice_is(id.country, "EP"))
            break;
    }
    return found;
}

bool docdb_of(const xmlNode *node, struct docdb *ret_id)
{
    if (!node)
        return false;
    if (dom_is(node, NS_REGISTER, "register-document"))
        return from_register(node, ret_id);
    if (dom_is(node, dom_ns(node), "document-id"))
        return is_docdb(node) && from_id(node, ret_id);
    if (from_attributes(node, ret_id) || from_ids(node, ret_id))
        return true;
    for (size_t i = 0; i < sizeof(holders) / sizeof(holders[0]); i++) {
        const xmlNode *in = dom_child(node, holders[i].ns, holders[i].name);

        if (in && (from_attributes(in, ret_id) || from_ids(in, ret_id)))
            return true;
    }
    return from_id(node, ret_id);
}

/* WO2020EP55914 of WO: some numbers have their office in them. */
static bool has_office(const struct docdb *id)
{
    return id->country.len == 2 && id->number.len > 2 &&
           memcmp(id->number.at, id->country.at, 2) == 0;
}

void docdb_add(const struct docdb *id, const char *between, struct buf *to)
{
    if (!has_office(id)) {
        buf_add(to, id->country.at, id->country.len);
        buf_puts(to, between);
    }
    buf_add(to, id->number.at, id->number.len);
    if (id->kind.len > 0)
        buf_puts(to, between);
    buf_add(to, id->kind.at, id->kind.len);
}

bool docdb_name(const struct docdb *id, char ret_name[NUMBER_NAME])
{
    struct number n;

    if (number_from_docdb(id->country, id->number, id->kind, &n) < 0 ||
        n.what != NUMBER_PUBLICATION)
        return false;
    number_name(&n, ret_name);
    return true;
}

void docdb_add_name(const struct docdb *id, struct buf *to)
{
    char name[NUMBER_NAME];

    if (docdb_name(id, name))
        buf_puts(to, name);
    else
        docdb_add(id, "", to);
}

static bool says_absent(const xmlNode *node)
{
    return slice_is(dom_attribute(node, "status"), "not found");
}

bool docdb_is_absent(const xmlNode *node)
{
    bool absent = says_absent(node);

    for (size_t i = 0; i < sizeof(holders) / sizeof(holders[0]); i++)
        absent |= says_absent(dom_child(node, holders[i].ns, holders[i].name));
    return absent;
}
