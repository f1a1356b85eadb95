/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of the mount itself: README.txt and what is in .ops. Their text is
 * made when somebody looks, from what the floors below report; they cost no
 * request and hold no secret. Private to fs/.
 */
#ifndef OPSFS_FS_LIVE_H
#define OPSFS_FS_LIVE_H

#include "fs/session.h"

/* The text as of now; NULL: no memory. */
struct blob *live_text(struct fs *fs, enum live live);

#endif
