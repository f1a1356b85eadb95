/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/party.h"

#include "doc/letters.h"
#include "doc/words.h"

#include <string.h>

/* Comparing each with each is for lists that people read. */
#define COMPARED_MAX 500

/* With this many letters, a name with which another one begins is the same. */
#define KEY_LIKE 6

struct role {
    enum fact_key key;
    const char *label;
    const char *list;
    const char *item;
    const char *name;
};

static const struct role roles[] = {
    {FACT_APPLICANT, "Applicant", "applicants", "applicant", "applicant-name"},
    {FACT_INVENTOR, "Inventor", "inventors", "inventor", "inventor-name"},
    {FACT_AGENT, "Agent", "agents", "agent", "agent-name"},
};

/* A list that grows at its end. */
struct party_list {
    struct party *first;
    struct party **end;
    size_t count;
};

static void append(struct party_list *row, struct party *p)
{
    *row->end = p;
    row->end = &p->next;
    row->count++;
}

/* --- one element --------------------------------------------------------- */

static bool is_tail(char c)
{
    return c == ',' || c == ';' || c == ' ';
}

static const char *without_tail(struct arena *memory, struct slice s)
{
    while (s.len && is_tail(s.at[s.len - 1]))
        s.len--;
    while (s.len && is_tail(s.at[0])) {
        s.at++;
        s.len--;
    }
    return arena_text(memory, s.at, s.len);
}

static const char *name_of(struct arena *memory, const xmlNode *item,
                           const struct role *role)
{
    const xmlNode *around = dom_child(item, NS_EXCHANGE, role->name);
    const xmlNode *name = dom_child(around, NS_EXCHANGE, "name");
    const char *text = name && !dom_element(name->next)
                           ? words_of(memory, name)
                           : words_of_leaves(memory, around ? around : item,
                                             ", ");

    return without_tail(memory, slice_of(text));
}

static bool has_country(struct slice s)
{
    return s.len > 4 && s.at[s.len - 1] == ']' && s.at[s.len - 4] == '[' &&
           is_alpha(s.at[s.len - 3]) && is_alpha(s.at[s.len - 2]);
}

/* `NAME [FI]` is the name and the residence. */
static void take_country(struct arena *memory, struct party *p)
{
    struct slice name = slice_of(p->name);

    if (!has_country(name))
        return;
    p->residence = arena_text(memory, name.at + name.len - 3, 2);
    name.len -= 4;
    p->name = without_tail(memory, name);
}

/* What stands beside the name. */
static const char *more_of(struct arena *memory, const xmlNode *item,
                           const struct role *role)
{
    struct buf text = BUF_INIT(WORDS_MAX);

    dom_each_element(at, item) {
        const char *piece = dom_is(at, NS_EXCHANGE, role->name) ||
                                    dom_is(at, NS_EXCHANGE, "residence")
                                ? ""
                                : words_of_leaves(memory, at, ", ");

        if (*piece && text.len)
            buf_puts(&text, ", ");
        buf_puts(&text, piece);
    }
    return words_keep(memory, &text);
}

static struct party *read_one(struct arena *memory, const xmlNode *item,
                              const struct role *role)
{
    struct slice sequence = dom_attribute(item, "sequence");
    struct party *p = arena_new(memory, sizeof(*p));

    if (!p)
        return NULL;
    p->coded = "";
    p->name = name_of(memory, item, role);
    p->residence = words_of_leaves(memory,
                                   dom_child(item, NS_EXCHANGE, "residence"),
                                   ", ");
    p->more = dom_first(item) ? more_of(memory, item, role) : "";
    p->sequence = arena_text(memory, sequence.at, sequence.len);
    take_country(memory, p);
    p->key = letters_key(memory, slice_of(p->name));
    return *p->name ? p : NULL;
}

/* --- one list of all ----------------------------------------------------- */

static struct party *same_key(const struct party_list *row, const char *key)
{
    struct party *p = row->count < COMPARED_MAX ? row->first : NULL;

    while (p && strcmp(p->key, key) != 0)
        p = p->next;
    return p;
}

static bool is_like(const char *a, const char *b)
{
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    size_t len = a_len < b_len ? a_len : b_len;

    return len >= KEY_LIKE && memcmp(a, b, len) == 0;
}

static struct party *like_key(const struct party_list *row, const char *key)
{
    struct party *p = row->count < COMPARED_MAX ? row->first : NULL;

    while (p && !is_like(p->key, key))
        p = p->next;
    return p;
}

static bool is_better(const struct party *now, const struct party *then)
{
    if (letters_small(now->name) != letters_small(then->name))
        return letters_small(now->name);
    return strlen(now->key) > strlen(then->key);
}

/* The same party once more, in another spelling. */
static void merge(struct party *then, const struct party *now)
{
    if (is_better(now, then)) {
        then->name = now->name;
        then->key = now->key;
    }
    if (!*then->residence)
        then->residence = now->residence;
    if (!*then->more)
        then->more = now->more;
}

static void add_original(struct party_list *to, struct party *p,
                         size_t distinct)
{
    struct party *then = NULL;

    if (to->count >= distinct) {
        then = same_key(to, p->key);
        if (!then && distinct)
            then = like_key(to, p->key);
    }
    if (then)
        merge(then, p);
    else
        append(to, p);
}

static struct party *partner(const struct party_list *row,
                             const struct party *coded)
{
    struct party *p = same_key(row, coded->key);

    if (p && !*p->coded)
        return p;
    p = row->count < COMPARED_MAX ? row->first : NULL;
    while (p && (*p->coded || strcmp(p->sequence, coded->sequence) != 0))
        p = p->next;
    return p;
}

static void add_coded(struct party_list *to, struct party *coded)
{
    struct party *p = partner(to, coded);

    if (!p) {
        coded->coded = coded->name;
        append(to, coded);
        return;
    }
    p->coded = coded->name;
    p->differs = strcmp(p->key, coded->key) != 0;
    if (!*p->residence)
        p->residence = coded->residence;
    if (!*p->more)
        p->more = coded->more;
}

/* The EPO's spellings apart from the others. */
static void sort_out(struct arena *memory, const xmlNode *list,
                     const struct role *role, struct party_list *coded,
                     struct party_list *originals)
{
    dom_each(at, list, NS_EXCHANGE, role->item) {
        struct slice format = dom_attribute(at, "data-format");
        struct party *p = read_one(memory, at, role);

        if (p)
            append(slice_is(format, "epodoc") ? coded : originals, p);
    }
}

/* Each of them once. */
static const struct party *read_all(struct arena *memory, const xmlNode *list,
                                    const struct role *role)
{
    struct party_list coded = {NULL, &coded.first, 0};
    struct party_list originals = {NULL, &originals.first, 0};
    struct party_list all = {NULL, &all.first, 0};
    struct party *next;

    sort_out(memory, list, role, &coded, &originals);
    for (struct party *p = originals.first; p; p = next) {
        next = p->next;
        p->next = NULL;
        add_original(&all, p, coded.count);
    }
    for (struct party *p = coded.first; p; p = next) {
        next = p->next;
        p->next = NULL;
        add_coded(&all, p);
    }
    return all.first;
}

static const char *line_after(struct arena *memory, const struct party *p)
{
    struct buf more = BUF_INIT(WORDS_MAX);

    words_add_if(&more, " (", p->differs ? p->coded : "", ")");
    words_add_if(&more, " [", p->residence, "]");
    words_add_if(&more, ", ", p->more, "");
    return words_keep(memory, &more);
}

void parties_add(struct facts *f, const xmlNode *parties)
{
    for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
        const xmlNode *list = dom_child(parties, NS_EXCHANGE, roles[i].list);
        const struct party *p = read_all(&f->memory, list, &roles[i]);

        for (; p; p = p->next)
            facts_add(f, (struct fact){roles[i].key, roles[i].label, p->name,
                                       line_after(&f->memory, p), .party = p});
    }
}
