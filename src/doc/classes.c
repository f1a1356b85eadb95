/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/classes.h"

#include "doc/words.h"

#include <string.h>

#define OFFICES_MAX 1000

/* The one that was read last; its offices may follow. */
struct class
{
    struct facts *to;
    const char *scheme; /* `IPC`, `CPC`, `UC`, … */
    const char *symbol;
    const char *value;   /* other facts: `A I`, `I` */
    const char *offices; /* `US EP`; "" for none */
};

/* The last one is complete. */
static void next(struct class *c, const char *scheme, const char *symbol)
{
    struct buf more = BUF_INIT(WORDS_MAX);

    words_add_if(&more, " ", c->value, "");
    words_add_if(&more, " (", c->offices, ")");
    facts_add(c->to, (struct fact){FACT_CLASS, c->scheme, c->symbol,
                                   words_keep(&c->to->memory, &more)});
    *c = (struct class){c->to, scheme, symbol, "", ""};
}

/* `B28B 1/ 29 A I`, of columns that were filled up with blanks, has its symbol
 * up to the first blank after the number that follows the stroke. */
static void add_columns(struct class *c, const char *text)
{
    const char *stroke = strchr(text, '/');
    const char *number = stroke ? stroke + 1 + (stroke[1] == ' ') : NULL;
    size_t len = number ? strcspn(number, " ") : 0;

    if (!number) {
        next(c, "IPC", text);
        return;
    }
    next(c, "IPC",
         words_print(&c->to->memory, "%.*s%.*s", (int)(stroke + 1 - text), text,
                     (int)len, number));
    c->value = number[len] ? number + len + 1 : "";
}

/* `B`, `28`, `B`, `7`, `0064` of an element each, and what stands before. */
static const struct {
    const char *name;
    const char *before;
} parts[] = {
    {"section", ""},     {"class", ""},     {"subclass", ""},
    {"main-group", " "}, {"subgroup", "/"}, {"classification-symbol", ""},
};

#define PARTS (sizeof(parts) / sizeof(parts[0]))

static const char *symbol_of(struct arena *memory, const xmlNode *item)
{
    struct buf symbol = BUF_INIT(WORDS_MAX);

    for (size_t i = 0; i < PARTS; i++)
        words_add_if(&symbol, symbol.len ? parts[i].before : "",
                     words_of(memory, dom_exchange(item, parts[i].name)), "");
    return words_keep(memory, &symbol);
}

static bool is_value(const xmlNode *at)
{
    bool is = !dom_is(at, NS_EXCHANGE, "generating-office") &&
              !dom_is(at, NS_EXCHANGE, "classification-scheme");

    for (size_t i = 0; i < PARTS; i++)
        is = is && !dom_is(at, NS_EXCHANGE, parts[i].name);
    return is;
}

/* Texts of the elements that are neither the symbol, the office nor the
 * scheme. */
static const char *value_of(struct arena *memory, const xmlNode *item)
{
    struct buf value = BUF_INIT(WORDS_MAX);

    dom_each_element(at, item) {
        if (is_value(at))
            words_add_if(&value, value.len ? " " : "",
                         words_of_leaves(memory, at, " "), "");
    }
    return words_keep(memory, &value);
}

static const char *scheme_of(struct arena *memory, const xmlNode *item)
{
    struct slice scheme =
        dom_attribute(dom_exchange(item, "classification-scheme"), "scheme");

    if (slice_starts(scheme, "CPC") || !scheme.len)
        return "CPC";
    return words_of_attribute(memory,
                              dom_exchange(item, "classification-scheme"),
                              "scheme");
}

/* A class with more offices than exist is begun anew. */
static bool is_again(const struct class *last, const char *scheme,
                     const char *symbol, const char *value)
{
    return strlen(last->offices) < OFFICES_MAX &&
           strcmp(last->scheme, scheme) == 0 &&
           strcmp(last->symbol, symbol) == 0 && strcmp(last->value, value) == 0;
}

static void add_parts(struct class *c, const xmlNode *item, const char *scheme)
{
    struct arena *memory = &c->to->memory;
    const char *symbol = symbol_of(memory, item);
    const char *value = value_of(memory, item);
    const char *office = words_of(memory,
                                  dom_exchange(item, "generating-office"));

    if (!*symbol) {
        symbol = value;
        value = "";
    }
    if (!*symbol)
        return;
    if (!is_again(c, scheme, symbol, value))
        next(c, scheme, symbol);
    c->value = value;
    c->offices = words_print(memory, "%s%s%s", c->offices,
                             *c->offices && *office ? " " : "", office);
}

void classes_add(struct facts *f, const xmlNode *data)
{
    struct class c = {f, "", "", "", ""};

    dom_each(at, dom_exchange(data, "classifications-ipcr"), NS_EXCHANGE,
             "classification-ipcr") {
        const xmlNode *text = dom_exchange(at, "text");

        if (text)
            add_columns(&c, words_of(&f->memory, text));
        else
            add_parts(&c, at, "IPC");
    }
    dom_each_element(at, dom_exchange(data, "classification-ipc"))
        next(&c, "IPC 1-7", words_of_leaves(&f->memory, at, " "));
    dom_each(at, dom_exchange(data, "patent-classifications"), NS_EXCHANGE,
             "patent-classification")
        add_parts(&c, at, scheme_of(&f->memory, at));
    next(&c, "", "");
}

static bool is_first(const struct fact *first, const struct fact *f)
{
    while (first != f && (strcmp(first->label, f->label) != 0 ||
                          strcmp(first->text, f->text) != 0))
        first = facts_next(first);
    return first == f;
}

void classes_join(const struct facts *f, const char *scheme, struct buf *to)
{
    const struct fact *first = facts_first(f, FACT_CLASS);
    const char *between = "";

    for (const struct fact *c = first; c; c = facts_next(c)) {
        if (strcmp(c->label, scheme) != 0 || !is_first(first, c))
            continue;
        buf_printf(to, "%s%s", between, c->text);
        between = "; ";
    }
}
