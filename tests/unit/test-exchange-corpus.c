/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recorded answers taken apart, when OPSFS_CORPUS names the directory of the
 * recordings (index.jsonl, bodies/); skipped otherwise. What a recorded GET
 * answered is what its part of a recorded bulk answer must be.
 */
#include "base/json.h"
#include "exchange-fixture.h"

#include <errno.h>

#define ROWS_MAX 100
#define LOADED_MAX ((size_t)4 << 20)

struct row {
    char *references; /* one per line, as they were sent */
    char *tail;       /* biblio, abstract, … */
    bool bulk;
    struct buf body;
};

struct rows {
    struct row items[ROWS_MAX];
    size_t count;
};

static const char *corpus;

static struct buf load(const char *name)
{
    struct buf b = BUF_INIT(LOADED_MAX);
    char path[400], piece[4096];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/%s", corpus, name);
    file = fopen(path, "rb");
    CHECK(file != NULL);
    while (file && (len = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_add(&b, piece, len);
    if (file)
        fclose(file);
    return b;
}

static bool is_wanted(const struct json *j)
{
    const char *path = json_string(j, "path");
    const char *file = json_string(j, "body_file");
    int64_t status = 0;

    return json_number(j, "status", &status) == 0 && status == 200 && path &&
           file && strstr(file, ".xml") &&
           strstr(path, "/published-data/publication/") &&
           (strstr(path, "/biblio") || strstr(path, "/abstract") ||
            strstr(path, "/full-cycle")) &&
           !strstr(path, "/equivalents");
}

/* From …/published-data/publication/docdb/EP.1.A1/biblio to both its ends. */
static void read_row(struct row *row, const struct json *j)
{
    const char *path = json_string(j, "path");
    const char *at = strstr(path, "/publication/") + 1;
    const char *tail = strrchr(path, '/');

    at = strchr(strchr(at, '/') + 1, '/');
    row->bulk = at == tail;
    row->tail = strdup(tail + 1);
    row->references = row->bulk ? strdup(json_string(j, "request_body"))
                                : strndup(at + 1, (size_t)(tail - at - 1));
    row->body = load(json_string(j, "body_file"));
}

static void rows_init(struct rows *rows)
{
    struct buf index = load("index.jsonl");
    struct slice rest = {buf_text(&index), index.len}, line;

    rows->count = 0;
    while (slice_cut(&rest, '\n', &line) && rows->count < ROWS_MAX) {
        struct json *j = json_parse(line.at, line.len);

        if (j && is_wanted(j))
            read_row(&rows->items[rows->count++], j);
        json_free(j);
    }
    buf_fini(&index);
}

static void rows_fini(struct rows *rows)
{
    while (rows->count) {
        struct row *row = &rows->items[--rows->count];

        free(row->references);
        free(row->tail);
        buf_fini(&row->body);
    }
}

static struct slice body_of(const struct row *row)
{
    return (struct slice){buf_text(&row->body), row->body.len};
}

static int split_row(struct t_split_parts *t, const struct row *row)
{
    return t_split(t, body_of(row), row->references,
                   strstr(row->tail, "full-cycle") != NULL);
}

static void check_canonical(struct slice body, const char *want)
{
    struct buf b = BUF_INIT(LOADED_MAX);

    CHECK_INT(t_split_canonical(body, &b), 0);
    CHECK_STR(buf_text(&b), want);
    buf_fini(&b);
}

/* The sum of what `look` has seen in each; SIZE_MAX where there are none. */
static size_t look_at_all(size_t (*look)(const struct row *row))
{
    struct rows rows = {.count = 0};
    size_t seen = 0;

    if (!corpus)
        return SIZE_MAX;
    rows_init(&rows);
    for (size_t i = 0; i < rows.count; i++)
        seen += look(&rows.items[i]);
    rows_fini(&rows);
    return seen;
}

static size_t look_at_single(const struct row *row)
{
    struct t_split_parts t;

    if (row->bulk)
        return 0;
    CHECK_INT(split_row(&t, row), 0);
    CHECK(t.count == 1 && t.fates[0] == FATE_FOUND);
    if (t.count == 1)
        check_canonical(body_of(row), t.documents[0]);
    t_split_fini(&t);
    return 1;
}

static void a_single_answer_is_its_own_part(void)
{
    CHECK(look_at_all(look_at_single) >= 15);
}

/* The recorded answers have no prefix on these names. */
static void check_documents(const char *part)
{
    static const char start[] = "<exchange-documents>\n<exchange-document ";
    static const char end[] = "</exchange-document>\n</exchange-documents>"
                              "</ops:world-patent-data>\n";
    size_t len = strlen(part);

    CHECK(strstr(part, start) != NULL);
    CHECK(len > strlen(end) && strcmp(part + len - strlen(end), end) == 0);
}

static size_t look_at_parts(const struct row *row)
{
    struct t_split_parts t;
    size_t seen;

    CHECK_INT(split_row(&t, row), 0);
    for (seen = 0; seen < t.count; seen++) {
        CHECK_INT(t.fates[seen], FATE_FOUND);
        check_documents(t.documents[seen]);
        check_canonical(slice_of(t.documents[seen]), t.documents[seen]);
    }
    t_split_fini(&t);
    return seen;
}

static void parts_are_canonical(void)
{
    CHECK(look_at_all(look_at_parts) >= 24);
}

/* The number of references of `bulk` that `single` is the answer of. */
static size_t compare(const struct row *bulk, const struct row *single)
{
    struct slice rest = slice_of(bulk->references), reference;
    struct t_split_parts t;
    size_t seen = 0;

    if (!bulk->bulk || single->bulk || strcmp(bulk->tail, single->tail) != 0)
        return 0;
    CHECK_INT(split_row(&t, bulk), 0);
    for (size_t i = 0; i < t.count && slice_cut(&rest, '\n', &reference); i++) {
        if (!slice_is(reference, single->references))
            continue;
        check_canonical(body_of(single), t.documents[i]);
        seen++;
    }
    t_split_fini(&t);
    return seen;
}

static void bulk_parts_are_single_answers(void)
{
    struct rows rows = {.count = 0};
    size_t seen = 0;

    if (!corpus)
        return;
    rows_init(&rows);
    for (size_t i = 0; i < rows.count; i++) {
        for (size_t k = 0; k < rows.count; k++)
            seen += compare(&rows.items[i], &rows.items[k]);
    }
    CHECK(seen >= 2);
    rows_fini(&rows);
}

/* Near both ends at each byte, and at some hundred places between. */
static size_t look_at_prefixes(const struct row *row)
{
    struct slice cut = {buf_text(&row->body), 0};
    struct slice all = slice_trim(body_of(row));
    size_t step = all.len / 300 + 1;

    while (row->bulk && cut.len < all.len) {
        struct buf b = BUF_INIT(LOADED_MAX);

        CHECK_INT(t_split_canonical(cut, &b), -EBADMSG);
        buf_fini(&b);
        cut.len += cut.len < 100 || cut.len + 100 > all.len ? 1 : step;
    }
    return cut.len;
}

static void prefixes_are_refused(void)
{
    CHECK(look_at_all(look_at_prefixes) > 0);
}

#define CASE(text, run)                                                        \
    {                                                                          \
        corpus ? text : text " # SKIP no OPSFS_CORPUS", run                    \
    }

int main(int argc, char **argv)
{
    corpus = getenv("OPSFS_CORPUS");
    struct test_case cases[] = {
        CASE("a single answer is its own part",
             a_single_answer_is_its_own_part),
        CASE("parts are canonical", parts_are_canonical),
        CASE("bulk parts are single answers", bulk_parts_are_single_answers),
        CASE("prefixes are refused", prefixes_are_refused),
    };

    return check_run(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
}
