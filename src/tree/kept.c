/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the path of a request back to a name of the tree. The functions that
 * read a path run in the store's thread: they are pure.
 */
#include "tree/kept.h"

#include "ops/number_parse.h"
#include "ops/reference.h"

#include <stdio.h>
#include <string.h>

/* As a name has it: what is encoded in a request is not, but for a slash and a
 * percent sign. False: no name is so long. */
static bool decode(struct slice text, char to[REFERENCE_MAX + 1],
                   size_t *ret_len)
{
    size_t len = 0;

    while (text.len) {
        char c = percent_take(&text);

        if (len + 3 > REFERENCE_MAX)
            return false;
        if (c == '/' || c == '%')
            len += (size_t)sprintf(to + len, "%%%02X", (unsigned char)c);
        else
            to[len++] = c;
    }
    *ret_len = len;
    return len > 0;
}

static void put_name(struct slice name, struct buf *to)
{
    if (!slice_is_clean(name))
        return;
    buf_add(to, name.at, name.len);
    buf_putc(to, '\n');
}

static void add_name(struct slice text, struct buf *to)
{
    char name[REFERENCE_MAX + 1];
    size_t len;

    if (decode(text, name, &len))
        put_name((struct slice){name, len}, to);
}

/* The step after the stem, of a path that goes on after it. */
static struct slice next_step(struct slice path, struct slice stem)
{
    struct slice rest = {path.at + stem.len, path.len - stem.len};
    struct slice step = SLICE("");

    slice_cut(&rest, '/', &step);
    return rest.len ? step : SLICE("");
}

static void read_step(struct slice path, struct slice stem, struct buf *to)
{
    add_name(next_step(path, stem), to);
}

/* `EP.1000000.A1` is patent/EP1000000A1: all that OPS was asked for in docdb is
 * spelled as OPS does, and a hundred thousand of them have no time to be
 * parsed. */
static bool add_docdb(struct slice step, struct buf *to)
{
    struct slice rest = step, country, number;

    if (!slice_cut(&rest, '.', &country) || country.len != 2 ||
        !slice_cut(&rest, '.', &number) || !number.len || !rest.len ||
        memchr(rest.at, '.', rest.len) || memchr(step.at, '%', step.len))
        return false;
    buf_add(to, country.at, country.len);
    buf_add(to, number.at, number.len);
    buf_add(to, rest.at, rest.len);
    buf_putc(to, '\n');
    return true;
}

static void read_number(struct slice path, struct slice stem, struct buf *to)
{
    struct slice step = next_step(path, stem);
    char candidates[NUMBER_CANDIDATES], name[NUMBER_NAME];
    struct number number;

    if (!step.len || add_docdb(step, to) ||
        number_parse(step, &number, candidates) < 0)
        return;
    number_name(&number, name);
    buf_puts(to, name);
    buf_putc(to, '\n');
}

/* Who cites one, or any of several: as ops/reading_room asks. */
static bool is_citing(struct slice query)
{
    while (slice_starts(query, "ct=")) {
        query = slice_skip(query, 3);
        while (query.len && (is_alpha(*query.at) || is_digit(*query.at)))
            query = slice_skip(query, 1);
        if (!query.len)
            return true;
        query = slice_skip(query, slice_starts(query, " or ") ? 4 : 0);
    }
    return false;
}

/* Of some days, as ops/request splits one. */
static bool is_split(struct slice query)
{
    static const char dates[] = ") and pd within \"";

    return slice_starts(query, "(") &&
           memmem(query.at, query.len, dates, sizeof(dates) - 1);
}

/* What the mount asks by itself for its tables is nobody's search. */
static void add_query(struct slice text, struct buf *to)
{
    char name[REFERENCE_MAX + 1];
    struct slice query = {.at = name};

    if (decode(text, name, &query.len) && !is_citing(query) && !is_split(query))
        put_name(query, to);
}

static void read_query(struct slice path, struct slice stem, struct buf *to)
{
    struct slice query = SLICE(""), word;

    (void)stem;
    slice_cut(&path, '?', &word);
    while (slice_cut(&path, '&', &word)) {
        if (slice_starts(word, "q="))
            query = (struct slice){word.at + 2, word.len - 2};
    }
    add_query(query, to);
}

static const char *const of_patents[] = {
    "published-data/publication/docdb/", "published-data/publication/epodoc/",
    "family/publication/docdb/",         "family/publication/epodoc/",
    "legal/publication/docdb/",          "legal/publication/epodoc/",
    "register/publication/epodoc/",      NULL,
};
static const char *const of_searches[] = {"published-data/search", NULL};
static const char *const of_register_searches[] = {"register/search", NULL};
static const char *const of_cpc_searches[] = {"classification/cpc/search",
                                              NULL};

static const struct {
    enum room room;
    const char *const *stems;
    void (*read)(struct slice path, struct slice stem, struct buf *to);
} rows[] = {
    {ROOM_PATENT, of_patents, read_number},
    {ROOM_QUERIES, of_searches, read_query},
    {ROOM_SEARCH, of_searches, read_query},
    {ROOM_REGISTER_SEARCH, of_register_searches, read_query},
    {ROOM_CPC_SEARCH, of_cpc_searches, read_query},
};

/* Directories whose names are steps of the request itself. */
static bool has_steps(enum room room)
{
    for (size_t i = 0; i < names_count; i++) {
        enum shape shape = names[i].shape;

        if (names[i].in == room && names[i].inside != ROOM_NONE &&
            shape >= SHAPE_EPODOC && shape <= SHAPE_KIND)
            return true;
    }
    return false;
}

void kept_stem(const struct node *dir, struct buf *ret_stem)
{
    struct slice name;

    if (!dir->row)
        return;
    kept_stem(dir->parent, ret_stem);
    name = shape_is_open(dir->row->shape) ? node_name(dir) : node_text(dir);
    buf_printf(ret_stem, "%.*s/", (int)name.len, name.at);
}

bool kept_filter(const struct node *dir, struct store_filter *ret_filter)
{
    enum room room = node_room(dir);
    struct buf stem = BUF_INIT(sizeof(ret_filter->stem) - 1);
    bool fits;

    *ret_filter = (struct store_filter){0};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].room == room) {
            ret_filter->stems = rows[i].stems;
            ret_filter->read = rows[i].read;
            return true;
        }
    }
    if (!has_steps(room))
        return false;
    kept_stem(dir, &stem);
    fits = !stem.error;
    memcpy(ret_filter->stem, buf_text(&stem), stem.len + 1);
    buf_fini(&stem);
    ret_filter->read = read_step;
    return fits;
}
