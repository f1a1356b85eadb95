/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/absurd.h"

#include "doc/inquiry.h"
#include "doc/media.h"
#include "image/bitmap.h"

#include <errno.h>
#include <stdio.h>

static bool is_absurd_inquiry(struct slice body, char message[FAULT_MESSAGE])
{
    struct inquiry inquiry;

    if (inquiry_read(body, &inquiry) != -EBADMSG || !inquiry.fault[0])
        return false;
    snprintf(message, FAULT_MESSAGE, "%s", inquiry.fault);
    return true;
}

static bool is_absurd_picture(struct slice body, char message[FAULT_MESSAGE])
{
    size_t width, height;

    media_tiff_sides(body, &width, &height);
    if (width <= BITMAP_SIDE && height <= BITMAP_SIDE)
        return false;
    snprintf(message, FAULT_MESSAGE, "a picture of %zu x %zu pixels", width,
             height);
    return true;
}

bool absurd_find(const struct identity *asked, struct slice body,
                 char message[FAULT_MESSAGE])
{
    if (asked->source == SOURCE_INQUIRY && asked->form == FORM_XML)
        return is_absurd_inquiry(body, message);
    if (asked->form == FORM_TIFF)
        return is_absurd_picture(body, message);
    return false;
}
