/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What facets of the European Patent Register have in common. An answer to one
 * number holds one register-document.
 */
#ifndef OPSFS_DOC_REGISTER_H
#define OPSFS_DOC_REGISTER_H

#include "doc/date.h"
#include "doc/fields.h"

#define REGISTER_DATA "r:bibliographic-data/"
#define REGISTER_TITLE                                                         \
    REGISTER_DATA "r:invention-title[lang=en]|" REGISTER_DATA                  \
                  "r:invention-title"
#define REGISTER_STATUS "r:ep-patent-statuses/r:ep-patent-status[newest]"

/* The reference of the first publication of kind B; NULL. Its date is the
 * mention of the grant. */
const xmlNode *register_grant_publication(const xmlNode *document);
bool register_is_granted(const xmlNode *document);
bool register_grant_date(const xmlNode *document, struct date *ret_date);

/* Of a document: that date, or as many months later as the field says. The time
 * for opposition ends after nine (Article 99 EPC). */
#define OPPOSITION_MONTHS 9
void register_grant(const struct found *at, struct buf *to);

/* Of a party: name and address on one line. */
void register_party(const struct found *at, struct buf *to);

#endif
