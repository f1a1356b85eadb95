/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings of applications. None of their names can be taken for that of a
 * publication, and back.
 */
#include "number-fixture.h"

#include "ops/number_parse.h"

#define WRONG "? The check digit is wrong"

static void ep_with_its_check_digit(void)
{
    T_SPELT({"EP13717268.0", "EP13717268.0"}, {"13717268.0", "EP13717268.0"},
            {"10167109.7", "EP10167109.7"}, {"EP 10 167 109.7", "EP10167109.7"},
            {"EP 15150367.9", "EP15150367.9"},
            {"EP.10167109.A", "EP10167109.7"},
            {"EP20100167109", "EP10167109.7"},
            {"EP20020762866", "EP02762866.8"},
            {"EP19990203729", "EP99203729.1"},
            {"EP13717268 application", "EP13717268.0"}, {"EP2814089.1", NULL},
            {"EP2814089 application", "EP2814089: application EP02814089.5 or "
                                      "publication EP2814089?"},
            {"EP10167109.7B1", NULL});
}

/* Two examples that are printed with another digit than the rule has: the first
 * stands with a 7 in a recorded answer of OPS. */
static void a_wrong_check_digit_names_the_right_one(void)
{
    T_SPELT({"EP13717268.8", "EP13717268.8: application EP13717268.0" WRONG},
            {"13717268.8", "EP13717268.8: application EP13717268.0" WRONG},
            {"10167109.5", "EP10167109.5: application EP10167109.7" WRONG},
            {"CN202610690957.5",
             "CN202610690957.5: application CN202610690957.6" WRONG});
}

/* The numbers of answers of the EPO's forum (8238, 11914), of its decision
 * G 1/19, and of a recorded answer of OPS. */
static void check_digits_of_real_applications(void)
{
    static const char *const right[] = {"EP15150367.9", "EP99403122.7",
                                        "EP03793825.5", "EP10167109.7"};
    char typed[] = "EP00000000.0", candidates[NUMBER_CANDIDATES];
    struct number n;

    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        strcpy(typed, right[i]);
        for (char digit = '0'; digit <= '9'; digit++) {
            typed[11] = digit;
            CHECK_INT(number_parse(slice_of(typed), &n, candidates),
                      digit == right[i][11] ? 0 : -EINVAL);
        }
    }
}

static void international(void)
{
    T_SPELT({"WOPCT/EP02/07746", "PCT-EP2002-007746"},
            {"WOEP/2004/008531", "PCT-EP2004-008531"},
            {"PCT/US1999/9417", "PCT-US1999-009417"},
            {"WOPCT/WO9831467", "WO1998031467"},
            {"WOPCT-WO97/29690", "WO1997029690"},
            {"PCT/EP/2004/008531", "PCT-EP2004-008531"},
            {"WOPCT/EP/02/07746", "PCT-EP2002-007746"},
            {"PCT/GB02/04635", "PCT-GB2002-004635"},
            {"PCT/EP2004/008531", "PCT-EP2004-008531"},
            {"GB.0204635.W", "PCT-GB2002-004635"},
            {"EP.2004008531.W", "PCT-EP2004-008531"},
            {"WO2002GB04635", "PCT-GB2002-004635"},
            {"WO2004EP08531", "PCT-EP2004-008531"},
            {"WO2007IB51010", "PCT-IB2007-051010"},
            {"PCT/GB02/04635.20021011", "PCT-GB2002-004635"},
            {"pct/us86/01765", "PCT-US1986-001765"},
            {"PCT EP 2004 008531", "PCT-EP2004-008531"},
            {"PCT/EP2004/1234567", NULL}, {"PCT/XX2004/008531", NULL},
            {"PCT", NULL}, {"PCT/EP", NULL}, {"PCT/EP2004/008531A1", NULL},
            {"WOPCT", NULL}, {"PCT/EP1970/008531", NULL});
}

static void american(void)
{
    T_SPELT({"US.94268010.A", "US20100942680-application"},
            {"US 12/942,680 (2010)", "US20100942680-application"},
            {"12/942,680 (2010)", "US20100942680-application"},
            {"US20100942680", "US20100942680-application"},
            {"US.201113167395.A", "US201113167395-application"},
            {"US201113167395", "US201113167395-application"},
            {"US 13/167,395 (2011)", "US201113167395-application"},
            {"US.(08/921,321).A.19970829", "US19970921321-application"},
            {"US 12/942,680", "US12-942680-application"},
            {"12/942,680", "US12-942680-application"},
            {"US60/609868A", "US60-609868-application"},
            {"US13167395 application", "US13-167395-application"},
            {"US9123456 application", NULL}, {"US20010003540", "US2001003540"});
}

static void of_other_offices(void)
{
    T_SPELT({"DE 10 2010 012 345.8", "DE102010012345.8"},
            {"DE10001499.2", "DE10001499.2"}, {"GB 0204635.0", "GB0204635.0"},
            {"CN202610690957.6", "CN202610690957.6"}, {"US9123456.1", NULL},
            {"FR2862000.1", NULL}, {"WO2013123456.1", NULL},
            {"CN98123456.9", "CN98123456.9"},
            {"CN202610690957", "CN202610690957.6"},
            {"CA20112744162", "CA2744162-application"},
            {"AU20130290010", "AU2013290010-application"},
            {"CA 2744162 application", "CA2744162-application"},
            {"JP 2006-147056 Application", "JP2006147056-application"},
            {"KR 10-2015-0124192 application", "KR20150124192-application"},
            {"WO2013123456 application", NULL}, {"XX1-application", NULL},
            {"AT 967/1994", "AT19940000967-application"});
}

/* Of any office: the year, and seven digits. */
static void as_epodoc_has_them(void)
{
    T_SPELT({"GB20030012345", "GB0312345-application"},
            {"GB20190004321", "GB201904321-application"},
            {"FR20060054321", "FR0654321-application"},
            {"NL20011018765", "NL1018765-application"},
            {"SE20090012345", "SE0912345-application"},
            {"MD20060000123", "MD20060000123-application"},
            {"DK20302186T", "DK20302186T-application"},
            {"AT.02012345.T", "AT02012345T-application"},
            {"AT.99201234.T", "AT99201234T-application"},
            {"JP20060123456", "JP2006123456-application"},
            {"JP19930123456", "JP19930123456-application"},
            {"DE201310004321", "DE102013004321-application"},
            {"DE19961054321", "DE19654321-application"},
            {"US19980062345P", "US19980062345P-application"},
            {"US201361765432P", "US201361765432P-application"});
}

static void with_a_slash(void)
{
    T_SPELT({"CH 01234/06", "CH20060001234-application"},
            {"CH 1234/2006", "CH20060001234-application"},
            {"AT A 1234/96", "AT19960001234-application"},
            {"IT19732A/88", NULL}, {"CH 1234/200", NULL}, {"CH 0/2006", NULL});
}

static void american_series(void)
{
    T_SPELT({"US15234567", "US15-234567-application"},
            {"US13234567", "US13234567: application US13-234567-application or "
                           "publication US13234567B2?"},
            {"US11234567", "US11234567"},
            {"US62/345,678", "US62-345678-application"},
            {"US11234567A",
             "US11234567A: publication US11234567 or application "
             "US19670112345-application?"});
}

static void chinese_with_their_check_digit(void)
{
    T_SPELT({"ZL201210106458.6", "CN201210106458.6"},
            {"ZL 2012 1 0106458.6", "CN201210106458.6"},
            {"CN2012101064586", "CN201210106458.6"},
            {"CN 201210106458-6", "CN201210106458.6"},
            {"CN2012101064585",
             "CN2012101064585: application CN201210106458.6" WRONG},
            {"201210106458.6", "2012101064586: application CN201210106458.6?"},
            {"201210106458.5",
             "CN201210106458.5: application CN201210106458.6" WRONG},
            {"98101238.8", "981012388: application EP98101238.8 or application "
                           "CN98101238.8?"});
}

/* The words of a bibliography call a publication an application, too. */
static void called_an_application(void)
{
    T_SPELT({"UK Patent Application GB 2 398 765 A", "GB2398765A"},
            {"UK patent application 2398765", "GB2398765"},
            {"UK patent application 2312345",
             "GB2312345: application GB202312345-application or publication "
             "GB2312345?"},
            {"UK patent application 1412345", "GB201412345-application"},
            {"French patent application 2 812 345", "FR2812345"},
            {"French patent application FR 2 812 345 A1", "FR2812345A1"},
            {"French patent application 04 54321", "FR0454321-application"},
            {"FR 13/54321", "FR1354321-application"},
            {"FR 13 54321",
             "FR1354321: application FR1354321-application or publication "
             "FR1354321?"},
            {"Korean patent application KR 20140098765 A", "KR20140098765A"},
            {"Japanese patent application JP 2014-098765 A", "JP2014098765A"},
            {"Danish patent application PA 2011 00321",
             "DKPA201100321-application"},
            {"PA 2011 00321", "PA201100321: DKPA201100321?"});
}

/* The right that the digits in front name is not lost. */
static void of_utility_models(void)
{
    T_SPELT({"KR 20-2014-0004321", "KR20140004321U"},
            {"KR 20-2014-0004321 application", "KR20140004321U-application"},
            {"KR 10-2014-0004321 U", NULL},
            {"KR 30-2014-0004321", "KR20140004321S"},
            {"DE 20142001234U", "DE202014001234U-application"},
            {"AT GM 50021/2014", "AT20140050021U-application"},
            {"GM 50021/2014",
             "GM500212014: application AT20140050021U-application?"},
            {"DE G 91 23 456.7", "DE9123456U1"});
}

static void with_more_of_the_office(void)
{
    T_SPELT({"EP13717268.0-2210", "EP13717268.0"},
            {"DE P 42 34 567.8-35", "DE4234567.8"},
            {"DE1020110123459", "DE102011012345.9"},
            {"GB 54321/76", "GB7654321-application"},
            {"CL 1234-2011", "CL2011001234"},
            {"201947054321",
             "201947054321: application CN201947054321.3 or IN201947054321?"});
}

TEST_MAIN({"called an application", called_an_application},
          {"of utility models", of_utility_models},
          {"with more of the office", with_more_of_the_office},
          {"EP with its check digit", ep_with_its_check_digit},
          {"a wrong check digit names the right one",
           a_wrong_check_digit_names_the_right_one},
          {"check digits of real applications",
           check_digits_of_real_applications},
          {"international", international}, {"American", american},
          {"of other offices", of_other_offices},
          {"as epodoc has them", as_epodoc_has_them},
          {"with a slash", with_a_slash}, {"American series", american_series},
          {"Chinese with their check digit", chinese_with_their_check_digit})
