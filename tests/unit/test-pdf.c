/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/pdf.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MOST ((size_t)1 << 20)

/* A document of `count` empty pages of that width. */
static void make(unsigned count, unsigned width, struct buf *to)
{
    size_t places[16], table;

    buf_puts(to, "%PDF-1.4\n");
    places[1] = to->len;
    buf_puts(to, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
    places[2] = to->len;
    buf_printf(to, "2 0 obj\n<</Type/Pages/Count %u/Kids[", count);
    for (unsigned i = 0; i < count; i++)
        buf_printf(to, "%u 0 R ", 3 + i);
    buf_puts(to, "]>>\nendobj\n");
    for (unsigned i = 0; i < count; i++) {
        places[3 + i] = to->len;
        buf_printf(to,
                   "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 %u 842]>>"
                   "\nendobj\n",
                   3 + i, width + i);
    }
    table = to->len;
    buf_printf(to, "xref\n0 %u\n0000000000 65535 f \n", 3 + count);
    for (unsigned i = 1; i < 3 + count; i++)
        buf_printf(to, "%010zu 00000 n \n", places[i]);
    buf_printf(to, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
               3 + count, table);
}

static struct slice bytes_of(const struct buf *b)
{
    return (struct slice){b->data, b->len};
}

static const struct pdf_mark marks[] = {{"Abstract", 1}, {"Drawings", 3}};
static const struct pdf_label labels[] = {{1, "", 1}, {3, "Drawing ", 1}};

static int bind_pages(const struct slice *pages, size_t count, struct buf *to,
                      size_t *ret_bad)
{
    const struct pdf_order order = {
        .pages = pages,
        .count = count,
        .title = "EP1A1: Pump — größer",
        .subject = "EP1A1",
        .marks = marks,
        .mark_count = count < 3 ? 1 : 2,
        .labels = labels,
        .label_count = count < 3 ? 1 : 2,
    };

    return pdf_bind(&order, to, ret_bad);
}

static void pages_become_one(void)
{
    struct buf page = BUF_INIT(MOST), whole = BUF_INIT(MOST);
    struct buf again = BUF_INIT(MOST);
    struct slice pages[4];
    size_t bad = 7;

    make(1, 595, &page);
    for (size_t i = 0; i < 4; i++)
        pages[i] = bytes_of(&page);
    CHECK_INT(bind_pages(pages, 4, &whole, &bad), 0);
    CHECK_INT(bad, 0);
    CHECK_INT(pdf_pages(bytes_of(&whole)), 4);
    CHECK_INT(bind_pages(pages, 4, &again, &bad), 0);
    CHECK(slice_equal(bytes_of(&whole), bytes_of(&again)));
    buf_fini(&page);
    buf_fini(&whole);
    buf_fini(&again);
}

/* Marks and labels of page 3 of 1. */
static void what_names_no_page_is_left_out(void)
{
    struct buf page = BUF_INIT(MOST), want = BUF_INIT(MOST);
    struct buf whole = BUF_INIT(MOST);
    struct slice pages[1];
    struct pdf_order order = {
        .pages = pages,
        .count = 1,
        .title = "EP1A1: Pump — größer",
        .subject = "EP1A1",
        .marks = marks,
        .mark_count = 2,
        .labels = labels,
        .label_count = 2,
    };
    size_t bad;

    make(1, 595, &page);
    pages[0] = bytes_of(&page);
    CHECK_INT(bind_pages(pages, 1, &want, &bad), 0);
    CHECK_INT(pdf_bind(&order, &whole, &bad), 0);
    CHECK(slice_equal(bytes_of(&whole), bytes_of(&want)));
    order.marks++;
    order.mark_count = 1;
    buf_reset(&whole);
    CHECK_INT(pdf_bind(&order, &whole, &bad), 0);
    CHECK_INT(pdf_pages(bytes_of(&whole)), 1);
    buf_fini(&page);
    buf_fini(&want);
    buf_fini(&whole);
}

static void a_bad_page_is_known_by_its_number(void)
{
    struct buf page = BUF_INIT(MOST), two = BUF_INIT(MOST), to = BUF_INIT(MOST);
    struct slice pages[3];
    size_t bad;

    make(1, 595, &page);
    make(2, 595, &two);
    for (size_t i = 0; i < 3; i++)
        pages[i] = bytes_of(&page);
    pages[1] = SLICE("<html>down</html>");
    CHECK_INT(bind_pages(pages, 3, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 2);
    pages[1] = bytes_of(&page);
    pages[2] = bytes_of(&two);
    CHECK_INT(bind_pages(pages, 3, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 3);
    pages[0] = SLICE("");
    CHECK_INT(bind_pages(pages, 3, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 1);
    CHECK_INT(to.len, 0);
    buf_fini(&page);
    buf_fini(&two);
    buf_fini(&to);
}

static void a_page_is_cut_out(void)
{
    struct buf whole = BUF_INIT(MOST), one = BUF_INIT(MOST);

    make(3, 100, &whole);
    CHECK_INT(pdf_cut(bytes_of(&whole), 2, &one), 0);
    CHECK_INT(pdf_pages(bytes_of(&one)), 1);
    buf_reset(&one);
    CHECK_INT(pdf_cut(bytes_of(&whole), 0, &one), -ENODATA);
    CHECK_INT(pdf_cut(bytes_of(&whole), 4, &one), -ENODATA);
    CHECK_INT(pdf_cut(SLICE("no"), 1, &one), -EBADMSG);
    CHECK_INT(one.len, 0);
    buf_fini(&whole);
    buf_fini(&one);
}

static void what_is_no_pdf_has_no_pages(void)
{
    struct buf page = BUF_INIT(MOST);

    make(1, 595, &page);
    CHECK_INT(pdf_pages(bytes_of(&page)), 1);
    CHECK_INT(pdf_pages(SLICE("")), -EBADMSG);
    CHECK_INT(pdf_pages(SLICE("%PDF-1.4\nbody\n%%EOF\n")), -EBADMSG);
    CHECK_INT(pdf_pages(SLICE("<html>")), -EBADMSG);
    for (size_t len = 0; len < page.len; len += 11)
        pdf_pages((struct slice){page.data, len});
    buf_fini(&page);
}

/* In memory then: the same bytes. */
static void without_a_disk_it_is_made_all_the_same(void)
{
    struct buf page = BUF_INIT(MOST), disk = BUF_INIT(MOST);
    struct buf memory = BUF_INIT(MOST);
    char *saved = getenv("TMPDIR"), *before = saved ? strdup(saved) : NULL;
    struct slice pages[1];
    size_t bad;

    make(1, 595, &page);
    pages[0] = bytes_of(&page);
    CHECK_INT(bind_pages(pages, 1, &disk, &bad), 0);
    setenv("TMPDIR", "/nonexistent", 1);
    CHECK_INT(bind_pages(pages, 1, &memory, &bad), 0);
    CHECK(slice_equal(bytes_of(&disk), bytes_of(&memory)));
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    free(before);
    buf_fini(&page);
    buf_fini(&disk);
    buf_fini(&memory);
}

static void no_room_is_said(void)
{
    struct buf page = BUF_INIT(MOST), to = BUF_INIT(100);
    struct slice pages[1];
    size_t bad;

    make(1, 595, &page);
    pages[0] = bytes_of(&page);
    CHECK_INT(bind_pages(pages, 1, &to, &bad), -EFBIG);
    CHECK_INT(bad, 0);
    buf_fini(&page);
    buf_fini(&to);
}

TEST_MAIN({"pages become one", pages_become_one},
          {"a bad page is known by its number",
           a_bad_page_is_known_by_its_number},
          {"what names no page is left out", what_names_no_page_is_left_out},
          {"a page is cut out", a_page_is_cut_out},
          {"what is no PDF has no pages", what_is_no_pdf_has_no_pages},
          {"without a disk it is made all the same",
           without_a_disk_it_is_made_all_the_same},
          {"no room is said", no_room_is_said})
