/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Each reference looks at each document, a comparison of short words: a hundred
 * references times DOCUMENTS_MAX is some milliseconds. What may cost more is
 * writing: a hostile answer can put all its documents into each portion, so all
 * portions together are bounded before the first one is handed out.
 */
#include "doc/exchange.h"

#include "base/hash.h"
#include "doc/documents.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* The portions of an honest answer add up to its size, apart from references
 * that share a document. */
#define SHARED_MAX ((size_t)64 << 20)

/* What the choice of one reference needs to know of a document. */
struct candidate {
    struct hash_link link; /* by application; of the first document of each */
    size_t cycle;          /* that first document */
    bool chosen;
    bool cycle_chosen; /* set on the first document, for its application */
};

struct split {
    struct documents documents;
    struct candidate *candidates; /* as many as documents */
    bool full_cycle;
    char *portion; /* as long as the largest */
};

static bool same_application(const struct split *s, size_t a, size_t b)
{
    return strcmp(s->documents.items[a].publication.application,
                  s->documents.items[b].publication.application) == 0;
}

static size_t find_cycle(const struct split *s, const struct hash *firsts,
                         uint64_t value, size_t of)
{
    struct hash_link *l = hash_first(firsts, value);

    for (; l; l = hash_next(l)) {
        size_t first = (size_t)((struct candidate *)l - s->candidates);

        if (same_application(s, first, of))
            return first;
    }
    return of;
}

static int find_cycles(struct split *s)
{
    struct hash firsts;

    if (hash_init(&firsts) < 0)
        return -ENOMEM;
    for (size_t i = 0; i < s->documents.count; i++) {
        const char *key = s->documents.items[i].publication.application;
        uint64_t value = hash_bytes(key, strlen(key), 0);
        struct candidate *c = &s->candidates[i];

        c->cycle = find_cycle(s, &firsts, value, i);
        if (c->cycle == i)
            hash_add(&firsts, &c->link, value);
    }
    hash_fini(&firsts);
    return 0;
}

/* From the publications asked for to all of their applications. Where a
 * document does not name its application, nobody can say what is in its
 * cycle. */
static enum fate choose_cycles(struct split *s)
{
    size_t count = s->documents.count;

    for (size_t i = 0; i < count; i++)
        s->candidates[i].cycle_chosen = false;
    for (size_t i = 0; i < count; i++) {
        if (!s->candidates[i].chosen)
            continue;
        if (!s->documents.items[i].publication.application[0])
            return FATE_UNKNOWN;
        s->candidates[s->candidates[i].cycle].cycle_chosen = true;
    }
    for (size_t i = 0; i < count; i++)
        s->candidates[i].chosen =
            !s->documents.items[i].publication.missing &&
            s->candidates[s->candidates[i].cycle].cycle_chosen;
    return FATE_FOUND;
}

static enum fate choose_by(struct split *s, const struct wanted *w,
                           unsigned reading)
{
    enum fate fate = FATE_UNKNOWN;

    for (size_t i = 0; i < s->documents.count; i++) {
        const struct publication *p = &s->documents.items[i].publication;
        bool is = wanted_is(w, reading, p);

        s->candidates[i].chosen = is && !p->missing;
        if (is && !p->missing)
            fate = FATE_FOUND;
        else if (is && fate == FATE_UNKNOWN)
            fate = FATE_MISSING;
    }
    return fate;
}

static enum fate choose(struct split *s, struct slice reference)
{
    enum fate fate = FATE_UNKNOWN;
    struct wanted w;

    wanted_read(reference, &w);
    for (unsigned i = 0; i < w.count && fate == FATE_UNKNOWN; i++)
        fate = choose_by(s, &w, i);
    if (fate == FATE_FOUND && s->full_cycle)
        fate = choose_cycles(s);
    return fate;
}

static void put(char *to, size_t *len, struct slice s)
{
    if (to && s.len)
        memcpy(to + *len, s.at, s.len);
    *len += s.len;
}

/* The canonical form of what is chosen; its length. `to` NULL: only that. */
static size_t write_portion(const struct split *s, char *to)
{
    const struct documents *d = &s->documents;
    size_t len = 0;

    put(to, &len, SLICE(EXCHANGE_DECLARATION));
    put(to, &len, d->root.start);
    put(to, &len, d->list.start);
    put(to, &len, SLICE("\n"));
    for (size_t i = 0; i < d->count; i++) {
        if (!s->candidates[i].chosen)
            continue;
        put(to, &len, d->items[i].bytes);
        put(to, &len, SLICE("\n"));
    }
    put(to, &len, d->list.end);
    put(to, &len, d->root.end);
    put(to, &len, SLICE("\n"));
    return len;
}

static void split_fini(struct split *s)
{
    free(s->portion);
    free(s->candidates);
    documents_fini(&s->documents);
}

static int split_init(struct split *s, struct slice body, bool full_cycle)
{
    int r;

    *s = (struct split){.full_cycle = full_cycle};
    r = documents_read(body, &s->documents);
    if (r < 0)
        return r;
    s->candidates = calloc(s->documents.count + 1, sizeof(*s->candidates));
    r = s->candidates ? 0 : -ENOMEM;
    if (r == 0 && full_cycle)
        r = find_cycles(s);
    if (r < 0)
        split_fini(s);
    return r;
}

/* As long as the largest portion, unless all of them are too much. */
static int make_part(struct split *s, size_t body_len,
                     const struct slice *references, size_t count)
{
    size_t largest = 0, sum = 0;

    for (size_t i = 0; i < count; i++) {
        size_t len = 0;

        if (choose(s, references[i]) == FATE_FOUND)
            len = write_portion(s, NULL);
        largest = len > largest ? len : largest;
        sum += len;
        if (sum > SHARED_MAX && sum - SHARED_MAX > body_len)
            return -EBADMSG;
    }
    s->portion = malloc(largest + 1);
    return s->portion ? 0 : -ENOMEM;
}

int exchange_split(struct slice body, const char *path,
                   const struct slice *references, size_t count,
                   fate_each *each, void *arg)
{
    struct split s;
    int r = split_init(&s, body, strstr(path, "full-cycle") != NULL);

    if (r < 0)
        return r;
    r = make_part(&s, body.len, references, count);
    for (size_t i = 0; r == 0 && i < count; i++) {
        enum fate fate = choose(&s, references[i]);
        struct slice portion = SLICE("");

        if (fate == FATE_FOUND)
            portion = (struct slice){s.portion, write_portion(&s, s.portion)};
        each(arg, i, fate, portion);
    }
    split_fini(&s);
    return r;
}
