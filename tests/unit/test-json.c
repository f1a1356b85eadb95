/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

static struct json *parse(const char *text)
{
    return json_parse(text, strlen(text));
}

static void reads_a_token(void)
{
    struct json *j = parse(
        "{ \"access_token\" : \"abc\",\"expires_in\":\"1199\","
        "\n\"issued_at\": \"1716393990123\", \"n\": 3 }\r\n");
    int64_t n = -1;

    CHECK(j != NULL);
    CHECK_STR(json_string(j, "access_token"), "abc");
    CHECK_INT(json_number(j, "expires_in", &n), 0);
    CHECK_INT(n, 1199);
    CHECK_INT(json_number(j, "issued_at", &n), 0);
    CHECK_INT(n, 1716393990123);
    CHECK_INT(json_number(j, "n", &n), 0);
    CHECK_INT(n, 3);
    CHECK_STR(json_first_name(j), "access_token");
    json_free(j);
}

static void names_are_exact(void)
{
    struct json *j = parse("{\"Token\":\"a\",\"in\":{\"token\":\"b\"}}");

    CHECK(json_string(j, "token") == NULL);
    CHECK_STR(json_string(j, "Token"), "a");
    json_free(j);
}

static void strings_only(void)
{
    struct json *j = parse("{\"a\":\"\",\"b\":5,\"c\":null,\"d\":[\"x\"]}");

    CHECK(json_string(j, "a") == NULL);
    CHECK(json_string(j, "b") == NULL);
    CHECK(json_string(j, "c") == NULL);
    CHECK(json_string(j, "d") == NULL);
    CHECK(json_string(j, "e") == NULL);
    json_free(j);
}

static void numbers_are_bounded(void)
{
    static const struct {
        const char *text;
        int result;
        int64_t value;
    } rows[] = {
        {"{\"n\":0}", 0, 0},
        {"{\"n\":9007199254740992}", 0, (int64_t)1 << 53},
        {"{\"n\":\"9007199254740992\"}", 0, (int64_t)1 << 53},
        {"{\"n\":1e3}", 0, 1000},
        {"{\"n\":9007199254740994}", -EINVAL, 0},
        {"{\"n\":\"9007199254740993\"}", -EINVAL, 0},
        {"{\"n\":\"99999999999999999999\"}", -EINVAL, 0},
        {"{\"n\":-1}", -EINVAL, 0},
        {"{\"n\":1.5}", -EINVAL, 0},
        {"{\"n\":1e400}", -EINVAL, 0},
        {"{\"n\":\"-1\"}", -EINVAL, 0},
        {"{\"n\":\"1199s\"}", -EINVAL, 0},
        {"{\"n\":\"\"}", -EINVAL, 0},
        {"{\"n\":true}", -EINVAL, 0},
        {"{\"m\":1}", -ENOENT, 0},
        {"[1]", -ENOENT, 0},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct json *j = parse(rows[i].text);
        int64_t n = -7;

        CHECK(j != NULL);
        CHECK_INT(json_number(j, "n", &n), rows[i].result);
        CHECK_INT(n, rows[i].result ? -7 : rows[i].value);
        json_free(j);
    }
}

static void the_whole_text_must_parse(void)
{
    static const char *const bad[] = {
        "",    " ",           "{",       "{\"a\":}",   "{\"a\":1",
        "{}x", "{} {}",       "{\"a\"}", "{'a':1}",    "<error/>",
        "nul", "{\"a\":\"x}", "]",       "{\"a\":1,}",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK(parse(bad[i]) == NULL);
    CHECK(json_parse("{}\0", 3) == NULL);
}

static void no_nul_is_needed(void)
{
    char *text = malloc(2);
    struct json *j;

    memcpy(text, "{}", 2);
    j = json_parse(text, 2);
    CHECK(j != NULL);
    CHECK(json_first_name(j) == NULL);
    json_free(j);
    free(text);
    json_free(NULL);
}

static void nothing_but_an_object_has_members(void)
{
    static const char *const others[] = {"[]", "1", "\"x\"", "null",
                                         "[{\"a\":\"b\"}]"};

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        struct json *j = parse(others[i]);

        CHECK(j != NULL);
        CHECK(json_first_name(j) == NULL);
        CHECK(json_string(j, "a") == NULL);
        json_free(j);
    }
}

static void depth_is_bounded(void)
{
    static char deep[200001];

    memset(deep, '[', 100000);
    memset(deep + 100000, ']', 100000);
    CHECK(json_parse(deep, 200000) == NULL);
}

static void writes_what_it_is_given(void)
{
    struct buf to = BUF_INIT(1000);
    struct json_writer w;
    struct json *item;

    json_writer_init(&w);
    item = json_put_object(&w, w.root, NULL);
    json_put_text(&w, item, "text", "\"\\\n\t\x01 \xc3\xa4");
    json_put_number(&w, json_put_array(&w, item, "list"), NULL, -7);
    CHECK_INT(json_write(&w, &to), 0);
    CHECK_STR(buf_text(&to), "[{\n\t\t\"text\":\t\"\\\"\\\\\\n\\t\\u0001 "
                             "\xc3\xa4\",\n\t\t\"list\":\t[-7]\n\t}]\n");
    buf_reset(&to);
    CHECK_INT(json_write_first(&w, &to), 0);
    CHECK_STR(buf_text(&to), "{\n\t\"text\":\t\"\\\"\\\\\\n\\t\\u0001 "
                             "\xc3\xa4\",\n\t\"list\":\t[-7]\n}\n");
    json_writer_fini(&w);
    json_writer_fini(&w);
    buf_fini(&to);
}

static void marks_are_escaped(void)
{
    static const char *const rows[][2] = {
        {"{\"a\": \"b\", \"c\": [1]}\n", "{\"a\": \"b\", \"c\": [1]}\n"},
        {"\t\"\t\n\x1b\x7f\"", "\t\"\\u0009\\u000a\\u001b\\u007f\""},
        {"[\"\xc2\x9b\", \"x\xe2\x80\xae\xd8\x9c\xe2\x81\xa6\"]",
         "[\"\\u009b\", \"x\\u202e\\u061c\\u2066\"]"},
        {"[\"\\\"\xe2\x80\xa8\\\\\", \"\xc2\x80\"]",
         "[\"\\\"\\u2028\\\\\", \"\\u0080\"]"},
        {"\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\xa7\xc2\"",
         "\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x94\xa7\xc2\""},
        {"\"\\", "\"\\"},
    };
    struct buf to = BUF_INIT(100), small = BUF_INIT(3);

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        buf_reset(&to);
        CHECK_INT(json_escape(slice_of(rows[i][0]), &to), 0);
        CHECK_STR(buf_text(&to), rows[i][1]);
    }
    CHECK_INT(json_escape(SLICE("\"\x7f\""), &small), -EFBIG);
    buf_fini(&small);
    buf_fini(&to);
}

static void what_has_no_place_is_dropped(void)
{
    struct buf to = BUF_INIT(100);
    struct buf small = BUF_INIT(1);
    struct json_writer w;

    json_writer_init(&w);
    CHECK(json_put_array(&w, NULL, "a") == NULL);
    json_put_text(&w, NULL, "a", "b");
    CHECK_INT(json_write(&w, &to), 0);
    CHECK_STR(buf_text(&to), "[]\n");
    CHECK_INT(json_write_first(&w, &to), -ENOMEM);
    CHECK_INT(json_write(&w, &small), -EFBIG);
    w.error = -ENOMEM;
    CHECK_INT(json_write(&w, &to), -ENOMEM);
    json_writer_fini(&w);
    buf_fini(&small);
    buf_fini(&to);
}

TEST_MAIN({"reads a token", reads_a_token},
          {"names are exact", names_are_exact}, {"strings only", strings_only},
          {"numbers are bounded", numbers_are_bounded},
          {"the whole text must parse", the_whole_text_must_parse},
          {"no NUL is needed", no_nul_is_needed},
          {"nothing but an object has members",
           nothing_but_an_object_has_members},
          {"depth is bounded", depth_is_bounded},
          {"writes what it is given", writes_what_it_is_given},
          {"marks are escaped", marks_are_escaped},
          {"what has no place is dropped", what_has_no_place_is_dropped})
