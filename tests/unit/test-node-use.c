/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is listed because it was used; the kernel's side by chance. */
#include "node-fixture.h"

#include "dice.h"

/* The names a directory lists for their use, in order, as text. */
static const char *used_of(const struct node *dir)
{
    static char text[2000];
    size_t len = 0;

    text[0] = '\0';
    if (!dir)
        return "(null)";
    list_each(l, (struct list *)&dir->used_children) {
        struct slice name = node_name(container_of(l, struct node, used_link));

        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s",
                                len ? " " : "", (int)name.len, name.at);
    }
    return text;
}

static void use(struct nodes *n, const char *path)
{
    struct node *file = t_node_at(n, path);

    node_hold(file);
    node_use(n, file);
    node_forget(n, file, 1);
}

static void used_numbers_are_listed_in_order(void)
{
    struct nodes *n = nodes_new();

    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "");
    use(n, T_NODE_EPODOC "/EP3/biblio.xml");
    use(n, T_NODE_EPODOC "/EP1/biblio.xml");
    use(n, T_NODE_EPODOC "/EP2/biblio.xml");
    use(n, T_NODE_EPODOC "/EP1/events.xml");
    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "EP3 EP1 EP2");
    CHECK_STR(used_of(t_node_at(n, "register/application/epodoc")), "");
    CHECK_STR(used_of(t_node_at(n, "register")), "");
    nodes_free(n);
}

static void used_numbers_survive_forget(void)
{
    struct nodes *n = nodes_new();
    struct node *dir;

    use(n, T_NODE_EPODOC "/EP1/biblio.xml");
    CHECK_INT(nodes_count(n), 5);
    dir = t_node_at(n, T_NODE_EPODOC);
    node_hold(dir);
    node_forget(n, dir, 1);
    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "EP1");
    CHECK_INT(nodes_count(n), 5);
    nodes_free(n);
}

static void what_was_only_looked_up_is_not_listed(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = t_node_at(n, T_NODE_EPODOC "/EP9");

    node_hold(dir);
    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "");
    node_forget(n, dir, 1);
    CHECK_INT(nodes_count(n), 1);
    nodes_free(n);
}

static void pages_are_listed_too(void)
{
    struct nodes *n = nodes_new();

    use(n, "published-data/images/EP/1000000/A1/fullimage/002.pdf");
    use(n, "published-data/images/EP/1000000/A1/fullimage/001.pdf");
    CHECK_STR(
        used_of(t_node_at(n, "published-data/images/EP/1000000/A1/fullimage")),
        "002.pdf 001.pdf");
    CHECK_STR(used_of(t_node_at(n, "published-data/images")), "EP");
    CHECK_STR(used_of(t_node_at(n, "published-data/images/EP")), "1000000");
    CHECK_STR(used_of(t_node_at(n, "published-data/images/EP/1000000")), "A1");
    CHECK_STR(used_of(t_node_at(n, "published-data/images/EP/1000000/A1")), "");
    nodes_free(n);
}

/* EPODOC and epodoc are two nodes and one listing. */
static void any_spelling_is_listed_in_the_plain_one(void)
{
    struct nodes *n = nodes_new();
    struct node *loud = t_node_at(n, "Register/PUBLICATION/EPODOC");

    node_hold(loud);
    CHECK(node_plain(n, loud) == NULL);
    use(n, "register/publication/EPODOC/EP2/biblio.xml");
    use(n, "Register/PUBLICATION/EPODOC/EP1/biblio.xml");
    use(n, T_NODE_EPODOC "/EP3/biblio.xml");
    use(n, "REGISTER/Publication/Epodoc/EP2/events.xml");
    CHECK(node_plain(n, loud) == t_node_at(n, T_NODE_EPODOC));
    CHECK_STR(used_of(node_plain(n, loud)), "EP2 EP1 EP3");
    CHECK_STR(used_of(loud), "");
    node_forget(n, loud, 1);
    CHECK_INT(nodes_count(n), 7);
    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "EP2 EP1 EP3");
    nodes_free(n);
}

static void plain_is_itself_when_plain(void)
{
    struct nodes *n = nodes_new();
    struct node *dir = t_node_at(n, T_NODE_EPODOC "/ep1");

    node_hold(dir);
    CHECK(node_plain(n, dir) == dir);
    CHECK(node_plain(n, nodes_root(n)) == nodes_root(n));
    CHECK(node_plain(n, t_node_at(n, "register")) == t_node_at(n, "register"));
    nodes_free(n);
}

/* A number is listed as its reader spelled it. */
static void numbers_keep_their_spelling(void)
{
    struct nodes *n = nodes_new();

    use(n, T_NODE_EPODOC "/ep1/biblio.xml");
    use(n, T_NODE_EPODOC "/EP1/biblio.xml");
    CHECK_STR(used_of(t_node_at(n, T_NODE_EPODOC)), "ep1 EP1");
    nodes_free(n);
}

static void looking_for_the_plain_makes_nothing(void)
{
    struct nodes *n = nodes_new();
    struct node *loud = t_node_at(n, "FAMILY/Publication");
    size_t before = nodes_count(n);

    CHECK(node_plain(n, loud) == NULL);
    CHECK_INT(nodes_count(n), before);
    nodes_free(n);
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
    struct node *dir = t_node_at(n, i % 3 == 2 ? "family/publication/epodoc"
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
            struct node *node = t_node_at(n, file_path(i));

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

/* However many there are, nobody is shown what another used. */
static void users_are_kept_apart(void)
{
    enum { USERS = 100 };
    struct nodes *n = nodes_new();
    struct node *own = NULL;
    char path[64];

    for (unsigned i = 0; i < USERS; i++) {
        nodes_serve(n, 5000 + i);
        snprintf(path, sizeof(path), T_NODE_EPODOC "/EP%u/biblio.xml", i + 1);
        use(n, path);
        use(n, T_NODE_EPODOC "/EP1000/biblio.xml");
    }
    for (unsigned i = 0; i < USERS; i++) {
        nodes_serve(n, 5000 + i);
        for (unsigned j = 0; j < USERS; j++) {
            bool listed;

            snprintf(path, sizeof(path), T_NODE_EPODOC "/EP%u", j + 1);
            own = t_node_at(n, path);
            node_hold(own);
            listed = node_is_listed(n, own);
            CHECK(listed == (i == j && i < 63));
            node_forget(n, own, 1);
        }
        own = t_node_at(n, T_NODE_EPODOC "/EP1000");
        CHECK(node_is_listed(n, own) == (i < 63));
    }
    nodes_free(n);
}

TEST_MAIN({"used numbers are listed in order",
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
          {"agrees with counters", agrees_with_counters},
          {"users are kept apart", users_are_kept_apart})
