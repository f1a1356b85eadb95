/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside-fixture.h"

#include "check.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct aside *t_aside;

void t_aside_begin(const char *program)
{
    t_aside = aside_new(program);
    CHECK(t_aside != NULL);
}

void t_aside_end(void)
{
    aside_free(t_aside);
    t_aside = NULL;
    CHECK_INT(waitpid(-1, NULL, WNOHANG), -1); /* nobody is left */
}

size_t t_open_files(void)
{
    DIR *dir = opendir("/proc/self/fd");
    size_t count = 0;

    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

pid_t t_child_after(pid_t before)
{
    DIR *dir = opendir("/proc");
    const struct dirent *at;
    pid_t found = 0;

    while ((at = readdir(dir))) {
        pid_t pid = (pid_t)strtol(at->d_name, NULL, 10), parent = 0;
        char path[64];
        FILE *file;

        snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
        file = pid > before && (!found || pid < found) ? fopen(path, "r")
                                                       : NULL;
        if (!file)
            continue;
        if (fscanf(file, "%*d (%*[^)]) %*c %d", &parent) == 1 &&
            parent == getpid())
            found = pid;
        fclose(file);
    }
    closedir(dir);
    return found;
}

static const struct pdf_mark marks[] = {{"Abstract", 1}, {"Drawings", 3}};
static const struct pdf_label labels[] = {{1, "", 1}, {3, "Drawing ", 1}};

struct pdf_order t_order_of(const struct slice *pages, size_t count)
{
    return (struct pdf_order){
        .pages = pages,
        .count = count,
        .title = "EP1A1: Pump — größer",
        .subject = "EP1A1",
        .marks = marks,
        .mark_count = 2,
        .labels = labels,
        .label_count = 2,
    };
}
