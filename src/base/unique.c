/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/unique.h"

#include "base/hash.h"

#include <errno.h>
#include <stdlib.h>

struct seen_line {
    struct hash_link link;
    struct slice line;
};

static bool is_seen(const struct hash *seen, uint64_t value, struct slice line)
{
    struct hash_link *l = hash_first(seen, value);

    while (l && !slice_equal(((struct seen_line *)l)->line, line))
        l = hash_next(l);
    return l;
}

int unique_lines(struct slice text, struct buf *to)
{
    struct seen_line *next = calloc(slice_lines(text) + 1, sizeof(*next));
    struct seen_line *lines = next;
    struct slice line;
    struct hash seen;

    if (!lines || hash_init(&seen) < 0) {
        free(lines);
        return -ENOMEM;
    }
    while (slice_cut(&text, '\n', &line)) {
        uint64_t value = hash_bytes(line.at, line.len, 0);

        if (is_seen(&seen, value, line))
            continue;
        next->line = line;
        hash_add(&seen, &next++->link, value);
        buf_add(to, line.at, line.len);
        buf_putc(to, '\n');
    }
    hash_fini(&seen);
    free(lines);
    return to->error;
}
