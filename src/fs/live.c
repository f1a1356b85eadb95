/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/live.h"

#include <inttypes.h>

#define TEXT_MOST ((size_t)16 << 20)

static void print_token(struct fs *fs, struct buf *to)
{
    static const char *const words[] = {
        [TOKEN_ABSENT] = "none; the next request gets one",
        [TOKEN_GETTING] = "on its way",
        [TOKEN_READY] = "ready",
        [TOKEN_REFUSED] = "refused",
        [TOKEN_UNREACHABLE] = "OPS cannot be reached",
    };
    struct token *token = fs->house.token;
    enum token_state state = token_state(token, fs->now);

    buf_printf(to, "token       %s", words[state]);
    if (state == TOKEN_READY)
        buf_printf(to, " for %" PRId64 " s",
                   (token_expires(token) - fs->now.ms) / 1000);
    if (token_trouble(token)[0])
        buf_printf(to, ": %s", token_trouble(token));
    buf_printf(to, " (%u asked for)\n", token_requests(token));
}

static void print_bytes(struct buf *to, const char *label, int64_t used)
{
    if (used == UNTOLD)
        buf_printf(to, "%s not told yet\n", label);
    else
        buf_printf(to, "%s %.1f MB used\n", label, (double)used / 1e6);
}

static void print_quota(const struct pace_report *pace, struct buf *to)
{
    char stamp[CLOCK_STAMP];

    print_bytes(to, "quota       hour:", pace->hour_used);
    print_bytes(to, "            week:", pace->week_used);
    if (pace->paying_used != UNTOLD)
        print_bytes(to, "            week, paid:", pace->paying_used);
    if (pace->released) {
        clock_stamp(pace->released, stamp);
        buf_printf(to, "            used up; released %s\n", stamp);
    }
}

static void print_lights(const struct pace_report *pace, struct buf *to)
{
    buf_printf(to, "OPS is      %s\n", state_names[pace->state]);
    buf_puts(to, "class       light    used/limit (60 s)  sent\n");
    for (int i = 0; i < CLASS_COUNT; i++) {
        buf_printf(to, "  %-9s %-8s %6" PRId64 "/%-10" PRId64 " %6" PRIu64,
                   classes[i].name, light_names[pace->classes[i].light],
                   pace->classes[i].used, pace->classes[i].limit,
                   pace->classes[i].sent);
        if (pace->classes[i].rests_ms > 0)
            buf_printf(to, "  rests %" PRId64 " s",
                       (pace->classes[i].rests_ms + 999) / 1000);
        buf_putc(to, '\n');
    }
}

static void print_cache(struct fs *fs, struct buf *to)
{
    struct content_report c;

    content_report(fs->house.content, &c);
    buf_printf(to,
               "cache       %.1f of %.1f MB, %u entries; %" PRIu64
               " hits, %" PRIu64 " misses, %" PRIu64 " let go\n",
               (double)c.bytes / 1e6, (double)c.budget / 1e6, c.entries, c.hits,
               c.misses, c.evicted);
    buf_printf(to, "waiting     %u readers\n", c.waiting);
}

static void print_queue(struct fs *fs, struct buf *to)
{
    struct sched_report s;

    sched_report(fs->house.sched, &s);
    buf_printf(to, "queue       %u waiting, %u on the wire\n", s.queued,
               s.sent_now);
    buf_printf(to,
               "requests    %" PRIu64 " sent, %" PRIu64 " repeated, %" PRIu64
               " tokens renewed, %.1f MB received\n",
               s.requests, s.retries, s.renewals, (double)s.bytes / 1e6);
    buf_printf(to,
               "bulk        %" PRIu64 " of them for %" PRIu64
               " records, %u in one at most\n",
               s.bundles, s.bundled, s.largest);
}

static void print_status(struct fs *fs, struct buf *to)
{
    struct pace_report pace;
    char stamp[CLOCK_STAMP];

    clock_stamp(fs->started, stamp);
    buf_printf(to, "opsfs       %s, mounted %s\n", OPSFS_VERSION, stamp);
    buf_printf(to, "base        %s\n", fs->options.base_url);
    buf_printf(to, "sizes       %s\n", fs->options.exact ? "exact" : "lazy");
    print_token(fs, to);
    pace_report(fs->house.pace, fs->now, &pace);
    print_quota(&pace, to);
    print_lights(&pace, to);
    print_queue(fs, to);
    print_cache(fs, to);
    buf_printf(to, "nodes       %zu, %.1f MB of the cache's\n",
               nodes_count(fs->house.nodes),
               (double)nodes_bytes(fs->house.nodes) / 1e6);
}

static void print_errors(struct fs *fs, struct buf *to)
{
    troubles_print(fs->house.troubles, to);
}

static void print_log(struct fs *fs, struct buf *to)
{
    log_print(fs->house.log, to);
}

/* `biblio|abstract|full-cycle.xml|.json` */
static void print_name(const struct name *row, struct buf *to)
{
    static const char *const shapes[SHAPE_COUNT] = {
        [SHAPE_EPODOC] = "NUMBER",    [SHAPE_DOCDB] = "CC.NUMBER.KIND",
        [SHAPE_ORIGINAL] = "NUMBER",  [SHAPE_COUNTRY] = "CC",
        [SHAPE_DOC] = "NUMBER",       [SHAPE_KIND] = "KIND",
        [SHAPE_CPC] = "SYMBOL",       [SHAPE_ECLA] = "SYMBOL",
        [SHAPE_MEDIA] = "ID",         [SHAPE_QUERY] = "QUERY",
        [SHAPE_RANGE] = "FIRST-LAST", [SHAPE_PAGE] = "PAGE",
    };
    int words = row->shape == SHAPE_VIEW ? 1 : MAX_WORDS;
    const char *dot = ".";

    if (shapes[row->shape])
        buf_puts(to, shapes[row->shape]);
    for (int i = 0; i < words && row->words[i]; i++)
        buf_printf(to, "%s%s", i ? "|" : "", row->words[i]);
    for (int f = 0; f < FORM_COUNT; f++) {
        if (row->forms & FORM(f)) {
            buf_printf(to, "%s%s", dot, forms[f].extension);
            dot = "|.";
        }
    }
}

static void print_room(enum room room, int depth, struct buf *to)
{
    for (size_t i = 0; i < names_count; i++) {
        const struct name *row = &names[i];
        size_t start = to->len, width;

        if (row->in != room)
            continue;
        buf_printf(to, "%*s", depth * 2, "");
        print_name(row, to);
        if (row->inside)
            buf_putc(to, '/');
        width = to->len - start;
        if (row->doc)
            buf_printf(to, "%*s%s", width < 50 ? (int)(50 - width) : 2, "",
                       row->doc);
        buf_putc(to, '\n');
        if (row->inside)
            print_room(row->inside, depth + 1, to);
    }
}

static void print_help(struct fs *fs, struct buf *to)
{
    (void)fs;
    print_room(ROOM_ROOT, 0, to);
}

static void print_readme(struct fs *fs, struct buf *to)
{
    (void)fs;
    buf_puts(to, "The European Patent Office's Open Patent Services, as "
                 "files.\n\n");
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].in == ROOM_ROOT)
            buf_printf(to, "  %-16s %s\n", names[i].words[0], names[i].doc);
    }
    buf_puts(
        to,
        "\nListing costs nothing; reading a file costs one request, once.\n"
        "Directories of numbers list what was read; any number can be named:\n"
        "\n"
        "  cat register/publication/EPODOC/EP1000000/biblio.xml\n"
        "  cat published-data/publication/docdb/EP.1000000.A1/claims.xml\n"
        "  cat published-data/search/'ti=plastic'/1-100/biblio.xml\n"
        "\n"
        "A slash inside a number, a class or a query is written %2F.\n"
        "All names: .ops/help. How it goes: .ops/status. What went wrong:\n"
        ".ops/errors, or attr -Sqg opsfs.error PATH.\n");
}

struct blob *live_text(struct fs *fs, enum live live)
{
    static void (*const prints[LIVE_COUNT])(struct fs *, struct buf *) = {
        [LIVE_README] = print_readme, [LIVE_STATUS] = print_status,
        [LIVE_ERRORS] = print_errors, [LIVE_LOG] = print_log,
        [LIVE_HELP] = print_help,
    };
    struct buf text = BUF_INIT(TEXT_MOST);
    size_t len;
    char *data;

    prints[live](fs, &text);
    data = buf_take(&text, &len);
    return blob_new(data, len);
}
