/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/plans.h"

#include "tree/part.h"
#include "doc/table.h"
#include "ops/reading_room.h"
#include "tree/beside_plan.h"
#include "tree/changes_plan.h"
#include "tree/count_plan.h"
#include "tree/document_plan.h"
#include "tree/image_plan.h"
#include "tree/keys.h"
#include "tree/search_changes_plan.h"
#include "tree/text_plan.h"
#include "tree/upc_plan.h"
#include "tree/weeks_plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_table(const struct assembly *a)
{
    return facet_is_table(a->request.making.facet);
}

static void add_header(const struct assembly *a, const char *selection,
                       struct buf *to)
{
    struct buf header = BUF_INIT(RENDER_MAX);

    assembly_nothing(a, selection, &header);
    buf_add(to, header.data, header.len);
    buf_fini(&header);
}

/* A line that is not of the text. In BibTeX a comment begins with `%` for
 * biber, and an entry with `@` for all others, wherever it stands. */
static void add_comment(const struct assembly *a, struct slice key,
                        const char *text, struct buf *to)
{
    size_t from = to->len;

    buf_printf(to, "%c %.*s: %s\n",
               a->request.making.facet == FACET_BIBTEX ? '%' : '#',
               (int)key.len, key.at, text);
    for (size_t i = from; i < to->len; i++) {
        if (to->data[i] == '@')
            to->data[i] = '_';
    }
}

/* A row that is a remark; of a text, a line. */
static void add_remark(const struct assembly *a, const char *selection,
                       struct slice key, const char *text, struct buf *to)
{
    struct buf header = BUF_INIT(RENDER_MAX);

    if (!is_table(a)) {
        add_comment(a, key, text, to);
        return;
    }
    assembly_nothing(a, selection, &header);
    if (header.len)
        table_remark((struct slice){header.data, header.len - 1}, key, text,
                     to);
    buf_fini(&header);
}

/* --- one answer ---------------------------------------------------------- */

static bool one_has_next(const struct assembly *a)
{
    return a->count == 0;
}

/* Whether there is no such case, or no such path, only a 404 shows. */
static int one_absent(struct assembly_part *p, const struct why *why)
{
    const struct making *m = &p->assembly->request.making;
    bool absent = facet_is_of_case(m->facet) && why && why->status == 404;

    return absent ? assembly_nothing(p->assembly, m->selection, &p->text)
                  : -ENOENT;
}

/* --- pages of a search --------------------------------------------------- */

static int search_start(struct assembly *a, size_t pages)
{
    return search_pages_start(&a->pages, &a->request, pages);
}

static bool search_has_next(const struct assembly *a)
{
    return search_pages_has_next(&a->pages);
}

static int search_next(struct assembly_part *p, struct request *ret_request)
{
    return search_pages_next(&p->assembly->pages, &p->page, ret_request);
}

static int search_learn(struct assembly_part *p, struct slice answer)
{
    int64_t wall = assembly_wall(p->assembly);
    int r = search_pages_learn(&p->assembly->pages, &p->page, answer, wall);

    return r < 0 ? r : search_pages_keeps(&p->page);
}

static int search_absent(struct assembly_part *p, const struct why *why)
{
    int r = search_learn(p, (struct slice){0});

    return r < 0 || p->index > 0 ? r : count_absent(p, why);
}

/* Names are listed as far as their pages are kept; a table is whole. */
static bool search_unkept(const struct assembly_part *p)
{
    return p->index > 0 && !is_table(p->assembly);
}

static int by_order(const void *a, const void *b)
{
    const struct assembly_part *const *one = a, *const *other = b;
    uint64_t x = (*one)->page.order, y = (*other)->page.order;

    return (x > y) - (x < y);
}

static void add_hits(struct assembly *a, struct buf *to)
{
    bool table = is_table(a);
    struct slice header;

    qsort(a->parts, a->count, sizeof(struct assembly_part *), by_order);
    for (size_t i = 0; i < a->count; i++) {
        struct slice text = buf_slice(&a->parts[i]->text);

        if (a->parts[i]->is_key)
            continue;
        if (table && to->len && text.len)
            slice_cut(&text, '\n', &header);
        buf_add(to, text.at, text.len);
    }
    if (table && !to->len)
        add_header(a, "", to);
}

/* Last of all: what OPS did not give. The names of a directory have none. */
static void add_rest(const struct assembly *a, const char *selection,
                     struct buf *to)
{
    struct buf text = BUF_INIT(RENDER_MAX);

    search_pages_report(&a->pages, &text);
    if (text.len && is_table(a))
        add_remark(a, selection, SLICE("more"), buf_text(&text), to);
    buf_fini(&text);
}

static void search_join(struct assembly *a, struct buf *to)
{
    add_hits(a, to);
    add_rest(a, "", to);
}

/* --- keys of a list's tables --------------------------------------------- */

static bool keys_are_open(const struct assembly *a)
{
    return a->open.len > 0;
}

/* Skips what is complete. */
static int keys_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    struct slice name = SLICE("");
    bool open = false;

    p->is_key = true;
    while (!open && slice_cut(&a->open, '\n', &name))
        open = key_is_open(name);
    if (!open)
        return -ENODATA;
    memcpy(p->subject, name.at, name.len);
    return key_request(name, ret_request);
}

static int keys_learn(struct assembly_part *p, struct slice answer)
{
    return key_read(answer, slice_of(p->subject), &p->text);
}

/* The rows, to be freed here, with their keys. */
static void add_keyed(const struct assembly *a, struct buf *rows,
                      unsigned column, struct buf *to)
{
    struct keys keys;

    if (keys_init(&keys, a) < 0) {
        to->error = -ENOMEM;
    } else {
        keys_add_rows(&keys, buf_slice(rows), column, to);
        keys_fini(&keys);
    }
    if (rows->error && !to->error)
        to->error = rows->error;
    buf_fini(rows);
}

/* --- who cites a list ---------------------------------------------------- */

static int citing_start(struct assembly *a, size_t pages)
{
    return search_pages_start_citing(&a->pages, &a->request, pages, a->numbers);
}

static bool citing_has_next(const struct assembly *a)
{
    return keys_are_open(a) || search_has_next(a);
}

static int citing_next(struct assembly_part *p, struct request *ret_request)
{
    return keys_are_open(p->assembly) ? keys_next(p, ret_request)
                                      : search_next(p, ret_request);
}

static int citing_learn(struct assembly_part *p, struct slice answer)
{
    return p->is_key ? keys_learn(p, answer) : search_learn(p, answer);
}

/* Nobody was asked: of none of its numbers is anything known. */
static int citing_lacks(struct assembly_part *p, const char *text)
{
    struct slice numbers = p->page.cited, number;
    int r = search_learn(p, (struct slice){0});

    if (r < 0)
        return r;
    add_header(p->assembly, "", &p->text);
    while (slice_cut(&numbers, '\n', &number)) {
        if (!slice_starts(number, "#"))
            add_remark(p->assembly, "", number, text, &p->text);
    }
    return 0;
}

static int citing_absent(struct assembly_part *p, const struct why *why)
{
    if (p->is_key)
        return 0;
    if (why && why->error == -EHOSTUNREACH)
        return citing_lacks(p, why->advice);
    return search_absent(p, why);
}

static bool is_unkept(const struct assembly_part *p)
{
    (void)p;
    return true;
}

/* `# line 3<TAB>as typed<TAB>why`, of a list: a row, whose key is what was
 * typed. */
static void add_bad_line(const struct assembly *a, const char *selection,
                         struct slice line, struct buf *to)
{
    const char *tab = memchr(line.at, '\t', line.len);
    const char *last = memrchr(line.at, '\t', line.len);
    struct buf text = BUF_INIT(RENDER_MAX);
    struct slice where, typed;

    if (!tab)
        return;
    where = (struct slice){line.at + 2, (size_t)(tab - line.at) - 2};
    typed = last > tab ? (struct slice){tab + 1, (size_t)(last - tab) - 1}
                       : where;
    buf_printf(&text, "%.*s: %.*s", (int)where.len, where.at,
               (int)(line.at + line.len - last) - 1, last + 1);
    add_remark(a, selection, typed.len ? typed : where, buf_text(&text), to);
    buf_fini(&text);
}

static void add_bad_lines(const struct assembly *a, struct buf *to)
{
    struct slice rest = blob_slice(a->list), line;

    while (slice_cut(&rest, '\n', &line)) {
        if (slice_starts(line, "#"))
            add_bad_line(a, "", line, to);
    }
}

static void citing_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    add_hits(a, &rows);
    add_bad_lines(a, &rows);
    add_rest(a, "", &rows);
    add_keyed(a, &rows, 0, to);
}

/* --- one answer for each of a list --------------------------------------- */

/* A table's parts have a header line each, and the whole only one. */
static int list_start(struct assembly *a, size_t pages)
{
    (void)pages;
    if (is_table(a))
        strcpy(a->request.making.selection, "rows");
    if (a->request.making.facet == FACET_ROW)
        a->open = SLICE("");
    return 0;
}

static bool list_has_next(const struct assembly *a)
{
    return a->numbers.len > 0;
}

static int list_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    char european[NUMBER_NAME];
    struct slice number;

    if (keys_are_open(a))
        return keys_next(p, ret_request);
    slice_cut(&a->numbers, '\n', &number);
    if (slice_starts(number, "#")) {
        add_bad_line(a, "header", number, &p->text);
        return -ENODATA;
    }
    memcpy(p->subject, number.at, number.len);
    if (a->request.making.facet == FACET_REGISTER_ROW &&
        beside_european_of(a, number, european))
        number = slice_of(european);
    return request_of_number(a->request.making.row, number, ret_request);
}

static int list_learn(struct assembly_part *p, struct slice answer)
{
    return p->is_key ? keys_learn(p, answer) : 1;
}

/* What OPS says to one number of a list it does not say to the others. */
static int list_lacks(struct assembly_part *p, const struct why *why)
{
    const struct name *row = p->assembly->request.making.row;
    const char *text = why && why->message[0] ? why->message
                       : why && why->advice   ? why->advice
                                              : reading_lacks(row, p->subject);

    if (!p->is_key)
        add_remark(p->assembly, "header", slice_of(p->subject), text, &p->text);
    return 0;
}

/* In place of what may be half made. */
static int list_unreadable(struct assembly_part *p, int r)
{
    buf_reset(&p->text);
    add_remark(p->assembly, "header", slice_of(p->subject),
               r == -ENODATA ? "no such part"
                             : "OPS's answer cannot be understood",
               &p->text);
    return 0;
}

static void list_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    if (is_table(a))
        add_header(a, "header", to);
    for (size_t i = 0; i < a->count; i++) {
        struct slice text = buf_slice(&a->parts[i]->text);

        if (!a->parts[i]->is_key)
            buf_add(&rows, text.at, text.len);
    }
    add_keyed(a, &rows, 0, to);
}

/* --- what changed of a list ---------------------------------------------- */

/* The weeks come last, when it is known which. */
static bool changes_list_has_next(const struct assembly *a)
{
    return list_has_next(a) || weeks_has_next(a);
}

/* Not an answer of OPS, but what is made of several. */
static int changes_list_next(struct assembly_part *p,
                             struct request *ret_request)
{
    int r;

    if (p->index == 0)
        return weeks_begin(p, ret_request);
    if (!list_has_next(p->assembly))
        return weeks_next(p, ret_request);
    r = list_next(p, ret_request);
    if (r < 0 || p->is_key)
        return r;
    ret_request->making = (struct making){.facet = FACET_CHANGES,
                                          .plan = PLAN_CHANGES};
    memcpy(ret_request->making.subject, p->subject, sizeof(p->subject));
    return 0;
}

static int changes_list_learn(struct assembly_part *p, struct slice answer)
{
    if (weeks_has(p))
        return weeks_learn(p, answer);
    return p->is_key ? keys_learn(p, answer) : changes_learn_one(p, answer);
}

static int changes_list_lacks(struct assembly_part *p, const struct why *why)
{
    return weeks_has(p) ? weeks_absent(p, why) : list_lacks(p, why);
}

/* The other tables stand, whatever keeps the publication server away. */
static bool changes_list_can_lack(const struct assembly_part *p, int r)
{
    return weeks_has(p) && r != -ENOMEM;
}

static void changes_list_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    changes_of_list(a, weeks_join(a), &rows);
    add_keyed(a, &rows, 1, to);
}

static void changes_list_made(struct assembly *a, struct blob *whole)
{
    struct request request;
    struct blob *weeks = weeks_made(a, &request);

    (void)whole;
    if (weeks)
        changes_remember(a, &request, weeks);
    blob_unref(weeks);
}

const struct plan_calls plans[PLANS] = {
    [PLAN_ONE] =
        {
            .has_next = one_has_next,
            .next = part_ask_own,
            .absent = one_absent,
            .join = part_join_last,
        },
    [PLAN_BESIDE] =
        {
            .has_next = beside_has_next,
            .next = beside_next,
            .absent = beside_absent,
            .unreadable = beside_unreadable,
            .join = beside_join,
            .adds = true,
        },
    [PLAN_TEXT] =
        {
            .has_next = text_has_next,
            .next = text_next,
            .absent = text_absent,
            .lacks = text_lacks,
            .unreadable = text_unreadable,
            .join = part_join_last,
        },
    [PLAN_PAGES] =
        {
            .start = search_start,
            .has_next = search_has_next,
            .next = search_next,
            .learn = search_learn,
            .absent = search_absent,
            .unkept = search_unkept,
            .join = search_join,
        },
    [PLAN_COUNT] =
        {
            .has_next = count_has_next,
            .next = count_next,
            .absent = count_absent,
            .unkept = count_unkept,
            .failed = count_failed,
            .lacks = count_lacks,
            .join = part_join_last,
        },
    [PLAN_UPC] =
        {
            .has_next = upc_has_next,
            .next = upc_next,
            .absent = part_passed_over,
            .join = upc_join,
        },
    [PLAN_LIST] =
        {
            .start = list_start,
            .has_next = list_has_next,
            .next = list_next,
            .learn = list_learn,
            .absent = list_lacks,
            .refused = list_lacks,
            .unkept = is_unkept,
            .unreadable = list_unreadable,
            .join = list_join,
        },
    [PLAN_CHANGES] =
        {
            .has_next = changes_has_next,
            .next = changes_next,
            .learn = changes_learn,
            .absent = part_passed_over,
            .refused = part_passed_over,
            .unreadable = part_drop,
            .join = changes_of_parts,
            .made = changes_made,
        },
    [PLAN_CHANGES_OF_LIST] =
        {
            .has_next = changes_list_has_next,
            .next = changes_list_next,
            .learn = changes_list_learn,
            .absent = changes_list_lacks,
            .refused = changes_list_lacks,
            .unkept = is_unkept,
            .lacks = changes_list_can_lack,
            .unreadable = part_drop,
            .join = changes_list_join,
            .made = changes_list_made,
        },
    [PLAN_CHANGES_OF_SEARCH] =
        {
            .start = search_changes_start,
            .has_next = search_changes_has_next,
            .next = search_changes_next,
            .learn = search_changes_learn,
            .absent = search_changes_absent,
            .join = search_changes_join,
            .made = search_changes_made,
        },
    [PLAN_CITING] =
        {
            .start = citing_start,
            .has_next = citing_has_next,
            .next = citing_next,
            .learn = citing_learn,
            .absent = citing_absent,
            .unkept = is_unkept,
            .join = citing_join,
        },
    [PLAN_IMAGE] =
        {
            .has_next = image_has_next,
            .next = image_next,
            .learn = image_learn,
            .absent = image_absent,
            .unreadable = image_unreadable,
            .join = part_join_last,
        },
    [PLAN_DOCUMENT] =
        {
            .has_next = document_has_next,
            .next = document_next,
            .learn = document_learn,
            .failed = document_failed,
            .unreadable = document_unreadable,
            .join = part_join_last,
            .keeps = true,
            .progress = document_progress,
        },
};
