/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/path.h"

#include "ops/reading_room.h"

#include <errno.h>
#include <string.h>

/* Values of `depth=`: how far down the classification. */
#define DEPTH_MAX 20

/* Index of `word` in the row's words from `from` on, or -1. */
static int word_index(const struct name *row, struct slice word, int from,
                      bool nocase)
{
    for (int i = from; i < MAX_WORDS && row->words[i]; i++) {
        if (nocase ? slice_is_nocase(word, row->words[i])
                   : slice_is(word, row->words[i]))
            return i;
    }
    return -1;
}

static int put(struct step *step, const char *text)
{
    size_t len = strlen(text);

    if (step->len + len > REFERENCE_MAX)
        return -ENOENT;
    memcpy(step->text + step->len, text, len + 1);
    step->len += len;
    return 0;
}

/* A directory's word in any case, as OPS spells it; a file's as it is. */
static int read_word(const struct name *row, struct slice name,
                     struct step *ret)
{
    int i = word_index(row, name, 0, row->inside != ROOM_NONE);

    return i < 0 ? -ENOENT : put(ret, row->words[i]);
}

/* Constituents in any order, put into the table's order: however it was
 * spelled, it is one request. */
static int read_words(const struct name *row, struct slice name,
                      struct step *ret)
{
    unsigned seen = 0;
    struct slice word;

    if (!name.len || name.at[name.len - 1] == ',')
        return -ENOENT;
    while (slice_cut(&name, ',', &word)) {
        int i = word_index(row, word, 0, false);

        if (i < 0 || seen & 1u << i)
            return -ENOENT;
        seen |= 1u << i;
    }
    for (int i = 0; i < MAX_WORDS; i++) {
        if (seen & 1u << i) {
            if (ret->len)
                put(ret, ",");
            put(ret, row->words[i]);
        }
    }
    return 0;
}

/* `depth=3` for the word `depth=`. */
static bool is_valued(const char *word, struct slice option)
{
    struct slice value;
    int64_t depth;

    if (!slice_starts(option, word) || word[strlen(word) - 1] != '=')
        return false;
    value.at = option.at + strlen(word);
    value.len = option.len - strlen(word);
    return slice_is(value, "all") ||
           (value.len && value.at[0] != '0' &&
            slice_number(value, &depth) == 0 && depth <= DEPTH_MAX);
}

static int option_index(const struct name *row, struct slice option)
{
    int i = word_index(row, option, 1, false);

    if (i >= 0)
        return row->words[i][strlen(row->words[i]) - 1] == '=' ? -1 : i;
    for (i = 1; i < MAX_WORDS && row->words[i]; i++) {
        if (is_valued(row->words[i], option))
            return i;
    }
    return -1;
}

/* The stem, then options in any order, turned into a query string in the
 * table's order. */
static int read_view(const struct name *row, struct slice name,
                     struct step *ret)
{
    struct slice options[MAX_WORDS] = {0}, piece;

    if (!name.len || name.at[name.len - 1] == ',')
        return -ENOENT;
    slice_cut(&name, ',', &piece);
    if (!slice_is(piece, row->words[0]))
        return -ENOENT;
    while (slice_cut(&name, ',', &piece)) {
        int i = option_index(row, piece);

        if (i < 0 || options[i].len)
            return -ENOENT;
        options[i] = piece;
    }
    for (int i = 1; i < MAX_WORDS; i++) {
        if (!options[i].len)
            continue;
        if (ret->len)
            put(ret, "&");
        memcpy(ret->text + ret->len, options[i].at, options[i].len);
        ret->len += options[i].len;
        ret->text[ret->len] = '\0';
    }
    return 0;
}

static int read_stem(const struct name *row, struct slice stem,
                     struct step *ret)
{
    ret->len = 0;
    ret->text[0] = '\0';
    if (row->shape == SHAPE_WORD)
        return read_word(row, stem, ret);
    if (row->shape == SHAPE_WORDS)
        return read_words(row, stem, ret);
    if (row->shape == SHAPE_VIEW)
        return read_view(row, stem, ret);
    if (row->shape >= SHAPE_CANONICAL)
        return reading_name(row, stem, ret->text, &ret->len);
    return reference_read(row->shape, stem, ret->text, &ret->len);
}

/* Takes `.xml` off a file's name; FORM_COUNT when the row has no such form. */
static enum form split_form(const struct name *row, struct slice *name)
{
    for (int f = 0; f < FORM_COUNT; f++) {
        size_t len = strlen(forms[f].extension);
        struct slice end;

        if (!(row->forms & FORM(f)) || name->len < len + 2)
            continue;
        end = (struct slice){name->at + name->len - len, len};
        if (slice_is(end, forms[f].extension) && end.at[-1] == '.') {
            name->len -= len + 1;
            return (enum form)f;
        }
    }
    return FORM_COUNT;
}

static int match_row(const struct name *row, struct slice name,
                     struct step *ret)
{
    ret->row = row;
    ret->form = FORM_COUNT;
    if (row->forms) {
        ret->form = split_form(row, &name);
        if (ret->form == FORM_COUNT)
            return -ENOENT;
    }
    return read_stem(row, name, ret);
}

int path_step(enum room room, struct slice name, struct step *ret_step)
{
    struct step step;

    if (!name.len || name.len > REFERENCE_MAX || !slice_is_clean(name))
        return -ENOENT;
    for (size_t i = 0; i < names_count; i++) {
        int r = names[i].in == room ? match_row(&names[i], name, &step)
                                    : -ENOENT;

        if (r != -ENOENT) {
            *ret_step = step;
            return r;
        }
    }
    return -ENOENT;
}

struct lister {
    int (*each)(void *arg, struct slice name, const struct name *row);
    void *arg;
};

static int list_word(const struct lister *to, const struct name *row,
                     const char *word)
{
    int r = 0;

    if (!row->forms)
        return to->each(to->arg, slice_of(word), row);
    for (int f = 0; f < FORM_COUNT && r == 0; f++) {
        struct buf name = BUF_INIT(REFERENCE_MAX);

        if (!(row->forms & FORM(f)))
            continue;
        r = buf_printf(&name, "%s.%s", word, forms[f].extension);
        if (r == 0)
            r = to->each(to->arg, buf_slice(&name), row);
        buf_fini(&name);
    }
    return r;
}

/* The others are options of the first one. */
static int most_words(const struct name *row)
{
    return row->shape == SHAPE_VIEW ? 1 : MAX_WORDS;
}

static int list_row(const struct lister *to, const struct name *row)
{
    int r = 0;

    for (int i = 0; i < most_words(row) && row->words[i] && r == 0; i++)
        r = list_word(to, row, row->words[i]);
    return r;
}

int path_list(enum room room,
              int (*each)(void *arg, struct slice name, const struct name *row),
              void *arg)
{
    struct lister to = {each, arg};
    int r = 0;

    for (size_t i = 0; i < names_count && r == 0; i++) {
        if (names[i].in == room && !names[i].hidden && !names[i].named &&
            !shape_is_open(names[i].shape))
            r = list_row(&to, &names[i]);
    }
    return r;
}

int path_words(enum room room,
               int (*each)(void *arg, struct slice name,
                           const struct name *row),
               void *arg)
{
    struct lister to = {each, arg};
    int r = 0;

    for (size_t i = 0; i < names_count && r == 0; i++) {
        if (names[i].in == room && !shape_is_open(names[i].shape))
            r = list_row(&to, &names[i]);
    }
    return r;
}

static bool is_word_of(const struct name *row, struct slice name)
{
    int i;

    if (shape_is_open(row->shape) ||
        (row->forms && split_form(row, &name) == FORM_COUNT))
        return false;
    i = word_index(row, name, 0, false);
    return i >= 0 && i < most_words(row);
}

bool path_is_word(enum room room, struct slice name)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].in == room && is_word_of(&names[i], name))
            return true;
    }
    return false;
}
