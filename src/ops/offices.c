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

#include <string.h>

#define MOST INT64_MAX
#define ALL 0, 0

static const struct kind_repair repairs_at[] = {{"E", "T", NULL, ALL}, {0}};
static const struct kind_repair repairs_es[] = {{"Y2", "Y", NULL, ALL}, {0}};

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
    {"AA", "A1", NULL, 2000000, MOST},
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
    {"T", "A", NULL, ALL},
    {"B", "B2", NULL, ALL},
    {"Y", "Y2", NULL, ALL},
    {0},
};

static const struct kind_repair repairs_us[] = {
    {"E", "E", "RE", 1, 99999},
    {"E1", "E1", "RE", 1, 99999},
    {"H", "H", "H", 1, 9999},
    {"P", "", "PP", 1, 99999},
    {"P2", "P2", "PP", 1, 99999},
    {"P3", "P3", "PP", 1, 99999},
    {"S", "S", "D", 1, 1999999},
    {"S1", "S1", "D", 1, 1999999},
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

/* CS, DD, SU, YU and ZR are history; AP, BX, EM, GC, IB, OA, QZ, XN and XV are
 * no states. GM, NR and SN, which have published no patent, are words. First
 * come those that most numbers are of, and last those of which little is
 * known. */
static const struct office offices[] = {
    {"EP ", FROM_SEEN, 1, 7, .fulltext = true, .pad = 7, .repairs = repairs_ep,
     .prefixes = ""},
    {"WO ", FROM_SEEN, 9, 10, .fulltext = true, .rule = RULE_WO,
     .prefixes = ""},
    {"CN ", FROM_SEEN, 7, 9, .rule = RULE_CN, .prefixes = ""},
    {"KR ", FROM_SEEN, 9, 11, .hole_from = 10, .hole_to = 10, .rule = RULE_KR,
     .prefixes = ""},
    {"AD AL DD DZ IS ", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"AE EG SA SV ", FROM_HANDBOOK, 1, 10, .prefixes = ""},
    {"AP ", FROM_HANDBOOK, 1, 10, .zeros = 255, .prefixes = ""},
    {"AR ", FROM_HANDBOOK, 4, 6, .pad = 6, .prefixes = ""},
    {"AT ", FROM_SEEN, 1, 7, .fulltext = true, .slash_year = true,
     .prefixes = "A E GM ", .repairs = repairs_at},
    {"AU ", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 1999, .prefixed = 6,
     .pad = 6, .year_serial = 6,
     .prefixes = "PA PB PC PD PE PF PG PH PI PJ PK PL PM PN PO PP PQ PR PS ",
     .rule = RULE_AU, .repairs = repairs_au},
    {"BA ", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixed = 6,
     .prefixes = "BAP "},
    {"BE BG ", FROM_HANDBOOK, 1, 7, .fulltext = true, .prefixes = ""},
    {"BR ", FROM_FIELD, 7, 12, .hole_from = 8, .hole_to = 11, .prefixed = 7,
     .zeros = 7, .prefixes = "PI MU DI ", .rule = RULE_BR},
    {"BX XN XV ", FROM_WIDE, 1, 7, .zeros = 255, .prefixes = ""},
    {"BY ", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixes = ""},
    {"CA ", FROM_SEEN, 1, 7, .fulltext = true, .repairs = repairs_ca,
     .prefixes = ""},
    {"CH ", FROM_FIELD, 1, 7, .fulltext = true, .slash_year = true,
     .repairs = repairs_ch, .prefixes = ""},
    {"CL ", FROM_HANDBOOK, 4, 10, .year_last = true, .year_serial = 6,
     .zeros = 255, .prefixes = ""},
    {"CO ", FROM_FIELD, 5, 10, .hole_from = 8, .hole_to = 9, .year_serial = 6,
     .filed = 11, .prefixes = ""},
    {"CR ", FROM_SEEN, 4, 9, .zeros = 255, .prefixes = ""},
    {"CS ", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"CU ", FROM_HANDBOOK, 5, 8, .zeros = 255, .prefixes = ""},
    {"CY ", FROM_HANDBOOK, 1, 8, .fulltext = true, .prefixes = ""},
    {"CZ ", FROM_HANDBOOK, 1, 8, .fulltext = true, .zeros = 255,
     .prefixes = ""},
    {"DE ", FROM_SEEN, 1, 12, .hole_from = 9, .hole_to = 11, .prefixed = 8,
     .rule = RULE_DE, .prefixes = "M P ", .check_digit = true,
     .repairs = repairs_de},
    {"DK ", FROM_SEEN, 1, 9, .fulltext = true, .prefixed = 9,
     .prefixes = "PA PR ", .keeps_ep = true},
    {"DO ", FROM_HANDBOOK, 4, 11, .prefixed = 10, .prefixes = "P "},
    {"EA ", FROM_HANDBOOK, 1, 9, .long_from = 7, .long_year = 1996, .pad = 6,
     .prefixes = ""},
    {"EC ", FROM_HANDBOOK, 4, 10, .zeros = 255, .prefixed = 8,
     .prefixes = "SP SMU "},
    {"EE ", FROM_HANDBOOK, 1, 9, .fulltext = true, .zeros = 5, .prefixes = ""},
    {"EM ", FROM_WIDE, 9, 14, .zeros = 255, .prefixes = ""},
    {"ES ", FROM_SEEN, 1, 7, .fulltext = true, .repairs = repairs_es,
     .prefixes = ""},
    {"FI ", FROM_HANDBOOK, 1, 9, .keeps_ep = true, .prefixed = 8,
     .prefixes = "U "},
    {"FR ", FROM_FIELD, 1, 7, .fulltext = true, .zeros = 7, .zero_kinds = "D0 ",
     .repairs = repairs_fr, .prefixes = ""},
    {"GB ", FROM_SEEN, 1, 9, .hole_from = 8, .hole_to = 8, .slash_year = true,
     .fulltext = true, .check_digit = true, .zeros = 7, .zero_kinds = "D0 ",
     .rule = RULE_GB, .prefixes = ""},
    {"GC ", FROM_HANDBOOK, 1, 7, .pad = 7, .prefixes = ""},
    {"GE ", FROM_SEEN, 1, 9, .year_serial = 4, .prefixed = 9,
     .prefixes = "P U AP "},
    {"GR ", FROM_SEEN, 1, 11, .long_from = 11, .long_year = 1980,
     .fulltext = true, .prefixes = ""},
    {"GT ", FROM_HANDBOOK, 4, 12, .zeros = 255, .prefixes = ""},
    {"HK ", FROM_HANDBOOK, 1, 8, .check_digit = true, .prefixes = ""},
    {"HN ", FROM_HANDBOOK, 4, 10, .prefixes = ""},
    {"HR ", FROM_SEEN, 1, 11, .fulltext = true, .prefixed = 8,
     .prefixes = "P PK PN "},
    {"HU ", FROM_SEEN, 1, 7, .zeros = 7, .zero_kinds = "A A1 A2 A3 D0 ",
     .prefixed = 7, .prefixes = "P U T E S V "},
    {"IB ", FROM_WIDE, 6, 10, .zeros = 255, .prefixes = ""},
    {"ID ", FROM_HANDBOOK, 1, 14, .prefixed = 11, .prefixes = "P S "},
    {"IE ", FROM_HANDBOOK, 1, 8, .fulltext = true, .prefixed = 8,
     .prefixes = "S "},
    {"IL UY ", FROM_HANDBOOK, 1, 6, .prefixes = ""},
    {"IN ", FROM_FIELD, 1, 12, .long_from = 12, .long_year = 2012,
     .hole_from = 8, .hole_to = 11, .letters_inside = true, .prefixes = ""},
    {"IR ", FROM_HANDBOOK, 1, 18, .zeros = 255, .prefixes = ""},
    {"IT ", FROM_FIELD, 1, 12, .hole_from = 8, .hole_to = 10, .fulltext = true,
     .prefix_zeros = true, .slash_year = true, .prefixes = provinces,
     .rule = RULE_IT},
    {"JO ", FROM_HANDBOOK, 1, 10, .prefixed = 8, .prefixes = "P "},
    {"JP ", FROM_SEEN, 1, 10, .prefixed = 10, .prefixes = "H S WO ",
     .repairs = repairs_jp, .rule = RULE_JP},
    {"KE KZ MA PE UZ ", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"LT MC ", FROM_HANDBOOK, 1, 7, .fulltext = true, .keeps_ep = true,
     .prefixes = ""},
    {"LU ", FROM_HANDBOOK, 1, 7, .prefixed = 6, .fulltext = true,
     .prefixes = "I C "},
    {"LV ", FROM_HANDBOOK, 1, 7, .prefixed = 6, .prefixes = "P U "},
    {"MD ", FROM_SEEN, 1, 9, .fulltext = true, .prefixes = ""},
    {"ME ", FROM_HANDBOOK, 1, 8, .fulltext = true, .zeros = 255, .prefixed = 8,
     .prefixes = "P "},
    {"MK ", FROM_HANDBOOK, 1, 7, .zeros = 255, .prefixes = ""},
    {"MU ", FROM_WIDE, 1, 6, .zeros = 255, .prefixes = ""},
    {"MX ", FROM_SEEN, 4, 10, .prefixed = 8, .year_serial = 6,
     .prefixes = "PA NL JL GT TL QR ", .rule = RULE_MX},
    {"MY ", FROM_SEEN, 1, 9, .prefixes = ""},
    {"NL ", FROM_SEEN, 1, 7, .repairs = repairs_nl, .prefixes = ""},
    {"NO ", FROM_HANDBOOK, 1, 8, .fulltext = true, .keeps_ep = true,
     .repairs = repairs_no, .prefixes = ""},
    {"NZ ", FROM_HANDBOOK, 4, 6, .prefixes = ""},
    {"OA ", FROM_HANDBOOK, 1, 6, .zeros = 5, .prefixes = ""},
    {"PA ", FROM_HANDBOOK, 1, 7, .zeros = 8, .prefixes = ""},
    {"PH ", FROM_HANDBOOK, 1, 12, .prefixes = ""},
    {"PL ", FROM_SEEN, 1, 7, .fulltext = true, .keeps_ep = true, .prefixed = 6,
     .rule = RULE_PL, .prefixes = "P W "},
    {"PT ", FROM_SEEN, 1, 7, .fulltext = true, .keeps_ep = true,
     .prefixes = ""},
    {"QZ ", FROM_WIDE, 1, 8, .zeros = 255, .prefixes = ""},
    {"RO ", FROM_HANDBOOK, 1, 9, .fulltext = true, .prefixes = ""},
    {"RS ", FROM_SEEN, 1, 8, .fulltext = true, .prefixes = ""},
    {"RU ", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 1999,
     .prefixes = ""},
    {"SE ", FROM_FIELD, 1, 7, .rule = RULE_SE, .fulltext = true, .zeros = 7,
     .zero_kinds = "D0 L A0 A1 ", .keeps_ep = true, .check_digit = true,
     .prefixes = ""},
    {"SG ", FROM_SEEN, 4, 10, .letter_last = true, .prefixes = ""},
    {"SI ", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"SK ", FROM_HANDBOOK, 1, 10, .fulltext = true, .prefixed = 9,
     .prefixes = "U "},
    {"SM ", FROM_HANDBOOK, 1, 10, .prefixed = 10, .prefixes = "P T AP "},
    {"SU ", FROM_FIELD, 1, 8, .prefixes = ""},
    {"TH ", FROM_HANDBOOK, 1, 10, .zeros = 10, .prefixes = ""},
    {"TN ", FROM_HANDBOOK, 1, 10, .prefixed = 6, .prefixes = "SN "},
    {"TR VN ", FROM_HANDBOOK, 1, 9, .prefixes = ""},
    {"TW ", FROM_SEEN, 1, 9, .long_from = 9, .long_year = 1999, .hole_from = 7,
     .hole_to = 8, .prefixed = 6, .prefixes = "I M D U "},
    {"UA ", FROM_HANDBOOK, 1, 6, .prefixes = ""},
    {"US ", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 2001, .prefixed = 7,
     .prefixes = "D PP RD RE RX T H AI ", .long_prefix = "DES",
     .prefix_zeros = true, .year_serial = 6, .repairs = repairs_us},
    {"YU ", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixed = 8,
     .prefixes = "P MP "},
    {"ZA ", FROM_SEEN, 1, 9, .long_from = 8, .long_year = 1995,
     .year_serial = 5, .rule = RULE_ZA, .prefixes = ""},
    {"AF AG AI AM AN AO AW AZ BB BD BF BH BI BJ BM BN BO BS BT BW BZ CD CF CG "
     "CI CK CM CV CW DJ DM EH ER ET FJ FK FO GA GD GH GI GL GN GQ GW GY HT IM "
     "IQ JE JM KG KH KI KM KN KP KW KY LA LB LC LI LK LR LS LY MG ML MM MN MO "
     "MR MS MT MV MW MZ NA NE NG NI NP OM PG PK PW PY QA RW SB SC SD SH SL SO "
     "SR SS ST SX SY SZ TC TD TG TJ TL TM TO TT TV TZ UG VA VC VE VG VU WS YE "
     "ZM ZR ZW ",
     FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
};

const struct office *office_find(const char country[2])
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++) {
        for (const char *at = offices[i].countries; *at; at += OFFICE_CODE) {
            if (memcmp(at, country, 2) == 0)
                return &offices[i];
        }
    }
    return NULL;
}

const struct office *office_next(const struct office *office)
{
    const struct office *next = office ? office + 1 : offices;

    return next < offices + sizeof(offices) / sizeof(*offices) ? next : NULL;
}

bool office_has_prefix(const struct office *office, const char *prefix,
                       size_t len)
{
    if (office->long_prefix && strlen(office->long_prefix) == len &&
        memcmp(office->long_prefix, prefix, len) == 0)
        return true;
    return is_listed(office->prefixes, prefix, len);
}
