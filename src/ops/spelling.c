/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * First the marks are laid beside the text, so that what people write as
 * `WO 2013/123456 A1`, `wo2013123456a1` or `WO.2013123456.A1` is one text, and
 * the few rules that need a slash can still see it. Then dates go.
 */
#include "ops/spelling.h"

#include "ops/address.h"
#include "ops/filing_forms.h"
#include "ops/offices.h"
#include "ops/plain.h"
#include "ops/trim.h"

#include <errno.h>
#include <string.h>

static const char marks[] = " /-.,()[]:'#=";

/* Letters and digits with their marks. A blank yields to any other mark beside
 * it. In front stands none, so that a hidden file is no number. */
static int lay_out(const char *typed, struct spelling *s, char *ret_last)
{
    char mark = 0, trait = 0;

    for (; *typed; typed++) {
        char c = *typed == '_' ? ' ' : *typed;

        if (is_alnum(c)) {
            if (s->len == SPELLING_MAX)
                return -ENOENT;
            s->mark[s->len] = mark;
            s->trait[s->len] = trait | (to_upper(c) != c ? TRAIT_SMALL : 0);
            s->text[s->len++] = to_upper(c);
            mark = trait = 0;
            continue;
        }
        if (!strchr(marks, c) || (!s->len && c != ' '))
            return -ENOENT;
        if (c == ' ')
            trait = TRAIT_GAP;
        if (!mark || c != ' ')
            mark = c;
    }
    *ret_last = mark;
    return 0;
}

static int decimal(const char *digits, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + digits[i] - '0';
    return value;
}

/* The last `count` characters are digits, with marks just after as many as
 * `breaks` says, and digits stand before. */
static bool ends_apart(const struct spelling *s, size_t count,
                       const size_t breaks[2])
{
    size_t from = s->len - count;
    bool before = false;

    if (s->len < count + 3 || !s->mark[from] || s->mark[from] == '/')
        return false;
    for (size_t i = 0; i < s->len; i++) {
        bool broken = i == from + breaks[0] || i == from + breaks[1];

        if (i < from)
            before = before || is_digit(s->text[i]);
        else if (!is_digit(s->text[i]) || (i > from && !broken != !s->mark[i]))
            return false;
    }
    return before;
}

static int year_of_date(const char *year, const char *month, const char *day)
{
    int m = decimal(month, 2), d = decimal(day, 2);

    return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? year_of_four(year) : 0;
}

/* OPS's `.20000503`; after a blank as Espacenet shows it; 2000-05-03 and
 * 03.05.2000. */
static bool take_date(struct spelling *s)
{
    static const size_t whole[2] = {99, 99}, iso[2] = {4, 6}, day[2] = {2, 4};
    const char *date = s->text + s->len - 8;
    char mark = s->len > 8 ? s->mark[s->len - 8] : 0;
    bool apart = mark &&
                 (mark == '(' || mark == ' ' ||
                  s->trait[s->len - 8] & TRAIT_GAP) &&
                 s->len > 13;
    int year = 0;

    if (ends_apart(s, 8, whole) && (apart || mark == '.'))
        year = year_of_date(date, date + 4, date + 6);
    else if (apart && ends_apart(s, 8, iso))
        year = year_of_date(date, date + 4, date + 6);
    else if (apart && ends_apart(s, 8, day))
        year = year_of_date(date + 4, date + 2, date);
    if (!year)
        return false;
    s->year = year;
    s->dated = true;
    s->shown = apart;
    spelling_drop(s, s->len - 8, 8);
    return true;
}

/* `(2010)` after a US application, `, 2010` after any number. */
static void take_year(struct spelling *s)
{
    static const size_t whole[2] = {99, 99};
    size_t from = s->len - 4;
    int year;

    if (s->len < 9 || !ends_apart(s, 4, whole) ||
        (s->mark[from] != '(' && s->mark[from] != '[' &&
         !(s->mark[from] == ',' && s->trait[from] & TRAIT_GAP)))
        return;
    year = year_of_four(s->text + from);
    if (!year)
        return;
    s->year = year;
    spelling_drop(s, from, 4);
}

/* 13717268.0-2210, 41 23 456.7-35: the department of the office goes. */
static void take_department(struct spelling *s)
{
    size_t at = s->len, digits = 0;

    while (at && is_digit(s->text[at - 1]) && !s->mark[at])
        at--;
    if (at < 9 || s->len - at < 2 || s->len - at > 4 || s->mark[at] != '-' ||
        s->mark[at - 1] != '.')
        return;
    while (digits < at - 1 && is_digit(s->text[at - 2 - digits]))
        digits++;
    if (is_digit(s->text[at - 1]) && digits >= 7)
        spelling_drop(s, at, s->len - at);
}

/* 10-1234567-0000: how Korea prints the number of a right, with the count of
 * its parts. */
static void take_parts(struct spelling *s)
{
    size_t end = s->len, from;

    if (end > 15 && is_alpha(s->text[end - 2]))
        end -= 2;
    if (end < 13 || strspn(s->text + end - 13, "0123456789") < 13)
        return;
    from = end - 13;
    for (size_t i = from + 1; i < end; i++) {
        if ((s->mark[i] == '-') != (i == from + 2 || i == from + 9))
            return;
    }
    if (!from || !is_digit(s->text[from - 1]))
        spelling_drop(s, end - 4, 4);
}

int spelling_read(struct slice typed, struct spelling *ret_spelling)
{
    struct spelling s = {.len = 0};
    char text[PLAIN_MAX + 1], last = 0;
    int r = plain_read(typed, text);

    if (r < 0)
        return r;
    address_take(text);
    trim_take(text);
    r = lay_out(text, &s, &last);
    if (r < 0)
        return r;
    if (!s.len || (last && !strchr(" )]", last)))
        return -ENOENT;
    if (!take_date(&s))
        take_year(&s);
    take_department(&s);
    take_parts(&s);
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
    const struct office *office;

    if (!add(&s, country, 0) || s.len != 2 || !number.len ||
        !(office = office_find(s.text)) ||
        !(is_digit(number.at[number.len - 1]) || office->letter_last) ||
        (kind.len && !is_alpha(kind.at[0])) || !add(&s, number, '.') ||
        !add(&s, kind, '.'))
        return -ENOENT;
    *ret_spelling = s;
    return 0;
}

void spelling_drop(struct spelling *s, size_t at, size_t count)
{
    size_t rest = s->len - at - count;

    memmove(s->text + at, s->text + at + count, rest + 1);
    memmove(s->mark + at, s->mark + at + count, rest);
    memmove(s->trait + at, s->trait + at + count, rest);
    s->len -= count;
    s->text[s->len] = '\0';
}

bool spelling_starts(const struct spelling *s, const char *text)
{
    return strncmp(s->text, text, strlen(text)) == 0;
}

bool spelling_put_country(struct spelling *s, const char country[2])
{
    if (s->len + 2 > SPELLING_MAX)
        return false;
    memmove(s->text + 2, s->text, s->len + 1);
    memmove(s->mark + 2, s->mark, s->len);
    memmove(s->trait + 2, s->trait, s->len);
    memcpy(s->text, country, 2);
    s->mark[0] = s->mark[1] = s->trait[0] = s->trait[1] = 0;
    s->len += 2;
    return true;
}

size_t spelling_letters(const struct spelling *s, size_t at)
{
    size_t n = 0;

    while (is_alpha(s->text[at + n]) && (!n || !s->mark[at + n]))
        n++;
    return n;
}

static size_t run_of(const char *text, bool (*is)(char))
{
    size_t n = 0;

    while (is(text[n]))
        n++;
    return n;
}

/* Zeros in front of a prefix are padding: 0PP12009. */
static size_t take_prefix(const char *text, struct number_parts *p)
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

/* Digits, and the letters that belong to them at some offices, or (`lettered`)
 * in epodoc's numbers. */
static size_t serial_run(const char *text, const struct office *office,
                         bool lettered)
{
    size_t n = run_of(text, is_digit), letters, after;

    letters = run_of(text + n, is_alpha);
    after = run_of(text + n + letters, is_digit);
    if (office->letter_last && n == 11 && letters)
        return n + 1;
    if (office->letters_inside && n && letters >= 2 && letters <= 5 &&
        after >= 2)
        return n + letters + after;
    if (n == 4 && letters && letters <= 2 && letters + after == 7 && lettered)
        return n + letters + after;
    if (office->rule == RULE_IT && (n == 4 || n == 2) && letters == 1 &&
        after >= 5)
        return n + letters + after;
    return n;
}

/* 10167109-5 of the EPO, 0312345-6 of Britain. */
static bool is_hyphened(const struct spelling *s, size_t from, size_t last)
{
    return s->mark[last] == '-' &&
           ((spelling_starts(s, "EP") && last - from == 8) ||
            (spelling_starts(s, "GB") && last - from == 7));
}

/* 10167109.5, and 98123456.X where the office counts so far. The file of
 * a German utility model, which is laid open under its number, ends so, too. */
static bool takes_check(const struct spelling *s, const struct office *office,
                        size_t from, struct number_parts *p)
{
    size_t last = s->len - 1;

    if (s->docdb || office->rule == RULE_BR || s->len < from + 7 ||
        !(s->mark[last] == '.' || is_hyphened(s, from, last)) ||
        run_of(s->text + from, is_digit) < last - from ||
        !(is_digit(s->text[last]) ||
          (s->text[last] == 'X' && spelling_starts(s, "CN"))))
        return false;
    if (!spelling_starts(s, "DE") || s->class[0] != 'U')
        p->check = s->text[last];
    return true;
}

static bool take_kind(const char *text, size_t len, struct number_parts *p)
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

static bool has_mark(const struct spelling *s, size_t from, size_t len)
{
    for (size_t i = from; i < from + len; i++) {
        if (s->mark[i])
            return true;
    }
    return false;
}

/* 3,456,78: after a comma stand three digits, and a mark or the end. */
static bool lacks_digits(const struct spelling *s, size_t from, size_t len)
{
    for (size_t i = from + 1; i < from + len; i++) {
        size_t group = 1;

        while (i + group < from + len && !s->mark[i + group])
            group++;
        if (s->mark[i] == ',' && group != 3)
            return true;
    }
    return false;
}

int spelling_split(const struct spelling *s, struct number_parts *ret_parts)
{
    struct number_parts p = {.year = s->year,
                             .application = s->application,
                             .applied = s->applied && !s->published,
                             .published = s->published,
                             .national = s->national,
                             .dated = s->dated,
                             .shown = s->shown,
                             .docdb = s->docdb};
    const struct office *office;
    size_t at = 2, end = s->len, len;

    if (s->len < 3 || !(office = office_find(s->text)))
        return -ENOENT;
    memcpy(p.country, s->text, 2);
    at += take_prefix(s->text + at, &p);
    if (takes_check(s, office, at, &p))
        end--;
    len = serial_run(s->text + at, office,
                     !p.prefix[0] && filing_has_letters(p.country));
    if (len > end - at)
        len = end - at;
    if (!len || len > SERIAL_MAX - strlen(p.prefix) || lacks_digits(s, at, len))
        return -ENOENT;
    memcpy(p.serial, s->text + at, len);
    p.serial[len] = '\0';
    p.before_slash = fold_of(s, at, len);
    if (!take_kind(s->text + at + len, end - at - len, &p))
        return -ENOENT;
    if (p.kind[0] && p.kind[0] != 'W')
        p.applied = false;
    p.paired = len == 7 && s->mark[at + 2] == ' ' && !has_mark(s, at + 3, 4);
    p.dotted = p.kind[0] && s->mark[2] == '.' && s->mark[at + len] == '.' &&
               !(s->trait[2] & TRAIT_GAP);
    p.vague = s->vague && !p.kind[0];
    if (!p.kind[0] && strcmp(p.prefix, "PP") != 0)
        strcpy(p.kind, s->class);
    else if (s->class[0] && !s->weak && p.kind[0] && s->class[0] != p.kind[0])
        return -ENOENT;
    *ret_parts = p;
    return 0;
}
