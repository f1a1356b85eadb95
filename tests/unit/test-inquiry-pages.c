/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/inquiry.h"

#include "check.h"

#include <errno.h>

#define ROOT(inside)                                                           \
    "<ops:world-patent-data xmlns='http://www.epo.org/exchange' "              \
    "xmlns:ops='http://ops.epo.org'>" inside "</ops:world-patent-data>"

#define INSTANCE(pages, link)                                                  \
    "<ops:document-instance system='ops.epo.org' number-of-pages='" pages      \
    "' desc='FullDocument' link='" link "'/>"

#define INQUIRY                                                                \
    ROOT(INSTANCE("12", "published-data/images/EP/1000000/A1/fullimage")       \
             INSTANCE("6", "published-data/images/EP/1000000/A1/thumbnail")    \
                 INSTANCE("1", "EP/1000000/PA/firstpage"))

static int pages(const char *inquiry, const char *link, int64_t *ret_pages)
{
    *ret_pages = -7;
    return inquiry_pages(slice_of(inquiry), slice_of(link), ret_pages);
}

static void check_pages(const char *inquiry, const char *link, int64_t want)
{
    int64_t n;

    CHECK_INT(pages(inquiry, link, &n), 0);
    CHECK_INT(n, want);
}

static void check_error(const char *inquiry, const char *link, int want)
{
    int64_t n;

    CHECK_INT(pages(inquiry, link, &n), want);
    CHECK_INT(n, -7);
}

static void finds_each_link(void)
{
    check_pages(INQUIRY, "EP/1000000/A1/fullimage", 12);
    check_pages(INQUIRY, "EP/1000000/A1/thumbnail", 6);
    check_pages(INQUIRY, "EP/1000000/PA/firstpage", 1);
    check_pages(INQUIRY, "images/EP/1000000/A1/fullimage", 12);
}

static void an_end_is_whole_steps(void)
{
    check_error(INQUIRY, "P/1000000/A1/fullimage", -ENOENT);
    check_error(INQUIRY, "EP/1000000/A1/full", -ENOENT);
    check_error(INQUIRY, "EP/1000000/B1/fullimage", -ENOENT);
    check_error(INQUIRY, "x/published-data/images/EP/1000000/A1/fullimage",
                -ENOENT);
    check_error(INQUIRY, "", -ENOENT);
}

static void the_first_of_two_counts(void)
{
    check_pages(ROOT(INSTANCE("3", "EP/1/A1/fullimage")
                         INSTANCE("9", "EP/1/A1/fullimage")),
                "EP/1/A1/fullimage", 3);
}

static void absurd_numbers_are_refused(void)
{
    static const char *const bodies[] = {
        ROOT(INSTANCE("0", "E/1/A/f")),
        ROOT(INSTANCE("-1", "E/1/A/f")),
        ROOT(INSTANCE("", "E/1/A/f")),
        ROOT(INSTANCE("many", "E/1/A/f")),
        ROOT(INSTANCE("10000", "E/1/A/f")),
        ROOT(INSTANCE("99999999999999999999", "E/1/A/f")),
        ROOT("<ops:document-instance link='E/1/A/f'/>"),
    };

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        check_error(bodies[i], "E/1/A/f", -EBADMSG);
    check_pages(ROOT(INSTANCE("9999", "E/1/A/f")), "E/1/A/f", INQUIRY_PAGES);
}

static void other_elements_are_passed_over(void)
{
    check_error(ROOT("<document-instance number-of-pages='2' link='E/1/A/f'/>"),
                "E/1/A/f", -ENOENT);
    check_error(ROOT("<ops:document-section number-of-pages='2' "
                     "link='E/1/A/f'/><ops:document-instance/>"),
                "E/1/A/f", -ENOENT);
    check_error(ROOT(""), "E/1/A/f", -ENOENT);
}

static void what_does_not_parse_says_nothing(void)
{
    char cut[sizeof(INQUIRY)];

    for (size_t len = 0; len + 1 < sizeof(INQUIRY); len++) {
        memcpy(cut, INQUIRY, len);
        cut[len] = '\0';
        check_error(cut, "EP/1000000/A1/fullimage", -EBADMSG);
    }
}

TEST_MAIN({"finds each link", finds_each_link},
          {"an end is whole steps", an_end_is_whole_steps},
          {"the first of two counts", the_first_of_two_counts},
          {"absurd numbers are refused", absurd_numbers_are_refused},
          {"other elements are passed over", other_elements_are_passed_over},
          {"what does not parse says nothing",
           what_does_not_parse_says_nothing})
