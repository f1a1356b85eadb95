/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * main() for a fuzz target that was built without a fuzzer: runs it once over
 * each file named, and each file in each directory named, so that seeds and
 * past findings are plain tests. Prints one TAP line a file. A target that
 * finds a fault aborts, which leaves the plan unfulfilled.
 */
#include "base/buf.h"

#include "fuzz.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST ((size_t)64 << 20)

struct tally {
    unsigned count, failures;
};

static int load(const char *path, struct buf *ret_bytes)
{
    FILE *file = fopen(path, "rb");
    char piece[65536];
    size_t len;
    int r;

    if (!file)
        return -1;
    while ((len = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_add(ret_bytes, piece, len);
    r = ferror(file) || ret_bytes->error ? -1 : 0;
    fclose(file);
    return r;
}

/* The bytes go into memory of just their size, so that a read beyond them is
 * seen by the sanitizers. */
static void run_file(const char *path, struct tally *t)
{
    struct buf b = BUF_INIT(LARGEST);
    int r = load(path, &b);
    uint8_t *exact = malloc(b.len ? b.len : 1);

    t->count++;
    if (r < 0 || !exact) {
        t->failures++;
        printf("not ok %u - %s\n", t->count, path);
    } else {
        if (b.len)
            memcpy(exact, b.data, b.len);
        LLVMFuzzerTestOneInput(exact, b.len);
        printf("ok %u - %s\n", t->count, path);
    }
    fflush(stdout);
    free(exact);
    buf_fini(&b);
}

static void run_directory(const char *path, DIR *dir, struct tally *t)
{
    struct dirent *entry;

    while ((entry = readdir(dir))) {
        struct buf name = BUF_INIT(65536);

        if (entry->d_name[0] == '.')
            continue;
        buf_printf(&name, "%s/%s", path, entry->d_name);
        run_file(buf_text(&name), t);
        buf_fini(&name);
    }
}

int main(int argc, char **argv)
{
    struct tally t = {0, 0};

    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);

        if (!dir) {
            run_file(argv[i], &t);
            continue;
        }
        run_directory(argv[i], dir, &t);
        closedir(dir);
    }
    printf("1..%u\n", t.count);
    return t.failures || !t.count;
}
