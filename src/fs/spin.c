/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/spin.h"

bool spin_pays(const struct spin *l, int64_t ms)
{
    return ms >= l->after;
}

static int64_t next_pause(const struct spin *l, int64_t ms)
{
    if (ms - l->after >= SPIN_WELL * l->pause)
        return SPIN_PAUSE_MIN;
    return 2 * l->pause < SPIN_PAUSE_MAX ? 2 * l->pause : SPIN_PAUSE_MAX;
}

void spin_pause(struct spin *l, int64_t ms)
{
    l->pause = next_pause(l, ms);
    l->after = ms + l->pause;
}
