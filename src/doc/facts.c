/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/facts.h"

void facts_fini(struct facts *f)
{
    arena_fini(&f->memory);
}

void facts_add(struct facts *f, struct fact fact)
{
    struct fact *one = *fact.text ? arena_new(&f->memory, sizeof(*one)) : NULL;

    if (!one)
        return;
    fact.label = fact.label ? fact.label : "";
    fact.note = fact.note ? fact.note : "";
    fact.more = fact.more ? fact.more : "";
    *one = fact;
    if (f->last)
        f->last->next = one;
    else
        f->first = one;
    f->last = one;
}

static const struct fact *of_key(const struct fact *f, enum fact_key key)
{
    while (f && f->key != key)
        f = f->next;
    return f;
}

const struct fact *facts_first(const struct facts *f, enum fact_key key)
{
    return of_key(f->first, key);
}

const struct fact *facts_next(const struct fact *f)
{
    return of_key(f->next, f->key);
}

const struct fact *facts_best(const struct fact *first)
{
    for (const struct fact *f = first; f; f = facts_next(f)) {
        if (slice_is_nocase(SLICE("en"), f->note))
            return f;
    }
    return first;
}

const char *facts_text(const struct facts *f, enum fact_key key)
{
    const struct fact *first = facts_first(f, key);

    return first ? first->text : "";
}

void facts_join(const struct fact *first, const char *between, struct buf *to)
{
    for (const struct fact *f = first; f; f = facts_next(f))
        buf_printf(to, "%s%s", f == first ? "" : between, f->text);
}
