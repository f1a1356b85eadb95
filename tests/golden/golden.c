/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Golden cases: NAME.http, an answer as it stood on the wire, and NAME.expect,
 * what opsfs makes of it, as lines `key: value` (keys of reading.c; `#` begins
 * a comment). To add a case, add its two files.
 *
 *     golden FILE.http|DIRECTORY…            compare; TAP
 *     golden --update FILE.http|DIRECTORY…   write what is found
 *     golden --table FILE.http|DIRECTORY…    a line of values and tabs each
 *
 * Only the keys that a case names are compared. --update keeps a case's keys
 * and comments; a case without .expect gets every key that says something.
 */
#include "doc/xml.h"

#include "expect.h"
#include "load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACE_MAX 65536
#define TEXT_MAX ((size_t)1 << 20)

struct run {
    void (*act)(struct run *run, const char *path);
    unsigned count, failures;
};

/* Files. */

static bool save(const char *path, const struct buf *text)
{
    FILE *file = fopen(path, "wb");
    bool good = file && !text->error &&
                fwrite(buf_text(text), 1, text->len, file) == text->len;

    if (file)
        good = fclose(file) == 0 && good;
    return good;
}

static bool ends_with(const char *path, const char *end)
{
    size_t len = strlen(path), most = strlen(end);

    return len > most && strcmp(path + len - most, end) == 0;
}

/* `dir/name.http` and `.expect` -> `dir/name.expect` */
static struct buf beside(const char *path, const char *extension)
{
    struct buf b = BUF_INIT(PLACE_MAX);
    const char *dot = strrchr(path, '.');

    buf_add(&b, path, dot ? (size_t)(dot - path) : strlen(path));
    buf_puts(&b, extension);
    return b;
}

/* What is done with a case. */

static void result(struct run *run, const char *name, const struct buf *why)
{
    run->count++;
    run->failures += why->len > 0;
    printf("%s%sok %u - %s\n", buf_text(why), why->len ? "not " : "",
           run->count, name);
    fflush(stdout);
}

static const char *stem(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void act_compare(struct run *run, const char *path)
{
    struct buf why = BUF_INIT(TEXT_MAX), place = beside(path, ".expect");
    struct slice answer, expect;
    char *http = load(path, &answer);
    char *text = load(buf_text(&place), &expect);

    if (http && text) {
        struct t_asked asked = t_expect_asked(expect);
        struct t_reading r;

        t_reading_of(answer, &asked, &r);
        t_expect_compare(expect, &r, &why);
    } else {
        buf_printf(&why, "# %s cannot be read\n",
                   http ? buf_text(&place) : path);
    }
    result(run, stem(path), &why);
    free(http);
    free(text);
    buf_fini(&place);
    buf_fini(&why);
}

static void act_update(struct run *run, const char *path)
{
    struct buf text = BUF_INIT(TEXT_MAX), place = beside(path, ".expect");
    struct slice answer, expect = SLICE("");
    char *http = load(path, &answer);
    char *old = load(buf_text(&place), &expect);
    struct t_asked asked = t_expect_asked(expect);
    struct t_reading r;

    run->count++;
    if (http) {
        t_reading_of(answer, &asked, &r);
        if (old)
            t_expect_rewrite(expect, &r, &text);
        else
            t_expect_write(&r, &text);
    }
    if (!http || !save(buf_text(&place), &text)) {
        fprintf(stderr, "golden: %s: nothing written\n", buf_text(&place));
        run->failures++;
    }
    free(http);
    free(old);
    buf_fini(&place);
    buf_fini(&text);
}

static void act_table(struct run *run, const char *path)
{
    static const char *const columns[] = {"status", "intake", "code", "action",
                                          "errno"};
    struct buf line = BUF_INIT(TEXT_MAX), place = beside(path, ".expect");
    struct slice answer = SLICE(""), expect = SLICE("");
    char *http = load(path, &answer);
    char *text = load(buf_text(&place), &expect);
    struct t_asked asked = t_expect_asked(expect);
    struct t_reading r;

    run->count++;
    run->failures += !http;
    t_reading_of(answer, &asked, &r);
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        buf_putc(&line, '\t');
        t_key_find(slice_of(columns[i]))->print(&r, CLASS_OTHER, &line);
    }
    printf("%s%s\n", stem(path), buf_text(&line));
    free(http);
    free(text);
    buf_fini(&place);
    buf_fini(&line);
}

/* An expectation whose answer is gone would never be compared. */
static void check_orphan(struct run *run, const char *path)
{
    struct buf place = beside(path, ".http"), why = BUF_INIT(TEXT_MAX);
    FILE *file = fopen(buf_text(&place), "rb");

    if (file) {
        fclose(file);
    } else {
        buf_printf(&why, "# there is no %s\n", buf_text(&place));
        result(run, stem(path), &why);
    }
    buf_fini(&why);
    buf_fini(&place);
}

/* A comparison that finds nothing wrong would be content for ever. */
static void check_planted(struct run *run)
{
    static const struct t_asked asked = {FORM_XML, TRANSPORT_OK};
    struct slice wrong = SLICE("asked: xlm\nintake: good\naction: ok\n"
                               "light.search: grey\nremember: source\n");
    struct buf found = BUF_INIT(TEXT_MAX), why = BUF_INIT(TEXT_MAX);
    struct t_reading r;
    unsigned lines = 0;

    t_reading_of(SLICE("HTTP/1.1 404 Not Found\nContent-Length: 3\n\n"), &asked,
                 &r);
    t_expect_compare(wrong, &r, &found);
    for (size_t i = 0; i < found.len; i++)
        lines += found.data[i] == '\n';
    if (lines != 6)
        buf_printf(&why, "%s# %u faults found, not 6\n", buf_text(&found),
                   lines);
    result(run, "planted: a wrong expectation is found", &why);
    buf_fini(&found);
    buf_fini(&why);
}

static void run_path(struct run *run, const char *path)
{
    if (ends_with(path, ".http"))
        run->act(run, path);
    else if (ends_with(path, ".expect") && run->act == act_compare)
        check_orphan(run, path);
}

static void run_place(struct run *run, const char *place)
{
    struct dirent **entries;
    int count = scandir(place, &entries, NULL, alphasort);

    if (count < 0) {
        run->act(run, place);
        return;
    }
    for (int i = 0; i < count; i++) {
        struct buf path = BUF_INIT(PLACE_MAX);

        buf_printf(&path, "%s/%s", place, entries[i]->d_name);
        run_path(run, buf_text(&path));
        buf_fini(&path);
        free(entries[i]);
    }
    free(entries);
}

int main(int argc, char **argv)
{
    struct run run = {.act = act_compare};
    int first = 1;

    if (argc > 1 && strcmp(argv[1], "--update") == 0)
        run.act = act_update;
    else if (argc > 1 && strcmp(argv[1], "--table") == 0)
        run.act = act_table;
    first += run.act != act_compare;
    xml_start();
    if (run.act == act_compare && argc > first)
        check_planted(&run);
    for (int i = first; i < argc; i++)
        run_place(&run, argv[i]);
    xml_stop();
    if (run.act == act_compare)
        printf("1..%u\n", run.count);
    return run.failures || run.count <= (run.act == act_compare);
}
