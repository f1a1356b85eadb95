/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/report_status.h"

#include "fs/report_eps.h"
#include "fs/reports.h"

#include <inttypes.h>
#include <string.h>

/* Whether OPS is asked at all, and what is shown instead. */
static void print_asked(const struct fs *fs, const struct reports *r,
                        struct buf *to)
{
    int64_t left = r->sched.away_until - fs->now.ms;

    if (r->sched.offline)
        buf_puts(to, "asked       no: offline; ");
    else if (r->sched.away_until)
        buf_printf(to,
                   "asked       OPS does not answer; tried again in %" PRId64
                   " s; ",
                   left > 0 ? (left + 999) / 1000 : 0);
    else if (r->token == TOKEN_UNREACHABLE)
        buf_puts(to, "asked       OPS cannot be reached; tried again when "
                     "something is read; ");
    else
        buf_puts(to, "asked       yes; ");
    buf_printf(to,
               "%" PRIu64 " older answers shown, due to be asked for again\n",
               r->cache.older);
}

static void print_token(struct fs *fs, enum token_state state, struct buf *to)
{
    static const char *const words[] = {
        [TOKEN_ABSENT] = "none; the next request gets one",
        [TOKEN_GETTING] = "on its way",
        [TOKEN_READY] = "ready",
        [TOKEN_REFUSED] = "refused",
        [TOKEN_UNREACHABLE] = "none",
    };
    struct token *token = fs->house.token;

    buf_printf(to, "token       %s", words[state]);
    if (state == TOKEN_READY)
        buf_printf(to, " for %" PRId64 " s",
                   (token_expires(token) - fs->now.ms) / 1000);
    if (token_trouble(token)[0])
        buf_printf(to, ": %s", token_trouble(token));
    buf_printf(to, " (%u asked for)\n", token_requests(token));
}

/* `1.4 MB used, 0.3 % of 450.0 MB, released 2026-11-30T00:00:00Z` */
static void print_allowance(const struct throttle_report *throttle,
                            enum allowance which, struct buf *to)
{
    double percent = allowance_percent(throttle, which);
    char stamp[CLOCK_STAMP];

    if (throttle->allowances[which].used == UNTOLD) {
        buf_puts(to, "not known yet\n");
        return;
    }
    buf_printf(to, "%.1f MB used",
               (double)throttle->allowances[which].used / 1e6);
    if (percent >= 0)
        buf_printf(to, ", %.1f %% of %.1f MB", percent,
                   (double)throttle->allowances[which].limit / 1e6);
    clock_stamp(allowance_release(throttle, which), stamp);
    buf_printf(to, ", released %s\n", stamp);
}

static void print_allowances(struct fs *fs,
                             const struct throttle_report *throttle,
                             struct buf *to)
{
    for (int i = 0; i < ALLOWANCE_COUNT; i++) {
        if (i == ALLOWANCE_PAID && throttle->allowances[i].used == UNTOLD)
            continue;
        buf_printf(to, "%-12s%s: ", i ? "" : "quota", allowance_names[i]);
        print_allowance(throttle, (enum allowance)i, to);
    }
    if (throttle->held != REJECTION_NONE)
        buf_printf(to, "            nothing is asked: %s\n",
                   throttle_why(fs->house.throttle, fs->now));
}

static void print_class(const struct reports *r, int class, struct buf *to)
{
    const struct class_counters *c = &r->sched.counters.classes[class];
    int64_t rests = r->throttle.classes[class].rests_ms;

    buf_printf(to,
               "  %-9s %-8s %6" PRId64 "/%-10" PRId64 " %6" PRIu64 " %8" PRIu64
               " %8.1f %8.1f s",
               classes[class].name,
               light_names[r->throttle.classes[class].light],
               r->throttle.classes[class].used,
               r->throttle.classes[class].limit, c->requests, c->records,
               (double)c->bytes / 1e6, (double)c->waited_ms / 1000);
    if (rests > 0)
        buf_printf(to, "  rests %" PRId64 " s", (rests + 999) / 1000);
    buf_putc(to, '\n');
}

static void print_classes(const struct reports *r, struct buf *to)
{
    buf_printf(to, "OPS is      %s\n", state_names[r->throttle.state]);
    buf_puts(to, "class       light    used/limit (60 s)  sent  records "
                 "      MB     waited\n");
    for (int i = 0; i < CLASS_COUNT; i++)
        print_class(r, i, to);
}

static void print_queue(const struct reports *r, struct buf *to)
{
    const struct class_counters *t = &r->total;

    buf_printf(to, "queue       %u waiting, %u on the wire\n", r->sched.queued,
               r->sched.sent_now);
    buf_printf(to,
               "requests    %" PRIu64 " sent, %" PRIu64 " repeated, %" PRIu64
               " tokens renewed, %.1f MB received\n",
               t->requests, t->retries, r->sched.renewals,
               (double)t->bytes / 1e6);
    buf_printf(to,
               "refused     %" PRIu64 " for fair use, %" PRIu64
               " for a quota\n",
               t->answers[ACTION_WAIT], t->answers[ACTION_QUOTA]);
    buf_printf(to,
               "mismatched  %" PRIu64
               " answers to another request, each dropped "
               "with its connection\n",
               t->answers[ACTION_MISMATCH]);
    buf_printf(to,
               "bulk        %" PRIu64 " of them for %" PRIu64
               " records, %u in one at most; %.1f records per request\n",
               t->bundles, t->bundled, t->largest, counters_per_request(t));
}

static void print_ahead(const struct cache_report *c, struct buf *to)
{
    uint64_t unread = c->ahead - c->ahead_read;

    buf_printf(to,
               "ahead       %" PRIu64
               " fetched before they were asked for; %" PRIu64
               " never read, %.1f %%; %" PRIu64 " dropped\n",
               c->ahead, unread,
               c->ahead ? 100.0 * (double)unread / (double)c->ahead : 0.0,
               c->ahead_lost);
}

static void print_cache(struct fs *fs, const struct cache_report *c,
                        struct buf *to)
{
    buf_printf(to,
               "cache       %.1f of %.1f MB, %u entries; %" PRIu64
               " hits, %" PRIu64 " misses, %" PRIu64 " dropped\n",
               (double)c->bytes / 1e6, (double)c->budget / 1e6, c->entries,
               c->hits, c->misses, c->evicted);
    print_ahead(c, to);
    buf_printf(to, "waiting     %u readers\n", c->waiting);
    buf_printf(to, "nodes       %zu, %.1f MB of the cache\n",
               nodes_count(fs->house.nodes),
               (double)nodes_bytes(fs->house.nodes) / 1e6);
}

/* Why a side of it rests, a line each. */
static void print_store_troubles(const struct store_report *s, struct buf *to)
{
    const char *writing = s->writing;

    if (s->reading)
        buf_printf(to, "            nothing is read: %s\n", s->reading);
    if (s->reading && writing && strcmp(s->reading, writing) == 0)
        writing = NULL;
    if (writing)
        buf_printf(to, "            nothing is kept: %s\n", writing);
}

static void print_store(const struct fs *fs, const struct store_report *s,
                        struct buf *to)
{
    if (!fs->house.store) {
        buf_puts(to, "store       none\n");
        return;
    }
    buf_printf(to, "store       %s", s->dir);
    if (s->allowed > 0)
        buf_printf(to, ", %.1f of %.1f MB", (double)s->bytes / 1e6,
                   (double)s->allowed / 1e6);
    buf_printf(to,
               "; %" PRIu64 " found, %" PRIu64 " not; %" PRIu64
               " kept, %u waiting, %" PRIu64 " lost, %" PRIu64
               " damaged, %" PRIu64 " late\n",
               s->found, s->missed, s->kept, s->waiting, s->lost, s->damaged,
               s->late);
    print_store_troubles(s, to);
}

void print_status(struct fs *fs, struct buf *to)
{
    struct reports r;
    char stamp[CLOCK_STAMP];

    reports_gather(fs, &r);
    clock_stamp(fs->started, stamp);
    buf_printf(to, "opsfs       %s, mounted %s\n", OPSFS_VERSION, stamp);
    buf_printf(to, "base        %s\n", fs->options.base_url);
    buf_printf(to, "sizes       %s\n", fs->options.exact ? "exact" : "lazy");
    print_asked(fs, &r, to);
    print_token(fs, r.token, to);
    print_allowances(fs, &r.throttle, to);
    print_classes(&r, to);
    print_queue(&r, to);
    report_eps_status(fs, to);
    print_cache(fs, &r.cache, to);
    print_store(fs, &r.store, to);
    cache_progress(fs->house.cache, to);
}
