/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each room lists, and walks by chance. */
#include "check.h"
#include "dice.h"
#include "walk.h"

struct listing {
    enum room room;
    unsigned count, stop;
    struct buf text;
};

static int add(void *arg, struct slice name, const struct name *row)
{
    struct listing *l = arg;

    CHECK_INT(row->in, l->room);
    buf_printf(&l->text, "%s%.*s%s", l->count++ ? " " : "", (int)name.len,
               name.at, row->inside ? "/" : "");
    return l->count == l->stop ? 77 : 0;
}

static const struct {
    enum room room;
    const char *text;
} listings[] = {
    {ROOM_ROOT, "README.txt published-data/ family/ legal/ register/ "
                "number-service/ classification/ patent/ search/ cpc/ list/ "
                "publication-server/ .ops/"},
    {ROOM_PUBLISHED, "publication/ application/ priority/ images/ search/"},
    {ROOM_PUBLISHED_FORMATS, "epodoc/ docdb/"},
    {ROOM_PUBLISHED_EPODOC, ""},
    {ROOM_PUBLISHED_DOCDB, ""},
    {ROOM_PUBLISHED_FILES,
     "biblio.xml biblio.json biblio.txt abstract.xml abstract.json "
     "abstract.txt full-cycle.xml full-cycle.json full-cycle.txt "
     "claims.xml claims.json claims.txt description.xml "
     "description.json description.txt fulltext.xml fulltext.json "
     "fulltext.txt images.xml images.json images.txt equivalents.xml "
     "equivalents.json equivalents.txt equivalents/"},
    {ROOM_EQUIVALENTS,
     "biblio.xml biblio.json biblio.txt abstract.xml abstract.json "
     "abstract.txt full-cycle.xml full-cycle.json full-cycle.txt "
     "images.xml images.json images.txt"},
    {ROOM_SEARCH, ""},
    {ROOM_SEARCH_FILES,
     "search.xml search.json search.txt biblio.xml biblio.json "
     "biblio.txt abstract.xml abstract.json abstract.txt full-cycle.xml "
     "full-cycle.json full-cycle.txt"},
    {ROOM_SEARCH_RANGE,
     "search.xml search.json search.txt biblio.xml biblio.json "
     "biblio.txt abstract.xml abstract.json abstract.txt full-cycle.xml "
     "full-cycle.json full-cycle.txt"},
    {ROOM_IMAGES, ""},
    {ROOM_IMAGES_CC, ""},
    {ROOM_IMAGES_DOC, "PA/"},
    {ROOM_IMAGES_KIND, "fullimage/ thumbnail/"},
    {ROOM_IMAGES_CLIP,
     "firstpage.pdf firstpage.tiff firstpage.png firstpage.jpeg"},
    {ROOM_FULLIMAGE, ""},
    {ROOM_THUMBNAIL, ""},
    {ROOM_FAMILY, "publication/ application/ priority/"},
    {ROOM_FAMILY_FORMATS, "epodoc/ docdb/"},
    {ROOM_FAMILY_EPODOC, ""},
    {ROOM_FAMILY_DOCDB, ""},
    {ROOM_FAMILY_FILES,
     "family.xml family.json family.txt biblio.xml biblio.json "
     "biblio.txt legal.xml legal.json legal.txt"},
    {ROOM_LEGAL, "publication/ application/ priority/"},
    {ROOM_LEGAL_FORMATS, "epodoc/ docdb/"},
    {ROOM_LEGAL_EPODOC, ""},
    {ROOM_LEGAL_DOCDB, ""},
    {ROOM_LEGAL_FILES, "legal.xml legal.json legal.txt"},
    {ROOM_REGISTER, "publication/ application/ priority/ search/"},
    {ROOM_REGISTER_FORMATS, "epodoc/"},
    {ROOM_REGISTER_EPODOC, ""},
    {ROOM_REGISTER_FILES,
     "biblio.xml biblio.json biblio.txt events.xml events.json "
     "events.txt procedural-steps.xml procedural-steps.json "
     "procedural-steps.txt upp.xml upp.json upp.txt"},
    {ROOM_REGISTER_SEARCH, ""},
    {ROOM_REGISTER_SEARCH_FILES,
     "search.xml search.json search.txt biblio.xml biblio.json "
     "biblio.txt events.xml events.json events.txt procedural-steps.xml "
     "procedural-steps.json procedural-steps.txt upp.xml upp.json "
     "upp.txt hits.tsv count hits/"},
    {ROOM_REGISTER_SEARCH_RANGE,
     "search.xml search.json search.txt biblio.xml biblio.json "
     "biblio.txt events.xml events.json events.txt procedural-steps.xml "
     "procedural-steps.json procedural-steps.txt upp.xml upp.json "
     "upp.txt"},
    {ROOM_NUMBER, "publication/ application/ priority/"},
    {ROOM_NUMBER_FORMATS, "original/ docdb/ epodoc/"},
    {ROOM_NUMBER_ORIGINAL, ""},
    {ROOM_NUMBER_ORIGINAL_FILES,
     "docdb.xml docdb.json docdb.txt epodoc.xml epodoc.json epodoc.txt"},
    {ROOM_NUMBER_DOCDB, ""},
    {ROOM_NUMBER_DOCDB_FILES,
     "epodoc.xml epodoc.json epodoc.txt original.xml original.json "
     "original.txt"},
    {ROOM_NUMBER_EPODOC, ""},
    {ROOM_NUMBER_EPODOC_FILES, "original.xml original.json original.txt"},
    {ROOM_CLASSIFICATION, "cpc/ map/"},
    {ROOM_CPC, "search/ media/"},
    {ROOM_CPC_FILES, "scheme.xml scheme.txt"},
    {ROOM_CPC_SEARCH, ""},
    {ROOM_CPC_SEARCH_FILES, "search.xml search.txt"},
    {ROOM_CPC_SEARCH_RANGE, "search.xml search.txt"},
    {ROOM_CPC_MEDIA, ""},
    {ROOM_MAP, "cpc/ ecla/"},
    {ROOM_MAP_CPC, ""},
    {ROOM_MAP_CPC_FILES, "ipc.xml ipc.txt ecla.xml ecla.txt"},
    {ROOM_MAP_ECLA, ""},
    {ROOM_MAP_ECLA_FILES, "cpc.xml cpc.txt ipc.xml ipc.txt"},
    {ROOM_EPS, "dates.txt publication-dates/ patents/"},
    {ROOM_EPS_DATES, ""},
    {ROOM_EPS_DAY, "index.tsv"},
    {ROOM_EPS_PATENTS, ""},
    {ROOM_EPS_FILES, "document.xml document.txt document.pdf document.html "
                     "document.zip"},
    {ROOM_PATENT, ""},
    {ROOM_PATENT_LINKED, ""},
    {ROOM_PATENT_BY_DAY, ""},
    {ROOM_PATENT_FILES,
     "title.txt abstract.txt claims.txt description.txt description/ "
     "biblio.txt claims/ document.pdf images/ citations.tsv citations/ "
     "cited-by.tsv "
     "cited-by/ "
     "publications/ family/ family.tsv legal.tsv changes.tsv register/ upc.txt "
     "cite.bib cite.ris cite.json numbers.txt links.txt sources.tsv ops"},
    {ROOM_DESCRIPTION, "headings.tsv"},
    {ROOM_CLAIMS, ""},
    {ROOM_PATENT_IMAGES, ""},
    {ROOM_DRAWINGS, ""},
    {ROOM_PAGES, ""},
    {ROOM_LINKS, ""},
    {ROOM_PATENT_FAMILY, "simple/ extended/"},
    {ROOM_PATENT_REGISTER,
     "status.txt proprietor.txt opposition.txt events.tsv steps.tsv "
     "states.tsv upp.txt"},
    {ROOM_QUERIES, "README.txt"},
    {ROOM_HITS, "hits.tsv count changes.tsv"},
    {ROOM_SECTIONS, "A B C D E F G H Y"},
    {ROOM_LEVELS, "A/ B/ C/ D/ E/ F/ G/ H/ Y/"},
    {ROOM_SECTION, "title.txt path.txt children.tsv"},
    {ROOM_CLASS, "title.txt path.txt children.tsv"},
    {ROOM_SUBCLASS, "title.txt path.txt children.tsv"},
    {ROOM_GROUP, "title.txt path.txt children.tsv ipc"},
    {ROOM_SUBGROUP, "title.txt path.txt children.tsv ipc"},
    {ROOM_FIGURES, ""},
    {ROOM_LISTS, ""},
    {ROOM_LIST, "biblio.tsv citations.tsv family.tsv legal.tsv register.tsv "
                "changes.tsv cited-by.tsv cite.bib"},
    {ROOM_OPS,
     "status status.json quota usage.tsv metrics errors errors.jsonl ctl log help"},
};

static void lists_each_room(void)
{
    CHECK_INT(sizeof(listings) / sizeof(*listings), ROOM_COUNT - 1);
    for (size_t i = 0; i < sizeof(listings) / sizeof(*listings); i++) {
        struct listing l = {.room = listings[i].room, .text = BUF_INIT(2000)};

        CHECK_INT(listings[i].room, i + 1);
        CHECK_INT(path_list(l.room, add, &l), 0);
        CHECK_STR(buf_text(&l.text), listings[i].text);
        buf_fini(&l.text);
    }
}

static void listing_stops_on_request(void)
{
    struct listing l = {.room = ROOM_ROOT, .stop = 2, .text = BUF_INIT(2000)};

    CHECK_INT(path_list(ROOM_ROOT, add, &l), 77);
    CHECK_STR(buf_text(&l.text), "README.txt published-data/");
    buf_fini(&l.text);
}

static int accept(void *arg, struct slice name, const struct name *row)
{
    struct step step;
    enum room *room = arg;

    CHECK_INT(path_step(*room, name, &step), 0);
    CHECK(step.row == row);
    CHECK_INT(step.form != FORM_COUNT, row->forms != 0);
    CHECK_INT(strlen(step.text), step.len);
    return 0;
}

static void what_is_listed_is_accepted(void)
{
    for (enum room room = ROOM_NONE; room < ROOM_COUNT; room++)
        CHECK_INT(path_list(room, accept, &room), 0);
}

/* Random walks: names that are listed or plausible, in random case. Whatever
 * is accepted is a sound request, the same when asked twice. */
static const char *const plausible[] = {
    "EP1000000",
    "EP.1000000.A1",
    "US.(08%2F921,321).A.19970829",
    "EP",
    "A1",
    "1000000",
    "ti=a%2Fb",
    "1-100",
    "001.pdf",
    "A01B33%2F00",
    "1000.gif",
    "EP1000000A1",
    "title.de.txt",
    "012.txt",
    "biblio,abstract.xml",
    "scheme,depth=2.xml",
    "full-cycle,biblio.json",
};

struct lot {
    unsigned count;
    char names[40][64];
};

static int draw(void *arg, struct slice name, const struct name *row)
{
    struct lot *lot = arg;

    (void)row;
    CHECK(lot->count < 40 && name.len < 64);
    memcpy(lot->names[lot->count], name.at, name.len);
    lot->names[lot->count++][name.len] = '\0';
    return 0;
}

static void check_sound(const char *path)
{
    size_t whole = strlen(path), plain = strcspn(path, "?");

    CHECK(whole < REQUEST_PATH && plain > 0 && path[0] != '/');
    CHECK(path[plain - 1] != '/');
    CHECK(!strstr(path, "{") && !strstr(path, "[") && !strstr(path, "}"));
    for (size_t i = 0; i < whole; i++)
        CHECK(path[i] > 0x20 && path[i] < 0x7f);
    for (size_t i = 0; i + 1 < plain; i++) {
        CHECK(strncmp(path + i, "//", 2) != 0);
        CHECK(strncmp(path + i, "..", 2) != 0);
        CHECK(strncmp(path + i, "%2F", 3) != 0);
    }
}

static void random_walks_are_sound(void)
{
    struct dice d = {6};
    unsigned files = 0;

    for (int round = 0; round < 20000 && !check_failed; round++) {
        struct request once = {0}, twice = {0};
        struct location location;
        struct t_walk w;
        int r;

        t_walk_start(&w);
        for (int tries = 0; tries < 60 && w.room != ROOM_NONE; tries++) {
            struct lot lot = {0};
            uint32_t n;

            path_list(w.room, draw, &lot);
            n = dice_roll(&d, lot.count + 14);
            t_walk_step(&w, slice_of(n < lot.count ? lot.names[n]
                                                   : plausible[n - lot.count]));
        }
        for (unsigned i = 0; i < w.depth; i++)
            CHECK_INT(strlen(w.steps[i].text), w.steps[i].len);
        if (w.room != ROOM_NONE || !name_is_remote(w.steps[w.depth - 1].row))
            continue;
        t_walk_location(&w, &location);
        r = request_at(&location, &once);
        CHECK_INT(request_at(&location, &twice), r);
        CHECK(r == 0 ||
              (r == -ENOENT && (location.row->facet ||
                                location.row->source == SOURCE_EPS_DOCUMENT)));
        if (r < 0 || plan_has_list(location.row->plan))
            continue;
        files++;
        CHECK_STR(once.path, twice.path);
        check_sound(once.path);
    }
    CHECK(files > 5000);
}

TEST_MAIN({"lists each room", lists_each_room},
          {"listing stops on request", listing_stops_on_request},
          {"what is listed is accepted", what_is_listed_is_accepted},
          {"random walks are sound", random_walks_are_sound})
