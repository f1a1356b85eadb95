/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/derive.h"

#include "doc/abstract.h"
#include "doc/register_parts.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define NEIGHBOURS_MOST 3

#define THREE_PARTS "biblio,events,procedural-steps"

/*
 * An answer to a request with these parts can be made of one with those of
 * `from`, which is the same but for its parts. Where one of `others` has been
 * had, `together` is asked for instead.
 */
struct derivation {
    enum source_id source;
    const char *parts;
    const char *from[NEIGHBOURS_MOST];
    const char *together;
    const char *others[NEIGHBOURS_MOST];
    unsigned keep; /* of enum register_part */
    int (*make)(const struct derivation *d, struct slice from, struct buf *to);
};

static int make_abstract(const struct derivation *d, struct slice from,
                         struct buf *to)
{
    (void)d;
    return abstract_of(from, to);
}

static int make_part(const struct derivation *d, struct slice from,
                     struct buf *to)
{
    return register_reduce(from, d->keep, to);
}

static const struct derivation derivations[] = {
    {SOURCE_BIBLIO, "abstract", {"biblio", "biblio,abstract"},
     .make = make_abstract},
    {SOURCE_REGISTER, "biblio",
     {THREE_PARTS, "biblio,events", "biblio,procedural-steps"},
     THREE_PARTS, {"events", "procedural-steps"}, REGISTER_BIBLIO, make_part},
    {SOURCE_REGISTER, "events",
     {THREE_PARTS, "biblio,events", "events,procedural-steps"},
     THREE_PARTS, {"biblio", "procedural-steps"}, REGISTER_EVENTS, make_part},
    {SOURCE_REGISTER, "procedural-steps",
     {THREE_PARTS, "biblio,procedural-steps", "events,procedural-steps"},
     THREE_PARTS, {"biblio", "events"}, REGISTER_STEPS, make_part},
    {SOURCE_REGISTER, "biblio,events", {THREE_PARTS},
     .keep = REGISTER_BIBLIO | REGISTER_EVENTS, .make = make_part},
    {SOURCE_REGISTER, "biblio,procedural-steps", {THREE_PARTS},
     .keep = REGISTER_BIBLIO | REGISTER_STEPS, .make = make_part},
    {SOURCE_REGISTER, "events,procedural-steps", {THREE_PARTS},
     .keep = REGISTER_EVENTS | REGISTER_STEPS, .make = make_part},
};

/* Of records that are to come by requests of their own, none is made. Parts of
 * the register have OPS's frame. */
static bool is_allowed(const struct derivation *d, const struct entry *e)
{
    return d->source != SOURCE_BIBLIO || !e->content->options.alone;
}

/* The last step of the path. */
static const char *parts_of(const struct entry *e)
{
    const char *slash = strrchr(e->path, '/');

    return slash ? slash + 1 : e->path;
}

static const struct derivation *derivation_of(const struct entry *e)
{
    for (size_t i = 0; i < sizeof(derivations) / sizeof(derivations[0]); i++) {
        const struct derivation *d = &derivations[i];

        if (e->source == d->source && e->form == FORM_XML &&
            strcmp(parts_of(e), d->parts) == 0)
            return is_allowed(d, e) ? d : NULL;
    }
    return NULL;
}

/* The request of the same but for its parts. It cannot go in bulk, whatever
 * the entry's could. */
static void make_request(const struct entry *e, const char *parts,
                         struct request *ret_request)
{
    const struct source *source = &sources[e->source];
    size_t stem = (size_t)(parts_of(e) - e->path);

    *ret_request = (struct request){
        .accept = source->accept ? source->accept : forms[e->form].accept,
        .source = e->source,
        .form = e->form,
    };
    snprintf(ret_request->path, sizeof(ret_request->path), "%.*s%s",
             (int)stem, e->path, parts);
}

static struct entry *neighbour(const struct entry *e, const char *parts)
{
    struct request request;

    make_request(e, parts, &request);
    return entry_find(e->content, &request);
}

/* --- of what is at hand --------------------------------------------------- */

static struct blob *make(const struct derivation *d, const struct blob *from)
{
    struct buf text = BUF_INIT(sources[d->source].ceiling);
    size_t len;
    char *data;

    if (d->make(d, (struct slice){from->data, from->size}, &text) < 0) {
        buf_fini(&text);
        return NULL;
    }
    data = buf_take(&text, &len);
    return blob_new(data, len);
}

static bool derive_from(struct entry *e, const struct derivation *d,
                        struct entry *from)
{
    struct blob *body = make(d, from->answer.blob);

    if (!body)
        return false;
    entry_use(from);
    e->held++;
    content_give(e, body, from->answer.until);
    e->held--;
    return true;
}

bool derive(struct entry *e)
{
    const struct derivation *d = derivation_of(e);

    if (!d || !content_takes(e))
        return false;
    for (int i = 0; i < NEIGHBOURS_MOST && d->from[i]; i++) {
        struct entry *from = neighbour(e, d->from[i]);

        if (from && entry_is_fresh(from, e->content->now) &&
            derive_from(e, d, from))
            return true;
    }
    return false;
}

static bool is_from(const struct derivation *d, const struct entry *e)
{
    bool is = false;

    for (int i = 0; !is && i < NEIGHBOURS_MOST && d->from[i]; i++)
        is = strcmp(parts_of(e), d->from[i]) == 0;
    return is && d->source == e->source && e->form == FORM_XML;
}

void derive_waiting(struct entry *e)
{
    for (size_t i = 0; i < sizeof(derivations) / sizeof(derivations[0]); i++) {
        struct entry *other = is_from(&derivations[i], e)
                                  ? neighbour(e, derivations[i].parts)
                                  : NULL;

        if (other && other->job)
            derive(other);
    }
}

/* --- together ------------------------------------------------------------- */

static bool was_had(const struct entry *e)
{
    return e && (e->answer.blob || e->job || e->leader);
}

static bool is_second(const struct entry *e, const struct derivation *d)
{
    for (int i = 0; i < NEIGHBOURS_MOST && d->others[i]; i++) {
        if (was_had(neighbour(e, d->others[i])))
            return true;
    }
    return false;
}

/* The entry of all parts, being asked for; NULL when that is of no use. */
static struct entry *leader_of(struct entry *e, const struct derivation *d)
{
    struct content *c = e->content;
    struct request request;
    struct entry *leader;

    make_request(e, d->together, &request);
    leader = entry_find(c, &request);
    if (!leader)
        leader = entry_new(c, &request);
    if (!leader || entry_is_fresh(leader, c->now) ||
        (entry_is_failed(leader, c->now) && !leader->job))
        return NULL;
    return content_fetch(leader, &request) == 0 ? leader : NULL;
}

/* Those who still wait for their turn need none of their own. */
static void gather(struct entry *leader, const struct entry *e,
                   const struct derivation *d)
{
    struct sched *sched = e->content->options.sched;

    for (int i = 0; i < NEIGHBOURS_MOST && d->others[i]; i++) {
        struct entry *other = neighbour(e, d->others[i]);

        if (!other || !other->job || job_state(other->job) == JOB_SENT)
            continue;
        sched_drop(sched, other->job);
        other->job = NULL;
        entry_follow(other, leader);
    }
}

bool derive_together(struct entry *e)
{
    const struct derivation *d = derivation_of(e);
    struct entry *leader;

    if (!d || !d->together || e->job || e->leader || !is_second(e, d))
        return false;
    leader = leader_of(e, d);
    if (!leader)
        return false;
    entry_follow(e, leader);
    gather(leader, e, d);
    return true;
}

/* What OPS said to all parts may be untrue of one: that one is asked for alone.
 * What is true of any request is true of this one. */
static void end_following(struct entry *e, const struct entry *leader,
                          const struct outcome *o)
{
    struct verdict verdict = o->verdict;
    struct request request;

    if (verdict.action == ACTION_OK || verdict.action == ACTION_FAIL) {
        make_request(e, parts_of(e), &request);
        if (content_fetch(e, &request) == 0)
            return;
        verdict = (struct verdict){.action = ACTION_FAIL, .error = -ENOMEM,
                                   .advice = "memory is out"};
    }
    e->finding = leader->finding;
    entry_fail(e, &verdict, o->status);
    content_wake(e, e->answer.blob ? 0 : verdict.error);
}

/* One that was asked for ahead is nobody's. */
static bool is_wanted(const struct entry *e)
{
    return !list_empty(&e->waiters) || !list_empty(&e->followers);
}

void derive_followers(struct entry *e, const struct outcome *o)
{
    struct list followers = LIST_INIT(followers);

    list_splice(&followers, &e->followers);
    while (!list_empty(&followers)) {
        struct entry *one =
            container_of(followers.next, struct entry, follow_link);

        entry_unfollow(one);
        if (!derive(one) && is_wanted(one))
            end_following(one, e, o);
    }
}
