/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/stems.h"

#include "ops/request.h"
#include "tree/kept.h"

#define IMAGES "published-data/images/"

/* Of `EP.1000000.A1` those of that publication, and the clip, which has no
 * kind; of `EP1000000` those of all publications. */
static void add_images(struct slice number, struct buf *to)
{
    struct slice country, doc, kind = number;

    if (slice_cut(&kind, '.', &country) && slice_cut(&kind, '.', &doc)) {
        buf_printf(to, IMAGES "%.*s/%.*s/%.*s/\n", (int)country.len, country.at,
                   (int)doc.len, doc.at, (int)kind.len, kind.at);
        buf_printf(to, IMAGES "%.*s/%.*s/PA/\n", (int)country.len, country.at,
                   (int)doc.len, doc.at);
    } else if (number.len > 2) {
        buf_printf(to, IMAGES "%.2s/%.*s/\n", number.at, (int)number.len - 2,
                   number.at + 2);
    }
}

void stems_of_images(const struct request *inquiry, struct buf *to)
{
    struct slice rest = slice_of(inquiry->path), number = SLICE("");

    if (inquiry->source != SOURCE_INQUIRY)
        return;
    for (int i = 0; i < 4; i++) /* published-data, type, format, number */
        slice_cut(&rest, '/', &number);
    add_images(number, to);
}

void stems_of_directory(const struct node *dir, struct buf *to)
{
    switch (node_room(dir)) {
    case ROOM_PUBLISHED_FILES:
    case ROOM_EQUIVALENTS:
    case ROOM_FAMILY_FILES:
    case ROOM_LEGAL_FILES:
    case ROOM_REGISTER_FILES:
    case ROOM_IMAGES_KIND:
    case ROOM_IMAGES_CLIP:
        kept_stem(dir, to);
        buf_putc(to, '\n');
        break;
    case ROOM_FULLIMAGE: /* `fullimage?Range=1` */
    case ROOM_THUMBNAIL:
        kept_stem(dir, to);
        if (to->len)
            to->data[to->len - 1] = '\n';
        break;
    default:
        break;
    }
}
