/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/extras.h"

#include "doc/reflow.h"
#include "doc/labels.h"
#include "doc/words.h"

#include <string.h>

/* What others read, each in its parent, and what is read once: of a list, a
 * second one would be lost. */
static const struct {
    const char *parent, *name;
    bool once;
} read_elsewhere[] = {
    {"exchange-document", "bibliographic-data"},
    {"exchange-document", "abstract"},
    {"bibliographic-data", "publication-reference"},
    {"bibliographic-data", "application-reference"},
    {"bibliographic-data", "priority-claims", true},
    {"bibliographic-data", "invention-title"},
    {"bibliographic-data", "parties", true},
    {"bibliographic-data", "references-cited", true},
    {"bibliographic-data", "classification-ipc", true},
    {"bibliographic-data", "classifications-ipcr", true},
    {"bibliographic-data", "patent-classifications", true},
    {"parties", "applicants", true},
    {"parties", "inventors", true},
    {"parties", "agents", true},
};

static bool is_extra(const xmlNode *parent, const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(read_elsewhere) / sizeof(*read_elsewhere);
         i++) {
        const char *name = read_elsewhere[i].name;

        if (dom_is(parent, NS_EXCHANGE, read_elsewhere[i].parent) &&
            dom_is(node, NS_EXCHANGE, name))
            return read_elsewhere[i].once &&
                   dom_child(parent, NS_EXCHANGE, name) != node;
    }
    return true;
}

/* `language-of-publication` is `Language of publication`; an element of a list
 * follows it in brackets. */
static const char *label_for(struct arena *memory, const xmlNode *list,
                             const xmlNode *node)
{
    struct buf label = BUF_INIT(WORDS_MAX);

    label_add_words(NULL, (const char *)(list ? list : node)->name, &label);
    if (list) {
        buf_puts(&label, " (");
        label_add_words(NULL, (const char *)node->name, &label);
        buf_putc(&label, ')');
    }
    if (label.len)
        label.data[0] = to_upper(label.data[0]);
    return words_keep(memory, &label);
}

static void add_line(struct facts *to, const xmlNode *list, const xmlNode *node)
{
    facts_add(to, (struct fact){FACT_OTHER, label_for(&to->memory, list, node),
                                words_of_leaves(&to->memory, node, ", ")});
}

/* Elements that hold nothing but elements. */
static bool is_list(const xmlNode *node)
{
    dom_each_element(at, node) {
        if (reflow_is_leaf(at))
            return false;
    }
    return !reflow_is_leaf(node);
}

static void add_lines(struct facts *to, const xmlNode *node)
{
    if (!is_list(node)) {
        add_line(to, NULL, node);
        return;
    }
    dom_each_element(at, node)
        add_line(to, node, at);
}

static void add_extras(struct facts *to, const xmlNode *parent)
{
    dom_each_element(at, parent) {
        if (is_extra(parent, at))
            add_lines(to, at);
    }
}

void extras_add(struct facts *to, const xmlNode *document)
{
    const xmlNode *data = dom_child(document, NS_EXCHANGE,
                                    "bibliographic-data");

    add_extras(to, data);
    add_extras(to, dom_child(data, NS_EXCHANGE, "parties"));
    add_extras(to, document);
}
