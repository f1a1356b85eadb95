/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/identity.h"

#include "ops/template.h"

#include <string.h>

/* RFC 3986, 2.1. */
static size_t decode(char *to, struct slice s)
{
    size_t len = 0;

    while (s.len)
        to[len++] = percent_take(&s);
    return len;
}

bool identity_read(const struct identity *identity,
                   struct identity_slots *ret_slots)
{
    struct identity_slots *to = ret_slots;
    struct slice raw[SLOT_COUNT] = {0};

    memset(to->of, 0, sizeof(to->of));
    to->len = 0;
    if (strlen(identity->path) >= sizeof(to->text) ||
        !template_read(slice_of(sources[identity->source].path),
                       slice_of(identity->path), raw))
        return false;
    for (int i = 0; i < SLOT_COUNT; i++) {
        char *at = to->text + to->len;

        to->of[i] = (struct slice){at, decode(at, raw[i])};
        to->len += to->of[i].len;
    }
    return true;
}
