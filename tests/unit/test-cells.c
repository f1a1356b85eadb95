/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/cells.h"

#include "check.h"

static const struct slice header = {"seen\tnumber\tremark", 18};

static void finds_a_column_by_its_title(void)
{
    CHECK_INT(cells_column(header, "seen"), 0);
    CHECK_INT(cells_column(header, "remark"), 2);
    CHECK(cells_column(header, "num") == CELLS_NONE);
    CHECK(cells_column(SLICE(""), "seen") == CELLS_NONE);
}

static void finds_a_cell(void)
{
    struct slice row = SLICE("2026-11-29\tEP1\t\tlast");

    CHECK(slice_is(cells_at(row, 0), "2026-11-29"));
    CHECK(slice_is(cells_at(row, 1), "EP1"));
    CHECK(slice_is(cells_at(row, 2), ""));
    CHECK(slice_is(cells_at(row, 3), "last"));
}

static void what_is_not_there_is_empty_at_the_end(void)
{
    struct slice row = SLICE("a\tb"), cell = cells_at(row, 2);

    CHECK(cell.len == 0 && cell.at == row.at + row.len);
    cell = cells_at(row, CELLS_NONE);
    CHECK(cell.len == 0 && cell.at == row.at + row.len);
    CHECK_INT(cells_at(SLICE(""), 0).len, 0);
}

TEST_MAIN({"finds a column by its title", finds_a_column_by_its_title},
          {"finds a cell", finds_a_cell},
          {"what is not there is empty, at the end",
           what_is_not_there_is_empty_at_the_end})
