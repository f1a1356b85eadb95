/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/etag.h"

#include <string.h>

static bool is_fit(struct slice value)
{
    bool printable = value.len > 0 && value.len < ETAG_MAX;

    for (size_t i = 0; printable && i < value.len; i++)
        printable = value.at[i] > ' ' && value.at[i] < 0x7f;
    return printable;
}

void etag_read(struct slice headers, char ret_etag[ETAG_MAX])
{
    struct slice line, name;

    ret_etag[0] = '\0';
    while (slice_cut(&headers, '\n', &line)) {
        if (!slice_cut(&line, ':', &name) ||
            !slice_is_nocase(slice_trim(name), "ETag"))
            continue;
        line = slice_trim(line);
        if (!is_fit(line))
            continue;
        memcpy(ret_etag, line.at, line.len);
        ret_etag[line.len] = '\0';
    }
}
