/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside/aside.h"

#include "aside/call.h"
#include "aside/passing.h"
#include "aside/process.h"
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* The worker, and the loop where there is none. */
#define THREADS 2

/* It stops itself after a time of its own, counted in processor time, which
 * advances only while it works. This limit is for one that misbehaves. */
#define PATIENCE_MS (10 * 60 * 1000)

/* Belongs to the thread that has set `taken`; but for the line, another
 * descriptor of the process's socket, which is closed by whoever takes it
 * out. */
struct seat {
    atomic_flag taken;
    atomic_int line; /* -1: none */
    struct process process;
};

struct aside {
    char *program;
    atomic_bool stopped;
    struct seat seats[THREADS];
};

/* A call with what belongs to it. */
struct conversation {
    struct call call;
    struct slice head;
    const struct slice *parts; /* after it, one after the other */
    size_t count;
    struct buf *to; /* of the outcome; NULL: that is a number */
    struct call_answer answer;
};

struct aside *aside_new(const char *program)
{
    struct aside *a = calloc(1, sizeof(*a));

    if (!a)
        return NULL;
    a->program = strdup(program);
    for (size_t i = 0; i < THREADS; i++) {
        atomic_flag_clear(&a->seats[i].taken);
        atomic_init(&a->seats[i].line, -1);
    }
    if (a->program)
        return a;
    free(a);
    return NULL;
}

static void drop_line(struct seat *seat, bool hang_up)
{
    int line = atomic_exchange(&seat->line, -1);

    if (line >= 0 && hang_up)
        shutdown(line, SHUT_RDWR);
    if (line >= 0)
        close(line);
}

static void end(struct seat *seat)
{
    drop_line(seat, false);
    process_end(&seat->process);
}

void aside_free(struct aside *a)
{
    if (!a)
        return;
    for (size_t i = 0; i < THREADS; i++)
        end(&a->seats[i]);
    free(a->program);
    free(a);
}

void aside_stop(struct aside *a)
{
    atomic_store(&a->stopped, true);
    for (size_t i = 0; i < THREADS; i++)
        drop_line(&a->seats[i], true);
}

void aside_reap(struct aside *a)
{
    for (size_t i = 0; i < THREADS; i++) {
        struct seat *seat = &a->seats[i];

        if (atomic_flag_test_and_set(&seat->taken))
            continue; /* the one who has it will notice */
        process_reap(&seat->process);
        if (!seat->process.pid)
            drop_line(seat, false);
        atomic_flag_clear(&seat->taken);
    }
}

/* The first one first, which is likely to have a process. */
static struct seat *take_seat(struct aside *a)
{
    for (size_t i = 0; i < THREADS; i++) {
        if (!atomic_flag_test_and_set(&a->seats[i].taken))
            return &a->seats[i];
    }
    return NULL;
}

/* --- an exchange --------------------------------------------------------- */

static bool is_possible(const struct conversation *c)
{
    const struct call_answer *answer = &c->answer;

    if (!call_result_is_known(answer->result) ||
        (answer->result == -ENODATA && c->call.kind != CALL_CUT))
        return false;
    if (c->call.kind == CALL_COUNT)
        return answer->number <= INT_MAX;
    return answer->number <= c->count;
}

/* 0, and there is an answer; -ESRCH: it was gone before it read the call;
 * -EBADMSG: it was not after that, or what it says cannot be. */
static int exchange(const struct process *p, struct conversation *c,
                    const int *files)
{
    size_t none;
    int r = passing_send(p->socket, &c->call, sizeof(c->call), files,
                         call_files(c->call.kind));

    if (r < 0)
        return -ESRCH;
    r = passing_receive(p->socket, &c->answer, sizeof(c->answer), NULL, 0,
                        &none);
    if (r == -ECONNRESET)
        return -ESRCH;
    return r < 0 || !is_possible(c) ? -EBADMSG : 0;
}

/* What is no fault of the installation may pass: -EIO. */
static int start(struct aside *a, struct seat *seat)
{
    struct process *p = &seat->process;
    int r = process_start(a->program, PATIENCE_MS, p);

    if (r == 0)
        atomic_store(&seat->line, fcntl(p->socket, F_DUPFD_CLOEXEC, 0));
    if (r == 0 && atomic_load(&a->stopped)) {
        end(seat);
        r = -ECANCELED;
    }
    if (r == -ENOENT || r == -EACCES || r == -ENOEXEC)
        return -ENOPKG;
    return r < 0 ? -EIO : 0;
}

/* One that has ended, as they do when they are idle, is followed by another. */
static int converse(struct aside *a, struct seat *seat, struct conversation *c,
                    const int *files)
{
    const struct process *p = &seat->process;
    bool fresh = false;
    int r = -ESRCH;

    while (r == -ESRCH && !fresh) {
        fresh = !p->pid;
        r = fresh ? start(a, seat) : 0;
        if (r < 0)
            return r;
        r = exchange(p, c, files);
        if (r < 0)
            end(seat);
    }
    if (r == 0)
        r = (int)c->answer.result;
    else
        c->answer = (struct call_answer){0};
    return r == -ESRCH || r == -EPROTO ? -ENOPKG : r;
}

/* --- files --------------------------------------------------------------- */

static int memory_open(void)
{
    int fd = memfd_create("opsfs-image", MFD_CLOEXEC);

    return fd < 0 ? -errno : fd;
}

/* What is large is on a disk, where it is nobody's memory; else, and where
 * there is no disk or it is full, it is in memory. */
static int (*const opens[])(void) = {scratch_open, memory_open};
enum { ON_DISK, IN_MEMORY, OPENS };

static int write_input(const struct conversation *c, int fd)
{
    int r = call_write(fd, c->head);

    for (size_t i = 0; i < c->count && r == 0; i++)
        r = call_write(fd, c->parts[i]);
    return r;
}

/* Nothing is no document, and no picture. */
static int take_outcome(struct buf *to, int fd)
{
    int r = buf_copy_file(to, fd);

    return r == 0 && !to->len ? -EBADMSG : r;
}

static void close_files(const int *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (files[i] >= 0)
            close(files[i]);
    }
}

static int try_in(int (*open_one)(void), struct aside *a, struct seat *seat,
                  struct conversation *c)
{
    size_t count = call_files(c->call.kind);
    int files[PASSING_FILES], r = 0;

    for (size_t i = 0; i < count; i++) {
        files[i] = open_one();
        if (files[i] < 0)
            r = -EIO;
    }
    if (r == 0)
        r = write_input(c, files[0]);
    if (r == 0)
        r = converse(a, seat, c, files);
    if (r == 0 && c->to)
        r = take_outcome(c->to, files[1]);
    close_files(files, count);
    return r;
}

/* Takes the place of what was there. */
static int ask(struct aside *a, struct conversation *c)
{
    struct seat *seat = a ? take_seat(a) : NULL;
    struct call *call = &c->call;
    int r = -EIO;

    if (!seat)
        return a ? -EAGAIN : -ENOPKG;
    call_set_version(call);
    call->head = call->size = c->head.len;
    for (size_t i = 0; i < c->count; i++)
        call->size += c->parts[i].len;
    for (int i = call->size < BUF_FILED ? IN_MEMORY : ON_DISK;
         i < OPENS && r == -EIO; i++)
        r = try_in(opens[i], a, seat, c);
    atomic_flag_clear(&seat->taken);
    return r == -ENOMEM ? -EFBIG : r;
}

/* --- what is asked ------------------------------------------------------- */

int aside_bind(struct aside *a, const struct pdf_order *order, struct buf *to,
               size_t *ret_bad)
{
    struct buf head = BUF_INIT(SIZE_MAX);
    struct conversation c = {.call.kind = CALL_BIND,
                             .parts = order->pages,
                             .count = order->count,
                             .to = to};
    int r;

    call_add_order(order, &head);
    c.head = buf_slice(&head);
    r = head.error ? head.error : ask(a, &c);
    *ret_bad = r == -EBADMSG ? c.answer.number : 0;
    buf_fini(&head);
    return r;
}

int aside_cut(struct aside *a, struct slice whole, size_t page, struct buf *to)
{
    struct conversation c = {.call = {.kind = CALL_CUT, .page = page},
                             .parts = &whole,
                             .count = 1,
                             .to = to};

    return ask(a, &c);
}

int aside_count(struct aside *a, struct slice pdf)
{
    struct conversation c = {.call.kind = CALL_COUNT,
                             .parts = &pdf,
                             .count = 1};
    int r = ask(a, &c);

    return r < 0 ? r : (int)c.answer.number;
}

int aside_picture(struct aside *a, struct slice image, struct buf *to)
{
    struct conversation c = {.call.kind = CALL_PICTURE,
                             .parts = &image,
                             .count = 1,
                             .to = to};

    return ask(a, &c);
}
