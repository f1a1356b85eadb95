/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/spine.h"

#include "doc/same_query.h"

#include <string.h>

void spine_init(struct spine *s, struct slice symbol, const char *path)
{
    const char *query = strchr(path, '?');
    struct slice rest = slice_of(query ? query + 1 : ""), option, name;

    *s = (struct spine){.symbol = symbol};
    while (slice_cut(&rest, '&', &option)) {
        slice_cut(&option, '=', &name);
        s->ancestors |= slice_is(name, "ancestors");
        if (slice_is(name, "depth") && slice_number(option, &s->depth) < 0)
            s->depth = 0;
    }
}

void spine_open(struct spine *s)
{
    s->level++;
    s->opened++;
    s->named = false;
    if (!s->at)
        return;
    if (s->level <= s->at) {
        s->strayed = true;
        return;
    }
    s->children += s->level == s->at + 1;
    if (s->level - s->at > s->deepest)
        s->deepest = s->level - s->at;
}

void spine_close(struct spine *s)
{
    if (s->level)
        s->level--;
}

void spine_name(struct spine *s, struct slice symbol)
{
    if (!s->level || s->named)
        return;
    s->named = true;
    if (s->at || !same_words(s->symbol, symbol))
        return;
    s->at = s->level;
    s->strayed |= s->opened != s->level || (s->level > 1 && !s->ancestors);
}

bool spine_is_seen(const struct spine *s)
{
    return s->at > 0;
}

bool spine_is_other(const struct spine *s)
{
    bool is_section = s->symbol.len == 1;

    return s->strayed || (s->depth && s->deepest > s->depth) ||
           (is_section && s->depth > 1 && s->children == 1);
}
