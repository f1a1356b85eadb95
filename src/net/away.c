/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/away.h"

#include "net/backoff.h"

/* So many troubles in a row are no accident. */
#define TROUBLES_MAX 3
#define FIRST_SILENCE_MS 5000
#define LONGEST_SILENCE_MS 300000

bool away_is(const struct away *a)
{
    return a->failures >= TROUBLES_MAX;
}

bool away_rests(const struct away *a, int64_t now)
{
    return away_is(a) && now < a->until;
}

void away_tried(struct away *a, int64_t now)
{
    if (away_is(a))
        a->until = now + backoff_ms(a->failures - TROUBLES_MAX,
                                    FIRST_SILENCE_MS, LONGEST_SILENCE_MS);
}

/* What fails while it rests was sent before. */
void away_failed(struct away *a, bool heard, int64_t now)
{
    if (away_rests(a, now))
        return;
    if (!away_is(a))
        a->since = now;
    if (!heard && !away_is(a))
        a->failures = TROUBLES_MAX;
    else
        a->failures++;
    away_tried(a, now);
}

void away_answered(struct away *a)
{
    *a = (struct away){0};
}
