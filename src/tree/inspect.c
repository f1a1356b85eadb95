/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/inspect.h"

#include "aside/aside.h"

#include <errno.h>
#include <stdio.h>

bool inspects(const struct identity *asked)
{
    return asked->source == SOURCE_PAGE && asked->form == FORM_PDF;
}

/* Of OPS, a page comes alone. Where nobody can look at it, it is shown as it
 * came. */
void inspect(void *arg, struct slice body, struct finding *finding)
{
    int pages = aside_count(arg, body);

    if (pages == 1 || (pages < 0 && pages != -EBADMSG && pages != -EFBIG))
        return;
    finding->intake = INTAKE_ABSURD;
    if (pages < 0)
        snprintf(finding->message, FAULT_MESSAGE, "a PDF that cannot be read");
    else
        snprintf(finding->message, FAULT_MESSAGE,
                 "a PDF of %d pages, not of one", pages);
}
