/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel holds the directory's lock during LOOKUP: it is answered at once,
 * from the grammar, from the cache, or from the user's lists; never from OPS.
 */
#include "fs/lookup.h"

#include "fs/anchored.h"
#include "fs/attr.h"
#include "fs/failure.h"
#include "fs/fuse_ops.h"
#include "fs/list_text.h"
#include "fs/misnamed.h"
#include "fs/readahead.h"
#include "tree/node_location.h"

#include <errno.h>
#include <string.h>

/* Names that programs look for in every directory: not a failure to report. */
static bool is_looked_for(const char *name)
{
    size_t len = strlen(name);

    return name[0] == '.' || name[0] == '#' || name[len - 1] == '~';
}

/* A person wrote the name, as far as can be seen. What programs try by
 * themselves where they stand, such as `HEAD` and `Makefile`, would fill
 * .ops/errors. */
static bool is_meant(fuse_req_t req, const struct node *dir, const char *name)
{
    struct buf path = BUF_INIT(64 * 1024);
    bool is;

    node_path(dir, &path);
    is = caller_was_given(fuse_req_ctx(req)->pid,
                          fs_of(req)->options.mountpoint, buf_text(&path),
                          name);
    buf_fini(&path);
    return is;
}

/* It will be as impossible in a minute: the kernel need not ask again. */
static void reply_impossible(struct fs *fs, fuse_req_t req,
                             const struct node *dir, const char *name)
{
    struct fuse_entry_param e = {.entry_timeout = KEEP_SECONDS};
    struct why why = {.wall = fs->now.wall, .error = -ENOENT};

    if (!is_looked_for(name) && (misnamed_explain(dir, slice_of(name), &why) ||
                                 is_meant(req, dir, name)))
        failure_add(fs, dir, name, &why);
    fuse_reply_entry(req, &e);
}

/* What to do about `it could be A or B?`, and about `it could be A?`. */
static const char *advice_about(const char *doubt)
{
    if (strstr(doubt, " or "))
        return "write it as one of them";
    return strchr(doubt, '?') ? "write it like that if it is meant" : "";
}

/* A number that could be several: reported, not guessed. */
static void reply_ambiguous(struct fs *fs, fuse_req_t req,
                            const struct node *dir, const char *name)
{
    struct why why = {.wall = fs->now.wall, .error = -ENOENT};
    struct fuse_entry_param e = {.entry_timeout = KEEP_SECONDS};
    struct step step;

    if (path_step(node_room(dir), slice_of(name), &step) == -EINVAL)
        memcpy(why.message, step.text, step.len + 1);
    why.advice = advice_about(why.message);
    failure_add(fs, dir, name, &why);
    fuse_reply_entry(req, &e);
}

static bool has_line(const struct blob *text, struct slice name)
{
    return slice_lists(blob_slice(text), '\n', name);
}

/* Whether `dir` may hold that name, as far as is known without asking OPS. */
static bool may_hold(struct fs *fs, const struct node *dir, struct slice name)
{
    struct blob *text;
    struct request request;
    struct answer answer;

    if (node_room(dir) == ROOM_LIST)
        return list_text(fs, dir, &text) == 0 && has_line(text, name);
    if (!is_listing(dir) || fs_request(fs, dir, false, &request) < 0 ||
        cache_peek(fs->house.cache, &request, fs->now, &answer) < 0)
        return true;
    return has_line(answer.blob, name);
}

/* Is it one of the names that the directory's own facet has, and cannot be had
 * without it? */
static bool shows_in_listing(const struct node *dir, const struct node *node)
{
    if (node_room(dir) == ROOM_LIST)
        return node_is_link(node);
    return is_listing(dir) && shape_is_open(node->row->shape) &&
           (node_is_link(node) || node_is_dir(node));
}

/* Neither in the user's lists nor among the known names; that may change at any
 * time. */
static bool is_missing(struct fs *fs, const struct node *dir, struct node *node)
{
    struct blob *text;

    if (node_room(node) == ROOM_LIST)
        return list_text(fs, node, &text) < 0;
    return node_strays(node) ||
           (shows_in_listing(dir, node) && !may_hold(fs, dir, node_name(node)));
}

static void reply_node(struct fs *fs, fuse_req_t req, struct node *node)
{
    struct fuse_entry_param e = {
        .ino = node->ino,
        .generation = node->generation,
        .entry_timeout = KEEP_SECONDS,
    };
    struct attr attr;

    anchored_note(fs, node);
    attr_looked_up(fs, node, &attr);
    if (is_remote(node) && attr.known)
        readahead_use(fs, req, node);
    e.attr = attr.stat;
    e.attr_timeout = attr.timeout;
    if (fuse_reply_entry(req, &e) < 0)
        node_forget(fs->house.nodes, node, 1);
}

/* What OPS said of a record stands in .ops/errors already. */
static void report_missing(struct fs *fs, const struct node *node)
{
    struct why why = {.wall = fs->now.wall, .error = -ENOENT};

    if (node_room(node) == ROOM_LIST)
        why.advice = "there is no list of that name: each is a file in the "
                     "directory of -o lists, by default ~/.config/opsfs/lists";
    else if (node_room(node->parent) == ROOM_LIST)
        why.advice = "the list has no such number; see its file";
    else if (is_listing(node->parent))
        why.advice = "the directory has no such name; it lists those it has";
    if (why.advice && !is_looked_for(node_name(node).at))
        failure_add(fs, node, NULL, &why);
}

void lookup_reply(struct fs *fs, fuse_req_t req, struct node *node)
{
    node_hold(node); /* also while a look below it lets go of what it saw */
    if (!node->parent || !is_missing(fs, node->parent, node)) {
        reply_node(fs, req, node);
        return;
    }
    report_missing(fs, node);
    node_forget(fs->house.nodes, node, 1);
    fuse_reply_err(req, ENOENT);
}

void op_lookup(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    struct fs *fs = fs_of(req);
    struct node *dir = node_of(req, parent), *node;
    int r = -ENAMETOOLONG;

    if (!dir)
        return;
    if (strlen(name) <= REFERENCE_MAX)
        r = node_child(fs->house.nodes, dir, slice_of(name), &node);
    if (r == -ENOENT)
        reply_impossible(fs, req, dir, name);
    else if (r == -EINVAL)
        reply_ambiguous(fs, req, dir, name);
    else if (r < 0)
        fuse_reply_err(req, -r);
    else
        lookup_reply(fs, req, node);
}
