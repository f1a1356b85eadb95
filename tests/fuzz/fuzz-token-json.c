/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer of the token service of any bytes, read as net/token reads it. */
#include "base/json.h"

#include "fuzz.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

static void read_member(const struct json *j, const char *name)
{
    const char *text = json_string(j, name);
    int64_t number = -7;
    int r = json_number(j, name, &number);

    expect(!text || text[0]);
    expect(r == 0 || r == -ENOENT || r == -EINVAL);
    expect(r == 0 ? number >= 0 && number <= (int64_t)1 << 53 : number == -7);
    expect(!text || r != -ENOENT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct json *j = json_parse((const char *)data, size);
    const char *first;

    if (!j)
        return 0;
    read_member(j, "access_token");
    read_member(j, "expires_in");
    read_member(j, "error");
    first = json_first_name(j);
    if (first)
        read_member(j, first);
    json_free(j);
    return 0;
}
