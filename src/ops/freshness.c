/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A publication changes rarely, but the EPO's terms want its corrections taken
 * over: nothing is fresh for ever. What is added to day by day (legal events,
 * the register, families, further publications) is fresh for a day. The
 * classification is published anew four times a year at most. Absences are
 * remembered for a shorter time than findings, because OPS says 404 for some of
 * its own failures.
 */
#include "ops/freshness.h"

#define MINUTES 60u
#define HOURS (60 * MINUTES)
#define DAYS (24 * HOURS)
#define YEARS (365 * DAYS)

/* The first row that fits. */
static const struct freshness rows[] = {
    {SOURCE_BIBLIO, "full-cycle", 1 * DAYS, 10 * MINUTES},
    {SOURCE_BIBLIO, NULL, 90 * DAYS, 10 * MINUTES},
    {SOURCE_FULLTEXT, NULL, 90 * DAYS, 1 * HOURS},
    {SOURCE_EQUIVALENTS, NULL, 1 * DAYS, 10 * MINUTES},
    {SOURCE_INQUIRY, NULL, 1 * DAYS, 1 * HOURS},
    {SOURCE_PAGE, NULL, 1 * YEARS, 1 * HOURS},
    {SOURCE_CLIP, NULL, 1 * YEARS, 1 * HOURS},
    {SOURCE_SEARCH, NULL, 2 * HOURS, 10 * MINUTES},
    {SOURCE_FAMILY, NULL, 1 * DAYS, 10 * MINUTES},
    {SOURCE_LEGAL, NULL, 1 * DAYS, 10 * MINUTES},
    {SOURCE_REGISTER, NULL, 1 * DAYS, 10 * MINUTES},
    {SOURCE_REGISTER_SEARCH, NULL, 2 * HOURS, 10 * MINUTES},
    {SOURCE_NUMBER, NULL, 90 * DAYS, 1 * HOURS},
    {SOURCE_CPC, NULL, 30 * DAYS, 1 * DAYS},
    {SOURCE_CPC_SEARCH, NULL, 7 * DAYS, 1 * DAYS},
    {SOURCE_CPC_MEDIA, NULL, 1 * YEARS, 1 * DAYS},
    {SOURCE_MAP_TO_CPC, NULL, 30 * DAYS, 1 * DAYS},
    {SOURCE_MAP_TO_IPC, NULL, 30 * DAYS, 1 * DAYS},
    {SOURCE_MAP_TO_ECLA, NULL, 30 * DAYS, 1 * DAYS},
    {SOURCE_EPS_DATES, NULL, 1 * DAYS, 10 * MINUTES},
    {SOURCE_EPS_DAY, NULL, 30 * DAYS, 1 * HOURS},
    {SOURCE_EPS_DOCUMENT, NULL, 90 * DAYS, 1 * HOURS},
    {SOURCE_USAGE, NULL, 1 * MINUTES, 1 * MINUTES},
    {SOURCE_HISTORY, NULL, 1 * MINUTES, 1 * MINUTES},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

/* What a source has that was added without a row. */
static const struct freshness unlisted = {SOURCE_COUNT, NULL, 1 * HOURS,
                                          10 * MINUTES};

static bool fits(const struct freshness *row, enum source_id source,
                 struct slice constituents)
{
    return row->source == source &&
           (!row->constituent ||
            slice_lists(constituents, ',', slice_of(row->constituent)));
}

const struct freshness *freshness_of(enum source_id source,
                                     struct slice constituents)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (fits(&rows[i], source, constituents))
            return &rows[i];
    }
    return &unlisted;
}

const struct freshness *freshness_row(size_t i)
{
    return i < ROWS ? &rows[i] : NULL;
}
