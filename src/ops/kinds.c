/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sources: WIPO Standard ST.16 and the handbook's part 7.3 (Examples and kinds
 * of patent documents), the EPO's list of kind codes in DOCDB, and recorded
 * answers of OPS. An office marked as whole has no others.
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

/* Offices of which all kinds are in the table. */
static const char whole[] = "EP WO US JP CN KR ";

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
#define CORRECTED_APPLICATION "corrected application"
#define TRANSLATION "translation of a European patent"
#define TRANSLATED_CLAIMS "translated claims of a European application"
#define CERTIFICATE "supplementary protection certificate"
#define FILED "application filed, not laid open"

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
    {"US ", "W ", "international application"},
    {"JP ", "A ", UNEXAMINED},
    {"JP ", "A1 ", "republished international application"},
    {"JP ", "A5 A6 ", "amendment of an unexamined application"},
    {"JP ", "B1 ", "patent or examined application, first publication"},
    {"JP ", "B2 ", "patent or examined application, second publication"},
    {"JP ", "B4 B6 ", "amendment of an examined application"},
    {"JP ", "B9 ", CORRECTED},
    {"JP ", "C C1 C2 ", "patent register entry"},
    {"JP ", "H H1 I4 I5 I6 Z1 Z2 Z3 ", "correction"},
    {"JP ", "S ", DESIGN},
    {"JP ", "U ", "unexamined utility model, or registered one"},
    {"JP ", "U1 U6 U7 Z ", "utility model, amendment"},
    {"JP ", "Y1 ", "examined utility model, first publication"},
    {"JP ", "Y2 ", "examined utility model, second publication"},
    {"JP ", "W ", "international application"},
    {"CN ", "A ", LAID_OPEN},
    {"CN ", "A8 A9 ", CORRECTED_APPLICATION},
    {"CN ", "B ", PATENT},
    {"CN ", "B1 B2 B3 B4 B5 B6 B7 ", "patent partly invalidated"},
    {"CN ", "B8 B9 ", CORRECTED},
    {"CN ", "C ", "patent until 2010"},
    {"CN ", "C1 C2 C3 C4 C5 C6 C7 C8 C9 ", "patent, corrected or limited"},
    {"CN ", "D ", DESIGN},
    {"CN ", "S S1 S2 S3 S4 S5 S6 S7 S8 S9 ", DESIGN},
    {"CN ", "U ", UTILITY},
    {"CN ", "U1 U2 U3 U4 U5 U6 U7 U8 U9 ", "utility model, corrected"},
    {"CN ", "Y ", "utility model until 2010"},
    {"CN ", "Y1 Y2 Y3 Y4 Y5 Y6 Y7 Y8 Y9 ", "utility model, corrected"},
    {"KR ", "A ", LAID_OPEN},
    {"KR ", "A1 A2 A3 A4 A8 A9 ", "application, other publication"},
    {"KR ", "B1 ", PATENT},
    {"KR ", "B2 B3 B4 B8 B9 ", "patent, other publication"},
    {"KR ", "U ", UTILITY_LAID_OPEN},
    {"KR ", "U1 U2 U3 Y1 Y2 ", UTILITY},
    {"KR ", "S S1 ", DESIGN},
    {"KR ", "W ", "international application"},
    {"DE ", "A1 ", LAID_OPEN},
    {"DE ", "A ", "application until 1967"},
    {"DE ", "A5 ", "international application in German"},
    {"DE ", "A8 A9 ", CORRECTED_APPLICATION},
    {"DE ", "B ", "examined application until 1967"},
    {"DE ", "B1 ", "examined application, first publication"},
    {"DE ", "B2 ", "examined application, second publication"},
    {"DE ", "B3 ", "patent, first publication"},
    {"DE ", "B4 ", "patent, second publication"},
    {"DE ", "B8 B9 ", CORRECTED},
    {"DE ", "C ", "patent until 1957"},
    {"DE ", "C1 C2 C3 C4 ", PATENT},
    {"DE ", "C5 ", LIMITED},
    {"DE ", "C8 C9 ", CORRECTED},
    {"DE ", "D1 D2 ", "European patent granted for Germany"},
    {"DE ", "I1 I2 ", CERTIFICATE},
    {"DE ", "T ", "application of a translated European patent"},
    {"DE ", "T0 ", TRANSLATED_CLAIMS},
    {"DE ", "T1 T2 T3 T4 T5 T8 T9 ", "translation"},
    {"DE ", "U U1 U8 U9 ", UTILITY},
    {"GB ", "A ", "application, or patent until 1978"},
    {"GB ", "A8 A9 ", CORRECTED_APPLICATION},
    {"GB ", "B ", PATENT},
    {"GB ", "B8 B9 C C2 ", CORRECTED},
    {"GB ", "D0 ", FILED},
    {"FR ", "A A5 E F M ", "patent of the older law"},
    {"FR ", "A1 A2 A3 A4 A6 A7 ", LAID_OPEN},
    {"FR ", "A8 A9 B8 B9 C9 ", CORRECTED},
    {"FR ", "B1 B2 B3 B4 B5 B6 C1 C2 ", PATENT},
    {"FR ", "D0 ", FILED},
    {"FR ", "I1 I2 ", CERTIFICATE},
    {"AT ", "A ", "application announced"},
    {"AT ", "A1 A2 A3 ", LAID_OPEN},
    {"AT ", "A5 A8 A9 ", CORRECTED_APPLICATION},
    {"AT ", "B B1 B2 B8 B9 ", PATENT},
    {"AT ", "T T1 T2 T8 T9 ", TRANSLATION},
    {"AT ", "U1 U2 U3 U8 U9 ", UTILITY},
    {"AU ", "A ", "application of the older law"},
    {"AU ", "A0 D0 ", "provisional application"},
    {"AU ", "A1 A2 A3 ", LAID_OPEN},
    {"AU ", "A4 B4 ", "innovation patent"},
    {"AU ", "A5 A6 A8 A9 ", CORRECTED_APPLICATION},
    {"AU ", "B B1 B2 B3 ", PATENT},
    {"AU ", "C C1 C4 B8 B9 ", CORRECTED},
    {"BE ", "A A1 A2 A3 A4 A5 A6 A7 B B1 B2 ", PATENT},
    {"BE ", "T1 T2 T3 T4 ", TRANSLATION},
    {"BR ", "A A2 A8 A9 ", LAID_OPEN},
    {"BR ", "B1 B8 C1 C8 ", PATENT},
    {"BR ", "E2 F1 ", "certificate of addition"},
    {"BR ", "U U2 U8 Y1 Y8 ", UTILITY},
    {"CA ", "A ", "patent until 1989"},
    {"CA ", "A1 A2 ", LAID_OPEN},
    {"CA ", "B1 B2 C C1 E ", PATENT},
    {"CA ", "S ", DESIGN},
    {"CH ", "A A1 A2 A3 A4 A5 A8 A9 ", "patent, or application laid open"},
    {"CH ", "B1 B3 B5 B8 B9 C1 C2 ", PATENT},
    {"CS ", "A1 A2 A3 B1 B2 B3 B4 ", "patent or author's certificate"},
    {"CZ ", "A3 ", LAID_OPEN},
    {"CZ ", "B6 ", PATENT},
    {"CZ ", "U1 ", UTILITY},
    {"CZ SK ", "T3 ", TRANSLATION},
    {"DD ", "A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B3 B5 ", "economic patent"},
    {"DK ", "A A1 D0 L ", LAID_OPEN},
    {"DK ", "B B1 B2 B3 C ", PATENT},
    {"DK ", "T1 T2 ", TRANSLATED_CLAIMS},
    {"DK ", "T ", "application of a translated European patent"},
    {"DK ", "T3 T4 T5 T8 T9 ", TRANSLATION},
    {"DK ", "U1 U3 U4 Y3 Y4 Y5 Y6 ", UTILITY},
    {"EA ", "A1 A2 A3 A8 A9 ", LAID_OPEN},
    {"EA ", "B1 B2 B3 B8 B9 ", PATENT},
    {"ES ", "A1 A2 A3 A6 ", "patent, or application laid open"},
    {"ES ", "B1 B2 B8 B9 ", PATENT},
    {"ES ", "D0 ", FILED},
    {"ES ", "R1 ", "search report"},
    {"ES ", "T1 T2 T3 T4 T5 ", TRANSLATION},
    {"ES ", "U U1 Y Y1 Y3 ", UTILITY},
    {"FI ", "A A0 A1 A7 L ", LAID_OPEN},
    {"FI ", "B B1 B2 C ", PATENT},
    {"FI ", "T1 T2 T3 T4 ", TRANSLATION},
    {"FI ", "U0 U1 Y1 ", UTILITY},
    {"GR ", "A A1 A2 B B1 B2 ", "patent, or application laid open"},
    {"GR ", "T1 T2 T3 ", TRANSLATION},
    {"HR ", "A1 A2 B1 ", "patent, or application laid open"},
    {"HR ", "T1 T2 T3 T4 T8 ", TRANSLATION},
    {"HU ", "A A1 A2 A3 D0 ", LAID_OPEN},
    {"HU ", "B B1 ", PATENT},
    {"HU ", "T1 T2 T4 T7 T8 ", TRANSLATION},
    {"HU ", "U U0 U1 V0 ", UTILITY},
    {"IL ", "A A0 A1 A2 B B1 B2 D0 ", "patent, or application laid open"},
    {"IN ", "A A1 B ", "patent, or application laid open"},
    {"IT ", "A A0 A1 B B1 D0 ", "patent, or application laid open"},
    {"IT ", "U U1 V0 Y1 Z2 ", UTILITY},
    {"MX ", "A B ", "patent, or application laid open"},
    {"MX ", "U ", UTILITY},
    {"NL ", "A A1 B B1 B2 C C1 C2 ", "patent, or application laid open"},
    {"NL ", "I1 I2 ", CERTIFICATE},
    {"NO ", "A A1 L ", LAID_OPEN},
    {"NO ", "B B1 B2 B3 B4 C ", PATENT},
    {"NO ", "D0 ", FILED},
    {"NO ", "T1 T3 ", TRANSLATION},
    {"PL ", "A1 A3 ", LAID_OPEN},
    {"PL ", "B1 B2 B3 B4 ", PATENT},
    {"PL ", "T3 T4 T5 ", TRANSLATION},
    {"PL ", "U U1 U3 Y1 Y3 ", UTILITY},
    {"PT ", "A A1 B ", "patent, or application laid open"},
    {"PT ", "E T ", TRANSLATION},
    {"PT ", "U Y ", UTILITY},
    {"RU ", "A A3 ", LAID_OPEN},
    {"RU ", "C1 C2 C3 C9 ", PATENT},
    {"RU ", "U1 U8 U9 ", UTILITY},
    {"SE ", "A0 A1 D0 L ", LAID_OPEN},
    {"SE ", "B C C1 C2 C3 ", PATENT},
    {"SE ", "E5 ", CORRECTED},
    {"SE ", "T1 T2 T3 T5 T8 ", TRANSLATION},
    {"SG ", "A A1 B ", "patent, or application laid open"},
    {"SI ", "A B ", PATENT},
    {"SI SM RS ", "T1 ", TRANSLATION},
    {"SU ", "A1 A2 A3 A4 ", "author's certificate or patent"},
    {"TW ", "A ", LAID_OPEN},
    {"TW ", "B ", PATENT},
    {"TW ", "S ", DESIGN},
    {"TW ", "U Y ", UTILITY},
    {"UA ", "A C2 ", PATENT},
    {"UA ", "U ", UTILITY},
    {"ZA ", "A B ", PATENT},
};

/* What a letter alone stands for where epodoc prints no more of the kind. */
static const struct kinds usual[] = {
    {"ATE ", "T ", "T1"}, /* with the prefix E */
    {"KR NO PL ", "B ", "B1"},
    {"CZ SK ", "B ", "B6"},
    {"DK CZ ES FI GR IS NO PL SE SK ", "T ", "T3"},
    {"DE HU ", "T ", "T2"},
    {"CY HR RS SI SM ", "T ", "T1"},
    {"AT CZ RU ", "U ", "U1"},
    {"KR ", "Y ", "Y1"},
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

const char *kind_meaning(const char country[2], const char *kind)
{
    const struct kinds *row = kind[0] ? row_of(country, kind) : NULL;

    return row ? row->meaning : NULL;
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

enum kind_fit kind_fit(const char country[2], const char *kind)
{
    size_t len = strlen(kind);

    if (len < 1 || len > 2 || kind[0] < 'A' || kind[0] > 'Z' ||
        (len == 2 && (kind[1] < '0' || kind[1] > '9')))
        return KIND_NONE;
    if (row_of(country, kind))
        return KIND_KNOWN;
    if (len == 1 && has_levels(country, kind[0]))
        return KIND_LEVELS;
    return is_listed(whole, country, 2) ? KIND_NONE : KIND_UNKNOWN;
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
