/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a facet makes of an answer, as a program.
 *
 *     render FACET SUBJECT SELECTION FILE    the facet, to standard output
 *     render --facets                        their names, one per line
 *     render --facets                        their names, one a line
 *                                            a control or direction mark, or is
 *                                            a table of uneven lines
 *
 * A facet is named as in ops/facets, in small letters with `-`; SUBJECT and
 * SELECTION may be "". Exit status 1 and `error: NAME` (of errno) when nothing
 * can be made; 2 when it is not a file, or not an answer that passes intake.
 */
#include "doc/intake.h"
#include "doc/render.h"
#include "doc/usage.h"

#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTES_MOST ((size_t)256 << 20)

static const char *const names[FACETS] = {
    [FACET_TEXT] = "text",
    [FACET_TITLE] = "title",
    [FACET_ABSTRACT] = "abstract",
    [FACET_BIBLIO] = "biblio",
    [FACET_NUMBERS] = "numbers",
    [FACET_LINKS] = "links",
    [FACET_BIBTEX] = "bibtex",
    [FACET_BESIDE] = "beside",
    [FACET_RIS] = "ris",
    [FACET_CSL] = "csl",
    [FACET_ROW] = "row",
    [FACET_CLAIMS] = "claims",
    [FACET_CLAIM] = "claim",
    [FACET_CLAIM_NAMES] = "claim-names",
    [FACET_DESCRIPTION] = "description",
    [FACET_PIECE] = "piece",
    [FACET_PIECE_NAMES] = "piece-names",
    [FACET_HEADINGS] = "headings",
    [FACET_CITATIONS] = "citations",
    [FACET_CITATION_NAMES] = "citation-names",
    [FACET_PUBLICATION_NAMES] = "publication-names",
    [FACET_FAMILY] = "family",
    [FACET_FAMILY_SIMPLE_NAMES] = "family-simple-names",
    [FACET_FAMILY_EXTENDED_NAMES] = "family-extended-names",
    [FACET_LEGAL] = "legal",
    [FACET_STATUS] = "status",
    [FACET_PROPRIETOR] = "proprietor",
    [FACET_OPPOSITION] = "opposition",
    [FACET_EVENTS] = "events",
    [FACET_STEPS] = "steps",
    [FACET_STATES] = "states",
    [FACET_REGISTER_ROW] = "register-row",
    [FACET_UPP] = "upp",
    [FACET_UPC] = "upc",
    [FACET_HITS] = "hits",
    [FACET_HIT_NAMES] = "hit-names",
    [FACET_CITING] = "citing",
    [FACET_COUNT] = "count",
    [FACET_REGISTER_HITS] = "register-hits",
    [FACET_REGISTER_NAMES] = "register-names",
    [FACET_SYMBOL_TITLE] = "symbol-title",
    [FACET_SYMBOL_PATH] = "symbol-path",
    [FACET_SYMBOL_NOTES] = "symbol-notes",
    [FACET_SYMBOL_IPC] = "symbol-ipc",
    [FACET_USAGE] = "usage",
    [FACET_SYMBOL_CHILDREN] = "symbol-children",
    [FACET_SYMBOL_NAMES] = "symbol-names",
    [FACET_SYMBOL_FIGURES] = "symbol-figures",
    [FACET_IMAGE_NAMES] = "image-names",
    [FACET_DRAWING_NAMES] = "drawing-names",
    [FACET_PAGE_NAMES] = "page-names",
};

static enum facet facet_named(const char *name)
{
    for (int i = FACET_NONE + 1; i < FACETS; i++) {
        if (names[i] && strcmp(names[i], name) == 0)
            return (enum facet)i;
    }
    return FACET_NONE;
}

static int list_facets(void)
{
    for (int i = FACET_NONE + 1; i < FACETS; i++)
        printf("%s\n", names[i]);
    return 0;
}

/* The one answer in JSON that texts are made of is of usage. */
static void examine(const char *path, struct slice answer,
                    struct finding *ret_found)
{
    const struct identity asked = {SOURCE_USAGE, FORM_JSON, "usage", ""};
    const char *dot = strrchr(path, '.');
    struct received got = {.status = 200,
                           .body = answer,
                           .media = SLICE("application/json"),
                           .file = SLICE("")};

    if (dot && strcmp(dot, ".json") == 0)
        usage_examine(&asked, &got, ret_found);
    else
        intake_check(answer, FORM_XML, 200, SLICE(""), ret_found);
}

static char *load_answer(const char *path, struct slice *ret_answer)
{
    char *bytes = load(path, ret_answer);
    struct finding found;

    if (!bytes) {
        fprintf(stderr, "render: %s cannot be read\n", path);
        return NULL;
    }
    examine(path, *ret_answer, &found);
    if (found.intake == INTAKE_GOOD)
        return bytes;
    fprintf(stderr, "render: %s is no good answer\n", path);
    free(bytes);
    return NULL;
}

static int print(enum facet facet, char **argv, struct slice answer)
{
    struct buf text = BUF_INIT(BYTES_MOST);
    int r = render(facet, slice_of(argv[0]), slice_of(argv[1]), answer, &text);

    if (r < 0)
        fprintf(stderr, "error: %s\n", strerrorname_np(-r));
    else
        fwrite(buf_text(&text), 1, text.len, stdout);
    buf_fini(&text);
    return r < 0;
}

/* `argv` begins with SUBJECT. */
static int run(enum facet facet, char **argv)
{
    struct slice answer;
    char *bytes = load_answer(argv[2], &answer);
    int status = bytes ? print(facet, argv, answer) : 2;

    free(bytes);
    return status;
}

static bool is_marked(const struct buf *text, bool ris)
{
    struct slice rest = {buf_text(text), text->len};
    unsigned code;

    for (; rest.len; rest.at++, rest.len--) {
        if (strchr(ris ? "\t\n\r" : "\t\n", *rest.at) && *rest.at)
            continue;
        if (slice_mark(rest, &code))
            return true;
    }
    return false;
}

static size_t tabs_in(struct slice line)
{
    size_t count = 0;

    for (size_t i = 0; i < line.len; i++)
        count += line.at[i] == '\t';
    return count;
}

/* What has a tab in its first line is a table; its lines that begin with `#`
 * are remarks. */
static bool is_uneven(const struct buf *text)
{
    struct slice rest = {buf_text(text), text->len}, line;
    size_t tabs;

    if (!slice_cut(&rest, '\n', &line))
        return false;
    tabs = tabs_in(line);
    while (tabs > 0 && slice_cut(&rest, '\n', &line)) {
        if (tabs_in(line) != tabs && !slice_starts(line, "# "))
            return true;
    }
    return false;
}

static int check_plain(enum facet facet, const char *subject, const char *part,
                       const char *path, struct slice answer)
{
    struct buf text = BUF_INIT(BYTES_MOST);
    const char *wrong = NULL;

    render(facet, slice_of(subject), slice_of(part), answer, &text);
    if (is_marked(&text, facet == FACET_RIS))
        wrong = "a mark";
    else if (is_uneven(&text))
        wrong = "an uneven line";
    if (wrong)
        printf("%s\t%s %s\t%s\n", path, names[facet], part, wrong);
    buf_fini(&text);
    return wrong != NULL;
}

static int check_all(const char *subject, char **paths)
{
    static const char *const parts[] = {"", "en", "1"};
    int status = 0;

    for (; *paths; paths++) {
        struct slice answer;
        char *bytes = load_answer(*paths, &answer);

        for (int i = FACET_NONE + 1; bytes && i < FACETS; i++) {
            for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
                status |= check_plain((enum facet)i, subject, parts[k], *paths,
                                      answer);
        }
        free(bytes);
    }
    return status;
}

int main(int argc, char **argv)
{
    enum facet facet = argc > 1 ? facet_named(argv[1]) : FACET_NONE;
    int status;

    if (argc == 2 && strcmp(argv[1], "--facets") == 0)
        return list_facets();
    xml_start();
    if (argc > 3 && strcmp(argv[1], "--plain") == 0) {
        status = check_all(argv[2], argv + 3);
    } else if (facet == FACET_NONE || argc != 5) {
        fprintf(stderr, "usage: render FACET SUBJECT SELECTION FILE\n");
        status = 2;
    } else {
        status = run(facet, argv + 2);
    }
    xml_stop();
    return status;
}
