/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/report_eps.h"

#include "fs/session.h"

#include "base/json.h"

#include <inttypes.h>

/* All that it serves is of one class. */
#define CLASS CLASS_OTHER

/* Its quota is of any seven days, and its own headers say how large it is;
 * UNTOLD before. */
struct eps_report {
    struct sched_report sched;
    struct class_counters total;
    int64_t sent, limit, rests_ms; /* of the last 60 s */
    int64_t used, quota;           /* bytes */
    bool held;
};

static void gather(struct fs *fs, struct eps_report *ret_report)
{
    struct throttle_report throttle;

    throttle_report(fs->house.eps_throttle, fs->now, &throttle);
    *ret_report = (struct eps_report){
        .sent = throttle.classes[CLASS].used,
        .limit = throttle.classes[CLASS].limit,
        .rests_ms = throttle.classes[CLASS].rests_ms,
        .used = throttle.allowances[ALLOWANCE_WEEK].used,
        .quota = throttle.allowances[ALLOWANCE_WEEK].limit,
        .held = throttle.held != REJECTION_NONE,
    };
    if (ret_report->used == UNTOLD)
        ret_report->quota = UNTOLD;
    sched_report(fs->house.eps, &ret_report->sched);
    ret_report->total = counters_total(&ret_report->sched.counters);
}

static double percent_of(const struct eps_report *r)
{
    return r->quota > 0 ? 100.0 * (double)r->used / (double)r->quota : 0;
}

/* --- for people ---------------------------------------------------------- */

static void print_quota(const struct eps_report *r, struct buf *to)
{
    if (r->quota == UNTOLD)
        buf_puts(to, "            seven days: not known yet\n");
    else
        buf_printf(to,
                   "            seven days: %.1f MB used, %.1f %% of %.1f MB\n",
                   (double)r->used / 1e6, percent_of(r),
                   (double)r->quota / 1e6);
}

void report_eps_status(struct fs *fs, struct buf *to)
{
    struct eps_report r;

    if (!fs->house.eps) {
        buf_puts(to, "eps         off\n");
        return;
    }
    gather(fs, &r);
    buf_printf(to,
               "eps         %" PRId64 "/%" PRId64 " (60 s); %" PRIu64
               " sent, %" PRIu64 " repeated, %.1f MB received; %u waiting, "
               "%u on the wire",
               r.sent, r.limit, r.total.requests, r.total.retries,
               (double)r.total.bytes / 1e6, r.sched.queued, r.sched.sent_now);
    if (r.rests_ms > 0)
        buf_printf(to, "; rests %" PRId64 " s", (r.rests_ms + 999) / 1000);
    buf_putc(to, '\n');
    print_quota(&r, to);
    if (r.held)
        buf_printf(to, "            it is not asked: %s\n",
                   throttle_why(fs->house.eps_throttle, fs->now));
}

/* --- for programs -------------------------------------------------------- */

static void put_quota(struct json_writer *w, struct json *to, struct fs *fs,
                      const struct eps_report *r)
{
    struct json *q = json_put_object(w, to, "seven_days");

    if (r->quota != UNTOLD) {
        json_put_number(w, q, "used", (double)r->used);
        json_put_number(w, q, "limit", (double)r->quota);
        json_put_number(w, q, "percent", percent_of(r));
    }
    if (r->held)
        json_put_text(w, q, "held",
                      throttle_why(fs->house.eps_throttle, fs->now));
}

void report_eps_json(struct json_writer *w, struct json *to, struct fs *fs)
{
    struct eps_report r;
    struct json *e;

    if (!fs->house.eps)
        return;
    gather(fs, &r);
    e = json_put_object(w, to, "publication_server");
    json_put_number(w, e, "used", (double)r.sent);
    json_put_number(w, e, "limit", (double)r.limit);
    json_put_number(w, e, "rests_seconds", (double)r.rests_ms / 1000);
    json_put_number(w, e, "requests", (double)r.total.requests);
    json_put_number(w, e, "retries", (double)r.total.retries);
    json_put_number(w, e, "bytes", (double)r.total.bytes);
    json_put_number(w, e, "queued", r.sched.queued);
    json_put_number(w, e, "on_the_wire", r.sched.sent_now);
    put_quota(w, e, fs, &r);
}

static void print(struct buf *to, const char *name, const char *type,
                  double value, const char *help)
{
    buf_printf(to,
               "# HELP opsfs_eps_%s %s\n# TYPE opsfs_eps_%s %s\n"
               "opsfs_eps_%s %.15g\n",
               name, help, name, type, name, value);
}

void report_eps_metrics(struct fs *fs, struct buf *to)
{
    struct eps_report r;

    if (!fs->house.eps)
        return;
    gather(fs, &r);
    print(to, "requests_total", "counter", (double)r.total.requests,
          "Requests sent to the publication server.");
    print(to, "retries_total", "counter", (double)r.total.retries,
          "Of these, what was asked for again after a failure.");
    print(to, "received_bytes_total", "counter", (double)r.total.bytes,
          "Bytes of bodies received from it.");
    print(to, "queued_requests", "gauge", r.sched.queued,
          "Requests that wait to be sent to it.");
    print(to, "throttle_limit_requests", "gauge", (double)r.limit,
          "Requests in 60 s that it is asked at most.");
    print(to, "throttle_used_requests", "gauge", (double)r.sent,
          "Requests of the last 60 s.");
    print(to, "throttle_rest_seconds", "gauge", (double)r.rests_ms / 1000,
          "How long it made us pause.");
    print(to, "quota_held", "gauge", r.held,
          "1 while it is not asked because its quota is used up.");
    if (r.quota == UNTOLD)
        return;
    print(to, "quota_used_bytes", "gauge", (double)r.used,
          "Used of its quota of seven days, as it counts.");
    print(to, "quota_limit_bytes", "gauge", (double)r.quota,
          "That quota, as it says.");
}
