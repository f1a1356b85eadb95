/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a page of a document: it is bound twice, and cut out again, or
 * refused by its number; nothing is left of a document that cannot be made.
 */
#include "image/pdf.h"

#include "fuzz.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BODY_MAX 65536
#define MADE_MAX ((size_t)16 << 20)

static struct slice bytes_of(const struct buf *b)
{
    return (struct slice){b->data, b->len};
}

/* What was written into a file, which is closed. */
static int take(int r, int fd, struct buf *to)
{
    if (r == 0)
        r = buf_copy_file(to, fd);
    close(fd);
    return r;
}

static int cut(struct slice whole, size_t page, struct buf *to)
{
    int fd = memfd_create("page", MFD_CLOEXEC);

    return take(pdf_cut(whole, page, fd), fd, to);
}

static int bind_pages(const struct pdf_order *order, struct buf *to,
                      size_t *ret_bad)
{
    int fd = memfd_create("document", MFD_CLOEXEC);

    return take(pdf_bind(order, fd, ret_bad), fd, to);
}

static bool is_error(int r)
{
    return r == -EBADMSG || r == -EFBIG || r == -EIO || r == -ENODATA;
}

/* A page that was cut out is a document of one. */
static void look_at_cut(struct slice whole, size_t page)
{
    struct buf one = BUF_INIT(MADE_MAX);
    int r = cut(whole, page, &one);

    expect(r == 0 || is_error(r));
    expect(r < 0 || pdf_pages(bytes_of(&one)) == 1);
    buf_fini(&one);
}

static void look_at_no_page(struct slice whole, size_t page)
{
    struct buf none = BUF_INIT(MADE_MAX);

    expect(cut(whole, page, &none) < 0 && !none.len);
    buf_fini(&none);
}

static void look_at_bound(struct slice page)
{
    static const struct pdf_mark marks[] = {{"Claims", 1}, {"Drawings", 3}};
    static const struct pdf_label labels[] = {{1, "", 1}, {2, "Drawing ", 1}};
    const struct slice pages[] = {page, page};
    const struct pdf_order order = {
        .pages = pages,
        .count = 2,
        .title = "EP1000000A1",
        .subject = "EP1000000A1",
        .marks = marks,
        .mark_count = 2,
        .labels = labels,
        .label_count = 2,
    };
    struct buf whole = BUF_INIT(MADE_MAX);
    size_t bad = 0;
    int r = bind_pages(&order, &whole, &bad);

    expect(r == 0 || (is_error(r) && bad <= 2));
    if (r == 0) {
        expect(pdf_pages(bytes_of(&whole)) == 2);
        look_at_cut(bytes_of(&whole), 2);
    }
    buf_fini(&whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    int pages;

    if (size > BODY_MAX)
        return 0;
    pages = pdf_pages(body);
    expect(pages >= 0 || pages == -EBADMSG);
    look_at_cut(body, 1);
    look_at_no_page(body, pages < 0 ? 1 : (size_t)pages + 1);
    look_at_bound(body);
    return 0;
}
