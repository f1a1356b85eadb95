/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/badgerfish.h"

#include <string.h>

#define ATTRIBUTES_MAX 32
#define DEEPEST 32 /* anything deeper is skipped */

struct badgerfish {
    const struct xml_events *events;
    void *arg;
};

static int walk_element(const struct badgerfish *w, const char *name,
                        const struct json *value, unsigned depth);

static const char *local_name(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

static unsigned read_attributes(const struct json *value,
                                struct xml_attribute *to)
{
    unsigned count = 0;
    const struct json *at = json_first(value);

    for (; at && count < ATTRIBUTES_MAX; at = json_next(at)) {
        const char *name = json_name(at), *text = json_text(at);

        if (!name || name[0] != '@' || !text)
            continue;
        to[count].name = local_name(name + 1);
        to[count++].value = slice_of(text);
    }
    return count;
}

static int walk_text(const struct badgerfish *w, const struct json *value)
{
    const char *text = json_text(value);

    return text ? w->events->text(w->arg, slice_of(text)) : 0;
}

static int walk_inside(const struct badgerfish *w, const struct json *value,
                       unsigned depth)
{
    const struct json *at = json_first(value);
    int error = walk_text(w, value);

    for (; at && !error; at = json_next(at)) {
        const char *name = json_name(at);

        if (!name || name[0] == '@')
            continue;
        if (strcmp(name, "$") == 0)
            error = walk_text(w, at);
        else
            error = walk_element(w, name, at, depth + 1);
    }
    return error;
}

static int walk_one(const struct badgerfish *w, const char *name,
                    const struct json *value, unsigned depth)
{
    struct xml_attribute attributes[ATTRIBUTES_MAX];
    struct xml_element e = {NS_NONE, local_name(name), depth, attributes,
                            read_attributes(value, attributes)};
    int error;

    if (depth > DEEPEST)
        return 0;
    error = w->events->open(w->arg, &e);
    if (!error)
        error = walk_inside(w, value, depth);
    if (!error)
        error = w->events->close(w->arg, &e);
    return error;
}

static int walk_element(const struct badgerfish *w, const char *name,
                        const struct json *value, unsigned depth)
{
    const struct json *at = json_first(value);
    int error = 0;

    if (!json_is_array(value))
        return walk_one(w, name, value, depth);
    for (; at && !error; at = json_next(at))
        error = walk_one(w, name, at, depth);
    return error;
}

int badgerfish_walk(const struct json *document,
                    const struct xml_events *events, void *arg)
{
    return walk_inside(&(struct badgerfish){events, arg}, document, 0);
}
