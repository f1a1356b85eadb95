/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OPS's usage figures of any bytes: what passes for such an answer gives a
 * table of four columns, a day first, newest first.
 */
#include "doc/render.h"
#include "doc/usage.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 65536
#define MADE_MAX ((size_t)4 << 20)
#define DATE_LEN 10

static bool is_good(struct slice body)
{
    struct identity asked = {SOURCE_USAGE, FORM_JSON, "usage", ""};
    struct received got = {.status = 200,
                           .body = body,
                           .media = SLICE("application/json"),
                           .file = SLICE("")};
    struct finding found;

    usage_examine(&asked, &got, &found);
    return found.intake == INTAKE_GOOD;
}

static void look_at_row(struct slice line)
{
    size_t tabs = 0;

    expect(line.len > DATE_LEN && line.at[DATE_LEN] == '\t');
    for (size_t i = 0; i < line.len; i++) {
        tabs += line.at[i] == '\t';
        expect(line.at[i] == '\t' ||
               ((unsigned char)line.at[i] >= ' ' && line.at[i] != 0x7f));
    }
    expect(tabs == 3);
}

static void look_at_table(const struct buf *text)
{
    struct slice rest = {buf_text(text), text->len}, line = SLICE("");
    struct slice before = SLICE("");

    expect(text->len > 0 && text->data[text->len - 1] == '\n');
    expect(slice_cut(&rest, '\n', &line) &&
           slice_is(line, "date\tkind\tvalue\tremark"));
    while (slice_cut(&rest, '\n', &line)) {
        look_at_row(line);
        expect(!before.len || memcmp(before.at, line.at, DATE_LEN) >= 0);
        before = line;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    struct buf text = BUF_INIT(MADE_MAX);
    int r;

    if (size > BODY_MAX)
        return 0;
    r = render(FACET_USAGE, SLICE(""), SLICE(""), body, &text);
    expect(r == 0 || r == -EBADMSG || r == -EFBIG);
    expect(r == 0 || !is_good(body));
    if (r == 0)
        look_at_table(&text);
    buf_fini(&text);
    return 0;
}
