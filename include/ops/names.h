/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every name of the tree, as data: in which room it stands, how it is
 * recognised, where it leads, which source of ops/catalog.h it reads.
 */
#ifndef OPSFS_OPS_NAMES_H
#define OPSFS_OPS_NAMES_H

#include "ops/catalog.h"
#include "ops/facets.h"
#include "ops/live_names.h"
#include "ops/plan.h"
#include "ops/rooms.h"

/* How a name is recognised, and what it is turned into. Open shapes (all but
 * WORD, WORDS, VIEW) are ops/reference, those of the reading room
 * ops/reading_room. */
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
    SHAPE_CANONICAL, /* a canonical number: EP2400812B1 */
    SHAPE_SPELLING,  /* a number in any other spelling, into the canonical */
    SHAPE_LANGUAGE,  /* `title.de.txt` for the word `title.txt`, into `de` */
    SHAPE_SERIAL,    /* `012.txt` for the word `001.txt`, into `12` */
    SHAPE_CLAIM,     /* `amended-012.txt`, `set2-012.txt`, into `a12`, `2-12` */
    SHAPE_WHOSE,     /* `drawings-of-EP1A1` for the word `drawings-of-` */
    SHAPE_LIST,      /* the name of a list of the user's */
    SHAPE_SYMBOL,    /* of the CPC in any spelling, into its path in `cpc/` */
    SHAPE_CLASS,     /* `H04`, `H04W`, `84` and `20`: its steps */
    SHAPE_SUBCLASS,
    SHAPE_GROUP,
    SHAPE_SUBGROUP,
    SHAPE_DAY, /* `2024-03-20`, into `20240320` */
    SHAPE_EPS, /* a name of the publication server: EP1004359NWB1 */
    SHAPE_COUNT
};

/* Where a symbolic link leads. */
enum link {
    LINK_NONE,
    LINK_CANONICAL, /* to its sibling, the canonical spelling */
    LINK_PATENT,    /* to that number in patent/.files/, where links end */
    LINK_BY_DAY,    /* the same in patent/.published/ */
    LINK_DRAWINGS,  /* to the drawings of that number, where links end */
    LINK_MIRROR,    /* from a number's directory to its one in the mirror */
    LINK_SECTION,   /* from a section of the CPC to its levels */
    LINK_SYMBOL,    /* from a symbol to its directory */
    LINK_SUBGROUP, /* from a subgroup to one below it, which stands beside it */
    LINK_PATENTS,  /* from a symbol to the search for its patents */
};

#define MAX_WORDS 4

/*
 * One name, or one kind of name, in one room. `inside` is the room it leads to
 * (a directory) or ROOM_NONE (a file or a link). The name of a file of the
 * mirror is its stem, matched by `shape`, a dot and the extension of one of
 * `forms`; any other name is spelled whole by its word.
 *
 * With a facet, a file shows that, and a directory also lists the names it
 * holds, each a link or a file by the open row of its room. Both read `source`
 * with its `constituents`, for the number or query on the way.
 */
struct name {
    enum room in;
    enum room inside;
    enum shape shape;
    const char *words[MAX_WORDS];
    enum slot slot;
    unsigned forms; /* FORM(…) bits; 0 for all but files of the mirror */
    enum source_id source;
    enum facet facet;
    enum plan plan;
    const char *constituents;
    enum link link;
    bool hidden; /* can be named and is not listed */
    bool costly; /* of many requests: not listed where a link has led */
    bool named;  /* is listed where the directory's own facet has it */
    enum live live;
    const char *doc; /* one line for people */
};

extern const struct name names[];
extern const size_t names_count;

/* What only use can add to a listing: numbers, queries, pages. */
static inline bool shape_is_open(enum shape shape)
{
    return shape > SHAPE_VIEW;
}

/* A file whose bytes come from OPS, as they are or turned into something. */
static inline bool name_is_remote(const struct name *row)
{
    return row->inside == ROOM_NONE && (row->forms || row->facet);
}

#endif
