/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers written by hand, and facets made of them. Prefixes differ from those
 * of OPS on purpose: only namespaces count.
 */
#ifndef OPSFS_TESTS_BIBLIO_FIXTURE_H
#define OPSFS_TESTS_BIBLIO_FIXTURE_H

#include "doc/render.h"

#include "check.h"

#include <stdlib.h>

#define BIBLIO_ANSWER(documents)                                               \
    "<a:world-patent-data xmlns:a=\"http://ops.epo.org\" "                     \
    "xmlns=\"http://www.epo.org/exchange\"><exchange-documents>" documents     \
    "</exchange-documents></a:world-patent-data>"

#define DOCUMENT(kind, data, after)                                            \
    "<exchange-document country=\"EP\" doc-number=\"4000001\" kind=\"" kind    \
    "\" family-id=\"12\"><bibliographic-data>" data                            \
    "</bibliographic-data>" after "</exchange-document>"

#define DATA(data) BIBLIO_ANSWER(DOCUMENT("A1", data, ""))

#define DOCDB(number, kind, date)                                              \
    "<document-id document-id-type=\"docdb\"><country>EP</country>"            \
    "<doc-number>" number "</doc-number><kind>" kind "</kind>"                 \
    "<date>" date "</date></document-id>"

#define TITLE(lang, text)                                                      \
    "<invention-title lang=\"" lang "\">" text "</invention-title>"

#define PARTY(role, format, sequence, name)                                    \
    "<" role " sequence=\"" sequence "\" data-format=\"" format "\"><" role    \
    "-name><name>" name "</name></" role "-name></" role ">"

#define INVENTOR(format, sequence, name)                                       \
    PARTY("inventor", format, sequence, name)

#define APPLICANT(format, sequence, name)                                      \
    PARTY("applicant", format, sequence, name)

#define INVENTORS(inventors)                                                   \
    "<parties><inventors>" inventors "</inventors></parties>"

#define APPLICANTS(applicants)                                                 \
    "<parties><applicants>" applicants "</applicants></parties>"

/* Lives until the next call; `error: N` when there is none. */
const char *t_biblio(enum facet facet, const char *subject, const char *part,
                     const char *answer);

/* That `text` holds `wanted`. */
void t_biblio_has(const char *text, const char *wanted, const char *file,
                  int line);

#define T_BIBLIO_HAS(text, wanted)                                             \
    t_biblio_has((text), (wanted), __FILE__, __LINE__)

#endif
