/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/patent.h"

#include "doc/words.h"

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

static size_t office_of(const char *country)
{
    size_t i = 0;

    while (i < OFFICES && strcmp(offices[i].country, country) != 0)
        i++;
    return i;
}

static bool is_application(size_t office, const char *serial, const char *kind)
{
    bool found = false;
    int64_t number = 0;

    if (office == OFFICES)
        return false;
    for (size_t i = 0; i < 2; i++) {
        const char *letters = offices[office].applications[i];

        found |= letters && slice_starts(slice_of(kind), letters);
    }
    return found && (!offices[office].from ||
                     (slice_number(slice_of(serial), &number) == 0 &&
                      number >= offices[office].from));
}

static const char *sort_of(size_t office, const char *serial, const char *kind)
{
    if (*kind == 'U' || *kind == 'Y')
        return "utility model";
    if (*kind == 'S')
        return "design";
    return is_application(office, serial, kind) ? "patent application"
                                                : "patent";
}

void patent_url(const char *country, const char *serial, const char *kind,
                struct buf *to)
{
    const char *const parts[] = {country, serial, kind};

    buf_puts(to, "https://worldwide.espacenet.com/patent/search?q=pn%3D");
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        percent_encode(to, slice_of(parts[i]), "");
}

void patent_add(struct facts *f)
{
    const char *country = facts_text(f, FACT_COUNTRY);
    const char *serial = facts_text(f, FACT_SERIAL);
    const char *kind = facts_text(f, FACT_KIND);
    const char *name = facts_text(f, FACT_NAME);
    size_t office = office_of(country);
    const char *by = office < OFFICES ? offices[office].name : country;
    struct buf url = BUF_INIT(WORDS_MAX);

    if (*serial)
        patent_url(country, serial, kind, &url);
    facts_add(f, (struct fact){FACT_OFFICE, .text = by});
    if (*name)
        facts_add(f, (struct fact){FACT_ISSUED,
                                   .text = words_print(&f->memory, "%s%s%s", by,
                                                       *by ? ", " : "", name)});
    facts_add(f,
              (struct fact){FACT_SORT, .text = sort_of(office, serial, kind)});
    facts_add(f, (struct fact){FACT_URL, .text = words_keep(&f->memory, &url)});
}
