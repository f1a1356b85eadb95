/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/branches.h"

#include <errno.h>
#include <string.h>

#define ITEM "classification-item"
#define SYMBOL "classification-symbol"
#define MAIN_GROUP "7" /* its level */

void branches_init(struct branches *b, struct slice body)
{
    *b = (struct branches){.count = 1};
    tags_init(&b->tags, body);
    b->heads[0] = (struct branch_head){.from = body.at};
}

static bool is_item(const struct tags *t)
{
    return slice_is(tag_local_name(t->tag), ITEM);
}

/* What is open now has no more before its first group. */
static void end_head(struct branches *b)
{
    struct branch_head *head = &b->heads[b->count - 1];

    if (!head->to)
        head->to = b->tags.tag.at;
}

/* An item that is not looked for: one around those that are, or beside them. */
static int enter(struct branches *b)
{
    end_head(b);
    if (b->count == BRANCH_DEPTH)
        return -EBADMSG;
    b->heads[b->count++] = (struct branch_head){.from = b->tags.tag.at,
                                                .depth = b->tags.depth};
    return 0;
}

static void leave(struct branches *b)
{
    if (b->count > 1 && b->heads[b->count - 1].depth == b->tags.depth)
        b->count--;
}

/* The text between the current start tag and the next tag. */
static struct slice text_after(const struct tags *t)
{
    const char *from = t->body.at + t->at;
    const char *to = memchr(from, '<', t->body.len - t->at);

    return to ? slice_trim((struct slice){from, (size_t)(to - from)})
              : SLICE("");
}

/* To its end. */
static int read_group(struct branches *b, struct branch *g)
{
    struct tags *t = &b->tags;
    const char *from = t->tag.at;
    int r = 0;

    *g = (struct branch){.symbol = SLICE(""), .depth = t->depth};
    while (r == 0 && !(t->depth == g->depth && t->ends)) {
        r = tags_next(t);
        if (r == 0 && !g->symbol.len && t->depth == g->depth + 1 &&
            slice_is(tag_local_name(t->tag), SYMBOL))
            g->symbol = text_after(t);
    }
    if (r < 0)
        return r;
    g->item = tags_since(t, from);
    g->whole = !memmem(g->item.at, g->item.len, "<!", 2);
    return 0;
}

/* Where an item may stand: right in the one around it, or beside the first.
 * What is between would be open in one head and closed in another. */
static bool is_in_place(struct branches *b)
{
    unsigned depth = b->tags.depth;

    if (!b->top)
        b->top = depth;
    if (b->count > 1 && depth != b->heads[b->count - 1].depth + 1)
        return false;
    return depth < BRANCH_DEPTH && (b->count > 1 || depth == b->top);
}

/* To the next item that begins, below or after what is open. */
static int next_item(struct branches *b)
{
    struct tags *t = &b->tags;
    int r;

    while ((r = tags_next(t)) == 0) {
        if (t->ends && t->depth < b->top)
            return -ENOENT;
        if (t->ends) {
            leave(b);
            continue;
        }
        if (t->depth < BRANCH_DEPTH)
            b->open[t->depth] = tag_name(t->tag);
        if (is_item(t))
            return is_in_place(b) ? 0 : -EBADMSG;
    }
    return r;
}

static bool has_level(const struct branches *b, const char *level)
{
    return slice_is(tag_attribute(b->tags.tag, "level"), level);
}

int branches_next(struct branches *b, struct branch *ret_branch)
{
    int r = next_item(b);

    while (r == 0 && !has_level(b, MAIN_GROUP)) {
        r = enter(b);
        if (r == 0)
            r = next_item(b);
    }
    if (r < 0)
        return r;
    end_head(b);
    return read_group(b, ret_branch);
}

/* A main group's path has one step more than a subclass's, and so has the way
 * from it to OPS's style sheet. */
static void add_prolog(struct slice head, struct buf *to)
{
    static const char href[] = "href='../";
    const char *found = memmem(head.at, head.len, href, sizeof(href) - 1);
    size_t len = found ? (size_t)(found - head.at) + strlen("href='") : 0;

    buf_add(to, head.at, len);
    if (found)
        buf_puts(to, "../");
    buf_add(to, head.at + len, head.len - len);
}

static struct slice head_of(const struct branches *b, unsigned i)
{
    const struct branch_head *h = &b->heads[i];

    return (struct slice){h->from, (size_t)(h->to - h->from)};
}

static void add_heads(const struct branches *b, unsigned from, struct buf *to)
{
    for (unsigned i = from; i < b->count; i++)
        buf_add(to, head_of(b, i).at, head_of(b, i).len);
}

static void add_ends(const struct branches *b, unsigned depth, struct buf *to)
{
    for (; depth > 0; depth--)
        buf_printf(to, "</%.*s>", (int)b->open[depth].len, b->open[depth].at);
}

int branch_write(const struct branches *b, const struct branch *branch,
                 struct buf *to)
{
    add_prolog(head_of(b, 0), to);
    add_heads(b, 1, to);
    buf_add(to, branch->item.at, branch->item.len);
    add_ends(b, branch->depth - 1, to);
    return to->error;
}

/* --- one symbol ---------------------------------------------------------- */

/* Is the item whose start was read the one of that symbol? Its symbol is the
 * first thing in it. */
static bool is_of(const struct branches *b, struct slice symbol)
{
    struct tags ahead = b->tags;

    return !ahead.ends && !has_level(b, "3") && !has_level(b, "6") &&
           tags_next(&ahead) == 0 &&
           slice_is(tag_local_name(ahead.tag), SYMBOL) &&
           slice_equal(text_after(&ahead), symbol);
}

/* What stands before the items in it, or all of it, and the ends of both. */
static int add_item(struct branches *b, bool below, struct buf *to)
{
    struct tags *t = &b->tags;
    const char *from = t->tag.at;
    unsigned depth = t->depth;
    struct branch whole;
    int r;

    if (below) {
        r = read_group(b, &whole);
        if (r < 0)
            return r;
        buf_add(to, whole.item.at, whole.item.len);
        add_ends(b, depth - 1, to);
        return to->error;
    }
    while ((r = tags_next(t)) == 0 && !is_item(t))
        continue;
    if (r == 0 && t->depth != depth + !t->ends)
        r = -EBADMSG;
    buf_add(to, from, (size_t)(t->tag.at - from));
    add_ends(b, depth, to);
    return r < 0 ? r : to->error;
}

int branches_cut(struct slice body, struct slice symbol, bool below,
                 struct buf *to)
{
    struct branches b;
    int r;

    branches_init(&b, body);
    while ((r = next_item(&b)) == 0 && !is_of(&b, symbol)) {
        r = enter(&b);
        if (r < 0)
            return r;
    }
    if (r < 0)
        return r;
    end_head(&b);
    add_heads(&b, 0, to);
    return add_item(&b, below, to);
}
