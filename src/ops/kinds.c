/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: WIPO Standard ST.16 and the handbook's part 7.3 (Examples and kinds
 * of patent documents), the EPO's list of kind codes in DOCDB, and recorded
 * answers of OPS. An office with a row has no other kinds, but for those of a
 * correction: 8 and 9 are that for all letters.
 */
#include "ops/kinds.h"

#include "ops/serial.h"

#include <stdio.h>
#include <string.h>

struct kinds {
    const char *country; /* each with a blank after */
    const char *kinds;   /* each with a blank after */
    const char *meaning;
};

/* Offices of which all corrections are in the table, too. */
static const char exact[] = "EP WO US JP CN KR ";

#define LAID_OPEN "application laid open"
#define UNEXAMINED "unexamined application"
#define PATENT "patent specification"
#define OPPOSED "patent specification after opposition"
#define LIMITED "patent specification after limitation"
#define EXAMINED "examined application"
#define UTILITY "utility model"
#define UTILITY_LAID_OPEN "utility model application laid open"
#define DESIGN "design"
#define CORRECTED_PAGE "corrected title page"
#define CORRECTED "corrected specification"
#define CORRECTION "correction of a publication"
#define CORRECTED_APPLICATION "corrected application"
#define TRANSLATION "translation of a European patent"
#define TRANSLATED_CLAIMS "translated claims of a European application"
#define CERTIFICATE "supplementary protection certificate"
#define FILED "application filed, not laid open"
#define EITHER "patent, or application laid open"

/* Offices of which few kinds are seen. */
#define LATIN "CL CO CR CU DO EC GT HN NI PA PE SV UY VE BO "
#define SOUTHERN                                                               \
    "AE AP DZ EG GC IQ IR JO KE LB MW NZ OA SA SY TN "                         \
    "TT ZM ZW LK MO "
#define SOUTH_EAST "ID MN MY PH TH VN "
#define EASTERN "AM AZ GE KZ TJ TM UZ "

static const struct kinds rows[] = {
    {"EP ", "A1 ", "application with search report"},
    {"EP ", "A2 ", "application without search report"},
    {"EP ", "A3 ", "search report"},
    {"EP ", "A4 ", "supplementary search report"},
    {"EP ", "A8 ", "application, " CORRECTED_PAGE},
    {"EP ", "A9 ", CORRECTED_APPLICATION},
    {"EP ", "B1 ", PATENT},
    {"EP ", "B2 ", OPPOSED},
    {"EP ", "B3 ", LIMITED},
    {"EP ", "B8 ", "patent, " CORRECTED_PAGE},
    {"EP ", "B9 ", CORRECTED},
    {"EP ", "C0 ", "patent with unitary effect, no document of its own"},
    {"WO ", "A1 ", "international application with search report"},
    {"WO ", "A2 ", "international application without search report"},
    {"WO ", "A3 ", "international search report"},
    {"WO ", "A4 ", "amended claims"},
    {"WO ", "A8 ", "international application, " CORRECTED_PAGE},
    {"WO ", "A9 ", "corrected international application"},
    {"WO ", "B1 ", "amended claims"},
    {"WO ", "C1 C2 ", "corrected international application"},
    {"US ", "A ", "patent until 2000"},
    {"US ", "A1 ", LAID_OPEN},
    {"US ", "A2 ", "application laid open again"},
    {"US ", "A9 ", CORRECTED_APPLICATION},
    {"US ", "A0 ", "provisional application"},
    {"US ", "B1 ", "patent without application laid open"},
    {"US ", "B2 ", "patent after application laid open"},
    {"US ", "B8 B9 ", CORRECTED},
    {"US ", "B3 B4 B5 B6 B7 C1 C2 C3 C4 C5 C6 C7 C8 C9 ",
     "certificate of reexamination"},
    {"US ", "E E1 ", "reissued patent"},
    {"US ", "F1 F2 F3 F4 F5 F6 F7 F8 F9 ", "certificate of reexamination"},
    {"US ", "H H1 H2 ", "statutory invention registration"},
    {"US ", "I1 I2 I3 I4 I5 X6 ", "reissued patent, correction"},
    {"US ", "J1 J2 J3 K1 K2 K3 O1 O2 ", "certificate of review"},
    {"US ", "P P1 P2 P3 P4 P8 P9 ", "plant patent"},
    {"US ", "Q1 Q2 ", "plant patent, certificate"},
    {"US ", "S S1 S2 S3 ", DESIGN},
    {"US ", "T T1 T2 T3 T4 T5 I T9 ", "defensive publication"},
    {"US ", "L1 V1 Z1 Z2 ", "other document"},
    {"JP ", "A ", UNEXAMINED},
    {"JP ", "A1 ", "republished international application"},
    {"JP ", "A5 A6 ", "amendment of an unexamined application"},
    {"JP ", "B1 ", "patent or examined application, first publication"},
    {"JP ", "B2 ", "patent or examined application, second publication"},
    {"JP ", "B4 B6 ", "amendment of an examined application"},
    {"JP ", "B9 ", CORRECTED},
    {"JP ", "C C1 C2 ", "patent register entry"},
    {"JP ", "H H1 I4 I5 I6 Z1 Z2 Z3 ", "correction"},
    {"JP ", "U ", "unexamined utility model, or registered one"},
    {"JP ", "U1 U6 U7 Z ", "utility model, amendment"},
    {"JP ", "Y1 ", "examined utility model, first publication"},
    {"JP ", "Y2 ", "examined utility model, second publication"},
    {"CN ", "A ", LAID_OPEN},
    {"CN ", "A8 A9 ", CORRECTED_APPLICATION},
    {"CN ", "B ", PATENT},
    {"CN ", "B1 B2 B3 B4 B5 B6 B7 ", "patent partly invalidated"},
    {"CN ", "B8 B9 ", CORRECTED},
    {"CN ", "C ", "patent until 2010"},
    {"CN ", "C1 C2 C3 C4 C5 C6 C7 C8 C9 ", "patent, corrected or limited"},
    {"CN ", "D ", DESIGN},
    {"CN ", "S S1 S2 S3 S4 S5 S6 S7 S8 S9 ", DESIGN},
    {"CN ", "U1 U2 U3 U4 U5 U6 U7 U8 U9 ", "utility model, corrected"},
    {"CN ", "Y ", "utility model until 2010"},
    {"CN ", "Y1 Y2 Y3 Y4 Y5 Y6 Y7 Y8 Y9 ", "utility model, corrected"},
    {"KR ", "A ", LAID_OPEN},
    {"KR ", "A1 A2 A3 A4 A8 A9 ", "application, other publication"},
    {"KR ", "B1 ", PATENT},
    {"KR ", "B2 B3 B4 B8 B9 ", "patent, other publication"},
    {"KR ", "U ", UTILITY_LAID_OPEN},
    {"KR ", "U1 U2 U3 Y1 Y2 ", UTILITY},
    {"DE ", "A ", "application until 1967"},
    {"DE ", "A0 ", "application"},
    {"DE ", "A1 ", LAID_OPEN},
    {"DE ", "A5 ", "international application in German"},
    {"DE ", "B ", "examined application until 1967"},
    {"DE ", "B1 ", "examined application, first publication"},
    {"DE ", "B2 ", "examined application, second publication"},
    {"DE ", "B3 ", "patent, first publication"},
    {"DE ", "B4 ", "patent, second publication"},
    {"DE ", "C ", "patent until 1957"},
    {"DE ", "C1 C2 C3 C4 ", PATENT},
    {"DE ", "C5 ", LIMITED},
    {"DE ", "D1 D2 ", "European patent granted for Germany"},
    {"DE ", "I1 I2 ", CERTIFICATE},
    {"DE ", "T ", "application of a translated European patent"},
    {"DE ", "T0 ", TRANSLATED_CLAIMS},
    {"DE ", "T1 T2 T3 T4 T5 ", "translation"},
    {"GB ", "A ", "application, or patent until 1978"},
    {"GB ", "B ", PATENT},
    {"GB ", "C C2 C3 ", CORRECTED},
    {"FR ", "A A5 E E1 F M ", "patent of the older law"},
    {"FR ", "A1 A2 A3 A4 A6 A7 ", LAID_OPEN},
    {"FR ", "B1 B2 B3 B4 B5 B6 C1 C2 ", PATENT},
    {"AT ", "A ", "application announced"},
    {"AT ", "A1 A2 A3 A4 ", LAID_OPEN},
    {"AT ", "A5 ", CORRECTED_APPLICATION},
    {"AT ", "B B1 B2 B3 ", PATENT},
    {"AT ", "U1 U2 U3 U4 ", UTILITY},
    {"AU ", "A ", "application of the older law"},
    {"AU ", "A0 D0 ", "provisional application"},
    {"AU ", "A1 A2 A3 ", LAID_OPEN},
    {"AU ", "A4 B4 ", "innovation patent"},
    {"AU ", "A5 A6 ", CORRECTED_APPLICATION},
    {"AU ", "B B1 B2 B3 ", PATENT},
    {"AU ", "C C1 C4 ", CORRECTED},
    {"BE ", "A A1 A2 A3 A4 A5 A6 A7 A9 B B1 B2 ", PATENT},
    {"BR ", "A A2 ", LAID_OPEN},
    {"BR ", "B1 C1 ", PATENT},
    {"BR ", "E2 F1 ", "certificate of addition"},
    {"BR ", "U U2 Y1 ", UTILITY},
    {"CA ", "A ", "patent until 1989"},
    {"CA ", "A1 A2 ", LAID_OPEN},
    {"CA ", "B1 B2 C C1 C2 ", PATENT},
    {"CA ", "E ", "reissued patent"},
    {"CA ", "F ", "certificate of reexamination"},
    {"CH ", "A A1 A2 A3 A4 A5 A7 ", EITHER},
    {"CH ", "B B1 B2 B3 B5 C1 C2 ", PATENT},
    {"CH ", "H1 I1 I2 ", CERTIFICATE},
    {"CS ", "A1 A2 A3 B1 B2 B3 B4 B5 B6 ", "patent or author's certificate"},
    {"CZ SK ", "A3 ", LAID_OPEN},
    {"CZ SK ", "B6 ", PATENT},
    {"CZ SK ", "A B1 B2 ", "patent of the older law"},
    {"CZ SK ", "U1 Y1 ", UTILITY},
    {"DD ", "A A0 A1 A2 A3 A4 A5 A6 A7 A8 A9 B B1 B3 B5 C C1 C2 C4 C5 ",
     "economic patent"},
    {"DD ", "T5 ", "translation of a Soviet patent"},
    {"DK ", "A A0 A1 D0 L ", LAID_OPEN},
    {"DK ", "B B1 B2 B3 C ", PATENT},
    {"DK ", "T1 T2 ", TRANSLATED_CLAIMS},
    {"DK ", "T ", "application of a translated European patent"},
    {"DK ", "T3 T4 T5 ", TRANSLATION},
    {"DK ", "U U1 U3 U4 Y3 Y4 Y5 Y6 ", UTILITY},
    {"EA ", "A1 A2 A3 ", LAID_OPEN},
    {"EA ", "B1 B2 B3 ", PATENT},
    {"EE ", "A A1 ", LAID_OPEN},
    {"EE ", "B1 B2 B3 ", PATENT},
    {"EE ", "U U1 U2 U3 ", UTILITY},
    {"ES ", "A A0 A1 A2 A3 A4 A5 A6 ", EITHER},
    {"ES ", "B B1 B2 ", PATENT},
    {"ES ", "R R1 R2 ", "search report"},
    {"ES ", "T T1 T2 T3 T4 T5 T6 ", TRANSLATION},
    {"ES ", "U U1 Y Y1 Y2 Y3 ", UTILITY},
    {"ES ", "X1 X2 X6 ", "patent of introduction"},
    {"FI ", "A A0 A1 A7 L ", LAID_OPEN},
    {"FI ", "B B1 B2 C ", PATENT},
    {"FI ", "U U0 U1 V0 Y1 ", UTILITY},
    {"GR ", "A A1 A2 A7 B B1 B2 ", EITHER},
    {"HR ", "A A1 A2 A3 B B1 B3 ", EITHER},
    {"HU ", "A A0 A1 A2 A3 D0 ", LAID_OPEN},
    {"HU ", "B B1 B2 ", PATENT},
    {"HU ", "I1 I2 S2 ", CERTIFICATE},
    {"HU ", "T1 T2 T3 T4 T7 ", TRANSLATION},
    {"HU ", "U U0 U1 V0 V2 ", UTILITY},
    {"IE ", "A A1 A2 ", LAID_OPEN},
    {"IE ", "B B1 B2 B3 ", PATENT},
    {"IE ", "L ", "abstract of an application"},
    {"IE ", "S1 S2 ", "short-term patent"},
    {"IL ", "A A0 A1 A2 B B1 B2 D0 ", EITHER},
    {"IN ", "A A1 B E ", EITHER},
    {"IS ", "A A0 A7 L ", LAID_OPEN},
    {"IS ", "B B1 B2 B3 B6 B7 ", PATENT},
    {"IT ", "A A0 A1 B B1 D0 ", EITHER},
    {"IT ", "U U1 V0 Y1 Z2 ", UTILITY},
    {"LT ", "A A0 B C ", EITHER},
    {"LT ", "R3 T T1 ", TRANSLATION},
    {"LU ", "A A1 A2 A7 B1 ", EITHER},
    {"LU ", "R1 ", "search report"},
    {"LV ", "A A3 A4 B B1 B3 B4 B5 C ", EITHER},
    {"LV ", "T T3 ", TRANSLATION},
    {"MA ", "A A1 A2 A3 B1 B2 B3 ", EITHER},
    {"MA ", "T1 ", TRANSLATION},
    {"MC ", "A A1 B1 ", EITHER},
    {"MD ", "A A0 A1 A2 B1 B2 C1 C2 F1 F2 G2 ", EITHER},
    {"MD ", "E T T2 ", TRANSLATION},
    {"MD ", "U U0 U3 W1 W2 Y Z ", UTILITY},
    {"MX ", "A B ", EITHER},
    {"NL ", "A A1 A2 A3 A7 B B1 B2 C C1 C2 ", EITHER},
    {"NL ", "I1 I2 I3 ", CERTIFICATE},
    {"NL ", "T T1 T2 ", TRANSLATION},
    {"NO ", "A A1 L ", LAID_OPEN},
    {"NO ", "B B1 B2 B3 B4 C ", PATENT},
    {"PL ", "A A1 A2 A3 A4 ", LAID_OPEN},
    {"PL ", "B B1 B2 B3 B4 ", PATENT},
    {"PL ", "U U1 U3 Y1 Y2 Y3 ", UTILITY},
    {"PT ", "A A1 B B1 ", EITHER},
    {"PT ", "E T T3 ", TRANSLATION},
    {"RO ", "A A0 A1 A2 A3 ", LAID_OPEN},
    {"RO ", "B B1 B3 C1 ", PATENT},
    {"RO ", "U U0 U1 U2 Y1 ", UTILITY},
    {"RU ", "A A1 A2 A3 ", LAID_OPEN},
    {"RU ", "B1 C C1 C2 C3 ", PATENT},
    {"SE ", "A A0 A1 D0 L ", LAID_OPEN},
    {"SE ", "B B1 B2 C C1 C2 C3 ", PATENT},
    {"SE ", "E E5 ", CORRECTED},
    {"SE ", "U U0 U1 ", UTILITY},
    {"SG ", "A A1 A2 B ", EITHER},
    {"SI ", "A A2 B ", PATENT},
    {"SM RS ME ", "A A1 A2 B B1 ", EITHER},
    {"SU ", "A1 A2 A3 A4 ", "author's certificate or patent"},
    {"SU ", "D U1 ", "other document"},
    {"TR ", "A A1 A2 A3 B B1 ", EITHER},
    {"TR ", "U U1 U4 U5 Y Y1 ", UTILITY},
    {"TW ", "A A1 ", LAID_OPEN},
    {"TW ", "B B1 ", PATENT},
    {"TW ", "C ", "patent of the older law"},
    {"TW ", "D S ", DESIGN},
    {"TW ", "U Y ", UTILITY},
    {"UA ", "A ", LAID_OPEN},
    {"UA ", "C1 C2 B6 ", PATENT},
    {"ZA ", "A B ", PATENT},
    {"BG ", "A A1 A3 ", LAID_OPEN},
    {"BG ", "B B1 B2 ", PATENT},
    {"BG ", "T1 T3 ", TRANSLATION},
    {"BG ", "U U1 Y1 ", UTILITY},
    {"BY ", "A C1 C2 ", EITHER},
    {"CY ", "A B B1 ", EITHER},
    {"HK ", "A A1 A2 A3 B B1 ", EITHER},
    {"MT MK AL BA ", "A A1 B B1 D ", EITHER},
    {"YU ", "A A1 B B1 L ", EITHER},
    {EASTERN, "A A1 A2 A4 B B1 B2 C C1 ", EITHER},
    {EASTERN, "R ", "search report"},
    {EASTERN, "S D ", DESIGN},
    {"AR ", "A1 A2 A3 B1 B2 B3 ", EITHER},
    {"AR ", "A4 A5 A6 ", UTILITY},
    {LATIN, "A A1 A2 A3 A4 A5 A6 A7 B B1 B2 B6 ", EITHER},
    {LATIN, "L L7 ", "abstract of an application"},
    {LATIN, "S D1 ", DESIGN},
    {LATIN, "U U1 Y Y1 Z ", UTILITY},
    {SOUTHERN, "A A0 A1 A2 B B1 B2 D0 ", EITHER},
    {SOUTH_EAST, "A A1 A2 B B1 C3 ", EITHER},
    {SOUTH_EAST, "U U1 U2 U3 Y Y1 Z ", UTILITY},

    /* What offices have alike. */
    {"GB FR BR CZ SK ES FI GR NO PT ", "D0 ", FILED},
    {"GB FR AT BE CZ SK DK ES FI GR HR IE IS IT LT LU NO PL PT SE CY ",
     "I1 I2 ", CERTIFICATE},
    {SOUTHERN "JP AU BR CA DK ES MD MX NO RU UA HK YU ", "S ", DESIGN},
    {SOUTH_EAST "KR ", "S S1 ", DESIGN},
    {"MC ME MT MK AL BA ", "T T1 ", TRANSLATION},
    {"IT RO ", "T T1 T2 T3 ", TRANSLATION},
    {"AT PL ", "T T1 T2 T3 T4 T5 ", TRANSLATION},
    {"EE SI SM RS CY ", "T1 T2 ", TRANSLATION},
    {"GR NO ", "T1 T2 T3 ", TRANSLATION},
    {"BE FI HR IS TR ", "T1 T2 T3 T4 ", TRANSLATION},
    {"CZ SK SE ", "T1 T2 T3 T4 T5 ", TRANSLATION},
    {"CN HR MX BY HK ", "U ", UTILITY},
    {"DE LV RU SM RS UA ", "U U1 ", UTILITY},
    {EASTERN SOUTHERN, "U U1 Y ", UTILITY},
    {"GR PT ", "U U1 Y Y1 ", UTILITY},
    {"US JP KR ", "W ", "international application"},
};

/* What a letter alone stands for where epodoc prints no more of the kind. */
static const struct kinds usual[] = {
    {"ATE ", "T ", "T1"}, /* with the prefix E */
    {"KR NO PL ", "B ", "B1"},
    {"CZ SK ", "B ", "B6"},
    {"DK CZ ES FI GR IS NO PL SE SK ", "T ", "T3"},
    {"DE HU ", "T ", "T2"},
    {"CY HR RS SI SM ", "T ", "T1"},
    {"EP ", "C ", "C0"},
    {"AT CZ RU ", "U ", "U1"},
    {"KR ", "Y ", "Y1"},
};

/* Kinds that only numbers without letters and of some widths have. */
static const struct {
    char country[3];
    const char *kinds; /* no row for one: any width */
    unsigned char least, most;
} widths[] = {
    {"US", "A1 A2 A9 P1 P4 ", 10, 10}, /* year and serial, since 2001 */
    {"US", "B1 B2 B8 B9 C1 C2 C3 F1 F2 ", 1, 8},
    {"US", "E E1 S S1 P2 P3 H ", 0, 0}, /* RE, D, PP, H stand in front */
    {"JP", "A ", 10, 10},               /* the same; H and S before 2000 */
    {"JP", "B1 B2 Y1 Y2 ", 1, 7},
};

static const struct kinds *row_of(const char country[2], const char *kind)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (is_listed(rows[i].country, country, 2) &&
            is_listed(rows[i].kinds, kind, strlen(kind)))
            return &rows[i];
    }
    return NULL;
}

static bool has_rows(const char country[2])
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (is_listed(rows[i].country, country, 2))
            return true;
    }
    return false;
}

static bool has_levels(const char country[2], char letter)
{
    for (char digit = '0'; digit <= '9'; digit++) {
        const char kind[] = {letter, digit, '\0'};

        if (row_of(country, kind))
            return true;
    }
    return false;
}

/* A8 of an office that has an A, or an A1. */
static bool is_correction(const char country[2], const char *kind)
{
    const char letter[] = {kind[0], '\0'};

    return (kind[1] == '8' || kind[1] == '9') &&
           !is_listed(exact, country, 2) &&
           (row_of(country, letter) || has_levels(country, kind[0]));
}

const char *kind_meaning(const char country[2], const char *kind)
{
    const struct kinds *row = kind[0] ? row_of(country, kind) : NULL;

    if (row)
        return row->meaning;
    return kind[0] && is_correction(country, kind) ? CORRECTION : NULL;
}

bool kind_has_width(const char country[2], const char *kind, size_t digits)
{
    for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
        if (strncmp(widths[i].country, country, 2) == 0 &&
            is_listed(widths[i].kinds, kind, strlen(kind)))
            return digits >= widths[i].least && digits <= widths[i].most;
    }
    return true;
}

/* Of an office without rows: what any other has. */
static bool is_some(const char *kind)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (is_listed(rows[i].kinds, kind, strlen(kind)) ||
            is_correction(rows[i].country, kind))
            return true;
    }
    return false;
}

enum kind_fit kind_fit(const char country[2], const char *kind)
{
    size_t len = strlen(kind);

    if (len < 1 || len > 2 || kind[0] < 'A' || kind[0] > 'Z' ||
        (len == 2 && (kind[1] < '0' || kind[1] > '9')))
        return KIND_NONE;
    if (kind_meaning(country, kind))
        return KIND_KNOWN;
    if (len == 1 && has_levels(country, kind[0]))
        return KIND_LEVELS;
    return !has_rows(country) && is_some(kind) ? KIND_UNKNOWN : KIND_NONE;
}

const char *kind_usual(const char *country, const char *letter)
{
    for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
        if (is_listed(usual[i].country, country, strlen(country)) &&
            is_listed(usual[i].kinds, letter, strlen(letter)))
            return usual[i].meaning;
    }
    return NULL;
}

void kind_list(const char country[2], char *ret_text, size_t size)
{
    size_t len = 0;

    ret_text[0] = '\0';
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (is_listed(rows[i].country, country, 2) && len < size)
            len += (size_t)snprintf(ret_text + len, size - len, "%s",
                                    rows[i].kinds);
    }
    if (len && len < size)
        ret_text[len - 1] = '\0';
}
