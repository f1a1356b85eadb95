/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claim_files.h"

#include "doc/claims.h"
#include "doc/independent.h"
#include "doc/languages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define SET_NAME 8

/* One set of claims, with the element it is of. */
struct named_set {
    const struct claims *claims;
    const struct claim_set *set;
    const xmlNode *element;
    const char *name; /* "", `amended`, `set2` */
};

/* Sets of one language, being counted: the first has no name. */
struct naming {
    unsigned sets;
    bool amended; /* one is called so */
};

/* Sets beyond those that there are names for have no name, and no file. */
static bool name_set(struct naming *naming, const struct claim_set *set,
                     char ret_name[SET_NAME])
{
    *ret_name = '\0';
    naming->sets++;
    if (naming->sets > CLAIM_SETS_MAX)
        return false;
    if (naming->sets > 1 && set->amended && !naming->amended) {
        naming->amended = true;
        strcpy(ret_name, "amended");
    } else if (naming->sets > 1) {
        snprintf(ret_name, SET_NAME, "set%u", naming->sets);
    }
    return true;
}

typedef void each_set(const struct rendering *r, const struct named_set *at);

static int walk_element(const struct rendering *r, const xmlNode *element,
                        struct naming *naming, each_set *each)
{
    struct claims c;
    int error = claims_read(element, &c);
    char name[SET_NAME];

    if (error < 0)
        return error;
    for (size_t i = 0; i < c.count; i++) {
        struct named_set at = {&c, &c.sets[i], element, name};

        if (!name_set(naming, &c.sets[i], name))
            at.name = NULL;
        each(r, &at);
    }
    claims_fini(&c);
    return 0;
}

/* Those of several elements in one language count on. */
static int walk(const struct rendering *r, struct slice language, bool first,
                each_set *each)
{
    const xmlNode *at = language_first(r->root, "claims", language), *before;
    struct naming naming = {0};
    int error = 0;

    if (!dom_find(r->root, NS_FULLTEXT, "fulltext-document"))
        return -EBADMSG;
    for (before = at; at && error == 0;
         at = language_next(r->root, at, language)) {
        if (!slice_is_nocase(dom_attribute(before, "lang"),
                             dom_attribute(at, "lang").at)) {
            if (first)
                break;
            naming = (struct naming){0};
        }
        error = walk_element(r, at, &naming, each);
        before = at;
    }
    return error;
}

/* --- as paragraphs ------------------------------------------------------- */

static void add_paragraph(struct slice text, bool first, struct buf *to)
{
    if (text.len == 0)
        return;
    if (!first)
        buf_putc(to, '\n');
    buf_add(to, text.at, text.len);
    buf_putc(to, '\n');
}

/* `== EP2814089B1, en, independent: 1, 9`: many are read one after another. */
static void add_heading(const struct rendering *r, const struct named_set *at)
{
    if (r->to->len)
        buf_putc(r->to, '\n');
    language_add_subject(r, at->element);
    if (at->name && *at->name)
        buf_printf(r->to, ", %s", at->name);
    independent_add(at->claims, at->set, dom_attribute(at->element, "lang"),
                    r->to);
    buf_putc(r->to, '\n');
}

static void write_set(const struct rendering *r, const struct named_set *at)
{
    add_heading(r, at);
    buf_expect(r->to, r->to->len + at->claims->text.len + at->set->count);
    add_paragraph(claims_before(at->claims, at->set), false, r->to);
    for (size_t i = 0; i < at->set->count; i++)
        add_paragraph(claims_at(at->claims, at->set, i), false, r->to);
}

int claims_render(const struct rendering *r)
{
    int done = walk(r, r->selection, false, write_set);

    return done < 0 || r->to->len ? done : -ENODATA;
}

/* --- one by one ---------------------------------------------------------- */

/* Of the set that a selection names: `12`, `a12` of the amended, `3-12`. */
static bool is_in_set(struct slice selection, const char *name,
                      struct slice *ret)
{
    size_t before = name[0] == 'a' ? 1 : name[0] == 's' ? 2 : 0;

    if (selection.len <= before || (before == 1 && selection.at[0] != 'a') ||
        (before == 2 && (selection.at[0] != name[3] || selection.at[1] != '-')))
        return false;
    *ret = slice_skip(selection, before);
    return true;
}

static void write_one(const struct rendering *r, const struct named_set *at)
{
    struct slice digits;
    int64_t number;

    if (at->name && is_in_set(r->selection, at->name, &digits) &&
        slice_number(digits, &number) == 0 && number >= 1 &&
        (uint64_t)number <= at->set->count)
        add_paragraph(claims_at(at->claims, at->set, (size_t)number - 1), true,
                      r->to);
}

static void write_names(const struct rendering *r, const struct named_set *at)
{
    for (size_t i = 0; at->name && i < at->set->count; i++)
        buf_printf(r->to, "%s%s%03zu.txt\n", at->name, *at->name ? "-" : "",
                   i + 1);
}

int claims_render_one(const struct rendering *r)
{
    int done = walk(r, SLICE(""), true, write_one);

    return done < 0 || r->to->len ? done : -ENODATA;
}

int claims_render_names(const struct rendering *r)
{
    return walk(r, SLICE(""), true, write_names);
}
