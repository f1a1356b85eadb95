/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Offers answers to requests: from each line of the standard input one request
 * and its answer, columns divided by tabs:
 *
 *     ID  SOURCE  FORM  PATH  Content-Type  Content-Disposition  FILE
 *
 * and to the standard output, for each request and each answer: whose they are,
 * and what is said of the two.
 */
#include "doc/intake.h"
#include "doc/xml.h"
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 1000
#define COLUMNS 7

static const char *const names[SOURCE_COUNT] = {
    [SOURCE_BIBLIO] = "biblio",
    [SOURCE_FULLTEXT] = "fulltext",
    [SOURCE_EQUIVALENTS] = "equivalents",
    [SOURCE_INQUIRY] = "inquiry",
    [SOURCE_PAGE] = "page",
    [SOURCE_CLIP] = "clip",
    [SOURCE_SEARCH] = "search",
    [SOURCE_FAMILY] = "family",
    [SOURCE_LEGAL] = "legal",
    [SOURCE_REGISTER] = "register",
    [SOURCE_REGISTER_SEARCH] = "register-search",
    [SOURCE_NUMBER] = "number",
    [SOURCE_CPC] = "cpc",
    [SOURCE_CPC_SEARCH] = "cpc-search",
    [SOURCE_CPC_MEDIA] = "media",
    [SOURCE_MAP_TO_CPC] = "map-cpc",
    [SOURCE_MAP_TO_IPC] = "map-ipc",
    [SOURCE_MAP_TO_ECLA] = "map-ecla",
};

static struct exchange {
    char line[8192];
    const char *column[COLUMNS];
    struct identity identity;
    struct slice body;
    char *bytes;
} exchanges[MOST];

static int find(const char *const *in, int count, const char *name)
{
    int i = 0;

    while (i < count && strcmp(in[i], name) != 0)
        i++;
    return i;
}

static bool read_exchange(struct exchange *x)
{
    const char *extensions[FORM_COUNT];
    char *rest = x->line;

    if (!fgets(x->line, sizeof(x->line), stdin))
        return false;
    x->line[strcspn(x->line, "\n")] = '\0';
    for (int i = 0; i < COLUMNS; i++)
        x->column[i] = strsep(&rest, "\t");
    for (int i = 0; i < FORM_COUNT; i++)
        extensions[i] = forms[i].extension;
    x->identity.source = (enum source_id)find(names, SOURCE_COUNT,
                                              x->column[1]);
    x->identity.form = (enum form)find(extensions, FORM_COUNT, x->column[2]);
    x->identity.path = x->column[3];
    x->bytes = load(x->column[6], &x->body);
    return x->bytes && x->identity.source < SOURCE_COUNT &&
           x->identity.form < FORM_COUNT;
}

static void offer(const struct exchange *asked, const struct exchange *came)
{
    struct received got = {
        .status = 200,
        .body = came->body,
        .media = slice_of(came->column[4]),
        .file = slice_of(came->column[5]),
    };
    struct finding f = {0};

    intake_examine(&asked->identity, &got, &f);
    printf("%s\t%s\t%s\n", asked->column[0], came->column[0],
           f.intake == INTAKE_GOOD       ? "fits"
           : f.intake == INTAKE_MISMATCH ? f.message
                                         : "is not good");
}

int main(void)
{
    size_t count = 0;

    xml_start();
    while (count < MOST && read_exchange(&exchanges[count]))
        count++;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            offer(&exchanges[i], &exchanges[k]);
    for (size_t i = 0; i < count; i++)
        free(exchanges[i].bytes);
    xml_stop();
    return 0;
}
