/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any XML answer of OPS, whole, as text to read and to grep: in the order of
 * the document, one fact per line, each line saying what it is:
 *
 *     applicant 1 [2019-10-18, gazette 2019/47]: 9Solutions Oy, … Oulu, FI
 *
 * Before the colon are the words of the elements around it, its number among
 * its like, and in brackets what holds for it: language, format, date of the
 * change. Records are separated by empty lines. Claims and description are
 * paragraphs below a heading, `== claims [EN]`.
 *
 * One walk reads every family of answers; doc/labels knows the words. No text
 * of the answer is left out, whether its element is known or not.
 */
#ifndef OPSFS_DOC_TEXT_H
#define OPSFS_DOC_TEXT_H

#include "doc/render.h"

int text_render(const struct rendering *r);

#endif
