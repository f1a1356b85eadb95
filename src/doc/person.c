/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/person.h"

#include "base/arena.h"
#include "doc/letters.h"

#include <string.h>

static bool is_one_of(struct slice word, const char *const *words)
{
    while (*words && !slice_is_nocase(word, *words))
        words++;
    return *words != NULL;
}

static bool is_suffix(struct slice word)
{
    static const char *const suffixes[] = {"jr", "jr.", "sr", "sr.",
                                           "ii", "iii", "iv", NULL};

    return is_one_of(word, suffixes);
}

/* Words that come before a surname and belong to it. */
static bool is_particle(struct slice word)
{
    static const char *const particles[] = {
        "da",  "das", "de",  "degli", "del", "della", "den",    "der",
        "di",  "dos", "du",  "el",    "la",  "le",    "mac",    "mc",
        "san", "st",  "ten", "ter",   "van", "vande", "vanden", "vander",
        "von", "zu",  "zum", "zur",   NULL};

    return is_one_of(word, particles);
}

static struct slice first_word(struct slice s)
{
    const char *blank = memchr(s.at, ' ', s.len);

    return blank ? (struct slice){s.at, (size_t)(blank - s.at)} : s;
}

static struct slice last_word(struct slice s)
{
    size_t at = s.len;

    while (at && s.at[at - 1] != ' ')
        at--;
    return (struct slice){s.at + at, s.len - at};
}

/* What follows the first `len` bytes of `s`. */
static struct slice after(struct slice s, size_t len)
{
    return slice_trim((struct slice){s.at + len, s.len - len});
}

static struct slice before(struct slice s, struct slice last)
{
    return slice_trim((struct slice){s.at, s.len - last.len});
}

static bool same_letters(struct slice a, struct slice b)
{
    struct arena memory = ARENA_INIT;
    bool same = strcmp(letters_key(&memory, a), letters_key(&memory, b)) == 0;

    arena_fini(&memory);
    return same && a.len;
}

/* `Surname, Given`, `Surname, Jr., Given` and `Surname, Given, Jr.` */
static struct person with_commas(struct slice name, size_t comma)
{
    struct person p = {.family = slice_trim((struct slice){name.at, comma}),
                       .given = after(name, comma + 1)};
    const char *second = memchr(p.given.at, ',', p.given.len);
    struct slice one = p.given;
    struct slice two;

    if (!second)
        return p;
    one.len = (size_t)(second - p.given.at);
    two = after(p.given, one.len + 1);
    one = slice_trim(one);
    if (is_suffix(one)) {
        p.suffix = one;
        p.given = two;
    } else if (is_suffix(two)) {
        p.suffix = two;
        p.given = one;
    }
    return p;
}

/* `VAN DER BERG JR JAN` */
static struct person surname_first(struct slice name)
{
    struct person p = {.family = first_word(name)};
    struct slice rest = after(name, p.family.len);
    struct slice word = first_word(rest);

    while (word.len < rest.len && is_particle(last_word(p.family))) {
        p.family.len = (size_t)(word.at + word.len - name.at);
        rest = after(name, p.family.len);
        word = first_word(rest);
    }
    if (word.len < rest.len && is_suffix(word)) {
        p.suffix = word;
        rest = after(rest, word.len);
    }
    p.given = rest;
    return p;
}

static struct person surname_last(struct slice name)
{
    struct slice last = last_word(name);

    return (struct person){.family = last, .given = before(name, last)};
}

struct person person_of(const struct party *p)
{
    struct slice name = slice_of(p->name);
    struct slice surname = first_word(slice_of(p->coded));
    const char *comma = strchr(p->name, ',');

    if (comma)
        return with_commas(name, (size_t)(comma - p->name));
    if (surname.len && same_letters(surname, first_word(name)))
        return surname_first(name);
    if (surname.len && same_letters(surname, last_word(name)))
        return surname_last(name);
    if (!surname.len && !letters_small(p->name))
        return surname_first(name);
    return (struct person){.family = name};
}
