/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What each line is: `spelling<TAB>name<TAB>type/format/text of its request`,
 * or `spelling<TAB><TAB>what is wrong`. A line of three parts with tabs is a
 * document-id of docdb: country, number, kind; a fourth says that it is one of
 * an application.
 */
#include "ops/number_reference.h"

#include "ops/number_parse.h"

#include <stdio.h>
#include <string.h>

static int read_line(struct slice line, struct number *n, char *candidates)
{
    struct slice rest = line, country, serial, kind = SLICE("");

    if (!memchr(line.at, '\t', line.len))
        return number_parse(line, n, candidates);
    candidates[0] = '\0';
    slice_cut(&rest, '\t', &country);
    slice_cut(&rest, '\t', &serial);
    slice_cut(&rest, '\t', &kind);
    return rest.len ? number_application(country, serial, kind, n)
                    : number_from_docdb(country, serial, kind, n);
}

static void tell(struct slice line)
{
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number_reference asked = {"-", "-", "-"};
    struct number n;

    if (read_line(line, &n, candidates) < 0) {
        printf("\t%s\n", candidates);
        return;
    }
    number_name(&n, name);
    number_reference(&n, NUMBER_FOR_PUBLISHED, &asked);
    printf("%s\t%s/%s/%s\n", number_is_canonical(slice_of(name)) ? name : "-",
           asked.type, asked.format, asked.text);
}

int main(void)
{
    char line[4096];

    while (fgets(line, sizeof(line), stdin)) {
        line[strcspn(line, "\n")] = '\0';
        tell(slice_of(line));
    }
    return 0;
}
