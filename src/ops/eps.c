/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/eps.h"

#include "base/day.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <string.h>

#define DIGITS 7
#define FIRST_DAY "19781220"

static bool are_digits(const char *at, size_t len)
{
    while (len > 0 && is_digit(at[len - 1]))
        len--;
    return len == 0;
}

int eps_day(struct slice name, char ret_day[EPS_DAY + 1])
{
    char text[DAY_TEXT];
    int64_t day;

    if (!day_read(name, &day))
        return -ENOENT;
    day_text(day, DAY_PLAIN, text);
    memcpy(ret_day, text, EPS_DAY + 1);
    return strcmp(ret_day, FIRST_DAY) >= 0 ? 0 : -ENOENT;
}

static bool is_correction(const char *at)
{
    return memcmp(at, "NW", 2) == 0 || (at[0] == 'W' && is_digit(at[1]));
}

static bool is_kind(const char *at)
{
    return (at[0] == 'A' || at[0] == 'B') && is_digit(at[1]);
}

bool eps_read(struct slice name, struct eps_document *ret_document)
{
    if (name.len != EPS_NAME || memcmp(name.at, "EP", 2) != 0 ||
        !are_digits(name.at + 2, DIGITS) || !is_correction(name.at + 9) ||
        !is_kind(name.at + 11))
        return false;
    *ret_document = (struct eps_document){
        .number = {name.at + 2, DIGITS},
        .correction = {name.at + 9, 2},
        .kind = {name.at + 11, 2},
    };
    return true;
}

bool eps_is_name(struct slice name)
{
    struct eps_document document;

    return eps_read(name, &document);
}

int eps_canonical(const struct eps_document *document,
                  char ret_name[NUMBER_NAME])
{
    struct number number;

    if (number_from_docdb(SLICE("EP"), document->number, document->kind,
                          &number) < 0 ||
        !slice_is(document->kind, number.kind))
        return -ENOENT;
    number_name(&number, ret_name);
    return 0;
}

static const char *correction_of(char level)
{
    return level == '8' || level == '9' ? "W1" : "NW";
}

int eps_name(struct slice publication, char ret_name[EPS_NAME + 1])
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    if (eps_is_name(publication)) {
        memcpy(ret_name, publication.at, EPS_NAME);
        ret_name[EPS_NAME] = '\0';
        return 0;
    }
    if (number_parse(publication, &n, candidates) < 0 ||
        n.what != NUMBER_PUBLICATION || strcmp(n.country, "EP") != 0 ||
        strlen(n.kind) != 2 || !is_kind(n.kind) || strlen(n.number) > DIGITS ||
        !are_digits(n.number, strlen(n.number)))
        return -ENOENT;
    memset(ret_name, '0', EPS_NAME);
    memcpy(ret_name, "EP", 2);
    memcpy(ret_name + 2 + DIGITS - strlen(n.number), n.number,
           strlen(n.number));
    memcpy(ret_name + 9, correction_of(n.kind[1]), 2);
    memcpy(ret_name + 11, n.kind, 3);
    return 0;
}
