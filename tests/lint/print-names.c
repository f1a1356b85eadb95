/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tables say, for tests/lint/manual.py.
 *
 *     print-names words   every fixed word of the table of names, one per line
 *     print-names errors   every errno that an answer of OPS may lead to
 *     print-names help    .ops/help, as a mount shows it
 */
#include "fs/live.h"
#include "ops/verdict.h"

#include <stdio.h>
#include <string.h>

/* Of every transport, status, intake and rejection, with a code of OPS's for a
 * wrong query. */
static void print_errors(void)
{
    const int statuses = 600, intakes = INTAKE_HOSTILE + 1;
    const int rejections = REJECTION_OTHER + 1;

    for (int n = 0; n < TRANSPORT_COUNT * statuses * intakes * rejections;
         n++) {
        struct limits limits;
        struct finding found = {
            .intake = (enum intake)(n / rejections % intakes),
            .code = "CLIENT.CQL",
        };
        enum transport transport =
            (enum transport)(n / statuses / intakes / rejections);
        int status = n / intakes / rejections % statuses;
        struct verdict verdict;

        limits_init(&limits);
        limits.rejection = (enum rejection)(n % rejections);
        verdict = verdict_of(SERVER_OPS, transport, status, &found, &limits);
        puts(strerrorname_np(-verdict.error));
    }
}

static void print_words(void)
{
    for (size_t i = 0; i < names_count; i++) {
        for (int word = 0; word < MAX_WORDS && names[i].words[word]; word++)
            puts(names[i].words[word]);
    }
}

/* This text is the same for each mount, so it needs none. */
static int print_help(void)
{
    struct blob *help = live_text(NULL, LIVE_HELP);

    if (!help)
        return 1;
    fwrite(help->data, 1, help->size, stdout);
    blob_unref(help);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "help") == 0)
        return print_help();
    if (argc == 2 && strcmp(argv[1], "errors") == 0)
        print_errors();
    else if (argc == 2 && strcmp(argv[1], "words") == 0)
        print_words();
    else
        return 2;
    return 0;
}
