/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/list_plan.h"

#include "ops/reading_room.h"
#include "tree/beside_plan.h"
#include "tree/keys.h"
#include "tree/remark.h"

#include <errno.h>
#include <string.h>

/* A table's parts have a header line each, and the whole only one. */
int list_start(struct assembly *a, size_t pages)
{
    (void)pages;
    if (assembly_is_table(a))
        strcpy(a->request.making.selection, "rows");
    if (a->request.making.facet == FACET_ROW)
        a->open = SLICE("");
    return 0;
}

bool list_has_next(const struct assembly *a)
{
    return a->numbers.len > 0;
}

int list_next(struct assembly_part *p, struct request *ret_request)
{
    struct assembly *a = p->assembly;
    char european[NUMBER_NAME];
    struct slice number;

    if (keys_are_open(a))
        return keys_next(p, ret_request);
    slice_cut(&a->numbers, '\n', &number);
    if (slice_starts(number, "#")) {
        remark_bad_line(a, "header", number, &p->text);
        return -ENODATA;
    }
    memcpy(p->subject, number.at, number.len);
    if (a->request.making.facet == FACET_REGISTER_ROW &&
        beside_european_of(a, number, european))
        number = slice_of(european);
    return request_of_number(a->request.making.row, number, ret_request);
}

int list_learn(struct assembly_part *p, struct slice answer)
{
    return p->is_key ? keys_learn(p, answer) : 1;
}

/* What OPS says to one number of a list it does not say to the others. */
int list_absent(struct assembly_part *p, const struct why *why)
{
    const struct name *row = p->assembly->request.making.row;
    const char *text = why && why->message[0] ? why->message
                       : why && why->advice   ? why->advice
                                              : reading_lacks(row, p->subject);

    if (!p->is_key)
        remark_row(p->assembly, "header", slice_of(p->subject), text, &p->text);
    return 0;
}

/* In place of what may be half made. */
int list_unreadable(struct assembly_part *p, int r)
{
    buf_reset(&p->text);
    remark_row(p->assembly, "header", slice_of(p->subject),
               r == -ENODATA ? "no such part"
                             : "OPS's answer cannot be understood",
               &p->text);
    return 0;
}

void list_join(struct assembly *a, struct buf *to)
{
    struct buf rows = BUF_INIT(RENDER_MAX);

    if (assembly_is_table(a))
        remark_header(a, "header", to);
    for (size_t i = 0; i < a->count; i++) {
        struct slice text = buf_slice(&a->parts[i]->text);

        if (!a->parts[i]->is_key)
            buf_add(&rows, text.at, text.len);
    }
    keys_join(a, &rows, 0, to);
}
