/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/list_text.h"

#include "fs/failure.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Bad lines of one list that are reported one by one: other errors need space
 * in .ops/errors, too. */
#define REPORTED_MAX 20

static void report(struct fs *fs, const struct node *list, const char *message,
                   const char *advice)
{
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = advice,
    };

    snprintf(why.message, sizeof(why.message), "%s", message);
    failure_add(fs, list, NULL, &why);
}

/* The directory of the list that a node belongs to. */
static const struct node *list_of(const struct node *node)
{
    while (node->row->in != ROOM_LISTS)
        node = node->parent;
    return node;
}

/* `line 3: as typed: why`, of parts with tabs between. */
static void say(struct slice line, char *message, size_t size)
{
    struct slice part;
    size_t len = 0;

    message[0] = '\0';
    line = (struct slice){line.at + 2, line.len - 2};
    while (slice_cut(&line, '\t', &part)) {
        if (part.len && len < size)
            len += (size_t)snprintf(message + len, size - len, "%s%.*s",
                                    len ? ": " : "", (int)part.len, part.at);
    }
}

static void report_lines(struct fs *fs, const struct node *list,
                         const struct blob *text)
{
    struct slice rest = {text->data, text->size}, line;
    char message[200];
    size_t count = 0;

    while (slice_cut(&rest, '\n', &line)) {
        if (!slice_starts(line, "# ") || count++ >= REPORTED_MAX)
            continue;
        say(line, message, sizeof(message));
        report(fs, list, message, "mend that line of the list");
    }
    if (count <= REPORTED_MAX)
        return;
    snprintf(message, sizeof(message), "%zu more lines are not numbers",
             count - REPORTED_MAX);
    report(fs, list, message, "mend those lines of the list");
}

static void report_unread(struct fs *fs, const struct node *list, int r)
{
    const char *advice = r == -EXDEV ? "a list must lie in the file system of "
                                       "its directory"
                         : r == -EPERM ? "a list must belong to the owner of "
                                         "its directory"
                         : r == -EFBIG ? "split it: a list has 4 MB at most"
                                       : "see whether you may read the file";

    report(fs, list, strerror(-r), advice);
}

int list_text(struct fs *fs, const struct node *node, struct blob **ret_text)
{
    const struct node *list = list_of(node);
    bool anew;
    int r = lists_read(fs->house.lists, node_name(list), ret_text, &anew);

    if (r == 0 && anew)
        report_lines(fs, list, *ret_text);
    else if (r < 0 && r != -ENOENT)
        report_unread(fs, list, r);
    return r;
}
