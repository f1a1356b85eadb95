/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/changes_list_plan.h"

#include "tree/changes_plan.h"
#include "tree/keys.h"
#include "tree/list_plan.h"
#include "tree/weeks_plan.h"

#include <errno.h>
#include <string.h>

/* The weeks come last, when it is known which. */
bool changes_list_has_next(const struct assembly *a)
{
    return list_has_next(a) || weeks_has_next(a);
}

/* Not an answer of OPS, but what is made of several. */
int changes_list_next(struct assembly_part *p, struct request *ret_request)
{
    int r;

    if (p->index == 0)
        return weeks_begin(p, ret_request);
    if (!list_has_next(p->assembly))
        return weeks_next(p, ret_request);
    r = list_next(p, ret_request);
    if (r < 0 || p->is_key)
        return r;
    ret_request->making = (struct making){.facet = FACET_CHANGES,
                                          .plan = PLAN_CHANGES};
    memcpy(ret_request->making.subject, p->subject, sizeof(p->subject));
    return 0;
}

int changes_list_learn(struct assembly_part *p, struct slice answer)
{
    if (weeks_has(p))
        return weeks_learn(p, answer);
    return p->is_key ? keys_learn(p, answer) : changes_learn_one(p, answer);
}

int changes_list_absent(struct assembly_part *p, const struct why *why)
{
    return weeks_has(p) ? weeks_absent(p, why) : list_absent(p, why);
}

/* The other tables stand, whatever keeps the publication server away. */
bool changes_list_lacks(const struct assembly_part *p, int r)
{
    return weeks_has(p) && r != -ENOMEM;
}

void changes_list_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    changes_of_list(a, weeks_join(a), &rows);
    keys_join(a, &rows, 1, to);
}

void changes_list_made(struct assembly *a, struct blob *whole)
{
    struct request request;
    struct blob *weeks = weeks_made(a, &request);

    (void)whole;
    if (weeks)
        changes_remember(a, &request, weeks);
    blob_unref(weeks);
}
