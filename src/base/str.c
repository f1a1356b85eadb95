/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include <errno.h>
#include <string.h>

bool is_digits(const char *text, size_t count)
{
    return strlen(text) == count && strspn(text, "0123456789") == count;
}

int slice_compare(struct slice a, struct slice b)
{
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

int slice_order(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

bool slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

bool slice_is(struct slice s, const char *text)
{
    return strlen(text) == s.len && (!s.len || memcmp(s.at, text, s.len) == 0);
}

/* How many letters they begin with alike. */
static size_t alike(struct slice s, const char *text)
{
    size_t i = 0;

    while (i < s.len && text[i] && to_lower(s.at[i]) == to_lower(text[i]))
        i++;
    return i;
}

bool slice_is_nocase(struct slice s, const char *text)
{
    size_t len = alike(s, text);

    return len == s.len && !text[len];
}

bool slice_starts(struct slice s, const char *prefix)
{
    size_t len = strlen(prefix);

    return s.len >= len && (!len || memcmp(s.at, prefix, len) == 0);
}

bool slice_starts_nocase(struct slice s, const char *prefix)
{
    return !prefix[alike(s, prefix)];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct slice slice_trim(struct slice s)
{
    while (s.len && is_blank(s.at[0])) {
        s.at++;
        s.len--;
    }
    while (s.len && is_blank(s.at[s.len - 1]))
        s.len--;
    return s;
}

struct slice slice_unmark(struct slice s)
{
    return slice_starts(s, "\xef\xbb\xbf") ? slice_skip(s, 3) : s;
}

bool slice_cut(struct slice *s, char c, struct slice *ret_piece)
{
    const char *found;

    if (!s->len)
        return false;
    found = memchr(s->at, c, s->len);
    *ret_piece = *s;
    if (found) {
        ret_piece->len = (size_t)(found - s->at);
        s->len -= ret_piece->len + 1;
        s->at = found + 1;
    } else {
        s->at += s->len;
        s->len = 0;
    }
    return true;
}

bool slice_lists(struct slice list, char between, struct slice word)
{
    struct slice one;

    while (slice_cut(&list, between, &one)) {
        if (slice_equal(one, word))
            return true;
    }
    return false;
}

size_t slice_lines(struct slice text)
{
    size_t count = text.len && text.at[text.len - 1] != '\n';

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '\n';
    return count;
}

int slice_number(struct slice s, int64_t *ret_value)
{
    int64_t value = 0;

    if (!s.len)
        return -EINVAL;
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i]))
            return -EINVAL;
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, s.at[i] - '0', &value))
            return -ERANGE;
    }
    *ret_value = value;
    return 0;
}

/* RFC 3629 4: which second byte a first byte allows. Left out are the control
 * characters C0, DEL and C1, overlong forms and surrogates. */
static const struct {
    unsigned char first_from, first_to, len, second_from, second_to;
} characters[] = {
    {0x20, 0x7e, 1, 0, 0},       {0xc2, 0xc2, 2, 0xa0, 0xbf},
    {0xc3, 0xdf, 2, 0x80, 0xbf}, {0xe0, 0xe0, 3, 0xa0, 0xbf},
    {0xe1, 0xec, 3, 0x80, 0xbf}, {0xed, 0xed, 3, 0x80, 0x9f},
    {0xee, 0xef, 3, 0x80, 0xbf}, {0xf0, 0xf0, 4, 0x90, 0xbf},
    {0xf1, 0xf3, 4, 0x80, 0xbf}, {0xf4, 0xf4, 4, 0x80, 0x8f},
};

static bool is_between(unsigned char c, unsigned char from, unsigned char to)
{
    return c >= from && c <= to;
}

static bool is_whole(const unsigned char *at, size_t row)
{
    size_t len = characters[row].len;

    if (len > 1 && !is_between(at[1], characters[row].second_from,
                               characters[row].second_to))
        return false;
    for (size_t i = 2; i < len; i++) {
        if (!is_between(at[i], 0x80, 0xbf))
            return false;
    }
    return true;
}

size_t slice_character(struct slice s)
{
    const unsigned char *at = (const unsigned char *)s.at;

    for (size_t i = 0; i < sizeof(characters) / sizeof(*characters); i++) {
        if (is_between(at[0], characters[i].first_from, characters[i].first_to))
            return characters[i].len <= s.len && is_whole(at, i)
                       ? characters[i].len
                       : 0;
    }
    return 0;
}

bool slice_is_clean(struct slice s)
{
    while (s.len) {
        size_t len = slice_character(s);

        if (!len)
            return false;
        s.at += len;
        s.len -= len;
    }
    return true;
}

static const struct {
    unsigned from, to;
} marks[] = {
    {0x0000, 0x001f}, {0x007f, 0x009f}, {0x00ad, 0x00ad}, {0x061c, 0x061c},
    {0x180e, 0x180e}, {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
    {0xfeff, 0xfeff}, {0xfff9, 0xfffb},
};

/* Of a character of one to three bytes, as marks are; 0 for another. */
static size_t read_code(struct slice s, unsigned *ret_code)
{
    const unsigned char *at = (const unsigned char *)s.at;
    size_t len = 1;

    if (!s.len || (at[0] >= 0x80 && at[0] < 0xc2) || at[0] >= 0xf0)
        return 0;
    *ret_code = at[0];
    if (at[0] >= 0x80) {
        len = at[0] < 0xe0 ? 2 : 3;
        *ret_code &= len == 2 ? 0x1f : 0x0f;
    }
    for (size_t i = 1; i < len; i++) {
        if (i >= s.len || !is_between(at[i], 0x80, 0xbf))
            return 0;
        *ret_code = *ret_code << 6 | (at[i] & 0x3fu);
    }
    return len;
}

size_t slice_mark(struct slice s, unsigned *ret_code)
{
    size_t len = read_code(s, ret_code);

    for (size_t i = 0; len && i < sizeof(marks) / sizeof(*marks); i++) {
        if (*ret_code >= marks[i].from && *ret_code <= marks[i].to)
            return len;
    }
    return 0;
}

static bool is_unreserved(char c)
{
    return is_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

void percent_encode(struct buf *to, struct slice s, const char *keep)
{
    size_t run = 0;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];

        if (is_unreserved(c) || (c && strchr(keep, c))) {
            run++;
            continue;
        }
        buf_add(to, s.at + i - run, run);
        buf_printf(to, "%%%02X", (unsigned char)c);
        run = 0;
    }
    if (run)
        buf_add(to, s.at + s.len - run, run);
}

static int hex_of(char c)
{
    if (is_digit(c))
        return c - '0';
    c = to_upper(c);
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

char percent_take(struct slice *s)
{
    bool code = s->len > 2 && s->at[0] == '%' && hex_of(s->at[1]) >= 0 &&
                hex_of(s->at[2]) >= 0;
    char c = s->at[0];

    if (code)
        c = (char)(hex_of(s->at[1]) << 4 | hex_of(s->at[2]));
    *s = slice_skip(*s, code ? 3 : 1);
    return c;
}

size_t percent_decode_name(char *to, struct slice s)
{
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++) {
        struct slice code = {s.at + i, 3};

        if (s.len - i < 3)
            code.len = 0;
        if (slice_is_nocase(code, "%2f"))
            to[len++] = '/';
        else if (slice_is(code, "%25"))
            to[len++] = '%';
        else {
            to[len++] = s.at[i];
            continue;
        }
        i += 2;
    }
    return len;
}
