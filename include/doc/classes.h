/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The classes of a publication, as the offices write them: `B28B 7/0064`. OPS
 * repeats a class for each office that gave it; here it appears once, with
 * those offices.
 */
#ifndef OPSFS_DOC_CLASSES_H
#define OPSFS_DOC_CLASSES_H

#include "base/arena.h"
#include "doc/dom.h"

/* Texts as in doc/biblio. */
struct class
{
    struct class *next;
    const char *scheme; /* `IPC`, `CPC`, `UC`, …; `IPC 1-7`, the old one */
    const char *symbol;
    const char *value;   /* other facts: `A I`, `I` */
    const char *offices; /* `US EP`; "" for none */
};

/* `IPC` first, then `IPC 1-7`, then the others in order; NULL for none, or when
 * memory is out. */
struct class *classes_read(struct arena *memory, const xmlNode *data);

#endif
