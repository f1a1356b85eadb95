/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vfs-shim.h"

struct t_shim t_shim = {
    .reads = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false},
    .writes = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false},
};

void t_gate_set(struct t_gate *g, bool is_shut)
{
    pthread_mutex_lock(&g->lock);
    g->is_shut = is_shut;
    pthread_cond_broadcast(&g->opened);
    pthread_mutex_unlock(&g->lock);
}

static void gate_pass(struct t_gate *g)
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

static int shim_close(sqlite3_file *f)
{
    return REAL(f)->pMethods->xClose(REAL(f));
}

static int shim_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    gate_pass(&t_shim.reads);
    return t_shim.read_fault ? t_shim.read_fault
                             : REAL(f)->pMethods->xRead(REAL(f), to, n, at);
}

static int shim_write(sqlite3_file *f, const void *from, int n,
                      sqlite3_int64 at)
{
    gate_pass(&t_shim.writes);
    return t_shim.write_fault ? t_shim.write_fault
                              : REAL(f)->pMethods->xWrite(REAL(f), from, n, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return REAL(f)->pMethods->xTruncate(REAL(f), size);
}

static int shim_sync(sqlite3_file *f, int flags)
{
    gate_pass(&t_shim.writes);
    return t_shim.sync_fault ? t_shim.sync_fault
                             : REAL(f)->pMethods->xSync(REAL(f), flags);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *ret_size)
{
    return REAL(f)->pMethods->xFileSize(REAL(f), ret_size);
}

static int shim_lock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xLock(REAL(f), kind);
}

static int shim_unlock(sqlite3_file *f, int kind)
{
    return REAL(f)->pMethods->xUnlock(REAL(f), kind);
}

static int shim_reserved(sqlite3_file *f, int *ret_is)
{
    return REAL(f)->pMethods->xCheckReservedLock(REAL(f), ret_is);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
    return REAL(f)->pMethods->xFileControl(REAL(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
    return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static int shim_device(sqlite3_file *f)
{
    return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static int shim_map(sqlite3_file *f, int page, int size, int extend,
                    void volatile **ret_at)
{
    return REAL(f)->pMethods->xShmMap(REAL(f), page, size, extend, ret_at);
}

static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
    return REAL(f)->pMethods->xShmLock(REAL(f), at, n, flags);
}

static void shim_barrier(sqlite3_file *f)
{
    REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static int shim_unmap(sqlite3_file *f, int remove)
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

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f,
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

void t_shim_install(void)
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
