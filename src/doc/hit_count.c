/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/hit_count.h"

#include "doc/xml.h"

#include <errno.h>

/* The search element is the root's child; what is deeper is of a hit. */
#define DEPTH 8
#define FOUND 1

static int on_open(void *arg, const struct xml_element *e)
{
    struct slice count = xml_attribute_of(e, "total-result-count");

    if (count.len == 0)
        return 0;
    return slice_number(count, arg) < 0 ? -EBADMSG : FOUND;
}

int hit_count(struct slice page, int64_t *ret_total)
{
    static const struct xml_events events = {.open = on_open};

    return xml_walk(page, DEPTH, &events, ret_total) == FOUND ? 0 : -EBADMSG;
}

int hit_count_render(const struct rendering *r)
{
    int64_t total = 0;

    if (r->answer.at && hit_count(r->answer, &total) < 0)
        return -EBADMSG;
    return buf_printf(r->to, "%lld\n", (long long)total);
}
