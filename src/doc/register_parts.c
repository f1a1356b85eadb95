/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/register_parts.h"

#include "doc/tags.h"

#include <errno.h>

#define ALL (~0u)

/* What a register-document is made of. */
static const struct {
    const char *name;
    unsigned parts;
} children[] = {
    {"ep-patent-statuses", ALL},
    {"bibliographic-data", REGISTER_BIBLIO},
    {"events-data", REGISTER_EVENTS},
    {"procedural-data", REGISTER_STEPS},
};

struct parts_reader {
    struct tags tags;
    struct buf *to;
    unsigned wanted;
    unsigned document;  /* depth of the open register-document; 0: none */
    unsigned documents; /* so far */
    unsigned parts;     /* of the open document, of those wanted */
    unsigned child;     /* parts of its open child */
    const char *copied; /* the body is, up to here */
};

/* 0: of no part that is known. */
static unsigned parts_of(struct slice name)
{
    for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++) {
        if (slice_is(name, children[i].name))
            return children[i].parts;
    }
    return 0;
}

static void copy_until(struct parts_reader *r, const char *end)
{
    buf_add(r->to, r->copied, (size_t)(end - r->copied));
}

static int open_tag(struct parts_reader *r)
{
    struct slice name = tag_local_name(r->tags.tag);

    if (!r->document && slice_is(name, "register-document")) {
        r->document = r->tags.depth;
        r->documents++;
        r->parts = 0;
    } else if (r->document && r->tags.depth == r->document + 1) {
        r->child = parts_of(name);
        r->parts |= r->child == ALL ? 0 : r->child;
        if (!r->child)
            return -ENODATA;
        if (!(r->child & r->wanted))
            copy_until(r, r->tags.before);
    }
    return 0;
}

static int close_tag(struct parts_reader *r)
{
    unsigned depth = r->tags.depth;

    if (!r->document)
        return 0;
    if (depth == r->document + 1 && !(r->child & r->wanted))
        r->copied = r->tags.body.at + r->tags.at;
    if (depth != r->document)
        return 0;
    r->document = 0;
    return (r->parts & r->wanted) == r->wanted ? 0 : -ENODATA;
}

int register_reduce(struct slice body, unsigned wanted, struct buf *to)
{
    struct parts_reader r = {.to = to, .wanted = wanted, .copied = body.at};
    int error;

    tags_init(&r.tags, body);
    do {
        error = tags_next(&r.tags);
        if (error == 0)
            error = r.tags.ends ? close_tag(&r) : open_tag(&r);
    } while (error == 0);
    if (error != -ENOENT || !r.documents)
        return error != -ENOENT ? error : -ENODATA;
    copy_until(&r, body.at + body.len);
    return to->error;
}
