/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/description.h"

#include "doc/reflow.h"
#include "doc/languages.h"

static const char apart[] = "\n\n";

/* A `claim` may hold several paragraphs: mostly a `claim-text` is a claim. */
static void add_paragraphs(struct reflow *f, const xmlNode *element)
{
    bool mixed = reflow_is_mixed(element);

    if (mixed) {
        f->owed = apart;
        reflow_below(f, element);
        return;
    }
    for (const xmlNode *at = element->children; at; at = at->next) {
        if (dom_is(at, NS_FULLTEXT, "claim")) {
            add_paragraphs(f, at);
        } else if (at->type == XML_ELEMENT_NODE) {
            f->owed = apart;
            reflow_below(f, at);
        }
    }
}

void description_add_paragraphs(const xmlNode *element, struct buf *to)
{
    struct reflow f = REFLOW_INIT(to);

    f.lines = true;
    add_paragraphs(&f, element);
    if (f.begun)
        buf_putc(to, '\n');
}

static int write_description(const struct rendering *r, const xmlNode *element)
{
    description_add_paragraphs(element, r->to);
    return 0;
}

int description_render(const struct rendering *r)
{
    return language_each(r, "description", false, write_description);
}
