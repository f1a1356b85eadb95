/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/forget.h"

#include "fs/session.h"
#include "fs/stems.h"
#include "tree/origin.h"
#include "tree/store_place.h"

static void add(struct fs *fs, struct slice path, enum source_id source,
                enum form form, struct buf *paths)
{
    struct store_key key =
        store_place_key(&(struct answer_key){path, source, form});

    buf_printf(paths, "%.*s\n", (int)path.len, path.at);
    if (fs->house.store)
        store_drop(fs->house.store, &key);
}

static void add_request(struct fs *fs, const struct request *request,
                        struct buf *paths)
{
    add(fs, slice_of(request->path), request->source, request->form, paths);
}

/* Whatever memory knows of them: the store may have some. */
static void add_pages(struct fs *fs, const struct request *first,
                      struct buf *paths)
{
    struct request page;

    for (unsigned i = 0; i <= SEARCH_MAX / SEARCH_PAGE; i++) {
        request_page(first, i, &page);
        add_request(fs, &page, paths);
    }
}

/* Each number of a list, as its table is made of them: a mount that has not
 * read the table knows of none, and the store may have all. */
static void add_numbers(struct fs *fs, const struct request *request,
                        struct buf *paths)
{
    const struct making *making = &request->making;
    struct slice rest = SLICE(""), number;
    struct request one;

    if (making->numbers)
        rest = blob_slice(making->numbers);
    while (slice_cut(&rest, '\n', &number)) {
        if (number.len && number.at[0] != '#' &&
            request_of_number(making->row, number, &one) == 0)
            add_request(fs, &one, paths);
    }
}

/* As far as that is known; others are asked for anew. */
static bool add_origins(struct fs *fs, const struct request *request,
                        struct buf *paths)
{
    struct slice lines;
    struct answer answer;
    struct origin o;

    if (cache_known(fs->house.cache, request, &answer) < 0 || !answer.of)
        return false;
    lines = blob_slice(answer.of);
    while (origin_next(&lines, &o)) {
        if (o.source < SOURCE_COUNT && o.path.len)
            add(fs, o.path, o.source, o.form, paths);
    }
    return true;
}

void forget_kept(struct fs *fs, const struct request *request,
                 struct buf *paths, struct buf *stems)
{
    struct request other;
    bool known = true;

    add_request(fs, request, paths);
    if (!plan_is_of_one(request->making.plan))
        known = add_origins(fs, request, paths);
    if (!known)
        stems_of_images(request, stems);
    if (plan_traits[request->making.plan].whole &&
        request_document(request->making.subject, &other) == 0)
        add_request(fs, &other, paths);
    if (plan_has_list(request->making.plan))
        add_numbers(fs, request, paths);
    if (plan_traits[request->making.plan].in_pages)
        add_pages(fs, request, paths);
    if (request_instead(request, &other) == 0)
        add_request(fs, &other, paths);
}
