/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/absurd.h"
#include "doc/inquiry.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define ROOT(inside)                                                           \
    "<ops:world-patent-data xmlns='http://www.epo.org/exchange' "              \
    "xmlns:ops='http://ops.epo.org'>" inside "</ops:world-patent-data>"

#define INSTANCE(pages, link, inside)                                          \
    "<ops:document-instance system='ops.epo.org' number-of-pages='" pages      \
    "' desc='Whatever' link='" link "'>" inside "</ops:document-instance>"

#define FORMAT(media)                                                          \
    "<ops:document-format-options><ops:document-format>" media                 \
    "</ops:document-format></ops:document-format-options>"

#define SECTION(name, page)                                                    \
    "<ops:document-section name='" name "' start-page='" page "'/>"

#define FULL                                                                   \
    INSTANCE("12", "published-data/images/EP/1000000/A1/fullimage",            \
             FORMAT("application/pdf") FORMAT(" application/tiff\n")           \
                 SECTION("CLAIMS", "3") SECTION("ABSTRACT", "1")               \
                     SECTION("DRAWINGS", "5") SECTION("BIBLIOGRAPHY", "1"))
#define SHEETS INSTANCE("6", "EP/1000000/A1/thumbnail", "")
#define CLIP INSTANCE("1", "EP/1000000/PA/firstpage", FORMAT("image/png"))
#define CORRECTION                                                             \
    INSTANCE("1", "EP/1000000/A9/fullimage", SECTION("AMENDMENT", "1"))

static const struct inquiry *read(const char *text)
{
    static struct inquiry inquiry;

    CHECK_INT(inquiry_read(slice_of(text), &inquiry), 0);
    return &inquiry;
}

static void reads_each_part(void)
{
    const struct inquiry *i = read(ROOT(CLIP SHEETS FULL));
    const struct inquiry_instance *document = &i->parts[INQUIRY_DOCUMENT];

    CHECK_INT(document->pages, 12);
    CHECK_STR(document->link, "EP/1000000/A1/fullimage");
    CHECK_INT(document->forms, FORM(FORM_PDF) | FORM(FORM_TIFF));
    CHECK_INT(i->parts[INQUIRY_DRAWINGS].pages, 6);
    CHECK_STR(i->parts[INQUIRY_DRAWINGS].link, "EP/1000000/A1/thumbnail");
    CHECK_INT(i->parts[INQUIRY_CLIP].pages, 1);
    CHECK_INT(i->parts[INQUIRY_CLIP].forms, FORM(FORM_PNG));
    CHECK(!i->corrects);
    CHECK_STR(i->fault, "");
}

static void sections_stand_in_order(void)
{
    static const char *const names[] = {"ABSTRACT", "BIBLIOGRAPHY", "CLAIMS",
                                        "DRAWINGS"};
    const struct inquiry_instance *document =
        &read(ROOT(FULL))->parts[INQUIRY_DOCUMENT];

    CHECK_INT(document->count, 4);
    for (size_t i = 0; i < document->count; i++)
        CHECK_STR(document->sections[i].name, names[i]);
    CHECK_INT(document->sections[3].start, 5);
}

static void corrections_give_way(void)
{
    const struct inquiry *i = read(ROOT(CORRECTION));

    CHECK(i->corrects);
    CHECK_INT(i->parts[INQUIRY_DOCUMENT].pages, 1);
    i = read(ROOT(CORRECTION FULL));
    CHECK(!i->corrects);
    CHECK_INT(i->parts[INQUIRY_DOCUMENT].pages, 12);
    i = read(ROOT(FULL CORRECTION));
    CHECK(!i->corrects);
    CHECK_INT(i->parts[INQUIRY_DOCUMENT].pages, 12);
}

static void what_is_not_there_has_no_pages(void)
{
    const struct inquiry *i = read(ROOT(""));

    for (int p = 0; p < INQUIRY_PARTS; p++)
        CHECK_INT(i->parts[p].pages, 0);
}

static void odd_links_are_passed_over(void)
{
    const struct inquiry *i = read(
        ROOT(INSTANCE("3", "http://evil.example/a/b/../fullimage", "")
                 INSTANCE("4", "EP/1/A1/fullimage?x", "") INSTANCE("5", "", "")
                     INSTANCE("6", "EP/1/A1/f", "")));

    for (int p = 0; p < INQUIRY_PARTS; p++)
        CHECK_INT(i->parts[p].pages, 0);
}

static void a_section_after_the_end_is_reported(void)
{
    const struct inquiry *i =
        read(ROOT(INSTANCE("8", "EP/1/A1/fullimage",
                           SECTION("CLAIMS", "3") SECTION("DRAWINGS", "9"))));

    CHECK_INT(i->parts[INQUIRY_DOCUMENT].count, 1);
    CHECK_STR(i->fault, "the inquiry says that DRAWINGS begins on page 9 of 8");
}

static const char *const absurd[] = {
    ROOT(INSTANCE("0", "EP/1/A1/fullimage", "")),
    ROOT(INSTANCE("100000", "EP/1/A1/fullimage", "")),
    ROOT(INSTANCE("-1", "EP/1/A1/thumbnail", "")),
    ROOT(INSTANCE("", "EP/1/A1/thumbnail", "")),
    ROOT(INSTANCE("99999999999999999999999999", "EP/1/A1/fullimage", "")),
};

static void absurd_numbers_are_refused(void)
{
    struct inquiry i;

    for (size_t n = 0; n < sizeof(absurd) / sizeof(absurd[0]); n++) {
        CHECK_INT(inquiry_read(slice_of(absurd[n]), &i), -EBADMSG);
        CHECK(i.fault[0]);
    }
    CHECK_INT(inquiry_read(slice_of(absurd[1]), &i), -EBADMSG);
    CHECK_STR(i.fault,
              "the inquiry says that EP/1/A1/fullimage has 100000 pages");
}

static void no_beginning_of_one_is_read(void)
{
    static const char whole[] = ROOT(CLIP FULL);
    struct inquiry i;

    for (size_t len = 0; len + 1 < sizeof(whole); len++)
        CHECK_INT(inquiry_read((struct slice){whole, len}, &i), -EBADMSG);
}

static void more_sections_than_there_are(void)
{
    struct buf many = BUF_INIT(1 << 20);
    const struct inquiry *i;

    buf_puts(&many, "<ops:world-patent-data xmlns:ops='http://ops.epo.org'>"
                    "<ops:document-instance number-of-pages='9' "
                    "link='EP/1/A1/fullimage'>");
    for (int n = 0; n < 1000; n++)
        buf_puts(&many, SECTION("CLAIMS", "2")
                            SECTION("A_NAME_THAT_IS_MUCH_TOO_LONG", "1"));
    buf_puts(&many, "</ops:document-instance></ops:world-patent-data>");
    i = read(buf_text(&many));
    CHECK_INT(i->parts[INQUIRY_DOCUMENT].count, INQUIRY_SECTIONS);
    buf_fini(&many);
}

/* --- names --------------------------------------------------------------- */

static void check_names(enum facet facet, const char *text, int want,
                        const char *names)
{
    struct buf to = BUF_INIT(1 << 20);

    CHECK_INT(render(facet, SLICE("EP1000000A1"), SLICE(""), slice_of(text),
                     &to),
              want);
    if (want == 0)
        CHECK_STR(buf_text(&to), names);
    buf_fini(&to);
}

static void names_are_what_there_is(void)
{
    check_names(FACET_IMAGE_NAMES, ROOT(FULL SHEETS CLIP), 0,
                "first-page.png\ndrawings\npages\n");
    check_names(FACET_IMAGE_NAMES, ROOT(FULL), 0, "first-page.png\npages\n");
    check_names(FACET_IMAGE_NAMES, ROOT(CLIP), 0, "first-page.png\n");
    check_names(FACET_IMAGE_NAMES, ROOT(""), 0, "");
    check_names(FACET_DRAWING_NAMES, ROOT(SHEETS), 0,
                "001.png\n002.png\n003.png\n004.png\n005.png\n006.png\n");
    check_names(FACET_DRAWING_NAMES, ROOT(FULL), -ENODATA, "");
    check_names(FACET_PAGE_NAMES, ROOT(CORRECTION), 0, "001.pdf\n");
    check_names(FACET_PAGE_NAMES, absurd[0], -EBADMSG, "");
}

/* --- doc/absurd ---------------------------------------------------------- */

static bool is_absurd(enum source_id source, enum form form, struct slice body,
                      char message[FAULT_MESSAGE])
{
    struct identity asked = {source, form, ""};

    message[0] = '\0';
    return absurd_find(&asked, body, message);
}

#define TIFF(width, height)                                                    \
    SLICE("MM\0*\0\0\0\x08\0\2\1\0\0\4\0\0\0\1" width                          \
          "\1\1\0\4\0\0\0\1" height "\0\0\0\0")

static void what_cannot_be_is_found(void)
{
    char message[FAULT_MESSAGE];

    for (size_t n = 0; n < sizeof(absurd) / sizeof(absurd[0]); n++)
        CHECK(
            is_absurd(SOURCE_INQUIRY, FORM_XML, slice_of(absurd[n]), message));
    CHECK(!is_absurd(SOURCE_INQUIRY, FORM_XML, slice_of(ROOT(FULL)), message));
    CHECK(!is_absurd(SOURCE_BIBLIO, FORM_XML, slice_of(absurd[0]), message));
    CHECK(is_absurd(SOURCE_PAGE, FORM_TIFF,
                    TIFF("\0\0\xea\x60", "\0\0\xea\x60"), message));
    CHECK_STR(message, "a picture of 60000 x 60000 pixels");
    CHECK(is_absurd(SOURCE_PAGE, FORM_TIFF, TIFF("\0\0\0\1", "\xff\0\0\0"),
                    message));
    CHECK(!is_absurd(SOURCE_PAGE, FORM_TIFF, TIFF("\0\0\x0a\0", "\0\0\x0d\0"),
                     message));
}

TEST_MAIN({"reads each part", reads_each_part},
          {"sections stand in order", sections_stand_in_order},
          {"corrections give way", corrections_give_way},
          {"what is not there has no pages", what_is_not_there_has_no_pages},
          {"odd links are passed over", odd_links_are_passed_over},
          {"a section after the end is reported",
           a_section_after_the_end_is_reported},
          {"absurd numbers are refused", absurd_numbers_are_refused},
          {"no beginning of one is read", no_beginning_of_one_is_read},
          {"more sections than there are", more_sections_than_there_are},
          {"names are what there is", names_are_what_there_is},
          {"what cannot be is found", what_cannot_be_is_found})
