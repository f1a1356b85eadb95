/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for every spelling that is a number, with chance as the typist:
 * its name reads back as itself, and so does what OPS is sent in docdb.
 */
#include "number-fixture.h"

#include "dice.h"

static const char *const beginnings[] = {
    "EP", "WO", "US", "JP", "DE", "KR", "AU", "AT", "GE", "IT", "CN", "IN",
    "CA", "SE", "BR", "EA", "GB", "FR", "PL", "PCT/EP", "WOPCT/", "", "USRE",
    "JPH", "JPS", "WO2004EP", "USPP", "ITVR", "BRPI", "TWI", "JPWO",
};

static const char *const endings[] = {
    "", "A1", "B", "A", "E", "Y2", "AA", "W", ".7", ".A", " application",
    ".20000503", " (2010)", ".X", "U", "C",
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

static void a_name_reads_back(void)
{
    struct dice d = {7};
    int numbers = 0;

    for (int round = 0; round < 300000 && !check_failed; round++) {
        char typed[64], candidates[NUMBER_CANDIDATES];
        struct number n;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) < 0)
            continue;
        numbers++;
        check_canonical(&n, typed);
        if (check_failed)
            printf("# for the spelling \"%s\"\n", typed);
    }
    CHECK(numbers > 30000);
}

static void check_docdb(const struct number *n, const char *text)
{
    struct slice rest = slice_of(text), country, serial;
    struct number again;

    CHECK(slice_cut(&rest, '.', &country));
    CHECK(slice_cut(&rest, '.', &serial));
    CHECK_INT(number_from_docdb(country, serial, rest, &again), 0);
    CHECK(same_number(n, &again));
    if (check_failed)
        printf("# for the reference \"%s\"\n", text);
}

/* An application without kind W is told by its parts only at some offices. */
static void a_docdb_reference_reads_back(void)
{
    struct dice d = {11};
    int references = 0;

    for (int round = 0; round < 300000 && !check_failed; round++) {
        char typed[64], candidates[NUMBER_CANDIDATES];
        struct number_reference reference;
        struct number n;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) < 0 || !n.kind[0] ||
            number_reference(&n, NUMBER_FOR_LEGAL, &reference) < 0)
            continue;
        references++;
        CHECK_STR(reference.format, "docdb");
        check_docdb(&n, reference.text);
    }
    CHECK(references > 10000);
}

/* The doubts of the parser: all that it proposes is a number. */
static void a_doubt_proposes_numbers(void)
{
    struct dice d = {13};
    int doubts = 0;

    for (int round = 0; round < 300000 && !check_failed; round++) {
        char typed[64], candidates[NUMBER_CANDIDATES], again[NUMBER_CANDIDATES];
        struct slice rest, word;
        struct number n;
        int proposed = 0;

        type(&d, typed);
        if (number_parse(slice_of(typed), &n, candidates) != -EINVAL)
            continue;
        doubts++;
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
    CHECK(doubts > 500);
}

TEST_MAIN({"a name reads back", a_name_reads_back},
          {"a docdb reference reads back", a_docdb_reference_reads_back},
          {"a doubt proposes numbers", a_doubt_proposes_numbers})
