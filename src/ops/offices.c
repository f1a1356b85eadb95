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
 * no states. GM, NR and SN, which have published no patent, are words. */
static const struct office offices[] = {
    {"AD", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"AE", FROM_HANDBOOK, 1, 10, .prefixes = ""},
    {"AF", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AL", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"AM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AN", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AP", FROM_HANDBOOK, 1, 10, .zeros = 255, .prefixes = ""},
    {"AR", FROM_HANDBOOK, 4, 6, .pad = 6, .prefixes = ""},
    {"AT", FROM_SEEN, 1, 7, .fulltext = true, .slash_year = true,
     .prefixes = "A E GM ", .repairs = repairs_at},
    {"AU", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 1999, .prefixed = 6,
     .pad = 6, .year_serial = 6,
     .prefixes = "PA PB PC PD PE PF PG PH PI PJ PK PL PM PN PO PP PQ PR PS ",
     .rule = RULE_AU, .repairs = repairs_au},
    {"AW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"AZ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BA", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixed = 6,
     .prefixes = "BAP "},
    {"BB", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BD", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BE", FROM_HANDBOOK, 1, 7, .fulltext = true, .prefixes = ""},
    {"BF", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BG", FROM_HANDBOOK, 1, 7, .fulltext = true, .prefixes = ""},
    {"BH", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BJ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BN", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BR", FROM_FIELD, 7, 12, .hole_from = 8, .hole_to = 11, .prefixed = 7,
     .zeros = 7, .prefixes = "PI MU DI ", .rule = RULE_BR},
    {"BS", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BT", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"BX", FROM_WIDE, 1, 7, .zeros = 255, .prefixes = ""},
    {"BY", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixes = ""},
    {"BZ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CA", FROM_SEEN, 1, 7, .fulltext = true, .repairs = repairs_ca,
     .prefixes = ""},
    {"CD", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CF", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CH", FROM_FIELD, 1, 7, .fulltext = true, .slash_year = true,
     .repairs = repairs_ch, .prefixes = ""},
    {"CI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CK", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CL", FROM_HANDBOOK, 4, 10, .year_behind = true, .year_serial = 6,
     .zeros = 255, .prefixes = ""},
    {"CM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CN", FROM_SEEN, 7, 9, .rule = RULE_CN, .prefixes = ""},
    {"CO", FROM_FIELD, 5, 10, .hole_from = 8, .hole_to = 9, .year_serial = 6,
     .filed = 11, .prefixes = ""},
    {"CR", FROM_SEEN, 4, 9, .zeros = 255, .prefixes = ""},
    {"CS", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"CU", FROM_HANDBOOK, 5, 8, .zeros = 255, .prefixes = ""},
    {"CV", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"CY", FROM_HANDBOOK, 1, 8, .fulltext = true, .prefixes = ""},
    {"CZ", FROM_HANDBOOK, 1, 8, .fulltext = true, .zeros = 255, .prefixes = ""},
    {"DD", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"DE", FROM_SEEN, 1, 12, .hole_from = 9, .hole_to = 11, .prefixed = 8,
     .rule = RULE_DE, .prefixes = "M P ", .check_digit = true,
     .repairs = repairs_de},
    {"DJ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"DK", FROM_SEEN, 1, 9, .fulltext = true, .prefixed = 9,
     .prefixes = "PA PR ", .keeps_ep = true},
    {"DM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"DO", FROM_HANDBOOK, 4, 11, .prefixed = 10, .prefixes = "P "},
    {"DZ", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"EA", FROM_HANDBOOK, 1, 9, .long_from = 7, .long_year = 1996, .pad = 6,
     .prefixes = ""},
    {"EC", FROM_HANDBOOK, 4, 10, .zeros = 255, .prefixed = 8,
     .prefixes = "SP SMU "},
    {"EE", FROM_HANDBOOK, 1, 9, .fulltext = true, .zeros = 5, .prefixes = ""},
    {"EG", FROM_HANDBOOK, 1, 10, .prefixes = ""},
    {"EH", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"EM", FROM_WIDE, 9, 14, .zeros = 255, .prefixes = ""},
    {"EP", FROM_SEEN, 1, 7, .fulltext = true, .pad = 7, .repairs = repairs_ep,
     .prefixes = ""},
    {"ER", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"ES", FROM_SEEN, 1, 7, .fulltext = true, .repairs = repairs_es,
     .prefixes = ""},
    {"ET", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"FI", FROM_HANDBOOK, 1, 9, .keeps_ep = true, .prefixed = 8,
     .prefixes = "U "},
    {"FJ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"FK", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"FO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"FR", FROM_FIELD, 1, 7, .fulltext = true, .zeros = 7, .zero_kinds = "D0 ",
     .repairs = repairs_fr, .prefixes = ""},
    {"GA", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GB", FROM_SEEN, 1, 9, .hole_from = 8, .hole_to = 8, .slash_year = true,
     .fulltext = true, .check_digit = true, .zeros = 7, .zero_kinds = "D0 ",
     .rule = RULE_GB, .prefixes = ""},
    {"GC", FROM_HANDBOOK, 1, 7, .pad = 7, .prefixes = ""},
    {"GD", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GE", FROM_SEEN, 1, 9, .year_serial = 4, .prefixed = 9,
     .prefixes = "P U AP "},
    {"GH", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GL", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GN", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GQ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GR", FROM_SEEN, 1, 11, .long_from = 11, .long_year = 1980,
     .fulltext = true, .prefixes = ""},
    {"GT", FROM_HANDBOOK, 4, 12, .zeros = 255, .prefixes = ""},
    {"GW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"GY", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"HK", FROM_HANDBOOK, 1, 8, .check_digit = true, .prefixes = ""},
    {"HN", FROM_HANDBOOK, 4, 10, .prefixes = ""},
    {"HR", FROM_SEEN, 1, 11, .fulltext = true, .prefixed = 8,
     .prefixes = "P PK PN "},
    {"HT", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"HU", FROM_SEEN, 1, 7, .zeros = 7, .zero_kinds = "A A1 A2 A3 D0 ",
     .prefixed = 7, .prefixes = "P U T E S V "},
    {"IB", FROM_WIDE, 6, 10, .zeros = 255, .prefixes = ""},
    {"ID", FROM_HANDBOOK, 1, 14, .prefixed = 11, .prefixes = "P S "},
    {"IE", FROM_HANDBOOK, 1, 8, .fulltext = true, .prefixed = 8,
     .prefixes = "S "},
    {"IL", FROM_HANDBOOK, 1, 6, .prefixes = ""},
    {"IM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"IN", FROM_FIELD, 1, 12, .long_from = 12, .long_year = 2012,
     .hole_from = 8, .hole_to = 11, .letters_inside = true, .prefixes = ""},
    {"IQ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"IR", FROM_HANDBOOK, 1, 18, .zeros = 255, .prefixes = ""},
    {"IS", FROM_HANDBOOK, 1, 7, .prefixes = ""},
    {"IT", FROM_FIELD, 1, 12, .hole_from = 8, .hole_to = 10, .fulltext = true,
     .prefix_zeros = true, .slash_year = true, .prefixes = provinces,
     .rule = RULE_IT},
    {"JE", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"JM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"JO", FROM_HANDBOOK, 1, 10, .prefixed = 8, .prefixes = "P "},
    {"JP", FROM_SEEN, 1, 10, .prefixed = 10, .prefixes = "H S WO ",
     .repairs = repairs_jp, .rule = RULE_JP},
    {"KE", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"KG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KH", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KN", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KP", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KR", FROM_SEEN, 9, 11, .hole_from = 10, .hole_to = 10, .rule = RULE_KR,
     .prefixes = ""},
    {"KW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KY", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"KZ", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"LA", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LB", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LC", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LK", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LR", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LS", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"LT", FROM_HANDBOOK, 1, 7, .fulltext = true, .keeps_ep = true,
     .prefixes = ""},
    {"LU", FROM_HANDBOOK, 1, 7, .prefixed = 6, .fulltext = true,
     .prefixes = "I C "},
    {"LV", FROM_HANDBOOK, 1, 7, .prefixed = 6, .prefixes = "P U "},
    {"LY", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MA", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"MC", FROM_HANDBOOK, 1, 7, .fulltext = true, .keeps_ep = true,
     .prefixes = ""},
    {"MD", FROM_SEEN, 1, 9, .fulltext = true, .prefixes = ""},
    {"ME", FROM_HANDBOOK, 1, 8, .fulltext = true, .zeros = 255, .prefixed = 8,
     .prefixes = "P "},
    {"MG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MK", FROM_HANDBOOK, 1, 7, .zeros = 255, .prefixes = ""},
    {"ML", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MN", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MR", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MS", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MT", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MU", FROM_WIDE, 1, 6, .zeros = 255, .prefixes = ""},
    {"MV", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"MX", FROM_SEEN, 4, 10, .prefixed = 8, .year_serial = 6,
     .prefixes = "PA NL JL GT TL QR ", .rule = RULE_MX},
    {"MY", FROM_SEEN, 1, 9, .prefixes = ""},
    {"MZ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NA", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NE", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NI", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NL", FROM_SEEN, 1, 7, .repairs = repairs_nl, .prefixes = ""},
    {"NO", FROM_HANDBOOK, 1, 8, .fulltext = true, .keeps_ep = true,
     .repairs = repairs_no, .prefixes = ""},
    {"NP", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"NZ", FROM_HANDBOOK, 4, 6, .prefixes = ""},
    {"OA", FROM_HANDBOOK, 1, 6, .zeros = 5, .prefixes = ""},
    {"OM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"PA", FROM_HANDBOOK, 1, 7, .zeros = 8, .prefixes = ""},
    {"PE", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"PG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"PH", FROM_HANDBOOK, 1, 12, .prefixes = ""},
    {"PK", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"PL", FROM_SEEN, 1, 7, .fulltext = true, .keeps_ep = true, .prefixed = 6,
     .rule = RULE_PL, .prefixes = "P W "},
    {"PT", FROM_SEEN, 1, 7, .fulltext = true, .keeps_ep = true, .prefixes = ""},
    {"PW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"PY", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"QA", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"QZ", FROM_WIDE, 1, 8, .zeros = 255, .prefixes = ""},
    {"RO", FROM_HANDBOOK, 1, 9, .fulltext = true, .prefixes = ""},
    {"RS", FROM_SEEN, 1, 8, .fulltext = true, .prefixes = ""},
    {"RU", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 1999, .prefixes = ""},
    {"RW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SA", FROM_HANDBOOK, 1, 10, .prefixes = ""},
    {"SB", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SC", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SD", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SE", FROM_FIELD, 1, 7, .rule = RULE_SE, .fulltext = true, .zeros = 7,
     .zero_kinds = "D0 L A0 A1 ", .keeps_ep = true, .check_digit = true,
     .prefixes = ""},
    {"SG", FROM_SEEN, 4, 10, .letter_behind = true, .prefixes = ""},
    {"SH", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SI", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"SK", FROM_HANDBOOK, 1, 10, .fulltext = true, .prefixed = 9,
     .prefixes = "U "},
    {"SL", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SM", FROM_HANDBOOK, 1, 10, .prefixed = 10, .prefixes = "P T AP "},
    {"SO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SR", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SS", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"ST", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SU", FROM_FIELD, 1, 8, .prefixes = ""},
    {"SV", FROM_HANDBOOK, 1, 10, .prefixes = ""},
    {"SX", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SY", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"SZ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TC", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TD", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TH", FROM_HANDBOOK, 1, 10, .zeros = 10, .prefixes = ""},
    {"TJ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TL", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TN", FROM_HANDBOOK, 1, 10, .prefixed = 6, .prefixes = "SN "},
    {"TO", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TR", FROM_HANDBOOK, 1, 9, .prefixes = ""},
    {"TT", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TV", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"TW", FROM_SEEN, 1, 9, .long_from = 9, .long_year = 1999, .hole_from = 7,
     .hole_to = 8, .prefixed = 6, .prefixes = "I M D U "},
    {"TZ", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"UA", FROM_HANDBOOK, 1, 6, .prefixes = ""},
    {"UG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"US", FROM_SEEN, 1, 10, .long_from = 9, .long_year = 2001, .prefixed = 7,
     .prefixes = "D PP RD RE RX T H AI ", .long_prefix = "DES",
     .prefix_zeros = true, .year_serial = 6, .repairs = repairs_us},
    {"UY", FROM_HANDBOOK, 1, 6, .prefixes = ""},
    {"UZ", FROM_HANDBOOK, 1, 8, .prefixes = ""},
    {"VA", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"VC", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"VE", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"VG", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"VN", FROM_HANDBOOK, 1, 9, .prefixes = ""},
    {"VU", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"WO", FROM_SEEN, 9, 10, .fulltext = true, .rule = RULE_WO, .prefixes = ""},
    {"WS", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"XN", FROM_WIDE, 1, 7, .zeros = 255, .prefixes = ""},
    {"XV", FROM_WIDE, 1, 7, .zeros = 255, .prefixes = ""},
    {"YE", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"YU", FROM_HANDBOOK, 1, 8, .zeros = 255, .prefixed = 8,
     .prefixes = "P MP "},
    {"ZA", FROM_SEEN, 1, 9, .long_from = 8, .long_year = 1995, .year_serial = 5,
     .rule = RULE_ZA, .prefixes = ""},
    {"ZM", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"ZR", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
    {"ZW", FROM_WIDE, 1, 10, .zeros = 255, .prefixes = ""},
};

const struct office *office_find(const char country[2])
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++) {
        if (offices[i].country[0] == country[0] &&
            offices[i].country[1] == country[1])
            return &offices[i];
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
