/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a table says what the answers of a server mean: the first rule that fits
 * decides, and the last one fits all. ops/verdict and ops/eps_verdict are two
 * such tables. Pure.
 */
#ifndef OPSFS_OPS_RULE_H
#define OPSFS_OPS_RULE_H

#include "ops/verdict.h"

#define INTAKE(i) (1u << INTAKE_##i)
#define REJECTION(r) (1u << REJECTION_##r)

#define VERDICT(does, errno_, keeps, clause)                                   \
    {                                                                          \
        .action = ACTION_##does, .error = (errno_),                            \
        .remember = REMEMBER_##keeps, .advice = (clause)                       \
    }

/* A condition that is 0 or NULL always holds. */
struct rule {
    int from, to;       /* status */
    unsigned intake;    /* INTAKE(…) bits */
    unsigned rejection; /* REJECTION(…) bits */
    bool throttled;     /* a Retry-After, or a black light */
    bool used_up;       /* the headers say that no byte of the week is left */
    const char *code;   /* a final star: any code that begins so */
    const char *text;   /* of the gateway: in the message, or the whole code */
    struct verdict verdict;
};

/* What the answers of one server mean. */
struct rulebook {
    const struct verdict *no_answer; /* TRANSPORT_COUNT; not of TRANSPORT_OK */
    const struct rule *rules;
};

/* Of the first that fits. A verdict that waits gets the time that the server
 * names, or a window of OPS. */
struct verdict rules_judge(const struct rule *rules, int status,
                           const struct finding *finding,
                           const struct limits *limits);

#endif
