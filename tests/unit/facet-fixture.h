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

#define FACET_CEILING (16 << 20)

/* Roots of answers, with the prefixes that nobody else uses. */
#define ANSWER(inside)                                                         \
    "<w:world-patent-data xmlns:w='http://ops.epo.org' "                       \
    "xmlns:e='http://www.epo.org/exchange' "                                   \
    "xmlns:g='http://www.epo.org/register'>" inside "</w:world-patent-data>"

#define ID(country, number, kind, date)                                        \
    "<e:document-id document-id-type='docdb'><e:country>" country              \
    "</e:country><e:doc-number>" number "</e:doc-number><e:kind>" kind         \
    "</e:kind><e:date>" date "</e:date></e:document-id>"

#define REGISTER(inside)                                                       \
    ANSWER("<w:register-search total-result-count='1'><g:register-documents>"  \
           inside "</g:register-documents></w:register-search>")

/* A rendering that has to be made; freed by the next one of the process. */
static const char *facet_of(enum facet facet, const char *subject,
                            const char *part, struct slice answer, int want)
{
    static struct buf made;

    buf_fini(&made);
    buf_init(&made, FACET_CEILING);
    CHECK_INT(render(facet, slice_of(subject), slice_of(part), answer, &made),
              want);
    return buf_text(&made);
}

static inline void check_part(enum facet facet, const char *subject,
                              const char *part, const char *answer,
                              const char *want)
{
    CHECK_STR(facet_of(facet, subject, part, slice_of(answer), 0), want);
}

static inline void check_facet(enum facet facet, const char *subject,
                               const char *answer, const char *want)
{
    check_part(facet, subject, "", answer, want);
}

static inline void check_refused(enum facet facet, const char *answer,
                                 int want)
{
    facet_of(facet, "EP1000000A1", "", slice_of(answer), want);
}

/* A recorded body; "" when there is no corpus, which the test then says. */
static inline char *facet_recorded(const char *name)
{
    const char *corpus = getenv("OPSFS_CORPUS");
    struct buf body = BUF_INIT(FACET_CEILING);
    char path[4096], block[65536];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/bodies/%s", corpus ? corpus : "", name);
    file = corpus ? fopen(path, "rb") : NULL;
    while (file && (len = fread(block, 1, sizeof(block), file)) > 0)
        buf_add(&body, block, len);
    if (file)
        fclose(file);
    if (!body.data)
        printf("# skipped: %s\n", name);
    return body.data;
}

/* Whether a whole line of the text is that. */
static inline bool has_line(const char *text, const char *line)
{
    size_t len = strlen(line);

    for (; text; text = strchr(text, '\n')) {
        text += *text == '\n';
        if (strncmp(text, line, len) == 0 && text[len] == '\n')
            return true;
        if (!*text)
            return false;
    }
    return false;
}

static inline size_t lines_of(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += *text == '\n';
    return n;
}

/* Each line has as many tabs as the header, but for a remark at the end. */
static inline bool is_table(const char *text)
{
    size_t tabs = 0, here = 0;
    bool header = true, remark = *text == '#';

    for (; *text; text++) {
        if (*text == '\t')
            here++;
        if (*text != '\n')
            continue;
        if (header)
            tabs = here;
        else if (!remark && here != tabs)
            return false;
        header = false;
        remark = text[1] == '#';
        here = 0;
    }
    return tabs > 0;
}

#endif
