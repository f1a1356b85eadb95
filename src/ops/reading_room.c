/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/reading_room.h"

#include "ops/eps.h"
#include "ops/number_parse.h"
#include "ops/symbol.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const enum number_service services[SOURCE_COUNT] = {
    [SOURCE_BIBLIO] = NUMBER_FOR_PUBLISHED,
    [SOURCE_FULLTEXT] = NUMBER_FOR_FULLTEXT,
    [SOURCE_INQUIRY] = NUMBER_FOR_PUBLISHED,
    [SOURCE_SEARCH] = NUMBER_FOR_PUBLISHED,
    [SOURCE_FAMILY] = NUMBER_FOR_FAMILY,
    [SOURCE_LEGAL] = NUMBER_FOR_LEGAL,
    [SOURCE_REGISTER] = NUMBER_FOR_REGISTER,
    [SOURCE_HISTORY] = NUMBER_FOR_PUBLISHED,
};

static int put(struct slice text, char *ret_text, size_t *ret_len)
{
    if (text.len > REFERENCE_MAX)
        return -ENOENT;
    memcpy(ret_text, text.at, text.len);
    ret_text[text.len] = '\0';
    *ret_len = text.len;
    return 0;
}

static int read_canonical(const struct name *row, struct slice name,
                          char *ret_text, size_t *ret_len)
{
    (void)row;
    return number_is_canonical(name) ? put(name, ret_text, ret_len) : -ENOENT;
}

/* A slash is spelled %2F, as in every name. */
static int read_spelling(const struct name *row, struct slice name,
                         char *ret_text, size_t *ret_len)
{
    char plain[REFERENCE_MAX], candidates[NUMBER_CANDIDATES];
    char canonical[NUMBER_NAME];
    struct slice spelling = {plain, 0};
    struct number number;
    int r;

    (void)row;
    spelling.len = percent_decode_name(plain, name);
    r = number_parse(spelling, &number, candidates);
    if (r == -EINVAL)
        return put(slice_of(candidates), ret_text, ret_len) < 0 ? -ENOENT : r;
    if (r < 0)
        return r;
    number_name(&number, canonical);
    return put(slice_of(canonical), ret_text, ret_len);
}

/* `title.de.txt` for the word `title.txt`. */
static int read_language(const struct name *row, struct slice name,
                         char *ret_text, size_t *ret_len)
{
    const char *dot = strchr(row->words[0], '.');
    size_t stem = (size_t)(dot - row->words[0]), end = strlen(dot);
    const char *code = name.at + stem + 1;

    if (name.len != stem + 3 + end || name.at[stem] != '.' ||
        memcmp(name.at, row->words[0], stem) != 0 ||
        memcmp(code + 2, dot, end) != 0 || code[0] < 'a' || code[0] > 'z' ||
        code[1] < 'a' || code[1] > 'z')
        return -ENOENT;
    return put((struct slice){code, 2}, ret_text, ret_len);
}

/* `012.txt` for the word `001.txt`: as many digits, or one more without a
 * leading zero. */
static int read_serial(const struct name *row, struct slice name,
                       char *ret_text, size_t *ret_len)
{
    const char *dot = strchr(row->words[0], '.');
    size_t width = (size_t)(dot - row->words[0]), end = strlen(dot);
    struct slice digits = {name.at, name.len - end};
    char text[8];
    int64_t number;

    if (name.len < width + end || name.len > width + 1 + end ||
        memcmp(digits.at + digits.len, dot, end) != 0 ||
        slice_number(digits, &number) < 0 || number < 1 ||
        (digits.len > width && digits.at[0] == '0'))
        return -ENOENT;
    snprintf(text, sizeof(text), "%d", (int)number);
    return put(slice_of(text), ret_text, ret_len);
}

/* `amended-012.txt` into `a12`, `set3-012.txt` into `3-12`. */
static int read_claim(const struct name *row, struct slice name, char *ret_text,
                      size_t *ret_len)
{
    static const struct name serial = {.words = {"001.txt"}};
    char set[4] = "a";
    size_t before = strlen("amended-");
    int r;

    (void)row;
    if (!slice_starts(name, "amended-")) {
        before = strlen("set2-");
        if (!slice_starts(name, "set") || name.len < before ||
            name.at[3] < '2' || name.at[3] > '9' || name.at[4] != '-')
            return -ENOENT;
        snprintf(set, sizeof(set), "%c-", name.at[3]);
    }
    r = read_serial(&serial, slice_skip(name, before), ret_text, ret_len);
    if (r < 0)
        return r;
    memmove(ret_text + strlen(set), ret_text, *ret_len + 1);
    memcpy(ret_text, set, strlen(set));
    *ret_len += strlen(set);
    return 0;
}

static int read_whose(const struct name *row, struct slice name, char *ret_text,
                      size_t *ret_len)
{
    const char *word = row->words[0];

    if (!slice_starts(name, word))
        return -ENOENT;
    return read_canonical(row, slice_skip(name, strlen(word)), ret_text,
                          ret_len);
}

/* Which lists there are is known elsewhere; this is what no list can be
 * called. */
static int read_list(const struct name *row, struct slice name, char *ret_text,
                     size_t *ret_len)
{
    (void)row;
    if (name.at[0] == '.' || name.at[0] == '#' ||
        name.at[name.len - 1] == '~' || memchr(name.at, '/', name.len))
        return -ENOENT;
    return put(name, ret_text, ret_len);
}

static int read_day(const struct name *row, struct slice name, char *ret_text,
                    size_t *ret_len)
{
    char day[EPS_DAY + 1];

    (void)row;
    return eps_day(name, day) < 0 ? -ENOENT
                                  : put(slice_of(day), ret_text, ret_len);
}

static int read_eps(const struct name *row, struct slice name, char *ret_text,
                    size_t *ret_len)
{
    (void)row;
    return eps_is_name(name) ? put(name, ret_text, ret_len) : -ENOENT;
}

int reading_name(const struct name *row, struct slice name, char *ret_text,
                 size_t *ret_len)
{
    static int (*const reads[SHAPE_COUNT])(const struct name *, struct slice,
                                           char *, size_t *) = {
        [SHAPE_CANONICAL] = read_canonical,
        [SHAPE_SPELLING] = read_spelling,
        [SHAPE_LANGUAGE] = read_language,
        [SHAPE_SERIAL] = read_serial,
        [SHAPE_CLAIM] = read_claim,
        [SHAPE_WHOSE] = read_whose,
        [SHAPE_LIST] = read_list,
        [SHAPE_SYMBOL] = symbol_name,
        [SHAPE_CLASS] = symbol_name,
        [SHAPE_SUBCLASS] = symbol_name,
        [SHAPE_GROUP] = symbol_name,
        [SHAPE_SUBGROUP] = symbol_name,
        [SHAPE_DAY] = read_day,
        [SHAPE_EPS] = read_eps,
    };

    return reads[row->shape](row, name, ret_text, ret_len);
}

int reading_add_citing(const struct number *number, struct buf *to)
{
    return buf_printf(to, "%sct=%s%s", to->len ? " or " : "", number->country,
                      number->number);
}

/* Who cites it: a query instead of a number. */
static int ask_for_citing(const struct number *number, struct reading *r)
{
    struct buf query = BUF_INIT(sizeof(r->query) - 1);
    int error = reading_add_citing(number, &query);

    memcpy(r->query, buf_text(&query), query.len + 1);
    r->location.slots[SLOT_QUERY] = slice_of(r->query);
    buf_fini(&query);
    return error;
}

/* What there is of documents only: pictures, and how one is cited. */
static bool is_of_documents(const struct name *row)
{
    return row->source == SOURCE_INQUIRY || row->facet == FACET_BIBTEX ||
           row->facet == FACET_RIS || row->facet == FACET_CSL;
}

static int refer(const struct name *row, struct slice canonical,
                 struct reading *r)
{
    enum number_service service = services[row->source];
    char candidates[NUMBER_CANDIDATES];
    struct slice *slots = r->location.slots;
    struct number number;

    if (number_parse(canonical, &number, candidates) < 0)
        return -ENOENT;
    if (service == NUMBER_FOR_FULLTEXT && !number_has_fulltext(&number))
        return -ENOENT;
    number_name(&number, r->subject);
    if (row->source == SOURCE_SEARCH)
        return ask_for_citing(&number, r);
    if (number_reference(&number, service, &r->reference) < 0 ||
        (number_is_c0(&number) && is_of_documents(row)))
        return -ENOENT;
    slots[SLOT_TYPE] = slice_of(r->reference.type);
    slots[SLOT_FORMAT] = slice_of(r->reference.format);
    slots[SLOT_NUMBER] = slice_of(r->reference.text);
    return 0;
}

/* A symbol is answered by itself or by the one above it. */
static int refer_symbol(const struct location *location, struct reading *r)
{
    struct slice *slots = r->location.slots;
    struct symbol_answer answer;
    struct symbol symbol;

    symbol_at(location, &symbol);
    symbol_answer(&symbol, facet_is_below(location->row->facet), &answer);
    memcpy(r->subject, symbol.text, sizeof(symbol.text));
    memcpy(r->query, answer.symbol, sizeof(answer.symbol));
    r->selection = slice_of(r->subject + (answer.selection - symbol.text));
    slots[SLOT_SYMBOL] = slice_of(r->query);
    slots[SLOT_VIEW] = slice_of(answer.view);
    return 0;
}

/* The document of the publication server that stands for a publication. */
static int publish(struct slice canonical, struct reading *r)
{
    static const struct name document = {.source = SOURCE_EPS_DOCUMENT};

    if (canonical.len >= sizeof(r->subject) ||
        eps_name(canonical, r->reference.text) < 0)
        return -ENOENT;
    memcpy(r->subject, canonical.at, canonical.len);
    r->subject[canonical.len] = '\0';
    r->location.row = &document;
    r->location.slots[SLOT_NUMBER] = slice_of(r->reference.text);
    return 0;
}

int reading_instead(struct slice canonical, struct reading *ret_reading)
{
    *ret_reading = (struct reading){.location.form = FORM_XML};
    return publish(canonical, ret_reading);
}

/* A list of the publication server, which is HTML. */
static int list_published(const struct location *location, struct reading *r)
{
    struct slice day = location->slots[SLOT_DATE];

    r->location.form = FORM_HTML;
    r->location.slots[SLOT_DATE] = day;
    if (day.len)
        memcpy(r->subject, day.at, day.len);
    r->subject[day.len] = '\0';
    return 0;
}

int reading_of(const struct location *location, struct reading *ret_reading)
{
    const struct name *row = location->row;
    struct slice number = location->slots[SLOT_NUMBER];

    ret_reading->subject[0] = '\0';
    ret_reading->location = (struct location){.row = row, .form = FORM_XML};
    ret_reading->location.slots[SLOT_CONSTITUENTS] =
        slice_of(row->constituents);
    ret_reading->location.slots[SLOT_QUERY] = location->slots[SLOT_QUERY];
    ret_reading->location.slots[SLOT_RANGE] = SLICE("1-100");
    ret_reading->selection = SLICE("");
    if (row->slot == SLOT_SELECTION)
        ret_reading->selection = location->slots[SLOT_SELECTION];
    if (row->source == SOURCE_CPC)
        return refer_symbol(location, ret_reading);
    if (sources[row->source].server == SERVER_EPS)
        return list_published(location, ret_reading);
    if (row->source == SOURCE_USAGE) {
        ret_reading->location.form = FORM_JSON;
        ret_reading->location.slots[SLOT_RANGE] = SLICE("");
    }
    if (location->slots[SLOT_BY_DAY].len && plan_traits[row->plan].published)
        return publish(number, ret_reading);
    return number.len ? refer(row, number, ret_reading) : 0;
}

static bool is_c0(struct slice name)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    return number_parse(name, &n, candidates) == 0 && number_is_c0(&n);
}

const char *reading_lack(const struct location *location)
{
    if (is_c0(location->slots[SLOT_NUMBER]))
        return "a C0 says that a patent has unitary effect and is no document "
               "of its own: see the B of the same number";
    if (sources[location->row->source].server == SERVER_EPS ||
        (location->slots[SLOT_BY_DAY].len &&
         plan_traits[location->row->plan].published))
        return "the publication server has EP documents of the kinds A and B "
               "only, and each by its kind, as EP1004359B1";
    if (services[location->row->source] == NUMBER_FOR_FULLTEXT)
        return "OPS has no full text of this office; a member of the family "
               "may have one: see family/";
    if (services[location->row->source] != NUMBER_FOR_REGISTER)
        return "OPS has US applications by their year of filing: write it "
               "after the number, as US 14/090,359 (2013)";
    return "the European Patent Register knows EP and Euro-PCT only";
}

static bool is_application(struct slice name)
{
    char candidates[NUMBER_CANDIDATES];
    struct number n;

    return name.len && number_is_canonical(name) &&
           number_parse(name, &n, candidates) == 0 &&
           n.what == NUMBER_APPLICATION;
}

/* What it is that OPS does not have; NULL: what its answer means says
 * enough. */
static const char *const absences[SOURCE_COUNT] = {
    [SOURCE_BIBLIO] = "OPS has no such publication: check number and kind, or "
                      "leave the kind out",
    [SOURCE_FULLTEXT] = "OPS has no such text of this publication: check "
                        "number and kind; a member of the family may have one: "
                        "see family/",
    [SOURCE_EQUIVALENTS] = "OPS knows no equivalents of this publication: "
                           "check number and kind",
    [SOURCE_INQUIRY] = "OPS has no pictures of this publication: check number "
                       "and kind",
    [SOURCE_PAGE] = "OPS has no such page of this publication",
    [SOURCE_CLIP] = "OPS has no clip of this publication",
    [SOURCE_FAMILY] = "INPADOC has no family of this publication: check number "
                      "and kind",
    [SOURCE_LEGAL] = "INPADOC has no legal events of this publication: check "
                     "number and kind",
    [SOURCE_REGISTER] = "the European Patent Register has no entry for this "
                        "number: it knows EP and Euro-PCT applications that "
                        "are published",
    [SOURCE_NUMBER] = "OPS cannot convert this number: check office, format "
                      "and date",
    [SOURCE_CPC] = "the CPC has no such symbol: check it",
    [SOURCE_CPC_MEDIA] = "the CPC has no such figure",
    [SOURCE_MAP_TO_CPC] = "the concordance has no such symbol",
    [SOURCE_MAP_TO_IPC] = "the concordance has no such symbol",
    [SOURCE_MAP_TO_ECLA] = "the concordance has no such symbol",
};

const char *reading_lacks(const struct name *row, const char *number)
{
    return reading_lack(
        &(const struct location){.row = row,
                                 .slots[SLOT_NUMBER] = slice_of(number)});
}

const char *reading_absence(const struct location *location)
{
    if (is_application(location->slots[SLOT_NUMBER]))
        return "this is the number of an application, and OPS has no "
               "publication of it: none came yet, or none ever will; check the "
               "number";
    return absences[location->row->source];
}

static void climb(unsigned depth, struct buf *to)
{
    while (depth--)
        buf_puts(to, "../");
}

static int link_to_mirror(const struct location *location, unsigned depth,
                          struct buf *to)
{
    struct reading reading = {0};

    if (refer(location->row, location->slots[SLOT_NUMBER], &reading) < 0)
        return -ENOENT;
    climb(depth, to);
    buf_printf(to, "published-data/%s/%s/%s", reading.reference.type,
               reading.reference.format, reading.reference.text);
    return to->error;
}

/* The search for all that has the symbol. */
static int link_to_search(const struct location *location, unsigned depth,
                          struct buf *to)
{
    struct symbol symbol;

    symbol_at(location, &symbol);
    climb(depth, to);
    buf_puts(to, "search/cpc=");
    percent_encode(to, slice_of(symbol.text), "");
    return to->error;
}

const char *reading_linked(enum link link)
{
    static const char *const ends[] = {
        [LINK_PATENT] = ".files",
        [LINK_DRAWINGS] = ".files",
        [LINK_BY_DAY] = ".published",
    };

    return link < sizeof(ends) / sizeof(*ends) ? ends[link] : NULL;
}

static void link_to_number(enum link link, unsigned depth, struct buf *to)
{
    climb(depth, to);
    buf_printf(to, "patent/%s/", reading_linked(link));
}

int reading_link(const struct location *location, struct slice name,
                 unsigned depth, struct buf *to)
{
    enum link link = location->row->link;

    if (link == LINK_MIRROR)
        return link_to_mirror(location, depth, to);
    if (link == LINK_PATENTS)
        return link_to_search(location, depth, to);
    if (reading_linked(link))
        link_to_number(link, depth, to);
    else if (link == LINK_SECTION)
        buf_puts(to, ".levels/");
    else if (link == LINK_SUBGROUP)
        climb(1, to);
    buf_add(to, name.at, name.len);
    if (link == LINK_DRAWINGS)
        buf_puts(to, "/images/drawings");
    return to->error;
}
