/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names, lookups, forgetting, places and inode numbers. */
#include "node-fixture.h"
#include "tree/node_location.h"

static void the_root(void)
{
    struct nodes *n = nodes_new();
    struct node *root = nodes_root(n);

    CHECK_INT(root->ino, 1);
    CHECK_INT(nodes_count(n), 1);
    CHECK_INT(nodes_bytes(n), 0);
    CHECK(node_is_dir(root));
    CHECK_INT(node_room(root), ROOM_ROOT);
    CHECK_STR(t_node_path(root), "/");
    node_forget(n, root, 0);
    node_hold(root);
    node_forget(n, root, 1000);
    CHECK(nodes_root(n) == root);
    nodes_free(n);
    nodes_free(NULL);
}

static void one_node_a_name(void)
{
    struct nodes *n = nodes_new();
    struct node *a = t_node_at(n, T_NODE_EPODOC "/EP2814089/biblio.xml");

    CHECK(a != NULL);
    CHECK(t_node_at(n, T_NODE_EPODOC "/EP2814089/biblio.xml") == a);
    CHECK_INT(nodes_count(n), 6);
    CHECK(nodes_bytes(n) > 5 * sizeof(struct node));
    node_forget(n, a, 0);
    CHECK_INT(nodes_bytes(n), 0);
    a = t_node_at(n, T_NODE_EPODOC "/EP2814089/biblio.xml");
    CHECK(t_node_at(n, T_NODE_EPODOC "/EP2814089/biblio.json") != a);
    CHECK(t_node_at(n, T_NODE_EPODOC "/ep2814089/biblio.xml") != a);
    CHECK_INT(nodes_count(n), 9);
    CHECK(!node_is_dir(a) && a->form == FORM_XML);
    CHECK_INT(a->size.size, -1);
    CHECK_STR(t_node_path(a), "/" T_NODE_EPODOC "/EP2814089/biblio.xml");
    nodes_free(n);
}

static void what_cannot_be_makes_no_node(void)
{
    struct nodes *n = nodes_new();
    struct node *root = nodes_root(n), *untouched = root, *file;

    CHECK_INT(node_child(n, root, SLICE("nothing"), &untouched), -ENOENT);
    CHECK_INT(node_child(n, root, SLICE(""), &untouched), -ENOENT);
    CHECK_INT(node_child(n, root, SLICE(".."), &untouched), -ENOENT);
    CHECK_INT(node_child(n, root, SLICE("family\0"), &untouched), -ENOENT);
    CHECK(untouched == root);
    CHECK_INT(nodes_count(n), 1);
    file = t_node_at(n, "README.txt");
    CHECK_INT(node_child(n, file, SLICE("x"), &untouched), -ENOENT);
    CHECK_INT(node_child(n, file, SLICE("README.txt"), &untouched), -ENOENT);
    CHECK_INT(nodes_count(n), 2);
    nodes_free(n);
}

static void lookups_hold_a_node(void)
{
    struct nodes *n = nodes_new();
    struct node *a = t_node_at(n, "family/publication");

    node_hold(a);
    node_hold(a);
    node_hold(a);
    node_forget(n, a, 1);
    CHECK_INT(nodes_count(n), 3);
    CHECK(t_node_at(n, "family/publication") == a);
    node_forget(n, a, 2);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

static void looking_only_leaves_nothing(void)
{
    struct nodes *n = nodes_new();

    node_forget(n, t_node_at(n, T_NODE_EPODOC "/EP1/biblio.xml"), 0);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

/* The kernel may forget a directory before what is in it, and the other way
 * round. */
static void forgets_in_any_order(void)
{
    for (int order = 0; order < 2; order++) {
        struct nodes *n = nodes_new();
        struct node *file = t_node_at(n, T_NODE_EPODOC "/EP1/biblio.xml");
        struct node *dir = file->parent;

        node_hold(file);
        node_hold(dir);
        node_forget(n, order ? file : dir, 1);
        CHECK_INT(nodes_count(n), order ? 5 : 6);
        node_forget(n, order ? dir : file, 1);
        CHECK_INT(nodes_count(n), 1);
        nodes_free(n);
    }
}

static void a_child_keeps_its_parents(void)
{
    struct nodes *n = nodes_new();
    struct node *a = t_node_at(n, T_NODE_EPODOC "/EP1/biblio.xml");
    struct node *b = t_node_at(n, T_NODE_EPODOC "/EP1/events.xml");

    CHECK(a->parent == b->parent);
    node_hold(a);
    node_hold(b);
    node_forget(n, a, 1);
    CHECK_STR(t_node_path(b), "/" T_NODE_EPODOC "/EP1/events.xml");
    CHECK_INT(nodes_count(n), 6);
    node_forget(n, b, 1);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

static void places_borrow_the_way(void)
{
    struct nodes *n = nodes_new();
    struct node *file = t_node_at(
        n, "Published-Data/PUBLICATION/docdb/ep.1.a1/abstract,biblio.json");
    struct request r;
    struct location location;

    node_location(file, &location);
    CHECK_INT(location.form, FORM_JSON);
    CHECK(slice_is(location.slots[SLOT_TYPE], "publication"));
    CHECK(slice_is(location.slots[SLOT_NUMBER], "EP.1.A1"));
    CHECK(slice_is(location.slots[SLOT_CONSTITUENTS], "biblio,abstract"));
    CHECK_INT(request_at(&location, &r), 0);
    CHECK_STR(r.path, "published-data/publication/docdb/EP.1.A1/"
                      "biblio,abstract");
    nodes_free(n);
}

static void paths_keep_their_spelling(void)
{
    static const char *const paths[] = {
        "/Register/PUBLICATION/EPODOC/ep1/biblio,events.xml",
        ("/number-service/application/original/"
         "US.(08%2F921,321).A.19970829/epodoc.xml"),
        "/.ops/status",
        "/family",
    };
    struct nodes *n = nodes_new();

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        CHECK_STR(t_node_path(t_node_at(n, paths[i] + 1)), paths[i]);
    nodes_free(n);
}

static void the_longest_name_has_a_node(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = t_node_at(n, "published-data/search"), *node = NULL;
    char name[REFERENCE_MAX + 1];
    struct slice s = {name, REFERENCE_MAX};

    memset(name, 'q', sizeof(name));
    CHECK_INT(node_child(n, dir, s, &node), 0);
    CHECK_INT(node_name(node).len, REFERENCE_MAX);
    s.len++;
    CHECK_INT(node_child(n, dir, s, &node), -ENOENT);
    nodes_free(n);
}

static void inode_numbers_are_stable(void)
{
    static const char *const paths[] = {
        "family",
        "family/publication/epodoc/EP1/legal.xml",
        "published-data/search/ti=x/1-100/search.json",
        ".ops/errors",
    };
    struct nodes *a = nodes_new(), *b = nodes_new();

    t_node_at(b, "classification/cpc/A");
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        struct node *x = t_node_at(a, paths[i]), *y = t_node_at(b, paths[i]);

        CHECK(x->ino == y->ino);
        CHECK(x->ino >= 1024);
        CHECK(x->ino == node_child_ino(x->parent, node_name(x)));
    }
    CHECK(t_node_at(a, "family")->ino != t_node_at(a, "legal")->ino);
    CHECK(t_node_at(a, "family/publication")->ino !=
          t_node_at(a, "legal/publication")->ino);
    nodes_free(a);
    nodes_free(b);
}

/* As if it were read, and a hundred thousand of them have room below the bound
 * of fs/prune: those that find lists are still there when it looks at them. */
static void a_sibling_is_a_child_like_another(void)
{
    struct nodes *n = nodes_new(), *read = nodes_new();
    struct node *like = t_node_at(n, "patent/EP1000000A1"), *one, *other;
    char name[16];

    CHECK_INT(node_sibling(n, like, SLICE("EP1000000A1"), &one), 0);
    CHECK(one == like);
    for (int i = 1; i < 100000; i++) {
        snprintf(name, sizeof(name), "EP%dA1", 1000000 + i);
        CHECK_INT(node_sibling(n, like, slice_of(name), &one), 0);
    }
    other = t_node_at(read, "patent/EP1099999A1");
    CHECK(one->row == other->row && one->ino == other->ino &&
          one->form == other->form && one->generation == other->generation);
    CHECK_STR(node_text(one).at, node_text(other).at);
    CHECK(t_node_at(n, "patent/EP1099999A1") == one);
    CHECK(nodes_bytes(n) < (size_t)16 << 20);
    nodes_free(n);
    nodes_free(read);
}

TEST_MAIN({"the root", the_root}, {"one node a name", one_node_a_name},
          {"what cannot be makes no node", what_cannot_be_makes_no_node},
          {"lookups hold a node", lookups_hold_a_node},
          {"looking only leaves nothing", looking_only_leaves_nothing},
          {"forgets in any order", forgets_in_any_order},
          {"a child keeps its parents", a_child_keeps_its_parents},
          {"places borrow the way", places_borrow_the_way},
          {"paths keep their spelling", paths_keep_their_spelling},
          {"the longest name has a node", the_longest_name_has_a_node},
          {"inode numbers are stable", inode_numbers_are_stable},
          {"a sibling is a child like another",
           a_sibling_is_a_child_like_another})
