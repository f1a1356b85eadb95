/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Links to one publication or application at a site about patents, as
 * spreadsheets, exports and bibliographies hold them. Private to ops/number.
 */
#ifndef OPSFS_OPS_ADDRESS_H
#define OPSFS_OPS_ADDRESS_H

#include "ops/plain.h"

/* True when `text` is a link; it is replaced with the number that stands in
 * it, or with "" when no number was found. */
bool address_take(char text[PLAIN_MAX + 1]);

#endif
