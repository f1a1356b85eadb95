/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/makers.h"

#include "tree/assemble.h"
#include "tree/derive.h"
#include "tree/fetch.h"
#include "tree/fill.h"

#include <errno.h>
#include <stdlib.h>

int makers_init(struct makers *m, const struct makers_options *o)
{
    int makers = 0, listeners = 0;

    m->assemble = assemble_new(o->worker, o->aside, o->places[o->count - 1],
                               o->hits, o->no_bulk);
    m->derive = derive_new(o->no_bulk);
    m->fetch = fetch_new(o->places, o->count);
    m->fill = fill_new();
    if (!m->assemble || !m->derive || !m->fetch || !m->fill)
        return -ENOMEM;
    m->makers[makers++] = m->assemble;
    if (!o->verbatim)
        m->makers[makers++] = m->derive;
    m->makers[makers] = m->fetch;
    m->listeners[listeners++] = &m->fetch->listener;
    m->listeners[listeners++] = &m->assemble->listener;
    if (!o->verbatim)
        m->listeners[listeners++] = &m->derive->listener;
    if (!o->no_bulk)
        m->listeners[listeners] = m->fill;
    return 0;
}

void makers_fini(struct makers *m)
{
    free(m->assemble);
    free(m->derive);
    free(m->fetch);
    free(m->fill);
    *m = (struct makers){0};
}
