/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/sources.h"

#include "doc/table.h"
#include "fs/below.h"
#include "tree/node_location.h"
#include "tree/origin.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define TEXT_MAX ((size_t)16 << 20)
#define XATTR_MAX 65536 /* of the kernel */

/* Read or not, a file of a fixed name is made of the one answer that others
 * were made of. Numbered ones, of which there may be hundreds, are listed once
 * they were read. */
static bool may_be_made(const struct node *node, const struct request *request)
{
    return plan_is_of_one(request->making.plan) && !node_is_dir(node) &&
           !shape_is_open(node->row->shape);
}

/* What the next reader would be shown without a request, or else what the last
 * one was shown. The blob is borrowed; -ENODATA. */
static int lines_of(struct fs *fs, const struct node *node,
                    struct slice *ret_lines)
{
    struct cache *c = fs->house.cache;
    struct request request;
    struct answer answer = {0}, other;

    if (!(is_remote(node) || is_listing(node)) ||
        fs_request(fs, node, false, &request) < 0)
        return -ENODATA;
    if (cache_peek(c, &request, fs->now, &answer) < 0 &&
        cache_known(c, &request, &answer) < 0 && !may_be_made(node, &request))
        return -ENODATA;
    if (may_be_made(node, &request) && request.making.facet &&
        (!answer.blob || answer.until <= fs->now.ms)) {
        request.making = (struct making){.facet = FACET_NONE};
        if (cache_known(c, &request, &other) == 0)
            answer = other;
    }
    if (!answer.of)
        return -ENODATA;
    *ret_lines = blob_slice(answer.of);
    return 0;
}

/* --- one request --------------------------------------------------------- */

static void put_url(const struct fs *fs, const struct origin *o, struct buf *to)
{
    enum server server = origin_server(o);
    const char *base = server == SERVER_EPS ? fs->options.eps_url
                                            : fs->options.base_url;

    if (o->path.len)
        buf_printf(to, "%s%s%.*s", base, server_roots[server], (int)o->path.len,
                   o->path.at);
}

/* `OPS`, `publication server (store)` */
static void put_source(const struct fs *fs, const struct origin *o,
                       struct buf *to)
{
    const char *server = server_names[origin_server(o)];

    (void)fs;
    buf_puts(to, server);
    if (o->place.len && !slice_is(o->place, server))
        buf_printf(to, " (%.*s)", (int)o->place.len, o->place.at);
}

static void put_status(const struct fs *fs, const struct origin *o,
                       struct buf *to)
{
    (void)fs;
    if (o->status)
        buf_printf(to, "%d", o->status);
}

static void put_fetched(const struct fs *fs, const struct origin *o,
                        struct buf *to)
{
    char stamp[CLOCK_STAMP];

    (void)fs;
    clock_stamp(o->fetched, stamp);
    buf_puts(to, stamp);
}

static void put_age(const struct fs *fs, const struct origin *o, struct buf *to)
{
    int64_t age = fs->now.wall - o->fetched;

    buf_printf(to, "%" PRId64, age > 0 ? age : 0);
}

static void put_stale(const struct fs *fs, const struct origin *o,
                      struct buf *to)
{
    buf_puts(to, origin_is_stale(o, fs->now.wall) ? "yes" : "no");
}

/* Without its quotes, which a table cannot hold. */
static void put_bare_etag(const struct fs *fs, const struct origin *o,
                          struct buf *to)
{
    const char *quote = memchr(o->etag.at, '"', o->etag.len);
    struct slice etag = o->etag;

    (void)fs;
    if (quote) {
        etag = slice_skip(etag, (size_t)(quote - etag.at) + 1);
        etag.len -= etag.len && etag.at[etag.len - 1] == '"';
    }
    buf_add(to, etag.at, etag.len);
}

static void put_remark(const struct fs *fs, const struct origin *o,
                       struct buf *to)
{
    (void)fs;
    if (!o->path.len)
        buf_printf(to, "%u more requests, as of the oldest", o->count);
    else if (o->status == 404)
        buf_puts(to, "it has none");
    else if (o->excerpt)
        buf_puts(to, "a record of an answer with several");
}

/* --- sources.tsv --------------------------------------------------------- */

static const struct {
    const char *title;
    void (*put)(const struct fs *fs, const struct origin *o, struct buf *to);
} columns[] = {
    {"url", put_url},         {"source", put_source}, {"status", put_status},
    {"fetched", put_fetched}, {"age", put_age},       {"stale", put_stale},
    {"etag", put_bare_etag},  {"remark", put_remark},
};

#define COLUMNS (sizeof(columns) / sizeof(*columns))

struct listed_sources {
    struct fs *fs;
    size_t above; /* length of the directory's own path, and a slash */
    struct buf *to;
    int64_t newest;
};

static void add_row(struct listed_sources *l, struct slice file,
                    const struct origin *o)
{
    struct buf texts[COLUMNS];
    struct slice cells[COLUMNS + 1] = {file};

    for (size_t i = 0; i < COLUMNS; i++) {
        buf_init(&texts[i], TEXT_MAX);
        columns[i].put(l->fs, o, &texts[i]);
        cells[i + 1] = slice_of(buf_text(&texts[i]));
    }
    table_cells(l->to, cells, COLUMNS + 1);
    for (size_t i = 0; i < COLUMNS; i++)
        buf_fini(&texts[i]);
    if (o->fetched > l->newest)
        l->newest = o->fetched;
}

static int add_file(void *arg, struct node *node)
{
    struct listed_sources *l = arg;
    struct buf path = BUF_INIT(TEXT_MAX);
    struct slice lines;
    struct origin o;

    if (node_is_dir(node) || lines_of(l->fs, node, &lines) < 0)
        return 0;
    node_path(node, &path);
    while (!path.error && origin_next(&lines, &o))
        add_row(l, slice_skip(slice_of(buf_text(&path)), l->above), &o);
    buf_fini(&path);
    return l->to->error;
}

int64_t print_sources(struct fs *fs, struct node *dir, struct buf *to)
{
    struct listed_sources l = {.fs = fs, .to = to};
    struct buf path = BUF_INIT(TEXT_MAX);

    node_path(dir, &path);
    l.above = path.len + 1;
    buf_fini(&path);
    buf_puts(to, "file");
    for (size_t i = 0; i < COLUMNS; i++)
        buf_printf(to, "\t%s", columns[i].title);
    buf_putc(to, '\n');
    below_each(fs, dir, add_file, &l);
    return l.newest;
}

/* --- attributes ---------------------------------------------------------- */

/* What was said, rather than what was not, where there is both. */
static bool is_said(struct slice lines, const struct origin *one)
{
    struct origin o;

    if (one->status != 404)
        return true;
    while (origin_next(&lines, &o)) {
        if (o.status != 404)
            return false;
    }
    return true;
}

/* A line each. */
static void say_url(struct fs *fs, struct slice lines, struct buf *to)
{
    struct slice rest = lines;
    struct origin o;

    while (origin_next(&rest, &o) && to->len + o.path.len < XATTR_MAX / 2) {
        if (!is_said(lines, &o) || !o.path.len)
            continue;
        if (to->len)
            buf_putc(to, '\n');
        put_url(fs, &o, to);
    }
}

/* As old as the oldest. */
static void say_fetched(struct fs *fs, struct slice lines, struct buf *to)
{
    struct slice rest = lines;
    struct origin o, oldest = {.fetched = INT64_MAX};

    while (origin_next(&rest, &o)) {
        if (is_said(lines, &o) && o.fetched < oldest.fetched)
            oldest = o;
    }
    if (oldest.fetched != INT64_MAX)
        put_fetched(fs, &oldest, to);
}

/* Each once, `OPS, OPS (store)`. */
static void say_source(struct fs *fs, struct slice lines, struct buf *to)
{
    struct slice rest = lines;
    struct buf all = BUF_INIT(XATTR_MAX), one = BUF_INIT(XATTR_MAX);
    struct origin o;

    while (origin_next(&rest, &o)) {
        buf_reset(&one);
        put_source(fs, &o, &one);
        if (!is_said(lines, &o) ||
            slice_lists(buf_slice(&all), '\n', buf_slice(&one)))
            continue;
        buf_printf(to, "%s%s", all.len ? ", " : "", buf_text(&one));
        buf_printf(&all, "%s\n", buf_text(&one));
    }
    buf_fini(&all);
    buf_fini(&one);
}

/* Of one answer as a whole. */
static void say_etag(struct fs *fs, struct slice lines, struct buf *to)
{
    struct origin o, other;

    (void)fs;
    if (origin_next(&lines, &o) && !origin_next(&lines, &other) && !o.excerpt)
        buf_add(to, o.etag.at, o.etag.len);
}

static const struct {
    const char *name;
    void (*say)(struct fs *fs, struct slice lines, struct buf *to);
} attributes[] = {
    {"url", say_url},
    {"fetched", say_fetched},
    {"source", say_source},
    {"etag", say_etag},
};

#define ATTRIBUTES (sizeof(attributes) / sizeof(*attributes))

int sources_value(struct fs *fs, const struct node *node, struct slice name,
                  struct buf *to)
{
    struct slice lines;

    for (size_t i = 0; i < ATTRIBUTES; i++) {
        if (slice_is(name, attributes[i].name) &&
            lines_of(fs, node, &lines) == 0)
            attributes[i].say(fs, lines, to);
    }
    return to->error ? to->error : to->len ? 0 : -ENODATA;
}

void sources_list(struct fs *fs, const struct node *node, struct buf *to)
{
    struct buf value = BUF_INIT(TEXT_MAX);

    for (size_t i = 0; i < ATTRIBUTES; i++) {
        buf_reset(&value);
        if (sources_value(fs, node, slice_of(attributes[i].name), &value) < 0)
            continue;
        buf_printf(to, SOURCES_XATTR "%s", attributes[i].name);
        buf_putc(to, '\0');
    }
    buf_fini(&value);
}
