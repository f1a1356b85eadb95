/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/weeks_plan.h"

#include "base/day.h"
#include "doc/published.h"
#include "ops/eps.h"
#include "ops/names.h"
#include "ops/path.h"
#include "tree/part.h"

#include <errno.h>
#include <string.h>

#define WEEK 7
#define WEEKS_MAX 52 /* in one reading */

static int64_t last_wednesday(int64_t wall)
{
    return day_latest(wall / DAY_SECONDS - 1, WEDNESDAY);
}

/* 0: that is no day. */
static int64_t day_of(struct slice text)
{
    int64_t day;

    return day_read(text, &day) ? day : 0;
}

static bool is_week(const struct assembly_part *p)
{
    return p->facet == FACET_EPS_NAMES;
}

bool weeks_has(const struct assembly_part *p)
{
    return is_week(p) || p == p->assembly->weeks.known;
}

/* --- what is remembered -------------------------------------------------- */

static void request_of_weeks(const struct assembly *a,
                             struct request *ret_request)
{
    *ret_request = (struct request){.accept = forms[FORM_XML].accept,
                                    .source = SOURCE_HISTORY,
                                    .form = FORM_XML};
    memcpy(ret_request->path, a->request.path, sizeof(a->request.path));
}

int weeks_begin(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;

    a->weeks.latest = last_wednesday(assembly_wall(a));
    a->weeks.next = a->weeks.latest + WEEK;
    if (!published_has_ep(a->numbers))
        return -ENODATA;
    a->weeks.known = p;
    request_of_weeks(a, ret_request);
    return 0;
}

/* Which weeks there are since then. */
static int learn_known(struct assembly_part *p, struct slice answer)
{
    struct weeks *w = &p->assembly->weeks;
    struct slice day, table;

    published_read(answer, &day, &table);
    w->next = day_of(day) + WEEK;
    if (w->next < w->latest - WEEKS_MAX * WEEK)
        w->next = w->latest - (WEEKS_MAX - 1) * WEEK;
    p->answered = true;
    return buf_add(&p->text, answer.at, answer.len);
}

/* At first the latest alone. Where it could not be asked, nobody can say what
 * is new. */
static int lack_known(struct assembly_part *p, const struct why *why)
{
    struct weeks *w = &p->assembly->weeks;

    if (why && why->error == -ENOENT)
        w->next = w->latest;
    else
        w->known = NULL;
    return 0;
}

/* --- weeks --------------------------------------------------------------- */

/* A link of the list of waiting parts is of one that waits. */
static bool is_settled(const struct assembly_part *p)
{
    return list_empty(&p->link);
}

bool weeks_has_next(const struct assembly *a)
{
    const struct weeks *w = &a->weeks;

    return w->known && is_settled(w->known) && w->next <= w->latest;
}

int weeks_next(struct assembly_part *p, struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_EPS_DAY,
                                    .facet = FACET_EPS_NAMES,
                                    .constituents = ""};
    struct weeks *w = &p->assembly->weeks;
    struct location location = {.row = &row, .form = FORM_HTML};
    char day[EPS_DAY + 1];
    int r;

    p->facet = FACET_EPS_NAMES;
    day_text(w->next, DAY_ISO, p->subject);
    w->next += WEEK;
    r = eps_day(slice_of(p->subject), day);
    if (r < 0)
        return r;
    location.slots[SLOT_DATE] = slice_of(day);
    r = request_at(&location, ret_request);
    if (r == 0)
        request_answer(ret_request);
    return r;
}

int weeks_learn(struct assembly_part *p, struct slice answer)
{
    if (!is_week(p))
        return learn_known(p, answer);
    p->answered = true;
    return 1;
}

/* Nothing was published then; or it is late, or cannot be had now: the next
 * reading asks again, and for those after it. */
int weeks_absent(struct assembly_part *p, const struct why *why)
{
    struct weeks *w = &p->assembly->weeks;
    bool nothing = why && why->error == -ENOENT;

    if (!is_week(p))
        return lack_known(p, why);
    p->answered = nothing && day_of(slice_of(p->subject)) < w->latest;
    w->late |= nothing && !p->answered;
    return 0;
}

/* --- the whole ----------------------------------------------------------- */

/* Those that were had, oldest first, up to the first that was not. A beginning
 * without any is in the week before. */
static size_t gather(const struct assembly *a, char before[DAY_TEXT],
                     struct published_day *days)
{
    const struct weeks *w = &a->weeks;
    size_t count = 0;

    for (size_t i = 0; i < a->count; i++) {
        const struct assembly_part *p = a->parts[i];

        if (!is_week(p))
            continue;
        if (!p->answered)
            break;
        days[count++] = (struct published_day){slice_of(p->subject),
                                               part_text(p)};
    }
    if (count == 0 && w->late && !w->known->answered) {
        day_text(w->latest - WEEK, DAY_ISO, before);
        days[count++] = (struct published_day){slice_of(before), SLICE("")};
    }
    return count;
}

/* What is remembered from now on. */
static void merge(struct assembly *a, const struct published_day *days,
                  size_t count)
{
    struct assembly_part *known = a->weeks.known;
    struct slice list = blob_slice(a->list);
    struct buf text = BUF_INIT(RENDER_MAX);

    if (published_merge(list, part_text(known), days, count, assembly_wall(a),
                        &text) < 0) {
        buf_fini(&text);
        return;
    }
    buf_fini(&known->text);
    known->text = text;
    known->answered = true;
    a->weeks.changed = true;
}

struct slice weeks_join(struct assembly *a)
{
    struct published_day days[WEEKS_MAX + 1];
    char before[DAY_TEXT];
    struct slice day, table;
    size_t count;

    if (!a->weeks.known)
        return (struct slice){0};
    count = gather(a, before, days);
    if (count > 0)
        merge(a, days, count);
    if (!a->weeks.known->answered)
        return (struct slice){0};
    published_read(part_text(a->weeks.known), &day, &table);
    return table;
}

struct blob *weeks_made(struct assembly *a, struct request *ret_request)
{
    struct assembly_part *known = a->weeks.known;
    char *text;
    size_t len;

    if (!known || !a->weeks.changed)
        return NULL;
    request_of_weeks(a, ret_request);
    text = buf_take(&known->text, &len);
    return blob_new(text, len);
}
