/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One walk over mixed content, no deeper than doc/intake lets an answer be. It
 * knows the elements that are more than a part of their sentence; of any other
 * the text is taken where it stands.
 */
#include "doc/scheme_prose.h"

#include "doc/reflow.h"

#include <string.h>

#define INDENT 2
#define INDENT_MAX 40
#define ID_MAX 60 /* longer ones are no figures */

enum prose {
    PROSE_INLINE,
    PROSE_PART,  /* of several, `; ` between */
    PROSE_ROUND, /* (a reference) */
    PROSE_CURLY, /* {of the CPC alone} */
    PROSE_FIGURE,
    PROSE_BREAK,
    PROSE_CELL, /* of a table */
    PROSE_ROW,
    PROSE_LIST,
};

static const struct {
    const char *name;
    enum prose prose;
} kinds[] = {
    {"title-part", PROSE_PART},
    {"explanation", PROSE_ROUND},
    {"reference", PROSE_ROUND},
    {"comment", PROSE_CURLY},
    {"CPC-specific-text", PROSE_CURLY},
    {"media", PROSE_FIGURE},
    {"br", PROSE_BREAK},
    {"table-row", PROSE_ROW},
    {"tr", PROSE_ROW},
    {"table-column", PROSE_CELL},
    {"td", PROSE_CELL},
    {"th", PROSE_CELL},
    {"subnote", PROSE_LIST},
};

static enum prose prose_of(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (dom_is(node, NS_CPC, kinds[i].name))
            return kinds[i].prose;
    }
    return PROSE_INLINE;
}

/* --- figures ------------------------------------------------------------- */

/* `1000.gif` of the name it has there, or of its id. */
static bool figure_name(const xmlNode *media, struct buf *to)
{
    static const char *const endings[] = {"gif", "png", "jpeg", "jpg"};
    struct slice id = reflow_trim(dom_attribute(media, "file-name").at);
    struct slice stem = SLICE("");
    struct slice ending;
    size_t known = 0;

    if (!id.len)
        id = reflow_trim(dom_attribute(media, "id").at);
    ending = id;
    slice_cut(&ending, '.', &stem);
    if (!ending.len)
        ending = dom_attribute(media, "type");
    while (known < 3 && !slice_is_nocase(ending, endings[known]))
        known++;
    if (known == 3)
        known = slice_is_nocase(ending, endings[3]) ? 2 : 0;
    for (size_t i = 0; i < stem.len; i++) {
        if (!is_alnum(stem.at[i]) && stem.at[i] != '-' && stem.at[i] != '_')
            return false;
    }
    if (!stem.len || stem.len > ID_MAX)
        return false;
    buf_printf(to, "%.*s.%s", (int)stem.len, stem.at, endings[known]);
    return true;
}

static void add_figures_of(const xmlNode *top, struct buf *to)
{
    dom_each_below(at, top, NS_CPC, "media")
    {
        struct buf name = BUF_INIT(ID_MAX + 8);
        struct slice all = {buf_text(to), to->len};

        if (figure_name(at, &name) &&
            !slice_lists(all, '\n', slice_of(buf_text(&name))))
            buf_printf(to, "%s\n", buf_text(&name));
        buf_fini(&name);
    }
}

void scheme_add_figures(const xmlNode *item, struct buf *to)
{
    add_figures_of(dom_child(item, NS_CPC, "class-title"), to);
    add_figures_of(dom_child(item, NS_CPC, "notes-and-warnings"), to);
}

/* --- sentences ----------------------------------------------------------- */

static void add_inline(struct reflow *f, const xmlNode *node);

/* What comes next is written close to what stands there. */
static void close_up(struct reflow *f)
{
    f->owed = "";
}

static bool is_neighbour(const xmlNode *node, enum prose prose)
{
    return node && prose_of(node) == prose;
}

/* The element next to it on one side, with no text between. */
static const xmlNode *element_beside(const xmlNode *node, bool after)
{
    do {
        node = after ? node->next : node->prev;
        if (node && reflow_is_word(node))
            return NULL;
    } while (node && node->type != XML_ELEMENT_NODE);
    return node;
}

/* Several side by side share their brackets. */
static void add_bracketed(struct reflow *f, const xmlNode *node,
                          enum prose prose, const char *marks)
{
    const char open[] = {marks[0], '\0'}, close[] = {marks[1], '\0'};

    if (reflow_is_empty(node))
        return;
    if (is_neighbour(element_beside(node, false), prose)) {
        reflow_owe(f, "; ");
    } else {
        reflow_owe(f, " ");
        reflow_words(f, open);
        close_up(f);
    }
    add_inline(f, node);
    if (!is_neighbour(element_beside(node, true), prose)) {
        close_up(f);
        reflow_words(f, close);
    }
    f->owed = NULL;
}

static void add_figure(struct reflow *f, const xmlNode *media)
{
    struct buf name = BUF_INIT(ID_MAX + 8);

    reflow_owe(f, " ");
    reflow_words(f, "[figure");
    if (figure_name(media, &name)) {
        reflow_owe(f, " ");
        reflow_words(f, buf_text(&name));
    }
    close_up(f);
    reflow_words(f, "]");
    f->owed = " ";
    buf_fini(&name);
}

static void add_element(struct reflow *f, const xmlNode *node)
{
    enum prose prose = prose_of(node);

    switch (prose) {
    case PROSE_PART:
        reflow_owe(f, "; ");
        break;
    case PROSE_ROUND:
        add_bracketed(f, node, prose, "()");
        return;
    case PROSE_CURLY:
        add_bracketed(f, node, prose, "{}");
        return;
    case PROSE_FIGURE:
        add_figure(f, node);
        return;
    case PROSE_CELL:
        if (is_neighbour(element_beside(node, false), prose))
            reflow_owe(f, " | ");
        break;
    case PROSE_BREAK:
    case PROSE_ROW:
        reflow_break(f);
        break;
    default:
        break;
    }
    add_inline(f, node);
}

static void add_inline(struct reflow *f, const xmlNode *node)
{
    reflow_inside(f, node, add_element);
}

void scheme_add_title(const xmlNode *item, struct buf *to)
{
    const xmlNode *title = dom_child(item, NS_CPC, "class-title");
    struct buf lines = BUF_INIT(to->ceiling);
    struct reflow f = REFLOW_INIT(&lines);

    if (title)
        add_inline(&f, title);
    reflow_line(buf_text(&lines), to);
    if (lines.error && !to->error)
        to->error = lines.error;
    buf_fini(&lines);
}

/* --- notes --------------------------------------------------------------- */

/* A paragraph of a note, or of a list in one, on its way. */
struct paragraph {
    struct buf *to;
    unsigned depth; /* of lists around it */
    char mark[16];  /* before its first line */
    struct reflow flow;
    size_t line; /* where the line begins; its text begins at … */
    size_t text;
};

static void begin_line(struct paragraph *p)
{
    static const char blanks[INDENT_MAX + 1] = "                    "
                                               "                    ";
    unsigned most = INDENT_MAX / INDENT;
    unsigned indent = (p->depth < most ? p->depth : most) * INDENT;

    p->line = p->to->len;
    p->flow = REFLOW_INIT(p->to);
    p->flow.lead = (struct slice){blanks, indent};
    p->flow.begun = true; /* the first lead is written here */
    if (p->mark[0])
        buf_printf(p->to, "%.*s%s", (int)(indent - INDENT), blanks, p->mark);
    else
        buf_add(p->to, blanks, indent);
    p->mark[0] = '\0';
    p->text = p->to->len;
}

static void end_line(struct paragraph *p)
{
    if (p->to->len > p->text)
        buf_putc(p->to, '\n');
    else
        buf_cut(p->to, p->line);
}

/* `- `, or `1. ` where the list is one of numbers. */
static void put_mark(const xmlNode *list, unsigned number, char mark[16])
{
    struct slice type = dom_attribute(list, "type");
    bool counts = slice_starts(type, "num") || slice_starts(type, "ord") ||
                  slice_is(type, "1");

    if (counts)
        snprintf(mark, 16, "%u. ", number);
    else
        strcpy(mark, "- ");
}

static void add_paragraph(const xmlNode *node, struct paragraph *p);

static void add_list(const xmlNode *list, unsigned depth, struct buf *to)
{
    unsigned number = 0;

    dom_each_element(at, list) {
        struct paragraph p = {.to = to, .depth = depth + 1};

        put_mark(list, ++number, p.mark);
        add_paragraph(at, &p);
    }
}

/* A list ends the line it stands in; what follows it begins another. */
static void add_paragraph(const xmlNode *node, struct paragraph *p)
{
    begin_line(p);
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE && at->content) {
            reflow_words(&p->flow, (const char *)at->content);
        } else if (at->type == XML_ELEMENT_NODE && prose_of(at) == PROSE_LIST) {
            end_line(p);
            add_list(at, p->depth, p->to);
            begin_line(p);
        } else if (at->type == XML_ELEMENT_NODE) {
            add_element(&p->flow, at);
        }
    }
    end_line(p);
}

/* `Note`, `Warning`. */
static void add_note(const xmlNode *note, struct buf *to)
{
    struct slice type = dom_attribute(note, "type");
    size_t start = to->len, text;

    if (!type.len)
        type = SLICE("note");
    if (to->len)
        buf_putc(to, '\n');
    text = to->len;
    reflow_line(type.at, to);
    if (to->len > text)
        to->data[text] = to_upper(to->data[text]);
    buf_puts(to, "\n");
    text = to->len;
    dom_each_element(at, note) {
        struct paragraph p = {.to = to};

        add_paragraph(at, &p);
    }
    if (to->len == text)
        buf_cut(to, start);
}

void scheme_add_notes(const xmlNode *item, struct buf *to)
{
    struct buf text = BUF_INIT(to->ceiling);

    dom_each_element(at, dom_child(item, NS_CPC, "notes-and-warnings"))
        add_note(at, &text);
    buf_add(to, buf_text(&text), text.len);
    if (text.error && !to->error)
        to->error = text.error;
    buf_fini(&text);
}
