/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/biblio.h"

#include "doc/classes.h"
#include "doc/date.h"
#include "doc/docdb.h"
#include "doc/labels.h"
#include "doc/party.h"
#include "doc/patent.h"
#include "doc/reflow.h"
#include "doc/subject.h"
#include "doc/words.h"
#include "doc/written.h"

#include <string.h>

#define SPELLINGS_MAX 4096

/* --- numbers ------------------------------------------------------------- */

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
    struct buf word = BUF_INIT(WORDS_MAX);

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        reflow_text(dom_exchange(id, parts[i]), &word);
    return words_keep(memory, &word);
}

static const char **spelling(struct doc_id *to, struct slice type)
{
    if (slice_is(type, "epodoc"))
        return &to->epodoc;
    return slice_is(type, "original") ? &to->original : &to->docdb;
}

/* An office may have written a number in several ways; of very many, the last
 * ones are not worth their time. */
static const char *with_other(struct arena *memory, const char *first,
                              const char *other)
{
    if (strlen(first) > SPELLINGS_MAX || strstr(first, other))
        return first;
    return words_print(memory, "%s%s%s", first, *first ? ", " : "", other);
}

static void read_ids(struct arena *memory, const xmlNode *around,
                     struct doc_id *to)
{
    dom_each(id, around, NS_EXCHANGE, "document-id") {
        struct slice type = dom_attribute(id, "document-id-type");
        const char **slot;

        if (!type.len)
            type = dom_attribute(around, "data-format");
        slot = spelling(to, type);
        *slot = with_other(memory, *slot, one_word(memory, id));
        if (!*to->date)
            to->date = words_of_leaves(memory, dom_exchange(id, "date"), " ");
    }
}

static struct doc_id read_references(struct arena *memory, const xmlNode *data,
                                     const char *name)
{
    struct doc_id id = {"", "", "", ""};

    dom_each(at, data, NS_EXCHANGE, name)
        read_ids(memory, at, &id);
    return id;
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

    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
        facts_add(f, (struct fact){FACT_SPELLING, label, texts[i],
                                   .note = notes[i]});
}

static void add_written(struct facts *f)
{
    const char *written = patent_written(f), *kind = patent_kind(f);

    if (strcmp(written, facts_text(f, FACT_NAME)) != 0)
        facts_add(f, (struct fact){FACT_SPELLING, "Publication", written,
                                   .note = "written"});
    if (kind)
        facts_add(f,
                  (struct fact){FACT_OTHER, "Kind",
                                words_print(&f->memory, "%s, %s",
                                            facts_text(f, FACT_KIND), kind)});
}

static void add_grant(struct facts *f, const char *date)
{
    if (patent_is_grant(f))
        facts_add(f, (struct fact){FACT_GRANTED, "Granted", patent_written(f),
                                   *date ? words_print(&f->memory, ", %s", date)
                                         : ""});
}

static void add_publication(struct facts *f, const xmlNode *document,
                            const xmlNode *data)
{
    static const struct {
        enum fact_key key;
        const char *attribute;
    } parts[] = {
        {FACT_COUNTRY, "country"},
        {FACT_SERIAL, "doc-number"},
        {FACT_KIND, "kind"},
    };
    struct doc_id id = read_references(&f->memory, data,
                                       "publication-reference");
    char name[SUBJECT_NAME];

    subject_name(document, name);
    facts_add(f, (struct fact){FACT_NAME, "Publication",
                               *name ? words_print(&f->memory, "%s", name)
                                     : id.docdb});
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        facts_add(f, (struct fact){parts[i].key,
                                   .text =
                                       words_of_attribute(&f->memory, document,
                                                          parts[i].attribute)});
    add_written(f);
    add_spellings(f, "Publication", facts_text(f, FACT_NAME), &id);
    facts_add(f, (struct fact){FACT_PUBLISHED, "Published", id.date});
    add_grant(f, id.date);
}

/* `EP 13717268.8`; "" where the office's way is not known. */
static const char *written_of(struct facts *f, const xmlNode *reference)
{
    struct buf text = BUF_INIT(WORDS_MAX);
    struct docdb id;
    struct number n;

    if (docdb_of(reference, &id) &&
        number_application(id.country, id.number, id.kind, &n) == 0)
        written_application(&n, &text);
    return words_keep(&f->memory, &text);
}

static void add_application(struct facts *f, const xmlNode *data)
{
    struct doc_id id = read_references(&f->memory, data,
                                       "application-reference");

    facts_add(f, (struct fact){FACT_APPLICATION, "Application", id.docdb});
    facts_add(f, (struct fact){
                     FACT_SPELLING, "Application",
                     written_of(f, dom_exchange(data, "application-reference")),
                     .note = "written"});
    add_spellings(f, "Application", id.docdb, &id);
    facts_add(f, (struct fact){FACT_FILED, "Filed", id.date});
}

/* --- priorities ---------------------------------------------------------- */

/* What a priority claim says beside its numbers, each with its name. */
static void add_others(struct arena *memory, const xmlNode *claim,
                       struct buf *to)
{
    dom_each_element(at, claim) {
        const char *text = words_of_leaves(memory, at, ", ");

        if (dom_is(at, NS_EXCHANGE, "document-id") || !*text)
            continue;
        buf_puts(to, ", ");
        label_add_words(NULL, (const char *)at->name, to);
        buf_printf(to, " %s", text);
    }
}

static const char *priority_name(const struct doc_id *id)
{
    if (*id->epodoc)
        return id->epodoc;
    return *id->docdb ? id->docdb : id->original;
}

static void add_priority(struct facts *f, const xmlNode *claim,
                         const struct doc_id *id)
{
    const char *name = priority_name(id);
    struct buf more = BUF_INIT(WORDS_MAX);

    words_add_if(&more, " (", strstr(name, id->docdb) ? "" : id->docdb, ")");
    words_add_if(&more, " (", strstr(name, id->original) ? "" : id->original,
                 ")");
    words_add_if(&more, ", ", id->date, "");
    words_add_if(&more, ", ", words_of_attribute(&f->memory, claim, "kind"),
                 "");
    add_others(&f->memory, claim, &more);
    facts_add(f, (struct fact){FACT_PRIORITY, "Priority", name,
                               words_keep(&f->memory, &more)});
}

static void add_priorities(struct facts *f, const xmlNode *data)
{
    const char *first = "";

    dom_each(at, dom_exchange(data, "priority-claims"), NS_EXCHANGE,
             "priority-claim") {
        struct doc_id id = {"", "", "", ""};

        read_ids(&f->memory, at, &id);
        add_priority(f, at, &id);
        if (date_is_before(id.date, first))
            first = id.date;
    }
    facts_add(f,
              (struct fact){FACT_FIRST_PRIORITY, "Earliest priority", first});
}

/* --- texts, counts ------------------------------------------------------- */

static void add_titles(struct facts *f, const xmlNode *data)
{
    dom_each(at, data, NS_EXCHANGE, "invention-title")
        facts_add(f,
                  (struct fact){FACT_TITLE, "Title", words_of(&f->memory, at),
                                .note = words_of_attribute(&f->memory, at,
                                                           "lang")});
}

static void add_abstracts(struct facts *f, const xmlNode *document)
{
    dom_each(at, document, NS_EXCHANGE, "abstract")
        facts_add(f,
                  (struct fact){FACT_ABSTRACT,
                                .text = reflow_is_empty(at) ? "" : "abstract",
                                .note = words_of_attribute(&f->memory, at,
                                                           "lang"),
                                .node = at});
}

void biblio_paragraphs(const struct fact *abstract, const char *between,
                       struct buf *to)
{
    const char *before = "";

    if (!dom_exchange(abstract->node, "p") || reflow_is_mixed(abstract->node)) {
        reflow_text(abstract->node, to);
        return;
    }
    dom_each(p, abstract->node, NS_EXCHANGE, "p") {
        if (reflow_is_empty(p))
            continue;
        buf_puts(to, before);
        reflow_text(p, to);
        before = between;
    }
}

void biblio_value(const struct fact *first, const char *between, struct buf *to)
{
    if (first->key == FACT_ABSTRACT)
        biblio_paragraphs(facts_best(first), between, to);
    else if (between)
        facts_join(first, between, to);
    else
        buf_puts(to, facts_best(first)->text);
}

static void add_count(struct facts *f, const char *label, unsigned count)
{
    if (count > 0)
        facts_add(f, (struct fact){FACT_CITED, label,
                                   words_print(&f->memory, "%u", count)});
}

static void add_counts(struct facts *f, const xmlNode *data)
{
    unsigned patents = 0, literature = 0;

    dom_each(at, dom_exchange(data, "references-cited"), NS_EXCHANGE,
             "citation") {
        if (dom_exchange(at, "nplcit"))
            literature++;
        else
            patents++;
    }
    add_count(f, "Cited patents", patents);
    add_count(f, "Cited literature", literature);
}

/* --- the rest ------------------------------------------------------------ */

/* What is read above, each in its parent; all else is shown here, so that
 * nothing is dropped, whatever OPS adds. Of what is read once, a second one
 * would be lost. */
static const struct {
    const char *parent, *name;
    bool once;
} read_elsewhere[] = {
    {"exchange-document", "bibliographic-data"},
    {"exchange-document", "abstract"},
    {"bibliographic-data", "publication-reference"},
    {"bibliographic-data", "application-reference"},
    {"bibliographic-data", "priority-claims", true},
    {"bibliographic-data", "invention-title"},
    {"bibliographic-data", "parties", true},
    {"bibliographic-data", "references-cited", true},
    {"bibliographic-data", "classification-ipc", true},
    {"bibliographic-data", "classifications-ipcr", true},
    {"bibliographic-data", "patent-classifications", true},
    {"parties", "applicants", true},
    {"parties", "inventors", true},
    {"parties", "agents", true},
};

static bool is_extra(const xmlNode *parent, const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(read_elsewhere) / sizeof(*read_elsewhere);
         i++) {
        const char *name = read_elsewhere[i].name;

        if (dom_is(node, NS_EXCHANGE, name) &&
            dom_is(parent, NS_EXCHANGE, read_elsewhere[i].parent))
            return read_elsewhere[i].once &&
                   dom_child(parent, NS_EXCHANGE, name) != node;
    }
    return true;
}

/* `language-of-publication` is `Language of publication`; an element of a list
 * follows it in brackets. */
static const char *label_for(struct arena *memory, const xmlNode *list,
                             const xmlNode *node)
{
    struct buf label = BUF_INIT(WORDS_MAX);

    label_add_words(NULL, (const char *)(list ? list : node)->name, &label);
    if (list) {
        buf_puts(&label, " (");
        label_add_words(NULL, (const char *)node->name, &label);
        buf_putc(&label, ')');
    }
    if (label.len)
        label.data[0] = to_upper(label.data[0]);
    return words_keep(memory, &label);
}

static void add_extra(struct facts *to, const xmlNode *list,
                      const xmlNode *node)
{
    facts_add(to, (struct fact){FACT_OTHER, label_for(&to->memory, list, node),
                                words_of_leaves(&to->memory, node, ", ")});
}

/* Elements that hold nothing but elements. */
static bool is_list(const xmlNode *node)
{
    dom_each_element(at, node) {
        if (reflow_is_leaf(at))
            return false;
    }
    return !reflow_is_leaf(node);
}

static void add_extra_lines(struct facts *to, const xmlNode *node)
{
    if (!is_list(node)) {
        add_extra(to, NULL, node);
        return;
    }
    dom_each_element(at, node)
        add_extra(to, node, at);
}

static void add_extras(struct facts *to, const xmlNode *parent)
{
    dom_each_element(at, parent) {
        if (is_extra(parent, at))
            add_extra_lines(to, at);
    }
}

static void add_all_extras(struct facts *to, const xmlNode *document)
{
    const xmlNode *data = dom_exchange(document, "bibliographic-data");

    add_extras(to, data);
    add_extras(to, dom_exchange(data, "parties"));
    add_extras(to, document);
}

/* --- all of it ----------------------------------------------------------- */

static void add_all(struct facts *f, const xmlNode *document)
{
    const xmlNode *data = dom_exchange(document, "bibliographic-data");

    add_publication(f, document, data);
    add_titles(f, data);
    parties_add(f, dom_exchange(data, "parties"));
    add_application(f, data);
    add_priorities(f, data);
    classes_add(f, data);
    facts_add(f, (struct fact){FACT_FAMILY, "Family",
                               words_of_attribute(&f->memory, document,
                                                  "family-id")});
    add_counts(f, data);
    add_all_extras(f, document);
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
