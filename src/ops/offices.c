/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offices with a rule of their own have a row; the others are a list.
 *
 * Full text: the guide of OPS 3.2 and its answers (404 InvalidCountryCode
 * elsewhere). Widths and kinds: what docdb has for what registers, printed
 * documents and other databases write.
 */
#include "ops/offices.h"

#include "base/str.h"

#include <errno.h>
#include <string.h>

#define MOST INT64_MAX
#define ALL 0, 0

static const struct kind_repair repairs_at[] = {{"E", "T", NULL, ALL}, {0}};
static const struct kind_repair repairs_es[] = {{"Y2", "Y", NULL, ALL}, {0}};
static const struct kind_repair repairs_jp[] = {{"AA", "A", NULL, ALL}, {0}};
static const struct kind_repair repairs_se[] = {{"A", "L", NULL, ALL}, {0}};
static const struct kind_repair repairs_us[] = {{"E", "E", "RE", ALL}, {0}};

/* Patents were C before the examined application of 1957 was B, and that
 * before the first publication of 1968 was A1. */
static const struct kind_repair repairs_de[] = {
    {"A", "C", NULL, 1, 999999},
    {"B", "C", NULL, 1, 999999},
    {"A", "B", NULL, 1000000, 1399999},
    {"A", "A1", NULL, 1400000, MOST},
    {0},
};

static int settle_wo(struct parts *p);
static int settle_jp(struct parts *p);

static const struct office offices[] = {
    {"AR", .pad = 6},
    {"AT", .fulltext = true, .slash_refused = true, .repairs = repairs_at},
    {"AU", .pad = 6, .year_serial = 6},
    {"BE", .fulltext = true},
    {"BG", .fulltext = true},
    {"CA", .fulltext = true},
    {"CH", .fulltext = true},
    {"CN", .most = 9},
    {"CY", .fulltext = true},
    {"CZ", .fulltext = true},
    {"DE", .check_digit = true, .repairs = repairs_de},
    {"DK", .fulltext = true},
    {"EA", .pad = 6},
    {"EE", .fulltext = true},
    {"EP", .fulltext = true, .prefixes = "", .pad = 7, .most = 7},
    {"ES", .fulltext = true, .repairs = repairs_es},
    {"FR", .fulltext = true},
    {"GB", .fulltext = true, .check_digit = true},
    {"GE", .year_serial = 4},
    {"GR", .fulltext = true},
    {"HR", .fulltext = true},
    {"IE", .fulltext = true},
    {"IN", .letters_inside = true},
    {"IT", .fulltext = true, .prefix_zeros = true},
    {"JP", .prefixes = "H S WO ", .repairs = repairs_jp, .settle = settle_jp},
    {"KR", .right_longer = 11},
    {"LT", .fulltext = true},
    {"LU", .fulltext = true},
    {"MC", .fulltext = true},
    {"MD", .fulltext = true},
    {"ME", .fulltext = true},
    {"NO", .fulltext = true},
    {"PL", .fulltext = true},
    {"PT", .fulltext = true},
    {"RO", .fulltext = true},
    {"RS", .fulltext = true},
    {"SE", .fulltext = true, .repairs = repairs_se},
    {"SK", .fulltext = true},
    {"US", .prefixes = "D PP RD RE RX T H AI ", .long_prefix = "DES",
     .prefix_zeros = true, .year_serial = 6, .repairs = repairs_us},
    {"WO", .fulltext = true, .prefixes = "", .settle = settle_wo},
};

/* CS, DD, SU, YU and ZR no longer exist; AP, BX, EM, GC, IB, OA, QZ, XN and XV
 * are not states. */
static const char others[] =
    "AD AE AF AG AI AL AM AN AO AP AW AZ BA BB BD BF BH BI BJ BM BN BO BR BS "
    "BT BW BX BY BZ CD CF CG CI CK CL CM CO CR CS CU CV CW DD DJ DM DO DZ "
    "EC EG EH EM ER ET FI FJ FK FO GA GC GD GH GI GL GM GN GQ GT GW GY HK HN "
    "HT HU IB ID IL IM IQ IR IS JE JM JO KE KG KH KI KM KN KP KW KY KZ LA LB "
    "LC LI LK LR LS LV LY MA MG MK ML MM MN MO MR MS MT MU MV MW MX MY MZ NA "
    "NE NG NI NL NP NR NZ OA OM PA PE PG PH PK PW PY QA QZ RU RW SA SB SC SD "
    "SG SH SI SL SM SN SO SR SS ST SU SV SX SY SZ TC TD TG TH TJ TL TM TN TO "
    "TR TT TV TW TZ UA UG UY UZ VA VC VE VG VN VU WS XN XV YE YU ZA ZM ZR ZW ";

static const struct office plain = {.country = ""};

const struct office *office_find(const char country[2])
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++) {
        if (strncmp(offices[i].country, country, 2) == 0)
            return &offices[i];
    }
    if (!is_alpha(country[0]) || !is_alpha(country[1]))
        return NULL;
    for (const char *at = others; *at; at += 3) {
        if (strncmp(at, country, 2) == 0)
            return &plain;
    }
    return NULL;
}

static bool lists(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = strstr(words, word); at; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ') && at[len] == ' ')
            return true;
    }
    return false;
}

/* The year of two digits becomes one of four. */
static void widen_year(char serial[SERIAL_MAX + 1])
{
    int year = year_of_two(serial);

    memmove(serial + 2, serial, strlen(serial) + 1);
    serial[0] = year < 2000 ? '1' : '2';
    serial[1] = year < 2000 ? '9' : '0';
}

int pct_settle(char serial[SERIAL_MAX + 1], size_t fold)
{
    size_t len = strlen(serial);

    if (fold != 2 && fold != 4) {
        if (fold || len < 7 || len > 10)
            return -ENOENT;
        fold = len < 9 ? 2 : 4;
    }
    if (fold == 2 && len < SERIAL_MAX - 1)
        widen_year(serial);
    serial_strip(serial + 4);
    if (year_of_four(serial) < 1978 || strlen(serial + 4) > 6 ||
        strcmp(serial + 4, "0") == 0)
        return -ENOENT;
    serial_pad(serial + 4, 6);
    return 0;
}

static int settle_wo(struct parts *p)
{
    if (!p->fold && strlen(p->serial) > 10)
        serial_strip(p->serial);
    return pct_settle(p->serial, p->fold);
}

/* One or two digits of a year, then the serial, which loses its zeros. */
static int settle_era(struct parts *p)
{
    if (p->fold == 1 && strlen(p->serial) < SERIAL_MAX)
        serial_pad(p->serial, strlen(p->serial) + 1);
    else if (p->fold && p->fold != 2)
        return -ENOENT;
    if (strlen(p->serial) < 3 || strlen(p->serial) > 10)
        return -ENOENT;
    serial_strip(p->serial + 2);
    return 0;
}

/* Years of the era Heisei (H) until 2000, of Showa (S) before 1989; a granted
 * patent has a plain number, as all newer ones have. */
static int settle_jp(struct parts *p)
{
    size_t len = strlen(p->serial);

    if (strcmp(p->prefix, "WO") == 0)
        return pct_settle(p->serial, p->fold);
    if (p->fold == 4 && year_of_four(p->serial) && len <= 10) {
        serial_pad(p->serial + 4, 6);
        return p->prefix[0] ? -ENOENT : 0;
    }
    if (!p->prefix[0] && !(p->fold && p->fold <= 2)) {
        if (len != 8 || p->kind[0] == 'B')
            serial_strip(p->serial);
        if (strlen(p->serial) != 8 || p->kind[0] == 'B')
            return 0;
        p->fold = 2;
    }
    if (settle_era(p) < 0)
        return -ENOENT;
    if (!p->prefix[0])
        strcpy(p->prefix, memcmp(p->serial, "12", 2) <= 0 ? "H" : "S");
    return 0;
}

/* A serial behind a year that is one digit too short or too long. */
static void settle_year(char *serial, size_t width)
{
    size_t len = strlen(serial);

    if (!width || !year_of_four(serial))
        return;
    if (len == 4 + width - 1)
        serial_pad(serial + 4, width);
    else if (len == 4 + width + 1 && serial[4] == '0')
        memmove(serial + 4, serial + 5, width + 1);
}

static void settle_digits(const struct office *office, struct parts *p)
{
    size_t longer = office->right_longer, len;

    if (!p->prefix[0] || office->prefix_zeros)
        serial_strip(p->serial);
    len = strlen(p->serial);
    if (longer && len > longer && len <= longer + 2) {
        memmove(p->serial, p->serial + 2, len - 1);
        serial_strip(p->serial);
    }
    settle_year(p->serial, office->year_serial);
    if (!p->prefix[0])
        serial_pad(p->serial, office->pad);
}

static void repair_kind(const struct kind_repair *repair, struct parts *p)
{
    int64_t serial = MOST;

    if (slice_number(slice_of(p->serial), &serial) < 0)
        serial = MOST;
    for (; repair && repair->from; repair++) {
        if (strcmp(p->kind, repair->from) != 0)
            continue;
        if (repair->most && (p->prefix[0] || serial < repair->least ||
                             serial > repair->most))
            continue;
        strcpy(p->kind, repair->to);
        if (repair->prefix && !p->prefix[0])
            strcpy(p->prefix, repair->prefix);
        return;
    }
}

int office_settle(const struct office *office, struct parts *p)
{
    int r = 0;

    if (office->long_prefix && strcmp(p->prefix, office->long_prefix) == 0)
        p->prefix[1] = '\0';
    if ((p->fold && office->slash_refused) ||
        (p->prefix[0] && office->prefixes &&
         !lists(office->prefixes, p->prefix)))
        return -ENOENT;
    if (office->settle)
        r = office->settle(p);
    else
        settle_digits(office, p);
    if (r < 0 || strspn(p->serial, "0") == strlen(p->serial))
        return -ENOENT;
    if (office->most && strlen(p->serial) > office->most)
        return -ENOENT;
    repair_kind(office->repairs, p);
    return strlen(p->prefix) + strlen(p->serial) > SERIAL_MAX ? -ENOENT : 0;
}
