/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/biblio.h"

#include "doc/classes.h"
#include "doc/date.h"
#include "doc/extras.h"
#include "doc/flow.h"
#include "doc/labels.h"
#include "doc/patent.h"
#include "doc/subject.h"
#include "doc/words.h"

#include <string.h>

#define SPELLINGS_MOST 4096

static const xmlNode *child(const xmlNode *parent, const char *name)
{
    return dom_child(parent, NS_EXCHANGE, name);
}

static const xmlNode *next(const xmlNode *node, const char *name)
{
    return dom_next(node, NS_EXCHANGE, name);
}

static const char *attribute(struct arena *memory, const xmlNode *node,
                             const char *name)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    flow_line(dom_attribute(node, name).at, &text);
    return words_keep(memory, &text);
}

/* --- numbers -------------------------------------------------------------- */

/* One document in each of its spellings. */
struct doc_id {
    const char *docdb; /* as one word, `EP10167109A` */
    const char *epodoc;
    const char *original;
    const char *date;
};

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

/* An office may have written a number in several ways; in ever so many, the
 * last ones are not worth their time. */
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
        to->date = words_of_leaves(memory, child(id, "date"), " ");
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

/* A spelling that stands in the one above is not said again. */
static void add_spellings(struct facts *f, const char *label, const char *name,
                          const struct doc_id *id)
{
    const char *texts[] = {
        strcmp(name, id->docdb) != 0 ? id->docdb : "",
        strstr(name, id->epodoc) ? "" : id->epodoc,
        strstr(id->docdb, id->original) || strstr(id->epodoc, id->original)
            ? ""
            : id->original,
    };
    static const char *const notes[] = {"docdb", "epodoc", "original"};

    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++) {
        struct fact *one = facts_add(f, FACT_SPELLING, label, texts[i]);

        if (one)
            one->note = notes[i];
    }
}

static void add_publication(struct facts *f, const xmlNode *document,
                            const xmlNode *data)
{
    char name[SUBJECT_NAME];
    struct doc_id id;

    read_references(&f->memory, data, "publication-reference", &id);
    subject_name(document, name);
    facts_add(f, FACT_NAME, "Publication",
              name[0] ? arena_text(&f->memory, name, strlen(name)) : id.docdb);
    add_spellings(f, "Publication", facts_text(f, FACT_NAME), &id);
    facts_add(f, FACT_PUBLISHED, "Published", id.date);
    facts_add(f, FACT_COUNTRY, "", attribute(&f->memory, document, "country"));
    facts_add(f, FACT_SERIAL, "",
              attribute(&f->memory, document, "doc-number"));
    facts_add(f, FACT_KIND, "", attribute(&f->memory, document, "kind"));
}

static void add_application(struct facts *f, const xmlNode *data)
{
    struct doc_id id;

    read_references(&f->memory, data, "application-reference", &id);
    facts_add(f, FACT_APPLICATION, "Application", id.docdb);
    add_spellings(f, "Application", id.docdb, &id);
    facts_add(f, FACT_FILED, "Filed", id.date);
}

/* --- priorities ----------------------------------------------------------- */

/* What a priority claim tells beside its numbers, each with its name. */
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
        label_add_words(NULL, (const char *)at->name, &more);
        buf_printf(&more, " %s", text);
    }
    return words_keep(memory, &more);
}

static const char *priority_name(const struct doc_id *id)
{
    if (*id->epodoc)
        return id->epodoc;
    return *id->docdb ? id->docdb : id->original;
}

static void add_if(struct buf *to, const char *before, const char *text,
                   const char *behind)
{
    if (*text)
        buf_printf(to, "%s%s%s", before, text, behind);
}

static void add_priority(struct facts *f, const xmlNode *claim,
                         const struct doc_id *id)
{
    const char *name = priority_name(id);
    struct fact *one = facts_add(f, FACT_PRIORITY, "Priority", name);
    struct buf more = BUF_INIT(WORDS_MOST);

    if (!one)
        return;
    add_if(&more, " (", strstr(name, id->docdb) ? "" : id->docdb, ")");
    add_if(&more, " (", strstr(name, id->original) ? "" : id->original, ")");
    add_if(&more, ", ", id->date, "");
    add_if(&more, ", ", attribute(&f->memory, claim, "kind"), "");
    add_if(&more, ", ", more_of(&f->memory, claim), "");
    one->more = words_keep(&f->memory, &more);
}

static void add_priorities(struct facts *f, const xmlNode *data)
{
    const xmlNode *at = child(child(data, "priority-claims"), "priority-claim");
    const char *first = "";

    for (; at; at = next(at, "priority-claim")) {
        struct doc_id id = {"", "", "", ""};
        struct date d;

        read_ids(&f->memory, at, &id);
        add_priority(f, at, &id);
        if (date_known(slice_of(id.date), &d) &&
            (!*first || strcmp(id.date, first) < 0))
            first = id.date;
    }
    facts_add(f, FACT_FIRST_PRIORITY, "Earliest priority", first);
}

/* --- texts, parties, classes ---------------------------------------------- */

static void add_titles(struct facts *f, const xmlNode *data)
{
    const xmlNode *at = child(data, "invention-title");

    for (; at; at = next(at, "invention-title")) {
        struct fact *one = facts_add(f, FACT_TITLE, "Title",
                                     words_of(&f->memory, at));

        if (one)
            one->note = attribute(&f->memory, at, "lang");
    }
}

static void add_abstracts(struct facts *f, const xmlNode *document)
{
    const xmlNode *at = child(document, "abstract");

    for (; at; at = next(at, "abstract")) {
        struct fact *one = flow_is_empty(at)
                               ? NULL
                               : facts_add(f, FACT_ABSTRACT, "", "abstract");

        if (!one)
            continue;
        one->note = attribute(&f->memory, at, "lang");
        one->node = at;
    }
}

void biblio_paragraphs(const struct fact *abstract, const char *between,
                       struct buf *to)
{
    const xmlNode *p = child(abstract->node, "p");

    if (!p || flow_is_mixed(abstract->node)) {
        flow_text(abstract->node, to);
        return;
    }
    for (const char *behind = ""; p; p = next(p, "p")) {
        if (flow_is_empty(p))
            continue;
        buf_puts(to, behind);
        flow_text(p, to);
        behind = between;
    }
}

static void add_parties(struct facts *f, const xmlNode *parties)
{
    static const struct {
        enum fact_key key;
        const char *label;
    } roles[ROLES] = {
        [ROLE_APPLICANT] = {FACT_APPLICANT, "Applicant"},
        [ROLE_INVENTOR] = {FACT_INVENTOR, "Inventor"},
        [ROLE_AGENT] = {FACT_AGENT, "Agent"},
    };

    for (enum role role = 0; role < ROLES; role++) {
        const struct party *p = parties_read(&f->memory, parties, role);

        for (; p; p = p->next) {
            struct fact *one = facts_add(f, roles[role].key, roles[role].label,
                                         p->name);
            struct buf more = BUF_INIT(WORDS_MOST);

            add_if(&more, " (", p->differs ? p->coded : "", ")");
            add_if(&more, " [", p->residence, "]");
            add_if(&more, ", ", p->more, "");
            if (one) {
                one->party = p;
                one->more = words_keep(&f->memory, &more);
            }
        }
    }
}

static void add_classes(struct facts *f, const xmlNode *data)
{
    const struct class *c = classes_read(&f->memory, data);

    for (; c; c = c->next) {
        struct fact *one = facts_add(f, FACT_CLASS, c->scheme, c->symbol);
        struct buf more = BUF_INIT(WORDS_MOST);

        add_if(&more, " ", c->value, "");
        add_if(&more, " (", c->offices, ")");
        if (one)
            one->more = words_keep(&f->memory, &more);
    }
}

static void add_count(struct facts *f, const char *label, unsigned count)
{
    char text[16] = "";

    if (count > 0)
        snprintf(text, sizeof(text), "%u", count);
    facts_add(f, FACT_CITED, label, arena_text(&f->memory, text, strlen(text)));
}

static void add_counts(struct facts *f, const xmlNode *data)
{
    const xmlNode *at = child(child(data, "references-cited"), "citation");
    unsigned patents = 0, literature = 0;

    for (; at; at = next(at, "citation")) {
        if (child(at, "nplcit"))
            literature++;
        else
            patents++;
    }
    add_count(f, "Cited patents", patents);
    add_count(f, "Cited literature", literature);
}

/* --- all of it ------------------------------------------------------------ */

static void add_all(struct facts *f, const xmlNode *document)
{
    const xmlNode *data = child(document, "bibliographic-data");

    add_publication(f, document, data);
    add_titles(f, data);
    add_parties(f, child(data, "parties"));
    add_application(f, data);
    add_priorities(f, data);
    add_classes(f, data);
    facts_add(f, FACT_FAMILY, "Family",
              attribute(&f->memory, document, "family-id"));
    add_counts(f, data);
    extras_add(f, document);
    add_abstracts(f, document);
    patent_add(f);
}

int biblio_read(const xmlNode *root, struct slice subject,
                struct facts *ret_facts)
{
    struct facts f = FACTS_INIT;
    const xmlNode *document;
    int r = subject_document(root, subject, &document);

    if (r < 0)
        return r;
    add_all(&f, document);
    if (f.memory.error) {
        r = f.memory.error;
        facts_fini(&f);
        return r;
    }
    *ret_facts = f;
    return 0;
}
