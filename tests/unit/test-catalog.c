/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables hold together: nothing hangs in the air, nothing is lost, every
 * hole of a template is filled on every way to it.
 */
#include "ops/names.h"

#include "base/str.h"
#include "check.h"
#include "walk.h"

#include <stdlib.h>

static const char *const slot_words[SLOT_COUNT] = {
    [SLOT_NONE] = NULL,
    [SLOT_TYPE] = "{type}",
    [SLOT_FORMAT] = "{format}",
    [SLOT_NUMBER] = "{number}",
    [SLOT_OUT] = "{out}",
    [SLOT_CC] = "{cc}",
    [SLOT_DOC] = "{doc}",
    [SLOT_KIND] = "{kind}",
    [SLOT_SYMBOL] = "{symbol}",
    [SLOT_QUERY] = "{query}",
    [SLOT_RANGE] = "{range}",
    [SLOT_CONSTITUENTS] = "{constituents}",
    [SLOT_VIEW] = "{view}",
    [SLOT_DATE] = "{date}",
    [SLOT_BY_DAY] = "{by-day}",
    [SLOT_SELECTION] = "{part}",
    [SLOT_SECTION] = "{section}",
    [SLOT_CLASS] = "{class}",
    [SLOT_SUBCLASS] = "{subclass}",
    [SLOT_GROUP] = "{group}",
    [SLOT_SUBGROUP] = "{subgroup}",
};

static void say(const struct name *row)
{
    if (check_failed)
        printf("# for row %td, \"%s\"\n", row - names,
               row->words[0] ? row->words[0] : "(open)");
}

static bool is_text(const char *text)
{
    struct slice s = slice_of(text);

    return s.len > 0 && slice_is_clean(s) && slice_trim(s).len == s.len;
}

static void classes_are_whole(void)
{
    for (int i = 0; i < CLASS_COUNT; i++) {
        CHECK(classes[i].name && is_text(classes[i].name));
        CHECK(classes[i].limit > 0);
        CHECK(classes[i].least > 0 && classes[i].least <= classes[i].limit);
    }
}

static void forms_are_whole_and_different(void)
{
    for (int i = 0; i < FORM_COUNT; i++) {
        CHECK(forms[i].extension && is_text(forms[i].extension));
        CHECK(forms[i].accept && strchr(forms[i].accept, '/'));
        for (int k = 0; k < i; k++)
            CHECK(strcmp(forms[i].extension, forms[k].extension) != 0);
    }
}

static void sources_are_whole(void)
{
    for (int i = 0; i < SOURCE_COUNT; i++) {
        const struct source *s = &sources[i];

        CHECK(s->path && is_text(s->path) && s->path[0] != '/');
        CHECK(s->doc && is_text(s->doc));
        CHECK(!s->accept || strchr(s->accept, '/'));
        CHECK(s->class < CLASS_COUNT);
        CHECK(s->ceiling >= 1024 * 1024);
    }
}

/* Holes are known words, brackets stand in pairs, not nested, around a hole. */
static void templates_are_well_formed(void)
{
    for (int i = 0; i < SOURCE_COUNT; i++) {
        const char *optional = NULL;

        for (const char *at = sources[i].path; *at; at++) {
            bool known = false;

            if (*at == '[') {
                CHECK(!optional);
                optional = at;
            } else if (*at == ']') {
                CHECK(optional &&
                      memchr(optional, '{', (size_t)(at - optional)));
                optional = NULL;
            } else if (*at == '{') {
                for (int k = SLOT_NONE + 1; k < SLOT_COUNT; k++)
                    known |= strncmp(at, slot_words[k],
                                     strlen(slot_words[k])) == 0;
                CHECK(known);
            }
        }
        CHECK(!optional);
    }
}

static void every_source_is_used(void)
{
    bool used[SOURCE_COUNT] = {false};

    for (size_t i = 0; i < names_count; i++) {
        if (names[i].forms || sources[names[i].source].server != SERVER_OPS)
            used[names[i].source] = true;
    }
    for (int i = 0; i < SOURCE_COUNT; i++) {
        CHECK(used[i]);
        if (!used[i])
            printf("# source %s\n", sources[i].path);
    }
}

static void every_live_file_has_one_name(void)
{
    unsigned found[LIVE_COUNT] = {0};

    for (size_t i = 0; i < names_count; i++)
        found[names[i].live]++;
    for (int i = LIVE_NONE + 1; i < LIVE_COUNT; i++)
        CHECK_INT(found[i], 1);
}

/* A name is a directory, a file of the mirror, one of the reading room, a link,
 * or a live file; never two. */
static void names_are_one_thing(void)
{
    for (size_t i = 0; i < names_count; i++) {
        const struct name *n = &names[i];
        unsigned kinds = (n->inside != ROOM_NONE) + (n->forms != 0) +
                         (!n->inside && n->facet) + (n->link != LINK_NONE) +
                         (n->live != LIVE_NONE);

        CHECK_INT(kinds, 1);
        CHECK(n->in > ROOM_NONE && n->in < ROOM_COUNT);
        CHECK(n->inside < ROOM_COUNT && n->slot < SLOT_COUNT);
        CHECK(n->forms < FORM(FORM_COUNT));
        CHECK(n->shape < SHAPE_COUNT);
        CHECK_INT(n->words[0] == NULL,
                  shape_is_open(n->shape) && n->shape != SHAPE_LANGUAGE &&
                      n->shape != SHAPE_SERIAL && n->shape != SHAPE_CLAIM &&
                      n->shape != SHAPE_WHOSE);
        CHECK(n->slot != SLOT_NONE || !shape_is_open(n->shape) || n->link);
        CHECK(!n->facet || n->constituents);
        CHECK(!n->live || n->shape == SHAPE_WORD);
        say(n);
    }
}

static void words_are_names(void)
{
    for (size_t i = 0; i < names_count; i++) {
        bool ended = false;

        for (int k = 0; k < MAX_WORDS; k++) {
            const char *word = names[i].words[k];

            ended |= !word;
            CHECK_INT(word == NULL, ended);
            CHECK(!word || (is_text(word) && !strpbrk(word, "/,")));
        }
        say(&names[i]);
    }
}

/* Fixed names without a slot of their own explain themselves; those with one
 * (publication, epodoc) are OPS's words. Open ones always do. */
static void docs_are_there(void)
{
    for (size_t i = 0; i < names_count; i++) {
        const struct name *n = &names[i];
        bool own = n->shape == SHAPE_WORD && n->inside && n->slot;

        CHECK(own || n->doc || n->shape == SHAPE_LANGUAGE);
        CHECK(!n->doc || is_text(n->doc));
        say(n);
    }
}

/* Words that are names of their own: of a view only the first is. */
static int own_words(const struct name *n)
{
    int count = 0, most = n->shape == SHAPE_VIEW ? 1 : MAX_WORDS;

    while (count < most && n->words[count])
        count++;
    return count;
}

/* Also between rows of one room: the same text in one form twice in one
 * room would be two files of one name. */
static void siblings_have_different_names(void)
{
    for (size_t i = 0; i < names_count; i++) {
        for (size_t k = 0; k < i; k++) {
            const struct name *a = &names[i], *b = &names[k];
            bool dirs = a->inside || b->inside;

            if (a->shape == SHAPE_LANGUAGE || b->shape == SHAPE_LANGUAGE)
                continue;
            if (a->in != b->in || (!(a->forms & b->forms) && !dirs) ||
                (a->inside != ROOM_NONE) != (b->inside != ROOM_NONE))
                continue;
            for (int x = 0; x < own_words(a); x++) {
                for (int y = 0; y < own_words(b); y++)
                    CHECK(!slice_is_nocase(slice_of(a->words[x]), b->words[y]));
            }
            say(a);
        }
        for (int x = 0; x < MAX_WORDS && names[i].words[x]; x++) {
            for (int y = 0; y < x; y++)
                CHECK(strcmp(names[i].words[x], names[i].words[y]) != 0);
        }
    }
}

struct sibling {
    enum room room;
    char text[64];
};

struct siblings {
    enum room room;
    unsigned count;
    struct sibling all[400];
};

static int collect(void *arg, struct slice name, const struct name *row)
{
    struct siblings *s = arg;

    (void)row;
    for (unsigned i = 0; i < s->count; i++)
        CHECK(s->all[i].room != s->room || !slice_is(name, s->all[i].text));
    CHECK(s->count < 400 && name.len < 64);
    s->all[s->count].room = s->room;
    memcpy(s->all[s->count].text, name.at, name.len);
    s->all[s->count++].text[name.len] = '\0';
    return 0;
}

static void listings_have_no_name_twice(void)
{
    static struct siblings s;

    for (s.room = ROOM_ROOT; s.room < ROOM_COUNT; s.room++)
        path_list(s.room, collect, &s);
    CHECK(s.count > 100);
}

static void every_room_but_the_root_has_a_way_in(void)
{
    for (int room = ROOM_NONE + 1; room < ROOM_COUNT; room++) {
        unsigned ways = 0, names_in = 0;

        for (size_t i = 0; i < names_count; i++) {
            ways += names[i].inside == (enum room)room;
            names_in += names[i].in == (enum room)room;
        }
        CHECK_INT(ways == 0, room == ROOM_ROOT);
        CHECK(names_in > 0);
        if (check_failed)
            printf("# room %d\n", room);
    }
}

/* Up from each name, by any way, the root is met: there is no circle. */
static bool climbs(enum room room, unsigned depth)
{
    bool found = room == ROOM_ROOT;

    if (depth > T_WALK_DEPTH)
        return false;
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].inside != room || room == ROOM_ROOT)
            continue;
        if (!climbs(names[i].in, depth + 1))
            return false;
        found = true;
    }
    return found;
}

static void every_name_reaches_the_root(void)
{
    for (size_t i = 0; i < names_count; i++) {
        CHECK(climbs(names[i].in, 1));
        say(&names[i]);
    }
}

/* A hole outside brackets must have its slot filled; a slot that is filled
 * must have a hole: else two different paths would be one request. Steps of
 * `cpc/` have none. */
static void check_holes(const struct name *file, unsigned filled)
{
    const char *path = sources[file->source].path;

    for (int slot = SLOT_NONE + 1; slot < SLOT_COUNT; slot++) {
        const char *hole = strstr(path, slot_words[slot]);
        bool optional = hole && strchr(hole, ']') &&
                        (!strchr(hole, '[') ||
                         strchr(hole, ']') < strchr(hole, '['));

        if (slot >= SLOT_SECTION)
            CHECK(!hole);
        else if (filled & 1u << slot)
            CHECK(hole != NULL);
        else
            CHECK(!hole || optional);
        if (check_failed)
            printf("# %s, hole %s\n", path, slot_words[slot]);
    }
    say(file);
}

static unsigned ways;

/* All ways down from a room, with the slots filled so far. */
static void descend(enum room room, unsigned filled)
{
    for (size_t i = 0; i < names_count && !check_failed; i++) {
        const struct name *n = &names[i];
        unsigned more = n->slot ? 1u << n->slot : 0;

        if (n->in != room)
            continue;
        CHECK(!(filled & more));
        if (n->inside) {
            descend(n->inside, filled | more);
        } else if (n->forms) {
            ways++;
            check_holes(n, filled | more);
        }
        say(n);
    }
}

static void every_hole_is_filled_on_every_way(void)
{
    ways = 0;
    descend(ROOM_ROOT, 0);
    CHECK(ways >= 40);
}

/* The first row that fits wins: no word may be hidden by an earlier row. */
static void no_word_is_hidden(void)
{
    for (size_t i = 0; i < names_count; i++) {
        const struct name *n = &names[i];

        for (int k = 0; k < own_words(n) && !shape_is_open(n->shape); k++) {
            char name[100];
            struct step step;

            snprintf(name, sizeof(name), "%s%s%s", n->words[k],
                     n->forms ? "." : "",
                     n->forms ? forms[__builtin_ctz(n->forms)].extension : "");
            CHECK_INT(path_step(n->in, slice_of(name), &step), 0);
            CHECK(step.row == n);
        }
        say(n);
    }
}

TEST_MAIN({"classes are whole", classes_are_whole},
          {"forms are whole and different", forms_are_whole_and_different},
          {"sources are whole", sources_are_whole},
          {"templates are well formed", templates_are_well_formed},
          {"every source is used", every_source_is_used},
          {"every live file has one name", every_live_file_has_one_name},
          {"names are one thing", names_are_one_thing},
          {"words are names", words_are_names},
          {"docs are there", docs_are_there},
          {"siblings have different names", siblings_have_different_names},
          {"listings have no name twice", listings_have_no_name_twice},
          {"every room but the root has a way in",
           every_room_but_the_root_has_a_way_in},
          {"every name reaches the root", every_name_reaches_the_root},
          {"every hole is filled on every way",
           every_hole_is_filled_on_every_way},
          {"no word is hidden", no_word_is_hidden})
