/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/symbol_request.h"

#include "ops/path.h"

int symbol_request(const struct symbol *symbol, bool below,
                   struct request *ret_request)
{
    static const struct name row = {.source = SOURCE_CPC};
    struct location location = {.row = &row, .form = FORM_XML};
    struct symbol_answer answer;

    symbol_answer(symbol, below, &answer);
    location.slots[SLOT_SYMBOL] = slice_of(answer.symbol);
    location.slots[SLOT_VIEW] = slice_of(answer.view);
    return request_at(&location, ret_request);
}
