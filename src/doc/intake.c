/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was asked chooses the check; what came may overrule it: a body that is
 * no image where one was asked is read as the error it may be. Only an answer
 * of status 200 can be what was asked.
 */
#include "doc/intake.h"

#include "base/json.h"
#include "doc/absurd.h"
#include "doc/dom.h"
#include "doc/media.h"
#include "doc/mismatch.h"
#include "doc/reflow.h"

#include <string.h>

/* An error of OPS is some hundred bytes: a longer one is not worth a tree. */
#define FAULT_MAX (1 << 20)

void intake_line(char *to, size_t size, struct slice s)
{
    size_t len = 0, more;
    bool gap = false;
    unsigned code;

    for (; s.len; s.at += more, s.len -= more) {
        size_t mark = slice_mark(s, &code);

        more = mark ? mark : slice_character(s);
        if (mark || !more || s.at[0] == ' ') {
            gap = len > 0;
            more += !more;
            continue;
        }
        if (len + gap + more >= size)
            break;
        if (gap)
            to[len++] = ' ';
        memcpy(to + len, s.at, more);
        len += more;
        gap = false;
    }
    to[len] = '\0';
}

/* XML: a document of OPS, or one of its errors. */

enum root {
    ROOT_NONE,
    ROOT_DOCUMENT,
    ROOT_ERROR,
    ROOT_OTHER,
};

static enum root root_of(const struct xml_element *e)
{
    if (e->ns == NS_OPS && strcmp(e->name, "world-patent-data") == 0)
        return ROOT_DOCUMENT;
    if (e->ns == NS_OPS && strcmp(e->name, "fault") == 0)
        return ROOT_ERROR;
    if (e->ns == NS_NONE && strcmp(e->name, "error") == 0)
        return ROOT_ERROR;
    return ROOT_OTHER;
}

static int on_open(void *arg, const struct xml_element *e)
{
    enum root *root = arg;

    if (e->depth == 1)
        *root = root_of(e);
    return 0;
}

/* What the error says there, whatever its namespace. */
static void add_field(const xmlNode *error, const char *name,
                      const char *before, struct buf *to)
{
    dom_each_element(at, error) {
        if (strcmp((const char *)at->name, name) != 0 || reflow_is_empty(at))
            continue;
        buf_puts(to, to->len > 0 ? before : "");
        reflow_text(at, to);
    }
}

static void report_fault(struct slice body, struct finding *f)
{
    struct buf code = BUF_INIT(SIZE_MAX), message = BUF_INIT(SIZE_MAX);
    const xmlNode *error;
    struct dom dom;

    if (body.len > FAULT_MAX || dom_read(body, &dom) < 0)
        return;
    error = dom.root;
    add_field(error, "code", "", &code);
    add_field(error, "message", "", &message);
    add_field(error, "description", ": ", &message);
    f->intake = INTAKE_FAULT;
    intake_line(f->code, sizeof(f->code), slice_of(buf_text(&code)));
    intake_line(f->message, sizeof(f->message), slice_of(buf_text(&message)));
    buf_fini(&code);
    buf_fini(&message);
    dom_fini(&dom);
}

/* What comes after the first `mark`; all of `s` where there is none. */
static struct slice after(struct slice s, const char *mark)
{
    const char *at = memmem(s.at, s.len, mark, strlen(mark));

    if (!at)
        return s;
    at += strlen(mark);
    return (struct slice){at, (size_t)(s.at + s.len - at)};
}

/* The text after the instructions a document may start with. */
static struct slice skip_instructions(struct slice body)
{
    struct slice before;

    do {
        before = body = slice_trim(body);
        if (slice_starts(body, "<?"))
            body = after(body, "?>");
    } while (body.len < before.len);
    return body;
}

/* JSON: a document in BadgerFish, or the classification's way to say no. */

static bool is_document_name(const char *name)
{
    const char *local = name ? strrchr(name, ':') : NULL;

    return name && strcmp(local ? local + 1 : name, "world-patent-data") == 0;
}

static void report_json_error(const struct json *j, struct finding *f)
{
    const char *text = json_string(j, "error");

    if (!text)
        text = json_string(j, "message");
    if (!text)
        return;
    f->intake = INTAKE_FAULT;
    intake_line(f->message, sizeof(f->message), slice_of(text));
}

static void check_json(struct slice body, bool asked, struct finding *f)
{
    struct json *j = json_parse(body.at, body.len);

    if (!j)
        return;
    if (!is_document_name(json_first_name(j)))
        report_json_error(j, f);
    else if (asked)
        f->intake = INTAKE_GOOD;
    json_free(j);
}

/* What is not XML after all: nothing after an instruction, or JSON. */
static void check_leftover(struct slice body, struct finding *f)
{
    body = skip_instructions(body);
    if (!body.len)
        f->intake = INTAKE_EMPTY;
    else if (body.at[0] == '{')
        check_json(body, false, f);
}

static void check_xml(struct slice body, bool asked, struct finding *f)
{
    static const struct xml_events events = {.open = on_open};
    enum root root = ROOT_NONE;
    int error = xml_walk(body, INTAKE_DEPTH, &events, &root);

    if (xml_is_hostile(error))
        f->intake = INTAKE_HOSTILE;
    else if (error && root == ROOT_NONE)
        check_leftover(body, f);
    else if (!error && root == ROOT_ERROR)
        report_fault(body, f);
    else if (!error && root == ROOT_DOCUMENT && asked)
        f->intake = INTAKE_GOOD;
}

static bool is_html(struct slice media)
{
    struct slice type = SLICE("");

    slice_cut(&media, ';', &type);
    return slice_is_nocase(slice_trim(type), "text/html");
}

void intake_check(struct slice body, enum form form, int status,
                  struct slice media, struct finding *ret_finding)
{
    struct finding f = {.intake = INTAKE_MALFORMED};
    struct slice text = slice_trim(body);
    bool found = status == 200;

    if (!text.len)
        f.intake = INTAKE_EMPTY;
    else if (is_html(media))
        f.intake = INTAKE_MALFORMED;
    else if (found && media_is_whole(body, form))
        f.intake = INTAKE_GOOD;
    else if (text.at[0] == '{')
        check_json(text, found && form == FORM_JSON, &f);
    else
        check_xml(body, found && form == FORM_XML, &f);
    *ret_finding = f;
}

/* exchange_split() takes only what check_xml() finds good. */
static bool is_read(const struct identity *asked, const struct received *got)
{
    return got->split && asked->form == FORM_XML && !is_html(got->media);
}

void intake_examine(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding)
{
    struct finding *f = ret_finding;

    if (is_read(asked, got))
        *f = (struct finding){.intake = INTAKE_GOOD};
    else
        intake_check(got->body, asked->form, got->status, got->media, f);
    if (f->intake == INTAKE_GOOD && mismatch_find(asked, got, f->message))
        f->intake = INTAKE_MISMATCH;
    else if (f->intake == INTAKE_GOOD &&
             absurd_find(asked, got->body, f->message))
        f->intake = INTAKE_ABSURD;
}
