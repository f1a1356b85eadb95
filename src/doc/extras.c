/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/extras.h"

#include "doc/flow.h"
#include "doc/words.h"

#include <string.h>

/* The lines found so far; the next one is put at `end`. */
struct lines {
    struct arena *memory;
    struct extra *first;
    struct extra **end;
};

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    while (*names && !dom_is(node, NS_EXCHANGE, *names))
        names++;
    return *names != NULL;
}

static const xmlNode *first_in(const xmlNode *node)
{
    return dom_element(node->children);
}

/* `language-of-publication` is `Language of publication`; an element of a list
 * follows it in brackets. */
static const char *label_of(struct arena *memory, const xmlNode *list,
                            const xmlNode *node)
{
    struct buf label = BUF_INIT(WORDS_MOST);

    words_add_name(&label, list ? list : node);
    if (list) {
        buf_puts(&label, " (");
        words_add_name(&label, node);
        buf_putc(&label, ')');
    }
    if (label.len)
        label.data[0] = to_upper(label.data[0]);
    return words_keep(memory, &label);
}

static void add_line(struct lines *to, const xmlNode *list,
                     const xmlNode *node)
{
    const char *text = words_of_leaves(to->memory, node, ", ");
    struct extra *e = *text ? arena_new(to->memory, sizeof(*e)) : NULL;

    if (!e)
        return;
    e->label = label_of(to->memory, list, node);
    e->text = text;
    *to->end = e;
    to->end = &e->next;
}

/* Elements that hold nothing but elements. */
static bool is_list(const xmlNode *node)
{
    const xmlNode *at = first_in(node);
    bool found = at != NULL;

    for (; at && found; at = dom_element(at->next))
        found = first_in(at) != NULL && !flow_is_mixed(at);
    return found && !flow_is_mixed(node);
}

static void add_lines(struct lines *to, const xmlNode *node)
{
    const xmlNode *at = first_in(node);

    if (!is_list(node)) {
        add_line(to, NULL, node);
        return;
    }
    for (; at; at = dom_element(at->next))
        add_line(to, node, at);
}

/* Lists that are read once: a second one would be lost. */
static bool is_second(const xmlNode *parent, const xmlNode *node)
{
    static const char *const once[] = {
        "priority-claims", "parties", "references-cited", "classification-ipc",
        "classifications-ipcr", "patent-classifications", "applicants",
        "inventors", "agents", NULL};

    return is_one_of(node, once) &&
           dom_child(parent, NS_EXCHANGE, (const char *)node->name) != node;
}

static void add_unknown(struct lines *to, const xmlNode *parent,
                        const char *const *known)
{
    const xmlNode *at = parent ? first_in(parent) : NULL;

    for (; at; at = dom_element(at->next)) {
        if (!is_one_of(at, known) || is_second(parent, at))
            add_lines(to, at);
    }
}

struct extra *extras_read(struct arena *memory, const xmlNode *document)
{
    static const char *const of_document[] = {"bibliographic-data", "abstract",
                                              NULL};
    static const char *const of_parties[] = {"applicants", "inventors",
                                             "agents", NULL};
    static const char *const of_data[] = {
        "publication-reference", "application-reference", "priority-claims",
        "invention-title", "parties", "references-cited", "classification-ipc",
        "classifications-ipcr", "patent-classifications", NULL};
    const xmlNode *data = dom_child(document, NS_EXCHANGE,
                                    "bibliographic-data");
    struct lines lines = {memory, NULL, NULL};

    lines.end = &lines.first;
    add_unknown(&lines, data, of_data);
    add_unknown(&lines, dom_child(data, NS_EXCHANGE, "parties"), of_parties);
    add_unknown(&lines, document, of_document);
    return lines.first;
}
