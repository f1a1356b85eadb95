/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names that are written in two ways: `Kylmänen, Jari` and `KYLMAENEN JARI`
 * have the same letters.
 *
 * A key holds the letters and digits in capitals, without accents; what is
 * written with an E instead of an umlaut, or double, is one letter. Letters of
 * other scripts stay as they are. A key is for comparing, never for showing.
 */
#ifndef OPSFS_DOC_LETTERS_H
#define OPSFS_DOC_LETTERS_H

#include "base/arena.h"
#include "base/str.h"

const char *letters_key(struct arena *memory, struct slice name);

/* Whether a small letter of Latin script is in it. */
bool letters_small(const char *text);

#endif
