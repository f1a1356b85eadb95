/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/classes.h"

#include "doc/words.h"

#include <string.h>

#define OFFICES_MOST 1000

struct class_list {
    struct arena *memory;
    struct class *first;
    struct class *last;
};

static const xmlNode *child(const xmlNode *parent, const char *name)
{
    return dom_child(parent, NS_EXCHANGE, name);
}

static struct class *append(struct class_list *to, const char *scheme,
                            const char *symbol)
{
    struct class *c = *symbol ? arena_new(to->memory, sizeof(*c)) : NULL;

    if (!c)
        return NULL;
    *c = (struct class){NULL, scheme, symbol, "", ""};
    if (to->last)
        to->last->next = c;
    else
        to->first = c;
    to->last = c;
    return c;
}

/* `B28B 1/ 29 A I`, of columns that were filled up with blanks, has its symbol
 * to the first blank behind the number behind the stroke. */
static void add_columns(struct class_list *to, const char *text)
{
    const char *stroke = strchr(text, '/');
    const char *number = stroke ? stroke + 1 + (stroke[1] == ' ') : NULL;
    size_t len = number ? strcspn(number, " ") : 0;
    struct buf symbol = BUF_INIT(WORDS_MOST);
    struct class *c;

    if (!number) {
        append(to, "IPC", text);
        return;
    }
    buf_add(&symbol, text, (size_t)(stroke + 1 - text));
    buf_add(&symbol, number, len);
    c = append(to, "IPC", words_keep(to->memory, &symbol));
    if (c)
        c->value = number[len] ? number + len + 1 : "";
}

/* `B`, `28`, `B`, `7`, `0064` of an element each. */
static const char *symbol_of(struct arena *memory, const xmlNode *item)
{
    static const struct {
        const char *name;
        const char *before;
    } parts[] = {
        {"section", ""},     {"class", ""},     {"subclass", ""},
        {"main-group", " "}, {"subgroup", "/"}, {"classification-symbol", ""},
    };
    struct buf symbol = BUF_INIT(WORDS_MOST);

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        const char *text = words_of(memory, child(item, parts[i].name));

        if (*text)
            buf_printf(&symbol, "%s%s", symbol.len ? parts[i].before : "",
                       text);
    }
    return words_keep(memory, &symbol);
}

/* Texts of the elements that are neither the symbol, the office nor the scheme. */
static const char *value_of(struct arena *memory, const xmlNode *item)
{
    static const char *const told[] = {
        "section",           "class",
        "subclass",          "main-group",
        "subgroup",          "classification-symbol",
        "generating-office", "classification-scheme",
    };
    const xmlNode *at = dom_element(item->children);
    struct buf value = BUF_INIT(WORDS_MOST);

    for (; at; at = dom_element(at->next)) {
        const char *text = words_of_leaves(memory, at, " ");

        for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
            text = dom_is(at, NS_EXCHANGE, told[i]) ? "" : text;
        if (*text)
            buf_printf(&value, "%s%s", value.len ? " " : "", text);
    }
    return words_keep(memory, &value);
}

static const char *scheme_of(struct arena *memory, const xmlNode *item)
{
    struct slice scheme = dom_attribute(child(item, "classification-scheme"),
                                        "scheme");

    if (slice_starts(scheme, "CPC") || !scheme.len)
        return "CPC";
    return arena_text(memory, scheme.at, scheme.len);
}

/* A class of more offices than there are is begun anew. */
static bool is_again(const struct class *last, const char *scheme,
                     const char *symbol, const char *value)
{
    return last && strlen(last->offices) < OFFICES_MOST &&
           strcmp(last->scheme, scheme) == 0 &&
           strcmp(last->symbol, symbol) == 0 && strcmp(last->value, value) == 0;
}

static const char *with_office(struct arena *memory, const char *offices,
                               const char *office)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    buf_printf(&text, "%s%s%s", offices, *offices && *office ? " " : "",
               office);
    return words_keep(memory, &text);
}

static void add_parts(struct class_list *to, const xmlNode *item,
                      const char *scheme)
{
    const char *symbol = symbol_of(to->memory, item);
    const char *value = value_of(to->memory, item);
    const char *office = words_of(to->memory, child(item, "generating-office"));
    struct class *c = to->last;

    if (!*symbol) {
        symbol = value;
        value = "";
    }
    if (!is_again(c, scheme, symbol, value))
        c = append(to, scheme, symbol);
    if (!c)
        return;
    c->value = value;
    c->offices = with_office(to->memory, c->offices, office);
}

static void add_ipc(struct class_list *to, const xmlNode *list)
{
    const xmlNode *at = child(list, "classification-ipcr");

    for (; at; at = dom_next(at, NS_EXCHANGE, "classification-ipcr")) {
        const xmlNode *text = child(at, "text");

        if (text)
            add_columns(to, words_of(to->memory, text));
        else
            add_parts(to, at, "IPC");
    }
}

static void add_old_ipc(struct class_list *to, const xmlNode *list)
{
    const xmlNode *at = list ? dom_element(list->children) : NULL;

    for (; at; at = dom_element(at->next))
        append(to, "IPC 1-7", words_of_leaves(to->memory, at, " "));
}

static void add_others(struct class_list *to, const xmlNode *list)
{
    const xmlNode *at = child(list, "patent-classification");

    for (; at; at = dom_next(at, NS_EXCHANGE, "patent-classification"))
        add_parts(to, at, scheme_of(to->memory, at));
}

struct class *classes_read(struct arena *memory, const xmlNode *data)
{
    struct class_list row = {memory, NULL, NULL};

    add_ipc(&row, child(data, "classifications-ipcr"));
    add_old_ipc(&row, child(data, "classification-ipc"));
    add_others(&row, child(data, "patent-classifications"));
    return row.first;
}
