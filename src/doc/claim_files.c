/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/claim_files.h"

#include "doc/claims.h"
#include "doc/independent.h"
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

/* `== EP2814089B1, en, independent: 1, 9`: many are read behind each other. */
static void add_heading(const struct claims *c, const xmlNode *element,
                        const struct rendering *r)
{
    buf_puts(r->to, "==");
    if (r->subject.len)
        buf_printf(r->to, " %.*s,", (int)r->subject.len, r->subject.at);
    buf_putc(r->to, ' ');
    language_add(element, r->to);
    independent_add(c, dom_attribute(element, "lang"), r->to);
    buf_putc(r->to, '\n');
}

static int write_claims(const struct rendering *r, const xmlNode *element)
{
    struct claims c;
    int error = claims_read(element, &c);

    if (error < 0)
        return error;
    if (c.text.len)
        add_heading(&c, element, r);
    add_paragraph(claims_before(&c), false, r->to);
    for (size_t i = 0; i < c.count; i++)
        add_paragraph(claims_at(&c, i), false, r->to);
    claims_fini(&c);
    return 0;
}

int claims_render(const struct rendering *r)
{
    return language_each(r, "claims", true, write_claims);
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
