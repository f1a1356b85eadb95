/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/counters.h"

const unsigned bundle_bounds[BUNDLE_BOUNDS] = {2, 5, 10, 25, 50, 100};

const char *const action_names[ACTION_COUNT] = {
    [ACTION_OK] = "ok",
    [ACTION_FAIL] = "failed",
    [ACTION_RETRY] = "retry",
    [ACTION_RENEW] = "token",
    [ACTION_MISMATCH] = "mismatch",
    [ACTION_WAIT] = "throttled",
    [ACTION_QUOTA] = "quota",
    [ACTION_REFUSED] = "refused",
};

static void bundle_sent(struct class_counters *c, unsigned records)
{
    c->bundles++;
    c->bundled += records;
    if (c->largest < records)
        c->largest = records;
    for (size_t i = 0; i < BUNDLE_BOUNDS; i++)
        c->sizes[i] += records <= bundle_bounds[i];
}

void counters_sent(struct counters *c, enum ops_class class, unsigned records)
{
    struct class_counters *sent = &c->classes[class];

    sent->requests++;
    sent->records += records;
    if (records > 1)
        bundle_sent(sent, records);
}

void counters_answered(struct counters *c, enum ops_class class, size_t bytes,
                       enum action action)
{
    c->classes[class].bytes += bytes;
    c->classes[class].answers[action]++;
}

void counters_retried(struct counters *c, enum ops_class class)
{
    c->classes[class].retries++;
}

void counters_waited(struct counters *c, enum ops_class class, int64_t ms)
{
    if (ms <= 0)
        return;
    c->classes[class].waits++;
    c->classes[class].waited_ms += (uint64_t)ms;
}

static void add(struct class_counters *to, const struct class_counters *c)
{
    to->requests += c->requests;
    to->records += c->records;
    to->bytes += c->bytes;
    for (size_t i = 0; i < ACTION_COUNT; i++)
        to->answers[i] += c->answers[i];
    to->retries += c->retries;
    to->waits += c->waits;
    to->waited_ms += c->waited_ms;
    to->bundles += c->bundles;
    to->bundled += c->bundled;
    for (size_t i = 0; i < BUNDLE_BOUNDS; i++)
        to->sizes[i] += c->sizes[i];
    if (to->largest < c->largest)
        to->largest = c->largest;
}

struct class_counters counters_total(const struct counters *c)
{
    struct class_counters total = {0};

    for (size_t i = 0; i < CLASS_COUNT; i++)
        add(&total, &c->classes[i]);
    return total;
}

double counters_per_request(const struct class_counters *c)
{
    return c->requests ? (double)c->records / (double)c->requests : 0;
}
