/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How single offices number applications, and how epodoc and docdb write that:
 * a reader an office that has a rule of its own.
 */
#include "ops/filings.h"

#include "base/str.h"
#include "ops/check_digit.h"
#include "ops/filing_epodoc.h"
#include "ops/filing_forms.h"
#include "ops/filing_jp.h"
#include "ops/filing_us.h"
#include "ops/kinds.h"
#include "ops/offices.h"
#include "ops/settle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Of years in two digits: those after the first have not come yet; those from
 * the second on stand in numbers that may be publications of this time. */
#define YEAR_NOW 27
#define YEAR_DOUBT 20

/* Neither office has had as many in a year of this century. */
#define SERIAL_YEARLY "35000"

static int doubt_ep(const struct number_parts *p, char *ret_candidates)
{
    return number_doubt(ret_candidates,
                        "EP%s%s: application EP%s.%c or publication EP%s%s?",
                        p->serial, p->kind, p->serial,
                        check_digit_ep(p->serial), p->serial + 1, p->kind);
}

/* Seven digits and the word: no zero in front was lost, or one was. */
static int doubt_short_ep(const struct number_parts *p, char *ret_candidates)
{
    char serial[9];

    snprintf(serial, sizeof(serial), "0%.7s", p->serial);
    return number_doubt(ret_candidates,
                        "EP%s: application EP%s.%c or publication EP%s?",
                        p->serial, serial, check_digit_ep(serial), p->serial);
}

/* 10167109, 20100167109. A zero in front and a kind: a padded publication. */
static int read_ep(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    int year = year_of_four(p->serial);

    if (p->prefix[0])
        return -ENOENT;
    if (year >= 1978 && strlen(p->serial) == 11 && p->serial[4] == '0' &&
        filing_kind_fits(p))
        return filing_become(n, "EP", "%.2s%s", p->serial + 2, p->serial + 5);
    if (p->application && is_digits(p->serial, 7) && p->serial[0] != '0')
        return doubt_short_ep(p, candidates);
    if (!is_digits(p->serial, 8))
        return p->application ? -ENOENT : IS_NOT_ONE;
    if (p->application || strcmp(p->kind, "A") == 0)
        return filing_become(n, "EP", "%s", p->serial);
    if (p->kind[0] &&
        (p->serial[0] == '0' || kind_fit("EP", p->kind) != KIND_KNOWN))
        return IS_NOT_ONE;
    return doubt_ep(p, candidates);
}

/* 20051012345: the year, the right, and a serial without its first zero. */
static bool is_cn_epodoc(const struct number_parts *p)
{
    return filing_is_epodoc(p) && year_of_four(p->serial) > 2002 &&
           p->serial[4] && strchr("12389", p->serial[4]) && filing_kind_fits(p);
}

/* 98101234 of 1989 to 2003; publications had eight digits until 1988. */
static bool is_eight_cn(const struct number_parts *p)
{
    int year = year_of_two(p->serial);

    return year > 1988 && year < 2004 && strchr("1238", p->serial[2]) &&
           filing_kind_fits(p);
}

/* 201810246441 and 98123456, with the check digit glued on or after a
 * hyphen, if it is right. */
static int read_cn(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    size_t len = strlen(p->serial), digits = len == 13 ? 12 : len;
    struct number made;

    if (!p->prefix[0] && is_cn_epodoc(p))
        return filing_become(n, "CN", "%.5s0%.6s", p->serial, p->serial + 5);
    if (p->prefix[0] || !((digits == 12 && year_of_four(p->serial)) ||
                          (digits == 8 && (p->application || is_eight_cn(p)))))
        return p->application ? -ENOENT : IS_NOT_ONE;
    filing_become(&made, "CN", "%.*s", (int)digits, p->serial);
    if (digits < len && check_digit_cn(made.number) != p->serial[len - 1])
        return number_doubt(
            candidates, "CN%s: application CN%s.%c? The check digit is wrong",
            p->serial, made.number, check_digit_cn(made.number));
    if (strcmp(p->kind, "X") == 0 && check_digit_cn(made.number) != 'X')
        return -ENOENT;
    *n = made;
    return IS_ONE;
}

static int read_wo(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    (void)n;
    (void)candidates;
    return p->application ? -ENOENT : IS_NOT_ONE;
}

/* Seven digits, and a word that says application: of the year in front, or the
 * publication that people call so, when that year has not come. */
static int read_seven(const struct number_parts *p, struct number *n, int last,
                      char *candidates)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';
    bool gb = p->country[0] == 'G';

    if (!is_digits(p->serial, 7))
        return IS_NOT_ONE;
    if (year > YEAR_NOW && year <= last)
        return -ENOENT;
    filing_become(n, p->country, "%s%.7s",
                  gb && year >= FILING_GB_LONG_YEAR - 2000 && year <= YEAR_NOW
                      ? "20"
                      : "",
                  p->serial);
    if (year >= YEAR_DOUBT && year <= YEAR_NOW &&
        strcmp(p->serial + 2, SERIAL_YEARLY) > 0)
        return -ENOENT;
    if (year < YEAR_DOUBT || year > last)
        return IS_ONE;
    return number_doubt(
        candidates, "%s%s: application %s%s-application or publication %s%s?",
        p->country, p->serial, p->country, n->number, p->country, p->serial);
}

/* 9812345 and 201312345 without a kind, or with the A that docdb has: no
 * publication has such a number, but for the D0 of that application. */
static bool is_beyond_gb(const struct number_parts *p, const char *serial)
{
    size_t len = strlen(serial);

    return !p->prefix[0] && filing_kind_fits(p) && is_digits(serial, len) &&
           ((len == 7 && serial[0] > '5' &&
             (!p->before_slash || p->before_slash == 2)) ||
            (len == 9 && !p->before_slash &&
             year_of_four(serial) >= FILING_GB_LONG_YEAR));
}

/* 20020013739 for 0213739, 20180000758 for 201800758. */
static int read_gb(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    int year = year_of_four(p->serial);
    const char *serial = p->serial;

    while (strlen(serial) > 7 && serial[0] == '0')
        serial++;
    if (is_beyond_gb(p, serial))
        return filing_become(n, "GB", "%s", serial);
    if (p->applied && !p->prefix[0])
        return read_seven(p, n, 77, candidates);
    if (!filing_is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return filing_by_year(p, n, year < FILING_GB_LONG_YEAR ? 2 : 4, 5);
}

/* 20050012345 for 0512345. */
static int read_short(const struct number_parts *p, struct number *n,
                      char *candidates)
{
    (void)candidates;
    if (!filing_is_epodoc(p) || !filing_kind_fits(p))
        return IS_NOT_ONE;
    return filing_by_year(p, n, 2, 5);
}

/* No French patent has a number from 1 606 000 to 1 999 999, or beyond
 * 6 000 000: an application of 2016 to 2019, or of 1968 to 1999. */
static bool is_between_fr(const struct number_parts *p)
{
    const char *serial = p->serial + strspn(p->serial, "0");

    return !p->prefix[0] && is_digits(serial, 7) &&
           ((strcmp(serial, "1606000") > 0 && serial[0] == '1') ||
            (strcmp(serial, "6800000") > 0 && filing_kind_fits(p)));
}

/* 00 12345 A1: what has such a kind has a higher number. */
static bool is_kind_of_filing(const struct number_parts *p)
{
    return !p->prefix[0] && !p->docdb && is_digits(p->serial, 7) &&
           p->serial[0] == '0' && strlen(p->kind) == 2 &&
           strchr("AB", p->kind[0]) && kind_fit("FR", p->kind) == KIND_KNOWN;
}

/* 05/12345, 05 12345; without a mark it would be a publication. */
static int read_fr(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    struct number_parts copy = *p;
    int r = IS_NOT_ONE;

    if (filing_is_epodoc(p))
        return read_short(p, n, candidates);
    if (is_between_fr(p)) {
        filing_become(n, "FR", "%s", p->serial + strspn(p->serial, "0"));
        return filing_kind_fits(p) ? IS_ONE : -ENOENT;
    }
    if (is_kind_of_filing(p))
        return number_doubt(candidates, "FR%s%s: application FR%s-application?",
                            p->serial, p->kind, p->serial);
    copy.kind[0] = '\0';
    if (!p->prefix[0] && (p->applied || (!p->kind[0] && p->before_slash == 2)))
        r = read_seven(&copy, n, 68, candidates);
    if (r == IS_NOT_ONE && p->paired && !p->kind[0] && !p->application &&
        p->serial[0] != '0')
        return number_doubt(
            candidates,
            "FR%s: application FR%s-application or publication FR%s?",
            p->serial, p->serial, p->serial);
    return p->before_slash == 2 && r == -EINVAL ? IS_ONE : r;
}

/* 198123456: with the check digit of an application, without its dot. */
static int doubt_de(const struct number_parts *p, char *candidates)
{
    if (p->prefix[0] || p->kind[0] || !strchr("12", p->serial[0]))
        return IS_NOT_ONE;
    return number_doubt(candidates, "DE%s: application DE%.8s.%c?", p->serial,
                        p->serial, p->serial[8]);
}

/* 19951012345 for 19512345; 201210001001 for 102012001001, unless that is the
 * utility model of a year. */
static int read_de(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    static const char rights[] = "10 11 12 20 21 50 ";
    int year = year_of_four(p->serial);
    size_t len = strlen(p->serial);

    if (strcmp(p->kind, "T") == 0 && len == 8 &&
        (filing_is_docdb(p) || p->application))
        return filing_become(n, "DE", "%s", p->serial);
    if (!p->prefix[0] && len == 13 && is_listed(rights, p->serial, 2) &&
        year_of_four(p->serial + 2) > 2003 && !p->kind[0])
        return filing_become(n, "DE", "%.12s.%c", p->serial, p->serial[12]);
    if (!p->prefix[0] && strcmp(p->kind, "U") == 0 &&
        len == FILING_EPODOC_DIGITS && year > 2003 && p->serial[4] == '2')
        return filing_become(n, "DE", "20%.4s%.6s", p->serial, p->serial + 5);
    if (len == 9 && !p->docdb)
        return doubt_de(p, candidates);
    if (p->prefix[0] || !year || !filing_kind_fits(p))
        return IS_NOT_ONE;
    if (len == 12 && year > 2003 && is_listed(rights, p->serial + 4, 2) &&
        (p->year == year || year_of_four(p->serial + 2) < 2004))
        return filing_become(n, "DE", "%.2s%.4s%.6s", p->serial + 4, p->serial,
                             p->serial + 6);
    if (len != FILING_EPODOC_DIGITS || year > 2003 || p->serial[4] == '0' ||
        (year > 1994 && p->serial[5] != '0'))
        return IS_NOT_ONE;
    if (year < 1995)
        return filing_become(n, "DE", "%.7s", p->serial + 4);
    return filing_become(n, "DE", "%.1s%.2s%.5s", p->serial + 4, p->serial + 2,
                         p->serial + 6);
}

/* 19702186 T: what is asked for a translation of that European one. */
static int read_translation(const struct number_parts *p, struct number *n,
                            char *candidates)
{
    (void)candidates;
    if (p->prefix[0] || !is_digits(p->serial, 8) || strcmp(p->kind, "T") != 0)
        return IS_NOT_ONE;
    return filing_become(n, p->country, "%s", p->serial);
}

/* 1101235-4, and 11012354 where a zero in front is no padding. */
static int read_se(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    if (filing_is_epodoc(p))
        return read_short(p, n, candidates);
    if (p->prefix[0] || p->kind[0] || !is_digits(p->serial, 8))
        return IS_NOT_ONE;
    filing_become(n, "SE", "%.7s.%c", p->serial, p->serial[7]);
    if (p->before_slash == 7 || p->serial[0] != '0')
        return IS_ONE;
    return number_doubt(candidates,
                        "SE%s: application SE%s or publication SE%s?",
                        p->serial, n->number,
                        p->serial + strspn(p->serial, "0"));
}

/* By its word alone: the serial follows the rules of publications, and these
 * may say its kind: 20-2015-0001234. */
static int read_word(const struct number_parts *typed, struct number *n,
                     char *candidates)
{
    size_t filed = office_find(typed->country)->filed;
    struct number_parts p = *typed;
    int r;

    p.kind[0] = '\0';
    p.application = true;
    r = settle_publication(&p, candidates);
    if (r < 0)
        return r;
    if (filed && year_of_four(p.serial))
        serial_pad(p.serial + 4, filed - 4);
    filing_become(n, p.country, "%s%s", p.prefix, p.serial);
    if (filing_keeps_kind(p.country, p.kind))
        strcpy(n->kind, p.kind);
    return IS_ONE;
}

/* 9894DELNP2007, in the order of the office; docdb has 2007DN09894. */
static int read_in(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    struct number_parts copy = *p;
    size_t digits = strspn(p->serial, "0123456789");

    copy.application = !p->kind[0] && digits && digits < strlen(p->serial) &&
                       is_alpha(p->serial[digits + 2]);
    return copy.application && !p->application ? read_word(&copy, n, candidates)
                                               : IS_NOT_ONE;
}

/* P.345678: laid open under its number; docdb puts the year of filing
 * into an application. */
static int read_pl(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    struct number_parts copy = *p;
    int r;

    if (!p->prefix[0] || !p->application)
        return IS_NOT_ONE;
    r = settle_publication(&copy, candidates);
    if (r < 0)
        return -ENOENT;
    filing_become(n, copy.country, "%s", copy.serial);
    n->what = NUMBER_PUBLICATION;
    strcpy(n->kind, copy.kind);
    return IS_ONE;
}

/* 20050012345 and a date after it: what is laid open has the same number. */
static int read_kr(const struct number_parts *p, struct number *n,
                   char *candidates)
{
    char serial[SERIAL_MAX + 1];

    (void)n;
    strcpy(serial, p->serial);
    if (strlen(serial) == FILING_EPODOC_DIGITS - 1 && year_of_four(serial))
        serial_pad(serial + 4, FILING_EPODOC_DIGITS - 4);
    if (!p->shown || p->application || p->published || p->prefix[0] ||
        !is_digits(serial, FILING_EPODOC_DIGITS) || !year_of_four(serial) ||
        (p->kind[0] && strcmp(p->kind, "U") != 0))
        return IS_NOT_ONE;
    return number_doubt(
        candidates,
        "KR%s%s: publication KR%s%s or application KR%s%s-application?", serial,
        p->kind, serial, p->kind, serial, p->kind);
}

/* In some numbers a zero in front may belong to the year. */
static const struct {
    const char *country;
    bool padded; /* zeros in front say nothing */
    bool whole;  /* epodoc's form is read, or the office has none */
    int (*read)(const struct number_parts *p, struct number *n,
                char *candidates);
} readers[] = {
    {"AT", false, false, read_translation},
    {"AU", true, true, filing_au},
    {"CA", true, true, filing_ca},
    {"CN", true, true, read_cn},
    {"DE", true, true, read_de},
    {"DK", false, false, read_translation},
    {"EP", false, true, read_ep},
    {"ES", false, false, filing_es},
    {"FR", false, true, read_fr},
    {"GB", false, true, read_gb},
    {"IN", false, false, read_in},
    {"JP", false, true, filing_jp},
    {"KR", false, false, read_kr},
    {"MX", false, false, filing_mx},
    {"NL", false, true, filing_nl},
    {"PL", false, false, read_pl},
    {"SE", false, true, read_se},
    {"TW", true, false, filing_tw},
    {"US", true, true, filing_us_read},
    {"WO", false, true, read_wo},
};

/* Of an office without a reader: epodoc's number stays as it is. */
static int read_any(const struct number_parts *p, struct number *n)
{
    const struct office *office = office_find(p->country);

    if (!filing_is_epodoc(p) || office->most >= FILING_EPODOC_DIGITS ||
        !(filing_kind_fits(p) ||
          (p->kind[0] == 'U' && filing_keeps_kind(p->country, p->kind))) ||
        strspn(p->serial + 4, "0") == 7)
        return IS_NOT_ONE;
    return filing_become(n, p->country, "%s", p->serial);
}

/* British patents were counted anew each year until then. */
#define GB_CONTINUOUS "1916"

/* `year` has four digits where its spelling had `width` of 2 or 4. */
static bool is_counted_anew(const char *year, size_t width)
{
    if (width == 4)
        return strcmp(year, GB_CONTINUOUS) < 0;
    return width == 2 && strcmp(year + 2, &GB_CONTINUOUS[2]) < 0;
}

/* 01234/05, 1234/2005: the serial stands in front of the year. */
static int read_slash(const struct number_parts *p, struct number *n)
{
    size_t len = strlen(p->serial), width = len - p->before_slash;
    bool model = strcmp(p->prefix, "GM") == 0;
    bool gb = strcmp(p->country, "GB") == 0;
    char serial[SERIAL_MAX + 1], year[5];

    model = model || (p->kind[0] == 'U' && filing_keeps_kind(p->country, "U"));
    if (!p->before_slash || !office_find(p->country)->slash_year ||
        !is_digits(p->serial, len) || (gb && p->before_slash != 5) ||
        (p->prefix[0] && strcmp(p->prefix, "A") != 0 &&
         strcmp(p->prefix, "GM") != 0))
        return IS_NOT_ONE;
    snprintf(year, sizeof(year), "%s", p->serial + p->before_slash);
    if (width == 2)
        snprintf(year, sizeof(year), "%d",
                 year_of_two(p->serial + p->before_slash));
    snprintf(serial, sizeof(serial), "%.*s", (int)p->before_slash, p->serial);
    serial_strip(serial);
    if (gb && is_counted_anew(year, width))
        return IS_NOT_ONE;
    if ((width != 2 && width != 4) || !year_of_four(year) ||
        !(filing_kind_fits(p) || model) || strlen(serial) > 7 ||
        strcmp(serial, "0") == 0)
        return -ENOENT;
    serial_pad(serial, 7);
    memmove(serial + 4, serial, 8);
    memcpy(serial, year, 4);
    filing_become(n, p->country, "%s", serial);
    if (model)
        strcpy(n->kind, "U");
    if (gb)
        snprintf(n->number, sizeof(n->number), "%.2s%.5s", year + 2,
                 serial + 6);
    return IS_ONE;
}

/* 6123456-8, 6123456/57: two numbers, or a part of one. */
static bool is_broken_us(const struct number_parts *p)
{
    return p->before_slash > 4 && strlen(p->serial) > 7 && !p->prefix[0];
}

int filing_read(const struct number_parts *p, struct number *n,
                char candidates[NUMBER_CANDIDATES])
{
    struct number_parts copy = *p;
    int r = read_slash(p, n);
    bool whole = false;

    if (strcmp(p->country, "US") == 0 && is_broken_us(p))
        return -ENOENT;
    if (r == IS_NOT_ONE)
        r = filing_lettered(p, n);
    if (r == IS_NOT_ONE)
        r = filing_form_read(p, n);

    for (size_t i = 0;
         i < sizeof(readers) / sizeof(*readers) && r == IS_NOT_ONE; i++) {
        if (strcmp(readers[i].country, p->country) != 0)
            continue;
        if (readers[i].padded && !copy.prefix[0] && !filing_us_is_series(p)) {
            if (copy.serial[0] == '0')
                copy.before_slash = 0;
            serial_strip(copy.serial);
        }
        r = readers[i].read(&copy, n, candidates);
        whole = readers[i].whole;
    }
    if (r == IS_NOT_ONE && !whole)
        r = read_any(p, n);
    if (r == IS_NOT_ONE && p->application)
        r = read_word(&copy, n, candidates);
    if (r == IS_ONE && filing_keeps_kind(p->country, p->kind) &&
        (strchr("PU", p->kind[0]) || is_digits(n->number, 8)))
        strcpy(n->kind, p->kind);
    return r;
}
