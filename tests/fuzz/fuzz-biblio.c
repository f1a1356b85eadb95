/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answer of any bytes after a line with a subject. Where intake lets it
 * pass, what is made of its biblio keeps its form: lines have an end, a row its
 * fields, an entry its braces, a record its tags, and JSON parses.
 */
#include "base/json.h"
#include "doc/intake.h"
#include "doc/render.h"
#include "doc/xml.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

static void look_at_lines(struct slice text)
{
    expect(!text.len || text.at[text.len - 1] == '\n');
    expect(!memchr(text.at, '\t', text.len));
}

static void look_at_title(struct slice text)
{
    look_at_lines(text);
    expect(text.len > 1 &&
           memchr(text.at, '\n', text.len) == text.at + text.len - 1);
}

static void look_at_row(struct slice text)
{
    struct slice fields = text;
    struct slice field;
    int count = 0;

    while (slice_cut(&fields, '\t', &field))
        count++;
    expect(count == 15 &&
           memchr(text.at, '\n', text.len) == text.at + text.len - 1);
}

/* One entry, whose last line alone closes it. */
static void look_at_bibtex(struct slice text)
{
    int depth = 0;

    expect(slice_starts(text, "@patent{"));
    for (size_t i = 0; i < text.len; i++) {
        depth += (text.at[i] == '{') - (text.at[i] == '}');
        expect(i < 8 || depth > 0 || i >= text.len - 2);
    }
    expect(depth == 0 && memcmp(text.at + text.len - 3, "\n}\n", 3) == 0);
}

static void look_at_ris(struct slice text)
{
    struct slice line;

    expect(slice_starts(text, "TY  - PAT\r\n"));
    expect(memcmp(text.at + text.len - 10, "\r\nER  - \r\n", 10) == 0);
    while (slice_cut(&text, '\n', &line) && line.len) {
        expect(line.len > 6 && memcmp(line.at + 2, "  - ", 4) == 0);
        expect(memchr(line.at, '\r', line.len) == line.at + line.len - 1);
    }
}

static void look_at_csl(struct slice text)
{
    struct json *j = json_parse(text.at, text.len);

    expect(j != NULL);
    json_free(j);
}

static const struct {
    enum facet facet;
    const char *part;
    void (*look)(struct slice text);
} looks[] = {
    {FACET_TITLE, "", look_at_title},      {FACET_ABSTRACT, "", look_at_lines},
    {FACET_ABSTRACT, "fr", look_at_lines}, {FACET_BIBLIO, "", look_at_lines},
    {FACET_ROW, "", look_at_row},          {FACET_BIBTEX, "", look_at_bibtex},
    {FACET_RIS, "", look_at_ris},          {FACET_CSL, "", look_at_csl},
};

static void look_at(struct slice subject, struct slice body, size_t i)
{
    struct buf to = BUF_INIT((size_t)1 << 28);
    int r = render(looks[i].facet, subject, slice_of(looks[i].part), body, &to);

    expect(r == 0 || r == -ENODATA || r == -EBADMSG);
    if (r == 0)
        looks[i].look((struct slice){buf_text(&to), to.len});
    buf_fini(&to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    struct finding finding;
    struct slice subject;

    if (!slice_cut(&body, '\n', &subject))
        return 0;
    intake_check(body, FORM_XML, 200, SLICE(""), &finding);
    if (finding.intake != INTAKE_GOOD)
        return 0;
    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
        look_at(subject, body, i);
    return 0;
}
