/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assemble-fixture.h"

struct t_assemble t_assemble;

void t_begin_assemble(size_t budget, size_t hits, bool with_worker)
{
    t_begin();
    t_take_down();
    t_assemble.worker = with_worker ? worker_new() : NULL;
    t_build(budget, &(struct makers_options){.places = t_places,
                                             .count = 1,
                                             .worker = t_assemble.worker,
                                             .hits = hits});
}

void t_end_assemble(void)
{
    worker_free(t_assemble.worker);
    t_assemble.worker = NULL;
    t_end();
}

unsigned t_jobs_now(void)
{
    unsigned count = 0;

    list_each(at, &t_cache.jobs)
        count++;
    return count;
}

void t_work(void)
{
    struct pollfd fd = {.fd = worker_fd(t_assemble.worker), .events = POLLIN};

    CHECK_INT(poll(&fd, 1, 20000), 1);
    worker_turn(t_assemble.worker);
}

/* --- wants --------------------------------------------------------------- */

const struct name t_list_row = {.facet = FACET_TITLE,
                                .plan = PLAN_LIST,
                                .source = SOURCE_BIBLIO,
                                .constituents = "biblio"};
const struct name t_cite_row = {.facet = FACET_BIBTEX,
                                .plan = PLAN_LIST,
                                .source = SOURCE_BIBLIO,
                                .constituents = "biblio"};
const struct name t_slow_row = {.facet = FACET_LEGAL,
                                .plan = PLAN_LIST,
                                .source = SOURCE_LEGAL,
                                .constituents = ""};
const struct name t_one_row = {.facet = FACET_TITLE,
                               .plan = PLAN_ONE,
                               .source = SOURCE_BIBLIO,
                               .constituents = "biblio"};
const struct name t_hits_row = {.facet = FACET_HITS,
                                .plan = PLAN_PAGES,
                                .source = SOURCE_SEARCH,
                                .constituents = "biblio"};
const struct name t_count_row = {.facet = FACET_COUNT,
                                 .plan = PLAN_COUNT,
                                 .source = SOURCE_SEARCH,
                                 .constituents = "biblio"};

int t_want_request(struct t_reader *self, const struct request *q)
{
    struct answer a = {0};
    const struct why *why = NULL;
    int r;

    self->w.wake = t_wake;
    self->woken = 0;
    r = cache_want(t_cache.cache, q, t_cache.now, &self->w, &a, &why);
    if (r == -EINPROGRESS)
        return r;
    self->r = r;
    blob_unref(self->blob);
    self->blob = r == 0 ? blob_ref(a.blob) : NULL;
    self->why = why ? *why : (struct why){0};
    return r;
}

int t_want_place(struct t_reader *self, const struct name *row, enum slot slot,
                 const char *text)
{
    struct location location = {.row = row, .form = FORM_XML};
    struct request request;

    location.slots[slot] = slice_of(text);
    CHECK_INT(request_at(&location, &request), 0);
    return t_want_request(self, &request);
}

int t_want_list(struct t_reader *self, const struct name *row,
                const char *numbers)
{
    struct blob *blob = blob_copy(numbers, strlen(numbers));
    struct location location = {.row = row, .form = FORM_XML};
    struct request request;
    int r;

    CHECK_INT(request_at(&location, &request), 0);
    request.making.numbers = blob;
    r = t_want_request(self, &request);
    blob_unref(blob); /* the list has changed, say */
    return r;
}

const char *t_text_got(const struct t_reader *self)
{
    static char text[65536];

    text[0] = '\0';
    if (self->blob)
        snprintf(text, sizeof(text), "%.*s", (int)self->blob->size,
                 self->blob->data);
    return text;
}

/* --- answers ------------------------------------------------------------- */

void t_answer_biblio(struct t_job *j, const char *number, size_t size)
{
    struct buf body = BUF_INIT(SIZE_MAX);

    buf_printf(&body,
               T_ANSWER(
                   "<e:exchange-documents><e:exchange-document country='EP' "
                   "doc-number='%s' kind='A1'><e:bibliographic-data>"
                   "<e:invention-title lang='en'>Title %s"
                   "</e:invention-title></e:bibliographic-data>"
                   "</e:exchange-document></e:exchange-documents>%*s"),
               number, number, (int)size, "");
    t_answer_bytes(j, 200, (struct slice){body.data, body.len});
    buf_fini(&body);
}

struct t_job *t_biblio_of(const char *number)
{
    char path[100];

    snprintf(path, sizeof(path),
             "published-data/publication/docdb/EP.%s.A1/biblio", number);
    return t_job_for(path);
}

void t_answer_page(struct t_job *j, int total, int from, int to)
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
    t_answer_bytes(j, 200, (struct slice){body.data, body.len});
    buf_fini(&body);
    cache_turn(t_cache.cache, t_cache.now); /* fills */
}

int t_page_of(const struct t_job *j)
{
    const char *range = strrchr(j->path, '=') + 1;

    return strcmp(range, "1-1") == 0 ? 0 : atoi(range) / 100 + 1;
}
