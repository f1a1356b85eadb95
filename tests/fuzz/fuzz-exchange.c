/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bulk answer of any bytes after a line of references (separated by commas; a
 * `+` in front for a full cycle). Documents are whole elements, in their order,
 * side by side; each reference is told once or none is; a part that was told
 * is a canonical answer, and what it was asked for is found in it again. What
 * doc/intake does not find good is not taken apart.
 */
#include "doc/documents.h"
#include "doc/exchange.h"
#include "doc/intake.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define REFERENCES_MAX 8

/* One tag that is longer is refused or not, as it happens to fall into the
 * pieces that the parser gets. */
#define BODY_MAX 32768

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct asked {
    struct slice references[REFERENCES_MAX];
    size_t count;
    size_t told;
    bool full_cycle;
    bool again; /* this answer is a part of another one */
};

static void expect(bool condition)
{
    if (!condition)
        abort();
}

static void look_at_tags(struct slice bytes)
{
    static const char name[] = "exchange-document";
    size_t len = strcspn(bytes.at, " \t\r\n/>");

    expect(len < bytes.len && len >= sizeof(name));
    expect(memcmp(bytes.at + len - strlen(name), name, strlen(name)) == 0);
    expect(bytes.at[0] == '<' && bytes.at[bytes.len - 1] == '>');
    if (bytes.at[bytes.len - 2] != '/')
        expect(memmem(bytes.at + len, bytes.len - len, name, strlen(name)));
}

static int look_at_documents(struct slice body)
{
    struct documents d;
    const char *at = body.at;
    int r = documents_read(body, &d);

    expect(r == 0 || r == -EBADMSG);
    for (size_t i = 0; r == 0 && i < d.count; i++) {
        struct slice bytes = d.items[i].bytes;

        expect(bytes.at >= at && bytes.at + bytes.len < body.at + body.len);
        at = bytes.at + bytes.len;
        look_at_tags(bytes);
    }
    if (r == 0)
        documents_fini(&d);
    return r;
}

/* What can be taken apart is not looked through a second time. */
static void look_through(struct slice body)
{
    struct finding finding;

    intake_check(body, FORM_XML, 200, SLICE("application/xml"), &finding);
    expect(finding.intake == INTAKE_GOOD);
}

/* The canonical form of a canonical form is itself. */
static void look_at_canonical(struct slice canonical)
{
    struct buf b = BUF_INIT(SIZE_MAX);

    expect(exchange_canonical(canonical, &b) == 0);
    expect(b.len == canonical.len);
    expect(memcmp(b.data, canonical.at, b.len) == 0);
    buf_fini(&b);
}

static void on_part(void *arg, size_t index, enum fate fate,
                    struct slice document)
{
    struct asked *asked = arg;
    struct asked again = {.full_cycle = asked->full_cycle, .again = true};

    expect(index == asked->told++ && fate <= FATE_UNTOLD);
    expect((fate == FATE_FOUND) == (document.len > 0));
    expect(!asked->again || fate == FATE_FOUND);
    if (fate != FATE_FOUND || asked->again)
        return;
    look_at_canonical(document);
    expect(exchange_split(document, &asked->references[index], 1,
                          asked->full_cycle, on_part, &again) == 0);
    expect(again.told == 1);
}

static void read_references(struct slice line, struct asked *ret_asked)
{
    struct slice piece;

    *ret_asked = (struct asked){.full_cycle = slice_starts(line, "+")};
    line.at += ret_asked->full_cycle;
    line.len -= ret_asked->full_cycle;
    while (ret_asked->count < REFERENCES_MAX && slice_cut(&line, ',', &piece))
        ret_asked->references[ret_asked->count++] = piece;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size}, line = SLICE("");
    struct buf canonical = BUF_INIT(SIZE_MAX);
    struct asked asked;
    int r;

    slice_cut(&body, '\n', &line);
    if (body.len > BODY_MAX)
        return 0;
    read_references(line, &asked);
    r = look_at_documents(body);
    expect(exchange_split(body, asked.references, asked.count, asked.full_cycle,
                          on_part, &asked) == r);
    expect(asked.told == (r == 0 ? asked.count : 0));
    expect(exchange_canonical(body, &canonical) == r);
    if (r == 0) {
        look_at_canonical((struct slice){canonical.data, canonical.len});
        look_through(body);
    }
    buf_fini(&canonical);
    return 0;
}
