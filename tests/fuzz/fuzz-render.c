/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes that pass for an answer of OPS, through each facet. What is made
 * is UTF-8 of whole lines, or nothing and an error that is documented; a text
 * holds all text of the answer; each claim that is named can be had, and none
 * that is not.
 */
#include "doc/dom.h"
#include "doc/intake.h"
#include "doc/render.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 65536
#define MADE_MAX ((size_t)16 << 20)

static int made(enum facet facet, const char *part, struct slice body,
                struct buf *to)
{
    int r;

    buf_reset(to);
    r = render(facet, SLICE("EP1000000A1"), slice_of(part), body, to);
    expect(r == 0 || r == -ENODATA || r == -EBADMSG || r == -EFBIG);
    return r;
}

/* Nothing that a terminal obeys, whatever stands in an answer. */
static void look_at_lines(const struct buf *text, bool crlf)
{
    struct slice rest = {buf_text(text), text->len};
    unsigned code;

    expect(text->len == 0 || text->data[text->len - 1] == '\n');
    while (rest.len > 0) {
        bool plain = strchr(crlf ? "\t\n\r" : "\t\n", rest.at[0]);
        size_t len = plain && rest.at[0] ? 1 : slice_character(rest);

        expect(len > 0 && (len == 1 || !slice_mark(rest, &code)));
        rest.at += len;
        rest.len -= len;
    }
}

/* How many bytes of white space, of marks, or one hyphen, the text begins
 * with. */
static size_t blank(const char *text)
{
    static const char *const blanks[] = {
        " ",
        "\t",
        "\r",
        "\n",
        "-",
        "\xc2\xa0",
        "\xe1\x9a\x80",
        "\xe2\x80\x80",
        "\xe2\x80\x81",
        "\xe2\x80\x82",
        "\xe2\x80\x83",
        "\xe2\x80\x84",
        "\xe2\x80\x85",
        "\xe2\x80\x86",
        "\xe2\x80\x87",
        "\xe2\x80\x88",
        "\xe2\x80\x89",
        "\xe2\x80\x8a",
        "\xe2\x80\xaf",
        "\xe2\x81\x9f",
        "\xe3\x80\x80",
    };

    unsigned code;
    size_t mark = *text ? slice_mark(slice_of(text), &code) : 0;

    if (mark)
        return mark;
    for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
        if (strncmp(text, blanks[i], strlen(blanks[i])) == 0)
            return strlen(blanks[i]);
    }
    return 0;
}

/* What is left of a text without white space and hyphens, which a date may
 * have got. */
static void add_bare(struct buf *to, const char *text)
{
    while (*text) {
        size_t len = blank(text);

        if (len == 0)
            buf_putc(to, *text);
        text += len + (len == 0);
    }
}

/* OPS says with the year 1 that there is no date. */
static bool is_no_date(const char *bare)
{
    return strcmp(bare, "00010101") == 0;
}

/* Each text node comes after the ones before it. */
static void look_for(const xmlNode *node, const char **at)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        struct buf bare = BUF_INIT(SIZE_MAX);

        if (child->type == XML_ELEMENT_NODE)
            look_for(child, at);
        if (child->type != XML_TEXT_NODE || !child->content)
            continue;
        add_bare(&bare, (const char *)child->content);
        if (!is_no_date(buf_text(&bare))) {
            *at = strstr(*at, buf_text(&bare));
            expect(*at);
            *at += bare.len;
        }
        buf_fini(&bare);
    }
}

static void look_at_text(struct slice body, const struct buf *text)
{
    struct buf bare = BUF_INIT(SIZE_MAX);
    const char *at;
    struct dom dom;

    expect(dom_read(body, &dom) == 0);
    add_bare(&bare, buf_text(text));
    at = buf_text(&bare);
    look_for(dom.root, &at);
    buf_fini(&bare);
    dom_fini(&dom);
}

static void look_at_claims(struct slice body, const struct buf *names)
{
    struct buf claim = BUF_INIT(MADE_MAX);
    unsigned count = 0;
    char part[16];

    for (size_t i = 0; i < names->len; i++)
        count += names->data[i] == '\n';
    for (unsigned i = 1; i <= count; i++) {
        snprintf(part, sizeof(part), "%u", i);
        expect(made(FACET_CLAIM, part, body, &claim) == 0 && claim.len > 1);
        look_at_lines(&claim, false);
    }
    snprintf(part, sizeof(part), "%u", count + 1);
    expect(made(FACET_CLAIM, part, body, &claim) == -ENODATA);
    buf_fini(&claim);
}

static void look_at_facet(enum facet facet, const char *part, struct slice body)
{
    struct buf text = BUF_INIT(MADE_MAX);
    int r = made(facet, part, body, &text);

    if (r == 0)
        look_at_lines(&text, facet == FACET_RIS); /* RIS demands CRLF */
    if (r == 0 && facet == FACET_TEXT)
        look_at_text(body, &text);
    if (r == 0 && facet == FACET_CLAIM_NAMES)
        look_at_claims(body, &text);
    buf_fini(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    struct finding found;

    if (size > BODY_MAX)
        return 0;
    intake_check(body, FORM_XML, 200, SLICE(""), &found);
    if (found.intake != INTAKE_GOOD)
        return 0;
    for (int facet = FACET_TEXT; facet < FACETS; facet++) {
        look_at_facet((enum facet)facet, "", body);
        look_at_facet((enum facet)facet, "en", body);
    }
    return 0;
}
