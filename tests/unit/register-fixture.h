/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A case of the register, put together from what a test needs of it.
 */
#ifndef OPSFS_TESTS_REGISTER_FIXTURE_H
#define OPSFS_TESTS_REGISTER_FIXTURE_H

#include "facet-fixture.h"

#define CASE(statuses, data, more)                                             \
    REGISTER("<g:register-document status='Status of the document'>"           \
             "<g:ep-patent-statuses>" statuses "</g:ep-patent-statuses>"       \
             "<g:bibliographic-data>" data "</g:bibliographic-data>" more      \
             "</g:register-document>")

#define STATUS(date, text)                                                     \
    "<g:ep-patent-status change-date='" date "' status-code='7'>" text         \
    "</g:ep-patent-status>"

#define DATED(name, date) "<g:" name "><g:date>" date "</g:date></g:" name ">"

#define PUBLICATION(country, number, kind, date)                               \
    "<g:publication-reference><g:document-id><g:country>" country              \
    "</g:country><g:doc-number>" number "</g:doc-number><g:kind>" kind         \
    "</g:kind><g:date>" date "</g:date></g:document-id>"                       \
    "</g:publication-reference>"

#define APPLICATION                                                            \
    "<g:application-reference><g:document-id><g:country>EP</g:country>"        \
    "<g:doc-number>13717268</g:doc-number><g:date>20130213</g:date>"           \
    "</g:document-id></g:application-reference>"

#define TITLES                                                                 \
    "<g:invention-title lang='de'>Ding</g:invention-title>"                    \
    "<g:invention-title lang='en'>Thing</g:invention-title>"

#define BOOK(name, line, country)                                              \
    "<g:addressbook><g:name>" name "</g:name><g:address><g:address-1>" line    \
    "</g:address-1><g:country>" country "</g:country></g:address>"             \
    "</g:addressbook>"

#define OWNER(name, designation)                                               \
    "<g:applicant designation='" designation                                   \
    "'>" BOOK(name, "Street 1", "DE") "</g:applicant>"

#define OWNERS(week, date, who)                                                \
    "<g:applicants change-gazette-num='" week "' change-date='" date "'>" who  \
    "</g:applicants>"

#define A1 PUBLICATION("EP", "2814089", "A1", "20141217")
#define B1 PUBLICATION("EP", "2814089", "B1", "20180531")
#define B2 PUBLICATION("EP", "2814089", "B2", "20200101")

#define LAPSE(country, date)                                                   \
    "<g:lapsed-in-country><g:country>" country "</g:country><g:date>" date     \
    "</g:date></g:lapsed-in-country>"

#define LAPSES(week, inside)                                                   \
    "<g:term-of-grant change-gazette-num='" week "'>" inside                   \
    "</g:term-of-grant>"

#define DESIGNATED(week, countries)                                            \
    "<g:designation-of-states change-gazette-num='" week "'>"                  \
    "<g:designation-pct><g:regional><g:region><g:country>EP</g:country>"       \
    "</g:region>" countries "</g:regional></g:designation-pct>"                \
    "</g:designation-of-states>"

#define STATE(country) "<g:country>" country "</g:country>"

#define STEP(code, phase, inside)                                              \
    "<g:procedural-step procedure-step-phase='" phase "'>"                     \
    "<g:procedural-step-code>" code "</g:procedural-step-code>" inside         \
    "</g:procedural-step>"

#define STEP_TEXT(type, text)                                                  \
    "<g:procedural-step-text step-text-type='" type "'>" text                  \
    "</g:procedural-step-text>"

#define STEP_DATE(type, date)                                                  \
    "<g:procedural-step-date step-date-type='" type "'><g:date>" date          \
    "</g:date></g:procedural-step-date>"

#endif
