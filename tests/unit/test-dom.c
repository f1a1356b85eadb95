/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/dom.h"

#include "check.h"

#include <errno.h>

static void is_refused(const char *body)
{
    struct dom dom;

    CHECK_INT(dom_read(slice_of(body), &dom), -EBADMSG);
}

static void what_stands_between_tags_is_one_text(void)
{
    struct dom dom;

    CHECK_INT(dom_read(SLICE("<a>b&amp;<!-- no -->c<![CDATA[<d>]]>&#101;"
                             "<f/> </a>"),
                       &dom),
              0);
    CHECK_STR((const char *)dom.root->children->content, "b&c<d>e");
    CHECK(dom_is(dom.root->children->next, NS_NONE, "f"));
    CHECK_STR((const char *)dom.root->last->content, " ");
    CHECK(dom.root->last->prev == dom_first(dom.root));
    CHECK(!dom.root->last->next && !dom_parent(dom.root));
    dom_fini(&dom);
}

static void attributes_are_read(void)
{
    struct dom dom;

    CHECK_INT(dom_read(SLICE("<a xmlns:o='http://ops.epo.org' one='x &amp;amp;'"
                             " o:two='2' three='' two='3'/>"),
                       &dom),
              0);
    CHECK_STR(dom_attribute(dom.root, "one").at, "x &amp;");
    CHECK_STR(dom_attribute(dom.root, "two").at, "3");
    CHECK_STR(dom_attribute(dom.root, "three").at, "");
    CHECK_STR(dom_attribute(dom.root, "four").at, "");
    dom_fini(&dom);
}

static void a_prefix_not_declared_is_of_the_name(void)
{
    struct dom dom;

    CHECK_INT(dom_read(SLICE("<a xmlns='http://ops.epo.org'><x:b y:c='1'/>"
                             "</a>"),
                       &dom),
              0);
    CHECK(dom_is(dom.root, NS_OPS, "a"));
    CHECK(dom_is(dom_first(dom.root), NS_NONE, "x:b"));
    CHECK_STR(dom_attribute(dom_first(dom.root), "y:c").at, "1");
    dom_fini(&dom);
}

static void what_is_broken_is_refused(void)
{
    is_refused("");
    is_refused("<a>");
    is_refused("<a></b>");
    is_refused("<a>&no;</a>");
    is_refused("<a b='&no;'/>");
    is_refused("<!DOCTYPE a [<!ENTITY no 'x'>]><a/>");
}

TEST_MAIN({"what stands between tags is one text",
           what_stands_between_tags_is_one_text},
          {"attributes are read", attributes_are_read},
          {"a prefix not declared is of the name",
           a_prefix_not_declared_is_of_the_name},
          {"what is broken is refused", what_is_broken_is_refused})
