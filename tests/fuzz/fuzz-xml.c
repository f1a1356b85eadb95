/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A body of any bytes, as each form and status. Texts are clean and end; events
 * are balanced and within the depth; what is good is good to its last byte.
 */
#include "doc/inquiry.h"
#include "doc/intake.h"
#include "doc/xml.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

struct depths {
    unsigned open;
    bool rooted;
};

static int on_open(void *arg, const struct xml_element *e)
{
    struct depths *d = arg;

    expect(e->ns <= NS_CPC && e->name[0]);
    expect(e->depth == ++d->open && e->depth <= INTAKE_DEPTH);
    expect(e->depth > 1 || !d->rooted);
    d->rooted = true;
    for (unsigned i = 0; i < e->count; i++) {
        expect(e->attributes[i].name[0]);
        expect(
            !memchr(e->attributes[i].value.at, 0, e->attributes[i].value.len));
    }
    return 0;
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct depths *d = arg;

    expect(e->ns <= NS_CPC && e->name[0]);
    expect(e->depth == d->open--);
    return 0;
}

static int on_text(void *arg, struct slice text)
{
    const struct depths *d = arg;

    expect(d->open > 0 && !memchr(text.at, 0, text.len));
    return 0;
}

static int walk(struct slice body)
{
    static const struct xml_events events = {on_open, on_close, on_text};
    struct depths d = {0, false};
    int r = xml_walk(body, INTAKE_DEPTH, &events, &d);

    expect(r == 0 || r == -EBADMSG || r == -EPERM || r == -E2BIG);
    expect(r || (d.rooted && !d.open));
    return r;
}

static void look(struct slice body, enum form form, int status, int walked)
{
    struct finding f;

    memset(&f, 0x55, sizeof(f));
    intake_check(body, form, status, SLICE("application/xml"), &f);
    expect(f.intake <= INTAKE_HOSTILE);
    expect(memchr(f.code, 0, sizeof(f.code)));
    expect(memchr(f.message, 0, sizeof(f.message)));
    expect(slice_is_clean(slice_of(f.code)));
    expect(slice_is_clean(slice_of(f.message)));
    expect(f.intake == INTAKE_FAULT || (!f.code[0] && !f.message[0]));
    expect(f.intake != INTAKE_GOOD || status == 200);
    expect(f.intake != INTAKE_GOOD || form != FORM_XML || walked == 0);
}

/* Whatever it is the answer to. */
static void compare(struct slice body, enum form form)
{
    static const struct identity asked[] = {
        {SOURCE_BIBLIO, FORM_XML,
         "published-data/publication/docdb/EP.1000000.A1/biblio"},
        {SOURCE_REGISTER, FORM_XML, "register/publication/epodoc/EP1/events"},
        {SOURCE_NUMBER, FORM_XML,
         "number-service/application/original/US.(08/921,321).A/docdb"},
        {SOURCE_SEARCH, FORM_XML, "published-data/search?q=ti%3Da&Range=1-9"},
        {SOURCE_CPC, FORM_XML, "classification/cpc/H04W4/00?depth=1"},
    };
    struct received got = {.status = 200, .body = body};
    struct finding f;

    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        struct identity one = asked[i];

        one.form = form;
        intake_examine(&one, &got, &f);
        expect(f.intake != INTAKE_MISMATCH || f.message[0]);
        expect(slice_is_clean(slice_of(f.message)));
    }
}

/* Of what doc/intake would let pass. */
static void count_pages(struct slice body)
{
    int64_t pages = -7;
    int r = inquiry_pages(body, SLICE("EP/1/A1/fullimage"), &pages);

    expect(r == 0 || r == -ENOENT || r == -EBADMSG);
    expect(r || (pages >= 1 && pages <= INQUIRY_PAGES));
    expect(r == 0 || pages == -7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};
    int walked = walk(body);

    for (int form = 0; form < FORM_COUNT; form++) {
        look(body, (enum form)form, 200, walked);
        look(body, (enum form)form, 400, walked);
    }
    compare(body, FORM_XML);
    compare(body, FORM_JSON);
    if (walked == 0)
        count_pages(body);
    return 0;
}
