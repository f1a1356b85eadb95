/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/ahead.h"

#include "tree/ahead_listing.h"
#include "tree/node_location.h"
#include "tree/place.h"
#include "tree/printed.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Smaller directories are not worth reading ahead in. */
#define NAMES_MIN 3
/* So soon after a listing of links somebody means to follow them. */
#define SOON_MS 2000

struct ahead {
    struct nodes *nodes;
    struct cache *cache;
    struct answer_place *services[SERVER_COUNT];
    struct list listings; /* oldest first */
    unsigned count;
    size_t bytes;
};

struct ahead *ahead_new(struct nodes *nodes, struct cache *cache,
                        struct answer_place *const services[SERVER_COUNT])
{
    struct ahead *a = calloc(1, sizeof(*a));

    if (!a)
        return NULL;
    a->nodes = nodes;
    a->cache = cache;
    memcpy(a->services, services, sizeof(a->services));
    list_init(&a->listings);
    return a;
}

static struct ahead_listing *listing_at(struct list *at)
{
    return container_of(at, struct ahead_listing, link);
}

static void forget(struct ahead *a, struct ahead_listing *l)
{
    a->count--;
    a->bytes -= ahead_listing_bytes(l);
    ahead_listing_free(l);
}

void ahead_free(struct ahead *a)
{
    if (!a)
        return;
    list_each_safe(at, &a->listings)
        forget(a, listing_at(at));
    free(a);
}

size_t ahead_bytes(const struct ahead *a)
{
    return a->bytes;
}

/* --- listings ----------------------------------------------------------- */

/* Shown once more, its walks go on. */
static struct ahead_listing *known(struct ahead *a, const struct node *target,
                                   struct slice shown)
{
    list_each(at, &a->listings) {
        struct ahead_listing *l = listing_at(at);

        if (l->target != target->ino || l->len != shown.len ||
            memcmp(l->names, shown.at, shown.len) != 0)
            continue;
        list_touch(&a->listings, &l->link);
        return l;
    }
    return NULL;
}

static void drop_oldest(struct ahead *a, uint64_t target)
{
    struct ahead_listing *oldest = NULL;
    unsigned count = 0;

    list_each(at, &a->listings) {
        struct ahead_listing *l = listing_at(at);

        if (l->target == target && !count++)
            oldest = l;
    }
    if (count > AHEAD_TARGET)
        forget(a, oldest);
    while (a->count > AHEAD_LISTINGS || a->bytes > AHEAD_BYTES)
        forget(a, listing_at(a->listings.next));
}

/* NULL: nobody will walk through it. */
static struct ahead_listing *note(struct ahead *a, const struct node *target,
                                  struct slice shown, size_t count)
{
    struct ahead_listing *l;

    if (count < NAMES_MIN || count > AHEAD_NAMES)
        return NULL;
    l = known(a, target, shown);
    if (l)
        return l;
    l = ahead_listing_new(target, shown, count);
    if (!l)
        return NULL;
    l->linked = NEVER;
    list_append(&a->listings, &l->link);
    a->count++;
    a->bytes += ahead_listing_bytes(l);
    drop_oldest(a, target->ino);
    return l;
}

void ahead_listed(struct ahead *a, const struct node *target,
                  struct slice shown, size_t count)
{
    note(a, target, shown, count);
}

void ahead_linked(struct ahead *a, const struct node *target,
                  struct slice shown, size_t count, struct instant now)
{
    struct ahead_listing *l = note(a, target, shown, count);

    if (l && count <= BULK_MAX)
        l->linked = now.ms;
}

void ahead_printed(struct ahead *a, const struct node *target,
                   struct slice table)
{
    for (unsigned way = 0; way < PRINTED_WAYS; way++) {
        struct buf shown = BUF_INIT(AHEAD_BYTES);
        size_t count = printed_numbers(table, way, AHEAD_NAMES, &shown);

        if (count)
            note(a, target, buf_slice(&shown), count);
        buf_fini(&shown);
    }
}

/* --- steps -------------------------------------------------------------- */

/* A file as one of those below a name of a listing. */
struct access {
    struct ahead *ahead;
    struct node *file;
    struct node *sibling; /* the name's own node */
    struct instant now;
    bool followed; /* a walk was found that it belongs to */
    bool due;
};

typedef void access_seen(struct access *w, struct ahead_listing *l,
                         struct file_walk *c, const struct position *at);

/* What was shown last comes first. */
static void see_listings(struct access *w, uint64_t target, uint64_t ino,
                         uint64_t file, access_seen *seen)
{
    struct list *listings = &w->ahead->listings;

    for (struct list *i = listings->prev; i != listings; i = i->prev) {
        struct ahead_listing *l = listing_at(i);
        struct position at;

        if (l->target == target && ahead_listing_find(l, ino, &at))
            seen(w, l, ahead_listing_walk(l, file), &at);
    }
}

/* In patent/, a number is what the links that were shown lead to as well. */
static void see_links(struct access *w, uint64_t file, access_seen *seen)
{
    const struct node *patent = w->sibling->parent;
    struct node linked = {0};

    if (node_room(patent) != ROOM_PATENT)
        return;
    linked.ino = node_child_ino(patent, SLICE(".files"));
    see_listings(w, linked.ino, node_child_ino(&linked, node_name(w->sibling)),
                 file, seen);
}

static uint64_t name_hash(const struct node *node, uint64_t below)
{
    return hash_bytes(node_name(node).at, node->name_len, below);
}

static void see(struct access *w, access_seen *seen)
{
    uint64_t file = name_hash(w->file, 0);

    w->sibling = w->file->parent;
    for (; w->sibling->parent; w->sibling = w->sibling->parent) {
        see_listings(w, w->sibling->parent->ino, w->sibling->ino, file, seen);
        see_links(w, file, seen);
        file = name_hash(w->sibling, file);
    }
}

/* Neighbours in one listing may be neighbours in another as well, which goes on
 * where the first one ends: who walks through that one means to end there. */
static void step(struct access *w, struct ahead_listing *l, struct file_walk *c,
                 const struct position *at)
{
    bool first = l->linked != NEVER && !c->walk.begun;

    c->due = ahead_walk_step(&c->walk, at, l->count) && !w->followed;
    c->whole = first && ahead_walk_is_end(at, l->count) && !w->followed;
    w->followed |= c->walk.way || c->whole;
    w->due |= c->due || c->whole;
}

bool ahead_step(struct ahead *a, const struct node *file)
{
    struct access w = {.ahead = a, .file = (struct node *)file};

    if (a->count > 0)
        see(&w, step);
    return w.due;
}

/* --- what comes next ---------------------------------------------------- */

/* From the twin of `sibling` down to that of the file, as far as it can be. */
static int follow(struct nodes *nodes, const struct node *file,
                  const struct node *sibling, struct node **twin)
{
    int r;

    if (file == sibling)
        return 0;
    r = follow(nodes, file->parent, sibling, twin);
    return r < 0 ? r : node_child(nodes, *twin, node_name(file), twin);
}

/* The only answer that a file is made from. What is made from several is
 * no step of a walk. */
static int answer_of(const struct node *file, struct request *ret_request)
{
    int r = node_request(file, ret_request);

    if (r == 0 && !plan_is_of_one(ret_request->making.plan))
        r = -EINVAL;
    if (r == 0)
        request_answer(ret_request);
    return r;
}

static void ask_one(struct access *w, struct slice name)
{
    struct nodes *nodes = w->ahead->nodes;
    struct request request;
    struct node *twin;

    if (node_child(nodes, w->sibling->parent, name, &twin) < 0)
        return;
    if (follow(nodes, w->file, w->sibling, &twin) == 0 &&
        answer_of(twin, &request) == 0)
        cache_ahead(w->ahead->cache, &request, w->now);
    node_forget(nodes, twin, 0);
}

static void ask_all(struct access *w, struct ahead_listing *l,
                    struct ahead_window next)
{
    for (unsigned i = 0; i < next.count; i++)
        ask_one(w, ahead_listing_name(l, next.order,
                                      next.first + (int64_t)i * next.way));
}

static void ask_window(struct access *w, struct ahead_listing *l,
                       struct file_walk *c, unsigned most)
{
    struct cache_report report;
    struct ahead_window next;

    cache_report(w->ahead->cache, &report);
    next = ahead_walk_open(&c->walk, most, report.ahead_lost != c->lost,
                           l->count);
    c->lost = report.ahead_lost;
    ask_all(w, l, next);
}

static bool is_soon(const struct access *w, const struct ahead_listing *l)
{
    return w->now.ms - l->linked <= SOON_MS;
}

/* How many more requests there are to spare. */
static unsigned spare(const struct access *w, const struct request *request)
{
    struct answer_place *p =
        w->ahead->services[sources[request->source].server];

    return p ? p->spare(p, request, w->now) : 0;
}

static void fill(struct access *w, struct ahead_listing *l, struct file_walk *c,
                 const struct position *at)
{
    struct request request;
    unsigned most = 0;
    bool whole = c->whole && is_soon(w, l);

    if (!c->due && !whole)
        return;
    c->due = c->whole = false;
    if (answer_of(w->file, &request) == 0)
        most = spare(w, &request);
    if (whole && most + 1 >= l->count)
        ask_all(w, l, ahead_walk_all(&c->walk, at, l->count));
    else if (whole)
        return;
    else if (most)
        ask_window(w, l, c, most);
    else
        ahead_walk_close(&c->walk);
}

void ahead_ask(struct ahead *a, struct node *file, struct instant now)
{
    struct access w = {.ahead = a, .file = file, .now = now};

    see(&w, fill);
}
