/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which names are kept, and what they are called in the tree. */
#include "tree/kept.h"

#include "store-fixture.h"

#include "check.h"

struct name_inquiry {
    struct store_lister lister;
    bool is_heard, is_known;
    char text[4096];
};

static void hear_names(struct store_lister *l, const struct buf *known)
{
    struct name_inquiry *t = container_of(l, struct name_inquiry, lister);

    CHECK(!t->is_heard);
    t->is_heard = true;
    t->is_known = known != NULL;
    snprintf(t->text, sizeof(t->text), "%s", known ? buf_text(known) : "");
}

static const char *listed(struct name_inquiry *t,
                          const struct store_filter *filter)
{
    *t = (struct name_inquiry){.lister.listed = hear_names};
    CHECK(store_list(t_store.store, filter, t_store.now, &t->lister));
    while (!t->is_heard)
        t_store_turn();
    return t->text;
}

/* The directory with that path, of a tree of its own. */
static const char *listed_at(struct name_inquiry *t, const char *path)
{
    struct nodes *nodes = nodes_new();
    struct node *dir = nodes_root(nodes);
    struct slice rest = slice_of(path), step;
    struct store_filter filter;
    const char *text = "none";

    while (slice_cut(&rest, '/', &step))
        CHECK_INT(node_child(nodes, dir, step, &dir), 0);
    if (kept_filter(dir, &filter))
        text = listed(t, &filter);
    nodes_free(nodes);
    return text;
}

static void keep_absence(const char *path)
{
    struct store_key key = t_store_key(path);
    struct record record = {.status = 404, .fetched = t_store.now.wall};

    store_keep(t_store.store, &key, &record);
}

static void names_come_from_requests(void)
{
    static const struct {
        const char *dir, *names;
    } cases[] = {
        {"patent", "EP1000000\nEP1000000A1\nEP2814089\nWO2013120001A1\n"},
        {"patent/.files", "none"},
        {"published-data/publication/docdb", "EP.1000000.A1\n"},
        {"published-data/publication/EPODOC", "EP1000000\n"},
        {"published-data/application/docdb", ""},
        {"published-data/images", "EP\n"},
        {"published-data/images/EP", "1000000\n"},
        {"published-data/images/EP/1000000", "A1\n"},
        {"family/publication/docdb", "WO.2013120001.A1\n"},
        {"register/publication/epodoc", "EP2814089\n"},
        {"number-service/application/original",
         "US.(08%2F921,321).A.19970829\n"},
        {"search", "ct=EP1 and pa=x\nti=fuel cell\n"},
        {"published-data/search", "ct=EP1 and pa=x\nti=fuel cell\n"},
        {"register/search", "pa=x%2Fy\n"},
        {"classification/cpc/search", "mesh\n"},
        {"classification/cpc", "none"},
        {"list", "none"},
        {".ops", "none"},
    };
    static const char *const paths[] = {
        "published-data/publication/docdb/EP.1000000.A1/biblio",
        "published-data/publication/docdb/EP.1000000.A1/claims",
        "published-data/publication/epodoc/EP1000000/biblio",
        "published-data/images/EP/1000000/A1/fullimage.pdf?Range=1",
        "published-data/search/biblio?q=ti%3Dfuel%20cell&Range=1-100",
        "published-data/search/biblio?q=ct%3DEP1%20and%20pa%3Dx&Range=1-100",
        ("published-data/search/biblio"
         "?q=ct%3DEP1000000%20or%20ct%3DEP2814089&Range=1-100"),
        ("published-data/search/biblio?q=%28ti%3Da%29%20and%20pd%20within%20%22"
         "20200101%2020201231%22&Range=1-100"),
        "family/publication/docdb/WO.2013120001.A1",
        "family/publication/docdb/WO.2013120001.A1/biblio",
        "register/publication/epodoc/EP2814089/biblio",
        "register/search/biblio?q=pa%3Dx%2Fy&Range=1-100",
        "classification/cpc/search?q=mesh",
        ("number-service/application/original/"
         "US.%2808%2F921%2C321%29.A.19970829/epodoc"),
    };
    struct name_inquiry t;

    t_store_begin();
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        t_store_keep(paths[i], "x");
    keep_absence("published-data/publication/docdb/EP.9999999.A1/biblio");
    t_store_until_kept(sizeof(paths) / sizeof(paths[0]) + 1);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *seen = listed_at(&t, cases[i].dir);

        if (strcmp(seen, cases[i].names) != 0)
            printf("# %s: %s\n", cases[i].dir, seen);
        CHECK_STR(seen, cases[i].names);
    }
    t_store_end();
}

/* Another base URL's answers are not listed. */
static void names_are_of_one_origin(void)
{
    struct name_inquiry t;

    t_store_begin();
    t_store_keep("published-data/publication/docdb/EP.1.A1/biblio", "x");
    t_store_until_kept(1);
    store_free(t_store.store);
    t_store_open_of("http://127.0.0.1/other");
    CHECK_STR(listed_at(&t, "published-data/publication/docdb"), "");
    t_store_end();
}

static void whoever_leaves_is_heard_nothing(void)
{
    struct name_inquiry t = {.lister.listed = hear_names};
    struct store_filter filter;
    struct nodes *nodes = nodes_new();
    struct node *dir;

    t_store_begin();
    CHECK_INT(node_child(nodes, nodes_root(nodes), SLICE("patent"), &dir), 0);
    CHECK(kept_filter(dir, &filter));
    CHECK(store_list(t_store.store, &filter, t_store.now, &t.lister));
    store_list_leave(&t.lister);
    while (t_store_is_busy())
        t_store_turn();
    CHECK(!t.is_heard);
    nodes_free(nodes);
    t_store_end();
}

TEST_MAIN({"names come from requests", names_come_from_requests},
          {"names are of one origin", names_are_of_one_origin},
          {"whoever leaves hears nothing", whoever_leaves_is_heard_nothing})
