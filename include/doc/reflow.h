/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words set into lines, and the one place that knows what white space is: all
 * that Unicode calls so becomes one blank, for OPS pads names with line ends,
 * U+2002 and U+00A0; and so do control characters. Marks of the direction of
 * writing and those that nobody sees are left out: no text has anything that a
 * terminal obeys or that hides a word from grep. What separates two words (a
 * blank, a line end, ", ") is held back until the second of them comes, so that
 * nothing hangs at either end.
 *
 * reflow_below() is how mixed content is read everywhere: all text below an
 * element, in its place. An element that makes paragraphs (`p`, `claim-text`,
 * …) begins a line; so does any element whose parent holds elements only; all
 * others are part of their sentence.
 */
#ifndef OPSFS_DOC_REFLOW_H
#define OPSFS_DOC_REFLOW_H

#include "base/buf.h"
#include "base/str.h"

#include <libxml/tree.h>

struct reflow {
    struct buf *to;
    struct slice lead; /* in front of each line; borrowed */
    const char *owed;  /* before the next word; NULL is nothing */
    bool lines;        /* line ends of the text are kept */
    bool begun;        /* a word has come */
};

#define REFLOW_INIT(buffer) ((struct reflow){.to = (buffer), .owed = ""})

void reflow_words(struct reflow *f, const char *text);

/* Appends to `to`, on one line: a text, or all text below an element. */
void reflow_line(const char *text, struct buf *to);
void reflow_text(const xmlNode *node, struct buf *to);

/* Without the white space at its ends. */
struct slice reflow_trim(const char *text);

/* Nothing but white space; so below an element. */
bool reflow_is_blank(const char *text);
bool reflow_is_empty(const xmlNode *node);

/* A text, and not only white space. */
bool reflow_is_word(const xmlNode *node);

/* Owed before the next word. What was owed already stays, but a blank; false
 * then, and when there is nothing before it to be separated from. */
bool reflow_owe(struct reflow *f, const char *glue);

/* What comes next begins a line, unless more was owed. */
void reflow_break(struct reflow *f);

/* As it was when its buffer held `len` bytes. */
void reflow_back(struct reflow *f, const struct reflow *was, size_t len);

void reflow_below(struct reflow *f, const xmlNode *node);

/* The texts in an element, and its elements as `write` has them, in order. */
void reflow_inside(struct reflow *f, const xmlNode *node,
                   void (*write)(struct reflow *f, const xmlNode *element));

/* One that holds no element, or text beside its elements: what it says is one
 * thing. */
bool reflow_is_leaf(const xmlNode *node);

/* Text of its own beside its elements, white space not counted. */
bool reflow_is_mixed(const xmlNode *node);

#endif
