/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the codes of a title page stand for: WIPO standard ST.32, with what the
 * EPO adds to it, `B452EP`.
 */
#ifndef OPSFS_DOC_EPS_CODES_H
#define OPSFS_DOC_EPS_CODES_H

/* "" for one that is not known. */
const char *eps_code_name(const char *code);

#endif
