/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/ctl.h"

#include "fs/attr.h"
#include "fs/below.h"
#include "fs/failure.h"
#include "fs/forget.h"
#include "fs/resolve.h"
#include "fs/stems.h"
#include "net/reach.h"
#include "tree/renew.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* --- refresh and drop ---------------------------------------------------- */

#define PATHS_MAX ((size_t)16 << 20)

struct visit {
    struct fs *fs;
    struct buf paths;  /* of what is to be forgotten */
    struct buf stems;  /* of what is not named before it is used */
    unsigned requests; /* and stems */
};

static int visit_kept(void *arg, struct node *node)
{
    struct visit *v = arg;
    struct request request;

    if (fs_request(v->fs, node, false, &request) == 0)
        forget_kept(v->fs, &request, &v->paths, &v->stems);
    return v->paths.error;
}

static int visit_one(void *arg, struct node *node)
{
    struct visit *v = arg;
    struct fs *fs = v->fs;
    struct request request;

    if (fs_request(fs, node, false, &request) < 0)
        return 0;
    v->requests++;
    cache_refresh(fs->house.cache, &request, fs->now);
    if (is_listing(node))
        stems_of_images(&request, &v->stems);
    if (!node_is_dir(node))
        attr_expire(fs, node);
    return 0;
}

/* First of all that is below it: then none of it is made of what is left. */
static int forget_below(struct visit *v, struct node *node)
{
    int r;

    buf_init(&v->paths, PATHS_MAX);
    r = below_each(v->fs, node, visit_kept, v);
    if (r == 0)
        cache_forget(v->fs->house.cache, buf_slice(&v->paths), v->fs->now);
    buf_fini(&v->paths);
    return r;
}

static void renew_stems(struct visit *v, bool drop)
{
    struct house *house = &v->fs->house;
    struct slice rest = {v->stems.data, v->stems.len}, stem;

    while (slice_cut(&rest, '\n', &stem)) {
        if (drop && house->store)
            store_drop_all(house->store, stem);
        if (drop)
            cache_forget_all(house->cache, stem, v->fs->now);
        cache_refresh_all(house->cache, stem, v->fs->now);
        v->requests++;
    }
    buf_fini(&v->stems);
}

static int renew(struct fs *fs, struct slice path, bool drop, struct why *why)
{
    struct visit v = {.fs = fs, .stems = BUF_INIT(PATHS_MAX)};
    struct node *node;
    int r = resolve(fs, path, &node);

    why->advice = "there can be no such path; write it as seen from the mount "
                  "point";
    if (r < 0)
        return r;
    if (node->row && drop)
        r = forget_below(&v, node);
    if (node->row && r == 0)
        r = below_each(fs, node, visit_one, &v);
    stems_of_directory(node, &v.stems);
    renew_stems(&v, drop);
    node_forget(fs->house.nodes, node, 1);
    why->advice = "nothing there comes from OPS: name a file, or "
                  "the directory of a number, a query or a list";
    return r < 0 || v.requests ? r : -EINVAL;
}

/* A network file system never has a store. */
static int store_fault(const struct fs *fs)
{
    struct store_report report = {0};

    if (fs->house.store)
        store_report(fs->house.store, &report);
    if (report.fault == 0 || report.fault == -EREMOTE)
        return 0;
    if (report.fault == -ENOSPC || report.fault == -EROFS)
        return report.fault;
    return -EIO;
}

static int do_drop(struct fs *fs, struct slice path, struct why *why)
{
    int r = renew(fs, path, true, why);

    if (r < 0)
        return r;
    why->advice = "this mount has forgotten it, but the store cannot be "
                  "written: .ops/status says why; this is retried while the "
                  "mount is up";
    return store_fault(fs);
}

static int do_refresh(struct fs *fs, struct slice path, struct why *why)
{
    return renew(fs, path, false, why);
}

void ctl_refresh(struct fs *fs, struct node *file)
{
    struct visit v = {.fs = fs, .stems = BUF_INIT(PATHS_MAX)};

    visit_one(&v, file);
    buf_fini(&v.stems);
}

/* --- offline ------------------------------------------------------------- */

static int do_offline(struct fs *fs, struct slice word, struct why *why)
{
    bool on = slice_is(word, "on");

    why->advice = "write offline on, or offline off";
    if (!on && !slice_is(word, "off"))
        return -EINVAL;
    sched_set_offline(fs->house.sched, on);
    sched_set_offline(fs->house.usage, on);
    if (fs->house.eps)
        sched_set_offline(fs->house.eps, on);
    if (!on)
        cache_renew(fs->house.cache, fs->now);
    log_line(fs->house.log, LOG_NOTICE, "ctl: offline %s", on ? "on" : "off");
    return 0;
}

/* --- commands ------------------------------------------------------------ */

static const struct command {
    const char *word, *argument, *doc;
    int (*run)(struct fs *fs, struct slice argument, struct why *why);
} commands[] = {
    {"drop", "PATH", "forget what is kept of it, in memory and in the store",
     do_drop},
    {"refresh", "PATH", "ask OPS again when it is read next", do_refresh},
    {"offline", "on|off", "show what is kept, never ask OPS", do_offline},
};

void print_ctl(struct fs *fs, struct buf *to)
{
    (void)fs;
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++)
        buf_printf(to, "%-8s %-7s %s\n", commands[i].word, commands[i].argument,
                   commands[i].doc);
}

bool ctl_is_allowed(const struct fs *fs, fuse_req_t req,
                    const struct node *node)
{
    uid_t uid = fuse_req_ctx(req)->uid;

    return node->row && node->row->live == LIVE_CTL &&
           (uid == 0 || uid == fs->options.owner.uid);
}

static int carry_out(struct fs *fs, struct slice line, struct why *why)
{
    struct slice word;

    slice_cut(&line, ' ', &word);
    line = slice_trim(line);
    why->advice = "there is no such command; .ops/ctl lists them";
    for (size_t i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
        if (slice_is(word, commands[i].word))
            return commands[i].run(fs, line, why);
    }
    return -EINVAL;
}

int ctl_write(struct fs *fs, const struct node *ctl, struct slice text)
{
    struct slice line;
    int r = 0;

    while (r == 0 && slice_cut(&text, '\n', &line)) {
        struct why why = {.wall = fs->now.wall};

        line = slice_trim(line);
        if (!line.len)
            continue;
        r = carry_out(fs, line, &why);
        why.error = r;
        snprintf(why.message, sizeof(why.message), "%.*s",
                 line.len < 300 ? (int)line.len : 300, line.at);
        if (r < 0)
            failure_add(fs, ctl, NULL, &why);
    }
    return r;
}
