/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/render.h"

#include "doc/beside.h"
#include "doc/biblio_text.h"
#include "doc/branches.h"
#include "doc/cite.h"
#include "doc/changes.h"
#include "doc/citing.h"
#include "doc/claim_files.h"
#include "doc/columns.h"
#include "doc/description.h"
#include "doc/eps_document.h"
#include "doc/eps_list.h"
#include "doc/eps_text.h"
#include "doc/family.h"
#include "doc/inquiry.h"
#include "doc/links.h"
#include "doc/register_states.h"
#include "doc/scheme.h"
#include "doc/text.h"
#include "doc/hit_count.h"
#include "doc/upc.h"
#include "doc/usage.h"
#include "ops/symbol.h"

#include <errno.h>

#define DOCUMENT "//x:exchange-document"
#define FAMILY "//o:patent-family"
#define MEMBER "//o:family-member"
#define SEARCH "//o:biblio-search"
#define REGISTER "//o:register-search"
#define CASE "//r:register-document"

/* Of the ends of elements that a cut leaves open. */
#define CLOSING_MAX 4096

/* Facets of which each row is an element: what must be there, the rows, the
 * date by which the newest is first, and what is shown of them. */
static const struct view views[FACETS] = {
    [FACET_NUMBERS] = {.sections = number_sections},
    [FACET_CITATIONS] = {DOCUMENT, "//x:citation", NULL, citation_columns},
    [FACET_CITATION_NAMES] = {DOCUMENT, "//x:patcit"},
    [FACET_PUBLICATION_NAMES] = {DOCUMENT, DOCUMENT},
    [FACET_FAMILY] = {FAMILY, MEMBER, NULL, family_columns,
                      .remark = family_remark},
    [FACET_FAMILY_SIMPLE_NAMES] = {FAMILY, MEMBER, .keep = family_keep_simple},
    [FACET_FAMILY_EXTENDED_NAMES] = {FAMILY, MEMBER},
    [FACET_LEGAL] = {FAMILY, "//o:legal", "o:L007EP", legal_columns},
    [FACET_CITING] = {SEARCH, .columns = hit_columns, .write = citing_write,
                      .led = true},
    [FACET_HITS] = {SEARCH, HIT_ROWS, NULL, hit_columns},
    [FACET_HIT_NAMES] = {SEARCH, HIT_ROWS},
    [FACET_STATUS] = {CASE, .sections = status_sections, .absent = NO_CASE},
    [FACET_PROPRIETOR] = {CASE, .sections = proprietor_sections,
                          .absent = NO_CASE},
    [FACET_OPPOSITION] = {CASE, .sections = opposition_sections,
                          .absent = NO_CASE},
    [FACET_UPP] = {CASE, .sections = unitary_sections, .absent = NO_UNITARY},
    [FACET_STATES] = {CASE, .columns = register_state_columns,
                      .write = register_states_write, .absent = NO_CASE},
    [FACET_EVENTS] = {REGISTER, "//r:dossier-event", "r:event-date/r:date",
                      event_columns, .absent = NO_CASE},
    [FACET_STEPS] = {REGISTER, "//r:procedural-step",
                     "r:procedural-step-date/r:date", step_columns,
                     .absent = NO_CASE},
    [FACET_REGISTER_ROW] = {CASE, CASE, NULL, register_row_columns},
    [FACET_REGISTER_HITS] = {REGISTER, CASE, NULL, register_hit_columns},
    [FACET_REGISTER_NAMES] = {REGISTER, CASE},
};

/* Facets of what is no XML: lists of the publication server, figures. */
static int (*const lists[FACETS])(struct slice page, struct buf *to) = {
    [FACET_EPS_DATES] = eps_list_dates,
    [FACET_EPS_NAMES] = eps_list_names,
    [FACET_EPS_INDEX] = eps_list_index,
    [FACET_USAGE] = usage_render,
};

typedef int render_facet(const struct rendering *r);

static render_facet *const renders[FACETS] = {
    [FACET_TEXT] = text_render,
    [FACET_BESIDE] = beside_render,
    [FACET_CLAIMS] = claims_render,
    [FACET_CLAIM] = claims_render_one,
    [FACET_CLAIM_NAMES] = claims_render_names,
    [FACET_DESCRIPTION] = description_render,
    [FACET_PIECE] = description_piece,
    [FACET_PIECE_NAMES] = description_piece_names,
    [FACET_HEADINGS] = description_headings,
    [FACET_LINKS] = links_render,
    [FACET_CHANGES] = changes_render,
    [FACET_COUNT] = hit_count_render,
    [FACET_UPC] = upc_render,
    [FACET_SYMBOL_TITLE] = scheme_title,
    [FACET_SYMBOL_PATH] = scheme_path,
    [FACET_SYMBOL_NOTES] = scheme_notes,
    [FACET_SYMBOL_IPC] = scheme_ipc,
    [FACET_SYMBOL_CHILDREN] = scheme_children,
    [FACET_SYMBOL_NAMES] = scheme_names,
    [FACET_SYMBOL_FIGURES] = scheme_figures,
    [FACET_IMAGE_NAMES] = inquiry_render_names,
    [FACET_DRAWING_NAMES] = inquiry_render_drawings,
    [FACET_PAGE_NAMES] = inquiry_render_pages,
};

static facts_write *const writes[FACETS] = {
    [FACET_TITLE] = biblio_title_text,
    [FACET_ABSTRACT] = biblio_abstract_text,
    [FACET_BIBLIO] = biblio_lines,
    [FACET_BIBTEX] = cite_bibtex,
    [FACET_RIS] = cite_ris,
    [FACET_CSL] = cite_csl,
    [FACET_ROW] = biblio_row,
};

static int write_facts(facts_write *write, const struct rendering *r)
{
    struct facts f;
    int made = biblio_read(r->root, r->subject, &f);

    if (made < 0)
        return made;
    made = write(&f, r);
    facts_fini(&f);
    return made;
}

static int make(enum facet facet, const struct rendering *r)
{
    const struct view *v = &views[facet];
    int made = 0;

    if (eps_text_is_document(r->root))
        made = eps_document_render(facet, r);
    else if (facet == FACET_ROW && slice_is(r->part, "header"))
        biblio_header(r->to);
    else if (writes[facet])
        made = write_facts(writes[facet], r);
    else if (renders[facet])
        made = renders[facet](r);
    else if (v->rows || v->columns || v->sections)
        made = view_render(v, r);
    else
        made = -ENODATA;
    return made < 0 ? made : r->to->error;
}

/* Of a symbol, as little of the answer as has it: there are thousands of
 * symbols in one, and each is read by somebody. */
static int read_symbol(enum facet facet, struct slice symbol,
                       struct slice answer, dom_seen *seen, struct dom *ret_dom)
{
    struct buf cut = BUF_INIT(answer.len + CLOSING_MAX);
    int r = branches_cut(answer, symbol, facet_is_below(facet), &cut);

    r = r == 0 ? dom_read((struct slice){cut.data, cut.len}, ret_dom)
               : dom_read_seen(answer, seen, ret_dom);
    buf_fini(&cut);
    return r;
}

static int read(enum facet facet, struct slice subject, struct slice answer,
                dom_seen *seen, struct dom *ret_dom)
{
    if (!answer.at)
        return 0;
    return facet_is_of_symbol(facet)
               ? read_symbol(facet, subject, answer, seen, ret_dom)
               : dom_read_seen(answer, seen, ret_dom);
}

int render(enum facet facet, struct slice subject, struct slice part,
           struct slice answer, struct buf *to)
{
    return render_seen(facet, subject, part, answer, NULL, to);
}

int render_seen(enum facet facet, struct slice subject, struct slice part,
                struct slice answer, dom_seen *seen, struct buf *to)
{
    struct rendering rendering = {subject, part, NULL, to, answer};
    struct dom dom = {.root = NULL};
    int r;

    if (lists[facet])
        return lists[facet](answer, to);
    r = read(facet, subject, answer, seen, &dom);
    if (r < 0)
        return r;
    rendering.root = dom.root;
    r = make(facet, &rendering);
    dom_fini(&dom);
    return r;
}
