/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a search found. A hit is an exchange-document where
 * bibliographic data was asked for, else a bare reference.
 */
#include "doc/classes.h"
#include "doc/columns.h"
#include "doc/docdb.h"
#include "doc/family.h"
#include "doc/reflow.h"
#include "doc/table.h"

#include <string.h>

#define DATA "x:bibliographic-data/"
#define APPLICANT(form)                                                        \
    DATA "x:parties/x:applicants/x:applicant[data-format=" form                \
         "]/x:applicant-name/x:name"
#define INVENTOR(form)                                                         \
    DATA "x:parties/x:inventors/x:inventor[data-format=" form                  \
         "]/x:inventor-name/x:name"
#define REFERENCE DATA "x:publication-reference/"
#define DATED "x:document-id[document-id-type=docdb]/x:date"

/* The name without the comma of an address. */
static void person(const struct found *at, struct buf *to)
{
    struct buf name = BUF_INIT(to->ceiling);

    reflow_text(at->node, &name);
    while (name.len > 0 &&
           (name.data[name.len - 1] == ',' || name.data[name.len - 1] == ' '))
        name.len--;
    buf_add(to, name.data, name.len);
    buf_fini(&name);
}

/* Of the scheme that the column names. */
static void classes(const struct found *at, struct buf *to)
{
    struct facts f = FACTS_INIT;

    classes_add(&f, at->node);
    classes_join(&f, at->field->other, to);
    facts_fini(&f);
}

const struct field hit_columns[] = {
    {"date", REFERENCE DATED "|" DATED, field_date},
    {"number/citing", ".", field_name},
    {"kind", "@kind|x:document-id[document-id-type=docdb]/x:kind"},
    {"applicant", APPLICANT("epodoc") "|" APPLICANT("original"), person, "; "},
    {"title", DATA "x:invention-title[lang=en]|" DATA "x:invention-title"},
    {"family-id", "@family-id"},
    {"application", DATA "x:application-reference", field_number},
    {"filed", DATA "x:application-reference/" DATED, field_date},
    {"priority", DATA "x:priority-claims", family_earliest},
    {"inventors", INVENTOR("epodoc") "|" INVENTOR("original"), person, "; "},
    {"ipc", "x:bibliographic-data", classes, .other = "IPC"},
    {"cpc", "x:bibliographic-data", classes, .other = "CPC"},
    {"priorities",
     DATA "x:priority-claims/x:priority-claim/"
          "x:document-id[document-id-type=epodoc]/x:doc-number",
     NULL, "; "},
    {"abstract", "x:abstract[lang=en]|x:abstract"},
    FIELD_REMARK,
    {.title = NULL},
};
