/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "biblio-fixture.h"

const char *t_biblio(enum facet facet, const char *subject, const char *part,
                     const char *answer)
{
    static char text[65536];
    struct slice body = slice_of(answer);
    struct buf to = BUF_INIT(sizeof(text) - 1);
    int r = render(facet, slice_of(subject), slice_of(part), body, &to);

    if (r < 0)
        snprintf(text, sizeof(text), "error: %d", r);
    else
        snprintf(text, sizeof(text), "%s", buf_text(&to));
    buf_fini(&to);
    return text;
}

void t_biblio_has(const char *text, const char *wanted, const char *file,
                  int line)
{
    if (strstr(text, wanted))
        return;
    check_failed = true;
    printf("# %s:%d: no \"%s\" in:\n# %s\n", file, line, wanted, text);
}
