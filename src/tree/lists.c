/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/lists.h"

#include "base/hash.h"
#include "base/list.h"
#include "ops/number_parse.h"
#include "tree/own_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEPT_MAX 64

/* A list as it was read last. */
struct kept {
    struct list link;
    struct blob *text;
    struct stat stat; /* of the file at that time */
    char name[];
};

struct lists {
    struct own_files files;
    struct list kept; /* oldest use first */
    unsigned count;
};

struct lists *lists_new(const char *path)
{
    struct lists *l = calloc(1, sizeof(*l));

    if (!l)
        return NULL;
    list_init(&l->kept);
    if (own_files_init(&l->files, path) < 0) {
        lists_free(l);
        l = NULL;
    }
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
    own_files_fini(&l->files);
    free(l);
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
    int fd = own_files_open(&l->files, SLICE("."), O_DIRECTORY), r = 0;
    struct dirent *entry;
    struct stat stat;
    DIR *dir = NULL;

    if (fd < 0)
        return fd == -ENOENT ? 0 : fd;
    if (fstat(fd, &stat) < 0 || !own_files_trusts(&l->files, &stat))
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

static void read_line(struct seen *seen, size_t line, struct slice text,
                      struct buf *to)
{
    char candidates[NUMBER_CANDIDATES], name[NUMBER_NAME];
    struct number number;
    int r = number_parse(text, &number, candidates);

    if (r < 0) {
        own_files_complain(line, text,
                           r == -EINVAL ? candidates : "not a number", to);
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

    text = slice_unmark(text);
    while (slice_cut(&text, '\n', &line)) {
        number++;
        before = SLICE("");
        slice_cut(&line, '#', &before);
        before = slice_trim(before);
        if (before.len)
            read_line(seen, number, before, to);
    }
}

static struct blob *parse(struct slice text, int *ret_error)
{
    struct buf to = BUF_INIT(4 * OWN_FILE_MAX);
    struct seen seen = {0};
    struct blob *blob = NULL;

    seen.names = calloc(slice_lines(text) + 1, sizeof(*seen.names));
    if (seen.names && hash_init(&seen.table) == 0) {
        read_lines(&seen, text, &to);
        *ret_error = to.error ? to.error : -ENOMEM;
        if (!to.error)
            blob = blob_of(&to);
        hash_fini(&seen.table);
    }
    free(seen.names);
    buf_fini(&to);
    return blob;
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

static struct kept *add(struct lists *l, struct slice name)
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

static int read_anew(struct lists *l, struct slice name, int fd,
                     const struct stat *stat)
{
    struct buf text = BUF_INIT(OWN_FILE_MAX);
    struct kept *k = find(l, name);
    struct blob *blob = NULL;
    int r = own_files_read(fd, &text), error = -ENOMEM;

    if (r == 0)
        blob = parse(buf_slice(&text), &error);
    buf_fini(&text);
    if (!k && blob)
        k = add(l, name);
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
    struct stat stat;
    int fd = own_files_open_file(&l->files, name, &stat), r = 0;
    struct kept *k;
    bool anew;

    if (fd < 0)
        return fd;
    k = find(l, name);
    anew = !k || !own_files_is_same(&k->stat, &stat);
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
