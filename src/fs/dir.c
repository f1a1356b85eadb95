/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * READDIRPLUS also does the kernel's lookup of each name, and with the lookup
 * comes a size: for a file not fetched yet the placeholder. GETATTR shows that
 * for as long as any attribute is kept, which is what makes `ls -l` of a cold
 * directory free; to an editor it does not. An editor for which stat(2) has
 * found a file takes any failure of open(2) for a lack of permission.
 */
#include "fs/dir.h"

#include "base/unique.h"
#include "fs/absence.h"
#include "fs/anchored.h"
#include "fs/attr.h"
#include "fs/list_text.h"
#include "fs/readahead.h"
#include "fs/search_text.h"
#include "fs/snapshot.h"
#include "ops/reading_room.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of the store that are looked up while they are listed, at most, unless
 * a program walks. */
#define KEPT_LOOKED_UP 2048

struct dir {
    struct list link; /* on fs->dirs */
    struct node *node;
    struct snapshot *names;
    struct start {
        size_t names, count;
    } used;              /* where those begin that were read here … */
    size_t kept;         /* … and those that only the store knows; 0: none */
    struct node *number; /* one of those, held; NULL: none was shown */
    bool walks;          /* its reader will look at each name */
};

static int add(struct dir *d, struct slice name)
{
    return snapshot_add(d->names, name);
}

struct dir_filler {
    struct fs *fs;
    struct dir *dir;
};

/*
 * A publication that a link has led to lists its files alone: what is linked
 * from there leads to publications again, and a program that follows links
 * would walk on for ever; and not those of many requests each. What is not
 * listed can be named all the same.
 */
static bool is_linked(const struct node *dir)
{
    return node_room(dir) == ROOM_PATENT_FILES &&
           node_room(dir->parent) != ROOM_PATENT;
}

static int add_row(void *arg, struct slice name, const struct name *row)
{
    struct dir_filler *l = arg;

    if ((row->inside != ROOM_NONE || row->link || row->costly) &&
        is_linked(l->dir->node))
        return 0;
    if ((name_is_remote(row) || row->constituents) &&
        absence_of_name(l->fs, l->dir->node, name))
        return 0;
    return add(l->dir, name);
}

static int add_used(struct fs *fs, struct dir *d)
{
    struct node *plain = node_plain(fs->house.nodes, d->node);
    int r = 0;

    if (!plain)
        return 0;
    list_each(at, &plain->used_children) {
        const struct node *child = container_of(at, struct node, used_link);
        struct slice query;

        if (r == 0 && node_is_listed(fs->house.nodes, child) &&
            !search_is_named(fs, child, &query))
            r = add(d, node_name(child));
    }
    return r;
}

static struct start start_of(const struct dir *d)
{
    return (struct start){d->names->names.len, snapshot_count(d->names)};
}

static struct slice shown_since(const struct dir *d, struct start from)
{
    const struct buf *all = &d->names->names;

    return (struct slice){all->data + from.names, all->len - from.names};
}

/* A reader who was shown names may go on to read them one by one. */
static void note_walkable(struct fs *fs, const struct dir *d)
{
    if (d->names->names.len > d->used.names)
        ahead_listed(fs->house.ahead, d->node, shown_since(d, d->used),
                     snapshot_count(d->names) - d->used.count);
}

static int add_walkable(struct fs *fs, struct dir *d)
{
    int r;

    d->used = start_of(d);
    r = add_used(fs, d);
    if (r == 0)
        note_walkable(fs, d);
    return r;
}

/* Where the links of a room lead that are of whole numbers; NULL for none. */
static const char *target_of(enum room room)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].in == room && names[i].link != LINK_DRAWINGS &&
            reading_linked(names[i].link))
            return reading_linked(names[i].link);
    }
    return NULL;
}

static int add_list_name(void *arg, struct slice name)
{
    struct dir_filler *l = arg;
    struct step step;

    return path_step(ROOM_LISTS, name, &step) == 0 ? add(l->dir, name) : 0;
}

int dir_add_names(struct fs *fs, struct dir *d, const struct blob *text)
{
    struct buf once = BUF_INIT(text->size + 1);
    struct start from = start_of(d);
    int r = unique_lines(blob_slice(text), &once);
    struct slice rest = buf_slice(&once), line;

    while (r == 0 && slice_cut(&rest, '\n', &line)) {
        if (line.len && line.at[0] != '#')
            r = add(d, line);
    }
    if (r == 0 && target_of(node_room(d->node)))
        readahead_linked(fs, target_of(node_room(d->node)),
                         shown_since(d, from),
                         snapshot_count(d->names) - from.count);
    buf_fini(&once);
    blob_rest(text);
    return r;
}

/* A list that cannot be read lists nothing. */
static int add_list(struct fs *fs, struct dir *d)
{
    struct blob *text;

    return list_text(fs, d->node, &text) < 0 ? 0 : dir_add_names(fs, d, text);
}

/* Those that the user has named; the others are used or kept. */
static int add_searches(struct fs *fs, struct dir *d)
{
    struct slice rest = search_text(fs), line, name;
    int r = 0;

    while (r == 0 && slice_cut(&rest, '\n', &line)) {
        if (slice_cut(&line, '\t', &name) && name.at[0] != '#')
            r = add(d, name);
    }
    return r < 0 ? r : add_walkable(fs, d);
}

/* What is not in the table. */
static int add_others(struct fs *fs, struct dir *d)
{
    struct dir_filler l = {fs, d};
    enum room room = node_room(d->node);

    if (room == ROOM_LISTS)
        return lists_names(fs->house.lists, add_list_name, &l) == -ENOMEM
                   ? -ENOMEM
                   : 0;
    if (room == ROOM_LIST)
        return add_list(fs, d);
    if (room == ROOM_QUERIES)
        return add_searches(fs, d);
    return is_listing(d->node) ? 0 : add_walkable(fs, d);
}

struct dir *dir_empty(struct fs *fs, struct node *node)
{
    struct dir *d = calloc(1, sizeof(*d));

    if (!d)
        return NULL;
    list_init(&d->link);
    list_append(&fs->dirs, &d->link);
    d->node = node;
    d->names = snapshot_new();
    if (!d->names || add(d, SLICE(".")) < 0 || add(d, SLICE("..")) < 0) {
        dir_free(fs, d);
        return NULL;
    }
    return d;
}

int dir_add_name(struct dir *d, struct slice name)
{
    return add(d, name);
}

struct dir *dir_new(struct fs *fs, struct node *node)
{
    struct dir *d = dir_empty(fs, node);
    struct dir_filler l = {fs, d};

    if (d && (path_list(node_room(node), add_row, &l) < 0 ||
              add_others(fs, d) < 0)) {
        dir_free(fs, d);
        return NULL;
    }
    return d;
}

void dir_walk(struct dir *d)
{
    d->walks = true;
}

int dir_share(struct fs *fs, struct dir *d)
{
    return snapshot_share(&fs->snapshots, &d->names);
}

void dir_free(struct fs *fs, struct dir *d)
{
    if (!d)
        return;
    list_remove(&d->link);
    if (d->number)
        node_forget(fs->house.nodes, d->number, 1);
    snapshot_free(&fs->snapshots, d->names);
    free(d);
}

void dir_end_all(struct fs *fs)
{
    while (!list_empty(&fs->dirs))
        dir_free(fs, container_of(fs->dirs.next, struct dir, link));
}

static bool has_name(const struct dir *d, struct slice name)
{
    for (size_t i = 0; i < snapshot_count(d->names); i++) {
        if (slice_is(name, snapshot_name(d->names, i).at))
            return true;
    }
    return false;
}

/* In order of bytes. NULL: no memory. */
static struct slice *sorted_names(const struct dir *d)
{
    struct slice *sorted = calloc(snapshot_count(d->names), sizeof(*sorted));

    for (size_t i = 0; sorted && i < snapshot_count(d->names); i++)
        sorted[i] = snapshot_name(d->names, i);
    if (sorted)
        qsort(sorted, snapshot_count(d->names), sizeof(*sorted), slice_order);
    return sorted;
}

/* Both are in order, so one walk along them finds what is new. The names that
 * are listed move while some are added: it is their bytes that are kept. */
int dir_add_kept(struct fs *fs, struct dir *d, const struct buf *kept)
{
    struct slice rest = buf_slice(kept), line;
    struct buf more = BUF_INIT(UINT32_MAX);
    struct slice *listed = sorted_names(d);
    size_t count = snapshot_count(d->names), at = 0;
    int r = listed ? 0 : -ENOMEM;

    while (r == 0 && slice_cut(&rest, '\n', &line)) {
        while (at < count && slice_compare(listed[at], line) < 0)
            at++;
        if (at == count || slice_compare(listed[at], line) != 0)
            r = buf_add(&more, line.at, line.len) | buf_putc(&more, '\n');
    }
    free(listed);
    d->kept = count;
    rest = buf_slice(&more);
    while (r == 0 && slice_cut(&rest, '\n', &line))
        r = add(d, line);
    if (r == 0 && more.len)
        note_walkable(fs, d);
    buf_fini(&more);
    return r < 0 ? -ENOMEM : 0;
}

static int add_page(struct dir *d, const struct name *row, int64_t page,
                    size_t used)
{
    char text[32];
    int r = 0;

    for (int f = 0; f < FORM_COUNT && r == 0; f++) {
        if (!(row->forms & FORM(f)))
            continue;
        snprintf(text, sizeof(text), "%03d.%s", (int)page, forms[f].extension);
        if (!used || !has_name(d, slice_of(text)))
            r = add(d, slice_of(text));
    }
    return r;
}

static const struct name *first_row(enum room room)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].in == room)
            return &names[i];
    }
    return NULL;
}

int dir_add_pages(struct dir *d, int64_t count)
{
    size_t used = snapshot_count(d->names) - 2;
    const struct name *row = first_row(node_room(d->node));
    int r = 0;

    for (int64_t page = 1; row && page <= count && r == 0; page++)
        r = add_page(d, row, page, used);
    return r;
}

/* Of `.` and `..`; the root is its own parent. */
static uint64_t dots_ino(const struct dir *d, size_t i)
{
    const struct node *node = d->node;

    return i == 1 && node->parent ? node->parent->ino : node->ino;
}

static size_t add_plain(fuse_req_t req, char *to, size_t size,
                        const struct dir *d, size_t i, struct slice name)
{
    const struct node *node = d->node;
    struct stat stat = {.st_ino = dots_ino(d, i), .st_mode = S_IFDIR};

    if (i > 1) {
        struct step step;

        stat.st_ino = node_child_ino(node, name);
        if (path_step(node_room(node), name, &step) == 0 &&
            step.row->inside == ROOM_NONE)
            stat.st_mode = step.row->link ? S_IFLNK : S_IFREG;
    }
    return fuse_add_direntry(req, to, size, name.at, &stat, (off_t)i + 1);
}

static bool is_kept(const struct dir *d, size_t i)
{
    return d->kept && i >= d->kept;
}

/* What only the store knows may be a hundred thousand names: the kernel learns
 * no more than that they are directories, and looks up those that are used. A
 * program that walks uses all of them, and the glob of a shell all of some
 * thousand: they are spared as many lookups. */
static bool are_looked_up(const struct dir *d)
{
    return d->walks || snapshot_count(d->names) - d->kept <= KEPT_LOOKED_UP;
}

static bool is_bare(struct fs *fs, const struct dir *d, size_t i,
                    struct slice name)
{
    return i < 2 || (is_kept(d, i) && !are_looked_up(d) &&
                     !node_find(fs->house.nodes, d->node, name));
}

static size_t add_bare(fuse_req_t req, char *to, size_t size,
                       const struct dir *d, size_t i, struct slice name)
{
    struct fuse_entry_param e = {
        .entry_timeout = KEEP_SECONDS,
        .attr_timeout = KEEP_SECONDS,
        .attr = {.st_ino = i < 2 ? dots_ino(d, i)
                                 : node_child_ino(d->node, name),
                 .st_mode = S_IFDIR},
    };

    return fuse_add_direntry_plus(req, to, size, name.at, &e, (off_t)i + 1);
}

/* Of a hundred thousand numbers that the store has, the first one is read: they
 * were canonical when they were asked for. */
static int child(struct fs *fs, struct dir *d, size_t i, struct slice name,
                 struct node **ret_node)
{
    struct nodes *nodes = fs->house.nodes;
    int r;

    if (d->number && is_kept(d, i))
        return node_sibling(nodes, d->number, name, ret_node);
    r = node_child(nodes, d->node, name, ret_node);
    if (r < 0 || !is_kept(d, i) || (*ret_node)->row->shape != SHAPE_CANONICAL)
        return r;
    d->number = *ret_node;
    node_hold(d->number);
    return 0;
}

/* The node stays looked up only when its entry fitted. */
static size_t add_plus(struct fs *fs, fuse_req_t req, char *to, size_t size,
                       struct dir *d, size_t i, struct slice name)
{
    struct fuse_entry_param e = {.entry_timeout = KEEP_SECONDS};
    struct node *node = NULL;
    struct attr attr;
    size_t need;

    if (is_bare(fs, d, i, name))
        return add_bare(req, to, size, d, i, name);
    if (child(fs, d, i, name, &node) < 0)
        return 0;
    attr_of(fs, node, &attr);
    e.ino = node->ino;
    e.generation = node->generation;
    e.attr = attr.stat;
    /* Of a kept name OPS has something: that is certain. */
    e.attr_timeout = is_kept(d, i) ? KEEP_SECONDS : attr.timeout;
    need = fuse_add_direntry_plus(req, to, size, name.at, &e, (off_t)i + 1);
    if (need > size) {
        node_forget(fs->house.nodes, node, 0);
        return need;
    }
    if (!attr.known)
        attr_listed(fs, node);
    node_hold(node);
    if (!is_kept(d, i)) /* a handle of those is not asked for by a walk */
        anchored_note(fs, node);
    return need;
}

void dir_reply(struct fs *fs, fuse_req_t req, struct dir *d, size_t size,
               off_t offset, bool plus)
{
    char *data = malloc(size ? size : 1);
    size_t len = 0;

    if (!data) {
        fuse_reply_err(req, ENOMEM);
        return;
    }
    if (plus && offset == 0)
        nodes_listed(fs->house.nodes, d->node);
    for (size_t i = (size_t)offset; i < snapshot_count(d->names); i++) {
        struct slice name = snapshot_name(d->names, i);
        size_t need = plus ? add_plus(fs, req, data + len, size - len, d, i,
                                      name)
                           : add_plain(req, data + len, size - len, d, i, name);

        if (need > size - len)
            break;
        len += need;
    }
    fuse_reply_buf(req, data, len);
    free(data);
}
