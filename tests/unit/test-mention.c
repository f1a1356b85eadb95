/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/mention.h"

#include "check.h"

static const struct {
    const char *reference;
    const char *country, *number, *kind; /* of the id */
    bool same;
} rows[] = {
    {"EP.1000000.A1", "EP", "1000000", "A1", true},
    {"EP1000000A1", "EP", "1000000", "A1", true},
    {"EP1000000.A1", "", "EP1000000", "A1", true},
    {"EP1000000.A1", "", "EP1000000", "", true},
    {"EP1000000", "EP", "1000000", "B1", true},
    {"ep.1000000.a1", "EP", "1000000", "A1", true},
    {"EP.1000000.A1.20000517", "EP", "1000000", "A1", true},
    {"EP.1000000.A1", "EP", "1000000", "B1", false},
    {"EP1000000A1", "EP", "1000000", "B1", false},
    {"EP.1000000.A1", "EP", "1000001", "A1", false},
    {"EP.1000000.A1", "EP", "10000001", "A1", false},
    {"EP.1000000.A1", "WO", "1000000", "A1", false},
    {"EP.1000000.A*", "EP", "1000000", "A1", true},
    {"EP.1000000.A*", "EP", "1000000", "B1", false},
    {"EP.1000000.*", "EP", "1000000", "B1", true},
    /* leading zeros, and zeros within a number of a year */
    {"CA.02944968.A1", "CA", "2944968", "A1", true},
    {"CA2944968", "CA", "02944968", "A1", true},
    {"US.2006142694.A1", "US", "20060142694", "A1", true},
    {"US20060142694A1", "US", "2006142694", "A1", true},
    {"US.2006142694.A1", "US", "20060142695", "A1", false},
    {"WO1998031467A1", "WO", "9831467", "A1", true},
    {"WO1998031467A1", "WO", "9831468", "A1", false},
    /* kinds at the end of a number */
    {"AT.232441.T1", "", "AT232441T", "", true},
    {"AT232441T", "AT", "232441", "T1", true},
    {"AT232441T", "AT", "232442", "T1", false},
    {"EP3082535A1)", "EP", "3082535A1", "", true},
    {"CA.(2300029C)", "CA", "2300029C", "", true},
    /* filings */
    {"US.(08/921,321).A.19970829", "US", "08/921,321", "A", true},
    {"US.(08/921,321).A.19970829", "US", "08/921,322", "A", false},
    {"JP.(2006-147056).A.20060526", "JP", "2006-147056", "A", true},
    {"PCT/GB02/04635.20021011", "", "PCT/GB02/04635", "", true},
    {"PCT/GB02/04635.20021011", "", "PCT/GB02/04636", "", false},
    {"EP13844704.8", "EP", "13844704.8", "", true},
};

static void spellings(void)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct mention asked, got;

        mention_read(slice_of(rows[i].reference), &asked);
        mention_of_id(slice_of(rows[i].country), slice_of(rows[i].number),
                      slice_of(rows[i].kind), &got);
        if (mention_is(&asked, &got) != rows[i].same)
            printf("# %s and %s %s %s\n", rows[i].reference, rows[i].country,
                   rows[i].number, rows[i].kind);
        CHECK_INT(mention_is(&asked, &got), rows[i].same);
    }
}

static void unreadable(void)
{
    char longest[200];
    struct mention m;

    memset(longest, '7', sizeof(longest));
    mention_read((struct slice){longest, sizeof(longest)}, &m);
    CHECK_STR(m.number, "");
    mention_read(SLICE(""), &m);
    CHECK_STR(m.number, "");
    mention_read(SLICE("..()).("), &m);
    CHECK_STR(m.number, "");
    mention_of_id(SLICE(""), SLICE("\xc3\xa4"), SLICE("ABCDEFGHIJK"), &m);
    CHECK_STR(m.number, "");
    CHECK_STR(m.kind, "");
}

TEST_MAIN({"spellings of one document, and of two", spellings},
          {"what cannot be read", unreadable})
