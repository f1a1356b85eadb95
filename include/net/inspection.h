/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A second look at an answer that is found good. It takes its time however few
 * bytes there are, so it is the worker's, if there is one.
 */
#ifndef OPSFS_NET_INSPECTION_H
#define OPSFS_NET_INSPECTION_H

#include "ops/identity.h"
#include "ops/verdict.h"

struct inspection {
    /* Whether an answer to that gets one. NULL: none does. */
    bool (*wants)(const struct identity *asked);
    /* In the worker's thread; may change the finding. */
    void (*look)(void *arg, struct slice body, struct finding *finding);
    void *arg;
};

#endif
