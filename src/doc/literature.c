/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/literature.h"

#include "base/str.h"

#include <limits.h>
#include <string.h>

#define CATEGORY_MAX 4 /* letters of one: XI, PX */

/* `[XI]`; NULL: something else is there. */
static const char *after_category(const char *at)
{
    size_t len = *at == '[' ? strspn(at + 1, "XYADPOTELIN&K") : 0;

    return len > 0 && len <= CATEGORY_MAX && at[1 + len] == ']' ? at + len + 2
                                                                : NULL;
}

static const char *after_blanks(const char *at)
{
    return at + strspn(at, " ");
}

/* `* the whole document *`; NULL where it does not end. */
static const char *after_passage(const char *at)
{
    const char *end = *at == '*' ? strchr(at + 1, '*') : NULL;

    return end ? end + 1 : NULL;
}

/* What a category is followed by, to the next one or the end. */
static const char *after_report(const char *at)
{
    at = after_category(at);
    if (!at)
        return NULL;
    at = after_blanks(at);
    at = after_blanks(at + strspn(at, "0123456789-,;/ "));
    while (*at == '*') {
        at = after_passage(at);
        if (!at)
            return NULL;
        at = after_blanks(at);
    }
    return at;
}

static bool is_all_reports(const char *at)
{
    while (at && *at)
        at = after_report(at);
    return at != NULL;
}

static void add_trimmed(const char *from, const char *end, const char *between,
                        struct buf *to)
{
    struct slice text = slice_trim((struct slice){from, (size_t)(end - from)});

    if (!text.len)
        return;
    if (to->len)
        buf_puts(to, between);
    buf_add(to, text.at, text.len);
}

static void add_report(const char *at, struct literature *l)
{
    const char *claims = after_category(at), *passages;

    add_trimmed(at + 1, claims - 1, "; ", &l->parts[LITERATURE_CATEGORIES]);
    passages = claims + strspn(claims, "0123456789-,;/ ");
    add_trimmed(claims, passages, "; ", &l->parts[LITERATURE_CLAIMS]);
    passages = after_blanks(passages);
    for (const char *end; *passages == '*'; passages = after_blanks(end)) {
        end = after_passage(passages);
        add_trimmed(passages, end, "; ", &l->parts[LITERATURE_PASSAGES]);
    }
}

/* Where the reports begin; the end, where there are none. */
static const char *find_reports(const char *text)
{
    const char *at = text;

    while ((at = strchr(at, '[')) && !(at > text && is_all_reports(at)))
        at++;
    return at ? at : text + strlen(text);
}

/* `(20060403)`, the last one. */
static void find_date(const char *text, const char *end, struct buf *to)
{
    for (const char *at = end - 10; at >= text; at--) {
        if (at[0] == '(' && at[9] == ')' && strspn(at + 1, "0123456789") == 8 &&
            (at[1] == '1' || at[1] == '2')) {
            buf_add(to, at + 1, 8);
            return;
        }
    }
}

void literature_read(const char *text, struct literature *ret_literature)
{
    struct literature l;
    const char *end;

    for (int i = 0; i < LITERATURE_PARTS; i++)
        l.parts[i] = BUF_INIT(INT_MAX / 2);
    text += slice_starts(slice_of(text), "- ") ? 2 : 0;
    end = find_reports(text);
    add_trimmed(text, end, "", &l.parts[LITERATURE_TEXT]);
    if (end - text > 10)
        find_date(text, end, &l.parts[LITERATURE_DATE]);
    while (*end) {
        add_report(end, &l);
        end = after_report(end);
    }
    *ret_literature = l;
}

void literature_fini(struct literature *l)
{
    for (int i = 0; i < LITERATURE_PARTS; i++)
        buf_fini(&l->parts[i]);
}
