/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Growable bytes with a ceiling given at birth.
 *
 * A buffer owns its bytes until buf_take() hands them over or buf_fini() frees
 * them. A NUL always follows the last byte, so text may be read as a C string;
 * the NUL is not counted. Adding beyond the ceiling is -EFBIG and adds nothing;
 * -ENOMEM likewise. The first error sticks in `error`, so a run of additions
 * may be checked once, at the end.
 *
 * From BUF_FILED on, the bytes are in a file (base/scratch), if there can be
 * one.
 */
#ifndef OPSFS_BASE_BUF_H
#define OPSFS_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

#define BUF_FILED ((size_t)4 << 20)
#define COPY_FILED ((size_t)1 << 20)

struct buf {
    char *data; /* NULL until the first addition */
    size_t len;
    size_t cap;
    size_t ceiling;
    int error;      /* 0, -EFBIG, -ENOMEM or of buf_copy_file() */
    int file;       /* a descriptor; 0: the bytes are in memory */
    size_t written; /* of the file, from the start, at one time or another */
    size_t rested;  /* bytes of the file that count as nobody's memory */
};

#define BUF_INIT(max) ((struct buf){.ceiling = (max)})

void buf_init(struct buf *b, size_t ceiling);
void buf_fini(struct buf *b);
void buf_reset(struct buf *b); /* empty again, memory kept, error gone */

/* A hint that `len` bytes are likely to come in all: makes space for just them.
 * Harmless when it is wrong, beyond the ceiling or more than there is. */
void buf_expect(struct buf *b, size_t len);

/* Puts what is there into a file, however little, and what is added later. 0 or
 * -errno, and the bytes stay where they are. */
int buf_file(struct buf *b);

/* Replaces what is there with what others wrote into a file, and may write to
 * or shorten still: it is copied, and never mapped. From COPY_FILED on, into a
 * file. 0, -EFBIG, -ENOMEM or -EIO, which sticks. */
int buf_copy_file(struct buf *b, int fd);

int buf_add(struct buf *b, const void *data, size_t len);
int buf_puts(struct buf *b, const char *text);
int buf_putc(struct buf *b, char c);
int buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
int buf_vprintf(struct buf *b, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Back to its first `len` bytes; no more than there are. */
void buf_cut(struct buf *b, size_t len);

/* The text; "" for a buffer that never got a byte. */
const char *buf_text(const struct buf *b);

/* Gives back what growing left over. */
void buf_fit(struct buf *b);

/* Moves all of `from` to `to`, which was never used or is finished. */
void buf_move(struct buf *to, struct buf *from);

/* Moves the bytes out, into memory; the caller frees them. NULL when there are
 * none, or no memory. What may be large is for blob_of(). */
char *buf_take(struct buf *b, size_t *ret_len);

#endif
