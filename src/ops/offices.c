/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: full text: the guide of OPS 3.2 and its answers (404
 * InvalidCountryCode elsewhere). Widths, prefixes and zeros: the WIPO handbook
 * on industrial property information, part 7.2 (numbering of applications and
 * of published documents, ST.10/C), compared with the document-ids of recorded
 * answers. Repairs: what registers, printed documents and other databases
 * write for what docdb has.
 */
#include "ops/offices.h"

#include "base/str.h"

#include "base/str.h"

#include <string.h>

#define MOST INT64_MAX
#define ALL 0, 0

static const struct kind_repair repairs_at[] = {{"E", "T", NULL, ALL}, {0}};
static const struct kind_repair repairs_es[] = {{"Y2", "Y", NULL, ALL}, {0}};
static const struct kind_repair repairs_se[] = {{"A", "L", NULL, ALL}, {0}};

/* A document before 1956 has the kind A for a patent. */
static const struct kind_repair repairs_fr[] = {
    {"A", "", NULL, 2000000, MOST},
    {0},
};

static const struct kind_repair repairs_ch[] = {
    {"A", "", NULL, 560000, MOST},
    {0},
};

static const struct kind_repair repairs_ca[] = {
    {"A", "A1", NULL, 2000000, MOST},
    {0},
};

static const struct kind_repair repairs_au[] = {
    {"B", "B2", NULL, 500000, 999999},
    {"B", "B2", NULL, 2000000000, MOST},
    {"A", "A1", NULL, 2000000000, MOST},
    {0},
};

static const struct kind_repair repairs_nl[] = {
    {"C", "C2", NULL, 1000000, 1999999},
    {0},
};

static const struct kind_repair repairs_no[] = {
    {"B", "B", NULL, 1, 299999},
    {0},
};

/* Whether it is a B1 or a B2 is not said; few are B1 since 1971. */
static const struct kind_repair repairs_jp[] = {
    {"AA", "A", NULL, ALL},
    {"B", "B2", NULL, ALL},
    {"Y", "Y2", NULL, ALL},
    {0},
};

static const struct kind_repair repairs_us[] = {
    {"E", "E", "RE", ALL},
    {"E1", "E1", "RE", ALL},
    {"H", "H", "H", ALL},
    {"P", "", "PP", 1, 99999},
    {"P2", "P2", "PP", ALL},
    {"P3", "P3", "PP", ALL},
    {"S", "S", "D", ALL},
    {"S1", "S1", "D", ALL},
    {"A", "A1", NULL, 2001000000, MOST},
    {0},
};

/* A B is a patent, and each patent was a B1 first. */
static const struct kind_repair repairs_ep[] = {{"B", "B1", NULL, ALL}, {0}};

/* Patents were C before the examined application of 1957 was B, and that
 * before the first publication of 1968 was A1. Utility models are U1 since
 * 1983. */
static const struct kind_repair repairs_de[] = {
    {"A", "C", NULL, 1, 999999},
    {"B", "C", NULL, 1, 999999},
    {"A", "B", NULL, 1000000, 1399999},
    {"A", "A1", NULL, 1400000, MOST},
    {"B", "B2", NULL, 1400000, 3999999},
    {"B", "", NULL, 4000000, MOST},
    {"C", "", NULL, 1000000, MOST},
    {"U", "U1", NULL, 8100000, MOST},
    {0},
};

/* Where an Italian application was filed; UA and UB in 2015 and 2016. */
static const char provinces[] =
    "AG AL AN AO AP AR AT AV BA BG BI BL BN BO BR BS BZ CA CB CE CH CL CN CO "
    "CR CS CT CZ EN FC FE FG FI FO FR GE GO GR IM IS KR LC LE LI LO LT LU MC "
    "ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG PI PN PO PR PS PT PU PV PZ "
    "RA RC RE RG RI RM RN RO SA SI SO SP SR SS SV TA TE TN TO TP TR TS TV UA "
    "UB UD VA VB VC VE VI VR VT VV ";

static const struct office offices[] = {
    {"AD", 1, 7, .prefixes = ""},
    {"AE", 1, 10, .prefixes = ""},
    {"AL", 1, 7, .prefixes = ""},
    {"AP", 1, 9, .zeros = 255, .prefixes = ""},
    {"AR", 4, 6, .pad = 6, .prefixes = ""},
    {"AT", 1, 7, .fulltext = true, .slash_year = true, .prefixes = "A E GM ",
     .repairs = repairs_at},
    {"AU", 1, 10, .prefixed = 4, .pad = 6, .year_serial = 6,
     .prefixes = "PA PB PC PD PE PF PG PH PI PJ PK PL PM PN PO PP PQ PR PS ",
     .repairs = repairs_au},
    {"BA", 1, 8, .zeros = 255, .prefixes = "BAP "},
    {"BE", 1, 7, .fulltext = true, .prefixes = ""},
    {"BG", 1, 7, .fulltext = true, .prefixes = ""},
    {"BR", 7, 12, .prefixed = 7, .zeros = 7, .prefixes = "PI MU DI ",
     .rule = RULE_BR},
    {"BY", 1, 8, .zeros = 255, .prefixes = ""},
    {"CA", 1, 7, .fulltext = true, .repairs = repairs_ca, .prefixes = ""},
    {"CH", 1, 7, .fulltext = true, .slash_year = true, .repairs = repairs_ch,
     .prefixes = ""},
    {"CL", 4, 10, .zeros = 255, .prefixes = ""},
    {"CN", 7, 9, .prefixes = ""},
    {"CO", 5, 10, .year_serial = 6, .prefixes = ""},
    {"CR", 4, 9, .zeros = 255, .prefixes = ""},
    {"CS", 1, 8, .prefixes = ""},
    {"CU", 5, 8, .zeros = 255, .prefixes = ""},
    {"CY", 1, 8, .fulltext = true, .prefixes = ""},
    {"CZ", 1, 8, .fulltext = true, .zeros = 255, .prefixes = ""},
    {"DD", 1, 7, .prefixes = ""},
    {"DE", 1, 12, .prefixes = "M P ", .check_digit = true,
     .repairs = repairs_de},
    {"DK", 1, 9, .fulltext = true, .prefixes = "PA PR ", .keeps_ep = true},
    {"DO", 4, 11, .prefixes = "P "},
    {"DZ", 1, 7, .prefixes = ""},
    {"EA", 1, 9, .pad = 6, .prefixes = ""},
    {"EC", 4, 10, .zeros = 255, .prefixes = "SP SMU "},
    {"EE", 1, 9, .fulltext = true, .zeros = 5, .prefixes = ""},
    {"EG", 1, 10, .prefixes = ""},
    {"EP", 1, 7, .fulltext = true, .pad = 7, .repairs = repairs_ep,
     .prefixes = ""},
    {"ES", 1, 7, .fulltext = true, .repairs = repairs_es, .prefixes = ""},
    {"FI", 1, 9, .keeps_ep = true, .prefixes = "U "},
    {"FR", 1, 7, .fulltext = true, .zeros = 7, .zero_kinds = "D0 ",
     .repairs = repairs_fr, .prefixes = ""},
    {"GB", 1, 9, .fulltext = true, .check_digit = true, .zeros = 7,
     .zero_kinds = "D0 ", .prefixes = ""},
    {"GC", 1, 7, .pad = 7, .prefixes = ""},
    {"GE", 1, 9, .year_serial = 4, .prefixes = "P U AP "},
    {"GR", 1, 11, .fulltext = true, .prefixes = ""},
    {"GT", 4, 12, .zeros = 255, .prefixes = ""},
    {"HK", 1, 8, .prefixes = ""},
    {"HN", 4, 10, .prefixes = ""},
    {"HR", 1, 11, .fulltext = true, .prefixes = "P PK PN "},
    {"HU", 1, 7, .zeros = 7, .zero_kinds = "A A1 A2 A3 D0 ",
     .prefixes = "P U T E S V "},
    {"ID", 1, 14, .prefixes = "P S "},
    {"IE", 1, 8, .fulltext = true, .prefixes = "S "},
    {"IL", 1, 6, .prefixes = ""},
    {"IN", 1, 12, .letters_inside = true, .prefixes = ""},
    {"IR", 1, 18, .zeros = 255, .prefixes = ""},
    {"IS", 1, 7, .prefixes = ""},
    {"IT", 1, 12, .fulltext = true, .prefix_zeros = true, .slash_year = true,
     .prefixes = provinces, .rule = RULE_IT},
    {"JO", 1, 10, .prefixes = "P "},
    {"JP", 1, 10, .prefixes = "H S WO ", .repairs = repairs_jp,
     .rule = RULE_JP},
    {"KE", 1, 8, .prefixes = ""},
    {"KR", 9, 11, .rule = RULE_KR, .prefixes = ""},
    {"KZ", 1, 8, .prefixes = ""},
    {"LT", 1, 7, .fulltext = true, .keeps_ep = true, .prefixes = ""},
    {"LU", 1, 7, .prefixed = 6, .fulltext = true, .prefixes = "I C "},
    {"LV", 1, 7, .prefixes = "P U "},
    {"MA", 1, 8, .prefixes = ""},
    {"MC", 1, 7, .fulltext = true, .keeps_ep = true, .prefixes = ""},
    {"MD", 1, 9, .fulltext = true, .prefixes = ""},
    {"ME", 1, 8, .fulltext = true, .zeros = 255, .prefixes = "P "},
    {"MK", 1, 7, .zeros = 255, .prefixes = ""},
    {"MX", 4, 10, .prefixed = 8, .year_serial = 6,
     .prefixes = "PA NL JL GT TL QR ", .rule = RULE_MX},
    {"MY", 1, 9, .prefixes = ""},
    {"NL", 1, 7, .repairs = repairs_nl, .prefixes = ""},
    {"NO", 1, 8, .fulltext = true, .keeps_ep = true, .repairs = repairs_no,
     .prefixes = ""},
    {"NZ", 4, 6, .prefixes = ""},
    {"OA", 1, 6, .prefixes = ""},
    {"PA", 1, 8, .prefixes = ""},
    {"PE", 1, 8, .prefixes = ""},
    {"PH", 1, 12, .prefixes = ""},
    {"PL", 1, 7, .fulltext = true, .keeps_ep = true, .prefixes = "W "},
    {"PT", 1, 7, .fulltext = true, .keeps_ep = true, .prefixes = ""},
    {"RO", 1, 9, .fulltext = true, .prefixes = ""},
    {"RS", 1, 8, .fulltext = true, .prefixes = ""},
    {"RU", 1, 10, .prefixes = ""},
    {"SA", 1, 10, .prefixes = ""},
    {"SE", 1, 7, .rule = RULE_SE, .fulltext = true, .zeros = 7,
     .zero_kinds = "D0 L A0 A1 ", .keeps_ep = true, .check_digit = true,
     .repairs = repairs_se, .prefixes = ""},
    {"SG", 4, 10, .letter_behind = true, .prefixes = ""},
    {"SI", 1, 8, .prefixes = ""},
    {"SK", 1, 10, .fulltext = true, .prefixes = "U "},
    {"SM", 1, 10, .prefixes = "P T AP "},
    {"SU", 1, 8, .prefixes = ""},
    {"SV", 1, 10, .prefixes = ""},
    {"TH", 1, 10, .prefixes = ""},
    {"TN", 1, 10, .prefixes = "SN "},
    {"TR", 1, 9, .prefixes = ""},
    {"TW", 1, 9, .prefixes = "I M D U "},
    {"UA", 1, 8, .prefixes = ""},
    {"US", 1, 10, .prefixed = 7, .prefixes = "D PP RD RE RX T H AI ",
     .long_prefix = "DES", .prefix_zeros = true, .year_serial = 6,
     .repairs = repairs_us},
    {"UY", 1, 6, .prefixes = ""},
    {"UZ", 1, 8, .prefixes = ""},
    {"VN", 1, 9, .prefixes = ""},
    {"WO", 9, 10, .fulltext = true, .rule = RULE_WO, .prefixes = ""},
    {"YU", 1, 8, .zeros = 255, .prefixes = "P MP "},
    {"ZA", 1, 9, .prefixes = ""},
};

/* CS, DD, SU, YU and ZR are history; AP, BX, EM, GC, IB, OA, QZ, XN and XV are
 * no states. NR and SN, which have published no patent, are words. */
static const char others[] =
    "AD AE AF AG AI AL AM AN AO AP AW AZ BA BB BD BF BH BI BJ BM BN BO BR BS "
    "BT BW BX BY BZ CD CF CG CI CK CL CM CO CR CS CU CV CW DD DJ DM DO DZ "
    "EC EG EH EM ER ET FI FJ FK FO GA GC GD GH GI GL GM GN GQ GT GW GY HK HN "
    "HT HU IB ID IL IM IQ IR IS JE JM JO KE KG KH KI KM KN KP KW KY KZ LA LB "
    "LC LI LK LR LS LV LY MA MG MK ML MM MN MO MR MS MT MU MV MW MX MY MZ NA "
    "NE NG NI NL NP NZ OA OM PA PE PG PH PK PW PY QA QZ RU RW SA SB SC SD "
    "SG SH SI SL SM SO SR SS ST SU SV SX SY SZ TC TD TG TH TJ TL TM TN TO "
    "TR TT TV TW TZ UA UG UY UZ VA VC VE VG VN VU WS XN XV YE YU ZA ZM ZR ZW ";

/* Of which little is known: nothing is taken off its numbers. */
static const struct office plain = {"", 1, 10, .zeros = 255, .prefixes = ""};

const struct office *office_find(const char country[2])
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++) {
        if (offices[i].country[0] == country[0] &&
            offices[i].country[1] == country[1])
            return &offices[i];
    }
    if (!is_alpha(country[0]) || !is_alpha(country[1]))
        return NULL;
    for (const char *at = others; *at; at += 3) {
        if (at[0] == country[0] && at[1] == country[1])
            return &plain;
    }
    return NULL;
}

const struct office *office_next(const struct office *office)
{
    size_t at = office ? (size_t)(office - offices) + 1 : 0;

    return at < sizeof(offices) / sizeof(*offices) ? &offices[at] : NULL;
}

bool office_has_prefix(const struct office *office, const char *prefix,
                       size_t len)
{
    if (office->long_prefix && strlen(office->long_prefix) == len &&
        memcmp(office->long_prefix, prefix, len) == 0)
        return true;
    return is_listed(office->prefixes, prefix, len);
}
