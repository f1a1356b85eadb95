/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/live.h"

#include "fs/cost_help.h"
#include "fs/cql_help.h"
#include "fs/ctl.h"
#include "fs/report_json.h"
#include "fs/report_metrics.h"
#include "fs/report_quota.h"
#include "fs/report_status.h"
#include "fs/sources.h"
#include "fs/user.h"

#include <string.h>

#define TEXT_MAX ((size_t)16 << 20)

/* Without OPEN the kernel shows the pages that one user has read to others. */
static void print_errors(struct fs *fs, struct buf *to)
{
    if (fs->options.exact && user_is_one_of_many(fs))
        buf_puts(to, "With sizes=exact and several users: see the extended "
                     "attribute security.opsfs.error of a path.\n");
    else
        error_log_print(fs->house.error_log, to);
}

static void print_errors_json(struct fs *fs, struct buf *to)
{
    error_log_print_json(fs->house.error_log, to);
}

static void print_log(struct fs *fs, struct buf *to)
{
    const struct blob *text = follow_text(&fs->follow, fs->house.log);

    if (text)
        buf_add(to, text->data, text->size);
    else
        log_print(fs->house.log, to);
}

/* `title.LANG.txt` for the word `title.txt`. */
static void print_language(const char *word, struct buf *to)
{
    const char *dot = strchr(word, '.');

    buf_printf(to, "%.*s.LANG%s", (int)(dot - word), word, dot);
}

static void print_words(const struct name *row, struct buf *to)
{
    int words = row->shape == SHAPE_VIEW ? 1 : MAX_WORDS;

    for (int i = 0; i < words && row->words[i]; i++)
        buf_printf(to, "%s%s", i ? "|" : "", row->words[i]);
}

/* `biblio|abstract|full-cycle.xml|.json`, `QUERY/`, `NUMBER ->
 * patent/NUMBER` */
static void print_name(const struct name *row, struct buf *to)
{
    static const char *const shapes[SHAPE_COUNT] = {
        [SHAPE_EPODOC] = "NUMBER",    [SHAPE_DOCDB] = "CC.NUMBER.KIND",
        [SHAPE_ORIGINAL] = "NUMBER",  [SHAPE_COUNTRY] = "CC",
        [SHAPE_DOC] = "NUMBER",       [SHAPE_KIND] = "KIND",
        [SHAPE_CPC] = "SYMBOL",       [SHAPE_ECLA] = "SYMBOL",
        [SHAPE_MEDIA] = "ID",         [SHAPE_QUERY] = "QUERY",
        [SHAPE_RANGE] = "FIRST-LAST", [SHAPE_PAGE] = "PAGE",
        [SHAPE_CANONICAL] = "NUMBER", [SHAPE_SPELLING] = "SPELLING",
        [SHAPE_LIST] = "NAME",        [SHAPE_SYMBOL] = "SYMBOL",
        [SHAPE_CLASS] = "CLASS",      [SHAPE_SUBCLASS] = "SUBCLASS",
        [SHAPE_GROUP] = "GROUP",      [SHAPE_SUBGROUP] = "SUBGROUP",
        [SHAPE_DAY] = "DATE",         [SHAPE_EPS] = "DOCUMENT",
    };
    static const char *const targets[] = {
        [LINK_NONE] = "",
        [LINK_CANONICAL] = " -> NUMBER",
        [LINK_PATENT] = " -> patent/NUMBER",
        [LINK_BY_DAY] = " -> patent/NUMBER",
        [LINK_DRAWINGS] = " -> patent/NUMBER/images/drawings",
        [LINK_MIRROR] = " -> published-data/.../NUMBER",
        [LINK_SECTION] = "/",
        [LINK_SYMBOL] = " -> its directory",
        [LINK_SUBGROUP] = " -> ../SUBGROUP",
        [LINK_PATENTS] = " -> search/cpc=SYMBOL",
    };
    const char *dot = ".";

    if (shapes[row->shape])
        buf_puts(to, shapes[row->shape]);
    if (row->shape == SHAPE_LANGUAGE)
        print_language(row->words[0], to);
    else
        print_words(row, to);
    for (int f = 0; f < FORM_COUNT; f++) {
        if (row->forms & FORM(f)) {
            buf_printf(to, "%s%s", dot, forms[f].extension);
            dot = "|.";
        }
    }
    buf_puts(to, row->inside ? "/" : targets[row->link]);
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
        width = to->len - start;
        if (row->doc)
            buf_printf(to, "%*s%s", width < 49 ? (int)(50 - width) : 2, "",
                       row->doc);
        buf_putc(to, '\n');
        if (row->inside && !row->hidden)
            print_room(row->inside, depth + 1, to);
    }
}

static void print_help(struct fs *fs, struct buf *to)
{
    (void)fs;
    print_room(ROOM_ROOT, 0, to);
    print_cost_help(to);
}

/* The names of the root that lead into rooms from `first` to `last`. */
static void print_doors(enum room first, enum room last, struct buf *to)
{
    for (size_t i = 0; i < names_count; i++) {
        const struct name *row = &names[i];

        if (row->in == ROOM_ROOT && row->inside >= first && row->inside <= last)
            buf_printf(to, "  %-16s %s\n", row->words[0], row->doc);
    }
}

static void print_readme(struct fs *fs, struct buf *to)
{
    (void)fs;
    buf_puts(to, "README.txt: the world's patents as files, from the European "
                 "Patent Office's OPS.\nFor people and for grep:\n");
    print_doors(ROOM_PATENT, ROOM_LIST, to);
    buf_puts(to, "\nOPS's own paths and bytes, and those of the publication "
                 "server:\n");
    print_doors(ROOM_PUBLISHED, ROOM_PATENT - 1, to);
    buf_puts(
        to,
        "\n"
        "  cat patent/'EP 1 000 000 A1'/biblio.txt\n"
        "  grep -l \"fuel cell\" search/'ta=membrane'/*/claims.txt\n"
        "  cat register/publication/EPODOC/EP1000000/biblio.xml\n"
        "\n"
        "Any number can be named; directories of numbers list what is known. "
        "A file costs\na request, once; so does a directory of what only OPS "
        "knows. A slash in a name\nis written %2F. All names: .ops/help. "
        "Status: .ops/status. Errors: .ops/errors.\n");
}

struct blob *live_text(struct fs *fs, enum live live)
{
    static void (*const prints[LIVE_COUNT])(struct fs *, struct buf *) = {
        [LIVE_README] = print_readme,   [LIVE_STATUS] = print_status,
        [LIVE_ERRORS] = print_errors,   [LIVE_ERRORS_JSON] = print_errors_json,
        [LIVE_LOG] = print_log,         [LIVE_HELP] = print_help,
        [LIVE_QUOTA] = print_quota,     [LIVE_CQL] = print_cql_help,
        [LIVE_METRICS] = print_metrics, [LIVE_STATUS_JSON] = print_status_json,
        [LIVE_CTL] = print_ctl,
    };
    struct buf text = BUF_INIT(TEXT_MAX);

    prints[live](fs, &text);
    return blob_of(&text);
}

struct blob *live_text_of(struct fs *fs, const struct node *file,
                          int64_t *ret_changed)
{
    struct buf text = BUF_INIT(TEXT_MAX);
    int64_t newest;

    *ret_changed = fs->now.wall;
    if (file->row->live != LIVE_SOURCES)
        return live_text(fs, file->row->live);
    newest = print_sources(fs, file->parent, &text);
    *ret_changed = newest ? newest : fs->started;
    return blob_of(&text);
}
