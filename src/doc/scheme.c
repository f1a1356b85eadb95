/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/scheme.h"

#include "doc/reflow.h"

static bool is_item(const xmlNode *node)
{
    return dom_is(node, NS_CPC, "classification-item");
}

static bool is_heading(const xmlNode *item)
{
    struct slice level = dom_attribute(item, "level");

    return slice_is(level, "3") || slice_is(level, "6");
}

/* Titles and notes hold no items; what is around the items is OPS's. */
static bool may_hold_items(const xmlNode *node)
{
    return is_item(node) || dom_ns(node) != NS_CPC ||
           dom_is(node, NS_CPC, "class-scheme");
}

struct slice scheme_symbol(const xmlNode *item)
{
    return reflow_trim(
        dom_value(dom_child(item, NS_CPC, "classification-symbol")).at);
}

const xmlNode *scheme_find(const xmlNode *root, struct slice symbol)
{
    const xmlNode *heading = NULL;

    for (const xmlNode *at = root; at;
         at = dom_walk(root, at, may_hold_items(at))) {
        if (!is_item(at) || !slice_equal(scheme_symbol(at), symbol))
            continue;
        if (!is_heading(at))
            return at;
        if (!heading)
            heading = at;
    }
    return heading;
}

const xmlNode *scheme_below(const xmlNode *top, const xmlNode *at, bool deep)
{
    const xmlNode *node = at ? at : top;
    bool into;

    do {
        into = node == top || (is_item(node) && (deep || is_heading(node)));
        node = dom_walk(top, node, into);
    } while (node && (!is_item(node) || is_heading(node)));
    return node;
}

const xmlNode *scheme_above(const xmlNode *item)
{
    const xmlNode *up = dom_parent(item);

    while (up && (!is_item(up) || is_heading(up)))
        up = dom_parent(up);
    return up;
}
