/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/letters.h"

#include <string.h>

/* The plain letter of U+00C0 to U+017F; a blank for what is not a letter. */
static const char plain[] =
    "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTSAAAAAAACEEEEIIIIDNOOOOO OUUUUYTY"
    "AAAAAACCCCCCCCDDDDEEEEEEEEEEGGGGGGGGHHHHIIIIIIIIIIIIJJKKKLLLLLLLLLLNNNNN"
    "NNNNOOOOOOOORRRRRRSSSSSSSSTTTTTTUUUUUUUUUUUUWWYYYZZZZZZS";

_Static_assert(sizeof(plain) - 1 == 0x180 - 0xc0, "a letter for each");

/* Of a character of two bytes. */
static unsigned code_of(const char *at)
{
    return ((unsigned)(unsigned char)at[0] & 0x1f) << 6 |
           ((unsigned)(unsigned char)at[1] & 0x3f);
}

static bool is_accented(struct slice s)
{
    return s.len >= 2 && (unsigned char)s.at[0] >= 0xc3 &&
           (unsigned char)s.at[0] <= 0xc5;
}

/* AE, OE and UE are umlauts written out; letters are often double in one of
 * two spellings only. */
static char *add(char *start, char *end, char c)
{
    char last = end > start ? end[-1] : '\0';

    if (c == last || (c == 'E' && last && strchr("AOU", last)))
        return end;
    *end = c;
    return end + 1;
}

const char *letters_key(struct arena *memory, struct slice name)
{
    char *key = arena_new(memory, name.len + 1);
    char *end = key;

    for (size_t i = 0; key && i < name.len; i++) {
        struct slice rest = {name.at + i, name.len - i};

        if (is_accented(rest)) {
            char c = plain[code_of(rest.at) - 0xc0];

            end = c == ' ' ? end : add(key, end, c);
            i++;
        } else if (is_alnum(*rest.at) || (unsigned char)*rest.at >= 0x80)
            end = add(key, end, to_upper(*rest.at));
    }
    return key ? key : "";
}

bool letters_small(const char *text)
{
    for (; *text; text++) {
        if (is_alpha(*text) && *text != to_upper(*text))
            return true;
    }
    return false;
}
