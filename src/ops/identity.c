/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/identity.h"

#include "ops/template.h"

#include <string.h>

static int hex_of(char c)
{
    if (is_digit(c))
        return c - '0';
    c = to_upper(c);
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* RFC 3986, 2.1; a `%` that encodes nothing stays. */
static size_t decode(char *to, struct slice s)
{
    size_t len = 0;

    for (size_t i = 0; i < s.len; i++, len++) {
        to[len] = s.at[i];
        if (s.at[i] == '%' && i + 2 < s.len && hex_of(s.at[i + 1]) >= 0 &&
            hex_of(s.at[i + 2]) >= 0) {
            to[len] = (char)(hex_of(s.at[i + 1]) << 4 | hex_of(s.at[i + 2]));
            i += 2;
        }
    }
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
