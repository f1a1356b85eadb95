/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel sends one INTERRUPT for any signal, and does not say which.
 * Answering EINTR for a timer's SIGALRM would break programs that never expect
 * it from open(2), so the masks in /proc/PID/status are read instead.
 */
#include "fs/caller.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BIT(signal) (UINT64_C(1) << ((signal)-1))

#define ENDING                                                                 \
    (BIT(SIGHUP) | BIT(SIGINT) | BIT(SIGQUIT) | BIT(SIGKILL) | BIT(SIGTERM))
/* Whose default action is to be ignored, or that only stop and continue. */
#define HARMLESS (BIT(SIGCHLD) | BIT(SIGCONT) | BIT(SIGURG) | BIT(SIGWINCH))

#define RECENT                                                                 \
    (sizeof(((struct recent_callers *)NULL)->at) / sizeof(struct recent_caller))
/* A process can become another program, by execve(2), but hardly after it has
 * read here as a shell does. */
#define RECENT_MS 100

#define COMM_MAX 15 /* characters of /proc/PID/comm */
/* Bytes of /proc/PID/status. The signals come after the groups, of which some
 * users have thousands. */
#define STATUS_MAX 65536

static const char *const indexers[] = {
    "updatedb",  "mlocate",     "plocate",         "tracker-miner",
    "tracker-e", "localsearch", "baloo_file",      "tumblerd",
    "recollind", "zeitgeist-d", "gnome-shell-ind", "beagled",
};

/* Also `vim.basic` and `emacs-nox`. */
static const char *const editors[] = {
    "vi",    "vim",  "view",  "gvim", "nvim",   "rvim",  "nvi",   "ex",
    "emacs", "nano", "rnano", "pico", "mcedit", "micro", "gedit", "kate",
    "joe",   "jed",  "ne",    "hx",   "helix",  "kak",   "ed",
};

/* A small file of /proc; the number of bytes, 0 when it is not there. */
static size_t read_proc(pid_t pid, const char *name, char *to, size_t size)
{
    char path[64];
    ssize_t n;
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    n = read(fd, to, size - 1);
    close(fd);
    if (n < 0)
        n = 0;
    to[n] = '\0';
    return (size_t)n;
}

static uint64_t field(const char *status, const char *name, int base)
{
    const char *at = strstr(status, name);

    return at ? strtoull(at + strlen(name), NULL, base) : 0;
}

bool caller_wants_out(pid_t pid)
{
    char status[STATUS_MAX];
    uint64_t pending, ignored, caught;

    if (pid <= 0 || !read_proc(pid, "status", status, sizeof(status)))
        return true;
    pending = field(status, "\nSigPnd:", 16) | field(status, "\nShdPnd:", 16);
    ignored = field(status, "\nSigIgn:", 16);
    caught = field(status, "\nSigCgt:", 16);
    pending &= ~(field(status, "\nSigBlk:", 16) | ignored);
    return pending & (ENDING | ~(caught | HARMLESS));
}

/* `evince-thumbnailer`, also where comm is cut within the word:
 * `gdk-pixbuf-thum`, `totem-video-thu`. */
static bool is_thumbnailer(struct slice name)
{
    static const char word[] = "thumbnailer";
    const size_t whole = sizeof(word) - 1, least = 3;

    for (size_t i = 0; i + least <= name.len; i++) {
        size_t len = name.len - i < whole ? name.len - i : whole;

        if (memcmp(name.at + i, word, len) == 0 &&
            (len == whole || name.len == COMM_MAX))
            return true;
    }
    return false;
}

static bool is_indexer(struct slice name)
{
    for (size_t i = 0; i < sizeof(indexers) / sizeof(*indexers); i++) {
        if (slice_starts(name, indexers[i]))
            return true;
    }
    return is_thumbnailer(name);
}

static bool is_editor(struct slice name)
{
    for (size_t i = 0; i < sizeof(editors) / sizeof(*editors); i++) {
        size_t len = strlen(editors[i]);

        if (slice_starts(name, editors[i]) &&
            (name.len == len || strchr(".-", name.at[len])))
            return true;
    }
    return false;
}

static enum program program_named(const char *comm)
{
    struct slice name = slice_trim(slice_of(comm));

    if (is_indexer(name))
        return PROGRAM_INDEXER;
    return is_editor(name) ? PROGRAM_EDITOR : PROGRAM_OTHER;
}

/* Is it a thread of that process? Cheaper than any file of /proc; a process of
 * another user answers EPERM when it is, and ESRCH when it is not. */
static bool is_thread_of(pid_t thread, pid_t leader)
{
    return tgkill(leader, thread, 0) == 0 || errno == EPERM;
}

static const struct recent_caller *recall(const struct recent_callers *recent,
                                          pid_t thread, struct instant now)
{
    for (size_t i = 0; i < RECENT; i++) {
        const struct recent_caller *one = &recent->at[i];

        if (now.ms < one->until && is_thread_of(thread, one->leader))
            return one;
    }
    return NULL;
}

/* Threads may have names of their own: the process's name counts. */
static bool look_at(pid_t thread, struct recent_caller *ret)
{
    char text[4096];

    if (!read_proc(thread, "status", text, sizeof(text)))
        return false;
    ret->leader = (pid_t)field(text, "\nTgid:", 10);
    if (ret->leader <= 0 || !read_proc(ret->leader, "comm", text, sizeof(text)))
        return false;
    ret->program = program_named(text);
    return true;
}

enum program caller_program(struct recent_callers *recent, pid_t thread,
                            struct instant now)
{
    const struct recent_caller *known;
    struct recent_caller found = {.until = now.ms + RECENT_MS};

    if (thread <= 0)
        return PROGRAM_OTHER;
    known = recall(recent, thread, now);
    if (known)
        return known->program;
    if (!look_at(thread, &found))
        return PROGRAM_OTHER;
    recent->at[recent->next] = found;
    recent->next = (recent->next + 1) % RECENT;
    return found.program;
}

static bool is_of_word(char c)
{
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'z');
}

/* As a word of its own: `name`, `./name`, `--file=name`. */
static bool holds_word(const char *text, size_t len, const char *name)
{
    size_t size = strlen(name);
    const char *end = text + len;

    for (const char *at = text;
         (at = memmem(at, (size_t)(end - at), name, size)); at++) {
        bool begins = at == text || !is_of_word(at[-1]);

        if (begins && (at + size == end || !is_of_word(at[size])))
            return true;
    }
    return false;
}

/* `/home/me/ops/patent/EP1` is in `/patent`; the root has no name in it. */
static bool is_below(const char *cwd, const char *mountpoint, const char *dir)
{
    const char *at = strcmp(dir, "/") == 0 ? mountpoint : dir;
    const char *found = strstr(cwd, at);
    size_t len = strlen(at);

    for (; found; found = strstr(found + 1, at)) {
        if (found[len] == '/' || found[len] == '\0')
            return true;
    }
    return false;
}

bool caller_was_given(pid_t pid, const char *mountpoint, const char *dir,
                      const char *name)
{
    char text[STATUS_MAX], link[64];
    size_t len;
    ssize_t n;

    snprintf(link, sizeof(link), "/proc/%d/cwd", (int)pid);
    n = pid > 0 ? readlink(link, text, sizeof(text) - 1) : -1;
    if (n < 0)
        return true;
    text[n] = '\0';
    if (!is_below(text, mountpoint, dir))
        return true;
    len = read_proc(pid, "cmdline", text, sizeof(text));
    return holds_word(text, len, name);
}
