/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange-fixture.h"

#include "doc/documents.h"

void t_split_add(void *arg, size_t index, enum fate fate, struct slice document)
{
    struct t_split_parts *t = arg;

    CHECK_INT(index, t->count);
    CHECK((fate == FATE_FOUND) == (document.len > 0));
    t->fates[t->count] = fate;
    t->documents[t->count++] = strndup(document.at, document.len);
}

void t_split_fini(struct t_split_parts *t)
{
    while (t->count)
        free(t->documents[--t->count]);
}

int t_split(struct t_split_parts *t, struct slice body, const char *references,
            bool full_cycle)
{
    struct slice list[T_SPLIT_MAX], rest = slice_of(references);
    size_t count = 0;

    t->count = 0;
    while (count < T_SPLIT_MAX && slice_cut(&rest, '\n', &list[count]))
        count++;
    return exchange_split(body, full_cycle ? T_FULL_CYCLE : "", list, count,
                          t_split_add, t);
}

void t_split_fates(const char *body, const char *references, bool full_cycle,
                   const char *fates)
{
    static const char letters[] = "fmu";
    struct t_split_parts t;
    char got[T_SPLIT_MAX + 1] = "";

    CHECK_INT(t_split(&t, slice_of(body), references, full_cycle), 0);
    for (size_t i = 0; i < t.count; i++)
        got[i] = letters[t.fates[i]];
    CHECK_STR(got, fates);
    t_split_fini(&t);
}

void t_split_part(const char *body, const char *references, bool full_cycle,
                  size_t index, const char *want)
{
    struct t_split_parts t;

    CHECK_INT(t_split(&t, slice_of(body), references, full_cycle), 0);
    CHECK(index < t.count);
    if (index < t.count)
        CHECK_STR(t.documents[index], want);
    t_split_fini(&t);
}

static void add(struct buf *to, struct slice s)
{
    buf_add(to, s.at, s.len);
}

int t_split_canonical(struct slice body, struct buf *to)
{
    struct documents d;
    int r = documents_read(body, &d);

    if (r < 0)
        return r;
    buf_puts(to, EXCHANGE_DECLARATION);
    add(to, d.root.start);
    add(to, d.list.start);
    buf_putc(to, '\n');
    for (size_t i = 0; i < d.count; i++) {
        add(to, d.items[i].bytes);
        buf_putc(to, '\n');
    }
    add(to, d.list.end);
    add(to, d.root.end);
    buf_putc(to, '\n');
    documents_fini(&d);
    return to->error;
}
