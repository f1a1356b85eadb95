/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "excerpt-fixture.h"

/* Macros stand for elements of a document; a formatter takes them apart. */
/* clang-format off */

#define HEAD                                                                   \
    "<?xml version=\"1.0\"?><?x-stylesheet y?><n2:world-patent-data "          \
    "xmlns:n2=\"http://ops.epo.org\" xmlns:n3=\"http://www.epo.org/register\">" \
    "<n2:register-search><n3:register-documents>"
#define TAIL                                                                   \
    "</n3:register-documents></n2:register-search></n2:world-patent-data>"
#define DOCUMENT(inside)                                                       \
    "<n3:register-document status=\"s\"><n3:ep-patent-statuses><n3:s/>"        \
    "</n3:ep-patent-statuses>" inside "</n3:register-document>"
#define BIBLIO                                                                 \
    "<n3:bibliographic-data><n3:events-data/>b</n3:bibliographic-data>"
#define EVENT(n) "<n3:events-data>" n "</n3:events-data>"
#define EVENTS EVENT("1") EVENT("2")
#define STEPS "<n3:procedural-data><n3:p/></n3:procedural-data>"
#define BODY(inside) HEAD DOCUMENT(inside) TAIL
#define EVERYTHING (REGISTER_BIBLIO | REGISTER_EVENTS | REGISTER_STEPS)

static void each_part_as_if_alone(void)
{
    struct slice all = SLICE(BODY(BIBLIO EVENTS STEPS));

    t_excerpt_reduced(all, REGISTER_BIBLIO, 0, BODY(BIBLIO));
    t_excerpt_reduced(all, REGISTER_EVENTS, 0, BODY(EVENTS));
    t_excerpt_reduced(all, REGISTER_STEPS, 0, BODY(STEPS));
    t_excerpt_reduced(all, REGISTER_BIBLIO | REGISTER_STEPS, 0,
                      BODY(BIBLIO STEPS));
    t_excerpt_reduced(all, EVERYTHING, 0, BODY(BIBLIO EVENTS STEPS));
}

static void white_space_goes_with_its_element(void)
{
    t_excerpt_reduced(SLICE(BODY("\n  " BIBLIO "\n  " EVENT("1") "\n  " EVENT("2")
                                 "\n  " STEPS "\n ")),
                      REGISTER_EVENTS, 0,
                      BODY("\n  " EVENT("1") "\n  " EVENT("2") "\n "));
}

static void all_documents(void)
{
    t_excerpt_reduced(SLICE(HEAD DOCUMENT(BIBLIO STEPS) DOCUMENT(STEPS BIBLIO) TAIL),
                      REGISTER_BIBLIO, 0,
                      HEAD DOCUMENT(BIBLIO) DOCUMENT(BIBLIO) TAIL);
    t_excerpt_reduced(SLICE(HEAD DOCUMENT(BIBLIO STEPS) DOCUMENT(STEPS) TAIL),
                      REGISTER_BIBLIO, -ENODATA, NULL);
}

static void what_is_not_there_is_not_reported(void)
{
    t_excerpt_reduced(SLICE(BODY(BIBLIO EVENTS)), REGISTER_STEPS, -ENODATA, NULL);
    t_excerpt_reduced(SLICE(HEAD TAIL), REGISTER_STEPS, -ENODATA, NULL);
    t_excerpt_reduced(SLICE("<a/>"), REGISTER_STEPS, -ENODATA, NULL);
}

static void the_unknown_is_left_to_ops(void)
{
    t_excerpt_reduced(SLICE(BODY(BIBLIO "<n3:unitary-patent/>" EVENTS)),
                      REGISTER_EVENTS, -ENODATA, NULL);
}

static void the_cut_off_is_refused(void)
{
    static const char body[] = BODY(BIBLIO EVENTS STEPS);

    for (size_t len = 0; len + 1 < sizeof(body); len++)
        t_excerpt_reduced((struct slice){body, len}, REGISTER_EVENTS, -EBADMSG,
                          NULL);
}

static void memory_has_a_ceiling(void)
{
    struct buf b = BUF_INIT(64);

    CHECK_INT(register_reduce(SLICE(BODY(BIBLIO EVENTS)), REGISTER_EVENTS, &b),
              -EFBIG);
    buf_fini(&b);
}

TEST_MAIN({"each part as if alone", each_part_as_if_alone},
          {"white space goes with its element",
           white_space_goes_with_its_element},
          {"all documents", all_documents},
          {"what is not there is not reported", what_is_not_there_is_not_reported},
          {"the unknown is left to OPS", the_unknown_is_left_to_ops},
          {"the cut off is refused", the_cut_off_is_refused},
          {"memory has a ceiling", memory_has_a_ceiling})
