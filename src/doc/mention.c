/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/mention.h"

#include "doc/publication.h"
#include "ops/number_parse.h"

#include <stdio.h>
#include <string.h>

/* Adds the letters and digits of `s` to `to`; what does not fit makes it
 * unreadable. */
static void add(char to[MENTION_SIZE], struct slice s)
{
    size_t len = strlen(to);

    for (size_t i = 0; i < s.len; i++) {
        if (!is_alnum(s.at[i]))
            continue;
        if (len + 1 == MENTION_SIZE) {
            to[0] = '\0';
            return;
        }
        to[len++] = to_upper(s.at[i]);
        to[len] = '\0';
    }
}

static void strip_zeros(char text[MENTION_SIZE])
{
    size_t zeros = 0;

    if (!is_alpha(text[0]) || !is_alpha(text[1]))
        return;
    zeros = strspn(text + 2, "0");
    if (text[2 + zeros])
        memmove(text + 2, text + 2 + zeros, strlen(text + 2 + zeros) + 1);
}

static void set_canonical(struct mention *m, const struct number *n)
{
    if (n->what == NUMBER_PUBLICATION)
        snprintf(m->canonical, sizeof(m->canonical), "%s%s", n->country,
                 n->number);
}

/* A piece of a reference after the number. */
static void add_piece(struct mention *m, struct slice piece)
{
    int64_t date;

    if (piece.len == 8 && slice_number(piece, &date) == 0)
        return;
    if (piece.len > 0 && (is_alpha(piece.at[0]) || piece.at[0] == '*'))
        publication_capitals(m->kind, MENTION_KIND, piece);
    else
        add(m->number, piece);
}

/* Cuts at the next dot outside brackets. */
static bool cut(struct slice *s, struct slice *ret_piece)
{
    unsigned open = 0;

    for (size_t i = 0; i < s->len; i++) {
        open += s->at[i] == '(';
        open -= open && s->at[i] == ')';
        if (s->at[i] == '.' && !open) {
            *ret_piece = (struct slice){s->at, i};
            *s = (struct slice){s->at + i + 1, s->len - i - 1};
            return true;
        }
    }
    *ret_piece = *s;
    *s = (struct slice){s->at + s->len, 0};
    return ret_piece->len > 0;
}

/* Takes the kind off the end of `EP1000000A1`; of `AT232441T`, whose kind has a
 * digit in docdb, the letter. */
static void unglue(struct mention *m, const struct number *n)
{
    size_t len = strlen(m->number), kind = strlen(n->kind);

    if (m->kind[0] || !kind || len <= kind ||
        strcmp(m->number + len - kind, n->kind) != 0)
        return;
    m->number[len - kind] = '\0';
    snprintf(m->kind, sizeof(m->kind), "%s%s", n->kind, kind == 1 ? "*" : "");
}

void mention_read(struct slice reference, struct mention *ret_mention)
{
    char candidates[NUMBER_CANDIDATES], text[MENTION_SIZE];
    struct slice rest = slice_trim(reference), piece = SLICE("");
    struct mention *m = ret_mention;
    struct number n;

    *m = (struct mention){.number = ""};
    cut(&rest, &piece);
    add(m->number, piece);
    if (piece.len == 2 && cut(&rest, &piece))
        add(m->number, piece);
    while (cut(&rest, &piece))
        add_piece(m, piece);
    snprintf(text, sizeof(text), "%s", m->number);
    if (number_parse(slice_of(text), &n, candidates) == 0) {
        set_canonical(m, &n);
        unglue(m, &n);
    }
    strip_zeros(m->number);
}

void mention_of_id(struct slice country, struct slice number, struct slice kind,
                   struct mention *ret_mention)
{
    char candidates[NUMBER_CANDIDATES];
    struct mention *m = ret_mention;
    struct number n;

    *m = (struct mention){.number = ""};
    add(m->number, country);
    add(m->number, number);
    strip_zeros(m->number);
    publication_capitals(m->kind, MENTION_KIND, kind);
    if (country.len ? number_from_docdb(country, number, kind, &n) == 0
                    : number_parse(number, &n, candidates) == 0)
        set_canonical(m, &n);
}

/* `EP1000000` and `A1` are `EP1000000A1`. An epodoc number may end in the
 * letter of its kind alone: `AT232441T`. */
static bool is_glued(const char *whole, const char *number, const char *kind)
{
    size_t len = strlen(number), more = strlen(whole);

    more = more > len ? more - len : 0;
    return len > 0 && more > 0 && kind[0] && strncmp(whole, number, len) == 0 &&
           strncmp(whole + len, kind, more) == 0;
}

bool mention_is(const struct mention *asked, const struct mention *got)
{
    bool same = strcmp(asked->number, got->number) == 0 ||
                (asked->canonical[0] &&
                 strcmp(asked->canonical, got->canonical) == 0);

    return (same && (!asked->kind[0] || !got->kind[0] ||
                     kind_fits(asked->kind, got->kind))) ||
           is_glued(asked->number, got->number, got->kind) ||
           is_glued(got->number, asked->number, asked->kind);
}
