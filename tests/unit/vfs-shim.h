/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that fails on demand: a VFS of SQLite between it and the real one.
 * t_shim_install() makes it the one that everybody gets.
 */
#ifndef OPSFS_TESTS_VFS_SHIM_H
#define OPSFS_TESTS_VFS_SHIM_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>

/* In which whoever reads, or writes, stands while it is shut. */
struct t_gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_shut;
};

struct t_shim {
    /* Codes of SQLite that reads and writes end with; SQLITE_OK: as the disk
     * says. */
    atomic_int read_fault, write_fault, sync_fault;
    struct t_gate reads, writes;
};
extern struct t_shim t_shim;

void t_gate_set(struct t_gate *g, bool is_shut);
void t_shim_install(void);

#endif
