/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inode numbers and the way back from them. */
#include "tree/anchors.h"

#include "node-fixture.h"
#include "tree/inode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WAYS_MAX 2000

/* All ways along words from one anchor. */
struct ways {
    struct nodes *nodes;
    struct node *dir;
    uint64_t *found;
    size_t *count;
};

static int collect(void *arg, struct slice name, const struct name *row)
{
    struct ways *w = arg, below = *w;

    CHECK(*w->count < WAYS_MAX);
    CHECK(path_is_word(node_room(w->dir), name));
    if (node_child(w->nodes, w->dir, name, &below.dir) < 0)
        return 0;
    CHECK(inode_anchor(below.dir->ino) == inode_anchor(w->dir->ino));
    w->found[(*w->count)++] = below.dir->ino;
    if (row->inside != ROOM_NONE)
        path_words(row->inside, collect, &below);
    return 0;
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* Below a directory whose name is open, as all are that lead to the row's
 * room. */
static void check_ways_in(enum room room)
{
    static const struct name row_of_root;
    struct name row = row_of_root;
    struct node anchor = {.row = room == ROOM_ROOT ? NULL : &row};
    uint64_t found[WAYS_MAX];
    size_t count = 0;
    struct nodes *n = nodes_new();
    struct ways w = {n, &anchor, found, &count};

    row.inside = room;
    anchor.ino = room == ROOM_ROOT ? INODE_ROOT : INODE_WORDS + 1;
    if (room == ROOM_ROOT)
        w.dir = nodes_root(n);
    path_words(room, collect, &w);
    qsort(found, count, sizeof(*found), compare);
    for (size_t i = 1; i < count; i++)
        CHECK(found[i - 1] != found[i]);
    nodes_free(n);
}

/* A new word of the table may get the number of another; another seed in
 * word_ino() of tree/node.c then mends that. */
static void ways_from_an_anchor_differ(void)
{
    check_ways_in(ROOM_ROOT);
    for (size_t i = 0; i < names_count; i++) {
        if (shape_is_open(names[i].shape) && names[i].inside != ROOM_NONE)
            check_ways_in(names[i].inside);
    }
}

static const char *const paths[] = {
    "README.txt",
    ".ops/errors",
    "register/publication/epodoc",
    "patent",
    "patent/EP2814089B1",
    "patent/EP 2 814 089 B1",
    "patent/EP2814089B1/register/status.txt",
    "patent/EP2814089B1/title.de.txt",
    "patent/EP2814089B1/claims/001.txt",
    "patent/.files/EP2814089B1/title.txt",
    "search/ti=x/hits.tsv",
    "search/ti=x/EP2814089B1",
    "cpc/.levels/H/H04/H04W/84/20/title.txt",
    "register/publication/EPODOC/EP1/events,biblio.xml",
    "published-data/images/EP/1000000/A1/fullimage/001.pdf",
};

#define PATHS (sizeof(paths) / sizeof(paths[0]))

static void a_path_is_found_again(void)
{
    struct nodes *n = nodes_new(), *later = nodes_new();
    struct anchors *a = anchors_new();
    uint64_t ino[PATHS];
    uint32_t generation[PATHS];

    for (size_t i = 0; i < PATHS; i++) {
        struct node *node = t_node_at(n, paths[i]);

        CHECK(node != NULL);
        for (struct node *at = node; at; at = at->parent)
            anchors_add(a, at);
        ino[i] = node->ino;
        generation[i] = node->generation;
    }
    nodes_free(n);
    for (size_t i = 0; i < PATHS; i++) {
        const char *path = anchors_path(a, ino[i]);
        struct node *node = path ? anchors_follow(later, path, ino[i]) : NULL;

        CHECK(node != NULL);
        CHECK_STR(t_node_path(node) + 1, paths[i]);
        CHECK(node->generation == generation[i]);
        node_forget(later, node, 0);
        CHECK_INT(nodes_count(later), 1);
    }
    anchors_free(a);
    nodes_free(later);
}

static void what_is_not_known_is_not_found(void)
{
    struct nodes *n = nodes_new();
    struct anchors *a = anchors_new();
    uint64_t ino = t_node_at(n, "patent/EP2814089B1/title.txt")->ino;

    CHECK(anchors_path(a, ino) == NULL);
    CHECK(anchors_add(a, nodes_root(n)) == NULL);
    CHECK(anchors_add(a, t_node_at(n, "patent")) == NULL);
    nodes_free(n);
    n = nodes_new();
    CHECK(anchors_follow(n, "/patent/EP1000000A1", ino) == NULL);
    CHECK(anchors_follow(n, "/patent/nothing", ino) == NULL);
    CHECK(anchors_follow(n, "/README.txt/x", ino) == NULL);
    CHECK(anchors_follow(n, "//..//", ino) == NULL);
    CHECK(anchors_follow(n, "", ino) == NULL);
    CHECK(anchors_follow(n, "/patent/EP2814089B1", ino + 1) == NULL);
    CHECK(anchors_follow(n, "/patent/EP2814089B1", ino) != NULL);
    CHECK(anchors_follow(n, "/", INODE_ROOT) == nodes_root(n));
    CHECK(anchors_follow(n, "/", 77) == NULL);
    nodes_free(n);
    anchors_free(a);
    anchors_free(NULL);
}

/* The ones used last stay, and what the caller has said of them. */
static void the_latest_are_known(void)
{
    struct nodes *n = nodes_new();
    struct anchors *a = anchors_new();
    struct node *first = t_node_at(n, "search/ti=x");
    uint64_t last = 0, lost = 0;
    size_t known = 0;

    node_hold(first);
    for (unsigned i = 0; i < 60000; i++) {
        char path[64];
        struct node *node;

        snprintf(path, sizeof(path), "patent/EP%07uA1", i + 1000000);
        node = t_node_at(n, path);
        last = node->ino;
        lost = lost ? lost : last;
        anchors_add(a, node);
        node_forget(n, node, 0);
        anchors_add(a, first)->kept = true;
        known = i;
    }
    CHECK_INT(known, 59999);
    CHECK(anchors_bytes(a) <= ANCHORS_BYTES);
    CHECK(anchors_bytes(a) > ANCHORS_BYTES / 2);
    CHECK(anchors_path(a, last) != NULL);
    CHECK(anchors_path(a, lost) == NULL);
    CHECK_STR(anchors_path(a, first->ino), "/search/ti=x");
    CHECK(anchors_add(a, first)->kept);
    anchors_free(a);
    nodes_free(n);
}

TEST_MAIN({"ways from an anchor differ", ways_from_an_anchor_differ},
          {"a path is found again", a_path_is_found_again},
          {"what is not known is not found", what_is_not_known_is_not_found},
          {"the latest are known", the_latest_are_known})
