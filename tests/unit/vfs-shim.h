/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A disk that fails on demand: a VFS of SQLite between it and the real one.
 * shim_install() makes it the one that everybody gets.
 */
#ifndef OPSFS_TESTS_VFS_SHIM_H
#define OPSFS_TESTS_VFS_SHIM_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>

/* Codes of SQLite that reads and writes end with; SQLITE_OK: as the disk
 * says. */
static atomic_int read_fault, write_fault, sync_fault;

/* Gates in which who reads, or writes, stands while they are shut. */
struct gate {
    pthread_mutex_t lock;
    pthread_cond_t opened;
    bool is_shut;
};
static struct gate reads = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER,
                            false};
static struct gate writes = {PTHREAD_MUTEX_INITIALIZER,
                             PTHREAD_COND_INITIALIZER, false};

static inline void gate_set(struct gate *g, bool is_shut)
{
    pthread_mutex_lock(&g->lock);
    g->is_shut = is_shut;
    pthread_cond_broadcast(&g->opened);
    pthread_mutex_unlock(&g->lock);
}

static inline void gate_pass(struct gate *g)
{
    pthread_mutex_lock(&g->lock);
    while (g->is_shut)
        pthread_cond_wait(&g->opened, &g->lock);
    pthread_mutex_unlock(&g->lock);
}

struct shim_file {
    sqlite3_file base;
    sqlite3_file *real;
};

#define REAL(f) (((struct shim_file *)(f))->real)

static inline int shim_close(sqlite3_file *f)
{
    return REAL(f)->pMethods->xClose(REAL(f));
}

static inline int shim_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    gate_pass(&reads);
    return read_fault ? read_fault
                      : REAL(f)->pMethods->xRead(REAL(f), to, n, at);
}

static inline int shim_write(sqlite3_file *f, const void *from, int n,
                             sqlite3_int64 at)
{
    gate_pass(&writes);
    return write_fault ? write_fault
                       : REAL(f)->pMethods->xWrite(REAL(f), from, n, at);
}

static inline int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static inline int shim_sync(sqlite3_file *f, int flags)
{
    gate_pass(&writes);
    return sync_fault ? sync_fault : REAL(f)->pMethods->xSync(REAL(f), flags);
}

static inline int shim_size(sqlite3_file *f, sqlite3_int64 *ret_size)
{
    return REAL(f)->pMethods->xFileSize(REAL(f), ret_size);
}

static inline int shim_lock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xLock(REAL(f), kind);
}

static inline int shim_unlock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xUnlock(REAL(f), kind);
}

static inline int shim_reserved(sqlite3_file *f, int *ret_is)
{
    return REAL(f)->pMethods->xCheckReservedLock(REAL(f), ret_is);
}

static inline int shim_control(sqlite3_file *f, int op, void *arg)
{
    return REAL(f)->pMethods->xFileControl(REAL(f), op, arg);
}

static inline int shim_sector(sqlite3_file *f)
{
    return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static inline int shim_device(sqlite3_file *f)
{
    return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static inline int shim_map(sqlite3_file *f, int page, int size, int extend,
                           void volatile **ret_at)
{
    return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, ret_at);
}

static inline int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}

static inline void shim_barrier(sqlite3_file *f)
{
    REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static inline int shim_unmap(sqlite3_file *f, int remove)
{
    return REAL(f)->pMethods->xShmUnmap(REAL(f), remove);
}

static const sqlite3_io_methods shim_methods = {
    2,
    shim_close,
    shim_read,
    shim_write,
    shim_truncate,
    shim_sync,
    shim_size,
    shim_lock,
    shim_unlock,
    shim_reserved,
    shim_control,
    shim_sector,
    shim_device,
    shim_map,
    shim_shm_lock,
    shim_barrier,
    shim_unmap,
    NULL,
    NULL,
};

static inline int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f,
                            int flags, int *ret_flags)
{
    sqlite3_vfs *real = vfs->pAppData;
    struct shim_file *file = (struct shim_file *)f;
    int code;

    file->real = (sqlite3_file *)(file + 1);
    code = real->xOpen(real, name, file->real, flags, ret_flags);
    file->base.pMethods = code == SQLITE_OK ? &shim_methods : NULL;
    return code;
}

static inline void shim_install(void)
{
    static sqlite3_vfs shim;
    sqlite3_vfs *real = sqlite3_vfs_find(NULL);

    if (shim.zName)
        return;
    shim = *real;
    shim.pNext = NULL;
    shim.zName = "shim";
    shim.pAppData = real;
    shim.xOpen = shim_open;
    shim.szOsFile = (int)sizeof(struct shim_file) + real->szOsFile;
    sqlite3_vfs_register(&shim, 1);
}

#endif
