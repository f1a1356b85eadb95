/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a document of the publication server, in each form: what passes
 * for one that was asked for is shown as whole lines of plain text by each
 * facet. Each claim and each piece that is named can be had, and none after
 * the last; no line of a piece is longer than it may be.
 */
#include "doc/description.h"
#include "doc/eps_intake.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 65536
#define MADE_MAX ((size_t)16 << 20)

static bool is_good(struct slice body, enum form form, const char *path)
{
    struct identity asked = {SOURCE_EPS_DOCUMENT, form, path, NULL};
    struct received got = {200, body, SLICE(""), SLICE("")};
    struct finding found;

    eps_intake_examine(&asked, &got, &found);
    expect(!memchr(found.message, '\n', strlen(found.message)));
    return found.intake == INTAKE_GOOD;
}

static int make(enum facet facet, const char *part, struct slice body,
                struct buf *to)
{
    int r;

    buf_reset(to);
    r = render(facet, SLICE("EP1000000A1"), slice_of(part), body, to);
    expect(r == 0 || r == -ENODATA || r == -EBADMSG || r == -EFBIG);
    return r;
}

/* Nothing that a terminal obeys. */
static void look_at_lines(const struct buf *text)
{
    struct slice rest = {buf_text(text), text->len};
    unsigned code;

    expect(!text->len || text->data[text->len - 1] == '\n');
    while (rest.len > 0) {
        bool plain = rest.at[0] == '\t' || rest.at[0] == '\n';
        size_t len = plain ? 1 : slice_character(rest);

        expect(len > 0 && (len == 1 || !slice_mark(rest, &code)));
        rest = slice_skip(rest, len);
    }
}

static void look_at_piece(const struct buf *piece)
{
    struct slice rest = {buf_text(piece), piece->len}, line;

    while (slice_cut(&rest, '\n', &line)) {
        size_t characters = 0;

        for (size_t i = 0; i < line.len; i++)
            characters += (line.at[i] & 0xc0) != 0x80;
        expect(characters <= PIECE_LINE);
    }
}

/* All parts that are listed, by their numbers, and the one after them. */
static void look_at_parts(struct slice body, enum facet names, enum facet one)
{
    struct buf listed = BUF_INIT(MADE_MAX), part = BUF_INIT(MADE_MAX);
    struct slice rest, line;
    char number[16] = "0";

    if (make(names, "", body, &listed) == 0)
        look_at_lines(&listed);
    rest = (struct slice){buf_text(&listed), listed.len};
    while (slice_cut(&rest, '\n', &line)) {
        snprintf(number, sizeof(number), "%d", atoi(line.at));
        expect(make(one, number, body, &part) == 0);
        look_at_lines(&part);
        if (one == FACET_PIECE)
            look_at_piece(&part);
    }
    if (one == FACET_PIECE) {
        snprintf(number, sizeof(number), "%d", atoi(number) + 1);
        expect(make(one, number, body, &part) != 0);
    }
    buf_fini(&listed);
    buf_fini(&part);
}

static void look_at_document(struct slice body)
{
    struct buf text = BUF_INIT(MADE_MAX);

    for (int f = FACET_TEXT; f < FACETS; f++) {
        if (make((enum facet)f, "", body, &text) == 0 && f != FACET_RIS)
            look_at_lines(&text);
    }
    make(FACET_CLAIMS, "de", body, &text);
    buf_fini(&text);
    look_at_parts(body, FACET_CLAIM_NAMES, FACET_CLAIM);
    look_at_parts(body, FACET_PIECE_NAMES, FACET_PIECE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};

    if (size > BODY_MAX)
        return 0;
    is_good(body, FORM_PDF, "patents/EP1000000NWA1/document.pdf");
    is_good(body, FORM_ZIP, "patents/EP1000000NWA1/document.zip");
    is_good(body, FORM_HTML, "patents/EP1000000NWA1/document.html");
    if (is_good(body, FORM_XML, "patents/EP1000000NWA1/document.xml"))
        look_at_document(body);
    return 0;
}
