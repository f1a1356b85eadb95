/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/biblio.h"

#include "doc/classes.h"
#include "doc/date.h"
#include "doc/flow.h"
#include "doc/party.h"
#include "doc/subject.h"
#include "doc/words.h"

#include <string.h>

#define SPELLINGS_MOST 4096

/* --- numbers -------------------------------------------------------------- */

static const xmlNode *child(const xmlNode *parent, const char *name)
{
    return dom_child(parent, NS_EXCHANGE, name);
}

static const xmlNode *next(const xmlNode *node, const char *name)
{
    return dom_next(node, NS_EXCHANGE, name);
}

/* Country, number and kind, whichever are there, as one word. */
static const char *one_word(struct arena *memory, const xmlNode *id)
{
    static const char *const parts[] = {"country", "doc-number", "kind"};
    struct buf word = BUF_INIT(WORDS_MOST);

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        flow_text(child(id, parts[i]), &word);
    return words_keep(memory, &word);
}

static const char **spelling(struct doc_id *to, struct slice type)
{
    if (slice_is(type, "epodoc"))
        return &to->epodoc;
    return slice_is(type, "original") ? &to->original : &to->docdb;
}

/* An office may have written a number in several ways; of very many, the last
 * ones are not worth the time. */
static const char *with_other(struct arena *memory, const char *first,
                              const char *other)
{
    struct buf both = BUF_INIT(WORDS_MOST);

    if (strlen(first) > SPELLINGS_MOST || strstr(first, other))
        return first;
    buf_printf(&both, "%s%s%s", first, *first ? ", " : "", other);
    return words_keep(memory, &both);
}

static void read_id(struct arena *memory, const xmlNode *id,
                    struct slice format, struct doc_id *to)
{
    struct slice type = dom_attribute(id, "document-id-type");
    const char **slot = spelling(to, type.len ? type : format);

    *slot = with_other(memory, *slot, one_word(memory, id));
    if (!*to->date)
        to->date = words_of(memory, child(id, "date"));
}

static void read_ids(struct arena *memory, const xmlNode *around,
                     struct doc_id *to)
{
    struct slice format = dom_attribute(around, "data-format");
    const xmlNode *id = child(around, "document-id");

    for (; id; id = next(id, "document-id"))
        read_id(memory, id, format, to);
}

static void read_references(struct arena *memory, const xmlNode *data,
                            const char *name, struct doc_id *to)
{
    *to = (struct doc_id){"", "", "", ""};
    for (const xmlNode *at = child(data, name); at; at = next(at, name))
        read_ids(memory, at, to);
}

/* What a priority claim says apart from its numbers, each with its name. */
static const char *more_of(struct arena *memory, const xmlNode *claim)
{
    const xmlNode *at = dom_element(claim->children);
    struct buf more = BUF_INIT(WORDS_MOST);

    for (; at; at = dom_element(at->next)) {
        const char *text = dom_is(at, NS_EXCHANGE, "document-id")
                               ? ""
                               : words_of_leaves(memory, at, ", ");

        if (!*text)
            continue;
        buf_puts(&more, more.len ? ", " : "");
        words_add_name(&more, at);
        buf_printf(&more, " %s", text);
    }
    return words_keep(memory, &more);
}

static void read_priorities(struct biblio *b, const xmlNode *data)
{
    const xmlNode *at = child(child(data, "priority-claims"),
                              "priority-claim");
    struct priority **end = &b->priorities;

    for (; at; at = next(at, "priority-claim")) {
        struct slice level = dom_attribute(at, "kind");
        struct priority *p = arena_new(&b->memory, sizeof(*p));

        if (!p)
            return;
        p->id = (struct doc_id){"", "", "", ""};
        p->level = arena_text(&b->memory, level.at, level.len);
        p->more = more_of(&b->memory, at);
        read_ids(&b->memory, at, &p->id);
        *end = p;
        end = &p->next;
    }
}

/* --- texts ---------------------------------------------------------------- */

static const char *lang_of(struct arena *memory, const xmlNode *node)
{
    struct slice lang = dom_attribute(node, "lang");

    return arena_text(memory, lang.at, lang.len);
}

static void read_titles(struct biblio *b, const xmlNode *data)
{
    const xmlNode *at = child(data, "invention-title");
    struct title **end = &b->titles;

    for (; at; at = next(at, "invention-title")) {
        const char *text = words_of(&b->memory, at);
        struct title *t = *text ? arena_new(&b->memory, sizeof(*t)) : NULL;

        if (!t)
            continue;
        t->text = text;
        t->lang = lang_of(&b->memory, at);
        *end = t;
        end = &t->next;
    }
}

static void read_abstracts(struct biblio *b, const xmlNode *document)
{
    const xmlNode *at = child(document, "abstract");
    struct abstract **end = &b->abstracts;

    for (; at; at = next(at, "abstract")) {
        struct abstract *a;

        if (flow_is_empty(at))
            continue;
        a = arena_new(&b->memory, sizeof(*a));
        if (!a)
            return;
        a->node = at;
        a->lang = lang_of(&b->memory, at);
        *end = a;
        end = &a->next;
    }
}

static void count_citations(struct biblio *b, const xmlNode *data)
{
    const xmlNode *list = child(data, "references-cited");
    const xmlNode *at = child(list, "citation");

    for (; at; at = next(at, "citation")) {
        if (child(at, "nplcit"))
            b->literature_cited++;
        else
            b->patents_cited++;
    }
}

/* --- all of it ------------------------------------------------------------ */

static const char *attribute(struct arena *memory, const xmlNode *node,
                             const char *name)
{
    struct slice value = slice_trim(dom_attribute(node, name));

    return arena_text(memory, value.at, value.len);
}

static const char *name_of(struct biblio *b, const xmlNode *document)
{
    char name[SUBJECT_NAME];

    subject_name(document, name);
    return name[0] ? arena_text(&b->memory, name, strlen(name))
                   : b->publication.docdb;
}

static void read_all(struct biblio *b, const xmlNode *document)
{
    const xmlNode *data = child(document, "bibliographic-data");

    b->country = attribute(&b->memory, document, "country");
    b->number = attribute(&b->memory, document, "doc-number");
    b->kind = attribute(&b->memory, document, "kind");
    b->family = attribute(&b->memory, document, "family-id");
    read_references(&b->memory, data, "publication-reference",
                    &b->publication);
    read_references(&b->memory, data, "application-reference",
                    &b->application);
    b->name = name_of(b, document);
    read_priorities(b, data);
    read_titles(b, data);
    read_abstracts(b, document);
    for (enum role role = 0; role < ROLES; role++)
        b->parties[role] = parties_read(&b->memory, child(data, "parties"),
                                        role);
    b->classes = classes_read(&b->memory, data);
    count_citations(b, data);
    b->extras = extras_read(&b->memory, document);
}

int biblio_read(const xmlNode *root, struct slice subject,
                struct biblio *ret_biblio)
{
    struct biblio b = {.memory = ARENA_INIT};
    const xmlNode *document;
    int r = subject_document(root, subject, &document);

    if (r < 0)
        return r;
    read_all(&b, document);
    if (b.memory.error) {
        r = b.memory.error;
        arena_fini(&b.memory);
        return r;
    }
    *ret_biblio = b;
    return 0;
}

void biblio_fini(struct biblio *b)
{
    arena_fini(&b->memory);
}

const struct title *biblio_title(const struct biblio *b, struct slice lang)
{
    struct slice want = lang.len ? lang : SLICE("en");

    for (const struct title *t = b->titles; t; t = t->next) {
        if (slice_is_fold(want, t->lang))
            return t;
    }
    return lang.len ? NULL : b->titles;
}

const char *biblio_main_class(const struct biblio *b, const char *scheme)
{
    for (const struct class *c = b->classes; c; c = c->next) {
        if (strcmp(c->scheme, scheme) == 0)
            return c->symbol;
    }
    return "";
}

const struct abstract *biblio_abstract(const struct biblio *b)
{
    const struct abstract *a = b->abstracts;

    while (a && !slice_is_fold(SLICE("en"), a->lang))
        a = a->next;
    return a ? a : b->abstracts;
}

void biblio_paragraphs(const struct abstract *a, const char *between,
                       struct buf *to)
{
    const xmlNode *p = child(a->node, "p");

    if (!p || flow_is_mixed(a->node)) {
        flow_text(a->node, to);
        return;
    }
    for (const char *glue = ""; p; p = next(p, "p")) {
        if (flow_is_empty(p))
            continue;
        buf_puts(to, glue);
        flow_text(p, to);
        glue = between;
    }
}

const char *biblio_first_priority(const struct biblio *b)
{
    const char *first = "";
    struct date d;

    for (const struct priority *p = b->priorities; p; p = p->next) {
        if (date_known(slice_of(p->id.date), &d) &&
            (!*first || strcmp(p->id.date, first) < 0))
            first = p->id.date;
    }
    return first;
}
