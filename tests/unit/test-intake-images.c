/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/intake.h"

#include "check.h"

static enum intake look(struct slice body, enum form form, int status)
{
    struct finding f;

    intake_check(body, form, status, SLICE(""), &f);
    CHECK_STR(f.code, "");
    CHECK_STR(f.message, "");
    return f.intake;
}

static void check_tiff_malformed(struct slice body)
{
    CHECK_INT(look(body, FORM_TIFF, 200), INTAKE_MALFORMED);
}

#define PDF "%PDF-1.4\nbody\n%%EOF\n"
#define PNG "\x89PNG\r\n\x1a\n....\0\0\0\0IEND\xae\x42\x60\x82"
#define JPEG "\xff\xd8\xff\xe0....\xff\xd9"
#define GIF "GIF89a....;"
#define TIFF_BIG                                                               \
    "MM\0*\0\0\0\x08\0\x01"                                                    \
    "\x01\x00\0\x04\0\0\0\x01\0\0\0\x05"                                       \
    "\0\0\0\0"
#define TIFF_LITTLE                                                            \
    "II*\0\x08\0\0\0\x01\0"                                                    \
    "\x00\x01\x04\0\x01\0\0\0\x05\0\0\0"                                       \
    "\0\0\0\0"

static void images_are_known(void)
{
    CHECK_INT(look(SLICE(PDF), FORM_PDF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(PNG), FORM_PNG, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(JPEG), FORM_JPEG, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(GIF), FORM_GIF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(PNG), FORM_GIF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(JPEG), FORM_GIF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(TIFF_BIG), FORM_TIFF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(TIFF_LITTLE), FORM_TIFF, 200), INTAKE_GOOD);
    CHECK_INT(look(SLICE(GIF), FORM_PNG, 200), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(PDF), FORM_TIFF, 200), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(TIFF_BIG), FORM_GIF, 200), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(PDF), FORM_XML, 200), INTAKE_MALFORMED);
    CHECK_INT(look(SLICE(PNG), FORM_PNG, 404), INTAKE_MALFORMED);
}

static void no_prefix_of_an_image_is_good(void)
{
    static const struct {
        struct slice body;
        enum form form;
    } rows[] = {
        {{PNG, sizeof(PNG) - 1}, FORM_PNG},
        {{JPEG, sizeof(JPEG) - 1}, FORM_JPEG},
        {{GIF, sizeof(GIF) - 1}, FORM_GIF},
        {{TIFF_BIG, sizeof(TIFF_BIG) - 1}, FORM_TIFF},
        {{TIFF_LITTLE, sizeof(TIFF_LITTLE) - 1}, FORM_TIFF},
        {{PDF, sizeof(PDF) - 2}, FORM_PDF},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct slice cut = rows[i].body;

        while (cut.len--)
            CHECK(look(cut, rows[i].form, 200) != INTAKE_GOOD);
    }
}

static void a_tiff_points_inside(void)
{
    check_tiff_malformed(
        SLICE("MM\0*\xff\xff\xff\xff\0\x01............\0\0\0\0"));
    check_tiff_malformed(SLICE("II*\0\0\0\0\0\x01\0............\0\0\0\0"));
    check_tiff_malformed(SLICE("MM\0*\0\0\0\x08\0\0............\0\0\0\0"));
    check_tiff_malformed(SLICE("MM\0*\0\0\0\x08\xff\xff............\0\0\0\0"));
    check_tiff_malformed(SLICE("MM\0*\0\0\0\x1a\0\x01............\0\0\0\0"));
}

TEST_MAIN({"images are known", images_are_known},
          {"no prefix of an image is good", no_prefix_of_an_image_is_good},
          {"a TIFF points inside", a_tiff_points_inside})
