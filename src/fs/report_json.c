/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times are ISO 8601, sizes bytes, spans seconds. What is not known yet is left
 * out.
 */
#include "fs/report_json.h"

#include "fs/report_eps.h"
#include "fs/reports.h"

#include "base/json.h"

static void put_stamp(struct json_writer *w, struct json *to, const char *name,
                      int64_t wall)
{
    char stamp[CLOCK_STAMP];

    if (!wall)
        return;
    clock_stamp(wall, stamp);
    json_put_text(w, to, name, stamp);
}

static void put_asked(struct json_writer *w, struct json *to,
                      const struct fs *fs, const struct reports *r)
{
    int64_t left = r->sched.away_until - fs->now.ms;
    bool away = r->sched.away_until || r->token == TOKEN_UNREACHABLE;

    json_put_text(w, to, "asked",
                  r->sched.offline ? "offline"
                  : away           ? "away"
                                   : "yes");
    if (r->sched.away_until && !r->sched.offline)
        json_put_number(w, to, "away_seconds",
                        left > 0 ? (double)left / 1000 : 0);
    json_put_number(w, to, "older_shown", (double)r->cache.older);
}

static void put_token(struct json_writer *w, struct json *to, struct fs *fs,
                      enum token_state state)
{
    static const char *const words[] = {
        [TOKEN_ABSENT] = "absent",
        [TOKEN_GETTING] = "getting",
        [TOKEN_READY] = "ready",
        [TOKEN_REFUSED] = "refused",
        [TOKEN_UNREACHABLE] = "unreachable",
    };
    struct token *token = fs->house.token;
    struct json *t = json_put_object(w, to, "token");

    json_put_text(w, t, "state", words[state]);
    if (state == TOKEN_READY)
        json_put_number(w, t, "seconds_left",
                        (double)((token_expires(token) - fs->now.ms) / 1000));
    if (token_trouble(token)[0])
        json_put_text(w, t, "trouble", token_trouble(token));
    json_put_number(w, t, "requests", token_requests(token));
}

static void put_allowance(struct json_writer *w, struct json *to,
                          const struct throttle_report *throttle,
                          enum allowance which)
{
    struct json *a = json_put_object(w, to, allowance_names[which]);
    double percent = allowance_percent(throttle, which);

    if (throttle->allowances[which].used != UNTOLD)
        json_put_number(w, a, "used", (double)throttle->allowances[which].used);
    if (throttle->allowances[which].limit)
        json_put_number(w, a, "limit",
                        (double)throttle->allowances[which].limit);
    if (percent >= 0)
        json_put_number(w, a, "percent", percent);
    put_stamp(w, a, "released", allowance_release(throttle, which));
}

static void put_quota(struct json_writer *w, struct json *to, struct fs *fs,
                      const struct throttle_report *throttle)
{
    struct json *q = json_put_object(w, to, "quota");

    for (int i = 0; i < ALLOWANCE_COUNT; i++)
        put_allowance(w, q, throttle, (enum allowance)i);
    if (throttle->held != REJECTION_NONE)
        json_put_text(w, q, "held", throttle_why(fs->house.throttle, fs->now));
}

static void put_answers(struct json_writer *w, struct json *to,
                        const struct class_counters *c)
{
    struct json *answers = json_put_object(w, to, "answers");

    for (int i = 0; i < ACTION_COUNT; i++)
        json_put_number(w, answers, action_names[i], (double)c->answers[i]);
}

static void put_figures(struct json_writer *w, struct json *to,
                        const struct class_counters *c)
{
    json_put_number(w, to, "requests", (double)c->requests);
    json_put_number(w, to, "records", (double)c->records);
    json_put_number(w, to, "records_per_request", counters_per_request(c));
    json_put_number(w, to, "bytes", (double)c->bytes);
    json_put_number(w, to, "retries", (double)c->retries);
    json_put_number(w, to, "waits", (double)c->waits);
    json_put_number(w, to, "waited_seconds", (double)c->waited_ms / 1000);
    json_put_number(w, to, "bundles", (double)c->bundles);
    json_put_number(w, to, "bundled_records", (double)c->bundled);
    json_put_number(w, to, "largest_bundle", c->largest);
    put_answers(w, to, c);
}

static void put_class(struct json_writer *w, struct json *to,
                      const struct reports *r, int class)
{
    struct json *c = json_put_object(w, to, classes[class].name);

    json_put_text(w, c, "light", light_names[r->throttle.classes[class].light]);
    json_put_number(w, c, "used", (double)r->throttle.classes[class].used);
    json_put_number(w, c, "limit", (double)r->throttle.classes[class].limit);
    json_put_number(w, c, "rests_seconds",
                    (double)r->throttle.classes[class].rests_ms / 1000);
    put_figures(w, c, &r->sched.counters.classes[class]);
}

static void put_classes(struct json_writer *w, struct json *to,
                        const struct reports *r)
{
    struct json *all = json_put_object(w, to, "classes");

    for (int i = 0; i < CLASS_COUNT; i++)
        put_class(w, all, r, i);
    put_figures(w, json_put_object(w, to, "total"), &r->total);
    json_put_number(w, to, "token_renewals", (double)r->sched.renewals);
}

static void put_queue(struct json_writer *w, struct json *to,
                      const struct reports *r)
{
    struct json *q = json_put_object(w, to, "queue");

    json_put_number(w, q, "records", r->sched.queued);
    json_put_number(w, q, "on_the_wire", r->sched.sent_now);
    json_put_number(w, q, "readers", r->cache.waiting);
}

static void put_cache(struct json_writer *w, struct json *to, struct fs *fs,
                      const struct cache_report *c)
{
    struct json *cache = json_put_object(w, to, "cache");
    struct json *ahead = json_put_object(w, to, "readahead");
    struct json *n = json_put_object(w, to, "nodes");

    json_put_number(w, cache, "bytes", (double)c->bytes);
    json_put_number(w, cache, "budget", (double)c->budget);
    json_put_number(w, cache, "entries", c->entries);
    json_put_number(w, cache, "hits", (double)c->hits);
    json_put_number(w, cache, "misses", (double)c->misses);
    json_put_number(w, cache, "evictions", (double)c->evicted);
    json_put_number(w, ahead, "fetched", (double)c->ahead);
    json_put_number(w, ahead, "read", (double)c->ahead_read);
    json_put_number(w, ahead, "lost", (double)c->ahead_lost);
    json_put_number(w, n, "count", (double)nodes_count(fs->house.nodes));
    json_put_number(w, n, "bytes", (double)nodes_bytes(fs->house.nodes));
}

static void put_store(struct json_writer *w, struct json *to, struct fs *fs,
                      const struct store_report *s)
{
    struct json *store;

    if (!fs->house.store)
        return;
    store = json_put_object(w, to, "store");
    json_put_text(w, store, "directory", s->dir);
    json_put_number(w, store, "bytes", (double)s->bytes);
    json_put_number(w, store, "allowed", (double)s->allowed);
    json_put_number(w, store, "found", (double)s->found);
    json_put_number(w, store, "missed", (double)s->missed);
    json_put_number(w, store, "kept", (double)s->kept);
    json_put_number(w, store, "waiting", s->waiting);
    json_put_number(w, store, "lost", (double)s->lost);
    json_put_number(w, store, "damaged", (double)s->damaged);
    json_put_number(w, store, "late", (double)s->late);
    if (s->reading)
        json_put_text(w, store, "reading", s->reading);
    if (s->writing)
        json_put_text(w, store, "writing", s->writing);
}

static void put_all(struct json_writer *w, struct json *to, struct fs *fs)
{
    struct reports r;

    reports_gather(fs, &r);
    json_put_text(w, to, "version", OPSFS_VERSION);
    put_stamp(w, to, "mounted", fs->started);
    json_put_text(w, to, "base_url", fs->options.base_url);
    json_put_text(w, to, "sizes", fs->options.exact ? "exact" : "lazy");
    put_asked(w, to, fs, &r);
    put_token(w, to, fs, r.token);
    put_quota(w, to, fs, &r.throttle);
    json_put_text(w, to, "ops", state_names[r.throttle.state]);
    put_classes(w, to, &r);
    put_queue(w, to, &r);
    put_cache(w, to, fs, &r.cache);
    put_store(w, to, fs, &r.store);
    report_eps_json(w, to, fs);
}

void print_status_json(struct fs *fs, struct buf *to)
{
    struct json_writer w;

    json_writer_init(&w);
    put_all(&w, json_put_object(&w, w.root, NULL), fs);
    json_write_first(&w, to);
    json_writer_fini(&w);
}
