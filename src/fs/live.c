/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/live.h"

#include "fs/reports.h"

#define TEXT_MOST ((size_t)16 << 20)

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
        [LIVE_HELP] = print_help,     [LIVE_QUOTA] = print_quota,
        [LIVE_METRICS] = print_metrics,
        [LIVE_STATUS_JSON] = print_status_json,
    };
    struct buf text = BUF_INIT(TEXT_MOST);
    size_t len;
    char *data;

    prints[live](fs, &text);
    data = buf_take(&text, &len);
    return blob_new(data, len);
}
