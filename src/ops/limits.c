/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Headers are found by name in one table. A field is merged into what was
 * known, never assigned: OPS sends some headers twice, and the worse value
 * counts.
 */
#include "ops/limits.h"

const char *const light_names[] = {
    [LIGHT_UNKNOWN] = "unknown", [LIGHT_GREEN] = "green",
    [LIGHT_YELLOW] = "yellow",   [LIGHT_RED] = "red",
    [LIGHT_BLACK] = "black",
};

const char *const state_names[] = {
    [STATE_UNKNOWN] = "unknown",
    [STATE_IDLE] = "idle",
    [STATE_BUSY] = "busy",
    [STATE_OVERLOADED] = "overloaded",
};

/* The first row whose beginning fits; the last one fits all. `Anonymous…`
 * comes per day and per minute. */
static const struct reason {
    const char *prefix;
    enum rejection rejection;
} reasons[] = {
    {"IndividualQuotaPerHour", REJECTION_HOUR},
    {"RegisteredQuotaPerWeek", REJECTION_WEEK},
    {"RegisteredPayingQuotaPerWeek", REJECTION_WEEK},
    {"Anonymous", REJECTION_ANONYMOUS},
    {"DeveloperBlocked", REJECTION_BLOCKED},
    {"", REJECTION_OTHER},
};

void limits_init(struct limits *l)
{
    *l = (struct limits){
        .hour_used = UNTOLD,
        .week_used = UNTOLD,
        .paying_used = UNTOLD,
        .week_left = UNTOLD,
        .retry_after = UNTOLD,
    };
    for (size_t i = 0; i < CLASS_COUNT; i++)
        l->classes[i].limit = UNTOLD;
}

/* Index of `word` among `words`, 0 (unknown) when it is not one of them. */
static unsigned word_index(struct slice word, const char *const *words,
                           unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        if (slice_is_nocase(word, words[i]))
            return i;
    }
    return 0;
}

static void read_state(struct limits *l, struct slice word)
{
    unsigned state = word_index(word, state_names, STATE_OVERLOADED + 1);

    if (state > l->state)
        l->state = (enum system_state)state;
}

static void merge_class(struct class_limit *c, struct slice light,
                        struct slice limit)
{
    unsigned worse = word_index(light, light_names, LIGHT_BLACK + 1);
    int64_t number;

    if (worse > c->light)
        c->light = (enum light)worse;
    if (slice_number(limit, &number) == 0 &&
        (c->limit == UNTOLD || number < c->limit))
        c->limit = number;
}

/* `retrieval=green:200` */
static void read_class(struct limits *l, struct slice entry)
{
    struct slice name, light = {"", 0};

    if (!slice_cut(&entry, '=', &name))
        return;
    slice_cut(&entry, ':', &light);
    for (size_t i = 0; i < CLASS_COUNT; i++) {
        if (slice_is_nocase(slice_trim(name), classes[i].name))
            merge_class(&l->classes[i], slice_trim(light), slice_trim(entry));
    }
}

/* `idle (images=green:200, inpadoc=green:60, …)` */
static void read_throttling(struct limits *l, struct slice value)
{
    struct slice state, inside, entry;

    if (!slice_cut(&value, '(', &state))
        return;
    read_state(l, slice_trim(state));
    if (!slice_cut(&value, ')', &inside))
        return;
    while (slice_cut(&inside, ',', &entry))
        read_class(l, entry);
}

static void read_most(int64_t *most, struct slice value)
{
    int64_t number;

    if (slice_number(value, &number) == 0 && number > *most)
        *most = number;
}

static void read_hour(struct limits *l, struct slice value)
{
    read_most(&l->hour_used, value);
}

static void read_week(struct limits *l, struct slice value)
{
    read_most(&l->week_used, value);
}

static void read_paying(struct limits *l, struct slice value)
{
    read_most(&l->paying_used, value);
}

/* Of two the smaller one counts. */
static void read_left(struct limits *l, struct slice value)
{
    int64_t number;

    if (slice_number(value, &number) == 0 &&
        (l->week_left == UNTOLD || number < l->week_left))
        l->week_left = number;
}

/* In milliseconds, unlike RFC 9110, whose other form, a date, is ignored. */
static void read_retry_after(struct limits *l, struct slice value)
{
    read_most(&l->retry_after, value);
    if (l->retry_after > LIMITS_REST_MS)
        l->retry_after = LIMITS_REST_MS;
}

/* A word we know outweighs one we do not. */
static void read_rejection(struct limits *l, struct slice value)
{
    const struct reason *r = reasons;

    if (!value.len)
        return;
    while (!slice_starts_nocase(value, r->prefix))
        r++;
    if (l->rejection == REJECTION_NONE || l->rejection == REJECTION_OTHER)
        l->rejection = r->rejection;
    else if (r->rejection != REJECTION_OTHER && r->rejection > l->rejection)
        l->rejection = r->rejection;
}

static const struct header_row {
    const char *name;
    void (*read)(struct limits *l, struct slice value);
} fields[] = {
    {"X-Throttling-Control", read_throttling},
    {"X-IndividualQuotaPerHour-Used", read_hour},
    {"X-RegisteredQuotaPerWeek-Used", read_week},
    {"X-RegisteredPayingQuotaPerWeek-Used", read_paying},
    {"X-QuotaPerWeek-Used", read_week},
    {"X-QuotaPerWeek-Remaining", read_left},
    {"Retry-After", read_retry_after},
    {"X-Rejection-Reason", read_rejection},
};

static void read_line(struct limits *l, struct slice line)
{
    struct slice name;

    if (!slice_cut(&line, ':', &name))
        return;
    name = slice_trim(name);
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
        if (slice_is_nocase(name, fields[i].name))
            fields[i].read(l, slice_trim(line));
    }
}

void limits_read(struct limits *l, struct slice block)
{
    struct slice line;

    while (slice_cut(&block, '\n', &line))
        read_line(l, line);
}
