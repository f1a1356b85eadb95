/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that stand in front of a number are taken off one after the other. The
 * code of an office ends them; after it may come more, and the class of the
 * document: US Patent No., EP-A-, DE-OS. A code is two letters, and so are
 * some words: `No` is Norway where it stands as NO 309617.
 */
#include "ops/phrase.h"

#include "ops/filing_forms.h"
#include "ops/kinds.h"
#include "ops/offices.h"
#include "ops/vocabulary.h"

#include <errno.h>
#include <string.h>

/* Between the office and the number where Germans cite: Offenlegungs-,
 * Auslege- and Patentschrift, Gebrauchsmuster; and Wirtschaftspatent. */
static const struct {
    const char *typed, *kind; /* the kind is for Germany */
    bool abroad;              /* said of other offices, too */
} german[] = {{"OS", "A", true},  {"AS", "B", false}, {"PS", "C", true},
              {"GM", "U", false}, {"G", "U", false},  {"WP", "", true}};

static bool is_run(const struct spelling *s, size_t at, size_t len,
                   const char *word)
{
    return strlen(word) == len && memcmp(s->text + at, word, len) == 0;
}

static bool is_glued(const struct spelling *s, size_t at)
{
    return is_digit(s->text[at]) && !s->mark[at];
}

/* Initials are one word: U. S., S/N. */
static void join_initials(struct spelling *s)
{
    size_t at = 0, next;

    while (is_alpha(s->text[at])) {
        bool single = spelling_letters(s, at) == 1;

        next = at + spelling_letters(s, at);
        while (single && spelling_letters(s, next) == 1 &&
               (s->mark[next] == '.' ||
                (s->mark[next] == '/' && spelling_starts(s, "SN"))))
            s->mark[next++] = 0;
        at = next;
    }
}

static bool is_small(const struct spelling *s, size_t at, size_t len)
{
    for (size_t i = at; i < at + len; i++) {
        if (!(s->trait[i] & TRAIT_SMALL))
            return false;
    }
    return true;
}

/* No., Nr., S/N: a word in front of a number, as long as it does not stand in
 * capitals where the code of an office would. */
static bool is_number_word(const struct spelling *s, size_t at)
{
    static const char words[] = "NO NR SN AZ ";
    const char *text = s->text + at;
    bool capitals = !(s->trait[at] & TRAIT_SMALL) &&
                    !(s->trait[at + 1] & TRAIT_SMALL);

    if (!is_listed(words, text, 2))
        return false;
    if (text[0] == 'A')
        return !(s->trait[at] & TRAIT_SMALL) && s->trait[at + 1] & TRAIT_SMALL;
    if (strcmp(s->said, "NO") == 0 ||
        (!at && is_small(s, at, 2) && is_glued(s, at + 2)))
        return text[1] != 'O';
    return at || s->said[0] || text[1] != 'O' || !capitals ||
           (s->mark[at + 2] == '.' && s->trait[at + 2] & TRAIT_GAP) ||
           s->mark[at + 2] == ':';
}

/* What begins with an office: one of its prefixes, right before digits. */
static bool is_prefix(const struct spelling *s, const char *country, size_t at,
                      size_t len)
{
    return is_digit(s->text[at + len]) &&
           (office_has_prefix(office_find(country), s->text + at, len) ||
            filing_form_fits(country, s->text + at, len));
}

/* The code of an office in front: not `de` of a sentence. */
static bool is_code(const struct spelling *s, size_t len)
{
    bool capitals = !(s->trait[0] & TRAIT_SMALL) &&
                    !(s->trait[1] & TRAIT_SMALL);

    if (len != 2 || !office_find(s->text) || is_number_word(s, 0))
        return false;
    return capitals || !is_alpha(s->text[2]) || s->mark[2] == '/' ||
           spelling_letters(s, 2) < 2 ||
           is_prefix(s, s->text, 2, spelling_letters(s, 2));
}

/* A patent in Japanese is one of Japan, unless another office is named; then
 * only that it was laid open says something. */
static void forget(struct spelling *s)
{
    if (s->class[0] != 'A')
        s->class[0] = '\0';
}

/* The office of a word that yields is one only if there is no other. */
static void say_office(struct spelling *s, const struct vocabulary *row)
{
    if (row->yields && s->said[0] && strcmp(s->said, row->country) != 0)
        return;
    if (!row->yields && s->yields && strcmp(s->said, row->country) != 0)
        forget(s);
    s->yields = row->yields && (!s->said[0] || s->yields);
    memcpy(s->said, row->country, 3);
}

static void say_kind(struct spelling *s, const struct vocabulary *row)
{
    bool other = row->yields && strcmp(s->said, row->country) != 0;

    if (other ? row->kind[0] != 'A' || s->class[0]
              : s->class[0] && spelling_starts(s, "TOKKYO"))
        return;
    strcpy(s->class, row->kind);
}

static void say(struct spelling *s, const struct vocabulary *row)
{
    if (row->country[0])
        say_office(s, row);
    if (row->kind[0])
        say_kind(s, row);
    s->applied |= row->role == WORD_APPLIED;
    s->laid_open |= row->role == WORD_LAID_OPEN;
    s->examined |= row->role == WORD_EXAMINED;
    s->model |= row->role == WORD_MODEL;
    s->announced |= row->role == WORD_PUBLISHED;
    s->published |= row->role == WORD_PUBLISHED ||
                    row->role == WORD_LAID_OPEN || row->role == WORD_EXAMINED ||
                    (row->role == WORD_KIND && row->country[0]);
}

/* Tokkaihei, Tokugansho are two words. */
static bool split_era(struct spelling *s, size_t at, size_t len)
{
    size_t stem = len > 6 ? len - 3 : 0;

    if (!stem ||
        !(is_run(s, at + stem, 3, "HEI") || is_run(s, at + stem, 3, "SHO")) ||
        !vocabulary_find(s->text + at, stem))
        return false;
    s->mark[at + stem] = ' ';
    return true;
}

/* A word that says something, or nothing; true: it is off. */
static bool take_word(struct spelling *s, size_t at, size_t len)
{
    const struct vocabulary *row = vocabulary_find(s->text + at, len);

    if (len == 3 && is_run(s, at, len, "PCT")) {
        s->pct = true;
    } else if (is_run(s, at, len, "TEUK")) {
        say(s, row);
        s->shown = true;
    } else if (row && row->role == WORD_ERA) {
        if (!is_digit(s->text[at + len]))
            return false;
        say(s, row);
        spelling_drop(s, at + 1, len - 1);
        return true;
    } else if (!row && split_era(s, at, len)) {
        return true;
    } else if (len == 2 && is_number_word(s, at)) {
        s->number_word |= is_run(s, at, len, "NO");
        s->applied |= is_run(s, at, len, "SN") || is_run(s, at, len, "AZ");
    } else if (row && (len > 1 || s->mark[at + len] == '.')) {
        say(s, row);
    } else if (!(row || (len == 2 && is_small(s, at, len)) ||
                 (is_run(s, at, len, "S") && s->mark[at] == '\'')) ||
               is_digit(s->text[at + len])) {
        return false;
    }
    spelling_drop(s, at, len);
    return true;
}

/* What the office has, or most have; never what people call so only. */
static bool is_class(const char country[3], char letter)
{
    const char kind[] = {letter, '\0'};
    enum kind_fit fit = kind_fit(country, kind);

    return fit == KIND_KNOWN || (letter == 'T' && strcmp(country, "JP") == 0) ||
           (strchr("ABCTUY", letter) &&
            (fit == KIND_LEVELS ||
             (fit == KIND_UNKNOWN && strchr("ABCU", letter))));
}

static bool take_german(struct spelling *s, const char country[3], size_t at,
                        size_t len)
{
    bool german_office = strcmp(country, "DE") == 0;

    for (size_t i = 0; i < sizeof(german) / sizeof(*german); i++) {
        if (!is_run(s, at, len, german[i].typed) ||
            !(german_office || german[i].abroad))
            continue;
        if (german_office)
            strcpy(s->class, german[i].kind);
        spelling_drop(s, at, len);
        return true;
    }
    return false;
}

/* The a of MX/a/2024/008296, or MX-a-2024-008296. */
static bool is_between_slashes(const struct spelling *s, size_t at)
{
    char mark = s->mark[at];

    return s->mark[at + 1] == mark &&
           (mark == '/' || (mark == '-' && (s->trait[at] & TRAIT_SMALL) &&
                            spelling_starts(s, "MX")));
}

/* The class in front of a number: the A of EP-A-, WO-A1-, GBA; DE-OS. That of
 * MX/a/2024/008296 says that it is an application. */
static bool take_class(struct spelling *s, const char country[3], size_t at,
                       size_t len)
{
    size_t rest = at + len;
    bool level = len == 1 && is_glued(s, rest) && s->mark[rest + 1] &&
                 is_alnum(s->text[rest + 1]);

    if (take_german(s, country, at, len))
        return true;
    if (len != 1 || s->class[0] || s->len < rest + 4)
        return false;
    if (is_between_slashes(s, at)) {
        if (!strchr("APU", s->text[at]))
            return false;
        s->application = true;
        strcpy(s->class, s->text[at] == 'U' ? "U" : "");
        spelling_drop(s, at, 1);
        return true;
    }
    if (!is_class(country, s->text[at]))
        return false;
    s->published = true;
    s->class[0] = s->text[at];
    s->class[1] = level ? s->text[rest] : '\0';
    spelling_drop(s, at, level ? 2 : 1);
    return true;
}

/* All capitals, or none. */
static bool is_even(const struct spelling *s, size_t len)
{
    bool small = s->trait[0] & TRAIT_SMALL;

    for (size_t i = 0; i < len; i++) {
        if (small != ((s->trait[i] & TRAIT_SMALL) != 0))
            return false;
    }
    return true;
}

/* EPA 0528631, JPA 2005-123456: the class is a word of its own. */
static bool is_class_and_gap(const struct spelling *s)
{
    return is_digit(s->text[3]) && s->len > 8 &&
           (is_run(s, 0, 2, "EP") ||
            (is_run(s, 0, 2, "JP") && strchr("ABUY", s->text[2])));
}

/* USD, JPWO, GBA, DKEP: the office, and what may stand after it. */
static bool is_code_and_more(const struct spelling *s, size_t len)
{
    char country[3] = {s->text[0], s->text[1], '\0'};

    if (len < 3 || !office_find(country))
        return false;
    return (len == 3 && (is_glued(s, 3) || is_class_and_gap(s)) &&
            is_even(s, len)) ||
           is_prefix(s, country, 2, len - 2) ||
           is_run(s, 2, len - 2, country) || is_run(s, 2, len - 2, "EP") ||
           (is_run(s, 0, 2, "WO") && len <= 5) ||
           (is_run(s, 0, 2, "DE") && len == 4) ||
           vocabulary_find(s->text + 2, len - 2);
}

/* PA/a/2005/006297, NL/a/2005/000123: of one of Mexico's offices. */
static bool is_mexican(const struct spelling *s, size_t at, size_t len)
{
    return len == 2 && spelling_letters(s, at + 2) == 1 &&
           s->mark[at + 2] == '/' && is_digit(s->text[at + 3]) &&
           s->mark[at + 3] == '/' &&
           office_has_prefix(office_find("MX"), s->text + at, len);
}

static bool put_mexico(struct spelling *s)
{
    if (!spelling_put_country(s, "MX"))
        return false;
    s->mark[2] = ' ';
    return true;
}

/* After the code of the office. True: something was taken off. */
static bool take_after(struct spelling *s, int *ret_error)
{
    const char country[3] = {s->text[0], s->text[1], '\0'};
    size_t len = spelling_letters(s, 2);

    if (!len || is_prefix(s, country, 2, len))
        return false;
    if (strcmp(country, "MX") == 0 && is_mexican(s, 2, len)) {
        s->application = true;
        spelling_drop(s, 4, 1);
        return true;
    }
    if (memcmp(s->text + 2, country, 2) == 0 &&
        (len == 2 || (len > 2 && is_prefix(s, country, 4, len - 2)))) {
        spelling_drop(s, 2, 2);
        return true;
    }
    if (is_run(s, 0, 2, "WO") && len == 2 && office_find(s->text + 2))
        return false;
    if (is_run(s, 2, len, "EP")) {
        s->national = true;
        spelling_drop(s, 2, 2);
        return true;
    }
    if (take_word(s, 2, len) || take_class(s, country, 2, len))
        return true;
    if (len == 2 && office_find(s->text + 2)) {
        memcpy(s->said, country, 3);
        spelling_drop(s, 0, 2);
        *ret_error = -EINVAL;
    } else {
        *ret_error = -ENOENT;
    }
    return false;
}

/* True: a word was taken off; false: the code stands in front, or none. */
static bool take_front(struct spelling *s, bool *ret_code, int *ret_error)
{
    size_t len = spelling_letters(s, 0);

    *ret_code = false;
    if (!len || (s->said[0] && is_prefix(s, s->said, 0, len)))
        return false;
    *ret_code = !is_mexican(s, 0, len) && is_code(s, len);
    if (*ret_code)
        return false;
    if (is_mexican(s, 0, len))
        return put_mexico(s);
    if (len == 5 && is_run(s, 0, 3, "PCT") && office_find(s->text + 3) &&
        is_digit(s->text[5])) {
        s->mark[3] = ' ';
        return true;
    }
    if (take_word(s, 0, len))
        return true;
    if (s->said[0] && is_alpha(s->text[len]) &&
        office_has_prefix(office_find(s->said), s->text, len)) {
        spelling_drop(s, 0, len);
        return true;
    }
    *ret_code = is_code_and_more(s, len);
    if (*ret_code)
        return false;
    if (s->said[0] && take_class(s, s->said, 0, len))
        return true;
    if ((len > 2 && !filing_form_begins(s->text, len)) ||
        !is_digit(s->text[len]))
        *ret_error = -ENOENT;
    return false;
}

/* The text begins with a code then, whether it stood there or was a word. */
static int settle_office(struct spelling *s, bool code)
{
    bool same = code && is_run(s, 0, 2, s->said);

    if (!s->said[0] || same || s->pct || (code && strcmp(s->said, "WO") == 0))
        return 0;
    if (code && s->yields) {
        forget(s);
        return 0;
    }
    if (code)
        return -EINVAL;
    return spelling_put_country(s, s->said) ? 0 : -ENOENT;
}

/* What the words say of the kind, where the number does not: laid open,
 * examined, utility model. Japan has numbers of their own for all of these,
 * the others named here for models. */
static void settle_class(struct spelling *s)
{
    static const char models[] = "AT BG BY CZ DE EE FI HU JP RU SK UA ";
    bool japan = spelling_starts(s, "JP");
    char class = s->class[0];

    s->vague = japan && s->announced && !s->applied && !s->laid_open &&
               !s->examined && !class;
    if (s->class[1] || !is_alpha(s->text[0]))
        return;
    if (!class && s->laid_open && !s->model &&
        kind_fit(s->text, "A") != KIND_NONE)
        class = 'A';
    if (!class && s->examined && japan)
        class = 'B';
    if (s->model && strchr("AB", class) && is_listed(models, s->text, 2))
        class = japan && (class == 'B' || s->examined) ? 'Y' : 'U';
    s->weak = s->weak || class != s->class[0];
    s->class[0] = class;
    s->class[1] = '\0';
}

/* The last part between marks, in front of `end`. */
static size_t last_part(const struct spelling *s, size_t end)
{
    size_t at = end ? end - 1 : 0;

    while (at && !s->mark[at])
        at--;
    return at;
}

/* `(RU)` after the number, and words. The kind may stand after them. */
static void take_back(struct spelling *s)
{
    size_t end = s->len, at = last_part(s, end), len = end - at;

    if (at && len <= 2 && is_alpha(s->text[at]) &&
        !(len == 2 && is_alpha(s->text[at + 1]))) {
        end = at;
        at = last_part(s, end);
        len = end - at;
    }
    if (!at || spelling_letters(s, at) < len || len < 2)
        return;
    if (len == 2 && office_find(s->text + at)) {
        const char country[3] = {s->text[at], s->text[at + 1], '\0'};

        if ((is_digit(s->text[0]) && !s->said[0]) || is_run(s, 0, 2, country) ||
            strcmp(s->said, country) == 0) {
            memcpy(s->said, country, 3);
            spelling_drop(s, at, len);
        }
    } else if (end == s->len && is_run(s, at, len, "APPLICATION")) {
        s->application = true;
        spelling_drop(s, at, len);
    } else {
        const struct vocabulary *row = vocabulary_find(s->text + at, len);

        if (row && row->role != WORD_KIND && row->role != WORD_OFFICE) {
            say(s, row);
            spelling_drop(s, at, len);
        }
    }
}

int phrase_take(struct spelling *s)
{
    bool code;
    int error = 0;

    join_initials(s);
    take_back(s);
    while (take_front(s, &code, &error))
        ;
    if (error == 0 && !code && !s->said[0] && is_digit(s->text[0]))
        take_back(s);
    while (error == 0 && code && take_after(s, &error))
        ;
    if (error == 0)
        error = settle_office(s, code);
    settle_class(s);
    return error;
}
