/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_document.h"

#include "doc/description.h"
#include "doc/eps_text.h"
#include "doc/independent.h"
#include "doc/languages.h"
#include "doc/reflow.h"

#include <errno.h>
#include <string.h>

/* --- texts by language --------------------------------------------------- */

/* A part of the whole: its empty lines are its own. */
static int add_part(struct buf *part, struct buf *to)
{
    int r = part->error;

    buf_add(to, part->data, part->len);
    buf_fini(part);
    return r;
}

static int write_paragraphs(const xmlNode *element, struct buf *to)
{
    struct buf part = BUF_INIT(SIZE_MAX);

    eps_text_paragraphs(element, false, &part);
    return add_part(&part, to);
}

/* The number of a claim: as it says, else by its place. */
static unsigned claim_number(const xmlNode *claim, unsigned before)
{
    int64_t number;

    if (slice_number(dom_attribute(claim, "num"), &number) < 0 || number < 1 ||
        number > 9999)
        return before + 1;
    return (unsigned)number;
}

static int write_claims(const xmlNode *element, struct buf *to)
{
    struct buf part = BUF_INIT(SIZE_MAX);
    unsigned number = 0;

    dom_each_element(at, element) {
        if (strcmp((const char *)at->name, "claim") == 0) {
            number = claim_number(at, number);
            eps_text_claim(at, number, &part);
        } else {
            eps_text_paragraphs(at, false, &part);
        }
    }
    return add_part(&part, to);
}

static int add_paragraphs(const struct rendering *r, const xmlNode *element)
{
    return write_paragraphs(element, r->to);
}

/* `, independent: 1, 9`; nothing of one claim alone. */
static void add_independent(const xmlNode *element, struct buf *to)
{
    struct slice lang = dom_attribute(element, "lang");
    const xmlNode *first = dom_child(element, NS_NONE, "claim");
    const char *before = ", independent: ";
    unsigned number = 0;

    if (!dom_next(first, NS_NONE, "claim") || !independent_knows(lang))
        return;
    dom_each(at, element, NS_NONE, "claim") {
        struct buf claim = BUF_INIT(SIZE_MAX);

        number = claim_number(at, number);
        eps_text_claim(at, number, &claim);
        if (!independent_names_another((struct slice){buf_text(&claim),
                                                      claim.len},
                                       lang)) {
            buf_printf(to, "%s%u", before, number);
            before = ", ";
        }
        buf_fini(&claim);
    }
}

static int add_claims(const struct rendering *r, const xmlNode *element)
{
    language_add_subject(r, element);
    add_independent(element, r->to);
    buf_puts(r->to, "\n\n");
    return write_claims(element, r->to);
}

static int render_abstract(const struct rendering *r)
{
    return language_each(r, "abstract", false, add_paragraphs);
}

static int render_description(const struct rendering *r)
{
    return language_each(r, "description", false, add_paragraphs);
}

static int render_claims(const struct rendering *r)
{
    return language_each(r, "claims", true, add_claims);
}

/* --- claims one by one --------------------------------------------------- */

static const xmlNode *first_claims(const struct rendering *r)
{
    return language_first(r->root, "claims", SLICE(""));
}

static int render_claim(const struct rendering *r)
{
    struct buf part = BUF_INIT(SIZE_MAX);
    unsigned number = 0;
    int64_t wanted;

    if (slice_number(r->selection, &wanted) < 0)
        return -ENODATA;
    dom_each(at, first_claims(r), NS_NONE, "claim") {
        number = claim_number(at, number);
        if (number != wanted)
            continue;
        eps_text_claim(at, number, &part);
        return add_part(&part, r->to);
    }
    return -ENODATA;
}

static int render_claim_names(const struct rendering *r)
{
    unsigned number = 0;

    dom_each(at, first_claims(r), NS_NONE, "claim") {
        number = claim_number(at, number);
        buf_printf(r->to, "%03u.txt\n", number);
    }
    return 0;
}

/* --- all of it ----------------------------------------------------------- */

/* WIPO standard ST.32, with what the EPO adds to it: what the codes of a title
 * page stand for. */
static const struct {
    const char *code, *name;
} codes[] = {
    {"B110", "number"},
    {"B121", "document"},
    {"B130", "kind"},
    {"B140", "publication date"},
    {"B190", "office"},
    {"B210", "application"},
    {"B220", "filing date"},
    {"B241", "examination requested"},
    {"B242", "first examination report"},
    {"B243", "maintained as amended"},
    {"B250", "language of filing"},
    {"B251EP", "language of proceedings"},
    {"B260", "language of publication"},
    {"B310", "priority"},
    {"B320", "priority date"},
    {"B330", "priority office"},
    {"B405", "published"},
    {"B430", "application published"},
    {"B450", "grant published"},
    {"B451EP", "intention to grant"},
    {"B452EP", "intention to grant"},
    {"B475", "lapsed"},
    {"B477", "amended document published"},
    {"B510", "IPC"},
    {"B510EP", "IPC"},
    {"B511", "IPC, first"},
    {"B512", "IPC, further"},
    {"B513", "IPC, additional"},
    {"B516", "IPC edition"},
    {"B517EP", "IPC, linked"},
    {"B520EP", "CPC"},
    {"B541", "language of title"},
    {"B542", "title"},
    {"B561", "patent cited"},
    {"B562", "literature cited"},
    {"B598", "figure for the abstract"},
    {"B620", "earlier application"},
    {"B620EP", "divisional application"},
    {"B711", "applicant"},
    {"B721", "inventor"},
    {"B731", "proprietor"},
    {"B741", "representative"},
    {"B781", "opponent"},
    {"B784", "representative of opponent"},
    {"B840", "designated states"},
    {"B844EP", "extension state"},
    {"B845EP", "extension state"},
    {"B848EP", "validation state"},
    {"B849EP", "validation state"},
    {"B861", "international application"},
    {"B862", "language of international application"},
    {"B871", "international publication"},
    {"B880", "search report published"},
};

static const char *code_name(const char *code)
{
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(code, codes[i].code) == 0)
            return codes[i].name;
    }
    return "";
}

/* `B542`, `B001EP` */
static bool is_coded(const xmlNode *node)
{
    const char *name = (const char *)node->name;

    return name[0] == 'B' && is_digit(name[1]) && is_digit(name[2]);
}

static bool has_coded(const xmlNode *node)
{
    dom_each_element(at, node) {
        if (is_coded(at) || has_coded(at))
            return true;
    }
    return false;
}

/* All below it, separated by `; `. */
static void add_leaves(struct reflow *f, const xmlNode *node)
{
    for (const xmlNode *at = node; at;
         at = dom_walk(node, at, !reflow_is_leaf(at))) {
        struct buf line = BUF_INIT(SIZE_MAX);

        if (!reflow_is_leaf(at))
            continue;
        reflow_text(at, &line);
        reflow_owe(f, "; ");
        reflow_words(f, buf_text(&line));
        buf_fini(&line);
    }
}

/* `B110 number: ` */
static void add_code(const char *code, struct buf *to)
{
    const char *name = code_name(code);

    buf_printf(to, "%s%s%s: ", code, name[0] ? " " : "", name);
}

static void add_coded(const xmlNode *node, struct buf *to)
{
    dom_each_element(at, node) {
        struct reflow f = REFLOW_INIT(to);
        size_t line = to->len, words;

        if (has_coded(at)) {
            add_coded(at, to);
            continue;
        }
        add_code((const char *)at->name, to);
        words = to->len;
        add_leaves(&f, at);
        if (to->len > words)
            buf_putc(to, '\n');
        else
            buf_cut(to, line);
    }
}

static int write_bibliography(const xmlNode *element, struct buf *to)
{
    add_coded(element, to);
    return to->error;
}

static const struct {
    const char *name, *title;
    int (*write)(const xmlNode *element, struct buf *to);
} sections[] = {
    {"SDOBI", "bibliography", write_bibliography},
    {"abstract", "abstract", write_paragraphs},
    {"description", "description", write_paragraphs},
    {"claims", "claims", write_claims},
    {"amended-claims", "amended claims", write_claims},
    {"drawings", "drawings", write_paragraphs},
    {"search-report-data", "search report", write_paragraphs},
    {"ep-reference-list", "references cited", write_paragraphs},
};

static int write_section(const xmlNode *element, struct buf *to)
{
    struct slice lang = dom_attribute(element, "lang");
    size_t i = 0, count = sizeof(sections) / sizeof(sections[0]);
    bool known;

    while (i < count &&
           strcmp((const char *)element->name, sections[i].name) != 0)
        i++;
    known = i < count;
    buf_printf(to, "== %s",
               known ? sections[i].title : (const char *)element->name);
    if (lang.len)
        buf_printf(to, " (%.*s)", (int)lang.len, lang.at);
    buf_puts(to, "\n\n");
    return known ? sections[i].write(element, to)
                 : write_paragraphs(element, to);
}

static int render_all(const struct rendering *r)
{
    int done = 0;

    dom_each_element(at, r->root) {
        size_t before = r->to->len, words;

        if (done < 0)
            break;
        if (before)
            buf_putc(r->to, '\n');
        words = r->to->len;
        if (reflow_is_empty(at) && !dom_find(at, NS_NONE, "img") &&
            !dom_find(at, NS_NONE, "doc-page"))
            buf_cut(r->to, before);
        else
            done = write_section(at, r->to);
        if (r->to->len == words)
            buf_cut(r->to, before);
    }
    return done;
}

int eps_document_render(enum facet facet, const struct rendering *r)
{
    static int (*const renders[FACETS])(const struct rendering *r) = {
        [FACET_TEXT] = render_all,
        [FACET_ABSTRACT] = render_abstract,
        [FACET_CLAIMS] = render_claims,
        [FACET_CLAIM] = render_claim,
        [FACET_CLAIM_NAMES] = render_claim_names,
        [FACET_DESCRIPTION] = render_description,
        [FACET_PIECE] = description_piece,
        [FACET_PIECE_NAMES] = description_piece_names,
        [FACET_HEADINGS] = description_headings,
    };

    return renders[facet] ? renders[facet](r) : -ENODATA;
}
