/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/printed.h"

#include "doc/cells.h"

#include <string.h>

#define NUMBER_LONGEST 64

/* The key of a table comes last: it is what most readers go on by. */
static const char *const titles[PRINTED_WAYS] = {"citing", "member", "cited",
                                                 "number"};

/* Takes the number back if it is the one before. */
static size_t add(struct buf *to, struct slice cell, size_t *last)
{
    size_t start = to->len;

    if (!cell.len || cell.len > NUMBER_LONGEST)
        return 0;
    buf_add(to, cell.at, cell.len);
    if (start > *last && strcmp(to->data + *last, to->data + start) == 0) {
        buf_cut(to, start);
        return 0;
    }
    buf_putc(to, '\0');
    *last = start;
    return 1;
}

size_t printed_numbers(struct slice table, unsigned way, size_t most,
                       struct buf *to)
{
    struct slice header, row;
    size_t count = 0, last = to->len;
    unsigned column;

    if (table.len > PRINTED_BYTES || !slice_cut(&table, '\n', &header))
        return 0;
    column = cells_column(header, titles[way]);
    while (column != CELLS_NONE && count <= most &&
           slice_cut(&table, '\n', &row))
        count += add(to, cells_at(row, column), &last);
    return count <= most && !to->error ? count : 0;
}
