/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The states of a European patent: those designated at last, those to which it
 * was extended or validated, and where it has lapsed. The register tells lapses
 * as growing lists; the latest holds all of them.
 */
#include "doc/register.h"

#include <string.h>

#define STATES 128 /* more than there are; those behind are dropped */

struct told {
    struct slice at[STATES];
    size_t count;
};

struct states {
    const struct rendering *r;
    const xmlNode *lapses;
    struct told told;
};

static const struct field columns[] = {
    {.title = "country"},
    {.title = "basis"},
    {.title = "lapsed"},
    {.title = "lapse-gazette"},
    {.title = NULL},
};

static bool equal(struct slice a, struct slice b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

static bool is_told(const struct told *told, struct slice country)
{
    for (size_t i = 0; i < told->count; i++) {
        if (equal(told->at[i], country))
            return true;
    }
    return false;
}

static struct slice country_in(const xmlNode *node)
{
    return slice_trim(dom_value(dom_child(node, NS_REGISTER, "country")));
}

static const xmlNode *lapse_of(const xmlNode *lapses, struct slice country)
{
    const xmlNode *at = dom_child(lapses, NS_REGISTER, "lapsed-in-country");

    while (at && !equal(country_in(at), country))
        at = dom_next(at, NS_REGISTER, "lapsed-in-country");
    return at;
}

static void add_state(struct states *s, struct slice country,
                      const char *basis)
{
    static const struct field date = {"", "r:date", field_date, NULL};
    static const struct field gazette = {"", "../@change-gazette-num", NULL,
                                         NULL};
    const xmlNode *lapse;

    country = slice_trim(country);
    if (country.len == 0 || s->told.count == STATES ||
        is_told(&s->told, country))
        return;
    s->told.at[s->told.count++] = country;
    lapse = lapse_of(s->lapses, country);
    table_lead(s->r);
    buf_add(s->r->to, country.at, country.len);
    buf_printf(s->r->to, "\t%s\t", basis);
    field_add(&date, lapse, s->r->to);
    buf_putc(s->r->to, '\t');
    field_add(&gazette, lapse, s->r->to);
    buf_putc(s->r->to, '\n');
}

static void add_designated(struct states *s, const xmlNode *data)
{
    const xmlNode *group = register_newest(data, "designation-of-states");
    const xmlNode *pct = dom_child(group, NS_REGISTER, "designation-pct");
    const xmlNode *regional = dom_child(pct, NS_REGISTER, "regional");
    const xmlNode *at = dom_child(regional, NS_REGISTER, "country");

    for (; at; at = dom_next(at, NS_REGISTER, "country"))
        add_state(s, dom_value(at), "designated");
}

/* Steps that paid for a state: "Extension states", "Validation states". */
static void add_extended(struct states *s, const xmlNode *document)
{
    static const struct {
        const char *type;
        const char *basis;
    } types[] = {
        {"Extension states", "extension"},
        {"Validation states", "validation"},
    };
    const xmlNode *at = dom_find(document, NS_REGISTER,
                                 "procedural-step-text");

    for (; at; at = dom_find_next(document, at, NS_REGISTER,
                                  "procedural-step-text")) {
        struct slice type = dom_attribute(at, "step-text-type");
        struct slice rest = dom_value(at), country;

        for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
            while (slice_is(type, types[i].type) &&
                   slice_cut(&rest, ' ', &country))
                add_state(s, country, types[i].basis);
        }
    }
}

static void add_lapsed(struct states *s)
{
    const xmlNode *at = dom_child(s->lapses, NS_REGISTER, "lapsed-in-country");

    for (; at; at = dom_next(at, NS_REGISTER, "lapsed-in-country"))
        add_state(s, country_in(at), "");
}

int render_states(const struct rendering *r)
{
    struct states s = {.r = r};
    const xmlNode *document = NULL, *data;
    int error = register_document(r, &document);

    if (error < 0)
        return error;
    data = register_data(document);
    s.lapses = register_newest(data, "term-of-grant");
    table_header(r, columns);
    add_designated(&s, data);
    add_extended(&s, document);
    add_lapsed(&s);
    return 0;
}
