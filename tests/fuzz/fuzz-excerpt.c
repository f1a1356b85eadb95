/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records taken out of any well-formed body, its abstracts, its register parts:
 * what is made is well formed, holds what was taken, and gives the same when it
 * is taken apart again.
 */
#include "doc/abstract.h"
#include "doc/documents.h"
#include "doc/excerpt.h"
#include "doc/intake.h"
#include "doc/register_parts.h"
#include "doc/xml.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 32768
#define ALL_PARTS (REGISTER_BIBLIO | REGISTER_EVENTS | REGISTER_STEPS)

static struct slice bytes(const struct buf *b)
{
    return (struct slice){buf_text(b), b->len};
}

static bool same(struct slice a, struct slice b)
{
    return a.len == b.len && (!a.len || memcmp(a.at, b.at, a.len) == 0);
}

static int read_xml(struct slice body)
{
    static const struct xml_events none = {0};

    return xml_walk(body, INTAKE_DEPTH, &none, NULL);
}

/* The first whole one; its length is 0 when there is none. */
static void take_first(struct slice body, struct buf *to)
{
    struct excerpts x;
    struct excerpt e;

    excerpts_init(&x, body);
    while (excerpts_next(&x, &e) == 0) {
        if (!e.whole)
            continue;
        expect(excerpt_write(&x, &e, to) == 0);
        return;
    }
}

/* Where the root is not OPS's, only its form is known. */
static void look_at_record(struct slice record)
{
    struct buf again = BUF_INIT(SIZE_MAX);
    struct documents d;

    expect(read_xml(record) == 0);
    take_first(record, &again);
    expect(same(record, bytes(&again)));
    buf_fini(&again);
    if (documents_read(record, &d) == 0) {
        expect(d.count == 1);
        documents_fini(&d);
    }
}

static void look_at_records(struct slice body)
{
    struct excerpts x;
    struct excerpt e;
    size_t at = 0;
    int r;

    excerpts_init(&x, body);
    while ((r = excerpts_next(&x, &e)) == 0) {
        struct buf record = BUF_INIT(SIZE_MAX);

        expect(x.tags.at > at && x.tags.at <= body.len);
        at = x.tags.at;
        if (e.whole && excerpt_write(&x, &e, &record) == 0)
            look_at_record(bytes(&record));
        buf_fini(&record);
    }
    expect(r == -ENOENT);
}

static void look_at_abstracts(struct slice body)
{
    struct buf b = BUF_INIT(SIZE_MAX);
    int r = abstract_of(body, &b);

    expect(r == 0 || r == -ENODATA);
    if (r == 0)
        expect(read_xml(bytes(&b)) == 0);
    buf_fini(&b);
}

static void look_at_parts(struct slice body)
{
    for (unsigned keep = 1; keep <= ALL_PARTS; keep++) {
        struct buf b = BUF_INIT(SIZE_MAX), again = BUF_INIT(SIZE_MAX);
        int r = register_reduce(body, keep, &b);

        expect(r == 0 || r == -ENODATA);
        if (r == 0) {
            expect(read_xml(bytes(&b)) == 0);
            expect(register_reduce(bytes(&b), keep, &again) == 0);
            expect(same(bytes(&b), bytes(&again)));
        }
        buf_fini(&again);
        buf_fini(&b);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};

    if (size > BODY_MAX || read_xml(body) < 0)
        return 0;
    look_at_records(body);
    look_at_abstracts(body);
    look_at_parts(body);
    return 0;
}
