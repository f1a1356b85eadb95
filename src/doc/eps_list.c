/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_list.h"

#include "base/unique.h"
#include "doc/table.h"
#include "ops/eps.h"

#include <stdlib.h>
#include <string.h>

#define DAY_LINE 11 /* 2024-03-20 and a line end */

/* --- links --------------------------------------------------------------- */

/* The value of `href` in a tag, which begins after its name. */
static struct slice href_of(struct slice tag)
{
    for (; tag.len > 5; tag = slice_skip(tag, 1)) {
        struct slice word = {tag.at, 4}, value;
        char quote;

        if (!slice_is_nocase(word, "href"))
            continue;
        value = slice_trim(slice_skip(tag, 4));
        if (!slice_starts(value, "="))
            continue;
        value = slice_trim(slice_skip(value, 1));
        quote = value.len ? value.at[0] : '\0';
        if (quote != '"' && quote != '\'')
            return SLICE("");
        value = slice_skip(value, 1);
        slice_cut(&value, quote, &word);
        return word;
    }
    return SLICE("");
}

/* The next link of a page; false at the end. */
static bool next_link(struct slice *page, struct slice *ret_href)
{
    struct slice before, tag;

    while (slice_cut(page, '<', &before)) {
        struct slice rest = *page;

        if (rest.len < 3 || to_lower(rest.at[0]) != 'a' ||
            !strchr(" \t\r\n", rest.at[1]))
            continue;
        if (!slice_cut(page, '>', &tag))
            return false;
        *ret_href = href_of(slice_skip(tag, 1));
        if (ret_href->len)
            return true;
    }
    return false;
}

/* The last step of an address, and the one before it. */
static void last_steps(struct slice href, struct slice *ret_last,
                       struct slice *ret_before)
{
    struct slice step;

    *ret_last = *ret_before = SLICE("");
    while (slice_cut(&href, '/', &step)) {
        *ret_before = *ret_last;
        *ret_last = step;
    }
}

/* `…/patents/EP1004359NWB1`, `…/publication-dates/20240320/patents`. */
static bool read_link(enum source_id source, struct slice href,
                      struct slice *ret_name)
{
    struct slice last, before;
    int64_t day;

    last_steps(href, &last, &before);
    *ret_name = source == SOURCE_EPS_DAY ? last : before;
    if (source == SOURCE_EPS_DAY)
        return slice_is(before, "patents") && eps_is_name(last);
    return slice_is(last, "patents") && before.len == EPS_DAY &&
           slice_number(before, &day) == 0;
}

/* The next link that says something; its address, and what it names. */
static bool next(enum source_id source, struct slice *page,
                 struct slice *ret_href, struct slice *ret_name)
{
    while (next_link(page, ret_href)) {
        if (read_link(source, *ret_href, ret_name))
            return true;
    }
    return false;
}

/* --- hosts --------------------------------------------------------------- */

/* "" for an address within the same host. */
static struct slice host_of(struct slice url)
{
    const char *mark = memmem(url.at, url.len, "//", 2);
    struct slice host, user;

    if (!mark || (mark != url.at && mark[-1] != ':'))
        return SLICE("");
    url = slice_skip(url, (size_t)(mark - url.at) + 2);
    slice_cut(&url, '/', &host);
    if (memchr(host.at, '@', host.len))
        slice_cut(&host, '@', &user);
    return host;
}

static struct slice without_port(struct slice host)
{
    struct slice name = host;

    return slice_cut(&host, ':', &name) ? name : host;
}

/* Hosts of the EPO link to each other: the last two words count, unless it is
 * an address of numbers. */
static struct slice domain_of(struct slice host)
{
    size_t dots = 0, at = host.len;

    if (!host.len || is_digit(host.at[host.len - 1]))
        return host;
    while (at > 0 && (dots += host.at[at - 1] == '.') < 2)
        at--;
    return slice_skip(host, at);
}

static bool is_foreign(struct slice href, const char *base)
{
    struct slice host = without_port(host_of(href));
    struct slice own = base ? without_port(host_of(slice_of(base))) : host;

    return host.len && !slice_equal(domain_of(host), domain_of(own));
}

enum eps_listed eps_list_check(enum source_id source, struct slice page,
                               const char *base)
{
    struct slice href, name;
    size_t count = 0;

    while (next(source, &page, &href, &name)) {
        if (is_foreign(href, base))
            return EPS_LISTED_FOREIGN;
        if (++count > EPS_LIST_MAX)
            return EPS_LISTED_TOO_MANY;
    }
    return count ? EPS_LISTED : EPS_LISTED_NONE;
}

/* --- facets -------------------------------------------------------------- */

static int newest_first(const void *a, const void *b)
{
    return memcmp(b, a, DAY_LINE);
}

int eps_list_dates(struct slice page, struct buf *to)
{
    struct slice href, name;

    while (next(SOURCE_EPS_DATES, &page, &href, &name))
        buf_printf(to, "%.4s-%.2s-%.2s\n", name.at, name.at + 4, name.at + 6);
    if (!to->error && to->len)
        qsort(to->data, to->len / DAY_LINE, DAY_LINE, newest_first);
    return to->error;
}

int eps_list_names(struct slice page, struct buf *to)
{
    struct buf all = BUF_INIT(SIZE_MAX);
    struct slice href, name;
    int r;

    for (size_t i = 0;
         i < EPS_LIST_MAX && next(SOURCE_EPS_DAY, &page, &href, &name); i++) {
        char canonical[NUMBER_NAME];
        struct eps_document d;

        if (eps_read(name, &d) && eps_canonical(&d, canonical) == 0)
            buf_printf(&all, "%s\n", canonical);
    }
    r = unique_lines((struct slice){buf_text(&all), all.len}, to);
    r = all.error ? all.error : r;
    buf_fini(&all);
    return r;
}

int eps_list_index(struct slice page, struct buf *to)
{
    struct slice href, name;

    buf_puts(to, "number\tkind\tdocument\tcorrection\n");
    while (next(SOURCE_EPS_DAY, &page, &href, &name)) {
        char canonical[NUMBER_NAME];
        struct eps_document d;

        if (!eps_read(name, &d) || eps_canonical(&d, canonical) < 0)
            continue;
        if (slice_is(d.correction, "NW"))
            d.correction = SLICE("");
        table_cells(to,
                    (const struct slice[]){slice_of(canonical), d.kind, name,
                                           d.correction},
                    4);
    }
    return to->error;
}
