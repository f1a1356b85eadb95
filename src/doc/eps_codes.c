/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/eps_codes.h"

#include <stddef.h>
#include <string.h>

static const struct {
    const char *code, *name;
} codes[] = {
    {"B110", "number"},
    {"B121", "document"},
    {"B130", "kind"},
    {"B140", "publication date"},
    {"B190", "office"},
    {"B210", "application"},
    {"B220", "filing date"},
    {"B241", "examination requested"},
    {"B242", "first examination report"},
    {"B243", "maintained as amended"},
    {"B250", "language of filing"},
    {"B251EP", "language of proceedings"},
    {"B260", "language of publication"},
    {"B310", "priority"},
    {"B320", "priority date"},
    {"B330", "priority office"},
    {"B405", "published"},
    {"B430", "application published"},
    {"B450", "grant published"},
    {"B451EP", "intention to grant"},
    {"B452EP", "intention to grant"},
    {"B475", "lapsed"},
    {"B477", "amended document published"},
    {"B510", "IPC"},
    {"B510EP", "IPC"},
    {"B511", "IPC, first"},
    {"B512", "IPC, further"},
    {"B513", "IPC, additional"},
    {"B516", "IPC edition"},
    {"B517EP", "IPC, linked"},
    {"B520EP", "CPC"},
    {"B541", "language of title"},
    {"B542", "title"},
    {"B561", "patent cited"},
    {"B562", "literature cited"},
    {"B598", "figure for the abstract"},
    {"B620", "earlier application"},
    {"B620EP", "divisional application"},
    {"B711", "applicant"},
    {"B721", "inventor"},
    {"B731", "proprietor"},
    {"B741", "representative"},
    {"B781", "opponent"},
    {"B784", "representative of opponent"},
    {"B840", "designated states"},
    {"B844EP", "extension state"},
    {"B845EP", "extension state"},
    {"B848EP", "validation state"},
    {"B849EP", "validation state"},
    {"B861", "international application"},
    {"B862", "language of international application"},
    {"B871", "international publication"},
    {"B880", "search report published"},
};

const char *eps_code_name(const char *code)
{
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (strcmp(code, codes[i].code) == 0)
            return codes[i].name;
    }
    return "";
}
