/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A path of any bytes, walked from the root as far as it goes. A request that
 * comes out of it is one that OPS can be sent: bounded, printable, no encoded
 * slash, no empty or dotted segment. What a room lists can be entered.
 */
#include "../unit/walk.h"

#include "fuzz.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static int accept(void *arg, struct slice name, const struct name *row)
{
    const struct t_walk *w = arg;
    struct step step;

    expect(path_step(w->room, name, &step) == 0);
    expect(step.row == row && step.len == strlen(step.text));
    return 0;
}

static void check_step(const struct step *step)
{
    expect(step->len <= REFERENCE_MAX && !step->text[step->len]);
    expect(step->len == strlen(step->text));
    expect(slice_is_clean((struct slice){step->text, step->len}));
    expect((step->form == FORM_COUNT) == !step->row->forms);
    expect(step->form == FORM_COUNT || step->row->forms & FORM(step->form));
}

static void check_path(const char *path, size_t most)
{
    size_t whole = strlen(path), plain = strcspn(path, "?");

    expect(whole < most && plain > 0);
    expect(path[0] != '/' && path[plain - 1] != '/');
    for (size_t i = 0; i < whole; i++)
        expect(path[i] > 0x20 && path[i] < 0x7f && !strchr("{}[]\\", path[i]));
    for (size_t i = 0; i < plain; i++) {
        expect(strncmp(path + i, "//", 2) && strncmp(path + i, "..", 2));
        expect(strncmp(path + i, "/./", 3) && strncmp(path + i, "%2F", 3));
        expect(strncmp(path + i, "%00", 3) && strncmp(path + i, "%25", 3));
    }
}

static void check_request(const struct t_walk *w)
{
    struct request once, twice;
    struct location location;
    int r;

    t_walk_location(w, &location);
    if (!name_is_remote(location.row))
        return;
    r = request_at(&location, &once);
    expect(request_at(&location, &twice) == r);
    expect(r == 0 || (r == -ENOENT && location.row->facet));
    if (r < 0 || plan_has_list(location.row->plan))
        return;
    expect(!strcmp(once.path, twice.path) && once.accept == twice.accept);
    expect(once.source == location.row->source);
    expect(once.form == (once.making.facet ? FORM_XML : location.form));
    check_path(once.path, REQUEST_PATH);
}

static void check_inquiry(const struct t_walk *w)
{
    struct buf link = BUF_INIT(REFERENCE_MAX);
    struct request request;
    struct location location;

    t_walk_location(w, &location);
    expect(request_inquiry(&location, &request, &link) == 0);
    check_path(request.path, REQUEST_PATH);
    check_path(buf_text(&link), REFERENCE_MAX);
    buf_fini(&link);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = {(const char *)data, size}, name;
    struct t_walk w;

    t_walk_start(&w);
    while (slice_cut(&rest, '/', &name) && t_walk_step(&w, name) == 0) {
        check_step(&w.steps[w.depth - 1]);
        expect(path_list(w.room, accept, &w) == 0);
        if (w.room == ROOM_FULLIMAGE || w.room == ROOM_THUMBNAIL)
            check_inquiry(&w);
    }
    if (w.depth && w.room == ROOM_NONE)
        check_request(&w);
    return 0;
}
