/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bibliographic data of one publication, read out of an answer of OPS that
 * holds one exchange-document or many.
 *
 * All texts are NUL-terminated UTF-8 on one line, blanks trimmed and single, ""
 * for what is missing, never NULL; dates as OPS has them, YYYYMMDD. Lists are
 * in the answer's order. Texts and lists live in `memory`; nodes are borrowed
 * from the tree, which must outlive the biblio.
 */
#ifndef OPSFS_DOC_BIBLIO_H
#define OPSFS_DOC_BIBLIO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "doc/classes.h"
#include "doc/dom.h"
#include "doc/extras.h"
#include "doc/party.h"

/* One document in each of its spellings. */
struct doc_id {
    const char *docdb; /* as one word, `EP10167109A` */
    const char *epodoc;
    const char *original;
    const char *date;
};

struct title {
    struct title *next;
    const char *lang; /* as OPS writes it, `en`; `ol`: the original one */
    const char *text;
};

struct abstract {
    struct abstract *next;
    const char *lang;
    const xmlNode *node; /* with a `p` for each paragraph, or text */
};

struct priority {
    struct priority *next;
    struct doc_id id;
    const char *level; /* `national`, `regional`, … */
    const char *more;  /* other facts: `priority active indicator Y` */
};

struct biblio {
    struct arena memory;
    const char *name; /* canonical, or as the answer has it */
    const char *country;
    const char *number;
    const char *kind;
    const char *family;
    struct doc_id publication;
    struct doc_id application;
    struct priority *priorities;
    struct title *titles;
    struct abstract *abstracts;
    struct party *parties[ROLES];
    struct class *classes;
    struct extra *extras;
    unsigned patents_cited;
    unsigned literature_cited;
};

/* Of the document that doc/subject finds. 0; -ENODATA, -EBADMSG as it says;
 * -ENOMEM. After an error there is nothing to free. */
int biblio_read(const xmlNode *root, struct slice subject,
                struct biblio *ret_biblio);

void biblio_fini(struct biblio *b);

/* The title in that language; for "" the English one, else the first. NULL when
 * there is none. */
const struct title *biblio_title(const struct biblio *b, struct slice lang);

/* The English abstract, else the first; NULL when there is none. */
const struct abstract *biblio_abstract(const struct biblio *b);

/* Its paragraphs, each on one line, `between` between. */
void biblio_paragraphs(const struct abstract *a, const char *between,
                       struct buf *to);

/* The earliest date of a priority; "" when none has one. */
const char *biblio_first_priority(const struct biblio *b);

/* The first class of that scheme, `IPC` or `CPC`; "" for none. */
const char *biblio_main_class(const struct biblio *b, const char *scheme);

#endif
