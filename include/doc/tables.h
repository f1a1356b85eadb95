/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facets that are tables, and lists of canonical names, of answers about
 * publications, families, legal events and searches. Those of the register are
 * in doc/register.
 *
 * Each is a row of doc/render: 0; -EBADMSG when an answer is of another family;
 * -ENOMEM. Lists of names hold nothing twice, nothing that OPS does not have,
 * and keep OPS's order.
 */
#ifndef OPSFS_DOC_TABLES_H
#define OPSFS_DOC_TABLES_H

#include "doc/render.h"

int render_citations(const struct rendering *r);
int render_citation_names(const struct rendering *r);
int render_publication_names(const struct rendering *r);

int render_family(const struct rendering *r);
int render_family_simple_names(const struct rendering *r);
int render_family_extended_names(const struct rendering *r);

/* OPS's own influence and words; nothing is concluded from them. */
int render_legal(const struct rendering *r);

int render_hits(const struct rendering *r);
int render_citing(const struct rendering *r); /* subject: several, a line each */
int render_hit_names(const struct rendering *r);
int render_count(const struct rendering *r); /* of register searches, too */

int render_numbers(const struct rendering *r);
int render_links(const struct rendering *r);

#endif
