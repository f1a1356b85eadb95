/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-fixture.h"

void t_path_is(const char *path, const char *url, const char *accept)
{
    struct request r = {0};

    CHECK_INT(t_walk_request(path, &r), 0);
    CHECK_STR(r.path, url);
    CHECK_STR(r.accept, accept);
    if (check_failed)
        printf("# for the path %s\n", path);
}

void t_path_refused(const char *path)
{
    struct request r;
    int got = t_walk_request(path, &r);

    CHECK_INT(got, -ENOENT);
    if (got != -ENOENT)
        printf("# for the path %s\n", path);
}

void t_path_forms(const char *stem, const char *url, const char *xml)
{
    char path[3000];

    snprintf(path, sizeof(path), "%s.xml", stem);
    t_path_is(path, url, xml);
    snprintf(path, sizeof(path), "%s.json", stem);
    t_path_is(path, url, PATH_JSON);
}
