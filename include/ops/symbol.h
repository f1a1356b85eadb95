/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Symbols of the CPC as directories of `cpc/`: how people spell them, where
 * each stands, and which answer of OPS says what is known of it (OPS guide
 * 3.7).
 *
 *     H            section     H
 *     H04          class       H/H04
 *     H04W         subclass    H/H04/H04W
 *     H04W84/00    main group  H/H04/H04W/84
 *     H04W84/20    subgroup    H/H04/H04W/84/20
 *
 * A subgroup's directory is that of its main group and its own digits, however
 * many dots it has: the symbol alone says where it stands.
 */
#ifndef OPSFS_OPS_SYMBOL_H
#define OPSFS_OPS_SYMBOL_H

#include "ops/path.h"

/* Enough for the longest, `A01B2200/123456`. */
#define SYMBOL_SIZE 16

/* Of one symbol of a scheme answer. */
static inline bool facet_is_of_symbol(enum facet facet)
{
    return facet >= FACET_SYMBOL_TITLE && facet <= FACET_SYMBOL_FIGURES;
}

/* Of what stands below a symbol; the others are of its own item. */
static inline bool facet_is_below(enum facet facet)
{
    return facet == FACET_SYMBOL_CHILDREN || facet == FACET_SYMBOL_NAMES;
}

enum symbol_level {
    SYMBOL_SECTION,
    SYMBOL_CLASS,
    SYMBOL_SUBCLASS,
    SYMBOL_GROUP,
    SYMBOL_SUBGROUP,
    SYMBOL_LEVELS
};

struct symbol {
    char text[SYMBOL_SIZE];
    enum symbol_level level;
};

/* Any spelling: letters in any case, blanks, a main group without its `/00`,
 * zeros in front of the group, or the 14 characters of WIPO ST.8. 0,
 * -ENOENT. */
int symbol_read(struct slice spelling, struct symbol *ret_symbol);

/* A name of one of the shapes of `cpc/`: 0 with what it says (of SHAPE_SYMBOL
 * its path), at most REFERENCE_MAX bytes and a NUL; -ENOENT. */
int symbol_name(const struct name *row, struct slice name, char *ret_text,
                size_t *ret_len);

/* What a location below `cpc/` is about. */
void symbol_at(const struct location *location, struct symbol *ret_symbol);

/* Which answer has what is asked of a symbol. */
struct symbol_answer {
    char symbol[SYMBOL_SIZE]; /* whose; with it, `view` */
    const char *view;         /* static */
    const char *selection;    /* which part of it; of the symbol's own text */
};

/* `below`: what stands under it; else its own title, notes and way from the
 * section. Main groups are answered with all below them; so is a subclass. */
void symbol_answer(const struct symbol *symbol, bool below,
                   struct symbol_answer *ret_answer);

#endif
