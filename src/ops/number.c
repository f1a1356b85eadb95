/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In this order: an international application, digits without an office, an
 * application, a publication. Every reading ends in a value whose name reads
 * back as itself; tests/fuzz/fuzz-spelling.c holds that for any bytes.
 */
#include "ops/number.h"

#include "ops/applications.h"
#include "ops/check_digit.h"
#include "ops/filing_forms.h"
#include "ops/kinds.h"
#include "ops/offices.h"
#include "ops/phrase.h"
#include "ops/settle.h"
#include "ops/spelling.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Offices that have numbers of that many digits, for digits alone; and whose
 * kinds show it. */
static const struct {
    size_t digits;
    const char *offices;
} bare[] = {
    {5, "EPUS"},  {6, "EPUS"},      {7, "EPUSJPRU"},
    {8, "EPUS"},  {9, "EPCNKRDE"},  {10, "WOUSJPRU"},
    {11, "KRUS"}, {12, "DECNINRU"}, {13, "KRCNDEBR"},
};

/* WO09802618 is 2009/802618, or 98/02618 that somebody padded to eight digits
 * as is done in some databases. A kind says that it came from one that does
 * not. */
static int doubt_wo(const struct number_parts *p, const struct number *n,
                    char *candidates)
{
    char other[SERIAL_MAX + 1];
    int year;

    if (p->docdb || p->kind[0] || p->before_slash || strlen(p->serial) != 8 ||
        p->serial[0] != '0')
        return 0;
    strcpy(other, p->serial + 1);
    year = year_of_two(other);
    if (year > 2002 || serial_pct(other, 2) < 0 ||
        strcmp(other, n->number) == 0)
        return 0;
    return number_doubt(candidates, "WO%s: WO%s or WO%s?", p->serial, n->number,
                        other);
}

/* Adds a name with what stands in front of it. */
static void add_candidate(const struct number *n, char *candidates)
{
    size_t len = strlen(candidates);
    char name[NUMBER_NAME];

    number_name(n, name);
    if (len + strlen(name) + sizeof(" or application ?") > NUMBER_CANDIDATES)
        return;
    snprintf(candidates + len, NUMBER_CANDIDATES - len, "%s%s%s",
             candidates[len - 1] == ':' ? " " : " or ",
             n->what == NUMBER_APPLICATION ? "application " : "", name);
}

static int read_parts(const struct number_parts *p, struct number *ret_number,
                      char *candidates);

/* What it is without the kind, or at the office that the kind may be. */
static int refuse_kind(const struct number_parts *typed, char *candidates)
{
    char kinds[80], none[NUMBER_CANDIDATES] = "";
    bool known = kind_fit(typed->country, typed->kind) == KIND_KNOWN;
    struct number_parts p = *typed;
    struct number n;
    size_t len;

    snprintf(candidates, NUMBER_CANDIDATES, "%s%s%s%s:", p.country, p.prefix,
             p.serial, p.kind);
    p.kind[0] = '\0';
    if (read_parts(&p, &n, none) == 0)
        add_candidate(&n, candidates);
    if (strlen(typed->kind) == 2 && office_find(typed->kind)) {
        memcpy(p.country, typed->kind, 3);
        if (read_parts(&p, &n, none) == 0)
            add_candidate(&n, candidates);
    }
    kind_list(typed->country, kinds, sizeof(kinds));
    if (known || strlen(kinds) == sizeof(kinds) - 1)
        kinds[0] = '\0';
    len = strlen(candidates);
    snprintf(candidates + len, NUMBER_CANDIDATES - len, "%s %s %s of %s%s%s",
             candidates[len - 1] == ':' ? "" : "?",
             known ? "No such number has the kind" : "There is no kind",
             typed->kind, typed->country, kinds[0] ? "; there are " : "",
             kinds);
    return -EINVAL;
}

/* Without its kind it may look like an application: no answer says so, and
 * nobody may mean that. */
static int read_without_kind(const struct number_parts *typed,
                             struct number *ret_number, char *candidates)
{
    struct number_parts p = *typed;
    struct number n;
    int r;

    p.kind[0] = '\0';
    r = application_read(&p, &n, candidates);
    if (r != IS_ONE)
        return r;
    *ret_number = n;
    return p.docdb ? IS_ONE : -ENOENT;
}

static int read_publication(const struct number_parts *typed,
                            struct number *ret_number, char *candidates)
{
    struct number n = {.what = NUMBER_PUBLICATION};
    struct number_parts p = *typed;
    int r = settle_publication(&p, candidates);

    if (r == -EDOM)
        return refuse_kind(typed, candidates);
    if (r == 0 && typed->kind[0] && !p.kind[0])
        r = read_without_kind(&p, ret_number, candidates);
    if (r != 0)
        return r < 0 ? r : 0;
    memcpy(n.country, p.country, sizeof(n.country));
    snprintf(n.number, sizeof(n.number), "%.3s%s", p.prefix, p.serial);
    memcpy(n.kind, p.kind, sizeof(n.kind));
    if (strcmp(n.country, "WO") == 0)
        r = doubt_wo(typed, &n, candidates);
    if (r == 0)
        *ret_number = n;
    return r;
}

static int read_parts(const struct number_parts *p, struct number *ret_number,
                      char *candidates)
{
    int r = application_read(p, ret_number, candidates);

    if (r != IS_NOT_ONE)
        return r < 0 ? r : 0;
    return read_publication(p, ret_number, candidates);
}

/* DK/EP 2814089: the same number there, or one of its own. Norway prints B1 on
 * the translation. */
static int settle_national(struct number_parts *p, char *candidates)
{
    if (office_find(p->country)->keeps_ep && strlen(p->serial) == 7) {
        if (strcmp(p->country, "NO") == 0 && p->kind[0] == 'B')
            strcpy(p->kind, "T3");
        return 0;
    }
    return number_doubt(
        candidates,
        "%s/EP%s: EP%s? No document of %s has this number, see family/",
        p->country, p->serial, p->serial, p->country);
}

/* EP2005/001234: somebody left the PCT out. */
static int refuse_international(const struct number_parts *p, char *candidates)
{
    char serial[SERIAL_MAX + 1];

    strcpy(serial, p->serial);
    if (serial_pct(serial, 4) < 0)
        return -ENOENT;
    return number_doubt(candidates, "EP%s: application PCT-EP%.4s-%s?",
                        p->serial, serial, serial + 4);
}

/* In an answer it says something else, as the D of a divisional one. */
static void drop_unknown_kind(struct number_parts *p)
{
    if (strcmp(p->kind, "W") != 0 && !filing_keeps_kind(p->country, p->kind) &&
        kind_fit(p->country, p->kind) == KIND_NONE)
        p->kind[0] = '\0';
}

static int read_office(const struct spelling *s, struct number *ret_number,
                       char *candidates)
{
    struct number_parts p;
    int r = spelling_split(s, &p);

    if (r == 0 && p.national)
        r = settle_national(&p, candidates);
    if (r < 0)
        return r;
    if (p.docdb)
        drop_unknown_kind(&p);
    if (strcmp(p.country, "EP") == 0 && p.before_slash == 4 && !p.kind[0])
        return refuse_international(&p, candidates);
    return read_parts(&p, ret_number, candidates);
}

/* Commas among the digits in front, all where they stand in 9,123,456. */
static bool has_thousands(const struct spelling *s, size_t digits)
{
    bool found = false;

    for (size_t i = 1; i < digits; i++) {
        if (s->mark[i] != ',')
            continue;
        if ((digits - i) % 3)
            return false;
        found = true;
    }
    return found;
}

/* 98101234.2: a year of 1985 to 2003, the right, and China's check digit. */
static bool is_old_chinese(const struct spelling *s)
{
    char serial[9];
    int year = year_of_two(s->text);

    snprintf(serial, sizeof(serial), "%.8s", s->text);
    return year >= 1985 && year <= 2003 && s->text[2] >= '1' &&
           s->text[2] <= '3' && check_digit_cn(serial) == s->text[8];
}

/* 198 12 345.6, where the EPO has 19 812 345.6. */
static bool is_german_group(const struct spelling *s)
{
    return s->mark[3] && s->mark[5] && !s->mark[2] && !s->mark[4];
}

/* What digits alone say of their office: NULL, mostly. */
static const char *office_of_bare(const struct spelling *s, size_t digits)
{
    if (s->len == 9 && digits == 9 && s->mark[8] == '.')
        return is_old_chinese(s) || is_german_group(s) ? NULL : "EP";
    if (digits == 8 && s->mark[2] == '/' && !s->mark[1] &&
        !memchr(s->mark + 3, '/', 5))
        return "US";
    return has_thousands(s, digits) ? "US" : NULL;
}

/* Adds what the digits would be at this office, if anything. */
static void propose(const struct spelling *s, const char country[2],
                    char *candidates)
{
    char none[NUMBER_CANDIDATES] = "";
    struct spelling whole = *s;
    struct number n;
    int r = -ENOENT;

    if (spelling_put_country(&whole, country))
        r = read_office(&whole, &n, none);
    if (r == -EINVAL && is_digit(s->text[s->len - 1])) {
        whole.application = true;
        r = read_office(&whole, &n, none);
    }
    if (r == 0)
        add_candidate(&n, candidates);
}

static int end_doubt(char *candidates)
{
    size_t len = strlen(candidates);

    if (candidates[len - 1] == ':') {
        candidates[0] = '\0';
        return -ENOENT;
    }
    strcpy(candidates + len, "?");
    return -EINVAL;
}

/* Russia is no more likely than all others, but for its kinds; a German
 * number has its year after the right, and no hyphens; an Indian one has
 * a branch after the year. */
static bool is_likely(const char country[3], const struct spelling *s,
                      size_t digits)
{
    if (s->mark[10] == '/' && digits == 12)
        return strcmp(country, "RU") == 0;
    if (strcmp(country, "DE") == 0 && digits == 9)
        return is_german_group(s) && s->mark[8] == '.';
    if (strcmp(country, "DE") == 0)
        return s->mark[2] != '-' && year_of_four(s->text + 2) > 2003;
    if (strcmp(country, "IN") == 0)
        return year_of_four(s->text) > 2011 && s->text[4] >= '1' &&
               s->text[4] <= '4';
    if (strcmp(country, "EP") == 0 && digits == 9)
        return s->mark[8] == '.';
    return strcmp(country, "RU") != 0 || s->text[digits] == 'C';
}

/* Twelve digits, or eight, and a check digit that is not China's. */
static int end_bare(const struct spelling *s, size_t digits, char *candidates)
{
    char refused[NUMBER_CANDIDATES] = "";
    struct spelling whole = *s;
    struct number n;
    int r = end_doubt(candidates);

    if (r == -ENOENT && digits == 13 && s->len == digits &&
        year_of_four(s->text) && spelling_put_country(&whole, "CN") &&
        read_office(&whole, &n, refused) == -EINVAL) {
        strcpy(candidates, refused);
        r = -EINVAL;
    }
    return r;
}

/* 2847136RU: the office stands after. */
static void propose_after(const struct spelling *s, size_t digits,
                          char *candidates)
{
    struct spelling front = *s;
    const char country[3] = {s->text[digits], s->text[digits + 1], '\0'};

    spelling_drop(&front, digits, 2);
    if (office_find(country))
        propose(&front, country, candidates);
}

static int doubt_bare(const struct spelling *s, size_t digits, char *candidates)
{
    size_t row = 0;

    if (s->len - digits > 6) {
        snprintf(candidates, NUMBER_CANDIDATES, "%.20s:", s->text);
        propose(s, "IN", candidates);
        return end_doubt(candidates);
    }
    while (row < sizeof(bare) / sizeof(*bare) && bare[row].digits != digits)
        row++;
    if (row == sizeof(bare) / sizeof(*bare) || s->len - digits > 2)
        return -ENOENT;
    snprintf(candidates, NUMBER_CANDIDATES, "%.20s:", s->text);
    for (const char *at = bare[row].offices; *at; at += 2) {
        const char country[3] = {at[0], at[1], '\0'};

        if (is_likely(country, s, digits))
            propose(s, country, candidates);
    }
    if (s->number_word)
        propose(s, "NO", candidates);
    if (s->len - digits == 2 && is_alpha(s->text[digits + 1]))
        propose_after(s, digits, candidates);
    return end_bare(s, digits, candidates);
}

/* G 90 01 234.5 is the file of a German utility model. */
static void propose_model(const struct spelling *s, char *candidates)
{
    struct spelling model = *s;

    spelling_drop(&model, 0, 1);
    strcpy(model.class, "U");
    propose(&model, "DE", candidates);
}

/* D668832, I452476, PI0507004: all offices with such a prefix. */
static int doubt_prefix(const struct spelling *s, size_t letters,
                        char *candidates)
{
    if (letters > 3 || strcspn(s->text, "0123456789") != letters ||
        s->len > 20 || s->len < letters + 4)
        return -ENOENT;
    snprintf(candidates, NUMBER_CANDIDATES, "%s:", s->text);
    for (const struct office *at = office_next(NULL); at;
         at = office_next(at)) {
        bool has = (at->rule != RULE_IT || is_alpha(s->text[letters + 4])) &&
                   office_has_prefix(at, s->text, letters);

        for (const char *code = at->countries; *code; code += OFFICE_CODE) {
            if (has || filing_form_fits(code, s->text, letters))
                propose(s, code, candidates);
        }
    }
    if (letters == 1 && s->text[0] == 'G')
        propose_model(s, candidates);
    return end_doubt(candidates);
}

static int read_bare(struct spelling *s, struct number *ret_number,
                     char *candidates)
{
    size_t digits = strspn(s->text, "0123456789");
    const char *office = office_of_bare(s, digits);

    if (!office)
        return doubt_bare(s, digits, candidates);
    if (!spelling_put_country(s, office))
        return -ENOENT;
    return read_office(s, ret_number, candidates);
}

static int read_spelling(struct spelling *s, struct number *ret_number,
                         char *candidates)
{
    int r = application_pct(s, ret_number, candidates);

    if (r != IS_NOT_ONE)
        return r < 0 ? r : 0;
    if (is_digit(s->text[0]))
        return read_bare(s, ret_number, candidates);
    r = read_office(s, ret_number, candidates);
    return r == -ENOENT &&
                   (!office_find(s->text) || !(s->said[0] || s->application))
               ? doubt_prefix(s, spelling_letters(s, 0), candidates)
               : r;
}

/* German patent EP2814089: one office in words, another as a code. */
static int doubt_offices(struct spelling *s, char *candidates)
{
    const char said[3] = {s->said[0], s->said[1], '\0'};
    char none[NUMBER_CANDIDATES] = "";
    struct number n;

    snprintf(candidates, NUMBER_CANDIDATES, "%s, %.30s:", said, s->text);
    if (read_office(s, &n, none) == 0)
        add_candidate(&n, candidates);
    spelling_drop(s, 0, 2);
    propose(s, said, candidates);
    return end_doubt(candidates);
}

int number_parse_whole(struct slice spelling, struct number *ret_number,
                       char ret_candidates[NUMBER_CANDIDATES])
{
    struct spelling s;
    struct number n;
    int r;

    ret_candidates[0] = '\0';
    r = spelling_read(spelling, &s);
    if (r == 0)
        r = phrase_take(&s);
    if (r == 0)
        r = read_spelling(&s, &n, ret_candidates);
    else if (r == -EINVAL)
        r = doubt_offices(&s, ret_candidates);
    if (r == 0)
        *ret_number = n;
    return r;
}

static int read_docdb(struct slice country, struct slice number,
                      struct slice kind, bool application,
                      struct number *ret_number)
{
    char candidates[NUMBER_CANDIDATES] = "";
    struct spelling s;
    struct number n;

    if (spelling_join(country, number, kind, &s) < 0)
        return -ENOENT;
    s.application = application;
    if (read_spelling(&s, &n, candidates) < 0)
        return -ENOENT;
    *ret_number = n;
    return 0;
}

int number_from_docdb(struct slice country, struct slice number,
                      struct slice kind, struct number *ret_number)
{
    return read_docdb(country, number, kind, false, ret_number);
}

int number_application(struct slice country, struct slice number,
                       struct slice kind, struct number *ret_number)
{
    return read_docdb(country, number, kind, true, ret_number);
}

/* Those that docdb has as a serial and two digits of a year have a name as
 * epodoc has them. */
static bool name_by_year(const struct number *n, char *ret_name)
{
    size_t len = strspn(n->number, "0123456789");
    bool us = strcmp(n->country, "US") == 0 && len == 8;
    bool jp = strcmp(n->country, "JP") == 0 && len >= 3 && len <= 8;
    const char *year = n->number + len - 2;
    char serial[SERIAL_MAX + 1];

    if (n->number[len] || !(us || jp))
        return false;
    snprintf(serial, sizeof(serial), "%.*s", (int)len - 2, n->number);
    serial_pad(serial, 7);
    snprintf(ret_name, NUMBER_NAME, "%s%s%.2s%.9s%.1s-application", n->country,
             jp || strcmp(year, "10") > 0 ? "19" : "20", year, serial, n->kind);
    return true;
}

static void name_application(const struct number *n, char *ret_name)
{
    char check = check_digit_of(n);

    if (strcmp(n->kind, "W") == 0)
        snprintf(ret_name, NUMBER_NAME, "PCT-%s%.4s-%s", n->country, n->number,
                 n->number + 4);
    else if (check)
        snprintf(ret_name, NUMBER_NAME, "%s%s.%c", n->country, n->number,
                 check);
    else if (strchr(n->number, '.'))
        snprintf(ret_name, NUMBER_NAME, "%s%s", n->country, n->number);
    else if (!name_by_year(n, ret_name))
        snprintf(ret_name, NUMBER_NAME, "%s%.20s%.1s-application", n->country,
                 n->number, n->kind);
}

void number_name(const struct number *n, char ret_name[NUMBER_NAME])
{
    if (n->what == NUMBER_APPLICATION)
        name_application(n, ret_name);
    else
        snprintf(ret_name, NUMBER_NAME, "%s%s%s", n->country, n->number,
                 n->kind);
}

bool number_is_canonical(struct slice name)
{
    char canonical[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number n;

    if (number_parse_whole(name, &n, candidates) < 0)
        return false;
    number_name(&n, canonical);
    return slice_is(name, canonical);
}
