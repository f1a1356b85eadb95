/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two tables of OPS's: one for transfers that brought no answer, one for
 * answers, where the first row that fits decides and the last row fits all.
 *
 * The order of the rows: what the headers say about quotas comes before the
 * body, since the gateway's 403 reads the same for each of them; what the body
 * says comes before the bare status.
 *
 * 413 and 503 with LimitedServerResources mean the same in the guide. On the
 * wire it is the 413 that stands for a record that is too large, which asking
 * again cannot change: it fails, as a body over its ceiling does (-EFBIG). The
 * 503 may be a temporary failure and is retried like any other 5xx.
 */
#include "ops/verdict.h"

#include "ops/eps_verdict.h"

#include <errno.h>

#define OK VERDICT(OK, 0, NOT, "nothing needs to be done")
#define RENEW                                                                  \
    VERDICT(RENEW, -EACCES, NOT,                                               \
            "OPS did not accept the token, which is being renewed; if this "   \
            "persists, check key and secret")
#define CREDENTIALS                                                            \
    VERDICT(REFUSED, -EACCES, NOT,                                             \
            "OPS refused key or secret; check them at the EPO's developer "    \
            "portal")
#define BLOCKED                                                                \
    VERDICT(REFUSED, -EACCES, NOT, "OPS blocked this account; write to the EPO")
#define WAIT                                                                   \
    VERDICT(WAIT, -EBUSY, NOT,                                                 \
            "OPS asks for a pause; try again in a minute, or mount with a "    \
            "longer timeout")
#define ABSENT                                                                 \
    VERDICT(FAIL, -ENOENT, SOURCE,                                             \
            "OPS has no such record, hit or part; check number and kind")
#define ABSENT_LONG                                                            \
    VERDICT(FAIL, -ENOENT, LONG,                                               \
            "OPS has no such thing; check number, kind and page")
#define MISSPELT                                                               \
    VERDICT(FAIL, -ENOENT, LONG,                                               \
            "OPS cannot read this number; check its spelling and format")
#define AMBIGUOUS                                                              \
    VERDICT(FAIL, -ENOENT, SOURCE,                                             \
            "several publications match; name a kind, as in EP.1000000.A1 "    \
            "(docdb) or EP1000000.A1 (epodoc)")
#define NO_FORM                                                                \
    VERDICT(FAIL, -ENOENT, LONG,                                               \
            "OPS does not serve this form; use another one, such as .xml")
#define WRONG                                                                  \
    VERDICT(FAIL, -EINVAL, SOURCE,                                             \
            "OPS refused the query; its message says why")
#define TOO_LARGE                                                              \
    VERDICT(FAIL, -EFBIG, SOURCE,                                              \
            "the answer is too large; ask for a smaller range or part")
#define DOWN                                                                   \
    VERDICT(RETRY, -EIO, NOT, "OPS failed several times; try again later")
#define NONSENSE                                                               \
    VERDICT(RETRY, -EIO, NOT,                                                  \
            "the answer was broken or empty several times; try again later")
#define MISMATCH                                                               \
    VERDICT(MISMATCH, -EIO, NOT,                                               \
            "the connection was dropped and the request repeated; if "         \
            "this persists, look at the proxy, or write to the EPO")
#define ABSURD                                                                 \
    VERDICT(FAIL, -EIO, NOT,                                                   \
            "the answer cannot be true and is not kept; try later, or write "  \
            "to the EPO")
#define HOSTILE                                                                \
    VERDICT(FAIL, -EIO, SOURCE,                                                \
            "the answer holds what OPS never sends and was refused; "          \
            "report it to whoever runs the proxy, or to the EPO")

static const struct verdict no_answer[TRANSPORT_COUNT] = {
    [TRANSPORT_UNREACHABLE] =
        VERDICT(RETRY, -EIO, NOT,
                "OPS cannot be reached; check network, proxy and name service"),
    [TRANSPORT_LOST] =
        VERDICT(RETRY, -EIO, NOT,
                "the connection broke several times; try again later"),
    [TRANSPORT_TIMEOUT] =
        VERDICT(RETRY, -ETIMEDOUT, NOT,
                "OPS is slow; try later, or mount with a longer timeout"),
    [TRANSPORT_TOO_BIG] = TOO_LARGE,
    [TRANSPORT_REFUSED] =
        VERDICT(FAIL, -EACCES, NOT,
                "the server's certificate was refused; check clock, proxy and "
                "CA certificates"),
};

static const struct rule rules[] = {
    /* What the headers say. */
    {400, 599, .rejection = REJECTION(HOUR),
     .verdict = VERDICT(QUOTA, -EDQUOT, NOT,
                        "the hourly quota is used up; .ops/status says when it "
                        "is released")},
    {400, 599, .rejection = REJECTION(WEEK),
     .verdict = VERDICT(
         QUOTA, -EDQUOT, NOT,
         "the weekly quota is used up; it is free on Monday, 00:00 UTC")},
    {400, 599, .rejection = REJECTION(ANONYMOUS), .verdict = RENEW},
    {400, 599, .rejection = REJECTION(BLOCKED), .verdict = BLOCKED},

    {200, 200, INTAKE(GOOD), .verdict = OK},
    {200, 200, INTAKE(MISMATCH), .verdict = MISMATCH},
    {200, 200, INTAKE(ABSURD), .verdict = ABSURD},

    /* Token, key and account, with whatever status. */
    {200, 499, .text = "invalid_access_token", .verdict = RENEW},
    {400, 499, .text = "invalid_client", .verdict = CREDENTIALS},
    {400, 499, .text = "ClientId is Invalid", .verdict = CREDENTIALS},
    {400, 499, .text = "Client identifier is required", .verdict = CREDENTIALS},
    {400, 499, .text = "account is blocked", .verdict = BLOCKED},

    {200, 399, INTAKE(HOSTILE), .verdict = HOSTILE},
    {200, 200, INTAKE(FAULT), .verdict = WRONG},
    {200, 299, .verdict = NONSENSE},
    {304, 304, .verdict = NONSENSE}, /* nothing is asked so */
    {300, 399,
     .verdict = VERDICT(FAIL, -EIO, SOURCE,
                        "OPS points to another address, which is not "
                        "followed; check the base URL")},

    /* Fair use. */
    {400, 599, .code = "CLIENT.RobotDetected", .verdict = WAIT},
    {403, 403, .throttled = true, .verdict = WAIT},
    {403, 403, .text = "fair use", .verdict = WAIT},
    {429, 429, .verdict = WAIT},

    {400, 499, INTAKE(HOSTILE), .verdict = HOSTILE},
    {400, 499, .code = "CLIENT.AmbiguousRequest", .verdict = AMBIGUOUS},
    {400, 499, .text = "RESTEASY003515", .verdict = NO_FORM},

    /* A 400 that cannot be read: a stale token came back as zero bytes. */
    {400, 400, INTAKE(MALFORMED) | INTAKE(EMPTY), .verdict = RENEW},
    {400, 400, .verdict = WRONG},
    {401, 401, .verdict = CREDENTIALS},
    {403, 403,
     .verdict =
         VERDICT(FAIL, -EACCES, SOURCE,
                 "OPS refuses this request; if that persists, write to the "
                 "EPO")},

    {404, 404, .code = "CLIENT.InvalidCountryCode",
     .verdict = VERDICT(FAIL, -ENOENT, LONG,
                        "OPS has no full text of this office; try a family "
                        "member of another one, such as EP or WO")},
    {404, 404, .code = "CLIENT.InvalidReference", .verdict = MISSPELT},
    {404, 404, .code = "CLIENT.WrongReferenceFormatting", .verdict = MISSPELT},
    {404, 404, .code = "CLIENT.NotFound", .verdict = ABSENT_LONG},
    {404, 404, INTAKE(MALFORMED), .verdict = NONSENSE},
    {404, 404, .verdict = ABSENT},
    {405, 406, .verdict = NO_FORM},
    {408, 408,
     .verdict = VERDICT(RETRY, -ETIMEDOUT, NOT,
                        "OPS gave up on this query; make it simpler")},
    {410, 410, .verdict = ABSENT},
    {413, 413, .code = "CLIENT.*", .verdict = WRONG},
    {413, 414, .verdict = TOO_LARGE},
    {415, 415, .verdict = NO_FORM},
    {400, 499, .code = "CLIENT.*", .verdict = WRONG},
    {400, 499,
     .verdict = VERDICT(FAIL, -EIO, SOURCE,
                        "OPS refuses this request for a reason unknown here; "
                        "see its message")},

    {503, 503, .code = "SERVER.LimitedServerResources",
     .verdict = VERDICT(RETRY, -EIO, NOT,
                        "OPS lacks resources; ask for a smaller range or "
                        "part, or try later")},
    {500, 599, .verdict = DOWN},
    {.verdict = NONSENSE},
};

struct verdict verdict_of(enum server server, enum transport transport,
                          int status, const struct finding *finding,
                          const struct limits *limits)
{
    static const struct rulebook ops = {no_answer, rules};
    const struct rulebook *book = server == SERVER_EPS ? &eps_rulebook : &ops;

    if (transport != TRANSPORT_OK)
        return book->no_answer[transport];
    return rules_judge(book->rules, status, finding, limits);
}
