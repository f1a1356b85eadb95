/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/publication.h"

#include <string.h>

bool publication_is_word(struct slice s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_alnum(s.at[i]))
            return false;
    }
    return s.len >= least && s.len <= most;
}

void publication_capitals(char *to, size_t size, struct slice s)
{
    size_t len = s.len < size ? s.len : 0;

    for (size_t i = 0; i < len; i++)
        to[i] = to_upper(s.at[i]);
    to[len] = '\0';
}

void publication_id(char ret_id[ID_SIZE], struct slice country,
                    struct slice number)
{
    ret_id[0] = '\0';
    while (number.len > 1 && number.at[0] == '0')
        number = slice_skip(number, 1);
    if (!publication_is_word(country, 2, 2) || !is_alpha(country.at[0]) ||
        !is_alpha(country.at[1]) ||
        !publication_is_word(number, 1, ID_SIZE - 3))
        return;
    publication_capitals(ret_id, ID_SIZE, country);
    publication_capitals(ret_id + 2, ID_SIZE - 2, number);
}

/* A letter, then at most one letter, digit or `*`; or `*` alone. */
static bool is_kind(struct slice s)
{
    if (!s.len || s.len >= KIND_SIZE - 1)
        return false;
    if (s.at[0] == '*')
        return s.len == 1;
    return is_alpha(s.at[0]) &&
           (s.len == 1 || is_alnum(s.at[1]) || s.at[1] == '*');
}

/* `.KIND`, `.YYYYMMDD`, or both. */
static bool read_tail(struct slice tail, struct slice *ret_kind,
                      char ret_date[DATE_SIZE])
{
    struct slice piece;
    int64_t date;

    while (slice_cut(&tail, '.', &piece)) {
        if (piece.len == DATE_SIZE - 1 && slice_number(piece, &date) == 0)
            publication_capitals(ret_date, DATE_SIZE, piece);
        else if (is_kind(piece) && !ret_kind->len)
            *ret_kind = piece;
        else
            return false;
    }
    return true;
}

static void add_reading(struct wanted *w, enum number_format format,
                        struct slice country, struct slice number,
                        struct slice kind)
{
    struct wanted_id *r = &w->readings[w->count];

    *r = (struct wanted_id){.format = format};
    publication_id(r->id, country, number);
    publication_capitals(r->kind, KIND_SIZE, kind);
    w->count += r->id[0] != '\0';
}

/* Takes the kind off the end of 2400812A1 or 232441T; nothing off H08179521. */
static struct slice cut_glued_kind(struct slice *number)
{
    for (size_t len = 1; len <= 2 && len < number->len; len++) {
        struct slice kind = {number->at + number->len - len, len};

        if (is_kind(kind) && is_digit(kind.at[-1])) {
            number->len -= len;
            return kind;
        }
    }
    return SLICE("");
}

void wanted_read(struct slice reference, struct wanted *ret_wanted)
{
    struct slice rest = slice_trim(reference), number = SLICE("");
    struct slice country = {rest.at, 2}, kind = SLICE("");
    struct wanted *w = ret_wanted;
    bool dotted;

    *w = (struct wanted){.count = 0};
    if (rest.len <= 2)
        return;
    rest = slice_skip(rest, 2);
    dotted = rest.at[0] == '.';
    rest = slice_skip(rest, dotted);
    slice_cut(&rest, '.', &number);
    if (!read_tail(rest, &kind, w->date))
        return;
    if (!dotted)
        add_reading(w, NUMBER_EPODOC, country, number, kind);
    add_reading(w, NUMBER_DOCDB, country, number, kind);
    if (!dotted && !kind.len) {
        kind = cut_glued_kind(&number);
        if (kind.len)
            add_reading(w, NUMBER_DOCDB, country, number, kind);
    }
}

bool kind_fits(const char *wanted, const char *kind)
{
    size_t letters = strcspn(wanted, "*");

    return wanted[letters] ? strncmp(wanted, kind, letters) == 0
                           : strcmp(wanted, kind) == 0;
}

bool wanted_is(const struct wanted *w, unsigned reading,
               const struct publication *p)
{
    const struct wanted_id *r = &w->readings[reading];
    const char *id = r->format == NUMBER_DOCDB ? p->docdb : p->epodoc;

    return strcmp(r->id, id) == 0 &&
           (!r->kind[0] || (p->missing && !p->kind[0]) ||
            kind_fits(r->kind, p->kind)) &&
           (!w->date[0] || !p->date[0] || strcmp(w->date, p->date) == 0);
}
