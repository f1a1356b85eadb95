/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small documents and pictures, and what is written into a file.
 */
#ifndef OPSFS_TESTS_IMAGE_FIXTURE_H
#define OPSFS_TESTS_IMAGE_FIXTURE_H

#include "base/buf.h"

/* A PDF of `count` empty pages, of that width and of the next ones. */
void t_image_pdf(unsigned count, unsigned width, struct buf *to);

/* A TIFF of one row, black and white. */
void t_image_tiff(unsigned width, struct buf *to);

/* If `r` is 0, what was written into the file, which is closed. */
int t_image_take(int r, int fd, struct buf *to);

#endif
