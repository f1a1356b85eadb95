/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/entry.h"

#include "base/day.h"
#include "ops/freshness.h"
#include "tree/origin.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A failure that another try may mend is also what the next reader gets, for so
 * long: tools ask the same thing two or three times in a row. */
#define BRIEFLY_MS 2000

static int64_t now_ms(const struct entry *e)
{
    return memory_now(e->memory).ms;
}

bool entry_is_fresh(const struct entry *e)
{
    return e->answer.blob && now_ms(e) < e->answer.until;
}

bool entry_is_failed(const struct entry *e)
{
    return e->why && now_ms(e) < e->why_until;
}

void entry_came_ahead(struct entry *e)
{
    e->unread = entry_is_fresh(e) || entry_is_failed(e);
    if (e->unread)
        memory_count_ahead(e->memory, false);
}

struct slice entry_constituents(const struct entry *e)
{
    struct slice rest = {e->path, e->path_len}, path = SLICE("");
    struct slice last = SLICE("");

    slice_cut(&rest, '?', &path);
    while (slice_cut(&path, '/', &last))
        ;
    return last;
}

void entry_answer(const struct entry *e, struct answer *ret_answer)
{
    *ret_answer = e->answer;
    ret_answer->hint = memory_hint(e);
}

/* How old it was when it came; a clock that was set back makes nothing younger
 * than new. */
static int64_t age_ms(const struct entry *e, int64_t wall)
{
    int64_t age = wall ? memory_now(e->memory).wall - wall : 0;

    return age > 0 ? age * 1000 : 0;
}

static int64_t lasting(const struct entry *e, uint32_t seconds, int64_t wall)
{
    return now_ms(e) + (int64_t)seconds * 1000 - age_ms(e, wall);
}

static const struct freshness *freshness(const struct entry *e)
{
    return freshness_of(e->source, entry_constituents(e));
}

static int64_t wall_of(const struct entry *e, int64_t wall)
{
    return wall ? wall : memory_now(e->memory).wall;
}

/* Its own request, or the one that it was taken out of; as fresh as itself. */
static struct blob *origin_of(const struct entry *e,
                              const struct outcome *outcome, uint32_t lasts)
{
    const struct blob *of = outcome->of;
    struct slice lines = of ? blob_slice(of) : SLICE("");
    bool named = outcome->from && outcome->from->name;
    struct origin o;

    if (sources[e->source].server == SERVER_NONE)
        return NULL;
    if (!origin_next(&lines, &o))
        o = (struct origin){
            .path = {e->path, e->path_len},
            .source = e->source,
            .form = e->form,
            .place = slice_of(named ? outcome->from->name : ""),
            .etag = slice_of(outcome->etag),
        };
    o.excerpt = outcome->excerpt;
    o.count = 1;
    o.status = outcome->status;
    o.fetched = wall_of(e, outcome->wall);
    o.lasts = lasts;
    return origin_new(&o);
}

/* What a place kept was asked for some other time. */
static void count_answer(struct entry *e, const struct outcome *outcome)
{
    if (!outcome->wall)
        e->arrival = memory_count_answer(e->memory);
}

void entry_fill(struct entry *e, const struct outcome *outcome, int64_t until)
{
    uint32_t found = freshness(e)->found;
    int64_t lasts = lasting(e, found, outcome->wall);

    entry_made(e, &(struct answer){.blob = outcome->body,
                                   .of = origin_of(e, outcome, found),
                                   .wall = wall_of(e, outcome->wall),
                                   .until = earlier(lasts, until),
                                   .server = sources[e->source].server,
                                   .from = outcome->from});
    count_answer(e, outcome);
}

void entry_made(struct entry *e, const struct answer *made)
{
    blob_unref(e->answer.blob);
    blob_unref(e->answer.of);
    free(e->why);
    e->why = NULL;
    e->answer = *made;
    e->older = e->anew = false;
    memory_account(e);
}

static void lose_answer(struct entry *e)
{
    e->anew = false;
    blob_unref(e->answer.blob);
    blob_unref(e->answer.of);
    e->answer.blob = e->answer.of = NULL;
}

/* As if it were fresh. */
static void show_older_until(struct entry *e, int64_t until)
{
    if (!e->answer.blob)
        return;
    if (!e->older)
        memory_count_older(e->memory);
    e->older = true;
    e->answer.until = until;
}

void entry_show_older(struct entry *e)
{
    show_older_until(e, now_ms(e) + OLDER_MS);
}

void entry_expire(struct entry *e)
{
    e->answer.until = now_ms(e);
}

void entry_expire_all(struct memory *m, const struct request *request)
{
    struct slice path = slice_of(request->path);

    memory_sweep(m, &(struct sweep){.paths = &path,
                                    .count = 1,
                                    .expire = entry_expire});
}

void entry_doubt(struct entry *e, int64_t until)
{
    e->answer.until = earlier(now_ms(e) + BRIEFLY_MS, until);
    e->anew = true;
}

void entry_anew(struct entry *e)
{
    e->anew = true;
    e->answer.until = e->why_until = now_ms(e);
    if (e->facet)
        e->arrival = memory_answers(e->memory);
}

void entry_anew_with(struct entry *part, const struct entry *whole)
{
    entry_anew(part);
    if (part->facet)
        part->arrival = whole->arrival;
}

bool entry_came_since(const struct entry *e, const struct entry *whole)
{
    return e->arrival > whole->arrival;
}

void entry_hide_older(struct entry *e)
{
    if (e->older)
        e->answer.until = now_ms(e);
}

void entry_refuse(struct entry *e, const struct why *why, int64_t until)
{
    if (!e->why)
        e->why = malloc(sizeof(*e->why));
    if (e->why)
        *e->why = *why;
    e->why_until = until > now_ms(e) ? until : now_ms(e);
    if (why->error == -ENOENT)
        lose_answer(e);
    entry_show_older(e);
    memory_account(e);
}

static int64_t remembered(const struct entry *e, const struct outcome *outcome)
{
    enum remember remember = outcome->verdict.remember;

    if (remember == REMEMBER_LONG)
        return lasting(e, DAY_SECONDS, outcome->wall);
    if (remember == REMEMBER_SOURCE)
        return lasting(e, freshness(e)->absent, outcome->wall);
    if (outcome->verdict.error == -EHOSTUNREACH)
        return now_ms(e);
    return now_ms(e) + BRIEFLY_MS;
}

bool entry_would_last(const struct entry *e, const struct outcome *outcome)
{
    int64_t until = outcome->verdict.action == ACTION_OK
                        ? lasting(e, freshness(e)->found, outcome->wall)
                        : remembered(e, outcome);

    return until > now_ms(e);
}

static void explain(struct entry *e, const struct outcome *outcome)
{
    struct why *why = e->why ? e->why : calloc(1, sizeof(*why));

    if (!why)
        return;
    *why = (struct why){
        .wall = wall_of(e, outcome->wall),
        .status = outcome->status,
        .error = outcome->verdict.error,
        .advice = outcome->verdict.advice,
    };
    memcpy(why->code, outcome->finding.code, sizeof(why->code));
    memcpy(why->message, outcome->finding.message, sizeof(why->message));
    e->why = why;
    e->why_until = remembered(e, outcome);
}

void entry_fail(struct entry *e, const struct outcome *outcome)
{
    int64_t while_older = now_ms(e) + OLDER_MS;

    explain(e, outcome);
    if (outcome->verdict.error == -ENOENT) {
        lose_answer(e);
        count_answer(e, outcome);
        e->answer.of = origin_of(e, outcome, freshness(e)->absent);
    }
    show_older_until(e, e->why && e->why_until > while_older ? e->why_until
                                                             : while_older);
    memory_account(e);
}
