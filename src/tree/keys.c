/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/keys.h"

#include "doc/cells.h"
#include "doc/subject.h"
#include "ops/names.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The keys that the parts of an assembly found. */
struct keys {
    struct assembly_part **at; /* sorted */
    size_t count;
};

/* Whether a line of a list is a number that an answer has to complete. */
static bool key_is_open(struct slice name)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    return name.len && name.at[0] != '#' &&
           number_parse(name, &n, candidates) == 0 &&
           (!n.kind[0] || n.what == NUMBER_APPLICATION);
}

/* The request for it; 0, -ENOENT, -ENAMETOOLONG. */
static int key_request(struct slice name, struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_BIBLIO,
                                    .facet = FACET_ROW,
                                    .constituents = "biblio"};

    return request_of_number(&row, name, ret_request);
}

/* Reads the answer, and adds the publication; nothing where it has none. */
static int key_read(struct slice answer, struct slice name, struct buf *to)
{
    char found[SUBJECT_NAME];
    int r = subject_read(answer, name, found);

    if (r < 0)
        return r == -ENOMEM ? r : 0;
    return buf_puts(to, found);
}

static int by_subject(const void *a, const void *b)
{
    const struct assembly_part *const *one = a, *const *other = b;

    return strcmp((*one)->subject, (*other)->subject);
}

static int keys_init(struct keys *k, const struct assembly *a)
{
    *k = (struct keys){
        .at = calloc(a->count + 1, sizeof(struct assembly_part *))};
    if (!k->at)
        return -ENOMEM;
    for (size_t i = 0; i < a->count; i++) {
        if (a->parts[i]->is_key && a->parts[i]->text.len)
            k->at[k->count++] = a->parts[i];
    }
    if (k->count)
        qsort(k->at, k->count, sizeof(*k->at), by_subject);
    return 0;
}

static void keys_fini(struct keys *k)
{
    free(k->at);
}

static int by_name(const void *name, const void *part)
{
    const struct assembly_part *const *p = part;

    return slice_compare(*(const struct slice *)name, slice_of((*p)->subject));
}

static const struct assembly_part *find(const struct keys *k, struct slice name)
{
    struct assembly_part *const *found = bsearch(&name, k->at, k->count,
                                                 sizeof(*k->at), by_name);

    return found ? *found : NULL;
}

/* A row that is of several has them all, with `; ` between. */
static void add_keys(const struct keys *k, struct slice cell, struct buf *to)
{
    const char *end = cell.at + cell.len;
    struct slice name;

    while (slice_cut(&cell, ';', &name)) {
        const struct assembly_part *key = find(k, slice_trim(name));

        if (key && name.len > 0 && name.at[0] == ' ')
            buf_putc(to, ' ');
        if (key)
            buf_add(to, key->text.data, key->text.len);
        else
            buf_add(to, name.at, name.len);
        if (name.at + name.len < end)
            buf_putc(to, ';');
    }
}

static void keys_add_rows(const struct keys *k, struct slice rows,
                          unsigned column, struct buf *to)
{
    struct slice line;

    if (!k->count) {
        buf_add(to, rows.at, rows.len);
        return;
    }
    while (slice_cut(&rows, '\n', &line)) {
        struct slice cell = cells_at(line, column);
        const char *end = cell.at + cell.len;

        buf_add(to, line.at, (size_t)(cell.at - line.at));
        add_keys(k, cell, to);
        buf_add(to, end, (size_t)(line.at + line.len - end));
        buf_putc(to, '\n');
    }
}

bool keys_are_open(const struct assembly *a)
{
    return a->open.len > 0;
}

/* Skips what is complete. */
int keys_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    struct slice name = SLICE("");
    bool open = false;

    p->is_key = true;
    while (!open && slice_cut(&a->open, '\n', &name))
        open = key_is_open(name);
    if (!open)
        return -ENODATA;
    memcpy(p->subject, name.at, name.len);
    return key_request(name, ret_request);
}

int keys_learn(struct assembly_part *p, struct slice answer)
{
    return key_read(answer, slice_of(p->subject), &p->text);
}

/* The rows, to be freed here, with their keys. */
void keys_join(const struct assembly *a, struct buf *rows, unsigned column,
               struct buf *to)
{
    struct keys keys;

    if (keys_init(&keys, a) < 0) {
        to->error = -ENOMEM;
    } else {
        keys_add_rows(&keys, buf_slice(rows), column, to);
        keys_fini(&keys);
    }
    if (rows->error && !to->error)
        to->error = rows->error;
    buf_fini(rows);
}
