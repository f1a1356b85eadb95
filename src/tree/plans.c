/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/plans.h"

#include "tree/beside_plan.h"
#include "tree/changes_list_plan.h"
#include "tree/changes_plan.h"
#include "tree/citing_plan.h"
#include "tree/count_plan.h"
#include "tree/document_plan.h"
#include "tree/image_plan.h"
#include "tree/list_plan.h"
#include "tree/part.h"
#include "tree/search_changes_plan.h"
#include "tree/search_plan.h"
#include "tree/text_plan.h"
#include "tree/upc_plan.h"

#include <errno.h>

/* --- one answer ---------------------------------------------------------- */

static bool one_has_next(const struct assembly *a)
{
    return a->count == 0;
}

/* Whether there is no such case, or no such path, only a 404 shows. */
static int one_absent(struct assembly_part *p, const struct why *why)
{
    const struct making *m = &p->assembly->request.making;
    bool absent = facet_is_of_case(m->facet) && why && why->status == 404;

    return absent ? assembly_nothing(p->assembly, m->selection, &p->text)
                  : -ENOENT;
}

static bool is_unkept(const struct assembly_part *p)
{
    (void)p;
    return true;
}

const struct plan_calls plans[PLANS] = {
    [PLAN_ONE] =
        {
            .has_next = one_has_next,
            .next = part_ask_own,
            .absent = one_absent,
            .join = part_join_last,
        },
    [PLAN_BESIDE] =
        {
            .has_next = beside_has_next,
            .next = beside_next,
            .absent = beside_absent,
            .unreadable = beside_unreadable,
            .join = beside_join,
            .adds = true,
        },
    [PLAN_TEXT] =
        {
            .has_next = text_has_next,
            .next = text_next,
            .absent = text_absent,
            .lacks = text_lacks,
            .unreadable = text_unreadable,
            .join = part_join_last,
        },
    [PLAN_PAGES] =
        {
            .start = search_start,
            .has_next = search_has_next,
            .next = search_next,
            .learn = search_learn,
            .absent = search_absent,
            .unkept = search_unkept,
            .join = search_join,
        },
    [PLAN_COUNT] =
        {
            .has_next = count_has_next,
            .next = count_next,
            .absent = count_absent,
            .unkept = count_unkept,
            .failed = count_failed,
            .lacks = count_lacks,
            .join = part_join_last,
        },
    [PLAN_UPC] =
        {
            .has_next = upc_has_next,
            .next = upc_next,
            .absent = part_passed_over,
            .join = upc_join,
        },
    [PLAN_LIST] =
        {
            .start = list_start,
            .has_next = list_has_next,
            .next = list_next,
            .learn = list_learn,
            .absent = list_absent,
            .refused = list_absent,
            .unkept = is_unkept,
            .unreadable = list_unreadable,
            .join = list_join,
        },
    [PLAN_CHANGES] =
        {
            .has_next = changes_has_next,
            .next = changes_next,
            .learn = changes_learn,
            .absent = part_passed_over,
            .refused = part_passed_over,
            .unreadable = part_drop,
            .join = changes_of_parts,
            .made = changes_made,
        },
    [PLAN_CHANGES_OF_LIST] =
        {
            .has_next = changes_list_has_next,
            .next = changes_list_next,
            .learn = changes_list_learn,
            .absent = changes_list_absent,
            .refused = changes_list_absent,
            .unkept = is_unkept,
            .lacks = changes_list_lacks,
            .unreadable = part_drop,
            .join = changes_list_join,
            .made = changes_list_made,
        },
    [PLAN_CHANGES_OF_SEARCH] =
        {
            .start = search_changes_start,
            .has_next = search_changes_has_next,
            .next = search_changes_next,
            .learn = search_changes_learn,
            .absent = search_changes_absent,
            .join = search_changes_join,
            .made = search_changes_made,
        },
    [PLAN_CITING] =
        {
            .start = citing_start,
            .has_next = citing_has_next,
            .next = citing_next,
            .learn = citing_learn,
            .absent = citing_absent,
            .unkept = is_unkept,
            .join = citing_join,
        },
    [PLAN_IMAGE] =
        {
            .has_next = image_has_next,
            .next = image_next,
            .learn = image_learn,
            .absent = image_absent,
            .unreadable = image_unreadable,
            .join = part_join_last,
        },
    [PLAN_DOCUMENT] =
        {
            .has_next = document_has_next,
            .next = document_next,
            .learn = document_learn,
            .failed = document_failed,
            .unreadable = document_unreadable,
            .join = part_join_last,
            .keeps = true,
            .progress = document_progress,
        },
};
