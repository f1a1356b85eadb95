/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast the house reads: bytes of XML a second of the processor's time,
 * without a mount.
 *
 *     render FACET FILE
 *         prints `INTAKE RENDER TEXT`: bytes a second through the customs and
 *         into the facet (medians), and bytes of what was made.
 */
#include "doc/intake.h"
#include "doc/render.h"
#include "doc/xml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 5
#define BYTES_MAX ((size_t)256 << 20)

static const struct {
    const char *name;
    enum facet facet;
} facets[] = {
    {"text", FACET_TEXT},     {"biblio", FACET_BIBLIO},
    {"claims", FACET_CLAIMS}, {"description", FACET_DESCRIPTION},
    {"family", FACET_FAMILY}, {"legal", FACET_LEGAL},
    {"hits", FACET_HITS},     {"events", FACET_EVENTS},
    {"title", FACET_TITLE},   {"citations", FACET_CITATIONS},
};

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char *what)
{
    fprintf(stderr, "render: %s\n", what);
    exit(1);
}

static struct slice load(const char *path)
{
    struct buf text = BUF_INIT(BYTES_MAX);
    FILE *f = fopen(path, "rb");
    char piece[65536];
    size_t n;

    if (!f)
        die(path);
    while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
        buf_add(&text, piece, n);
    fclose(f);
    if (text.error || !text.len)
        die(path);
    return (struct slice){text.data, text.len};
}

static double time_intake(struct slice body)
{
    struct finding finding;
    double start = seconds();

    intake_check(body, FORM_XML, 200, SLICE("application/xml"), &finding);
    if (finding.intake != INTAKE_GOOD)
        die("no answer of OPS's");
    return seconds() - start;
}

static double time_render(struct slice body, enum facet facet, size_t *ret_len)
{
    struct buf text = BUF_INIT(BYTES_MAX);
    double start = seconds(), taken;
    int r = render(facet, SLICE("EP4000001A1"), SLICE(""), body, &text);

    taken = seconds() - start;
    if (r < 0)
        die("the facet cannot be made");
    *ret_len = text.len;
    buf_fini(&text);
    return taken;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof(*values), by_size);
    return values[ROUNDS / 2];
}

static int measure(enum facet facet, struct slice body)
{
    double intake[ROUNDS], made[ROUNDS];
    size_t len = 0;

    for (int i = 0; i < ROUNDS; i++) {
        intake[i] = time_intake(body);
        made[i] = time_render(body, facet, &len);
    }
    printf("%.0f %.0f %zu\n", (double)body.len / median(intake),
           (double)body.len / median(made), len);
    return 0;
}

int main(int argc, char **argv)
{
    xml_start();
    for (size_t i = 0; argc == 3 && i < sizeof(facets) / sizeof(*facets); i++) {
        if (strcmp(argv[1], facets[i].name) == 0)
            return measure(facets[i].facet, load(argv[2]));
    }
    fprintf(stderr, "usage: render FACET FILE\n");
    return 2;
}
