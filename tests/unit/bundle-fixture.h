/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fixture of net/sched with a service that takes many references at once.
 * How one fares among others is its first letter: `o` found, `m` missing, `u`
 * not told of, `x` unreadable (which fails all), `s` an answer that cannot be
 * split. How it fares alone is the script of its own path. Time stands, but for
 * what is skipped and what a test lets pass.
 */
#ifndef OPSFS_TESTS_BUNDLE_FIXTURE_H
#define OPSFS_TESTS_BUNDLE_FIXTURE_H

#define WANTS 1300
#include "net/bulk.h"
#include "net/crowd.h"
#include "sched-fixture.h"

static struct buf posts;        /* bodies in order: `a,b c,d ` */
static unsigned post_count;
static const char *post_script; /* of the first ones, whatever they ask for */
static unsigned room;           /* references; more are too many. 0: no bound */
static int room_status;
static int64_t lag, lag_more;   /* ms an answer takes; and by chance */
static int64_t due[4 * WANTS];  /* by number of the request; 0: not asked yet */
static char post_path[256];
static char post_head[4096];

/* --- the service ---------------------------------------------------------- */

static inline void note_post(const struct loopback_request *q)
{
    size_t from = posts.len;

    buf_printf(&posts, "%s ", q->body);
    for (size_t i = from; i < posts.len; i++)
        if (posts.data[i] == '\n')
            posts.data[i] = ',';
    snprintf(post_path, sizeof(post_path), "%s", q->path);
    snprintf(post_head, sizeof(post_head), "%s", q->head);
    post_count++;
}

static inline void write_fates(struct buf *to, const char *references)
{
    struct slice rest = slice_of(references), ref;

    while (slice_cut(&rest, '\n', &ref)) {
        if (ref.at[0] == 'o')
            buf_printf(to, "%.*s=text of %.*s\n", (int)ref.len, ref.at,
                       (int)ref.len, ref.at);
        if (ref.at[0] == 'm')
            buf_printf(to, "%.*s?\n", (int)ref.len, ref.at);
        if (ref.at[0] == 's')
            buf_puts(to, "!\n");
    }
}

static inline unsigned lines_of(const char *text)
{
    unsigned n = 1;

    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static inline bool asks_for(const char *references, char letter)
{
    char inside[3] = {'\n', letter};

    return references[0] == letter || strstr(references, inside);
}

/* Asked again at each loopback_release(). */
static inline bool is_late(const struct loopback_request *q)
{
    int64_t *at = &due[q->number];

    if (lag && !*at)
        *at = moment().ms + lag + (lag_more ? rand() % lag_more : 0);
    return *at > moment().ms;
}

static inline void answer_post(const struct loopback_request *q,
                               struct loopback_reply *r)
{
    struct buf body = BUF_INIT(1 << 20);

    note_post(q);
    if (post_script && *post_script) {
        char letter = *post_script++;

        if (letter != 'o') {
            say(r, letter);
            return;
        }
    }
    write_fates(&body, q->body);
    if (room && lines_of(q->body) > room)
        reply_with(r, room_status, "", "SERVER.LimitedServerResources");
    else if (asks_for(q->body, 'x'))
        reply_with(r, 404, "", "CLIENT.InvalidReference");
    else
        reply_with(r, 200, "", buf_text(&body));
    buf_fini(&body);
}

static inline bool answer_data(const struct loopback_request *q,
                               struct loopback_reply *r)
{
    if (is_late(q)) {
        r->then = THEN_HANG;
        return true;
    }
    if (strcmp(q->method, "POST") != 0)
        return false;
    answer_post(q, r);
    return true;
}

/* --- what its answers mean ------------------------------------------------ */

static inline struct verdict judge_post(const struct attempt *a)
{
    return judge(NULL, a);
}

static inline bool tell(struct slice line, struct slice ref, size_t i,
                        bulk_each *each, void *arg)
{
    if (line.len <= ref.len || memcmp(line.at, ref.at, ref.len) != 0)
        return false;
    if (line.at[ref.len] == '?')
        each(arg, i, FATE_MISSING, NULL);
    if (line.at[ref.len] == '=')
        each(arg, i, FATE_FOUND,
             blob_copy(line.at + ref.len + 1, line.len - ref.len - 1));
    return line.at[ref.len] == '?' || line.at[ref.len] == '=';
}

static inline int split(const struct attempt *a, const char *path,
                        const struct slice *references, size_t count,
                        bulk_each *each, void *arg)
{
    struct slice rest = a->body, line;

    CHECK(count > 1 && count <= BULK_MOST);
    CHECK(strncmp(path, "bulk/", 5) == 0);
    while (slice_cut(&rest, '\n', &line)) {
        if (slice_is(line, "!"))
            return -EBADMSG;
        for (size_t i = 0; i < count; i++)
            if (tell(line, references[i], i, each, arg))
                break;
    }
    return 0;
}

static const struct bulk_calls the_bulk_calls = {judge_post, split};

/* --- the readers ---------------------------------------------------------- */

static inline struct want *ask_as(const char *reference, const char *script,
                                  const char *bulk, const char *accept)
{
    struct request request = {.accept = accept, .source = SOURCE_BIBLIO};
    struct want *w = &wants[want_count++];

    snprintf(request.path, sizeof(request.path), "x/%s-%u", script, want_count);
    snprintf(request.bulk, sizeof(request.bulk), "%s", bulk);
    snprintf(request.reference, sizeof(request.reference), "%s", reference);
    w->job = sched_ask(sched, &request, &owner_calls, w);
    CHECK(w->job != NULL);
    CHECK_INT(w->calls, 0);
    return w;
}

static inline struct want *ask_bulk(const char *reference, const char *script)
{
    return ask_as(reference, script, "bulk/x", "application/x-a");
}

static inline void ask_many(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        char reference[16];

        snprintf(reference, sizeof(reference), "o%u", want_count + 1);
        ask_bulk(reference, "o");
    }
}

static inline void all_good(unsigned from, unsigned count)
{
    for (unsigned i = from; i < from + count; i++) {
        CHECK_INT(wants[i].calls, 1);
        CHECK_INT(wants[i].verdict.action, ACTION_OK);
        CHECK_INT(wants[i].status, 200);
    }
}

/* --- set-up --------------------------------------------------------------- */

static inline void begin_bundling(void)
{
    bulk_in_use = &the_bulk_calls;
    on_data = answer_data;
    posts = BUF_INIT(1 << 20);
    post_count = 0;
    post_script = NULL;
    room = 0;
    lag = lag_more = 0;
    memset(due, 0, sizeof(due));
    frozen = clock_now().ms;
    begin();
}

static inline void end_bundling(void)
{
    end();
    buf_fini(&posts);
}

/* One who asks and is answered: there is a token. */
static inline void warm_up(void)
{
    ask("o", SOURCE_BIBLIO);
    run(1);
    ahead += 1000;
}

#endif
