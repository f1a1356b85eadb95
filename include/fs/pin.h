/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes the kernel may ask for without an open file: with exact sizes OPEN is
 * never asked, so what GETATTR described is held here as long as the kernel may
 * trust those attributes, whatever the cache does meanwhile, within a limit.
 * Keyed by inode number; nothing is held with lazy sizes. Private to fs/.
 */
#ifndef OPSFS_FS_PIN_H
#define OPSFS_FS_PIN_H

#include "fs/session.h"

void pin_hold(struct fs *fs, const struct node *node, struct blob *blob);

/* Holds it for the same time again; false when there is nothing to hold. */
bool pin_renew(struct fs *fs, const struct node *node);

/* Borrowed until the next turn; NULL when there is none. */
const struct blob *pin_find(struct fs *fs, const struct node *node);

void pin_turn(struct fs *fs);
int64_t pin_deadline(const struct fs *fs);
void pin_end_all(struct fs *fs);

#endif
