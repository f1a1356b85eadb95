/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/lists.h"

#include "base/beneath.h"
#include "base/hash.h"
#include "base/list.h"
#include "ops/number.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIST_MAX ((size_t)4 << 20)
#define LINE_SHOWN 60
#define KEPT_MAX 64
#define BYTE_ORDER_MARK "\xef\xbb\xbf" /* as editors of Windows begin a file */

/* A list as it was read last. */
struct kept {
    struct list link;
    struct blob *text;
    struct stat stat; /* of the file at that time */
    char name[];
};

struct lists {
    int base;         /* the deepest directory there was at the start */
    uid_t owner;      /* of it */
    struct buf rest;  /* from there, `opsfs/lists/`; "" for it */
    struct list kept; /* oldest use first */
    unsigned count;
};

/* The first `len` bytes of the path. */
static int open_part(char *path, size_t len)
{
    char next = path[len];
    int fd;

    path[len] = '\0';
    fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
    path[len] = next;
    return fd;
}

static int open_base(struct lists *l, char *path)
{
    size_t len = strlen(path), whole = len;
    struct stat stat;

    while (len) {
        l->base = open_part(path, len);
        if (l->base >= 0)
            break;
        while (len && path[--len] != '/')
            ;
    }
    if (l->base < 0)
        l->base = open(path[0] == '/' ? "/" : ".",
                       O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (len < whole)
        buf_printf(&l->rest, "%s/", path + len + (path[len] == '/'));
    if (l->base < 0 || fstat(l->base, &stat) < 0)
        return -errno;
    l->owner = stat.st_uid;
    return l->rest.error;
}

struct lists *lists_new(const char *path)
{
    struct lists *l = calloc(1, sizeof(*l));
    char *copy = strdup(path);

    if (l) {
        l->base = -1;
        buf_init(&l->rest, LIST_MAX);
        list_init(&l->kept);
    }
    if (!l || !copy || open_base(l, copy) < 0) {
        lists_free(l);
        l = NULL;
    }
    free(copy);
    return l;
}

static void forget(struct lists *l, struct kept *k)
{
    list_remove(&k->link);
    blob_unref(k->text);
    free(k);
    l->count--;
}

void lists_free(struct lists *l)
{
    if (!l)
        return;
    while (!list_empty(&l->kept))
        forget(l, container_of(l->kept.next, struct kept, link));
    buf_fini(&l->rest);
    if (l->base >= 0)
        close(l->base);
    free(l);
}

static int open_below(const struct lists *l, struct slice name, int flags)
{
    struct buf path = BUF_INIT(LIST_MAX);
    int fd;

    buf_printf(&path, "%s%.*s", buf_text(&l->rest), (int)name.len, name.at);
    fd = path.error ? path.error
                    : beneath_open(l->base, buf_text(&path), flags);
    buf_fini(&path);
    return fd;
}

/* A mount of root's may show the lists of a user, who may link to anything:
 * only to what is the user's, then. */
static bool is_trusted(const struct lists *l, const struct stat *stat)
{
    return l->owner == geteuid() || l->owner == stat->st_uid;
}

/* Links, and files of unknown type, are examined when they are read. */
static bool may_be_list(const struct dirent *entry)
{
    return entry->d_type == DT_REG || entry->d_type == DT_LNK ||
           entry->d_type == DT_UNKNOWN;
}

int lists_names(struct lists *l, int (*each)(void *arg, struct slice name),
                void *arg)
{
    int fd = open_below(l, SLICE("."), O_DIRECTORY), r = 0;
    struct dirent *entry;
    struct stat stat;
    DIR *dir = NULL;

    if (fd < 0)
        return fd == -ENOENT ? 0 : fd;
    if (fstat(fd, &stat) < 0 || !is_trusted(l, &stat))
        r = -EPERM;
    else if (!(dir = fdopendir(fd)))
        r = -ENOMEM;
    if (r < 0) {
        close(fd);
        return r;
    }
    while (r == 0 && (entry = readdir(dir))) {
        if (may_be_list(entry))
            r = each(arg, slice_of(entry->d_name));
    }
    closedir(dir);
    return r;
}

/* The numbers of one list seen so far: none is shown twice. */
struct seen {
    struct hash table;
    struct seen_name {
        struct hash_link link;
        char name[NUMBER_NAME];
    } * names;
    size_t count, cap;
};

static bool was_seen(struct seen *s, const char *name)
{
    uint64_t value = hash_bytes(name, strlen(name), 0);
    struct seen_name *n;

    for (struct hash_link *at = hash_first(&s->table, value); at;
         at = hash_next(at)) {
        if (strcmp(container_of(at, struct seen_name, link)->name, name) == 0)
            return true;
    }
    n = &s->names[s->count++];
    memcpy(n->name, name, strlen(name) + 1);
    hash_add(&s->table, &n->link, value);
    return false;
}

/* The beginning of a line, which ends with a whole character. */
static int shown_of(struct slice text)
{
    size_t len = text.len > LINE_SHOWN ? LINE_SHOWN : text.len;

    while (len && len < text.len && (text.at[len] & 0xc0) == 0x80)
        len--;
    return (int)len;
}

static void complain(size_t line, struct slice text, const char *fault,
                     struct buf *to)
{
    buf_printf(to, "# line %zu\t%.*s\t%s\n", line,
               slice_is_clean(text) ? shown_of(text) : 0, text.at, fault);
}

static void read_line(struct seen *seen, size_t line, struct slice text,
                      struct buf *to)
{
    char candidates[NUMBER_CANDIDATES], name[NUMBER_NAME];
    struct number number;
    int r = number_parse(text, &number, candidates);

    if (r < 0) {
        complain(line, text, r == -EINVAL ? candidates : "not a number", to);
        return;
    }
    number_name(&number, name);
    if (!was_seen(seen, name))
        buf_printf(to, "%s\n", name);
}

static void read_lines(struct seen *seen, struct slice text, struct buf *to)
{
    struct slice line, before;
    size_t number = 0;

    if (slice_starts(text, BYTE_ORDER_MARK))
        text = (struct slice){text.at + strlen(BYTE_ORDER_MARK),
                              text.len - strlen(BYTE_ORDER_MARK)};
    while (slice_cut(&text, '\n', &line)) {
        number++;
        before = SLICE("");
        slice_cut(&line, '#', &before);
        before = slice_trim(before);
        if (before.len)
            read_line(seen, number, before, to);
    }
}

static size_t lines_of(struct slice text)
{
    size_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '\n';
    return count;
}

static struct blob *parse(struct slice text, int *ret_error)
{
    struct buf to = BUF_INIT(4 * LIST_MAX);
    struct seen seen = {0};
    struct blob *blob = NULL;
    char *data;
    size_t len;

    seen.names = calloc(lines_of(text), sizeof(*seen.names));
    if (seen.names && hash_init(&seen.table) == 0) {
        read_lines(&seen, text, &to);
        *ret_error = to.error ? to.error : -ENOMEM;
        if (!to.error) {
            data = buf_take(&to, &len);
            blob = blob_new(data, len);
        }
        hash_fini(&seen.table);
    }
    free(seen.names);
    buf_fini(&to);
    return blob;
}

static int slurp(int fd, struct buf *to)
{
    char piece[65536];
    ssize_t n;

    while ((n = read(fd, piece, sizeof(piece))) > 0) {
        int r = buf_add(to, piece, (size_t)n);

        if (r < 0)
            return r;
    }
    return n < 0 ? -errno : 0;
}

static struct kept *find(struct lists *l, struct slice name)
{
    list_each(at, &l->kept) {
        struct kept *k = container_of(at, struct kept, link);

        if (slice_is(name, k->name))
            return k;
    }
    return NULL;
}

static struct kept *keep(struct lists *l, struct slice name)
{
    struct kept *k = calloc(1, sizeof(*k) + name.len + 1);

    if (!k)
        return NULL;
    if (l->count == KEPT_MAX)
        forget(l, container_of(l->kept.next, struct kept, link));
    memcpy(k->name, name.at, name.len);
    list_init(&k->link);
    list_append(&l->kept, &k->link);
    l->count++;
    return k;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
           a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static int read_anew(struct lists *l, struct slice name, int fd,
                     const struct stat *stat)
{
    struct buf text = BUF_INIT(LIST_MAX);
    struct kept *k = find(l, name);
    struct blob *blob = NULL;
    int r = slurp(fd, &text), error = -ENOMEM;

    if (r == 0)
        blob = parse((struct slice){buf_text(&text), text.len}, &error);
    buf_fini(&text);
    if (!k && blob)
        k = keep(l, name);
    if (!k || !blob) {
        blob_unref(blob);
        return r < 0 ? r : error;
    }
    blob_unref(k->text);
    k->text = blob;
    k->stat = *stat;
    return 0;
}

int lists_read(struct lists *l, struct slice name, struct blob **ret_text,
               bool *ret_anew)
{
    int fd = open_below(l, name, 0), r = 0;
    struct stat stat;
    struct kept *k;
    bool anew;

    if (fd < 0)
        return fd;
    if (fstat(fd, &stat) < 0 || !S_ISREG(stat.st_mode))
        r = -ENOENT;
    else if (!is_trusted(l, &stat))
        r = -EPERM;
    if (r < 0) {
        close(fd);
        return r;
    }
    k = find(l, name);
    anew = !k || !is_same(&k->stat, &stat);
    if (anew)
        r = read_anew(l, name, fd, &stat);
    close(fd);
    if (r < 0)
        return r;
    k = find(l, name);
    list_touch(&l->kept, &k->link);
    *ret_text = k->text;
    *ret_anew = anew;
    return 0;
}
