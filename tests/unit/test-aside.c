/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aside/aside with the program itself.
 */
#include "aside-fixture.h"
#include "aside/process.h"
#include "image/picture.h"

#include "check.h"
#include "image-fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void check_bound(const struct slice *pages, size_t count)
{
    struct buf got = BUF_INIT(T_MOST), want = BUF_INIT(T_MOST);
    struct pdf_order order = t_order_of(pages, count);
    int fd = memfd_create("want", MFD_CLOEXEC);
    size_t bad = 7;

    CHECK_INT(aside_bind(t_aside, &order, &got, &bad), 0);
    CHECK_INT(bad, 0);
    CHECK_INT(t_image_take(pdf_bind(&order, fd, &bad), fd, &want), 0);
    CHECK(slice_equal(buf_slice(&got), buf_slice(&want)));
    CHECK_INT(pdf_pages(buf_slice(&got)), count);
    buf_fini(&got);
    buf_fini(&want);
}

static void pages_are_bound(void)
{
    struct buf page = BUF_INIT(T_MOST), to = BUF_INIT(T_MOST);
    struct slice pages[4] = {0};
    struct pdf_order order = t_order_of(pages, 4);
    size_t bad = 0;

    t_aside_begin(T_IMAGE);
    t_image_pdf(1, 595, &page);
    for (size_t i = 0; i < 4; i++)
        pages[i] = buf_slice(&page);
    check_bound(pages, 4);
    check_bound(pages, 1);
    pages[2] = SLICE("<html>down</html>");
    CHECK_INT(aside_bind(t_aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 3);
    pages[0] = SLICE("");
    CHECK_INT(aside_bind(t_aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 1);
    CHECK_INT(to.len, 0);
    buf_fini(&page);
    buf_fini(&to);
    t_aside_end();
}

/* What is long goes by the disk, and where that is not there, as before. */
static void long_ones_are_bound(void)
{
    struct buf page = BUF_INIT(T_MOST);
    char *saved = getenv("TMPDIR"), *before = saved ? strdup(saved) : NULL;
    struct slice pages[1];

    t_aside_begin(T_IMAGE);
    buf_puts(&page, "%PDF-1.4\n");
    while (page.len < BUF_FILED && !page.error)
        buf_puts(&page, "% a comment before the document\n");
    t_image_pdf(1, 595, &page);
    pages[0] = buf_slice(&page);
    check_bound(pages, 1);
    setenv("TMPDIR", "/nonexistent", 1);
    check_bound(pages, 1);
    if (before)
        setenv("TMPDIR", before, 1);
    else
        unsetenv("TMPDIR");
    free(before);
    buf_fini(&page);
    t_aside_end();
}

static void pages_are_counted_and_cut(void)
{
    struct buf whole = BUF_INIT(T_MOST), one = BUF_INIT(T_MOST);
    struct buf small = BUF_INIT(100);

    t_aside_begin(T_IMAGE);
    t_image_pdf(3, 100, &whole);
    CHECK_INT(aside_count(t_aside, buf_slice(&whole)), 3);
    CHECK_INT(aside_count(t_aside, SLICE("no")), -EBADMSG);
    CHECK_INT(aside_count(t_aside, SLICE("")), -EBADMSG);
    buf_puts(&one, "before");
    CHECK_INT(aside_cut(t_aside, buf_slice(&whole), 2, &one), 0);
    CHECK_INT(pdf_pages(buf_slice(&one)), 1);
    CHECK_INT(aside_cut(t_aside, buf_slice(&whole), 4, &one), -ENODATA);
    CHECK_INT(aside_cut(t_aside, SLICE("no"), 1, &one), -EBADMSG);
    CHECK_INT(aside_cut(t_aside, buf_slice(&whole), 2, &small), -EFBIG);
    CHECK_INT(small.len, 0);
    buf_fini(&whole);
    buf_fini(&one);
    buf_fini(&small);
    t_aside_end();
}

static void pictures_are_rendered(void)
{
    struct buf tiff = BUF_INIT(T_MOST), got = BUF_INIT(T_MOST);
    struct buf want = BUF_INIT(T_MOST);

    t_aside_begin(T_IMAGE);
    t_image_tiff(40, &tiff);
    CHECK_INT(picture_render(buf_slice(&tiff), &want), 0);
    CHECK_INT(aside_picture(t_aside, buf_slice(&tiff), &got), 0);
    CHECK(slice_equal(buf_slice(&got), buf_slice(&want)));
    buf_reset(&tiff);
    t_image_tiff(60000, &tiff);
    CHECK_INT(aside_picture(t_aside, buf_slice(&tiff), &got), -EFBIG);
    CHECK_INT(aside_picture(t_aside, SLICE("II*no"), &got), -EBADMSG);
    buf_fini(&tiff);
    buf_fini(&got);
    buf_fini(&want);
    t_aside_end();
}

/* One that ended while it was idle is followed by another, once buried or
 * not. */
static void it_may_end_in_between(void)
{
    struct buf page = BUF_INIT(T_MOST);
    siginfo_t info;
    pid_t child;

    t_aside_begin(T_IMAGE);
    t_image_pdf(1, 595, &page);
    CHECK_INT(t_child_after(0), 0);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(aside_count(t_aside, buf_slice(&page)), 1);
        child = t_child_after(0);
        CHECK(child > 0);
        CHECK_INT(t_child_after(child), 0);
        CHECK_INT(kill(child, SIGKILL), 0);
        CHECK_INT(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
        if (i == 1)
            continue;
        aside_reap(t_aside);
        CHECK_INT(t_child_after(0), 0);
    }
    CHECK_INT(aside_count(t_aside, buf_slice(&page)), 1);
    CHECK(t_child_after(0) > 0);
    aside_reap(t_aside);
    CHECK(t_child_after(0) > 0);
    buf_fini(&page);
    t_aside_end();
}

static ssize_t read_of(pid_t pid, const char *name, char *to, size_t size)
{
    char path[64];
    int fd;
    ssize_t n;

    snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    n = read(fd, to, size);
    close(fd);
    return n;
}

/* No environment, no descriptor of ours, no directory. */
static void it_has_nothing_of_ours(void)
{
    char path[64], bytes[PATH_MAX];
    int leak = dup(STDIN_FILENO), files = 0;
    const struct dirent *at;
    pid_t child;
    DIR *dir;

    t_aside_begin(T_IMAGE);
    CHECK_INT(aside_count(t_aside, SLICE("no")), -EBADMSG);
    child = t_child_after(0);
    CHECK_INT(read_of(child, "environ", bytes, sizeof(bytes)), 0);
    snprintf(path, sizeof(path), "/proc/%d/cwd", (int)child);
    CHECK_INT(readlink(path, bytes, sizeof(bytes)), 1);
    snprintf(path, sizeof(path), "/proc/%d/fd", (int)child);
    dir = opendir(path);
    while (dir && (at = readdir(dir))) {
        files += at->d_name[0] != '.';
        CHECK(at->d_name[0] == '.' || atoi(at->d_name) <= PROCESS_SOCKET);
    }
    CHECK_INT(files, PROCESS_SOCKET + 1);
    if (dir)
        closedir(dir);
    close(leak);
    t_aside_end();
}

/* As ulimit(1) does it, for good: so in a process of its own. */
static void lower_limits_are_kept(void)
{
    const struct rlimit limit = {1 << 20, 1 << 20};
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        t_aside_begin(T_IMAGE);
        setrlimit(RLIMIT_FSIZE, &limit);
        status = aside_count(t_aside, SLICE("no pdf")) == -EBADMSG ? 0 : 1;
        aside_free(t_aside);
        _exit(status);
    }
    CHECK(pid > 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(status, 0);
}

/* One is left for the input, none for a socket. */
static void without_descriptors_it_is_an_error_that_passes(void)
{
    struct rlimit before, limit;
    int next = dup(STDERR_FILENO);

    close(next);
    t_aside_begin(T_IMAGE);
    CHECK_INT(getrlimit(RLIMIT_NOFILE, &before), 0);
    limit = (struct rlimit){(rlim_t)next + 1, before.rlim_max};
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
    CHECK_INT(aside_count(t_aside, SLICE("no pdf")), -EIO);
    CHECK_INT(setrlimit(RLIMIT_NOFILE, &before), 0);
    CHECK_INT(aside_count(t_aside, SLICE("no pdf")), -EBADMSG);
    t_aside_end();
}

TEST_MAIN({"pages are bound", pages_are_bound},
          {"long ones are bound", long_ones_are_bound},
          {"pages are counted and cut", pages_are_counted_and_cut},
          {"pictures are rendered", pictures_are_rendered},
          {"it may end in between", it_may_end_in_between},
          {"it has nothing of ours", it_has_nothing_of_ours},
          {"lower limits are kept", lower_limits_are_kept},
          {"without descriptors it is an error that passes",
           without_descriptors_it_is_an_error_that_passes})
