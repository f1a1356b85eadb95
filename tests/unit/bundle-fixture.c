/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bundle-fixture.h"

struct t_bundle t_bundle;

static void note_post(const struct loopback_request *q)
{
    size_t from = t_bundle.posts.len;

    buf_printf(&t_bundle.posts, "%s ", q->body);
    for (size_t i = from; i < t_bundle.posts.len; i++)
        if (t_bundle.posts.data[i] == '\n')
            t_bundle.posts.data[i] = ',';
    snprintf(t_bundle.post_path, sizeof(t_bundle.post_path), "%s", q->path);
    snprintf(t_bundle.post_head, sizeof(t_bundle.post_head), "%s", q->head);
    t_bundle.post_count++;
}

void t_bundle_write(struct buf *to, const char *references)
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

static unsigned lines_of(const char *text)
{
    unsigned n = 1;

    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static bool asks_for(const char *references, char letter)
{
    char inside[3] = {'\n', letter};

    return references[0] == letter || strstr(references, inside);
}

static bool is_late(const struct loopback_request *q)
{
    int64_t *at = &t_bundle.due[q->number];

    if (t_bundle.lag && !*at)
        *at = t_sched_moment().ms + t_bundle.lag +
              (t_bundle.lag_more ? rand() % t_bundle.lag_more : 0);
    return *at > t_sched_moment().ms;
}

static void answer_post(const struct loopback_request *q,
                        struct loopback_reply *r)
{
    struct buf body = BUF_INIT(1 << 20);

    note_post(q);
    if (t_bundle.post_script && *t_bundle.post_script) {
        char letter = *t_bundle.post_script++;

        if (letter != 'o') {
            t_sched_say(r, letter);
            return;
        }
    }
    t_bundle_write(&body, q->body);
    if (t_bundle.limit && lines_of(q->body) > t_bundle.limit)
        t_reply_with(r, t_bundle.limit_status, "",
                     "SERVER.LimitedServerResources");
    else if (asks_for(q->body, 'x'))
        t_reply_with(r, 404, "", "CLIENT.InvalidReference");
    else
        t_reply_with(r, 200, "", buf_text(&body));
    buf_fini(&body);
}

static bool answer_data(const struct loopback_request *q,
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

static bool report(struct slice line, struct slice ref, size_t i,
                   fate_each *each, void *arg)
{
    if (line.len <= ref.len || memcmp(line.at, ref.at, ref.len) != 0)
        return false;
    if (line.at[ref.len] == '?')
        each(arg, i, FATE_MISSING, SLICE(""));
    if (line.at[ref.len] == '=')
        each(arg, i, FATE_FOUND,
             (struct slice){line.at + ref.len + 1, line.len - ref.len - 1});
    return line.at[ref.len] == '?' || line.at[ref.len] == '=';
}

int t_bundle_split(struct slice body, const char *path,
                   const struct slice *references, size_t count,
                   fate_each *each, void *arg)
{
    struct slice rest = body, line;

    CHECK(count > 1 && count <= BULK_MAX);
    CHECK(strncmp(path, "bulk/", 5) == 0);
    while (slice_cut(&rest, '\n', &line)) {
        if (slice_is(line, "!"))
            return -EBADMSG;
        for (size_t i = 0; i < count; i++)
            if (report(line, references[i], i, each, arg))
                break;
    }
    return 0;
}

static struct t_sched_want *ask(const char *reference, const char *script,
                                struct request *request)
{
    struct t_sched_want *w = &t_sched.wants[t_sched.want_count++];

    request->source = SOURCE_BIBLIO;
    snprintf(request->path, sizeof(request->path), "x/%s-%u", script,
             t_sched.want_count);
    snprintf(request->reference, sizeof(request->reference), "%s", reference);
    w->job = sched_ask(t_sched.sched, request, t_sched_done, w);
    CHECK(w->job != NULL);
    CHECK_INT(w->calls, 0);
    return w;
}

struct t_sched_want *t_bundle_ask_as(const char *reference, const char *script,
                                     const char *bulk, const char *accept)
{
    struct request request = {.accept = accept};

    snprintf(request.bulk, sizeof(request.bulk), "%s", bulk);
    return ask(reference, script, &request);
}

struct t_sched_want *t_bundle_ask_of_list(const char *reference)
{
    return ask(reference, "o",
               &(struct request){.accept = "application/x-a",
                                 .bulk = "bulk/x",
                                 .of_list = true});
}

struct t_sched_want *t_bundle_ask(const char *reference, const char *script)
{
    return t_bundle_ask_as(reference, script, "bulk/x", "application/x-a");
}

void t_bundle_ask_many(unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        char reference[16];

        snprintf(reference, sizeof(reference), "o%u", t_sched.want_count + 1);
        t_bundle_ask(reference, "o");
    }
}

void t_bundle_all_good(unsigned from, unsigned count)
{
    for (unsigned i = from; i < from + count; i++) {
        CHECK_INT(t_sched.wants[i].calls, 1);
        CHECK_INT(t_sched.wants[i].verdict.action, ACTION_OK);
        CHECK_INT(t_sched.wants[i].status, 200);
    }
}

void t_bundle_begin(void)
{
    t_sched.setup.split = t_bundle_split;
    t_sched.on_data = answer_data;
    t_bundle.posts = BUF_INIT(1 << 20);
    t_bundle.post_count = 0;
    t_bundle.post_script = NULL;
    t_bundle.limit = 0;
    t_bundle.lag = t_bundle.lag_more = 0;
    memset(t_bundle.due, 0, sizeof(t_bundle.due));
    t_sched.frozen = clock_now().ms;
    t_sched_begin();
}

void t_bundle_end(void)
{
    t_sched_end();
    buf_fini(&t_bundle.posts);
}

void t_bundle_warm_up(void)
{
    t_sched_ask("o", SOURCE_BIBLIO);
    t_sched_run(1);
    t_sched.ahead += 1000;
}
