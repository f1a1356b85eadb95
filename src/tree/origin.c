/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/origin.h"

#include "base/unique.h"

#include <inttypes.h>

enum server origin_server(const struct origin *o)
{
    return o->source < SOURCE_COUNT ? sources[o->source].server : SERVER_OPS;
}

bool origin_is_stale(const struct origin *o, int64_t wall)
{
    return wall - o->fetched >= o->lasts;
}

/* The path stands last: what follows the last tab is all of it. */
static void put_line(const struct origin *o, struct buf *to)
{
    buf_printf(to,
               "%d\t%d\t%d\t%d\t%u\t%" PRId64 "\t%" PRId64
               "\t%.*s\t%.*s\t%.*s\n",
               (int)o->source, (int)o->form, o->status, o->part, o->count,
               o->fetched, o->lasts, (int)o->place.len, o->place.at,
               (int)o->etag.len, o->etag.at, (int)o->path.len, o->path.at);
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
    ret_origin->part = cut_number(&line) != 0;
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
        rest->part = false;
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
    struct slice from = {buf_text(lines), lines->len};
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

static size_t count_lines(const struct buf *text)
{
    struct slice rest = {buf_text(text), text->len}, line;
    size_t count = 0;

    while (slice_cut(&rest, '\n', &line))
        count++;
    return count;
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
    if (unique_lines((struct slice){buf_text(&text), text.len}, &once) < 0 ||
        text.error)
        buf_reset(&once);
    buf_fini(&text);
    return count_lines(&once) > ORIGINS_MAX ? shorten(&once) : text_of(&once);
}
