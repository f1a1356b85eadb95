/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/media.h"

#include <string.h>

#define PDF_TAIL 1024

/* TIFF 6.0 */
#define TIFF_ENTRY 12
#define TIFF_SHORT 3
#define TIFF_WIDTH 256
#define TIFF_HEIGHT 257
#define TIFF_STRIP_OFFSET 273
#define TIFF_STRIP_BYTES 279

/* PKWARE's APPNOTE 6.3.10, 4.3.16: what ends a zip, without its comment. */
#define ZIP_END 22
#define ZIP_COMMENT 65535

static bool starts(struct slice s, const char *magic, size_t len)
{
    return s.len >= len && memcmp(s.at, magic, len) == 0;
}

static bool ends(struct slice s, const char *magic, size_t len)
{
    return s.len >= len && memcmp(s.at + s.len - len, magic, len) == 0;
}

static bool is_pdf(struct slice s)
{
    struct slice tail = s;

    if (!slice_starts(s, "%PDF-"))
        return false;
    if (s.len > PDF_TAIL)
        tail = (struct slice){s.at + s.len - PDF_TAIL, PDF_TAIL};
    return memmem(tail.at, tail.len, "%%EOF", 5) != NULL;
}

static bool is_png(struct slice s)
{
    return starts(s, "\x89PNG\r\n\x1a\n", 8) &&
           ends(s, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

static bool is_jpeg(struct slice s)
{
    return starts(s, "\xff\xd8\xff", 3) && s.len > 4 && ends(s, "\xff\xd9", 2);
}

static bool is_gif(struct slice s)
{
    return (starts(s, "GIF87a", 6) || starts(s, "GIF89a", 6)) &&
           ends(s, ";", 1);
}

/* `len` bytes as a number. The first two of a TIFF set its byte order, a zip
 * has the lowest first. */
static size_t number_at(const char *at, unsigned len, bool big)
{
    size_t number = 0;

    for (unsigned i = 0; i < len; i++)
        number = number << 8 | (unsigned char)at[big ? i : len - 1 - i];
    return number;
}

/* The value of an entry of a directory; 0 when it holds several. */
static size_t tiff_value(const char *entry, bool big)
{
    unsigned len = number_at(entry + 2, 2, big) == TIFF_SHORT ? 2 : 4;

    return number_at(entry + 4, 4, big) == 1 ? number_at(entry + 8, len, big)
                                             : 0;
}

/* What the entries of that tag in the first directory hold, together. */
static size_t tiff_tag(struct slice s, size_t tag)
{
    bool big = starts(s, "MM\0*", 4);
    const char *entry = s.at + number_at(s.at + 4, 4, big);
    size_t entries = number_at(entry, 2, big), sum = 0;

    for (entry += 2; entries; entries--, entry += TIFF_ENTRY) {
        if (number_at(entry, 2, big) == tag)
            sum += tiff_value(entry, big);
    }
    return sum;
}

/* A TIFF has no end mark; all that can be checked is that its first directory
 * and the one strip of pixels that OPS's have are inside. */
static bool is_tiff(struct slice s)
{
    bool big = starts(s, "MM\0*", 4);
    size_t at, entries;

    if ((!big && !starts(s, "II*\0", 4)) || s.len < 8)
        return false;
    at = number_at(s.at + 4, 4, big);
    if (at < 8 || at > s.len || s.len - at < 2)
        return false;
    entries = number_at(s.at + at, 2, big);
    return entries && s.len - at - 2 >= entries * TIFF_ENTRY + 4 &&
           tiff_tag(s, TIFF_STRIP_OFFSET) + tiff_tag(s, TIFF_STRIP_BYTES) <=
               s.len;
}

void media_tiff_sides(struct slice s, size_t *ret_width, size_t *ret_height)
{
    *ret_width = tiff_tag(s, TIFF_WIDTH);
    *ret_height = tiff_tag(s, TIFF_HEIGHT);
}

/* Its directory must stand whole before its end. */
static bool is_zip(struct slice s)
{
    size_t least = s.len > ZIP_END + ZIP_COMMENT ? s.len - ZIP_END - ZIP_COMMENT
                                                 : 0;

    if (s.len < ZIP_END || memcmp(s.at, "PK\3\4", 4) != 0)
        return false;
    for (size_t at = s.len - ZIP_END + 1; at-- > least;) {
        const char *end = s.at + at;

        if (memcmp(end, "PK\5\6", 4) == 0 &&
            at + ZIP_END + number_at(end + 20, 2, false) == s.len)
            return number_at(end + 10, 2, false) > 0 &&
                   number_at(end + 12, 4, false) +
                           number_at(end + 16, 4, false) <=
                       at;
    }
    return false;
}

/* Media of the classification may be of another type than their name says. */
static bool is_media(struct slice s)
{
    return is_gif(s) || is_png(s) || is_jpeg(s);
}

static bool (*const is_image[FORM_COUNT])(struct slice s) = {
    [FORM_PDF] = is_pdf,   [FORM_TIFF] = is_tiff, [FORM_PNG] = is_png,
    [FORM_JPEG] = is_jpeg, [FORM_GIF] = is_media, [FORM_ZIP] = is_zip,
};

bool media_is_whole(struct slice body, enum form form)
{
    return is_image[form] && is_image[form](body);
}
