/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "register-fixture.h"

#define EVENT(date, code, desc, more)                                          \
    "<w:legal code='" code "' desc='" desc "' infl='+'>"                       \
    "<w:L001EP>EP</w:L001EP><w:L007EP>" date "</w:L007EP>" more "</w:legal>"
#define LEGAL(events)                                                          \
    ANSWER("<w:patent-family><w:family-member>" events                         \
           "</w:family-member></w:patent-family>")

#define OPT_OUT                                                                \
    "OPT-OUT OF THE COMPETENCE OF THE UNIFIED PATENT COURT (UPC) REGISTERED"

/* By the text, or by the code alone. */
static void legal_events(void)
{
    t_facet_is(
        FACET_UPC, "EP3000001B1",
        LEGAL(
            EVENT(
                "2016-03-30", "AK", "DESIGNATED CONTRACTING STATES",
                "") EVENT("2023-06-28", "P01", OPT_OUT,
                          "<w:L500EP><w:L525EP desc='Effective DATE'>2023-06-01"
                          "</w:L525EP></w:L500EP>") EVENT("2024-01-10", "P04",
                                                          "", "")
                EVENT("2024-02-14", "XX1",
                      "ACTION BEFORE THE UNIFIED PATENT COURT: REVOCATION", "")
                    EVENT("2025-03-05", "XX2",
                          "DECISION OF THE UNIFIED PATENT COURT (UPC)",
                          "<w:L500EP><w:L510EP desc='Free Format Text'>REVOKED"
                          "</w:L510EP></w:L500EP>")
                        EVENT("2023-08-02", "U07", "UNITARY EFFECT REGISTERED",
                              "")),
        "UPC decision: 2025-03-05 XX2 DECISION OF THE UNIFIED PATENT COURT "
        "(UPC) [Free Format Text: REVOKED] (legal event)\n"
        "UPC action: 2024-02-14 XX1 ACTION BEFORE THE UNIFIED PATENT COURT: "
        "REVOCATION (legal event)\n"
        "Opt-out: 2024-01-10 P04 (legal event)\n"
        "Unitary effect: 2023-08-02 U07 UNITARY EFFECT REGISTERED (legal "
        "event)\n"
        "Opt-out: 2023-06-28 P01 " OPT_OUT " (legal event)\n");
}

/* That of another office, lack of unity, and what is no entry. */
static void what_is_of_something_else(void)
{
    t_facet_is(FACET_UPC, "EP1",
               LEGAL("<w:legal code='P01' desc='PRIORITY'><w:L001EP>US"
                     "</w:L001EP></w:legal>" EVENT("2020-01-01", "26N",
                                                   "NO OPPOSITION FILED", "")
                         EVENT("2020-01-01", "ERR", "LACK OF UNITY", "")),
               "");
    t_facet_refused(FACET_UPC, ANSWER("<w:biblio-search/>"), -EBADMSG);
}

static void entries_of_the_register(void)
{
    t_facet_is(
        FACET_UPC, "EP4100001B1",
        "<w:world-patent-data xmlns:w='http://ops.epo.org' "
        "xmlns:g='http://www.epo.org/register'><w:register-search>"
        "<g:register-documents><g:register-document><g:dossier-event>"
        "<g:event-date><g:date>20230728</g:date></g:event-date>"
        "<g:event-code>0009250</g:event-code>"
        "<g:event-text>Registration of unitary effect</g:event-text>"
        "</g:dossier-event><g:dossier-event><g:event-code>1</g:event-code>"
        "<g:event-text>Grant</g:event-text></g:dossier-event>"
        "<g:unitary-patent><g:unitary-patent-statuses>"
        "<g:unitary-patent-status change-date='20230724' status-code='6'>"
        "Request for unitary effect filed</g:unitary-patent-status>"
        "</g:unitary-patent-statuses></g:unitary-patent>"
        "</g:register-document></g:register-documents></w:register-search>"
        "</w:world-patent-data>",
        "Unitary effect: 2023-07-24 6 Request for unitary effect filed "
        "(register)\n"
        "Unitary effect: 2023-07-28 0009250 Registration of unitary effect "
        "(register)\n");
}

TEST_MAIN({"legal events", legal_events},
          {"what is of something else", what_is_of_something_else},
          {"entries of the register", entries_of_the_register})
