/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside/serve.h"

#include "aside/call.h"
#include "aside/passing.h"
#include "image/picture.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PICTURE_MAX ((size_t)256 << 20)

/* A call that is being done. */
struct work {
    const struct call *call;
    struct slice input;
    int to; /* of the outcome; -1: that is the number */
    uint64_t number;
};

static int count(struct work *w)
{
    int pages = pdf_pages(w->input);

    w->number = pages < 0 ? 0 : (uint64_t)pages;
    return pages < 0 ? pages : 0;
}

static int bind(struct work *w)
{
    struct call_order o;
    size_t bad = 0;
    int r = call_read_order(w->input, w->call->head, &o);

    if (r == 0)
        r = pdf_bind(&o.order, w->to, &bad);
    w->number = bad;
    call_order_fini(&o);
    return r;
}

static int cut(struct work *w)
{
    return pdf_cut(w->input, w->call->page, w->to);
}

static int picture(struct work *w)
{
    struct buf png = BUF_INIT(PICTURE_MAX);
    int r = picture_render(w->input, &png);

    if (r == 0)
        r = call_write(w->to, buf_slice(&png));
    buf_fini(&png);
    return r;
}

static int (*const works[CALLS])(struct work *) = {
    [CALL_COUNT] = count,
    [CALL_BIND] = bind,
    [CALL_CUT] = cut,
    [CALL_PICTURE] = picture,
};

/* With the file that it comes with, or in part of it. */
static int work(struct work *w, int from)
{
    const struct call *call = w->call;
    struct stat st;
    void *bytes;
    int r;

    if (fstat(from, &st) < 0 || (uint64_t)st.st_size < call->size ||
        call->head > call->size)
        return -EBADMSG;
    w->input = SLICE("");
    if (!call->size)
        return works[call->kind](w);
    bytes = mmap(NULL, call->size, PROT_READ, MAP_PRIVATE, from, 0);
    if (bytes == MAP_FAILED)
        return -ENOMEM;
    w->input = (struct slice){bytes, call->size};
    r = works[call->kind](w);
    munmap(bytes, call->size);
    return r;
}

static int answer(const struct call *call, const int *files, size_t had,
                  uint64_t *ret_number)
{
    struct work w = {.call = call, .to = -1};
    int r;

    if (!call_is_ours(call))
        return -EPROTO;
    if (call->kind >= CALLS || had != call_files(call->kind))
        return -EBADMSG;
    if (had > 1)
        w.to = files[1];
    r = work(&w, files[0]);
    *ret_number = w.number;
    return r;
}

int serve(int socket)
{
    struct call call;
    struct call_answer to = {0};
    int files[PASSING_FILES];
    size_t came;
    int r = passing_receive(socket, &call, sizeof(call), files, PASSING_FILES,
                            &came);

    if (r < 0)
        return r;
    to.result = answer(&call, files, came, &to.number);
    while (came)
        close(files[--came]);
    return passing_send(socket, &to, sizeof(to), NULL, 0);
}
