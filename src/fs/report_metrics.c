/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Prometheus's text format 0.0.4. Counters end in `_total` and never go back
 * within a mount; the unit is part of the name.
 */
#include "fs/report_metrics.h"

#include "fs/report_eps.h"
#include "fs/reports.h"

#include <inttypes.h>

#define COUNTER "counter"
#define GAUGE "gauge"

static void head(struct buf *to, const char *name, const char *type,
                 const char *help)
{
    buf_printf(to, "# HELP opsfs_%s %s\n# TYPE opsfs_%s %s\n", name, help, name,
               type);
}

/* Whole numbers stay whole up to 10^12. */
static void single(struct buf *to, const char *name, const char *type,
                   double value, const char *help)
{
    head(to, name, type, help);
    buf_printf(to, "opsfs_%s %.15g\n", name, value);
}

static void sample(struct buf *to, const char *name, const char *label,
                   const char *word, double value)
{
    buf_printf(to, "opsfs_%s{%s=\"%s\"} %.15g\n", name, label, word, value);
}

static const struct counter {
    const char *name;
    size_t offset; /* of a uint64_t in struct class_counters */
    double unit;
    const char *help;
} counters[] = {
#define COUNTED(member) offsetof(struct class_counters, member)
    {"requests_total", COUNTED(requests), 1, "Requests sent to OPS."},
    {"records_total", COUNTED(records), 1,
     "Records asked for; a bundle asks for many in one request."},
    {"received_bytes_total", COUNTED(bytes), 1, "Bytes of bodies received."},
    {"retries_total", COUNTED(retries), 1,
     "Records that were asked for again after a failure."},
    {"waits_total", COUNTED(waits), 1, "Records that the pace held back."},
    {"wait_seconds_total", COUNTED(waited_ms), 1000,
     "How long it held them back."},
#undef COUNTED
};

static double count_of(const struct class_counters *c,
                       const struct counter *row)
{
    return (double)*(const uint64_t *)((const char *)c + row->offset) /
           row->unit;
}

static void print_counters(const struct counters *c, struct buf *to)
{
    for (size_t i = 0; i < sizeof(counters) / sizeof(*counters); i++) {
        const struct counter *row = &counters[i];

        head(to, row->name, COUNTER, row->help);
        for (int k = 0; k < CLASS_COUNT; k++)
            sample(to, row->name, "class", classes[k].name,
                   count_of(&c->classes[k], row));
    }
}

static void print_answers(const struct counters *c, struct buf *to)
{
    head(to, "answers_total", COUNTER,
         "Answers by what they meant; throttled is a 403 of fair use.");
    for (int k = 0; k < CLASS_COUNT; k++)
        for (int a = 0; a < ACTION_COUNT; a++)
            buf_printf(to,
                       "opsfs_answers_total{class=\"%s\",meaning=\"%s\"} "
                       "%" PRIu64 "\n",
                       classes[k].name, action_names[a],
                       c->classes[k].answers[a]);
}

static void print_bundles(const struct class_counters *total, struct buf *to)
{
    head(to, "bundle_records", "histogram",
         "Records of each request that asked for more than one.");
    for (int i = 0; i < BUNDLE_BOUNDS; i++)
        buf_printf(to, "opsfs_bundle_records_bucket{le=\"%u\"} %" PRIu64 "\n",
                   bundle_bounds[i], total->sizes[i]);
    buf_printf(to,
               "opsfs_bundle_records_bucket{le=\"+Inf\"} %" PRIu64 "\n"
               "opsfs_bundle_records_sum %" PRIu64 "\n"
               "opsfs_bundle_records_count %" PRIu64 "\n",
               total->bundles, total->bundled, total->bundles);
    single(to, "bundle_largest_records", GAUGE, total->largest,
           "Records of the largest bundle.");
    single(to, "records_per_request", GAUGE, counters_per_request(total),
           "Records asked for in a request, on average.");
}

static void print_lights(const struct throttle_report *throttle, struct buf *to)
{
    head(to, "throttle_limit_requests", GAUGE,
         "Requests in 60 s that are granted now.");
    for (int k = 0; k < CLASS_COUNT; k++)
        sample(to, "throttle_limit_requests", "class", classes[k].name,
               (double)throttle->classes[k].limit);
    head(to, "throttle_used_requests", GAUGE, "Requests of the last 60 s.");
    for (int k = 0; k < CLASS_COUNT; k++)
        sample(to, "throttle_used_requests", "class", classes[k].name,
               (double)throttle->classes[k].used);
    head(to, "throttle_rest_seconds", GAUGE,
         "How long OPS made the class pause.");
    for (int k = 0; k < CLASS_COUNT; k++)
        sample(to, "throttle_rest_seconds", "class", classes[k].name,
               (double)throttle->classes[k].rests_ms / 1000);
    head(
        to, "throttle_light", GAUGE,
        "Worst of the last 60 s: 0 unknown, 1 green, 2 yellow, 3 red, 4 black.");
    for (int k = 0; k < CLASS_COUNT; k++)
        sample(to, "throttle_light", "class", classes[k].name,
               throttle->classes[k].light);
}

/* What OPS has not reported has no sample. */
static void print_allowances(const struct throttle_report *throttle,
                             struct buf *to)
{
    head(to, "quota_used_bytes", GAUGE, "Used, as OPS counts it.");
    for (int i = 0; i < ALLOWANCE_COUNT; i++)
        if (throttle->allowances[i].used != UNTOLD)
            sample(to, "quota_used_bytes", "quota", allowance_names[i],
                   (double)throttle->allowances[i].used);
    head(to, "quota_limit_bytes", GAUGE,
         "Granted by the guide, or by the weekly cap of this mount.");
    for (int i = 0; i < ALLOWANCE_COUNT; i++)
        if (throttle->allowances[i].limit)
            sample(to, "quota_limit_bytes", "quota", allowance_names[i],
                   (double)throttle->allowances[i].limit);
    single(to, "quota_held", GAUGE, throttle->held != REJECTION_NONE,
           "1 while nothing is asked because a quota or the cap is used up.");
}

static void print_cache(const struct cache_report *c, struct buf *to)
{
    single(to, "cache_hits_total", COUNTER, (double)c->hits,
           "Lookups of an answer that was in memory.");
    single(to, "cache_misses_total", COUNTER, (double)c->misses,
           "Lookups of an answer that was not in memory.");
    single(to, "cache_evictions_total", COUNTER, (double)c->evicted,
           "Answers dropped to make way for others.");
    single(to, "readahead_total", COUNTER, (double)c->ahead,
           "Answers fetched before they were asked for.");
    single(to, "readahead_hits_total", COUNTER, (double)c->ahead_read,
           "Of these, answers that were asked for since.");
    single(to, "readahead_lost_total", COUNTER, (double)c->ahead_lost,
           "Of these, answers that were dropped before.");
    single(to, "cache_bytes", GAUGE, (double)c->bytes, "Bytes kept.");
    single(to, "cache_budget_bytes", GAUGE, (double)c->budget,
           "Bytes that may be kept.");
    single(to, "cache_entries", GAUGE, c->entries, "Answers kept.");
    single(to, "readers_waiting", GAUGE, c->waiting,
           "Readers that wait for OPS.");
}

static void print_asked(const struct sched_report *s,
                        const struct cache_report *c, struct buf *to)
{
    single(to, "offline", GAUGE, s->offline,
           "1 while nothing is asked of OPS.");
    single(to, "ops_away", GAUGE, s->away_until != 0,
           "1 while OPS does not answer.");
    single(to, "older_answers_total", COUNTER, (double)c->older,
           "Answers shown though they were due to be asked for again.");
}

static void print_store(const struct store_report *s, struct buf *to)
{
    single(to, "store_hits_total", COUNTER, (double)s->found,
           "Answers found on the disk.");
    single(to, "store_misses_total", COUNTER, (double)s->missed,
           "Answers not found on it.");
    single(to, "store_kept_total", COUNTER, (double)s->kept,
           "Answers written to the disk.");
    single(to, "store_lost_total", COUNTER, (double)s->lost,
           "Answers that could not be written to it.");
    single(to, "store_damaged_total", COUNTER, (double)s->damaged,
           "Answers on the disk whose checksum did not match.");
    single(to, "store_late_total", COUNTER, (double)s->late,
           "Lookups that the disk took too long for.");
    single(to, "store_bytes", GAUGE, (double)s->bytes,
           "Bytes of the store; 0 before it was written to.");
    single(to, "store_reads", GAUGE, s->reading == NULL,
           "1 while the store can be read.");
    single(to, "store_writes", GAUGE, s->writing == NULL,
           "1 while the store can be written.");
}

void print_metrics(struct fs *fs, struct buf *to)
{
    struct reports r;

    reports_gather(fs, &r);
    head(to, "build_info", GAUGE, "The version.");
    sample(to, "build_info", "version", OPSFS_VERSION, 1);
    single(to, "start_time_seconds", GAUGE, (double)fs->started,
           "When it was mounted, in Unix seconds.");
    print_counters(&r.sched.counters, to);
    print_answers(&r.sched.counters, to);
    print_bundles(&r.total, to);
    single(to, "queued_records", GAUGE, r.sched.queued,
           "Records that wait to be asked for.");
    single(to, "requests_in_flight", GAUGE, r.sched.sent_now,
           "Requests on the wire.");
    single(to, "token_requests_total", COUNTER, token_requests(fs->house.token),
           "Tokens asked for.");
    single(to, "token_renewals_total", COUNTER, (double)r.sched.renewals,
           "Records asked for again because OPS refused their token.");
    print_lights(&r.throttle, to);
    print_allowances(&r.throttle, to);
    print_cache(&r.cache, to);
    print_asked(&r.sched, &r.cache, to);
    if (fs->house.store)
        print_store(&r.store, to);
    report_eps_metrics(fs, to);
}
