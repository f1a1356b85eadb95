/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search found. A hit is an exchange-document where
 * bibliographic data was asked for, else a bare reference.
 */
#include "doc/columns.h"
#include "doc/docdb.h"
#include "doc/flow.h"

#include <string.h>

#define DATA "x:bibliographic-data/"
#define APPLICANT(form)                                                        \
    DATA "x:parties/x:applicants/x:applicant[data-format=" form                \
         "]/x:applicant-name/x:name"
#define REFERENCE DATA "x:publication-reference/"
#define DATED "x:document-id[document-id-type=docdb]/x:date"

/* The applicant without the address. */
static void applicant(const struct found *at, struct buf *to)
{
    struct buf name = BUF_INIT(to->ceiling);

    flow_text(at->node, &name);
    while (name.len > 0 &&
           (name.data[name.len - 1] == ',' || name.data[name.len - 1] == ' '))
        name.len--;
    buf_add(to, name.data, name.len);
    buf_fini(&name);
}

const struct field hit_columns[] = {
    {"date", REFERENCE DATED "|" DATED, field_date},
    {"number", ".", field_kindless},
    {"kind", "@kind|x:document-id[document-id-type=docdb]/x:kind"},
    {"applicant", APPLICANT("epodoc") "|" APPLICANT("original"), applicant,
     "; "},
    {"title", DATA "x:invention-title[lang=en]|" DATA "x:invention-title"},
    {"family-id", "@family-id"},
    {"application", DATA "x:application-reference", field_number},
    {.title = NULL},
};
