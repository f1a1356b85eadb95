/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: the WIPO handbook, parts 7.2.1 and 7.2.2, and recorded answers of
 * OPS.
 */
#include "ops/settle_east.h"

#include "ops/kinds.h"
#include "ops/number.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One or two digits of a year, then the serial, which loses its zeros. */
static int settle_era(struct number_parts *p)
{
    if (p->before_slash == 1 && strlen(p->serial) < SERIAL_MAX)
        serial_pad(p->serial, strlen(p->serial) + 1);
    else if (p->before_slash && p->before_slash != 2)
        return -ENOENT;
    if (strlen(p->serial) < 3 || strlen(p->serial) > 10)
        return -ENOENT;
    serial_strip(p->serial + 2);
    return strlen(p->serial) > 8 || strcmp(p->serial + 2, "0") == 0 ? -ENOENT
                                                                    : 0;
}

/* Heisei had 31 years, Showa 64. */
static bool has_been(const struct number_parts *p)
{
    return strncmp(p->serial, p->prefix[0] == 'H' ? "31" : "64", 2) <= 0 &&
           strncmp(p->serial, "00", 2) != 0;
}

/* What is laid open has a year, and may be of ours; what is examined has not
 * since 1996. */
static bool is_of_two(const struct number_parts *p)
{
    return memcmp(p->serial, "12", 2) > 0 && memcmp(p->serial, "27", 2) < 0 &&
           (!p->kind[0] || (!strchr("BY", p->kind[0]) &&
                            kind_fit("JP", p->kind) != KIND_NONE));
}

/* 19-123456: of Showa, or somebody's 2019. */
static int doubt_year(const struct number_parts *p, char *candidates)
{
    return number_doubt(candidates, "JP%s%s: JPS%s%s or JP20%.2s%06ld%s?",
                        p->serial, p->kind, p->serial, p->kind, p->serial,
                        strtol(p->serial + 2, NULL, 10), p->kind);
}

/* 05012345 B: of the year 5 of Heisei, or the patent 5012345. */
static int doubt_kokoku(const struct number_parts *p, char *candidates)
{
    const char *kind = strcmp(p->kind, "B") == 0 ? "B2" : p->kind;

    return number_doubt(candidates, "JP%s%s: JPH%.2s%ld%s or JP%s%s?",
                        p->serial, p->kind, p->serial,
                        strtol(p->serial + 2, NULL, 10), kind, p->serial + 1,
                        kind);
}

/* "Publication No. 58-12345": laid open, or examined, which have numbers of
 * their own; none was examined after 1996. */
static int doubt_publication(const struct number_parts *p, char *candidates)
{
    bool model = p->kind[0] == 'U';

    if (p->prefix[0] == 'H' && memcmp(p->serial, "08", 2) > 0)
        return 0;
    return number_doubt(candidates, "JP%s%s: JP%s%s%s or JP%s%s%s?", p->prefix,
                        p->serial, p->prefix, p->serial, model ? "U" : "A",
                        p->prefix, p->serial, model ? "Y2" : "B2");
}

/* 8179521 A, without the zero of the year 8; or 58 12345, with a blank. */
static int doubt_seven(const struct number_parts *p, char *candidates)
{
    const char *kind = p->kind[0] ? p->kind : "";
    bool examined = kind[0] && strchr("BY", kind[0]);
    const char *patent = kind[0] == 'A' ? "B2" : kind;
    bool heisei = memcmp(p->serial, "12", 2) <= 0;
    char era[SERIAL_MAX + 1];

    if (p->paired)
        snprintf(era, sizeof(era), "%c%.2s%ld", heisei ? 'H' : 'S', p->serial,
                 strtol(p->serial + 2, NULL, 10));
    else
        snprintf(era, sizeof(era), "H0%.1s%ld", p->serial,
                 strtol(p->serial + 1, NULL, 10));
    return number_doubt(candidates, "JP%s%s: JP%s%s or JP%s%s?", p->serial,
                        kind, era, examined && !kind[1] ? "B2" : kind,
                        p->serial, examined && !kind[1] ? "B2" : patent);
}

static bool is_doubtful_seven(const struct number_parts *p)
{
    bool plain = strlen(p->serial) == 7 && !p->prefix[0] && !p->before_slash &&
                 !p->docdb && p->serial[0] != '0';

    return plain && (strcmp(p->kind, "A") == 0 ||
                     (p->paired && memcmp(p->serial, "64", 2) <= 0 &&
                      (!p->kind[0] || p->kind[0] == 'B')));
}

/* 96-179521: the last digits of a western year. */
static int doubt_short_year(const struct number_parts *p, char *candidates)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    if (year < 65 || year == 89 || strlen(p->serial) < 3)
        return -ENOENT;
    return number_doubt(candidates, "JP%s%s: JP%c%02d%s%s?", p->serial, p->kind,
                        year < 89 ? 'S' : 'H',
                        (year < 89 ? year - 25 : year - 88), p->serial + 2,
                        p->kind);
}

/* 1996327896: Japan counted by the years of an emperor until 2000. */
static int settle_western(struct number_parts *p, int year, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    strcpy(serial, p->serial + 4);
    serial_strip(serial);
    if (strcmp(serial, "0") == 0 || strlen(serial) > 6)
        return -ENOENT;
    if (year == 1989)
        return number_doubt(candidates, "JP%s: JPS64%s%s or JPH01%s%s?",
                            p->serial, serial, p->kind, serial, p->kind);
    strcpy(p->prefix, year < 1989 ? "S" : "H");
    snprintf(p->serial, sizeof(p->serial), "%02d%.16s",
             (year < 1989 ? year - 1925 : year - 1988) % 100, serial);
    return 0;
}

/* Years of the era Heisei (H) until 2000, of Showa (S) before 1989; a granted
 * patent has a plain number, as all have that are not old. */
int settle_jp(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial);
    bool plain;
    int year;

    if (strcmp(p->prefix, "WO") == 0)
        return serial_pct(p->serial, p->before_slash);
    if (len > 8 && (!p->before_slash || p->before_slash > 4) && !p->prefix[0]) {
        serial_strip(p->serial);
        p->before_slash = 0;
    }
    len = strlen(p->serial);
    year = year_of_four(p->serial);
    if (!p->prefix[0] && year >= 1926 && year < 2000 && len <= 11 &&
        (p->before_slash == 4 || len >= 10))
        return settle_western(p, year, candidates);
    if (p->before_slash == 4 && year && len <= 10) {
        serial_pad(p->serial + 4, 6);
        return p->prefix[0] ? -ENOENT : 0;
    }
    if (!p->prefix[0] && !p->before_slash && !p->docdb && len == 8 &&
        p->kind[0] == 'B' && p->serial[0] == '0' && p->serial[2] == '0' &&
        p->serial[1] != '0' && p->serial[1] != '9' &&
        strcmp(p->serial + 2, "000000") != 0)
        return doubt_kokoku(p, candidates);
    if (is_doubtful_seven(p))
        return doubt_seven(p, candidates);
    if (!p->prefix[0] && !(p->before_slash && p->before_slash <= 2)) {
        if (len != 8 || p->kind[0] == 'B')
            serial_strip(p->serial);
        if (strlen(p->serial) != 8 || p->kind[0] == 'B')
            return 0;
        p->before_slash = 2;
    }
    if (settle_era(p) < 0)
        return -ENOENT;
    if (!p->prefix[0] && is_of_two(p))
        return p->application ? -ENOENT : doubt_year(p, candidates);
    plain = !p->prefix[0];
    if (plain)
        strcpy(p->prefix, memcmp(p->serial, "12", 2) <= 0 ? "H" : "S");
    if (!has_been(p))
        return plain && !p->application ? doubt_short_year(p, candidates)
                                        : -ENOENT;
    return p->vague && !p->application ? doubt_publication(p, candidates) : 0;
}

/* What the digits in front say of a Korean number: a patent, a utility model,
 * a design. */
static const struct {
    char right[3];
    const char *kinds, *laid_open;
} rights_kr[] = {
    {"10", "A B ", ""},
    {"20", "U Y ", "U"},
    {"30", "S ", "S"},
};

/* 1234567: a patent, or a model. */
static int doubt_right(const struct number_parts *p, char *candidates)
{
    long serial = strtol(p->serial, NULL, 10);

    return number_doubt(candidates, "KR%s: KR10%07ld or KR20%07ld?", p->serial,
                        serial, serial);
}

/* 92-1234: what was examined until 1997 has a year and seven digits in docdb,
 * 920001234. 9212345 alone has no mark to show it, and no patent is so high. */
static bool is_old_kr(const struct number_parts *p, size_t len)
{
    return !p->docdb && len > 2 && len < 8 && memcmp(p->serial, "60", 2) >= 0 &&
           (p->before_slash == 2 || (!p->before_slash && len == 7)) &&
           (!p->kind[0] || strchr("BY", p->kind[0]));
}

static int settle_old_kr(struct number_parts *p, char *candidates)
{
    if (p->before_slash && p->kind[0]) {
        serial_pad(p->serial + 2, 7);
        return 0;
    }
    return number_doubt(candidates, "KR%s%s: KR%.2s%07ld%s?", p->serial,
                        p->kind, p->serial, strtol(p->serial + 2, NULL, 10),
                        p->kind[0] ? p->kind : "B1");
}

/* Nine digits: 10, 20, 30 and a serial, or a year. */
static bool is_right_or_year(const char *serial)
{
    return (strchr("123", serial[0]) && serial[1] == '0') ||
           memcmp(serial, "60", 2) >= 0;
}

/* 10-2005-0123456 B1: a patent has no year in its number. */
static int doubt_granted(const struct number_parts *p, char *candidates)
{
    bool model = p->kind[0] == 'Y';

    return number_doubt(
        candidates,
        "KR%s%s: publication KR%s%s or application KR%s%s-application? No "
        "patent has such a number",
        p->serial, p->kind, p->serial, model ? "U" : "A", p->serial,
        model ? "U" : "");
}

/* 10-2015-0124192: the right in front is left out of an application, and of
 * what it is laid open as, where the kind says it; a patent keeps it:
 * 10-1234567. */
int settle_kr(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial), row = 0;
    const size_t count = sizeof(rights_kr) / sizeof(*rights_kr);

    if (len == 12 || len == 13) {
        while (row < count && memcmp(rights_kr[row].right, p->serial, 2) != 0)
            row++;
        if (row == count || !year_of_four(p->serial + 2) ||
            (p->kind[0] && strcmp(p->kind, "W") != 0 &&
             !is_listed(rights_kr[row].kinds, p->kind, 1)))
            return -ENOENT;
        memmove(p->serial, p->serial + 2, len - 1);
        if (!p->kind[0])
            strcpy(p->kind, rights_kr[row].laid_open);
    }
    serial_strip(p->serial);
    len = strlen(p->serial);
    if (len == 10 && year_of_four(p->serial))
        serial_pad(p->serial + 4, 7);
    len = strlen(p->serial);
    if (len == 11 && !year_of_four(p->serial))
        return -ENOENT;
    if (is_old_kr(p, len))
        return settle_old_kr(p, candidates);
    if (len == 9 && !p->docdb && !is_right_or_year(p->serial))
        return -ENOENT;
    if (len == 11 && year_of_four(p->serial) > 1999 && p->kind[0] &&
        strchr("BY", p->kind[0]))
        return doubt_granted(p, candidates);
    if (len > 4 && len < 8 && !p->kind[0] && !p->docdb)
        return doubt_right(p, candidates);
    if (len > 4 && len < 8 && (p->kind[0] == 'B' || p->kind[0] == 'Y')) {
        serial_pad(p->serial, 9);
        memcpy(p->serial, p->kind[0] == 'B' ? "10" : "20", 2);
    }
    return 0;
}

/* Eight digits until 1988: the year, the right, the serial. */
int settle_cn(struct number_parts *p, char *candidates)
{
    (void)candidates;
    serial_strip(p->serial);
    if (strlen(p->serial) != 8 || p->application)
        return 0;
    return strncmp(p->serial, "85", 2) >= 0 &&
                   strncmp(p->serial, "88", 2) <= 0 &&
                   strchr("123", p->serial[2])
               ? 0
               : -ENOENT;
}
