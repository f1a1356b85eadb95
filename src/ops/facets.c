/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/facets.h"

bool facet_is_table(enum facet facet)
{
    static const bool tables[FACETS] = {
        [FACET_ROW] = true,       [FACET_REGISTER_ROW] = true,
        [FACET_CITATIONS] = true, [FACET_FAMILY] = true,
        [FACET_LEGAL] = true,     [FACET_CHANGES] = true,
        [FACET_HITS] = true,      [FACET_REGISTER_HITS] = true,
        [FACET_CITING] = true,    [FACET_EPS_INDEX] = true,
        [FACET_USAGE] = true,     [FACET_HEADINGS] = true,
    };

    return tables[facet];
}
