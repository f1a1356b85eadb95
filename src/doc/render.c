/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/render.h"

#include "doc/beside.h"
#include "doc/biblio_text.h"
#include "doc/branches.h"
#include "doc/changes.h"
#include "doc/cite.h"
#include "doc/citing.h"
#include "doc/claim_files.h"
#include "doc/columns.h"
#include "doc/description.h"
#include "doc/eps_document.h"
#include "doc/eps_list.h"
#include "doc/eps_text.h"
#include "doc/family.h"
#include "doc/hit_count.h"
#include "doc/inquiry.h"
#include "doc/links.h"
#include "doc/register_states.h"
#include "doc/scheme.h"
#include "doc/text.h"
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

typedef int render_facet(const struct rendering *r);

static render_facet render_row;

/* What a facet is made by: one of these. */
struct facet_row {
    struct view view;   /* each of its rows is an element: what must be there,
                          * the rows, the date by which the newest is first, and
                          * what is shown of them */
    facts_write *write; /* out of the facts of a biblio */
    render_facet *render;
    int (*list)(struct slice page, struct buf *to); /* of what is no XML */
};

#define VIEW(...)                                                              \
    {                                                                          \
        .view = { __VA_ARGS__ }                                                \
    }

static const struct facet_row facets[FACETS] = {
    [FACET_NUMBERS] = VIEW(.sections = number_sections),
    [FACET_CITATIONS] = VIEW(DOCUMENT, "//x:citation", NULL, citation_columns),
    [FACET_CITATION_NAMES] = VIEW(DOCUMENT, "//x:patcit"),
    [FACET_PUBLICATION_NAMES] = VIEW(DOCUMENT, DOCUMENT),
    [FACET_FAMILY] = VIEW(FAMILY, MEMBER, NULL, family_columns,
                          .remark = family_remark),
    [FACET_FAMILY_SIMPLE_NAMES] = VIEW(FAMILY, MEMBER,
                                       .drop_others = family_drop_others),
    [FACET_FAMILY_EXTENDED_NAMES] = VIEW(FAMILY, MEMBER),
    [FACET_LEGAL] = VIEW(FAMILY, "//o:legal", "o:L007EP", legal_columns),
    [FACET_CITING] = VIEW(SEARCH, .columns = hit_columns, .write = citing_write,
                          .led = true),
    [FACET_HITS] = VIEW(SEARCH, HIT_ROWS, NULL, hit_columns),
    [FACET_HIT_NAMES] = VIEW(SEARCH, HIT_ROWS),
    [FACET_STATUS] = VIEW(CASE, .sections = status_sections, .absent = NO_CASE),
    [FACET_PROPRIETOR] = VIEW(CASE, .sections = proprietor_sections,
                              .absent = NO_CASE),
    [FACET_OPPOSITION] = VIEW(CASE, .sections = opposition_sections,
                              .absent = NO_CASE),
    [FACET_UPP] = VIEW(CASE, .sections = unitary_sections,
                       .absent = NO_UNITARY),
    [FACET_STATES] = VIEW(CASE, .columns = register_state_columns,
                          .write = register_states_write, .absent = NO_CASE),
    [FACET_EVENTS] = VIEW(REGISTER, "//r:dossier-event", "r:event-date/r:date",
                          event_columns, .absent = NO_CASE),
    [FACET_STEPS] = VIEW(REGISTER, "//r:procedural-step",
                         "r:procedural-step-date/r:date", step_columns,
                         .absent = NO_CASE),
    [FACET_REGISTER_ROW] = VIEW(CASE, CASE, NULL, register_row_columns),
    [FACET_REGISTER_HITS] = VIEW(REGISTER, CASE, NULL, register_hit_columns),
    [FACET_REGISTER_NAMES] = VIEW(REGISTER, CASE),

    [FACET_TITLE] = {.write = biblio_title_text},
    [FACET_ABSTRACT] = {.write = biblio_abstract_text},
    [FACET_BIBLIO] = {.write = biblio_lines},
    [FACET_BIBTEX] = {.write = cite_bibtex},
    [FACET_RIS] = {.write = cite_ris},
    [FACET_CSL] = {.write = cite_csl},

    [FACET_TEXT] = {.render = text_render},
    [FACET_BESIDE] = {.render = beside_render},
    [FACET_CLAIMS] = {.render = claims_render},
    [FACET_CLAIM] = {.render = claims_render_one},
    [FACET_CLAIM_NAMES] = {.render = claims_render_names},
    [FACET_DESCRIPTION] = {.render = description_render},
    [FACET_PIECE] = {.render = description_piece},
    [FACET_PIECE_NAMES] = {.render = description_piece_names},
    [FACET_HEADINGS] = {.render = description_headings},
    [FACET_LINKS] = {.render = links_render},
    [FACET_CHANGES] = {.render = changes_render},
    [FACET_COUNT] = {.render = hit_count_render},
    [FACET_UPC] = {.render = upc_render},
    [FACET_SYMBOL_TITLE] = {.render = scheme_title},
    [FACET_SYMBOL_PATH] = {.render = scheme_path},
    [FACET_SYMBOL_NOTES] = {.render = scheme_notes},
    [FACET_SYMBOL_IPC] = {.render = scheme_ipc},
    [FACET_SYMBOL_CHILDREN] = {.render = scheme_children},
    [FACET_SYMBOL_NAMES] = {.render = scheme_names},
    [FACET_SYMBOL_FIGURES] = {.render = scheme_figures},
    [FACET_IMAGE_NAMES] = {.render = inquiry_render_names},
    [FACET_DRAWING_NAMES] = {.render = inquiry_render_drawings},
    [FACET_PAGE_NAMES] = {.render = inquiry_render_pages},
    [FACET_ROW] = {.render = render_row},

    [FACET_EPS_DATES] = {.list = eps_list_dates},
    [FACET_EPS_NAMES] = {.list = eps_list_names},
    [FACET_EPS_INDEX] = {.list = eps_list_index},
    [FACET_USAGE] = {.list = usage_render},
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

/* The header of a table is made without a record. */
static int render_row(const struct rendering *r)
{
    if (!slice_is(r->selection, "header"))
        return write_facts(biblio_row, r);
    biblio_header(r->to);
    return 0;
}

static int make(enum facet facet, const struct rendering *r)
{
    const struct facet_row *row = &facets[facet];

    if (eps_text_is_document(r->root))
        return eps_document_render(facet, r);
    if (row->write)
        return write_facts(row->write, r);
    if (row->render)
        return row->render(r);
    if (row->view.rows || row->view.columns || row->view.sections)
        return view_render(&row->view, r);
    return -ENODATA;
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

int render(enum facet facet, struct slice subject, struct slice selection,
           struct slice answer, struct buf *to)
{
    return render_seen(facet, subject, selection, answer, NULL, to);
}

int render_seen(enum facet facet, struct slice subject, struct slice selection,
                struct slice answer, dom_seen *seen, struct buf *to)
{
    struct rendering rendering = {subject, selection, NULL, to, answer};
    struct dom dom = {.root = NULL};
    int r;

    if (facets[facet].list)
        return facets[facet].list(answer, to);
    r = read(facet, subject, answer, seen, &dom);
    if (r < 0)
        return r;
    rendering.root = dom.root;
    r = make(facet, &rendering);
    dom_fini(&dom);
    return r < 0 ? r : to->error;
}
