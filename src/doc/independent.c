/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/independent.h"

#include <stdlib.h>
#include <string.h>

/* The word in small letters; `whole`: no letter follows it, as in
 * `claimed`. */
static const struct {
    const char *lang, *word;
    bool whole;
} words[] = {
    {"de", "anspruch", false},      {"de", "ansprüche", false},
    {"en", "claim", true},          {"en", "claims", true},
    {"es", "reivindicaci", false},  {"fr", "revendication", false},
    {"it", "rivendicazion", false}, {"nl", "conclusie", false},
    {"pt", "reivindica", false},
};

#define WORDS (sizeof(words) / sizeof(words[0]))

bool independent_knows(struct slice lang)
{
    size_t row = 0;

    while (row < WORDS && !slice_is_nocase(lang, words[row].lang))
        row++;
    return row < WORDS;
}

static bool has_word(const char *text, size_t row)
{
    size_t len = strlen(words[row].word);

    while ((text = strcasestr(text, words[row].word))) {
        text += len;
        if (!words[row].whole || !is_alpha(*text))
            return true;
    }
    return false;
}

/* Without its own name: `[Claim 2]`, `Claim 2.` */
static const char *after_label(const char *text)
{
    const char *at = text + strcspn(text, " ");

    at += strspn(at, " ");
    if (!is_digit(*at) || is_digit(*text))
        return text;
    return at + strspn(at, "0123456789]");
}

bool independent_names_another(struct slice claim, struct slice lang)
{
    char *text = strndup(claim.at, claim.len);
    bool found = !text; /* what is not known is not said */

    for (size_t row = 0; row < WORDS && !found; row++)
        found = slice_is_nocase(lang, words[row].lang) &&
                has_word(after_label(text), row);
    free(text);
    return found;
}

void independent_add(const struct claims *c, const struct claim_set *set,
                     struct slice lang, struct buf *to)
{
    const char *before = ", independent: ";

    if (set->count < 2 || !independent_knows(lang))
        return;
    for (size_t i = 0; i < set->count; i++) {
        if (independent_names_another(claims_at(c, set, i), lang))
            continue;
        buf_printf(to, "%s%zu", before, i + 1);
        before = ", ";
    }
}
