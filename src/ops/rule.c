/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/rule.h"

#include <string.h>

static bool code_fits(const char *code, const char *pattern)
{
    size_t len = strlen(pattern);

    if (pattern[len - 1] == '*')
        return strncmp(code, pattern, len - 1) == 0;
    return strcmp(code, pattern) == 0;
}

/* Letters in any case. A message with a code of OPS itself may quote the query,
 * so its words do not prove anything. */
static bool text_fits(const struct finding *f, const char *text)
{
    return slice_is_nocase(slice_of(f->code), text) ||
           (!code_fits(f->code, "CLIENT.*") && strcasestr(f->message, text));
}

static bool is_throttled(const struct limits *l)
{
    bool black = false;

    for (size_t i = 0; i < CLASS_COUNT; i++)
        black = black || l->classes[i].light == LIGHT_BLACK;
    return black || l->retry_after != UNTOLD;
}

static bool fits(const struct rule *r, int status, const struct finding *f,
                 const struct limits *limits)
{
    return (!r->from || (status >= r->from && status <= r->to)) &&
           (!r->intake || (r->intake & 1u << f->intake)) &&
           (!r->rejection || (r->rejection & 1u << limits->rejection)) &&
           (!r->throttled || is_throttled(limits)) &&
           (!r->used_up || limits->week_left == 0) &&
           (!r->code || code_fits(f->code, r->code)) &&
           (!r->text || text_fits(f, r->text));
}

struct verdict rules_judge(const struct rule *rules, int status,
                           const struct finding *finding,
                           const struct limits *limits)
{
    const struct rule *r = rules;
    struct verdict v;

    while (!fits(r, status, finding, limits))
        r++;
    v = r->verdict;
    if (v.action == ACTION_WAIT)
        v.wait = limits->retry_after > 0 ? limits->retry_after
                                         : LIMITS_WINDOW_MS;
    return v;
}
