/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page of OPS that is no PDF of one page cannot be true: as what doc/absurd
 * finds, it is neither kept nor shown. To see it takes a millisecond or more
 * (aside/aside), so it is work for base/worker. Where it cannot be seen at the
 * moment, the page counts as good.
 */
#ifndef OPSFS_TREE_INSPECT_H
#define OPSFS_TREE_INSPECT_H

#include "net/inspection.h"

/* For an inspection, whose `arg` is a struct aside. */
bool inspects(const struct identity *asked);
void inspect(void *arg, struct slice body, struct finding *finding);

#endif
