/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/reach.h"

#include "net/queues.h"

enum reach sched_reach(const struct sched *s, struct instant now)
{
    struct token *token = s->options.token; /* NULL: it takes none */

    if (s->offline || away_rests(&s->away, now.ms) ||
        (token && token_state(token, now) == TOKEN_UNREACHABLE))
        return REACH_SHUT;
    return away_is(&s->away) || (token && token_error(token)) ? REACH_TRIAL
                                                              : REACH_OPEN;
}

unsigned sched_width(const struct sched *s, enum source_id source,
                     struct instant now)
{
    enum ops_class class = sources[source].class;

    return (unsigned)throttle_left(s->options.throttle, class, now) / 2;
}

void sched_set_offline(struct sched *s, bool offline)
{
    s->offline = offline;
    s->away = (struct away){0};
    s->deadline = 0;
}

void sched_begin_without(struct sched *s)
{
    s->unreached = true;
}

bool sched_is_offline(const struct sched *s)
{
    return s->offline;
}
