/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/flow.h"

#include <string.h>

static const char blanks[] = " \t\r\n";
static const char line_end[] = "\n";
static const char blank[] = " ";

/* Of full text, of the classification, of the abstract. */
static const char *const blocks[] = {
    "abstract", "claim",   "claim-text", "description",
    "heading",  "li",      "note",       "note-paragraph",
    "p",        "subnote",
};

static bool is_block(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
        if (strcmp((const char *)node->name, blocks[i]) == 0)
            return true;
    }
    return false;
}

static void pay(struct flow *f)
{
    if (f->begun && f->owed)
        buf_puts(f->to, f->owed);
    if (!f->begun || f->owed == line_end)
        buf_add(f->to, f->lead.at, f->lead.len);
    f->owed = NULL;
    f->begun = true;
}

static void owe_blanks(struct flow *f, const char *at, size_t len)
{
    if (f->lines && memchr(at, '\n', len))
        flow_break(f);
    else if (!f->owed)
        f->owed = blank;
}

void flow_words(struct flow *f, const char *text)
{
    while (*text) {
        size_t gap = strspn(text, blanks), word;

        if (gap > 0)
            owe_blanks(f, text, gap);
        text += gap;
        word = strcspn(text, blanks);
        if (word == 0)
            return;
        if (f->owed || !f->begun)
            pay(f);
        buf_add(f->to, text, word);
        text += word;
    }
}

bool flow_owe(struct flow *f, const char *glue)
{
    if (f->owed && f->owed != blank)
        return false;
    f->owed = glue;
    return f->begun;
}

void flow_back(struct flow *f, const struct flow *was, size_t len)
{
    *f = *was;
    f->to->len = len;
    if (f->to->data)
        f->to->data[len] = '\0';
}

void flow_break(struct flow *f)
{
    flow_owe(f, line_end);
}

bool flow_is_mixed(const xmlNode *node)
{
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE && at->content &&
            ((const char *)at->content)[strspn((const char *)at->content,
                                               blanks)])
            return true;
    }
    return false;
}

void flow_below(struct flow *f, const xmlNode *node)
{
    bool mixed = flow_is_mixed(node);

    for (const xmlNode *at = node->children; at; at = at->next) {
        bool apart = at->type == XML_ELEMENT_NODE && (!mixed || is_block(at));

        if (at->type == XML_TEXT_NODE && at->content && mixed)
            flow_words(f, (const char *)at->content);
        if (apart)
            flow_break(f);
        if (at->type == XML_ELEMENT_NODE)
            flow_below(f, at);
        if (apart)
            flow_break(f);
    }
}
