/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "facet-fixture.h"

#include <dirent.h>

const char *t_facet_of(enum facet facet, const char *subject, const char *part,
                       struct slice answer, int want)
{
    static struct buf made;

    buf_fini(&made);
    buf_init(&made, T_FACET_CEILING);
    CHECK_INT(render(facet, slice_of(subject), slice_of(part), answer, &made),
              want);
    return buf_text(&made);
}

void t_facet_part(enum facet facet, const char *subject, const char *part,
                  const char *answer, const char *want)
{
    CHECK_STR(t_facet_of(facet, subject, part, slice_of(answer), 0), want);
}

void t_facet_is(enum facet facet, const char *subject, const char *answer,
                const char *want)
{
    t_facet_part(facet, subject, "", answer, want);
}

void t_facet_refused(enum facet facet, const char *answer, int want)
{
    t_facet_of(facet, "EP1000000A1", "", slice_of(answer), want);
}

char *t_facet_recorded(const char *name)
{
    const char *corpus = getenv("OPSFS_CORPUS");
    struct buf body = BUF_INIT(T_FACET_CEILING);
    char path[4096], block[65536];
    FILE *file;
    size_t len;

    snprintf(path, sizeof(path), "%s/bodies/%s", corpus ? corpus : "", name);
    file = corpus ? fopen(path, "rb") : NULL;
    while (file && (len = fread(block, 1, sizeof(block), file)) > 0)
        buf_add(&body, block, len);
    if (file)
        fclose(file);
    if (!body.data)
        printf("# skipped: %s\n", name);
    return body.data;
}

void t_facet_each_recorded(size_t most, void (*each)(const char *body))
{
    const char *corpus = getenv("OPSFS_CORPUS");
    struct dirent *entry;
    char path[4096];
    DIR *bodies;

    snprintf(path, sizeof(path), "%s/bodies", corpus ? corpus : "");
    bodies = corpus ? opendir(path) : NULL;
    if (!bodies)
        printf("# skipped: no recorded answers\n");
    while (bodies && (entry = readdir(bodies))) {
        char *body = strstr(entry->d_name, ".xml")
                         ? t_facet_recorded(entry->d_name)
                         : NULL;

        if (body && strlen(body) < most)
            each(body);
        free(body);
    }
    if (bodies)
        closedir(bodies);
}

bool t_has_line(const char *text, const char *line)
{
    size_t len = strlen(line);

    for (; text; text = strchr(text, '\n')) {
        text += *text == '\n';
        if (strncmp(text, line, len) == 0 && text[len] == '\n')
            return true;
        if (!*text)
            return false;
    }
    return false;
}

size_t t_count_lines(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += *text == '\n';
    return n;
}

bool t_is_table(const char *text)
{
    size_t tabs = 0, here = 0;
    bool header = true, remark = *text == '#';

    for (; *text; text++) {
        if (*text == '\t')
            here++;
        if (*text != '\n')
            continue;
        if (header)
            tabs = here;
        else if (!remark && here != tabs)
            return false;
        header = false;
        remark = text[1] == '#';
        here = 0;
    }
    return tabs > 0;
}
