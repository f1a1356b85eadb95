/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every facet of every answer, of whatever family, and of answers in which
 * elements are not called what they should be: nothing breaks, a table is a
 * table and a list of names one of canonical numbers, each once.
 */
#include "ops/number.h"

#include "register-fixture.h"

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define BIBLIO                                                                 \
    "<e:exchange-documents><e:exchange-document country='EP' kind='A1' "       \
    "doc-number='1000000' family-id='7'><e:bibliographic-data>"                \
    "<e:publication-reference>" ID("EP", "1000000", "A1", "20000517")          \
    "</e:publication-reference><e:application-reference>"                      \
    ID("EP", "99203729", "A", "19991108") "</e:application-reference>"         \
    "<e:priority-claims><e:priority-claim sequence='1'>"                       \
    ID("NL", "1010536", "A", "19981112") "</e:priority-claim>"                 \
    "</e:priority-claims><e:parties><e:applicants><e:applicant "               \
    "data-format='epodoc'><e:applicant-name><e:name>X</e:name>"                \
    "</e:applicant-name></e:applicant></e:applicants></e:parties>"             \
    "<e:invention-title lang='en'>T</e:invention-title><e:references-cited>"   \
    "<e:citation><e:patcit>" ID("DE", "3546191", "A1", "19870702")             \
    "</e:patcit><e:category>A</e:category></e:citation></e:references-cited>"  \
    "</e:bibliographic-data></e:exchange-document></e:exchange-documents>"

#define MEMBER                                                                 \
    "<w:family-member family-id='7'><e:publication-reference>"                 \
    ID("EP", "1000000", "A1", "20000517") "</e:publication-reference>"         \
    "<e:priority-claim>" ID("NL", "1010536", "A", "19981112")                  \
    "</e:priority-claim><w:legal code='AK' desc='D' infl='+'>"                 \
    "<w:L001EP>EP</w:L001EP><w:L007EP>2000-05-17</w:L007EP><w:L500EP>"         \
    "<w:L501EP>DE</w:L501EP><w:L502EP descData='x'>R</w:L502EP>"               \
    "<w:L518EP desc='Payment DATE'>20200101</w:L518EP></w:L500EP></w:legal>"   \
    "</w:family-member>"

static const char *const samples[] = {
    ANSWER(BIBLIO),
    ANSWER("<w:patent-family>" MEMBER MEMBER "</w:patent-family>"),
    ANSWER("<w:biblio-search total-result-count='1'><w:search-result>" BIBLIO
           "</w:search-result></w:biblio-search>"),
    CASE(STATUS("20190920", "Last"),
         A1 B1 APPLICATION TITLES "<g:parties>"
         OWNERS("2018/41", "20181012", OWNER("New", "as-indicated"))
         "</g:parties>" DESIGNATED("2018/46", STATE("AT") STATE("BE"))
         LAPSES("2020/28", LAPSE("BE", "20190214"))
         "<g:opposition-data><g:opponent>" BOOK("O", "S", "FR")
         DATED("date-opposition-filed", "20180901") "</g:opponent>"
         "</g:opposition-data>",
         "<g:procedural-data>"
         STEP("EXPT", "opposition", STEP_TEXT("Extension states", "BA ME")
              STEP_DATE("DATE_OF_PAYMENT", "20170201")) "</g:procedural-data>"),
};

/* What a reader may stumble over when it is missing or called differently. */
static const char *const words[] = {
    "document-id", "doc-number", "country", "kind", "date", "docdb", "name",
    "bibliographic-data", "publication-reference", "application-reference",
    "exchange-document", "priority-claim", "references-cited", "patcit",
    "citation", "family-member", "family-id", "L001EP", "L007EP", "L500EP",
    "search-result", "total-result-count", "applicants", "applicant",
    "register-document", "ep-patent-status", "change-gazette-num",
    "change-date", "addressbook", "address", "designation-pct", "regional",
    "term-of-grant", "lapsed-in-country", "opponent", "procedural-step",
    "step-text-type", "procedural-step-text", "http://ops.epo.org",
    "http://www.epo.org/exchange", "http://www.epo.org/register", "EP", "20",
};

static bool is_names(enum facet facet)
{
    return facet == FACET_CITATION_NAMES || facet == FACET_PUBLICATION_NAMES ||
           facet == FACET_FAMILY_SIMPLE_NAMES ||
           facet == FACET_FAMILY_EXTENDED_NAMES || facet == FACET_HIT_NAMES ||
           facet == FACET_REGISTER_NAMES;
}

static bool is_tabular(enum facet facet)
{
    return facet == FACET_CITATIONS || facet == FACET_FAMILY ||
           facet == FACET_LEGAL || facet == FACET_EVENTS ||
           facet == FACET_STEPS || facet == FACET_STATES ||
           facet == FACET_HITS || facet == FACET_REGISTER_HITS;
}

static bool is_mine(enum facet facet)
{
    return is_names(facet) || is_tabular(facet) || facet == FACET_NUMBERS ||
           facet == FACET_LINKS || facet == FACET_COUNT ||
           (facet >= FACET_STATUS && facet <= FACET_UPP);
}

static void check_names(const char *made)
{
    struct slice rest = slice_of(made), line;

    while (slice_cut(&rest, '\n', &line)) {
        const char *again = memmem(rest.at, rest.len, line.at, line.len + 1);

        CHECK(number_is_canonical(line));
        CHECK(!again || again[-1] != '\n');
    }
}

static void check_made(enum facet facet, int r, const struct buf *made)
{
    const char *text = buf_text(made);

    CHECK(r == 0 || r == -EBADMSG || r == -ENODATA);
    CHECK(made->len == 0 || r < 0 || text[made->len - 1] == '\n');
    if (r == 0 && is_tabular(facet))
        CHECK(t_is_table(text));
    if (r == 0 && is_names(facet))
        check_names(text);
}

static void check_all(const char *answer)
{
    struct slice one = slice_of(answer);

    for (int f = 0; f < FACETS; f++) {
        struct buf made = BUF_INIT(T_FACET_CEILING);
        int r;

        if (!is_mine((enum facet)f))
            continue;
        r = render((enum facet)f, SLICE("EP1000000A1"), SLICE(""), one,
                   &made);
        check_made((enum facet)f, r, &made);
        buf_fini(&made);
    }
}

static void any_answer_is_taken_or_refused(void)
{
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
        check_all(samples[i]);
    check_all("<x/>");
    check_all("");
    check_all(ANSWER("<w:register-search><g:register-document/>"
                     "</w:register-search>"));
}

/* One letter of each occurrence is another, in tags, names and values. */
static void spoil(char *answer, const char *word)
{
    for (char *at = answer; (at = strstr(at, word)); at++)
        *at = *at == 'q' ? 'p' : 'q';
}

static void any_word_may_be_another(void)
{
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
        for (size_t w = 0; w < sizeof(words) / sizeof(words[0]); w++) {
            char *answer = strdup(samples[i]);

            spoil(answer, words[w]);
            check_all(answer);
            free(answer);
        }
    }
}

/* All answers that were recorded, of services that have no facet as well. */
static void recorded_answers_are_taken_or_refused(void)
{
    t_facet_each_recorded(SIZE_MAX, check_all);
}

static int name_hits(unsigned count, struct buf *to)
{
    struct buf answer = BUF_INIT(64 << 20);
    int r;

    buf_puts(&answer, "<w:world-patent-data xmlns:w='http://ops.epo.org' "
                      "xmlns:e='http://www.epo.org/exchange'>"
                      "<w:biblio-search><w:search-result>");
    for (unsigned i = 0; i < count; i++)
        buf_printf(&answer, "<e:exchange-document country='EP' kind='A1' "
                            "doc-number='%u'/>", 1000000 + i);
    buf_puts(&answer, "</w:search-result></w:biblio-search>"
                      "</w:world-patent-data>");
    r = render(FACET_HIT_NAMES, SLICE("q"), SLICE(""),
               (struct slice){answer.data, answer.len}, to);
    buf_fini(&answer);
    return r;
}

/* A name for each of thirty thousand, in the time of a test. */
static void a_crowd_is_named_in_time(void)
{
    struct buf names = BUF_INIT(64 << 20);

    CHECK_INT(name_hits(30000, &names), 0);
    CHECK_INT(t_count_lines(buf_text(&names)), 30000);
    buf_fini(&names);
}

static void more_than_there_is_memory_for_is_refused(void)
{
    struct buf names = BUF_INIT(64 << 20);

    CHECK_INT(name_hits(100000, &names), -E2BIG);
    CHECK_INT(names.len, 0);
    buf_fini(&names);
}

static const char *read_to; /* of a body, as was noted */

static void note_seen(const char *at, size_t len)
{
    CHECK(at == read_to);
    read_to = at + len;
}

/* 13 MB of elements and as much of text. */
static void what_was_read_can_be_let_go_of(void)
{
    struct buf answer = BUF_INIT(64 << 20);
    struct dom dom;
    struct slice body;

    buf_puts(&answer, "<a>");
    for (int i = 0; i < 100000; i++)
        buf_puts(&answer, "<b/>");
    for (int i = 0; i < 130000; i++)
        buf_printf(&answer, "%0100d", i);
    buf_puts(&answer, "</a>");
    body = (struct slice){answer.data, answer.len};
    CHECK_INT(dom_read(body, &dom), -E2BIG);
    read_to = body.at;
    CHECK_INT(dom_read_seen(body, note_seen, &dom), 0);
    CHECK((size_t)(read_to - body.at) > body.len - (1 << 20));
    dom_fini(&dom);
    buf_fini(&answer);
}

static void a_small_buffer_is_reported(void)
{
    for (int f = 0; f < FACETS; f++) {
        struct slice one = slice_of(samples[3]);
        struct buf made = BUF_INIT(20);

        if (f >= FACET_STATUS && f <= FACET_STATES)
            CHECK_INT(render((enum facet)f, SLICE("EP1"), SLICE(""), one,
                             &made), -EFBIG);
        buf_fini(&made);
    }
}

TEST_MAIN({"any answer is taken or refused", any_answer_is_taken_or_refused},
          {"any word may be another", any_word_may_be_another},
          {"recorded answers are taken or refused",
           recorded_answers_are_taken_or_refused},
          {"a crowd is named in time", a_crowd_is_named_in_time},
          {"more than there is memory for is refused",
           more_than_there_is_memory_for_is_refused},
          {"what was read can be let go of", what_was_read_can_be_let_go_of},
          {"a small buffer is reported", a_small_buffer_is_reported})
