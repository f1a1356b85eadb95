/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/node.h"

#include "check.h"
#include "dice.h"

#include <errno.h>
#include <stdlib.h>

#define EPODOC "register/publication/epodoc"

/* The node of a path, with no lookup counted on any of the way; NULL where
 * there is none. The nodes above it live as long as it does. */
static struct node *at(struct nodes *n, const char *path)
{
    struct slice rest = slice_of(path), name;
    struct node *node = nodes_root(n);

    while (slice_cut(&rest, '/', &name)) {
        if (node_child(n, node, name, &node) < 0)
            return NULL;
    }
    return node;
}

static const char *path_of(const struct node *node)
{
    static char text[2000];
    struct buf b = BUF_INIT(sizeof(text) - 1);

    node_path(node, &b);
    strcpy(text, buf_text(&b));
    buf_fini(&b);
    return text;
}

static void the_root(void)
{
    struct nodes *n = nodes_new();
    struct node *root = nodes_root(n);

    CHECK_INT(root->ino, 1);
    CHECK_INT(nodes_count(n), 1);
    CHECK(node_is_dir(root));
    CHECK_INT(node_room(root), ROOM_ROOT);
    CHECK_STR(path_of(root), "/");
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
    struct node *a = at(n, EPODOC "/EP2814089/biblio.xml");

    CHECK(a != NULL);
    CHECK(at(n, EPODOC "/EP2814089/biblio.xml") == a);
    CHECK_INT(nodes_count(n), 6);
    CHECK(at(n, EPODOC "/EP2814089/biblio.json") != a);
    CHECK(at(n, EPODOC "/ep2814089/biblio.xml") != a);
    CHECK_INT(nodes_count(n), 9);
    CHECK(!node_is_dir(a) && a->form == FORM_XML);
    CHECK_INT(a->size.size, -1);
    CHECK_STR(path_of(a), "/" EPODOC "/EP2814089/biblio.xml");
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
    file = at(n, "README.txt");
    CHECK_INT(node_child(n, file, SLICE("x"), &untouched), -ENOENT);
    CHECK_INT(node_child(n, file, SLICE("README.txt"), &untouched), -ENOENT);
    CHECK_INT(nodes_count(n), 2);
    nodes_free(n);
}

static void lookups_hold_a_node(void)
{
    struct nodes *n = nodes_new();
    struct node *a = at(n, "family/publication");

    node_hold(a);
    node_hold(a);
    node_hold(a);
    node_forget(n, a, 1);
    CHECK_INT(nodes_count(n), 3);
    CHECK(at(n, "family/publication") == a);
    node_forget(n, a, 2);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

static void looking_only_leaves_nothing(void)
{
    struct nodes *n = nodes_new();

    node_forget(n, at(n, EPODOC "/EP1/biblio.xml"), 0);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

/* The kernel may forget a directory before what is in it, and the reverse. */
static void forgets_in_any_order(void)
{
    for (int order = 0; order < 2; order++) {
        struct nodes *n = nodes_new();
        struct node *file = at(n, EPODOC "/EP1/biblio.xml");
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
    struct node *a = at(n, EPODOC "/EP1/biblio.xml");
    struct node *b = at(n, EPODOC "/EP1/events.xml");

    CHECK(a->parent == b->parent);
    node_hold(a);
    node_hold(b);
    node_forget(n, a, 1);
    CHECK_STR(path_of(b), "/" EPODOC "/EP1/events.xml");
    CHECK_INT(nodes_count(n), 6);
    node_forget(n, b, 1);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

/* The names a directory lists for their use, in order, as text. */
static const char *used_of(const struct node *dir)
{
    static char text[2000];
    size_t len = 0;

    text[0] = '\0';
    if (!dir)
        return "(null)";
    list_each(l, (struct list *)&dir->used_children)
    {
        struct slice name =
            node_name(container_of(l, struct node, used_link));

        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s",
                                len ? " " : "", (int)name.len, name.at);
    }
    return text;
}

static void use(struct nodes *n, const char *path)
{
    struct node *file = at(n, path);

    node_hold(file);
    node_use(n, file);
    node_forget(n, file, 1);
}

static void used_numbers_are_listed_in_order(void)
{
    struct nodes *n = nodes_new();

    CHECK_STR(used_of(at(n, EPODOC)), "");
    use(n, EPODOC "/EP3/biblio.xml");
    use(n, EPODOC "/EP1/biblio.xml");
    use(n, EPODOC "/EP2/biblio.xml");
    use(n, EPODOC "/EP1/events.xml");
    CHECK_STR(used_of(at(n, EPODOC)), "EP3 EP1 EP2");
    CHECK_STR(used_of(at(n, "register/application/epodoc")), "");
    CHECK_STR(used_of(at(n, "register")), "");
    nodes_free(n);
}

static void used_numbers_survive_forget(void)
{
    struct nodes *n = nodes_new();
    struct node *dir;

    use(n, EPODOC "/EP1/biblio.xml");
    CHECK_INT(nodes_count(n), 5);
    dir = at(n, EPODOC);
    node_hold(dir);
    node_forget(n, dir, 1);
    CHECK_STR(used_of(at(n, EPODOC)), "EP1");
    CHECK_INT(nodes_count(n), 5);
    nodes_free(n);
}

static void what_was_only_looked_up_is_not_listed(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = at(n, EPODOC "/EP9");

    node_hold(dir);
    CHECK_STR(used_of(at(n, EPODOC)), "");
    node_forget(n, dir, 1);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

static void pages_are_listed_too(void)
{
    struct nodes *n = nodes_new();

    use(n, "published-data/images/EP/1000000/A1/fullimage/002.pdf");
    use(n, "published-data/images/EP/1000000/A1/fullimage/001.pdf");
    CHECK_STR(used_of(at(n, "published-data/images/EP/1000000/A1/fullimage")),
              "002.pdf 001.pdf");
    CHECK_STR(used_of(at(n, "published-data/images")), "EP");
    CHECK_STR(used_of(at(n, "published-data/images/EP")), "1000000");
    CHECK_STR(used_of(at(n, "published-data/images/EP/1000000")), "A1");
    CHECK_STR(used_of(at(n, "published-data/images/EP/1000000/A1")), "");
    nodes_free(n);
}

/* EPODOC and epodoc are two nodes and one listing. */
static void any_spelling_is_listed_in_the_plain_one(void)
{
    struct nodes *n = nodes_new();
    struct node *loud = at(n, "Register/PUBLICATION/EPODOC");

    node_hold(loud);
    CHECK(node_plain(n, loud) == NULL);
    use(n, "register/publication/EPODOC/EP2/biblio.xml");
    use(n, "Register/PUBLICATION/EPODOC/EP1/biblio.xml");
    use(n, EPODOC "/EP3/biblio.xml");
    use(n, "REGISTER/Publication/Epodoc/EP2/events.xml");
    CHECK(node_plain(n, loud) == at(n, EPODOC));
    CHECK_STR(used_of(node_plain(n, loud)), "EP2 EP1 EP3");
    CHECK_STR(used_of(loud), "");
    node_forget(n, loud, 1);
    CHECK_INT(nodes_count(n), 7);
    CHECK_STR(used_of(at(n, EPODOC)), "EP2 EP1 EP3");
    nodes_free(n);
}

static void plain_is_itself_when_plain(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = at(n, EPODOC "/ep1");

    node_hold(dir);
    CHECK(node_plain(n, dir) == dir);
    CHECK(node_plain(n, nodes_root(n)) == nodes_root(n));
    CHECK(node_plain(n, at(n, "register")) == at(n, "register"));
    nodes_free(n);
}

/* A number is listed as its reader spelled it. */
static void numbers_keep_their_spelling(void)
{
    struct nodes *n = nodes_new();

    use(n, EPODOC "/ep1/biblio.xml");
    use(n, EPODOC "/EP1/biblio.xml");
    CHECK_STR(used_of(at(n, EPODOC)), "ep1 EP1");
    nodes_free(n);
}

static void looking_for_the_plain_makes_nothing(void)
{
    struct nodes *n = nodes_new();
    struct node *loud = at(n, "FAMILY/Publication");
    size_t before = nodes_count(n);

    CHECK(node_plain(n, loud) == NULL);
    CHECK_INT(nodes_count(n), before);
    nodes_free(n);
}

static void places_borrow_the_way(void)
{
    struct nodes *n = nodes_new();
    struct node *file =
        at(n, "Published-Data/PUBLICATION/docdb/ep.1.a1/abstract,biblio.json");
    struct request r;
    struct place place;

    node_place(file, &place);
    CHECK_INT(place.form, FORM_JSON);
    CHECK(slice_is(place.slots[SLOT_TYPE], "publication"));
    CHECK(slice_is(place.slots[SLOT_NUMBER], "EP.1.A1"));
    CHECK(slice_is(place.slots[SLOT_PARTS], "biblio,abstract"));
    CHECK_INT(path_request(&place, &r), 0);
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
        "/.ops/status", "/family",
    };
    struct nodes *n = nodes_new();

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
        CHECK_STR(path_of(at(n, paths[i] + 1)), paths[i]);
    nodes_free(n);
}

static void the_longest_name_has_a_node(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = at(n, "published-data/search"), *node = NULL;
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
        "family", "family/publication/epodoc/EP1/legal.xml",
        "published-data/search/ti=x/1-100/search.json", ".ops/errors",
    };
    struct nodes *a = nodes_new(), *b = nodes_new();

    at(b, "classification/cpc/A");
    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        struct node *x = at(a, paths[i]), *y = at(b, paths[i]);

        CHECK(x->ino == y->ino);
        CHECK(x->ino >= 1024);
        CHECK(x->ino == node_child_ino(x->parent, node_name(x)));
    }
    CHECK(at(a, "family")->ino != at(a, "legal")->ino);
    CHECK(at(a, "family/publication")->ino != at(a, "legal/publication")->ino);
    nodes_free(a);
    nodes_free(b);
}

/*
 * The kernel's side by chance: lookups, forgets and uses of a few files in a
 * few spellings, against counters. What must live, lives at its address; when
 * all is forgotten, only what was used is left.
 */
enum { FILES = 48 };

static const char *file_path(unsigned i)
{
    static const char *const services[] = {"register", "REGISTER", "family"};
    static const char *const formats[] = {"epodoc", "Epodoc"};
    static char text[100];

    snprintf(text, sizeof(text), "%s/publication/%s/EP%u/biblio.%s",
             services[i % 3], formats[i / 3 % 2], i / 6 % 4,
             i / 24 ? "xml" : "json");
    return text;
}

/* Its number is listed in the room it is plain in. */
static bool is_listed(struct nodes *n, unsigned i)
{
    char name[8];
    struct node *dir = at(n, i % 3 == 2 ? "family/publication/epodoc"
                                        : "register/publication/epodoc");
    bool found = false;

    snprintf(name, sizeof(name), "EP%u", i / 6 % 4);
    list_each(l, &dir->used_children)
        found |= slice_is(node_name(container_of(l, struct node, used_link)),
                          name);
    node_forget(n, dir, 0);
    return found;
}

static void agrees_with_counters(void)
{
    struct nodes *n = nodes_new();
    struct node *held[FILES] = {0};
    unsigned counts[FILES] = {0};
    bool used[2][4] = {{false}};
    struct dice d = {7};

    for (int step = 0; step < 20000 && !check_failed; step++) {
        unsigned i = dice_roll(&d, FILES), what = dice_roll(&d, 20);

        if (what < 9) {
            struct node *node = at(n, file_path(i));

            CHECK(!counts[i] || node == held[i]);
            node_hold(held[i] = node);
            counts[i]++;
        } else if (what < 18 && counts[i]) {
            unsigned some = 1 + dice_roll(&d, counts[i]);

            node_forget(n, held[i], some);
            counts[i] -= some;
        } else if (what == 18 && counts[i] && step % 7 == 0) {
            node_use(n, held[i]);
            used[i % 3 == 2][i / 6 % 4] = true;
        }
        CHECK_INT(is_listed(n, i), used[i % 3 == 2][i / 6 % 4]);
    }
    for (unsigned i = 0; i < FILES; i++) {
        if (counts[i])
            node_forget(n, held[i], counts[i]);
    }
    CHECK_INT(nodes_count(n), 1 + 2 * 3 + 2 * 4);
    nodes_free(n);
}

TEST_MAIN({"the root", the_root}, {"one node a name", one_node_a_name},
          {"what cannot be makes no node", what_cannot_be_makes_no_node},
          {"lookups hold a node", lookups_hold_a_node},
          {"looking only leaves nothing", looking_only_leaves_nothing},
          {"forgets in any order", forgets_in_any_order},
          {"a child keeps its parents", a_child_keeps_its_parents},
          {"used numbers are listed in order",
           used_numbers_are_listed_in_order},
          {"used numbers survive forget", used_numbers_survive_forget},
          {"what was only looked up is not listed",
           what_was_only_looked_up_is_not_listed},
          {"pages are listed too", pages_are_listed_too},
          {"any spelling is listed in the plain one",
           any_spelling_is_listed_in_the_plain_one},
          {"plain is itself when plain", plain_is_itself_when_plain},
          {"numbers keep their spelling", numbers_keep_their_spelling},
          {"looking for the plain makes nothing",
           looking_for_the_plain_makes_nothing},
          {"places borrow the way", places_borrow_the_way},
          {"paths keep their spelling", paths_keep_their_spelling},
          {"the longest name has a node", the_longest_name_has_a_node},
          {"inode numbers are stable", inode_numbers_are_stable},
          {"agrees with counters", agrees_with_counters})
