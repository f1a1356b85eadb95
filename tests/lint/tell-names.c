/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the table of names says, for tests/lint/manual.py.
 *
 *     tell-names words    every fixed word of the table, one a line
 *     tell-names help     .ops/help, as a mount shows it
 */
#include "fs/live.h"

#include <stdio.h>
#include <string.h>

static void tell_words(void)
{
    for (size_t i = 0; i < names_count; i++) {
        for (int word = 0; word < MAX_WORDS && names[i].words[word]; word++)
            puts(names[i].words[word]);
    }
}

/* This text is the same for each mount, so it needs none. */
static int tell_help(void)
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
        return tell_help();
    if (argc != 2 || strcmp(argv[1], "words") != 0)
        return 2;
    tell_words();
    return 0;
}
