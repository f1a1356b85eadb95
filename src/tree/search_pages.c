/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/search_pages.h"

#include "base/day.h"
#include "doc/hit_count.h"
#include "ops/request.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>

#define FIRST_DAY (-61362) /* 1801-12-31: before the first patent OPS has */
#define LAST_DAY (1 << 20) /* beyond any date */
#define YEAR 366           /* publication dates may lie ahead a little */
#define LONG (40 * YEAR)   /* of a longer span the last eighth has the most */

struct span {
    struct list link;     /* on search_pages.spans */
    struct slice numbers; /* whom to cite, of a list; else "": the query */
    unsigned group;       /* which of those searches it is of */
    int from, to;         /* days since 1970; the whole query has none */
    bool whole;
    bool paged;   /* its first page counts it */
    bool asked;   /* how many hits it has */
    bool counted; /* `pages` is known */
    size_t pages, search_pages_asked;
    struct span *rest; /* has what is left of `of`; NULL: nobody */
    int64_t of;
};

static struct span *span_new(int from, int to)
{
    struct span *s = calloc(1, sizeof(*s));

    if (s) {
        list_init(&s->link);
        s->from = from;
        s->to = to;
    }
    return s;
}

static struct span *add_whole(struct search_pages *p)
{
    struct span *s = span_new(0, 0);

    if (!s)
        return NULL;
    s->whole = s->paged = true;
    list_append(&p->spans, &s->link);
    p->searches++;
    return s;
}

/* Some numbers off the front of a list, with other lines among them; "" where
 * there are other lines only. */
static struct slice take_numbers(struct slice *list)
{
    struct slice taken = {list->at, 0}, line;
    unsigned count = 0;

    while (count < SEARCH_TERMS && slice_cut(list, '\n', &line)) {
        count += line.len && line.at[0] != '#';
        taken.len = (size_t)(list->at - taken.at);
    }
    return count ? taken : SLICE("");
}

static void init(struct search_pages *p, const struct request *request,
                 size_t most)
{
    *p = (struct search_pages){.request = request, .most = most};
    list_init(&p->spans);
}

int search_pages_start(struct search_pages *p, const struct request *request,
                       size_t most)
{
    init(p, request, most);
    return add_whole(p) ? 0 : -ENOMEM;
}

int search_pages_start_citing(struct search_pages *p,
                              const struct request *request, size_t most,
                              struct slice numbers)
{
    init(p, request, most);
    for (unsigned group = 0; numbers.len; group++) {
        struct slice taken = take_numbers(&numbers);
        struct span *s = taken.len ? add_whole(p) : NULL;

        if (taken.len && !s)
            return -ENOMEM;
        if (!s)
            break;
        s->group = group;
        s->numbers = taken;
    }
    return 0;
}

void search_pages_end(struct search_pages *p)
{
    while (!list_empty(&p->spans)) {
        struct span *s = container_of(p->spans.next, struct span, link);

        list_remove(&s->link);
        free(s);
    }
}

static size_t search_pages_most(const struct search_pages *p)
{
    return p->most * p->searches;
}

/* Newest first, and nothing of a part before the newer ones of its search are
 * counted: what the limit leaves out is the oldest, and is not even counted. */
static struct span *next_span(const struct search_pages *p)
{
    const struct span *counting = NULL;

    if (p->asked >= search_pages_most(p))
        return NULL;
    list_each(at, &p->spans) {
        struct span *s = container_of(at, struct span, link);

        if (counting && counting->group == s->group)
            continue;
        if (!s->counted && s->asked)
            counting = s;
        else if (!s->counted || s->search_pages_asked < s->pages)
            return s;
    }
    return NULL;
}

bool search_pages_has_next(const struct search_pages *p)
{
    return next_span(p) != NULL;
}

/* Parts there are and pages of them that the limit leaves out. */
static bool search_pages_has_more(const struct search_pages *p)
{
    list_each(at, &p->spans) {
        const struct span *s = container_of(at, struct span, link);

        if (!s->counted || s->search_pages_asked < s->pages)
            return true;
    }
    return false;
}

static int ask_of(const struct span *s, const struct search_pages *p,
                  unsigned page, struct request *ret_request)
{
    char from[DAY_TEXT], to[DAY_TEXT];
    int r = 0;

    *ret_request = *p->request;
    if (s->numbers.len)
        r = request_citing(s->numbers, ret_request);
    if (r < 0)
        return r;
    request_page(ret_request, page, ret_request);
    if (s->whole)
        return 0;
    day_text(s->from, DAY_PLAIN, from);
    day_text(s->to, DAY_PLAIN, to);
    return request_within(ret_request, from, to);
}

/* By search, then by date, newest first, then by page. */
static uint64_t order_of(const struct span *s, unsigned page)
{
    uint64_t age = (uint64_t)(LAST_DAY - s->to);

    return (uint64_t)s->group << 44 | age << 12 | page;
}

int search_pages_next(struct search_pages *p, struct search_page *ret_page,
                      struct request *ret_request)
{
    struct span *s = next_span(p);

    *ret_page = (struct search_page){.span = s, .cited = SLICE("")};
    s->asked = true;
    if (!s->counted && !s->paged)
        return ask_of(s, p, 0, ret_request);
    ret_page->number = (unsigned)++s->search_pages_asked;
    p->asked++;
    ret_page->cited = s->numbers;
    ret_page->order = order_of(s, ret_page->number);
    return ask_of(s, p, ret_page->number, ret_request);
}

static bool can_split(const struct search_pages *p, const struct span *s,
                      int64_t total)
{
    return total > SEARCH_MAX && p->most > SEARCH_MAX / SEARCH_PAGE &&
           (s->whole || s->from < s->to);
}

/* Publications cluster in recent years: split a long span near its end. */
static int last_of_older(int from, int to)
{
    return to - (to - from + 1) / (to - from > LONG ? 8 : 2);
}

/* In its place two parts, newest first. */
static int split(struct search_pages *p, struct span *s, int64_t total)
{
    int from = s->whole ? FIRST_DAY : s->from;
    int to = s->whole ? p->today + YEAR : s->to;
    int middle = last_of_older(from, to);
    struct span *older = span_new(from, middle);
    struct span *newer = span_new(middle + 1, to);

    if (!older || !newer) {
        free(older);
        free(newer);
        return -ENOMEM;
    }
    older->numbers = newer->numbers = s->numbers;
    older->group = newer->group = s->group;
    if (total < SEARCH_COUNTED) {
        newer->rest = older;
        newer->of = total;
    }
    s->counted = true;
    p->asked -= s->search_pages_asked; /* that one is of no use */
    s->pages = s->search_pages_asked = 0;
    list_append(&s->link, &older->link);
    list_append(&older->link, &newer->link);
    return 0;
}

/* What is left for the older part, where `beside` hits are in the newer one. */
static int leave(struct search_pages *p, struct span *rest, int64_t left,
                 int64_t beside)
{
    if (beside > 0 && can_split(p, rest, left))
        return split(p, rest, left);
    rest->counted = left <= 0;
    rest->paged = left <= SEARCH_MAX;
    return 0;
}

static int count(struct search_pages *p, struct span *s, int64_t total)
{
    int64_t served = total < SEARCH_MAX ? total : SEARCH_MAX;
    struct span *rest = s->rest;
    int r = 0;

    if (can_split(p, s, total)) {
        r = split(p, s, total);
    } else {
        s->pages = ((size_t)served + SEARCH_PAGE - 1) / SEARCH_PAGE;
        s->counted = true;
        p->found += served;
    }
    if (s->whole)
        p->total += total;
    s->rest = NULL;
    return r == 0 && rest ? leave(p, rest, s->of - total, total) : r;
}

int search_pages_learn(struct search_pages *p, const struct search_page *page,
                       struct slice answer, int64_t wall)
{
    struct span *s = page->span;
    int64_t total = 0;

    if (answer.at && hit_count(answer, &total) < 0)
        return -EBADMSG;
    p->today = (int)(wall / DAY_SECONDS);
    return s->counted ? 0 : count(p, s, total < 0 ? 0 : total);
}

void search_pages_report(const struct search_pages *p, struct buf *to)
{
    bool splits = p->most > SEARCH_MAX / SEARCH_PAGE;
    const char *more = p->total >= SEARCH_COUNTED ? " or more" : "";

    if (splits && search_pages_has_more(p))
        buf_printf(to, "the first %zu hits of more: see -o split_search",
                   search_pages_most(p) * SEARCH_PAGE);
    else if (splits && !*more && p->total > p->found)
        buf_printf(to, "%" PRId64 " more hits cannot be found by date",
                   p->total - p->found);
    else if (!splits && p->total > p->found)
        buf_printf(to,
                   "%" PRId64 " of %" PRId64 "%s hits: OPS serves no more "
                   "of one query; see -o split_search",
                   p->found, p->total, more);
}

/* The whole's first page says nothing when the whole was split. */
bool search_pages_keeps(const struct search_page *page)
{
    return page->number > 0 && page->span->pages > 0;
}
