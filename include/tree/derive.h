/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a neighbour's answer says, too: abstracts are read from the biblio of
 * the same reference, a part of the register from an answer with several parts.
 * What is cached is never fetched. A maker, and a listener to what others
 * fetch. Private to tree/.
 *
 * Whoever asks for a second part of a register entry will want the third: all
 * three are asked for in one request, once, by an entry of their own; that of
 * each part follows it, and is made of its answer.
 */
#ifndef OPSFS_TREE_DERIVE_H
#define OPSFS_TREE_DERIVE_H

#include "tree/maker.h"

/* `no_bulk`: records come by requests of their own only. NULL: no memory. */
struct maker *derive_new(bool no_bulk);

#endif
