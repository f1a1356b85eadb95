/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/trim.h"

#include "ops/serial.h"

#include <stdio.h>
#include <string.h>

/* Of WIPO ST.9, those that stand beside numbers, kinds, offices and dates. */
static const char codes[] =
    "10 11 12 13 15 19 20 21 22 40 41 42 43 44 45 46 47 48 65 86 87 ";

static const char months[] = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC ";

/* Shortest number that stands in front of a date. */
#define NUMBER_MIN 6

static void end_at(char *text, size_t len)
{
    while (len && text[len - 1] == ' ')
        len--;
    text[len] = '\0';
}

static void drop_enclosure(char *text)
{
    static const char open[] = "\"'([", close[] = "\"')]";
    size_t len = strlen(text);
    const char *at = text[0] ? strchr(open, text[0]) : NULL;

    if (!at || len < 3 || text[len - 1] != close[at - open] ||
        strchr(text + 1, text[len - 1]) != text + len - 1)
        return;
    memmove(text, text + 1, len - 2);
    text[len - 2] = '\0';
}

/* ="EP2345678" and '9234567, of spreadsheets. */
static void drop_cell(char *text)
{
    size_t marks = text[0] == '=' && text[1] == '"' ? 1 : 0;

    if (text[0] == '\'' && !strchr(text + 1, '\''))
        marks = 1;
    memmove(text, text + marks, strlen(text + marks) + 1);
}

static size_t digits_of(const char *text, size_t len, char *ret_digits)
{
    size_t count = 0;

    for (size_t i = 0; i < len && count < SERIAL_MAX; i++) {
        if (is_digit(text[i]))
            ret_digits[count++] = text[i];
    }
    ret_digits[count] = '\0';
    return count;
}

/* (P2005-123456A), which stands again after Japanese numbers; and the year
 * after that of an era, H06(1994)-123456. */
static void drop_again(char *text)
{
    char *open = strrchr(text, '('), *close;
    char first[SERIAL_MAX + 1], second[SERIAL_MAX + 1];

    if (!open || open == text || !(close = strchr(open, ')')))
        return;
    if (open[1] == 'P' && !close[1] &&
        digits_of(open, (size_t)(close - open), second) > 5 &&
        digits_of(text, (size_t)(open - text), first) > 5 &&
        strcmp(first, second) == 0)
        *open = '\0';
    else if (close == open + 5 && close[1] == '-' && is_digit(open[-1]) &&
             year_of_four(open + 1))
        memmove(open, close + 1, strlen(close + 1) + 1);
}

/* `of 1913` is (1913). */
static void turn_year(char *text)
{
    size_t len = strlen(text);
    char *of = len > 8 ? text + len - 8 : text;

    if (len > 8 && strncasecmp(of, " of 1", 5) == 0 && is_digit(of[-1]) &&
        strspn(of + 4, "0123456789") == 4)
        sprintf(of, " (%.4s)", (const char[5]){of[4], of[5], of[6], of[7]});
}

/* (11) is a blank. */
static void drop_codes(char *text)
{
    for (char *at = text; (at = strchr(at, '(')); at++) {
        if (strlen(at) > 4 && is_listed(codes, at + 1, 2) && at[3] == ')' &&
            (at == text || at[-1] == ' '))
            memset(at, ' ', 4);
    }
}

static bool is_month(const char *word, size_t len)
{
    char three[3];

    if (len < 3 || len > 9)
        return false;
    for (size_t i = 0; i < sizeof(three); i++)
        three[i] = to_upper(word[i]);
    return is_listed(months, three, sizeof(three));
}

/* The start of the last word, which ends at `end`. */
static size_t word_before(const char *text, size_t end)
{
    while (end && is_alnum(text[end - 1]))
        end--;
    return end;
}

static size_t gap_before(const char *text, size_t end)
{
    while (end && strchr(" .,(", text[end - 1]))
        end--;
    return end;
}

/* `, Sept. 1, 2015`, `(1 September 2015)`, `May 2013`. */
static void turn_date(char *text)
{
    size_t len = strlen(text), year, end, at, month;

    while (len && strchr(" ).", text[len - 1]))
        len--;
    year = word_before(text, len);
    if (len - year != 4 || !year_of_four(text + year))
        return;
    end = gap_before(text, year);
    at = word_before(text, end);
    if (at < end && end - at <= 2 && is_digit(text[at])) {
        end = gap_before(text, at);
        at = word_before(text, end);
    }
    if (!is_month(text + at, end - at))
        return;
    month = gap_before(text, at);
    at = word_before(text, month);
    if (at < month && month - at <= 2 && is_digit(text[at]) && at &&
        strchr(" (", text[at - 1]) && gap_before(text, at) > NUMBER_MIN)
        month = gap_before(text, at);
    if (month < NUMBER_MIN)
        return;
    snprintf(text + month, 8, " (%.4s)",
             (const char[5]){text[year], text[year + 1], text[year + 2],
                             text[year + 3]});
}

/* `1. `, `[1] `, `(1) `, `- `, `D1: ` of lists. */
static void drop_item(char *text)
{
    char *at = text + (strchr("[(", text[0]) && text[0]);
    size_t digits;

    if (!text[0])
        return;
    if (at[0] == 'D')
        at++;
    digits = strspn(at, "0123456789");
    if (digits > 3 || (!digits && !strchr("-*", text[0])))
        return;
    at += digits ? digits : 1;
    at += *at && strchr("]).", *at) != NULL;
    if (text[0] == 'D' && at[0] == ' ' && strchr(":=", at[1]) && at[1])
        at++;
    if (text[0] == 'D') {
        if (!*at || !strchr(":=", *at))
            return;
        at++;
    }
    if (*at == ' ' && is_alpha(at[1]))
        memmove(text, at + 1, strlen(at));
}

/* Of abstract services: `Ger. Offen. (2005), 45 pp. DE 102004012345 A1`. */
static void drop_year_and_pages(char *text)
{
    char *at = strstr(text, "), ");
    size_t digits;

    if (at && at > text + 5 && at[-5] == '(' && year_of_four(at - 4) &&
        word_before(text, (size_t)(at - text)) == (size_t)(at - text) - 4)
        memset(at - 5, ' ', 7);
    at = strstr(text, " pp. ");
    if (!at)
        return;
    for (digits = 0; at - digits > text && is_digit(at[-(int)digits - 1]);)
        digits++;
    if (digits && digits < 4)
        memset(at - digits, ' ', digits + 4);
}

void trim_take(char text[PLAIN_MAX + 1])
{
    size_t len;

    end_at(text, strlen(text));
    drop_cell(text);
    drop_item(text);
    drop_year_and_pages(text);
    drop_enclosure(text);
    len = strlen(text);
    while (len && strchr(",;", text[len - 1]))
        len--;
    if (len > 1 && strchr(".:", text[len - 1]) &&
        (is_alnum(text[len - 2]) || strchr(")]", text[len - 2])))
        len--;
    end_at(text, len);
    drop_codes(text);
    end_at(text, strlen(text));
    drop_again(text);
    turn_year(text);
    turn_date(text);
}
