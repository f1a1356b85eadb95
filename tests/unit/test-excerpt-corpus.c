/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is taken out of recorded answers is what OPS answered to a request of
 * its own, when OPSFS_CORPUS names the directory of the recordings; skipped
 * otherwise. Each row was recorded on one day.
 */
#include "excerpt-fixture.h"
#include "exchange-fixture.h"

static const char *corpus;

static struct buf load(const char *name)
{
    struct buf b = BUF_INIT(T_EXCERPT_BYTES);
    char path[400], piece[4096];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/bodies/%s.xml", corpus, name);
    file = fopen(path, "rb");
    CHECK(file != NULL);
    while (file && (len = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_add(&b, piece, len);
    if (file)
        fclose(file);
    return b;
}

static struct slice slice_of_buf(const struct buf *b)
{
    return (struct slice){buf_text(b), b->len};
}

/* The part for `reference` in an answer to several. */
static void keep_part(void *arg, size_t index, enum fate fate,
                      struct slice document)
{
    (void)index;
    CHECK_INT(fate, FATE_FOUND);
    buf_add(arg, document.at, document.len);
}

static struct buf part_of(const char *name, const char *reference)
{
    struct buf body = load(name), part = BUF_INIT(T_EXCERPT_BYTES);
    struct slice wanted = slice_of(reference);

    CHECK_INT(exchange_split(slice_of_buf(&body), "", &wanted, 1, keep_part,
                             &part),
              0);
    buf_fini(&body);
    return part;
}

static void check_taken(const char *larger, const char *single,
                        const char *reference)
{
    struct buf body = load(larger), want = part_of(single, reference);
    struct t_excerpts t;
    bool found = false;

    t_excerpt_take(&t, slice_of_buf(&body));
    CHECK_INT(t.end, -ENOENT);
    for (size_t i = 0; i < t.count; i++) {
        if (strcmp(t.names[i], reference) != 0)
            continue;
        CHECK_STR(t.texts[i], buf_text(&want));
        found = true;
    }
    CHECK(found);
    t_excerpt_fini(&t);
    buf_fini(&body);
    buf_fini(&want);
}

static void of_families_and_cycles(void)
{
    check_taken("0274", "0258", "EP.2400812.A1"); /* family, single */
    check_taken("0274", "0270", "EP.2400812.B1"); /* family, full cycle */
    check_taken("0270", "0258", "EP.2400812.A1"); /* full cycle, single */
    check_taken("0270", "0259", "EP.2533477.B1"); /* full cycle, bulk */
    check_taken("0031", "0017", "EP.1000000.A1");
}

/* No hit was recorded as an answer of its own, but such an answer has the form
 * of these. */
static void of_hits(void)
{
    struct buf body;
    struct t_excerpts t;

    body = load("0272");
    t_excerpt_take(&t, slice_of_buf(&body));
    CHECK_INT(t.count, 3);
    for (size_t i = 0; i < t.count; i++) {
        struct buf again = BUF_INIT(T_EXCERPT_BYTES);

        CHECK(strstr(t.texts[i], "\n            <bibliographic-data>\n"
                                 "                <publication-reference>\n"));
        CHECK(strstr(t.texts[i], "\n        </exchange-document>\n</exchange"));
        CHECK_INT(t_split_canonical(slice_of(t.texts[i]), &again), 0);
        CHECK_STR(t.texts[i], buf_text(&again));
        buf_fini(&again);
    }
    t_excerpt_fini(&t);
    buf_fini(&body);
}

static void check_abstract(const char *biblio, const char *abstract,
                           const char *reference)
{
    struct buf from = part_of(biblio, reference);
    struct buf want = part_of(abstract, reference);

    t_excerpt_abstracts(slice_of_buf(&from), 0, buf_text(&want));
    buf_fini(&from);
    buf_fini(&want);
}

static void of_abstracts(void)
{
    check_abstract("0258", "0260", "EP.2400812.A1");
    check_abstract("0259", "0261", "EP.2400812.A1");
    check_abstract("0259", "0261", "EP.2533477.A1");
    check_abstract("0017", "0030", "EP.1000000.A1");
}

/* Three parts were recorded, one by one: put together, and taken apart. They
 * begin alike, up to the end of the statuses. */
static void of_the_register(void)
{
    static const char statuses[] = "</ns3:ep-patent-statuses>";
    static const char end[] = "</ns3:register-document>";
    static const char *const names[] = {"0278", "0280", "0282"};
    struct buf parts[3], all = BUF_INIT(T_EXCERPT_BYTES);

    for (size_t i = 0; i < 3; i++) {
        const char *text, *from;

        parts[i] = load(names[i]);
        text = buf_text(&parts[i]);
        from = strstr(text, statuses) + strlen(statuses);
        if (i == 0)
            buf_add(&all, text, (size_t)(from - text));
        CHECK(strncmp(text, buf_text(&all), (size_t)(from - text)) == 0);
        buf_add(&all, from, (size_t)(strstr(from, end) - from));
    }
    buf_puts(&all, strstr(buf_text(&parts[0]), end));
    for (unsigned i = 0; i < 3; i++) {
        t_excerpt_reduced(slice_of_buf(&all), 1u << i, 0, buf_text(&parts[i]));
        buf_fini(&parts[i]);
    }
    buf_fini(&all);
}

int main(int argc, char **argv)
{
    static const struct test_case cases[] = {
        {"of families and full cycles", of_families_and_cycles},
        {"of hits", of_hits},
        {"of abstracts", of_abstracts},
        {"of the register", of_the_register},
    };

    corpus = getenv("OPSFS_CORPUS");
    if (corpus)
        return check_run(argc, argv, cases, sizeof(cases) / sizeof(cases[0]));
    printf("1..0 # SKIP no OPSFS_CORPUS\n");
    return 0;
}
