/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/inspect.h"

#include "image/pdf.h"

#include <stdio.h>

bool inspects(const struct identity *asked)
{
    return asked->source == SOURCE_PAGE && asked->form == FORM_PDF;
}

/* Of OPS, a page comes alone. */
void inspect(void *arg, struct slice body, struct finding *finding)
{
    int pages = pdf_pages(body);

    (void)arg;
    if (pages == 1)
        return;
    finding->intake = INTAKE_ABSURD;
    if (pages < 0)
        snprintf(finding->message, FAULT_MESSAGE, "a PDF that cannot be read");
    else
        snprintf(finding->message, FAULT_MESSAGE,
                 "a PDF of %d pages, not of one", pages);
}
