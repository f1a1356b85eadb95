/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/beside_plan.h"

#include "doc/beside.h"
#include "ops/names.h"
#include "ops/number_parse.h"
#include "tree/part.h"
#include "tree/symbol_titles.h"

#include <errno.h>
#include <string.h>

/* What is cached later is seen by a reader after this many ms. */
#define AGAIN_MS 5000

/* The one that knows most is first. */
static const struct name rows[] = {
    {.source = SOURCE_REGISTER,
     .facet = FACET_BESIDE,
     .constituents = REGISTER_WHOLE},
    {.source = SOURCE_BIBLIO,
     .facet = FACET_BESIDE,
     .constituents = "biblio,full-cycle"},
    {.source = SOURCE_FAMILY, .facet = FACET_BESIDE, .constituents = ""},
};

#define ROWS (sizeof(rows) / sizeof(rows[0]))

static bool is_cached(const struct assembly *a, size_t row,
                      struct slice subject, struct request *ret_request,
                      struct answer *ret_answer)
{
    return request_of_number(&rows[row], subject, ret_request) == 0 &&
           assembly_peek(a, ret_request, ret_answer);
}

/* ROWS: none is. */
static size_t next_row(const struct assembly *a, struct request *ret_request)
{
    struct slice subject = slice_of(a->request.making.subject);
    struct answer answer;
    size_t row = a->beside;

    while (row < ROWS && !is_cached(a, row, subject, ret_request, &answer))
        row++;
    return row;
}

bool beside_has_next(const struct assembly *a)
{
    struct request request;

    return a->count == 0 || next_row(a, &request) < ROWS ||
           symbol_titles_has_next(a);
}

int beside_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;

    if (p->index == 0)
        return part_ask_own(p, ret_request);
    a->beside = next_row(a, ret_request);
    if (a->beside == ROWS)
        return symbol_titles_next(p, ret_request);
    a->beside++;
    p->facet = FACET_BESIDE;
    return 0;
}

/* It was cached, and is not any more. */
int beside_absent(struct assembly_part *p, const struct why *why)
{
    (void)why;
    return p->index == 0 ? -ENOENT : 0;
}

int beside_unreadable(struct assembly_part *p, int r)
{
    return p->index == 0 ? r : part_drop(p, r);
}

/* Whether a line with this label is there. */
static bool has_label(const struct buf *text, struct slice label)
{
    struct slice rest = buf_slice(text), line;

    while (slice_cut(&rest, '\n', &line)) {
        if (line.len > label.len && strchr(" :", line.at[label.len]) &&
            memcmp(line.at, label.at, label.len) == 0)
            return true;
    }
    return false;
}

/* What an earlier answer said is not said again. */
static void add_others(const struct assembly_part *p, struct buf *to)
{
    struct slice rest = buf_slice(&p->text), line;
    struct buf others = BUF_INIT(RENDER_MAX);

    while (slice_cut(&rest, '\n', &line)) {
        size_t len = 0;

        while (len < line.len && !strchr("(:", line.at[len]))
            len++;
        while (len > 0 && line.at[len - 1] == ' ')
            len--;
        if (!has_label(to, (struct slice){line.at, len}))
            buf_printf(&others, "%.*s\n", (int)line.len, line.at);
    }
    buf_add(to, buf_text(&others), others.len);
    buf_fini(&others);
}

void beside_join(struct assembly *a, struct buf *to)
{
    int64_t again = memory_now(a->entry->memory).ms + AGAIN_MS;

    for (size_t i = 0; i < a->count; i++) {
        if (i == 0)
            buf_add(to, a->parts[i]->text.data, a->parts[i]->text.len);
        else if (a->parts[i]->facet == FACET_SYMBOL_TITLE)
            symbol_titles_add(a->parts[i], to);
        else
            add_others(a->parts[i], to);
    }
    if (again < a->until)
        a->until = again;
}

/* Of what is cached under a name, which may be without the kind. */
static bool european_in(const struct assembly *a, const char *cached,
                        const char *name, char ret_name[NUMBER_NAME])
{
    struct request request;
    struct answer answer;
    bool found = false;

    for (size_t row = 1; row < ROWS && !found; row++) {
        found = is_cached(a, row, slice_of(cached), &request, &answer) &&
                beside_european(blob_slice(answer.blob), slice_of(name),
                                ret_name) == 0;
    }
    return found;
}

static bool european_of(const struct assembly *a, const struct number *n,
                        char ret_name[NUMBER_NAME])
{
    char name[NUMBER_NAME], cached[NUMBER_NAME];
    struct number any = *n;

    any.kind[0] = '\0';
    number_name(n, name);
    number_name(&any, cached);
    return european_in(a, name, name, ret_name) ||
           european_in(a, cached, name, ret_name);
}

bool beside_european_of(const struct assembly *a, struct slice international,
                        char ret_name[NUMBER_NAME])
{
    static const char *const kinds[] = {"A1", "A2", "A3"};
    char candidates[NUMBER_CANDIDATES];
    struct number n;
    bool found;

    if (number_parse(international, &n, candidates) < 0 ||
        n.what != NUMBER_PUBLICATION || strcmp(n.country, "WO") != 0)
        return false;
    found = european_of(a, &n, ret_name);
    for (size_t i = 0; !n.kind[0] && i < 3 && !found; i++) {
        struct number one = n;

        strcpy(one.kind, kinds[i]);
        found = european_of(a, &one, ret_name);
    }
    return found;
}
