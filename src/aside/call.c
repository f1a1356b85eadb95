/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside/call.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const int results[] = {0,    -EBADMSG, -EFBIG, -ENODATA,
                              -EIO, -ENOMEM,  -EPROTO};

bool call_result_is_known(int64_t result)
{
    for (size_t i = 0; i < sizeof(results) / sizeof(results[0]); i++) {
        if (results[i] == result)
            return true;
    }
    return false;
}

size_t call_files(enum call_kind kind)
{
    return kind == CALL_COUNT ? 1 : 2;
}

void call_set_version(struct call *c)
{
    strncpy(c->version, OPSFS_VERSION, sizeof(c->version) - 1);
}

bool call_is_ours(const struct call *c)
{
    struct call own = {0};

    call_set_version(&own);
    return memcmp(c->version, own.version, sizeof(own.version)) == 0;
}

int call_write(int fd, struct slice s)
{
    while (s.len) {
        ssize_t n = write(fd, s.at, s.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return -EIO;
        s = slice_skip(s, (size_t)n);
    }
    return 0;
}

/* --- an order, written --------------------------------------------------- */

static void add_number(struct buf *to, uint64_t number)
{
    buf_add(to, &number, sizeof(number));
}

static void add_text(struct buf *to, const char *text)
{
    buf_add(to, text, strlen(text) + 1);
}

void call_add_order(const struct pdf_order *o, struct buf *to)
{
    add_text(to, o->title);
    add_text(to, o->subject);
    add_number(to, o->count);
    for (size_t i = 0; i < o->count; i++)
        add_number(to, o->pages[i].len);
    add_number(to, o->mark_count);
    for (size_t i = 0; i < o->mark_count; i++) {
        add_number(to, o->marks[i].page);
        add_text(to, o->marks[i].title);
    }
    add_number(to, o->label_count);
    for (size_t i = 0; i < o->label_count; i++) {
        add_number(to, o->labels[i].page);
        add_number(to, o->labels[i].first);
        add_text(to, o->labels[i].prefix);
    }
}

/* --- and read ------------------------------------------------------------ */

/* 0 where there is none: then the rest is bad, too. */
static uint64_t take_number(struct slice *from, bool *bad)
{
    uint64_t number = 0;

    if (from->len < sizeof(number)) {
        *bad = true;
        return 0;
    }
    memcpy(&number, from->at, sizeof(number));
    *from = slice_skip(*from, sizeof(number));
    return number;
}

static const char *take_text(struct slice *from, bool *bad)
{
    const char *text = from->at;
    const char *end = from->len ? memchr(text, '\0', from->len) : NULL;

    if (!end) {
        *bad = true;
        return "";
    }
    *from = slice_skip(*from, (size_t)(end - text) + 1);
    return text;
}

/* Rows, each of which has a number at least. */
static void *take_rows(struct slice *from, size_t size, size_t *ret_count,
                       bool *bad)
{
    uint64_t count = take_number(from, bad);

    *bad = *bad || count > from->len / sizeof(uint64_t);
    *ret_count = *bad ? 0 : count;
    return calloc(*ret_count + 1, size);
}

static void take_pages(struct slice *head, struct slice bytes,
                       struct call_order *o, bool *bad)
{
    for (size_t i = 0; i < o->order.count && !*bad; i++) {
        uint64_t len = take_number(head, bad);

        *bad = *bad || len > bytes.len;
        if (*bad)
            return;
        o->pages[i] = (struct slice){bytes.at, len};
        bytes = slice_skip(bytes, len);
    }
}

static void take_marks(struct slice *head, struct call_order *o, bool *bad)
{
    for (size_t i = 0; i < o->order.mark_count && !*bad; i++) {
        o->marks[i].page = take_number(head, bad);
        o->marks[i].title = take_text(head, bad);
        *bad = *bad || !o->marks[i].page;
    }
}

static void take_labels(struct slice *head, struct call_order *o, bool *bad)
{
    for (size_t i = 0; i < o->order.label_count && !*bad; i++) {
        o->labels[i].page = take_number(head, bad);
        o->labels[i].first = take_number(head, bad);
        o->labels[i].prefix = take_text(head, bad);
        *bad = *bad || !o->labels[i].page;
    }
}

int call_read_order(struct slice input, size_t head,
                    struct call_order *ret_order)
{
    struct slice from = {input.at, head}, bytes = slice_skip(input, head);
    struct call_order *o = ret_order;
    struct pdf_order *order = &o->order;
    bool bad = false;

    *o = (struct call_order){0};
    order->title = take_text(&from, &bad);
    order->subject = take_text(&from, &bad);
    o->pages = take_rows(&from, sizeof(*o->pages), &order->count, &bad);
    if (o->pages)
        take_pages(&from, bytes, o, &bad);
    o->marks = take_rows(&from, sizeof(*o->marks), &order->mark_count, &bad);
    if (o->marks)
        take_marks(&from, o, &bad);
    o->labels = take_rows(&from, sizeof(*o->labels), &order->label_count, &bad);
    if (o->labels)
        take_labels(&from, o, &bad);
    order->pages = o->pages;
    order->marks = o->marks;
    order->labels = o->labels;
    if (!o->pages || !o->marks || !o->labels)
        return -ENOMEM;
    return bad ? -EBADMSG : 0;
}

void call_order_fini(struct call_order *o)
{
    free(o->pages);
    free(o->marks);
    free(o->labels);
}
