/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/words.h"

#include <string.h>

/* Longer than any answer: what an answer holds is never cut here. */
#define WORDS_MOST ((size_t)1 << 30)

static const char *const blanks[] = {
    " ",            "\xc2\x85",     "\xc2\xa0",     "\xe2\x80\x80",
    "\xe2\x80\x81", "\xe2\x80\x82", "\xe2\x80\x83", "\xe2\x80\x84",
    "\xe2\x80\x85", "\xe2\x80\x86", "\xe2\x80\x87", "\xe2\x80\x88",
    "\xe2\x80\x89", "\xe2\x80\x8a", "\xe2\x80\xa8", "\xe2\x80\xa9",
    "\xe2\x80\xaf", "\xe2\x81\x9f", "\xe3\x80\x80",
};

/* How many bytes of white space `text` begins with; 0 for none. */
static size_t blank(const char *text)
{
    for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
        size_t len = strlen(blanks[i]);

        if (strncmp(text, blanks[i], len) == 0)
            return len;
    }
    return 0;
}

/* In its place: it only becomes shorter. */
static void tighten(struct buf *text, size_t start)
{
    const char *from = text->data + start;
    char *to = text->data + start;

    while (*from) {
        size_t len = blank(from);

        if (!len)
            *to++ = *from++;
        else if (to != text->data + start && to[-1] != ' ')
            *to++ = ' ';
        from += len;
    }
    if (to != text->data + start && to[-1] == ' ')
        to--;
    *to = '\0';
    text->len = (size_t)(to - text->data);
}

bool words_add(const xmlNode *node, struct buf *to)
{
    size_t start = to->len;

    dom_text(node, to);
    if (to->len > start)
        tighten(to, start);
    return to->len > start;
}

/* Into the arena; the buffer is used up. */
static const char *keep(struct arena *memory, struct buf *text)
{
    const char *kept = arena_text(memory, buf_text(text), text->len);

    if (text->error)
        memory->error = text->error;
    buf_fini(text);
    return kept;
}

const char *words_of(struct arena *memory, const xmlNode *node)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    words_add(node, &text);
    return keep(memory, &text);
}

const xmlNode *words_element(const xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

bool words_has_text(const xmlNode *node)
{
    for (const xmlNode *n = node->children; n; n = n->next) {
        if (n->type == XML_TEXT_NODE && !xmlIsBlankNode(n))
            return true;
    }
    return false;
}

static void add_piece(struct buf *to, const char *between, const char *piece,
                      bool is_date)
{
    if (!*piece)
        return;
    if (to->len)
        buf_puts(to, between);
    if (is_date)
        words_add_date(to, piece);
    else
        buf_puts(to, piece);
}

static void add_leaf(const xmlNode *node, const char *between, struct buf *to)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    words_add(node, &text);
    add_piece(to, between, buf_text(&text),
              strcmp((const char *)node->name, "date") == 0);
    if (text.error && !to->error)
        to->error = text.error;
    buf_fini(&text);
}

/* No deeper than doc/intake lets a document be. */
static void add_leaves(const xmlNode *node, const char *between,
                       struct buf *to)
{
    const xmlNode *child = words_element(node->children);

    if (!child || words_has_text(node)) {
        add_leaf(node, between, to);
        return;
    }
    for (; child; child = words_element(child->next))
        add_leaves(child, between, to);
}

const char *words_of_leaves(struct arena *memory, const xmlNode *node,
                            const char *between)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    if (node)
        add_leaves(node, between, &text);
    return keep(memory, &text);
}

static int number_of(const char *digits, size_t len, int most)
{
    int value = 0;

    for (size_t i = 0; i < len; i++)
        value = value * 10 + (digits[i] - '0');
    return value <= most ? value : 0;
}

bool words_day(const char *date, struct day *ret_day)
{
    size_t len = strspn(date, "0123456789");
    struct day d = {0, 0, 0};

    if (date[len] || (len != 4 && len != 6 && len != 8))
        return false;
    d.year = number_of(date, 4, 9999);
    if (len > 4)
        d.month = number_of(date + 4, 2, 12);
    if (len > 6 && d.month)
        d.day = number_of(date + 6, 2, 31);
    *ret_day = d;
    return d.year > 0;
}

void words_add_name(struct buf *to, const xmlNode *node)
{
    for (const char *c = (const char *)node->name; *c; c++)
        buf_putc(to, *c == '-' ? ' ' : *c);
}

void words_add_date(struct buf *to, const char *date)
{
    size_t len = strlen(date);

    if ((len != 8 && len != 6) || strspn(date, "0123456789") != len)
        buf_puts(to, date);
    else if (len == 6)
        buf_printf(to, "%.4s-%s", date, date + 4);
    else
        buf_printf(to, "%.4s-%.2s-%s", date, date + 4, date + 6);
}
