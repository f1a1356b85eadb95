/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/spin.h"

bool spin_pays(const struct spin *s, int64_t ms)
{
    return ms >= s->after;
}

static int64_t next_pause(const struct spin *s, int64_t ms)
{
    if (ms - s->after >= SPIN_WELL * s->pause)
        return SPIN_PAUSE_MIN;
    return 2 * s->pause < SPIN_PAUSE_MAX ? 2 * s->pause : SPIN_PAUSE_MAX;
}

void spin_pause(struct spin *s, int64_t ms)
{
    s->pause = next_pause(s, ms);
    s->after = ms + s->pause;
}
