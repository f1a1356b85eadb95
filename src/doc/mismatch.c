/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk, which ends as soon as all is known: in most answers that is within
 * the first kilobyte. Elements are known by their path of local names below the
 * root, the same in XML and in JSON, where there are only prefixes.
 */
#include "doc/mismatch.h"

#include "doc/badgerfish.h"
#include "doc/intake.h"
#include "doc/mention.h"
#include "doc/same_query.h"
#include "doc/spine.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define PATH_SIZE 192
#define DEPTH_MAX 16
#define SEEN_SIZE 100
#define PART_SIZE MENTION_SIZE /* of a document-id's parts */

/* The service of each source, and where the ids are that repeat the request:
 * `*` is the type of the reference. */
static const struct service {
    enum source_id source;
    const char *service;
    const char *ids;
} services[] = {
    {SOURCE_BIBLIO, "exchange-documents",
     "/exchange-document/bibliographic-data/*-reference/document-id"},
    {SOURCE_BIBLIO, "exchange-documents",
     "/exchange-document/bibliographic-data/*-claims/*-claim/document-id"},
    {SOURCE_FULLTEXT, "fulltext-documents",
     "/fulltext-document/bibliographic-data/*-reference/document-id"},
    {SOURCE_FULLTEXT, "fulltext-inquiry", "/*-reference/document-id"},
    {SOURCE_EQUIVALENTS, "equivalents-inquiry", "/*-reference/document-id"},
    {SOURCE_INQUIRY, "document-inquiry", "/*-reference/document-id"},
    {SOURCE_FAMILY, "patent-family", "/*-reference/document-id"},
    {SOURCE_LEGAL, "patent-family", "/*-reference/document-id"},
    {SOURCE_NUMBER, "standardization",
     "/input/publication-reference/document-id"},
    {SOURCE_NUMBER, "standardization",
     "/input/application-reference/document-id"},
    {SOURCE_NUMBER, "standardization", "/input/priority-reference/document-id"},
    {SOURCE_REGISTER, "register-search", "/query"},
    {SOURCE_REGISTER, "register-search",
     "/register-documents/register-document/bibliographic-data/"
     "*-reference/document-id"},
    {SOURCE_SEARCH, "biblio-search", NULL},
    {SOURCE_REGISTER_SEARCH, "register-search", NULL},
    {SOURCE_CPC, "classification-scheme/cpc", NULL},
    {SOURCE_CPC_SEARCH, "classification-search", NULL},
    {SOURCE_MAP_TO_CPC, "classification-scheme/mappings", NULL},
    {SOURCE_MAP_TO_IPC, "classification-scheme/mappings", NULL},
    {SOURCE_MAP_TO_ECLA, "classification-scheme/mappings", NULL},
};

/* What can be compared. */
enum aspect {
    ASPECT_SERVICE,
    ASPECT_DOCUMENT,
    ASPECT_QUERY,
    ASPECT_RANGE,
    ASPECT_SYMBOL,
    ASPECT_PART, /* of the record: description for claims, and the like */
    ASPECT_COUNT
};

enum likeness { SEEN_NOTHING, SEEN_RIGHT, SEEN_WRONG };

static const struct {
    const char *name;
    bool many; /* an answer may say it several times, and be right once */
} aspects[ASPECT_COUNT] = {
    [ASPECT_SERVICE] = {"service", false},
    [ASPECT_DOCUMENT] = {"document", true},
    [ASPECT_QUERY] = {"query", false},
    [ASPECT_RANGE] = {"range", false},
    [ASPECT_SYMBOL] = {"symbol", true},
    [ASPECT_PART] = {"part", false},
};

enum id_part { ID_COUNTRY, ID_NUMBER, ID_KIND, ID_PARTS };

static const char *const id_names[ID_PARTS] = {"country", "doc-number", "kind"};

struct leaf {
    size_t len;
    char at[REQUEST_PATH];
};

struct comparison {
    enum source_id source;
    struct identity_slots slots;
    struct mention document; /* that was asked for */
    bool kindless;           /* an id is like it, and says no kind */
    bool other_kind;         /* an id is like it, but for the kind */
    struct spine spine;      /* of the classification */
    bool awaited[ASPECT_COUNT];
    enum likeness seen[ASPECT_COUNT];
    char path[PATH_SIZE];
    size_t ends[DEPTH_MAX + 1]; /* of the path, by depth; 0: did not fit */
    bool on_path;               /* the path is that of the current element */
    struct leaf text;           /* of the current element */
    char id[ID_PARTS][PART_SIZE];
    bool strange; /* the id is of a format in which its number may differ */
    char *message;
};

static struct slice slot(const struct comparison *r, enum slot which)
{
    return r->slots.of[which];
}

static bool is_decided(const struct comparison *r)
{
    for (int i = 0; i < ASPECT_COUNT; i++) {
        if (r->seen[i] == SEEN_WRONG && !aspects[i].many)
            return true;
    }
    for (int i = 0; i < ASPECT_COUNT; i++) {
        if (r->awaited[i] && r->seen[i] != SEEN_RIGHT)
            return false;
    }
    return true;
}

/* Only plain text of an answer gets into a message. */
static void say(char *message, const char *aspect, const char *seen)
{
    char plain[SEEN_SIZE];
    size_t len = 0;

    for (; seen[len] && len + 1 < sizeof(plain); len++)
        plain[len] = seen[len] >= ' ' && seen[len] <= '~' ? seen[len] : '?';
    plain[len] = '\0';
    snprintf(message, FAULT_MESSAGE,
             "the answer to another request came: its %s is %s", aspect, plain);
}

static void note(struct comparison *r, enum aspect aspect, bool right,
                 const char *seen)
{
    if (!r->awaited[aspect] || r->seen[aspect] == SEEN_RIGHT)
        return;
    r->seen[aspect] = right ? SEEN_RIGHT : SEEN_WRONG;
    if (!right)
        say(r->message, aspects[aspect].name, seen);
}

/* --- services ----------------------------------------------------------- */

/* A path that no source has says nothing. */
static void check_service(struct comparison *r)
{
    bool known = false, own = false;

    for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
        bool is = strcmp(services[i].service, r->path) == 0;

        known |= is;
        own |= is && services[i].source == r->source;
    }
    if (known)
        note(r, ASPECT_SERVICE, own, r->path);
}

/* Whether `path` is `service` followed by `rest`, with each `*` as the type of
 * the reference that was asked for. */
static bool is_at(const struct comparison *r, const char *service,
                  const char *rest)
{
    struct slice type = slot(r, SLOT_TYPE);
    size_t len = strlen(service);
    const char *path = r->path + len;

    if (!r->on_path || strncmp(r->path, service, len) != 0)
        return false;
    for (; *rest; rest++) {
        if (*rest != '*' && *path++ != *rest)
            return false;
        if (*rest != '*')
            continue;
        if (!type.len || strncmp(path, type.at, type.len) != 0)
            return false;
        path += type.len;
    }
    return !*path;
}

static bool is_id(const struct comparison *r)
{
    for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
        if (services[i].source == r->source && services[i].ids &&
            is_at(r, services[i].service, services[i].ids))
            return true;
    }
    return false;
}

/* --- documents ---------------------------------------------------------- */

/* The epodoc number of a publication is that of each of its kinds: where a kind
 * was asked for, an id that says none is no proof. */
static void compare(struct comparison *r, const struct mention *got,
                    const char *seen)
{
    struct mention any_kind = r->document;
    bool right = mention_is(&r->document, got);

    any_kind.kind[0] = '\0';
    if (right && r->document.kind[0] && !got->kind[0]) {
        r->kindless = true;
        return;
    }
    r->other_kind |= !right && mention_is(&any_kind, got);
    note(r, ASPECT_DOCUMENT, right, seen);
}

/* Where it is like an id that says no kind, another number is the same one in
 * another format; another kind is another publication. */
static bool is_other_document(const struct comparison *r)
{
    return r->seen[ASPECT_DOCUMENT] == SEEN_WRONG &&
           (r->other_kind || !r->kindless);
}

static void check_document(struct comparison *r, struct slice country,
                           struct slice number, struct slice kind)
{
    struct mention got;
    char seen[2 * MENTION_SIZE];

    mention_of_id(country, number, kind, &got);
    if (!got.number[0])
        return;
    snprintf(seen, sizeof(seen), "%s%s", got.number, got.kind);
    compare(r, &got, seen);
}

/* Filings are numbered anew in each format: docdb's 102012001001 is epodoc's
 * 201210001001. */
static void open_id(struct comparison *r, const struct xml_element *e)
{
    struct slice type = xml_attribute_of(e, "document-id-type");
    struct slice format = slot(r, SLOT_FORMAT);

    r->strange = (type.len > 0 || r->source == SOURCE_REGISTER) &&
                 !slice_is(slot(r, SLOT_TYPE), "publication") &&
                 (type.len != format.len ||
                  memcmp(type.at, format.at, type.len) != 0);
}

static void read_id_part(struct comparison *r, const char *name)
{
    struct slice text = slice_trim((struct slice){r->text.at, r->text.len});

    for (int i = 0; i < ID_PARTS; i++) {
        if (strcmp(name, id_names[i]) == 0 && text.len < PART_SIZE)
            snprintf(r->id[i], PART_SIZE, "%.*s", (int)text.len, text.at);
    }
}

/* A register's answer repeats the reference as a query, before its ids:
 * `publication=EP1000000`. */
static void close_id(struct comparison *r)
{
    struct slice text = {r->text.at, r->text.len}, index;

    if (is_at(r, "register-search", "/query")) {
        slice_cut(&text, '=', &index);
        check_document(r, SLICE(""), slice_trim(text), SLICE(""));
    } else if (!r->strange) {
        check_document(r, slice_of(r->id[ID_COUNTRY]),
                       slice_of(r->id[ID_NUMBER]), slice_of(r->id[ID_KIND]));
    }
    memset(r->id, 0, sizeof(r->id));
}

/* --- searches and symbols ----------------------------------------------- */

static void read_range(struct comparison *r, const struct xml_element *e)
{
    struct slice asked = slot(r, SLOT_RANGE), begin = SLICE("");
    struct slice from = xml_attribute_of(e, "begin");
    struct slice to = xml_attribute_of(e, "end");
    int64_t numbers[4];
    char seen[64];

    slice_cut(&asked, '-', &begin);
    if (slice_number(begin, &numbers[0]) < 0 ||
        slice_number(asked, &numbers[1]) < 0 ||
        slice_number(from, &numbers[2]) < 0 ||
        slice_number(to, &numbers[3]) < 0)
        return;
    snprintf(seen, sizeof(seen), "%.*s-%.*s", (int)from.len, from.at,
             (int)to.len, to.at);
    note(r, ASPECT_RANGE, numbers[0] == numbers[2] && numbers[1] == numbers[3],
         seen);
}

static bool is_search(const struct comparison *r, const char *leaf)
{
    return is_at(r, "biblio-search", leaf) ||
           is_at(r, "register-search", leaf) ||
           is_at(r, "classification-search", leaf);
}

/* Of the classification, its branch decides; elsewhere, one of the symbols. */
static void read_symbol(struct comparison *r, struct slice symbol)
{
    bool right = same_words(slot(r, SLOT_SYMBOL), symbol);

    spine_name(&r->spine, symbol);
    if (!right || !spine_is_seen(&r->spine))
        note(r, ASPECT_SYMBOL, right, r->text.at);
}

static void end_spine(struct comparison *r)
{
    if (spine_is_seen(&r->spine))
        note(r, ASPECT_SYMBOL, !spine_is_other(&r->spine),
             "in another one's branch");
}

static bool is_symbol(const struct comparison *r, const char *name)
{
    return strcmp(name, "classification-symbol") == 0 ||
           is_at(r, "classification-scheme/mappings/mapping", "/cpc") ||
           is_at(r, "classification-scheme/mappings/mapping", "/ipc") ||
           is_at(r, "classification-scheme/mappings/mapping", "/ecla");
}

/* --- parts -------------------------------------------------------------- */

static bool has_part(const struct comparison *r, const char *part)
{
    return slice_lists(slot(r, SLOT_CONSTITUENTS), ',', slice_of(part));
}

static void read_format(struct comparison *r, const struct xml_element *e,
                        const char *name, enum slot which)
{
    struct slice value = xml_attribute_of(e, name);
    char format[16];

    snprintf(format, sizeof(format), "%.*s", (int)slot(r, which).len,
             slot(r, which).at);
    if (value.len && !slice_is_nocase(value, format))
        note(r, ASPECT_PART, false, name);
}

/* An abstract alone comes in a document that does not name its family. */
static void read_constituent(struct comparison *r, const struct xml_element *e)
{
    bool family = xml_attribute_of(e, "family-id").len > 0;
    bool short_form = !family && !xml_attribute_of(e, "system").len;

    if (slice_is(slot(r, SLOT_CONSTITUENTS), "abstract"))
        note(r, ASPECT_PART, !family, "biblio");
    else
        note(r, ASPECT_PART, !short_form || !has_part(r, "biblio"), "abstract");
}

/* A document may have its number in its own tag only. */
static void read_tag(struct comparison *r, const struct xml_element *e)
{
    if (r->source != SOURCE_BIBLIO ||
        !is_at(r, "exchange-documents", "/exchange-document"))
        return;
    read_constituent(r, e);
    if (slice_is(slot(r, SLOT_TYPE), "publication"))
        check_document(r, xml_attribute_of(e, "country"),
                       xml_attribute_of(e, "doc-number"),
                       xml_attribute_of(e, "kind"));
}

static void read_part(struct comparison *r, const struct xml_element *e)
{
    bool legal = r->source == SOURCE_LEGAL || has_part(r, "legal");

    if (is_at(r, "fulltext-documents/fulltext-document", "/claims") ||
        is_at(r, "fulltext-documents/fulltext-document", "/description"))
        note(r, ASPECT_PART, has_part(r, e->name), e->name);
    else if (is_at(r, "fulltext-inquiry", ""))
        note(r, ASPECT_PART, has_part(r, "fulltext"), e->name);
    else if (is_at(r, "patent-family", "") && xml_attribute_of(e, "legal").len)
        note(r, ASPECT_PART,
             legal == slice_is(xml_attribute_of(e, "legal"), "true"),
             legal ? "a family without legal events" : "legal events");
    if (!is_at(r, "standardization", ""))
        return;
    read_format(r, e, "inputFormat", SLOT_FORMAT);
    read_format(r, e, "outputFormat", SLOT_OUT);
    if (r->seen[ASPECT_PART] == SEEN_NOTHING)
        note(r, ASPECT_PART, true, "");
}

/* --- the walk ----------------------------------------------------------- */

/* The root is no part of a path; what is too deep or too long has none. */
static bool enter(struct comparison *r, const char *name, unsigned depth)
{
    size_t at = depth > 2 && depth <= DEPTH_MAX ? r->ends[depth - 1] : 0;
    size_t len = strlen(name);

    if (depth < 2 || depth > DEPTH_MAX)
        return false;
    r->ends[depth] = 0;
    if ((depth > 2 && !at) || at + len + 2 > PATH_SIZE)
        return false;
    if (at)
        r->path[at++] = '/';
    memcpy(r->path + at, name, len + 1);
    r->ends[depth] = at + len;
    return true;
}

/* Back at an element that ends. */
static bool leave(struct comparison *r, unsigned depth)
{
    if (depth < 2 || depth > DEPTH_MAX || !r->ends[depth])
        return false;
    r->path[r->ends[depth]] = '\0';
    return true;
}

static int on_open(void *arg, const struct xml_element *e)
{
    struct comparison *r = arg;

    r->text.len = 0;
    if (strcmp(e->name, "classification-item") == 0)
        spine_open(&r->spine);
    r->on_path = enter(r, e->name, e->depth);
    if (!r->on_path)
        return 0;
    check_service(r);
    read_tag(r, e);
    read_part(r, e);
    if (is_id(r))
        open_id(r, e);
    if (is_search(r, "/range"))
        read_range(r, e);
    return is_decided(r) ? -ECANCELED : 0;
}

static int on_text(void *arg, struct slice text)
{
    struct leaf *to = &((struct comparison *)arg)->text;
    size_t left = sizeof(to->at) - 1 - to->len;
    size_t len = text.len < left ? text.len : left;

    memcpy(to->at + to->len, text.at, len);
    to->len += len;
    to->at[to->len] = '\0';
    return 0;
}

static void read_leaf(struct comparison *r, const char *name)
{
    struct slice text = slice_trim((struct slice){r->text.at, r->text.len});

    if (is_search(r, "/query"))
        note(r, ASPECT_QUERY, same_query(slot(r, SLOT_QUERY), text),
             r->text.at);
    if (is_symbol(r, name))
        read_symbol(r, text);
    read_id_part(r, name);
    if (is_id(r))
        close_id(r);
}

static int on_close(void *arg, const struct xml_element *e)
{
    struct comparison *r = arg;

    r->on_path = leave(r, e->depth);
    read_leaf(r, e->name);
    if (strcmp(e->name, "classification-item") == 0)
        spine_close(&r->spine);
    r->text.len = 0;
    r->text.at[0] = '\0';
    return is_decided(r) ? -ECANCELED : 0;
}

static void reader_init(struct comparison *r, const struct identity *asked,
                        char *message)
{
    *r = (struct comparison){.source = asked->source, .message = message};
    r->awaited[ASPECT_SERVICE] = true;
    if (!identity_read(asked, &r->slots))
        return;
    mention_read(slot(r, SLOT_NUMBER), &r->document);
    if (r->source == SOURCE_REGISTER)
        r->document.kind[0] = '\0'; /* an entry is of all kinds */
    r->awaited[ASPECT_DOCUMENT] = r->document.number[0] != '\0';
    r->awaited[ASPECT_QUERY] = slot(r, SLOT_QUERY).len > 0;
    r->awaited[ASPECT_RANGE] = r->awaited[ASPECT_QUERY] &&
                               slot(r, SLOT_RANGE).len > 0;
    r->awaited[ASPECT_SYMBOL] = slot(r, SLOT_SYMBOL).len > 0;
    spine_init(&r->spine, slot(r, SLOT_SYMBOL), asked->path);
    r->awaited[ASPECT_PART] = asked->source == SOURCE_BIBLIO ||
                              asked->source == SOURCE_FULLTEXT ||
                              asked->source == SOURCE_FAMILY ||
                              asked->source == SOURCE_LEGAL ||
                              asked->source == SOURCE_NUMBER;
}

static void walk(struct comparison *r, struct slice body)
{
    static const struct xml_events events = {on_open, on_close, on_text};
    struct json *json;

    if (slice_trim(body).at[0] != '{') {
        xml_walk(body, INTAKE_DEPTH, &events, r);
        return;
    }
    json = json_parse(body.at, body.len);
    if (json)
        badgerfish_walk(json, &events, r);
    json_free(json);
}

/* --- pages -------------------------------------------------------------- */

/* `attachment; filename=WO 2010050748A2 I .pdf`. The kind in the link of a
 * first page's clip is not the document's. */
static bool is_other_page(const struct identity *asked, struct slice file,
                          char *message)
{
    struct identity_slots slots;
    struct slice name, kind;
    char spelled[MENTION_SIZE], candidates[NUMBER_CANDIDATES];
    struct number n;
    struct mention got, want;

    if (!identity_read(asked, &slots) || !slice_cut(&file, '=', &name))
        return false;
    name = query_word(&file);
    kind = query_word(&file);
    snprintf(spelled, sizeof(spelled), "%.*s%.*s", (int)name.len, name.at,
             (int)kind.len, kind.at);
    if (number_parse(slice_of(spelled), &n, candidates) < 0)
        return false;
    kind = slots.of[SLOT_KIND];
    mention_of_id(slice_of(n.country), slice_of(n.number), slice_of(n.kind),
                  &got);
    mention_of_id(slots.of[SLOT_CC], slots.of[SLOT_DOC],
                  slice_is(kind, "PA") ? SLICE("") : kind, &want);
    if (!want.number[0] || mention_is(&want, &got))
        return false;
    say(message, "document", spelled);
    return true;
}

bool mismatch_find(const struct identity *asked, const struct received *got,
                   char message[FAULT_MESSAGE])
{
    struct comparison r;

    if (asked->source == SOURCE_PAGE || asked->source == SOURCE_CLIP)
        return is_other_page(asked, got->file, message);
    if (asked->form != FORM_XML && asked->form != FORM_JSON)
        return false;
    reader_init(&r, asked, message);
    walk(&r, got->body);
    end_spine(&r);
    for (int i = 0; i < ASPECT_COUNT; i++) {
        if (i == ASPECT_DOCUMENT ? is_other_document(&r)
                                 : r.seen[i] == SEEN_WRONG)
            return true;
    }
    message[0] = '\0';
    return false;
}
