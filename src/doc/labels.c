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

/* Columns: name, namespaces, word, reading, glue, close, apart. */
const struct label labels[] = {
    {"abstract", EX, "abstract", READ_LINES, NULL, NULL, true},
    {"additional-info", 0, NULL, READ_GROUP, "; ", NULL, false},
    {"address", REG, "address", READ_LINE, ", ", NULL, false},
    {"address-1", REG, NULL, READ_LINE, ", ", NULL, false},
    {"address-2", REG, NULL, READ_LINE, ", ", NULL, false},
    {"address-3", REG, NULL, READ_LINE, ", ", NULL, false},
    {"address-4", REG, NULL, READ_LINE, ", ", NULL, false},
    {"address-5", REG, NULL, READ_LINE, ", ", NULL, false},
    {"addressbook", REG, "", READ_LINE, ", ", NULL, false},
    {"agent", 0, NULL, READ_LINE, "; ", NULL, false},
    {"agents", 0, NULL, READ_OPEN, NULL, NULL, false},
    {"ancestor", CPC, NULL, READ_OPEN, NULL, NULL, false},
    {"applicant", 0, NULL, READ_LINE, "; ", NULL, false},
    {"applicant-name", EX, "", READ_LINE, " ", NULL, false},
    {"applicants", 0, NULL, READ_OPEN, NULL, NULL, false},
    {"application-reference", EX | REG, "application", READ_GROUP, NULL, NULL,
     false},
    {"application-reference", OPS, "application", READ_LINE, NULL, NULL, false},
    {"biblio-search", OPS, "search", READ_OPEN, NULL, NULL, true},
    {"bibliographic-data", 0, "bibliographic data", READ_OPEN, NULL, NULL,
     true},
    {"category", 0, "category", READ_LINE, "; category ", NULL, false},
    {"citation", 0, NULL, READ_GROUP, NULL, NULL, true},
    {"claims", FT, NULL, READ_PROSE, NULL, NULL, true},
    {"class", EX, NULL, READ_LINE, "", NULL, false},
    {"class-scheme", CPC, "classification scheme", READ_OPEN, NULL, NULL, true},
    {"class-title", CPC, "title", READ_LINE, NULL, NULL, false},
    {"classification-ipc", EX, "IPC (editions 1-7)", READ_LINE, NULL, NULL,
     false},
    {"classification-ipcr", 0, "IPC", READ_LINE, NULL, NULL, false},
    {"classification-item", CPC, "class", READ_OPEN, NULL, NULL, true},
    {"classification-scheme", EX, "", READ_LINE, " ", NULL, false},
    {"classification-scheme", OPS, "classification", READ_OPEN, NULL, NULL,
     false},
    {"classification-search", OPS, "search", READ_OPEN, NULL, NULL, true},
    {"classification-statistics", OPS, "class", READ_GROUP, NULL, NULL, true},
    {"classification-symbol", CPC, "symbol", READ_LINE, " ", NULL, false},
    {"classification-symbol", EX, "symbol", READ_LINE, " ", NULL, false},
    {"classification-value", EX, NULL, READ_LINE, " ", NULL, false},
    {"classifications-ipcr", 0, "IPC", READ_OPEN, NULL, NULL, false},
    {"comment", CPC, NULL, READ_LINE, " {", "}", false},
    {"country", EX | REG | FT, NULL, READ_LINE, ", ", NULL, false},
    {"cpc", OPS, "CPC", READ_OPEN, " ", NULL, false},
    {"date", 0, NULL, READ_LINE, " ", NULL, false},
    {"date-search-report-mailed", REG, "mailed", READ_LINE, NULL, NULL, false},
    {"dates-rights-effective", REG, NULL, READ_OPEN, NULL, NULL, true},
    {"description", FT, NULL, READ_PROSE, NULL, NULL, true},
    {"designation-of-states", REG, "designated states", READ_LINE, NULL, NULL,
     false},
    {"designation-pct", REG, "", READ_LINE, " ", NULL, false},
    {"doc-number", 0, "number", READ_LINE, "", NULL, false},
    {"document-format", OPS, "", READ_LINE, ", ", NULL, false},
    {"document-format-options", OPS, "formats", READ_LINE, NULL, NULL, false},
    {"document-id", 0, "", READ_LINE, ", ", NULL, false},
    {"document-inquiry", OPS, "images", READ_OPEN, NULL, NULL, true},
    {"document-instance", OPS, "image", READ_GROUP, NULL, NULL, true},
    {"document-section", OPS, "section", READ_LINE, ", ", NULL, false},
    {"doi", 0, "DOI", READ_LINE, "; DOI ", NULL, false},
    {"dossier-event", REG, "event", READ_LINE, NULL, NULL, false},
    {"ecla", OPS, "ECLA", READ_LINE, " ", NULL, false},
    {"ep-patent-status", REG, "status", READ_LINE, NULL, NULL, false},
    {"ep-patent-statuses", REG, NULL, READ_OPEN, NULL, NULL, true},
    {"equivalents-inquiry", OPS, "equivalents", READ_OPEN, NULL, NULL, true},
    {"event-code", REG, NULL, READ_LINE, " ", NULL, false},
    {"event-date", REG, "", READ_LINE, " ", NULL, false},
    {"event-text", REG, "", READ_LINE, " ", NULL, false},
    {"events-data", REG, NULL, READ_OPEN, NULL, NULL, false},
    {"exchange-document", EX, "document", READ_OPEN, NULL, NULL, true},
    {"exchange-documents", EX, "documents", READ_OPEN, NULL, NULL, false},
    {"explanation", CPC, NULL, READ_LINE, " (", ")", false},
    {"family-member", OPS, "family member", READ_OPEN, NULL, NULL, true},
    {"fulltext-document", FT, "full text", READ_OPEN, NULL, NULL, true},
    {"fulltext-documents", FT, "full texts", READ_OPEN, NULL, NULL, false},
    {"fulltext-format", OPS, "", READ_LINE, ", ", NULL, false},
    {"fulltext-format-options", OPS, "formats", READ_LINE, NULL, NULL, false},
    {"fulltext-inquiry", OPS, "full text", READ_OPEN, NULL, NULL, true},
    {"fulltext-instance", OPS, "text", READ_GROUP, NULL, NULL, false},
    {"further-classification", EX, NULL, READ_LINE, ", ", NULL, false},
    {"gazette-num", REG, "gazette", READ_LINE, ", gazette ", NULL, false},
    {"gazette-reference", REG, "gazette", READ_LINE, ", gazette ", NULL, false},
    {"generating-office", EX, NULL, READ_LINE, " ", NULL, false},
    {"input", OPS, NULL, READ_GROUP, NULL, NULL, false},
    {"inquiry-result", OPS, NULL, READ_OPEN, NULL, NULL, false},
    {"invention-title", 0, "title", READ_LINE, NULL, NULL, false},
    {"inventor", 0, NULL, READ_LINE, "; ", NULL, false},
    {"inventor-name", EX, "", READ_LINE, " ", NULL, false},
    {"inventors", 0, NULL, READ_OPEN, NULL, NULL, false},
    {"ipc", OPS, "IPC", READ_LINE, " ", NULL, false},
    {"kind", 0, NULL, READ_LINE, "", NULL, false},
    {"language-of-filing", REG, "language of filing", READ_LINE, NULL, NULL,
     false},
    {"lapsed-in-country", REG, "lapsed", READ_LINE, NULL, NULL, false},
    {"legal", OPS, "legal event", READ_GROUP, NULL, NULL, true},
    {"main-group", EX, NULL, READ_LINE, "", NULL, false},
    {"mapping", OPS, NULL, READ_GROUP, NULL, NULL, true},
    {"mappings", OPS, NULL, READ_OPEN, NULL, NULL, true},
    {"meta", OPS, "meta", READ_LINE, NULL, NULL, false},
    {"meta-data", CPC, "mark", READ_LINE, NULL, NULL, false},
    {"name", 0, "", READ_LINE, ", ", NULL, false},
    {"note", CPC, "", READ_LINES, NULL, NULL, false},
    {"notes-and-warnings", CPC, "notes and warnings", READ_OPEN, NULL, NULL,
     true},
    {"nplcit", 0, "literature", READ_GROUP, NULL, NULL, false},
    {"opposition-data", REG, "opposition", READ_OPEN, NULL, NULL, true},
    {"output", OPS, NULL, READ_GROUP, NULL, NULL, false},
    {"parties", 0, NULL, READ_OPEN, NULL, NULL, true},
    {"passage", 0, "", READ_LINE, "; ", NULL, false},
    {"patcit", EX, "patent", READ_GROUP, NULL, NULL, false},
    {"patcit", REG, "patent", READ_LINE, NULL, NULL, false},
    {"patent-classification", EX, "classification", READ_LINE, NULL, NULL,
     false},
    {"patent-classifications", EX, NULL, READ_OPEN, NULL, NULL, true},
    {"patent-family", OPS, "family", READ_OPEN, NULL, NULL, true},
    {"pre", OPS, "line", READ_LINE, "; ", NULL, false},
    {"priority-active-indicator", EX, "active", READ_LINE, "; active ", NULL,
     false},
    {"priority-claim", EX, "priority", READ_GROUP, NULL, NULL, false},
    {"priority-claim", REG, "priority", READ_LINE, NULL, NULL, false},
    {"priority-claims", 0, "priorities", READ_OPEN, NULL, NULL, true},
    {"priority-linkage-type", EX, "linkage", READ_LINE, "; linkage ", NULL,
     false},
    {"procedural-data", REG, "procedure", READ_OPEN, NULL, NULL, true},
    {"procedural-step", REG, "step", READ_LINE, NULL, NULL, false},
    {"procedural-step-code", REG, "code", READ_LINE, "", NULL, false},
    {"procedural-step-date", REG, "", READ_LINE, "; ", NULL, false},
    {"procedural-step-text", REG, "", READ_LINE, "; ", NULL, false},
    {"publication-reference", EX | REG | FT, "publication", READ_GROUP, NULL,
     NULL, false},
    {"publication-reference", OPS, "publication", READ_LINE, NULL, NULL, false},
    {"query", OPS, NULL, READ_LINE, NULL, NULL, false},
    {"references-cited", 0, "citations", READ_OPEN, NULL, NULL, true},
    {"region", REG, "", READ_LINE, " ", NULL, false},
    {"regional", REG, "", READ_LINE, " ", NULL, false},
    {"register-document", REG, "register document", READ_OPEN, NULL, NULL,
     true},
    {"register-documents", REG, "register documents", READ_OPEN, NULL, NULL,
     false},
    {"register-search", OPS, "search", READ_OPEN, NULL, NULL, true},
    {"rel-claims", 0, "relevant to claims", READ_LINE, "; claims ", NULL,
     false},
    {"rel-passage", 0, "relevant passage", READ_LINE, "; ", NULL, false},
    {"search-report-information", REG, "search report", READ_GROUP, NULL, NULL,
     true},
    {"search-report-publication", REG, "publication", READ_LINE, NULL, NULL,
     false},
    {"search-reports-information", REG, "search reports", READ_OPEN, NULL, NULL,
     false},
    {"search-result", OPS, NULL, READ_OPEN, NULL, NULL, true},
    {"section", EX, NULL, READ_LINE, " ", NULL, false},
    {"standardization", OPS, "number", READ_OPEN, NULL, NULL, true},
    {"subclass", EX, NULL, READ_LINE, "", NULL, false},
    {"subgroup", EX, NULL, READ_LINE, "/", NULL, false},
    {"term-of-grant", REG, "term of grant", READ_OPEN, NULL, NULL, true},
    {"text", 0, "", READ_LINE, " ", NULL, false},
    {"time-limit", REG, "time limit", READ_LINE, "; time limit ", NULL, false},
    {"title-part", CPC, "", READ_LINE, "; ", NULL, false},
    {"unitary-patent", REG, "unitary patent", READ_GROUP, NULL, NULL, true},
    {"unitary-patent-status", REG, "status", READ_LINE, NULL, NULL, false},
    {"unitary-patent-statuses", REG, "statuses", READ_OPEN, NULL, NULL, false},
    {"world-patent-data", OPS, "answer", READ_OPEN, NULL, NULL, true},
};

const size_t labels_count = sizeof(labels) / sizeof(labels[0]);

/* Columns: name, of, word, showing, usual. */
const struct attribute_label attribute_labels[] = {
    {"app-type", NULL, "", SHOW_FACT, "applicant"},
    {"begin", NULL, "from", SHOW_FACT, NULL},
    {"cdsid", NULL, "customer number", SHOW_NEVER, NULL},
    {"change-date", NULL, "", SHOW_CONTEXT, NULL},
    {"change-gazette-num", NULL, "gazette", SHOW_CONTEXT, NULL},
    {"cited-by", NULL, "by", SHOW_FACT, NULL},
    {"cited-phase", NULL, "", SHOW_FACT, NULL},
    {"classification-symbol", NULL, "", SHOW_NUMBER, NULL},
    {"code", "legal", "", SHOW_NUMBER, NULL},
    {"country", NULL, "", SHOW_FACT, NULL},
    {"data-format", NULL, "", SHOW_CONTEXT, NULL},
    {"date-produced", NULL, "produced", SHOW_FACT, NULL},
    {"date-revised", NULL, "revised", SHOW_FACT, NULL},
    {"dateMigr", NULL, "migrated", SHOW_FACT, "00010101"},
    {"desc", "legal", "", SHOW_FACT, NULL},
    {"desc", NULL, "", SHOW_NUMBER, NULL},
    {"descData", NULL, "", SHOW_FACT, NULL},
    {"designation", NULL, NULL, SHOW_FACT, NULL},
    {"dnum-type", NULL, "", SHOW_CONTEXT, "publication number"},
    {"document-id-type", NULL, "", SHOW_CONTEXT, NULL},
    {"dtd-version", NULL, NULL, SHOW_NEVER, NULL},
    {"end", NULL, "to", SHOW_FACT, NULL},
    {"event-text-type", NULL, "", SHOW_NUMBER, "DESCRIPTION"},
    {"event-type", NULL, "", SHOW_FACT, "new"},
    {"family-id", NULL, "family", SHOW_FACT, NULL},
    {"fulltext-format", NULL, NULL, SHOW_FACT, NULL},
    {"id", NULL, NULL, SHOW_NEVER, NULL},
    {"infl", NULL, "", SHOW_FACT, NULL},
    {"inputFormat", NULL, "from", SHOW_FACT, NULL},
    {"inputSchema", NULL, "from", SHOW_FACT, NULL},
    {"kind", "priority-claim", "", SHOW_CONTEXT, NULL},
    {"kind", NULL, "", SHOW_FACT, NULL},
    {"lang", "bibliographic-data", "language", SHOW_FACT, NULL},
    {"lang", "register-document", "language", SHOW_FACT, NULL},
    {"lang", NULL, "", SHOW_CONTEXT, NULL},
    {"line", NULL, "", SHOW_NUMBER, NULL},
    {"name", NULL, "", SHOW_NUMBER, NULL},
    {"num", "nplcit", "", SHOW_NEVER, NULL}, /* is the citation's own */
    {"num", "patcit", "", SHOW_NEVER, NULL},
    {"num", NULL, "", SHOW_NUMBER, NULL},
    {"number-of-pages", NULL, "pages", SHOW_FACT, NULL},
    {"office", NULL, "", SHOW_FACT, NULL},
    {"outputFormat", NULL, "to", SHOW_FACT, NULL},
    {"outputSchema", NULL, "to", SHOW_FACT, NULL},
    {"procedure-step-phase", NULL, "", SHOW_CONTEXT, "undefined"},
    {"produced-by", NULL, "by", SHOW_FACT, "RO"},
    {"rep-type", NULL, "", SHOW_FACT, "agent"},
    {"scheme", "class-ref", "", SHOW_NEVER, NULL},
    {"scheme", NULL, "", SHOW_FACT, NULL},
    {"sequence", "classification-ipcr", "", SHOW_NUMBER, "CLASSIFICATION_1"},
    {"sequence", NULL, "", SHOW_NUMBER, NULL},
    {"sort-key", NULL, NULL, SHOW_NEVER, NULL},
    {"start-page", NULL, "page", SHOW_FACT, NULL},
    {"status-code", NULL, "code", SHOW_FACT, NULL},
    {"step-date-type", NULL, "", SHOW_NUMBER, NULL},
    {"step-text-type", NULL, "", SHOW_NUMBER, "STEP_DESCRIPTION"},
    {"system", NULL, NULL, SHOW_FACT, "ops.epo.org"},
    {"time-limit-unit", NULL, "", SHOW_FACT, NULL},
    {"total-result-count", "patent-family", "members", SHOW_FACT, NULL},
    {"total-result-count", NULL, "hits", SHOW_FACT, NULL},
    {"type", "note", "", SHOW_NUMBER, NULL},
    {"url", NULL, "", SHOW_FACT, NULL},
    {"value", NULL, "", SHOW_FACT, NULL},
};

const size_t attribute_labels_count = sizeof(attribute_labels) /
                                      sizeof(attribute_labels[0]);

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
    static const struct label unknown = {.reading = READ_GROUP};
    static const struct label legal_field = {.words = "",
                                             .reading = READ_GROUP};
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

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

void label_add_words(const char *words, const char *name, struct buf *to)
{
    if (words) {
        buf_puts(to, words);
        return;
    }
    for (size_t i = 0; name[i]; i++) {
        if (name[i] == '-' || name[i] == '_')
            buf_putc(to, ' ');
        else if (i > 0 && is_capital(name[i]) && !is_capital(name[i - 1]) &&
                 is_alpha(name[i - 1]))
            buf_printf(to, " %c", to_lower(name[i]));
        else
            buf_putc(to, to_lower(name[i]));
    }
}
