/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store in a directory of its own, and the loop that it needs. Bodies say
 * which request they answer, so that a wrong one is known wherever it comes up.
 */
#ifndef OPSFS_TESTS_STORE_FIXTURE_H
#define OPSFS_TESTS_STORE_FIXTURE_H

#include "store/side.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define T_STORE_ORIGIN "http://127.0.0.1/3.2"
#define T_STORE_ASK_MS 60000

struct t_store {
    char home[128], place[160], file[192];
    struct store *store;
    struct instant now;
    const char *eps;    /* where the publication server is */
    enum server server; /* whose answers are kept and asked for */
    int64_t size;       /* bytes */
    int patience; /* ms; the end of a store waits twice that, in earnest */
};
extern struct t_store t_store;

void t_store_open_of(const char *origin);
void t_store_open(void);
/* Nothing is there yet. */
void t_store_begin(void);
void t_store_end(void);
void t_store_reopen(void);
bool t_store_is_busy(void);
/* One turn of the loop, when there is something to do. Where only time can
 * help, it has come. */
void t_store_turn(void);
struct store_report t_store_report(void);
struct store_key t_store_key(const char *path);
void t_store_keep_bytes(const char *path, const void *data, size_t len);
void t_store_keep(const char *path, const char *body);
void t_store_until_kept(uint64_t count);
void t_store_hear(struct store_reader *r, const struct record *record);
bool t_store_has(const char *path, const char *body);
bool t_store_has_none(const char *path);

struct t_inquiry {
    struct store_reader reader;
    bool is_answered, is_found;
    struct record record;
};

bool t_store_begin_to_ask(struct t_inquiry *t, const char *path);
void t_store_until_answered(const struct t_inquiry *t);
/* False: nothing is kept, or it could not be learnt. */
bool t_store_ask(struct t_inquiry *t, const char *path);

#endif
