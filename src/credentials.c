/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where key and secret come from. Every copy made on the way is wiped, and so
 * is the environment, which programs started later would inherit.
 */
#include "credentials.h"

#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_MAX 4096

static const struct {
    const char *name;
    size_t offset;
} fields[] = {
    {"OPS_CONSUMER_KEY", offsetof(struct credentials, key)},
    {"OPS_CONSUMER_SECRET", offsetof(struct credentials, secret)},
    {"consumer_key", offsetof(struct credentials, key)},
    {"consumer_secret", offsetof(struct credentials, secret)},
    {"key", offsetof(struct credentials, key)},
    {"secret", offsetof(struct credentials, secret)},
};

static bool is_complete(const struct credentials *c)
{
    return c->key[0] && c->secret[0];
}

static int copy(char *to, struct slice value)
{
    if (!value.len || value.len >= sizeof(((struct credentials *)0)->key) ||
        !slice_is_clean(value))
        return -EINVAL;
    memcpy(to, value.at, value.len);
    to[value.len] = '\0';
    return 0;
}

static int take_variable(const char *name, char *to)
{
    char *value = getenv(name);
    int r;

    if (!value || !value[0])
        return 0;
    r = copy(to, slice_trim(slice_of(value)));
    explicit_bzero(value, strlen(value));
    unsetenv(name);
    return r;
}

/* Why a file is not taken: `what`, in that line; 0: in none of its own. */
struct flaw {
    unsigned line;
    const char *what;
};

/* As a shell's files have them: OPS would refuse such a key. */
static bool is_quoted(struct slice value)
{
    char first = value.len > 1 ? value.at[0] : '\0';

    return (first == '"' || first == '\'') && value.at[value.len - 1] == first;
}

static int take_line(struct slice line, struct credentials *c,
                     struct flaw *flaw)
{
    struct slice value = line, name;

    flaw->line++;
    flaw->what = "has neither consumer_key = ... nor consumer_secret = ...";
    line = slice_trim(line);
    if (!line.len || line.at[0] == '#')
        return 0;
    if (!slice_cut(&value, '=', &name) || name.len == line.len)
        return -EINVAL;
    value = slice_trim(value);
    if (is_quoted(value)) {
        flaw->what = "has quotation marks around the value: remove them";
        return -EINVAL;
    }
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        if (!slice_is_nocase(slice_trim(name), fields[i].name))
            continue;
        flaw->what = "has no value that OPS could have given";
        return copy((char *)c + fields[i].offset, value);
    }
    return -EINVAL;
}

static int take_text(struct slice text, struct credentials *c,
                     struct flaw *flaw)
{
    struct slice line;
    int r = 0;

    text = slice_unmark(text);
    while (r == 0 && slice_cut(&text, '\n', &line))
        r = take_line(line, c, flaw);
    if (r < 0 || is_complete(c))
        return r;
    *flaw = (struct flaw){0};
    return -EINVAL;
}

/* The first directory above, from `path` to the root, in which anybody could
 * put another file in its stead; `path` is cut down to it. */
static bool others_write_above(char *path)
{
    struct stat st;
    char *slash;

    while ((slash = strrchr(path, '/'))) {
        slash[slash == path] = '\0';
        if (stat(path, &st) < 0)
            return false;
        if ((st.st_mode & S_IWOTH) && !(st.st_mode & S_ISVTX))
            return true;
        *slash = '\0';
    }
    return false;
}

/* Where the file lies, and where a link to it does. */
static int check_directories(int fd, const char *path, struct buf *ret_error)
{
    char proc[64], paths[2][PATH_MAX];
    ssize_t len;

    snprintf(proc, sizeof(proc), "/proc/self/fd/%d", fd);
    len = readlink(proc, paths[0], PATH_MAX - 1);
    paths[0][len > 0 ? len : 0] = '\0';
    snprintf(paths[1], PATH_MAX, "%s", path);
    for (int i = 0; i < 2; i++) {
        if (!others_write_above(paths[i]))
            continue;
        buf_printf(ret_error,
                   "credentials %s: anybody can put another file there; run "
                   "chmod o-w %s",
                   path, paths[i]);
        return -EPERM;
    }
    return 0;
}

static int check_owner(const struct stat *st, const char *path,
                       struct buf *ret_error)
{
    if (st->st_uid == geteuid() || st->st_uid == 0)
        return 0;
    buf_printf(ret_error,
               "credentials %s: the file belongs to another user; mount as "
               "that user, or run chown %u %s",
               path, (unsigned)geteuid(), path);
    return -EPERM;
}

static int take_file(int fd, const struct stat *st, struct credentials *c,
                     struct flaw *flaw)
{
    char text[FILE_MAX];
    ssize_t n;
    int r;

    if (S_ISDIR(st->st_mode))
        return -EISDIR;
    if (!S_ISREG(st->st_mode))
        return -EINVAL;
    if (st->st_mode & 0077)
        return -EPERM;
    n = read(fd, text, sizeof(text));
    if (n < 0)
        return -errno;
    r = n == FILE_MAX ? -EFBIG
                      : take_text((struct slice){text, (size_t)n}, c, flaw);
    explicit_bzero(text, sizeof(text));
    return r;
}

static void explain(int error, const struct flaw *flaw, const char *path,
                    struct buf *to)
{
    if (error == -ENOENT)
        buf_printf(to,
                   "no credentials: set OPS_CONSUMER_KEY and "
                   "OPS_CONSUMER_SECRET, or write them into %s",
                   path);
    else if (error == -EPERM)
        buf_printf(to, "credentials %s: others can read it; run chmod 600 %s",
                   path, path);
    else if (error == -EISDIR)
        buf_printf(to,
                   "credentials %s: it is a directory; name the file in it, as "
                   "%s/credentials",
                   path, path);
    else if (error == -EINVAL && flaw->line)
        buf_printf(to, "credentials %s: line %u %s", path, flaw->line,
                   flaw->what);
    else if (error == -EINVAL || error == -EFBIG)
        buf_printf(to,
                   "credentials %s: it must have two lines, "
                   "consumer_key = ... and consumer_secret = ...",
                   path);
    else
        buf_printf(to, "credentials %s: %s", path, strerror(-error));
}

static int from_file(const struct options *o, struct credentials *c,
                     struct buf *ret_error)
{
    struct buf path = BUF_INIT(FILE_MAX);
    struct flaw flaw = {0};
    struct stat st;
    int fd, r;

    if (o->credentials_file)
        buf_puts(&path, o->credentials_file);
    else
        options_usual_path("credentials", &path);
    fd = open(buf_text(&path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    r = fd < 0 || fstat(fd, &st) < 0 ? -errno : take_file(fd, &st, c, &flaw);
    if (r == 0)
        r = check_owner(&st, buf_text(&path), ret_error);
    if (r == 0)
        r = check_directories(fd, buf_text(&path), ret_error);
    if (fd >= 0)
        close(fd);
    if (r < 0 && !ret_error->len)
        explain(r, &flaw, buf_text(&path), ret_error);
    buf_fini(&path);
    return r;
}

/* One variable without the other is a slip: to mount with the key of a file
 * instead would spend somebody else's quota without a word. */
static int refuse_half(const struct credentials *c, struct buf *ret_error)
{
    bool key = c->key[0], secret = c->secret[0];

    if (key == secret)
        return 0;
    buf_printf(ret_error,
               "%s is set and %s is not: set both, or neither to use the file",
               fields[secret].name, fields[key].name);
    return -EINVAL;
}

int credentials_read(struct options *o, struct credentials *ret_credentials,
                     struct buf *ret_error)
{
    struct credentials c = {0};
    int r = take_variable(fields[0].name, c.key);
    int second = take_variable(fields[1].name, c.secret);

    if (r == 0)
        r = second;
    if (r < 0)
        buf_puts(ret_error, "OPS_CONSUMER_KEY or OPS_CONSUMER_SECRET: not a "
                            "key that OPS could have given");
    else if (!o->credentials_file)
        r = refuse_half(&c, ret_error);
    o->from_environment = !o->credentials_file && is_complete(&c);
    if (r == 0 && !o->from_environment) {
        c = (struct credentials){0};
        r = from_file(o, &c, ret_error);
    }
    if (r == 0)
        *ret_credentials = c;
    explicit_bzero(&c, sizeof(c));
    return r;
}
