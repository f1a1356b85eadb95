/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a typed patent number. What is one has a name that reads back
 * as itself and is a plain file name; what OPS is sent for it is a strict
 * spelling of the mirror; a refusal touches nothing.
 */
#include "ops/number_reference.h"
#include "ops/reference.h"

#include "fuzz.h"
#include "ops/number_parse.h"

#include <errno.h>
#include <string.h>

static bool same(const struct number *a, const struct number *b)
{
    return a->what == b->what && strcmp(a->country, b->country) == 0 &&
           strcmp(a->number, b->number) == 0 && strcmp(a->kind, b->kind) == 0;
}

static void check_name(const struct number *n)
{
    char name[NUMBER_NAME], candidates[NUMBER_CANDIDATES];
    struct number again;

    number_name(n, name);
    expect(strlen(name) >= 3 && strlen(name) < NUMBER_NAME - 1);
    expect(is_alpha(name[0]) && !strpbrk(name, "/%* _,()"));
    for (const char *at = name; *at; at++)
        expect(*at > 0x20 && *at < 0x7f);
    expect(number_parse(slice_of(name), &again, candidates) == 0);
    expect(same(n, &again) && number_is_canonical(slice_of(name)));
}

/* What has a kind is recognised by its parts, an application as one: a model's
 * U is the kind of its publication, too. Not those of Japan: 47129920 is the
 * 471299th of a year 20 or the 129920th of Showa 47. */
static void check_parts(const struct number *n, const char *text)
{
    struct slice rest = slice_of(text), country, serial;
    struct number again;

    expect(slice_cut(&rest, '.', &country));
    expect(slice_cut(&rest, '.', &serial));
    if (n->what == NUMBER_APPLICATION && strcmp(n->country, "JP") == 0)
        return;
    if (n->what == NUMBER_APPLICATION)
        expect(number_application(country, serial, rest, &again) == 0);
    else
        expect(number_from_docdb(country, serial, rest, &again) == 0);
    expect(same(n, &again));
}

static void check_reference(const struct number *n, enum number_service service)
{
    struct number_reference reference;
    char text[REFERENCE_MAX + 1];
    bool docdb;
    size_t len;

    if (number_reference(n, service, &reference) < 0)
        return;
    docdb = strcmp(reference.format, "docdb") == 0;
    expect(docdb || strcmp(reference.format, "epodoc") == 0);
    expect(reference_read(docdb ? SHAPE_DOCDB : SHAPE_EPODOC,
                          slice_of(reference.text), text, &len) == 0);
    expect(strcmp(text, reference.text) == 0);
    expect(strcmp(reference.type, n->what == NUMBER_APPLICATION
                                      ? "application"
                                      : "publication") == 0);
    if (docdb && n->kind[0])
        check_parts(n, reference.text);
}

static void check_docdb(struct slice typed)
{
    struct slice country, serial;
    struct number n;

    if (slice_cut(&typed, '.', &country) && slice_cut(&typed, '.', &serial) &&
        number_from_docdb(country, serial, typed, &n) == 0)
        check_name(&n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice typed = {(const char *)data, size};
    char candidates[NUMBER_CANDIDATES];
    struct number n;
    int r;

    memset(candidates, 0x55, sizeof(candidates));
    memset(&n, 0x55, sizeof(n));
    r = number_parse(typed, &n, candidates);
    expect(r == 0 || r == -ENOENT || r == -EINVAL);
    expect(strlen(candidates) < NUMBER_CANDIDATES);
    expect((r == -EINVAL) == (candidates[0] != '\0'));
    check_docdb(typed);
    if (r < 0) {
        expect(((const char *)&n)[0] == 0x55 && n.kind[0] == 0x55);
        return 0;
    }
    check_name(&n);
    for (int service = 0; service <= NUMBER_FOR_REGISTER; service++)
        check_reference(&n, (enum number_service)service);
    return 0;
}
