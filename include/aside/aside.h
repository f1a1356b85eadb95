/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Work on pages and pictures (image/), done by a program of its own beside the
 * daemon, opsfs-image, which is started when there is some. For two reasons:
 *
 * Memory. The libraries for PDF, TIFF and PNG, and those that they need, touch
 * 2.7 MB at the start of whoever is linked with them, and most mounts never
 * read a page.
 *
 * Trust. What decodes the file of a stranger holds neither the key of OPS nor a
 * token, neither a connection nor the mount: none of it is in its memory, its
 * environment or its descriptors. If that file makes it crash, hang or take all
 * the memory that it may, then that is the end of it and of one answer
 * (-EBADMSG, -EFBIG); the next one is worked on by a new process. What it says
 * is checked, and what it wrote is copied, for it may write on. It is no
 * sandbox: whoever takes it over may do what the user may do.
 *
 * A process stays for what comes next and ends by itself when that does not
 * come for a minute. There are as many as there are threads that ask at the
 * same time: base/worker's, and the loop where there is no worker. Each call
 * waits for its outcome, so it is work for base/worker.
 */
#ifndef OPSFS_ASIDE_ASIDE_H
#define OPSFS_ASIDE_ASIDE_H

#include "image/pdf.h"

struct aside;

/* `program`: the path of opsfs-image; copied. Starts nothing. NULL: no
 * memory. */
struct aside *aside_new(const char *program);

/* Ends the processes. Nobody asks any more. NULL is fine. */
void aside_free(struct aside *a);

/* Nobody need wait for what is being worked on, and nothing more is: calls fail
 * with -EBADMSG or -EIO. In any thread. */
void aside_stop(struct aside *a);

/* Buries those that have ended by themselves. In any thread, at any time. */
void aside_reap(struct aside *a);

/* As pdf_bind(), pdf_cut(), pdf_pages() and picture_render(), but that the
 * outcome comes into a buffer, in place of what is there, and these errors:
 * -EFBIG: it takes more memory than there is for it; -ENOPKG: the program
 * cannot be started, or is not of this build, or there is no `a`; -EAGAIN: too
 * many threads ask. */
int aside_bind(struct aside *a, const struct pdf_order *order, struct buf *to,
               size_t *ret_bad);
int aside_cut(struct aside *a, struct slice whole, size_t page, struct buf *to);
int aside_count(struct aside *a, struct slice pdf);
int aside_picture(struct aside *a, struct slice image, struct buf *to);

/* For people: what to do about -ENOPKG. */
#define ASIDE_ADVICE                                                           \
    "opsfs-image, which reads pictures and PDFs, cannot be started or is of "  \
    "another version: install opsfs anew, then unmount and mount"

#endif
