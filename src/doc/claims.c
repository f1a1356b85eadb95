/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claims.h"

#include "doc/reflow.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CLAIMS_MAX 1000 /* so many are left in one piece */
#define BEFORE_MAX 200  /* a heading, not a claim whose number was lost */

enum claim_place { PLACE_LINE, PLACE_TEXT, PLACE_CLAIM, PLACES };
enum style {
    STYLE_NONE,
    STYLE_DOT,
    STYLE_BRACKET,
    STYLE_COLON,
    STYLE_DASH,
    STYLE_BARE,
    STYLE_LABEL,
};

struct claim_line {
    size_t at;
    enum claim_place place;
    enum style style; /* of its number */
    unsigned number;
};

struct claim_lines {
    struct claim_line *items;
    size_t count, room;
};

/* What stands at the head of a line. */

static enum style style_of_mark(char mark)
{
    static const char marks[] = {
        [STYLE_DOT] = '.',
        [STYLE_BRACKET] = ')',
        [STYLE_COLON] = ':',
        [STYLE_DASH] = '-',
    };
    int style = STYLE_DASH;

    while (style > STYLE_NONE && marks[style] != mark)
        style--;
    return (enum style)style;
}

static enum style style_of(const char *behind, const char **ret_word)
{
    const char *at = behind + strspn(behind, " ");
    enum style style = style_of_mark(*at);

    if (style != STYLE_NONE)
        at++;
    else if (at > behind)
        style = STYLE_BARE;
    *ret_word = at + strspn(at, " ");
    return style;
}

/* A claim without a mark begins with a capital; what begins with a small letter
 * is `2 mm of steel`. Letters beyond ASCII pass. */
static bool begins_claim(enum style style, const char *word)
{
    if (style == STYLE_BARE)
        return (*word >= 'A' && *word <= 'Z') || (*word & 0x80);
    if (style == STYLE_DASH && word[-1] != ' ')
        return false; /* 2-methylpropane */
    return style != STYLE_NONE && *word && *word != '\n' && !is_digit(*word);
}

/* `1. Claims`: a heading, which somebody numbered. */
static bool is_heading(const char *word)
{
    static const char *const headings[] = {
        "claim",           "claims",           "what is claimed is",
        "we claim",        "i claim",          "amended claims",
        "patentansprüche", "ansprüche",        "patent claims",
        "revendications",  "reivindicaciones", "rivendicazioni",
    };
    size_t len = strcspn(word, "\n"), mark;

    while (len && strchr(" .:", word[len - 1]))
        len--;
    for (size_t i = 0; i < sizeof(headings) / sizeof(*headings); i++) {
        mark = strlen(headings[i]);
        if (len == mark && strncasecmp(word, headings[i], len) == 0)
            return true;
    }
    return false;
}

/* `[Claim 12] A box`, as international applications have it. */
static bool read_label(const char *text, struct claim_line *line)
{
    static const char before[] = "[claim ";
    size_t digits;

    if (strncasecmp(text, before, strlen(before)) != 0)
        return false;
    text += strlen(before);
    digits = strspn(text, "0123456789");
    if (digits == 0 || digits > 4 || text[0] == '0' || text[digits] != ']' ||
        strtoul(text, NULL, 10) > CLAIMS_MAX)
        return false;
    line->style = STYLE_LABEL;
    line->number = (unsigned)strtoul(text, NULL, 10);
    return true;
}

static void read_number(const char *text, struct claim_line *line)
{
    size_t digits = strspn(text, "0123456789");
    unsigned long number;
    const char *word;
    enum style style;

    if (read_label(text, line))
        return;
    if (digits == 0 || digits > 4 || text[0] == '0')
        return;
    number = strtoul(text, NULL, 10);
    style = style_of(text + digits, &word);
    if (number > CLAIMS_MAX || !begins_claim(style, word) ||
        (number == 1 && is_heading(word)))
        return;
    line->style = style;
    line->number = (unsigned)number;
}

/* Lines of an element. */

static int add_line(struct claim_lines *lines, size_t at,
                    enum claim_place place, const char *text)
{
    if (lines->count == lines->room) {
        size_t room = lines->room ? 2 * lines->room : 64;
        struct claim_line *items = realloc(lines->items, room * sizeof(*items));

        if (!items)
            return -ENOMEM;
        lines->items = items;
        lines->room = room;
    }
    lines->items[lines->count] = (struct claim_line){.at = at, .place = place};
    read_number(text + at, &lines->items[lines->count++]);
    return 0;
}

/* The lines that have come since `from`; the first of them begins at
 * `place`. */
static int add_lines(struct claim_lines *lines, const struct buf *text,
                     size_t from, enum claim_place place)
{
    const char *end;
    int r = 0;

    while (r == 0 && from < text->len) {
        r = add_line(lines, from, place, text->data);
        end = memchr(text->data + from, '\n', text->len - from);
        from = end ? (size_t)(end - text->data) + 1 : text->len;
        place = PLACE_LINE;
    }
    return r;
}

/* One `claim-text`, or what else may stand there; its lines, each ended. */
static int read_text(const xmlNode *node, enum claim_place *place,
                     struct buf *text, struct claim_lines *lines)
{
    struct reflow f = REFLOW_INIT(text);
    size_t from = text->len;

    f.lines = true;
    if (node->type == XML_TEXT_NODE && node->content)
        reflow_words(&f, (const char *)node->content);
    else if (node->type == XML_ELEMENT_NODE)
        reflow_below(&f, node);
    if (text->len == from)
        return text->error;
    buf_putc(text, '\n');
    if (text->error || add_lines(lines, text, from, *place) < 0)
        return -ENOMEM;
    *place = PLACE_TEXT;
    return 0;
}

static int read_claim(const xmlNode *claim, struct buf *text,
                      struct claim_lines *lines)
{
    enum claim_place place = PLACE_CLAIM;
    int r = 0;

    if (reflow_is_mixed(claim))
        return read_text(claim, &place, text, lines);
    for (const xmlNode *at = claim->children; r == 0 && at; at = at->next)
        r = read_text(at, &place, text, lines);
    return r;
}

static int read_lines(const xmlNode *element, struct buf *text,
                      struct claim_lines *lines)
{
    enum claim_place place = PLACE_TEXT;
    int r = 0;

    if (reflow_is_mixed(element))
        return read_text(element, &place, text, lines);
    for (const xmlNode *at = element->children; r == 0 && at; at = at->next) {
        if (dom_is(at, NS_FULLTEXT, "claim"))
            r = read_claim(at, text, lines);
        else
            r = read_text(at, &place, text, lines);
        place = PLACE_TEXT;
    }
    return r;
}

/* The story that the numbers tell. */

/* The chain 1, 2, 3 … of the first place each; its length. */
static size_t chain_early(const struct claim_lines *lines,
                          enum claim_place place, enum style style,
                          size_t *ret_chain)
{
    size_t length = 0;

    for (size_t i = 0; i < lines->count && length < CLAIMS_MAX; i++) {
        const struct claim_line *line = &lines->items[i];

        if (line->place >= place && line->style == style &&
            line->number == length + 1)
            ret_chain[length++] = i;
    }
    return length;
}

/* Is there no later place for any of them? */
static bool is_only_chain(const struct claim_lines *lines,
                          enum claim_place place, enum style style,
                          const size_t *chain, size_t length)
{
    size_t left = length;

    for (size_t i = lines->count; i-- > 0 && left > 0;) {
        const struct claim_line *line = &lines->items[i];

        if (line->place >= place && line->style == style &&
            line->number == left && chain[--left] != i)
            return false;
    }
    return left == 0;
}

/* No number at such a place is higher than that of the claim it stands in; nor
 * does any line behind the last claim go on counting. */
static bool is_without_gap(const struct claim_lines *lines,
                           enum claim_place place, enum style style,
                           const size_t *chain, size_t length)
{
    size_t claim = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const struct claim_line *line = &lines->items[i];
        bool counts = line->place >= place && line->style == style;

        claim += claim < length && chain[claim] == i;
        if (counts && line->number > claim)
            return false;
        if (claim == length && line->number == length + 1)
            return false;
    }
    return true;
}

static enum style style_of_first(const struct claim_lines *lines,
                                 enum claim_place place)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].place >= place && lines->items[i].number == 1)
            return lines->items[i].style;
    }
    return STYLE_NONE;
}

/* How many claims begin at such places; 0 when it is not sure. */
static size_t numbered(const struct claim_lines *lines, enum claim_place place,
                       size_t *ret_chain)
{
    enum style style = style_of_first(lines, place);
    size_t length;

    if (style == STYLE_NONE)
        return 0;
    length = chain_early(lines, place, style, ret_chain);
    if (length == CLAIMS_MAX || lines->items[ret_chain[0]].at > BEFORE_MAX ||
        !is_only_chain(lines, place, style, ret_chain, length) ||
        !is_without_gap(lines, place, style, ret_chain, length))
        return 0;
    return length;
}

/* A `claim` for each of several, none with a number, is one claim each; with
 * numbers each has its own, and the last one does not hold more. */
static size_t by_element(const struct claim_lines *lines, size_t *ret_chain)
{
    size_t count = 0, numbers = 0;

    for (size_t i = 0; i < lines->count && count < CLAIMS_MAX; i++) {
        const struct claim_line *line = &lines->items[i];

        if (line->place != PLACE_CLAIM)
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
    return numbers == count && is_without_gap(lines, PLACE_CLAIM, STYLE_NONE,
                                              ret_chain, count)
               ? count
               : 0;
}

static size_t split(const struct claim_lines *lines, size_t *ret_chain)
{
    size_t count = by_element(lines, ret_chain);

    if (count == 0)
        count = numbered(lines, PLACE_TEXT, ret_chain);
    if (count == 0)
        count = numbered(lines, PLACE_LINE, ret_chain);
    if (count == 0) {
        ret_chain[0] = 0;
        count = lines->count > 0;
    }
    return count;
}

static int note_starts(const struct claim_lines *lines, struct claims *c)
{
    size_t chain[CLAIMS_MAX];

    c->count = split(lines, chain);
    c->starts = calloc(c->count + 1, sizeof(*c->starts));
    if (!c->starts)
        return -ENOMEM;
    for (size_t i = 0; i < c->count; i++)
        c->starts[i] = lines->items[chain[i]].at;
    c->starts[c->count] = c->text.len;
    return 0;
}

int claims_read(const xmlNode *element, struct claims *ret_claims)
{
    struct claims c = {.text = BUF_INIT(SIZE_MAX)};
    struct claim_lines lines = {NULL, 0, 0};
    int r = read_lines(element, &c.text, &lines);

    if (r == 0)
        r = note_starts(&lines, &c);
    free(lines.items);
    if (r < 0)
        claims_fini(&c);
    else
        *ret_claims = c;
    return r < 0 ? -ENOMEM : 0;
}

void claims_fini(struct claims *c)
{
    buf_fini(&c->text);
    free(c->starts);
}

struct slice claims_at(const struct claims *c, size_t i)
{
    const char *text = buf_text(&c->text);

    return slice_trim(
        (struct slice){text + c->starts[i], c->starts[i + 1] - c->starts[i]});
}

struct slice claims_before(const struct claims *c)
{
    return slice_trim((struct slice){buf_text(&c->text), c->starts[0]});
}
