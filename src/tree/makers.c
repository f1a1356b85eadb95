/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/makers.h"

#include "tree/assemble.h"
#include "tree/derive.h"
#include "tree/fetch.h"
#include "tree/fill.h"

#include <errno.h>

int makers_init(struct makers *m, const struct makers_options *o)
{
    m->assemble = assemble_new(o->worker, o->hits, o->alone);
    m->derive = derive_new(o->alone);
    m->fetch = fetch_new(o->places, o->count);
    m->fill = fill_new();
    if (!m->assemble || !m->derive || !m->fetch || !m->fill)
        return -ENOMEM;
    m->makers[0] = m->assemble;
    m->makers[1] = m->derive;
    m->makers[2] = m->fetch;
    m->listeners[0] = fetch_listener(m->fetch);
    m->listeners[1] = assemble_listener(m->assemble);
    m->listeners[2] = derive_listener(m->derive);
    if (!o->alone)
        m->listeners[3] = m->fill;
    return 0;
}

void makers_fini(struct makers *m)
{
    assemble_free(m->assemble);
    derive_free(m->derive);
    fetch_free(m->fetch);
    fill_free(m->fill);
    *m = (struct makers){0};
}
