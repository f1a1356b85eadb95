/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/derive.h"

#include "doc/abstract.h"
#include "doc/register_parts.h"
#include "tree/offer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEIGHBOURS_MAX 3

/*
 * An answer to a request with these constituents can be made of one with those
 * of `from`, which is the same but for its constituents. Where one of `others`
 * has been had, `together` is asked for instead.
 */
struct derivation {
    enum source_id source;
    const char *constituents;
    const char *from[NEIGHBOURS_MAX];
    const char *together;
    const char *others[NEIGHBOURS_MAX];
    unsigned wanted; /* of enum register_part */
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
    return register_reduce(from, d->wanted, to);
}

/* clang-format off */
static const struct derivation derivations[] = {
    {SOURCE_BIBLIO, "abstract", {"biblio", "biblio,abstract"},
     .make = make_abstract},
    {SOURCE_REGISTER, "biblio",
     {REGISTER_WHOLE, "biblio,events", "biblio,procedural-steps"},
     REGISTER_WHOLE, {"events", "procedural-steps"}, REGISTER_BIBLIO, make_part},
    {SOURCE_REGISTER, "events",
     {REGISTER_WHOLE, "biblio,events", "events,procedural-steps"},
     REGISTER_WHOLE, {"biblio", "procedural-steps"}, REGISTER_EVENTS, make_part},
    {SOURCE_REGISTER, "procedural-steps",
     {REGISTER_WHOLE, "biblio,procedural-steps", "events,procedural-steps"},
     REGISTER_WHOLE, {"biblio", "events"}, REGISTER_STEPS, make_part},
    {SOURCE_REGISTER, "biblio,events", {REGISTER_WHOLE},
     .wanted = REGISTER_BIBLIO | REGISTER_EVENTS, .make = make_part},
    {SOURCE_REGISTER, "biblio,procedural-steps", {REGISTER_WHOLE},
     .wanted = REGISTER_BIBLIO | REGISTER_STEPS, .make = make_part},
    {SOURCE_REGISTER, "events,procedural-steps", {REGISTER_WHOLE},
     .wanted = REGISTER_EVENTS | REGISTER_STEPS, .make = make_part},
};
/* clang-format on */

struct deriver {
    struct maker maker;
    bool no_bulk; /* records of their own requests only: none is derived */
};

/* An entry that is to be made of another's answer, and waits for that. */
struct follow {
    struct list link; /* on leader.followers */
    struct entry *entry, *leader;
};

/* Parts of the register have OPS's frame. */
static bool is_allowed(const struct deriver *by, const struct derivation *d)
{
    return d->source != SOURCE_BIBLIO || !by->no_bulk;
}

static const struct derivation *derivation_of(const struct deriver *by,
                                              const struct entry *e)
{
    for (size_t i = 0; i < sizeof(derivations) / sizeof(derivations[0]); i++) {
        const struct derivation *d = &derivations[i];

        if (!e->facet && e->source == d->source && e->form == FORM_XML &&
            slice_is(entry_constituents(e), d->constituents))
            return is_allowed(by, d) ? d : NULL;
    }
    return NULL;
}

/* The request of the same but for its constituents. It cannot go in bulk,
 * whatever the entry's could. */
static void make_request(const struct entry *e, const char *constituents,
                         struct request *ret_request)
{
    size_t stem = (size_t)(entry_constituents(e).at - e->path);

    *ret_request = (struct request){
        .accept = request_accept(e->source, e->form),
        .source = e->source,
        .form = e->form,
    };
    snprintf(ret_request->path, sizeof(ret_request->path), "%.*s%s", (int)stem,
             e->path, constituents);
}

static struct entry *neighbour(const struct entry *e, const char *constituents)
{
    struct request request;

    make_request(e, constituents, &request);
    return memory_find(e->memory, &request);
}

/* --- from the cache ------------------------------------------------------ */

static struct blob *make(const struct derivation *d, const struct blob *from)
{
    struct buf text = BUF_INIT(sources[d->source].ceiling);

    if (d->make(d, blob_slice(from), &text) < 0) {
        buf_fini(&text);
        return NULL;
    }
    return blob_of(&text);
}

static bool derive_from(struct entry *e, const struct derivation *d,
                        struct entry *from)
{
    struct blob *body = make(d, from->answer.blob);

    if (!body)
        return false;
    memory_use(from);
    e->uses++;
    offer_give(e, body, &from->answer, from->answer.until);
    e->uses--;
    return true;
}

/* Made from a neighbour's fresh answer, and fresh for as long. False: no
 * neighbour has one. */
static bool derive(const struct deriver *by, struct entry *e)
{
    const struct derivation *d = derivation_of(by, e);

    if (!d || !offer_takes(e))
        return false;
    for (int i = 0; i < NEIGHBOURS_MAX && d->from[i]; i++) {
        struct entry *from = neighbour(e, d->from[i]);

        if (from && entry_is_fresh(from) && derive_from(e, d, from))
            return true;
    }
    return false;
}

static bool is_from(const struct derivation *d, const struct entry *e)
{
    bool is = false;
    struct slice constituents;

    if (d->source != e->source || e->form != FORM_XML)
        return false;
    constituents = entry_constituents(e);
    for (int i = 0; !is && i < NEIGHBOURS_MAX && d->from[i]; i++)
        is = slice_is(constituents, d->from[i]);
    return is;
}

/* Is it under way by another maker? */
static bool is_on_its_way(const struct deriver *by, const struct entry *e)
{
    return e && e->maker && e->maker != &by->maker;
}

/* The entry has a new answer: neighbours whose request waits for its turn are
 * given what it says for them. */
static void derive_waiting(const struct deriver *by, const struct entry *e)
{
    for (size_t i = 0; i < sizeof(derivations) / sizeof(derivations[0]); i++) {
        struct entry *other = is_from(&derivations[i], e)
                                  ? neighbour(e, derivations[i].constituents)
                                  : NULL;

        if (is_on_its_way(by, other))
            derive(by, other);
    }
}

/* --- together ------------------------------------------------------------ */

static void end_following(struct entry *e)
{
    struct follow *f = e->making;

    list_remove(&f->link);
    e->maker = NULL;
    e->making = NULL;
    free(f);
}

static void follow(struct deriver *by, struct follow *f, struct entry *e,
                   struct entry *leader)
{
    *f = (struct follow){.entry = e, .leader = leader};
    list_append(&leader->followers, &f->link);
    e->maker = &by->maker;
    e->making = f;
}

static bool was_had(const struct entry *e)
{
    return e && (e->answer.blob || e->maker);
}

static bool is_second(const struct entry *e, const struct derivation *d)
{
    for (int i = 0; i < NEIGHBOURS_MAX && d->others[i]; i++) {
        if (was_had(neighbour(e, d->others[i])))
            return true;
    }
    return false;
}

/* Asked for, unless it is on its way. */
static int fetch(struct deriver *by, struct entry *e,
                 const struct request *request)
{
    if (!e->maker)
        return offer_start(e, request, &by->maker, false);
    if (e->maker->resume)
        e->maker->resume(e);
    return -EINPROGRESS;
}

/* The entry of all constituents, being asked for; NULL where that is of no
 * use. */
static struct entry *leader_of(struct deriver *by, struct entry *e,
                               const struct derivation *d)
{
    struct request request;
    struct entry *leader;

    make_request(e, d->together, &request);
    leader = memory_get(e->memory, &request);
    if (!leader || entry_is_fresh(leader) ||
        (entry_is_failed(leader) && !leader->maker))
        return NULL;
    return fetch(by, leader, &request) == -EINPROGRESS ? leader : NULL;
}

/* Those who still wait for their turn need none of their own. */
static void take_along(struct deriver *by, struct entry *leader,
                       const struct entry *e, const struct derivation *d)
{
    for (int i = 0; i < NEIGHBOURS_MAX && d->others[i]; i++) {
        struct entry *other = neighbour(e, d->others[i]);
        struct follow *f = malloc(sizeof(*f));

        if (f && is_on_its_way(by, other) && offer_takes(other) &&
            other->maker->stop(other))
            follow(by, f, other, leader);
        else
            free(f);
    }
}

static bool derive_together(struct deriver *by, struct entry *e)
{
    const struct derivation *d = derivation_of(by, e);
    bool wanted = d && d->together && is_second(e, d);
    struct follow *f = wanted ? malloc(sizeof(*f)) : NULL;
    struct entry *leader = f ? leader_of(by, e, d) : NULL;

    if (!leader) {
        free(f);
        return false;
    }
    follow(by, f, e, leader);
    take_along(by, leader, e, d);
    return true;
}

static int derive_start(struct maker *m, struct entry *e,
                        const struct request *request, bool ahead)
{
    struct deriver *by = container_of(m, struct deriver, maker);

    (void)request;
    if (e->anew)
        return -ENODATA;
    if (derive(by, e))
        return 0;
    return !ahead && derive_together(by, e) ? -EINPROGRESS : -ENODATA;
}

static bool derive_stop(struct entry *e)
{
    struct entry *leader = ((struct follow *)e->making)->leader;

    end_following(e);
    offer_unwant(leader);
    return true;
}

static void derive_explain(const struct entry *e, struct why *why)
{
    const struct entry *leader = ((struct follow *)e->making)->leader;

    if (leader->maker && leader->maker->explain)
        leader->maker->explain(leader, why);
}

/* What OPS said to all constituents may be untrue of one: that one is asked for
 * alone. What is true of any request is true of this one. */
static void go_alone(struct deriver *by, struct entry *e,
                     const struct outcome *outcome)
{
    struct outcome own = *outcome;
    struct request request;

    own.body = NULL;
    if (own.verdict.action == ACTION_OK || own.verdict.action == ACTION_FAIL) {
        make_request(e, entry_constituents(e).at, &request);
        if (fetch(by, e, &request) == -EINPROGRESS)
            return;
        own.verdict = (struct verdict){.action = ACTION_FAIL,
                                       .error = -ENOMEM,
                                       .advice = "out of memory"};
    }
    entry_fail(e, &own);
    offer_wake(e, e->answer.blob ? 0 : own.verdict.error);
}

/* The entry's request has ended; its followers get theirs, or ask alone. */
static void derive_followers(struct deriver *by, struct entry *e,
                             const struct outcome *outcome)
{
    struct list followers = LIST_INIT(followers);

    list_splice(&followers, &e->followers);
    while (!list_empty(&followers)) {
        struct entry *one =
            container_of(followers.next, struct follow, link)->entry;

        end_following(one);
        if (!derive(by, one) && memory_is_wanted(one))
            go_alone(by, one, outcome);
    }
}

static bool derive_arrived(struct listener *l, struct entry *e,
                           const struct outcome *outcome)
{
    struct deriver *by = container_of(l, struct deriver, maker.listener);

    derive_followers(by, e, outcome);
    if (outcome->verdict.action == ACTION_OK)
        derive_waiting(by, e);
    return false;
}

struct maker *derive_new(bool no_bulk)
{
    struct deriver *by = malloc(sizeof(*by));

    if (!by)
        return NULL;
    *by = (struct deriver){
        .maker = {.start = derive_start,
                  .stop = derive_stop,
                  .end = end_following,
                  .explain = derive_explain,
                  .listener = {.arrived = derive_arrived}},
        .no_bulk = no_bulk,
    };
    return &by->maker;
}
