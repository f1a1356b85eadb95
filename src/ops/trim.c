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

void trim_take(char text[PLAIN_MAX + 1])
{
    size_t len;

    end_at(text, strlen(text));
    drop_enclosure(text);
    len = strlen(text);
    while (len && strchr(",;", text[len - 1]))
        len--;
    end_at(text, len);
    drop_codes(text);
    turn_date(text);
}
