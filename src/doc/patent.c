/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/patent.h"

#include "doc/words.h"
#include "doc/written.h"
#include "ops/kinds.h"
#include "ops/number_parse.h"

#include <string.h>

static const struct patent_office offices[] = {
    {"AT", "Austria"},
    {"AU", "Australia", NULL, "IP Australia", "A1 A2 A8"},
    {"BE", "Belgium"},
    {"BR", "Brazil"},
    {"CA", "Canada", NULL, "Canadian Intellectual Property Office", "A1"},
    {"CH", "Switzerland"},
    {"CN", "China", NULL, "China National Intellectual Property Administration",
     "A"},
    {"CZ", "Czech Republic"},
    {"DD", "German Democratic Republic"},
    {"DE", "countryde", "de", "German Patent and Trade Mark Office", "A"},
    {"DK", "Denmark"},
    {"EA", "Eurasian Patent Organization"},
    {"EP", "countryep", "eu", "European Patent Office", "A"},
    {"ES", "Spain"},
    {"FI", "Finland"},
    {"FR", "countryfr", "fr",
     "French National Institute of Industrial Property", "A1"},
    {"GB", "countryuk", "uk", "UK Intellectual Property Office", "A", 2000000},
    {"HU", "Hungary"},
    {"IE", "Ireland"},
    {"IL", "Israel"},
    {"IN", "India"},
    {"IT", "Italy"},
    {"JP", "Japan", NULL, "Japan Patent Office", "A"},
    {"KR", "South Korea", NULL, "Korean Intellectual Property Office", "A"},
    {"LU", "Luxembourg"},
    {"MX", "Mexico"},
    {"NL", "Netherlands"},
    {"NO", "Norway"},
    {"NZ", "New Zealand"},
    {"PL", "Poland"},
    {"PT", "Portugal"},
    {"RU", "Russia"},
    {"SE", "Sweden"},
    {"SG", "Singapore"},
    {"SU", "Soviet Union"},
    {"TR", "Turkey"},
    {"TW", "Taiwan", NULL, "Taiwan Intellectual Property Office", "A"},
    {"US", "countryus", "us", "United States Patent and Trademark Office",
     "A1 A2 A9"},
    {"WO", "", NULL, "World Intellectual Property Organization", ""},
    {"ZA", "South Africa"},
};

const struct patent_office *patent_office_of(const char *country)
{
    for (size_t i = 0; i < sizeof(offices) / sizeof(offices[0]); i++) {
        if (strcmp(offices[i].country, country) == 0)
            return &offices[i];
    }
    return NULL;
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

static bool is_application(const struct patent_office *office,
                           const char *serial, const char *kind)
{
    struct slice all = slice_of(office->applications), letters = SLICE("");
    bool found = false;
    int64_t number = 0;

    do {
        slice_cut(&all, ' ', &letters);
        found |= strncmp(kind, letters.at, letters.len) == 0;
    } while (all.len);
    return found &&
           (!office->from || (slice_number(slice_of(serial), &number) == 0 &&
                              number >= office->from));
}

static const char *sort_of(const char *country, const char *serial,
                           const char *kind)
{
    const struct patent_office *office = patent_office_of(country);
    bool application;

    if (*kind == 'U' || *kind == 'Y')
        return "utility model";
    if (*kind == 'S')
        return "design";
    application = office && office->name ? is_application(office, serial, kind)
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
    const struct patent_office *office = patent_office_of(country);
    const char *issuer = office && office->name ? office->name : "";
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
