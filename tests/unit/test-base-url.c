/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where key, secret and token may travel: https anywhere, http to this machine
 * only, and no spelling that one reader takes for this machine and another for
 * a foreign one.
 */
#include "ops/base_url.h"

#include "base/str.h"
#include "check.h"

#include <stdlib.h>

static void check_taken(const char *url)
{
    const char *fault = base_url_fault(url);

    CHECK(fault == NULL);
    if (fault)
        printf("# \"%s\": %s\n", url, fault);
}

static void check_refused(const char *url)
{
    const char *fault = base_url_fault(url);

    CHECK(fault != NULL);
    if (!fault)
        printf("# \"%s\" was taken\n", url);
    else
        CHECK(fault[0] && slice_is_clean(slice_of(fault)));
}

#define EACH(check, ...)                                                       \
    do {                                                                       \
        static const char *const urls[] = {__VA_ARGS__};                       \
        for (size_t i = 0; i < sizeof(urls) / sizeof(*urls); i++)              \
            check(urls[i]);                                                    \
    } while (0)

static void takes_https_anywhere(void)
{
    EACH(check_taken, BASE_URL_DEFAULT, "https://ops.epo.org",
         "https://ops.epo.org/", "https://ops.epo.org/3.2/",
         "https://ops.epo.org/3.2///", "https://ops.epo.org:443/3.2",
         "https://proxy.example:8443", "https://192.0.2.7/3.2",
         "https://[2001:db8::1]/3.2", "https://[2001:db8::1]:8443/3.2",
         "https://[::ffff:192.0.2.7]", "https://[AbCd:eF::a]",
         "https://a/b-c_d~e.f", "https://OPS.EPO.ORG/3.2",
         "https://localhost:65535");
}

static void takes_http_to_this_machine(void)
{
    EACH(check_taken, "http://127.0.0.1", "http://127.0.0.1/",
         "http://127.0.0.1:8080/3.2", "http://127.0.0.1:1",
         "http://127.255.255.254:65535/3.2/", "http://localhost",
         "http://LocalHost:80/3.2", "http://[::1]", "http://[::1]/3.2",
         "http://[::1]:8080", "http://[::1]:8080/3.2");
}

static void refuses_http_elsewhere(void)
{
    EACH(check_refused, "http://ops.epo.org/3.2", "http://127.0.0.1.evil.com",
         "http://127.0.0.1.evil.com:80/3.2", "http://127.evil.com",
         "http://127.0.0.evil", "http://127.0.0.1.2", "http://127.0.0.1.",
         "http://127.0.0", "http://127.1", "http://127.0.0.256",
         "http://127.0.0.0001", "http://127..0.1", "http://127.0.0.-1",
         "http://127.0.0.1-evil.com", "http://localhost.evil.com",
         "http://localhost.", "http://localhostevil", "http://evil-localhost",
         "http://evil.localhost", "http://2130706433", "http://0x7f000001",
         "http://0177.0.0.1", "http://0.0.0.0", "http://128.0.0.1",
         "http://[::2]", "http://[::]", "http://[2001:db8::1]",
         "http://[::ffff:127.0.0.1]", "http://[::1].evil.com",
         "http://[::1]evil.com", "http://[::1", "http://::1", "http://[::1]]",
         "http://[[::1]]", "http://[127.0.0.1]", "http://[localhost]");
}

static void refuses_users_queries_and_fragments(void)
{
    EACH(check_refused, "http://localhost@evil", "http://localhost@evil/",
         "http://localhost:80@evil", "http://localhost:@evil",
         "http://localhost:secret@evil", "http://127.0.0.1@evil",
         "http://[::1]@evil", "http://[::1]:80@evil",
         "https://user:pass@ops.epo.org", "https://user@ops.epo.org",
         "https://@ops.epo.org", "https://ops.epo.org?x=1",
         "https://ops.epo.org/?x=1", "https://ops.epo.org/3.2#x",
         "https://ops.epo.org#@evil", "http://localhost#@evil",
         "http://localhost?@evil", "http://localhost\\@evil",
         "http://localhost\\.evil.com", "http://localhost/@evil",
         "http://localhost%2eevil.com", "http://localhost%00.evil.com",
         "http://localhost;evil.com", "http://localhost,evil.com",
         "https://ops.epo.org/%2e%2e/", "https://ops.epo.org/3.2 x",
         "https://ops.epo.org/3.2\tx", "https://ops.epo.org/3.2\r\nX: y",
         "https://ops.epo.org/{3.2}", "https://ops.epo.org/[1-9]",
         "https://{a,b}.epo.org", "https://\xd0\xbeps.epo.org");
}

static void refuses_ports_that_are_none(void)
{
    EACH(check_refused, "https://ops.epo.org:", "https://ops.epo.org:/3.2",
         "https://ops.epo.org:0", "https://ops.epo.org:65536",
         "https://ops.epo.org:99999999999999999999", "https://ops.epo.org:80x",
         "https://ops.epo.org:x", "https://ops.epo.org:-1",
         "https://ops.epo.org:80:80", "https://ops.epo.org:+80",
         "https://[::1]:", "https://[::1]:80:80", "https://[::1]:x");
}

static void refuses_what_is_no_address(void)
{
    EACH(check_refused, "", "https", "https:", "https://", "https:///3.2",
         "https:///", "https://:80", "https://?", "//ops.epo.org", "/3.2",
         "ops.epo.org/3.2", "ftp://ops.epo.org", "file:///etc/passwd",
         "httpx://ops.epo.org", "http:/localhost", "https:ops.epo.org",
         " https://ops.epo.org", "https://ops.epo.org ", "https:// ",
         "https://[]", "https://[", "https://]", "https://[::1",
         "https://[::1]x", "https://[x::1]", "https://a[::1]",
         "javascript://localhost/", "gopher://localhost:70/_x");
}

static void has_a_longest_address(void)
{
    char url[BASE_URL_MAX + 2];

    memset(url, 'a', sizeof(url));
    memcpy(url, "https://", 8);
    url[BASE_URL_MAX] = '\0';
    check_taken(url);
    url[BASE_URL_MAX] = 'a';
    url[BASE_URL_MAX + 1] = '\0';
    check_refused(url);
}

TEST_MAIN({"takes https anywhere", takes_https_anywhere},
          {"takes http to this machine", takes_http_to_this_machine},
          {"refuses http elsewhere", refuses_http_elsewhere},
          {"refuses users, queries and fragments",
           refuses_users_queries_and_fragments},
          {"refuses ports that are none", refuses_ports_that_are_none},
          {"refuses what is no address", refuses_what_is_no_address},
          {"has a longest address", has_a_longest_address})
