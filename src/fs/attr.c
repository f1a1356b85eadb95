/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/attr.h"

#include "fs/pin.h"
#include "fs/search_text.h"
#include "tree/node_location.h"

#include <limits.h>

#define BLOCK 512

/* The kernel would ask for as much in one READ. */
#define HANDED_MAX ((size_t)64 << 10)

static double seconds_left(struct fs *fs, int64_t until)
{
    int64_t left = until - fs->now.ms;

    if (left >= KEEP_SECONDS * 1000)
        return KEEP_SECONDS;
    return left > 0 ? (double)left / 1000 : 0;
}

void attr_set_size(struct stat *stat, int64_t size, int64_t mtime)
{
    stat->st_size = size;
    stat->st_blocks = (size + BLOCK - 1) / BLOCK;
    stat->st_mtime = stat->st_ctime = stat->st_atime = mtime;
}

/* Nobody can write but to .ops/ctl, and the modes say so; see op_access(). */
static void init_stat(struct fs *fs, const struct node *node,
                      struct stat *ret_stat)
{
    bool dir = node_is_dir(node);
    mode_t mask = fs->options.owner.umask;

    *ret_stat = (struct stat){
        .st_ino = node->ino,
        .st_mode = dir ? S_IFDIR | (0555 & ~mask) : S_IFREG | (0444 & ~mask),
        .st_nlink = dir ? 2 : 1,
        .st_uid = fs->options.owner.uid,
        .st_gid = fs->options.owner.gid,
        .st_blksize = dir ? 4096 : PLACEHOLDER_SIZE,
    };
    if (node->row && node->row->live == LIVE_CTL)
        ret_stat->st_mode |= 0200;
    attr_set_size(ret_stat, dir ? 0 : PLACEHOLDER_SIZE, fs->started);
}

/* The size of a link is the length of its target. */
static void set_link(const struct node *node, struct stat *stat)
{
    struct buf to = BUF_INIT(PATH_MAX);

    node_link(node, &to);
    stat->st_mode = S_IFLNK | 0777;
    stat->st_blksize = 4096;
    attr_set_size(stat, (int64_t)to.len, stat->st_mtime);
    buf_fini(&to);
}

/* Another spelling of the same file, or another node, may have fetched it. */
static void look_up_answer(struct fs *fs, struct node *node)
{
    struct request request;
    struct answer answer;

    if (fs_request(fs, node, false, &request) == 0 &&
        cache_peek(fs->house.cache, &request, fs->now, &answer) == 0) {
        attr_learn(fs, node, &answer);
        pin_hold(fs, node, answer.blob);
    }
}

/* The kernel may read without any further question: the size is trusted (that
 * of what is made of the user's own files until they change, which only a look
 * shows), and with exact sizes the bytes are held. */
static bool is_current(struct fs *fs, const struct node *node)
{
    return node->size.size >= 0 && fs->now.ms < node->size.until &&
           !plan_has_list(node->row->plan) && !search_may_be_named(node) &&
           (!fs->options.exact || pin_renew(fs, node));
}

/* Of a publication that nobody has read anything of, it may turn out that OPS
 * does not have it: the kernel asks again, and learns of that. */
static bool is_uncertain(struct fs *fs, struct node *node)
{
    const struct node *plain = NULL;

    if (node_room(node) != ROOM_PATENT_FILES)
        return false;
    plain = node_plain(fs->house.nodes, node);
    return !plain || !plain->used;
}

/* A size that is no longer trusted is still the best guess: any other would
 * truncate the file, or its mapping, for those who have it open. */
void attr_of(struct fs *fs, struct node *node, struct attr *ret_attr)
{
    *ret_attr = (struct attr){.timeout = KEEP_SECONDS, .known = true};
    init_stat(fs, node, &ret_attr->stat);
    if (node_is_link(node))
        set_link(node, &ret_attr->stat);
    if (is_uncertain(fs, node))
        ret_attr->timeout = 0;
    if (node_is_dir(node) || node_is_link(node))
        return;
    if (!is_remote(node)) {
        ret_attr->timeout = 0;
        return;
    }
    if (!is_current(fs, node))
        look_up_answer(fs, node);
    ret_attr->known = is_current(fs, node);
    ret_attr->timeout = ret_attr->known ? seconds_left(fs, node->size.until)
                                        : 0;
    if (node->size.size >= 0)
        attr_set_size(&ret_attr->stat, node->size.size, node->size.mtime);
}

/* With exact sizes there is no OPEN to say whose bytes are read. */
void attr_learn(struct fs *fs, struct node *node, const struct answer *answer)
{
    struct node_size *size = &node->size;

    if (size->size != (int64_t)answer->blob->size ||
        size->mtime != answer->wall)
        size->guessed = true;
    size->size = (int64_t)answer->blob->size;
    size->mtime = answer->wall;
    size->until = answer->until;
    size->hint = answer->hint;
    if (fs->options.exact)
        size->hash = answer->blob->hash;
}

void attr_guessed(struct node *node)
{
    node->size.guessed = true;
}

void attr_looked_up(struct fs *fs, struct node *node, struct attr *ret_attr)
{
    attr_of(fs, node, ret_attr);
    if (is_remote(node) && ret_attr->known)
        attr_shown(node);
    else if (is_remote(node) && node->size.size < 0 && !node->size.guessed &&
             !fs->options.exact)
        attr_set_size(&ret_attr->stat, 0, ret_attr->stat.st_mtime);
}

void attr_listed(struct fs *fs, struct node *node)
{
    attr_guessed(node);
    if (node->size.size < 0)
        node->size.until = fs->now.ms + KEEP_SECONDS * 1000;
}

bool attr_is_listed(const struct fs *fs, const struct node *node)
{
    return node->size.size < 0 && fs->now.ms < node->size.until;
}

void attr_shown(struct node *node)
{
    node->size.guessed = false;
}

void attr_distrust(struct node *node)
{
    node->size.hash = 0;
}

/* Of a file that nobody knows the size of, the kernel has neither. */
void attr_expire(struct fs *fs, struct node *node)
{
    node->size.until = fs->now.ms;
    if (node->size.size >= 0)
        attr_guessed(node);
    fuse_lowlevel_notify_inval_inode(fs->session, node->ino, -1, 0);
}

void attr_doubt(struct fs *fs, struct node *node)
{
    if (node->size.size < 0)
        node->size.until = fs->now.ms;
    fuse_lowlevel_notify_inval_inode(fs->session, node->ino, -1, 0);
}

static bool store(struct fs *fs, const struct node *node,
                  const struct blob *blob, size_t from)
{
    struct fuse_bufvec pages = FUSE_BUFVEC_INIT(blob->size - from);
    int r;

    pages.buf[0].mem = blob->data + from;
    r = fuse_lowlevel_notify_store(fs->session, node->ino, (off_t)from, &pages,
                                   0);
    blob_rest(blob);
    return r == 0;
}

/* The READ of a table shows that somebody has its numbers (fs/readahead). */
static bool is_spared(const struct node *node, const struct blob *blob)
{
    return blob->size <= HANDED_MAX && !facet_is_table(node->row->facet);
}

/*
 * Spares the READ of a file that was opened for the first time. Nobody has it
 * open, so no reader holds one of its pages until a READ is answered, which the
 * kernel would wait for here. A file grows by what is stored in it: where READ
 * is not spared, the last byte sets the size.
 */
static bool hand_over(struct fs *fs, const struct node *node,
                      const struct blob *blob)
{
    bool whole = is_spared(node, blob);

    return blob->size && store(fs, node, blob, whole ? 0 : blob->size - 1) &&
           whole;
}

/* Of a file whose size was never known, nor guessed in a listing, the kernel
 * keeps nothing: there is nothing to invalidate, and it takes it for empty. */
bool attr_before_open(struct fs *fs, struct node *node,
                      const struct answer *answer)
{
    struct node_size *size = &node->size;
    bool same_pages = size->hash == answer->blob->hash;
    bool fresh = size->size < 0 && !size->guessed, shown;

    attr_learn(fs, node, answer);
    shown = !fresh && !size->guessed;
    if (!fresh && (size->guessed || (size->opened && !same_pages)))
        fuse_lowlevel_notify_inval_inode(fs->session, node->ino, -1, 0);
    if ((shown || (fresh && is_remote(node))) && !size->opened)
        same_pages = hand_over(fs, node, answer->blob);
    size->guessed = false;
    size->opened = true;
    size->hash = answer->blob->hash;
    return same_pages;
}
