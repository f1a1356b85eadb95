/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Stricter than RFC 3986: no user, query or fragment, a plain host, so that no
 * spelling of a foreign host can look like this machine.
 */
#include "ops/base_url.h"

#include "base/str.h"

#include <string.h>

static bool take_prefix(struct slice *s, const char *prefix)
{
    size_t len = strlen(prefix);

    if (!slice_starts(*s, prefix))
        return false;
    s->at += len;
    s->len -= len;
    return true;
}

static size_t span(struct slice s, const char *marks)
{
    size_t n = 0;

    while (n < s.len && (is_alnum(s.at[n]) || strchr(marks, s.at[n])))
        n++;
    return n;
}

static bool is_hex(char c)
{
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

/* Length of an IPv6 address with its brackets, judged by its characters
 * alone. */
static size_t bracketed(struct slice s)
{
    size_t n = 1;

    while (n < s.len && (is_hex(s.at[n]) || strchr(":.", s.at[n])))
        n++;
    return n > 2 && n < s.len && s.at[n] == ']' ? n + 1 : 0;
}

/* The host off the front; an IPv6 address keeps its brackets. */
static struct slice take_host(struct slice *s)
{
    struct slice host = *s;

    host.len = s->len && s->at[0] == '[' ? bracketed(*s) : span(*s, ".-");
    s->at += host.len;
    s->len -= host.len;
    return host;
}

static bool is_port(struct slice *s)
{
    struct slice digits;
    int64_t port;

    if (!take_prefix(s, ":"))
        return true;
    digits = *s;
    digits.len = 0;
    while (digits.len < s->len && is_digit(s->at[digits.len]))
        digits.len++;
    s->at += digits.len;
    s->len -= digits.len;
    return slice_number(digits, &port) == 0 && port > 0 && port < 65536;
}

/* 127.0.0.0/8 as four plain numbers: nothing else that starts with 127. */
static bool is_loopback_address(struct slice host)
{
    struct slice part;
    int64_t value;
    int parts = 0;

    if (!slice_starts(host, "127.") || host.at[host.len - 1] == '.')
        return false;
    while (slice_cut(&host, '.', &part)) {
        if (part.len > 3 || slice_number(part, &value) < 0 || value > 255)
            return false;
        parts++;
    }
    return parts == 4;
}

static bool is_loopback(struct slice host)
{
    return slice_is_nocase(host, "localhost") || slice_is(host, "[::1]") ||
           is_loopback_address(host);
}

const char *base_url_fault(const char *url)
{
    struct slice s = slice_of(url), host;
    bool plain = false;

    if (s.len > BASE_URL_MAX)
        return "it is too long";
    if (!take_prefix(&s, "https://")) {
        plain = take_prefix(&s, "http://");
        if (!plain)
            return "it must begin with https://";
    }
    host = take_host(&s);
    if (!host.len || !is_port(&s))
        return "its host cannot be read";
    if (plain && !is_loopback(host))
        return "http is for this machine only; use https";
    if (s.len && s.at[0] != '/')
        return "its host cannot be read";
    if (span(s, "/._-~") != s.len)
        return "it must be a plain address, without user, query or fragment";
    return NULL;
}
