/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/same_query.h"

#include "base/hash.h"

#include <string.h>

enum sign { SIGN_NONE, SIGN_BRACKET, SIGN_WILDCARD, SIGN_ORDER, SIGN_LETTER };

#define SIGNS (SIGN_LETTER + 1)

/* The signs of a query, each kind by itself. */
struct signs {
    size_t count[SIGNS];
    uint64_t hash[SIGNS]; /* which ones, and after how many words */
};

struct slice query_word(struct slice *text)
{
    struct slice word;

    while (text->len && !is_alnum(text->at[0]))
        text->at++, text->len--;
    word = (struct slice){text->at, 0};
    while (text->len && is_alnum(text->at[0]))
        text->at++, text->len--, word.len++;
    return word;
}

static bool same_word(struct slice a, struct slice b)
{
    for (size_t i = 0; a.len == b.len && i < a.len; i++) {
        if (to_lower(a.at[i]) != to_lower(b.at[i]))
            return false;
    }
    return a.len == b.len;
}

bool same_words(struct slice a, struct slice b)
{
    struct slice x, y;

    do {
        x = query_word(&a);
        y = query_word(&b);
        if (!same_word(x, y))
            return false;
    } while (x.len);
    return true;
}

static enum sign sign_of(char c)
{
    static const char *const signs[] = {
        [SIGN_BRACKET] = "()",
        [SIGN_WILDCARD] = "*?#",
        [SIGN_ORDER] = "<>",
    };

    if ((unsigned char)c >= 0x80)
        return SIGN_LETTER;
    for (int i = SIGN_BRACKET; i <= SIGN_ORDER; i++) {
        if (strchr(signs[i], c))
            return (enum sign)i;
    }
    return SIGN_NONE;
}

/* A letter is counted once, by its first byte in UTF-8. */
static void add(struct signs *s, char c, unsigned words)
{
    struct {
        unsigned words;
        char c;
    } __attribute__((packed)) seen = {words, c};
    enum sign sign = sign_of(c);

    s->count[sign] += ((unsigned char)c & 0xc0) != 0x80;
    s->hash[sign] = hash_bytes(&seen, sizeof(seen), s->hash[sign]);
}

static void read_signs(struct slice text, struct signs *ret_signs)
{
    bool in_word = false;
    unsigned words = 0;

    *ret_signs = (struct signs){.count = {0}};
    for (size_t i = 0; i < text.len; i++) {
        bool alnum = is_alnum(text.at[i]);

        words += alnum && !in_word;
        in_word = alnum;
        if (!alnum)
            add(ret_signs, text.at[i], words);
    }
}

bool same_query(struct slice sent, struct slice repeated)
{
    struct signs a, b;

    read_signs(sent, &a);
    read_signs(repeated, &b);
    for (int i = SIGN_NONE + 1; i < SIGNS; i++) {
        if (a.count[i] == b.count[i] && a.hash[i] != b.hash[i])
            return false;
    }
    return same_words(sent, repeated);
}
