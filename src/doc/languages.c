/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/languages.h"

#include "doc/eps_text.h"

#include <errno.h>

static bool speaks(const xmlNode *node, struct slice language)
{
    return language.len == 0 ||
           slice_is_nocase(language, dom_attribute(node, "lang").at);
}

static const xmlNode *speaking(const xmlNode *root, const xmlNode *node,
                               struct slice language)
{
    while (node && !speaks(node, language))
        node = dom_find_next(root, node, dom_ns(node),
                             (const char *)node->name);
    return node;
}

const xmlNode *language_first(const xmlNode *root, const char *name,
                              struct slice language)
{
    enum ns ns = eps_text_is_document(root) ? NS_NONE : NS_FULLTEXT;

    return speaking(root, dom_find(root, ns, name), language);
}

const xmlNode *language_next(const xmlNode *root, const xmlNode *node,
                             struct slice language)
{
    return speaking(root,
                    dom_find_next(root, node, dom_ns(node),
                                  (const char *)node->name),
                    language);
}

static bool is_alone(const struct rendering *r, const char *name)
{
    const xmlNode *first = language_first(r->root, name, r->selection);

    return first && !language_next(r->root, first, r->selection);
}

static void add_language(const xmlNode *element, struct buf *to)
{
    struct slice lang = dom_attribute(element, "lang");
    size_t before = to->len;

    for (size_t i = 0; i < lang.len; i++) {
        if (is_alnum(lang.at[i]) || lang.at[i] == '-')
            buf_putc(to, to_lower(lang.at[i]));
    }
    if (to->len == before)
        buf_puts(to, "und");
}

void language_add_subject(const struct rendering *r, const xmlNode *element)
{
    buf_puts(r->to, "==");
    if (r->subject.len)
        buf_printf(r->to, " %.*s,", (int)r->subject.len, r->subject.at);
    buf_putc(r->to, ' ');
    add_language(element, r->to);
}

static void add_heading(const xmlNode *element, struct buf *to)
{
    buf_puts(to, "== ");
    add_language(element, to);
    buf_puts(to, "\n\n");
}

int language_each(const struct rendering *r, const char *name, bool own_heading,
                  int (*write)(const struct rendering *r,
                               const xmlNode *element))
{
    bool headed = !own_heading && r->selection.len == 0 && !is_alone(r, name);
    const xmlNode *at = language_first(r->root, name, r->selection);
    size_t start = r->to->len;
    int done = 0;

    if (!eps_text_is_document(r->root) &&
        !dom_find(r->root, NS_FULLTEXT, "fulltext-document"))
        return -EBADMSG;
    for (; done == 0 && at; at = language_next(r->root, at, r->selection)) {
        if (r->to->len > start)
            buf_putc(r->to, '\n');
        if (headed)
            add_heading(at, r->to);
        done = write(r, at);
    }
    return done < 0 || r->to->len > start ? done : -ENODATA;
}
