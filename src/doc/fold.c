/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/fold.h"

#include "doc/date.h"
#include "doc/dom.h"

#include <string.h>

static bool gives_date(const xmlNode *node)
{
    return strcasestr((const char *)node->name, "date") ||
           memmem(dom_attribute(node, "desc").at,
                  dom_attribute(node, "desc").len, "DATE", 4);
}

static void add_text(struct reflow *f, const char *text, bool dated)
{
    struct slice shown = dated ? reflow_trim(text) : SLICE("");
    char iso[DATE_TEXT];
    struct date d;

    if (dated && date_is_none(shown))
        return;
    if (dated && date_read(shown, &d)) {
        date_text(d, iso);
        text = iso;
    }
    reflow_words(f, text);
}

/* Attributes. */

static const char *value_of(const xmlAttr *a)
{
    const xmlNode *only = a->children;

    return only && !only->next && only->content ? (const char *)only->content
                                                : "";
}

static bool is_dated(const xmlAttr *a)
{
    return strcasestr((const char *)a->name, "date");
}

static bool says_nothing(const struct attribute_label *row, const xmlAttr *a,
                         const char *value)
{
    return reflow_is_blank(value) ||
           (row->usual && strcmp(row->usual, value) == 0) ||
           (is_dated(a) && date_is_none(slice_of(value)));
}

/* `DATE_OF_PAYMENT` is a program's word, not a person's. */
static bool is_program_word(const char *value)
{
    return strchr(value, '_') &&
           !value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_")];
}

/* A row's words, or a name of the answer's own, with `glue` after them. */
static void add_label(struct reflow *f, const char *words, const void *name,
                      const char *glue)
{
    struct buf readable = BUF_INIT(SIZE_MAX);

    label_add_words(words, name, &readable);
    if (readable.len > 0) {
        reflow_words(f, buf_text(&readable));
        reflow_words(f, glue);
    }
    buf_fini(&readable);
}

/* The parts of a number are one word: EP1000000A1. */
static const char *glue_of(const xmlAttr *a)
{
    bool part = strcmp((const char *)a->name, "doc-number") == 0 ||
                (strcmp((const char *)a->name, "kind") == 0 && a->prev &&
                 strcmp((const char *)a->prev->name, "doc-number") == 0);

    return part ? "" : ", ";
}

bool fold_attributes(struct reflow *f, const xmlNode *node, unsigned showings,
                     const char *glue)
{
    bool any = false;

    for (const xmlAttr *a = node->properties; a; a = a->next) {
        const struct attribute_label *row = label_of_attribute(node, a);
        const char *value = value_of(a);
        const char *words = label_of_value(node, (const char *)a->name, value);

        if (!(showings & SHOWN(row->showing)) || says_nothing(row, a, value))
            continue;
        reflow_owe(f, any ? glue_of(a) : glue);
        if (!words && strcmp(glue_of(a), ", ") == 0)
            add_label(f, row->words, a->name, " ");
        if (words)
            reflow_words(f, words);
        else if (is_program_word(value))
            add_label(f, NULL, value, "");
        else
            add_text(f, value, is_dated(a));
        any = true;
    }
    return any;
}

/* Elements. */

/* Some numbers repeat their country: WO WO2014EP01597. */
static const char *glue_before(const xmlNode *node, const struct label *row)
{
    struct slice country = dom_value(node->prev);

    if (strcmp((const char *)node->name, "doc-number") == 0 &&
        country.len > 0 &&
        strncmp(dom_value(node).at, country.at, country.len) == 0)
        return " ";
    return row->glue ? row->glue : ", ";
}

/* The words before a part, and the part; true when it has any text. */
static bool fold_text(struct reflow *f, const xmlNode *node,
                      const struct label *row)
{
    size_t before;

    if (!row->name)
        add_label(f, NULL, node->name, " ");
    if (fold_attributes(f, node, SHOWN(SHOW_NUMBER), ""))
        reflow_owe(f, " ");
    before = f->to->len;
    fold_below(f, node);
    return f->to->len > before;
}

static void fold_part(struct reflow *f, const xmlNode *node)
{
    const unsigned in_brackets = SHOWN(SHOW_FACT) | SHOWN(SHOW_CONTEXT);
    const struct label *row = label_of(node);
    size_t before = f->to->len;
    struct reflow was = *f;
    const char *glue = glue_before(node, row);
    bool opened = reflow_owe(f, glue) && row->close;

    if (fold_text(f, node, row)) {
        if (opened)
            buf_puts(f->to, row->close);
        if (fold_attributes(f, node, in_brackets, " ("))
            buf_putc(f->to, ')');
        return;
    }
    reflow_back(f, &was, before);
    reflow_owe(f, glue);
    if (!fold_attributes(f, node, in_brackets, " "))
        *f = was;
}

void fold_below(struct reflow *f, const xmlNode *node)
{
    bool mixed = reflow_is_mixed(node), dated = mixed && gives_date(node);

    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE && at->content && mixed)
            add_text(f, (const char *)at->content, dated);
        else if (at->type == XML_ELEMENT_NODE && mixed)
            fold_below(f, at);
        else if (at->type == XML_ELEMENT_NODE)
            fold_part(f, at);
    }
}
