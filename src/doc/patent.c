/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/patent.h"

#include <string.h>

static const struct {
    const char *country;
    const char *name;
    /* The kinds of its published applications by their first letters, and the
     * number they begin with: before, that letter was of granted patents. */
    const char *applications[2];
    int64_t from;
} offices[] = {
    {"AU", "IP Australia", {"A1"}, 0},
    {"CA", "Canadian Intellectual Property Office", {"A1"}, 0},
    {"CN", "China National Intellectual Property Administration", {"A"}, 0},
    {"DE", "German Patent and Trade Mark Office", {"A"}, 0},
    {"EP", "European Patent Office", {"A"}, 0},
    {"FR", "French National Institute of Industrial Property", {"A1"}, 0},
    {"GB", "UK Intellectual Property Office", {"A"}, 2000000},
    {"JP", "Japan Patent Office", {"A"}, 0},
    {"KR", "Korean Intellectual Property Office", {"A"}, 0},
    {"TW", "Taiwan Intellectual Property Office", {"A"}, 0},
    {"US", "United States Patent and Trademark Office", {"A1", "A2"}, 0},
    {"WO", "World Intellectual Property Organization", {"A"}, 0},
};

#define OFFICES (sizeof(offices) / sizeof(offices[0]))

static size_t office_of(const struct biblio *b)
{
    size_t i = 0;

    while (i < OFFICES && strcmp(offices[i].country, b->country) != 0)
        i++;
    return i;
}

const char *patent_office(const struct biblio *b)
{
    size_t i = office_of(b);

    return i < OFFICES ? offices[i].name : b->country;
}

static bool is_application(const struct biblio *b)
{
    size_t i = office_of(b);
    bool found = false;
    int64_t number = 0;

    if (i == OFFICES)
        return false;
    for (size_t k = 0; k < 2; k++) {
        const char *kind = offices[i].applications[k];

        found |= kind && slice_starts(slice_of(b->kind), kind);
    }
    return found && (!offices[i].from ||
                     (slice_number(slice_of(b->number), &number) == 0 &&
                      number >= offices[i].from));
}

enum patent_sort patent_sort(const struct biblio *b)
{
    switch (b->kind[0]) {
    case 'U':
    case 'Y':
        return PATENT_UTILITY_MODEL;
    case 'S':
        return PATENT_DESIGN;
    default:
        return is_application(b) ? PATENT_APPLICATION : PATENT_GRANTED;
    }
}

void patent_url(const struct biblio *b, struct buf *to)
{
    const char *const parts[] = {b->country, b->number, b->kind};

    if (!*b->number)
        return;
    buf_puts(to, "https://worldwide.espacenet.com/patent/search?q=pn%3D");
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        percent_encode(to, slice_of(parts[i]), "");
}
