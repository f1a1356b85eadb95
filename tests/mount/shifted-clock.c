/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Preloaded into the program under test: its clocks are ahead of the machine's
 * by the seconds in the file that OPSFS_TEST_CLOCK names, and the wall clock by
 * those after them as well; both are numbers of the machine's own. A test
 * writes there what it does not want to wait for.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *ahead;

__attribute__((constructor)) static void start(void)
{
    const char *name = getenv("OPSFS_TEST_CLOCK");
    int fd = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
    void *page;

    if (fd < 0)
        return;
    page = mmap(NULL, 2 * sizeof(*ahead), PROT_READ, MAP_SHARED, fd, 0);
    close(fd);
    if (page != MAP_FAILED)
        ahead = page;
}

int clock_gettime(clockid_t id, struct timespec *ts)
{
    int r = (int)syscall(SYS_clock_gettime, id, ts);

    if (r == 0 && ahead)
        ts->tv_sec += ahead[0] + (id == CLOCK_REALTIME ? ahead[1] : 0);
    return r;
}
