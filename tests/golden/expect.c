/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "expect.h"

#include <string.h>

#define VALUE_MAX 65536

/* The next line `key: value`; others are passed over. */
static bool next_entry(struct slice *rest, struct slice *ret_key,
                       struct slice *ret_value)
{
    struct slice line;

    while (slice_cut(rest, '\n', &line)) {
        if (slice_starts(line, "#") || !slice_cut(&line, ':', ret_key))
            continue;
        *ret_key = slice_trim(*ret_key);
        *ret_value = slice_trim(line);
        return true;
    }
    return false;
}

struct t_asked t_expect_asked(struct slice expect)
{
    struct t_asked asked = {FORM_XML, TRANSPORT_OK};
    struct slice key, value;

    while (next_entry(&expect, &key, &value))
        t_asked_set(&asked, key, value);
    return asked;
}

static struct buf value_of(const struct t_key *key, const struct t_reading *r)
{
    struct buf b = BUF_INIT(VALUE_MAX);

    key->print(r, key->class, &b);
    return b;
}

/* Adds a complaint for an entry that is not as it was found. */
static void compare(const struct t_reading *r, struct slice name,
                    struct slice value, struct buf *complaints)
{
    const struct t_key *key = t_key_find(name);
    struct buf found = BUF_INIT(VALUE_MAX);

    if (key)
        found = value_of(key, r);
    if (!key)
        buf_printf(complaints, "# %.*s: there is no such key\n", (int)name.len,
                   name.at);
    else if (!slice_is(value, buf_text(&found)))
        buf_printf(complaints, "# %s is \"%s\", not \"%.*s\"\n", key->name,
                   buf_text(&found), (int)value.len, value.at);
    buf_fini(&found);
}

static bool has_key(struct slice expect, const char *name)
{
    struct slice key, value;

    while (next_entry(&expect, &key, &value)) {
        if (slice_is(key, name))
            return true;
    }
    return false;
}

void t_expect_compare(struct slice expect, const struct t_reading *r,
                      struct buf *ret_complaints)
{
    struct slice rest = expect, key, value;

    while (next_entry(&rest, &key, &value))
        compare(r, key, value, ret_complaints);
    for (size_t i = 0; i < t_keys_count; i++) {
        if (t_keys[i].needed && !has_key(expect, t_keys[i].name))
            buf_printf(ret_complaints, "# %s is missing\n", t_keys[i].name);
    }
    if (!r->whole && r->asked.transport == TRANSPORT_OK)
        buf_puts(ret_complaints, "# Content-Length is not that of the body\n");
}

/* Writing. */

static void put_entry(const struct t_key *key, const struct t_reading *r,
                      struct buf *to)
{
    struct buf value = value_of(key, r);

    buf_printf(to, "%s:%s%s\n", key->name, value.len ? " " : "",
               buf_text(&value));
    buf_fini(&value);
}

/* Whether it says more than an answer without headers would. */
static bool says_something(const struct t_key *key, const struct t_reading *r)
{
    struct t_reading silent = {.status = r->status, .verdict.advice = ""};
    struct buf value = value_of(key, r), nothing;
    bool differs;

    limits_init(&silent.limits);
    nothing = value_of(key, &silent);
    differs = strcmp(buf_text(&value), buf_text(&nothing)) != 0;
    buf_fini(&value);
    buf_fini(&nothing);
    return key->needed || differs;
}

void t_expect_write(const struct t_reading *r, struct buf *to)
{
    for (size_t i = 0; i < t_keys_count; i++) {
        if (says_something(&t_keys[i], r))
            put_entry(&t_keys[i], r, to);
    }
}

void t_expect_rewrite(struct slice expect, const struct t_reading *r,
                      struct buf *to)
{
    struct slice line;

    while (slice_cut(&expect, '\n', &line)) {
        struct slice one = line, name, value;
        const struct t_key *key = NULL;

        if (next_entry(&one, &name, &value))
            key = t_key_find(name);
        if (key)
            put_entry(key, r, to);
        else
            buf_printf(to, "%.*s\n", (int)line.len, line.at);
    }
}
