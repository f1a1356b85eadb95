/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths of the tree -> what is sent to OPS. The services, their formats and
 * their constituents stand here once more, as the guide has them, so that a
 * slip in the tables of ops/ shows.
 */
#include "ops/path.h"

#include "check.h"
#include "dice.h"
#include "walk.h"

#include <stdlib.h>

#define XML "application/xml"
#define JSON "application/json"
#define OPS_XML "application/ops+xml"
#define REGISTER_XML "application/register+xml"

static const char *const types[] = {"publication", "application", "priority"};

static void check_request(const char *path, const char *url, const char *accept)
{
    struct request r = {0};

    CHECK_INT(walk_request(path, &r), 0);
    CHECK_STR(r.path, url);
    CHECK_STR(r.accept, accept);
    if (check_failed)
        printf("# for the path %s\n", path);
}

static void check_refused(const char *path)
{
    struct request r;
    int got = walk_request(path, &r);

    CHECK_INT(got, -ENOENT);
    if (got != -ENOENT)
        printf("# for the path %s\n", path);
}

/* In both forms; the XML one may have a media type of its own. */
static void check_text(const char *stem, const char *url, const char *xml)
{
    char path[3000];

    snprintf(path, sizeof(path), "%s.xml", stem);
    check_request(path, url, xml);
    snprintf(path, sizeof(path), "%s.json", stem);
    check_request(path, url, JSON);
}

/* Every ordered choice out of `words`, comma-joined, calls `each` with the
 * choice and the same words in the table's order. */
struct choice {
    const char *const *words;
    unsigned count;
    unsigned used[4], length;
    void (*each)(void *arg, const char *spelled, const char *sorted);
    void *arg;
};

static void join(char *to, const struct choice *c, bool sorted)
{
    char *at = to;

    *to = '\0';
    for (unsigned k = 0; k < (sorted ? c->count : c->length); k++) {
        unsigned i = k;
        bool in = !sorted;

        for (unsigned m = 0; sorted && m < c->length; m++)
            in |= c->used[m] == k;
        if (!sorted)
            i = c->used[k];
        if (in)
            at += sprintf(at, "%s%s", at == to ? "" : ",", c->words[i]);
    }
}

static void choose(struct choice *c)
{
    char spelled[200], sorted[200];

    if (c->length) {
        join(spelled, c, false);
        join(sorted, c, true);
        c->each(c->arg, spelled, sorted);
    }
    for (unsigned i = 0; i < c->count; i++) {
        bool taken = false;

        for (unsigned k = 0; k < c->length; k++)
            taken |= c->used[k] == i;
        if (taken)
            continue;
        c->used[c->length++] = i;
        choose(c);
        c->length--;
    }
}

/* The services that have a type, a format and a number. */
struct service {
    const char *service, *format, *number, *between, *accept;
};

static unsigned choices;

static void each_choice(void *arg, const char *spelled, const char *sorted)
{
    const struct service *s = arg;

    choices++;
    for (size_t t = 0; t < 3; t++) {
        char path[500], url[500];

        snprintf(path, sizeof(path), "%s/%s/%s/%s/%s%s", s->service, types[t],
                 s->format, s->number, s->between, spelled);
        snprintf(url, sizeof(url), "%s/%s/%s/%s/%s%s", s->service, types[t],
                 s->format, s->number, s->between, sorted);
        check_text(path, url, s->accept);
    }
}

static void check_combinations(struct service s, const char *const *words,
                               unsigned count, unsigned want)
{
    struct choice c = {.words = words, .count = count, .each = each_choice,
                       .arg = &s};

    choices = 0;
    choose(&c);
    CHECK_INT(choices, want);
}

static void published_data(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle"};

    check_combinations((struct service){"published-data", "epodoc",
                                        "EP1000000", "", XML}, words, 3, 15);
    check_combinations((struct service){"published-data", "docdb",
                                        "EP.1000000.A1", "", XML}, words, 3,
                       15);
}

static void one_constituent_only(void)
{
    static const char *const alone[] = {"claims", "description", "fulltext",
                                        "images", "equivalents"};

    for (size_t i = 0; i < sizeof(alone) / sizeof(*alone); i++) {
        const char *word = alone[i];

        check_combinations((struct service){"published-data", "epodoc",
                                            "EP1000000.A1", "", XML},
                           &word, 1, 1);
        check_combinations((struct service){"published-data", "docdb",
                                            "EP1000000A1", "", XML},
                           &word, 1, 1);
    }
}

static void equivalents(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle",
                                        "images"};

    check_combinations((struct service){"published-data", "epodoc",
                                        "EP1000000", "equivalents/", XML},
                       words, 4, 64);
    check_combinations((struct service){"published-data", "docdb",
                                        "EP.1000000.A", "equivalents/", XML},
                       words, 4, 64);
}

static void family(void)
{
    static const char *const words[] = {"biblio", "legal"};
    static const char *const formats[][2] = {{"epodoc", "EP1000000"},
                                             {"docdb", "EP.1000000.A1"}};

    for (size_t f = 0; f < 2; f++)
        check_combinations((struct service){"family", formats[f][0],
                                            formats[f][1], "", OPS_XML},
                           words, 2, 4);
    check_text("family/publication/docdb/EP.1000000.A1/family",
               "family/publication/docdb/EP.1000000.A1", OPS_XML);
    check_text("family/priority/epodoc/EP1000000/family",
               "family/priority/epodoc/EP1000000", OPS_XML);
}

static void legal(void)
{
    check_text("legal/publication/docdb/EP.1000000.A1/legal",
               "legal/publication/docdb/EP.1000000.A1", OPS_XML);
    check_text("legal/application/epodoc/EP19990203729/legal",
               "legal/application/epodoc/EP19990203729", OPS_XML);
    check_text("legal/priority/epodoc/ep1000000/legal",
               "legal/priority/epodoc/EP1000000", OPS_XML);
}

static void register_service(void)
{
    static const char *const words[] = {"biblio", "events", "procedural-steps",
                                        "upp"};

    check_combinations((struct service){"register", "epodoc", "EP2814089", "",
                                        REGISTER_XML}, words, 4, 64);
    check_text("register/publication/epodoc/EP.2400812.A1/biblio",
               "register/publication/epodoc/EP.2400812.A1/biblio",
               REGISTER_XML);
}

static void number_service(void)
{
    check_text("number-service/application/original/"
               "US.(08%2F921,321).A.19970829/epodoc",
               "number-service/application/original/"
               "US.%2808/921%2C321%29.A.19970829/epodoc", XML);
    check_text("number-service/application/original/"
               "PCT%2FGB02%2F04635.20021011/docdb",
               "number-service/application/original/"
               "PCT/GB02/04635.20021011/docdb", XML);
    check_text("number-service/publication/docdb/EP.1000000.A1/epodoc",
               "number-service/publication/docdb/EP.1000000.A1/epodoc", XML);
    check_text("number-service/publication/docdb/EP.1000000.A1/original",
               "number-service/publication/docdb/EP.1000000.A1/original", XML);
    check_text("number-service/priority/epodoc/EP1000000/original",
               "number-service/priority/epodoc/EP1000000/original", XML);
    check_refused("number-service/publication/docdb/EP.1000000.A1/docdb.xml");
    check_refused("number-service/publication/epodoc/EP1000000/docdb.xml");
    check_refused("number-service/publication/epodoc/EP1000000/epodoc.xml");
    check_refused("number-service/publication/original/US1/original.xml");
}

static void images(void)
{
#define ROOM "published-data/images/EP/1000000/"
    check_request(ROOM "A1/fullimage/001.pdf", ROOM "A1/fullimage.pdf?Range=1",
                  "application/pdf");
    check_request(ROOM "A1/fullimage/012.tiff",
                  ROOM "A1/fullimage.tiff?Range=12", "application/tiff");
    check_request(ROOM "a1/FullImage/1234.pdf",
                  ROOM "A1/fullimage.pdf?Range=1234", "application/pdf");
    check_request(ROOM "A1/thumbnail/001.pdf",
                  ROOM "A1/thumbnail.pdf?Range=1", "application/pdf");
    check_request(ROOM "A1/thumbnail/002.tiff",
                  ROOM "A1/thumbnail.tiff?Range=2", "application/tiff");
    check_request(ROOM "PA/firstpage.png", ROOM "PA/firstpage.png",
                  "image/png");
    check_request(ROOM "pa/firstpage.jpeg", ROOM "PA/firstpage.jpeg",
                  "image/jpeg");
    check_request(ROOM "PA/firstpage.pdf", ROOM "PA/firstpage.pdf",
                  "application/pdf");
    check_request("published-data/images/us/d558961/s1/thumbnail/001.tiff",
                  "published-data/images/US/D558961/S1/thumbnail.tiff?Range=1",
                  "application/tiff");
    check_refused(ROOM "A1/firstpage.png");
    check_refused(ROOM "PA/fullimage/001.pdf");
    check_refused(ROOM "A1/fullimage/1.pdf");
    check_refused(ROOM "A1/fullimage/000.pdf");
    check_refused(ROOM "A1/fullimage/001.png");
    check_refused(ROOM "A1/fullimage/001.PDF");
    check_refused(ROOM "A1/fullimage/001");
    check_refused(ROOM "A1/fullimage/.pdf");
#undef ROOM
}

static void searches(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle"};

    check_text("published-data/search/ti=plastic/search",
               "published-data/search?q=ti%3Dplastic", OPS_XML);
    check_text("published-data/search/ti=plastic/101-200/search",
               "published-data/search?q=ti%3Dplastic&Range=101-200", OPS_XML);
    for (size_t i = 0; i < 3; i++) {
        char path[200], url[200];

        snprintf(path, sizeof(path), "published-data/search/pa=a&b/%s",
                 words[i]);
        snprintf(url, sizeof(url), "published-data/search/%s?q=pa%%3Da%%26b",
                 words[i]);
        check_text(path, url, OPS_XML);
    }
    check_text("published-data/search/cpc=%2Flow A01B/1-100/full-cycle,biblio",
               "published-data/search/biblio,full-cycle"
               "?q=cpc%3D/low%20A01B&Range=1-100", OPS_XML);
    check_text("published-data/search/pd within \"20051212 20051214\"/search",
               "published-data/search?q=pd%20within%20"
               "%2220051212%2020051214%22", OPS_XML);
    check_text("published-data/search/a?b#c@d%25+e/search",
               "published-data/search?q=a%3Fb%23c%40d%25%2Be", OPS_XML);
    check_refused("published-data/search/ti=plastic/1-101/search.xml");
    check_refused("published-data/search/ti=plastic/0-5/search.xml");
    check_refused("published-data/search/ti=plastic/1-9/images.xml");
    check_refused("published-data/search/{EP2814089}/search.xml");
    check_refused("published-data/search/.git/search.xml");
}

static void register_searches(void)
{
    check_text("register/search/pd=20160203/search",
               "register/search?q=pd%3D20160203", REGISTER_XML);
    check_text("register/search/ti=solar/1-3/upp,biblio",
               "register/search/biblio,upp?q=ti%3Dsolar&Range=1-3",
               REGISTER_XML);
    check_text("register/search/ti=solar/events",
               "register/search/events?q=ti%3Dsolar", REGISTER_XML);
    check_refused("register/search/ti=solar/abstract.xml");
}

static void classification(void)
{
#define CPC "classification/cpc/"
    check_request(CPC "A/scheme.xml", CPC "A", XML);
    check_request(CPC "a01/scheme.xml", CPC "A01", XML);
    check_request(CPC "A01B33%2F00/scheme.xml", CPC "A01B33/00", XML);
    check_request(CPC "a01b33%2f00/scheme,depth=all.xml",
                  CPC "A01B33/00?depth=all", XML);
    check_request(CPC "A01B/scheme,navigation,ancestors,depth=3.xml",
                  CPC "A01B?depth=3&ancestors&navigation", XML);
    check_request(CPC "A01B/scheme,depth=3,navigation,ancestors.xml",
                  CPC "A01B?depth=3&ancestors&navigation", XML);
    check_request(CPC "A01B/scheme,ancestors.xml", CPC "A01B?ancestors", XML);
    check_request(CPC "search/h04w/search.xml", CPC "search?q=h04w", XML);
    check_request(CPC "search/chemistry/1-100/search.xml",
                  CPC "search?q=chemistry&Range=1-100", XML);
    check_request(CPC "media/1000.gif", CPC "media/1000.gif", "image/gif");
    check_request(CPC "media/1000.png", CPC "media/1000.png", "image/png");
    check_refused(CPC "A/scheme.json");
    check_refused(CPC "A/scheme,depth=.xml");
    check_refused(CPC "A/scheme,depth=0.xml");
    check_refused(CPC "A/scheme,depth=21.xml");
    check_refused(CPC "A/scheme,depth=01.xml");
    check_refused(CPC "A/scheme,depth=ALL.xml");
    check_refused(CPC "A/scheme,depth=1,depth=2.xml");
    check_refused(CPC "A/scheme,depth.xml");
    check_refused(CPC "A/scheme,.xml");
    check_refused(CPC "A/scheme,,ancestors.xml");
    check_refused(CPC "A/ancestors.xml");
    check_refused(CPC "A/depth=all,scheme.xml");
    check_refused(CPC "A/scheme,scheme.xml");
    check_refused(CPC "search/h04w/1-101/search.xml");
    check_refused(CPC "media/1000.xml");
    check_refused(CPC "media/..%2Fx.gif");
#undef CPC
}

static void mapping(void)
{
#define MAP "classification/map/"
    check_request(MAP "cpc/H04W84%2F18/ipc.xml", MAP "cpc/H04W84/18/ipc", XML);
    check_request(MAP "cpc/H04W84%2F18/ecla,additional.xml",
                  MAP "cpc/H04W84/18/ecla?additional", XML);
    check_request(MAP "ecla/A61K9%2F00/cpc.xml", MAP "ecla/A61K9/00/cpc", XML);
    check_request(MAP "ecla/A61K9%2F00C2/ipc,additional.xml",
                  MAP "ecla/A61K9/00C2/ipc?additional", XML);
    check_refused(MAP "cpc/H04W84%2F18/cpc.xml");
    check_refused(MAP "ecla/H04W84%2F18/ecla.xml");
    check_refused(MAP "ipc/H04W84%2F18/cpc.xml");
    check_refused(MAP "cpc/H04W84%2F18/ipc.json");
    check_refused(MAP "cpc/H04W84%2F18/additional.xml");
#undef MAP
}

static void refused(void)
{
    static const char *const paths[] = {
        "nothing", "README", "readme.txt", "..", "published",
        "published-data/publication/original/US1/biblio.xml",
        "published-data/publication/epodoc/EP.1000000.A1/biblio.xml",
        "published-data/publication/epodoc/{EP2814089}/biblio.xml",
        "published-data/publication/epodoc/EP1000000%2FA1/biblio.xml",
        "published-data/publication/epodoc/EP1000000/Biblio.xml",
        "published-data/publication/epodoc/EP1000000/biblio",
        "published-data/publication/epodoc/EP1000000/biblio.",
        "published-data/publication/epodoc/EP1000000/biblio.txt",
        "published-data/publication/epodoc/EP1000000/biblio.XML",
        "published-data/publication/epodoc/EP1000000/biblio.pdf",
        "published-data/publication/epodoc/EP1000000/.xml",
        "published-data/publication/epodoc/EP1000000/xml",
        "published-data/publication/epodoc/EP1000000/,biblio.xml",
        "published-data/publication/epodoc/EP1000000/biblio,.xml",
        "published-data/publication/epodoc/EP1000000/biblio,,abstract.xml",
        "published-data/publication/epodoc/EP1000000/biblio,biblio.xml",
        "published-data/publication/epodoc/EP1000000/biblio, abstract.xml",
        "published-data/publication/epodoc/EP1000000/biblio,claims.xml",
        "published-data/publication/epodoc/EP1000000/claims,description.xml",
        "published-data/publication/epodoc/EP1000000/images,biblio.xml",
        "published-data/publication/epodoc/EP1000000/equivalents,biblio.xml",
        "published-data/publication/epodoc/EP1000000/legal.xml",
        "published-data/publication/epodoc/EP1000000/equivalents/claims.xml",
        "published-data/patent/epodoc/EP1000000/biblio.xml",
        "family/publication/epodoc/EP1000000/abstract.xml",
        "family/publication/original/EP1000000/family.xml",
        "family/publication/epodoc/EP1000000/family,legal.xml",
        "legal/publication/epodoc/EP1000000/biblio.xml",
        "legal/publication/original/EP1000000/legal.xml",
        "register/publication/docdb/EP.1000000.A1/biblio.xml",
        "register/publication/epodoc/EP1000000/register.xml",
        "register/publication/epodoc/EP1000000/claims.xml",
        "classification/ipc/A/scheme.xml",
        "classification/cpc/I/scheme.xml",
        ".ops/quota", ".ops/../README.txt", "\xff", "family\n",
    };

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        check_refused(paths[i]);
}

static void live_files(void)
{
    static const char *const paths[] = {"README.txt", ".ops/status",
                                        ".ops/errors", ".ops/log",
                                        ".ops/help"};
    struct request r;

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        CHECK_INT(walk_request(paths[i], &r), -ENODATA);
}

/* Letters of directories in any case, of files as they are listed. */
static void any_case(void)
{
    check_request("Register/PUBLICATION/EPODOC/EP2814089/biblio.xml",
                  "register/publication/epodoc/EP2814089/biblio", REGISTER_XML);
    check_request("PUBLISHED-data/Priority/DocDB/ep.1000000.a1/claims.xml",
                  "published-data/priority/docdb/EP.1000000.A1/claims", XML);
    check_request("Published-Data/Publication/Epodoc/EP1/EQUIVALENTS/"
                  "biblio.json",
                  "published-data/publication/epodoc/EP1/equivalents/biblio",
                  JSON);
    check_request("CLASSIFICATION/Map/CPC/a01b33%2f00/ipc.xml",
                  "classification/map/cpc/A01B33/00/ipc", XML);
    check_request("Published-Data/SEARCH/TI=Plastic/search.xml",
                  "published-data/search?q=TI%3DPlastic", OPS_XML);
    check_refused("register/publication/epodoc/EP2814089/BIBLIO.xml");
    check_refused("register/publication/epodoc/EP2814089/biblio.Xml");
}

static void too_long_a_query(void)
{
    char path[1300], name[1200];
    struct request r = {.path = "untouched"};

    memset(name, '=', 1024);
    name[1024] = '\0';
    snprintf(path, sizeof(path), "published-data/search/%s/search.xml", name);
    CHECK_INT(walk_request(path, &r), 0);
    CHECK_INT(strlen(r.path), strlen("published-data/search?q=") + 3 * 1024);
    memset(name, '=', 1025);
    name[1025] = '\0';
    snprintf(path, sizeof(path), "published-data/search/%s/search.xml", name);
    CHECK_INT(walk_request(path, &r), -ENOENT);
}

/* A hole can hold what no name can; the bound holds for it, too. */
static void too_long_a_request(void)
{
    static char query[5000];
    struct walk w;
    struct place place;
    struct request r = {.path = "untouched"};
    size_t fixed = strlen("published-data/search?q=");

    CHECK_INT(walk_path(&w, "published-data/search/x/search.xml"), 0);
    walk_place(&w, &place);
    memset(query, 'q', sizeof(query));
    place.slots[SLOT_QUERY] = (struct slice){query, REQUEST_PATH - fixed};
    CHECK_INT(path_request(&place, &r), -ENAMETOOLONG);
    CHECK_STR(r.path, "untouched");
    place.slots[SLOT_QUERY].len--;
    CHECK_INT(path_request(&place, &r), 0);
    CHECK_INT(strlen(r.path), REQUEST_PATH - 1);
}

static void inquiries(void)
{
    struct buf link = BUF_INIT(100);
    struct request r = {0};
    struct place place;
    struct walk w;

    CHECK_INT(walk_path(&w, "published-data/images/ep/1000000/a1/fullimage"),
              0);
    walk_place(&w, &place);
    CHECK_INT(path_inquiry(&place, &r, &link), 0);
    CHECK_STR(r.path, "published-data/publication/docdb/EP.1000000.A1/images");
    CHECK_STR(r.accept, XML);
    CHECK_INT(r.source, SOURCE_INQUIRY);
    CHECK_STR(buf_text(&link), "EP/1000000/A1/fullimage");
    buf_fini(&link);
    link = BUF_INIT(5);
    CHECK_INT(path_inquiry(&place, &r, &link), -ENAMETOOLONG);
    buf_fini(&link);
}

/* The same wish, read through its own file and through the images room. */
static void one_inquiry(void)
{
    struct buf link = BUF_INIT(100);
    struct request a, b;
    struct place place;
    struct walk w;

    walk_path(&w, "published-data/images/EP/1000000/A1/thumbnail");
    walk_place(&w, &place);
    CHECK_INT(path_inquiry(&place, &a, &link), 0);
    CHECK_INT(walk_request("published-data/publication/docdb/EP.1000000.A1/"
                           "images.xml", &b), 0);
    CHECK_STR(a.path, b.path);
    CHECK_INT(a.form, b.form);
    buf_fini(&link);
}

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
                "number-service/ classification/ .ops/"},
    {ROOM_PUBLISHED, "publication/ application/ priority/ images/ search/"},
    {ROOM_PUBLISHED_FORMATS, "epodoc/ docdb/"},
    {ROOM_PUBLISHED_EPODOC, ""},
    {ROOM_PUBLISHED_DOCDB, ""},
    {ROOM_PUBLISHED_FILES,
     "biblio.xml biblio.json abstract.xml abstract.json full-cycle.xml "
     "full-cycle.json claims.xml claims.json description.xml "
     "description.json fulltext.xml fulltext.json images.xml images.json "
     "equivalents.xml equivalents.json equivalents/"},
    {ROOM_EQUIVALENTS,
     "biblio.xml biblio.json abstract.xml abstract.json full-cycle.xml "
     "full-cycle.json images.xml images.json"},
    {ROOM_SEARCH, ""},
    {ROOM_SEARCH_FILES,
     "search.xml search.json biblio.xml biblio.json abstract.xml "
     "abstract.json full-cycle.xml full-cycle.json"},
    {ROOM_SEARCH_RANGE,
     "search.xml search.json biblio.xml biblio.json abstract.xml "
     "abstract.json full-cycle.xml full-cycle.json"},
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
     "family.xml family.json biblio.xml biblio.json legal.xml legal.json"},
    {ROOM_LEGAL, "publication/ application/ priority/"},
    {ROOM_LEGAL_FORMATS, "epodoc/ docdb/"},
    {ROOM_LEGAL_EPODOC, ""},
    {ROOM_LEGAL_DOCDB, ""},
    {ROOM_LEGAL_FILES, "legal.xml legal.json"},
    {ROOM_REGISTER, "publication/ application/ priority/ search/"},
    {ROOM_REGISTER_FORMATS, "epodoc/"},
    {ROOM_REGISTER_EPODOC, ""},
    {ROOM_REGISTER_FILES,
     "biblio.xml biblio.json events.xml events.json procedural-steps.xml "
     "procedural-steps.json upp.xml upp.json"},
    {ROOM_REGISTER_SEARCH, ""},
    {ROOM_REGISTER_SEARCH_FILES,
     "search.xml search.json biblio.xml biblio.json events.xml events.json "
     "procedural-steps.xml procedural-steps.json upp.xml upp.json"},
    {ROOM_REGISTER_SEARCH_RANGE,
     "search.xml search.json biblio.xml biblio.json events.xml events.json "
     "procedural-steps.xml procedural-steps.json upp.xml upp.json"},
    {ROOM_NUMBER, "publication/ application/ priority/"},
    {ROOM_NUMBER_FORMATS, "original/ docdb/ epodoc/"},
    {ROOM_NUMBER_ORIGINAL, ""},
    {ROOM_NUMBER_ORIGINAL_FILES,
     "docdb.xml docdb.json epodoc.xml epodoc.json"},
    {ROOM_NUMBER_DOCDB, ""},
    {ROOM_NUMBER_DOCDB_FILES,
     "epodoc.xml epodoc.json original.xml original.json"},
    {ROOM_NUMBER_EPODOC, ""},
    {ROOM_NUMBER_EPODOC_FILES, "original.xml original.json"},
    {ROOM_CLASSIFICATION, "cpc/ map/"},
    {ROOM_CPC, "search/ media/"},
    {ROOM_CPC_FILES, "scheme.xml"},
    {ROOM_CPC_SEARCH, ""},
    {ROOM_CPC_SEARCH_FILES, "search.xml"},
    {ROOM_CPC_SEARCH_RANGE, "search.xml"},
    {ROOM_CPC_MEDIA, ""},
    {ROOM_MAP, "cpc/ ecla/"},
    {ROOM_MAP_CPC, ""},
    {ROOM_MAP_CPC_FILES, "ipc.xml ecla.xml"},
    {ROOM_MAP_ECLA, ""},
    {ROOM_MAP_ECLA_FILES, "cpc.xml ipc.xml"},
    {ROOM_OPS, "status errors log help"},
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

static void listing_stops_when_told(void)
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
    CHECK(step.name == row);
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
    "EP1000000", "EP.1000000.A1", "US.(08%2F921,321).A.19970829", "EP", "A1",
    "1000000", "ti=a%2Fb", "1-100", "001.pdf", "A01B33%2F00", "1000.gif",
    "biblio,abstract.xml", "scheme,depth=2.xml", "full-cycle,biblio.json",
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
        struct place place;
        struct walk w;

        walk_start(&w);
        for (int tries = 0; tries < 60 && w.room != ROOM_NONE; tries++) {
            struct lot lot = {0};
            uint32_t n;

            path_list(w.room, draw, &lot);
            n = dice_roll(&d, lot.count + 14);
            walk_step(&w, slice_of(n < lot.count ? lot.names[n]
                                                 : plausible[n - lot.count]));
        }
        if (w.room != ROOM_NONE || w.steps[w.depth - 1].name->live)
            continue;
        files++;
        walk_place(&w, &place);
        CHECK_INT(path_request(&place, &once), 0);
        CHECK_INT(path_request(&place, &twice), 0);
        CHECK_STR(once.path, twice.path);
        check_sound(once.path);
    }
    CHECK(files > 5000);
}

TEST_MAIN({"published data", published_data},
          {"one constituent only", one_constituent_only},
          {"equivalents", equivalents}, {"family", family}, {"legal", legal},
          {"register", register_service}, {"number service", number_service},
          {"images", images}, {"searches", searches},
          {"register searches", register_searches},
          {"classification", classification}, {"mapping", mapping},
          {"refused", refused}, {"live files", live_files},
          {"any case", any_case}, {"too long a query", too_long_a_query},
          {"too long a request", too_long_a_request},
          {"inquiries", inquiries}, {"one inquiry", one_inquiry},
          {"lists each room", lists_each_room},
          {"listing stops when told", listing_stops_when_told},
          {"what is listed is accepted", what_is_listed_is_accepted},
          {"random walks are sound", random_walks_are_sound})
