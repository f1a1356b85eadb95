/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/symbol_titles.h"

#include "doc/fields.h"
#include "ops/symbol_request.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define LABEL "CPC: "

/* `CPC: H04W 84/20 I (US EP)`: its first two words. */
static bool read_line(struct slice line, struct symbol *ret_symbol)
{
    struct slice rest = line, word;
    size_t len;

    if (!slice_starts(line, LABEL))
        return false;
    rest = slice_skip(line, sizeof(LABEL) - 1);
    line = rest;
    len = slice_cut(&rest, ' ', &word) ? word.len : 0;
    len += slice_cut(&rest, ' ', &word) ? 1 + word.len : 0;
    return symbol_read((struct slice){line.at, len}, ret_symbol) == 0 &&
           ret_symbol->level >= SYMBOL_GROUP;
}

static bool is_cached(const struct assembly *a, const struct symbol *symbol,
                      struct request *ret_request)
{
    struct answer answer;

    return symbol_request(symbol, false, ret_request) == 0 &&
           assembly_peek(a, ret_request, &answer);
}

/* From the line at `at` on; where the next line begins, 0 for none. */
static size_t find(const struct assembly *a, size_t at,
                   struct symbol *ret_symbol, struct request *ret_request)
{
    const struct buf *text = &a->parts[0]->text;
    struct slice rest = {buf_text(text) + at, text->len - at}, line;

    while (slice_cut(&rest, '\n', &line)) {
        if (read_line(line, ret_symbol) &&
            is_cached(a, ret_symbol, ret_request))
            return text->len - rest.len;
    }
    return 0;
}

bool symbol_titles_has_next(const struct assembly *a)
{
    struct request request;
    struct symbol symbol;

    return find(a, a->titled, &symbol, &request) > 0;
}

int symbol_titles_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    struct symbol symbol;
    size_t next = find(a, a->titled, &symbol, ret_request);

    if (!next)
        return -ENODATA;
    a->titled = next;
    p->facet = FACET_SYMBOL_TITLE;
    strcpy(p->subject, symbol.text);
    return 0;
}

void symbol_titles_add(const struct assembly_part *p, struct buf *to)
{
    struct slice title = slice_trim(buf_slice(&p->text));
    struct buf label = BUF_INIT(MAKING_SUBJECT + 20);
    char symbol[MAKING_SUBJECT + 1];

    snprintf(symbol, sizeof(symbol), "%.4s %s", p->subject, p->subject + 4);
    field_label(&label, "CPC title", symbol);
    if (title.len && !strstr(buf_text(to), buf_text(&label)))
        buf_printf(to, "%s%.*s\n", buf_text(&label), (int)title.len, title.at);
    buf_fini(&label);
}
