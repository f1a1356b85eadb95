/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What OPS is sent for a number, service by service, and numbers made of the
 * parts that OPS answers with.
 */
#include "number-fixture.h"

#include "ops/number_parse.h"

struct sent {
    const char *typed;
    const char *published; /* type/format/text, NULL: nothing to send */
    const char *legal;
    const char *fulltext;
    const char *registered;
};

static void check_sent(const struct number *n, enum number_service service,
                       const char *want)
{
    struct number_reference reference = {.text = "untouched"};
    int r = number_reference(n, service, &reference);
    char got[80];

    CHECK_INT(r, want ? 0 : -ENOENT);
    if (!want) {
        CHECK_STR(reference.text, "untouched");
        return;
    }
    if (r < 0)
        return;
    snprintf(got, sizeof(got), "%s/%s/%s", reference.type, reference.format,
             reference.text);
    CHECK_STR(got, want);
}

static void check_row(const struct sent *row)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    CHECK_INT(number_parse(slice_of(row->typed), &n, candidates), 0);
    check_sent(&n, NUMBER_FOR_PUBLISHED, row->published);
    check_sent(&n, NUMBER_FOR_FAMILY, row->legal);
    check_sent(&n, NUMBER_FOR_LEGAL, row->legal);
    check_sent(&n, NUMBER_FOR_FULLTEXT, row->fulltext);
    check_sent(&n, NUMBER_FOR_REGISTER, row->registered);
    CHECK_INT(number_has_fulltext(&n), row->fulltext != NULL);
    if (check_failed)
        printf("# for the spelling \"%s\"\n", row->typed);
}

#define ALIKE(text) (text), (text)
#define PUB "publication/"
#define APP "application/"

#define SENT(...)                                                              \
    do {                                                                       \
        static const struct sent rows[] = {__VA_ARGS__};                       \
        for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)              \
            check_row(&rows[i]);                                               \
    } while (0)

static void with_a_kind_docdb(void)
{
    SENT({"EP 2 814 089 B1", ALIKE(PUB "docdb/EP.2814089.B1"),
          PUB "docdb/EP.2814089.B1", PUB "epodoc/EP2814089"},
         {"EP2814089A1", ALIKE(PUB "docdb/EP.2814089.A1"),
          PUB "docdb/EP.2814089.A1", PUB "epodoc/EP2814089"},
         {"EP7054A1", ALIKE(PUB "docdb/EP.0007054.A1"),
          PUB "docdb/EP.0007054.A1", PUB "epodoc/EP0007054"},
         {"WO 2013/123456 A1", ALIKE(PUB "docdb/WO.2013123456.A1"),
          PUB "docdb/WO.2013123456.A1", PUB "epodoc/WO2013123456"},
         {"US 9,123,456 B2", ALIKE(PUB "docdb/US.9123456.B2"), NULL, NULL},
         {"US20130123456A1", ALIKE(PUB "docdb/US.2013123456.A1"), NULL, NULL},
         {"JP H08-179521 A", ALIKE(PUB "docdb/JP.H08179521.A"), NULL, NULL},
         {"KR 10-2213428 B1", ALIKE(PUB "docdb/KR.102213428.B1"), NULL, NULL},
         {"DE 10 2010 012 345 A1", ALIKE(PUB "docdb/DE.102010012345.A1"), NULL,
          NULL},
         {"CN 100520025 C", ALIKE(PUB "docdb/CN.100520025.C"), NULL, NULL},
         {"FR 2 862 000 B1", ALIKE(PUB "docdb/FR.2862000.B1"),
          PUB "docdb/FR.2862000.B1", NULL},
         {"AT232441T", ALIKE(PUB "docdb/AT.232441.T"), PUB "docdb/AT.232441.T",
          NULL});
}

static void without_a_kind_epodoc(void)
{
    SENT({"EP2814089", ALIKE(PUB "epodoc/EP2814089"), PUB "epodoc/EP2814089",
          PUB "epodoc/EP2814089"},
         {"WO2013/123456", ALIKE(PUB "epodoc/WO2013123456"),
          PUB "epodoc/WO2013123456", PUB "epodoc/WO2013123456"},
         {"9,123,456", ALIKE(PUB "epodoc/US9123456"), NULL, NULL},
         {"JP8-179521", ALIKE(PUB "epodoc/JPH08179521"), NULL, NULL},
         {"CA 2,744,162", ALIKE(PUB "epodoc/CA2744162"), PUB "epodoc/CA2744162",
          NULL});
}

static void old_wo_numbers_in_the_width_of_their_year(void)
{
    SENT({"WO 98/31467", ALIKE(PUB "epodoc/WO9831467"), PUB "epodoc/WO9831467",
          PUB "epodoc/WO9831467"},
         {"WO1998031467A1", ALIKE(PUB "docdb/WO.9831467.A1"),
          PUB "docdb/WO.9831467.A1", PUB "epodoc/WO9831467"},
         {"WO 00/00748 A1", ALIKE(PUB "docdb/WO.0000748.A1"),
          PUB "docdb/WO.0000748.A1", PUB "epodoc/WO0000748"},
         {"WO 02/051230 A2", ALIKE(PUB "docdb/WO.0251230.A2"),
          PUB "docdb/WO.0251230.A2", PUB "epodoc/WO0251230"},
         {"WO 02/051231 A2", ALIKE(PUB "docdb/WO.02051231.A2"),
          PUB "docdb/WO.02051231.A2", PUB "epodoc/WO02051231"},
         {"WO 02/054790 A2", ALIKE(PUB "docdb/WO.02054790.A2"),
          PUB "docdb/WO.02054790.A2", PUB "epodoc/WO02054790"},
         {"WO 03/107732 A1", ALIKE(PUB "docdb/WO.03107732.A1"),
          PUB "docdb/WO.03107732.A1", PUB "epodoc/WO03107732"},
         {"WO2004000001A1", ALIKE(PUB "docdb/WO.2004000001.A1"),
          PUB "docdb/WO.2004000001.A1", PUB "epodoc/WO2004000001"});
}

static void applications(void)
{
    SENT({"EP13717268.0", ALIKE(APP "docdb/EP.13717268.A"),
          APP "docdb/EP.13717268.A", APP "epodoc/EP13717268"},
         {"PCT/EP2004/008531", ALIKE(APP "docdb/EP.2004008531.W"),
          APP "docdb/EP.2004008531.W", APP "epodoc/WO2004EP08531"},
         {"PCT/GB02/04635", ALIKE(APP "docdb/GB.0204635.W"),
          APP "docdb/GB.0204635.W", APP "epodoc/WO2002GB04635"},
         {"PCT/US2008/086599", ALIKE(APP "docdb/US.2008086599.W"),
          APP "docdb/US.2008086599.W", APP "epodoc/WO2008US86599"},
         {"US 12/942,680 (2010)", ALIKE(APP "docdb/US.94268010.A"), NULL, NULL},
         {"US.201113167395.A", ALIKE(APP "docdb/US.201113167395.A"), NULL,
          NULL},
         {"US 12/942,680", NULL, NULL, NULL, NULL},
         {"DE 10 2010 012 345.8", ALIKE(APP "docdb/DE.102010012345.A"), NULL,
          NULL},
         {"CN202610690957.6", ALIKE(APP "docdb/CN.202610690957.A"), NULL, NULL},
         {"AU20130290010", ALIKE(APP "docdb/AU.2013290010.A"), NULL, NULL},
         {"CA20112744162", ALIKE(APP "docdb/CA.2744162.A"),
          APP "docdb/CA.2744162.A", NULL});
}

struct parts_row {
    const char *country, *number, *kind;
    const char *name; /* NULL: none */
};

static void check_parts(const struct parts_row *row)
{
    struct number n = {.country = "??"};
    char name[NUMBER_NAME];
    int r = number_from_docdb(slice_of(row->country), slice_of(row->number),
                              slice_of(row->kind), &n);

    CHECK_INT(r, row->name ? 0 : -ENOENT);
    if (r == 0)
        number_name(&n, name);
    else
        strcpy(name, "-");
    CHECK_STR(name, row->name ? row->name : "-");
    if (r == 0)
        t_number_canonical(&n, name);
}

static void numbers_of_answers(void)
{
    static const struct parts_row rows[] = {
        {"WO", "9831467", "A1", "WO1998031467A1"},
        {"WO", "02054790", "A2", "WO2002054790A2"},
        {"WO", "02054790", "", "WO2002054790"},
        {"WO", "09802618", "", "WO2009802618"},
        {"EP", "0007054", "A1", "EP0007054A1"},
        {"EP", "0666666", "A2", "EP0666666A2"},
        {"ep", "1", "a1", "EP0000001A1"},
        {"EP", "10167109", "A", "EP10167109.7"},
        {"EP", "10167109", "", NULL},
        {"GB", "0204635", "W", "PCT-GB2002-004635"},
        {"US", "14123456", "", "US14-123456-application"},
        {"US", "96495207", "A", "US20070964952-application"},
        {"US", "20685698", "A", "US19980206856-application"},
        {"CN", "200880123968", "A", "CN200880123968.6"},
        {"US", "14123456", "X", "US14-123456-application"},
        {"", "1", "A", NULL},
        {"E", "1", "A", NULL},
        {"EPO", "1", "A", NULL},
        {"EP", "", "A1", NULL},
        {"EP", "1000000", "1", NULL},
        {"EP", "1000000", "A11", NULL},
        {"EP", "1000000A", "1", NULL},
        {"EP", "1000000A", "", NULL},
        {"EP", "1 000", "A1", NULL},
        {"EP", "1000000", "A.", NULL},
        {"XP", "1000000", "A1", NULL},
        {"PL", "PL123", "A1", NULL},
        {"EP", "123456789012345678901234567890", "A1", NULL},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        check_parts(&rows[i]);
}

/* Document-ids of recorded answers: what is sent is what was answered. */
static void recorded_ids_are_sent_as_they_are(void)
{
    static const char *const ids[][3] = {
        {"AT", "232441", "T"},       {"AT", "E232441", "T1"},
        {"AU", "2025202342", "A1"},  {"CA", "2744162", "A1"},
        {"CA", "2300029", "C"},      {"CN", "101911042", "B"},
        {"CR", "20230594", "A"},     {"DE", "69905327", "D1"},
        {"DK", "3740998", "T3"},     {"EP", "2400812", "A1"},
        {"EP", "1000000", "B1"},     {"ES", "3039456", "T3"},
        {"GE", "P19970920", "B"},    {"GR", "1003250", "B"},
        {"GR", "990100128", "A"},    {"HR", "P20251003", "T1"},
        {"HU", "E058210", "T2"},     {"HU", "P2200418", "A1"},
        {"JP", "4961043", "B2"},     {"JP", "2011511970", "A"},
        {"KR", "102661554", "B1"},   {"KR", "20240049847", "A"},
        {"MX", "2023010452", "A"},   {"MY", "201231", "A"},
        {"NL", "1010536", "C2"},     {"PL", "442738", "A1"},
        {"PL", "131036", "U1"},      {"PL", "3398771", "T3"},
        {"PT", "3565724", "T"},      {"RS", "20220953", "A1"},
        {"TW", "200928818", "A"},    {"TW", "I452476", "B"},
        {"TW", "M651695", "U"},      {"US", "6093011", "A"},
        {"US", "9648662", "B2"},     {"US", "11984624", "B1"},
        {"US", "2012057518", "A1"},  {"US", "D1024600", "S"},
        {"WO", "2009085664", "A2"},  {"ZA", "202306645", "B"},
        {"EP", "99203729", "A"},     {"GB", "0204635", "W"},
        {"US", "20685698", "A"},     {"US", "2008086599", "W"},
        {"US", "201113167395", "A"}, {"CN", "200880123968", "A"},
    };

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        struct number_reference reference;
        char want[40];
        struct number n;

        snprintf(want, sizeof(want), "%s.%s.%s", ids[i][0], ids[i][1],
                 ids[i][2]);
        CHECK_INT(number_from_docdb(slice_of(ids[i][0]), slice_of(ids[i][1]),
                                    slice_of(ids[i][2]), &n),
                  0);
        CHECK_INT(number_reference(&n, NUMBER_FOR_LEGAL, &reference), 0);
        CHECK_STR(reference.text, want);
    }
}

/* OPS guide 3.1: whose claims and descriptions there are. */
static void offices_with_full_text(void)
{
    static const char with[] = "EP WO AT BE BG CA CH CY CZ DK EE ES FR GB GR "
                               "HR IE IT LT LU MC MD ME NO PL PT RO RS SE SK ";
    struct number n = {.number = "1000000"};
    size_t count = 0;

    for (char first = 'A'; first <= 'Z'; first++) {
        for (char second = 'A'; second <= 'Z'; second++) {
            char country[4] = {first, second, ' ', '\0'};

            memcpy(n.country, country, 2);
            CHECK_INT(number_has_fulltext(&n), strstr(with, country) != NULL);
            count += number_has_fulltext(&n);
        }
    }
    CHECK_INT(count, 30);
}

TEST_MAIN({"with a kind: docdb", with_a_kind_docdb},
          {"without a kind: epodoc", without_a_kind_epodoc},
          {"old WO numbers in the width of their year",
           old_wo_numbers_in_the_width_of_their_year},
          {"applications", applications},
          {"numbers of answers", numbers_of_answers},
          {"recorded ids are sent as they are",
           recorded_ids_are_sent_as_they_are},
          {"offices with full text", offices_with_full_text})
