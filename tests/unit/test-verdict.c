/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/verdict.h"

#include "check.h"

#include <errno.h>

#define FAIR_USE                                                               \
    "This request has been rejected due to the violation of Fair Use policy"

struct row {
    int status;
    enum intake intake;
    const char *code, *message;
    const char *headers;
    enum action action;
    int error;
    enum remember remember;
};

static struct verdict ask(const struct row *r, struct limits *l)
{
    struct finding f = {.intake = r->intake};

    snprintf(f.code, sizeof(f.code), "%s", r->code ? r->code : "");
    snprintf(f.message, sizeof(f.message), "%s", r->message ? r->message : "");
    limits_init(l);
    if (r->headers)
        limits_read(l, slice_of(r->headers));
    return verdict_of(SERVER_OPS, TRANSPORT_OK, r->status, &f, l);
}

static void check_row(const struct row *r)
{
    struct limits l;
    struct verdict v = ask(r, &l);

    if (v.action != r->action || v.error != r->error ||
        v.remember != r->remember)
        printf("# %d %s %s\n", r->status, r->code ? r->code : "",
               r->message ? r->message : "");
    CHECK_INT(v.action, r->action);
    CHECK_INT(v.error, r->error);
    CHECK_INT(v.remember, r->remember);
    CHECK(v.advice && v.advice[0]);
    CHECK((v.wait > 0) == (v.action == ACTION_WAIT));
}

#define CHECK_ROWS(rows)                                                       \
    for (size_t i = 0; i < sizeof(rows) / sizeof((rows)[0]); i++)              \
    check_row(&(rows)[i])

static void successes_and_nonsense(void)
{
    static const struct row rows[] = {
        {200, INTAKE_GOOD, 0, 0, 0, ACTION_OK, 0, REMEMBER_NOT},
        {200, INTAKE_EMPTY, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {200, INTAKE_MALFORMED, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {204, INTAKE_EMPTY, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {206, INTAKE_GOOD, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {200, INTAKE_HOSTILE, 0, 0, 0, ACTION_FAIL, -EIO, REMEMBER_SOURCE},
        {200, INTAKE_ABSURD, 0, 0, 0, ACTION_FAIL, -EIO, REMEMBER_NOT},
        {200, INTAKE_FAULT, 0, "Bad symbol", 0, ACTION_FAIL, -EINVAL,
         REMEMBER_SOURCE},
        {303, INTAKE_EMPTY, 0, 0, 0, ACTION_FAIL, -EIO, REMEMBER_SOURCE},
        {304, INTAKE_EMPTY, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {0, INTAKE_EMPTY, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {999, INTAKE_GOOD, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
    };

    CHECK_ROWS(rows);
}

static void tokens_and_accounts(void)
{
    static const struct row rows[] = {
        {400, INTAKE_FAULT, "400",
         "invalid_access_token: Access token has expired", 0, ACTION_RENEW,
         -EACCES, REMEMBER_NOT},
        {400, INTAKE_FAULT, "invalid_access_token", 0, 0, ACTION_RENEW, -EACCES,
         REMEMBER_NOT},
        {401, INTAKE_FAULT, "401", "invalid_access_token", 0, ACTION_RENEW,
         -EACCES, REMEMBER_NOT},
        {400, INTAKE_MALFORMED, 0, 0, 0, ACTION_RENEW, -EACCES, REMEMBER_NOT},
        {400, INTAKE_EMPTY, 0, 0, 0, ACTION_RENEW, -EACCES, REMEMBER_NOT},
        {401, INTAKE_FAULT, "401", "ClientId is Invalid", 0, ACTION_REFUSED,
         -EACCES, REMEMBER_NOT},
        {401, INTAKE_EMPTY, 0, 0, 0, ACTION_REFUSED, -EACCES, REMEMBER_NOT},
        {400, INTAKE_FAULT, "invalid_client", 0, 0, ACTION_REFUSED, -EACCES,
         REMEMBER_NOT},
        {400, INTAKE_FAULT, "400", "Client identifier is required", 0,
         ACTION_REFUSED, -EACCES, REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", "Developer account is blocked", 0,
         ACTION_REFUSED, -EACCES, REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", FAIR_USE,
         "X-Rejection-Reason: DeveloperBlocked", ACTION_REFUSED, -EACCES,
         REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", FAIR_USE,
         "X-Rejection-Reason: AnonymousQuotaPerDay", ACTION_RENEW, -EACCES,
         REMEMBER_NOT},
    };

    CHECK_ROWS(rows);
}

static void quotas_and_fair_use(void)
{
    static const struct row rows[] = {
        {403, INTAKE_FAULT, "403", FAIR_USE,
         "X-Rejection-Reason: IndividualQuotaPerHour", ACTION_QUOTA, -EDQUOT,
         REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", FAIR_USE,
         "X-Rejection-Reason: RegisteredQuotaPerWeek", ACTION_QUOTA, -EDQUOT,
         REMEMBER_NOT},
        {403, INTAKE_MALFORMED, 0, 0,
         "X-Rejection-Reason: RegisteredQuotaPerWeek\nRetry-After: 5",
         ACTION_QUOTA, -EDQUOT, REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", FAIR_USE, 0, ACTION_WAIT, -EBUSY,
         REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", FAIR_USE, "X-Rejection-Reason: FullMoon",
         ACTION_WAIT, -EBUSY, REMEMBER_NOT},
        {403, INTAKE_MALFORMED, 0, 0, "Retry-After: 4000", ACTION_WAIT, -EBUSY,
         REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", "no",
         "X-Throttling-Control: busy (search=black:0)", ACTION_WAIT, -EBUSY,
         REMEMBER_NOT},
        {403, INTAKE_FAULT, "CLIENT.RobotDetected", "slow down", 0, ACTION_WAIT,
         -EBUSY, REMEMBER_NOT},
        {429, INTAKE_EMPTY, 0, 0, 0, ACTION_WAIT, -EBUSY, REMEMBER_NOT},
        {403, INTAKE_FAULT, "403", "This request has been rejected", 0,
         ACTION_FAIL, -EACCES, REMEMBER_SOURCE},
        {403, INTAKE_FAULT, "403", "no",
         "X-Throttling-Control: busy (search=red:1)", ACTION_FAIL, -EACCES,
         REMEMBER_SOURCE},
        {200, INTAKE_GOOD, 0, 0, "X-Throttling-Control: busy (search=black:0)",
         ACTION_OK, 0, REMEMBER_NOT},
    };

    CHECK_ROWS(rows);
}

static void what_is_not_there(void)
{
    static const struct row rows[] = {
        {404, INTAKE_FAULT, "SERVER.EntityNotFound", "No results found", 0,
         ACTION_FAIL, -ENOENT, REMEMBER_SOURCE},
        {404, INTAKE_EMPTY, 0, 0, 0, ACTION_FAIL, -ENOENT, REMEMBER_SOURCE},
        {404, INTAKE_FAULT, "SERVER.Other", "?", 0, ACTION_FAIL, -ENOENT,
         REMEMBER_SOURCE},
        {404, INTAKE_MALFORMED, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {404, INTAKE_FAULT, "CLIENT.InvalidCountryCode", "?", 0, ACTION_FAIL,
         -ENOENT, REMEMBER_LONG},
        {404, INTAKE_FAULT, "CLIENT.InvalidReference", "?", 0, ACTION_FAIL,
         -ENOENT, REMEMBER_LONG},
        {404, INTAKE_FAULT, "CLIENT.WrongReferenceFormatting", "?", 0,
         ACTION_FAIL, -ENOENT, REMEMBER_LONG},
        {404, INTAKE_FAULT, "CLIENT.NotFound", "Resource not found", 0,
         ACTION_FAIL, -ENOENT, REMEMBER_LONG},
        {404, INTAKE_FAULT, "CLIENT.AmbiguousRequest", "?", 0, ACTION_FAIL,
         -ENOENT, REMEMBER_SOURCE},
        {413, INTAKE_FAULT, "CLIENT.AmbiguousRequest", "?", 0, ACTION_FAIL,
         -ENOENT, REMEMBER_SOURCE},
        {405, INTAKE_FAULT, "CLIENT.MethodNotAllowed", "?", 0, ACTION_FAIL,
         -ENOENT, REMEMBER_LONG},
        {400, INTAKE_FAULT, "400", "RESTEASY003515: no provider", 0,
         ACTION_FAIL, -ENOENT, REMEMBER_LONG},
        {410, INTAKE_EMPTY, 0, 0, 0, ACTION_FAIL, -ENOENT, REMEMBER_SOURCE},
    };

    CHECK_ROWS(rows);
}

static void wrong_and_large_requests(void)
{
    static const struct row rows[] = {
        {400, INTAKE_FAULT, "CLIENT.InvalidQuery", "?", 0, ACTION_FAIL, -EINVAL,
         REMEMBER_SOURCE},
        {400, INTAKE_FAULT, "CLIENT.CQL", "txt = \"account is blocked\"", 0,
         ACTION_FAIL, -EINVAL, REMEMBER_SOURCE},
        {400, INTAKE_FAULT, "CLIENT.CQL", "ti = invalid_access_token", 0,
         ACTION_FAIL, -EINVAL, REMEMBER_SOURCE},
        {400, INTAKE_FAULT, "400", "Required param : grant_type", 0,
         ACTION_FAIL, -EINVAL, REMEMBER_SOURCE},
        {413, INTAKE_FAULT, "CLIENT.NotOperatorMaxNumber", "?", 0, ACTION_FAIL,
         -EINVAL, REMEMBER_SOURCE},
        {413, INTAKE_FAULT, "SERVER.LimitedServerResources", "?", 0,
         ACTION_FAIL, -EFBIG, REMEMBER_SOURCE},
        {418, INTAKE_EMPTY, 0, 0, 0, ACTION_FAIL, -EIO, REMEMBER_SOURCE},
    };

    CHECK_ROWS(rows);
}

static void bad_hours_of_ops(void)
{
    static const struct row rows[] = {
        {408, INTAKE_FAULT, "CLIENT.RequestTimeout", "?", 0, ACTION_RETRY,
         -ETIMEDOUT, REMEMBER_NOT},
        {500, INTAKE_FAULT, "SERVER.DomainAccess", "?", 0, ACTION_RETRY, -EIO,
         REMEMBER_NOT},
        {503, INTAKE_FAULT, "SERVER.LimitedServerResources", "?", 0,
         ACTION_RETRY, -EIO, REMEMBER_NOT},
        {503, INTAKE_MALFORMED, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {502, INTAKE_HOSTILE, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {599, INTAKE_EMPTY, 0, 0, 0, ACTION_RETRY, -EIO, REMEMBER_NOT},
    };

    CHECK_ROWS(rows);
}

static void transfers_that_failed(void)
{
    static const struct {
        enum transport transport;
        enum action action;
        int error;
        enum remember remember;
    } rows[] = {
        {TRANSPORT_UNREACHABLE, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {TRANSPORT_LOST, ACTION_RETRY, -EIO, REMEMBER_NOT},
        {TRANSPORT_TIMEOUT, ACTION_RETRY, -ETIMEDOUT, REMEMBER_NOT},
        {TRANSPORT_TOO_BIG, ACTION_FAIL, -EFBIG, REMEMBER_SOURCE},
        {TRANSPORT_REFUSED, ACTION_FAIL, -EACCES, REMEMBER_NOT},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct verdict v = verdict_of(SERVER_OPS, rows[i].transport, 200, NULL,
                                      NULL);

        CHECK_INT(v.action, rows[i].action);
        CHECK_INT(v.error, rows[i].error);
        CHECK_INT(v.remember, rows[i].remember);
        CHECK(v.advice && v.advice[0]);
    }
}

static void waits_as_long_as_ops_says(void)
{
    struct row r = {403,      INTAKE_FAULT,        "403",
                    FAIR_USE, "Retry-After: 4000", ACTION_WAIT,
                    -EBUSY,   REMEMBER_NOT};
    struct limits l;

    CHECK_INT(ask(&r, &l).wait, 4000);
    r.headers = "Retry-After: 0";
    CHECK_INT(ask(&r, &l).wait, 60000);
    r.headers = NULL;
    CHECK_INT(ask(&r, &l).wait, 60000);
}

/* Every status and every look of a body gets an answer that makes sense. */
static void every_combination_is_sane(void)
{
    struct limits l;

    for (int status = -1; status < 1000; status++) {
        for (int i = INTAKE_GOOD; i <= INTAKE_HOSTILE; i++) {
            struct row r = {.status = status, .intake = (enum intake)i};
            struct verdict v = ask(&r, &l);

            CHECK(v.advice && v.advice[0]);
            CHECK((v.error == 0) == (v.action == ACTION_OK));
            CHECK(v.error <= 0);
            CHECK(v.action == ACTION_FAIL || v.remember == REMEMBER_NOT);
            CHECK((v.action == ACTION_OK) ==
                  (status == 200 && i == INTAKE_GOOD));
        }
    }
}

TEST_MAIN({"successes and nonsense", successes_and_nonsense},
          {"tokens and accounts", tokens_and_accounts},
          {"quotas and fair use", quotas_and_fair_use},
          {"what is not there", what_is_not_there},
          {"wrong and large requests", wrong_and_large_requests},
          {"bad hours of OPS", bad_hours_of_ops},
          {"transfers that failed", transfers_that_failed},
          {"waits as long as OPS says", waits_as_long_as_ops_says},
          {"every combination is sane", every_combination_is_sane})
