/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_intake.h"

#include "doc/entities.h"
#include "doc/eps_list.h"
#include "doc/intake.h"
#include "doc/media.h"
#include "doc/xml.h"
#include "ops/eps.h"
#include "ops/eps_verdict.h"

#include <stdio.h>
#include <string.h>

#define TITLE_MAX 200
#define PAGE_MAX 65536 /* of a page; the rest is not read */

/* The ceiling is for pictures. */
#define TEXT_MAX ((size_t)32 << 20)

static void set(struct finding *f, enum intake intake, const char *code,
                const char *message)
{
    f->intake = intake;
    snprintf(f->code, sizeof(f->code), "%s", code);
    snprintf(f->message, sizeof(f->message), "%s", message);
}

/* The document that was asked for; false for a list. */
static bool asked_document(const struct identity *asked,
                           struct eps_document *ret_document)
{
    struct slice steps = slice_of(asked->path), step;

    while (slice_cut(&steps, '/', &step)) {
        if (eps_read(step, ret_document))
            return true;
    }
    return false;
}

/* --- pages --------------------------------------------------------------- */

static bool contains_nocase(struct slice s, const char *word)
{
    size_t len = strlen(word);

    for (; s.len >= len; s = slice_skip(s, 1)) {
        if (slice_is_nocase((struct slice){s.at, len}, word))
            return true;
    }
    return false;
}

static bool is_page(struct slice body)
{
    struct slice head = slice_trim(body);

    if (head.len > 1024)
        head.len = 1024;
    return head.len && head.at[0] == '<' &&
           (contains_nocase(head, "<!doctype html") ||
            contains_nocase(head, "<html"));
}

/* What a page is called, on one line, into the message. */
static void report_title(struct slice page, struct finding *f)
{
    char *to = f->message;
    struct slice before;

    while (slice_cut(&page, '<', &before)) {
        struct slice tag = page;

        tag.len = tag.len < 6 ? tag.len : 6;
        if (!slice_is_nocase(tag, "title>"))
            continue;
        page = slice_skip(page, 6);
        slice_cut(&page, '<', &before);
        before = slice_trim(before);
        if (before.len > TITLE_MAX)
            before.len = TITLE_MAX;
        if (slice_is_clean(before))
            snprintf(to, FAULT_MESSAGE, "a page called \"%.*s\"",
                     (int)before.len, before.at);
        return;
    }
}

static void read_page(struct slice body, struct finding *f)
{
    if (body.len > PAGE_MAX)
        body.len = PAGE_MAX;
    if (contains_nocase(body, "patentscope") ||
        contains_nocase(body, "wipo.int"))
        set(f, INTAKE_FAULT, EPS_NONE,
            "WIPO published this application, see its WO publication");
    else
        report_title(body, f);
}

/* --- documents ----------------------------------------------------------- */

struct head {
    bool is_document, is_other;
    struct eps_document wanted;
};

static bool is_number(struct slice value, struct slice number)
{
    int64_t a, b;

    return slice_number(value, &a) == 0 && slice_number(number, &b) == 0 &&
           a == b;
}

static int on_open(void *arg, const struct xml_element *e)
{
    struct head *h = arg;
    struct slice number = xml_attribute_of(e, "doc-number");
    struct slice kind = xml_attribute_of(e, "kind");

    if (e->depth > 1)
        return 0;
    h->is_document = strcmp(e->name, "ep-patent-document") == 0;
    h->is_other = (number.len && !is_number(number, h->wanted.number)) ||
                  (kind.len && !slice_equal(kind, h->wanted.kind));
    return 0;
}

static void check_xml(const struct identity *asked, struct slice body,
                      struct finding *f)
{
    static const struct xml_events events = {.open = on_open};
    struct buf plain = BUF_INIT(sources[asked->source].ceiling);
    struct head head = {0};
    int r = entities_resolve(body, &plain);

    asked_document(asked, &head.wanted);
    if (r == 0)
        r = xml_walk((struct slice){plain.data, plain.len}, INTAKE_DEPTH,
                     &events, &head);
    buf_fini(&plain);
    if (xml_is_hostile(r))
        f->intake = INTAKE_HOSTILE;
    else if (r == 0 && head.is_document)
        f->intake = head.is_other ? INTAKE_MISMATCH : INTAKE_GOOD;
}

/* A page that does not name the document is an error. */
static void check_html(const struct identity *asked, struct slice body,
                       struct finding *f)
{
    struct eps_document d;
    struct slice number;

    if (!asked_document(asked, &d) || !is_page(body))
        return;
    number = d.number;
    while (number.len > 1 && number.at[0] == '0')
        number = slice_skip(number, 1);
    if (memmem(body.at, body.len, number.at, number.len))
        f->intake = INTAKE_GOOD;
    else
        read_page(body, f);
}

static bool is_text(enum form form)
{
    return form == FORM_XML || form == FORM_HTML;
}

static void check_document(const struct identity *asked, struct slice body,
                           struct finding *f)
{
    if (is_text(asked->form) && body.len > TEXT_MAX)
        f->intake = INTAKE_HOSTILE;
    else if (asked->form == FORM_HTML)
        check_html(asked, body, f);
    else if (is_page(body))
        read_page(body, f);
    else if (asked->form == FORM_XML)
        check_xml(asked, body, f);
    else if (media_is_whole(body, asked->form))
        f->intake = INTAKE_GOOD;
}

/* --- lists --------------------------------------------------------------- */

static void check_list(const struct identity *asked, struct slice body,
                       struct finding *f)
{
    static const char *const codes[] = {
        [EPS_LISTED] = "",
        [EPS_LISTED_NONE] = EPS_EMPTY,
        [EPS_LISTED_TOO_MANY] = EPS_LONG,
        [EPS_LISTED_FOREIGN] = EPS_FOREIGN,
    };
    enum eps_listed listed = eps_list_check(asked->source, body, asked->base);
    /* On a day there may be no document; there always are days. */
    bool may_be_empty = asked->source == SOURCE_EPS_DAY && is_page(body);

    if (listed == EPS_LISTED)
        f->intake = INTAKE_GOOD;
    else if (may_be_empty || listed != EPS_LISTED_NONE)
        set(f, INTAKE_FAULT, codes[listed], "");
}

/* Of an application that WIPO published there is no document. */
static bool lacks_it(const struct identity *asked, int status)
{
    struct eps_document d;

    return status == 500 && asked_document(asked, &d) && d.kind.at[0] == 'A';
}

void eps_intake_examine(const struct identity *asked,
                        const struct received *got, struct finding *ret_finding)
{
    struct finding *f = ret_finding;
    struct slice body = got->body;

    *f = (struct finding){.intake = INTAKE_MALFORMED};
    if (lacks_it(asked, got->status))
        set(f, INTAKE_FAULT, EPS_NONE,
            "HTTP 500, which is what it says of an application that WIPO "
            "published");
    else if (!slice_trim(body).len)
        f->intake = INTAKE_EMPTY;
    else if (got->status != 200)
        read_page(body, f);
    else if (asked->source == SOURCE_EPS_DOCUMENT)
        check_document(asked, body, f);
    else
        check_list(asked, body, f);
}
