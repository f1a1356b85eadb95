/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Slices of text and the few things done to them. A slice borrows: it is valid
 * as long as what it points into, and is not NUL-terminated. Characters are
 * ASCII here, whatever the locale says; UTF-8 is only checked, never changed.
 */
#ifndef OPSFS_BASE_STR_H
#define OPSFS_BASE_STR_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
    const char *at;
    size_t len;
};

#define SLICE(literal) ((struct slice){(literal), sizeof(literal) - 1})

static inline struct slice slice_of(const char *text)
{
    return (struct slice){text, __builtin_strlen(text)};
}

static inline struct slice buf_slice(const struct buf *b)
{
    return (struct slice){buf_text(b), b->len};
}

bool slice_is(struct slice s, const char *text); /* byte for byte */
bool slice_equal(struct slice a, struct slice b);
int slice_compare(struct slice a, struct slice b); /* as strcmp() */
int slice_order(const void *a, const void *b);     /* of two, for qsort() */
bool slice_is_nocase(struct slice s, const char *text); /* in any case */
bool slice_starts(struct slice s, const char *prefix);
bool slice_starts_nocase(struct slice s, const char *prefix);
struct slice slice_trim(struct slice s);   /* blanks, tabs, CR, LF */
struct slice slice_unmark(struct slice s); /* a byte order mark before it */

/* Without its first `len` bytes, which it has. */
static inline struct slice slice_skip(struct slice s, size_t len)
{
    return (struct slice){s.at + len, s.len - len};
}

/* Whether `word` is one of the words of a list. */
bool slice_lists(struct slice list, char between, struct slice word);

/* Removes what comes before the first `c`, and the `c`, from the front of `s`;
 * all of it where there is no `c`. False when `s` is used up. */
bool slice_cut(struct slice *s, char c, struct slice *ret_piece);

/* Here, because texts are read letter by letter with them. */
static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static inline bool is_alpha(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

static inline bool is_alnum(char c)
{
    return is_digit(c) || is_alpha(c);
}

static inline char to_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static inline char to_lower(char c)
{
    return is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

/* How many lines there are, as slice_cut() takes them. */
size_t slice_lines(struct slice text);

/* So many digits, and nothing else. */
bool is_digits(const char *text, size_t count);

/* All of `s` as a decimal number; -EINVAL, or -ERANGE past INT64_MAX. */
int slice_number(struct slice s, int64_t *ret_value);

/* Length of the UTF-8 character (RFC 3629) that `s` begins with; 0 when it is
 * broken, or a control character. */
size_t slice_character(struct slice s);

/* Well-formed UTF-8 without a control character. */
bool slice_is_clean(struct slice s);

/* Length of what `s` begins with if that drives a terminal or shows its reader
 * what is not there: a control character (C0, DEL, C1), a line or paragraph
 * separator, a mark of the direction of writing or one that is not seen, as
 * U+200B, a soft hyphen or a byte order mark; 0 for none. */
size_t slice_mark(struct slice s, unsigned *ret_code);

/* RFC 3986: what is not unreserved becomes %XX, but a byte of `keep` stays. */
void percent_encode(struct buf *to, struct slice s, const char *keep);

/* Takes a byte off the front, or the %XX that stands for one: a `%` of nothing
 * stays. There has to be one. */
char percent_take(struct slice *s);

/* `%2F` and `%25` (in any case) become `/` and `%`; any other `%` stays as it
 * is. Returns the new length; `to` must hold s.len bytes. */
size_t percent_decode_name(char *to, struct slice s);

#endif
