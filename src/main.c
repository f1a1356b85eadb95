/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Assembles the parts, runs them, takes them down in reverse. No logic of its
 * own.
 */
#include "aside/aside.h"
#include "credentials.h"
#include "doc/eps_intake.h"
#include "doc/exchange.h"
#include "doc/intake.h"
#include "doc/usage.h"
#include "doc/xml.h"
#include "loop.h"
#include "net/reach.h"
#include "options.h"
#include "start.h"
#include "tree/inspect.h"
#include "tree/makers.h"
#include "tree/ops_place.h"
#include "tree/store_place.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_LINES 1000
#define ERROR_MAX 2000

/* With the pauses between them more than three minutes: normally the patience
 * of those who wait ends a job, long before. */
#define RETRIES 12

#define START_MS 10000

/* The publication server's fair use charter names 1 Mbit/s for robots; a
 * request that somebody waits for does not count. */
#define EPS_AHEAD_RATE (1000000 / 8)
#define EPS_A_MINUTE 300
#define EPS_RETRIES 3
#define USAGE_A_MINUTE 10

/* In the order in which they are asked, after memory. */
enum { PLACE_STORE, PLACE_EPS, PLACE_USAGE, PLACE_OPS, PLACES };

struct app {
    struct options options;
    struct buf error; /* the one line for people */
    struct house house;
    struct answer_place *places[PLACES]; /* NULL: it is not asked */
    struct answer_place *row[PLACES];    /* the others */
    struct makers makers;
    struct aside *aside;
    struct fs *fs;
    struct loop loop;
    struct throttle *usage_throttle;
    struct buf token_url;
    bool explained; /* libfuse has said what is wrong, on stderr */
    int ready;      /* start_ready()'s descriptor; -1 in the foreground */
};

static int fail(struct app *app, int r, const char *text)
{
    if (!app->error.len)
        buf_printf(&app->error, "%s: %s", text, strerror(-r));
    return r;
}

/* With the other mounts of this user; without them if it must be. */
static void share_throttle(struct app *app, struct throttle *throttle,
                           const char *user, const char *url)
{
    struct buf dir = BUF_INIT(ERROR_MAX), account = BUF_INIT(ERROR_MAX);
    int r;

    start_runtime_dir(&dir);
    buf_printf(&account, "%s %s", user, url);
    r = account.error
            ? account.error
            : throttle_share(throttle, buf_text(&dir), buf_text(&account));
    if (r < 0)
        log_line(app->house.log, LOG_WARNING,
                 "pace: %s: %s; other mounts of this key are not seen",
                 buf_text(&dir), strerror(-r));
    if (account.data)
        explicit_bzero(account.data, account.cap);
    buf_fini(&account);
    buf_fini(&dir);
}

/* Records come by requests of their own. */
static bool has_no_bulk(const struct app *app)
{
    return app->options.no_bulk || app->options.verbatim;
}

/* Stall: two thirds of a reader's patience. A slow answer gets that long,
 * because asking twice costs twice; a hung one is asked for again while
 * somebody still waits. */
static int build_net(struct app *app, struct credentials *credentials)
{
    int64_t patience = app->options.timeout * 1000;
    struct http_options http = {
        .stall_ms = patience * 2 / 3,
        .total_ms = patience,
        .agent = "opsfs/" OPSFS_VERSION,
        .ca_file = app->options.ca_file,
        .proxy = app->options.proxy,
        .log = app->house.log,
    };

    buf_printf(&app->token_url, "%s/auth/accesstoken", app->options.base_url);
    app->loop.http = http_new(&http);
    app->loop.worker = worker_new();
    if (!app->loop.http || !app->loop.worker)
        return -ENOMEM;
    app->house.token = token_new(app->loop.http, buf_text(&app->token_url),
                                 credentials, app->house.log);
    app->house.throttle = throttle_new(app->house.log);
    if (!app->house.token || !app->house.throttle)
        return -ENOMEM;
    share_throttle(app, app->house.throttle, credentials->key,
                   app->options.base_url);
    throttle_cap(app->house.throttle, app->options.weekly_cap);
    app->house.sched = sched_new(&(struct sched_options){
        .http = app->loop.http,
        .token = app->house.token,
        .throttle = app->house.throttle,
        .log = app->house.log,
        .base_url = app->options.base_url,
        .split = has_no_bulk(app) ? NULL : exchange_split,
        .examine = intake_examine,
        .inspection = {inspects, inspect, app->aside},
        .report = error_log_report,
        .report_arg = app->house.error_log,
        .worker = app->loop.worker,
        .retries = RETRIES,
        .patience = app->options.timeout * 1000,
        .spare = (unsigned)app->options.readahead,
    });
    app->loop.sched = app->house.sched;
    return app->house.sched ? 0 : -ENOMEM;
}

/* No key, no token; its quota is of this machine's address, whoever asks. */
static int build_eps(struct app *app)
{
    if (app->options.eps_off)
        return 0;
    app->house.eps_throttle = throttle_new(app->house.log);
    if (!app->house.eps_throttle)
        return -ENOMEM;
    share_throttle(app, app->house.eps_throttle, "publication server",
                   app->options.eps_url);
    throttle_most(app->house.eps_throttle, EPS_A_MINUTE);
    app->house.eps = sched_new(&(struct sched_options){
        .http = app->loop.http,
        .throttle = app->house.eps_throttle,
        .log = app->house.log,
        .base_url = app->options.eps_url,
        .server = SERVER_EPS,
        .below = "publication-server/",
        .examine = eps_intake_examine,
        .report = error_log_report,
        .report_arg = app->house.error_log,
        .worker = app->loop.worker,
        .retries = EPS_RETRIES,
        .patience = app->options.timeout * 1000,
        .spare = (unsigned)app->options.readahead,
        .ahead_rate = EPS_AHEAD_RATE,
    });
    app->loop.eps = app->house.eps;
    return app->house.eps ? 0 : -ENOMEM;
}

/* With the token, but neither of a class nor of a quota: it can be asked when
 * all else may not be. */
static int build_usage(struct app *app)
{
    app->usage_throttle = throttle_new(app->house.log);
    if (!app->usage_throttle)
        return -ENOMEM;
    throttle_most(app->usage_throttle, USAGE_A_MINUTE);
    app->house.usage = sched_new(&(struct sched_options){
        .http = app->loop.http,
        .token = app->house.token,
        .throttle = app->usage_throttle,
        .log = app->house.log,
        .base_url = app->options.base_url,
        .server = SERVER_USAGE,
        .examine = usage_examine,
        .retries = EPS_RETRIES,
        .patience = app->options.timeout * 1000,
    });
    app->loop.usage = app->house.usage;
    return app->house.usage ? 0 : -ENOMEM;
}

/* Without memory for it, one goes without. */
static void build_store(struct app *app)
{
    struct store_options options = {
        .dir = app->options.store,
        .origin = app->options.base_url,
        .eps = app->options.eps_url,
        .size = app->options.store_size,
        .patience = (int)app->options.store_wait * 1000,
    };

    if (!app->options.store)
        return;
    app->house.store = store_new(&options, clock_now());
    app->loop.store = app->house.store;
}

/* Nothing is started before there is a page to work on. */
static int build_aside(struct app *app)
{
    struct buf program = BUF_INIT(ERROR_MAX + PATH_MAX);

    start_find_program("opsfs-image", &program);
    if (!program.error)
        app->aside = aside_new(buf_text(&program));
    buf_fini(&program);
    app->loop.aside = app->aside;
    return app->aside ? 0 : -ENOMEM;
}

/* Where answers come from after memory. */
static int build_makers(struct app *app)
{
    const struct house *house = &app->house;
    const bool asked[PLACES] = {house->store, house->eps, true, true};
    size_t count = 0;

    if (house->store)
        app->places[PLACE_STORE] = store_place_new(house->store,
                                                   has_no_bulk(app));
    if (house->eps)
        app->places[PLACE_EPS] = ops_place_new(house->eps, SERVER_EPS);
    app->places[PLACE_USAGE] = ops_place_new(house->usage, SERVER_USAGE);
    app->places[PLACE_OPS] = ops_place_new(house->sched, SERVER_OPS);
    for (int i = 0; i < PLACES; i++) {
        if (asked[i] && !app->places[i])
            return -ENOMEM;
        if (asked[i])
            app->row[count++] = app->places[i];
    }
    return makers_init(&app->makers, &(struct makers_options){
                                         .places = app->row,
                                         .count = count,
                                         .worker = app->loop.worker,
                                         .aside = app->aside,
                                         .hits = (size_t)app->options.hits,
                                         .no_bulk = has_no_bulk(app),
                                         .verbatim = app->options.verbatim,
                                     });
}

static int build_tree(struct app *app)
{
    app->house.cache = cache_new(&(struct cache_options){
        .budget = (size_t)app->options.cache_size,
        .timeout_ms = app->options.timeout * 1000,
        .makers = app->makers.makers,
        .listeners = app->makers.listeners,
    });
    app->loop.cache = app->house.cache;
    app->house.nodes = nodes_new();
    app->house.anchors = anchors_new();
    app->house.lists = lists_new(app->options.lists);
    app->house.searches = searches_new(app->options.searches);
    if (!app->house.cache || !app->house.nodes || !app->house.anchors ||
        !app->house.lists || !app->house.searches)
        return -ENOMEM;
    app->house.ahead = ahead_new(app->house.nodes, app->house.cache,
                                 (struct answer_place *const[SERVER_COUNT]){
                                     [SERVER_OPS] = app->places[PLACE_OPS],
                                     [SERVER_EPS] = app->places[PLACE_EPS],
                                 });
    return app->house.ahead ? 0 : -ENOMEM;
}

static int build(struct app *app, struct credentials *credentials)
{
    int r;

    app->house.log = log_new(LOG_LINES,
                             app->options.debug ? LOG_DEBUG : LOG_INFO,
                             ECHO_NONE);
    app->house.error_log = error_log_new();
    if (!app->house.log || !app->house.error_log)
        return -ENOMEM;
    xml_start();
    build_store(app);
    r = build_aside(app);
    if (r == 0)
        r = build_net(app, credentials);
    if (r == 0)
        r = build_usage(app);
    if (r == 0)
        r = build_eps(app);
    if (r == 0)
        r = build_makers(app);
    return r < 0 ? r : build_tree(app);
}

/* The network may come later, as at boot. A refused key, or a server that is
 * not OPS, will not mend itself. */
static bool may_come(const struct app *app, enum token_state state)
{
    return !app->options.require_ops &&
           (state == TOKEN_UNREACHABLE || state == TOKEN_GETTING);
}

static void warn_of_absence(struct app *app, const char *why)
{
    log_line(app->house.log, LOG_WARNING, "%s", why);
    fprintf(stderr,
            "opsfs: %s; mounted all the same, and asked again when "
            "something is read\n",
            why);
}

/* How long the start waits for OPS before it mounts without. */
static int64_t patience_ms(const struct app *app)
{
    int64_t patience = app->options.timeout * 1000;

    return app->options.require_ops || patience < START_MS ? patience
                                                           : START_MS;
}

/* Is OPS there, and does it take the key? Asked before anything is mounted. */
static int check_ops(struct app *app)
{
    struct token *token = app->house.token;
    struct instant now = clock_now();
    int64_t until = now.ms + patience_ms(app);
    enum token_state state;

    token_ask(token, now);
    while ((state = token_state(token, now)) == TOKEN_GETTING &&
           now.ms < until) {
        if (!loop_turn(&app->loop, until))
            return -EINTR;
        now = clock_now();
    }
    if (state == TOKEN_READY)
        return 0;
    if (may_come(app, state)) {
        sched_begin_without(app->house.sched);
        warn_of_absence(app, state == TOKEN_GETTING ? "OPS does not answer"
                                                    : token_trouble(token));
        return 0;
    }
    if (state == TOKEN_GETTING)
        return -ETIMEDOUT;
    buf_puts(&app->error, token_trouble(token));
    return token_error(token) ? token_error(token) : -EIO;
}

static int mount_fs(struct app *app)
{
    struct fs_options options = {
        .mountpoint = app->options.mountpoint,
        .fuse_options = buf_text(&app->options.fuse),
        .source = app->options.source,
        .base_url = app->options.base_url,
        .eps_url = app->options.eps_url,
        .owner = app->options.owner,
        .exact = app->options.exact,
        .debug = app->options.debug,
    };

    app->fs = fs_new(&options, &app->house);
    if (!app->fs || fs_mount(app->fs) < 0) {
        app->explained = true;
        return -EINVAL;
    }
    return loop_add_fs(&app->loop, app->fs);
}

/* SIGHUP: the key was changed. A file that cannot be used changes nothing. */
static void reload(void *arg)
{
    struct app *app = arg;
    struct credentials credentials = {0};

    if (app->options.from_environment) {
        log_line(app->house.log, LOG_WARNING,
                 "SIGHUP: the key came from the environment, which cannot be "
                 "read again; to change it, unmount and mount");
        return;
    }
    buf_reset(&app->error);
    if (credentials_read(&app->options, &credentials, &app->error) == 0) {
        token_rekey(app->house.token, &credentials);
        log_line(app->house.log, LOG_NOTICE,
                 "SIGHUP: key and secret read again");
    } else {
        log_line(app->house.log, LOG_ERROR, "SIGHUP: %s; the old key stays",
                 buf_text(&app->error));
    }
    buf_reset(&app->error);
    explicit_bzero(&credentials, sizeof(credentials));
}

static int run(struct app *app, struct credentials *credentials)
{
    int r = start_signals();

    if (r < 0)
        return fail(app, r, "signals");
    app->loop.signals = r;
    r = build(app, credentials);
    explicit_bzero(credentials, sizeof(*credentials));
    if (r < 0)
        return fail(app, r, "start");
    r = loop_init(&app->loop);
    if (r < 0)
        return fail(app, r, "start");
    sched_set_offline(app->house.sched, app->options.offline);
    sched_set_offline(app->house.usage, app->options.offline);
    if (app->house.eps)
        sched_set_offline(app->house.eps, app->options.offline);
    r = app->options.offline ? 0 : check_ops(app);
    if (r < 0)
        return fail(app, r, app->options.base_url);
    r = mount_fs(app);
    if (r < 0)
        return fail(app, r, app->options.mountpoint);
    log_echo(app->house.log, app->ready < 0 ? ECHO_STDERR : ECHO_SYSLOG);
    log_line(app->house.log, LOG_NOTICE, "mounted on %s",
             app->options.mountpoint);
    if (app->ready >= 0)
        start_ready(app->ready);
    app->loop.hang_up = reload;
    app->loop.hang_up_arg = app;
    while (loop_turn(&app->loop, NEVER))
        ;
    log_line(app->house.log, LOG_NOTICE, "unmounted from %s",
             app->options.mountpoint);
    return 0;
}

static void take_down(struct app *app)
{
    loop_fini(&app->loop);
    fs_free(app->fs);
    if (app->aside)
        aside_stop(app->aside);
    worker_free(app->loop.worker);
    aside_free(app->aside);
    sched_free(app->house.sched);
    sched_free(app->house.usage);
    sched_free(app->house.eps);
    store_place_free(app->places[PLACE_STORE]);
    cache_free(app->house.cache);
    makers_fini(&app->makers);
    ops_place_free(app->places[PLACE_OPS]);
    ops_place_free(app->places[PLACE_EPS]);
    ops_place_free(app->places[PLACE_USAGE]);
    ahead_free(app->house.ahead);
    nodes_free(app->house.nodes);
    anchors_free(app->house.anchors);
    error_log_free(app->house.error_log);
    lists_free(app->house.lists);
    searches_free(app->house.searches);
    store_free(app->house.store);
    throttle_free(app->house.throttle);
    throttle_free(app->house.eps_throttle);
    throttle_free(app->usage_throttle);
    token_free(app->house.token);
    http_free(app->loop.http);
    log_free(app->house.log);
    xml_stop();
    if (app->loop.signals >= 0)
        close(app->loop.signals);
    buf_fini(&app->token_url);
}

/* Every check that needs no network. */
static int prepare(struct app *app, struct credentials *ret_credentials)
{
    int r = 0;

    if (!app->options.mounted)
        r = start_check_mountpoint(app->options.mountpoint,
                                   app->options.nonempty, &app->error);

    if (r == 0)
        r = credentials_read(&app->options, ret_credentials, &app->error);
    start_harden();
    start_frugal();
    app->ready = -1;
    if (r == 0 && !app->options.foreground && !app->options.debug) {
        app->ready = start_background();
        if (app->ready < 0)
            r = fail(app, app->ready, "background");
    }
    return r;
}

static int serve(struct app *app)
{
    struct credentials credentials = {0};
    int r = prepare(app, &credentials);

    if (r == 0)
        r = run(app, &credentials);
    explicit_bzero(&credentials, sizeof(credentials));
    take_down(app);
    return r;
}

static void print_text(void (*print)(struct buf *to))
{
    struct buf text = BUF_INIT(64 * 1024);

    print(&text);
    fputs(buf_text(&text), stdout);
    buf_fini(&text);
}

static void print_version(struct buf *to)
{
    buf_printf(to, "opsfs %s\n", OPSFS_VERSION);
}

int main(int argc, char **argv)
{
    struct app app = {.error = BUF_INIT(ERROR_MAX),
                      .token_url = BUF_INIT(ERROR_MAX),
                      .loop.signals = -1,
                      .loop.poll = -1};
    int r = options_parse(&app.options, argc, argv, &app.error);

    if (r == 0 && app.options.help)
        print_text(options_help);
    else if (r == 0 && app.options.version)
        print_text(print_version);
    else if (r == 0)
        r = serve(&app);
    if (r < 0 && !app.explained)
        fprintf(stderr, "opsfs: %s\n",
                app.error.len ? buf_text(&app.error) : strerror(-r));
    options_fini(&app.options);
    buf_fini(&app.error);
    return r < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
