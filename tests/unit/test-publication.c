/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/publication.h"

#include "check.h"

/* A publication as a document states it; `epodoc` without country there too. */
static struct publication published(const char *country, const char *number,
                                    const char *kind, const char *epodoc)
{
    struct publication p = {.date = "20111228"};

    publication_id(p.docdb, slice_of(country), slice_of(number));
    publication_id(p.epodoc, slice_of(country), slice_of(epodoc));
    snprintf(p.kind, sizeof(p.kind), "%s", kind);
    return p;
}

static bool finds(const char *reference, const struct publication *p)
{
    struct wanted w;

    wanted_read(slice_of(reference), &w);
    for (unsigned i = 0; i < w.count; i++) {
        if (wanted_is(&w, i, p))
            return true;
    }
    return false;
}

/* `good` and `bad`: references, separated by blanks. */
static void check_finds(const struct publication *p, const char *good,
                        const char *bad)
{
    struct slice lists[] = {slice_of(good), slice_of(bad)}, piece;
    char text[200];

    for (int i = 0; i < 2; i++) {
        while (slice_cut(&lists[i], ' ', &piece)) {
            snprintf(text, sizeof(text), "%.*s", (int)piece.len, piece.at);
            if (finds(text, p) != (i == 0))
                printf("# %s\n", text);
            CHECK(finds(text, p) == (i == 0));
        }
    }
}

static void european(void)
{
    struct publication p = published("EP", "2400812", "A1", "2400812");

    check_finds(&p,
                "EP.2400812.A1 EP2400812A1 EP2400812.A1 EP.2400812 EP2400812 "
                "EP.2400812.A* EP.2400812.* EP2400812.* ep.2400812.a1 "
                "EP.002400812.A1 EP.2400812.A1.20111228 EP2400812.20111228",
                "EP.2400812.A2 EP.2400812.A EP.2400812.B* EP2400812B1 "
                "EP.240081.A1 EP.24008122 WO.2400812.A1 EP2400812.A2 "
                "EP.2400812.A1.20111229 EP24008122A1 EP.2400812A1");
}

static void leading_zeros(void)
{
    struct publication p = published("EP", "0666666", "A2", "0666666");

    check_finds(&p, "EP.666666.A2 EP.0666666.A2 EP0666666 EP666666A2",
                "EP.6666660.A2 EP.66666.A2");
    p = published("EP", "000", "A1", "0");
    check_finds(&p, "EP.0.A1 EP0 EP.00000", "EP.1 EP.");
}

static void epodoc_has_its_own_numbers(void)
{
    struct publication p = published("JP", "H08179521", "A", "H08179521");

    check_finds(&p, "JPH08179521 JPH08179521.A JPH08179521A JP.H08179521.A",
                "JP08179521 JPH08179521.B");
    p = published("DE", "69905327", "D1", "69905327D1");
    check_finds(&p, "DE69905327D1 DE.69905327.D1 DE69905327D1.D1 DE69905327",
                "DE.69905327.T2 DE69905327D2 DE69905327T2");
    p = published("AT", "232441", "T", "232441T");
    check_finds(&p, "AT232441T AT.232441.T AT232441T.T",
                "AT232441E AT.232441T.T AT232441B");
    p = published("JP", "3000014", "B2", "3000014B");
    check_finds(&p, "JP3000014B JP3000014B2 JP.3000014.B2 JP3000014B.B2",
                "JP.3000014.B");
    p = published("US", "D732877", "S", "D732877");
    check_finds(&p, "USD732877 US.D732877.S USD732877S", "US732877");
    p = published("EP", "1A", "B", "1A");
    check_finds(&p, "EP.1A.B EP1A", "EP1AB");
}

/* A likelier reading must not be spoilt by another one. */
static void the_first_reading_is_epodoc(void)
{
    struct wanted w;
    struct publication t = published("AT", "232441", "T", "232441T");
    struct publication b = published("AT", "232441", "B", "232441");

    wanted_read(SLICE("AT232441"), &w);
    CHECK_INT(w.count, 2);
    CHECK(wanted_is(&w, 0, &b) && !wanted_is(&w, 0, &t));
    CHECK(wanted_is(&w, 1, &b) && wanted_is(&w, 1, &t));
    wanted_read(SLICE("AT232441T"), &w);
    CHECK_INT(w.count, 3);
    CHECK(wanted_is(&w, 0, &t) && !wanted_is(&w, 0, &b));
    CHECK(wanted_is(&w, 2, &t) && !wanted_is(&w, 1, &t));
}

static void what_is_not_stated_fits(void)
{
    struct publication p = published("KR", "19990033521", "", "19990033521");

    p.date[0] = '\0';
    check_finds(&p, "KR19990033521 KR19990033521.20000101",
                "KR.19990033521.A KR19990033521A");
    p.missing = true;
    check_finds(&p, "KR.19990033521.A KR19990033521A KR19990033521.A.20000101",
                "KR.19990033522.A");
    strcpy(p.kind, "A");
    check_finds(&p, "KR.19990033521.A KR.19990033521", "KR.19990033521.B1");
}

static void what_cannot_be_read_finds_nothing(void)
{
    static const char *const ids[] = {
        "",           "E",           "EP",
        "EP.",        "EP..A1",      "1",
        "12.34.A1",   "EP.-1.A1",    "EP.1.A1.A1",
        "E\xc3.1.A1", "EP.\xc3.A1",  "EP.1.A12",
        "EP.1.20",    "EP.(1,1).A1", "EP.1111111111111111111111111111111111111",
        "*",          "..",          "EP.1.A1,EP.1.A1",
    };
    struct publication none = {.kind = "A1"};
    struct publication p = published("EP", "1", "A1", "1");

    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        CHECK(!finds(ids[i], &none));
        CHECK(!finds(ids[i], &p));
    }
}

static void ids_fit_or_are_none(void)
{
    char id[ID_SIZE], digits[] = "123456789012345678901234567890123456789";

    publication_id(id, SLICE("ep"), SLICE("0000h1"));
    CHECK_STR(id, "EPH1");
    publication_id(id, SLICE("EP"), (struct slice){digits, ID_SIZE - 3});
    CHECK_INT(strlen(id), ID_SIZE - 1);
    publication_id(id, SLICE("EP"), (struct slice){digits, ID_SIZE - 2});
    CHECK_STR(id, "");
    publication_id(id, SLICE("E1"), SLICE("1"));
    CHECK_STR(id, "");
    publication_id(id, SLICE("EP"), SLICE("1 2"));
    CHECK_STR(id, "");
}

TEST_MAIN({"European", european}, {"leading zeros", leading_zeros},
          {"epodoc has its own numbers", epodoc_has_its_own_numbers},
          {"the first reading is epodoc", the_first_reading_is_epodoc},
          {"what is not stated fits", what_is_not_stated_fits},
          {"what cannot be read finds nothing",
           what_cannot_be_read_finds_nothing},
          {"ids fit or are none", ids_fit_or_are_none})
