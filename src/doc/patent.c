/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/patent.h"

#include "doc/words.h"
#include "doc/written.h"
#include "ops/kinds.h"

#include <string.h>

static const struct {
    const char *country;
    const char *name;
    /* The kinds of its published applications by their first letters, and the
     * number they begin with: before, that letter was of granted patents. */
    const char *applications[3];
    int64_t from;
} offices[] = {
    {"AU", "IP Australia", {"A1", "A2", "A8"}, 0},
    {"CA", "Canadian Intellectual Property Office", {"A1"}, 0},
    {"CN", "China National Intellectual Property Administration", {"A"}, 0},
    {"DE", "German Patent and Trade Mark Office", {"A"}, 0},
    {"EP", "European Patent Office", {"A"}, 0},
    {"FR", "French National Institute of Industrial Property", {"A1"}, 0},
    {"GB", "UK Intellectual Property Office", {"A"}, 2000000},
    {"JP", "Japan Patent Office", {"A"}, 0},
    {"KR", "Korean Intellectual Property Office", {"A"}, 0},
    {"TW", "Taiwan Intellectual Property Office", {"A"}, 0},
    {"US", "United States Patent and Trademark Office", {"A1", "A2", "A9"}, 0},
    {"WO", "World Intellectual Property Organization", {""}, 0},
};

#define OFFICES (sizeof(offices) / sizeof(offices[0]))

static size_t office_of(const char *country)
{
    size_t i = 0;

    while (i < OFFICES && strcmp(offices[i].country, country) != 0)
        i++;
    return i;
}

/* Of any other office, what the table of kinds says. */
static bool is_laid_open(const char *country, const char *kind)
{
    const char *meaning = strlen(country) == 2 ? kind_meaning(country, kind)
                                               : NULL;

    return meaning && strstr(meaning, "application") &&
           !slice_starts(slice_of(meaning), "patent") &&
           !strstr(meaning, "translat");
}

static bool is_application(size_t office, const char *serial, const char *kind)
{
    bool found = false;
    int64_t number = 0;

    for (size_t i = 0; i < 3; i++) {
        const char *letters = offices[office].applications[i];

        found |= letters && slice_starts(slice_of(kind), letters);
    }
    return found && (!offices[office].from ||
                     (slice_number(slice_of(serial), &number) == 0 &&
                      number >= offices[office].from));
}

static const char *sort_of(const char *country, const char *serial,
                           const char *kind)
{
    size_t office = office_of(country);
    bool application;

    if (*kind == 'U' || *kind == 'Y')
        return "utility model";
    if (*kind == 'S')
        return "design";
    application = office < OFFICES ? is_application(office, serial, kind)
                                   : is_laid_open(country, kind);
    return application ? "patent application" : "patent";
}

void patent_url(const char *country, const char *serial, const char *kind,
                struct buf *to)
{
    const char *const parts[] = {country, serial, kind};

    buf_puts(to, "https://worldwide.espacenet.com/patent/search?q=pn%3D");
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        percent_encode(to, slice_of(parts[i]), "");
}

const char *patent_written(struct facts *f)
{
    const char *name = facts_text(f, FACT_NAME);
    char candidates[NUMBER_CANDIDATES];
    struct buf text = BUF_INIT(WORDS_MAX);
    struct number n;

    if (number_parse(slice_of(name), &n, candidates) < 0 ||
        n.what != NUMBER_PUBLICATION)
        return name;
    written_publication(&n, &text);
    return words_keep(&f->memory, &text);
}

const char *patent_kind(const struct facts *f)
{
    const char *country = facts_text(f, FACT_COUNTRY);

    return strlen(country) == 2
               ? kind_meaning(country, facts_text(f, FACT_KIND))
               : NULL;
}

/* After opposition or limitation the grant is that of an earlier document. */
static bool is_of_grant(const char *meaning)
{
    static const char *const words[] = {
        "patent specification",
        "patent until 2000",
        "patent until 2010",
        "patent without application laid open",
        "patent after application laid open",
    };
    bool granted = false;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        granted |= meaning && strcmp(meaning, words[i]) == 0;
    return granted;
}

bool patent_is_grant(const struct facts *f)
{
    return is_of_grant(patent_kind(f));
}

bool patent_kind_is_grant(struct slice country, struct slice kind)
{
    char letters[4] = "";

    if (country.len != 2 || kind.len >= sizeof(letters))
        return false;
    memcpy(letters, kind.at, kind.len);
    return is_of_grant(kind_meaning(country.at, letters));
}

void patent_add(struct facts *f)
{
    const char *country = facts_text(f, FACT_COUNTRY);
    const char *serial = facts_text(f, FACT_SERIAL);
    const char *kind = facts_text(f, FACT_KIND);
    const char *name = facts_text(f, FACT_NAME);
    size_t office = office_of(country);
    const char *issuer = office < OFFICES ? offices[office].name : "";
    const char *by = *issuer ? issuer : country;
    struct buf url = BUF_INIT(WORDS_MAX);

    if (*serial)
        patent_url(country, serial, kind, &url);
    facts_add(f, (struct fact){FACT_OFFICE, .text = by});
    if (*name)
        facts_add(f,
                  (struct fact){FACT_ISSUED,
                                .text = words_print(&f->memory, "%s%s%s",
                                                    issuer, *issuer ? ", " : "",
                                                    patent_written(f))});
    facts_add(f,
              (struct fact){FACT_SORT, .text = sort_of(country, serial, kind),
                            .note = country});
    facts_add(f, (struct fact){FACT_URL, .text = words_keep(&f->memory, &url)});
}
