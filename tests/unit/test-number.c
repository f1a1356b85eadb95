/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings as people type and print them, and what each is. The rules of the
 * single offices are in test-number-offices.c.
 */
#include "number-fixture.h"

static void an_ep_publication(void)
{
    T_SPELT({"EP 2 814 089 B1", "EP2814089B1"}, {"EP2814089B1", "EP2814089B1"},
            {"EP.2814089.B1", "EP2814089B1"}, {"ep2814089-b1", "EP2814089B1"},
            {"EP 02814089 B1", "EP2814089B1"}, {"EP2814089", "EP2814089"},
            {"EP2814089A1", "EP2814089A1"}, {"ep2814089b1", "EP2814089B1"},
            {"EP-2814089-B1", "EP2814089B1"}, {"EP_2814089_B1", "EP2814089B1"},
            {"EP2814089.B1", "EP2814089B1"}, {"EP 2,814,089 B1", "EP2814089B1"},
            {"EP 2.814.089 B1", "EP2814089B1"}, {" EP2814089 ", "EP2814089"},
            {"EP1000000A1", "EP1000000A1"}, {"EP1000000.A1", "EP1000000A1"},
            {"EP.1000000.A1.20000503", "EP1000000A1"},
            {"EP1000000.20000503", "EP1000000"}, {"EP0007054", "EP0007054"},
            {"EP7054", "EP0007054"});
}

static void an_international_publication(void)
{
    T_SPELT({"WO2013/123456", "WO2013123456"},
            {"WO 2013/123456 A1", "WO2013123456A1"},
            {"WO.2013123456.A1", "WO2013123456A1"},
            {"WO2013123456", "WO2013123456"}, {"WO 98/31467", "WO1998031467"},
            {"WO 98/31467 A1", "WO1998031467A1"},
            {"WO.9831467.A1", "WO1998031467A1"}, {"WO9831467", "WO1998031467"},
            {"WO1998031467", "WO1998031467"}, {"WO 02/054790", "WO2002054790"},
            {"WO.02054790.A2", "WO2002054790A2"},
            {"WO02054790", "WO2002054790"}, {"WO2020081771", "WO2020081771"},
            {"wo 78/00001", "WO1978000001"}, {"WO2013-123456", "WO2013123456"},
            {"WO20130123456", "WO20130123456: WO2013123456?"});
}

static void an_american_publication(void)
{
    T_SPELT({"US 9,123,456 B2", "US9123456B2"},
            {"US.9123456.B2", "US9123456B2"}, {"US9123456", "US9123456"},
            {"US09123456", "US9123456"}, {"9,123,456", "US9123456"},
            {"9,123,456 B2", "US9123456B2"},
            {"US 2013/0123456 A1", "US2013123456A1"},
            {"US2013/0123456 A1", "US2013123456A1"},
            {"US20130123456A1", "US2013123456A1"},
            {"US.2013123456.A1", "US2013123456A1"},
            {"US2013123456", "US2013123456"},
            {"US.2012057518.A1", "US2012057518A1"},
            {"US D558,961 S", "USD558961S"}, {"US RE24,087 E", "USRE24087E"},
            {"US11984624B1", "US11984624B1"});
}

static void publications_of_other_offices(void)
{
    T_SPELT({"DE 10 2010 012 345 A1", "DE102010012345A1"},
            {"DE.102010012345.A1", "DE102010012345A1"},
            {"DE102010012345A1", "DE102010012345A1"},
            {"DE202007016308U1", "DE202007016308U1"},
            {"DE69905327D1", "DE69905327D1"},
            {"JP 2000-182770 A", "JP2000182770A"},
            {"JP.2000182770.A", "JP2000182770A"},
            {"JP2000182770", "JP2000182770"}, {"JPH08179521", "JPH08179521"},
            {"JPS582167U", "JPS582167U"}, {"JP 4219000 B2", "JP4219000B2"},
            {"JP.4219000.B2", "JP4219000B2"}, {"JP4219000B2", "JP4219000B2"},
            {"JP3000014B", "JP3000014B2"}, {"JP8-179521", "JPH08179521"},
            {"JP H08-179521 A", "JPH08179521A"},
            {"CN 100520025 C", "CN100520025C"},
            {"CN.100520025.C", "CN100520025C"},
            {"CN 122461492 A", "CN122461492A"}, {"CN122461492", "CN122461492"},
            {"KR 10-2015-0124192 A", "KR20150124192A"},
            {"KR 10-2015-0124192", "KR20150124192"},
            {"KR.20150124192.A", "KR20150124192A"},
            {"KR 10-2213428 B1", "KR102213428B1"},
            {"KR.102213428.B1", "KR102213428B1"},
            {"KR102213428B", "KR102213428B1"});
    T_SPELT({"FR 2 862 000 B1", "FR2862000B1"}, {"FR2862000", "FR2862000"},
            {"GB 2 413 271 A", "GB2413271A"}, {"GB.2413271.A", "GB2413271A"},
            {"CA 2,744,162 A1", "CA2744162A1"},
            {"CA.2744162.A1", "CA2744162A1"},
            {"AU 2013290010 A1", "AU2013290010A1"},
            {"AU.2013290010.A1", "AU2013290010A1"},
            {"AT 232441 T", "AT232441T"}, {"AT.232441.T", "AT232441T"},
            {"AT232441T", "AT232441T"}, {"AT232441", "AT232441"},
            {"ATE232441T1", "ATE232441T1"}, {"DK3740998T", "DK3740998T3"},
            {"DK3740998T3", "DK3740998T3"}, {"NL1010536C", "NL1010536C2"},
            {"TWI452476B", "TWI452476B"}, {"HUE058210T2", "HUE058210T2"},
            {"MX2023010452A", "MX2023010452A"},
            {"IN2012DN02965A", "IN2012DN02965A"},
            {"GR990100128A", "GR990100128A"});
}

static void what_is_ambiguous_names_the_candidates(void)
{
    T_SPELT({"EP10167109",
             "EP10167109: application EP10167109.7 or publication EP0167109?"},
            {"EP02814089",
             "EP02814089: application EP02814089.5 or publication EP2814089?"},
            {"WO09802618", "WO09802618: WO2009802618 or WO1998002618?"},
            {"WO00112345", "WO00112345: WO2000112345 or WO2001012345?"},
            {"9123456", "9123456: EP9123456 or US9123456 or JP9123456?"},
            {"2814089 B1",
             "2814089B1: EP2814089B1 or US2814089B1 or JP2814089B1?"},
            {"10167109", "10167109: application EP10167109.7 or US10167109?"},
            {"2013/123456",
             "2013123456: WO2013123456 or US2013123456 or JP2013123456?"},
            {"10-2015-0124192", "1020150124192: KR20150124192?"},
            {"102010012345", "102010012345: DE102010012345?"},
            {"12345", "12345: EP0012345 or US12345?"});
    /* Just one reading is left. */
    T_SPELT({"WO 09/802618", "WO2009802618"}, {"WO00098623", "WO2000098623"},
            {"WO03107732", "WO2003107732"},
            {"EP10167109 application", "EP10167109.7"});
}

static void what_is_no_number(void)
{
    T_SPELT(
        {"", NULL}, {" ", NULL}, {".", NULL}, {"..", NULL}, {"EP", NULL},
        {"EPB1", NULL}, {"{EP2814089}", NULL}, {".EP2814089.swp", NULL},
        {"EP2814089~", NULL}, {"EP2814089.xml", NULL},
        {"EP2814089.", "EP2814089"}, {"-EP2814089", NULL},
        {"EP2814089B12", NULL}, {"EP*", NULL}, {"EP.2814089.*", NULL},
        {"QX2814089", NULL}, {"desktop.ini", NULL}, {"CVS", NULL},
        {"4913", NULL}, {"12345678901234", NULL}, {"EP0000000", NULL},
        {"EP123456789", NULL}, {"EPH08179521", NULL}, {"EP2814089\n", NULL},
        {"EP\x01"
         "2814089",
         NULL},
        {"EP2814089\xff", NULL}, {"\xc3\x84P2814089", NULL},
        {"EP2814089 B1 A1",
         "EP2814089 B1 A1: EP2814089B1 or EP2814089A1? One number at a time"},
        {"WO12345", NULL}, {"WO1903123456", NULL}, {"application", NULL},
        {"EP application", NULL},
        {"EP2814089,EP2814090",
         "EP2814089,EP2814090: EP2814089 or EP2814090? One number at a time"},
        {"USXY123", NULL}, {"IT19732A/88", NULL},
        {"EP123456789012345678901", NULL},
        {"DE1234567890123456789012345678901234567890123456", NULL},
        {"PLPLPL", NULL}, {"PL0PL123", NULL});
}

static void typeset_text_that_is_pasted(void)
{
    T_SPELT({"EP\xc2\xa0"
             "2\xe2\x80\xaf"
             "814\xe2\x80\x89"
             "089\xc2\xa0"
             "B1",
             "EP2814089B1"},
            {"JP H08\xe2\x80\x93"
             "179521 A",
             "JPH08179521A"},
            {"KR 10\xe2\x80\x91"
             "2213428 B1",
             "KR102213428B1"},
            {"WO 98\xe2\x81\x84"
             "31467",
             "WO1998031467"});
}

static void a_nul_is_refused(void)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    CHECK_INT(t_number_parse("EP1000000\0", 10, &n, candidates), -ENOENT);
    CHECK_INT(t_number_parse("\0", 1, &n, candidates), -ENOENT);
    CHECK_STR(candidates, "");
}

TEST_MAIN({"an EP publication", an_ep_publication},
          {"an international publication", an_international_publication},
          {"an American publication", an_american_publication},
          {"publications of other offices", publications_of_other_offices},
          {"what is ambiguous names the candidates",
           what_is_ambiguous_names_the_candidates},
          {"what is no number", what_is_no_number},
          {"typeset text that is pasted", typeset_text_that_is_pasted},
          {"a NUL is refused", a_nul_is_refused})
