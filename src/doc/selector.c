/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/selector.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum move {
    MOVE_END, /* of a way */
    MOVE_CHILD,
    MOVE_BELOW,
    MOVE_UP,
    MOVE_ATTRIBUTE,
    MOVE_NONE, /* after the last way */
};

enum condition {
    ANY,
    EQUAL,
    UNEQUAL,
    NEWEST,
};

struct selector_step {
    enum move move;
    enum ns ns;
    struct slice name; /* "*": any */
    enum condition condition;
    enum ns key_ns; /* of a child; NS_NONE: the key is an attribute */
    struct slice key, value;
};

/* One search along a path. */
struct search {
    selector_take *take;
    void *arg;
    bool any;
};

/* --- reading a path ------------------------------------------------------ */

static const struct {
    char letter;
    enum ns ns;
} prefixes[] = {
    {'x', NS_EXCHANGE},
    {'o', NS_OPS},
    {'r', NS_REGISTER},
};

/* Takes `x:` off the front of a name. */
static enum ns cut_prefix(struct slice *name)
{
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        if (name->len < 2 || name->at[1] != ':' ||
            prefixes[i].letter != name->at[0])
            continue;
        *name = (struct slice){name->at + 2, name->len - 2};
        return prefixes[i].ns;
    }
    return NS_NONE;
}

/* `attribute=value]`, `attribute!value]`, `newest]`. */
static void read_condition(struct selector_step *s, struct slice text)
{
    const char *mark;

    text.len--;
    if (slice_is(text, "newest")) {
        s->condition = NEWEST;
        return;
    }
    mark = memchr(text.at, '=', text.len);
    s->condition = mark ? EQUAL : UNEQUAL;
    slice_cut(&text, mark ? '=' : '!', &s->key);
    s->key_ns = cut_prefix(&s->key);
    s->value = text;
}

static struct selector_step step_of(struct slice text, bool below)
{
    struct selector_step s = {.move = below ? MOVE_BELOW : MOVE_CHILD};

    if (slice_is(text, ".."))
        s.move = MOVE_UP;
    if (text.at[0] == '@') {
        s.move = MOVE_ATTRIBUTE;
        s.name = (struct slice){text.at + 1, text.len - 1};
        return s;
    }
    s.ns = cut_prefix(&text);
    slice_cut(&text, '[', &s.name);
    if (text.len > 0)
        read_condition(&s, text);
    return s;
}

/* The last step is followed by one of MOVE_END. */
static struct selector_step *read_way(struct slice way,
                                      struct selector_step *to)
{
    struct slice text;
    bool below = false;

    while (slice_cut(&way, '/', &text)) {
        if (text.len > 0 && !slice_is(text, "."))
            *to++ = step_of(text, below);
        below = text.len == 0;
    }
    *to = (struct selector_step){.move = MOVE_END};
    return to + 1;
}

/* Each of these signs may stand before a step, or at the end of a way. */
static size_t steps_most(const char *path)
{
    size_t most = 3;

    for (; *path; path++)
        most += *path == '/' || *path == '|' ? 2 : 0;
    return most;
}

int selector_init(struct selector *s, const char *path)
{
    struct slice ways = slice_of(path), way;
    struct selector_step *to = calloc(steps_most(path), sizeof(*to));

    s->steps = to;
    if (!to)
        return -ENOMEM;
    while (slice_cut(&ways, '|', &way))
        to = read_way(way, to);
    to->move = MOVE_NONE;
    return 0;
}

void selector_fini(struct selector *s)
{
    free(s->steps);
    s->steps = NULL;
}

/* --- following it -------------------------------------------------------- */

static const xmlAttr *attribute_of(const xmlNode *node, struct slice name)
{
    const xmlAttr *a = node->properties;

    while (a && (a->ns || !slice_is(name, (const char *)a->name)))
        a = a->next;
    return a;
}

static struct slice key_of(const xmlNode *node, const struct selector_step *s)
{
    const xmlAttr *a;

    if (s->key_ns != NS_NONE) {
        const xmlNode *child = dom_child(node, s->key_ns, NULL);

        while (child && !slice_is(s->key, (const char *)child->name))
            child = dom_next(child, s->key_ns, NULL);
        return slice_trim(dom_value(child));
    }
    a = attribute_of(node, s->key);
    return a ? dom_attribute(node, (const char *)a->name) : SLICE("");
}

static bool meets(const xmlNode *node, const struct selector_step *s)
{
    if (!slice_is(s->name, "*") && !slice_is(s->name, (const char *)node->name))
        return false;
    if (dom_ns(node) != s->ns)
        return false;
    return s->condition == ANY || s->condition == NEWEST ||
           slice_equal(key_of(node, s), s->value) == (s->condition == EQUAL);
}

/* The next element after `at` that a step leads to; the first for NULL. */
static const xmlNode *next_of(const xmlNode *from, const xmlNode *at,
                              const struct selector_step *s)
{
    bool into = !at;

    do {
        if (s->move == MOVE_BELOW)
            at = dom_walk(from, at ? at : from, into);
        else
            at = dom_element(at ? at->next : from->children);
        into = true;
    } while (at && !meets(at, s));
    return at;
}

/* "2019/47" and 20191018 both sort as text. */
static int compare_ages(const xmlNode *a, const xmlNode *b)
{
    int order = slice_compare(dom_attribute(a, "change-gazette-num"),
                              dom_attribute(b, "change-gazette-num"));

    return order != 0 ? order
                      : slice_compare(dom_attribute(a, "change-date"),
                                      dom_attribute(b, "change-date"));
}

static const xmlNode *newest_of(const xmlNode *from,
                                const struct selector_step *s)
{
    const xmlNode *newest = next_of(from, NULL, s);

    for (const xmlNode *at = newest; at; at = next_of(from, at, s)) {
        if (compare_ages(at, newest) > 0)
            newest = at;
    }
    return newest;
}

static bool take(struct search *s, const xmlNode *node, const char *attribute)
{
    struct found at = {.node = node, .attribute = attribute};
    enum take taken = s->take(s->arg, &at);

    s->any |= taken != TAKE_NOT;
    return taken == TAKE_LAST;
}

/* True: look no further. */
static bool follow(struct search *s, const xmlNode *node,
                   const struct selector_step *step);

static bool follow_each(struct search *s, const xmlNode *from,
                        const struct selector_step *step)
{
    const xmlNode *at = next_of(from, NULL, step);
    bool over = false;

    for (; at && !over; at = next_of(from, at, step))
        over = follow(s, at, step + 1);
    return over;
}

static bool follow(struct search *s, const xmlNode *node,
                   const struct selector_step *step)
{
    const xmlNode *to = NULL;
    const xmlAttr *a;

    switch (step->move) {
    case MOVE_END:
        return take(s, node, NULL);
    case MOVE_ATTRIBUTE:
        a = attribute_of(node, step->name);
        return a && take(s, node, (const char *)a->name);
    case MOVE_UP:
        to = dom_parent(node);
        break;
    default:
        if (step->condition != NEWEST)
            return follow_each(s, node, step);
        to = newest_of(node, step);
    }
    return to && follow(s, to, step + 1);
}

bool selector_each(const struct selector *s, const xmlNode *from,
                   selector_take *take_it, void *arg)
{
    struct search search = {.take = take_it, .arg = arg};
    const struct selector_step *way = s->steps;

    while (from && !search.any && way->move != MOVE_NONE) {
        follow(&search, from, way);
        while (way->move != MOVE_END)
            way++;
        way++;
    }
    return search.any;
}
