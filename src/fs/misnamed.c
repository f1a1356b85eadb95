/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/misnamed.h"

#include <stdio.h>
#include <string.h>

/* The longest word that a name is compared with. */
#define WORD_MAX 64
/* Letters too many, too few, wrong or swapped: one in a short name. */
#define SLIPS_MAX 2
#define SHORT_NAME 6
#define LEAST_NAME 3

/* What the open names of a room are, and how one is written. */
static const struct kind_of_name {
    enum shape shape;
    const char *advice;
} kinds[] = {
    {SHAPE_CANONICAL,
     "it is not read as a number: write the office and its number as "
     "EP2814089B1, US9123456, WO2013120001, or PCT-EP2004-008531; a slash is "
     "written %2F"},
    {SHAPE_EPODOC,
     "not an epodoc number: write office and number as EP1000000; a slash "
     "is written %2F"},
    {SHAPE_DOCDB,
     "not a docdb number: write office, number and kind as EP.1000000.A1; "
     "a slash is written %2F"},
    {SHAPE_ORIGINAL,
     "not a number: write it as the office does, with office, kind and "
     "date, as US.(08%2F921,321).A.19970829; a slash is written %2F"},
    {SHAPE_COUNTRY, "there is no such office: write its two letters, as EP"},
    {SHAPE_DOC, "not the number of a document: write it without office and "
                "kind, as 1000000"},
    {SHAPE_KIND, "not a kind: write a letter and a digit, as A1"},
    {SHAPE_CPC, "not a symbol of the CPC: write it as A01B33%2F00; a slash "
                "inside a symbol is written %2F"},
    {SHAPE_ECLA, "not a symbol of the ECLA: write it as A01B33%2F00; a "
                 "slash is written %2F"},
    {SHAPE_SYMBOL, "not a symbol of the CPC: write it as H04W84%2F20 or "
                   "H04W; a slash is written %2F"},
    {SHAPE_PAGE, "there is no such page: write its number as 001"},
    {SHAPE_SERIAL, "it has no such number: write it as 001"},
    {SHAPE_LIST, "there cannot be a list of that name"},
    {SHAPE_DAY, "not a date: write it as 2024-03-20"},
    {SHAPE_EPS, "the publication server has no such name: write it as "
                "EP1004359NWB1; dates.txt and the days list them"},
    {SHAPE_QUERY, "not a query: search/README.txt explains them; a "
                  "slash is written %2F"},
};

/* `.tsv` of `biblio.tsv`; "" of `biblio`. */
static struct slice extension_of(struct slice name)
{
    const char *dot = name.len ? memrchr(name.at, '.', name.len) : NULL;

    return dot ? (struct slice){dot, name.len - (size_t)(dot - name.at)}
               : SLICE("");
}

static int has_extension(void *arg, struct slice word, const struct name *row)
{
    (void)row;
    return slice_equal(extension_of(word), *(struct slice *)arg);
}

/* It was meant as a file of the room, not as a number. */
static bool is_file_name(enum room room, struct slice name)
{
    struct slice extension = extension_of(name);

    return extension.len && path_list(room, has_extension, &extension);
}

static const char *advice_of(enum room room, struct slice name)
{
    bool is_file = is_file_name(room, name);

    for (size_t i = 0; i < names_count && !is_file; i++) {
        if (names[i].in != room)
            continue;
        for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
            if (names[i].shape == kinds[k].shape)
                return kinds[k].advice;
        }
    }
    return "there can be no such name here; .ops/help lists the names "
           "there are";
}

static bool has_open_names(enum room room)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].in == room && shape_is_open(names[i].shape))
            return true;
    }
    return false;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* How many slips lead from one to the other: the optimal string alignment. */
static unsigned slips_between(struct slice a, struct slice b)
{
    unsigned rows[3][WORD_MAX + 1];

    for (unsigned j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (unsigned i = 1; i <= a.len; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3];
        const unsigned *before = rows[(i + 1) % 3];

        row[0] = i;
        for (unsigned j = 1; j <= b.len; j++) {
            bool same = a.at[i - 1] == b.at[j - 1];

            row[j] = least(above[j] + 1, row[j - 1] + 1);
            row[j] = least(row[j], above[j - 1] + !same);
            if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                a.at[i - 2] == b.at[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

struct nearest {
    struct slice name;
    unsigned slips;
    char word[WORD_MAX + 1];
};

static int compare(void *arg, struct slice word, const struct name *row)
{
    struct nearest *n = arg;
    unsigned slips;

    (void)row;
    if (word.len > WORD_MAX)
        return 0;
    slips = slips_between(n->name, word);
    if (slips >= n->slips)
        return 0;
    n->slips = slips;
    memcpy(n->word, word.at, word.len);
    n->word[word.len] = '\0';
    return 0;
}

/* `biblio` for `biblio.txt`, `bibio.txt`, `biblio.tsv`. */
static bool find_nearest(enum room room, struct slice name,
                         struct nearest *ret_nearest)
{
    *ret_nearest = (struct nearest){
        .name = name,
        .slips = (name.len < SHORT_NAME ? 1 : SLIPS_MAX) + 1,
    };
    if (name.len >= LEAST_NAME && name.len <= WORD_MAX)
        path_list(room, compare, ret_nearest);
    return ret_nearest->word[0] != '\0';
}

/* `search/ic=H01M8/00`: two names, which were meant as one. */
static bool was_split(const struct node *dir, struct slice name,
                      struct why *ret_why)
{
    struct buf joined = BUF_INIT(REFERENCE_MAX + 1);
    struct slice head = dir->row ? node_name(dir) : SLICE("");
    struct step step;
    bool fits;

    buf_printf(&joined, "%.*s%%2F%.*s", (int)head.len, head.at, (int)name.len,
               name.at);
    fits = dir->row && shape_is_open(dir->row->shape) &&
           dir->row->shape != SHAPE_LIST && !joined.error &&
           path_step(node_room(dir->parent), slice_of(buf_text(&joined)),
                     &step) == 0;
    if (fits) {
        snprintf(ret_why->message, sizeof(ret_why->message),
                 "%.*s/%.*s is written %s", (int)head.len, head.at,
                 (int)name.len, name.at, buf_text(&joined));
        ret_why->advice = "a slash inside a name is written %2F";
    }
    buf_fini(&joined);
    return fits;
}

bool misnamed_explain(const struct node *dir, struct slice name,
                      struct why *ret_why)
{
    enum room room = node_room(dir);
    struct nearest nearest;

    if (find_nearest(room, name, &nearest)) {
        snprintf(ret_why->message, sizeof(ret_why->message),
                 "no such name here: did you mean %s?", nearest.word);
        ret_why->advice = ".ops/help lists the names there are";
        return true;
    }
    if (was_split(dir, name, ret_why))
        return true;
    ret_why->advice = advice_of(room, name);
    return has_open_names(room) && name.len > 0 &&
           strcspn(name.at, "0123456789=") < name.len;
}
