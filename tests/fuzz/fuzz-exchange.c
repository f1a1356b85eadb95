/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A bulk answer of any bytes after a line of references (separated by commas; a
 * `+` in front for a full cycle). Documents are whole elements, in their order,
 * side by side; each reference is reported once or none is; taken apart by its
 * reference once more, a part is the same, for it is canonical. What doc/intake
 * does not find good is not taken apart.
 */
#include "doc/documents.h"
#include "doc/exchange.h"
#include "doc/intake.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define REFERENCES_MAX 8

/* One tag that is longer is refused or not, as it happens to fall into the
 * pieces that the parser gets. */
#define BODY_MAX 32768

struct asked {
    struct slice references[REFERENCES_MAX];
    size_t count;
    size_t reported;
    bool full_cycle;
    struct slice part; /* that this answer is of another one; at NULL: none */
};

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

static void on_part(void *arg, size_t index, enum fate fate,
                    struct slice document);

static int split(struct slice body, const struct slice *references,
                 size_t count, struct asked *asked)
{
    return exchange_split(body, asked->full_cycle ? "full-cycle" : "",
                          references, count, on_part, asked);
}

static void on_part(void *arg, size_t index, enum fate fate,
                    struct slice document)
{
    struct asked *asked = arg;
    struct asked again = {.full_cycle = asked->full_cycle, .part = document};

    expect(index == asked->reported++ && fate <= FATE_UNKNOWN);
    expect((fate == FATE_FOUND) == (document.len > 0));
    expect(!asked->part.at || slice_equal(document, asked->part));
    if (fate != FATE_FOUND || asked->part.at)
        return;
    expect(split(document, &asked->references[index], 1, &again) == 0);
    expect(again.reported == 1);
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
    struct asked asked;
    int r;

    slice_cut(&body, '\n', &line);
    if (body.len > BODY_MAX)
        return 0;
    read_references(line, &asked);
    r = look_at_documents(body);
    expect(split(body, asked.references, asked.count, &asked) == r);
    expect(asked.reported == (r == 0 ? asked.count : 0));
    if (r == 0)
        look_through(body);
    return 0;
}
