/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "image/bitmap.h"
#include "image/picture.h"

#include "check.h"

#include <errno.h>
#include <png.h>
#include <stdlib.h>
#include <tiffio.h>
#include <unistd.h>

#define MOST ((size_t)1 << 20)

/* What a TIFF is made with. */
struct recipe {
    uint32_t width, height;
    unsigned bits, samples, photometric, compression, orientation;
    const unsigned char *rows;
};

/* The letter F, which no turn and no mirror leaves as it is. */
static const unsigned char letter[] = {0xe0, 0x80, 0xc0, 0x80};

static const struct recipe plain = {
    3, 4, 1, 1, PHOTOMETRIC_MINISWHITE, COMPRESSION_CCITTFAX4, 1, letter};

static void set_tags(TIFF *tiff, const struct recipe *r)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, r->width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, r->height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, r->bits);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, r->samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, r->photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, r->compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, r->orientation);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, r->height);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 300.0);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 150.0);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
}

static void make(const struct recipe *r, struct buf *to)
{
    char name[] = "/tmp/opsfs-picture-XXXXXX", bytes[4096];
    int fd = mkstemp(name);
    TIFF *tiff = TIFFFdOpen(dup(fd), "page", "wb");
    size_t stride = (r->width * r->bits * r->samples + 7) / 8;
    ssize_t n;

    unlink(name);
    set_tags(tiff, r);
    for (uint32_t y = 0; y < r->height; y++)
        TIFFWriteScanline(tiff, (void *)(r->rows + y * stride), y, 0);
    TIFFClose(tiff);
    lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, bytes, sizeof(bytes))) > 0)
        buf_add(to, bytes, (size_t)n);
    close(fd);
}

static struct slice bytes_of(const struct buf *b)
{
    return (struct slice){b->data, b->len};
}

/* As libpng reads it again: `#` for a black pixel, a line a row. */
static void draw(const struct buf *png, struct buf *to)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    unsigned char grey[256];

    CHECK(png_image_begin_read_from_memory(&image, png->data, png->len));
    image.format = PNG_FORMAT_GRAY;
    CHECK(PNG_IMAGE_SIZE(image) <= sizeof(grey));
    CHECK(png_image_finish_read(&image, NULL, grey, 0, NULL));
    for (unsigned i = 0; i < image.width * image.height; i++)
        buf_printf(to, "%c%s", grey[i] < 128 ? '#' : '.',
                   (i + 1) % image.width ? "" : "\n");
}

static void check_drawing(const struct recipe *r, const char *want)
{
    struct buf tiff = BUF_INIT(MOST), png = BUF_INIT(MOST),
               seen = BUF_INIT(MOST);

    make(r, &tiff);
    CHECK_INT(picture_render(bytes_of(&tiff), &png), 0);
    draw(&png, &seen);
    CHECK_STR(buf_text(&seen), want);
    buf_fini(&tiff);
    buf_fini(&png);
    buf_fini(&seen);
}

static void stands_upright(void)
{
    static const char *const upright[] = {
        [1] = "###\n#..\n##.\n#..\n", [2] = "###\n..#\n.##\n..#\n",
        [3] = "..#\n.##\n..#\n###\n", [4] = "#..\n##.\n#..\n###\n",
        [5] = "####\n#.#.\n#...\n",   [6] = "####\n.#.#\n...#\n",
        [7] = "...#\n.#.#\n####\n",   [8] = "#...\n#.#.\n####\n",
    };
    struct recipe r = plain;

    for (r.orientation = 1; r.orientation <= 8; r.orientation++)
        check_drawing(&r, upright[r.orientation]);
}

static void other_pixels_stand_upright(void)
{
    static const unsigned char grey[] = {0, 0, 0,   0, 255, 255,
                                         0, 0, 255, 0, 255, 255};
    struct recipe r = {3, 4,   8, 1, PHOTOMETRIC_MINISBLACK, COMPRESSION_LZW,
                       6, grey};
    static const unsigned char rgb[] = {0, 0, 0, 255, 255, 255};
    struct recipe colours = {2, 1,  8, 3, PHOTOMETRIC_RGB, COMPRESSION_NONE,
                             8, rgb};

    check_drawing(&r, "####\n.#.#\n...#\n");
    check_drawing(&colours, ".\n#\n");
}

static void black_may_be_one_or_zero(void)
{
    static const unsigned char inverse[] = {0x1f, 0x7f, 0x3f, 0x7f};
    struct recipe r = plain;

    r.photometric = PHOTOMETRIC_MINISBLACK;
    r.rows = inverse;
    check_drawing(&r, "###\n#..\n##.\n#..\n");
    r.compression = COMPRESSION_NONE;
    check_drawing(&r, "###\n#..\n##.\n#..\n");
}

/* The header of a PNG (RFC 2083, 4.1.1): width, height, depth, colour. */
static void one_bit_stays_one_bit(void)
{
    struct buf tiff = BUF_INIT(MOST), png = BUF_INIT(MOST);
    struct recipe r = plain;
    const unsigned char *at;

    r.orientation = 6;
    make(&r, &tiff);
    CHECK_INT(picture_render(bytes_of(&tiff), &png), 0);
    at = (const unsigned char *)png.data;
    CHECK_INT(at[19], 4);
    CHECK_INT(at[23], 3);
    CHECK_INT(at[24], 1);
    CHECK_INT(at[25], 0);
    /* 150 and 300 per inch, turned with the picture */
    CHECK(memcmp(at + 37, "pHYs\0\0\x17\x11\0\0\x2e\x23\1", 13) == 0);
    buf_fini(&tiff);
    buf_fini(&png);
}

static void check_refused(struct slice image, int want)
{
    struct buf to = BUF_INIT(MOST);

    CHECK_INT(picture_render(image, &to), want);
    buf_fini(&to);
}

static void what_is_no_picture_is_refused(void)
{
    struct buf tiff = BUF_INIT(MOST);

    make(&plain, &tiff);
    check_refused(SLICE(""), -EBADMSG);
    check_refused(SLICE("II*"), -EBADMSG);
    check_refused(SLICE("<html>no</html>"), -EBADMSG);
    check_refused(SLICE("MM\0*\0\0\0\x08\0\0"), -EBADMSG);
    for (size_t len = 0; len < tiff.len / 2; len += 7)
        check_refused((struct slice){tiff.data, len}, -EBADMSG);
    buf_fini(&tiff);
}

/* Every byte of the directory damaged: no crash, whatever comes of it. */
static void a_damaged_picture_harms_nobody(void)
{
    struct buf tiff = BUF_INIT(MOST), to = BUF_INIT(MOST);

    make(&plain, &tiff);
    for (size_t i = 0; i < tiff.len; i++) {
        for (int bit = 0; bit < 8; bit += 3) {
            tiff.data[i] = (char)(tiff.data[i] ^ 1 << bit);
            picture_render(bytes_of(&tiff), &to);
            buf_reset(&to);
            tiff.data[i] = (char)(tiff.data[i] ^ 1 << bit);
        }
    }
    buf_fini(&tiff);
    buf_fini(&to);
}

/* TIFF 6.0, a directory of five entries; nothing of the pixels need be
 * there. */
static void a_bomb_is_refused(void)
{
    static const char bomb[] =
        "MM\0*\0\0\0\x08\0\5"
        "\1\0\0\4\0\0\0\1\0\0\xea\x60" /* 60,000 wide … */
        "\1\1\0\4\0\0\0\1\0\0\xea\x60" /* … and high */
        "\1\3\0\3\0\0\0\1\0\4\0\0"
        "\1\x11\0\4\0\0\0\1\0\0\0\x08"
        "\1\x17\0\4\0\0\0\1\0\0\0\x08\0\0\0\0";

    check_refused(SLICE(bomb), -EFBIG);
}

static void a_bitmap_has_limits(void)
{
    struct bitmap b;

    CHECK_INT(bitmap_init(&b, BITMAP_BILEVEL, 0, 7), -EFBIG);
    CHECK_INT(bitmap_init(&b, BITMAP_BILEVEL, 7, 0), -EFBIG);
    CHECK_INT(bitmap_init(&b, BITMAP_BILEVEL, BITMAP_SIDE + 1, 1), -EFBIG);
    CHECK_INT(bitmap_init(&b, BITMAP_BILEVEL, 1, BITMAP_SIDE + 1), -EFBIG);
    CHECK_INT(bitmap_init(&b, BITMAP_RGB, 10000, 10000), -EFBIG);
    CHECK_INT(bitmap_init(&b, BITMAP_BILEVEL, 9, 2), 0);
    CHECK_INT(b.stride, 2);
    bitmap_fini(&b);
}

static void no_room_is_said(void)
{
    struct buf tiff = BUF_INIT(MOST), to = BUF_INIT(20);

    make(&plain, &tiff);
    CHECK_INT(picture_render(bytes_of(&tiff), &to), -EFBIG);
    buf_fini(&tiff);
    buf_fini(&to);
}

TEST_MAIN({"a picture stands upright", stands_upright},
          {"other pixels stand upright", other_pixels_stand_upright},
          {"black may be one or zero", black_may_be_one_or_zero},
          {"one bit stays one bit", one_bit_stays_one_bit},
          {"what is no picture is refused", what_is_no_picture_is_refused},
          {"a damaged picture harms nobody", a_damaged_picture_harms_nobody},
          {"a bomb is refused", a_bomb_is_refused},
          {"a bitmap has limits", a_bitmap_has_limits},
          {"no room is said", no_room_is_said})
