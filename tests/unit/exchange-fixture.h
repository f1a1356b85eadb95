/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bodies in the shape of OPS's bulk answers, and what exchange_split() told of
 * them: what the tests of doc/exchange share.
 */
#ifndef OPSFS_TESTS_EXCHANGE_FIXTURE_H
#define OPSFS_TESTS_EXCHANGE_FIXTURE_H

#include "doc/exchange.h"

#include "check.h"

#include <stdlib.h>

#define DECLARED "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
#define STYLED                                                                 \
    DECLARED "<?xml-stylesheet type=\"text/xsl\" "                             \
             "href=\"../../style/exchange.xsl\"?>\n"
#define ROOT_TAG                                                               \
    "<ops:world-patent-data xmlns=\"http://www.epo.org/exchange\" "            \
    "xmlns:ops=\"http://ops.epo.org\">"

#define ID_DOCDB(country, number, kind, date)                                  \
    "<document-id document-id-type=\"docdb\"><country>" country                \
    "</country><doc-number>" number "</doc-number><kind>" kind                 \
    "</kind><date>" date "</date></document-id>"
#define ID_EPODOC(number)                                                      \
    "<document-id document-id-type=\"epodoc\"><doc-number>" number             \
    "</doc-number></document-id>"

/* A document whose epodoc number is `epodoc`, of the application `ap`. */
#define PUBLISHED(country, number, kind, epodoc, ap)                           \
    "<exchange-document system=\"ops.epo.org\" country=\"" country             \
    "\" doc-number=\"" number "\" kind=\"" kind "\">\n"                        \
    "  <bibliographic-data><publication-reference>" ID_DOCDB(                  \
        country, number, kind, "20111228") ID_EPODOC(epodoc)                   \
        "</publication-reference>\n  <application-reference>" ID_DOCDB(        \
            country, ap, "A", "20100624") ID_EPODOC(country ap)                \
            "</application-reference></bibliographic-data>\n"                  \
            "</exchange-document>"

#define NOT_FOUND(country, number)                                             \
    "<exchange-document system=\"ops.epo.org\" country=\"" country             \
    "\" doc-number=\"" number "\" status=\"not found\">"                       \
    "<bibliographic-data><publication-reference>" ID_EPODOC(country number)    \
    "</publication-reference><parties/></bibliographic-data>"                  \
    "</exchange-document>"

#define BULK(inside)                                                           \
    STYLED ROOT_TAG "\n    <exchange-documents>\n        " inside              \
    "\n    </exchange-documents>\n</ops:world-patent-data>"

/* The canonical form; `lines` ends with a line end, or is "". */
#define CANONICAL(lines)                                                       \
    DECLARED "\n" ROOT_TAG "<exchange-documents>\n" lines                      \
             "</exchange-documents></ops:world-patent-data>\n"

#define TOLD_MOST 128

struct told {
    size_t count;
    enum exchange_fate fates[TOLD_MOST];
    char *documents[TOLD_MOST];
};

static inline void told_add(void *arg, size_t index, enum exchange_fate fate,
                            struct slice document)
{
    struct told *t = arg;

    CHECK_INT(index, t->count);
    CHECK((fate == EXCHANGE_FOUND) == (document.len > 0));
    t->fates[t->count] = fate;
    t->documents[t->count++] = strndup(document.at, document.len);
}

static inline void told_fini(struct told *t)
{
    while (t->count)
        free(t->documents[--t->count]);
}

/* `references`: one a line, as they are sent. */
static inline int told_split(struct told *t, struct slice body,
                             const char *references, bool full_cycle)
{
    struct slice list[TOLD_MOST], rest = slice_of(references);
    size_t count = 0;

    t->count = 0;
    while (count < TOLD_MOST && slice_cut(&rest, '\n', &list[count]))
        count++;
    return exchange_split(body, list, count, full_cycle, told_add, t);
}

/* Fates as letters: found, missing, untold. */
static inline void check_fates(const char *body, const char *references,
                               bool full_cycle, const char *fates)
{
    static const char letters[] = "fmu";
    struct told t;
    char got[TOLD_MOST + 1] = "";

    CHECK_INT(told_split(&t, slice_of(body), references, full_cycle), 0);
    for (size_t i = 0; i < t.count; i++)
        got[i] = letters[t.fates[i]];
    CHECK_STR(got, fates);
    told_fini(&t);
}

/* The answer of one of the references. */
static inline void check_part(const char *body, const char *references,
                              bool full_cycle, size_t index, const char *want)
{
    struct told t;

    CHECK_INT(told_split(&t, slice_of(body), references, full_cycle), 0);
    CHECK(index < t.count);
    if (index < t.count)
        CHECK_STR(t.documents[index], want);
    told_fini(&t);
}

#endif
