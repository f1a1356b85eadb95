/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/symbol.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define GROUP_MAX 4
#define SUBGROUP_MIN 2
#define SUBGROUP_MAX 6

/* Characters of a class, of a subclass, and of one with a group in ST.8. */
#define CLASS_LEN 3
#define SUBCLASS_LEN 4
#define WHOLE_LEN (SUBCLASS_LEN + GROUP_MAX + SUBGROUP_MAX)

static bool is_section(char c)
{
    return (c >= 'A' && c <= 'H') || c == 'Y';
}

static bool has_digits(struct slice s, size_t least, size_t most)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_digit(s.at[i]))
            return false;
    }
    return s.len >= least && s.len <= most;
}

static bool is_class(struct slice s)
{
    return s.len == CLASS_LEN && is_section(s.at[0]) &&
           has_digits(slice_skip(s, 1), 2, 2);
}

static bool is_subclass(struct slice s)
{
    char last = s.len == SUBCLASS_LEN ? s.at[CLASS_LEN] : '\0';

    return last >= 'A' && last <= 'Z' &&
           is_class((struct slice){s.at, CLASS_LEN});
}

static bool is_group(struct slice s)
{
    return has_digits(s, 1, GROUP_MAX) && s.at[0] != '0';
}

static bool is_subgroup(struct slice s)
{
    return has_digits(s, SUBGROUP_MIN, SUBGROUP_MAX) && !slice_is(s, "00");
}

/* --- spellings ----------------------------------------------------------- */

/* `0084200000`: a group of four digits and a subgroup of six, filled up with
 * zeros, into `84/20`. */
static int read_whole(struct slice digits, char *text)
{
    struct slice group = {digits.at, GROUP_MAX};
    struct slice sub = slice_skip(digits, GROUP_MAX);

    while (sub.len > SUBGROUP_MIN && sub.at[sub.len - 1] == '0')
        sub.len--;
    while (group.len && group.at[0] == '0')
        group = slice_skip(group, 1);
    snprintf(text, SYMBOL_SIZE - SUBCLASS_LEN, "%.*s/%.*s", (int)group.len,
             group.at, (int)sub.len, sub.at);
    return group.len ? 0 : -ENOENT;
}

/* `84`, `84/00`, `0084/20`, or that. */
static int read_groups(struct slice s, struct symbol *to)
{
    char *text = to->text + SUBCLASS_LEN;
    struct slice group, sub = s;

    if (has_digits(s, WHOLE_LEN - SUBCLASS_LEN, WHOLE_LEN - SUBCLASS_LEN))
        return read_whole(s, text);
    slice_cut(&sub, '/', &group);
    while (group.len && group.at[0] == '0')
        group = slice_skip(group, 1);
    if (!sub.len && group.at + group.len == s.at + s.len)
        sub = SLICE("00");
    if (!is_group(group) || !(is_subgroup(sub) || slice_is(sub, "00")))
        return -ENOENT;
    snprintf(text, SYMBOL_SIZE - SUBCLASS_LEN, "%.*s/%.*s", (int)group.len,
             group.at, (int)sub.len, sub.at);
    return 0;
}

static enum symbol_level level_of(const char *text)
{
    const char *slash = strchr(text, '/');

    if (slash)
        return strcmp(slash, "/00") == 0 ? SYMBOL_GROUP : SYMBOL_SUBGROUP;
    return strlen(text) == SUBCLASS_LEN ? SYMBOL_SUBCLASS
           : strlen(text) == CLASS_LEN  ? SYMBOL_CLASS
                                        : SYMBOL_SECTION;
}

static bool is_head(struct slice s)
{
    return (s.len == 1 && is_section(s.at[0])) || is_class(s) || is_subclass(s);
}

/* Without blanks, in capitals. */
int symbol_read(struct slice spelling, struct symbol *ret_symbol)
{
    char plain[WHOLE_LEN + 2];
    struct slice s = {plain, 0}, head;

    for (size_t i = 0; i < spelling.len; i++) {
        if (spelling.at[i] == ' ')
            continue;
        if (s.len == sizeof(plain))
            return -ENOENT;
        plain[s.len++] = to_upper(spelling.at[i]);
    }
    head = (struct slice){plain, s.len < SUBCLASS_LEN ? s.len : SUBCLASS_LEN};
    if (!is_head(head))
        return -ENOENT;
    memset(ret_symbol->text, 0, sizeof(ret_symbol->text));
    memcpy(ret_symbol->text, head.at, head.len);
    if (s.len > SUBCLASS_LEN &&
        read_groups(slice_skip(s, SUBCLASS_LEN), ret_symbol) < 0)
        return -ENOENT;
    ret_symbol->level = level_of(ret_symbol->text);
    return 0;
}

/* --- names --------------------------------------------------------------- */

/* The group of a symbol that has one, without the subgroup. */
static struct slice group_of(const struct symbol *s)
{
    struct slice rest = slice_of(s->text + SUBCLASS_LEN), group;

    slice_cut(&rest, '/', &group);
    return group;
}

/* `H/H04/H04W/84/20`. */
static int put_path(const struct symbol *s, char *to, size_t size)
{
    struct slice group = s->level >= SYMBOL_GROUP ? group_of(s) : SLICE("");
    int len = snprintf(to, size, "%.1s", s->text);

    if (s->level >= SYMBOL_CLASS)
        len += snprintf(to + len, size - (size_t)len, "/%.3s", s->text);
    if (s->level >= SYMBOL_SUBCLASS)
        len += snprintf(to + len, size - (size_t)len, "/%.4s", s->text);
    if (s->level >= SYMBOL_GROUP)
        len += snprintf(to + len, size - (size_t)len, "/%.*s", (int)group.len,
                        group.at);
    if (s->level == SYMBOL_SUBGROUP)
        len += snprintf(to + len, size - (size_t)len, "%s",
                        strchr(s->text, '/'));
    return len;
}

static int read_spelling(struct slice name, char *ret_text, size_t *ret_len)
{
    char plain[REFERENCE_MAX];
    struct slice spelling = {plain, 0};
    struct symbol symbol;
    int r;

    if (name.len > REFERENCE_MAX)
        return -ENOENT;
    spelling.len = percent_decode_name(plain, name);
    r = symbol_read(spelling, &symbol);
    if (r == 0)
        *ret_len = (size_t)put_path(&symbol, ret_text, REFERENCE_MAX);
    return r;
}

int symbol_name(const struct name *row, struct slice name, char *ret_text,
                size_t *ret_len)
{
    static bool (*const shapes[SHAPE_COUNT])(struct slice) = {
        [SHAPE_CLASS] = is_class,
        [SHAPE_SUBCLASS] = is_subclass,
        [SHAPE_GROUP] = is_group,
        [SHAPE_SUBGROUP] = is_subgroup,
    };

    if (row->shape == SHAPE_SYMBOL)
        return read_spelling(name, ret_text, ret_len);
    if (!shapes[row->shape](name))
        return -ENOENT;
    memcpy(ret_text, name.at, name.len);
    ret_text[name.len] = '\0';
    *ret_len = name.len;
    return 0;
}

/* --- answers ------------------------------------------------------------- */

void symbol_at(const struct location *location, struct symbol *ret_symbol)
{
    const struct slice *slots = location->slots;
    struct slice head = slots[SLOT_SUBCLASS].len ? slots[SLOT_SUBCLASS]
                        : slots[SLOT_CLASS].len  ? slots[SLOT_CLASS]
                                                 : slots[SLOT_SECTION];
    struct slice group = slots[SLOT_GROUP], sub = slots[SLOT_SUBGROUP];

    if (!sub.len)
        sub = SLICE("00");
    snprintf(ret_symbol->text, SYMBOL_SIZE, "%.*s", (int)head.len, head.at);
    if (group.len)
        snprintf(ret_symbol->text, SYMBOL_SIZE, "%.*s%.*s/%.*s", (int)head.len,
                 head.at, (int)group.len, group.at, (int)sub.len, sub.at);
    ret_symbol->level = level_of(ret_symbol->text);
}

/*
 * What is asked of a symbol of each level, and how many characters of a symbol
 * name the one above, which answers for it. Between a section and its classes,
 * and between a subclass and its main groups, OPS may have headings that count
 * as a level: two levels are asked for where one is meant.
 */
static const struct {
    const char *view;
    size_t above; /* 0: it answers for itself */
} levels[SYMBOL_LEVELS] = {
    [SYMBOL_SECTION] = {"depth=2", 0},
    [SYMBOL_CLASS] = {"depth=2&ancestors", 1},
    [SYMBOL_SUBCLASS] = {"depth=all&ancestors", CLASS_LEN},
    [SYMBOL_GROUP] = {"depth=all&ancestors", 0},
};

void symbol_answer(const struct symbol *symbol, bool below,
                   struct symbol_answer *ret_answer)
{
    const char *slash = strchr(symbol->text, '/');
    size_t above = below ? 0 : levels[symbol->level].above;

    memcpy(ret_answer->symbol, symbol->text, SYMBOL_SIZE);
    ret_answer->selection = slash ? slash + 1 : symbol->text;
    if (slash)
        memcpy(ret_answer->symbol + (slash - symbol->text), "/00", 4);
    else if (above)
        ret_answer->symbol[above] = '\0';
    ret_answer->view = levels[level_of(ret_answer->symbol)].view;
}
