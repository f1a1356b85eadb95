/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/error_log.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define LINE_MOST 4096

/* A line is `path` and what follows it; the path is kept apart to be found. */
struct trouble {
    int64_t wall;
    size_t path_len;
    char *path; /* escaped; NULL: the place is free */
    char *text; /* after the path */
};

struct troubles {
    unsigned next;
    struct trouble ring[TROUBLES];
};

struct troubles *troubles_new(void)
{
    return calloc(1, sizeof(struct troubles));
}

static void drop(struct trouble *at)
{
    free(at->path);
    free(at->text);
    *at = (struct trouble){0};
}

void troubles_free(struct troubles *t)
{
    if (!t)
        return;
    for (unsigned i = 0; i < TROUBLES; i++)
        drop(&t->ring[i]);
    free(t);
}

static char *escaped(struct slice text, size_t *ret_len)
{
    struct buf b = BUF_INIT(LINE_MOST);

    log_escape(&b, text.at, text.len);
    return buf_take(&b, ret_len);
}

/* The gateway's code is the status again. */
static bool is_status(const struct why *why)
{
    int64_t code;

    return slice_number(slice_of(why->code), &code) == 0 && code == why->status;
}

/* `ENOENT HTTP 404 SERVER.EntityNotFound: No results found; what to do` */
static char *text_of(const struct why *why)
{
    struct buf b = BUF_INIT(LINE_MOST);
    size_t len;

    buf_printf(&b, "%s", strerrorname_np(-why->error));
    if (why->status)
        buf_printf(&b, " HTTP %d", why->status);
    if (why->code[0] && !is_status(why)) {
        buf_putc(&b, ' ');
        log_escape(&b, why->code, strlen(why->code));
    }
    if (why->message[0]) {
        buf_puts(&b, ": ");
        log_escape(&b, why->message, strlen(why->message));
    }
    if (why->advice && why->advice[0])
        buf_printf(&b, "%s%s", why->message[0] ? "; " : ": ", why->advice);
    return buf_take(&b, &len);
}

static const struct trouble *newest(const struct troubles *t, unsigned back)
{
    return &t->ring[(t->next + 2 * TROUBLES - 1 - back) % TROUBLES];
}

/* The path itself, or (`deep`) a directory above it. */
static bool covers(const struct trouble *at, const char *path, size_t len,
                   bool deep)
{
    if (!at->path || at->path_len < len || memcmp(at->path, path, len) != 0)
        return false;
    return at->path_len == len || (deep && (at->path[len] == '/' || len == 1));
}

static const struct trouble *search(const struct troubles *t, const char *path,
                                    size_t len, bool deep)
{
    for (unsigned i = 0; i < TROUBLES && newest(t, i)->path; i++) {
        if (covers(newest(t, i), path, len, deep))
            return newest(t, i);
    }
    return NULL;
}

void troubles_add(struct troubles *t, struct slice path, const struct why *why)
{
    struct trouble *at = &t->ring[t->next], new = {.wall = why->wall};
    const struct trouble *last;

    new.path = escaped(path, &new.path_len);
    new.text = text_of(why);
    if (!new.path || !new.text) {
        drop(&new);
        return;
    }
    last = search(t, new.path, new.path_len, false);
    if (last && last->wall == why->wall && strcmp(last->text, new.text) == 0) {
        drop(&new);
        return;
    }
    drop(at);
    *at = new;
    t->next = (t->next + 1) % TROUBLES;
}

void troubles_report(void *troubles, const struct fault *fault)
{
    struct buf path = BUF_INIT(LINE_MOST);
    struct why why = {
        .wall = fault->wall,
        .status = fault->status,
        .error = fault->verdict->error,
        .advice = fault->verdict->advice,
    };

    memcpy(why.code, fault->finding->code, sizeof(why.code));
    memcpy(why.message, fault->finding->message, sizeof(why.message));
    buf_printf(&path, "/%s%s", fault->room ? fault->room : "", fault->path);
    troubles_add(troubles, (struct slice){path.data, path.len}, &why);
    buf_fini(&path);
}

int troubles_find(const struct troubles *t, struct slice path, struct buf *to)
{
    size_t len;
    char *safe = escaped(path, &len);
    const struct trouble *found = safe ? search(t, safe, len, true) : NULL;

    free(safe);
    if (!found)
        return -ENODATA;
    if (found->path_len != len)
        buf_printf(to, "%s: ", found->path);
    return buf_puts(to, found->text);
}

void troubles_print(const struct troubles *t, struct buf *to)
{
    char stamp[CLOCK_STAMP];

    for (unsigned i = TROUBLES; i-- > 0;) {
        const struct trouble *at = newest(t, i);

        if (!at->path)
            continue;
        clock_stamp(at->wall, stamp);
        buf_printf(to, "%s %s %s\n", stamp, at->path, at->text);
    }
}
