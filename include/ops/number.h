/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patent numbers: any spelling a person types becomes one value by rules,
 * without a request. What OPS is sent for it is in ops/number_reference.h.
 *
 * Not here: OPS's own strict spellings, which the mirror takes as they are
 * (ops/reference.h), and whether such a document exists: only OPS knows.
 * Nothing is guessed. A spelling that could be two numbers is an error that
 * names both.
 *
 * Everything is a value; nothing points anywhere, nothing is owned.
 */
#ifndef OPSFS_OPS_NUMBER_H
#define OPSFS_OPS_NUMBER_H

#include "base/str.h"

enum number_what { NUMBER_PUBLICATION, NUMBER_APPLICATION };

/*
 * `number` is the serial as docdb has it, with two differences: WO has always
 * a year of four digits and a serial of six (WO1998031467), and an application
 * of an office whose check digit cannot be computed keeps it after a dot
 * ("102010012345.8"). A US application whose year is not known is "12-942680".
 * An application of which only epodoc's number is known has that: year, and
 * seven digits ("20050001234").
 *
 * A PCT application has the receiving office, "2004008531" and the kind W. Of
 * the others only a provisional one (P) has a kind, and the one for a
 * translation (T).
 */
struct number {
    enum number_what what;
    char country[3]; /* "EP" */
    char number[24]; /* "2400812", "2013123456", "H08179521", "RE24087" */
    char kind[4];    /* "B1", "" when not known */
};

#define NUMBER_NAME 40
#define NUMBER_CANDIDATES 260

/* Any spelling, UTF-8, a slash as '/', with nothing else in it (users type
 * more: ops/number_parse). 0; -ENOENT: it cannot be a number; -EINVAL: it could
 * be several, or something in it cannot be: `ret_candidates` then says in one
 * line what to write instead. It is "" otherwise. */
int number_parse_whole(struct slice spelling, struct number *ret_number,
                       char ret_candidates[NUMBER_CANDIDATES]);

/* From the parts of a docdb document-id in an answer: "WO", "9831467", "A1";
 * `kind` may be empty. An application comes back as one where its parts show it
 * (EP, CN, US with kind A, kind W). -ENOENT. */
int number_from_docdb(struct slice country, struct slice number,
                      struct slice kind, struct number *ret_number);

/* The same where the answer says that it is the id of an application: those
 * of US and JP look like a publication otherwise. */
int number_application(struct slice country, struct slice number,
                       struct slice kind, struct number *ret_number);

/*
 * The canonical name, which number_parse_whole() reads back as the same number.
 * Publications: "EP2400812B1", "EP2400812", "WO1998031467A1". The name of an
 * application cannot be taken for one: with a check digit "EP13717268.8" (EP,
 * CN and any other that came with one), "PCT-EP2004-008531",
 * "US201113167395-application".
 */
void number_name(const struct number *n, char ret_name[NUMBER_NAME]);

/* True when `name` is just what number_name() gives for what it parses to. */
bool number_is_canonical(struct slice name);

#endif
