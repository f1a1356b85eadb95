/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/published.h"

#include "base/hash.h"
#include "base/list.h"
#include "doc/changes.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define KIND 2

/* A number of the list, whichever publication of it that is. */
struct member {
    struct hash_link link;
    struct slice line;
    char stem[NUMBER_NAME]; /* EP3000001 */
};

struct members {
    struct hash table;
    struct member *at;
    size_t count;
};

static bool is_ep(struct slice line)
{
    return slice_starts(line, "EP");
}

bool published_has_ep(struct slice list)
{
    struct slice line;

    while (slice_cut(&list, '\n', &line)) {
        if (is_ep(line))
            return true;
    }
    return false;
}

/* --- members ------------------------------------------------------------- */

static void add_member(struct members *m, struct slice line)
{
    struct member *one = &m->at[m->count];
    char candidates[NUMBER_CANDIDATES];
    struct number number;

    if (!is_ep(line) || number_parse(line, &number, candidates) < 0 ||
        number.what != NUMBER_PUBLICATION)
        return;
    number.kind[0] = '\0';
    number_name(&number, one->stem);
    one->line = line;
    m->count++;
    hash_add(&m->table, &one->link,
             hash_bytes(one->stem, strlen(one->stem), 0));
}

static int members_init(struct members *m, struct slice list)
{
    struct slice line;

    *m = (struct members){
        .at = calloc(slice_lines(list) + 1, sizeof(*m->at)),
    };
    if (!m->at)
        return -ENOMEM;
    if (hash_init(&m->table) < 0) {
        free(m->at);
        return -ENOMEM;
    }
    while (slice_cut(&list, '\n', &line))
        add_member(m, line);
    return 0;
}

static void members_fini(struct members *m)
{
    hash_fini(&m->table);
    free(m->at);
}

/* --- rows ---------------------------------------------------------------- */

/* A row for each number of the list that it is another publication of. */
static void add_rows(const struct members *m, const char *seen,
                     struct slice day, struct slice name, struct buf *to)
{
    struct slice stem = {name.at, name.len - KIND};
    struct slice kind = slice_skip(name, stem.len);
    uint64_t value = hash_bytes(stem.at, stem.len, 0);

    for (struct hash_link *l = hash_first(&m->table, value); l;
         l = hash_next(l)) {
        const struct member *one = container_of(l, struct member, link);

        struct changes_row row = {one->line, SLICE(PUBLISHED), day, kind, name};

        if (slice_is(stem, one->stem) && !slice_equal(name, one->line))
            changes_add_row(seen, &row, to);
    }
}

static void add_day(const struct members *m, const char *seen,
                    const struct published_day *d, struct buf *to)
{
    struct slice rest = d->names, name;

    while (slice_cut(&rest, '\n', &name)) {
        if (name.len > KIND)
            add_rows(m, seen, d->day, name, to);
    }
}

int published_merge(struct slice list, struct slice before,
                    const struct published_day *days, size_t count,
                    int64_t wall, struct buf *to)
{
    char seen[CHANGES_SEEN];
    struct slice day, table, header;
    struct members m;
    int r = members_init(&m, list);

    if (r < 0)
        return r;
    changes_seen(wall, !before.at, seen);
    published_read(before, &day, &table);
    slice_cut(&table, '\n', &header);
    if (count)
        day = days[count - 1].day;
    buf_printf(to, "%.*s\n" CHANGES_HEADER, (int)day.len, day.at);
    for (size_t i = count; i-- > 0;)
        add_day(&m, seen, &days[i], to);
    buf_add(to, table.at, table.len);
    members_fini(&m);
    return to->error;
}

void published_read(struct slice known, struct slice *ret_day,
                    struct slice *ret_table)
{
    *ret_day = SLICE("");
    slice_cut(&known, '\n', ret_day);
    *ret_table = known;
}
