/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "excerpt-fixture.h"

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define DECLARED "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define ROOT                                                                   \
    "<ops:world-patent-data xmlns=\"http://www.epo.org/exchange\" "            \
    "xmlns:ops=\"http://ops.epo.org\">"
#define END "</ops:world-patent-data>"
#define START(more)                                                            \
    "<exchange-document system=\"ops.epo.org\" family-id=\"1\" " more ">"
#define EP1 START("country=\"EP\" doc-number=\"1\" kind=\"A1\"")
#define EP2 START("country=\"EP\" doc-number=\"02\" kind=\"B\"")
#define STOP "</exchange-document>"

#define DEEP_TEXT                                                              \
    "\n                    <a b=\"1\">"                                        \
    "\n                        <name>two\n                    lines\n</name>"  \
    "\n                        <blank>\n                        </blank>"      \
    "\n                        <c/>"                                           \
    "\n                        <d>a <e/>b>\n                    <f/></d>"      \
    "\n                    </a>"                                               \
    "\n                "
#define FLAT_TEXT                                                              \
    "\n            <a b=\"1\">"                                                \
    "\n                <name>two\n                    lines\n</name>"          \
    "\n                <blank>\n                        </blank>"              \
    "\n                <c/>"                                                   \
    "\n                <d>a <e/>b>\n                    <f/></d>"              \
    "\n            </a>"                                                       \
    "\n        "

#define SEARCH(inside)                                                         \
    DECLARED "<?x y?>\n" ROOT "\n    <ops:biblio-search>\n        "            \
             "<ops:search-result>\n            <exchange-documents>" inside    \
             "\n            </exchange-documents>\n        "                   \
             "</ops:search-result>\n    </ops:biblio-search>\n" END
#define SINGLE(document)                                                       \
    DECLARED "\n" ROOT "<exchange-documents>\n" document                       \
             "\n</exchange-documents>" END "\n"
#define NL "\n                "

static void one_after_another(void)
{
    t_excerpt_names(SEARCH(NL EP1 DEEP_TEXT STOP NL EP2 DEEP_TEXT STOP),
                    "EP.1.A1 EP.02.B", -ENOENT);
    t_excerpt_names(SEARCH(""), "", -ENOENT);
    t_excerpt_names(DECLARED ROOT END, "", -ENOENT);
    t_excerpt_names(DECLARED "<a/>", "", -ENOENT);
}

static void as_an_answer_of_its_own(void)
{
    static const char body[] =
        SEARCH(NL EP1 DEEP_TEXT STOP NL EP2 DEEP_TEXT STOP);

    t_excerpt_text(body, 0, SINGLE(EP1 FLAT_TEXT STOP));
    t_excerpt_text(body, 1, SINGLE(EP2 FLAT_TEXT STOP));
    t_excerpt_text(DECLARED ROOT "<f>" EP1 "<a>\n <b/></a>" STOP "</f>" END, 0,
                   SINGLE(EP1 "<a>\n <b/></a>" STOP));
}

static void the_canonical_form_is_kept(void)
{
    static const char body[] = SINGLE(EP1 FLAT_TEXT STOP);

    t_excerpt_text(body, 0, body);
}

static void what_is_not_whole_is_left_out(void)
{
    t_excerpt_names(
        SEARCH(NL "<exchange-document country=\"EP\" doc-number=\"1\" "
                  "kind=\"A1\"><a/></exchange-document>" NL
                      START("country=\"EP\" doc-number=\"2\" kind=\"A1\" "
                            "status=\"not found\"") STOP NL
                          START("country=\"EP\" doc-number=\"3\"") STOP NL
                  "<exchange-document family-id=\"1\"/>" NL EP1 "<!-- -->" STOP
                      NL START("country=\"EP\" doc-number=\"../4\" "
                               "kind=\"A1\"") STOP NL
                          START("country=\"E&amp;\" doc-number=\"5\" "
                                "kind=\"A1\"") STOP NL
                              START("country=\"EP\" doc-number=\"6\" "
                                    "kind=\"A1\"") STOP),
        "EP.6.A1", -ENOENT);
}

static void prefixes_are_the_roots(void)
{
    static const char other[] =
        DECLARED "<w xmlns:e=\"http://www.epo.org/exchange\" "
                 "xmlns:f=\"http://www.epo.org/fulltext\">"
                 "<f:exchange-document family-id='1' country='EP' "
                 "doc-number='1' kind='A'/><e:exchange-document "
                 "family-id='1' country = 'EP' doc-number='2' kind='A'/></w>";

    t_excerpt_names(other, "EP.2.A", -ENOENT);
    t_excerpt_text(other, 0,
                   DECLARED "\n<w xmlns:e=\"http://www.epo.org/exchange\" "
                            "xmlns:f=\"http://www.epo.org/fulltext\">"
                            "<e:exchange-documents>\n<e:exchange-document "
                            "family-id='1' country = 'EP' doc-number='2' "
                            "kind='A'/>\n</e:exchange-documents></w>\n");
    t_excerpt_names(DECLARED "<w><x xmlns=\"http://www.epo.org/exchange\">" EP1 STOP
                             "</x></w>",
                    "", -ENOENT);
}

static void one_inside_another_is_part_of_it(void)
{
    t_excerpt_names(SEARCH(EP1 EP2 STOP STOP EP2 STOP), "EP.1.A1 EP.02.B",
                    -ENOENT);
}

static void the_cut_off_is_refused(void)
{
    static const char body[] = SEARCH(NL EP1 DEEP_TEXT STOP NL EP2 STOP);

    for (size_t len = 0; len + 1 < sizeof(body); len++) {
        struct t_excerpts t;

        t_excerpt_take(&t, (struct slice){body, len});
        CHECK_INT(t.end, -EBADMSG);
        t_excerpt_fini(&t);
    }
}

/* --- abstracts ----------------------------------------------------------- */

#define DATA(reference)                                                        \
    "\n  <bibliographic-data>\n    " reference                                 \
    "\n    <parties>\n      <x/>\n    </parties>\n  </bibliographic-data>"
#define REFERENCE                                                              \
    "<publication-reference>\n      <x/></publication-reference>"
#define ABSTRACT(text) "\n  <abstract lang=\"en\">" text "</abstract>"
#define LEAN(more) "<exchange-document " more ">"

static void abstracts_of_all(void)
{
    t_excerpt_abstracts(
        SLICE(SINGLE(EP1 DATA(REFERENCE) ABSTRACT("a") ABSTRACT("b") "\n" STOP
                         "\n" EP2 DATA(REFERENCE) ABSTRACT("<p>c</p>") STOP)),
        0,
        SINGLE(LEAN("country=\"EP\" doc-number=\"1\" kind=\"A1\"")
               "\n  <bibliographic-data>\n    " REFERENCE "\n    <parties/>"
               "\n  </bibliographic-data>" ABSTRACT("a") ABSTRACT("b") "\n" STOP
               "\n" LEAN("country=\"EP\" doc-number=\"02\" kind=\"B\"")
               "\n  <bibliographic-data>\n    " REFERENCE "\n    <parties/>"
               "\n  </bibliographic-data>" ABSTRACT("<p>c</p>") STOP));
}

static void without_an_abstract_ops_is_asked(void)
{
    t_excerpt_abstracts(SLICE(SINGLE(EP1 DATA(REFERENCE) STOP)), -ENODATA, NULL);
    t_excerpt_abstracts(SLICE(SINGLE(EP1 DATA(REFERENCE) ABSTRACT("a") STOP EP2
                                         DATA(REFERENCE) STOP)),
                        -ENODATA, NULL);
    t_excerpt_abstracts(SLICE(SINGLE(EP1 DATA("") ABSTRACT("a") STOP)), -ENODATA,
                        NULL);
    t_excerpt_abstracts(SLICE(SINGLE("<exchange-document/>")), -ENODATA, NULL);
    t_excerpt_abstracts(SLICE(SINGLE("")), -ENODATA, NULL);
    t_excerpt_abstracts(SLICE("<a>"), -EBADMSG, NULL);
}

TEST_MAIN({"one after another", one_after_another},
          {"as an answer of its own", as_an_answer_of_its_own},
          {"the canonical form is kept", the_canonical_form_is_kept},
          {"what is not whole is left out", what_is_not_whole_is_left_out},
          {"prefixes are the root's", prefixes_are_the_roots},
          {"one inside another is part of it",
           one_inside_another_is_part_of_it},
          {"the cut off is refused", the_cut_off_is_refused},
          {"abstracts of all", abstracts_of_all},
          {"without an abstract OPS is asked",
           without_an_abstract_ops_is_asked})
