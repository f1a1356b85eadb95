/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rules of single offices: widths, years, eras and kinds, as other
 * databases and older registers write them.
 */
#include "number-fixture.h"

static void ep(void)
{
    T_SPELT({"EP666666B1", "EP0666666B1"}, {"EP7054A1", "EP0007054A1"},
            {"EP00007054A1", "EP0007054A1"}, {"EP0 240 590B1", "EP0240590B1"},
            {"EP083612", "EP0083612"}, {"EP00169000A2", "EP0169000A2"},
            {"EP01296000A3", "EP1296000A3"});
}

static void wo(void)
{
    T_SPELT({"WO199816331A3", "WO1998016331A3"}, {"WO9912345", "WO1999012345"},
            {"WO0198623A1", "WO2001098623A1"},
            {"WO01098623A1", "WO2001098623A1"},
            {"WO200198623A1", "WO2001098623A1"}, {"WO03107732", "WO2003107732"},
            {"WOWO 99/39395", "WO1999039395"},
            {"WO_9959827_A1", "WO1999059827A1"},
            {"WO00402618A2", "WO2000402618A2"},
            {"WO09802618A2", "WO2009802618A2"});
    T_SPELT({"WO200946303", "WO2009046303"}, {"WO0000748", "WO2000000748"},
            {"WO002006095001A1", "WO2006095001A1"},
            {"WO99123456", "WO1999123456"}, {"WO 77/12345", NULL},
            {"WO 99/1234567", NULL}, {"WODM055039", NULL}, {"WO1A2", NULL});
}

static void us(void)
{
    T_SPELT({"US20010003540", "US2001003540"}, {"US200103540", "US2001003540"},
            {"US2002/0066904A1", "US2002066904A1"},
            {"US020170285092A1", "US2017285092A1"},
            {"US07318131B2", "US7318131B2"}, {"USD0558961", "USD558961"},
            {"US000000024087E", "USRE24087E"}, {"US0PP12009P2", "USPP12009P2"},
            {"USUS5650746A", "US5650746A"}, {"USDES374176S", "USD374176S"},
            {"US0RD15002E1", "USRD15002E1"}, {"USRE039998E1", "USRE39998E1"},
            {"USRE24087E", "USRE24087E"}, {"US T109,201", "UST109201"},
            {"US H001,523 H", "USH1523H"}, {"US AI00,002", "USAI2"},
            {"US00404004S", "USD404004S"}, {"US00000002B1", "US2B1"},
            {"US2013123456A1", "US2013123456A1"});
}

static void de(void)
{
    T_SPELT({"DE000121107A", "DE121107C"}, {"DE000001020931A", "DE1020931B"},
            {"DE000002363448A", "DE2363448A1"},
            {"DE000060018002T2", "DE60018002T2"},
            {"DE10001499.2", "DE10001499.2"}, {"DE801283B", "DE801283C"},
            {"DE999999B", "DE999999C"}, {"DE1000000A", "DE1000000B"},
            {"DE1000000B", "DE1000000B"}, {"DE1399999A", "DE1399999B"},
            {"DE1400000A", "DE1400000A1"}, {"DE1400000B", "DE1400000B2"},
            {"DE102004002000A", "DE102004002000A1"}, {"DE121107C", "DE121107C"},
            {"DE000001617764U", "DE1617764U"}, {"DEM 89 08 812", "DEM8908812"},
            {"DE000P0001770BAZ", NULL});
}

static void jp(void)
{
    T_SPELT({"JP8-179521", "JPH08179521"}, {"JP58002167U", "JPS582167U"},
            {"JP01153210A", "JPH01153210A"},
            {"JP00000S602468B2", "JPS602468B2"},
            {"JP002011251389A", "JP2011251389A"},
            {"JPHEI 3-53606", "JPH0353606"});
    T_SPELT({"JP05-142789", "JPH05142789"}, {"JP2000-347427", "JP2000347427"},
            {"JP2000-2770", "JP2000002770"}, {"JP04219000B2", "JP4219000B2"},
            {"JP12000001A", "JPH121A"},
            {"JP13000001A", "JP131A: JPS131A or JP2013000001A?"},
            {"JP08007001AA", "JPH087001A"}, {"JP1309841", "JP1309841"},
            {"JP2011251389A", "JP2011251389A"}, {"JPS58-2167U", "JPS582167U"},
            {"JPWO2005/123456 A1", "JPWO2005123456A1"}, {"JPX123456", NULL},
            {"JP08179521", "JPH08179521"});
}

static void others(void)
{
    T_SPELT({"AT000362828E", "AT362828T"},
            {"KR1020150124192A", "KR20150124192A"},
            {"KR2001-0024348", "KR20010024348"},
            {"AU200042655B2", "AU2000042655B2"},
            {"BR000PI0507004A", "BRPI0507004A"},
            {"IT000009015161U", "IT9015161U"},
            {"ITVR0020130124A", "ITVR20130124A"},
            {"GE00U200501210Y", "GEU20051210Y"}, {"ES1282550Y2", "ES1282550Y"},
            {"CA02467000A1", "CA2467000A1"}, {"EA12345", "EA012345"});
}

/* Each rule once more, at its edges. */
static void rules_at_their_edges(void)
{
    T_SPELT({"AR000000071041A1", "AR071041A1"}, {"AR4605", "AR004605"},
            {"EA200700123A1", "EA200700123A1"}, {"AU12345B2", "AU012345B2"},
            {"AU00784257B2", "AU784257B2"}, {"AU20001234B2", "AU20001234B2"},
            {"AU2003212220A1", "AU2003212220A1"},
            {"SE00523007C2", "SE523007C2"}, {"SE7700001A", "SE7700001L"},
            {"SE7700001A1", "SE7700001A1"}, {"ES2292305A1", "ES2292305A1"},
            {"AT362828T", "AT362828T"}, {"AT00009794U1", "AT9794U1"},
            {"GE00P200503700B", "GEP20053700B"},
            {"GEP19970920B", "GEP19970920B"},
            {"MX00PA05006297A", "MXPA05006297A"},
            {"ITVE0020080094A", "ITVE20080094A"}, {"IT01247849B", "IT1247849B"},
            {"KR102213428B1", "KR102213428B1"},
            {"KR20-2010-0001234U", "KR20100001234U"},
            {"GB01464631A", "GB1464631A"}, {"CN01847039A", "CN1847039A"},
            {"DD00283008B5", "DD283008B5"}, {"SU00205011A1", "SU205011A1"});
}

/* A zero that is the number's own stays: without it, it is another. */
static void zeros_in_front(void)
{
    T_SPELT(
        {"GB0312345D0", "GB0312345D0"},
        {"GB0312345A",
         "GB0312345A: application GB0312345-application or publication GB312345A?"},
        {"GB0312345", "GB0312345: application GB0312345-application or "
                      "publication GB312345?"},
        {"FR 06 54321", "FR0654321: application FR0654321-application or "
                        "publication FR654321?"},
        {"SE0301234D0", "SE0301234D0"}, {"SE0517654C2", "SE517654C2"},
        {"SE0301234", "SE0301234: application SE0301234-application or "
                      "publication SE301234?"},
        {"BR0304567A", "BR0304567A"}, {"HU0304567A2", "HU0304567A2"},
        {"HU0221234B1", "HU221234B1"}, {"EE05432B1", "EE05432B1"},
        {"ME00432B", "ME00432B"}, {"MK0012345A", "MK0012345A"});
}

static void check_digits_are_no_digits(void)
{
    T_SPELT(
        {"BR 10 2019 012345 7", "BR1020190123457: BR102019012345? The check "
                                "digit is wrong, it would be 1"},
        {"BR 10 2019 012345 1", "BR102019012345"},
        {"BR 10 2019 012345-1 A2", "BR102019012345A2"},
        {"BRPI0304567-6", "BRPI0304567"}, {"BRPI03045676", "BRPI0304567"},
        {"BR102019012345", "BR102019012345"}, {"SE 0912345-6", "SE0912345.6"},
        {"SE 12345678", "SE1234567.8"}, {"SE 8212345-6 L", "SE8212345L"},
        {"SE 02345678", "SE02345678: application SE0234567.8 or publication "
                        "SE2345678?"});
}

/* Six characters of which one is a letter, and others of one office. */
static void numbers_with_letters(void)
{
    T_SPELT({"SG10201601234XA", "SG10201601234XA"},
            {"SG-10201601234X-A", "SG10201601234XA"},
            {"SG10201601234X", "SG10201601234X"}, {"SG141234A1", "SG141234A1"},
            {"IN 1234/MUMNP/2009", "IN2009MN01234-application"},
            {"IN 1234/CHE/2009", "IN2009CH01234-application"},
            {"1234/MUMNP/2009",
             "1234MUMNP2009: application IN2009MN01234-application?"},
            {"IN2009MN01234A", "IN2009MN01234A"},
            {"MX/a/2017/004321", "MX2017004321-application"},
            {"MX PA/a/2004/004321", "MXPA04004321-application"},
            {"PA/a/2004/004321", "MXPA04004321-application"},
            {"IT MI2008A001234", "ITMI20081234"},
            {"IT 10 2017 000054321", "IT201700054321"});
}

static void japan_before_2000_by_western_years(void)
{
    T_SPELT({"JP1993-123456 A", "JPH05123456A"},
            {"JP1993123456", "JPH05123456"}, {"JP1985-012345A", "JPS6012345A"},
            {"JP1989-12345A", "JP198912345: JPS6412345A or JPH0112345A?"},
            {"JP2001-123456 A", "JP2001123456A"});
}

static void a_letter_alone_of_epodoc(void)
{
    T_SPELT({"DK2345678T", "DK2345678T3"}, {"JP4567890B", "JP4567890B2"},
            {"PL2345678T", "PL2345678T3"}, {"KR101987654B", "KR101987654B1"},
            {"EP2345678A", "EP2345678"}, {"EP2345678B", "EP2345678B1"},
            {"US2011045678A", "US2011045678A1"}, {"CA2345678A", "CA2345678A1"},
            {"ATE345678T", "ATE345678T1"}, {"AT345678T", "AT345678T"},
            {"HUE012345T", "HUE012345T2"}, {"WO2011045678A", "WO2011045678"});
}

/* One digit more or less than there can be. */
static void widths(void)
{
    T_SPELT({"US12345678901B2", NULL}, {"CN12345A", NULL},
            {"GB1234567890", NULL}, {"FR12345678", NULL}, {"BR12345", NULL},
            {"KR1234567", "KR1234567: KR101234567 or KR201234567?"},
            {"NZ123", NULL}, {"IL1234567A", NULL}, {"NO123456789", NULL},
            {"USD12345678S", NULL}, {"DE1234567890123", NULL});
}

/* Digits glued on, or left out, that would make it another. */
static void one_digit_more_or_less(void)
{
    T_SPELT({"GB 15123456", "GB15123456: application GB201512345.6?"},
            {"GB 0412345-6", "GB0412345.6"},
            {"DE 198765431", "DE198765431: application DE19876543.1?"},
            {"EP 13789012-5", "EP13789012.5"}, {"ZA 04/05678", "ZA200405678"},
            {"ZA 0405678 B", "ZA200405678B"}, {"ZA 9805678 B", "ZA9805678B"},
            {"FR 01 23456 A1", "FR0123456A1: application "
                               "FR0123456-application?"},
            {"OA 05678 A", "OA05678A"},
            {"KR 712345", "KR712345: KR100712345 or KR200712345?"},
            {"KR 10-2034567-0000", "KR102034567"},
            {"KR 10-2034567-0000 B1", "KR102034567B1"}, {"INT4567890", NULL},
            {"WO 55/123456", NULL}, {"EP2345678C", "EP2345678C0"});
}

/* Without its office, what has a prefix. */
static void prefixes_alone(void)
{
    T_SPELT({"D712345", "D712345: TWD712345 or USD712345?"},
            {"RE31,234", "RE31234: USRE31234?"},
            {"PI0304567-6", "PI03045676: BRPI0304567?"},
            {"M543210", "M543210: DEM543210 or TWM543210?"}, {"XQ123456", NULL},
            {"D12", NULL});
}

TEST_MAIN({"EP", ep}, {"WO", wo}, {"US", us}, {"DE", de}, {"JP", jp},
          {"other offices", others},
          {"rules at their edges", rules_at_their_edges},
          {"zeros in front", zeros_in_front},
          {"check digits are no digits", check_digits_are_no_digits},
          {"numbers with letters", numbers_with_letters},
          {"Japan before 2000 by western years",
           japan_before_2000_by_western_years},
          {"a letter alone of epodoc", a_letter_alone_of_epodoc},
          {"one digit more or less", one_digit_more_or_less},
          {"widths", widths}, {"prefixes alone", prefixes_alone})
