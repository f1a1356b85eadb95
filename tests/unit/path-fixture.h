/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths of the tree -> what is sent to OPS: the checks that the tests of
 * ops/path share. What is expected is spelled out by each of them, so that a
 * slip in the tables of ops/ shows.
 */
#ifndef OPSFS_TESTS_PATH_FIXTURE_H
#define OPSFS_TESTS_PATH_FIXTURE_H

#include "check.h"
#include "walk.h"

#define PATH_XML "application/xml"
#define PATH_JSON "application/json"
#define PATH_OPS_XML "application/ops+xml"
#define PATH_REGISTER_XML "application/register+xml"

void t_path_is(const char *path, const char *url, const char *accept);

void t_path_refused(const char *path);

/* In both forms; the XML one may have a media type of its own. */
void t_path_forms(const char *stem, const char *url, const char *xml);

#endif
