/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/survey.h"

#include "store/rows.h"

#include <errno.h>
#include <stdlib.h>

/* A million names take a second or two. */
/* Times the patience for one record. */
#define SURVEY_PATIENCE 5
#define PATHS_MAX ((size_t)1000000)
#define BYTES_MAX ((size_t)64 << 20)

struct survey {
    struct task task;
    struct list link; /* on store.surveys; unlinked: given up */
    struct store *store;
    struct store_lister *lister; /* NULL: nobody waits */
    int64_t deadline;
    struct store_filter filter;
    struct buf names;
    struct buf why;
    int r;
};

/* --- in the thread ------------------------------------------------------- */

/* Each name once. */
static int sort(struct buf *names)
{
    struct slice rest = buf_slice(names);
    struct slice *lines = calloc(slice_lines(rest) + 1, sizeof(*lines));
    struct buf sorted = BUF_INIT(BYTES_MAX);
    size_t count = 0;

    if (!lines)
        return -ENOMEM;
    while (slice_cut(&rest, '\n', &lines[count]))
        count++;
    qsort(lines, count, sizeof(*lines), slice_order);
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && slice_equal(lines[i], lines[i - 1]))
            continue;
        buf_add(&sorted, lines[i].at, lines[i].len);
        buf_putc(&sorted, '\n');
    }
    free(lines);
    buf_fini(names);
    *names = sorted;
    return names->error;
}

static int gather(struct survey *v, struct db *db)
{
    const struct store_filter *filter = &v->filter;
    const char *own[] = {filter->stem, NULL};
    const char *const *stem = filter->stems ? filter->stems : own;
    int r = 0;

    for (; r == 0 && *stem; stem++)
        r = rows_paths(db, slice_of(*stem), PATHS_MAX, filter->read, &v->names);
    return r < 0 ? r : sort(&v->names);
}

static void run(struct task *task)
{
    struct survey *v = container_of(task, struct survey, task);
    struct db *db = v->store->reading.db;

    v->r = db ? gather(v, db) : -ENOTCONN;
    if (db && v->r < 0)
        db_explain(db, v->r, &v->why);
}

/* --- in the loop --------------------------------------------------------- */

static void survey_free(struct survey *v)
{
    buf_fini(&v->names);
    buf_fini(&v->why);
    free(v);
}

static void answer(struct survey *v, const struct buf *names)
{
    struct store_lister *l = v->lister;

    list_remove(&v->link);
    v->lister = NULL;
    if (!l)
        return;
    l->survey = NULL;
    l->listed(l, names);
}

static void came_back(struct task *task)
{
    struct survey *v = container_of(task, struct survey, task);

    if (v->r < 0 && v->r != -ENOTCONN && v->r != -ENOMEM)
        side_fail(&v->store->reading, v->r, buf_text(&v->why));
    answer(v, v->r == 0 ? &v->names : NULL);
    survey_free(v);
}

bool survey_begin(struct store *s, const struct store_filter *filter,
                  struct store_lister *l)
{
    struct survey *v;

    if (s->given_up || !side_ready(&s->reading))
        return false;
    v = calloc(1, sizeof(*v));
    if (!v)
        return false;
    v->task = (struct task){.run = run, .done = came_back};
    v->store = s;
    v->filter = *filter;
    v->names = BUF_INIT(BYTES_MAX);
    v->why = BUF_INIT(SIDE_WHY - 1);
    v->deadline = s->now.ms + (int64_t)SURVEY_PATIENCE * s->options.patience;
    list_init(&v->link);
    if (!worker_do(s->reading.worker, &v->task)) {
        survey_free(v);
        return false;
    }
    list_append(&s->surveys, &v->link);
    v->lister = l;
    l->survey = v;
    return true;
}

void survey_leave(struct store_lister *l)
{
    if (l->survey)
        l->survey->lister = NULL;
    l->survey = NULL;
}

static struct survey *first(const struct store *s)
{
    return list_empty(&s->surveys)
               ? NULL
               : container_of(s->surveys.next, struct survey, link);
}

void survey_turn(struct store *s)
{
    struct survey *v;

    while ((v = first(s)) && v->deadline <= s->now.ms)
        answer(v, NULL);
}

int64_t survey_deadline(const struct store *s)
{
    const struct survey *v = first(s);

    return v ? v->deadline : NEVER;
}
