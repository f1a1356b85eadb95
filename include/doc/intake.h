/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Validates a response body: is it what it claims to be, and complete?
 *
 * XML must be well formed to its last byte, its root `world-patent-data` in
 * http://ops.epo.org (matched by namespace URI, never by prefix); an error of
 * OPS (`fault`) or of its gateway (`error`) is recognised and read. Nothing is
 * expanded, nothing is fetched: a document type declaration is hostile, depth
 * is bounded by INTAKE_DEPTH. JSON, PDF, TIFF, PNG, JPEG and GIF are checked
 * for their beginning and, where the format has one, their end.
 *
 * Pure: bytes in, a finding out; no state, no I/O, no clock.
 */
#ifndef OPSFS_DOC_INTAKE_H
#define OPSFS_DOC_INTAKE_H

#include "base/str.h"
#include "ops/identity.h"
#include "ops/verdict.h"

#define INTAKE_DEPTH 200

/* `form`: what was asked for; `status`: an error may be XML whatever was asked.
 * `media` is the Content-Type's value, "" when there was none. */
void intake_check(struct slice body, enum form form, int status,
                  struct slice media, struct finding *ret_finding);

/* That, and whether it is the answer to what was asked (doc/mismatch), and can
 * be true (doc/absurd). */
void intake_examine(const struct identity *asked, const struct received *got,
                    struct finding *ret_finding);

/* A text from outside, put on one line: a run of blanks, broken UTF-8 and what
 * drives a terminal or is not seen becomes one blank. What does not fit is
 * dropped, and all after it. */
void intake_line(char *to, size_t size, struct slice s);

#endif
