/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small recognisers over a cursor. Each takes what it understands off the front
 * and returns whether that was anything; at the end the whole spelling must be
 * used up.
 */
#include "ops/reference.h"

#include "ops/service_limits.h"

#include <errno.h>
#include <string.h>

/* Longest number of a patent without country and kind; the longest known ones
 * have 15 characters. */
#define DIGITS_MAX 20
#define ORIGINAL_MAX 60

static bool take_char(struct slice *s, char c)
{
    if (!s->len || s->at[0] != c)
        return false;
    s->at++;
    s->len--;
    return true;
}

/* Between `least` and `most` characters of a class. */
static bool take_run(struct slice *s, bool (*is)(char), size_t least,
                     size_t most)
{
    size_t n = 0;

    while (n < s->len && n < most && is(s->at[n]))
        n++;
    if (n < least)
        return false;
    s->at += n;
    s->len -= n;
    return true;
}

static bool take_country(struct slice *s)
{
    return take_run(s, is_alpha, 2, 2);
}

static bool has_digit(struct slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.at[i]))
            return true;
    }
    return false;
}

/* Letters and digits, at least one digit: D558961, H08179521, 2002GB04635. */
static bool take_number(struct slice *s)
{
    struct slice run = *s;

    if (!take_run(s, is_alnum, 1, DIGITS_MAX))
        return false;
    run.len = (size_t)(s->at - run.at);
    return has_digit(run);
}

/* WIPO ST.16: a letter, mostly followed by a digit. */
static bool take_kind(struct slice *s)
{
    return take_run(s, is_alpha, 1, 1) && take_run(s, is_alnum, 0, 1);
}

/* docdb alone takes `*` for all kinds, `A*` for all of one letter. */
static bool take_kind_or_any(struct slice *s)
{
    if (take_char(s, '*'))
        return true;
    return take_run(s, is_alpha, 1, 1) &&
           (take_char(s, '*') || take_run(s, is_alnum, 0, 1));
}

static bool take_date(struct slice *s)
{
    return take_run(s, is_digit, 8, 8);
}

/* `.KIND`, `.YYYYMMDD`, or one after the other, or nothing; then the end. */
static bool take_tail(struct slice s, bool (*kind)(struct slice *))
{
    struct slice back;

    if (!s.len)
        return true;
    if (!take_char(&s, '.'))
        return false;
    back = s;
    if (kind(&s) && (!s.len || take_char(&s, '.'))) {
        if (!s.len)
            return s.at[-1] != '.';
        back = s;
    }
    return take_date(&back) && !back.len;
}

static bool is_epodoc(struct slice s)
{
    return take_country(&s) && take_number(&s) && take_tail(s, take_kind);
}

/* With dots, or glued in front: EP.1000000.A1, EP1000000.A1, EP1000000A1. */
static bool is_docdb(struct slice s)
{
    if (!take_country(&s))
        return false;
    take_char(&s, '.');
    return take_number(&s) && take_tail(s, take_kind_or_any);
}

/* Pieces with a single mark between each two, so that no `//` or `..` reaches a
 * URL. */
static bool take_joined(struct slice *s, const char *marks,
                        bool (*piece)(struct slice *))
{
    if (!piece(s))
        return false;
    while (s->len && strchr(marks, s->at[0])) {
        take_char(s, s->at[0]);
        if (!piece(s))
            return false;
    }
    return true;
}

static bool take_plain(struct slice *s)
{
    return take_run(s, is_alnum, 1, ORIGINAL_MAX);
}

/* A comma is allowed inside brackets only: outside it would separate two
 * references. */
static bool take_bracket(struct slice *s)
{
    return take_char(s, '(') && take_joined(s, "./,-", take_plain) &&
           take_char(s, ')');
}

static bool take_original_piece(struct slice *s)
{
    const char *from = s->at;

    take_plain(s);
    while (s->len && s->at[0] == '(') {
        if (!take_bracket(s))
            return false;
    }
    return s->at > from;
}

/* As printed: US.(08/921,321).A.19970829, PCT/GB02/04635.20021011. */
static bool is_original(struct slice s)
{
    return s.len <= ORIGINAL_MAX && s.len && is_alnum(s.at[0]) &&
           has_digit(s) && take_joined(&s, "./-", take_original_piece) &&
           !s.len;
}

static bool is_country(struct slice s)
{
    return take_country(&s) && !s.len;
}

static bool is_doc(struct slice s)
{
    return take_number(&s) && !s.len;
}

static bool is_kind(struct slice s)
{
    return take_kind(&s) && !s.len;
}

static bool is_section(char c)
{
    c = to_upper(c);
    return (c >= 'A' && c <= 'H') || c == 'Y';
}

/* A, A01, A01B, then what `group` takes: A01B33/00. */
static bool is_symbol(struct slice s, bool (*group)(struct slice *))
{
    if (!take_run(&s, is_section, 1, 1))
        return false;
    if (!s.len)
        return true;
    if (!take_run(&s, is_digit, 2, 2))
        return false;
    if (!s.len)
        return true;
    if (!take_run(&s, is_alpha, 1, 1))
        return false;
    return !s.len || (group(&s) && !s.len);
}

static bool take_cpc_group(struct slice *s)
{
    return take_run(s, is_digit, 1, 4) && take_char(s, '/') &&
           take_run(s, is_digit, 2, 6);
}

static bool take_ecla_group(struct slice *s)
{
    return take_run(s, is_digit, 1, 4) && take_char(s, '/') &&
           take_run(s, is_alnum, 1, 12);
}

static bool is_cpc(struct slice s)
{
    return is_symbol(s, take_cpc_group);
}

static bool is_ecla(struct slice s)
{
    return is_symbol(s, take_ecla_group);
}

static bool is_media_char(char c)
{
    return is_alnum(c) || c == '-' || c == '_';
}

static bool is_media(struct slice s)
{
    return take_run(&s, is_media_char, 1, 60) && !s.len;
}

/* What desktops and editors look for in every directory they enter. */
static const char *const desktop_names[] = {
    "Thumbs.db",  "desktop.ini", "autorun.inf", "folder.jpg",
    "folder.png", "ehthumbs.db", "CVS",         "RCS",
    "SCCS",       "_darcs",      "_MTN",        "{arch}",
};

/* CQL (OPS guide 4.2) has none of these marks. */
static bool is_query(struct slice s)
{
    if (!s.len || s.at[0] == '.' || !slice_is_clean(s))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (strchr("{}[]\\|^~`$", s.at[i]))
            return false;
    }
    for (size_t i = 0; i < sizeof(desktop_names) / sizeof(char *); i++) {
        if (slice_is_nocase(s, desktop_names[i]))
            return false;
    }
    return slice_trim(s).len == s.len;
}

static bool is_range(struct slice s)
{
    struct slice first;
    int64_t a, b;

    if (!slice_cut(&s, '-', &first) || !first.len || !s.len)
        return false;
    return first.at[0] != '0' && s.at[0] != '0' &&
           slice_number(first, &a) == 0 && slice_number(s, &b) == 0 && a <= b &&
           b - a < SEARCH_PAGE && b <= SEARCH_MAX;
}

/* Three digits at least, so that a listing sorts: 001, 012, 1234. */
static bool is_page(struct slice s)
{
    int64_t page;

    return s.len >= 3 && s.len <= 4 && slice_number(s, &page) == 0 &&
           page > 0 && (s.len == 3 || page > 999);
}

/* How a recognised spelling becomes the text that is sent. */
enum turn { TURN_UPPER, TURN_KEEP, TURN_NUMBER };

static const struct {
    bool (*is)(struct slice);
    enum turn turn;
} shapes[SHAPE_COUNT] = {
    [SHAPE_EPODOC] = {is_epodoc, TURN_UPPER},
    [SHAPE_DOCDB] = {is_docdb, TURN_UPPER},
    [SHAPE_ORIGINAL] = {is_original, TURN_KEEP},
    [SHAPE_COUNTRY] = {is_country, TURN_UPPER},
    [SHAPE_DOC] = {is_doc, TURN_UPPER},
    [SHAPE_KIND] = {is_kind, TURN_UPPER},
    [SHAPE_CPC] = {is_cpc, TURN_UPPER},
    [SHAPE_ECLA] = {is_ecla, TURN_UPPER},
    [SHAPE_MEDIA] = {is_media, TURN_KEEP},
    [SHAPE_QUERY] = {is_query, TURN_KEEP},
    [SHAPE_RANGE] = {is_range, TURN_KEEP},
    [SHAPE_PAGE] = {is_page, TURN_NUMBER},
};

/* Of the text itself, a part. */
static struct slice turned(enum turn turn, char *text, size_t len)
{
    size_t zeros = 0;

    if (turn == TURN_UPPER) {
        for (size_t i = 0; i < len; i++)
            text[i] = to_upper(text[i]);
    } else if (turn == TURN_NUMBER) {
        while (zeros + 1 < len && text[zeros] == '0')
            zeros++;
    }
    return (struct slice){text + zeros, len - zeros};
}

int reference_read(enum shape shape, struct slice name,
                   char ret_text[REFERENCE_MAX + 1], size_t *ret_len)
{
    char text[REFERENCE_MAX + 1];
    struct slice spelling = {text, 0};

    if (name.len > REFERENCE_MAX || !slice_is_clean(name))
        return -ENOENT;
    spelling.len = percent_decode_name(text, name);
    if (!shapes[shape].is(spelling))
        return -ENOENT;
    spelling = turned(shapes[shape].turn, text, spelling.len);
    memcpy(ret_text, spelling.at, spelling.len);
    ret_text[spelling.len] = '\0';
    *ret_len = spelling.len;
    return 0;
}
