/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Marks that drive a terminal, or that nobody sees, in every text and every
 * value of every answer: none gets into a text or a table, and each row of
 * a table has its cells. Recorded answers are read where OPSFS_CORPUS names
 * their directory.
 */
#include "base/str.h"

#include "dice.h"
#include "facet-fixture.h"

#include <string.h>

/* DEL, C1, soft hyphen, direction, width, separators, byte order; and what
 * would make another cell of a table. */
static const char dirt[] = "\x7f\xc2\x80\xc2\x85\xc2\x9f\xc2\xad\xd8\x9c"
                           "\xe1\xa0\x8e\xe2\x80\x8b\xe2\x80\x8d\xe2\x80\x8e"
                           "\xe2\x80\x8f\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa"
                           "\xe2\x80\xae\xe2\x81\xa0\xe2\x81\xa6\xe2\x81\xa9"
                           "\xe2\x81\xaf\xef\xbb\xbf\xef\xbf\xb9&#9;&#10;&#13;";

static bool ends_text(const char *answer, const char *at)
{
    return at > answer && at[0] == '<' && at[1] == '/' && at[-1] != '>';
}

/* At the end of each text; in front of each value but those of namespaces,
 * where `values` says so. */
static void soil(const char *answer, bool values, struct buf *to)
{
    bool tag = false, value = false, name = false;

    for (const char *at = answer; *at; at++) {
        if (!tag && ends_text(answer, at))
            buf_puts(to, dirt);
        if (*at == '<') {
            tag = at[1] != '?' && at[1] != '!';
            name = false;
        }
        name = name || strncmp(at, "xmlns", 5) == 0;
        buf_putc(to, *at);
        if (*at == '>')
            tag = value = false;
        if (!tag || (*at != '"' && *at != '\''))
            continue;
        value = !value;
        if (value && values && !name)
            buf_puts(to, dirt);
        name = name && value;
    }
}

/* A table begins with titles. */
static bool is_tabular(enum facet facet, struct slice made)
{
    size_t line = strcspn(made.at, "\n");

    return facet != FACET_CSL && memchr(made.at, '\t', line);
}

/* A tab parts the cells of a table, and indents JSON; lines of RIS end in
 * CR LF. */
static bool is_meant(enum facet facet, bool table, char c)
{
    return c == '\n' || (c == '\t' && (table || facet == FACET_CSL)) ||
           (c == '\r' && facet == FACET_RIS);
}

static void check_clean(enum facet facet, struct slice made)
{
    bool table = is_tabular(facet, made);
    unsigned code;

    for (size_t i = 0; i < made.len && !check_failed; i++) {
        struct slice rest = slice_skip(made, i);

        if (!is_meant(facet, table, *rest.at) && slice_mark(rest, &code)) {
            CHECK_INT(code, 0);
            printf("# in facet %d: %.60s\n", (int)facet, rest.at);
        }
        CHECK(!table || *rest.at != '"');
    }
    CHECK(table || !facet_is_table(facet));
    CHECK(!table || t_is_table(made.at));
}

static void check_all(const char *answer)
{
    for (int f = 0; f < 2 * FACETS; f++) {
        enum facet facet = (enum facet)(f % FACETS);
        struct buf made = BUF_INIT(T_FACET_CEILING),
                   soiled = BUF_INIT(T_FACET_CEILING);

        soil(answer, f >= FACETS, &soiled);
        if (render(facet, SLICE("EP1000000A1"), SLICE(""),
                   (struct slice){soiled.data, soiled.len}, &made) == 0 &&
            made.len)
            check_clean(facet, (struct slice){buf_text(&made), made.len});
        buf_fini(&made);
        buf_fini(&soiled);
    }
}

static void no_mark_gets_through(void)
{
    check_all(ANSWER(
        "<e:exchange-documents><e:exchange-document country='EP' kind='A1' "
        "doc-number='1000000' family-id='7'><e:bibliographic-data>"
        "<e:publication-reference>" ID(
            "EP", "1000000", "A1",
            "20000517") "</e:publication-reference><e:parties><e:applicants><e:applicant "
                        "data-format='epodoc'><e:applicant-name><e:name>X Y</e:name>"
                        "</e:applicant-name></e:applicant></e:applicants></e:parties>"
                        "<e:invention-title lang='en'>A title</e:invention-title>"
                        "<e:references-cited><e:citation><e:nplcit><e:text>J. Doe, &quot;On "
                        "it&quot;, 1999</e:text></e:nplcit><e:category>A</e:category>"
                        "</e:citation></e:references-cited></e:bibliographic-data>"
                        "<e:abstract lang='en'><e:p>It is.</e:p></e:abstract>"
                        "</e:exchange-document></e:exchange-documents>"));
}

static void no_mark_of_recorded_answers_does(void)
{
    t_facet_each_recorded((size_t)t_dice_rounds(60000), check_all);
}

TEST_MAIN({"no mark gets through", no_mark_gets_through},
          {"no mark of recorded answers does",
           no_mark_of_recorded_answers_does})
