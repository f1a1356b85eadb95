/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Neighbours that are made of each other, by chance: whoever waits is woken
 * once, with what it asked for, and nothing is asked for twice. */
#include "cache-fixture.h"

#include "dice.h"

#define REGISTER "register/publication/epodoc/EP1/"
#define DOCDB "published-data/publication/docdb/EP."
#define TOP                                                                    \
    "<o:world-patent-data xmlns:o=\"http://ops.epo.org\" "                     \
    "xmlns=\"http://www.epo.org/exchange\">"
#define RECORD(n)                                                              \
    "<exchange-document family-id=\"1\" country=\"EP\" doc-number=\"" n        \
    "\" kind=\"A1\"><bibliographic-data><publication-reference/><parties/>"    \
    "</bibliographic-data><abstract/></exchange-document>"
#define LEAN(n)                                                                \
    "<exchange-document country=\"EP\" doc-number=\"" n "\" kind=\"A1\">"      \
    "<bibliographic-data><publication-reference/><parties/>"                   \
    "</bibliographic-data><abstract/></exchange-document>"
#define LIST(inside)                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" TOP                         \
    "<exchange-documents>\n" inside "\n</exchange-documents>"                  \
    "</o:world-patent-data>\n"
#define PARTS(inside)                                                          \
    T_OPEN                                                                     \
    "<r:register-document xmlns:r=\"http://www.epo.org/register\">" inside     \
    "</r:register-document>" T_CLOSE
#define B "<r:bibliographic-data/>"
#define E "<r:events-data/>"
#define S "<r:procedural-data/>"

/* The body is the same however it came. */
static const struct key {
    enum source_id source;
    const char *path;
    const char *body;
} keys[] = {
    {SOURCE_REGISTER, REGISTER "biblio", PARTS(B)},
    {SOURCE_REGISTER, REGISTER "events", PARTS(E)},
    {SOURCE_REGISTER, REGISTER "procedural-steps", PARTS(S)},
    {SOURCE_REGISTER, REGISTER "biblio,events", PARTS(B E)},
    {SOURCE_REGISTER, REGISTER "biblio,events,procedural-steps", PARTS(B E S)},
    {SOURCE_BIBLIO, DOCDB "1.A1/biblio", LIST(RECORD("1"))},
    {SOURCE_BIBLIO, DOCDB "2.A1/biblio", LIST(RECORD("2"))},
    {SOURCE_BIBLIO, DOCDB "1.A1/abstract", LIST(LEAN("1"))},
    {SOURCE_BIBLIO, DOCDB "2.A1/abstract", LIST(LEAN("2"))},
    {SOURCE_SEARCH, "published-data/search/biblio?q=a",
     TOP "<hits>" RECORD("1") RECORD("2") "</hits></o:world-patent-data>"},
};

enum { KEYS = sizeof(keys) / sizeof(keys[0]), READERS = 12 };

static struct t_reader crowd[READERS];
static const struct key *beliefs[READERS]; /* NULL: does not wait */
static struct dice dice;
static unsigned successes;

static void on_wake(struct t_reader *self)
{
    size_t i = (size_t)(self - crowd), other = dice_roll(&dice, READERS);

    CHECK(beliefs[i] != NULL);
    if (self->r == 0)
        T_CHECK_GOT(self, beliefs[i]->body);
    successes += self->r == 0;
    beliefs[i] = NULL;
    if (dice_roll(&dice, 4) == 0) {
        cache_leave(&crowd[other].w);
        beliefs[other] = NULL;
    }
}

static void wants(size_t i)
{
    const struct key *key = &keys[dice_roll(&dice, KEYS)];
    int r;

    if (beliefs[i])
        return;
    /* a wake inside may want or leave, but never for this one */
    r = t_want_from(&crowd[i], key->source, key->path);
    if (r == -EINPROGRESS)
        beliefs[i] = key;
    else if (r == 0)
        T_CHECK_GOT(&crowd[i], key->body);
}

static const char *body_of(const char *path)
{
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].path, path) == 0)
            return keys[i].body;
    }
    return "";
}

static void ops_acts(void)
{
    struct list *at = t_cache.jobs.next;
    struct t_job *j;

    for (uint32_t skip = dice_roll(&dice, 4); at != &t_cache.jobs && skip;
         skip--)
        at = at->next;
    if (at == &t_cache.jobs)
        return;
    j = container_of(at, struct t_job, link);
    switch (dice_roll(&dice, 6)) {
    case 0:
        j->state = JOB_SENT;
        break;
    case 1:
        t_answer(j, 404, T_FAULT("SERVER.EntityNotFound"));
        break;
    case 2:
        t_fail_unjudged(j, -EDQUOT);
        break;
    default:
        t_answer(j, 200, body_of(j->path));
    }
}

static void check_all(void)
{
    unsigned waiting = 0;

    for (size_t i = 0; i < READERS; i++) {
        CHECK_INT(crowd[i].w.entry != NULL, beliefs[i] != NULL);
        waiting += beliefs[i] != NULL;
    }
    CHECK_INT(t_report().waiting, waiting);
    CHECK(t_report().entries <= KEYS);
    list_each(a, &t_cache.jobs) {
        for (struct list *b = a->next; b != &t_cache.jobs; b = b->next)
            CHECK(strcmp(container_of(a, struct t_job, link)->path,
                         container_of(b, struct t_job, link)->path) != 0);
    }
}

static void chance_finds_nothing(void)
{
    dice = (struct dice){5};
    t_begin();
    for (size_t i = 0; i < READERS; i++)
        crowd[i].then = on_wake;
    for (int step = 0; step < 60000 && !check_failed; step++) {
        size_t i = dice_roll(&dice, READERS);
        uint32_t what = dice_roll(&dice, 20);

        if (what < 9) {
            wants(i);
        } else if (what < 11) {
            cache_leave(&crowd[i].w);
            beliefs[i] = NULL;
        } else if (what < 18) {
            ops_acts();
        } else {
            t_later(dice_roll(&dice, what == 19 && !dice_roll(&dice, 4)
                                         ? 2 * (uint32_t)T_FRESH_MS
                                         : 3000));
        }
        check_all();
    }
    CHECK(successes > 1000 && t_report().hits > 1000 && t_cache.dropped > 100);
    T_DONE_WITH(crowd);
    t_end();
}

TEST_MAIN({"chance finds nothing", chance_finds_nothing})
