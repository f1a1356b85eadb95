/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/origin.h"

#include "base/unique.h"

#include <stdint.h>

enum server origin_server(const struct origin *o)
{
    return o->source < SOURCE_COUNT ? sources[o->source].server : SERVER_OPS;
}

bool origin_is_stale(const struct origin *o, int64_t wall)
{
    return wall - o->fetched >= o->lasts;
}

/* A line for each answer that comes: quicker than by printf(3). */
static void put_number(int64_t value, struct buf *to)
{
    char digits[24], *at = digits + sizeof(digits);
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;

    *--at = '\t';
    do
        *--at = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        *--at = '-';
    buf_add(to, at, (size_t)(digits + sizeof(digits) - at));
}

static void put_text(struct slice text, char after, struct buf *to)
{
    buf_add(to, text.at, text.len);
    buf_putc(to, after);
}

/* The path stands last: what follows the last tab is all of it. */
static void put_line(const struct origin *o, struct buf *to)
{
    put_number((int)o->source, to);
    put_number((int)o->form, to);
    put_number(o->status, to);
    put_number(o->excerpt, to);
    put_number(o->count, to);
    put_number(o->fetched, to);
    put_number(o->lasts, to);
    put_text(o->place, '\t', to);
    put_text(o->etag, '\t', to);
    put_text(o->path, '\n', to);
}

static struct blob *text_of(struct buf *text)
{
    if (text->error || !text->len) {
        buf_fini(text);
        return NULL;
    }
    return blob_of(text);
}

struct blob *origin_new(const struct origin *o)
{
    struct buf line = BUF_INIT(SIZE_MAX);

    put_line(o, &line);
    return text_of(&line);
}

static int64_t cut_number(struct slice *line)
{
    struct slice cell = SLICE("");
    int64_t value = 0;

    slice_cut(line, '\t', &cell);
    return slice_number(cell, &value) == 0 ? value : 0;
}

static struct slice cut_text(struct slice *line)
{
    struct slice cell = SLICE("");

    slice_cut(line, '\t', &cell);
    return cell;
}

bool origin_next(struct slice *lines, struct origin *ret_origin)
{
    struct slice line;

    if (!slice_cut(lines, '\n', &line))
        return false;
    ret_origin->source = (enum source_id)cut_number(&line);
    ret_origin->form = (enum form)cut_number(&line);
    ret_origin->status = (int)cut_number(&line);
    ret_origin->excerpt = cut_number(&line) != 0;
    ret_origin->count = (unsigned)cut_number(&line);
    ret_origin->fetched = cut_number(&line);
    ret_origin->lasts = cut_number(&line);
    ret_origin->place = cut_text(&line);
    ret_origin->etag = cut_text(&line);
    ret_origin->path = line;
    return true;
}

/* The rest is as old as the oldest of it. */
static void merge(struct origin *rest, const struct origin *o)
{
    if (!rest->count) {
        *rest = *o;
        rest->path = rest->etag = SLICE("");
        rest->status = 0;
        rest->excerpt = false;
        return;
    }
    rest->count += o->count;
    if (o->fetched < rest->fetched)
        rest->fetched = o->fetched;
    if (o->lasts < rest->lasts)
        rest->lasts = o->lasts;
}

static struct blob *shorten(struct buf *lines)
{
    struct slice from = buf_slice(lines);
    struct buf to = BUF_INIT(SIZE_MAX);
    struct origin o, rest = {.count = 0};

    for (size_t i = 0; origin_next(&from, &o); i++) {
        if (i < ORIGINS_MAX && o.path.len)
            put_line(&o, &to);
        else
            merge(&rest, &o);
    }
    if (rest.count)
        put_line(&rest, &to);
    buf_fini(lines);
    return text_of(&to);
}

/* The only one there is; NULL: there are several, or none. */
static struct blob *only_one(struct blob *const *all, size_t count)
{
    struct blob *one = NULL;

    for (size_t i = 0; i < count; i++) {
        if (all[i] && one && all[i] != one)
            return NULL;
        one = all[i] ? all[i] : one;
    }
    return one;
}

struct blob *origin_join(struct blob *const *all, size_t count)
{
    struct buf text = BUF_INIT(SIZE_MAX), once = BUF_INIT(SIZE_MAX);
    struct blob *one = only_one(all, count);

    if (one)
        return blob_ref(one);
    for (size_t i = 0; i < count; i++) {
        if (all[i])
            buf_add(&text, all[i]->data, all[i]->size);
    }
    if (unique_lines(buf_slice(&text), &once) < 0 || text.error)
        buf_reset(&once);
    buf_fini(&text);
    return slice_lines(buf_slice(&once)) > ORIGINS_MAX ? shorten(&once)
                                                       : text_of(&once);
}
