/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/pdf.h"

#include "check.h"
#include "image-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#define MOST ((size_t)1 << 20)

static const struct pdf_mark marks[] = {{"Abstract", 1}, {"Drawings", 3}};
static const struct pdf_label labels[] = {{1, "", 1}, {3, "Drawing ", 1}};

static int bind_order(const struct pdf_order *order, struct buf *to,
                      size_t *ret_bad)
{
    int fd = memfd_create("document", MFD_CLOEXEC);

    return t_image_take(pdf_bind(order, fd, ret_bad), fd, to);
}

static int cut_page(struct slice whole, size_t page, struct buf *to)
{
    int fd = memfd_create("page", MFD_CLOEXEC);

    return t_image_take(pdf_cut(whole, page, fd), fd, to);
}

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

    return bind_order(&order, to, ret_bad);
}

static void pages_become_one(void)
{
    struct buf page = BUF_INIT(MOST), whole = BUF_INIT(MOST);
    struct buf again = BUF_INIT(MOST);
    struct slice pages[4];
    size_t bad = 7;

    t_image_pdf(1, 595, &page);
    for (size_t i = 0; i < 4; i++)
        pages[i] = buf_slice(&page);
    CHECK_INT(bind_pages(pages, 4, &whole, &bad), 0);
    CHECK_INT(bad, 0);
    CHECK_INT(pdf_pages(buf_slice(&whole)), 4);
    CHECK_INT(bind_pages(pages, 4, &again, &bad), 0);
    CHECK(slice_equal(buf_slice(&whole), buf_slice(&again)));
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

    t_image_pdf(1, 595, &page);
    pages[0] = buf_slice(&page);
    CHECK_INT(bind_pages(pages, 1, &want, &bad), 0);
    CHECK_INT(bind_order(&order, &whole, &bad), 0);
    CHECK(slice_equal(buf_slice(&whole), buf_slice(&want)));
    order.marks++;
    order.mark_count = 1;
    buf_reset(&whole);
    CHECK_INT(bind_order(&order, &whole, &bad), 0);
    CHECK_INT(pdf_pages(buf_slice(&whole)), 1);
    buf_fini(&page);
    buf_fini(&want);
    buf_fini(&whole);
}

static void a_bad_page_is_known_by_its_number(void)
{
    struct buf page = BUF_INIT(MOST), two = BUF_INIT(MOST), to = BUF_INIT(MOST);
    struct slice pages[3];
    size_t bad;

    t_image_pdf(1, 595, &page);
    t_image_pdf(2, 595, &two);
    for (size_t i = 0; i < 3; i++)
        pages[i] = buf_slice(&page);
    pages[1] = SLICE("<html>down</html>");
    CHECK_INT(bind_pages(pages, 3, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 2);
    pages[1] = buf_slice(&page);
    pages[2] = buf_slice(&two);
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

    t_image_pdf(3, 100, &whole);
    CHECK_INT(cut_page(buf_slice(&whole), 2, &one), 0);
    CHECK_INT(pdf_pages(buf_slice(&one)), 1);
    buf_reset(&one);
    CHECK_INT(cut_page(buf_slice(&whole), 0, &one), -ENODATA);
    CHECK_INT(cut_page(buf_slice(&whole), 4, &one), -ENODATA);
    CHECK_INT(cut_page(SLICE("no"), 1, &one), -EBADMSG);
    CHECK_INT(one.len, 0);
    buf_fini(&whole);
    buf_fini(&one);
}

static void what_is_no_pdf_has_no_pages(void)
{
    struct buf page = BUF_INIT(MOST);

    t_image_pdf(1, 595, &page);
    CHECK_INT(pdf_pages(buf_slice(&page)), 1);
    CHECK_INT(pdf_pages(SLICE("")), -EBADMSG);
    CHECK_INT(pdf_pages(SLICE("%PDF-1.4\nbody\n%%EOF\n")), -EBADMSG);
    CHECK_INT(pdf_pages(SLICE("<html>")), -EBADMSG);
    for (size_t len = 0; len < page.len; len += 11)
        pdf_pages((struct slice){page.data, len});
    buf_fini(&page);
}

/* A file that may not grow. */
static void no_room_is_said(void)
{
    struct buf page = BUF_INIT(MOST);
    int full = open("/dev/full", O_RDWR | O_CLOEXEC);
    struct slice pages[1];
    struct pdf_order order = {.pages = pages,
                              .count = 1,
                              .title = "",
                              .subject = ""};
    size_t bad = 7;

    t_image_pdf(1, 595, &page);
    pages[0] = buf_slice(&page);
    CHECK_INT(pdf_bind(&order, full, &bad), -EIO);
    CHECK_INT(bad, 0);
    close(full);
    buf_fini(&page);
}

TEST_MAIN({"pages become one", pages_become_one},
          {"a bad page is known by its number",
           a_bad_page_is_known_by_its_number},
          {"what names no page is left out", what_names_no_page_is_left_out},
          {"a page is cut out", a_page_is_cut_out},
          {"what is no PDF has no pages", what_is_no_pdf_has_no_pages},
          {"no room is said", no_room_is_said})
