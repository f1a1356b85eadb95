/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/searches.h"

#include "ops/reference.h"
#include "tree/own_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAMES_MAX 1000
#define NAME_LEN_MAX 64

struct searches {
    struct own_files files;
    char *name;       /* of the file in its directory */
    struct stat stat; /* as it was read last; all 0: it was not there */
    int unopened;     /* why it could not be opened, by the last look … */
    int error;        /* … or why else it could not be read */
    struct buf text;
    unsigned era;
};

struct searches *searches_new(const char *path)
{
    struct searches *s = calloc(1, sizeof(*s));
    char *dir = strdup(path);
    char *slash = dir ? strrchr(dir, '/') : NULL;
    int r = -ENOMEM;

    if (!s || !dir) {
        free(s);
        free(dir);
        return NULL;
    }
    if (slash)
        *slash = '\0';
    s->text = BUF_INIT(2 * OWN_FILE_MAX);
    s->name = strdup(slash ? slash + 1 : path);
    if (s->name)
        r = own_files_init(&s->files, slash ? dir : ".");
    free(dir);
    if (r == 0)
        return s;
    searches_free(s);
    return NULL;
}

void searches_free(struct searches *s)
{
    if (!s)
        return;
    own_files_fini(&s->files);
    buf_fini(&s->text);
    free(s->name);
    free(s);
}

/* --- lines --------------------------------------------------------------- */

bool searches_is_name(struct slice name)
{
    if (!name.len || name.len > NAME_LEN_MAX || name.at[0] == '.' ||
        name.at[0] == '-' || slice_is(name, "README.txt"))
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];

        if (!is_alpha(c) && !is_digit(c) && !strchr("-_.", c) &&
            !((unsigned char)c & 0x80))
            return false;
    }
    return slice_is_clean(name);
}

static const char *fault_of(const struct searches *s, struct slice name,
                            struct slice query, size_t count)
{
    char text[REFERENCE_MAX + 1];
    struct slice known;
    size_t len;

    if (!query.at)
        return "write it as: name = query";
    if (!searches_is_name(name))
        return "a name has letters, digits, - _ and . alone, 64 at most";
    if (searches_find(s, name, &known))
        return "there is a search of that name above";
    if (reference_read(SHAPE_QUERY, query, text, &len) < 0)
        return "not a query; search/README.txt says how one is written";
    return count >= NAMES_MAX ? "there are 1000 searches above" : NULL;
}

/* A query may have a `#`: a comment has a line of its own. */
static void read_line(struct searches *s, size_t number, struct slice line,
                      size_t *count)
{
    const char *sign = memchr(line.at, '=', line.len), *fault;
    struct slice query = line, name;

    slice_cut(&query, '=', &name);
    name = slice_trim(name);
    query = sign ? slice_trim(query) : (struct slice){0};
    fault = fault_of(s, name, query, *count);
    if (fault) {
        own_files_complain(number, line, fault, &s->text);
        return;
    }
    buf_printf(&s->text, "%.*s\t%.*s\n", (int)name.len, name.at, (int)query.len,
               query.at);
    (*count)++;
}

static int parse(struct searches *s, struct slice text)
{
    struct slice line;
    size_t number = 0, count = 0;

    while (slice_cut(&text, '\n', &line)) {
        number++;
        line = slice_trim(line);
        if (line.len && line.at[0] != '#')
            read_line(s, number, line, &count);
    }
    return s->text.error;
}

/* --- the file ------------------------------------------------------------ */

static int read_anew(struct searches *s, int fd)
{
    struct buf text = BUF_INIT(OWN_FILE_MAX);
    int r = own_files_read(fd, &text);

    if (r == 0)
        r = parse(s, slice_unmark(buf_slice(&text)));
    if (r < 0)
        buf_reset(&s->text);
    buf_fini(&text);
    return r;
}

int searches_look(struct searches *s, bool *ret_anew)
{
    struct stat stat = {0};
    int fd = own_files_open_file(&s->files, slice_of(s->name), &stat);
    int r = fd < 0 && fd != -ENOENT ? fd : 0;

    if (fd < 0)
        stat = (struct stat){0};
    *ret_anew = r != s->unopened || !own_files_is_same(&stat, &s->stat);
    s->stat = stat;
    s->unopened = r;
    if (*ret_anew) {
        s->era++;
        buf_reset(&s->text);
        s->error = fd < 0 ? r : read_anew(s, fd);
    }
    if (fd >= 0)
        close(fd);
    return s->error;
}

struct slice searches_text(const struct searches *s)
{
    return buf_slice(&s->text);
}

unsigned searches_era(const struct searches *s)
{
    return s->era;
}

bool searches_find(const struct searches *s, struct slice name,
                   struct slice *ret_query)
{
    struct slice rest = searches_text(s), line, word;

    while (slice_cut(&rest, '\n', &line)) {
        slice_cut(&line, '\t', &word);
        if (slice_equal(word, name)) {
            *ret_query = line;
            return true;
        }
    }
    return false;
}
