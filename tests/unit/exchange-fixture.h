/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bodies in the shape of OPS's bulk answers, and what exchange_split() makes
 * of them: what the tests of doc/exchange share.
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
#define PUBLISHED(country, number, kind, epodoc, ap)                                      \
    "<exchange-document system=\"ops.epo.org\" country=\"" country                        \
    "\" doc-number=\"" number "\" kind=\"" kind "\">\n"                                   \
    "  <bibliographic-data><publication-reference>" ID_DOCDB(country, number,             \
                                                             kind, "20111228")            \
        ID_EPODOC(epodoc) "</publication-reference>\n  <application-reference>" ID_DOCDB( \
            country, ap, "A", "20100624")                                                 \
            ID_EPODOC(                                                                    \
                country ap) "</application-reference></bibliographic-data>\n"             \
                            "</exchange-document>"

#define NOT_FOUND(country, number)                                             \
    "<exchange-document system=\"ops.epo.org\" country=\"" country             \
    "\" doc-number=\"" number "\" status=\"not found\">"                       \
    "<bibliographic-data><publication-reference>" ID_EPODOC(                   \
        country                                                                \
            number) "</publication-reference><parties/></bibliographic-data>"  \
                    "</exchange-document>"

#define BULK(inside)                                                           \
    STYLED ROOT_TAG "\n    <exchange-documents>\n        " inside              \
                    "\n    </exchange-documents>\n</ops:world-patent-data>"

/* The canonical form; `lines` ends with a line end, or is "". */
#define CANONICAL(lines)                                                       \
    DECLARED "\n" ROOT_TAG "<exchange-documents>\n" lines                      \
             "</exchange-documents></ops:world-patent-data>\n"

#define T_SPLIT_MAX 128
#define T_FULL_CYCLE "published-data/publication/epodoc/full-cycle"

struct t_split_parts {
    size_t count;
    enum fate fates[T_SPLIT_MAX];
    char *documents[T_SPLIT_MAX];
};

/* An fate_each whose `arg` is a struct t_split_parts. */
void t_split_add(void *arg, size_t index, enum fate fate,
                 struct slice document);

void t_split_fini(struct t_split_parts *t);

/* `references`: one per line, as they are sent. */
int t_split(struct t_split_parts *t, struct slice body, const char *references,
            bool full_cycle);

/* Fates as letters: found, missing, untold. */
void t_split_fates(const char *body, const char *references, bool full_cycle,
                   const char *fates);

/* The answer of one of the references. */
void t_split_part(const char *body, const char *references, bool full_cycle,
                  size_t index, const char *want);

/* The canonical form of a whole answer, whatever it holds, as doc/exchange
 * defines it. */
int t_split_canonical(struct slice body, struct buf *to);

#endif
