/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aside/aside with the program itself, and with others in its place that do
 * not behave: this test is one of them, by the name that it is called by.
 */
#include "aside/aside.h"
#include "aside/call.h"
#include "aside/passing.h"
#include "aside/process.h"
#include "image/picture.h"

#include "check.h"
#include "image-fixture.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MOST ((size_t)8 << 20)

static struct aside *aside;

static void begin(const char *program)
{
    aside = aside_new(program);
    CHECK(aside != NULL);
}

static void end(void)
{
    aside_free(aside);
    aside = NULL;
    CHECK_INT(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */
}

static size_t open_files(void)
{
    DIR *dir = opendir("/proc/self/fd");
    size_t count = 0;

    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

/* The child that comes after `before` by its number; 0: there is none. */
static pid_t child_after(pid_t before)
{
    DIR *dir = opendir("/proc");
    const struct dirent *at;
    pid_t found = 0;

    while ((at = readdir(dir))) {
        pid_t pid = (pid_t)strtol(at->d_name, NULL, 10), parent = 0;
        char path[64];
        FILE *file;

        snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
        file = pid > before && (!found || pid < found) ? fopen(path, "r")
                                                       : NULL;
        if (!file)
            continue;
        if (fscanf(file, "%*d (%*[^)]) %*c %d", &parent) == 1 &&
            parent == getpid())
            found = pid;
        fclose(file);
    }
    closedir(dir);
    return found;
}

/* --- the program --------------------------------------------------------- */

static const struct pdf_mark marks[] = {{"Abstract", 1}, {"Drawings", 3}};
static const struct pdf_label labels[] = {{1, "", 1}, {3, "Drawing ", 1}};

static struct pdf_order order_of(const struct slice *pages, size_t count)
{
    return (struct pdf_order){
        .pages = pages,
        .count = count,
        .title = "EP1A1: Pump — größer",
        .subject = "EP1A1",
        .marks = marks,
        .mark_count = 2,
        .labels = labels,
        .label_count = 2,
    };
}

static void check_bound(const struct slice *pages, size_t count)
{
    struct buf got = BUF_INIT(MOST), want = BUF_INIT(MOST);
    struct pdf_order order = order_of(pages, count);
    int fd = memfd_create("want", MFD_CLOEXEC);
    size_t bad = 7;

    CHECK_INT(aside_bind(aside, &order, &got, &bad), 0);
    CHECK_INT(bad, 0);
    CHECK_INT(t_image_take(pdf_bind(&order, fd, &bad), fd, &want), 0);
    CHECK(slice_equal(buf_slice(&got), buf_slice(&want)));
    CHECK_INT(pdf_pages(buf_slice(&got)), count);
    buf_fini(&got);
    buf_fini(&want);
}

static void pages_are_bound(void)
{
    struct buf page = BUF_INIT(MOST), to = BUF_INIT(MOST);
    struct slice pages[4];
    struct pdf_order order = order_of(pages, 4);
    size_t bad = 0;

    begin(T_IMAGE);
    t_image_pdf(1, 595, &page);
    for (size_t i = 0; i < 4; i++)
        pages[i] = buf_slice(&page);
    check_bound(pages, 4);
    check_bound(pages, 1);
    pages[2] = SLICE("<html>down</html>");
    CHECK_INT(aside_bind(aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 3);
    pages[0] = SLICE("");
    CHECK_INT(aside_bind(aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 1);
    CHECK_INT(to.len, 0);
    buf_fini(&page);
    buf_fini(&to);
    end();
}

/* What is long goes by the disk, and where that is not there, as before. */
static void long_ones_are_bound(void)
{
    struct buf page = BUF_INIT(MOST);
    char *saved = getenv("TMPDIR"), *before = saved ? strdup(saved) : NULL;
    struct slice pages[1];

    begin(T_IMAGE);
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
    end();
}

static void pages_are_counted_and_cut(void)
{
    struct buf whole = BUF_INIT(MOST), one = BUF_INIT(MOST);
    struct buf small = BUF_INIT(100);

    begin(T_IMAGE);
    t_image_pdf(3, 100, &whole);
    CHECK_INT(aside_count(aside, buf_slice(&whole)), 3);
    CHECK_INT(aside_count(aside, SLICE("no")), -EBADMSG);
    CHECK_INT(aside_count(aside, SLICE("")), -EBADMSG);
    buf_puts(&one, "before");
    CHECK_INT(aside_cut(aside, buf_slice(&whole), 2, &one), 0);
    CHECK_INT(pdf_pages(buf_slice(&one)), 1);
    CHECK_INT(aside_cut(aside, buf_slice(&whole), 4, &one), -ENODATA);
    CHECK_INT(aside_cut(aside, SLICE("no"), 1, &one), -EBADMSG);
    CHECK_INT(aside_cut(aside, buf_slice(&whole), 2, &small), -EFBIG);
    CHECK_INT(small.len, 0);
    buf_fini(&whole);
    buf_fini(&one);
    buf_fini(&small);
    end();
}

static void pictures_are_rendered(void)
{
    struct buf tiff = BUF_INIT(MOST), got = BUF_INIT(MOST);
    struct buf want = BUF_INIT(MOST);

    begin(T_IMAGE);
    t_image_tiff(40, &tiff);
    CHECK_INT(picture_render(buf_slice(&tiff), &want), 0);
    CHECK_INT(aside_picture(aside, buf_slice(&tiff), &got), 0);
    CHECK(slice_equal(buf_slice(&got), buf_slice(&want)));
    buf_reset(&tiff);
    t_image_tiff(60000, &tiff);
    CHECK_INT(aside_picture(aside, buf_slice(&tiff), &got), -EFBIG);
    CHECK_INT(aside_picture(aside, SLICE("II*no"), &got), -EBADMSG);
    buf_fini(&tiff);
    buf_fini(&got);
    buf_fini(&want);
    end();
}

/* One that ended while it was idle is followed by another, once buried or
 * not. */
static void it_may_end_in_between(void)
{
    struct buf page = BUF_INIT(MOST);
    siginfo_t info;
    pid_t child;

    begin(T_IMAGE);
    t_image_pdf(1, 595, &page);
    CHECK_INT(child_after(0), 0);
    for (int i = 0; i < 2; i++) {
        CHECK_INT(aside_count(aside, buf_slice(&page)), 1);
        child = child_after(0);
        CHECK(child > 0);
        CHECK_INT(child_after(child), 0);
        CHECK_INT(kill(child, SIGKILL), 0);
        CHECK_INT(waitid(P_PID, (id_t)child, &info, WEXITED | WNOWAIT), 0);
        if (i == 1)
            continue;
        aside_reap(aside);
        CHECK_INT(child_after(0), 0);
    }
    CHECK_INT(aside_count(aside, buf_slice(&page)), 1);
    CHECK(child_after(0) > 0);
    aside_reap(aside);
    CHECK(child_after(0) > 0);
    buf_fini(&page);
    end();
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

    begin(T_IMAGE);
    CHECK_INT(aside_count(aside, SLICE("no")), -EBADMSG);
    child = child_after(0);
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
    end();
}

/* --- false ones ---------------------------------------------------------- */

static struct call call;
static int files[PASSING_FILES];

static void reply(int64_t result, uint64_t number)
{
    const struct call_answer answer = {result, number};

    passing_send(PROCESS_SOCKET, &answer, sizeof(answer), NULL, 0);
}

static void act_mute(const char *dir)
{
    (void)dir;
}

static void act_unheard_of(const char *dir)
{
    (void)dir;
    reply(-EACCES, 0);
}

static void act_positive(const char *dir)
{
    (void)dir;
    reply(1, 0);
}

static void act_countless(const char *dir)
{
    (void)dir;
    reply(0, UINT64_MAX);
}

static void act_blaming(const char *dir)
{
    (void)dir;
    reply(-EBADMSG, 1000);
}

static void act_brief(const char *dir)
{
    (void)dir;
    passing_send(PROCESS_SOCKET, "", 1, NULL, 0);
}

static void act_wordy(const char *dir)
{
    char bytes[2 * sizeof(struct call_answer)] = {0};

    (void)dir;
    passing_send(PROCESS_SOCKET, bytes, sizeof(bytes), NULL, 0);
}

static void act_empty(const char *dir)
{
    (void)dir;
    reply(0, 0);
}

static void act_huge(const char *dir)
{
    (void)dir;
    if (ftruncate(files[1], (off_t)MOST + 1) == 0)
        reply(0, 0);
}

static void act_pageless(const char *dir)
{
    (void)dir;
    reply(-ENODATA, 0);
}

static void act_stranger(const char *dir)
{
    (void)dir;
    reply(-EPROTO, 0);
}

/* Of memory: the daemon's is not out for that. */
static void act_hungry(const char *dir)
{
    (void)dir;
    reply(-ENOMEM, 0);
}

/* Of what it has said to be there it takes away again. */
static void act_shortening(const char *dir)
{
    pid_t parent = getppid();

    (void)dir;
    if (ftruncate(files[1], (off_t)MOST) == 0)
        reply(0, 0);
    while (getppid() == parent && ftruncate(files[1], 0) == 0)
        sched_yield();
}

static void act_generous(const char *dir)
{
    const struct call_answer answer = {0, 1};
    const int gifts[] = {STDIN_FILENO, STDOUT_FILENO};

    (void)dir;
    passing_send(PROCESS_SOCKET, &answer, sizeof(answer), gifts, 2);
}

/* Answers only when another one has a call as well. */
static void act_sociable(const char *dir)
{
    struct stat st = {0};
    char path[PATH_MAX];
    int fd;

    snprintf(path, sizeof(path), "%s/here", dir);
    fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (write(fd, "x", 1) != 1)
        return;
    while (fstat(fd, &st) == 0 && st.st_size < 2)
        sched_yield();
    reply(0, 1);
}

static const struct part {
    const char *name;
    void (*act)(const char *dir);
    int count, picture; /* what comes of such calls */
} parts[] = {
    {"mute", act_mute, -EBADMSG, -EBADMSG},
    {"unheard-of", act_unheard_of, -EBADMSG, -EBADMSG},
    {"positive", act_positive, -EBADMSG, -EBADMSG},
    {"countless", act_countless, -EBADMSG, -EBADMSG},
    {"blaming", act_blaming, -EBADMSG, -EBADMSG},
    {"brief", act_brief, -EBADMSG, -EBADMSG},
    {"wordy", act_wordy, -EBADMSG, -EBADMSG},
    {"empty", act_empty, 0, -EBADMSG},
    {"huge", act_huge, -EBADMSG, -EFBIG},
    {"pageless", act_pageless, -EBADMSG, -EBADMSG},
    {"stranger", act_stranger, -ENOPKG, -ENOPKG},
    {"hungry", act_hungry, -EFBIG, -EFBIG},
    {"generous", act_generous, 1, -EBADMSG},
    {"shortening", act_shortening, 0, 0},
    {"sociable", act_sociable, 0, 0},
};

/* In place of the test, where it is called by the name of a part. */
__attribute__((constructor)) static void play(int argc, char **argv)
{
    char *name = argc == 1 ? strrchr(argv[0], '/') : NULL;
    size_t came;

    for (size_t i = 0; name && i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (strcmp(name + 1, parts[i].name) != 0)
            continue;
        *name = '\0';
        if (passing_receive(PROCESS_SOCKET, &call, sizeof(call), files,
                            PASSING_FILES, &came) == 0)
            parts[i].act(argv[0]);
        _exit(0);
    }
}

static char folder[32];

/* Of a program; while a test goes on it may become another one. */
static char path[64];

/* A path that leads to this test by the name of a part. */
static void begin_false(const char *name)
{
    char self[PATH_MAX] = "";

    strcpy(folder, "/tmp/opsfs-aside-XXXXXX");
    CHECK(mkdtemp(folder) != NULL);
    CHECK(readlink("/proc/self/exe", self, sizeof(self) - 1) > 0);
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    CHECK_INT(symlink(self, path), 0);
    begin(path);
    printf("# %s\n", name);
}

static void end_false(void)
{
    end();
    unlink(path);
    rmdir(folder);
}

static void false_ones_do_no_harm(void)
{
    struct buf to = BUF_INIT(MOST);
    size_t before = open_files();

    for (size_t i = 0; parts[i].act != act_shortening; i++) {
        begin_false(parts[i].name);
        CHECK_INT(aside_count(aside, SLICE("pdf")), parts[i].count);
        CHECK_INT(aside_picture(aside, SLICE("tiff"), &to), parts[i].picture);
        end_false();
    }
    CHECK_INT(open_files(), before);
    buf_fini(&to);
}

/* As ulimit(1) does it, for good: so in a process of its own. */
static void lower_limits_are_kept(void)
{
    const struct rlimit limit = {1 << 20, 1 << 20};
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        begin(T_IMAGE);
        setrlimit(RLIMIT_FSIZE, &limit);
        status = aside_count(aside, SLICE("no pdf")) == -EBADMSG ? 0 : 1;
        aside_free(aside);
        _exit(status);
    }
    CHECK(pid > 0);
    CHECK_INT(waitpid(pid, &status, 0), pid);
    CHECK_INT(status, 0);
}

static void a_page_is_blamed_that_is_there(void)
{
    struct buf to = BUF_INIT(MOST);
    const struct slice pages[] = {SLICE("one")};
    const struct pdf_order order = order_of(pages, 1);
    size_t bad = 7;

    begin_false("blaming");
    CHECK_INT(aside_bind(aside, &order, &to, &bad), -EBADMSG);
    CHECK_INT(bad, 0);
    buf_fini(&to);
    end_false();
}

static void one_that_died_is_followed_by_another(void)
{
    begin_false("mute");
    CHECK_INT(aside_count(aside, SLICE("pdf")), -EBADMSG);
    CHECK_INT(child_after(0), 0);
    unlink(path);
    CHECK_INT(symlink("/bin/true", path), 0);
    CHECK_INT(aside_count(aside, SLICE("pdf")), -ENOPKG);
    unlink(path);
    CHECK_INT(aside_count(aside, SLICE("pdf")), -ENOPKG);
    CHECK_INT(symlink(T_IMAGE, path), 0);
    CHECK_INT(aside_count(aside, SLICE("pdf")), -EBADMSG);
    CHECK(child_after(0) > 0);
    CHECK_INT(aside_count(NULL, SLICE("pdf")), -ENOPKG);
    end_false();
}

/* Whatever comes of it, nobody is killed by a signal. */
static void what_it_wrote_may_be_gone(void)
{
    struct buf to = BUF_INIT(MOST);
    int r;

    begin_false("shortening");
    r = aside_picture(aside, SLICE("tiff"), &to);
    CHECK(r == 0 || r == -EIO || r == -EBADMSG);
    CHECK_INT(r == 0, to.len > 0 && !to.error);
    buf_fini(&to);
    end_false();
}

static void *ask(void *arg)
{
    *(int *)arg = aside_count(aside, SLICE("pdf"));
    return NULL;
}

/* Each answers only while the other one works. */
static void two_may_ask_at_once(void)
{
    pthread_t threads[2];
    int got[2] = {0};
    char here[64];

    begin_false("sociable");
    for (int i = 0; i < 2; i++)
        CHECK_INT(pthread_create(&threads[i], NULL, ask, &got[i]), 0);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], NULL);
        CHECK_INT(got[i], 1);
    }
    snprintf(here, sizeof(here), "%s/here", folder);
    unlink(here);
    end_false();
}

TEST_MAIN({"pages are bound", pages_are_bound},
          {"long ones are bound", long_ones_are_bound},
          {"pages are counted and cut", pages_are_counted_and_cut},
          {"pictures are rendered", pictures_are_rendered},
          {"it may end in between", it_may_end_in_between},
          {"it has nothing of ours", it_has_nothing_of_ours},
          {"false ones do no harm", false_ones_do_no_harm},
          {"lower limits are kept", lower_limits_are_kept},
          {"a page is blamed that is there", a_page_is_blamed_that_is_there},
          {"one that died is followed by another",
           one_that_died_is_followed_by_another},
          {"what it wrote may be gone", what_it_wrote_may_be_gone},
          {"two may ask at once", two_may_ask_at_once})
