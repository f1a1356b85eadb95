/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bibliographic data of one publication as a list of facts, in the order in
 * which biblio.txt shows them. Texts, tables and citations are made of the same
 * list: each of their rows names a fact and says how it is written.
 *
 * All texts are NUL-terminated UTF-8 on one line, "" for what is missing, never
 * NULL; dates are as doc/date shows them. They live in `memory`; nodes are
 * borrowed from the tree, which must outlive the facts.
 */
#ifndef OPSFS_DOC_FACTS_H
#define OPSFS_DOC_FACTS_H

#include "base/arena.h"
#include "doc/dom.h"

enum fact_key {
    FACT_NAME,    /* the canonical number; as OPS spells it, if it has none */
    FACT_COUNTRY, /* with serial and kind, as docdb has them */
    FACT_SERIAL,
    FACT_KIND,
    FACT_SPELLING, /* another spelling of a number; note: which */
    FACT_PUBLISHED,
    FACT_TITLE,    /* note: the language, as OPS writes it */
    FACT_ABSTRACT, /* likewise; its node has the text */
    FACT_APPLICANT,
    FACT_INVENTOR,
    FACT_AGENT,
    FACT_APPLICATION,
    FACT_FILED,
    FACT_PRIORITY,
    FACT_FIRST_PRIORITY, /* the earliest date */
    FACT_CLASS,          /* label: the scheme; `IPC` first, then others */
    FACT_FAMILY,
    FACT_CITED, /* how many */
    FACT_OTHER,
    FACT_OFFICE, /* in English; its code when it is not one of the large ones */
    FACT_ISSUED, /* office and number as it is written */
    FACT_SORT,   /* `patent`, `patent application`, `utility model`, `design`;
                    note: the country */
    FACT_GRANTED, /* the document, and its date */
    FACT_URL,     /* the page in Espacenet */
};

/* Texts are borrowed. */
struct fact {
    enum fact_key key;
    const char *label; /* of its line in biblio.txt, `Title`; "": no line */
    const char *text;
    const char *more; /* what that line has after the text */
    const char *note;
    const struct party *party;
    const xmlNode *node;
    const struct fact *next;
};

struct facts {
    struct arena memory;
    struct fact *first, *last;
};

#define FACTS_INIT ((struct facts){.memory = ARENA_INIT})

void facts_fini(struct facts *f);

/* Nothing when its text is empty, or memory is out, which the arena records. A
 * NULL label, note or more is "". */
void facts_add(struct facts *f, struct fact fact);

/* The first of that kind, and the next; NULL. */
const struct fact *facts_first(const struct facts *f, enum fact_key key);
const struct fact *facts_next(const struct fact *f);

/* The one in English, of those from `first` on, else `first`; NULL for none. */
const struct fact *facts_best(const struct fact *first);

/* The text of the first one; "" for none. */
const char *facts_text(const struct facts *f, enum fact_key key);

/* The texts of `first` and of all after it; nothing for NULL. */
void facts_join(const struct fact *first, const char *between, struct buf *to);

#endif
