/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for every spelling that is a number, with chance as the typist:
 * its name reads back as itself, and so does what OPS is sent in docdb.
 */
#include "number-fixture.h"

#include "ops/number_parse.h"
#include "ops/offices.h"

#include "dice.h"

static const char *const beginnings[] = {
    "EP",  "WO",       "US",     "JP",     "DE",     "KR",   "AU",   "AT",
    "GE",  "IT",       "CN",     "IN",     "CA",     "SE",   "BR",   "EA",
    "GB",  "FR",       "PL",     "PCT/EP", "WOPCT/", "",     "USRE", "JPH",
    "JPS", "WO2004EP", "USPP",   "ITVR",   "BRPI",   "TWI",  "JPWO", "ESP",
    "ES",  "UAA",      "UA",     "PLP",    "PLW",    "CZPV", "CSPV", "SKPP",
    "RU",  "ARP",      "AR",     "TW",     "MX",     "CO",   "BE",   "ROU",
    "VN",  "MX2005PA", "CN2005",
};

static const char *const endings[] = {
    "",   "A1",           "B",         "A",       "E",  "Y2", "AA", "W", ".7",
    ".A", " application", ".20000503", " (2010)", ".X", "U",  "C",
};

#define ONE_OF(d, list) (list)[dice_roll((d), sizeof(list) / sizeof(*(list)))]

static void type(struct dice *d, char typed[64])
{
    static const char digits[] = "000123456789012012010/-. ,";
    size_t len, middle = dice_roll(d, 14);

    strcpy(typed, ONE_OF(d, beginnings));
    len = strlen(typed);
    if (dice_roll(d, 3) == 0)
        len += (size_t)sprintf(typed + len, "%s%02u",
                               dice_roll(d, 2) ? "20" : "19",
                               (unsigned)dice_roll(d, 30));
    for (size_t i = 0; i < middle; i++)
        typed[len++] = digits[dice_roll(d, sizeof(digits) - 1)];
    strcpy(typed + len, ONE_OF(d, endings));
}

/* Each of them is some thousand instructions. */
static int rounds_of(int rounds)
{
    return t_is_quick() ? rounds / 50 : rounds;
}

static void a_name_reads_back(void)
{
    struct dice d = {7};
    int numbers = 0;

    for (int round = rounds_of(300000); round > 0 && !check_failed; round--) {
        char typed[64], candidates[NUMBER_CANDIDATES];
        struct number n;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) < 0)
            continue;
        numbers++;
        t_number_canonical(&n, typed);
        if (check_failed)
            printf("# for the spelling \"%s\"\n", typed);
    }
    CHECK(numbers > rounds_of(30000));
}

static void check_docdb(const struct number *n, const char *text)
{
    struct slice rest = slice_of(text), country, serial;
    struct number again;

    CHECK(slice_cut(&rest, '.', &country));
    CHECK(slice_cut(&rest, '.', &serial));
    CHECK_INT(number_from_docdb(country, serial, rest, &again), 0);
    CHECK(t_number_same(n, &again));
    if (check_failed)
        printf("# for the reference \"%s\"\n", text);
}

/* An application without kind W is seen by its parts only at some offices,
 * and a utility model by none. */
static void a_docdb_reference_reads_back(void)
{
    struct dice d = {11};
    int references = 0;

    for (int round = rounds_of(300000); round > 0 && !check_failed; round--) {
        char typed[64], candidates[NUMBER_CANDIDATES];
        struct number_reference reference;
        struct number n;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) < 0 || !n.kind[0] ||
            number_reference(&n, NUMBER_FOR_LEGAL, &reference) < 0)
            continue;
        if (strcmp(n.kind, "U") == 0 && n.what == NUMBER_APPLICATION)
            continue;
        references++;
        CHECK_STR(reference.format, "docdb");
        check_docdb(&n, reference.text);
        if (check_failed)
            printf("# for the spelling \"%s\"\n", typed);
    }
    CHECK(references > rounds_of(10000));
}

/* The doubts of the parser: all that it proposes is a number. */
static void a_doubt_proposes_numbers(void)
{
    struct dice d = {13};
    int doubts = 0;

    for (int round = rounds_of(300000); round > 0 && !check_failed; round--) {
        char typed[64], candidates[NUMBER_CANDIDATES], again[NUMBER_CANDIDATES];
        struct slice rest, word;
        struct number n;
        int proposed = 0;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) != -EINVAL)
            continue;
        doubts++;
        CHECK(strchr(candidates, ':'));
        if (!strchr(candidates, '?'))
            continue;
        rest = slice_of(strchr(candidates, ':') + 1);
        rest.len = (size_t)(strchr(rest.at, '?') - rest.at);
        while (slice_cut(&rest, ' ', &word)) {
            if (!word.len || is_digit(word.at[0]) ||
                !is_digit(word.at[word.len - 1]))
                continue;
            CHECK_INT(number_parse(word, &n, again), 0);
            proposed++;
        }
        CHECK(proposed > 0 || strchr(candidates, '?')[-1] >= 'A');
        if (check_failed)
            printf("# for the spelling \"%s\": %s\n", typed, candidates);
    }
    CHECK(doubts > rounds_of(500));
}

/* A prefix is not taken for a word: GER, ITAL. */
static void each_prefix_reads_back(void)
{
    size_t prefixes = 0;

    for (const struct office *at = office_next(NULL); at;
         at = office_next(at)) {
        struct slice rest = slice_of(at->prefixes), prefix;
        const char *code = at->countries;

        while (slice_cut(&rest, ' ', &prefix)) {
            char typed[40], candidates[NUMBER_CANDIDATES];
            struct number n;

            snprintf(typed, sizeof(typed), "%.2s%.*s%s", code, (int)prefix.len,
                     prefix.at,
                     at->rule == RULE_BR || at->rule == RULE_JP ? "0612345"
                                                                : "2345");
            if (strcmp(typed, "JPWO0612345") == 0 || at->rule == RULE_PL)
                continue;
            CHECK_INT(number_parse(slice_of(typed), &n, candidates), 0);
            CHECK(strncmp(n.country, code, 2) == 0);
            CHECK(number_is_canonical(slice_of(typed)));
            prefixes++;
            if (check_failed)
                printf("# for the spelling \"%s\"\n", typed);
        }
    }
    CHECK(prefixes > 150);
}

static void each_office_is_whole(void)
{
    bool seen[26][26] = {{false}};
    size_t count = 0;

    for (const struct office *at = office_next(NULL); at;
         at = office_next(at)) {
        CHECK(at->source && at->prefixes);
        CHECK(at->least >= 1 && at->least <= at->most && at->most <= 18);
        CHECK(!at->prefixes[0] || strlen(at->countries) == OFFICE_CODE);
        for (const char *code = at->countries; *code; code += OFFICE_CODE) {
            bool *known = &seen[code[0] - 'A'][code[1] - 'A'];

            CHECK(!*known && code[2] == ' ' && office_find(code) == at);
            *known = true;
            count++;
            if (check_failed)
                printf("# for the office %.2s\n", code);
        }
    }
    CHECK_INT(count, 228);
    CHECK(!office_find("GM") && !office_find("??"));
}

/* The name of a number begins with its office, so that no two share one. */
static void a_name_is_of_one_office(void)
{
    struct dice d = {17};

    for (int round = rounds_of(30000); round > 0 && !check_failed; round--) {
        char typed[64], name[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
        struct number n;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) < 0)
            continue;
        number_name(&n, name);
        CHECK(strncmp(strncmp(name, "PCT-", 4) == 0 ? name + 4 : name,
                      n.country, 2) == 0);
    }
}

TEST_MAIN({"each office is whole", each_office_is_whole},
          {"each prefix reads back", each_prefix_reads_back},
          {"a name is of one office", a_name_is_of_one_office},
          {"a name reads back", a_name_reads_back},
          {"a docdb reference reads back", a_docdb_reference_reads_back},
          {"a doubt proposes numbers", a_doubt_proposes_numbers})
