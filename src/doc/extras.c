/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/extras.h"

#include "doc/reflow.h"
#include "doc/labels.h"
#include "doc/words.h"

#include <string.h>

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    while (*names && !dom_is(node, NS_EXCHANGE, *names))
        names++;
    return *names != NULL;
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
        if (!dom_first(at) || reflow_is_mixed(at))
            return false;
    }
    return dom_first(node) && !reflow_is_mixed(node);
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

/* Lists that are read once: a second one would be lost. */
static bool is_second(const xmlNode *parent, const xmlNode *node)
{
    static const char *const once[] = {"priority-claims",
                                       "parties",
                                       "references-cited",
                                       "classification-ipc",
                                       "classifications-ipcr",
                                       "patent-classifications",
                                       "applicants",
                                       "inventors",
                                       "agents",
                                       NULL};

    return is_one_of(node, once) &&
           dom_child(parent, NS_EXCHANGE, (const char *)node->name) != node;
}

static void add_unknown(struct facts *to, const xmlNode *parent,
                        const char *const *known)
{
    dom_each_element(at, parent) {
        if (!is_one_of(at, known) || is_second(parent, at))
            add_lines(to, at);
    }
}

void extras_add(struct facts *to, const xmlNode *document)
{
    static const char *const of_document[] = {"bibliographic-data", "abstract",
                                              NULL};
    static const char *const of_parties[] = {"applicants", "inventors",
                                             "agents", NULL};
    static const char *const of_data[] = {"publication-reference",
                                          "application-reference",
                                          "priority-claims",
                                          "invention-title",
                                          "parties",
                                          "references-cited",
                                          "classification-ipc",
                                          "classifications-ipcr",
                                          "patent-classifications",
                                          NULL};
    const xmlNode *data = dom_child(document, NS_EXCHANGE,
                                    "bibliographic-data");

    add_unknown(to, data, of_data);
    add_unknown(to, dom_child(data, NS_EXCHANGE, "parties"), of_parties);
    add_unknown(to, document, of_document);
}
