/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grammar of the reading room: names, the requests for them, links. */
#include "ops/reading_room.h"

#include "path-fixture.h"

#include <stdlib.h>

/* What a name in a room says; NULL: there cannot be such a name. */
static void check_name(enum room room, const char *name, const char *want)
{
    struct step step;
    int r = path_step(room, slice_of(name), &step);

    CHECK_INT(r, want ? 0 : -ENOENT);
    if (r == 0 && want)
        CHECK_STR(step.text, want);
    if (check_failed)
        printf("# for the name \"%s\"\n", name);
}

static void spellings(void)
{
    check_name(ROOM_PATENT, "EP2814089B1", "EP2814089B1");
    check_name(ROOM_PATENT, "EP 2 814 089 B1", "EP2814089B1");
    check_name(ROOM_PATENT, "WO2013%2F123456", "WO2013123456");
    check_name(ROOM_PATENT, "WO2013%2f123456", "WO2013123456");
    check_name(ROOM_PATENT, "PCT%2FEP2004%2F008531", "PCT-EP2004-008531");
    check_name(ROOM_PATENT, "US 9,123,456 B2", "US9123456B2");
}

static void what_cannot_be_a_number(void)
{
    static const char *const odd[] = {
        ".",
        "..",
        "...",
        "{EP2814089}",
        "EP",
        "%",
        "%2",
        "%2F",
        "%2F%2F",
        "%00",
        "EP2814089B1%0A",
        "EP2814089B1\n",
        "\001",
        "EP\0331A1",
        "EP1A1\177",
        "\xff\xfe",
        "EP2814089B1\xc2\x85",
        "~",
        "#EP1A1#",
        "EP2814089B1/..",
    };
    char text[1026];

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
        check_name(ROOM_PATENT, odd[i], NULL);
    memset(text, '1', sizeof(text));
    for (size_t len = 1000; len < sizeof(text); len++) {
        struct step step;

        CHECK_INT(path_step(ROOM_PATENT, (struct slice){text, len}, &step),
                  -ENOENT);
    }
}

static void what_can_be_two_numbers(void)
{
    struct step step;

    CHECK_INT(path_step(ROOM_PATENT, SLICE("EP10167109"), &step), -EINVAL);
    CHECK(strstr(step.text, "EP10167109.7") && strstr(step.text, "EP0167109"));
}

/* Every canonical name is one's own, whatever the room of links. */
static void only_canonical_names_are_links(void)
{
    check_name(ROOM_LINKS, "EP2814089B1", "EP2814089B1");
    check_name(ROOM_LINKS, "ep2814089b1", NULL);
    check_name(ROOM_HITS, "EP 2814089 B1", NULL);
    check_name(ROOM_LIST, "EP2814089B1", "EP2814089B1");
    check_name(ROOM_HITS, "hits.tsv", "hits.tsv");
}

static void languages(void)
{
    check_name(ROOM_PATENT_FILES, "title.de.txt", "de");
    check_name(ROOM_PATENT_FILES, "claims.fr.txt", "fr");
    check_name(ROOM_PATENT_FILES, "title.txt", "title.txt");
    check_name(ROOM_PATENT_FILES, "title.DE.txt", NULL);
    check_name(ROOM_PATENT_FILES, "title.deu.txt", NULL);
    check_name(ROOM_PATENT_FILES, "title..txt", NULL);
    check_name(ROOM_PATENT_FILES, "title.d.txt", NULL);
    check_name(ROOM_PATENT_FILES, "title.de.tx", NULL);
    check_name(ROOM_PATENT_FILES, "titlexdextxt", NULL);
    check_name(ROOM_PATENT_FILES, "t", NULL);
    check_name(ROOM_PATENT_FILES, "biblio.de.txt", NULL);
}

static void claims(void)
{
    check_name(ROOM_CLAIMS, "001.txt", "1");
    check_name(ROOM_CLAIMS, "amended-012.txt", "a12");
    check_name(ROOM_CLAIMS, "set3-001.txt", "3-1");
    check_name(ROOM_CLAIMS, "set1-001.txt", NULL);
    check_name(ROOM_CLAIMS, "set10-001.txt", NULL);
    check_name(ROOM_CLAIMS, "set2-000.txt", NULL);
    check_name(ROOM_CLAIMS, "set2", NULL);
    check_name(ROOM_CLAIMS, "amended-.txt", NULL);
    check_name(ROOM_CLAIMS, "amended-01.txt", NULL);
    check_name(ROOM_CLAIMS, "999.txt", "999");
    check_name(ROOM_CLAIMS, "1000.txt", "1000");
    check_name(ROOM_CLAIMS, "9999.txt", "9999");
    check_name(ROOM_CLAIMS, "000.txt", NULL);
    check_name(ROOM_CLAIMS, "0001.txt", NULL);
    check_name(ROOM_CLAIMS, "10000.txt", NULL);
    check_name(ROOM_CLAIMS, "1.txt", NULL);
    check_name(ROOM_CLAIMS, "01.txt", NULL);
    check_name(ROOM_CLAIMS, "-01.txt", NULL);
    check_name(ROOM_CLAIMS, "+01.txt", NULL);
    check_name(ROOM_CLAIMS, "a01.txt", NULL);
    check_name(ROOM_CLAIMS, "001.tx", NULL);
    check_name(ROOM_CLAIMS, ".txt", NULL);
    check_name(ROOM_CLAIMS, "txt", NULL);
    check_name(ROOM_CLAIMS, "001.png", NULL);
}

static void sheets(void)
{
    check_name(ROOM_DRAWINGS, "001.png", "1");
    check_name(ROOM_DRAWINGS, "012.png", "12");
    check_name(ROOM_DRAWINGS, "001.pdf", NULL);
    check_name(ROOM_DRAWINGS, "000.png", NULL);
    check_name(ROOM_PAGES, "240.pdf", "240");
    check_name(ROOM_PAGES, "1.pdf", NULL);
    check_name(ROOM_PATENT_IMAGES, "drawings", "drawings");
    check_name(ROOM_PATENT_IMAGES, "first-page.png", "first-page.png");
    check_name(ROOM_PATENT_IMAGES, "first-page.pdf", NULL);
}

static void list_names(void)
{
    check_name(ROOM_LISTS, "competitors", "competitors");
    check_name(ROOM_LISTS, "my list.txt", "my list.txt");
    check_name(ROOM_LISTS, "a%2Fb", "a%2Fb");
    check_name(ROOM_LISTS, ".hidden", NULL);
    check_name(ROOM_LISTS, "..", NULL);
    check_name(ROOM_LISTS, "#list#", NULL);
    check_name(ROOM_LISTS, "list~", NULL);
    check_name(ROOM_LISTS, "a\nb", NULL);
}

/* --- requests ------------------------------------------------------------ */

/* What OPS is asked for a path; NULL: it has nothing of it. */
static void check_asked(const char *path, const char *want)
{
    struct request r = {0};
    struct t_walk w;
    struct location location;
    int got = t_walk_path(&w, path);

    CHECK_INT(got, 0);
    if (got == 0) {
        t_walk_location(&w, &location);
        CHECK_INT(request_at(&location, &r), want ? 0 : -ENOENT);
        if (want)
            CHECK_STR(r.path, want);
    }
    if (check_failed)
        printf("# for the path \"%s\"\n", path);
}

#define EP "EP2814089B1"
#define WO "WO2013123456A1"
#define US "US9123456B2"
#define PCT "PCT-EP2004-008531"

static void requests_of_a_publication(void)
{
    check_asked("patent/" EP "/title.txt",
                "published-data/publication/docdb/EP.2814089.B1/biblio");
    check_asked("patent/" EP "/publications",
                "published-data/publication/docdb/EP.2814089.B1/"
                "biblio,full-cycle");
    check_asked("patent/" EP "/claims.de.txt",
                "published-data/publication/docdb/EP.2814089.B1/claims");
    check_asked("patent/" EP "/claims/012.txt",
                "published-data/publication/docdb/EP.2814089.B1/claims");
    check_asked("patent/" EP "/family/simple",
                "family/publication/docdb/EP.2814089.B1");
    check_asked("patent/" EP "/legal.tsv",
                "legal/publication/docdb/EP.2814089.B1");
    check_asked("patent/" EP "/register/status.txt",
                "register/publication/epodoc/EP2814089/"
                "biblio,events,procedural-steps");
    check_asked("patent/" EP "/cited-by",
                "published-data/search/biblio?q=ct%3DEP2814089&Range=1-100");
    check_asked("patent/EP2814089/biblio.txt",
                "published-data/publication/epodoc/EP2814089/biblio");
}

static void requests_of_other_offices(void)
{
    check_asked("patent/" US "/biblio.txt",
                "published-data/publication/docdb/US.9123456.B2/biblio");
    check_asked("patent/" US "/claims.txt", NULL);
    check_asked("patent/" US "/claims", NULL);
    check_asked("patent/" US "/register/status.txt", NULL);
    check_asked("patent/" WO "/description.txt",
                "published-data/publication/docdb/WO.2013123456.A1/"
                "description");
    check_asked("patent/" WO "/register/status.txt",
                "register/publication/epodoc/WO2013123456/"
                "biblio,events,procedural-steps");
}

/* Whatever number there is, each file of it asks for something or says that
 * there is nothing. */
static void every_file_of_every_kind_of_number(void)
{
    static const char *const numbers[] = {
        EP,
        "EP2814089",
        WO,
        US,
        PCT,
        "EP10167109.7",
        "USRE24087E",
        "DE102010012345A1",
        "CN102345678A",
        "JP2012123456A",
        "KR20120012345A",
        "GB2345678A",
        "USD123456S",
        "US201113167395-application",
        "FR2812345A1",
        "EP4100001C0",
    };
    enum room rooms[] = {ROOM_PATENT_FILES,  ROOM_PATENT_FAMILY,
                         ROOM_CLAIMS,        ROOM_PATENT_REGISTER,
                         ROOM_PATENT_IMAGES, ROOM_DRAWINGS,
                         ROOM_PAGES};

    for (size_t n = 0; n < sizeof(numbers) / sizeof(numbers[0]); n++) {
        CHECK_STR(number_is_canonical(slice_of(numbers[n])) ? "" : numbers[n],
                  "");
        for (size_t i = 0; i < names_count; i++) {
            struct location location = {.row = &names[i], .form = FORM_XML};
            struct request r = {0};
            bool in = false;

            for (size_t k = 0; k < sizeof(rooms) / sizeof(rooms[0]); k++)
                in = in || names[i].in == rooms[k];
            if (!in || !names[i].facet)
                continue;
            location.slots[SLOT_NUMBER] = slice_of(numbers[n]);
            location.slots[SLOT_SELECTION] = SLICE("1");
            if (request_at(&location, &r) == 0) {
                CHECK(r.path[0] && !strchr(r.path, '{') &&
                      !strstr(r.path, "//"));
                CHECK_INT(r.making.facet, names[i].facet);
                CHECK_STR(r.making.subject, numbers[n]);
            } else {
                CHECK(reading_lack(&location)[0]);
            }
        }
    }
}

static void check_image(const char *link, int64_t page, enum form form,
                        const char *want)
{
    struct request r = {0};

    CHECK_INT(request_of_image(slice_of(link), page, form, &r),
              want ? 0 : -ENOENT);
    CHECK_STR(r.path, want ? want : "");
}

static void requests_of_images(void)
{
    struct request r = {0};

    check_image("EP/1000000/A1/fullimage", 7, FORM_PDF,
                "published-data/images/EP/1000000/A1/fullimage.pdf?Range=7");
    check_image("EP/1000000/A1/thumbnail", 1, FORM_TIFF,
                "published-data/images/EP/1000000/A1/thumbnail.tiff?Range=1");
    check_image("EP/1000000/PA/firstpage", 1, FORM_PNG,
                "published-data/images/EP/1000000/PA/firstpage.png");
    CHECK_INT(request_of_image(SLICE("EP/1/A1/fullimage"), 1, FORM_PDF, &r), 0);
    CHECK_INT(r.source, SOURCE_PAGE);
    CHECK_INT(request_of_image(SLICE("EP/1/PA/firstpage"), 1, FORM_PNG, &r), 0);
    CHECK_INT(r.source, SOURCE_CLIP);
}

/* Links come from outside. */
static void links_lead_to_images_only(void)
{
    static const char *const odd[] = {
        "",
        "fullimage",
        "EP/1000000/fullimage",
        "EP/1000000/A1/other",
        "EP/1000000/A1/fullimage/",
        "EP/1000000/A1/x/fullimage",
        "../1000000/A1/fullimage",
        "EP/../A1/fullimage",
        "EP/1000000/../fullimage",
        "//evil/A1/fullimage",
        "EP/1%2F2/A1/fullimage",
        "EP/1?q=/A1/fullimage",
        "E/1/A1/fullimage",
        "EP/1/A1/fullimage.pdf",
    };

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
        check_image(odd[i], 1, FORM_PDF, NULL);
}

static void requests_of_a_list(void)
{
    static const struct name row = {.facet = FACET_REGISTER_ROW,
                                    .plan = PLAN_LIST,
                                    .source = SOURCE_REGISTER,
                                    .constituents = "biblio"};
    struct request r = {0};

    CHECK_INT(request_of_number(&row, SLICE(EP), &r), 0);
    CHECK_STR(r.path, "register/publication/epodoc/EP2814089/biblio");
    CHECK_INT(r.making.facet, FACET_NONE);
    CHECK_INT(request_of_number(&row, SLICE(US), &r), -ENOENT);
}

/* --- searches ------------------------------------------------------------ */

static void queries(void)
{
    check_asked("search/ti=a%2Fb", "published-data/search/biblio?q=ti%3Da/b"
                                   "&Range=1-100");
    check_asked("search/ti=50%25", "published-data/search/biblio?q=ti%3D50%25"
                                   "&Range=1-100");
    check_asked("search/ti=?&Range=1-2000#x",
                "published-data/search/biblio?q=ti%3D%3F%26Range%3D1-2000%23x"
                "&Range=1-100");
}

/* The longest name there is, of characters that are encoded; and one page of
 * it, and some days of that. */
static void the_longest_query(void)
{
    char path[1200] = "search/";
    struct request first, page;
    struct location location;
    struct t_walk w;

    memset(path + 7, '"', 1024);
    CHECK_INT(t_walk_path(&w, path), 0);
    t_walk_location(&w, &location);
    CHECK_INT(request_at(&location, &first), 0);
    CHECK(strlen(first.path) > 3072);
    request_page(&first, 20, &page);
    CHECK_STR(strrchr(page.path, '&'), "&Range=1901-2000");
    CHECK_INT(request_within(&page, "20200101", "20201231"), 0);
    CHECK(strlen(page.path) < REQUEST_PATH);
    CHECK_STR(strrchr(page.path, '&'), "&Range=1901-2000");
    request_page(&first, 0, &page);
    CHECK(strncmp(page.path, "published-data/search?q=%22", 27) == 0);
    path[7 + 1024] = '"';
    CHECK_INT(t_walk_path(&w, path), -ENOENT);
}

/* --- links --------------------------------------------------------------- */

static void check_link(const char *path, unsigned depth, const char *want)
{
    struct buf to = BUF_INIT(1000);
    struct t_walk w;
    struct location location;
    const char *name = strrchr(path, '/') + 1;

    CHECK_INT(t_walk_path(&w, path), 0);
    t_walk_location(&w, &location);
    if (location.row->link == LINK_CANONICAL ||
        location.row->link == LINK_DRAWINGS ||
        location.row->link == LINK_SYMBOL)
        name = w.steps[w.depth - 1].text;
    CHECK_INT(reading_link(&location, slice_of(name), depth, &to), 0);
    CHECK_STR(buf_text(&to), want);
    buf_fini(&to);
}

static void links(void)
{
    check_link("patent/ep 2 814 089 b1", 1, EP);
    check_link("patent/" EP "/citations/" US, 3, "../../../patent/.files/" US);
    check_link("patent/.files/" EP "/citations/" US, 4,
               "../../../../patent/.files/" US);
    check_link("patent/" EP "/family/simple/" US, 4,
               "../../../../patent/.files/" US);
    check_link("search/pa=a/" EP, 2, "../../patent/.files/" EP);
    check_link("list/mine/" EP, 2, "../../patent/.files/" EP);
    check_link("cpc/h04w 84%2F20", 1, "H/H04/H04W/84/20");
    check_link("cpc/.levels/H/H04/H04W/84/18/20", 6, "../20");
    check_link("cpc/.levels/H/H04/H04W/84/patents", 5,
               "../../../../../search/cpc=H04W84%2F00");
    check_link("cpc/.levels/H/H04/H04W/patents", 4,
               "../../../../search/cpc=H04W");
    check_link("patent/" EP "/images/drawings-of-EP2814089A1", 3,
               "../../../patent/.files/EP2814089A1/images/drawings");
    check_link("patent/" EP "/ops", 2,
               "../../published-data/publication/docdb/EP.2814089.B1");
    check_link("patent/EP2814089/ops", 2,
               "../../published-data/publication/epodoc/EP2814089");
}

static void an_application_without_a_publication(void)
{
    static const char *const applications[] = {
        "MX2017004321-application",
        "IN2009MN01234-application",
        "CO20240001234-application",
        "EP13717268.0",
    };
    struct location location = {.row = &names[0]};

    for (size_t i = 0; i < sizeof(applications) / sizeof(*applications); i++) {
        location.slots[SLOT_NUMBER] = slice_of(applications[i]);
        CHECK(strstr(reading_absence(&location), "no publication"));
    }
    location.slots[SLOT_NUMBER] = SLICE("MX2017004321");
    CHECK(!strstr(reading_absence(&location), "no publication"));
    location.slots[SLOT_NUMBER] = SLICE("EP.13717268.A");
    CHECK(!strstr(reading_absence(&location), "no publication"));
    location.slots[SLOT_NUMBER] = SLICE("");
    CHECK(!strstr(reading_absence(&location), "no publication"));
    location.row = &(const struct name){.source = SOURCE_REGISTER};
    CHECK(strstr(reading_absence(&location), "Register has no entry"));
    location.row = &(const struct name){.source = SOURCE_SEARCH};
    CHECK(!reading_absence(&location));
}

TEST_MAIN({"spellings", spellings},
          {"an application without a publication",
           an_application_without_a_publication},
          {"what cannot be a number", what_cannot_be_a_number},
          {"what can be two numbers", what_can_be_two_numbers},
          {"only canonical names are links", only_canonical_names_are_links},
          {"languages", languages}, {"claims", claims},
          {"list names", list_names},
          {"requests of a publication", requests_of_a_publication},
          {"requests of other offices", requests_of_other_offices},
          {"every file of every kind of number",
           every_file_of_every_kind_of_number},
          {"sheets", sheets}, {"requests of images", requests_of_images},
          {"links lead to images only", links_lead_to_images_only},
          {"requests of a list", requests_of_a_list}, {"queries", queries},
          {"the longest query", the_longest_query}, {"links", links})
