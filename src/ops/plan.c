/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/plan.h"

const struct plan_traits plan_traits[PLANS] = {
    [PLAN_ONE] = {.of_one = true},
    [PLAN_BESIDE] = {.of_one = true},
    [PLAN_TEXT] = {.of_one = true, .published = true},
    [PLAN_PAGES] = {.in_pages = true},
    [PLAN_COUNT] = {.in_pages = true},
    [PLAN_LIST] = {.of_list = true},
    [PLAN_CITING] = {.of_list = true},
    [PLAN_DOCUMENT] = {.whole = true},
    [PLAN_CHANGES_OF_LIST] = {.of_list = true, .remembered = true},
};
