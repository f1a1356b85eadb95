/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ops/etag.h"

#include "check.h"

static void check(const char *headers, const char *want)
{
    char etag[ETAG_MAX] = "before";

    etag_read(slice_of(headers), etag);
    CHECK_STR(etag, want);
}

static void is_read_in_any_spelling(void)
{
    check("HTTP/1.1 200\r\nETag: \"0abc\"\r\nServer: x\r\n", "\"0abc\"");
    check("etag:W/\"1\"\n", "W/\"1\"");
    check("ETAG: \"a\"\r\nEtag: \"b\"\r\n", "\"b\"");
}

static void is_empty_without_a_fit_one(void)
{
    check("", "");
    check("Server: x\r\nX-ETag: \"a\"\r\n", "");
    check("ETag:\r\n", "");
    check("ETag\r\n", "");
    check("ETag: \"a\tb\"\r\n", "");
    check("ETag: \"a b\"\r\n", "");
    check("ETag: \"\xc3\xa4\"\r\n", "");
    check("ETag: \"0123456789012345678901234567890123456789"
          "0123456789012345678901\"\r\n",
          "");
    check("ETag: \"012345678901234567890123456789012345678901234567890"
          "1234567890\"\r\n",
          "\"0123456789012345678901234567890123456789012345678901234567890\"");
}

TEST_MAIN({"is read in any spelling", is_read_in_any_spelling},
          {"is empty without a fit one", is_empty_without_a_fit_one})
