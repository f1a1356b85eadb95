/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer holds for others. */
#include "cache-fixture.h"

#define SEARCH "published-data/search/biblio?q=a/b,c&Range=1-100"
#define CYCLE "published-data/publication/epodoc/EP1/"
#define FAMILY "family/publication/docdb/EP.1.A1/"
#define DOCDB "published-data/publication/docdb/"

#define TOP                                                                    \
    "<o:world-patent-data xmlns:o=\"http://ops.epo.org\" "                     \
    "xmlns=\"http://www.epo.org/exchange\">"
#define BOTTOM "</o:world-patent-data>"
#define RECORD(number)                                                         \
    "<exchange-document family-id=\"1\" country=\"EP\" doc-number=\"" number   \
    "\" kind=\"A1\"><x/></exchange-document>"
#define HITS TOP "<hits>" RECORD("1") RECORD("2") "</hits>" BOTTOM
#define SINGLE(number)                                                         \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" TOP                         \
    "<exchange-documents>\n" RECORD(number) "\n</exchange-documents>" BOTTOM   \
                                            "\n"

static const int64_t biblio_ms = INT64_C(90) * 24 * 3600 * 1000;

static int want_biblio(struct t_reader *r, const char *reference)
{
    char path[200];

    snprintf(path, sizeof(path), DOCDB "%s/biblio", reference);
    return t_want_from(r, SOURCE_BIBLIO, path);
}

/* An answer with two records, and the turns that it takes. */
static void have(struct t_reader *r, enum source_id source, const char *path)
{
    CHECK_INT(t_want_from(r, source, path), -EINPROGRESS);
    t_answer(t_job_for(path), 200, HITS);
    while (cache_deadline(t_cache.cache) <= t_cache.now.ms)
        cache_turn(t_cache.cache, t_cache.now);
    CHECK_INT(r->woken, 1);
}

static void hits_are_filled(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    have(&r[0], SOURCE_SEARCH, SEARCH);
    CHECK_INT(want_biblio(&r[1], "EP.1.A1"), 0);
    T_CHECK_GOT(&r[1], SINGLE("1"));
    CHECK_INT(want_biblio(&r[2], "EP.2.A1"), 0);
    T_CHECK_GOT(&r[2], SINGLE("2"));
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end();
}

static void check_fills(enum source_id source, const char *path, int want_r)
{
    struct t_reader r[2] = {0};

    t_begin();
    have(&r[0], source, path);
    CHECK_INT(want_biblio(&r[1], "EP.2.A1"), want_r);
    T_DONE_WITH(r);
    t_end();
}

static void which_answers_fill(void)
{
    check_fills(SOURCE_SEARCH, SEARCH, 0);
    check_fills(SOURCE_SEARCH, "published-data/search/biblio,abstract?q=a", 0);
    check_fills(SOURCE_SEARCH, "published-data/search/abstract?q=/biblio",
                -EINPROGRESS);
    check_fills(SOURCE_SEARCH, "published-data/search?q=biblio", -EINPROGRESS);
    check_fills(SOURCE_FAMILY, FAMILY "biblio", 0);
    check_fills(SOURCE_FAMILY, FAMILY "biblio,legal", 0);
    check_fills(SOURCE_FAMILY, FAMILY "legal", -EINPROGRESS);
    check_fills(SOURCE_BIBLIO, CYCLE "biblio,full-cycle", 0);
    check_fills(SOURCE_BIBLIO, CYCLE "biblio,abstract,full-cycle", 0);
    check_fills(SOURCE_BIBLIO, CYCLE "full-cycle", -EINPROGRESS);
    check_fills(SOURCE_BIBLIO, CYCLE "biblio", -EINPROGRESS);
    check_fills(SOURCE_EQUIVALENTS, CYCLE "equivalents/biblio", -EINPROGRESS);
}

static void only_biblios_with_a_kind_are_filled(void)
{
    static const char *const others[] = {CYCLE "biblio", DOCDB "EP.2/biblio",
                                         DOCDB "EP2A1/biblio",
                                         DOCDB "EP.2.A1/biblio,full-cycle"};
    struct t_reader r[6] = {0};
    struct request json = t_request_of(DOCDB "EP.2.A1/biblio");
    struct answer a;
    const struct why *why;

    t_begin();
    have(&r[0], SOURCE_SEARCH, SEARCH);
    for (int i = 0; i < 4; i++)
        CHECK_INT(t_want_from(&r[i + 1], SOURCE_BIBLIO, others[i]),
                  -EINPROGRESS);
    json.form = FORM_JSON;
    CHECK_INT(cache_want(t_cache.cache, &json, t_cache.now, &r[5].w, &a, &why),
              -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void fills_last_as_long_as_biblios(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    have(&r[0], SOURCE_SEARCH, SEARCH);
    t_later(biblio_ms - 1);
    CHECK_INT(want_biblio(&r[1], "EP.1.A1"), 0);
    t_later(1);
    CHECK_INT(want_biblio(&r[1], "EP.1.A1"), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void the_fresh_are_left_alone(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    CHECK_INT(want_biblio(&r[0], "EP.1.A1"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    have(&r[1], SOURCE_SEARCH, SEARCH);
    CHECK_INT(want_biblio(&r[2], "EP.1.A1"), 0);
    T_CHECK_GOT(&r[2], T_OPEN T_CLOSE);
    T_DONE_WITH(r);
    t_end();
}

static void the_stale_and_the_missing_are_renewed(void)
{
    struct t_reader r[5] = {0};

    t_begin();
    CHECK_INT(want_biblio(&r[0], "EP.1.A1"), -EINPROGRESS);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    t_later(biblio_ms);
    CHECK_INT(want_biblio(&r[1], "EP.2.A1"), -EINPROGRESS);
    t_answer(t_only_job(), 404, T_FAULT("SERVER.EntityNotFound"));
    have(&r[2], SOURCE_SEARCH, SEARCH);
    CHECK_INT(want_biblio(&r[3], "EP.1.A1"), 0);
    T_CHECK_GOT(&r[3], SINGLE("1"));
    CHECK_INT(want_biblio(&r[4], "EP.2.A1"), 0);
    T_DONE_WITH(r);
    t_end();
}

static void who_waits_for_a_turn_is_served(void)
{
    struct t_reader r[3] = {0};

    t_begin();
    CHECK_INT(want_biblio(&r[0], "EP.1.A1"), -EINPROGRESS);
    CHECK_INT(want_biblio(&r[1], "EP.2.A1"), -EINPROGRESS);
    t_job_for(DOCDB "EP.2.A1/biblio")->state = JOB_SENT;
    have(&r[2], SOURCE_SEARCH, SEARCH);
    CHECK_INT(r[0].woken, 1);
    T_CHECK_GOT(&r[0], SINGLE("1"));
    CHECK_INT(t_cache.dropped, 1);
    CHECK_INT(r[1].woken, 0);
    t_answer(t_only_job(), 200, T_OPEN T_CLOSE);
    T_CHECK_GOT(&r[1], T_OPEN T_CLOSE);
    T_DONE_WITH(r);
    t_end();
}

static struct t_reader *hit_reader;

static void then_want_hit(struct t_reader *self)
{
    (void)self;
    CHECK_INT(want_biblio(hit_reader, "EP.2.A1"), 0);
}

/* Whoever got the list finds what is on it. */
static void the_list_comes_after_its_hits(void)
{
    struct t_reader r[2] = {{.then = then_want_hit}};

    t_begin();
    hit_reader = &r[1];
    have(&r[0], SOURCE_SEARCH, SEARCH);
    CHECK_INT(t_cache.asked, 1);
    T_DONE_WITH(r);
    t_end();
}

/* A list of `count` records of 1 kB. */
static void answer_large(struct t_job *j, unsigned count, unsigned first)
{
    struct buf body = BUF_INIT((size_t)64 << 20);

    buf_puts(&body, TOP);
    for (unsigned i = first; i < first + count; i++)
        buf_printf(&body,
                   "<exchange-document family-id=\"1\" country=\"EP\" "
                   "doc-number=\"%u\" kind=\"A1\">%0900u</exchange-document>",
                   i, i);
    buf_puts(&body, BOTTOM);
    t_answer_bytes(j, 200, (struct slice){body.data, body.len});
    buf_fini(&body);
}

static void a_large_list_takes_some_turns(void)
{
    struct t_reader r[2] = {0};
    unsigned turns = 0;

    t_begin_with((size_t)64 << 20);
    CHECK_INT(t_want_from(&r[0], SOURCE_SEARCH, SEARCH), -EINPROGRESS);
    answer_large(t_only_job(), 2000, 1);
    CHECK_INT(t_want_from(&r[1], SOURCE_SEARCH, SEARCH), 0);
    for (; cache_deadline(t_cache.cache) <= t_cache.now.ms; turns++) {
        CHECK_INT(r[0].woken, 0);
        cache_turn(t_cache.cache, t_cache.now);
    }
    CHECK(turns >= 3);
    CHECK_INT(r[0].woken, 1);
    CHECK_INT(t_report().entries, 2001);
    CHECK_INT(want_biblio(&r[1], "EP.2000.A1"), 0);
    T_DONE_WITH(r);
    t_end();
}

/* What nobody used has a quarter; what was used stays. */
static void fills_have_a_share(void)
{
    struct t_reader r[4] = {0};

    t_begin_with((size_t)256 << 10);
    CHECK_INT(want_biblio(&r[0], "EP.900.A1"), -EINPROGRESS);
    t_answer_sized(t_only_job(), 30000, ' ');
    for (unsigned page = 0; page < 20; page++) {
        char path[100];

        snprintf(path, sizeof(path), "published-data/search/biblio?q=%u", page);
        CHECK_INT(t_want_from(&r[1], SOURCE_SEARCH, path), -EINPROGRESS);
        answer_large(t_only_job(), 10, 1000 + 10 * page);
        while (cache_deadline(t_cache.cache) <= t_cache.now.ms)
            cache_turn(t_cache.cache, t_cache.now);
        CHECK(t_report().bytes <= (size_t)256 << 10);
        CHECK_INT(want_biblio(&r[2], "EP.1000.A1"), 0);
    }
    CHECK_INT(want_biblio(&r[3], "EP.1001.A1"), -EINPROGRESS);
    cache_leave(&r[3].w);
    CHECK_INT(want_biblio(&r[3], "EP.1199.A1"), 0);
    T_DONE_WITH(r);
    t_end();
}

static void taken_down_in_the_middle(void)
{
    struct t_reader r = {0};

    t_begin_with((size_t)64 << 20);
    CHECK_INT(t_want_from(&r, SOURCE_SEARCH, SEARCH), -EINPROGRESS);
    answer_large(t_only_job(), 2000, 1);
    cache_turn(t_cache.cache, t_cache.now);
    t_done_with(&r, 1);
    t_end();
}

static void a_list_nobody_waits_for_fills_too(void)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want_from(&r[0], SOURCE_SEARCH, SEARCH), -EINPROGRESS);
    t_only_job()->state = JOB_SENT;
    cache_leave(&r[0].w);
    t_answer(t_only_job(), 200, HITS);
    cache_turn(t_cache.cache, t_cache.now);
    CHECK_INT(want_biblio(&r[1], "EP.1.A1"), 0);
    T_DONE_WITH(r);
    t_end();
}

#define ITEM(level, symbol, inner)                                             \
    "<c:classification-item level=\"" level                                    \
    "\"><c:classification-symbol>" symbol "</c:classification-symbol>" inner   \
    "</c:classification-item>"
#define GROUP_OF(symbol) ITEM("7", symbol "/00", ITEM("8", symbol "/02", ""))
#define SCHEME(href, inside)                                                   \
    "<?xml-stylesheet href='" href "style/cpc.xsl' ?>"                         \
    "<o:world-patent-data xmlns:o=\"http://ops.epo.org\" "                     \
    "xmlns:c=\"http://www.epo.org/cpcexport\"><o:cpc>" inside BOTTOM
#define BRANCH(href, groups)                                                   \
    SCHEME(href, ITEM("2", "A",                                                \
                      ITEM("4", "A01", ITEM("5", "A01B", groups))) "</o:cpc>")
#define CPC "classification/cpc/"
#define ALL "?depth=all&ancestors"

/* A subclass's answer has those of its main groups, as OPS sends them alone. */
static void main_groups_are_filled(void)
{
    struct t_reader r[4] = {0};

    t_begin();
    CHECK_INT(t_want_from(&r[0], SOURCE_CPC, CPC "A01B" ALL), -EINPROGRESS);
    t_answer(t_only_job(), 200,
             BRANCH("../../../", GROUP_OF("A01B1")
                                     ITEM("6", "A01B3/00", GROUP_OF("A01B3"))));
    while (cache_deadline(t_cache.cache) <= t_cache.now.ms)
        cache_turn(t_cache.cache, t_cache.now);
    CHECK_INT(t_want_from(&r[1], SOURCE_CPC, CPC "A01B1/00" ALL), 0);
    T_CHECK_GOT(&r[1], BRANCH("../../../../", GROUP_OF("A01B1")));
    CHECK_INT(t_want_from(&r[2], SOURCE_CPC, CPC "A01B3/00" ALL), 0);
    T_CHECK_GOT(&r[2], BRANCH("../../../../",
                              ITEM("6", "A01B3/00", GROUP_OF("A01B3"))));
    CHECK_INT(t_want_from(&r[3], SOURCE_CPC, CPC "A01B1/02" ALL), -EINPROGRESS);
    T_DONE_WITH(r);
    t_end();
}

static void check_schemes(const char *path, int want_r)
{
    struct t_reader r[2] = {0};

    t_begin();
    CHECK_INT(t_want_from(&r[0], SOURCE_CPC, path), -EINPROGRESS);
    t_answer(t_only_job(), 200, BRANCH("../", GROUP_OF("A01B1")));
    while (cache_deadline(t_cache.cache) <= t_cache.now.ms)
        cache_turn(t_cache.cache, t_cache.now);
    CHECK_INT(t_want_from(&r[1], SOURCE_CPC, CPC "A01B1/00" ALL), want_r);
    T_DONE_WITH(r);
    t_end();
}

static void which_schemes_fill(void)
{
    check_schemes(CPC "A01B?depth=all&ancestors", 0);
    check_schemes(CPC "A01B?depth=all", -EINPROGRESS);
    check_schemes(CPC "A01B?depth=1&ancestors", -EINPROGRESS);
    check_schemes(CPC "A01?depth=all&ancestors", -EINPROGRESS);
    check_schemes(CPC "A01B3/00?depth=all&ancestors", -EINPROGRESS);
    check_schemes(CPC "?depth=all&ancestors", -EINPROGRESS);
}

TEST_MAIN({"hits are filled", hits_are_filled},
          {"which answers fill", which_answers_fill},
          {"only biblios with a kind are filled",
           only_biblios_with_a_kind_are_filled},
          {"fills last as long as biblios", fills_last_as_long_as_biblios},
          {"the fresh are left alone", the_fresh_are_left_alone},
          {"the stale and the missing are renewed",
           the_stale_and_the_missing_are_renewed},
          {"a reader waiting for a turn is served",
           who_waits_for_a_turn_is_served},
          {"the list comes after its hits", the_list_comes_after_its_hits},
          {"a large list takes some turns", a_large_list_takes_some_turns},
          {"fills have a share", fills_have_a_share},
          {"taken down in the middle", taken_down_in_the_middle},
          {"a list nobody waits for fills too",
           a_list_nobody_waits_for_fills_too},
          {"main groups are filled", main_groups_are_filled},
          {"which schemes fill", which_schemes_fill})
