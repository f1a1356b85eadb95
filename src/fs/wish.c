/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/wish.h"

#include "fs/park.h"
#include "ops/number_reference.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* Members of a family that are named in a message. */
#define NAMED_MOST 8

/* Bad lines of one list that are reported one by one: other errors need room in
 * .ops/errors, too. */
#define REPORTED_MOST 20

static void note(struct fs *fs, const struct node *node, const char *code,
                 const char *message, const char *advice)
{
    struct why why = {
        .wall = fs->now.wall,
        .error = -ENOENT,
        .advice = advice,
    };

    snprintf(why.code, sizeof(why.code), "%s", code);
    snprintf(why.message, sizeof(why.message), "%s", message);
    park_note(fs, node, NULL, &why);
}

/* The directory of the list that a node belongs to. */
static const struct node *list_of(const struct node *node)
{
    while (node->row->in != ROOM_LISTS)
        node = node->parent;
    return node;
}

static void tell_lines(struct fs *fs, const struct node *list,
                       const struct blob *text)
{
    struct slice rest = {text->data, text->size}, line;
    char message[200];
    size_t count = 0;

    while (slice_cut(&rest, '\n', &line)) {
        if (!slice_starts(line, "# ") || count++ >= REPORTED_MOST)
            continue;
        snprintf(message, sizeof(message), "%.*s", (int)line.len - 2,
                 line.at + 2);
        note(fs, list, "", message, "mend that line of the list");
    }
    if (count <= REPORTED_MOST)
        return;
    snprintf(message, sizeof(message), "%zu more lines are not numbers",
             count - REPORTED_MOST);
    note(fs, list, "", message, "mend those lines of the list");
}

static void tell_unread(struct fs *fs, const struct node *list, int r)
{
    const char *advice = r == -EXDEV ? "a list must lie in the file system of "
                                       "its directory"
                         : r == -EFBIG ? "split it: a list has 4 MB at most"
                                       : "see whether you may read the file";

    note(fs, list, "", strerror(-r), advice);
}

int wish_list(struct fs *fs, const struct node *dir, struct blob **ret_text)
{
    const struct node *list = list_of(dir);
    bool anew;
    int r = lists_read(fs->house.lists, node_name(list), ret_text, &anew);

    if (r == 0 && anew)
        tell_lines(fs, list, *ret_text);
    else if (r < 0 && r != -ENOENT)
        tell_unread(fs, list, r);
    return r;
}

/* The other members of the family whose text OPS has, where that is known. */
static void name_members(const struct blob *members, char *to, size_t room)
{
    struct slice rest = {members->data, members->size}, line;
    size_t len = (size_t)snprintf(to, room, "in the family, OPS may have it of");
    unsigned named = 0;

    while (named < NAMED_MOST && slice_cut(&rest, '\n', &line)) {
        char candidates[NUMBER_CANDIDATES];
        struct number number;

        if (number_parse(line, &number, candidates) == 0 &&
            number_has_fulltext(&number) && len + line.len + 2 < room) {
            len += (size_t)snprintf(to + len, room - len, " %.*s",
                                    (int)line.len, line.at);
            named++;
        }
    }
    if (!named)
        to[0] = '\0';
}

/* The directory patent/NUMBER that a node belongs to; NULL for others. */
static struct node *patent_of(const struct node *node)
{
    struct node *at = node->parent;

    while (at && at->row && at->row->inside != ROOM_PATENT_FILES)
        at = at->parent;
    return at && at->row ? at : NULL;
}

static const struct blob *family_of(struct fs *fs, const struct node *node)
{
    struct node *patent = patent_of(node), *family = NULL, *members = NULL;
    struct request request;
    struct answer answer = {0};

    if (patent && node_child(fs->house.nodes, patent, SLICE("family"),
                             &family) == 0 &&
        node_child(fs->house.nodes, family, SLICE("extended"), &members) == 0 &&
        node_request(members, &request) == 0 &&
        content_peek(fs->house.content, &request, fs->now, &answer) < 0)
        answer.blob = NULL;
    if (members)
        node_forget(fs->house.nodes, members, 0);
    else if (family)
        node_forget(fs->house.nodes, family, 0);
    return answer.blob;
}

static void tell_lack(struct fs *fs, const struct node *node)
{
    const struct blob *members = NULL;
    char message[300] = "";

    if (node->row->source == SOURCE_FULLTEXT)
        members = family_of(fs, node);
    if (members)
        name_members(members, message, sizeof(message));
    note(fs, node, "", message, node_lack(node));
}

int wish_of(struct fs *fs, const struct node *node, bool report,
            struct request *ret_request)
{
    int r = node_request(node, ret_request);

    if (r == -ENOENT && report)
        tell_lack(fs, node);
    if (r == 0 && plan_has_list(ret_request->making.plan))
        r = wish_list(fs, node, &ret_request->making.numbers);
    return r;
}

static bool has_line(const struct blob *text, struct slice name)
{
    struct slice rest = {text->data, text->size}, line;

    while (slice_cut(&rest, '\n', &line)) {
        if (line.len == name.len && memcmp(line.at, name.at, name.len) == 0)
            return true;
    }
    return false;
}

bool wish_holds(struct fs *fs, const struct node *dir, struct slice name)
{
    struct blob *text;
    struct request request;
    struct answer answer;

    if (node_room(dir) == ROOM_LIST)
        return wish_list(fs, dir, &text) == 0 && has_line(text, name);
    if (!wish_is_listing(dir) || wish_of(fs, dir, false, &request) < 0 ||
        content_peek(fs->house.content, &request, fs->now, &answer) < 0)
        return true;
    return has_line(answer.blob, name);
}
