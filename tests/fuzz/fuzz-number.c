/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A spelling of any bytes, as each open shape. What is taken is clean and
 * bounded; a refusal touches nothing; what was sent is sent again when read
 * again.
 */
#include "ops/reference.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

/* All but a query stand in the path of a URL. */
static void check_segment(const char *text)
{
    expect(!strstr(text, "//") && !strstr(text, "..") && !strstr(text, "/./"));
    expect(text[0] != '/' && text[strlen(text) - 1] != '/');
    expect(!strpbrk(text, " %?#&=+;:@\\{}[]\"'<>|^`~$!"));
    for (const char *at = text; *at; at++)
        expect(*at > 0x20 && *at < 0x7f);
}

static void check_again(enum shape shape, const char *text, size_t len)
{
    char again[REFERENCE_MAX + 1];
    size_t again_len;

    expect(reference_read(shape, (struct slice){text, len}, again,
                          &again_len) == 0);
    expect(again_len == len && !memcmp(again, text, len));
}

static void check_shape(enum shape shape, struct slice name)
{
    char text[REFERENCE_MAX + 1];
    size_t len = 4711;
    int r;

    memset(text, 0x55, sizeof(text));
    r = reference_read(shape, name, text, &len);
    expect(r == 0 || r == -ENOENT);
    if (r < 0) {
        expect(len == 4711 && text[0] == 0x55);
        return;
    }
    expect(len > 0 && len <= name.len && strlen(text) == len);
    expect(slice_is_clean((struct slice){text, len}));
    if (shape != SHAPE_QUERY)
        check_segment(text);
    if (shape != SHAPE_QUERY && shape != SHAPE_PAGE)
        check_again(shape, text, len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice name = {(const char *)data, size};

    for (int shape = 0; shape <= SHAPE_PAGE; shape++) {
        if (shape_is_open((enum shape)shape))
            check_shape((enum shape)shape, name);
    }
    return 0;
}
