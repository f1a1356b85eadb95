/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only way from a location in the tree to the request for it: the one in
 * the mirror that has the answer a file is made of, then the source's template,
 * filled.
 */
#include "ops/request.h"

#include "base/day.h"
#include "ops/eps.h"
#include "ops/number_parse.h"
#include "ops/reading_room.h"
#include "ops/reference.h"
#include "ops/template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Only XML can be split again, and a portion is recognised by its publication;
 * a wildcard has no answer of its own. An abstract does not name the
 * application, which alone shows that the publications of a full cycle belong
 * together. */
static bool can_go_in_bulk(const struct source *source,
                           const struct location *location)
{
    const struct slice *slots = location->slots;
    struct slice number = slots[SLOT_NUMBER];

    return source->bulk && location->form == FORM_XML &&
           slice_is(slots[SLOT_TYPE], "publication") &&
           !slice_is(slots[SLOT_CONSTITUENTS], "abstract,full-cycle") &&
           number.len < REQUEST_REFERENCE &&
           !memchr(number.at, '*', number.len);
}

/* A kind follows a dot; what follows the country is not one. */
static bool has_kind(struct slice reference)
{
    for (size_t i = 3; i + 1 < reference.len; i++) {
        if (reference.at[i] == '.' && is_alpha(reference.at[i + 1]))
            return true;
    }
    return false;
}

/* A request that cannot go in bulk has neither path nor reference for it. */
static void fill_bulk(struct request *r, const struct source *source,
                      const struct location *location)
{
    struct slice number = location->slots[SLOT_NUMBER];
    struct buf path = BUF_INIT(REQUEST_BULK - 1);

    r->bulk[0] = r->reference[0] = '\0';
    r->has_kind = has_kind(number);
    if (!can_go_in_bulk(source, location))
        return;
    template_fill(&path, slice_of(source->bulk), location);
    if (!path.error) {
        memcpy(r->bulk, buf_text(&path), path.len + 1);
        memcpy(r->reference, number.at, number.len);
        r->reference[number.len] = '\0';
    }
    buf_fini(&path);
}

const char *request_accept(enum source_id source, enum form form)
{
    const char *accept = form == FORM_XML ? sources[source].accept : NULL;

    return accept ? accept : forms[form].accept;
}

static int ask(const struct location *location, struct request *ret_request)
{
    const struct source *source = &sources[location->row->source];
    struct buf path = BUF_INIT(REQUEST_PATH - 1);
    int r;

    template_path(&path, source, location);
    r = path.error == -EFBIG ? -ENAMETOOLONG : path.error;
    if (r == 0) {
        memcpy(ret_request->path, buf_text(&path), path.len + 1);
        ret_request->source = location->row->source;
        ret_request->of_list = ret_request->kept_only = false;
        ret_request->form = location->form;
        ret_request->accept = request_accept(ret_request->source,
                                             location->form);
        fill_bulk(ret_request, source, location);
    }
    buf_fini(&path);
    return r;
}

/* Whatever it is called where it stands in the tree. */
static int ask_for_document(const struct location *location,
                            struct request *ret_request)
{
    struct location document = *location;
    char name[EPS_NAME + 1];

    if (eps_name(location->slots[SLOT_NUMBER], name) < 0)
        return -ENOENT;
    document.slots[SLOT_NUMBER] = slice_of(name);
    return ask(&document, ret_request);
}

static void copy_selection(char to[MAKING_SELECTION], struct slice selection)
{
    size_t len = selection.len < MAKING_SELECTION ? selection.len
                                                  : MAKING_SELECTION - 1;

    memcpy(to, selection.at, len);
    to[len] = '\0';
}

/* What is remembered of a list as a whole. */
static int put_history(struct slice list, struct request *ret_request)
{
    struct buf path = BUF_INIT(REQUEST_PATH - 1);
    int r;

    buf_puts(&path, "history/list/");
    percent_encode(&path, list, "");
    r = path.error ? -ENAMETOOLONG : 0;
    if (r == 0)
        memcpy(ret_request->path, buf_text(&path), path.len + 1);
    buf_fini(&path);
    return r;
}

/* Not a request itself: it is one for each number, which the caller fills
 * in. */
static int ask_for_list(const struct making *making,
                        const struct location *location,
                        struct request *ret_request)
{
    *ret_request = (struct request){
        .accept = forms[FORM_XML].accept,
        .source = making->row->source,
        .form = FORM_XML,
        .making = *making,
    };
    return plan_traits[making->plan].remembered
               ? put_history(location->slots[SLOT_SELECTION], ret_request)
               : 0;
}

/* What a facet is made of: the location in the mirror that has it. */
static int ask_for_facet(const struct location *location,
                         struct request *ret_request)
{
    struct reading reading = {0};
    struct making making = {
        .facet = location->row->facet,
        .plan = location->row->plan,
        .row = location->row,
    };
    int r;

    if (plan_has_list(making.plan))
        return ask_for_list(&making, location, ret_request);
    r = reading_of(location, &reading);
    if (r == 0)
        r = ask(&reading.location, ret_request);
    if (r < 0)
        return r;
    copy_selection(making.selection, reading.selection);
    memcpy(making.subject, reading.subject, sizeof(making.subject));
    ret_request->making = making;
    return 0;
}

int request_at(const struct location *location, struct request *ret_request)
{
    struct location xml = *location;
    int r;

    if (location->row->facet)
        return ask_for_facet(location, ret_request);
    if (location->form == FORM_TXT)
        xml.form = FORM_XML;
    r = location->row->source == SOURCE_EPS_DOCUMENT
            ? ask_for_document(&xml, ret_request)
            : ask(&xml, ret_request);
    if (r < 0)
        return r;
    ret_request->making = (struct making){
        .facet = location->form == FORM_TXT ? FACET_TEXT : FACET_NONE,
    };
    return 0;
}

int request_instead(const struct request *request, struct request *ret_request)
{
    struct reading reading;
    int r = -ENOENT;

    if (plan_traits[request->making.plan].published &&
        sources[request->source].server == SERVER_OPS)
        r = reading_instead(slice_of(request->making.subject), &reading);
    if (r == 0)
        r = ask(&reading.location, ret_request);
    if (r == 0)
        request_answer(ret_request);
    return r;
}

int request_document(const char *number, struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_EPS_DOCUMENT};
    struct location location = {.row = &row, .form = FORM_PDF};

    location.slots[SLOT_NUMBER] = slice_of(number);
    return request_at(&location, ret_request);
}

int request_of_number(const struct name *row, struct slice number,
                      struct request *ret_request)
{
    struct name one = *row;
    struct location location = {.row = &one, .form = FORM_XML};
    int r;

    one.plan = PLAN_ONE;
    location.slots[SLOT_NUMBER] = number;
    r = request_at(&location, ret_request);
    if (r == 0) {
        request_answer(ret_request);
        ret_request->of_list = true;
    }
    return r;
}

int request_citing(struct slice numbers, struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_SEARCH};
    struct location location = {.row = &row, .form = FORM_XML};
    struct buf query = BUF_INIT(REQUEST_PATH);
    char candidates[NUMBER_CANDIDATES];
    struct number number;
    struct slice line;
    int r = 0;

    while (r == 0 && slice_cut(&numbers, '\n', &line)) {
        if (number_parse(line, &number, candidates) == 0)
            r = reading_add_citing(&number, &query);
    }
    location.slots[SLOT_CONSTITUENTS] = SLICE("biblio");
    location.slots[SLOT_QUERY] = buf_slice(&query);
    location.slots[SLOT_RANGE] = SLICE("1-100");
    r = r < 0 ? -ENAMETOOLONG : request_at(&location, ret_request);
    buf_fini(&query);
    return r;
}

/* `…/search/biblio?q=…` into `…/search?q=…`: a hundredth of the bytes. */
static void leave_out_parts(char *path)
{
    char *query = strchr(path, '?'), *parts = query;

    while (*parts != '/')
        parts--;
    memmove(parts, query, strlen(query) + 1);
}

/* The path ends in `Range=1-100`, as the table of sources has it. */
void request_page(const struct request *first, unsigned page,
                  struct request *ret_request)
{
    const size_t size = sizeof("1901-2000");
    char *range;

    *ret_request = *first;
    request_answer(ret_request);
    range = strrchr(ret_request->path, '=') + 1;
    if (page) {
        snprintf(range, size, "%u-%u", (page - 1) * SEARCH_PAGE + 1,
                 page * SEARCH_PAGE);
    } else {
        snprintf(range, size, "1-1");
        leave_out_parts(ret_request->path);
    }
}

void request_history(const struct request *first, struct request *ret_request)
{
    const char *query = strchr(first->path, '?');
    int len = (int)(strrchr(query, '&') - query);

    *ret_request = (struct request){.accept = forms[FORM_XML].accept,
                                    .source = SOURCE_HISTORY,
                                    .form = FORM_XML};
    snprintf(ret_request->path, sizeof(ret_request->path), "history/search%.*s",
             len, query);
}

/* Weeks begin on Monday, as quotas do. */
void request_two_weeks(struct request *r, int64_t wall)
{
    int64_t day = wall / DAY_SECONDS, monday = day_latest(day, MONDAY) - 7;
    char first[DAY_TEXT], last[DAY_TEXT];
    size_t len = strlen(r->path);

    day_text(monday, DAY_LOCAL, first);
    day_text(day, DAY_LOCAL, last);
    snprintf(r->path + len, sizeof(r->path) - len, "%s~%s", first, last);
}

/* `q=ti%3Da&Range=…` into `q=%28ti%3Da%29%20and%20pd%20within%20…&Range=…`. */
int request_within(struct request *r, const char *from, const char *to)
{
    char *query = strstr(r->path, "?q=") + 3, *range = strrchr(r->path, '&');
    struct buf path = BUF_INIT(REQUEST_PATH - 1);
    struct buf dates = BUF_INIT(64);
    int error;

    buf_printf(&dates, ") and pd within \"%s %s\"", from, to);
    buf_add(&path, r->path, (size_t)(query - r->path));
    percent_encode(&path, SLICE("("), "");
    buf_add(&path, query, (size_t)(range - query));
    percent_encode(&path, buf_slice(&dates), "");
    buf_puts(&path, range);
    error = path.error ? -ENAMETOOLONG : 0;
    if (!error)
        memcpy(r->path, buf_text(&path), path.len + 1);
    buf_fini(&path);
    buf_fini(&dates);
    return error;
}

int request_inquiry(const struct location *location,
                    struct request *ret_request, struct buf *ret_link)
{
    static const struct name row = {.source = SOURCE_INQUIRY};
    const struct slice *slots = location->slots;
    struct location inquiry = {.row = &row, .form = FORM_XML};
    struct buf number = BUF_INIT(REFERENCE_MAX);
    int r;

    buf_add(&number, slots[SLOT_CC].at, slots[SLOT_CC].len);
    buf_putc(&number, '.');
    buf_add(&number, slots[SLOT_DOC].at, slots[SLOT_DOC].len);
    buf_putc(&number, '.');
    buf_add(&number, slots[SLOT_KIND].at, slots[SLOT_KIND].len);
    inquiry.slots[SLOT_TYPE] = SLICE("publication");
    inquiry.slots[SLOT_FORMAT] = SLICE("docdb");
    inquiry.slots[SLOT_NUMBER] = buf_slice(&number);
    template_fill(ret_link, SLICE("{cc}/{doc}/{kind}/{out}"), location);
    r = number.error || ret_link->error ? -ENAMETOOLONG
                                        : request_at(&inquiry, ret_request);
    buf_fini(&number);
    return r;
}

/* Of a link's four steps, each in its own shape: nothing else is asked for. */
static int read_steps(struct slice link, struct location *location,
                      char text[3][REFERENCE_MAX + 1])
{
    static const struct {
        enum shape shape;
        enum slot slot;
    } steps[] = {
        {SHAPE_COUNTRY, SLOT_CC},
        {SHAPE_DOC, SLOT_DOC},
        {SHAPE_KIND, SLOT_KIND},
    };
    struct slice step;

    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        size_t len;

        if (!slice_cut(&link, '/', &step) ||
            reference_read(steps[i].shape, step, text[i], &len) < 0)
            return -ENOENT;
        location->slots[steps[i].slot] = (struct slice){text[i], len};
    }
    location->slots[SLOT_OUT] = link;
    return 0;
}

int request_of_image(struct slice link, int64_t page, enum form form,
                     struct request *ret_request)
{
    static const struct name paged = {.source = SOURCE_PAGE};
    static const struct name clip = {.source = SOURCE_CLIP};
    char text[3][REFERENCE_MAX + 1], number[24];
    struct location location = {.form = form};

    if (read_steps(link, &location, text) < 0)
        return -ENOENT;
    if (slice_is(location.slots[SLOT_OUT], "firstpage"))
        location.row = &clip;
    else if (slice_is(location.slots[SLOT_OUT], "fullimage") ||
             slice_is(location.slots[SLOT_OUT], "thumbnail"))
        location.row = &paged;
    else
        return -ENOENT;
    snprintf(number, sizeof(number), "%lld", (long long)page);
    location.slots[SLOT_RANGE] = slice_of(number);
    return request_at(&location, ret_request);
}
