/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the publication server calls days and documents, and what it means. */
#include "ops/eps.h"

#include "check.h"
#include "ops/eps_verdict.h"

#include <errno.h>

static const char *day(const char *name)
{
    static char day[EPS_DAY + 1];

    return eps_day(slice_of(name), day) == 0 ? day : "";
}

static void reads_days(void)
{
    CHECK_STR(day("2024-03-20"), "20240320");
    CHECK_STR(day("1978-12-20"), "19781220");
    CHECK_STR(day("2024-02-29"), "20240229");
    CHECK_STR(day("1978-12-19"), "");
    CHECK_STR(day("2023-02-29"), "");
    CHECK_STR(day("2024-13-01"), "");
    CHECK_STR(day("2024-00-01"), "");
    CHECK_STR(day("2024-04-31"), "");
    CHECK_STR(day("2024-04-00"), "");
    CHECK_STR(day("20240320"), "");
    CHECK_STR(day("2024-3-20"), "");
    CHECK_STR(day("2024-03-2x"), "");
    CHECK_STR(day(""), "");
}

static void knows_names(void)
{
    CHECK(eps_is_name(SLICE("EP1004359NWB1")));
    CHECK(eps_is_name(SLICE("EP0000001W1A9")));
    CHECK(!eps_is_name(SLICE("EP1004359B1")));
    CHECK(!eps_is_name(SLICE("EP1004359NWC0")));
    CHECK(!eps_is_name(SLICE("EP100435NWB1")));
    CHECK(!eps_is_name(SLICE("EP1004359XXB1")));
    CHECK(!eps_is_name(SLICE("US1004359NWB1")));
    CHECK(!eps_is_name(SLICE("EP1004359NWB1x")));
}

static const char *canonical(const char *name)
{
    static char text[NUMBER_NAME];
    struct eps_document d;

    return eps_read(slice_of(name), &d) && eps_canonical(&d, text) == 0 ? text
                                                                        : "";
}

static const char *back(const char *publication)
{
    static char name[EPS_NAME + 1];

    return eps_name(slice_of(publication), name) == 0 ? name : "";
}

static void turns_names_into_each_other(void)
{
    CHECK_STR(canonical("EP1004359NWB1"), "EP1004359B1");
    CHECK_STR(canonical("EP0430402NWB2"), "EP0430402B2");
    CHECK_STR(canonical("EP1004359W1B9"), "EP1004359B9");
    CHECK_STR(canonical("EP1004359NWB0"), "");
    CHECK_STR(back("EP1004359B1"), "EP1004359NWB1");
    CHECK_STR(back("EP0430402B2"), "EP0430402NWB2");
    CHECK_STR(back("EP1004359B9"), "EP1004359W1B9");
    CHECK_STR(back("EP1004359A8"), "EP1004359W1A8");
    CHECK_STR(back("EP1004359NWB1"), "EP1004359NWB1");
    CHECK_STR(back("EP1004359"), "");
    CHECK_STR(back("EP4090146C0"), "");
    CHECK_STR(back("US9123456B2"), "");
    CHECK_STR(back("WO2013120001A1"), "");
    CHECK_STR(back("EP13717268.8"), "");
}

static struct verdict verdict(int status, enum intake intake, const char *code,
                              const char *headers)
{
    struct finding f = {.intake = intake};
    struct limits l;

    snprintf(f.code, sizeof(f.code), "%s", code);
    limits_init(&l);
    limits_read(&l, slice_of(headers));
    return verdict_of(SERVER_EPS, TRANSPORT_OK, status, &f, &l);
}

static void judges(void)
{
    static const struct {
        int status;
        enum intake intake;
        const char *code, *headers;
        enum action action;
        int error;
        enum remember remember;
    } rows[] = {
        {200, INTAKE_GOOD, "", "", ACTION_OK, 0, REMEMBER_NOT},
        {200, INTAKE_FAULT, EPS_NONE, "", ACTION_FAIL, -ENOENT,
         REMEMBER_SOURCE},
        {500, INTAKE_FAULT, EPS_NONE, "", ACTION_FAIL, -ENOENT,
         REMEMBER_SOURCE},
        {404, INTAKE_MALFORMED, "", "", ACTION_FAIL, -ENOENT, REMEMBER_SOURCE},
        {500, INTAKE_MALFORMED, "", "", ACTION_RETRY, -EIO, REMEMBER_NOT},
        {200, INTAKE_MALFORMED, "", "", ACTION_RETRY, -EIO, REMEMBER_NOT},
        {200, INTAKE_MISMATCH, "", "", ACTION_MISMATCH, -EIO, REMEMBER_NOT},
        {200, INTAKE_HOSTILE, "", "", ACTION_FAIL, -EIO, REMEMBER_NOT},
        {200, INTAKE_FAULT, EPS_EMPTY, "", ACTION_FAIL, -ENOENT, REMEMBER_NOT},
        {200, INTAKE_FAULT, EPS_LONG, "", ACTION_FAIL, -EFBIG, REMEMBER_NOT},
        {200, INTAKE_FAULT, EPS_FOREIGN, "", ACTION_FAIL, -EIO, REMEMBER_NOT},
        {302, INTAKE_MALFORMED, "", "", ACTION_FAIL, -EIO, REMEMBER_NOT},
        {304, INTAKE_EMPTY, "", "", ACTION_RETRY, -EIO, REMEMBER_NOT},
        {401, INTAKE_MALFORMED, "", "", ACTION_FAIL, -EIO, REMEMBER_SOURCE},
        {429, INTAKE_MALFORMED, "", "", ACTION_WAIT, -EBUSY, REMEMBER_NOT},
        {403, INTAKE_MALFORMED, "", "x-quotaperweek-remaining: 7\r\n",
         ACTION_FAIL, -EACCES, REMEMBER_NOT},
        {403, INTAKE_MALFORMED, "", "x-quotaperweek-remaining: 0\r\n",
         ACTION_QUOTA, -EDQUOT, REMEMBER_NOT},
        {200, INTAKE_GOOD, "", "x-quotaperweek-remaining: 0\r\n", ACTION_OK, 0,
         REMEMBER_NOT},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        struct verdict v = verdict(rows[i].status, rows[i].intake, rows[i].code,
                                   rows[i].headers);

        CHECK_INT(v.action, rows[i].action);
        CHECK_INT(v.error, rows[i].error);
        CHECK_INT(v.remember, rows[i].remember);
        CHECK(v.advice && v.advice[0]);
        CHECK((v.wait > 0) == (v.action == ACTION_WAIT));
    }
}

/* There is no token of its own: nothing may touch one. */
static void never_speaks_of_tokens(void)
{
    for (int status = 100; status < 600; status++) {
        for (int intake = 0; intake <= INTAKE_HOSTILE; intake++) {
            struct verdict v = verdict(status, (enum intake)intake, "", "");

            CHECK(v.action != ACTION_RENEW && v.action != ACTION_REFUSED);
        }
    }
}

TEST_MAIN({"reads days", reads_days}, {"knows names", knows_names},
          {"turns names into each other", turns_names_into_each_other},
          {"judges", judges},
          {"never speaks of tokens", never_speaks_of_tokens})
