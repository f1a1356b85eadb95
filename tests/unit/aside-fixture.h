/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * aside/aside with a program beside it, and what can be seen of that from
 * outside.
 */
#ifndef OPSFS_TESTS_ASIDE_FIXTURE_H
#define OPSFS_TESTS_ASIDE_FIXTURE_H

#include "aside/aside.h"

#include <sys/types.h>

#define T_MOST ((size_t)8 << 20) /* of an outcome */

extern struct aside *t_aside;

void t_aside_begin(const char *program);
void t_aside_end(void); /* and nobody is left */

size_t t_open_files(void);

/* The child that comes after `before` by its number; 0: there is none. */
pid_t t_child_after(pid_t before);

/* Of four pages or fewer. */
struct pdf_order t_order_of(const struct slice *pages, size_t count);

#endif
