/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/written.h"

#include "base/str.h"
#include "check.h"
#include "ops/number_parse.h"

static const struct {
    const char *name, *written;
} publications[] = {
    {"EP2814089B1", "EP 2 814 089 B1"},
    {"EP2814089", "EP 2 814 089"},
    {"WO1998031467A1", "WO 98/31467 A1"},
    {"WO2002051230A1", "WO 02/51230 A1"},
    {"WO2002054790A2", "WO 02/054790 A2"},
    {"WO2003021714A1", "WO 03/021714 A1"},
    {"WO2013120001A1", "WO 2013/120001 A1"},
    {"US9123456B2", "US 9,123,456 B2"},
    {"US2013123456A1", "US 2013/0123456 A1"},
    {"USD558961S", "US D558,961 S"},
    {"USRE24087E", "US RE24,087 E"},
    {"DE102010012345A1", "DE 10 2010 012 345 A1"},
    {"DE60018002T2", "DE 600 18 002 T2"},
    {"DE2363448A1", "DE 23 63 448 A1"},
    {"DE1020931B", "DE 1 020 931 B"},
    {"FR2862000B1", "FR 2 862 000 B1"},
    {"GB2413271A", "GB 2 413 271 A"},
    {"JP2000182770A", "JP 2000-182770 A"},
    {"JPH08179521A", "JP H08-179521 A"},
    {"JP4219000B2", "JP 4219000 B2"},
    {"KR20150124192A", "KR 10-2015-0124192 A"},
    {"KR102213428B1", "KR 10-2213428 B1"},
    {"KR20150012345U", "KR 20-2015-0012345 U"},
    {"KR200123456Y1", "KR 20-0123456 Y1"},
    {"JP3000001U", "JP 3000001 U"},
    {"CN100520025C", "CN 100520025 C"},
    {"CA2744162A1", "CA 2,744,162 A1"},
    {"AT232441T", "AT 232 441 T"},
    {"SE1234567L", "SE 1234567 L"},
};

static void each_publication(void)
{
    for (size_t i = 0; i < sizeof(publications) / sizeof(*publications); i++) {
        char candidates[NUMBER_CANDIDATES];
        struct buf b = BUF_INIT(SIZE_MAX);
        struct number n, again;

        CHECK_INT(number_parse(slice_of(publications[i].name), &n, candidates),
                  0);
        written_publication(&n, &b);
        CHECK_STR(buf_text(&b), publications[i].written);
        /* What is written is read as the same one. */
        CHECK_INT(number_parse(slice_of(buf_text(&b)), &again, candidates), 0);
        CHECK_STR(again.number, n.number);
        buf_fini(&b);
    }
}

static const struct {
    const char *country, *number, *kind, *written;
} applications[] = {
    {"EP", "13717268", "A", "EP 13717268.0"},
    {"EP", "2013053001", "W", "PCT/EP2013/053001"},
    {"GB", "0204635", "W", "PCT/GB02/04635"},
    {"US", "201113167395", "A", "US 13/167,395"},
    {"DE", "102012001001", "A", "DE 10 2012 001 001"},
    {"CN", "202610690957", "A", "CN 202610690957.6"},
    {"FR", "0300001", "A", ""},
};

static void each_application(void)
{
    for (size_t i = 0; i < sizeof(applications) / sizeof(*applications); i++) {
        struct buf b = BUF_INIT(SIZE_MAX);
        struct number n;

        CHECK_INT(number_application(slice_of(applications[i].country),
                                     slice_of(applications[i].number),
                                     slice_of(applications[i].kind), &n),
                  0);
        written_application(&n, &b);
        CHECK_STR(buf_text(&b), applications[i].written);
        buf_fini(&b);
    }
}

TEST_MAIN({"each publication", each_publication},
          {"each application", each_application})
