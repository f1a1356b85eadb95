/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facets of the European Patent Register: texts of `Label: value` lines, and
 * tables. Of what changes the register tells all states, newest first, each
 * with the gazette of its publication; the newest is the present one.
 *
 * What is computed here and not told by OPS is marked so. Nothing is said of
 * whether a patent is in force.
 */
#ifndef OPSFS_DOC_REGISTER_H
#define OPSFS_DOC_REGISTER_H

#include "doc/date.h"
#include "doc/dom.h"
#include "doc/fields.h"
#include "doc/render.h"
#include "doc/table.h"

int render_status(const struct rendering *r);
int render_proprietor(const struct rendering *r);
int render_opposition(const struct rendering *r);
int render_upp(const struct rendering *r);

int render_events(const struct rendering *r);
int render_steps(const struct rendering *r);
int render_states(const struct rendering *r);

/* One line of a whole list's table; part "header": behind the header line. */
int render_register_row(const struct rendering *r);

int render_register_hits(const struct rendering *r);
int render_register_names(const struct rendering *r);

/* What these are made of. -EBADMSG for an answer of another family, or one that
 * holds no document. */
int register_document(const struct rendering *r, const xmlNode **ret_document);

/* Its bibliographic data; NULL when they were not asked for. */
const xmlNode *register_data(const xmlNode *document);

/* The child of that name with the latest gazette; the first of several. */
const xmlNode *register_newest(const xmlNode *parent, const char *name);

/* The publication that mentions the grant, the first of kind B; NULL. */
const xmlNode *register_grant(const xmlNode *document);
bool register_grant_date(const xmlNode *document, struct date *ret_date);

/* Nine months behind it (Article 99 EPC). */
bool register_opposition_end(const xmlNode *document, struct date *ret_date);

/* Name and address on one line; name alone. */
void register_party(const struct found *at, struct buf *to);

/* The statuses, newest first. 0, -ENOMEM. */
int register_statuses(struct rows *rows, const xmlNode *document);

#endif
