/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/labels.h"

#include "base/str.h"
#include "doc/dom.h"

#include <stdlib.h>
#include <string.h>

#define EX IN(NS_EXCHANGE)
#define REG IN(NS_REGISTER)
#define OPS IN(NS_OPS)
#define CPC IN(NS_CPC)
#define FT IN(NS_FULLTEXT)

/* Columns: name, namespaces, word, layout, glue, close, apart. */
const struct label labels[] = {
    {"abstract", EX, "abstract", LAYOUT_LINES, .apart = true},
    {"additional-info", 0, NULL, LAYOUT_GROUP, "; "},
    {"address", REG, "address", LAYOUT_LINE, ", "},
    {"address-1", REG, NULL, LAYOUT_LINE, ", "},
    {"address-2", REG, NULL, LAYOUT_LINE, ", "},
    {"address-3", REG, NULL, LAYOUT_LINE, ", "},
    {"address-4", REG, NULL, LAYOUT_LINE, ", "},
    {"address-5", REG, NULL, LAYOUT_LINE, ", "},
    {"addressbook", REG, "", LAYOUT_LINE, ", "},
    {"agent", 0, NULL, LAYOUT_LINE, "; "},
    {"agents", 0, NULL, LAYOUT_OPEN},
    {"ancestor", CPC, NULL, LAYOUT_OPEN},
    {"applicant", 0, NULL, LAYOUT_LINE, "; "},
    {"applicant-name", EX, "", LAYOUT_LINE, " "},
    {"applicants", 0, NULL, LAYOUT_OPEN},
    {"application-reference", EX | REG, "application", LAYOUT_GROUP},
    {"application-reference", OPS, "application", LAYOUT_LINE},
    {"biblio-search", OPS, "search", LAYOUT_OPEN, .apart = true},
    {"bibliographic-data", 0, "bibliographic data", LAYOUT_OPEN, .apart = true},
    {"category", 0, "category", LAYOUT_LINE, "; category "},
    {"citation", 0, NULL, LAYOUT_GROUP, .apart = true},
    {"claims", FT, NULL, LAYOUT_PROSE, .apart = true},
    {"class", EX, NULL, LAYOUT_LINE, ""},
    {"class-scheme", CPC, "classification scheme", LAYOUT_OPEN, .apart = true},
    {"class-title", CPC, "title", LAYOUT_LINE},
    {"classification-ipc", EX, "IPC (editions 1-7)", LAYOUT_LINE},
    {"classification-ipcr", 0, "IPC", LAYOUT_LINE},
    {"classification-item", CPC, "entry", LAYOUT_OPEN, .apart = true},
    {"classification-scheme", EX, "", LAYOUT_LINE, " "},
    {"classification-scheme", OPS, "classification", LAYOUT_OPEN},
    {"classification-search", OPS, "search", LAYOUT_OPEN, .apart = true},
    {"classification-statistics", OPS, "class", LAYOUT_GROUP, .apart = true},
    {"classification-symbol", CPC, "symbol", LAYOUT_LINE, " "},
    {"classification-symbol", EX, "symbol", LAYOUT_LINE, " "},
    {"classification-value", EX, NULL, LAYOUT_LINE, " "},
    {"classifications-ipcr", 0, "IPC", LAYOUT_OPEN},
    {"comment", CPC, NULL, LAYOUT_LINE, " {", "}"},
    {"country", EX | REG | FT, NULL, LAYOUT_LINE, ", "},
    {"cpc", OPS, "CPC", LAYOUT_OPEN, " "},
    {"date", 0, NULL, LAYOUT_LINE, " "},
    {"date-search-report-mailed", REG, "mailed", LAYOUT_LINE},
    {"dates-rights-effective", REG, NULL, LAYOUT_OPEN, .apart = true},
    {"description", FT, NULL, LAYOUT_PROSE, .apart = true},
    {"designation-of-states", REG, "designated states", LAYOUT_LINE},
    {"designation-pct", REG, "", LAYOUT_LINE, " "},
    {"doc-number", 0, "number", LAYOUT_LINE, ""},
    {"document-format", OPS, "", LAYOUT_LINE, ", "},
    {"document-format-options", OPS, "formats", LAYOUT_LINE},
    {"document-id", 0, "", LAYOUT_LINE, ", "},
    {"document-inquiry", OPS, "images", LAYOUT_OPEN, .apart = true},
    {"document-instance", OPS, "image", LAYOUT_GROUP, .apart = true},
    {"document-section", OPS, "section", LAYOUT_LINE, ", "},
    {"doi", 0, "DOI", LAYOUT_LINE, "; DOI "},
    {"dossier-event", REG, "event", LAYOUT_LINE},
    {"ecla", OPS, "ECLA", LAYOUT_LINE, " "},
    {"ep-patent-status", REG, "status", LAYOUT_LINE},
    {"ep-patent-statuses", REG, NULL, LAYOUT_OPEN, .apart = true},
    {"equivalents-inquiry", OPS, "equivalents", LAYOUT_OPEN, .apart = true},
    {"event-code", REG, NULL, LAYOUT_LINE, " "},
    {"event-date", REG, "", LAYOUT_LINE, " "},
    {"event-text", REG, "", LAYOUT_LINE, " "},
    {"events-data", REG, NULL, LAYOUT_OPEN},
    {"exchange-document", EX, "document", LAYOUT_OPEN, .apart = true},
    {"exchange-documents", EX, "documents", LAYOUT_OPEN},
    {"explanation", CPC, NULL, LAYOUT_LINE, " (", ")"},
    {"family-member", OPS, "family member", LAYOUT_OPEN, .apart = true},
    {"fulltext-document", FT, "full text", LAYOUT_OPEN, .apart = true},
    {"fulltext-documents", FT, "full texts", LAYOUT_OPEN},
    {"fulltext-format", OPS, "", LAYOUT_LINE, ", "},
    {"fulltext-format-options", OPS, "formats", LAYOUT_LINE},
    {"fulltext-inquiry", OPS, "full text", LAYOUT_OPEN, .apart = true},
    {"fulltext-instance", OPS, "text", LAYOUT_GROUP},
    {"further-classification", EX, NULL, LAYOUT_LINE, ", "},
    {"gazette-num", REG, "gazette", LAYOUT_LINE, ", gazette "},
    {"gazette-reference", REG, "gazette", LAYOUT_LINE, ", gazette "},
    {"generating-office", EX, NULL, LAYOUT_LINE, " "},
    {"input", OPS, NULL, LAYOUT_GROUP},
    {"inquiry-result", OPS, NULL, LAYOUT_OPEN},
    {"invention-title", 0, "title", LAYOUT_LINE},
    {"inventor", 0, NULL, LAYOUT_LINE, "; "},
    {"inventor-name", EX, "", LAYOUT_LINE, " "},
    {"inventors", 0, NULL, LAYOUT_OPEN},
    {"ipc", OPS, "IPC", LAYOUT_LINE, " "},
    {"kind", 0, NULL, LAYOUT_LINE, ""},
    {"language-of-filing", REG, "language of filing", LAYOUT_LINE},
    {"lapsed-in-country", REG, "lapsed", LAYOUT_LINE},
    {"legal", OPS, "legal event", LAYOUT_GROUP, .apart = true},
    {"main-group", EX, NULL, LAYOUT_LINE, ""},
    {"mapping", OPS, NULL, LAYOUT_GROUP, .apart = true},
    {"mappings", OPS, NULL, LAYOUT_OPEN, .apart = true},
    {"meta", OPS, "meta", LAYOUT_LINE},
    {"meta-data", CPC, "mark", LAYOUT_LINE},
    {"name", 0, "", LAYOUT_LINE, ", "},
    {"note", CPC, "", LAYOUT_LINES},
    {"notes-and-warnings", CPC, "notes and warnings", LAYOUT_OPEN,
     .apart = true},
    {"nplcit", 0, "literature", LAYOUT_GROUP},
    {"opposition-data", REG, "opposition", LAYOUT_OPEN, .apart = true},
    {"output", OPS, NULL, LAYOUT_GROUP},
    {"parties", 0, NULL, LAYOUT_OPEN, .apart = true},
    {"passage", 0, "", LAYOUT_LINE, "; "},
    {"patcit", EX, "patent", LAYOUT_GROUP},
    {"patcit", REG, "patent", LAYOUT_LINE},
    {"patent-classification", EX, "classification", LAYOUT_LINE},
    {"patent-classifications", EX, NULL, LAYOUT_OPEN, .apart = true},
    {"patent-family", OPS, "family", LAYOUT_OPEN, .apart = true},
    {"pre", OPS, "line", LAYOUT_LINE, "; "},
    {"priority-active-indicator", EX, "active", LAYOUT_LINE, "; active "},
    {"priority-claim", EX, "priority", LAYOUT_GROUP},
    {"priority-claim", REG, "priority", LAYOUT_LINE},
    {"priority-claims", 0, "priorities", LAYOUT_OPEN, .apart = true},
    {"priority-linkage-type", EX, "linkage", LAYOUT_LINE, "; linkage "},
    {"procedural-data", REG, "procedure", LAYOUT_OPEN, .apart = true},
    {"procedural-step", REG, "step", LAYOUT_LINE},
    {"procedural-step-code", REG, "code", LAYOUT_LINE, ""},
    {"procedural-step-date", REG, "", LAYOUT_LINE, "; "},
    {"procedural-step-text", REG, "", LAYOUT_LINE, "; "},
    {"publication-reference", EX | REG | FT, "publication", LAYOUT_GROUP},
    {"publication-reference", OPS, "publication", LAYOUT_LINE},
    {"query", OPS, NULL, LAYOUT_LINE},
    {"references-cited", 0, "citations", LAYOUT_OPEN, .apart = true},
    {"region", REG, "", LAYOUT_LINE, " "},
    {"regional", REG, "", LAYOUT_LINE, " "},
    {"register-document", REG, "register document", LAYOUT_OPEN, .apart = true},
    {"register-documents", REG, "register documents", LAYOUT_OPEN},
    {"register-search", OPS, "search", LAYOUT_OPEN, .apart = true},
    {"rel-claims", 0, "relevant to claims", LAYOUT_LINE, "; claims "},
    {"rel-passage", 0, "relevant passage", LAYOUT_LINE, "; "},
    {"search-report-information", REG, "search report", LAYOUT_GROUP,
     .apart = true},
    {"search-report-publication", REG, "publication", LAYOUT_LINE},
    {"search-reports-information", REG, "search reports", LAYOUT_OPEN},
    {"search-result", OPS, NULL, LAYOUT_OPEN, .apart = true},
    {"section", EX, NULL, LAYOUT_LINE, " "},
    {"standardization", OPS, "number", LAYOUT_OPEN, .apart = true},
    {"subclass", EX, NULL, LAYOUT_LINE, ""},
    {"subgroup", EX, NULL, LAYOUT_LINE, "/"},
    {"term-of-grant", REG, "term of grant", LAYOUT_OPEN, .apart = true},
    {"text", 0, "", LAYOUT_LINE, " "},
    {"time-limit", REG, "time limit", LAYOUT_LINE, "; time limit "},
    {"title-part", CPC, "", LAYOUT_LINE, "; "},
    {"unitary-patent", REG, "unitary patent", LAYOUT_GROUP, .apart = true},
    {"unitary-patent-status", REG, "status", LAYOUT_LINE},
    {"unitary-patent-statuses", REG, "statuses", LAYOUT_OPEN},
    {"world-patent-data", OPS, "answer", LAYOUT_OPEN, .apart = true},
};
const size_t labels_count = sizeof(labels) / sizeof(labels[0]);

/* Columns: name, of, word, showing, usual. */
const struct attribute_label attribute_labels[] = {
    {"additional-only", NULL, NULL, SHOW_FACT, "false"},
    {"app-type", NULL, "", SHOW_FACT, "applicant"},
    {"begin", NULL, "from", SHOW_FACT},
    {"breakdown-code", NULL, NULL, SHOW_FACT, "false"},
    {"c-set-subsequent-allowed", NULL, NULL, SHOW_FACT, "false"},
    {"cdsid", NULL, "customer number", SHOW_NEVER},
    {"change-date", NULL, "", SHOW_CONTEXT},
    {"change-gazette-num", NULL, "gazette", SHOW_CONTEXT},
    {"cited-by", NULL, "by", SHOW_FACT},
    {"cited-phase", NULL, "", SHOW_FACT},
    {"classification-symbol", NULL, "", SHOW_NUMBER},
    {"code", "legal", "", SHOW_NUMBER},
    {"country", NULL, "", SHOW_FACT},
    {"data-format", NULL, "", SHOW_CONTEXT},
    {"date-produced", NULL, "produced", SHOW_FACT},
    {"date-revised", NULL, "revised", SHOW_FACT},
    {"dateMigr", NULL, "migrated", SHOW_FACT, "00010101"},
    {"desc", "legal", "", SHOW_FACT},
    {"desc", NULL, "", SHOW_NUMBER},
    {"descData", NULL, "", SHOW_FACT},
    {"designation", NULL, NULL, SHOW_FACT},
    {"dnum-type", NULL, "", SHOW_CONTEXT, "publication number"},
    {"document-id-type", NULL, "", SHOW_CONTEXT},
    {"dtd-version", NULL, NULL, SHOW_NEVER},
    {"end", NULL, "to", SHOW_FACT},
    {"event-text-type", NULL, "", SHOW_NUMBER, "DESCRIPTION"},
    {"event-type", NULL, "", SHOW_FACT, "new"},
    {"family-id", NULL, "family", SHOW_FACT},
    {"fulltext-format", NULL, NULL, SHOW_FACT},
    {"id", NULL, NULL, SHOW_NEVER},
    {"infl", NULL, "", SHOW_FACT},
    {"inputFormat", NULL, "from", SHOW_FACT},
    {"inputSchema", NULL, "from", SHOW_FACT},
    {"ipc-concordant", NULL, "IPC", SHOW_FACT},
    {"kind", "priority-claim", "", SHOW_CONTEXT},
    {"kind", NULL, "", SHOW_FACT},
    {"lang", "bibliographic-data", "language", SHOW_FACT},
    {"lang", "register-document", "language", SHOW_FACT},
    {"lang", NULL, "", SHOW_CONTEXT},
    {"line", NULL, "", SHOW_NUMBER},
    {"link-file", NULL, NULL, SHOW_NEVER}, /* where OPS serves it */
    {"name", NULL, "", SHOW_NUMBER},
    {"not-allocatable", NULL, NULL, SHOW_FACT, "false"},
    {"num", "nplcit", "", SHOW_NEVER}, /* is the citation's own */
    {"num", "patcit", "", SHOW_NEVER},
    {"num", NULL, "", SHOW_NUMBER},
    {"number-of-pages", NULL, "pages", SHOW_FACT},
    {"office", NULL, "", SHOW_FACT},
    {"outputFormat", NULL, "to", SHOW_FACT},
    {"outputSchema", NULL, "to", SHOW_FACT},
    {"procedure-step-phase", NULL, "", SHOW_CONTEXT, "undefined"},
    {"produced-by", NULL, "by", SHOW_FACT, "RO"},
    {"rep-type", NULL, "", SHOW_FACT, "agent"},
    {"scheme", "class-ref", "", SHOW_NEVER},
    {"scheme", NULL, "", SHOW_FACT},
    {"sequence", "classification-ipcr", "", SHOW_NUMBER, "CLASSIFICATION_1"},
    {"sequence", NULL, "", SHOW_NUMBER},
    {"sort-key", NULL, NULL, SHOW_NEVER},
    {"start-page", NULL, "page", SHOW_FACT},
    {"status", "classification-item", NULL, SHOW_FACT, "published"},
    {"status", NULL, NULL, SHOW_FACT},
    {"status-code", NULL, "code", SHOW_FACT},
    {"step-date-type", NULL, "", SHOW_NUMBER},
    {"step-text-type", NULL, "", SHOW_NUMBER, "STEP_DESCRIPTION"},
    {"system", NULL, NULL, SHOW_FACT, "ops.epo.org"},
    {"time-limit-unit", NULL, "", SHOW_FACT},
    {"total-result-count", "patent-family", "members", SHOW_FACT},
    {"total-result-count", NULL, "hits", SHOW_FACT},
    {"type", "note", "", SHOW_NUMBER},
    {"url", NULL, "", SHOW_FACT},
    {"value", NULL, "", SHOW_FACT},
};

const size_t attribute_labels_count = sizeof(attribute_labels) /
                                      sizeof(attribute_labels[0]);

/* Of a symbol of the CPC: how its level is called, and what `true` means. */
static const struct {
    const char *name, *value, *words;
} attribute_values[] = {
    {"level", "2", "section"},
    {"level", "3", "heading"},
    {"level", "4", "class"},
    {"level", "5", "subclass"},
    {"level", "6", "heading"},
    {"level", "7", "main group"},
    {"level", "8", "subgroup, one dot"},
    {"level", "9", "subgroup, two dots"},
    {"level", "10", "subgroup, three dots"},
    {"level", "11", "subgroup, four dots"},
    {"level", "12", "subgroup, five dots"},
    {"level", "13", "subgroup, six dots"},
    {"level", "14", "subgroup, seven dots"},
    {"additional-only", "true", "for additional information only"},
    {"breakdown-code", "true", "breakdown code"},
    {"c-set-subsequent-allowed", "true",
     "allowed after the first in a combination set"},
    {"definition-exists", "false", "has no definition"},
    {"definition-exists", "true", "has a definition"},
    {"not-allocatable", "true", "not given to documents"},
};

const char *label_of_value(const xmlNode *node, const char *name,
                           const char *value)
{
    size_t i = 0, count = sizeof(attribute_values) / sizeof(*attribute_values);

    while (i < count && (strcmp(attribute_values[i].name, name) != 0 ||
                         strcmp(attribute_values[i].value, value) != 0))
        i++;
    return i < count && dom_is(node, NS_CPC, "classification-item")
               ? attribute_values[i].words
               : NULL;
}

/* `desc` says what these are: L001EP, L500EP, … */
static bool is_legal_field(const xmlNode *node)
{
    const char *name = (const char *)node->name;

    return name[0] == 'L' && is_digit(name[1]) && is_digit(name[2]);
}

static int by_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct label *)row)->name);
}

static int by_attribute(const void *name, const void *row)
{
    return strcmp(name, ((const struct attribute_label *)row)->name);
}

const struct label *label_of(const xmlNode *node)
{
    static const struct label unknown = {.layout = LAYOUT_GROUP};
    static const struct label legal_field = {.words = "",
                                             .layout = LAYOUT_GROUP};
    const char *name = (const char *)node->name;
    const struct label *row = bsearch(name, labels, labels_count, sizeof(*row),
                                      by_name);
    unsigned in = IN(dom_ns(node));

    if (is_legal_field(node))
        return &legal_field;
    if (!row || in == IN(NS_NONE))
        return &unknown;
    while (row > labels && strcmp(row[-1].name, name) == 0)
        row--;
    for (; row < labels + labels_count && strcmp(row->name, name) == 0; row++) {
        if (row->in == 0 || (row->in & in))
            return row;
    }
    return &unknown;
}

const struct attribute_label *label_of_attribute(const xmlNode *node,
                                                 const xmlAttr *attribute)
{
    static const struct attribute_label unknown = {.showing = SHOW_FACT};
    const char *name = (const char *)attribute->name;
    const struct attribute_label *row = bsearch(name, attribute_labels,
                                                attribute_labels_count,
                                                sizeof(*row), by_attribute);

    if (!row)
        return &unknown;
    while (row > attribute_labels && strcmp(row[-1].name, name) == 0)
        row--;
    for (; row->of && strcmp(row->of, (const char *)node->name) != 0; row++) {
        if (row + 1 == attribute_labels + attribute_labels_count ||
            strcmp(row[1].name, name) != 0)
            return &unknown;
    }
    return row;
}

void label_add_words(const char *words, const char *name, struct buf *to)
{
    unsigned code;

    if (words) {
        buf_puts(to, words);
        return;
    }
    for (size_t i = 0, mark; name[i]; i++) {
        mark = slice_mark((struct slice){name + i, 3}, &code);
        if (mark > 0)
            i += mark - 1;
        else if (name[i] == '-' || name[i] == '_')
            buf_putc(to, ' ');
        else if (i > 0 && is_capital(name[i]) && !is_capital(name[i - 1]) &&
                 is_alpha(name[i - 1]))
            buf_printf(to, " %c", to_lower(name[i]));
        else
            buf_putc(to, to_lower(name[i]));
    }
}
