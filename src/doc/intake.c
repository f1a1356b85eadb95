/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was asked chooses the check; what came may overrule it: a body that is
 * no image where one was asked is read as the error it may be. Only an answer
 * of status 200 can be what was asked.
 */
#include "doc/intake.h"

#include "base/json.h"
#include "doc/media.h"
#include "doc/mismatch.h"
#include "doc/xml.h"

#include <errno.h>
#include <string.h>

/* Texts from outside, put on one line. */

struct fault_line {
    char *text;
    size_t len;
    size_t size;
    bool gap; /* a blank is due before the next character */
};

/* Length of the character at the front of `s`, 0 when it is not clean. */
static size_t clean_length(struct slice s)
{
    for (size_t len = 1; len <= 4 && len <= s.len; len++) {
        if (slice_is_clean((struct slice){s.at, len}))
            return len;
    }
    return 0;
}

static bool line_put(struct fault_line *l, const char *at, size_t len)
{
    size_t blank = l->gap && l->len;

    if (l->len + blank + len >= l->size)
        return false;
    if (blank)
        l->text[l->len++] = ' ';
    memcpy(l->text + l->len, at, len);
    l->len += len;
    l->text[l->len] = '\0';
    l->gap = false;
    return true;
}

/* A run of blanks, control characters and broken UTF-8 becomes one blank. What
 * does not fit is dropped, and all behind it. */
static void line_add(struct fault_line *l, struct slice s)
{
    while (s.len && l->size) {
        size_t len = clean_length(s);

        if (!len || s.at[0] == ' ')
            l->gap = true;
        else if (!line_put(l, s.at, len))
            l->size = 0;
        len += !len;
        s.at += len;
        s.len -= len;
    }
}

/* XML: a document of OPS, or one of its errors. */

enum root {
    ROOT_NONE,
    ROOT_DOCUMENT,
    ROOT_ERROR,
    ROOT_OTHER,
};

enum fault_field {
    FIELD_CODE,
    FIELD_MESSAGE,
    FIELD_DESCRIPTION,
    FIELD_COUNT /* none of them */
};

static const char *const field_names[FIELD_COUNT] = {
    [FIELD_CODE] = "code",
    [FIELD_MESSAGE] = "message",
    [FIELD_DESCRIPTION] = "description",
};

struct fault_reading {
    enum root root;
    enum fault_field field; /* whose text is being read */
    char code[FAULT_CODE];
    char message[FAULT_MESSAGE];
    char description[FAULT_MESSAGE];
    struct fault_line lines[FIELD_COUNT];
};

static void reading_init(struct fault_reading *r)
{
    *r = (struct fault_reading){.field = FIELD_COUNT};
    r->lines[FIELD_CODE] = (struct fault_line){.text = r->code,
                                               .size = FAULT_CODE};
    r->lines[FIELD_MESSAGE] = (struct fault_line){.text = r->message,
                                                  .size = FAULT_MESSAGE};
    r->lines[FIELD_DESCRIPTION] = (struct fault_line){.text = r->description,
                                                      .size = FAULT_MESSAGE};
}

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

static enum fault_field field_of(const char *name)
{
    enum fault_field field = FIELD_CODE;

    while (field < FIELD_COUNT && strcmp(name, field_names[field]))
        field++;
    return field;
}

static int on_open(void *arg, const struct xml_element *e)
{
    struct fault_reading *r = arg;

    if (e->depth == 1)
        r->root = root_of(e);
    else if (e->depth == 2 && r->root == ROOT_ERROR)
        r->field = field_of(e->name);
    return 0;
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct fault_reading *r = arg;

    if (e->depth == 2)
        r->field = FIELD_COUNT;
    return 0;
}

static int on_text(void *arg, struct slice text)
{
    struct fault_reading *r = arg;

    if (r->field < FIELD_COUNT)
        line_add(&r->lines[r->field], text);
    return 0;
}

static void tell_fault(struct finding *f, struct fault_reading *r)
{
    struct fault_line *message = &r->lines[FIELD_MESSAGE];

    f->intake = INTAKE_FAULT;
    if (r->description[0]) {
        if (message->len)
            line_add(message, SLICE(": "));
        line_add(message, slice_of(r->description));
    }
    memcpy(f->code, r->code, sizeof(f->code));
    memcpy(f->message, r->message, sizeof(f->message));
}

/* What stands behind the first `mark`; all of `s` where there is none. */
static struct slice behind(struct slice s, const char *mark)
{
    struct slice rest = s;

    while (rest.len && !slice_starts(rest, mark)) {
        rest.at++;
        rest.len--;
    }
    if (!rest.len)
        return s;
    rest.at += strlen(mark);
    rest.len -= strlen(mark);
    return rest;
}

/* The text behind the instructions a document may start with. */
static struct slice skip_instructions(struct slice body)
{
    struct slice before;

    do {
        before = body = slice_trim(body);
        if (slice_starts(body, "<?"))
            body = behind(body, "?>");
    } while (body.len < before.len);
    return body;
}

/* JSON: a document in BadgerFish, or the classification's way to say no. */

static bool is_document_name(const char *name)
{
    const char *local = name ? strrchr(name, ':') : NULL;

    return name && strcmp(local ? local + 1 : name, "world-patent-data") == 0;
}

static void tell_json_error(const struct json *j, struct finding *f)
{
    struct fault_line line = {.text = f->message, .size = sizeof(f->message)};
    const char *text = json_string(j, "error");

    if (!text)
        text = json_string(j, "message");
    if (!text)
        return;
    f->intake = INTAKE_FAULT;
    line_add(&line, slice_of(text));
}

static void check_json(struct slice body, bool asked, struct finding *f)
{
    struct json *j = json_parse(body.at, body.len);

    if (!j)
        return;
    if (!is_document_name(json_first_name(j)))
        tell_json_error(j, f);
    else if (asked)
        f->intake = INTAKE_GOOD;
    json_free(j);
}

/* What is not XML after all: nothing behind an instruction, or JSON. */
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
    static const struct xml_events events = {on_open, on_close, on_text};
    struct fault_reading r;
    int error;

    reading_init(&r);
    error = xml_walk(body, INTAKE_DEPTH, &events, &r);
    if (error == -EPERM || error == -E2BIG)
        f->intake = INTAKE_HOSTILE;
    else if (error && r.root == ROOT_NONE)
        check_leftover(body, f);
    else if (!error && r.root == ROOT_ERROR)
        tell_fault(f, &r);
    else if (!error && r.root == ROOT_DOCUMENT && asked)
        f->intake = INTAKE_GOOD;
}

static bool is_html(struct slice media)
{
    struct slice type = SLICE("");

    slice_cut(&media, ';', &type);
    return slice_is_fold(slice_trim(type), "text/html");
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

void intake_examine(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding)
{
    struct finding *f = ret_finding;

    intake_check(got->body, asked->form, got->status, got->media, f);
    if (f->intake == INTAKE_GOOD && mismatch_find(asked, got, f->message))
        f->intake = INTAKE_MISMATCH;
}
