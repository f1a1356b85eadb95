/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/cost_help.h"

#include "base/day.h"
#include "base/str.h"
#include "ops/freshness.h"

#include <stdio.h>
#include <string.h>

#define SPAN_SIZE 24

/* A shell opens all that a pattern fits before the command begins. */
static const struct {
    const char *pattern;
    const char *cost;
} patterns[] = {
    {"patent/*/title.txt",
     "nothing while it is fresh: only what was read before"},
    {"search/CQL/*/biblio.txt", "a request for each 100 hits"},
    {"search/CQL/*/claims.txt", "that, and one for each hit that has a text"},
    {"list/NAME/*/biblio.txt", "about one for each 100 numbers"},
    {"list/NAME/*/legal.tsv", "one for each number"},
    {"cpc/H/H04/H04W/*/title.txt", "one"},
};

static const struct {
    unsigned seconds;
    const char *name;
} units[] = {
    {365 * DAY_SECONDS, "year"},
    {DAY_SECONDS, "day"},
    {3600, "hour"},
    {60, "minute"},
};

static void put_span(unsigned seconds, char ret_text[SPAN_SIZE])
{
    size_t i = 0;

    while (i + 1 < sizeof(units) / sizeof(units[0]) &&
           seconds % units[i].seconds != 0)
        i++;
    seconds /= units[i].seconds;
    snprintf(ret_text, SPAN_SIZE, "%u %s%s", seconds, units[i].name,
             seconds == 1 ? "" : "s");
}

/* `search in the register (3.4)`, without the chapter. */
static struct slice doc_of(enum source_id source)
{
    struct slice doc = slice_of(sources[source].doc);
    const char *chapter = memrchr(doc.at, '(', doc.len);

    if (chapter)
        doc.len = (size_t)(chapter - doc.at);
    return slice_trim(doc);
}

static void print_row(const struct freshness *row, struct buf *to)
{
    struct slice doc = doc_of(row->source);
    char found[SPAN_SIZE], absent[SPAN_SIZE];

    put_span(row->found, found);
    put_span(row->absent, absent);
    buf_printf(to, "  %-9s %-11s %.*s%s%s\n", found, absent, (int)doc.len,
               doc.at, row->constituent ? ": with " : "",
               row->constituent ? row->constituent : "");
}

void print_cost_help(struct buf *to)
{
    size_t i;

    buf_puts(to,
             "\nHow long an answer is fresh, and how long the mount remembers "
             "that OPS has none.\nAfter that the next reader asks OPS "
             "again. To ask again now:\n\n"
             "  echo refresh patent/EP2814089B1 >.ops/ctl\n\n"
             "  answer    none\n");
    for (const struct freshness *row = freshness_row(i = 0); row;
         row = freshness_row(++i)) {
        if (sources[row->source].server != SERVER_NONE)
            print_row(row, to);
    }
    buf_puts(to, "\nWhat a pattern costs: the shell opens all that fits before "
                 "the command begins.\n\n");
    for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
        buf_printf(to, "  %-28s %s\n", patterns[i].pattern, patterns[i].cost);
    buf_puts(to, "\n.ops/quota says what a request is in bytes, and how many "
                 "more the week allows.\n");
}
