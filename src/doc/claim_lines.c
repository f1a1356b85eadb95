/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claim_lines.h"

#include "doc/dom.h"
#include "doc/reflow.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define HEADING_MAX 200
#define INSIDE_MAX (8 * CLAIMS_MAX)
#define ELEMENTS(array) (sizeof(array) / sizeof((array)[0]))

/* Headings. */

/* In the order of their bytes. Letters beyond ASCII have no other case here. */
static const struct heading {
    const char *words;
    enum claim_heading heading;
    bool whole; /* nothing else is in the line */
} headings[] = {
    {"amended claim", HEADING_AMENDED, false},
    {"amended patent claims", HEADING_AMENDED, false},
    {"amended set of claims", HEADING_AMENDED, false},
    {"ansprÜche", HEADING_OWN, true},
    {"ansprüche", HEADING_OWN, true},
    {"ansprüche für folgende", HEADING_SET, false},
    {"claim", HEADING_OWN, true},
    {"claims", HEADING_OWN, true},
    {"claims (amended", HEADING_AMENDED, false},
    {"claims amended", HEADING_AMENDED, false},
    {"claims as amended", HEADING_AMENDED, false},
    {"claims as filed", HEADING_SET, false},
    {"claims as originally filed", HEADING_SET, false},
    {"claims for the contracting", HEADING_SET, false},
    {"claims for the following contracting", HEADING_SET, false},
    {"conclusies", HEADING_OWN, true},
    {"geÄnderte ansprÜche", HEADING_AMENDED, false},
    {"geÄnderte patentansprÜche", HEADING_AMENDED, false},
    {"geänderte ansprüche", HEADING_AMENDED, false},
    {"geänderte patentansprüche", HEADING_AMENDED, false},
    {"i claim", HEADING_OWN, true},
    {"it is claimed", HEADING_OWN, true},
    {"original claims", HEADING_SET, false},
    {"originally filed claims", HEADING_SET, false},
    {"patent claims", HEADING_OWN, true},
    {"patentanspruch", HEADING_OWN, true},
    {"patentansprÜche", HEADING_OWN, true},
    {"patentansprüche", HEADING_OWN, true},
    {"patentansprüche für den", HEADING_SET, false},
    {"patentansprüche für die", HEADING_SET, false},
    {"patentansprüche für folgende", HEADING_SET, false},
    {"reivindicaciones", HEADING_OWN, true},
    {"reivindicaciones modificadas", HEADING_AMENDED, false},
    {"reivindicações", HEADING_OWN, true},
    {"revendication", HEADING_OWN, true},
    {"revendications", HEADING_OWN, true},
    {"revendications initiales", HEADING_SET, false},
    {"revendications modifi", HEADING_AMENDED, false},
    {"revendications pour l", HEADING_SET, false},
    {"rivendicazioni", HEADING_OWN, true},
    {"rivendicazioni modificate", HEADING_AMENDED, false},
    {"the claims", HEADING_OWN, true},
    {"the invention claimed is", HEADING_OWN, true},
    {"ursprüngliche ansprüche", HEADING_SET, false},
    {"ursprüngliche patentansprüche", HEADING_SET, false},
    {"we claim", HEADING_OWN, true},
    {"what i claim is", HEADING_OWN, true},
    {"what is claimed", HEADING_OWN, true},
    {"what is claimed is", HEADING_OWN, true},
    {"what we claim is", HEADING_OWN, true},
    {"修改的权利要求", HEADING_AMENDED, false},
    {"权 利 要 求 书", HEADING_OWN, true},
    {"权利要求书", HEADING_OWN, true},
    {"補正された請求の範囲", HEADING_AMENDED, false},
    {"補正書の請求の範囲", HEADING_AMENDED, false},
    {"請求の範囲", HEADING_OWN, true},
    {"보정된 청구범위", HEADING_AMENDED, false},
    {"특허청구범위", HEADING_OWN, true},
};

static bool is_one_of(char c, const char *set)
{
    while (*set && *set != c)
        set++;
    return *set;
}

/* `1. Claims`, `=== Claims`: a heading that somebody numbered or drew. */
static struct slice without_begin(struct slice line)
{
    size_t digits = 0, mark;

    while (digits < line.len && is_digit(line.at[digits]))
        digits++;
    mark = digits;
    while (mark < line.len && is_one_of(line.at[mark], " .)"))
        mark++;
    if (digits > 0 && mark > digits)
        line = slice_skip(line, mark);
    while (line.len && is_one_of(line.at[0], " -=*_"))
        line = slice_skip(line, 1);
    return line;
}

static struct slice without_end(struct slice line)
{
    while (line.len && is_one_of(line.at[line.len - 1], " .:-=*_"))
        line.len--;
    return line;
}

static bool is_heading(struct slice words, const struct heading *row)
{
    return slice_starts_nocase(words, row->words) &&
           (!row->whole || without_end(words).len == strlen(row->words));
}

static enum claim_heading heading_of(struct slice line)
{
    struct slice words = without_begin(line);
    unsigned char first;

    if (!words.len || line.len > HEADING_MAX)
        return HEADING_NONE;
    first = (unsigned char)to_lower(words.at[0]);
    for (size_t i = 0; i < ELEMENTS(headings); i++) {
        unsigned char row = (unsigned char)headings[i].words[0];

        if (row > first)
            break;
        if (row == first && is_heading(words, &headings[i]))
            return headings[i].heading;
    }
    return HEADING_NONE;
}

/* Sentences. */

bool claim_may_begin(struct slice text)
{
    /* What goes on, though a capital was made of its first letter. Those of ten
     * letters and more are beginnings of words. */
    static const char *const others[] = {
        "wherein", "where",      "whereby", "in which",    "characteri",
        "and",     "or",         "with",    "comprising",  "consisting",
        "said",    "which",      "that",    "dadurch",     "wobei",
        "und",     "oder",       "mit",     "caractéris",  "dans lequel",
        "et",      "ou",         "avec",    "dans laquel", "gekennzeichnet",
        "if",      "optionally",
    };

    if (!text.len || !(is_capital(text.at[0]) || (text.at[0] & 0x80)))
        return false;
    for (size_t i = 0; i < ELEMENTS(others); i++) {
        size_t len = strlen(others[i]);

        if (text.len > len && slice_starts_nocase(text, others[i]) &&
            (!is_alpha(text.at[len]) || len > 9))
            return false;
    }
    return true;
}

bool claim_ends(struct slice text)
{
    static const char wide[] = "。";
    size_t len = strlen(wide);

    text = slice_trim(text);
    return text.len > 0 && (text.at[text.len - 1] == '.' ||
                            (text.len >= len &&
                             memcmp(text.at + text.len - len, wide, len) == 0));
}

/* What stands at the head of a line. */

static enum claim_style style_of_mark(char mark)
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
    return (enum claim_style)style;
}

/* Of three bytes, as they are written in Chinese and Japanese. */
static bool is_wide_dot(const char *at)
{
    return strncmp(at, "、", 3) == 0 || strncmp(at, "．", 3) == 0;
}

static const char *after_blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

static const char *after_digits(const char *at)
{
    while (is_digit(*at))
        at++;
    return at;
}

static enum claim_style style_of(const char *after, const char **ret_word)
{
    const char *at = after_blanks(after);
    enum claim_style style = is_wide_dot(at) ? STYLE_DOT : style_of_mark(*at);

    if (style != STYLE_NONE)
        at += is_wide_dot(at) ? 3 : 1;
    else if (at > after)
        style = STYLE_BARE;
    *ret_word = after_blanks(at);
    return style;
}

/* A claim without a mark begins with a capital; what begins with a small letter
 * is `2 mm of steel`. Letters beyond ASCII pass. */
static bool begins_claim(enum claim_style style, const char *word)
{
    if (style == STYLE_BARE)
        return is_capital(*word) || (*word & 0x80);
    if (style == STYLE_DASH && word[-1] != ' ')
        return false; /* 2-methylpropane */
    return style != STYLE_NONE && *word && *word != '\n' && !is_digit(*word);
}

/* As much of a text as is compared with words: lines may be long. */
static struct slice head_of(const char *text)
{
    return (struct slice){text, strnlen(text, 20)};
}

/* After an office's word for a claim, with the bracket it stands in; NULL for
 * none. */
static const char *after_label(const char *text, const char **ret_close)
{
    static const struct {
        const char *before, *after;
    } labels[] = {
        {"[claim", "]"},
        {"[anspruch", "]"},
        {"[patentanspruch", "]"},
        {"[revendication", "]"},
        {"[權利要求", "]"},
        {"[权利要求", "]"},
        {"[請求項", "]"},
        {"【請求項", "】"},
        {"[청구항", "]"},
        {"【청구항", "】"},
        {"claim", ""},
        {"patentanspruch", ""},
        {"anspruch", ""},
        {"revendication", ""},
    };

    for (size_t i = 0; i < ELEMENTS(labels); i++) {
        if (to_lower(*text) != *labels[i].before ||
            !slice_starts_nocase(head_of(text), labels[i].before))
            continue;
        *ret_close = labels[i].after;
        return after_blanks(text + strlen(labels[i].before));
    }
    return NULL;
}

/* Of a word without brackets, what shows that a claim begins: `Claim 2: A`, or
 * that nothing else is in its line. */
static bool ends_label(const char *after, const char *close)
{
    const char *word;
    enum claim_style style;

    if (*close)
        return strncmp(after, close, strlen(close)) == 0;
    if (after[strspn(after, " .:")] == '\n')
        return true;
    style = style_of(after, &word);
    return style != STYLE_NONE && style != STYLE_BARE && word[-1] == ' ' &&
           claim_may_begin(head_of(word));
}

/* A number as claims have them; 0 for none. */
static unsigned number_at(const char *text, const char **ret_after)
{
    const char *after = after_digits(text);
    unsigned number = 0;

    *ret_after = after;
    if (after - text > 4 || text[0] == '0')
        return 0;
    while (text < after)
        number = 10 * number + (unsigned)(*text++ - '0');
    return number <= CLAIMS_MAX ? number : 0;
}

/* `[Claim 12] A box`, as international applications have it. */
static void read_label(const char *text, struct claim_line *line)
{
    const char *close, *after, *at = after_label(text, &close);
    unsigned number = at ? number_at(at, &after) : 0;

    if (!number || !ends_label(after, close) || (!*close && !is_capital(*text)))
        return;
    line->style = STYLE_LABEL;
    line->number = number;
}

static void read_number(const char *text, struct claim_line *line)
{
    const char *after, *word;
    unsigned number = number_at(text, &after);
    enum claim_style style;

    if (after == text)
        read_label(text, line);
    if (!number)
        return;
    style = style_of(after, &word);
    if (!begins_claim(style, word))
        return;
    line->style = style;
    line->number = number;
}

static int add_line(struct claim_lines *lines, struct claim_line line)
{
    if (lines->count == lines->cap) {
        size_t cap = lines->cap ? 2 * lines->cap : 64;
        struct claim_line *items = realloc(lines->items, cap * sizeof(*items));

        if (!items)
            return -ENOMEM;
        lines->items = items;
        lines->cap = cap;
    }
    lines->items[lines->count++] = line;
    if (line.number && line.edge > EDGE_INSIDE)
        lines->numbered = lines->count;
    return 0;
}

static int add_head(struct claim_lines *lines, size_t at, enum claim_edge edge,
                    struct slice text)
{
    struct claim_line line = {.at = at, .edge = edge};

    line.heading = heading_of(slice_trim(text));
    if (line.heading == HEADING_NONE)
        read_number(text.at, &line);
    return add_line(lines, line);
}

/* What stands inside a line. */

/* The word that ends at `end`, its full stop not counted. */
static struct slice word_before(const char *start, const char *end)
{
    const char *at;

    while (end > start && (end[-1] == ' ' || end[-1] == '.'))
        end--;
    for (at = end; at > start && at[-1] != ' ' && at[-1] != '('; at--)
        ;
    return (struct slice){at, (size_t)(end - at)};
}

static const char *const references[] = {
    "abb",
    "abbildung",
    "abs",
    "anspruch",
    "ansprüche",
    "ansprüchen",
    "approx",
    "art",
    "bild",
    "bzw",
    "ca",
    "cf",
    "chem",
    "claim",
    "claims",
    "col",
    "eq",
    "eqn",
    "equation",
    "ex",
    "example",
    "exp",
    "fig",
    "figs",
    "figure",
    "figures",
    "figur",
    "figuren",
    "formula",
    "max",
    "min",
    "no",
    "nos",
    "nr",
    "nrn",
    "num",
    "p",
    "page",
    "par",
    "para",
    "patentanspruch",
    "pos",
    "pp",
    "ref",
    "refs",
    "revendication",
    "revendications",
    "sec",
    "sect",
    "section",
    "step",
    "steps",
    "tab",
    "table",
    "vgl",
    "vol",
    "vs",
};

/* `FIG. 2. The`, `claim 1. The`: the number is a reference's. */
static bool is_reference(struct slice word)
{
    for (size_t i = 0; i < ELEMENTS(references); i++) {
        if (slice_is_nocase(word, references[i]))
            return true;
    }
    return false;
}

/* Of a number at `at`, in the line that begins at `start`. The first one stands
 * after a heading. */
static enum claim_edge edge_inside(const char *start, const char *at,
                                   const struct claim_line *line)
{
    struct slice before =
        slice_trim((struct slice){start, (size_t)(at - start)});
    const char *word = at + strspn(at, "0123456789.)- ");

    if (line->style == STYLE_LABEL ||
        (line->number == 1 && heading_of(before) != HEADING_NONE))
        return EDGE_STOP;
    if (line->number == 1)
        return EDGE_INSIDE;
    if (*word == '(')
        word++;
    return claim_ends(before) && claim_may_begin(head_of(word)) ? EDGE_STOP
                                                                : EDGE_INSIDE;
}

static bool is_inside(const char *start, const char *at,
                      const struct claim_line *line)
{
    const char *mark = at + strspn(at, "0123456789");

    if (line->style == STYLE_LABEL)
        return !is_alpha(*at); /* in brackets */
    return (*mark == '.' || *mark == ')') &&
           mark[1 + strspn(mark + 1, ")-")] == ' ' &&
           !is_reference(word_before(start, at));
}

/* What a number or a label begins with, and what ends a line: no other word
 * inside one can be of a claim, and there are many. */
#define NUMBER_BEGINS "0123456789[\xe3" /* 【 */
#define LINE_END "\n"

/* Those that a blank stands in front of, in the line that begins at `start`. */
static int add_inside(struct claim_lines *lines, const struct buf *text,
                      const char *start)
{
    const char *at = start;
    int r = 0;

    for (; r == 0 && *(at += strcspn(at, NUMBER_BEGINS LINE_END)) != '\n';
         at = after_digits(at + 1)) {
        struct claim_line line = {.at = (size_t)(at - text->data)};

        if (at > start && at[-1] == ' ')
            read_number(at, &line);
        if (line.number == 0 || !is_inside(start, at, &line))
            continue;
        lines->crowded = ++lines->inside > INSIDE_MAX;
        if (lines->crowded)
            return 0;
        line.edge = edge_inside(start, at, &line);
        r = add_line(lines, line);
    }
    return r;
}

/* The lines that have come since `from`; the first of them begins at
 * `edge`. */
static int add_lines(struct claim_lines *lines, const struct buf *text,
                     size_t from, enum claim_edge edge)
{
    int r = 0;

    while (r == 0 && from < text->len) {
        const char *start = text->data + from;
        const char *end = memchr(start, '\n', text->len - from);

        r = add_head(lines, from, edge,
                     (struct slice){start, (size_t)(end - start)});
        if (r == 0)
            r = add_inside(lines, text, start);
        from = (size_t)(end - text->data) + 1;
        edge = EDGE_LINE;
    }
    return r;
}

/* One `claim-text`, or what else may stand there; its lines, each ended. */
static int read_text(const xmlNode *node, enum claim_edge *edge,
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
    if (text->error || add_lines(lines, text, from, *edge) < 0)
        return -ENOMEM;
    *edge = EDGE_TEXT;
    return 0;
}

static int read_claim(const xmlNode *claim, struct buf *text,
                      struct claim_lines *lines)
{
    enum claim_edge edge = EDGE_CLAIM;
    int r = 0;

    if (reflow_is_mixed(claim))
        return read_text(claim, &edge, text, lines);
    for (const xmlNode *at = claim->children; r == 0 && at; at = at->next)
        r = read_text(at, &edge, text, lines);
    return r;
}

int claim_lines_read(const xmlNode *element, struct buf *text,
                     struct claim_lines *lines)
{
    enum claim_edge edge = EDGE_TEXT;
    int r = 0;

    if (reflow_is_mixed(element))
        return read_text(element, &edge, text, lines);
    for (const xmlNode *at = element->children; r == 0 && at; at = at->next) {
        if (dom_is(at, NS_FULLTEXT, "claim"))
            r = read_claim(at, text, lines);
        else
            r = read_text(at, &edge, text, lines);
        edge = EDGE_TEXT;
    }
    return r;
}

void claim_lines_fini(struct claim_lines *lines)
{
    free(lines->items);
}
