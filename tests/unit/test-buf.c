/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

static void starts_empty(void)
{
    struct buf b = BUF_INIT(10);
    size_t len = 7;

    CHECK_STR(buf_text(&b), "");
    CHECK(buf_take(&b, &len) == NULL);
    CHECK_INT(len, 0);
    buf_fini(&b);
}

static void adds_and_ends_with_nul(void)
{
    struct buf b;

    buf_init(&b, 100);
    CHECK_INT(buf_add(&b, "ab", 2), 0);
    CHECK_STR(buf_text(&b), "ab");
    CHECK_INT(buf_putc(&b, 'c'), 0);
    CHECK_STR(buf_text(&b), "abc");
    CHECK_INT(buf_puts(&b, "de"), 0);
    CHECK_STR(buf_text(&b), "abcde");
    CHECK_INT(buf_printf(&b, "-%d%s", 12, "x"), 0);
    CHECK_STR(buf_text(&b), "abcde-12x");
    CHECK_INT(b.len, 9);
    buf_fini(&b);
    CHECK_STR(buf_text(&b), "");
}

static void adds_nothing(void)
{
    struct buf b = BUF_INIT(0);

    CHECK_INT(buf_add(&b, NULL, 0), 0);
    CHECK_INT(buf_puts(&b, ""), 0);
    CHECK_INT(buf_printf(&b, "%s", ""), 0);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(b.len, 0);
    CHECK_INT(b.error, 0);
    buf_fini(&b);
}

static void keeps_bytes_that_are_no_text(void)
{
    static const char bytes[] = {'a', '\0', '\xff', '\0'};
    struct buf b = BUF_INIT(100);

    CHECK_INT(buf_add(&b, bytes, sizeof(bytes)), 0);
    CHECK_INT(buf_putc(&b, '\0'), 0);
    CHECK_INT(b.len, 5);
    CHECK(memcmp(b.data, bytes, sizeof(bytes)) == 0);
    buf_fini(&b);
}

static void fills_to_the_ceiling(void)
{
    struct buf b = BUF_INIT(4);

    CHECK_INT(buf_puts(&b, "abcd"), 0);
    CHECK_INT(buf_add(&b, "", 0), 0);
    CHECK_INT(buf_putc(&b, 'e'), -EFBIG);
    CHECK_STR(buf_text(&b), "abcd");
    buf_fini(&b);
}

static void an_error_adds_nothing_and_sticks(void)
{
    struct buf b = BUF_INIT(4);

    CHECK_INT(buf_puts(&b, "ab"), 0);
    CHECK_INT(buf_puts(&b, "cde"), -EFBIG);
    CHECK_STR(buf_text(&b), "ab");
    CHECK_INT(buf_putc(&b, 'c'), -EFBIG);
    CHECK_INT(buf_printf(&b, "c"), -EFBIG);
    CHECK_INT(buf_add(&b, "", 0), -EFBIG);
    CHECK_STR(buf_text(&b), "ab");
    CHECK_INT(b.error, -EFBIG);
    buf_reset(&b);
    CHECK_INT(b.error, 0);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(buf_puts(&b, "cdef"), 0);
    CHECK_STR(buf_text(&b), "cdef");
    buf_fini(&b);
}

static void prints_to_the_ceiling_and_not_beyond(void)
{
    struct buf b = BUF_INIT(5);

    CHECK_INT(buf_printf(&b, "%05d", 42), 0);
    CHECK_STR(buf_text(&b), "00042");
    buf_reset(&b);
    CHECK_INT(buf_printf(&b, "%06d", 42), -EFBIG);
    CHECK_STR(buf_text(&b), "");
    buf_fini(&b);
}

static void absurd_lengths_are_refused(void)
{
    struct buf b = BUF_INIT(SIZE_MAX);
    struct buf small = BUF_INIT(10);

    CHECK_INT(buf_puts(&b, "ab"), 0);
    CHECK_STR(buf_text(&b), "ab");
    CHECK_INT(buf_add(&b, "x", SIZE_MAX), -EFBIG);
    CHECK_STR(buf_text(&b), "ab");
    buf_fini(&b);
    CHECK_INT(buf_puts(&small, "ab"), 0);
    CHECK_INT(buf_add(&small, "x", SIZE_MAX - 1), -EFBIG);
    buf_fini(&small);
}

static void the_largest_ceiling_has_room(void)
{
    struct buf b = BUF_INIT(SIZE_MAX);

    for (int i = 0; i < 1000; i++)
        CHECK_INT(buf_putc(&b, 'x'), 0);
    CHECK_INT(b.len, 1000);
    buf_fini(&b);
}

static void take_moves_the_bytes_out(void)
{
    struct buf b = BUF_INIT(100);
    size_t len = 0;
    char *taken;

    buf_puts(&b, "mine");
    taken = buf_take(&b, &len);
    CHECK_STR(taken, "mine");
    CHECK_INT(len, 4);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(buf_puts(&b, "new"), 0);
    CHECK_STR(buf_text(&b), "new");
    CHECK_STR(taken, "mine");
    free(taken);
    buf_fini(&b);
}

static void fini_may_come_twice(void)
{
    struct buf b = BUF_INIT(100);

    buf_puts(&b, "x");
    buf_fini(&b);
    buf_fini(&b);
    CHECK_STR(buf_text(&b), "");
}

/* Additions of random lengths against a plain array. */
static void agrees_with_an_array(void)
{
    enum { MOST = 5000 };
    static char model[MOST];
    struct dice d = {1};

    for (int round = 0; round < 50; round++) {
        size_t ceiling = dice_roll(&d, MOST), len = 0;
        struct buf b = BUF_INIT(ceiling);

        while (!b.error) {
            char piece[300];
            size_t n = dice_roll(&d, sizeof(piece));
            int r;

            memset(piece, 'a' + (int)dice_roll(&d, 26), sizeof(piece));
            r = buf_add(&b, piece, n);
            CHECK_INT(r, len + n > ceiling ? -EFBIG : 0);
            if (r == 0) {
                memcpy(model + len, piece, n);
                len += n;
            }
            CHECK_INT(b.len, len);
            CHECK(b.cap <= ceiling + 1);
            CHECK(memcmp(buf_text(&b), model, len) == 0);
            CHECK(buf_text(&b)[len] == '\0');
        }
        buf_fini(&b);
    }
}

static void expects(void)
{
    struct buf b = BUF_INIT(100);

    buf_expect(&b, 50);
    CHECK_INT(b.cap, 51);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(buf_puts(&b, "0123456789"), 0);
    buf_expect(&b, 5);
    CHECK_STR(buf_text(&b), "0123456789");
    buf_expect(&b, 101);
    buf_expect(&b, SIZE_MAX);
    CHECK_INT(b.cap, 51);
    while (b.len < 100)
        CHECK_INT(buf_putc(&b, 'x'), 0);
    CHECK_INT(buf_putc(&b, 'x'), -EFBIG);
    buf_fini(&b);
}

/* --- in a file ----------------------------------------------------------- */

/* Additions of random lengths, cuts and prints, from a few bytes to more than
 * are kept in memory, against a plain array. */
static void a_file_agrees_with_an_array(void)
{
    enum { MOST = 6 << 20 };
    char *model = malloc(MOST + 1), piece[9000];
    struct buf b = BUF_INIT(MOST);
    struct dice d = {7};
    size_t len = 0;

    CHECK_INT(buf_file(&b), 0);
    while (len + sizeof(piece) < MOST) {
        size_t n = dice_roll(&d, sizeof(piece));

        memset(piece, 'a' + (int)dice_roll(&d, 26), sizeof(piece));
        CHECK_INT(buf_add(&b, piece, n), 0);
        memcpy(model + len, piece, n);
        len += n;
        if (dice_roll(&d, 8) == 0) {
            len -= dice_roll(&d, 2000) % (len + 1);
            buf_cut(&b, len);
        }
        CHECK_INT(buf_printf(&b, "%05zu", len % 100000), 0);
        len += (size_t)snprintf(model + len, 6, "%05zu", len % 100000);
        CHECK_INT(buf_text(&b)[b.len], 0);
    }
    CHECK(b.file > 0);
    CHECK_INT(b.len, len);
    CHECK(memcmp(b.data, model, len) == 0);
    buf_reset(&b);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(buf_puts(&b, "again"), 0);
    CHECK_STR(buf_text(&b), "again");
    buf_fini(&b);
    free(model);
}

static void a_long_one_moves_into_a_file(void)
{
    static char line[1000];
    struct buf b = BUF_INIT(2 * BUF_FILED), moved;
    char *taken;
    size_t len;

    memset(line, 'x', sizeof(line));
    buf_puts(&b, "first");
    CHECK_INT(b.file, 0);
    while (b.len < BUF_FILED)
        buf_add(&b, line, sizeof(line));
    CHECK(b.file > 0);
    buf_fit(&b);
    CHECK_INT(b.cap, b.len + 1);
    CHECK_INT(buf_puts(&b, "last"), 0);
    len = b.len;
    buf_move(&moved, &b);
    CHECK_INT(b.len, 0);
    CHECK_INT(b.file, 0);
    CHECK(memcmp(moved.data, "firstx", 6) == 0);
    CHECK_STR(moved.data + len - 5, "xlast");
    taken = buf_take(&moved, &len);
    CHECK_STR(taken + len - 5, "xlast");
    CHECK(moved.data == NULL);
    free(taken);
}

/* A file that has so many bytes, and "ab" for the last. */
static int written(size_t len)
{
    int fd = memfd_create("written", MFD_CLOEXEC);

    CHECK_INT(ftruncate(fd, (off_t)len), 0);
    if (len >= 2)
        CHECK_INT(pwrite(fd, "ab", 2, (off_t)len - 2), 2);
    return fd;
}

static int copy_written(struct buf *b, size_t len)
{
    int fd = written(len);
    int r = buf_copy_file(b, fd);

    close(fd);
    return r;
}

/* Who wrote it may shorten it: the bytes stay. */
static void a_file_of_others_is_copied(void)
{
    struct buf b = BUF_INIT(10), large = BUF_INIT(BUF_FILED);
    int fd = written(COPY_FILED);

    CHECK_INT(buf_puts(&b, "before"), 0);
    CHECK_INT(copy_written(&b, 2), 0);
    CHECK_STR(buf_text(&b), "ab");
    CHECK_INT(b.file, 0);
    CHECK_INT(buf_puts(&b, "more"), 0);
    CHECK_STR(buf_text(&b), "abmore");
    CHECK_INT(copy_written(&b, 11), -EFBIG);
    CHECK_STR(buf_text(&b), "");
    CHECK_INT(buf_copy_file(&b, -1), -EIO);
    CHECK_INT(copy_written(&b, 0), 0);
    CHECK_INT(b.len, 0);
    buf_fini(&b);

    CHECK_INT(buf_copy_file(&large, fd), 0);
    CHECK(large.file > 0);
    CHECK_INT(large.len, COPY_FILED);
    CHECK_INT(ftruncate(fd, 0), 0);
    CHECK_INT(buf_puts(&large, "end"), 0);
    CHECK_STR(buf_text(&large) + COPY_FILED - 2, "abend");
    close(fd);
    buf_fini(&large);
}

/* A limit on the size of files stands for the disk. */
static void copied_from_a_file_it_is_memory_on_a_full_disk(void)
{
    struct buf b = BUF_INIT(BUF_FILED);
    struct rlimit before, limit;
    int fd = written(COPY_FILED);

    CHECK_INT(getrlimit(RLIMIT_FSIZE, &before), 0);
    limit = (struct rlimit){COPY_FILED / 2, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
    CHECK_INT(buf_copy_file(&b, fd), 0);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_DFL);
    CHECK_INT(b.file, 0);
    CHECK_INT(b.len, COPY_FILED);
    close(fd);
    buf_fini(&b);
}

static void without_a_file_it_is_memory(void)
{
    struct buf b = BUF_INIT(2 * BUF_FILED);
    char *saved = getenv("TMPDIR"), *before = saved ? strdup(saved) : NULL;

    setenv("TMPDIR", "/nonexistent", 1);
    CHECK_INT(buf_file(&b), -ENOENT);
    buf_expect(&b, BUF_FILED + 10);
    CHECK_INT(buf_puts(&b, "here"), 0);
    CHECK_INT(b.file, 0);
    CHECK_STR(buf_text(&b), "here");
    buf_fini(&b);
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    free(before);
}

TEST_MAIN({"expects", expects},
          {"a file agrees with an array", a_file_agrees_with_an_array},
          {"a long one moves into a file", a_long_one_moves_into_a_file},
          {"a file of others is copied", a_file_of_others_is_copied},
          {"copied from a file it is memory on a full disk",
           copied_from_a_file_it_is_memory_on_a_full_disk},
          {"without a file it is memory", without_a_file_it_is_memory},
          {"starts empty", starts_empty},
          {"adds, and ends with a NUL", adds_and_ends_with_nul},
          {"adds nothing", adds_nothing},
          {"keeps bytes that are no text", keeps_bytes_that_are_no_text},
          {"fills to the ceiling", fills_to_the_ceiling},
          {"an error adds nothing and sticks",
           an_error_adds_nothing_and_sticks},
          {"prints to the ceiling and not beyond",
           prints_to_the_ceiling_and_not_beyond},
          {"absurd lengths are refused", absurd_lengths_are_refused},
          {"the largest ceiling has room", the_largest_ceiling_has_room},
          {"take moves the bytes out", take_moves_the_bytes_out},
          {"fini may come twice", fini_may_come_twice},
          {"agrees with an array", agrees_with_an_array})
