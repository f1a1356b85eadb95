/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/fs.h"

#include "fs/dir.h"
#include "fs/export.h"
#include "fs/kept_names.h"
#include "fs/open.h"
#include "fs/pending.h"
#include "fs/pin.h"
#include "fs/prune.h"
#include "fs/session.h"
#include "fs/user.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <sched.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Requests per turn at most, then it is the network's turn. */
#define MESSAGES_A_TURN 64

/*
 * Programs that read one cached file after another ask within microseconds of
 * the last reply, sooner than a sleeping process is woken on another processor.
 * Spinning takes a processor, so it is offered to others between two tries: the
 * reader may be waiting for just this one. If it comes back late, spinning
 * pauses (fs/spin.h).
 */
#define SPIN_US 25
#define CROWDED_US 500

/* The options every mount of ours has. With exact sizes OPEN is not asked, so
 * that the kernel itself has to refuse what would write. A comma in the
 * source's name would end the option, so libfuse is given it with a
 * backslash. */
static void add_options(const struct fs_options *o, struct buf *to)
{
    buf_puts(to, o->exact ? "ro," : "");
    buf_puts(to, "subtype=opsfs,fsname=");
    for (const char *c = o->source; *c; c++) {
        if (*c == ',' || *c == '\\')
            buf_putc(to, '\\');
        buf_putc(to, *c);
    }
    if (o->exact || o->owner.given)
        buf_puts(to, ",default_permissions");
    if (o->fuse_options[0])
        buf_printf(to, ",%s", o->fuse_options);
    buf_puts(to, ",nosuid,nodev"); /* mount(8) asks for the opposite */
}

static struct fuse_session *session_new(const struct fs_options *o,
                                        struct fs *fs)
{
    struct fuse_args args = FUSE_ARGS_INIT(0, NULL);
    struct buf options = BUF_INIT(64 * 1024);
    struct fuse_session *session = NULL;

    add_options(o, &options);
    if (!options.error && fuse_opt_add_arg(&args, "opsfs") == 0 &&
        fuse_opt_add_arg(&args, "-o") == 0 &&
        fuse_opt_add_arg(&args, buf_text(&options)) == 0 &&
        (!o->debug || fuse_opt_add_arg(&args, "-d") == 0))
        session = fuse_session_new(&args, &fs_ops, sizeof(fs_ops), fs);
    fuse_opt_free_args(&args);
    buf_fini(&options);
    return session;
}

struct fs *fs_new(const struct fs_options *options, const struct house *house)
{
    struct fs *fs = calloc(1, sizeof(*fs));

    if (!fs)
        return NULL;
    list_init(&fs->all_pending);
    list_init(&fs->interrupted);
    list_init(&fs->pins);
    list_init(&fs->handles);
    list_init(&fs->dirs);
    list_init(&fs->gathered);
    list_init(&fs->sought);
    fs->house = *house;
    fs->options = *options;
    fs->now = clock_now();
    fs->started = fs->now.wall;
    fs->user = geteuid();
    fs->next_check = NEVER;
    if (hash_init(&fs->pin_table) == 0 && hash_init(&fs->snapshots.table) == 0)
        fs->session = session_new(options, fs);
    if (!fs->session) {
        fs_free(fs);
        return NULL;
    }
    return fs;
}

/* The kernel's INIT is waiting already. If it and libfuse cannot agree, the
 * session ends, which nobody would see from the background. */
static int agree(struct fs *fs)
{
    bool came = receive(fs);

    if (came)
        process(fs);
    return came && !fuse_session_exited(fs->session) ? 0 : -EPROTO;
}

static int set_nonblocking(struct fs *fs)
{
    int fd = fs_fd(fs), flags = fcntl(fd, F_GETFL);

    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0)
        return -errno;
    return 0;
}

/* The request that was received, for whom it is. */
static void serve(struct fs *fs)
{
    const struct fuse_in_header *header = fs->buf.mem;

    user_set(fs, header->uid);
    process(fs);
}

int fs_mount(struct fs *fs)
{
    if (fuse_session_mount(fs->session, fs->options.mountpoint) != 0)
        return -EIO;
    fs->mounted = true;
    if (agree(fs) < 0)
        return -EPROTO;
    return set_nonblocking(fs);
}

void fs_free(struct fs *fs)
{
    if (!fs)
        return;
    pending_end_all(fs, -ESHUTDOWN);
    kept_names_end_all(fs);
    export_end_all(fs);
    pin_end_all(fs);
    open_end_all(fs);
    dir_end_all(fs);
    if (fs->mounted)
        fuse_session_unmount(fs->session);
    if (fs->session)
        fuse_session_destroy(fs->session);
    hash_fini(&fs->pin_table);
    hash_fini(&fs->snapshots.table);
    free(fs->buf.mem);
    free(fs);
}

int fs_fd(const struct fs *fs)
{
    return fuse_session_fd(fs->session);
}

int64_t fs_deadline(const struct fs *fs)
{
    return earlier(fs->next_check, pin_deadline(fs));
}

bool fs_turn(struct fs *fs, struct instant now)
{
    fs->now = now;
    fs->busy = false;
    for (int i = 0; i < MESSAGES_A_TURN && receive(fs); i++)
        serve(fs);
    cache_share(fs->house.cache, nodes_bytes(fs->house.nodes) +
                                     ahead_bytes(fs->house.ahead) +
                                     anchors_bytes(fs->house.anchors));
    pending_turn(fs);
    pin_turn(fs);
    prune_turn(fs);
    return !fuse_session_exited(fs->session);
}

bool fs_spin(struct fs *fs)
{
    int64_t start = clock_micros(), took = 0;
    bool came = false;

    if (!fs->busy || !spin_pays(&fs->spin, start / 1000))
        return false;
    while (!(came = receive(fs)) && took < SPIN_US) {
        sched_yield();
        took = clock_micros() - start;
    }
    if (took > CROWDED_US)
        spin_pause(&fs->spin, (start + took) / 1000);
    if (!came)
        return false;
    fs->now = clock_now();
    serve(fs);
    return true;
}
