/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Check digits: the last digits of numbers, computed from the others, where the
 * rule is public. Private to ops/number.
 */
#ifndef OPSFS_OPS_CHECK_DIGIT_H
#define OPSFS_OPS_CHECK_DIGIT_H

#include "ops/number.h"

char check_digit_ep(const char *serial); /* of eight digits */
char check_digit_cn(const char *serial); /* may be X */
char check_digit_br(const char *serial, size_t len);

/* Of an EP or CN application; 0 where none can be computed. */
char check_digit_of(const struct number *n);

#endif
