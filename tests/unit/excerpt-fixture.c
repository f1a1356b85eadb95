/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "excerpt-fixture.h"

void t_excerpt_take(struct t_excerpts *t, struct slice body)
{
    struct excerpts x;
    struct excerpt e;

    t->count = 0;
    excerpts_init(&x, body);
    while ((t->end = excerpts_next(&x, &e)) == 0 && t->count < T_EXCERPT_MAX) {
        struct buf name = BUF_INIT(T_EXCERPT_BYTES),
                   text = BUF_INIT(T_EXCERPT_BYTES);

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

void t_excerpt_fini(struct t_excerpts *t)
{
    while (t->count) {
        free(t->names[--t->count]);
        free(t->texts[t->count]);
    }
}

void t_excerpt_names(const char *body, const char *names, int end)
{
    struct buf all = BUF_INIT(T_EXCERPT_BYTES);
    struct t_excerpts t;

    t_excerpt_take(&t, slice_of(body));
    for (size_t i = 0; i < t.count; i++)
        buf_printf(&all, "%s%s", i ? " " : "", t.names[i]);
    CHECK_STR(buf_text(&all), names);
    CHECK_INT(t.end, end);
    buf_fini(&all);
    t_excerpt_fini(&t);
}

void t_excerpt_text(const char *body, size_t index, const char *want)
{
    struct t_excerpts t;

    t_excerpt_take(&t, slice_of(body));
    CHECK(index < t.count);
    if (index < t.count)
        CHECK_STR(t.texts[index], want);
    t_excerpt_fini(&t);
}

void t_excerpt_abstracts(struct slice biblio, int r, const char *want)
{
    struct buf b = BUF_INIT(T_EXCERPT_BYTES);

    CHECK_INT(abstract_of(biblio, &b), r);
    if (r == 0)
        CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}

void t_excerpt_reduced(struct slice body, unsigned keep, int r,
                       const char *want)
{
    struct buf b = BUF_INIT(T_EXCERPT_BYTES);

    CHECK_INT(register_reduce(body, keep, &b), r);
    if (r == 0)
        CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}
