/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/cql_help.h"

/* A word before the relation, or a relation, and what it means. */
struct word {
    const char *name;
    const char *means;
};

static const struct word indexes[] = {
    {"ti  ab  ta", "title, abstract, either"},
    {"in  pa  ia", "inventor, applicant, either"},
    {"txt", "title, abstract, inventor or applicant"},
    {"pn  ap  pr  num", "number: publication, application, priority, any"},
    {"pd", "date of publication: 2024, 202403, 20240320"},
    {"cpc  ipc  cl", "CPC, IPC, either: A01B, A01B33%2F00"},
    {"cpci  cpca  cpcc", "CPC: invention, additional, combination"},
    {"ct", "cites this document"},
    {"ex  op  rf  oc", "cited: examination, opposition, applicant, other"},
    {"famn", "family number, as in hits.tsv"},
};

static const struct word relations[] = {
    {"=", "holds the word, or the phrase in quotes"},
    {"all \"a b\"", "all of the words, in any order"},
    {"any \"a b\"", "one of them"},
    {"within \"A B\"", "from A to B, of dates and numbers"},
    {"=%2Flow", "of a CPC symbol: it and all below it"},
    {"* ? #", "in a word: any letters, one or none, one letter"},
    {"and or not prox", "between conditions; brackets group them"},
};

static const struct word limits[] = {
    {"2,000 hits", "of a query; -o split_search gathers more"},
    {"10 words", "for one index, and 20 in a whole query"},
    {"not", "once in a query, and not at its beginning"},
    {"%2F", "stands for a slash: cpc=A01B33%2F00"},
};

static const struct word examples[] = {
    {"ti=conveyor", "a word in the title"},
    {"ta=\"fuel cell\"", "a phrase in title or abstract"},
    {"ta all \"lens camera\"", "both words"},
    {"pa=siemens and pd=2024", "one applicant's, in one year"},
    {"in=\"smith john\"", "an inventor"},
    {"cpc=H01M8%2F00", "a CPC symbol"},
    {"cpc=%2Flow H01M8", "it and all below it"},
    {"pd within \"20240101 20240331\" and ti=drone", "in a quarter"},
    {"ct=EP1000000", "what cites a document"},
    {"(ta=lens or ta=mirror) not pa=canon", "one of two words, and not of one"},
};

static void print_words(const char *head, const struct word *words,
                        size_t count, struct buf *to)
{
    buf_printf(to, "\n%s\n", head);
    for (size_t i = 0; i < count; i++)
        buf_printf(to, "  %-28s %s\n", words[i].name, words[i].means);
}

static void print_examples(struct buf *to)
{
    buf_puts(to, "\nExamples\n");
    for (size_t i = 0; i < sizeof(examples) / sizeof(*examples); i++)
        buf_printf(to, "  ls search/'%s'\n      %s\n", examples[i].name,
                   examples[i].means);
}

#define PRINT(head, words)                                                     \
    print_words(head, words, sizeof(words) / sizeof(*(words)), to)

void print_cql_help(struct fs *fs, struct buf *to)
{
    (void)fs;
    buf_puts(to,
             "A directory here is a query in CQL: index, relation, word. Name "
             "it, and it\nholds its hits: links into patent/, hits.tsv and "
             "count. A request brings a\nhundred hits with their biblio; "
             "count costs one.\n");
    PRINT("Indexes", indexes);
    PRINT("Relations", relations);
    PRINT("Limits of OPS", limits);
    print_examples(to);
    buf_puts(to, "\nA query that OPS refuses is EINVAL; .ops/errors has its "
                 "message.\n");
}
