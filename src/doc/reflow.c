/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/reflow.h"

#include <string.h>

static const char line_end[] = "\n";
static const char blank[] = " ";

/* White space beyond ASCII, in order, and the controls of C1. */
static const struct {
    unsigned from, to;
} blanks[] = {
    {0x0080, 0x00a0}, {0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
    {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000},
};

/* Of full text, of the classification, of the abstract. */
static const char *const blocks[] = {
    "abstract", "claim", "claim-text",     "description", "heading",
    "li",       "note",  "note-paragraph", "p",           "subnote",
};

static bool is_block(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        if (strcmp((const char *)node->name, blocks[i]) == 0)
            return true;
    }
    return false;
}

/* libxml2 has checked the encoding. All of these are of two or three bytes. */
static unsigned code_of(const unsigned char *at)
{
    if (at[0] < 0xe0)
        return (at[0] & 0x1fu) << 6 | (at[1] & 0x3fu);
    if (at[0] < 0xf0)
        return (at[0] & 0x0fu) << 12 | (at[1] & 0x3fu) << 6 | (at[2] & 0x3fu);
    return 0;
}

static bool is_wide_blank(unsigned code)
{
    for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
        if (code <= blanks[i].to)
            return code >= blanks[i].from;
    }
    return false;
}

/* Of what is no part of a word and not ASCII: white space, or a mark, which
 * takes no place at all. 0 for none. */
static size_t wide_length(const char *text, bool *ret_blank)
{
    unsigned code;

    if ((unsigned char)*text < 0x80)
        return 0;
    code = code_of((const unsigned char *)text);
    *ret_blank = is_wide_blank(code);
    if (*ret_blank)
        return code < 0x800 ? 2 : 3;
    return slice_mark((struct slice){text, 3}, &code);
}

/* DEL is the one control of ASCII that XML lets pass. */
static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\x7f';
}

/* Of what is between two words; there may be nothing but marks. */
static size_t gap_length(const char *text, bool *ret_blank)
{
    const char *at = text;
    bool is, any = false;
    size_t wide;

    do {
        if (is_blank(*at)) { /* one between words, many between elements */
            at += is_blank(at[1]) ? strspn(at, " \n\t\r\x7f") : 1;
            any = true;
        }
        wide = wide_length(at, &is);
        any |= wide > 0 && is;
        at += wide;
    } while (wide > 0);
    *ret_blank = any;
    return (size_t)(at - text);
}

/* A word ends before such a byte: in UTF-8 wide white space and marks begin
 * with one of the last six, but so may a letter. */
static const bool may_end[256] = {
    ['\0'] = true, [' '] = true,    ['\t'] = true, ['\r'] = true,
    ['\n'] = true, ['\x7f'] = true, [0xc2] = true, [0xd8] = true,
    [0xe1] = true, [0xe2] = true,   [0xe3] = true, [0xef] = true,
};

static size_t word_length(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    bool is;

    for (;; at++) {
        while (!may_end[*at])
            at++;
        if (*at < 0x80 || wide_length((const char *)at, &is) > 0)
            return (size_t)((const char *)at - text);
    }
}

struct slice reflow_trim(const char *text)
{
    bool is;
    struct slice s = {text + gap_length(text, &is), 0};

    for (size_t at = 0; s.at[at]; at += gap_length(s.at + at, &is)) {
        at += word_length(s.at + at);
        s.len = at;
    }
    return s;
}

bool reflow_is_blank(const char *text)
{
    bool is;

    return !text[gap_length(text, &is)];
}

static void pay(struct reflow *f)
{
    if (f->begun && f->owed)
        buf_puts(f->to, f->owed);
    if (!f->begun || f->owed == line_end)
        buf_add(f->to, f->lead.at, f->lead.len);
    f->owed = NULL;
    f->begun = true;
}

static void owe_blanks(struct reflow *f, const char *at, size_t len)
{
    if (f->lines && memchr(at, '\n', len))
        reflow_break(f);
    else if (!f->owed)
        f->owed = blank;
}

/* Of words with one blank between each two, which is how they are written. */
static size_t run_length(const char *text)
{
    size_t len = word_length(text), word = len;

    while (word > 0 && text[len] == ' ') {
        word = word_length(text + len + 1);
        len += word > 0 ? 1 + word : 0;
    }
    return len;
}

void reflow_words(struct reflow *f, const char *text)
{
    while (*text) {
        bool parts;
        size_t gap = gap_length(text, &parts), words;

        if (parts)
            owe_blanks(f, text, gap);
        text += gap;
        words = run_length(text);
        if (words == 0)
            return;
        if (f->owed || !f->begun)
            pay(f);
        buf_add(f->to, text, words);
        text += words;
    }
}

void reflow_line(const char *text, struct buf *to)
{
    struct reflow f = REFLOW_INIT(to);

    reflow_words(&f, text);
}

/* No deeper than doc/intake lets a document be; so all that go down here. */
void reflow_inside(struct reflow *f, const xmlNode *node,
                   void (*write)(struct reflow *f, const xmlNode *element))
{
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE && at->content)
            reflow_words(f, (const char *)at->content);
        else if (at->type == XML_ELEMENT_NODE)
            write(f, at);
    }
}

static void add_text(struct reflow *f, const xmlNode *node)
{
    reflow_inside(f, node, add_text);
}

void reflow_text(const xmlNode *node, struct buf *to)
{
    struct reflow f = REFLOW_INIT(to);

    if (node)
        add_text(&f, node);
}

bool reflow_owe(struct reflow *f, const char *glue)
{
    if (f->owed && f->owed != blank)
        return false;
    f->owed = glue;
    return f->begun;
}

void reflow_back(struct reflow *f, const struct reflow *was, size_t len)
{
    *f = *was;
    buf_cut(f->to, len);
}

void reflow_break(struct reflow *f)
{
    reflow_owe(f, line_end);
}

bool reflow_is_word(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && node->content &&
           !reflow_is_blank((const char *)node->content);
}

bool reflow_is_mixed(const xmlNode *node)
{
    const xmlNode *at = node->children;

    while (at && !reflow_is_word(at))
        at = at->next;
    return at;
}

bool reflow_is_leaf(const xmlNode *node)
{
    const xmlNode *at = node->children;

    while (at && at->type != XML_ELEMENT_NODE)
        at = at->next;
    return !at || reflow_is_mixed(node);
}

bool reflow_is_empty(const xmlNode *node)
{
    bool empty = !reflow_is_mixed(node);

    for (const xmlNode *at = node->children; at && empty; at = at->next)
        empty = at->type != XML_ELEMENT_NODE || reflow_is_empty(at);
    return empty;
}

void reflow_below(struct reflow *f, const xmlNode *node)
{
    bool mixed = reflow_is_mixed(node);

    for (const xmlNode *at = node->children; at; at = at->next) {
        bool apart = at->type == XML_ELEMENT_NODE && (!mixed || is_block(at));

        if (at->type == XML_TEXT_NODE && at->content && mixed)
            reflow_words(f, (const char *)at->content);
        if (apart)
            reflow_break(f);
        if (at->type == XML_ELEMENT_NODE)
            reflow_below(f, at);
        if (apart)
            reflow_break(f);
    }
}
