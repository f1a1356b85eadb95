/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/kinds.h"

#include "check.h"

#include <string.h>

static void what_a_kind_is(void)
{
    CHECK_STR(kind_meaning("EP", "B1"), "patent specification");
    CHECK_STR(kind_meaning("GB", "D0"), "application filed, not laid open");
    CHECK_STR(kind_meaning("SM", "T1"), "translation of a European patent");
    CHECK(!kind_meaning("EP", "B7"));
    CHECK(!kind_meaning("EP", ""));
    CHECK(!kind_meaning("XX", "A1"));
}

static void whether_an_office_has_it(void)
{
    CHECK_INT(kind_fit("EP", "A1"), KIND_KNOWN);
    CHECK_INT(kind_fit("EP", "C0"), KIND_KNOWN);
    CHECK_INT(kind_fit("EP", "A"), KIND_LEVELS);
    CHECK_INT(kind_fit("EP", "T3"), KIND_NONE);
    CHECK_INT(kind_fit("EP", "RU"), KIND_NONE);
    CHECK_INT(kind_fit("DE", "Q7"), KIND_NONE);
    CHECK_INT(kind_fit("GB", "Q1"), KIND_NONE);
    CHECK_INT(kind_fit("FR", "B7"), KIND_NONE);
    CHECK_INT(kind_fit("BR", "Z1"), KIND_NONE);
    CHECK_INT(kind_fit("AR", "A1"), KIND_KNOWN);
    CHECK_INT(kind_fit("AF", "A1"), KIND_UNKNOWN);
    CHECK_INT(kind_fit("AF", "Q9"), KIND_NONE);
    CHECK_INT(kind_fit("AR", "XY"), KIND_NONE);
    CHECK_INT(kind_fit("AR", "1"), KIND_NONE);
    CHECK_INT(kind_fit("AR", "A12"), KIND_NONE);
    CHECK_INT(kind_fit("AR", ""), KIND_NONE);
}

/* Of any office, but for those whose corrections are all known. */
static void a_correction(void)
{
    CHECK_INT(kind_fit("GB", "A8"), KIND_KNOWN);
    CHECK_INT(kind_fit("DE", "U9"), KIND_KNOWN);
    CHECK_STR(kind_meaning("DK", "T8"), "correction of a publication");
    CHECK_INT(kind_fit("EP", "C9"), KIND_NONE);
    CHECK_INT(kind_fit("GB", "Q8"), KIND_NONE);
    CHECK_INT(kind_fit("AF", "B9"), KIND_UNKNOWN);
}

static void a_letter_alone(void)
{
    CHECK_STR(kind_usual("DK", "T"), "T3");
    CHECK_STR(kind_usual("ATE", "T"), "T1");
    CHECK(!kind_usual("AT", "T"));
    CHECK(!kind_usual("DK", "T3"));
    CHECK(!kind_usual("EP", "A"));
}

static void a_list(void)
{
    char list[64];

    kind_list("WO", list, sizeof(list));
    CHECK_STR(list, "A1 A2 A3 A4 A8 A9 B1 C1 C2");
    kind_list("WO", list, 9);
    CHECK_STR(list, "A1 A2 A3");
    kind_list("XX", list, sizeof(list));
    CHECK_STR(list, "");
}

/* All letters and digits, and what is one has the form of one. */
static void each_known_one_has_the_form_of_one(void)
{
    static const char *const offices[] = {"EP", "WO", "US", "JP", "DE", "CN",
                                          "KR", "GB", "FR", "DK", "NL", "SE"};
    size_t known = 0;

    for (size_t i = 0; i < sizeof(offices) / sizeof(*offices); i++) {
        for (char letter = 'A'; letter <= 'Z'; letter++) {
            for (char digit = '/'; digit <= '9'; digit++) {
                char kind[] = {letter, digit == '/' ? '\0' : digit, '\0'};

                known += kind_fit(offices[i], kind) == KIND_KNOWN;
                CHECK_INT(kind_fit(offices[i], kind) == KIND_KNOWN,
                          kind_meaning(offices[i], kind) != NULL);
            }
        }
    }
    CHECK(known > 200);
}

TEST_MAIN({"what a kind is", what_a_kind_is},
          {"whether an office has it", whether_an_office_has_it},
          {"a correction", a_correction}, {"a letter alone", a_letter_alone},
          {"a list", a_list},
          {"each known one has the form of one",
           each_known_one_has_the_form_of_one})
