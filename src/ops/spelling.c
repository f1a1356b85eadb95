/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * First the marks are put beside the text, so that what people write as `WO
 * 2013/123456 A1`, `wo2013123456a1` or `WO.2013123456.A1` is one text, while
 * the few rules that need a slash can still see it.
 */
#include "ops/spelling.h"

#include "ops/offices.h"

#include <errno.h>
#include <string.h>

/* Blanks, hyphens and slashes of typeset text, which people paste. */
static const struct {
    const char *first, *last;
    char mark;
} typeset[] = {
    {"\xc2\xa0", "\xc2\xa0", ' '},         /* no-break space */
    {"\xe2\x80\x82", "\xe2\x80\x8a", ' '}, /* en space .. hair space */
    {"\xe2\x80\xaf", "\xe2\x80\xaf", ' '}, /* narrow no-break space */
    {"\xe2\x80\x90", "\xe2\x80\x95", '-'}, /* hyphen .. horizontal bar */
    {"\xe2\x88\x92", "\xe2\x88\x92", '-'}, /* minus */
    {"\xe2\x81\x84", "\xe2\x81\x84", '/'}, /* fraction slash */
};

static char mark_of(struct slice character)
{
    for (size_t i = 0; i < sizeof(typeset) / sizeof(*typeset); i++) {
        if (character.len == strlen(typeset[i].first) &&
            memcmp(character.at, typeset[i].first, character.len) >= 0 &&
            memcmp(character.at, typeset[i].last, character.len) <= 0)
            return typeset[i].mark;
    }
    if (character.len != 1)
        return 0;
    if (character.at[0] == '_')
        return ' ';
    return strchr(" /-.,()", character.at[0]) ? character.at[0] : 0;
}

/* Letters and digits with their marks. A blank yields to any other mark next to
 * it. No mark may come first, so that a hidden file is not a number. */
static int lay_out(struct slice typed, struct spelling *s, char *ret_last)
{
    char mark = 0;

    while (typed.len) {
        struct slice character = {typed.at, slice_character(typed)};
        char found;

        if (!character.len)
            return -ENOENT;
        if (character.len == 1 && is_alnum(character.at[0])) {
            if (s->len == SPELLING_MAX)
                return -ENOENT;
            s->mark[s->len] = mark;
            s->text[s->len++] = to_upper(character.at[0]);
            mark = 0;
        } else {
            found = mark_of(character);
            if (!found || (!s->len && found != ' '))
                return -ENOENT;
            if (!mark || found != ' ')
                mark = found;
        }
        typed.at += character.len;
        typed.len -= character.len;
    }
    *ret_last = mark;
    return 0;
}

static void cut_back(struct spelling *s, size_t count)
{
    s->len -= count;
    s->text[s->len] = '\0';
}

static int decimal(const char *digits, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + digits[i] - '0';
    return value;
}

/* The last `count` characters are digits, unbroken, and digits come before. */
static bool ends_apart(const struct spelling *s, size_t count, char mark)
{
    size_t from = s->len - count;
    bool before = false;

    if (s->len <= count || s->mark[from] != mark)
        return false;
    for (size_t i = 0; i < s->len; i++) {
        if (i < from)
            before = before || is_digit(s->text[i]);
        else if (!is_digit(s->text[i]) || (i > from && s->mark[i]))
            return false;
    }
    return before;
}

/* OPS's `.20000503`. */
static void take_date(struct spelling *s)
{
    const char *date = s->text + s->len - 8;
    int year, month, day;

    if (!ends_apart(s, 8, '.'))
        return;
    year = year_of_four(date);
    month = decimal(date + 4, 2);
    day = decimal(date + 6, 2);
    if (!year || month < 1 || month > 12 || day < 1 || day > 31)
        return;
    s->year = year;
    cut_back(s, 8);
}

/* `(2010)` after a US application. */
static void take_year(struct spelling *s)
{
    int year;

    if (!ends_apart(s, 4, '('))
        return;
    year = year_of_four(s->text + s->len - 4);
    if (!year)
        return;
    s->year = year;
    cut_back(s, 4);
}

static void take_word(struct spelling *s)
{
    static const char word[] = "APPLICATION";
    size_t len = sizeof(word) - 1;

    if (s->len <= len || strcmp(s->text + s->len - len, word) != 0)
        return;
    s->application = true;
    cut_back(s, len);
}

int spelling_read(struct slice typed, struct spelling *ret_spelling)
{
    struct spelling s = {.len = 0};
    char last = 0;
    int r = lay_out(typed, &s, &last);

    if (r < 0)
        return r;
    if (!s.len || (last && last != ' ' && last != ')'))
        return -ENOENT;
    take_word(&s);
    if (last == ')')
        take_year(&s);
    else
        take_date(&s);
    *ret_spelling = s;
    return 0;
}

static bool add(struct spelling *s, struct slice part, char mark)
{
    if (part.len > SPELLING_MAX - s->len)
        return false;
    for (size_t i = 0; i < part.len; i++) {
        if (!is_alnum(part.at[i]))
            return false;
        s->mark[s->len] = i ? 0 : mark;
        s->text[s->len++] = to_upper(part.at[i]);
    }
    return true;
}

int spelling_join(struct slice country, struct slice number, struct slice kind,
                  struct spelling *ret_spelling)
{
    struct spelling s = {.docdb = true};

    if (country.len != 2 || !number.len ||
        !is_digit(number.at[number.len - 1]) ||
        (kind.len && !is_alpha(kind.at[0])) || !add(&s, country, 0) ||
        !add(&s, number, '.') || !add(&s, kind, '.'))
        return -ENOENT;
    *ret_spelling = s;
    return 0;
}

void spelling_drop(struct spelling *s, size_t count)
{
    s->len -= count;
    memmove(s->text, s->text + count, s->len + 1);
    memmove(s->mark, s->mark + count, s->len);
}

bool spelling_starts(const struct spelling *s, const char *text)
{
    return strncmp(s->text, text, strlen(text)) == 0;
}

bool spelling_put_country(struct spelling *s, const char country[3])
{
    if (s->len + 2 > SPELLING_MAX)
        return false;
    memmove(s->text + 2, s->text, s->len + 1);
    memmove(s->mark + 2, s->mark, s->len);
    memcpy(s->text, country, 2);
    s->mark[0] = s->mark[1] = 0;
    s->len += 2;
    return true;
}

static size_t run_of(const char *text, bool (*is)(char))
{
    size_t n = 0;

    while (is(text[n]))
        n++;
    return n;
}

/* Zeros before a prefix are padding: 0PP12009. */
static size_t take_prefix(const char *text, struct parts *p)
{
    size_t zeros = 0, letters;

    while (text[zeros] == '0')
        zeros++;
    letters = run_of(text + zeros, is_alpha);
    if (!letters || letters >= sizeof(p->prefix))
        return 0;
    memcpy(p->prefix, text + zeros, letters);
    p->prefix[letters] = '\0';
    return zeros + letters;
}

static size_t serial_run(const char *text, bool letters_inside)
{
    size_t n = run_of(text, is_digit), letters, behind;

    if (!letters_inside || !n)
        return n;
    letters = run_of(text + n, is_alpha);
    behind = run_of(text + n + letters, is_digit);
    return letters >= 2 && letters <= 4 && behind >= 2 ? n + letters + behind
                                                       : n;
}

/* 10167109.5, and 98123456.X where the office uses X as a check digit. */
static bool takes_check(const struct spelling *s, size_t from, struct parts *p)
{
    size_t last = s->len - 1;

    if (s->docdb || s->len < from + 7 || s->mark[last] != '.' ||
        run_of(s->text + from, is_digit) < last - from ||
        !(is_digit(s->text[last]) ||
          (s->text[last] == 'X' && spelling_starts(s, "CN"))))
        return false;
    p->check = s->text[last];
    return true;
}

static bool take_kind(const char *text, size_t len, struct parts *p)
{
    if (len > 2 || (len && !is_alpha(text[0])))
        return false;
    memcpy(p->kind, text, len);
    p->kind[len] = '\0';
    return true;
}

static size_t fold_of(const struct spelling *s, size_t from, size_t len)
{
    for (size_t i = 1; i < len; i++) {
        if (s->mark[from + i] == '/' || s->mark[from + i] == '-')
            return i;
    }
    return 0;
}

int spelling_split(const struct spelling *s, struct parts *ret_parts)
{
    struct parts p = {.year = s->year,
                      .application = s->application,
                      .docdb = s->docdb};
    const struct office *office;
    size_t at = 2, end = s->len, len;

    if (s->len < 3 || !(office = office_find(s->text)))
        return -ENOENT;
    memcpy(p.country, s->text, 2);
    at += take_prefix(s->text + at, &p);
    if (strncmp(p.prefix, p.country, 2) == 0)
        return -ENOENT;
    if (takes_check(s, at, &p))
        end--;
    len = serial_run(s->text + at, office->letters_inside);
    if (len > end - at)
        len = end - at;
    if (!len || len > SERIAL_MAX - strlen(p.prefix))
        return -ENOENT;
    memcpy(p.serial, s->text + at, len);
    p.serial[len] = '\0';
    p.fold = fold_of(s, at, len);
    if (!take_kind(s->text + at + len, end - at - len, &p))
        return -ENOENT;
    *ret_parts = p;
    return 0;
}
