/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The longest part in front that is a number is looked for, up to a blank or
 * a mark. Digits never stand after it: they may be its own.
 */
#include "ops/number_parse.h"

#include "ops/plain.h"
#include "ops/serial.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Parts that are tried, and how much of the text is named again. */
#define CUTS_MAX 16
#define NAMED_MAX 40

static const char breaks[] = " ,;/()[]&=:|-";

/* Where in a document, and what became of it: nothing about its number. */
static const char tails[] =
    "CLAIM CLAIMS PAGE PAGES P PP PARA PARAS PARAGRAPH PARAGRAPHS COL COLS "
    "COLUMN COLUMNS LINE LINES FIG FIGS FIGURE FIGURES ABSTRACT EXAMPLE "
    "EXAMPLES TABLE TABLES WHOLE EXPIRED LAPSED PENDING WITHDRAWN REVOKED "
    "ABANDONED CEASED ACTIVE CITED TO ET ";

static size_t word_len(const char *text)
{
    size_t n = 0;

    while (is_alpha(text[n]))
        n++;
    return n;
}

static bool is_tail(const char *rest)
{
    char word[12];
    size_t len = word_len(rest);

    if (len >= sizeof(word))
        return false;
    for (size_t i = 0; i < len; i++)
        word[i] = to_upper(rest[i]);
    return is_listed(tails, word, len);
}

/* [0012] is a paragraph. */
static bool is_paragraph(const char *gap, const char *rest)
{
    size_t digits = strspn(rest, "0123456789");

    return memchr(gap, '[', (size_t)(rest - gap)) && digits >= 4 &&
           rest[digits] == ']';
}

/* Words in brackets, as (Siemens AG), after a number that names its office. */
static bool is_remark(const char *text, const char *gap, const char *rest)
{
    size_t front = word_len(text);

    return memchr(gap, '(', (size_t)(rest - gap)) && word_len(rest) > 2 &&
           !strpbrk(rest, "0123456789") && front >= 2 &&
           strcspn(text, "0123456789") < (size_t)(gap - text);
}

/* B1 after A1: the same number with that kind. */
static bool read_kind(const struct number *first, const char *rest,
                      struct number *ret_number)
{
    char name[NUMBER_NAME + 4], none[NUMBER_CANDIDATES];
    struct number plain = *first;
    size_t len = strlen(rest);

    if (len < 1 || len > 2 || !is_alpha(rest[0]) ||
        (len == 2 && !is_digit(rest[1])) || !first->kind[0])
        return false;
    plain.kind[0] = '\0';
    number_name(&plain, name);
    strcat(name, rest);
    return number_parse_whole(slice_of(name), ret_number, none) == 0;
}

static bool read_other(const struct number *first, const char *rest,
                       struct number *ret_number)
{
    char none[NUMBER_CANDIDATES], text[PLAIN_MAX + 1];
    size_t len;

    if (strncasecmp(rest, "and ", 4) == 0)
        rest += 4;
    if (strncasecmp(rest, "or ", 3) == 0)
        rest += 3;
    strcpy(text, rest);
    len = strlen(text);
    while (len && strchr(breaks, text[len - 1]))
        text[--len] = '\0';
    return len && (read_kind(first, text, ret_number) ||
                   number_parse_whole(slice_of(text), ret_number, none) == 0);
}

static void name_all(const char *text, const struct number *first,
                     const struct number *second, char *ret_candidates)
{
    char one[NUMBER_NAME], other[NUMBER_NAME] = "";

    number_name(first, one);
    if (second)
        number_name(second, other);
    snprintf(ret_candidates, NUMBER_CANDIDATES, "%.*s%s: %s%s%s?%s", NAMED_MAX,
             text, strlen(text) > NAMED_MAX ? " ..." : "", one,
             second ? " or " : "", other,
             second ? " One number at a time" : "");
}

/* The U of 10-2014-0004321 U, which was refused with it; a word that makes it
 * another number; the DIN of 1234-2005/DIN. */
static bool belongs(const struct number *first, const char *gap,
                    const char *rest)
{
    size_t len = strlen(rest);
    bool kind = len == 1 || (len == 2 && is_digit(rest[1]));

    return (kind && !first->kind[0]) || strncasecmp(rest, "appl", 4) == 0 ||
           strcspn(gap, " ,;=|()[]&") >= (size_t)(rest - gap);
}

static int read_cut(const char *text, const char *gap,
                    const struct number *first, char *ret_candidates)
{
    const char *rest = gap + strspn(gap, breaks);
    struct number second;
    bool other;

    if (is_paragraph(gap, rest))
        return 0;
    if (!is_alpha(*rest) &&
        !(is_digit(*rest) && strpbrk(gap, ";|") && strpbrk(gap, ";|") < rest))
        return -ENOENT;
    if (is_tail(rest) || is_remark(text, gap, rest))
        return 0;
    other = read_other(first, rest, &second);
    if (!other && belongs(first, gap, rest))
        return -ENOENT;
    name_all(text, first, other ? &second : NULL, ret_candidates);
    return -EINVAL;
}

static bool ends_in_and(const char *text, size_t end)
{
    return (end > 4 && strncasecmp(text + end - 4, " and", 4) == 0) ||
           (end > 3 && strncasecmp(text + end - 3, " or", 3) == 0);
}

/* The digit that a letter was read for, where digits stand beside it. */
static char misread(const char *text, size_t at)
{
    static const char letters[] = "OoIl", digits[] = "0011";
    const char *letter = strchr(letters, text[at]), *next = text + at + 1;
    size_t before = at;

    while (before && text[before - 1] == ' ')
        before--;
    next += strspn(next, " ");
    if (!at || !letter || is_alpha(text[at + 1]) ||
        !(is_digit(*next) || (before && is_digit(text[before - 1]))))
        return 0;
    return digits[letter - letters];
}

/* EP O 123 456, US60995l2. */
static int read_misread(const char *typed, char *ret_candidates)
{
    char text[PLAIN_MAX + 1], none[NUMBER_CANDIDATES];
    struct number n;
    bool found = false;

    strcpy(text, typed);
    for (size_t i = 0; text[i]; i++) {
        char digit = misread(text, i);

        found = found || digit;
        text[i] = digit ? digit : text[i];
    }
    if (!found || number_parse_whole(slice_of(text), &n, none) < 0)
        return -ENOENT;
    name_all(typed, &n, NULL, ret_candidates);
    return -EINVAL;
}

/* What could not be read as a whole. 0: one number, and where in it, or what
 * became of it; -EINVAL: `ret_candidates` names what it has; -ENOENT. */
static int read_several(struct slice typed, struct number *ret_number,
                        char ret_candidates[NUMBER_CANDIDATES])
{
    char text[PLAIN_MAX + 1], none[NUMBER_CANDIDATES];
    struct number n;
    size_t end;
    int r;

    if (plain_read(typed, text) < 0 || strstr(text, "//"))
        return -ENOENT;
    if (read_misread(text, ret_candidates) == -EINVAL)
        return -EINVAL;
    end = strlen(text);
    for (int cuts = 0; cuts < CUTS_MAX; cuts++) {
        while (end && !strchr(breaks, text[end - 1]))
            end--;
        while (end && strchr(breaks, text[end - 1]))
            end--;
        if (!end)
            break;
        if (ends_in_and(text, end) ||
            number_parse_whole((struct slice){text, end}, &n, none) < 0)
            continue;
        r = read_cut(text, text + end, &n, ret_candidates);
        if (r == 0)
            *ret_number = n;
        return r;
    }
    return -ENOENT;
}

int number_parse(struct slice spelling, struct number *ret_number,
                 char ret_candidates[NUMBER_CANDIDATES])
{
    int r = number_parse_whole(spelling, ret_number, ret_candidates);

    return r == -ENOENT ? read_several(spelling, ret_number, ret_candidates)
                        : r;
}
