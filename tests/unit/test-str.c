/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/str.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>

/* A slice in memory of just its size, so that a read beyond it is seen. */
static struct slice exact(const char *text, size_t len)
{
    char *copy = malloc(len ? len : 1);

    memcpy(copy, text, len);
    return (struct slice){copy, len};
}

static void let_go(struct slice s)
{
    free((char *)s.at);
}

static void compares(void)
{
    CHECK(slice_is(SLICE("abc"), "abc"));
    CHECK(!slice_is(SLICE("abc"), "abd"));
    CHECK(!slice_is(SLICE("abc"), "ab"));
    CHECK(!slice_is(SLICE("ab"), "abc"));
    CHECK(!slice_is(SLICE("ABC"), "abc"));
    CHECK(slice_is(SLICE(""), ""));
    CHECK(slice_is((struct slice){NULL, 0}, ""));
    CHECK(!slice_is((struct slice){NULL, 0}, "a"));
    CHECK(!slice_is(SLICE("a\0b"), "a"));
}

static void compares_letters_in_any_case(void)
{
    CHECK(slice_is_nocase(SLICE("EPODOC"), "epodoc"));
    CHECK(slice_is_nocase(SLICE("ePoDoC"), "EPODOC"));
    CHECK(!slice_is_nocase(SLICE("epodo"), "epodoc"));
    CHECK(!slice_is_nocase(SLICE("epodocs"), "epodoc"));
    CHECK(slice_is_nocase(SLICE(""), ""));
    CHECK(!slice_is_nocase(SLICE("a\0"), "a"));
    CHECK(!slice_is_nocase(SLICE("[\\]"), "{|}"));
    CHECK(!slice_is_nocase(SLICE("\xc3\xa4"), "\xc3\x84"));
    CHECK(slice_starts_nocase(SLICE("ePoDoCs"), "EPOdoc"));
    CHECK(slice_starts_nocase(SLICE("EPODOC"), "epodoc"));
    CHECK(!slice_starts_nocase(SLICE("EPO"), "epodoc"));
    CHECK(!slice_starts_nocase(SLICE("docdb"), "epodoc"));
}

/* Neither looks beyond the end of the shorter one. */
static void compares_no_further_than_the_end(void)
{
    struct slice s = exact("epodo", 5);

    CHECK(!slice_is_nocase(s, "epodoc"));
    CHECK(!slice_is(s, "epodoc"));
    CHECK(!slice_starts(s, "epodoc"));
    CHECK(!slice_starts_nocase(s, "epodoc"));
    CHECK(slice_is_nocase(s, "EPODO"));
    let_go(s);
}

static void starts(void)
{
    CHECK(slice_starts(SLICE("x-mount"), "x-"));
    CHECK(slice_starts(SLICE("x-"), "x-"));
    CHECK(!slice_starts(SLICE("x"), "x-"));
    CHECK(!slice_starts(SLICE("y-mount"), "x-"));
    CHECK(slice_starts(SLICE("x"), ""));
    CHECK(slice_starts((struct slice){NULL, 0}, ""));
}

static void trims(void)
{
    static const char *const rows[][2] = {
        {"", ""},     {" ", ""},          {"a", "a"}, {" \t\r\na b ", "a b"},
        {"a\n", "a"}, {"\va\v", "\va\v"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        CHECK(slice_is(slice_trim(slice_of(rows[i][0])), rows[i][1]));
}

static void cuts(void)
{
    struct slice rest = SLICE("a,,bc,"), piece = {0};

    CHECK(slice_cut(&rest, ',', &piece) && slice_is(piece, "a"));
    CHECK(slice_cut(&rest, ',', &piece) && slice_is(piece, ""));
    CHECK(slice_cut(&rest, ',', &piece) && slice_is(piece, "bc"));
    CHECK(!slice_cut(&rest, ',', &piece));
    CHECK_INT(rest.len, 0);
    rest = SLICE("whole");
    CHECK(slice_cut(&rest, ',', &piece) && slice_is(piece, "whole"));
    CHECK(!slice_cut(&rest, ',', &piece));
    CHECK(slice_is(piece, "whole"));
    rest = (struct slice){NULL, 0};
    CHECK(!slice_cut(&rest, ',', &piece));
}

static void lists_words(void)
{
    CHECK(slice_lists(SLICE("a,bc,d"), ',', SLICE("bc")));
    CHECK(slice_lists(SLICE("a,bc,d"), ',', SLICE("d")));
    CHECK(!slice_lists(SLICE("a,bc,d"), ',', SLICE("b")));
    CHECK(!slice_lists(SLICE("a,bc,d"), ' ', SLICE("a")));
    CHECK(!slice_lists(SLICE(""), ',', SLICE("")));
    CHECK(slice_lists(SLICE(",a"), ',', SLICE("")));
}

static void letters_are_ascii(void)
{
    for (int c = -128; c < 128; c++) {
        char at = (char)c;
        bool digit = c >= '0' && c <= '9';
        bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';

        CHECK_INT(is_digit(at), digit);
        CHECK_INT(is_alpha(at), upper || lower);
        CHECK_INT(is_alnum(at), digit || upper || lower);
        CHECK_INT(to_upper(at), lower ? c - 32 : c);
        CHECK_INT(to_lower(at), upper ? c + 32 : c);
    }
}

static void reads_numbers(void)
{
    static const struct {
        const char *text;
        int result;
        int64_t value;
    } rows[] = {
        {"0", 0, 0},
        {"007", 0, 7},
        {"9223372036854775807", 0, INT64_MAX},
        {"9223372036854775808", -ERANGE, 0},
        {"99999999999999999999999", -ERANGE, 0},
        {"", -EINVAL, 0},
        {"-1", -EINVAL, 0},
        {"+1", -EINVAL, 0},
        {" 1", -EINVAL, 0},
        {"1 ", -EINVAL, 0},
        {"1.0", -EINVAL, 0},
        {"0x10", -EINVAL, 0},
        {"1e3", -EINVAL, 0},
        {"\xd9\xa1", -EINVAL, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct slice s = exact(rows[i].text, strlen(rows[i].text));
        int64_t value = -7;

        CHECK_INT(slice_number(s, &value), rows[i].result);
        CHECK_INT(value, rows[i].result ? -7 : rows[i].value);
        let_go(s);
    }
}

static void knows_clean_text(void)
{
    static const char *const clean[] = {
        "",
        "a",
        " ",
        "~",
        "\xc3\xa4",
        "\xe2\x82\xac",
        "\xf0\x9f\x98\x80",
        "\xc2\xa0",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "\xe0\xa0\x80",
        "\xf0\x90\x80\x80",
    };
    static const char *const foul[] = {
        "\x1f",
        "a\n",
        "\t",
        "\x7f",
        "\x80",
        "\xbf",
        "\xc0\x80",
        "\xc1\xbf",
        "\xc2\x80",
        "\xc2\x9f",
        "\xc3",
        "\xc3(",
        "\xe2\x82",
        "\xe0\x9f\xbf",
        "\xed\xa0\x80",
        "\xed\xbf\xbf",
        "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80",
        "\xf5\x80\x80\x80",
        "\xff",
        "\xfe",
        "\xf8\x88\x80\x80\x80",
        "ab\xe2\x82",
        "\xf0\x9f\x98",
    };

    for (size_t i = 0; i < sizeof(clean) / sizeof(*clean); i++) {
        struct slice s = exact(clean[i], strlen(clean[i]));

        CHECK(slice_is_clean(s));
        let_go(s);
    }
    for (size_t i = 0; i < sizeof(foul) / sizeof(*foul); i++) {
        struct slice s = exact(foul[i], strlen(foul[i]));

        CHECK(!slice_is_clean(s));
        let_go(s);
    }
    CHECK(!slice_is_clean(SLICE("a\0b")));
}

/* Every code point, encoded here by the RFC's own recipe. */
static size_t encode(uint32_t c, char to[4])
{
    static const unsigned char marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    for (size_t i = len; i-- > 1; c >>= 6)
        to[i] = (char)(0x80 | (c & 0x3f));
    to[0] = (char)(marks[len == 1 ? 0 : len] | c);
    return len;
}

static void clean_agrees_with_unicode(void)
{
    for (uint32_t c = 0; c < 0x110000 && !check_failed; c++) {
        bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        bool surrogate = c >= 0xd800 && c < 0xe000;
        char text[4];
        struct slice s = {text, encode(c, text)};

        CHECK_INT(slice_is_clean(s), !control && !surrogate);
        for (; s.len > 1 && !check_failed;) {
            s.len--;
            CHECK(!slice_is_clean(s));
        }
    }
}

static bool is_mark(uint32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c ||
           c == 0x180e || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb);
}

static void marks_drive_a_terminal(void)
{
    static const char *const others[] = {"",         "\x80",     "\xc2",
                                         "\xc2\x7f", "\xe2\x80", "\xe2\x80z",
                                         "\xff"};
    unsigned code;

    for (uint32_t c = 0; c < 0x110000 && !check_failed; c++) {
        char text[4];
        struct slice s = {text, encode(c, text)};

        CHECK_INT(slice_mark(s, &code), is_mark(c) ? s.len : 0);
        CHECK(!is_mark(c) || code == c);
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        CHECK_INT(slice_mark(slice_of(others[i]), &code), 0);
}

static const char *encoded(struct slice s, const char *keep)
{
    static char text[1000];
    struct buf b = BUF_INIT(sizeof(text) - 1);

    percent_encode(&b, s, keep);
    CHECK_INT(b.error, 0);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}

static void percent_encodes(void)
{
    CHECK_STR(encoded(SLICE("azAZ09-._~"), ""), "azAZ09-._~");
    CHECK_STR(encoded(SLICE("a b/c"), ""), "a%20b%2Fc");
    CHECK_STR(encoded(SLICE("a b/c"), "/"), "a%20b/c");
    CHECK_STR(encoded(SLICE("?@#%&=+"), ""), "%3F%40%23%25%26%3D%2B");
    CHECK_STR(encoded(SLICE("(08/921,321)"), "/"), "%2808/921%2C321%29");
    CHECK_STR(encoded(SLICE("\xc3\xa4"), ""), "%C3%A4");
    CHECK_STR(encoded(SLICE("a\0b"), "/"), "a%00b");
    CHECK_STR(encoded((struct slice){NULL, 0}, "/"), "");
}

static void decodes_two_codes_only(void)
{
    static const char *const rows[][2] = {
        {"a%2Fb", "a/b"}, {"a%2fb", "a/b"}, {"%25", "%"},     {"%252F", "%2F"},
        {"%2F%2f", "//"}, {"%", "%"},       {"%2", "%2"},     {"a%2", "a%2"},
        {"%20", "%20"},   {"%2e", "%2e"},   {"100%", "100%"}, {"%%25", "%%"},
        {"", ""},         {"%00", "%00"},   {"%%2F", "%/"},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct slice s = exact(rows[i][0], strlen(rows[i][0]));
        char *to = malloc(s.len ? s.len : 1);
        struct slice got = {to, percent_decode_name(to, s)};

        CHECK(slice_is(got, rows[i][1]));
        free(to);
        let_go(s);
    }
}

/* A slash and a percent sign survive the way through a file's name. */
static void names_go_there_and_back(void)
{
    struct dice d = {4};

    for (int round = 0; round < 2000 && !check_failed; round++) {
        struct buf name = BUF_INIT(100);
        char text[20], back[100];
        size_t len = dice_roll(&d, sizeof(text)), got;

        for (size_t i = 0; i < len; i++) {
            text[i] = "/%2F5a"[dice_roll(&d, 6)];
            if (text[i] == '/' || text[i] == '%')
                buf_printf(&name, "%%%02X", (unsigned)text[i]);
            else
                buf_putc(&name, text[i]);
        }
        got = percent_decode_name(back, slice_of(buf_text(&name)));
        CHECK_INT(got, len);
        CHECK(memcmp(back, text, len) == 0);
        buf_fini(&name);
    }
}

TEST_MAIN(
    {"compares", compares},
    {"compares letters in any case", compares_letters_in_any_case},
    {"compares no further than the end", compares_no_further_than_the_end},
    {"starts", starts}, {"trims", trims}, {"cuts", cuts},
    {"lists words", lists_words}, {"letters are ASCII", letters_are_ascii},
    {"reads numbers", reads_numbers}, {"knows clean text", knows_clean_text},
    {"clean agrees with Unicode", clean_agrees_with_unicode},
    {"marks drive a terminal", marks_drive_a_terminal},
    {"percent-encodes", percent_encodes},
    {"decodes two codes only", decodes_two_codes_only},
    {"names go there and back", names_go_there_and_back})
