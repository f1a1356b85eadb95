/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What OPS offers, as data (OPS guide 1.3.20, chapter 3): throttle classes,
 * forms, sources; and what the European Publication Server does (its REST guide
 * 1.6). The names under which the tree shows them are ops/names.h.
 *
 * Adding an endpoint is adding a row to `sources`, one to ops/freshness, and
 * rows to `names`; no other file knows a path of OPS. Sources and names are two
 * tables because several names may read one source. Rows hold no function and
 * never change.
 */
#ifndef OPSFS_OPS_CATALOG_H
#define OPSFS_OPS_CATALOG_H

#include "ops/forms.h"
#include "ops/slots.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Throttle classes, OPS guide 2.3.3. */
enum ops_class {
    CLASS_SEARCH,
    CLASS_RETRIEVAL,
    CLASS_INPADOC,
    CLASS_IMAGES,
    CLASS_OTHER,
    CLASS_COUNT
};

struct class_row {
    const char *name; /* as X-Throttling-Control spells it */
    unsigned limit;   /* requests in 60 s, of an idle OPS */
    unsigned least;   /* the same of an overloaded one */
};

extern const struct class_row classes[CLASS_COUNT];

/* Servers that are asked, each by a scheduler of its own. The publication
 * server is sent nothing of OPS's, such as its token; the figures, which are
 * OPS's own, need it. */
enum server {
    SERVER_OPS,
    SERVER_EPS,   /* the European Publication Server */
    SERVER_USAGE, /* OPS's figures of an account, free of charge */
    SERVER_COUNT,
    SERVER_NONE = SERVER_COUNT /* it is made here, and kept by a store alone */
};

extern const char *const server_names[SERVER_COUNT]; /* for people */
/* Between its base URL and the path of a request. */
extern const char *const server_roots[SERVER_COUNT];

/* One kind of request. */
enum source_id {
    SOURCE_BIBLIO,
    SOURCE_FULLTEXT,
    SOURCE_EQUIVALENTS,
    SOURCE_INQUIRY,
    SOURCE_PAGE,
    SOURCE_CLIP,
    SOURCE_SEARCH,
    SOURCE_FAMILY,
    SOURCE_LEGAL,
    SOURCE_REGISTER,
    SOURCE_REGISTER_SEARCH,
    SOURCE_NUMBER,
    SOURCE_CPC,
    SOURCE_CPC_SEARCH,
    SOURCE_CPC_MEDIA,
    SOURCE_MAP_TO_CPC,
    SOURCE_MAP_TO_IPC,
    SOURCE_MAP_TO_ECLA,
    SOURCE_EPS_DATES,
    SOURCE_EPS_DAY,
    SOURCE_EPS_DOCUMENT,
    SOURCE_USAGE,
    SOURCE_HISTORY, /* what the store remembers */
    SOURCE_COUNT
};

/* All constituents of the register that are ever asked for together. */
#define REGISTER_WHOLE "biblio,events,procedural-steps"

/*
 * `path` stands under /rest-services of OPS, or under the base URL of the
 * publication server, which has no classes and paces itself. `{number}` is a
 * hole, filled with the percent-encoded text of that slot; what stands in `[ ]`
 * is left out when the hole inside it is empty.
 */
struct source {
    const char *path;
    const char *doc;    /* one line for people */
    const char *bulk;   /* POST path for many at once; NULL: none */
    const char *accept; /* for FORM_XML, where it is not that of forms[] */
    enum server server;
    enum ops_class class;
    size_t ceiling; /* longest body, in bytes */
    bool suffix;    /* the form is also a suffix of the path: `.pdf` */
};

extern const struct source sources[SOURCE_COUNT];

#endif
