/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aside/serve and aside/call: calls as no daemon of ours sends them.
 */
#include "aside/call.h"
#include "aside/passing.h"
#include "aside/serve.h"

#include "check.h"

#include <errno.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2]; /* the daemon's, the program's */

static void begin(void)
{
    const struct timeval moment = {0, 1000};

    CHECK_INT(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    CHECK_INT(setsockopt(ends[1], SOL_SOCKET, SO_RCVTIMEO, &moment,
                         sizeof(moment)),
              0);
}

static void end(void)
{
    close(ends[0]);
    close(ends[1]);
}

static int file_of(const char *bytes, size_t len)
{
    int fd = memfd_create("call", MFD_CLOEXEC);

    CHECK_INT(write(fd, bytes, len), len);
    return fd;
}

/* What it answers; the files are closed. */
static int64_t answer_to(const struct call *call, const int *files,
                         size_t count)
{
    struct call_answer answer = {7, 7};
    size_t none;

    CHECK_INT(passing_send(ends[0], call, sizeof(*call), files, count), 0);
    CHECK_INT(serve(ends[1]), 0);
    CHECK_INT(passing_receive(ends[0], &answer, sizeof(answer), NULL, 0, &none),
              0);
    CHECK_INT(answer.number, 0);
    for (size_t i = 0; i < count; i++)
        close(files[i]);
    return answer.result;
}

static int64_t answer_of(uint64_t kind, uint64_t head, uint64_t size,
                         size_t count)
{
    struct call call = {.kind = kind, .head = head, .size = size, .page = 1};
    const int files[] = {file_of("bytes", 5), file_of("", 0)};

    call_set_version(&call);
    for (size_t i = count; i < 2; i++)
        close(files[i]);
    return answer_to(&call, files, count);
}

static void calls_are_checked(void)
{
    struct call foreign = {.version = "0.0.0", .kind = CALL_COUNT};
    const int input = file_of("bytes", 5);

    begin();
    CHECK_INT(answer_of(CALLS, 0, 5, 2), -EBADMSG);
    CHECK_INT(answer_of(UINT64_MAX, 0, 5, 2), -EBADMSG);
    CHECK_INT(answer_of(CALL_COUNT, 0, 6, 1), -EBADMSG);
    CHECK_INT(answer_of(CALL_COUNT, 0, UINT64_MAX, 1), -EBADMSG);
    CHECK_INT(answer_of(CALL_COUNT, 6, 5, 1), -EBADMSG);
    for (uint64_t kind = 0; kind < CALLS; kind++) {
        for (size_t count = 0; count <= 2; count++)
            CHECK_INT(answer_of(kind, 0, 5, count), -EBADMSG);
    }
    CHECK_INT(answer_to(&foreign, &input, 1), -EPROTO);
    end();
}

static void the_end_is_seen(void)
{
    struct call_answer none;
    size_t came;

    begin();
    CHECK_INT(serve(ends[1]), -EAGAIN);
    CHECK_INT(passing_send(ends[0], "brief", 5, NULL, 0), 0);
    CHECK_INT(serve(ends[1]), -EPROTO);
    CHECK_INT(passing_send(ends[0], "unread", 6, NULL, 0), 0);
    close(ends[1]);
    CHECK_INT(passing_receive(ends[0], &none, sizeof(none), NULL, 0, &came),
              -ECONNRESET);
    CHECK_INT(passing_send(ends[0], "late", 4, NULL, 0), -EPIPE);
    close(ends[0]);
    begin();
    close(ends[0]);
    CHECK_INT(serve(ends[1]), -EPIPE);
    close(ends[1]);
}

/* --- orders -------------------------------------------------------------- */

static const struct pdf_mark marks[] = {{"Abstract", 1}, {"", 3}};
static const struct pdf_label labels[] = {{1, "", 1}, {3, "Drawing ", 9}};
static const struct slice pages[] = {{"first", 5}, {"", 0}, {"third", 5}};

/* Followed by the bytes of its pages. */
static size_t add_order(struct buf *to)
{
    const struct pdf_order order = {
        .pages = pages,
        .count = 3,
        .title = "EP1A1: größer",
        .subject = "EP1A1",
        .marks = marks,
        .mark_count = 2,
        .labels = labels,
        .label_count = 2,
    };
    size_t head;

    call_add_order(&order, to);
    head = to->len;
    for (size_t i = 0; i < 3; i++)
        buf_add(to, pages[i].at, pages[i].len);
    return head;
}

static void orders_come_whole(void)
{
    struct buf input = BUF_INIT(4096);
    size_t head = add_order(&input);
    struct call_order o;

    CHECK_INT(call_read_order(buf_slice(&input), head, &o), 0);
    CHECK_STR(o.order.title, "EP1A1: größer");
    CHECK_STR(o.order.subject, "EP1A1");
    CHECK_INT(o.order.count, 3);
    for (size_t i = 0; i < 3; i++)
        CHECK(slice_equal(o.pages[i], pages[i]));
    CHECK_INT(o.order.mark_count, 2);
    CHECK_STR(o.marks[0].title, "Abstract");
    CHECK_INT(o.marks[1].page, 3);
    CHECK_INT(o.order.label_count, 2);
    CHECK_STR(o.labels[1].prefix, "Drawing ");
    CHECK_INT(o.labels[1].first, 9);
    call_order_fini(&o);
    buf_fini(&input);
}

/* Cut short, or with any byte of it changed, it is refused or lies within the
 * input. */
static void orders_are_checked(void)
{
    struct buf input = BUF_INIT(4096);
    size_t head = add_order(&input);
    struct slice all = buf_slice(&input);
    struct call_order o;

    for (size_t len = 0; len < head; len++) {
        CHECK_INT(call_read_order(all, len, &o), -EBADMSG);
        call_order_fini(&o);
    }
    CHECK_INT(call_read_order((struct slice){all.at, all.len - 1}, head, &o),
              -EBADMSG);
    call_order_fini(&o);
    for (size_t i = 0; i < head; i++) {
        char kept = input.data[i];

        input.data[i] = (char)0xff;
        if (call_read_order(all, head, &o) == 0) {
            for (size_t page = 0; page < o.order.count; page++)
                CHECK(o.pages[page].at >= all.at + head &&
                      o.pages[page].at + o.pages[page].len <= all.at + all.len);
        }
        call_order_fini(&o);
        input.data[i] = kept;
    }
    buf_fini(&input);
}

TEST_MAIN({"calls are checked", calls_are_checked},
          {"the end is seen", the_end_is_seen},
          {"orders come whole", orders_come_whole},
          {"orders are checked", orders_are_checked})
