/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which answers a facet is made of. A plan is a row of two tables: what others
 * have to know of it is here, and how it is carried out is in tree/plans.
 */
#ifndef OPSFS_OPS_PLAN_H
#define OPSFS_OPS_PLAN_H

#include <stdbool.h>

enum plan {
    PLAN_ONE,    /* one answer */
    PLAN_BESIDE, /* the same, and what others that are cached add */
    PLAN_TEXT,   /* one answer; of the publication server where OPS has none */
    PLAN_PAGES,  /* a search, page by page, as far as OPS goes */
    PLAN_COUNT, /* a search's first page where it is kept, else one hit of it */
    PLAN_LIST,  /* one answer for each of a list of numbers */
    PLAN_CITING,   /* searches for who cites them, some numbers each */
    PLAN_UPC,      /* the register twice, and legal events */
    PLAN_IMAGE,    /* the inquiry, and the page that it says there is */
    PLAN_DOCUMENT, /* the inquiry, and all pages of the document */
    PLAN_CHANGES, /* what the register, legal and family say, and said before */
    PLAN_CHANGES_OF_LIST,   /* the same of each of a list */
    PLAN_CHANGES_OF_SEARCH, /* its newest pages, and what they had before */
    PLANS
};

/* What a plan is, for those who need not know which one it is. */
struct plan_traits {
    bool of_one;     /* made from the answer to its own request alone */
    bool of_list;    /* … from a list of the user's, which changes at will */
    bool in_pages;   /* … from pages of one search, which have its path */
    bool published;  /* the publication server has it as well */
    bool whole;      /* … in one piece, a document */
    bool remembered; /* the table of a list is remembered for the next one */
};

extern const struct plan_traits plan_traits[PLANS];

static inline bool plan_is_of_one(enum plan plan)
{
    return plan_traits[plan].of_one;
}

static inline bool plan_has_list(enum plan plan)
{
    return plan_traits[plan].of_list;
}

#endif
