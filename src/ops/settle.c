/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * First the digits, by the rule that the office's row names, then their count,
 * then the kind. A digit is never dropped but where the row says what it was:
 * padding, the right in front of a Korean number, a check digit.
 */
#include "ops/settle.h"

#include "base/str.h"
#include "ops/check_digit.h"
#include "ops/kinds.h"
#include "ops/offices.h"
#include "ops/settle_east.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Digits after a prefix, where the row has no fewer. */
#define PREFIXED_MAX 14

/* What India calls its four offices in application numbers, and docdb. */
static const struct {
    const char *typed, *docdb;
} branches[] = {
    {"DELNP", "DN"}, {"MUMNP", "MN"}, {"KOLNP", "KN"}, {"CHENP", "CN"},
    {"DEL", "DE"},   {"MUM", "MU"},   {"KOL", "KO"},   {"CHE", "CH"},
    {"CAL", "CA"},   {"MAS", "MA"},   {"BOM", "BO"},
};

/* A seventh digit of the serial may be a zero that somebody put there. */
static int settle_wo(struct number_parts *p, char *candidates)
{
    if (!p->before_slash && strlen(p->serial) > 10)
        serial_strip(p->serial);
    if (strlen(p->serial) == 11 && p->serial[4] == '0' &&
        year_of_four(p->serial) >= 1978 &&
        year_of_four(p->serial) <= PCT_LAST && strspn(p->serial + 5, "0") < 6)
        return number_doubt(candidates, "WO%s: WO%.4s%s?", p->serial, p->serial,
                            p->serial + 5);
    return serial_pct(p->serial, p->before_slash);
}

/* Seven digits (PI0507004) or twelve (10 2024 001998), and a check digit. */
static int settle_br(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial);
    char check = p->serial[len - 1], right;

    if (p->prefix[0] && len != 7 && len != 8)
        return -ENOENT;
    if (len != 8 && len != 13)
        return 0;
    if (strspn(p->serial, "0") >= len - 1)
        return -ENOENT;
    right = check_digit_br(p->serial, len - 1);
    if (right != check)
        return number_doubt(
            candidates,
            "BR%s%s: BR%s%.*s? The check digit is wrong, it would be %c",
            p->prefix, p->serial, p->prefix, (int)len - 1, p->serial, right);
    p->serial[len - 1] = '\0';
    return 0;
}

/* 10 is a patent, 20 a utility model; docdb's number does not say it. */
static bool right_it(struct number_parts *p)
{
    bool model = p->serial[0] == '2';

    if (!p->kind[0] && model && !p->application)
        strcpy(p->kind, "U1");
    return (p->serial[0] == '1' || model) &&
           (!p->kind[0] || model == (p->kind[0] == 'U'));
}

/* MI2005A001234 is MI20051234, RM94A000123 is RM940123; 10 2016 000012345 is
 * 201600012345. */
static int settle_it(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial);

    (void)candidates;
    if (p->prefix[0] && len == 11 && year_of_four(p->serial) &&
        (p->serial[4] == 'A' || p->serial[4] == 'U')) {
        memmove(p->serial + 4, p->serial + 5, len - 4);
        serial_strip(p->serial + 4);
        serial_pad(p->serial + 4, 4);
    } else if (p->prefix[0] && len == 9 && is_alpha(p->serial[2])) {
        if (!strchr("AU", p->serial[2]))
            return -ENOENT;
        memmove(p->serial + 2, p->serial + 3, len - 2);
        serial_strip(p->serial + 2);
        serial_pad(p->serial + 2, 4);
    } else if (!p->prefix[0] && len == 15 && p->serial[1] == '0' &&
               year_of_four(p->serial + 2) && p->serial[6] == '0') {
        if (!right_it(p))
            return -ENOENT;
        memmove(p->serial, p->serial + 2, 4);
        memmove(p->serial + 4, p->serial + 7, len - 6);
    } else {
        serial_strip(p->serial);
        if (!p->prefix[0] && strlen(p->serial) == 11 &&
            !year_of_four(p->serial))
            return -ENOENT;
    }
    return strspn(p->serial, "0123456789") < strlen(p->serial) ? -ENOENT : 0;
}

/* A serial after a year that is one digit too short or too long, or shorter
 * after a mark. */
static void settle_year(char *serial, size_t before_slash, size_t width)
{
    size_t len = strlen(serial);

    if (!width || !year_of_four(serial))
        return;
    if (len == 4 + width - 1 ||
        (before_slash == 4 && len > 4 && len < 4 + width))
        serial_pad(serial + 4, width);
    else if (len == 4 + width + 1 && serial[4] == '0')
        memmove(serial + 4, serial + 5, width + 1);
}

/* PA/a/2005/006297 is PA05006297. */
static int settle_mx(struct number_parts *p, char *candidates)
{
    (void)candidates;
    if (!p->prefix[0])
        settle_year(p->serial, p->before_slash, 6);
    else if (strlen(p->serial) == 10 && year_of_four(p->serial))
        memmove(p->serial, p->serial + 2, 9);
    return 0;
}

/* 2965DELNP2012 as docdb has it, 2012DN02965. */
static int settle_branch(struct number_parts *p)
{
    size_t digits = strspn(p->serial, "0123456789"), len;
    const char *letters = p->serial + digits, *after, *year, *rest;
    char branch[3] = "", serial[SERIAL_MAX + 1];

    len = strcspn(letters, "0123456789");
    after = letters + len;
    for (size_t i = 0; i < sizeof(branches) / sizeof(*branches); i++) {
        if (strlen(branches[i].typed) == len &&
            memcmp(branches[i].typed, letters, len) == 0)
            strcpy(branch, branches[i].docdb);
    }
    year = after;
    rest = p->serial;
    if (len == 2) {
        memcpy(branch, letters, 2);
        year = p->serial;
        rest = after;
    }
    if (!branch[0] || !year_of_four(year) || strspn(year, "0123456789") != 4)
        return -ENOENT;
    snprintf(serial, sizeof(serial), "%.*s", (int)strspn(rest, "0123456789"),
             rest);
    serial_strip(serial);
    if (strlen(serial) > 6)
        return -ENOENT;
    serial_pad(serial, 5);
    snprintf(p->serial, sizeof(p->serial), "%.4s%.2s%.6s",
             (const char[5]){year[0], year[1], year[2], year[3]}, branch,
             serial);
    return 0;
}

static const struct office *office_of(const struct number_parts *p)
{
    return office_find(p->country);
}

/* A zero in front stays where it is the number's own. */
static int settle_zeros(struct number_parts *p, char *candidates)
{
    const struct office *office = office_of(p);
    size_t len = strlen(p->serial);

    if ((p->prefix[0] && !office->prefix_zeros) || p->serial[0] != '0' ||
        office->zeros == 255 || (len && is_alpha(p->serial[len - 1])))
        return 0;
    if (office->zeros && len == office->zeros) {
        if (p->application || !office->zero_kinds ||
            is_listed(office->zero_kinds, p->kind, strlen(p->kind)))
            return 0;
        if (!p->kind[0] || (strcmp(p->kind, "A") == 0 && !p->docdb))
            return number_doubt(
                candidates,
                "%s%s%s: application %s%s-application or publication "
                "%s%s%s?",
                p->country, p->serial, p->kind, p->country, p->serial,
                p->country, p->serial + strspn(p->serial, "0"), p->kind);
    }
    serial_strip(p->serial);
    return 0;
}

/* The year comes to the front. */
static void turn_year(struct number_parts *p)
{
    char year[5];

    if (!p->before_slash || strlen(p->serial) != p->before_slash + 4 ||
        !year_of_four(p->serial + p->before_slash) || year_of_four(p->serial))
        return;
    memcpy(year, p->serial + p->before_slash, 5);
    p->serial[p->before_slash] = '\0';
    serial_strip(p->serial);
    serial_pad(p->serial, office_of(p)->year_serial);
    memmove(p->serial + 4, p->serial, strlen(p->serial) + 1);
    memcpy(p->serial, year, 4);
}

static int settle_plain(struct number_parts *p, char *candidates)
{
    const struct office *office = office_of(p);

    if (office->year_last)
        turn_year(p);
    if (office->letters_inside &&
        strspn(p->serial, "0123456789") < strlen(p->serial))
        return settle_branch(p);
    if (settle_zeros(p, candidates) < 0)
        return -EINVAL;
    settle_year(p->serial, p->before_slash, office->year_serial);
    if (!p->prefix[0] && !p->application)
        serial_pad(p->serial, office->pad);
    return 0;
}

/* 12345/97, as year and serial, is 1234597 until the year 2000: AU199712345. */
static void turn_old_au(char *serial)
{
    size_t len = strlen(serial);
    int year = year_of_four(serial);
    char turned[SERIAL_MAX + 1];

    if ((len != 9 && len != 10) || !year || year > 1999)
        return;
    snprintf(turned, sizeof(turned), "%s%02d",
             serial + 4 + strspn(serial + 4, "0"), year % 100);
    strcpy(serial, turned);
}

/* The two digits of a year follow: 88/12345 is turned round. */
static int settle_au(struct number_parts *p, char *candidates)
{
    if (p->before_slash == 2 && strlen(p->serial) == 7 &&
        (!p->kind[0] || kind_fit("AU", p->kind) != KIND_NONE))
        return number_doubt(candidates, "AU%s%s: AU%s%.2s%s?", p->serial,
                            p->kind, p->serial + 2, p->serial, p->kind);
    if (settle_plain(p, candidates) < 0)
        return -EINVAL;
    if (!p->prefix[0])
        turn_old_au(p->serial);
    serial_pad(p->serial, p->prefix[0] || p->application ? 0 : 6);
    return 0;
}

/* 15123456: the check digit of an application, without its dot. */
static int doubt_glued(const struct number_parts *p, char *candidates)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    return number_doubt(candidates, "GB%s: application GB%s%.7s.%c?", p->serial,
                        year >= 10 && year < 78 ? "20" : "", p->serial,
                        p->serial[7]);
}

/* Each year had numbers of its own until 1915: 12345 of 1913 is 191312345. */
static int settle_gb(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial);
    char year[5] = "";

    if (p->before_slash && p->before_slash + 2 == len && p->before_slash <= 5 &&
        memcmp(p->serial + p->before_slash, "15", 2) <= 0) {
        snprintf(year, sizeof(year), "19%.2s", p->serial + p->before_slash);
        p->serial[p->before_slash] = '\0';
    } else if (p->before_slash && p->before_slash + 4 == len &&
               p->before_slash <= 5) {
        memcpy(year, p->serial + p->before_slash, 5);
        p->serial[p->before_slash] = '\0';
    } else if (p->before_slash == 4 && len > 4 && len < 10) {
        snprintf(year, sizeof(year), "%.4s", p->serial);
        memmove(p->serial, p->serial + 4, len - 3);
    } else if (p->year >= 1890 && p->year < 1916 && len <= 5) {
        snprintf(year, sizeof(year), "%d", p->year % 10000);
    }
    if (!year[0] && len == 8 && !p->before_slash && p->serial[0] != '0' &&
        !p->kind[0])
        return doubt_glued(p, candidates);
    if (!year[0])
        return p->before_slash ? -ENOENT : settle_plain(p, candidates);
    if (strcmp(year, "1890") < 0 || strcmp(year, "1916") >= 0)
        return -ENOENT;
    serial_strip(p->serial);
    serial_pad(p->serial, 5);
    memmove(p->serial + 4, p->serial, strlen(p->serial) + 1);
    memcpy(p->serial, year, 4);
    p->before_slash = 0;
    return strlen(p->serial) == 9 ? 0 : -ENOENT;
}

/* Twelve digits since 2004: the right, the year, the serial. */
static int settle_de(struct number_parts *p, char *candidates)
{
    static const char rights[] = "10 11 12 20 21 50 60 ";
    int r = settle_plain(p, candidates);

    if (r == 0 && !p->prefix[0] && strlen(p->serial) == 12 &&
        !(is_listed(rights, p->serial, 2) &&
          year_of_four(p->serial + 2) > 2002))
        return -ENOENT;
    return r;
}

/* P.345678 is laid open under its number, and so is a model, W.131036. */
static int settle_pl(struct number_parts *p, char *candidates)
{
    bool model = p->prefix[0] == 'W';

    if (p->prefix[0]) {
        if (p->kind[0] && p->kind[0] != (model ? 'U' : 'A'))
            return -ENOENT;
        if (strlen(p->kind) < 2)
            strcpy(p->kind, model ? "U1" : "A1");
        p->prefix[0] = '\0';
    }
    return settle_plain(p, candidates);
}

/* An A is L in docdb, of years before 2006; A1 of those since 2010. */
static void settle_laid_open(struct number_parts *p)
{
    int year = (p->serial[0] - '0') * 10 + p->serial[1] - '0';

    p->kind[0] = '\0';
    if (strlen(p->serial) != 7)
        return;
    if (year >= 60 || year < 6)
        strcpy(p->kind, "L");
    else if (year >= 10)
        strcpy(p->kind, "A1");
}

/* 7700001-5: the check digit of an application, which is laid open under the
 * same number. */
static int settle_se(struct number_parts *p, char *candidates)
{
    size_t len = strlen(p->serial);

    if (len == 8 &&
        (p->before_slash == 7 ||
         (p->serial[0] != '0' && office_of(p)->zero_kinds &&
          is_listed(office_of(p)->zero_kinds, p->kind, strlen(p->kind)))))
        p->serial[7] = '\0';
    if (strcmp(p->kind, "A") == 0)
        settle_laid_open(p);
    return settle_plain(p, candidates);
}

/* 03/01234 is 2003/01234; until 1999 docdb has two digits of the year. */
static int settle_za(struct number_parts *p, char *candidates)
{
    while (strlen(p->serial) > 7 && p->serial[0] == '0')
        memmove(p->serial, p->serial + 1, strlen(p->serial));
    if (p->serial[0] < '3' &&
        (strlen(p->serial) == 7 ||
         (p->before_slash == 2 && strlen(p->serial) == 6))) {
        memmove(p->serial + 2, p->serial, 8);
        memcpy(p->serial, "20", 2);
        p->before_slash = 4;
    }
    return settle_plain(p, candidates);
}

static int (*const settles[])(struct number_parts *p, char *candidates) = {
    [RULE_PLAIN] = settle_plain, [RULE_AU] = settle_au, [RULE_BR] = settle_br,
    [RULE_CN] = settle_cn,       [RULE_DE] = settle_de, [RULE_GB] = settle_gb,
    [RULE_IT] = settle_it,       [RULE_JP] = settle_jp, [RULE_KR] = settle_kr,
    [RULE_MX] = settle_mx,       [RULE_PL] = settle_pl, [RULE_SE] = settle_se,
    [RULE_WO] = settle_wo,       [RULE_ZA] = settle_za,
};

static bool repair_kind(struct number_parts *p)
{
    const struct kind_repair *repair = office_of(p)->repairs;
    int64_t serial = INT64_MAX;

    if (slice_number(slice_of(p->serial), &serial) < 0)
        serial = INT64_MAX;
    for (; repair && repair->from; repair++) {
        if (strcmp(p->kind, repair->from) != 0)
            continue;
        if (repair->most &&
            (p->prefix[0] || serial < repair->least || serial > repair->most))
            continue;
        strcpy(p->kind, repair->to);
        if (repair->prefix && !p->prefix[0])
            strcpy(p->prefix, repair->prefix);
        return true;
    }
    return false;
}

/* T is T3 in Denmark, and T1 in Austria for numbers with an E. */
static const char *usual_kind(const struct number_parts *p)
{
    char with_prefix[8];
    const char *usual;

    snprintf(with_prefix, sizeof(with_prefix), "%s%s", p->country, p->prefix);
    usual = kind_usual(with_prefix, p->kind);
    return usual ? usual : kind_usual(p->country, p->kind);
}

static int settle_kind(struct number_parts *p)
{
    const char *usual;
    char typed[4];

    strcpy(typed, p->kind);
    if (!p->kind[0] || (repair_kind(p) && strcmp(typed, p->kind) == 0) ||
        !p->kind[0])
        return 0;
    if (!p->prefix[0] &&
        !kind_has_width(p->country, p->kind, strlen(p->serial)))
        return -EDOM;
    usual = usual_kind(p);
    if (usual) {
        strcpy(p->kind, usual);
        return 0;
    }
    switch (kind_fit(p->country, p->kind)) {
    case KIND_KNOWN:
    case KIND_UNKNOWN:
        return 0;
    case KIND_LEVELS:
        p->kind[0] = '\0';
        return 0;
    case KIND_NONE:
        break;
    }
    return -EDOM;
}

/* 11201803052Q: as many digits, if the letter is there. */
#define LETTER_DIGITS 11

static bool has_width(const struct number_parts *p)
{
    const struct office *office = office_of(p);
    size_t len = strlen(p->serial), most = office->prefixed;
    int year = year_of_four(p->serial);

    if (strspn(p->serial, "0") == len || strlen(p->prefix) + len > SERIAL_MAX)
        return false;
    if (office->letter_last && is_alpha(p->serial[len - 1]))
        return len == LETTER_DIGITS + 1;
    if (p->prefix[0])
        return len <= (most ? most : PREFIXED_MAX);
    if (office->long_from && len >= office->long_from &&
        (!year || year < office->long_year))
        return false;
    return len >= office->least && len <= office->most &&
           !(office->hole_from && len >= office->hole_from &&
             len <= office->hole_to && strspn(p->serial, "0123456789") == len);
}

int settle_publication(struct number_parts *p,
                       char ret_candidates[NUMBER_CANDIDATES])
{
    const struct office *office = office_of(p);
    int r;

    if (office->long_prefix && strcmp(p->prefix, office->long_prefix) == 0)
        p->prefix[1] = '\0';
    if ((p->before_slash && office->slash_year && office->rule != RULE_GB &&
         p->prefix[0] == '\0') ||
        (p->prefix[0] &&
         !office_has_prefix(office, p->prefix, strlen(p->prefix))))
        return -ENOENT;
    r = settles[office_of(p)->rule](p, ret_candidates);
    if (r < 0)
        return r;
    r = settle_kind(p);
    return has_width(p) ? r : -ENOENT;
}
