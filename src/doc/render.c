/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/render.h"

#include "doc/biblio_text.h"
#include "doc/cite.h"
#include "doc/claims.h"
#include "doc/description.h"
#include "doc/register.h"
#include "doc/tables.h"
#include "doc/text.h"

#include <errno.h>

typedef int render_facet(const struct rendering *r);

static render_facet *const renders[FACETS] = {
    [FACET_NONE] = NULL,

    [FACET_TITLE] = biblio_title_text,
    [FACET_ABSTRACT] = biblio_abstract_text,
    [FACET_BIBLIO] = biblio_lines,
    [FACET_BIBTEX] = cite_bibtex,
    [FACET_RIS] = cite_ris,
    [FACET_CSL] = cite_csl,
    [FACET_ROW] = biblio_row,
    [FACET_TEXT] = text_render,
    [FACET_CLAIMS] = claims_render,
    [FACET_CLAIM] = claims_render_one,
    [FACET_CLAIM_NAMES] = claims_render_names,
    [FACET_DESCRIPTION] = description_render,
    [FACET_NUMBERS] = render_numbers,
    [FACET_LINKS] = render_links,
    [FACET_CITATIONS] = render_citations,
    [FACET_CITATION_NAMES] = render_citation_names,
    [FACET_PUBLICATION_NAMES] = render_publication_names,
    [FACET_FAMILY] = render_family,
    [FACET_FAMILY_SIMPLE_NAMES] = render_family_simple_names,
    [FACET_FAMILY_EXTENDED_NAMES] = render_family_extended_names,
    [FACET_LEGAL] = render_legal,
    [FACET_STATUS] = render_status,
    [FACET_PROPRIETOR] = render_proprietor,
    [FACET_OPPOSITION] = render_opposition,
    [FACET_EVENTS] = render_events,
    [FACET_STEPS] = render_steps,
    [FACET_STATES] = render_states,
    [FACET_REGISTER_ROW] = render_register_row,
    [FACET_UPP] = render_upp,
    [FACET_HITS] = render_hits,
    [FACET_CITING] = render_citing,
    [FACET_HIT_NAMES] = render_hit_names,
    [FACET_COUNT] = render_count,
    [FACET_REGISTER_HITS] = render_register_hits,
    [FACET_REGISTER_NAMES] = render_register_names,
};

static int make(enum facet facet, const struct rendering *r)
{
    int made;

    if (!renders[facet])
        return -ENODATA;
    made = renders[facet](r);
    return made < 0 ? made : r->to->error;
}

int render(enum facet facet, struct slice subject, struct slice part,
           struct slice answer, struct buf *to)
{
    struct rendering rendering = {subject, part, NULL, to};
    xmlDoc *doc = NULL;
    int r = answer.at ? dom_read(answer, &doc) : 0;

    if (r < 0)
        return r;
    if (doc)
        rendering.root = xmlDocGetRootElement(doc);
    r = make(facet, &rendering);
    xmlFreeDoc(doc);
    return r;
}
