/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fills a store, as a mount beside does that reads one record after the other.
 *
 *     fill DIR BASE_URL ANSWER NUMBER FIRST COUNT [PER_SECOND]
 *
 * ANSWER is a file with OPS's biblio of EP.NUMBER.A1, seven digits; the records
 * are of COUNT numbers from FIRST on, each with its own number in the answer.
 * DIR `none`: it makes them, at that pace, and keeps nothing.
 */
#include "store/store.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WAITING_MAX 500
#define SIZE ((int64_t)8 << 30)
#define DIGITS 7

static char *slurp(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    char *data = malloc(1 << 20);

    if (!file || !data)
        exit(1);
    *ret_len = fread(data, 1, 1 << 20, file);
    fclose(file);
    return data;
}

static int until(int64_t deadline)
{
    int64_t left = deadline - clock_now().ms;

    return (int)earlier(later(left, 0), 100);
}

static void settle(struct store *s, unsigned most)
{
    struct pollfd fd = {.fd = store_fd(s), .events = POLLIN};
    struct store_report report;

    while (s) {
        store_turn(s, clock_now());
        store_report(s, &report);
        if (report.waiting <= most)
            return;
        poll(&fd, 1, until(store_deadline(s)));
    }
}

static struct blob *body_of(const char *answer, size_t len, const char *number,
                            const char *own)
{
    char *copy = malloc(len), *at = copy;

    if (!copy)
        exit(1);
    memcpy(copy, answer, len);
    while ((at = memmem(at, (size_t)(copy + len - at), number, DIGITS))) {
        memcpy(at, own, DIGITS);
        at += DIGITS;
    }
    return blob_new(copy, len);
}

static void keep(struct store *s, int number, struct blob *body)
{
    struct record record = {.status = 200,
                            .fetched = clock_now().wall,
                            .body = body};
    char path[100];

    if (!s)
        return;
    snprintf(path, sizeof(path),
             "published-data/publication/docdb/EP.%d.A1/biblio", number);
    store_keep(s,
               &(struct store_key){slice_of(path), "application/xml",
                                   SERVER_OPS},
               &record);
}

int main(int argc, char **argv)
{
    int first, count, pace = argc > 7 ? atoi(argv[7]) : 0;
    struct store *store = NULL;
    char own[DIGITS + 1];
    size_t len;
    char *answer;

    if (argc < 7 || strlen(argv[4]) != DIGITS)
        return 2;
    if (strcmp(argv[1], "none") != 0 &&
        !(store = store_new(&(struct store_options){.dir = argv[1],
                                                    .origin = argv[2],
                                                    .eps = "",
                                                    .size = SIZE,
                                                    .patience = 60000},
                            clock_now())))
        return 1;
    answer = slurp(argv[3], &len);
    first = atoi(argv[5]);
    count = atoi(argv[6]);
    for (int i = 0; i < count; i++) {
        struct blob *body;

        snprintf(own, sizeof(own), "%07d", first + i);
        body = body_of(answer, len, argv[4], own);
        keep(store, first + i, body);
        blob_unref(body);
        settle(store, WAITING_MAX);
        if (pace)
            usleep(1000000 / (useconds_t)pace);
    }
    settle(store, 0);
    store_free(store);
    free(answer);
    return 0;
}
