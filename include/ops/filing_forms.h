/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How offices print the numbers of applications where the form alone shows that
 * they are not publications: P201230123 of Spain, a 2005 01234 of Ukraine.
 * Private to ops/number.
 */
#ifndef OPSFS_OPS_FILING_FORMS_H
#define OPSFS_OPS_FILING_FORMS_H

#include "ops/filing.h"

/* IS_ONE, IS_NOT_ONE, or -ENOENT: it has the form, and no such year. */
int filing_form_read(const struct number_parts *p, struct number *ret_number);

/* The same of epodoc's numbers with letters inside, MX2005PA01234. */
int filing_lettered(const struct number_parts *p, struct number *ret_number);

/* epodoc has such numbers of this office. */
bool filing_has_letters(const char country[2]);

/* True when letters and digits, such as "P201230123" at `text`, are of such a
 * form; `letters` of them are letters. */
bool filing_form_fits(const char country[2], const char *text, size_t letters);

/* Some office has these letters in front. */
bool filing_form_begins(const char *letters, size_t count);

#endif
