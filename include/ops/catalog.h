/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What OPS offers, as data (OPS guide 1.3.20, chapter 3): throttle classes,
 * forms, sources, and the names under which the tree shows them.
 *
 * Adding an endpoint is adding a row to `sources` and rows to `names`; no
 * other file knows a path of OPS. Two tables, because several names may read
 * one source. Rows point to nothing above this floor, hold no function, and
 * never change.
 */
#ifndef OPSFS_OPS_CATALOG_H
#define OPSFS_OPS_CATALOG_H

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
    unsigned limit;   /* requests in 60 s before any header was seen */
};

extern const struct class_row classes[CLASS_COUNT];

/* How an answer is written; the extension of a file's name. */
enum form {
    FORM_XML,
    FORM_JSON,
    FORM_PDF,
    FORM_TIFF,
    FORM_PNG,
    FORM_JPEG,
    FORM_GIF,
    FORM_COUNT
};

#define FORM(f) (1u << (f))

struct form_row {
    const char *extension; /* without the dot */
    const char *accept;    /* media type, unless the source names its own */
};

extern const struct form_row forms[FORM_COUNT];

/* What a step of a path says about the request: the holes of a template. */
enum slot {
    SLOT_NONE,
    SLOT_TYPE,   /* publication, application, priority */
    SLOT_FORMAT, /* epodoc, docdb, original; cpc, ecla: the input schema */
    SLOT_NUMBER,
    SLOT_OUT,  /* epodoc, docdb, original; cpc, ipc, ecla: the output schema */
    SLOT_CC,   /* of an image's link: country, number, kind */
    SLOT_DOC,
    SLOT_KIND,
    SLOT_SYMBOL, /* of the classification */
    SLOT_QUERY,  /* CQL */
    SLOT_RANGE,  /* `1-100`, or a page */
    SLOT_PARTS,  /* constituents, comma-joined in the table's order */
    SLOT_VIEW,   /* query parameters of the classification */
    SLOT_COUNT
};

/* One kind of request to OPS. */
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
    SOURCE_COUNT
};

/*
 * `path` stands under /rest-services. `{number}` is a hole, filled with the
 * percent-encoded text of that slot; what stands in `[ ]` is left out when the
 * hole inside it is empty.
 */
struct source {
    const char *path;
    const char *doc;    /* one line for people */
    const char *accept; /* for FORM_XML, where it is not that of forms[] */
    enum ops_class class;
    unsigned ttl;        /* seconds a found answer is fresh */
    unsigned absent_ttl; /* seconds an absence is remembered */
    size_t ceiling;      /* longest body, in bytes */
    bool suffix;         /* the form is told as `.pdf` behind the path, too */
};

#define FOR_EVER UINT32_MAX

extern const struct source sources[SOURCE_COUNT];

/* The directories of the tree, as the non-terminals of its grammar. */
enum room {
    ROOM_NONE, /* a file */
    ROOM_ROOT,
    ROOM_PUBLISHED,
    ROOM_PUBLISHED_FORMATS,
    ROOM_PUBLISHED_EPODOC,
    ROOM_PUBLISHED_DOCDB,
    ROOM_PUBLISHED_FILES,
    ROOM_EQUIVALENTS,
    ROOM_SEARCH,
    ROOM_SEARCH_FILES,
    ROOM_SEARCH_RANGE,
    ROOM_IMAGES,
    ROOM_IMAGES_CC,
    ROOM_IMAGES_DOC,
    ROOM_IMAGES_KIND,
    ROOM_IMAGES_CLIP,
    ROOM_FULLIMAGE,
    ROOM_THUMBNAIL,
    ROOM_FAMILY,
    ROOM_FAMILY_FORMATS,
    ROOM_FAMILY_EPODOC,
    ROOM_FAMILY_DOCDB,
    ROOM_FAMILY_FILES,
    ROOM_LEGAL,
    ROOM_LEGAL_FORMATS,
    ROOM_LEGAL_EPODOC,
    ROOM_LEGAL_DOCDB,
    ROOM_LEGAL_FILES,
    ROOM_REGISTER,
    ROOM_REGISTER_FORMATS,
    ROOM_REGISTER_EPODOC,
    ROOM_REGISTER_FILES,
    ROOM_REGISTER_SEARCH,
    ROOM_REGISTER_SEARCH_FILES,
    ROOM_REGISTER_SEARCH_RANGE,
    ROOM_NUMBER,
    ROOM_NUMBER_FORMATS,
    ROOM_NUMBER_ORIGINAL,
    ROOM_NUMBER_ORIGINAL_FILES,
    ROOM_NUMBER_DOCDB,
    ROOM_NUMBER_DOCDB_FILES,
    ROOM_NUMBER_EPODOC,
    ROOM_NUMBER_EPODOC_FILES,
    ROOM_CLASSIFICATION,
    ROOM_CPC,
    ROOM_CPC_FILES,
    ROOM_CPC_SEARCH,
    ROOM_CPC_SEARCH_FILES,
    ROOM_CPC_SEARCH_RANGE,
    ROOM_CPC_MEDIA,
    ROOM_MAP,
    ROOM_MAP_CPC,
    ROOM_MAP_CPC_FILES,
    ROOM_MAP_ECLA,
    ROOM_MAP_ECLA_FILES,
    ROOM_OPS,
    ROOM_COUNT
};

/* How a name is recognised, and what it is turned into for OPS. Open shapes
 * (all but WORD, WORDS and VIEW) are ops/reference. */
enum shape {
    SHAPE_WORD,  /* one of `words`, letters in any case */
    SHAPE_WORDS, /* a set of `words`, comma-joined in any order, none twice */
    SHAPE_VIEW,  /* the first word, then any of the others, comma-joined */
    SHAPE_EPODOC,
    SHAPE_DOCDB,
    SHAPE_ORIGINAL,
    SHAPE_COUNTRY,
    SHAPE_DOC,
    SHAPE_KIND,
    SHAPE_CPC,
    SHAPE_ECLA,
    SHAPE_MEDIA,
    SHAPE_QUERY,
    SHAPE_RANGE,
    SHAPE_PAGE,
    SHAPE_COUNT
};

/* Files of the mount itself; their text is made by fs/live. */
enum live {
    LIVE_NONE,
    LIVE_README,
    LIVE_STATUS,
    LIVE_ERRORS,
    LIVE_LOG,
    LIVE_HELP,
    LIVE_COUNT
};

#define MAX_WORDS 4

/*
 * One name, or one kind of name, in one room. `inside` leads to the room
 * behind it (a directory) or is ROOM_NONE (a file). A file's name is its stem,
 * matched by `shape`, a dot and the extension of one of `forms`; a file of
 * LIVE_… is spelled whole by its word.
 */
struct name {
    enum room in;
    enum room inside;
    enum shape shape;
    const char *words[MAX_WORDS];
    enum slot slot;
    unsigned forms; /* FORM(…) bits; 0 for a directory or a live file */
    enum source_id source;
    enum live live;
    const char *doc; /* one line for people */
};

extern const struct name names[];
extern const size_t names_count;

/* What only somebody's use can add to a listing: numbers, queries, pages. */
static inline bool shape_is_open(enum shape shape)
{
    return shape > SHAPE_VIEW;
}

#endif
