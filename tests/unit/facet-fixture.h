/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A facet of answers written here, or recorded ones, and what it is.
 */
#ifndef OPSFS_TESTS_FACET_FIXTURE_H
#define OPSFS_TESTS_FACET_FIXTURE_H

#include "doc/render.h"

#include "check.h"

#include <errno.h>
#include <stdlib.h>

#define T_FACET_CEILING (16 << 20)

/* Roots of answers, with the prefixes that nobody else uses. */
#define ANSWER(inside)                                                         \
    "<w:world-patent-data xmlns:w='http://ops.epo.org' "                       \
    "xmlns:e='http://www.epo.org/exchange' "                                   \
    "xmlns:g='http://www.epo.org/register'>" inside "</w:world-patent-data>"

#define ID(country, number, kind, date)                                        \
    "<e:document-id document-id-type='docdb'><e:country>" country              \
    "</e:country><e:doc-number>" number "</e:doc-number><e:kind>" kind         \
    "</e:kind><e:date>" date "</e:date></e:document-id>"

#define REGISTER(inside)                                                          \
    ANSWER(                                                                       \
        "<w:register-search total-result-count='1'><g:register-documents>" inside \
        "</g:register-documents></w:register-search>")

/* A rendering that has to be made; freed by the next one of the process. */
const char *t_facet_of(enum facet facet, const char *subject, const char *part,
                       struct slice answer, int want);

/* The rendering is `want`; or is refused with that errno. */
void t_facet_part(enum facet facet, const char *subject, const char *part,
                  const char *answer, const char *want);
void t_facet_is(enum facet facet, const char *subject, const char *answer,
                const char *want);
void t_facet_refused(enum facet facet, const char *answer, int want);

/* A recorded body; "" when there is no corpus, which the test then says. */
char *t_facet_recorded(const char *name);

/* Of all recorded bodies of XML, those of less than `most` bytes, one after the
 * other. */
void t_facet_each_recorded(size_t most, void (*each)(const char *body));

/* Whether a whole line of the text is that. */
bool t_has_line(const char *text, const char *line);

size_t t_count_lines(const char *text);

/* Each line has as many tabs as the header, but for a remark at the end. */
bool t_is_table(const char *text);

#endif
