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

#define XML "application/xml"
#define JSON "application/json"
#define OPS_XML "application/ops+xml"
#define REGISTER_XML "application/register+xml"

static inline void check_request(const char *path, const char *url, const char *accept)
{
    struct request r = {0};

    CHECK_INT(walk_request(path, &r), 0);
    CHECK_STR(r.path, url);
    CHECK_STR(r.accept, accept);
    if (check_failed)
        printf("# for the path %s\n", path);
}

static inline void check_refused(const char *path)
{
    struct request r;
    int got = walk_request(path, &r);

    CHECK_INT(got, -ENOENT);
    if (got != -ENOENT)
        printf("# for the path %s\n", path);
}

/* In both forms; the XML one may have a media type of its own. */
static inline void check_text(const char *stem, const char *url, const char *xml)
{
    char path[3000];

    snprintf(path, sizeof(path), "%s.xml", stem);
    check_request(path, url, xml);
    snprintf(path, sizeof(path), "%s.json", stem);
    check_request(path, url, JSON);
}

#endif
