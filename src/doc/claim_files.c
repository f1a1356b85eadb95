/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claim_files.h"

#include "doc/claims.h"
#include "doc/languages.h"

#include <errno.h>

/* Claims as paragraphs. */

static void add_paragraph(struct slice text, bool first, struct buf *to)
{
    if (text.len == 0)
        return;
    if (!first)
        buf_putc(to, '\n');
    buf_add(to, text.at, text.len);
    buf_putc(to, '\n');
}

static int write_claims(const xmlNode *element, struct buf *to)
{
    struct claims c;
    int r = claims_read(element, &c);

    if (r < 0)
        return r;
    add_paragraph(claims_before(&c), true, to);
    for (size_t i = 0; i < c.count; i++)
        add_paragraph(claims_at(&c, i), i == 0 && claims_before(&c).len == 0,
                      to);
    claims_fini(&c);
    return 0;
}

int claims_render(const struct rendering *r)
{
    return language_each(r, "claims", write_claims);
}

/* One by one. */

static int read_first(const struct rendering *r, struct claims *ret_claims)
{
    const xmlNode *root = r->root;
    const xmlNode *first = language_first(root, "claims", SLICE(""));

    if (!dom_find(root, NS_FULLTEXT, "fulltext-document"))
        return -EBADMSG;
    return first ? claims_read(first, ret_claims) : -ENODATA;
}

int claims_render_one(const struct rendering *r)
{
    struct claims c;
    int64_t number;
    int done;

    if (slice_number(r->part, &number) < 0 || number < 1)
        return -ENODATA;
    done = read_first(r, &c);
    if (done < 0)
        return done;
    if ((uint64_t)number <= c.count)
        add_paragraph(claims_at(&c, (size_t)number - 1), true, r->to);
    else
        done = -ENODATA;
    claims_fini(&c);
    return done;
}

int claims_render_names(const struct rendering *r)
{
    struct claims c;
    int done = read_first(r, &c);

    if (done < 0)
        return done == -ENODATA ? 0 : done;
    for (size_t i = 0; i < c.count; i++)
        buf_printf(r->to, "%03zu.txt\n", i + 1);
    claims_fini(&c);
    return 0;
}
