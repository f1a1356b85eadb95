/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/total.h"

#include "doc/xml.h"

#include <errno.h>
#include <string.h>

/* The search element is the root's child; what is deeper is of a hit. */
#define DEPTH 8
#define FOUND 1

static int on_open(void *arg, enum ns ns, const char *name, unsigned depth,
                   const struct xml_attribute *attributes, unsigned count)
{
    int64_t *total = arg;

    (void)ns;
    (void)name;
    (void)depth;
    for (unsigned i = 0; i < count; i++) {
        if (strcmp(attributes[i].name, "total-result-count") == 0)
            return slice_number(attributes[i].value, total) < 0 ? -EBADMSG
                                                                : FOUND;
    }
    return 0;
}

int total_hits(struct slice page, int64_t *ret_total)
{
    static const struct xml_events events = {.open = on_open};

    return xml_walk(page, DEPTH, &events, ret_total) == FOUND ? 0 : -EBADMSG;
}
