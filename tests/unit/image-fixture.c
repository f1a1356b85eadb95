/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image-fixture.h"

#include <stdint.h>
#include <unistd.h>

void t_image_pdf(unsigned count, unsigned width, struct buf *to)
{
    size_t places[16], table;

    buf_puts(to, "%PDF-1.4\n");
    places[1] = to->len;
    buf_puts(to, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
    places[2] = to->len;
    buf_printf(to, "2 0 obj\n<</Type/Pages/Count %u/Kids[", count);
    for (unsigned i = 0; i < count; i++)
        buf_printf(to, "%u 0 R ", 3 + i);
    buf_puts(to, "]>>\nendobj\n");
    for (unsigned i = 0; i < count; i++) {
        places[3 + i] = to->len;
        buf_printf(to,
                   "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 %u 842]>>"
                   "\nendobj\n",
                   3 + i, width + i);
    }
    table = to->len;
    buf_printf(to, "xref\n0 %u\n0000000000 65535 f \n", 3 + count);
    for (unsigned i = 1; i < 3 + count; i++)
        buf_printf(to, "%010zu 00000 n \n", places[i]);
    buf_printf(to, "trailer<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
               3 + count, table);
}

/* Of an image file directory (TIFF 6.0, section 2), as this machine has it. */
static void add_tag(struct buf *to, uint16_t tag, uint32_t value)
{
    const uint16_t head[] = {tag, 4};
    const uint32_t rest[] = {1, value};

    buf_add(to, head, sizeof(head));
    buf_add(to, rest, sizeof(rest));
}

void t_image_tiff(unsigned width, struct buf *to)
{
    const uint16_t head[] = {0x4949, 42}, tags = 9;
    const uint32_t at = 8, none = 0;
    const uint32_t row = at + 2 + tags * 12 + 4;

    buf_add(to, head, sizeof(head));
    buf_add(to, &at, sizeof(at));
    buf_add(to, &tags, sizeof(tags));
    add_tag(to, 256, width);
    add_tag(to, 257, 1);
    add_tag(to, 258, 1);
    add_tag(to, 259, 1);
    add_tag(to, 262, 1);
    add_tag(to, 273, row);
    add_tag(to, 277, 1);
    add_tag(to, 278, 1);
    add_tag(to, 279, (width + 7) / 8);
    buf_add(to, &none, sizeof(none));
    for (unsigned i = 0; i < (width + 7) / 8; i++)
        buf_putc(to, (char)i);
}

int t_image_take(int r, int fd, struct buf *to)
{
    if (r == 0)
        r = buf_copy_file(to, fd);
    close(fd);
    return r;
}
