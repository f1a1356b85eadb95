/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/eps_verdict.h"

#include <errno.h>

#define NONSENSE                                                               \
    VERDICT(RETRY, -EIO, NOT,                                                  \
            "the publication server sent something other than what was asked " \
            "for, several times; try again later")
#define ABSENT                                                                 \
    VERDICT(FAIL, -ENOENT, SOURCE,                                             \
            "the publication server has no such document: it has none of "     \
            "the applications that WIPO published, nor all forms of old ones")

static const struct verdict no_answer[TRANSPORT_COUNT] = {
    [TRANSPORT_UNREACHABLE] =
        VERDICT(RETRY, -EIO, NOT,
                "the publication server cannot be reached; check network, "
                "proxy and name service, or mount with -o eps=off"),
    [TRANSPORT_LOST] =
        VERDICT(RETRY, -EIO, NOT,
                "the connection to the publication server broke several "
                "times; try again later"),
    [TRANSPORT_TIMEOUT] =
        VERDICT(RETRY, -ETIMEDOUT, NOT,
                "the publication server is slow; try later, or mount with a "
                "longer timeout"),
    [TRANSPORT_TOO_BIG] =
        VERDICT(FAIL, -EFBIG, SOURCE,
                "what the publication server sends is too large"),
    [TRANSPORT_REFUSED] =
        VERDICT(FAIL, -EACCES, NOT,
                "the publication server's certificate was refused; check "
                "clock, proxy and CA certificates"),
};

static const struct rule rules[] = {
    {400, 599, .used_up = true,
     .verdict = VERDICT(QUOTA, -EDQUOT, NOT,
                        "the publication server's quota of seven days is used "
                        "up for this address; try in some hours")},
    {200, 200, INTAKE(GOOD),
     .verdict = VERDICT(OK, 0, NOT, "nothing needs to be done")},
    {0, 0, .code = EPS_NONE, .verdict = ABSENT},
    {200, 200, .code = EPS_EMPTY,
     .verdict = VERDICT(FAIL, -ENOENT, NOT,
                        "the publication server lists nothing there: it "
                        "publishes on Wednesdays; see dates.txt")},
    {200, 200, .code = EPS_LONG,
     .verdict = VERDICT(FAIL, -EFBIG, NOT,
                        "the publication server's list is longer than a day's "
                        "can be; nothing of it was used")},
    {200, 200, .code = EPS_FOREIGN,
     .verdict = VERDICT(FAIL, -EIO, NOT,
                        "the publication server's list leads to another "
                        "host, which is not followed; nothing of it was used: "
                        "check proxy and eps_url")},
    {200, 200, INTAKE(MISMATCH),
     .verdict = VERDICT(MISMATCH, -EIO, NOT,
                        "the publication server sent another document; the "
                        "request is repeated, look at the proxy")},
    {200, 200, INTAKE(HOSTILE),
     .verdict = VERDICT(FAIL, -EIO, NOT,
                        "the document holds what none of the publication "
                        "server's holds and was refused")},
    {200, 299, .verdict = NONSENSE},
    {304, 304, .verdict = NONSENSE}, /* nothing is asked so */
    {300, 399,
     .verdict = VERDICT(FAIL, -EIO, NOT,
                        "the publication server points to another address, "
                        "which is not followed; check eps_url")},
    {403, 403,
     .verdict = VERDICT(FAIL, -EACCES, NOT,
                        "the publication server refuses this request")},
    {404, 404, .verdict = ABSENT},
    {406, 406, .verdict = ABSENT},
    {410, 410, .verdict = ABSENT},
    {429, 429,
     .verdict = VERDICT(WAIT, -EBUSY, NOT,
                        "the publication server asks for a pause; try again in "
                        "a minute")},
    {400, 499,
     .verdict = VERDICT(FAIL, -EIO, SOURCE,
                        "the publication server refuses this request for a "
                        "reason unknown here")},
    {.verdict = VERDICT(RETRY, -EIO, NOT,
                        "the publication server failed several times; "
                        "try again later")},
};

const struct rulebook eps_rulebook = {no_answer, rules};
