/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Main groups and single symbols taken out of any body that passes for an
 * answer of OPS: what is cut is well formed, and says the same of its symbol as
 * all of the answer does. Through every facet of a symbol.
 */
#include "doc/branches.h"
#include "doc/intake.h"
#include "doc/render.h"
#include "doc/scheme.h"

#include "fuzz.h"

#include <errno.h>
#include <string.h>

#define BODY_MAX 32768
#define MADE_MAX ((size_t)16 << 20)
#define SYMBOLS_MAX 20

static struct slice bytes(const struct buf *b)
{
    return (struct slice){buf_text(b), b->len};
}

static bool is_good(struct slice body)
{
    struct finding found;

    intake_check(body, FORM_XML, 200, SLICE(""), &found);
    return found.intake == INTAKE_GOOD;
}

/* What is taken out of one that was taken out is the same. */
static void look_at_groups(struct slice body, bool again)
{
    struct branches b;
    struct branch g;
    int r;

    branches_init(&b, body);
    while ((r = branches_next(&b, &g)) == 0) {
        struct buf answer = BUF_INIT(MADE_MAX);

        expect(branch_write(&b, &g, &answer) == 0);
        if (g.whole) {
            expect(is_good(bytes(&answer)));
            if (again)
                look_at_groups(bytes(&answer), false);
        }
        buf_fini(&answer);
    }
    expect(r == -ENOENT || r == -EBADMSG);
}

static void look_at_cut(struct slice body, struct slice symbol, bool below)
{
    struct buf cut = BUF_INIT(MADE_MAX);
    int r = branches_cut(body, symbol, below, &cut);

    expect(r == 0 || r == -ENOENT || r == -EBADMSG);
    if (r == 0)
        expect(is_good(bytes(&cut)));
    buf_fini(&cut);
}

static void look_at_symbol(struct slice body, struct slice symbol)
{
    look_at_cut(body, symbol, false);
    look_at_cut(body, symbol, true);
    for (int f = FACET_SYMBOL_TITLE; f <= FACET_SYMBOL_FIGURES; f++) {
        struct buf text = BUF_INIT(MADE_MAX);
        int r = render((enum facet)f, symbol, SLICE(""), body, &text);

        expect(r == 0 || r == -ENODATA || r == -EBADMSG);
        expect(r < 0 || !text.len || text.data[text.len - 1] == '\n');
        buf_fini(&text);
    }
}

static void look_at_symbols(struct slice body)
{
    const xmlNode *root, *at;
    struct dom dom;
    int count = 0;

    if (dom_read(body, &dom) < 0)
        return;
    root = dom.root;
    for (at = dom_find(root, NS_CPC, "classification-item");
         at && count++ < SYMBOLS_MAX; at = dom_walk(root, at, true)) {
        if (scheme_symbol(at).len)
            look_at_symbol(body, scheme_symbol(at));
    }
    dom_fini(&dom);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice body = {(const char *)data, size};

    if (size > BODY_MAX || !is_good(body))
        return 0;
    look_at_groups(body, true);
    look_at_symbols(body);
    return 0;
}
