/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * OPS's JSON read as the XML it was made of (BadgerFish: `$` is text, `@name`
 * an attribute, an array one element after another). The names have no
 * namespace: what the document says about prefixes is ignored.
 */
#ifndef OPSFS_DOC_BADGERFISH_H
#define OPSFS_DOC_BADGERFISH_H

#include "base/json.h"
#include "doc/xml.h"

/* As xml_walk(): 0, or what a callback returned. */
int badgerfish_walk(const struct json *document,
                    const struct xml_events *events, void *arg);

#endif
