/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/fields.h"
#include "doc/xml.h"

#include "check.h"

#define DOCUMENT                                                               \
    "<o:row xmlns:o='http://ops.epo.org' "                                     \
    "xmlns='http://www.epo.org/exchange' xmlns:z='urn:other' code=' AB ' "     \
    "empty=''>"                                                                \
    "<z:name>other</z:name>"                                                   \
    "<name lang='de'>eins\n\t  zwei</name>"                                    \
    "<name lang='en'>one \xE2\x80\x82 two</name>"                              \
    "<name lang='en'>   </name>"                                               \
    "<o:name>ops</o:name>"                                                     \
    "<in><date>20200131</date><date>20200229</date></in>"                      \
    "</o:row>"

static void check_field(const struct field *f, const char *want)
{
    struct buf b = BUF_INIT(1000);
    struct dom dom;
    bool any;

    CHECK_INT(dom_read(SLICE(DOCUMENT), &dom), 0);
    any = field_add(f, dom.root, &b);
    CHECK_STR(buf_text(&b), want);
    CHECK_INT(any, *want != '\0');
    buf_fini(&b);
    dom_fini(&dom);
}

static void check_path(const char *path, const char *want)
{
    struct field f = {"", path, NULL, NULL};

    check_field(&f, want);
}

static void check_all(const char *path, const char *want)
{
    struct field f = {"", path, NULL, "; "};

    check_field(&f, want);
}

static void finds_by_namespace_and_name(void)
{
    check_path("x:name", "eins zwei");
    check_path("o:name", "ops");
    check_path("r:name", "");
    check_path("x:in/x:date", "20200131");
    check_path("x:in/o:date", "");
    check_path("o:*", "ops");
}

static void finds_attributes(void)
{
    check_path("@code", "AB");
    check_path("@empty", "");
    check_path("@none", "");
    check_path("x:name/@lang", "de");
}

static void conditions_choose(void)
{
    check_path("x:name[lang=en]", "one two");
    check_path("x:name[lang!de]", "one two");
    check_path("x:name[lang=fr]", "");
    check_path("x:name[none!x]/@lang", "de");
}

static void the_first_way_with_text_is_taken(void)
{
    check_path("@empty|x:name[lang=fr]|@code|x:name", "AB");
    check_path("@empty|@none", "");
}

static void several_are_joined_without_blanks(void)
{
    check_all("x:name", "eins zwei; one two");
    check_all("x:in/x:date", "20200131; 20200229");
    check_all("x:in/x:date|@code", "20200131; 20200229");
}

static void formats_apply_to_each(void)
{
    const struct field dates = {"", "x:in/x:date", field_date, ", "};

    check_field(&dates, "2020-01-31, 2020-02-29");
}

static void a_line_for_each_value(void)
{
    const struct field fields[] = {
        {"Code", "@code", NULL, NULL},
        {"None", "@none", NULL, NULL},
        {"Date", "x:in/x:date", field_date, "\n"},
        {.title = NULL},
    };
    struct buf b = BUF_INIT(1000);
    struct dom dom;

    CHECK_INT(dom_read(SLICE(DOCUMENT), &dom), 0);
    fields_lines(fields, dom.root, &b);
    CHECK_STR(buf_text(&b), "Code: AB\nDate: 2020-01-31\nDate: 2020-02-29\n");
    buf_fini(&b);
    dom_fini(&dom);
}

static void no_node_has_no_field(void)
{
    const struct field f = {"", "x:name", NULL, NULL};
    struct buf b = BUF_INIT(10);

    CHECK(!field_add(&f, NULL, &b));
    CHECK_STR(buf_text(&b), "");
    buf_fini(&b);
}

static void a_full_buffer_is_an_error(void)
{
    const struct field f = {"", "x:name", NULL, NULL};
    struct buf b = BUF_INIT(4);
    struct dom dom;

    CHECK_INT(dom_read(SLICE(DOCUMENT), &dom), 0);
    field_add(&f, dom.root, &b);
    CHECK(b.error < 0);
    buf_fini(&b);
    dom_fini(&dom);
}

TEST_MAIN({"finds by namespace and name", finds_by_namespace_and_name},
          {"finds attributes", finds_attributes},
          {"conditions choose", conditions_choose},
          {"the first way with text is taken",
           the_first_way_with_text_is_taken},
          {"several are joined, blank ones not",
           several_are_joined_without_blanks},
          {"formats apply to each", formats_apply_to_each},
          {"a line for each value", a_line_for_each_value},
          {"no node has no field", no_node_has_no_field},
          {"a full buffer is an error", a_full_buffer_is_an_error})
