/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept, by name: gathered by the reading thread, which also sorts it.
 * Private to store/.
 *
 * A survey is freed when it comes back from the thread, whether or not anybody
 * still waits for it.
 */
#ifndef OPSFS_STORE_SURVEY_H
#define OPSFS_STORE_SURVEY_H

#include "store/side.h"

bool survey_begin(struct store *s, const struct store_filter *filter,
                  struct store_lister *l);
void survey_leave(struct store_lister *l);

void survey_turn(struct store *s); /* answers those whose time is up */
int64_t survey_deadline(const struct store *s);

#endif
