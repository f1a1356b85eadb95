/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/render.h"

#include "doc/biblio_text.h"
#include "doc/cite.h"

#include <errno.h>
#include <stdlib.h>

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
};

static int make(enum facet facet, const struct rendering *r)
{
    int made;

    if (!renders[facet])
        return -ENODATA;
    made = renders[facet](r);
    return made < 0 ? made : r->to->error;
}

static void let_go(xmlDoc **docs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        xmlFreeDoc(docs[i]);
}

static int read_all(const struct slice *answers, size_t count, xmlDoc **docs,
                    const xmlNode **roots)
{
    for (size_t i = 0; i < count; i++) {
        int r = dom_read(answers[i], &docs[i]);

        if (r < 0) {
            let_go(docs, i);
            return r;
        }
        roots[i] = xmlDocGetRootElement(docs[i]);
    }
    return 0;
}

int render(enum facet facet, struct slice subject, struct slice part,
           const struct slice *answers, size_t count, struct buf *to)
{
    const xmlNode **roots = calloc(count, sizeof(*roots));
    xmlDoc **docs = calloc(count, sizeof(*docs));
    struct rendering rendering = {subject, part, roots, count, to};
    int r = roots && docs ? read_all(answers, count, docs, roots) : -ENOMEM;

    if (r == 0) {
        r = make(facet, &rendering);
        let_go(docs, count);
    }
    free(docs);
    free(roots);
    return r;
}
