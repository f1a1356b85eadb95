/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tree/content makes of several answers, over the scheduler that
 * content-fixture.h plays: wishes for a facet, and answers to what is asked for.
 */
#ifndef OPSFS_TESTS_ASSEMBLE_FIXTURE_H
#define OPSFS_TESTS_ASSEMBLE_FIXTURE_H

#include "content-fixture.h"
#include "ops/path.h"

#include <poll.h>

static struct worker *worker; /* NULL: none */

static inline void begin_assemble(size_t budget, size_t hits, bool with_worker)
{
    begin();
    take_down();
    worker = with_worker ? worker_new() : NULL;
    build(budget, &(struct makers_options){.places = places,
                                           .count = 1,
                                           .worker = worker,
                                           .hits = hits});
}

/* As main does it: the worker before the content. */
static inline void end_assemble(void)
{
    worker_free(worker);
    worker = NULL;
    end();
}

static inline unsigned jobs_now(void)
{
    unsigned count = 0;

    list_each(at, &jobs)
        count++;
    return count;
}

/* Until whoever the worker has is back. */
static inline void work(void)
{
    struct pollfd fd = {.fd = worker_fd(worker), .events = POLLIN};

    CHECK_INT(poll(&fd, 1, 20000), 1);
    worker_turn(worker);
}

/* --- wishes --------------------------------------------------------------- */

static const struct name list_row = {.facet = FACET_TITLE,
                                     .plan = PLAN_LIST,
                                     .source = SOURCE_BIBLIO,
                                     .parts = "biblio"};
static const struct name slow_row = {.facet = FACET_LEGAL,
                                     .plan = PLAN_LIST,
                                     .source = SOURCE_LEGAL,
                                     .parts = ""};
static const struct name one_row = {.facet = FACET_TITLE,
                                    .plan = PLAN_ONE,
                                    .source = SOURCE_BIBLIO,
                                    .parts = "biblio"};
static const struct name hits_row = {.facet = FACET_HITS,
                                     .plan = PLAN_PAGES,
                                     .source = SOURCE_SEARCH,
                                     .parts = "biblio"};
static const struct name count_row = {.facet = FACET_COUNT,
                                      .plan = PLAN_COUNT,
                                      .source = SOURCE_SEARCH,
                                      .parts = "biblio"};

static inline int want_request(struct reader *self, const struct request *q)
{
    struct answer a = {0};
    const struct why *why = NULL;
    int r;

    self->w.wake = wake;
    self->woken = 0;
    r = content_want(content, q, now, &self->w, &a, &why);
    if (r == -EINPROGRESS)
        return r;
    self->r = r;
    blob_unref(self->blob);
    self->blob = r == 0 ? blob_ref(a.blob) : NULL;
    self->why = why ? *why : (struct why){0};
    return r;
}

/* A place by its row and the one slot that counts. */
static inline int want_place(struct reader *self, const struct name *row,
                             enum slot slot, const char *text)
{
    struct place place = {.name = row, .form = FORM_XML};
    struct request request;

    place.slots[slot] = slice_of(text);
    CHECK_INT(request_of_place(&place, &request), 0);
    return want_request(self, &request);
}

static inline int want_list(struct reader *self, const struct name *row,
                            const char *numbers)
{
    struct blob *blob = blob_copy(numbers, strlen(numbers));
    struct place place = {.name = row, .form = FORM_XML};
    struct request request;
    int r;

    CHECK_INT(request_of_place(&place, &request), 0);
    request.making.numbers = blob;
    r = want_request(self, &request);
    blob_unref(blob); /* the list has changed, say */
    return r;
}

static inline const char *text_got(const struct reader *self)
{
    static char text[65536];

    text[0] = '\0';
    if (self->blob)
        snprintf(text, sizeof(text), "%.*s", (int)self->blob->size,
                 self->blob->data);
    return text;
}

/* --- answers -------------------------------------------------------------- */

#define ANSWER(inside)                                                         \
    "<w:world-patent-data xmlns:w='http://ops.epo.org' "                       \
    "xmlns:e='http://www.epo.org/exchange'>" inside "</w:world-patent-data>"

/* One title: of EP<number>A1, as long as asked for. */
static inline void answer_biblio(struct job *j, const char *number, size_t size)
{
    struct buf body = BUF_INIT(SIZE_MAX);

    buf_printf(&body,
               ANSWER("<e:exchange-documents><e:exchange-document country='EP' "
                      "doc-number='%s' kind='A1'><e:bibliographic-data>"
                      "<e:invention-title lang='en'>Title %s"
                      "</e:invention-title></e:bibliographic-data>"
                      "</e:exchange-document></e:exchange-documents>%*s"),
               number, number, (int)size, "");
    answer_bytes(j, 200, (struct slice){body.data, body.len});
    buf_fini(&body);
}

/* `path` of EP<number>A1 as it is sent. */
static inline struct job *biblio_of(const char *number)
{
    char path[100];

    snprintf(path, sizeof(path),
             "published-data/publication/docdb/EP.%s.A1/biblio", number);
    return job_for(path);
}

/* A page: hits `from` to `to` of `total`, or `from` > `to`, none. */
static inline void answer_page(struct job *j, int total, int from, int to)
{
    struct buf body = BUF_INIT(SIZE_MAX);

    buf_printf(&body,
               "<w:world-patent-data xmlns:w='http://ops.epo.org' "
               "xmlns:e='http://www.epo.org/exchange'><w:biblio-search "
               "total-result-count='%d'><w:search-result>",
               total);
    for (int i = from; i <= to; i++)
        buf_printf(&body,
                   "<w:publication-reference><e:document-id "
                   "document-id-type='docdb'><e:country>EP</e:country>"
                   "<e:doc-number>%d</e:doc-number><e:kind>A1</e:kind>"
                   "</e:document-id></w:publication-reference>",
                   1000000 + i);
    buf_puts(&body, "</w:search-result></w:biblio-search>"
                    "</w:world-patent-data>");
    answer_bytes(j, 200, (struct slice){body.data, body.len});
    buf_fini(&body);
    content_turn(content, now); /* fills */
}

/* The job's page, from 1; 0: the first hit alone. */
static inline int page_of(const struct job *j)
{
    const char *range = strrchr(j->path, '=') + 1;

    return strcmp(range, "1-1") == 0 ? 0 : atoi(range) / 100 + 1;
}

#endif
