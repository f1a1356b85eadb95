/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_text.h"

#include "doc/eps_table.h"
#include "doc/reflow.h"

#include <stdio.h>
#include <string.h>

#define FILE_MAX 100 /* of the name of a picture's file */

bool eps_text_is_document(const xmlNode *root)
{
    return dom_is(root, NS_NONE, "ep-patent-document");
}

static void write_inline(struct reflow *f, const xmlNode *node);
static void write_flat(struct reflow *f, const xmlNode *node);

static bool is(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

static void write_block(struct reflow *f, const xmlNode *node)
{
    reflow_break(f);
    write_inline(f, node);
    reflow_break(f);
}

/* A mark that follows what it is about without a blank. */
static void write_apart(struct reflow *f, const xmlNode *node)
{
    reflow_words(f, " ");
    write_inline(f, node);
}

/* Where its text begins, if that is at once. */
static struct slice first_text(const xmlNode *node)
{
    while (node && node->type == XML_ELEMENT_NODE)
        node = node->children;
    return slice_of(node && node->content ? (const char *)node->content : "");
}

/* True for 9 of 10<sup>9</sup>, which would be read as 109; not for the mark of
 * a footnote. */
static bool is_power(const struct reflow *f, const xmlNode *sup)
{
    struct slice s = first_text(sup);
    const struct buf *to = f->to;

    return f->begun && !f->owed && is_digit(to->data[to->len - 1]) && s.len &&
           (is_digit(s.at[0]) || strchr("+-", s.at[0]) ||
            slice_starts(s, "\u2212") || slice_starts(s, "\u2013"));
}

static void mark_power(struct reflow *f, const xmlNode *node)
{
    if (is(node, "sup") && is_power(f, node))
        reflow_words(f, "^");
}

static void write_break(struct reflow *f, const xmlNode *node)
{
    (void)node;
    reflow_break(f);
}

/* --- pictures and formulas ----------------------------------------------- */

/* The digits of `ib0012`. */
static struct slice number_of(const xmlNode *img)
{
    struct slice id = dom_attribute(img, "id");

    while (id.len && !is_digit(id.at[0])) {
        id.at++;
        id.len--;
    }
    return id;
}

/* `[img 0012 imgb0012.tif: V = 4/3]` */
static void write_placeholder(struct reflow *f, const char *what,
                              const xmlNode *img, const char *said)
{
    struct slice number = number_of(img), file = dom_attribute(img, "file");
    struct buf text = BUF_INIT(SIZE_MAX);

    buf_printf(&text, " [%s", what);
    if (number.len)
        buf_printf(&text, " %.*s", (int)number.len, number.at);
    if (file.len && file.len <= FILE_MAX)
        buf_printf(&text, " %.*s", (int)file.len, file.at);
    buf_printf(&text, "%s%s] ", said[0] ? ": " : "", said);
    reflow_words(f, buf_text(&text));
    buf_fini(&text);
}

static void write_picture(struct reflow *f, const xmlNode *node)
{
    write_placeholder(f, "img", node, "");
}

static void write_page(struct reflow *f, const xmlNode *node)
{
    reflow_break(f);
    write_placeholder(f, "page", node, "");
    reflow_break(f);
}

/* What joins the parts of an element of MathML. */
static const char *math_glue(const xmlNode *node)
{
    static const char *const glues[][2] = {{"mfrac", "/"},
                                           {"msup", "^"},
                                           {"msub", "_"}};

    for (size_t i = 0; i < sizeof(glues) / sizeof(glues[0]); i++)
        if (is(node, glues[i][0]))
            return glues[i][1];
    return " ";
}

static void write_math(struct reflow *f, const xmlNode *node)
{
    bool first = true;

    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE && at->content)
            reflow_words(f, (const char *)at->content);
        if (at->type != XML_ELEMENT_NODE || is(at, "img"))
            continue;
        if (!first)
            reflow_owe(f, math_glue(node));
        write_math(f, at);
        first = false;
    }
}

/* A formula is a picture, and what can be said of it in letters; one without a
 * picture is what it says. */
static void write_formula(struct reflow *f, const xmlNode *node)
{
    const xmlNode *img = dom_find(node, NS_NONE, "img");
    struct buf said = BUF_INIT(SIZE_MAX);
    struct reflow math = REFLOW_INIT(&said);

    write_math(&math, node);
    if (img) {
        write_placeholder(f, "img", img, buf_text(&said));
    } else {
        reflow_words(f, " ");
        reflow_words(f, buf_text(&said));
        reflow_words(f, " ");
    }
    buf_fini(&said);
}

/* --- citations ----------------------------------------------------------- */

/* Names, titles, dates: what elements alone keep apart. */
static void write_leaves(struct reflow *f, const xmlNode *node,
                         const char *between)
{
    const char *glue = NULL;

    for (const xmlNode *at = node; at;
         at = dom_walk(node, at, !reflow_is_leaf(at))) {
        if (!reflow_is_leaf(at) || reflow_is_empty(at))
            continue;
        if (glue)
            reflow_owe(f, glue);
        write_inline(f, at);
        glue = between;
    }
}

static void write_citation(struct reflow *f, const xmlNode *node)
{
    if (reflow_is_mixed(node))
        write_inline(f, node);
    else
        write_leaves(f, node, is(node, "patcit") ? " " : ", ");
}

/* --- lists and tables ---------------------------------------------------- */

/* Of all text below an element; NUL for none. */
static char first_letter(const xmlNode *node)
{
    struct buf text = BUF_INIT(SIZE_MAX);
    char first;

    reflow_text(node, &text);
    first = *buf_text(&text);
    buf_fini(&text);
    return first;
}

static bool begins_with_mark(const xmlNode *item)
{
    char first = first_letter(item);

    return first && (is_digit(first) || strchr("([-", first));
}

static void write_item(struct reflow *f, const xmlNode *item, const char *mark)
{
    reflow_break(f);
    if (mark[0] && !begins_with_mark(item)) {
        reflow_words(f, mark);
        reflow_words(f, " ");
    }
    write_inline(f, item);
    reflow_break(f);
}

static void write_list(struct reflow *f, const xmlNode *list)
{
    bool bare = slice_is(dom_attribute(list, "list-style"), "none");
    bool ordered = is(list, "ol");
    unsigned number = 1;
    char mark[16] = "-";

    reflow_break(f);
    dom_each_element(at, list) {
        if (ordered)
            snprintf(mark, sizeof(mark), "%u.", number++);
        write_item(f, at, bare ? "" : mark);
    }
}

/* `term: what it means`, a line each. */
static void write_definitions(struct reflow *f, const xmlNode *list)
{
    dom_each_element(at, list) {
        if (is(at, "dt"))
            reflow_break(f);
        else
            reflow_owe(f, ": ");
        write_inline(f, at);
    }
    reflow_break(f);
}

/* All text below an element, on one line. */
static void write_line(const xmlNode *node, struct buf *to)
{
    struct reflow f = REFLOW_INIT(to);

    reflow_inside(&f, node, write_flat);
}

static void write_table(struct reflow *f, const xmlNode *table)
{
    struct buf text = BUF_INIT(SIZE_MAX);

    eps_table_write(table, write_line, &text);
    if (text.len) {
        if (f->begun)
            buf_putc(f->to, '\n');
        buf_add(f->to, text.data, text.len - 1);
        f->begun = true;
        f->owed = NULL;
        reflow_break(f);
    }
    buf_fini(&text);
}

/* --- paragraphs ---------------------------------------------------------- */

typedef void write_element(struct reflow *f, const xmlNode *node);

static const struct {
    const char *name;
    write_element *write;
} elements[] = {
    {"br", write_break},          {"claim-text", write_block},
    {"p", write_block},           {"heading", write_block},
    {"figure", write_block},      {"img", write_picture},
    {"doc-page", write_page},     {"maths", write_formula},
    {"chemistry", write_formula}, {"patcit", write_citation},
    {"nplcit", write_citation},   {"ul", write_list},
    {"ol", write_list},           {"dl", write_definitions},
    {"table", write_table},       {"pre", write_block},
    {"crossref", write_apart},
};

static void write_child(struct reflow *f, const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
        if (is(node, elements[i].name)) {
            elements[i].write(f, node);
            return;
        }
    }
    mark_power(f, node);
    write_inline(f, node);
}

static void write_inline(struct reflow *f, const xmlNode *node)
{
    reflow_inside(f, node, write_child);
}

/* A table within is flat: a cell is one line, and no work may be done twice at
 * each depth. */
static void write_flat(struct reflow *f, const xmlNode *node)
{
    bool picture = is(node, "img");
    bool apart = picture || is(node, "br") || is(node, "p") || is(node, "li") ||
                 is(node, "entry") || is(node, "heading");

    if (apart)
        reflow_words(f, " ");
    if (picture)
        write_picture(f, node);
    mark_power(f, node);
    reflow_inside(f, node, write_flat);
    if (apart)
        reflow_words(f, " ");
}

/* Ends the block that began at `from`; nothing of one without a word. */
static void end_block(struct buf *to, size_t from, size_t words)
{
    if (to->len == words)
        buf_cut(to, from);
    else
        buf_putc(to, '\n');
}

/* Where the words of a block begin; an empty line before it. */
static size_t begin_block(struct buf *to)
{
    if (to->len)
        buf_putc(to, '\n');
    return to->len;
}

/* `[0001]`, unless the text says so itself. */
static void write_number(const xmlNode *p, struct buf *to)
{
    struct slice number = slice_trim(dom_attribute(p, "num"));

    if (is(p, "p") && number.len && number.len <= 8 && first_letter(p) != '[')
        buf_printf(to, "[%.*s] ", (int)number.len, number.at);
}

static void write_paragraph(const xmlNode *node, bool marked, struct buf *to)
{
    size_t from = to->len, words;
    struct reflow f = REFLOW_INIT(to);

    begin_block(to);
    if (marked && is(node, "heading"))
        buf_putc(to, EPS_HEADING);
    write_number(node, to);
    words = to->len;
    if (is(node, "p") || is(node, "heading"))
        write_inline(&f, node);
    else
        write_child(&f, node);
    end_block(to, from, words);
}

void eps_text_paragraphs(const xmlNode *element, bool marked, struct buf *to)
{
    if (reflow_is_mixed(element)) {
        struct reflow f = REFLOW_INIT(to);
        size_t from = to->len, words = begin_block(to);

        write_inline(&f, element);
        end_block(to, from, words);
        return;
    }
    dom_each_element(at, element)
        write_paragraph(at, marked, to);
}

static bool has_own_number(const char *text)
{
    size_t digits = strspn(text, "0123456789");

    return digits && strchr(".):", text[digits]) && text[digits];
}

void eps_text_claim(const xmlNode *claim, unsigned number, struct buf *to)
{
    struct buf text = BUF_INIT(SIZE_MAX);
    struct reflow f = REFLOW_INIT(&text);
    size_t from = to->len;

    write_inline(&f, claim);
    if (text.len) {
        begin_block(to);
        if (!has_own_number(text.data))
            buf_printf(to, "%u. ", number);
        buf_add(to, text.data, text.len);
        end_block(to, from, from);
    }
    buf_fini(&text);
}
