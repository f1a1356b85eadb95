/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Spellings, shape by shape: what is sent for one, or NULL where it is not one.
 */
#include "ops/reference.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <stdlib.h>

struct row {
    const char *name;
    const char *text; /* NULL: refused */
};

static int read_exact(enum shape shape, const char *name, size_t len,
                      char *ret_text, size_t *ret_len)
{
    char *copy = malloc(len ? len : 1);
    int r;

    if (len)
        memcpy(copy, name, len);
    r = reference_read(shape, (struct slice){copy, len}, ret_text, ret_len);
    free(copy);
    return r;
}

static void check_row(enum shape shape, const struct row *row)
{
    char text[REFERENCE_MAX + 1] = "untouched";
    size_t len = 4711;
    int r = read_exact(shape, row->name, strlen(row->name), text, &len);

    CHECK_INT(r, row->text ? 0 : -ENOENT);
    CHECK_STR(text, row->text ? row->text : "untouched");
    CHECK_INT(len, row->text ? strlen(row->text) : 4711);
    if (check_failed)
        printf("# for the name \"%s\"\n", row->name);
}

static void check_rows(enum shape shape, const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(shape, &rows[i]);
}

#define ROWS(shape, ...)                                                       \
    do {                                                                       \
        static const struct row rows[] = {__VA_ARGS__};                        \
        check_rows((shape), rows, sizeof(rows) / sizeof(*rows));               \
    } while (0)

#define TEN "1234567890"

static void epodoc(void)
{
    ROWS(SHAPE_EPODOC, {"EP1000000", "EP1000000"}, {"ep1000000", "EP1000000"},
         {"Ep1000000", "EP1000000"}, {"EP1000000.A1", "EP1000000.A1"},
         {"ep1000000.a1", "EP1000000.A1"}, {"EP1000000.A", "EP1000000.A"},
         {"JP3000014B", "JP3000014B"}, {"AT232441T", "AT232441T"},
         {"USD558961", "USD558961"}, {"WO2002GB04635", "WO2002GB04635"},
         {"JPH08179521", "JPH08179521"},
         {"EP1000000.20000503", "EP1000000.20000503"},
         {"EP1000000.A1.20000503", "EP1000000.A1.20000503"},
         {"WO2013120001", "WO2013120001"}, {"EP" TEN TEN, "EP" TEN TEN},
         {"EP1", "EP1"});
    ROWS(SHAPE_EPODOC, {"", NULL}, {"E", NULL}, {"EP", NULL}, {"EP.", NULL},
         {"1000000", NULL}, {"E1000000", NULL}, {"EP.1000000.A1", NULL},
         {"EP1000000.", NULL}, {"EP1000000..", NULL}, {"EP1000000.A1.", NULL},
         {"EP1000000..A1", NULL}, {"EP1000000.A1.A1", NULL},
         {"EP1000000.A12", NULL}, {"EP1000000.AB1", NULL},
         {"EP1000000.1", NULL}, {"EP1000000.2000050", NULL},
         {"EP1000000.200005031", NULL}, {"EP1000000.20000503.A1", NULL},
         {"EP1000000.*", NULL}, {"EP1000000.A*", NULL}, {"EP1000000 ", NULL},
         {" EP1000000", NULL}, {"EP 1000000", NULL},
         {"EP1000000,EP1000001", NULL}, {"EP1,000,000", NULL},
         {"EP1000000%2FA", NULL}, {"EP1000000/A", NULL}, {"EPABC", NULL},
         {"EP" TEN TEN "1", NULL}, {"EP1000000?", NULL}, {"EP1000000#", NULL},
         {"EP1000000%", NULL}, {"EP-1000000", NULL}, {"(EP1000000)", NULL},
         {"{EP2814089}", NULL}, {"EP1000000.xml", NULL},
         {"\xc3\x84P1000000", NULL});
}

static void docdb(void)
{
    ROWS(SHAPE_DOCDB, {"EP.1000000.A1", "EP.1000000.A1"},
         {"ep.1000000.a1", "EP.1000000.A1"}, {"EP1000000A1", "EP1000000A1"},
         {"EP1000000.A1", "EP1000000.A1"}, {"EP.1000000", "EP.1000000"},
         {"EP.1000000.*", "EP.1000000.*"}, {"EP.1000000.A*", "EP.1000000.A*"},
         {"EP.1000000.A", "EP.1000000.A"},
         {"EP.1000000.A1.20000503", "EP.1000000.A1.20000503"},
         {"EP.1000000.*.20000503", "EP.1000000.*.20000503"},
         {"EP.1000000.20000503", "EP.1000000.20000503"},
         {"GB.0204635.W", "GB.0204635.W"}, {"US.D558961.S1", "US.D558961.S1"},
         {"MD.20050130.A.20050130", "MD.20050130.A.20050130"},
         {"JP.2006147056.A.20060526", "JP.2006147056.A.20060526"},
         {"CN.104100001.U", "CN.104100001.U"});
    ROWS(SHAPE_DOCDB, {"", NULL}, {".", NULL}, {"EP", NULL}, {"EP.", NULL},
         {"EP..1000000.A1", NULL}, {"EP.1000000.", NULL},
         {"EP.1000000..A1", NULL}, {"EP.1000000.A1.", NULL},
         {"EP.1000000.**", NULL}, {"EP.1000000.*A", NULL},
         {"EP.1000000.A1*", NULL}, {"EP.1000000.A11", NULL},
         {"EP.1000000.AB1", NULL}, {"EP.1000000.AB*", NULL},
         {"*.1000000.A1", NULL}, {"EP.*.A1", NULL}, {"EP.10*.A1", NULL},
         {"EP.1000000.1A", NULL}, {".EP.1000000.A1", NULL},
         {"1000000.A1", NULL}, {"EP.1000000.A1/", NULL}, {"EP%2F1000000", NULL},
         {"EP.1000000.A1%2F", NULL}, {"EP.1000000.A1 ", NULL},
         {"EP.1000000.A1,EP.1000001.A1", NULL}, {"EP.(1000000).A1", NULL},
         {"{EP.2814089.B1}", NULL}, {"EP.ABC.A1", NULL},
         {"EP.1000000.A1.2000-05-03", NULL},
         {"EP.1000000.A1.20000503.20000503", NULL});
}

static void original(void)
{
    ROWS(SHAPE_ORIGINAL,
         {"US.(08%2F921,321).A.19970829", "US.(08/921,321).A.19970829"},
         {"US.(08%2f921,321).A.19970829", "US.(08/921,321).A.19970829"},
         {"US.(08/921,321).A.19970829", "US.(08/921,321).A.19970829"},
         {"PCT%2FGB02%2F04635.20021011", "PCT/GB02/04635.20021011"},
         {"JP.(2006-147056).A.20060526", "JP.(2006-147056).A.20060526"},
         {"EP.(13844704)", "EP.(13844704)"}, {"US14123456", "US14123456"},
         {"WO.(2018148832A1)", "WO.(2018148832A1)"},
         {"CA.(2300029C)", "CA.(2300029C)"}, {"us14123456", "us14123456"},
         {"1", "1"}, {"a-1", "a-1"}, {"(1)x", NULL}, {"x(1)", "x(1)"},
         {"x(1,2)(3)", "x(1,2)(3)"}, {"10-2006-7008459", "10-2006-7008459"});
    ROWS(SHAPE_ORIGINAL, {"", NULL}, {"US", NULL}, {"PCT%2F%2FGB02", NULL},
         {"US..1", NULL}, {"..%2F1", NULL}, {"1%2F..", NULL},
         {"1%2F..%2F2", NULL}, {"1%2F.%2F2", NULL}, {"1%2F", NULL},
         {"%2F1", NULL}, {"1.", NULL}, {"1-", NULL}, {"1,2", NULL},
         {"US.08/921,321", NULL}, {"US.(08/921,321", NULL},
         {"US.08/921)", NULL}, {"US.((08/921))", NULL},
         {"US.(08/921)),1", NULL}, {"(08/921,321)", NULL}, {"US.(,1)", NULL},
         {"US.(/1)", NULL}, {"US.(.1)", NULL}, {"US (08)", NULL},
         {"US.1?x=1", NULL}, {"US.1#x", NULL}, {"US.1%25", NULL},
         {"US.1%3F", NULL}, {"US.1&x", NULL}, {"US.1;x", NULL},
         {"US.1@x", NULL}, {"US.1\\2", NULL}, {"US.{1}", NULL},
         {"US.1\xe2\x82\xac", NULL},
         {TEN TEN TEN TEN TEN TEN, TEN TEN TEN TEN TEN TEN},
         {TEN TEN TEN TEN TEN TEN "1", NULL});
}

static void country_doc_kind(void)
{
    ROWS(SHAPE_COUNTRY, {"EP", "EP"}, {"ep", "EP"}, {"Wo", "WO"}, {"", NULL},
         {"E", NULL}, {"EPO", NULL}, {"E1", NULL}, {"1E", NULL}, {"..", NULL},
         {"E.", NULL}, {"E%", NULL}, {"\xc3\xa4", NULL});
    ROWS(SHAPE_DOC, {"1000000", "1000000"}, {"d558961", "D558961"},
         {"2010050748", "2010050748"}, {"1", "1"}, {TEN TEN, TEN TEN},
         {"", NULL}, {"ABC", NULL}, {"1.2", NULL}, {"1%2F2", NULL},
         {"..", NULL}, {TEN TEN "1", NULL}, {"1 ", NULL}, {"-1", NULL});
    ROWS(SHAPE_KIND, {"A1", "A1"}, {"a1", "A1"}, {"A", "A"}, {"B9", "B9"},
         {"PA", "PA"}, {"", NULL}, {"1", NULL}, {"A12", NULL}, {"AB1", NULL},
         {"A*", NULL}, {"*", NULL}, {"A.", NULL}, {"..", NULL});
}

static void cpc(void)
{
    ROWS(SHAPE_CPC, {"A", "A"}, {"h", "H"}, {"Y", "Y"}, {"A01", "A01"},
         {"a01b", "A01B"}, {"A01B33%2F00", "A01B33/00"},
         {"a01b33%2f00", "A01B33/00"}, {"A01B33/00", "A01B33/00"},
         {"H04W84/18", "H04W84/18"}, {"C07D2101/00", "C07D2101/00"},
         {"Y02A40/123456", "Y02A40/123456"});
    ROWS(SHAPE_CPC, {"", NULL}, {"I", NULL}, {"X", NULL}, {"Z", NULL},
         {"1", NULL}, {"A0", NULL}, {"A1B", NULL}, {"A012", NULL},
         {"A01BB", NULL}, {"A01B33", NULL}, {"A01B33%2F", NULL},
         {"A01B33/0", NULL}, {"A01B/00", NULL}, {"A01B12345/00", NULL},
         {"A01B33//00", NULL}, {"A01B33/1234567", NULL}, {"A01B33/00/00", NULL},
         {"A01B33.00", NULL}, {"A01B 33/00", NULL}, {"A01B33/00A", NULL},
         {"A01B33%252F00", NULL}, {"..", NULL}, {"A/..", NULL});
}

static void ecla(void)
{
    ROWS(SHAPE_ECLA, {"A", "A"}, {"A01B", "A01B"},
         {"A01B33%2F08C", "A01B33/08C"}, {"a01b33/08c2", "A01B33/08C2"},
         {"H04L12/56D5R1", "H04L12/56D5R1"}, {"A01B33/1", "A01B33/1"});
    ROWS(SHAPE_ECLA, {"", NULL}, {"A01B33", NULL}, {"A01B33/", NULL},
         {"A01B/08C", NULL}, {"A01B33/08C/2", NULL}, {"A01B33/08.C", NULL},
         {"A01B33/08C" TEN, NULL}, {"I01B33/08C", NULL});
}

static void media(void)
{
    ROWS(SHAPE_MEDIA, {"1", "1"}, {"1000", "1000"}, {"cpc-fig_2", "cpc-fig_2"},
         {"AbC", "AbC"}, {TEN TEN TEN TEN TEN TEN, TEN TEN TEN TEN TEN TEN});
    ROWS(SHAPE_MEDIA, {"", NULL}, {".", NULL}, {"..", NULL}, {"1000.gif", NULL},
         {"a%2Fb", NULL}, {"a/b", NULL}, {"a b", NULL}, {"a%20b", NULL},
         {TEN TEN TEN TEN TEN TEN "1", NULL}, {"\xc3\xa4", NULL});
}

static void query(void)
{
    ROWS(SHAPE_QUERY, {"ti=plastic", "ti=plastic"},
         {"ti=a and pd within \"20051212 20051214\"",
          "ti=a and pd within \"20051212 20051214\""},
         {"pa all \"nine energy\"", "pa all \"nine energy\""},
         {"cpc=%2Flow A01B", "cpc=/low A01B"},
         {"cpc=A01B33%2f00", "cpc=A01B33/00"}, {"100%25", "100%"},
         {"100%", "100%"}, {"%20", "%20"}, {"%252F", "%2F"},
         {"ti=(a or b) not c*", "ti=(a or b) not c*"}, {"ti=a?b#", "ti=a?b#"},
         {"a&q=b", "a&q=b"}, {"a+b;c", "a+b;c"},
         {"ti=\xc3\xbc"
          "ber",
          "ti=\xc3\xbc"
          "ber"},
         {"ti<3>2", "ti<3>2"}, {"a..b", "a..b"}, {"H04W", "H04W"},
         {"TI=Plastic", "TI=Plastic"});
    ROWS(SHAPE_QUERY, {"", NULL}, {" ", NULL}, {" ti=a", NULL}, {"ti=a ", NULL},
         {".", NULL}, {"..", NULL}, {".git", NULL}, {".Trash-1000", NULL},
         {".hidden", NULL}, {"{EP2814089}", NULL}, {"a{b", NULL}, {"a}b", NULL},
         {"[a]", NULL}, {"a\\b", NULL}, {"a|b", NULL}, {"a^b", NULL},
         {"a~", NULL}, {"`id`", NULL}, {"$HOME", NULL}, {"a\tb", NULL},
         {"a\nb", NULL}, {"\x7f", NULL}, {"\xff", NULL}, {"\xc3", NULL},
         {"\xed\xa0\x80", NULL}, {"\xc2\x85", NULL}, {"CVS", NULL},
         {"desktop.ini", NULL}, {"Desktop.INI", NULL}, {"Thumbs.db", NULL},
         {"autorun.inf", NULL}, {"_darcs", NULL});
}

static void range(void)
{
    ROWS(SHAPE_RANGE, {"1-100", "1-100"}, {"1-1", "1-1"},
         {"101-200", "101-200"}, {"1901-2000", "1901-2000"},
         {"2000-2000", "2000-2000"}, {"7-9", "7-9"});
    ROWS(SHAPE_RANGE, {"", NULL}, {"1", NULL}, {"-", NULL}, {"1-", NULL},
         {"-1", NULL}, {"0-1", NULL}, {"0-100", NULL}, {"1-0", NULL},
         {"2-1", NULL}, {"1-101", NULL}, {"1-2-3", NULL}, {"01-02", NULL},
         {"1-02", NULL}, {"1901-2001", NULL}, {"2001-2001", NULL},
         {"1--2", NULL}, {" 1-2", NULL}, {"1 -2", NULL}, {"a-b", NULL},
         {"0x1-0x2", NULL}, {"1-99999999999999999999", NULL},
         {"18446744073709551617-18446744073709551618", NULL},
         {"9223372036854775807-9223372036854775807", NULL}, {"1%2F2", NULL});
}

static void page(void)
{
    ROWS(SHAPE_PAGE, {"001", "1"}, {"012", "12"}, {"123", "123"},
         {"999", "999"}, {"1000", "1000"}, {"9999", "9999"});
    ROWS(SHAPE_PAGE, {"", NULL}, {"1", NULL}, {"12", NULL}, {"000", NULL},
         {"0000", NULL}, {"0001", NULL}, {"0999", NULL}, {"10000", NULL},
         {"-01", NULL}, {"1-2", NULL}, {" 12", NULL}, {"1.0", NULL},
         {"00a", NULL}, {"0x1", NULL});
}

static bool is_open(int shape)
{
    return shape_is_open((enum shape)shape);
}

static void hostile_input_is_refused_by_every_shape(void)
{
    static const char *const hostile[] = {
        "",
        ".",
        "..",
        "/",
        "//",
        "%2F",
        "%2F%2F",
        "..%2F..",
        "%2F..",
        "\r\nHost: evil",
        "a\r\nb",
        "\x01",
        "\x7f",
        "\xff\xfe",
        "\xc0\xaf",
        "\xe0\x80\xaf",
        "{EP2814089}",
        "`id`",
        "$(id)",
        "EP1000000\n",
        "\xef\xbb\xbf"
        "EP1000000\n",
        "\xc2\x9b"
        "31m",
    };

    for (int shape = SHAPE_EPODOC; shape <= SHAPE_PAGE; shape++) {
        for (size_t i = 0; i < sizeof(hostile) / sizeof(*hostile); i++) {
            struct row row = {hostile[i], NULL};

            if (shape != SHAPE_QUERY || !strchr("/%", hostile[i][0]))
                check_row((enum shape)shape, &row);
        }
    }
}

static void a_nul_is_refused_by_every_shape(void)
{
    char text[REFERENCE_MAX + 1];
    size_t len;

    for (int shape = SHAPE_EPODOC; shape <= SHAPE_PAGE; shape++) {
        CHECK(is_open(shape));
        CHECK_INT(read_exact((enum shape)shape, "EP1\0", 4, text, &len),
                  -ENOENT);
        CHECK_INT(read_exact((enum shape)shape, "\0", 1, text, &len), -ENOENT);
    }
    CHECK(!is_open(SHAPE_WORD) && !is_open(SHAPE_WORDS) &&
          !is_open(SHAPE_VIEW));
}

static void the_longest_query(void)
{
    char name[REFERENCE_MAX + 2], text[REFERENCE_MAX + 1];
    size_t len = 0;

    memset(name, 'q', sizeof(name));
    CHECK_INT(read_exact(SHAPE_QUERY, name, REFERENCE_MAX, text, &len), 0);
    CHECK_INT(len, REFERENCE_MAX);
    CHECK_INT(text[len], 0);
    CHECK_INT(read_exact(SHAPE_QUERY, name, REFERENCE_MAX + 1, text, &len),
              -ENOENT);
    for (int shape = SHAPE_EPODOC; shape <= SHAPE_PAGE; shape++) {
        if (shape != SHAPE_QUERY)
            CHECK_INT(read_exact((enum shape)shape, name, REFERENCE_MAX, text,
                                 &len),
                      -ENOENT);
    }
}

/* What was sent, read again, is sent again: readers who copy a path from a
 * listing, a log or OPS get the same answer. */
static void reading_twice_changes_nothing(void)
{
    static const char marks[] = "EPepWOUS0123456789AB1.-,()/*%2F=\" ";
    struct dice d = {5};

    for (int round = 0; round < 200000 && !check_failed; round++) {
        enum shape shape = (enum shape)(
            SHAPE_EPODOC + (int)dice_roll(&d, SHAPE_CANONICAL - SHAPE_EPODOC));
        char name[24], once[REFERENCE_MAX + 1], twice[REFERENCE_MAX + 1];
        size_t len = dice_roll(&d, sizeof(name)), n, m;

        for (size_t i = 0; i < len; i++)
            name[i] = marks[dice_roll(&d, sizeof(marks) - 1)];
        if (shape == SHAPE_PAGE || shape == SHAPE_QUERY ||
            read_exact(shape, name, len, once, &n) < 0)
            continue;
        CHECK_INT(read_exact(shape, once, n, twice, &m), 0);
        CHECK_STR(twice, once);
    }
}

TEST_MAIN({"epodoc", epodoc}, {"docdb", docdb}, {"original", original},
          {"country, number and kind", country_doc_kind}, {"cpc", cpc},
          {"ecla", ecla}, {"media", media}, {"query", query}, {"range", range},
          {"page", page},
          {"hostile input is refused by every shape",
           hostile_input_is_refused_by_every_shape},
          {"a NUL is refused by every shape", a_nul_is_refused_by_every_shape},
          {"the longest query", the_longest_query},
          {"reading twice changes nothing", reading_twice_changes_nothing})
