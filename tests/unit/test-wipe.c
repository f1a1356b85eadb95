/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/wipe.h"

#include "base/buf.h"

#include "check.h"

#include <curl/curl.h>
#include <stdint.h>
#include <string.h>

/* libcurl grows one text as it writes it, and asks for another at once. */
static void check_text(CURL *easy, size_t len)
{
    struct buf text = BUF_INIT(SIZE_MAX);
    char *escaped, *same;
    int same_len = 0;

    for (size_t i = 0; i < len; i++)
        buf_putc(&text, i % 64 ? 'a' : '%');
    escaped = curl_easy_escape(easy, text.data, (int)text.len);
    same = escaped ? curl_easy_unescape(easy, escaped, 0, &same_len) : NULL;
    CHECK(same && (size_t)same_len == len && memcmp(same, text.data, len) == 0);
    curl_free(escaped);
    curl_free(same);
    buf_fini(&text);
}

static void memory_of_every_size(void)
{
    static const size_t sizes[] = {1,      1000,   16384,  100000,
                                   262143, 262144, 512000, 528375,
                                   528384, 600000, 3000000};
    CURL *easy;

    CHECK_INT(wipe_start(), 0);
    easy = curl_easy_init();
    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
        check_text(easy, sizes[i]);
    curl_easy_cleanup(easy);
    wipe_stop();
}

TEST_MAIN({"memory of every size", memory_of_every_size})
