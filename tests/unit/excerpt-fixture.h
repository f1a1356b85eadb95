/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is taken out of larger answers, as text: what the tests of doc/excerpt,
 * doc/abstract and doc/register_parts share.
 */
#ifndef OPSFS_TESTS_EXCERPT_FIXTURE_H
#define OPSFS_TESTS_EXCERPT_FIXTURE_H

#include "doc/abstract.h"
#include "doc/excerpt.h"
#include "doc/exchange.h"
#include "doc/register_parts.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define TAKEN_MOST 16
#define TEXT_MOST ((size_t)4 << 20)

struct taken {
    size_t count;
    int end; /* what told that there are no more */
    char *names[TAKEN_MOST]; /* EP.1.A1 */
    char *texts[TAKEN_MOST];
};

/* Of the whole ones. */
static inline void take(struct taken *t, struct slice body)
{
    struct excerpts x;
    struct excerpt e;

    t->count = 0;
    excerpts_init(&x, body);
    while ((t->end = excerpts_next(&x, &e)) == 0 && t->count < TAKEN_MOST) {
        struct buf name = BUF_INIT(TEXT_MOST), text = BUF_INIT(TEXT_MOST);

        if (!e.whole)
            continue;
        buf_add(&name, e.country.at, e.country.len);
        buf_putc(&name, '.');
        buf_add(&name, e.number.at, e.number.len);
        buf_putc(&name, '.');
        buf_add(&name, e.kind.at, e.kind.len);
        CHECK_INT(excerpt_write(&x, &e, &text), 0);
        t->names[t->count] = name.data;
        t->texts[t->count++] = text.data;
    }
}

static inline void taken_fini(struct taken *t)
{
    while (t->count) {
        free(t->names[--t->count]);
        free(t->texts[t->count]);
    }
}

/* The names of the whole ones, joined by blanks. */
static inline void check_names(const char *body, const char *names, int end)
{
    struct buf all = BUF_INIT(TEXT_MOST);
    struct taken t;

    take(&t, slice_of(body));
    for (size_t i = 0; i < t.count; i++)
        buf_printf(&all, "%s%s", i ? " " : "", t.names[i]);
    CHECK_STR(buf_text(&all), names);
    CHECK_INT(t.end, end);
    buf_fini(&all);
    taken_fini(&t);
}

static inline void check_text(const char *body, size_t index, const char *want)
{
    struct taken t;

    take(&t, slice_of(body));
    CHECK(index < t.count);
    if (index < t.count)
        CHECK_STR(t.texts[index], want);
    taken_fini(&t);
}

static inline void check_abstracts(struct slice biblio, int r, const char *want)
{
    struct buf b = BUF_INIT(TEXT_MOST);

    CHECK_INT(abstract_of(biblio, &b), r);
    if (r == 0)
        CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}

static inline void check_reduced(struct slice body, unsigned keep, int r,
                                 const char *want)
{
    struct buf b = BUF_INIT(TEXT_MOST);

    CHECK_INT(register_reduce(body, keep, &b), r);
    if (r == 0)
        CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}

#endif
