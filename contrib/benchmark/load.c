/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The load of the benchmark: the same work over two lists of files in turn,
 * A B A B …, so that a machine whose speed drifts does not decide.
 *
 *     load stat|open|read MILLISECONDS ROUNDS LIST_A LIST_B
 *         prints `RATE_A RATE_B RATIO` (medians; A/B pair by pair). A rate is
 *         files a second; for `read`, which goes from end to end through files
 *         that stay open, bytes a second.
 *     load crowd LIST
 *         opens all files of LIST, a thread each, which starts as soon as the
 *         thread before it is made; prints the seconds from the first one's
 *         start until the last file was read. What only a crowd of threads
 *         costs is not in them: their table of files grows before, and they
 *         end after.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define CHUNK (1 << 20)
#define STACK (64 * 1024)

struct paths {
    char **at;
    int *fds; /* for `read`; -1: not opened yet */
    size_t count;
};

static double seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static struct paths read_list(const char *name)
{
    struct paths p = {0};
    char line[4096];
    FILE *f = fopen(name, "r");

    if (!f)
        die(name);
    while (fgets(line, sizeof(line), f)) {
        line[strcspn(line, "\n")] = '\0';
        p.at = realloc(p.at, (p.count + 1) * sizeof(char *));
        p.fds = realloc(p.fds, (p.count + 1) * sizeof(int));
        if (!p.at || !p.fds)
            die("memory");
        p.at[p.count] = strdup(line);
        p.fds[p.count++] = -1;
    }
    fclose(f);
    return p;
}

static size_t do_stat(const struct paths *p, size_t i, char *buffer)
{
    struct stat st;

    (void)buffer;
    if (stat(p->at[i], &st) < 0)
        die(p->at[i]);
    return 1;
}

static size_t do_read(const struct paths *p, size_t i, char *buffer)
{
    size_t total = 0;
    ssize_t n;

    if (p->fds[i] < 0)
        p->fds[i] = open(p->at[i], O_RDONLY);
    while ((n = pread(p->fds[i], buffer, CHUNK, (off_t)total)) > 0)
        total += (size_t)n;
    if (n < 0)
        die(p->at[i]);
    return total;
}

static size_t do_open(const struct paths *p, size_t i, char *buffer)
{
    int fd = open(p->at[i], O_RDONLY);

    if (fd < 0 || read(fd, buffer, CHUNK) < 0)
        die(p->at[i]);
    close(fd);
    return 1;
}

static const struct work {
    const char *name;
    size_t (*one)(const struct paths *p, size_t i, char *buffer);
} works[] = {
    {"stat", do_stat},
    {"open", do_open},
    {"read", do_read},
};

static double rate(const struct work *work, const struct paths *paths,
                   double length, char *buffer)
{
    double start = seconds(), now = start;
    size_t done = 0;

    while (now - start < length) {
        for (size_t i = 0; i < paths->count; i++)
            done += work->one(paths, i, buffer);
        now = seconds();
    }
    return (double)done / (now - start);
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof(double), by_size);
    return values[count / 2];
}

static int run_pairs(const struct work *work, char **argv)
{
    double length = atof(argv[2]) / 1000;
    int rounds = atoi(argv[3]);
    struct paths a = read_list(argv[4]), b = read_list(argv[5]);
    double *as = calloc((size_t)rounds, sizeof(double));
    double *bs = calloc((size_t)rounds, sizeof(double));
    double *ratios = calloc((size_t)rounds, sizeof(double));
    char *buffer = malloc(CHUNK);

    if (!as || !bs || !ratios || !buffer || rounds < 1)
        die("memory");
    rate(work, &a, 0.01, buffer);
    rate(work, &b, 0.01, buffer);
    for (int i = 0; i < rounds; i++) {
        as[i] = rate(work, &a, length, buffer);
        bs[i] = rate(work, &b, length, buffer);
        ratios[i] = as[i] / bs[i];
    }
    printf("%.0f %.0f %.3f\n", median(as, rounds), median(bs, rounds),
           median(ratios, rounds));
    return 0;
}

struct reader {
    pthread_t thread;
    const char *path;
    pthread_barrier_t *end;
    double read; /* when it was */
};

static void *read_one(void *arg)
{
    struct reader *r = arg;
    char buffer[4096];
    int fd;

    fd = open(r->path, O_RDONLY);
    if (fd < 0 || read(fd, buffer, sizeof(buffer)) <= 0)
        die(r->path);
    r->read = seconds();
    close(fd);
    pthread_barrier_wait(r->end);
    return NULL;
}

/* The table of files, which all threads share, doubles as they open: each time
 * all others wait until the kernel has seen every processor pause, some 10 ms
 * in sum. Readers that are processes of their own know nothing of it. */
static void make_room_for_files(size_t count)
{
    int last = fcntl(STDIN_FILENO, F_DUPFD, (int)count + 16);

    if (last < 0)
        die("too many files: see ulimit -n");
    close(last);
}

static struct reader *start_readers(const struct paths *p,
                                    pthread_barrier_t *end)
{
    struct reader *readers = calloc(p->count, sizeof(*readers));
    pthread_attr_t small;

    if (!readers)
        die("memory");
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, STACK);
    for (size_t i = 0; i < p->count; i++) {
        readers[i].path = p->at[i];
        readers[i].end = end;
        if (pthread_create(&readers[i].thread, &small, read_one, &readers[i]))
            die("thread");
    }
    return readers;
}

static int run_crowd(const char *list)
{
    struct paths p = read_list(list);
    pthread_barrier_t end;
    struct reader *readers;
    double from, last;

    make_room_for_files(p.count);
    pthread_barrier_init(&end, NULL, (unsigned)p.count + 1);
    last = from = seconds();
    readers = start_readers(&p, &end);
    pthread_barrier_wait(&end);
    for (size_t i = 0; i < p.count; i++) {
        pthread_join(readers[i].thread, NULL);
        if (readers[i].read > last)
            last = readers[i].read;
    }
    printf("%.4f\n", last - from);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "crowd") == 0)
        return run_crowd(argv[2]);
    for (size_t i = 0; argc == 6 && i < sizeof(works) / sizeof(*works); i++) {
        if (strcmp(argv[1], works[i].name) == 0)
            return run_pairs(&works[i], argv);
    }
    fprintf(stderr, "usage: load stat|open|read MILLISECONDS ROUNDS A B\n"
                    "       load crowd LIST\n");
    return 2;
}
