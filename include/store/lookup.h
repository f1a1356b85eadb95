/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Questions on their way to the reading thread. Private to store/.
 *
 * Those that are asked for in one turn of the loop are answered in one turn,
 * too: what is not kept can then travel to OPS in one bundle.
 *
 * A lookup is freed when it comes back from the thread, whether or not anybody
 * still waits for it. While one is out that was given up, the disk is too slow
 * to be asked.
 */
#ifndef OPSFS_STORE_LOOKUP_H
#define OPSFS_STORE_LOOKUP_H

#include "store/side.h"

bool lookup_begin(struct store *s, const struct store_key *key,
                  struct store_reader *r);
void lookup_leave(struct store_reader *r);

/* Answers what is back, and those whose time is up. */
void lookup_turn(struct store *s);
void lookup_free_all(struct store *s); /* nobody is answered */
int64_t lookup_deadline(const struct store *s);

#endif
