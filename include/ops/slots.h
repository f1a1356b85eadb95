/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the names on a path say, each into its own slot, from which
 * ops/template fills in a request.
 */
#ifndef OPSFS_OPS_SLOTS_H
#define OPSFS_OPS_SLOTS_H

/* What a step of a path says: about the request, the holes of a template; or
 * about the file alone. */
enum slot {
    SLOT_NONE,
    SLOT_TYPE,   /* publication, application, priority */
    SLOT_FORMAT, /* epodoc, docdb, original; cpc, ecla: the input schema */
    SLOT_NUMBER,
    SLOT_OUT, /* epodoc, docdb, original; cpc, ipc, ecla: the output schema */
    SLOT_CC,  /* of an image's link: country, number, kind */
    SLOT_DOC,
    SLOT_KIND,
    SLOT_SYMBOL,       /* of the classification */
    SLOT_QUERY,        /* CQL */
    SLOT_RANGE,        /* `1-100`, or a page */
    SLOT_CONSTITUENTS, /* constituents, comma-joined in the table's order */
    SLOT_VIEW,         /* query parameters of the classification */
    SLOT_DATE,         /* of publication: `20240320` */
    SLOT_SELECTION, /* of a facet: a language, a claim; no part of a request */
    /* The steps below `cpc/` (ops/symbol), from which the request is made. */
    SLOT_SECTION,
    SLOT_CLASS,
    SLOT_SUBCLASS,
    SLOT_GROUP,
    SLOT_SUBGROUP,
    SLOT_BY_DAY, /* reached by the day of publication: whose texts are shown */
    SLOT_COUNT
};

#endif
