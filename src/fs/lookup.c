/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel holds the directory's lock during LOOKUP: it is answered at once,
 * from the grammar, from the cache, or from the user's lists; never from OPS.
 */
#include "fs/lookup.h"

#include "fs/absence.h"
#include "fs/anchored.h"
#include "fs/attr.h"
#include "fs/failure.h"
#include "fs/fuse_ops.h"
#include "fs/list_text.h"
#include "fs/readahead.h"
#include "tree/node_place.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Names that programs look for in every directory: not a failure to report. */
static bool is_looked_for(const char *name)
{
    size_t len = strlen(name);

    return name[0] == '.' || name[0] == '#' || name[len - 1] == '~';
}

/* Are there names here that people write: numbers, queries, symbols? */
static bool has_open_names(enum room room)
{
    for (size_t i = 0; i < names_count; i++)
        if (names[i].in == room && shape_is_open(names[i].shape))
            return true;
    return false;
}

/* `search/ic=H01M8/00`: two names, which were meant as one. Into `ret_message`
 * how to write it. */
static bool was_split(const struct node *dir, const char *name,
                      char ret_message[FAULT_MESSAGE])
{
    struct buf joined = BUF_INIT(REFERENCE_MAX + 1);
    struct slice head = dir->row ? node_name(dir) : SLICE("");
    struct step step;
    bool fits;

    buf_printf(&joined, "%.*s%%2F%s", (int)head.len, head.at, name);
    fits = dir->row && shape_is_open(dir->row->shape) && !joined.error &&
           path_step(node_room(dir->parent), slice_of(buf_text(&joined)),
                     &step) == 0;
    if (fits)
        snprintf(ret_message, FAULT_MESSAGE, "%.*s/%s is written %s",
                 (int)head.len, head.at, name, buf_text(&joined));
    buf_fini(&joined);
    return fits;
}

/* It will be as impossible in a minute: the kernel need not ask again. */
static void reply_impossible(struct fs *fs, fuse_req_t req,
                             const struct node *dir, const char *name)
{
    struct fuse_entry_param e = {.entry_timeout = KEEP_SECONDS};
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = "there cannot be such a name here; .ops/help lists those "
                  "there can be",
    };

    if (was_split(dir, name, why.message))
        why.advice = "a slash inside a name is written %2F";
    else if (node_room(dir) == ROOM_PATENT)
        why.advice = "it is not read as a number: write the office and its "
                     "number as EP2814089B1, US9123456, WO2013120001, or "
                     "PCT-EP2004-008531; a slash is written %2F";
    else if (has_open_names(node_room(dir)))
        why.advice = "there cannot be such a name here; a slash inside a "
                     "number, a query or a symbol is written %2F, and "
                     ".ops/help lists the names there can be";
    if (!is_looked_for(name))
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
    return slice_lists((struct slice){text->data, text->size}, '\n', name);
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
static bool is_listed(const struct node *dir, const struct node *node)
{
    if (node_room(dir) == ROOM_LIST)
        return node_is_link(node);
    return is_listing(dir) && shape_is_open(node->row->shape) &&
           (node_is_link(node) || node_is_dir(node));
}

/* Neither in the user's lists nor among the known names, or a publication that
 * OPS does not have; that may change at any time. */
static bool is_missing(struct fs *fs, const struct node *dir, struct node *node)
{
    struct blob *text;

    if (node_room(node) == ROOM_LIST)
        return list_text(fs, node, &text) < 0;
    if (absence_of_record(fs, node))
        return true;
    return node_strays(node) ||
           (is_listed(dir, node) && !may_hold(fs, dir, node_name(node)));
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
    attr_of(fs, node, &attr);
    if (is_remote(node) && attr.known)
        readahead_use(fs, req, node);
    e.attr = attr.stat;
    e.attr_timeout = attr.timeout;
    if (fuse_reply_entry(req, &e) < 0)
        node_forget(fs->house.nodes, node, 1);
}

void lookup_reply(struct fs *fs, fuse_req_t req, struct node *node)
{
    node_hold(node); /* also while a look below it lets go of what it saw */
    if (!node->parent || !is_missing(fs, node->parent, node)) {
        reply_node(fs, req, node);
        return;
    }
    node_forget(fs->house.nodes, node, 1);
    fuse_reply_err(req, ENOENT);
}

void op_lookup(fuse_req_t req, fuse_ino_t parent, const char *name)
{
    struct fs *fs = fs_of(req);
    struct node *dir = node_of(req, parent), *node;
    int r = dir ? node_child(fs->house.nodes, dir, slice_of(name), &node) : 0;

    if (!dir)
        return;
    if (r == -ENOENT)
        reply_impossible(fs, req, dir, name);
    else if (r == -EINVAL)
        reply_ambiguous(fs, req, dir, name);
    else if (r < 0)
        fuse_reply_err(req, -r);
    else
        lookup_reply(fs, req, node);
}
