/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What outlives the mount: answers on a disk, by request, for any number of
 * mounts at once.
 *
 * The key is the request alone: method, path and query, accept, and whose
 * answer it is (the URL of that server, and of no other). Kept is what it sent
 * (store/record.h), absences too; nothing that was made of it, no token. Each
 * record has a checksum, and one that does not match is not there.
 *
 * The disk may be slow, full, broken or gone, and the loop never waits for it:
 * one thread reads, another writes, in a file (store/db.h) where neither waits
 * for the other. Whoever asks is answered within the time that the options
 * give. A side that fails rests, reports why, and is tried again; meanwhile
 * nothing is found, or nothing is kept, and what is to go waits. What arrives
 * while a transaction is written is one transaction with what else does.
 */
#ifndef OPSFS_STORE_STORE_H
#define OPSFS_STORE_STORE_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/str.h"
#include "ops/catalog.h"
#include "store/record.h"

struct store;
struct lookup;
struct survey;

struct store_options {
    const char *dir;    /* all borrowed for good */
    const char *origin; /* base URL of OPS … */
    const char *eps;    /* … and of the publication server */
    int64_t size;       /* of the file, at most, in bytes */
    int patience; /* ms that a reader waits; store_free() waits twice that */
};

/* Opens in its thread; NULL: no memory, no descriptor. */
struct store *store_new(const struct store_options *, struct instant now);

/* Keeps what waits to be kept, unless that takes long. Nobody may be asking. */
void store_free(struct store *s);

/* What an answer is known by; borrowed. */
struct store_key {
    struct slice path; /* and query, relative to the origin's /rest-services/ */
    const char *accept;
    enum server server; /* SERVER_NONE: made here, of what OPS says */
};

/* Embedded in whoever asks. */
struct store_reader {
    struct lookup *lookup; /* NULL: does not ask */
    bool knows; /* set before the answer; false: it could not be learnt */
    /* NULL: nothing is kept, or nothing could be learnt in time. Borrowed. */
    void (*answered)(struct store_reader *r, const struct record *record);
};

/* True: `answered` will be called, from store_turn(). False: the store cannot
 * be asked now. */
bool store_ask(struct store *s, const struct store_key *key, struct instant now,
               struct store_reader *r);
void store_leave(struct store_reader *r); /* … not any more */

/* Which names are wanted: one for each path that begins with a stem. */
struct store_filter {
    const char *const *stems; /* ended by a NULL; borrowed for good … */
    char stem[256];           /* … or this one, for NULL */
    /* Adds a line for a path, or none; it is called in a thread. */
    void (*read)(struct slice path, struct slice stem, struct buf *ret_names);
};

/* Embedded in whoever asks for names. */
struct store_lister {
    struct survey *survey; /* NULL: does not ask */
    /* Lines in order of bytes, none twice; NULL: nothing could be learnt in
     * time. Borrowed. */
    void (*listed)(struct store_lister *l, const struct buf *names);
};

/* True: `listed` will be called, from store_turn(). */
bool store_list(struct store *s, const struct store_filter *filter,
                struct instant now, struct store_lister *l);
void store_list_leave(struct store_lister *l); /* … not any more */

/* Takes a reference to the body. What is too much for memory is not
 * kept. */
void store_keep(struct store *s, const struct store_key *key,
                const struct record *record);

/* What was kept of that request is not wanted any more, and from now on not
 * found, though it leaves the file later: when that can be written, and never
 * where that cannot be before the store ends. */
void store_drop(struct store *s, const struct store_key *key);
/* The same of all requests whose path begins so. */
void store_drop_all(struct store *s, struct slice stem);

int store_fd(const struct store *s);           /* readable: store_turn() */
int64_t store_deadline(const struct store *s); /* monotonic ms, or NEVER */
/* The same for what is in no hurry: who used what, paths of handles. */
int64_t store_leisure(const struct store *s);
void store_turn(struct store *s, struct instant now);

/* For `.ops/status`. */
struct store_report {
    const char *dir;
    const char *reading, *writing; /* why not; NULL: it does */
    int fault; /* why one of them rests for long, a negative errno; 0 */
    int64_t bytes, allowed; /* on the disk; 0: not known yet */
    unsigned waiting;       /* records to be kept */
    uint64_t found, missed;
    uint64_t kept;
    uint64_t lost;    /* not kept, for want of space or because of a failure */
    uint64_t damaged; /* records with a checksum that did not match */
    uint64_t late;    /* answers that took longer than that */
};
void store_report(const struct store *s, struct store_report *ret_report);

#endif
