/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every name of the tree, as data: in which room it stands, how it is
 * recognised, where it leads, which source of ops/catalog.h it reads.
 */
#ifndef OPSFS_OPS_NAMES_H
#define OPSFS_OPS_NAMES_H

#include "ops/catalog.h"
#include "ops/rooms.h"

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
    LIVE_QUOTA,
    LIVE_STATUS_JSON,
    LIVE_METRICS,
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
