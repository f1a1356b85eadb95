/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/cells.h"

unsigned cells_column(struct slice header, const char *title)
{
    struct slice one;

    for (unsigned i = 0; slice_cut(&header, '\t', &one); i++) {
        if (slice_is(one, title))
            return i;
    }
    return CELLS_NONE;
}

struct slice cells_at(struct slice row, unsigned column)
{
    struct slice cell;

    do {
        if (!slice_cut(&row, '\t', &cell))
            return (struct slice){row.at, 0};
    } while (column-- > 0);
    return cell;
}
