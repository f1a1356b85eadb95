/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/usage.h"

#include "base/clock.h"
#include "base/json.h"
#include "doc/intake.h"
#include "doc/table.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MAX 4096
#define NAME_MAX_LEN 64
/* A date has a year of four digits. */
#define END_MS INT64_C(253402300800000)

struct usage_row {
    int64_t day; /* Unix seconds */
    char kind[NAME_MAX_LEN];
    double value;
    size_t at; /* where it stood */
};

struct usage_rows {
    struct usage_row *at;
    size_t count;
};

static const struct json *member(const struct json *object, const char *name)
{
    const struct json *at = json_first(object);

    while (at && !(json_name(at) && strcmp(json_name(at), name) == 0))
        at = json_next(at);
    return at;
}

/* `"1.2488E4"`, or a whole number. */
static bool read_value(const struct json *o, double *ret_value)
{
    const char *text = json_string(o, "value");
    int64_t whole;
    char *end;

    if (!text) {
        if (json_number(o, "value", &whole) < 0)
            return false;
        *ret_value = (double)whole;
        return true;
    }
    *ret_value = strtod(text, &end);
    return *end == '\0' && isfinite(*ret_value) && *ret_value >= 0 &&
           *ret_value < 1e18;
}

static void add_day(struct usage_rows *rows, const char *kind,
                    const struct json *o)
{
    struct usage_row *row = &rows->at[rows->count];
    int64_t ms;

    if (rows->count == ROWS_MAX || json_number(o, "timestamp", &ms) < 0 ||
        ms < 0 || ms >= END_MS || !read_value(o, &row->value))
        return;
    row->day = ms / 1000;
    row->at = rows->count++;
    intake_line(row->kind, NAME_MAX_LEN, slice_of(kind));
}

static void add_metric(struct usage_rows *rows, const struct json *metric)
{
    const char *kind = json_string(metric, "name");
    const struct json *values = member(metric, "values");

    if (!kind || !values)
        return;
    for (const struct json *o = json_first(values); o; o = json_next(o))
        add_day(rows, kind, o);
}

/* environments/dimensions/metrics, whatever there are of each. */
static void add_below(struct usage_rows *rows, const struct json *at,
                      const char *const *steps)
{
    const struct json *list = member(at, steps[0]);

    if (!list)
        return;
    for (const struct json *o = json_first(list); o; o = json_next(o)) {
        if (steps[1])
            add_below(rows, o, steps + 1);
        else
            add_metric(rows, o);
    }
}

static int newest_first(const void *a, const void *b)
{
    const struct usage_row *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? 1 : -1;
    return x->at < y->at ? -1 : x->at > y->at;
}

static void add_row(const struct usage_row *row, struct buf *to)
{
    char stamp[CLOCK_STAMP], value[32];

    clock_stamp(row->day, stamp);
    snprintf(value, sizeof(value), "%.0f", row->value);
    table_cells(to,
                (struct slice[]){{stamp, strlen("2026-01-01")},
                                 slice_of(row->kind),
                                 slice_of(value),
                                 SLICE("")},
                4);
}

int usage_render(struct slice answer, struct buf *to)
{
    static const char *const steps[] = {"environments", "dimensions", "metrics",
                                        NULL};
    struct json *j = json_parse(answer.at, answer.len);
    struct usage_rows rows = {calloc(ROWS_MAX + 1, sizeof(*rows.at)), 0};

    if (!j || !rows.at) {
        json_free(j);
        free(rows.at);
        return j ? -ENOMEM : -EBADMSG;
    }
    buf_puts(to, "date\tkind\tvalue\tremark\n");
    add_below(&rows, j, steps);
    qsort(rows.at, rows.count, sizeof(*rows.at), newest_first);
    for (size_t i = 0; i < rows.count; i++)
        add_row(&rows.at[i], to);
    json_free(j);
    free(rows.at);
    return to->error;
}

void usage_examine(const struct identity *asked, const struct received *got,
                   struct finding *ret_finding)
{
    struct json *j;

    intake_check(got->body, asked->form, got->status, got->media, ret_finding);
    if (got->status != 200 || ret_finding->intake != INTAKE_MALFORMED)
        return;
    j = json_parse(got->body.at, got->body.len);
    if (j && member(j, "environments"))
        ret_finding->intake = INTAKE_GOOD;
    json_free(j);
}
