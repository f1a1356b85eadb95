/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a list of the publication server, of days and of a day: what is
 * taken for one lists names that are what they should be, each once, and none
 * of a page that leads to another host.
 */
#include "doc/eps_list.h"
#include "ops/eps.h"

#include "fuzz.h"

#include <stdint.h>
#include <string.h>

#define BODY_MAX 65536
#define BASE "https://data.epo.org/publication-server/rest/v1.2"

/* Newest first. */
static void look_at_dates(struct slice page)
{
    struct buf dates = BUF_INIT(SIZE_MAX);
    struct slice rest, line, last = SLICE("9999-99-99");

    expect(eps_list_dates(page, &dates) == 0);
    rest = (struct slice){buf_text(&dates), dates.len};
    while (slice_cut(&rest, '\n', &line)) {
        expect(line.len == 10 && line.at[4] == '-' && line.at[7] == '-');
        expect(memcmp(line.at, last.at, 10) <= 0);
        last = line;
    }
    buf_fini(&dates);
}

static size_t look_at_names(struct slice page)
{
    struct buf names = BUF_INIT(SIZE_MAX);
    struct slice rest, line;
    size_t count = 0;

    expect(eps_list_names(page, &names) == 0);
    rest = (struct slice){buf_text(&names), names.len};
    for (; slice_cut(&rest, '\n', &line); count++) {
        char name[EPS_NAME + 1];
        struct slice again = rest, other;

        expect(eps_name(line, name) == 0 && eps_is_name(slice_of(name)));
        while (count < 8 && slice_cut(&again, '\n', &other))
            expect(!slice_equal(line, other));
    }
    buf_fini(&names);
    return count;
}

static void look_at_index(struct slice page, size_t names)
{
    struct buf index = BUF_INIT(SIZE_MAX);
    struct slice rest, line, cell;
    size_t rows = 0;

    expect(eps_list_index(page, &index) == 0);
    rest = (struct slice){buf_text(&index), index.len};
    for (; slice_cut(&rest, '\n', &line); rows++) {
        size_t cells = 1;

        while (slice_cut(&line, '\t', &cell))
            cells += line.at[-1] == '\t';
        expect(cells == 4);
    }
    expect(rows > names && (names > 0) == (rows > 1));
    buf_fini(&index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice page = {(const char *)data, size};
    enum eps_listed listed;

    if (size > BODY_MAX)
        return 0;
    listed = eps_list_check(SOURCE_EPS_DATES, page, BASE);
    if (listed == EPS_LISTED)
        look_at_dates(page);
    listed = eps_list_check(SOURCE_EPS_DAY, page, BASE);
    expect(listed <= EPS_LISTED_FOREIGN);
    if (listed == EPS_LISTED)
        look_at_index(page, look_at_names(page));
    return 0;
}
