/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/look.h"

bool look_pays(const struct look *l, int64_t ms)
{
    return ms >= l->after;
}

static int64_t next_pause(const struct look *l, int64_t ms)
{
    if (ms - l->after >= LOOK_WELL * l->pause)
        return LOOK_PAUSE_MIN;
    return 2 * l->pause < LOOK_PAUSE_MAX ? 2 * l->pause : LOOK_PAUSE_MAX;
}

void look_pause(struct look *l, int64_t ms)
{
    l->pause = next_pause(l, ms);
    l->after = ms + l->pause;
}
