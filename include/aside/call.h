/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the daemon says to the program beside it (aside/aside.h), and what that
 * answers: one message each, with descriptors. Both ends are of one build, as
 * the version says, so numbers are as the machine has them. Neither trusts the
 * other's: what is read is checked against what is there.
 *
 * With a call comes a file with its bytes, `size` in all, and, but for a
 * count, an empty one to write the outcome into. To be bound are pages, one
 * after the other; before them, `head` bytes say how (call_add_order()).
 */
#ifndef OPSFS_ASIDE_CALL_H
#define OPSFS_ASIDE_CALL_H

#include "image/pdf.h"

#include <stdbool.h>
#include <stdint.h>

enum call_kind {
    CALL_COUNT, /* pdf_pages() */
    CALL_BIND,
    CALL_CUT,
    CALL_PICTURE,
    CALLS
};

struct call {
    char version[16];
    uint64_t kind;
    uint64_t size, head;
    uint64_t page; /* to be cut out */
};

struct call_answer {
    int64_t result;  /* 0 or a negative errno */
    uint64_t number; /* of pages, or of the bad one */
};

/* What it answers with, and nothing else: 0, -EBADMSG, -EFBIG, -ENODATA, -EIO,
 * -ENOMEM; -EPROTO: it is of another build than the daemon. */
bool call_result_is_known(int64_t result);

/* How many files come with it: the second one is to be written. */
size_t call_files(enum call_kind kind);

/* Into one of them. 0 or -EIO. */
int call_write(int fd, struct slice bytes);

void call_set_version(struct call *c);
bool call_is_ours(const struct call *c);

/* The order without the bytes of its pages. */
void call_add_order(const struct pdf_order *order, struct buf *to);

/* An order that was read; all of it lies in the input. */
struct call_order {
    struct pdf_order order;
    struct slice *pages;
    struct pdf_mark *marks;
    struct pdf_label *labels;
};

/* `head` is within the input. 0, -EBADMSG or -ENOMEM; to be freed all the
 * same. */
int call_read_order(struct slice input, size_t head,
                    struct call_order *ret_order);
void call_order_fini(struct call_order *o);

#endif
