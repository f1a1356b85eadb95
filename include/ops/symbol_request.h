/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What to ask for when a symbol of the classification is known, and no path.
 */
#ifndef OPSFS_OPS_SYMBOL_REQUEST_H
#define OPSFS_OPS_SYMBOL_REQUEST_H

#include "ops/request.h"
#include "ops/symbol.h"

/* The request for what symbol_answer() says. 0 or -errno of request_at(). */
int symbol_request(const struct symbol *symbol, bool below,
                   struct request *ret_request);

#endif
