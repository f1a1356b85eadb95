/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/search_text.h"

#include "fs/failure.h"

#include <stdio.h>
#include <string.h>

/* Bad lines that are reported one by one. */
#define REPORTED_MAX 20

/* --- what is wrong ------------------------------------------------------- */

static struct node *room_of_queries(struct fs *fs)
{
    for (size_t i = 0; i < names_count; i++) {
        if (names[i].inside == ROOM_QUERIES)
            return node_find(fs->house.nodes, nodes_root(fs->house.nodes),
                             slice_of(names[i].words[0]));
    }
    return NULL;
}

static void report(struct fs *fs, const char *message, const char *advice)
{
    const struct node *dir = room_of_queries(fs);
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = advice,
    };

    snprintf(why.message, sizeof(why.message), "%s", message);
    failure_add(fs, dir ? dir : nodes_root(fs->house.nodes), NULL, &why);
}

/* `line 3: as typed: why`, of parts with tabs between. */
static void report_line(struct fs *fs, struct slice line)
{
    char message[200];
    struct slice where, typed;

    line = slice_skip(line, 2);
    slice_cut(&line, '\t', &where);
    slice_cut(&line, '\t', &typed);
    snprintf(message, sizeof(message), "searches, %.*s: %.*s: %.*s",
             (int)where.len, where.at, (int)typed.len, typed.at, (int)line.len,
             line.at);
    report(fs, message, "mend that line of the file of searches");
}

static void report_lines(struct fs *fs)
{
    struct slice rest = searches_text(fs->house.searches), line;
    size_t count = 0;

    while (slice_cut(&rest, '\n', &line)) {
        if (slice_starts(line, "# ") && count++ < REPORTED_MAX)
            report_line(fs, line);
    }
}

static void report_unread(struct fs *fs, int r)
{
    char message[100];

    snprintf(message, sizeof(message), "the file of searches: %s",
             strerror(-r));
    report(fs, message,
           r == -EXDEV   ? "it must lie in the file system of its directory"
           : r == -EPERM ? "it must belong to the owner of its directory"
           : r == -EFBIG ? "it has 4 MB at most"
                         : "see whether you may read it");
}

/* --- the text ------------------------------------------------------------ */

struct slice search_text(struct fs *fs)
{
    bool anew;
    int r = searches_look(fs->house.searches, &anew);

    if (anew && r == 0)
        report_lines(fs);
    else if (anew)
        report_unread(fs, r);
    return searches_text(fs->house.searches);
}

/* The directory of a query that a node is, or is in; NULL: it is elsewhere. */
static const struct node *search_of(const struct node *node)
{
    while (node->row && node->row->in != ROOM_QUERIES)
        node = node->parent;
    return node->row && node->row->shape == SHAPE_QUERY ? node : NULL;
}

bool search_may_be_named(const struct node *node)
{
    const struct node *search = search_of(node);

    return search && searches_is_name(node_name(search));
}

bool search_is_named(struct fs *fs, const struct node *node,
                     struct slice *ret_query)
{
    if (!search_may_be_named(node))
        return false;
    search_text(fs);
    return searches_find(fs->house.searches, node_name(search_of(node)),
                         ret_query);
}
