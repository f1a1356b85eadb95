/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/description.h"

#include "doc/eps_text.h"
#include "doc/languages.h"
#include "doc/reflow.h"
#include "doc/table.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define HEADING_MAX 120 /* bytes of what counts as a heading by its looks */

/* --- the paragraphs ------------------------------------------------------ */

static const char apart[] = "\n\n";

/* A `claim` may hold several paragraphs: mostly a `claim-text` is a claim. */
static void add_paragraphs(struct reflow *f, const xmlNode *element)
{
    bool mixed = reflow_is_mixed(element);

    if (mixed) {
        f->owed = apart;
        reflow_below(f, element);
        return;
    }
    for (const xmlNode *at = element->children; at; at = at->next) {
        if (dom_is(at, NS_FULLTEXT, "claim")) {
            add_paragraphs(f, at);
        } else if (at->type == XML_ELEMENT_NODE) {
            f->owed = apart;
            reflow_below(f, at);
        }
    }
}

void description_add_paragraphs(const xmlNode *element, struct buf *to)
{
    struct reflow f = REFLOW_INIT(to);

    f.lines = true;
    add_paragraphs(&f, element);
    if (f.begun)
        buf_putc(to, '\n');
}

static int write_marked(const xmlNode *element, struct buf *to)
{
    struct buf part = BUF_INIT(SIZE_MAX);

    if (dom_ns(element) == NS_NONE)
        eps_text_paragraphs(element, true, &part);
    else
        description_add_paragraphs(element, &part);
    buf_add(to, part.data, part.len);
    buf_fini(&part);
    return to->error;
}

/* All descriptions of the answer, one after the other. */
static int read_all(const struct rendering *r, struct buf *to)
{
    const xmlNode *at = language_first(r->root, "description", SLICE(""));
    int done = at ? 0 : -ENODATA;

    for (; at && done == 0; at = language_next(r->root, at, SLICE(""))) {
        if (to->len)
            buf_putc(to, '\n');
        done = write_marked(at, to);
    }
    return done;
}

/* The next paragraph: up to an empty line. */
static bool next_paragraph(struct slice *rest, struct slice *ret_text)
{
    const char *end;

    while (rest->len && rest->at[0] == '\n') {
        rest->at++;
        rest->len--;
    }
    if (!rest->len)
        return false;
    end = memmem(rest->at, rest->len, "\n\n", 2);
    *ret_text = *rest;
    if (end)
        ret_text->len = (size_t)(end - rest->at);
    rest->at += ret_text->len;
    rest->len -= ret_text->len;
    *ret_text = slice_trim(*ret_text);
    return true;
}

/* `[0012]` at its beginning; "" for none. */
static struct slice number_of(struct slice text)
{
    size_t len = 1;

    if (text.len < 3 || text.at[0] != '[')
        return SLICE("");
    while (len < text.len && is_digit(text.at[len]))
        len++;
    return len > 1 && len < text.len && text.at[len] == ']'
               ? (struct slice){text.at + 1, len - 1}
               : SLICE("");
}

/* A reading of it: where it is, and whether its paragraphs have numbers. */
struct piece_reader {
    struct slice rest;
    bool numbered;
};

static bool looks_like_heading(const struct piece_reader *p, struct slice text)
{
    return p->numbered && text.len && text.len <= HEADING_MAX &&
           !number_of(text).len && !strchr(".;:,", text.at[text.len - 1]) &&
           !memchr(text.at, '\n', text.len);
}

static bool next_text(struct piece_reader *p, struct slice *ret_text,
                      bool *ret_heading)
{
    if (!next_paragraph(&p->rest, ret_text))
        return false;
    *ret_heading = ret_text->len && ret_text->at[0] == EPS_HEADING;
    if (*ret_heading) {
        ret_text->at++;
        ret_text->len--;
    } else {
        *ret_heading = looks_like_heading(p, *ret_text);
    }
    return true;
}

static struct piece_reader begin(const struct buf *all)
{
    struct piece_reader p = {.rest = {all->data, all->len}};
    struct slice rest = p.rest, text;

    while (!p.numbered && next_paragraph(&rest, &text))
        p.numbered = number_of(text).len > 0;
    return p;
}

/* --- lines --------------------------------------------------------------- */

/* The bytes that a line holds, up to a blank where there is one. */
static size_t line_length(struct slice s)
{
    size_t characters = 0, blank = 0, i = 0;

    for (; i < s.len; i++) {
        if ((s.at[i] & 0xc0) == 0x80)
            continue;
        if (characters++ == PIECE_LINE)
            return blank ? blank : i;
        if (s.at[i] == ' ')
            blank = i;
    }
    return i;
}

static void add_lines(struct slice text, struct buf *to)
{
    struct slice line;

    while (slice_cut(&text, '\n', &line)) {
        do {
            size_t len = line_length(line);

            buf_add(to, line.at, len);
            buf_putc(to, '\n');
            while (len < line.len && line.at[len] == ' ')
                len++;
            line.at += len;
            line.len -= len;
        } while (line.len);
    }
}

/* --- facets -------------------------------------------------------------- */

static int write_description(const struct rendering *r, const xmlNode *element)
{
    description_add_paragraphs(element, r->to);
    return 0;
}

int description_render(const struct rendering *r)
{
    return language_each(r, "description", false, write_description);
}

/* What a walk over all pieces is for. */
struct piece_walk {
    struct buf *to;
    int64_t wanted; /* the piece to write; 0: none */
    bool names, headings;
};

static void end_piece(const struct piece_walk *w, unsigned piece)
{
    if (w->names)
        buf_printf(w->to, "%04u.txt\n", piece);
}

static void take_text(const struct piece_walk *w, unsigned piece, bool first,
                      struct slice text)
{
    if (w->wanted != piece)
        return;
    if (!first)
        buf_putc(w->to, '\n');
    add_lines(text, w->to);
}

/* A heading opens the piece of the paragraph after it. */
static void add_heading(const struct piece_walk *w, struct slice next,
                        unsigned piece, struct slice heading)
{
    char file[16];
    struct slice cells[] = {{file, 0}, number_of(next), heading};

    if (!w->headings)
        return;
    cells[0].len = (size_t)snprintf(file, sizeof(file), "%04u.txt", piece);
    table_cells(w->to, cells, sizeof(cells) / sizeof(*cells));
}

/* The first paragraph after the headings that stand here. */
static struct slice body_after(struct piece_reader p)
{
    struct slice text = SLICE("");
    bool heading = true;

    while (heading && next_text(&p, &text, &heading))
        ;
    return heading ? SLICE("") : text;
}

static unsigned walk(const struct buf *all, const struct piece_walk *w)
{
    struct piece_reader p = begin(all);
    struct slice text;
    unsigned piece = 1, texts = 0;
    bool heading;

    while (next_text(&p, &text, &heading)) {
        take_text(w, piece, texts++ == 0, text);
        if (heading) {
            add_heading(w, w->headings ? body_after(p) : text, piece, text);
            continue;
        }
        end_piece(w, piece++);
        texts = 0;
    }
    if (texts)
        end_piece(w, piece++);
    return piece - 1;
}

static int render_with(const struct rendering *r, const struct piece_walk *w)
{
    struct buf all = BUF_INIT(SIZE_MAX);
    int done = read_all(r, &all);
    unsigned count = done < 0 ? 0 : walk(&all, w);

    buf_fini(&all);
    if (done == 0 && w->wanted > count)
        done = -ENODATA;
    return done;
}

int description_piece(const struct rendering *r)
{
    struct piece_walk w = {.to = r->to};

    if (slice_number(r->selection, &w.wanted) < 0 || w.wanted < 1)
        return -ENODATA;
    return render_with(r, &w);
}

int description_piece_names(const struct rendering *r)
{
    int done = render_with(r, &(struct piece_walk){.to = r->to, .names = true});

    return done == -ENODATA ? 0 : done;
}

int description_headings(const struct rendering *r)
{
    buf_puts(r->to, "file\tparagraph\theading\n");
    return r->root ? render_with(r, &(struct piece_walk){.to = r->to,
                                                         .headings = true})
                   : 0;
}
