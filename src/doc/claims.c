/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claims.h"

#include "doc/claim_lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define BEFORE_MAX 200 /* a heading, not a claim whose number was lost */
#define SAME_MIN 4     /* bytes in which two claims 1 begin alike */

/* The lines of one set of claims, and where it begins and ends. */
struct story {
    const struct claim_line *items;
    size_t count;
    const char *text;
    size_t begin, end;
    bool crowded;
};

/* Which reading the numbers allow. */

/* The chain 1, 2, 3 … of the first edge each; its length. */
static size_t chain_early(const struct story *s, enum claim_edge edge,
                          enum claim_style style, size_t *ret_chain)
{
    size_t length = 0;

    for (size_t i = 0; i < s->count && length < CLAIMS_MAX; i++) {
        const struct claim_line *line = &s->items[i];

        if (line->edge >= edge && line->style == style &&
            line->number == length + 1)
            ret_chain[length++] = i;
    }
    return length;
}

/* Is there no later edge for any of them? */
static bool is_only_chain(const struct story *s, enum claim_edge edge,
                          enum claim_style style, const size_t *chain,
                          size_t length)
{
    size_t left = length;

    for (size_t i = s->count; i-- > 0 && left > 0;) {
        const struct claim_line *line = &s->items[i];

        if (line->edge >= edge && line->style == style &&
            line->number == left && chain[--left] != i)
            return false;
    }
    return left == 0;
}

/* No number at such an edge is higher than that of the claim it stands in; nor
 * does any line after the last claim go on counting. */
static bool is_without_gap(const struct story *s, enum claim_edge edge,
                           enum claim_style style, const size_t *chain,
                           size_t length)
{
    size_t claim = 0;

    for (size_t i = 0; i < s->count; i++) {
        const struct claim_line *line = &s->items[i];
        bool counts = line->edge >= edge && line->style == style;

        claim += claim < length && chain[claim] == i;
        if (counts && line->number > claim)
            return false;
        if (claim == length && line->edge > EDGE_INSIDE &&
            line->number == length + 1)
            return false;
    }
    return true;
}

static enum claim_style style_of_first(const struct story *s,
                                       enum claim_edge edge)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->items[i].edge >= edge && s->items[i].number == 1)
            return s->items[i].style;
    }
    return STYLE_NONE;
}

/* A number inside a sentence, of a list or a reference, that could be one of
 * the claims. */
static bool has_rival(const struct story *s, enum claim_style style,
                      size_t length)
{
    for (size_t i = 0; i < s->count; i++) {
        const struct claim_line *line = &s->items[i];

        if (line->edge == EDGE_INSIDE && line->style == style &&
            line->number <= length + 1)
            return true;
    }
    return s->crowded;
}

/* How many claims begin at such edges; 0 when that is not certain. */
static size_t numbered(const struct story *s, enum claim_edge edge,
                       size_t *ret_chain)
{
    enum claim_style style = style_of_first(s, edge);
    size_t length;

    if (style == STYLE_NONE)
        return 0;
    length = chain_early(s, edge, style, ret_chain);
    if (length == CLAIMS_MAX ||
        s->items[ret_chain[0]].at - s->begin > BEFORE_MAX ||
        !is_only_chain(s, edge, style, ret_chain, length) ||
        !is_without_gap(s, edge, style, ret_chain, length))
        return 0;
    return edge == EDGE_STOP && (length < 2 || has_rival(s, style, length))
               ? 0
               : length;
}

/* A `claim` for each of several, none with a number, is one claim each; with
 * numbers each has its own, and the last one does not hold more. */
static size_t by_element(const struct story *s, size_t *ret_chain)
{
    size_t count = 0, numbers = 0;

    for (size_t i = 0; i < s->count && count < CLAIMS_MAX; i++) {
        const struct claim_line *line = &s->items[i];

        if (line->edge != EDGE_CLAIM)
            continue;
        ret_chain[count++] = i;
        numbers += line->number == count;
        if (line->number != 0 && line->number != count)
            return 0;
    }
    if (count < 2 || count == CLAIMS_MAX || ret_chain[0] != 0)
        return 0;
    if (numbers == 0)
        return count;
    return numbers == count &&
                   is_without_gap(s, EDGE_CLAIM, STYLE_NONE, ret_chain, count)
               ? count
               : 0;
}

static struct slice piece(const struct story *s, size_t from, size_t to)
{
    size_t end = to < s->count ? s->items[to].at : s->end;

    return slice_trim(
        (struct slice){s->text + s->items[from].at, end - s->items[from].at});
}

/* A `claim-text` for each, none with a number, each a sentence that reads as a
 * claim: what is a part of one does not end in a full stop. */
static size_t by_sentence(const struct story *s, size_t *ret_chain)
{
    size_t count = 0;

    for (size_t i = 0; i < s->count && count < CLAIMS_MAX; i++) {
        if (s->items[i].number && s->items[i].edge > EDGE_INSIDE)
            return 0;
        if (s->items[i].edge >= EDGE_TEXT)
            ret_chain[count++] = i;
    }
    if (count < 2 || count == CLAIMS_MAX || ret_chain[0] != 0)
        return 0;
    for (size_t i = 0; i < count; i++) {
        struct slice text = piece(s, ret_chain[i],
                                  i + 1 < count ? ret_chain[i + 1] : s->count);

        if (!claim_may_begin(text) || !claim_ends(text))
            return 0;
    }
    return count;
}

static size_t split(const struct story *s, size_t *ret_chain)
{
    size_t count = by_element(s, ret_chain);

    for (int edge = EDGE_TEXT; count == 0 && edge >= EDGE_STOP; edge--)
        count = numbered(s, (enum claim_edge)edge, ret_chain);
    if (count == 0)
        count = by_sentence(s, ret_chain);
    if (count == 0) {
        ret_chain[0] = 0;
        count = s->count > 0;
    }
    return count;
}

/* The sets. */

static int add_set(struct claims *c, struct story *s)
{
    struct claim_set *set = &c->sets[c->count];
    size_t chain[CLAIMS_MAX];

    for (; s->count > 1 && s->items->heading; s->items++, s->count--)
        set->amended |= s->items->heading == HEADING_AMENDED;
    set->begin = s->begin;
    set->count = split(s, chain);
    set->starts = calloc(set->count + 1, sizeof(*set->starts));
    if (!set->starts)
        return -ENOMEM;
    for (size_t i = 0; i < set->count; i++)
        set->starts[i] = s->items[chain[i]].at;
    set->starts[set->count] = s->end;
    c->count += set->count > 0;
    return 0;
}

/* Whether the heading has claims after it that count from 1 again. Without
 * numbers, only one of another set is believed. */
static bool opens_set(const struct claim_lines *lines, size_t i)
{
    const struct claim_line *heading = &lines->items[i], *line = heading;

    if (lines->numbered <= i)
        return heading->heading > HEADING_OWN && i + 1 < lines->count;
    do {
        line++;
    } while (line < lines->items + lines->numbered - 1 &&
             line->at - heading->at <= BEFORE_MAX &&
             (!line->number || line->edge == EDGE_INSIDE));
    return line->number == 1 && line->edge > EDGE_INSIDE &&
           line->at - heading->at <= BEFORE_MAX;
}

static bool counts(const struct claim_line *line)
{
    return line->number && line->edge >= EDGE_LINE;
}

/* Two words and their length, or as much of a text without blanks. */
static struct slice first_words(const char *text, const struct claim_line *line)
{
    const char *at = text + line->at, *label;
    size_t len;

    label = line->style == STYLE_LABEL ? strchr(at, ']') : NULL;
    if (label)
        at = label;
    while (*at && !is_alpha(*at) && !((unsigned char)*at & 0x80))
        at++;
    len = strcspn(at, " \n");
    if (at[len] == ' ')
        len += 1 + strcspn(at + len + 1, " \n");
    return (struct slice){at, len};
}

/* Nothing but runs 1, 2, 3 … of two and more, each ended by a sentence, with
 * first claims that begin alike: a list in a claim does not. Where the second
 * begins; `count`: it is not so. */
static size_t restart(const struct claim_lines *lines, size_t from,
                      const char *text)
{
    const struct claim_line *first = NULL, *second = NULL,
                            *items = lines->items;
    unsigned last = 0;
    struct slice words;

    for (size_t i = from; i < lines->count && !lines->crowded; i++) {
        if (items[i].heading && first)
            return lines->count;
        if (!counts(&items[i]))
            continue;
        if (first && items[i].style != first->style)
            return lines->count;
        if (items[i].number == 1 && last > 1 && !second)
            second = &items[i];
        else if (items[i].number != last + 1 &&
                 !(items[i].number == 1 && last > 1))
            return lines->count;
        last = items[i].number;
        first = first ? first : &items[i];
    }
    if (!second || last < 2 ||
        !claim_ends((struct slice){text + first->at, second->at - first->at}))
        return lines->count;
    words = first_words(text, first);
    return words.len > SAME_MIN && words.len == first_words(text, second).len &&
                   strncasecmp(words.at, first_words(text, second).at,
                               words.len) == 0
               ? (size_t)(second - items)
               : lines->count;
}

/* Where the set that begins with line `from` ends: a heading in front of the
 * first claim is its own. */
static size_t set_end(const struct claim_lines *lines, size_t from,
                      const char *text)
{
    size_t i = from, again = restart(lines, from, text);
    bool begun = false;

    if (again < lines->count)
        return again;
    while (i < lines->count && lines->items[i].heading)
        i++;
    for (; i < lines->count; i++) {
        if (lines->items[i].heading && (begun || lines->numbered <= i) &&
            opens_set(lines, i))
            return i;
        begun |= lines->items[i].number == 1 &&
                 lines->items[i].edge > EDGE_INSIDE;
    }
    return i;
}

static int note_sets(const struct claim_lines *lines, struct claims *c)
{
    size_t from = 0, end;
    int r = 0;

    for (; r == 0 && from < lines->count; from = end) {
        end = c->count + 1 < CLAIM_SETS_MAX
                  ? set_end(lines, from, buf_text(&c->text))
                  : lines->count;
        r = add_set(c, &(struct story){
                           .items = lines->items + from,
                           .count = end - from,
                           .text = buf_text(&c->text),
                           .begin = lines->items[from].at,
                           .end = end < lines->count ? lines->items[end].at
                                                     : c->text.len,
                           .crowded = lines->crowded,
                       });
    }
    return r;
}

int claims_read(const xmlNode *element, struct claims *ret_claims)
{
    struct claims c = {.text = BUF_INIT(SIZE_MAX)};
    struct claim_lines lines = {.items = NULL};
    int r = claim_lines_read(element, &c.text, &lines);

    if (r == 0)
        r = note_sets(&lines, &c);
    claim_lines_fini(&lines);
    if (r < 0)
        claims_fini(&c);
    else
        *ret_claims = c;
    return r < 0 ? -ENOMEM : 0;
}

void claims_fini(struct claims *c)
{
    buf_fini(&c->text);
    for (size_t i = 0; i < c->count; i++)
        free(c->sets[i].starts);
}

struct slice claims_at(const struct claims *c, const struct claim_set *set,
                       size_t i)
{
    const char *text = buf_text(&c->text);

    return slice_trim((struct slice){text + set->starts[i],
                                     set->starts[i + 1] - set->starts[i]});
}

struct slice claims_before(const struct claims *c, const struct claim_set *set)
{
    return slice_trim((struct slice){buf_text(&c->text) + set->begin,
                                     set->starts[0] - set->begin});
}
