/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The classes of a publication, as the offices write them: `B28B 7/0064`. OPS
 * repeats a class for each office that gave it; here it appears once, with
 * those offices.
 */
#ifndef OPSFS_DOC_CLASSES_H
#define OPSFS_DOC_CLASSES_H

#include "doc/facts.h"

/* Labelled with their schemes: `IPC` first, then `IPC 1-7`, the old one, then
 * the others in order. */
void classes_add(struct facts *f, const xmlNode *data);

/* The symbols of a scheme, each once, with `; ` between. */
void classes_join(const struct facts *f, const char *scheme, struct buf *to);

#endif
