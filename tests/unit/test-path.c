/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Images, searches, the classification; what is refused; bounds. */
#include "path-fixture.h"

static void images(void)
{
#define ROOM "published-data/images/EP/1000000/"
    t_path_is(ROOM "A1/fullimage/001.pdf", ROOM "A1/fullimage.pdf?Range=1",
              "application/pdf");
    t_path_is(ROOM "A1/fullimage/012.tiff", ROOM "A1/fullimage.tiff?Range=12",
              "application/tiff");
    t_path_is(ROOM "a1/FullImage/1234.pdf", ROOM "A1/fullimage.pdf?Range=1234",
              "application/pdf");
    t_path_is(ROOM "A1/thumbnail/001.pdf", ROOM "A1/thumbnail.pdf?Range=1",
              "application/pdf");
    t_path_is(ROOM "A1/thumbnail/002.tiff", ROOM "A1/thumbnail.tiff?Range=2",
              "application/tiff");
    t_path_is(ROOM "PA/firstpage.png", ROOM "PA/firstpage.png", "image/png");
    t_path_is(ROOM "pa/firstpage.jpeg", ROOM "PA/firstpage.jpeg", "image/jpeg");
    t_path_is(ROOM "PA/firstpage.pdf", ROOM "PA/firstpage.pdf",
              "application/pdf");
    t_path_is("published-data/images/us/d558961/s1/thumbnail/001.tiff",
              "published-data/images/US/D558961/S1/thumbnail.tiff?Range=1",
              "application/tiff");
    t_path_refused(ROOM "A1/firstpage.png");
    t_path_refused(ROOM "PA/fullimage/001.pdf");
    t_path_refused(ROOM "A1/fullimage/1.pdf");
    t_path_refused(ROOM "A1/fullimage/000.pdf");
    t_path_refused(ROOM "A1/fullimage/001.png");
    t_path_refused(ROOM "A1/fullimage/001.PDF");
    t_path_refused(ROOM "A1/fullimage/001");
    t_path_refused(ROOM "A1/fullimage/.pdf");
#undef ROOM
}

static void searches(void)
{
    static const char *const words[] = {"biblio", "abstract", "full-cycle"};

    t_path_forms("published-data/search/ti=plastic/search",
                 "published-data/search?q=ti%3Dplastic", PATH_OPS_XML);
    t_path_forms("published-data/search/ti=plastic/101-200/search",
                 "published-data/search?q=ti%3Dplastic&Range=101-200",
                 PATH_OPS_XML);
    for (size_t i = 0; i < 3; i++) {
        char path[200], url[200];

        snprintf(path, sizeof(path), "published-data/search/pa=a&b/%s",
                 words[i]);
        snprintf(url, sizeof(url), "published-data/search/%s?q=pa%%3Da%%26b",
                 words[i]);
        t_path_forms(path, url, PATH_OPS_XML);
    }
    t_path_forms(
        "published-data/search/cpc=%2Flow A01B/1-100/full-cycle,biblio",
        "published-data/search/biblio,full-cycle"
        "?q=cpc%3D/low%20A01B&Range=1-100",
        PATH_OPS_XML);
    t_path_forms("published-data/search/pd within \"20051212 20051214\"/search",
                 "published-data/search?q=pd%20within%20"
                 "%2220051212%2020051214%22",
                 PATH_OPS_XML);
    t_path_forms("published-data/search/a?b#c@d%25+e/search",
                 "published-data/search?q=a%3Fb%23c%40d%25%2Be", PATH_OPS_XML);
    t_path_refused("published-data/search/ti=plastic/1-101/search.xml");
    t_path_refused("published-data/search/ti=plastic/0-5/search.xml");
    t_path_refused("published-data/search/ti=plastic/1-9/images.xml");
    t_path_refused("published-data/search/{EP2814089}/search.xml");
    t_path_refused("published-data/search/.git/search.xml");
}

static void register_searches(void)
{
    t_path_forms("register/search/pd=20160203/search",
                 "register/search?q=pd%3D20160203", PATH_REGISTER_XML);
    t_path_forms("register/search/ti=solar/1-3/upp,biblio",
                 "register/search/biblio,upp?q=ti%3Dsolar&Range=1-3",
                 PATH_REGISTER_XML);
    t_path_forms("register/search/ti=solar/events",
                 "register/search/events?q=ti%3Dsolar", PATH_REGISTER_XML);
    t_path_refused("register/search/ti=solar/abstract.xml");
}

static void classification(void)
{
#define CPC "classification/cpc/"
    t_path_is(CPC "A/scheme.xml", CPC "A", PATH_XML);
    t_path_is(CPC "a01/scheme.xml", CPC "A01", PATH_XML);
    t_path_is(CPC "A01B33%2F00/scheme.xml", CPC "A01B33/00", PATH_XML);
    t_path_is(CPC "a01b33%2f00/scheme,depth=all.xml", CPC "A01B33/00?depth=all",
              PATH_XML);
    t_path_is(CPC "A01B/scheme,navigation,ancestors,depth=3.xml",
              CPC "A01B?depth=3&ancestors&navigation", PATH_XML);
    t_path_is(CPC "A01B/scheme,depth=3,navigation,ancestors.xml",
              CPC "A01B?depth=3&ancestors&navigation", PATH_XML);
    t_path_is(CPC "A01B/scheme,ancestors.xml", CPC "A01B?ancestors", PATH_XML);
    t_path_is(CPC "search/h04w/search.xml", CPC "search?q=h04w", PATH_XML);
    t_path_is(CPC "search/chemistry/1-100/search.xml",
              CPC "search?q=chemistry&Range=1-100", PATH_XML);
    t_path_is(CPC "media/1000.gif", CPC "media/1000.gif", "image/gif");
    t_path_is(CPC "media/1000.png", CPC "media/1000.png", "image/png");
    t_path_refused(CPC "A/scheme.json");
    t_path_refused(CPC "A/scheme,depth=.xml");
    t_path_refused(CPC "A/scheme,depth=0.xml");
    t_path_refused(CPC "A/scheme,depth=21.xml");
    t_path_refused(CPC "A/scheme,depth=01.xml");
    t_path_refused(CPC "A/scheme,depth=ALL.xml");
    t_path_refused(CPC "A/scheme,depth=1,depth=2.xml");
    t_path_refused(CPC "A/scheme,depth.xml");
    t_path_refused(CPC "A/scheme,.xml");
    t_path_refused(CPC "A/scheme,,ancestors.xml");
    t_path_refused(CPC "A/ancestors.xml");
    t_path_refused(CPC "A/depth=all,scheme.xml");
    t_path_refused(CPC "A/scheme,scheme.xml");
    t_path_refused(CPC "search/h04w/1-101/search.xml");
    t_path_refused(CPC "media/1000.xml");
    t_path_refused(CPC "media/..%2Fx.gif");
#undef CPC
}

static void mapping(void)
{
#define MAP "classification/map/"
    t_path_is(MAP "cpc/H04W84%2F18/ipc.xml", MAP "cpc/H04W84/18/ipc", PATH_XML);
    t_path_is(MAP "cpc/H04W84%2F18/ecla,additional.xml",
              MAP "cpc/H04W84/18/ecla?additional", PATH_XML);
    t_path_is(MAP "ecla/A61K9%2F00/cpc.xml", MAP "ecla/A61K9/00/cpc", PATH_XML);
    t_path_is(MAP "ecla/A61K9%2F00C2/ipc,additional.xml",
              MAP "ecla/A61K9/00C2/ipc?additional", PATH_XML);
    t_path_refused(MAP "cpc/H04W84%2F18/cpc.xml");
    t_path_refused(MAP "ecla/H04W84%2F18/ecla.xml");
    t_path_refused(MAP "ipc/H04W84%2F18/cpc.xml");
    t_path_refused(MAP "cpc/H04W84%2F18/ipc.json");
    t_path_refused(MAP "cpc/H04W84%2F18/additional.xml");
#undef MAP
}

static void refused(void)
{
    static const char *const paths[] = {
        "nothing",
        "README",
        "readme.txt",
        "..",
        "published",
        "published-data/publication/original/US1/biblio.xml",
        "published-data/publication/epodoc/EP.1000000.A1/biblio.xml",
        "published-data/publication/epodoc/{EP2814089}/biblio.xml",
        "published-data/publication/epodoc/EP1000000%2FA1/biblio.xml",
        "published-data/publication/epodoc/EP1000000/Biblio.xml",
        "published-data/publication/epodoc/EP1000000/biblio",
        "published-data/publication/epodoc/EP1000000/biblio.",
        "published-data/publication/epodoc/EP1000000/biblio.text",
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
        ".ops/quotas",
        ".ops/../README.txt",
        "\xff",
        "family\n",
    };

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        t_path_refused(paths[i]);
}

static void live_files(void)
{
    static const char *const paths[] = {"README.txt",   ".ops/status",
                                        ".ops/errors",  ".ops/log",
                                        ".ops/help",    ".ops/quota",
                                        ".ops/metrics", ".ops/status.json"};
    struct request r;

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        CHECK_INT(t_walk_request(paths[i], &r), -ENODATA);
}

/* Letters of directories in any case, of files as they are listed. */
static void any_case(void)
{
    t_path_is("Register/PUBLICATION/EPODOC/EP2814089/biblio.xml",
              "register/publication/epodoc/EP2814089/biblio",
              PATH_REGISTER_XML);
    t_path_is("PUBLISHED-data/Priority/DocDB/ep.1000000.a1/claims.xml",
              "published-data/priority/docdb/EP.1000000.A1/claims", PATH_XML);
    t_path_is("Published-Data/Publication/Epodoc/EP1/EQUIVALENTS/"
              "biblio.json",
              "published-data/publication/epodoc/EP1/equivalents/biblio",
              PATH_JSON);
    t_path_is("CLASSIFICATION/Map/CPC/a01b33%2f00/ipc.xml",
              "classification/map/cpc/A01B33/00/ipc", PATH_XML);
    t_path_is("Published-Data/SEARCH/TI=Plastic/search.xml",
              "published-data/search?q=TI%3DPlastic", PATH_OPS_XML);
    t_path_refused("register/publication/epodoc/EP2814089/BIBLIO.xml");
    t_path_refused("register/publication/epodoc/EP2814089/biblio.Xml");
}

static void too_long_a_query(void)
{
    char path[1300], name[1200];
    struct request r = {.path = "untouched"};

    memset(name, '=', 1024);
    name[1024] = '\0';
    snprintf(path, sizeof(path), "published-data/search/%s/search.xml", name);
    CHECK_INT(t_walk_request(path, &r), 0);
    CHECK_INT(strlen(r.path), strlen("published-data/search?q=") + 3 * 1024);
    memset(name, '=', 1025);
    name[1025] = '\0';
    snprintf(path, sizeof(path), "published-data/search/%s/search.xml", name);
    CHECK_INT(t_walk_request(path, &r), -ENOENT);
}

/* A hole can hold what no name can; the bound holds for it, too. */
static void too_long_a_request(void)
{
    static char query[5000];
    struct t_walk w;
    struct location location;
    struct request r = {.path = "untouched"};
    size_t fixed = strlen("published-data/search?q=");

    CHECK_INT(t_walk_path(&w, "published-data/search/x/search.xml"), 0);
    t_walk_location(&w, &location);
    memset(query, 'q', sizeof(query));
    location.slots[SLOT_QUERY] = (struct slice){query, REQUEST_PATH - fixed};
    CHECK_INT(request_at(&location, &r), -ENAMETOOLONG);
    CHECK_STR(r.path, "untouched");
    location.slots[SLOT_QUERY].len--;
    CHECK_INT(request_at(&location, &r), 0);
    CHECK_INT(strlen(r.path), REQUEST_PATH - 1);
}

static void inquiries(void)
{
    struct buf link = BUF_INIT(100);
    struct request r = {0};
    struct location location;
    struct t_walk w;

    CHECK_INT(t_walk_path(&w, "published-data/images/ep/1000000/a1/fullimage"),
              0);
    t_walk_location(&w, &location);
    CHECK_INT(request_inquiry(&location, &r, &link), 0);
    CHECK_STR(r.path, "published-data/publication/docdb/EP.1000000.A1/images");
    CHECK_STR(r.accept, PATH_XML);
    CHECK_INT(r.source, SOURCE_INQUIRY);
    CHECK_STR(buf_text(&link), "EP/1000000/A1/fullimage");
    buf_fini(&link);
    link = BUF_INIT(5);
    CHECK_INT(request_inquiry(&location, &r, &link), -ENAMETOOLONG);
    buf_fini(&link);
}

/* The same wish, read through its own file and through the images room. */
static void one_inquiry(void)
{
    struct buf link = BUF_INIT(100);
    struct request a, b;
    struct location location;
    struct t_walk w;

    t_walk_path(&w, "published-data/images/EP/1000000/A1/thumbnail");
    t_walk_location(&w, &location);
    CHECK_INT(request_inquiry(&location, &a, &link), 0);
    CHECK_INT(t_walk_request("published-data/publication/docdb/EP.1000000.A1/"
                             "images.xml",
                             &b),
              0);
    CHECK_STR(a.path, b.path);
    CHECK_INT(a.form, b.form);
    buf_fini(&link);
}

TEST_MAIN({"images", images}, {"searches", searches},
          {"register searches", register_searches},
          {"classification", classification}, {"mapping", mapping},
          {"refused", refused}, {"live files", live_files},
          {"any case", any_case}, {"too long a query", too_long_a_query},
          {"too long a request", too_long_a_request}, {"inquiries", inquiries},
          {"one inquiry", one_inquiry})
