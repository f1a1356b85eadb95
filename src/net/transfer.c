/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcurl does not follow redirects: its own rule would also go to another
 * host, and a header given by hand (our Authorization) is then a matter of
 * options and versions. A hop to the same scheme, host and port cannot give the
 * token away, and is named beside the answer; any other is just the answer it
 * is.
 */
#include "net/transfer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What does not fit stays inside libcurl; if that is the last frame of an
 * HTTP/2 answer without a Content-Length, libcurl 7.88.1 does not see its end
 * before the server's next byte, whoever asks: see net/http.c. Alone, an answer
 * takes up TRANSFER_HEADERS and one read (32 KB) in it; in company all that was
 * there when libcurl read for another's sake. So it is libcurl's most, of which
 * memory is touched as far as it is used. */
#define RECEIVE_BUFFER (512 * 1024)
#define BODIES_MAX ((size_t)12 << 20)
#define SMALL ((size_t)64 << 10)
#define SEND_BUFFER 16384 /* libcurl's least */

static const struct {
    CURLoption option;
    long value;
} fixed_options[] = {
    {CURLOPT_NOSIGNAL, 1},
    {CURLOPT_FOLLOWLOCATION, 0},
    {CURLOPT_UNRESTRICTED_AUTH, 0},
    {CURLOPT_DISALLOW_USERNAME_IN_URL, 1},
    {CURLOPT_NETRC, CURL_NETRC_IGNORED},
    {CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2}, /* or later */
    {CURLOPT_SSL_VERIFYPEER, 1},
    {CURLOPT_SSL_VERIFYHOST, 2},
    {CURLOPT_TCP_KEEPALIVE, 1},
    {CURLOPT_PATH_AS_IS, 1},
    {CURLOPT_NOPROGRESS, 1},
    {CURLOPT_BUFFERSIZE, RECEIVE_BUFFER},
    {CURLOPT_UPLOAD_BUFFERSIZE, SEND_BUFFER},
};

/* What is not listed here is TRANSPORT_LOST: the answer began or might have. */
static const struct {
    CURLcode code;
    enum transport transport;
} endings[] = {
    {CURLE_OK, TRANSPORT_OK},
    {CURLE_COULDNT_RESOLVE_PROXY, TRANSPORT_UNREACHABLE},
    {CURLE_COULDNT_RESOLVE_HOST, TRANSPORT_UNREACHABLE},
    {CURLE_COULDNT_CONNECT, TRANSPORT_UNREACHABLE},
    {CURLE_PROXY, TRANSPORT_UNREACHABLE},
    {CURLE_SSL_CONNECT_ERROR, TRANSPORT_UNREACHABLE},
    {CURLE_OPERATION_TIMEDOUT, TRANSPORT_TIMEOUT},
    {CURLE_FILESIZE_EXCEEDED, TRANSPORT_TOO_BIG},
    {CURLE_PEER_FAILED_VERIFICATION, TRANSPORT_REFUSED},
    {CURLE_SSL_CACERT_BADFILE, TRANSPORT_REFUSED},
    {CURLE_SSL_ISSUER_ERROR, TRANSPORT_REFUSED},
    {CURLE_SSL_INVALIDCERTSTATUS, TRANSPORT_REFUSED},
};

static void heard(struct transfer *t)
{
    struct watch *watch = t->watch;

    t->heard = watch->now;
    list_touch(&watch->heard, &t->link);
    if (!list_empty(&t->stream))
        watch->spoken = watch->ask_at = watch->now;
}

/* Bodies on their way have this much memory together; then those that are not
 * small go on in files. */
static void count(struct transfer *t)
{
    struct watch *watch = t->watch;

    if (watch->bytes > BODIES_MAX && t->body.len > SMALL)
        buf_file(&t->body);
    watch->bytes -= t->counted;
    t->counted = t->body.file ? 0 : t->body.len;
    watch->bytes += t->counted;
}

/* Bundles come one after the other and are as large. Memory that one of them
 * had need not be given back to the kernel and taken from it again page by
 * page: a third of all page faults while they come, and a twelfth of the
 * loop's time. */
static void take_reusable(struct transfer *t, size_t length)
{
    struct buf *reusable = &t->watch->reusable;
    size_t ceiling = t->body.ceiling;

    if (length >= reusable->cap || length < reusable->cap / 2) {
        buf_expect(&t->body, length);
        return;
    }
    buf_move(&t->body, reusable);
    t->body.ceiling = ceiling;
    buf_reset(&t->body);
}

/* A body that fits from the start leaves no odd holes in memory. Of one
 * for a file the announcement is not believed: it would take up the disk. */
static size_t on_body(char *data, size_t size, size_t many, void *arg)
{
    struct transfer *t = arg;
    curl_off_t length = 0;

    heard(t);
    curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (!t->body.cap && length > 0 && (size_t)length < BUF_FILED)
        take_reusable(t, (size_t)length);
    if (buf_add(&t->body, data, size * many) < 0)
        return 0;
    count(t);
    return size * many;
}

/* What an interim answer (1xx) said is gone. */
static void begin_answer(struct transfer *t, bool multiplexed)
{
    buf_reset(&t->headers);
    t->watch->multiplexed = multiplexed;
    if (multiplexed)
        list_touch(&t->watch->streams, &t->stream);
}

static size_t on_header(char *data, size_t size, size_t count, void *arg)
{
    struct transfer *t = arg;
    struct slice line = {data, size * count};
    bool status = slice_starts(line, "HTTP/");

    if (status)
        begin_answer(t, slice_starts(line, "HTTP/2"));
    heard(t);
    if (!status && slice_trim(line).len > 0 &&
        buf_add(&t->headers, line.at, line.len))
        return 0;
    return line.len;
}

static int on_request(void *arg, char *remote, char *local, int remote_port,
                      int local_port)
{
    struct transfer *t = arg;

    (void)remote, (void)local, (void)remote_port, (void)local_port;
    t->requests++;
    return CURL_PREREQFUNC_OK;
}

static bool is_field_value(const char *value)
{
    while ((unsigned char)*value >= ' ' && *value != 0x7f)
        value++;
    return !*value;
}

/* A NULL value suppresses the field where libcurl would add one of its own. */
static int add_field(struct transfer *t, const char *name, const char *value)
{
    struct buf line = BUF_INIT(TRANSFER_HEADERS);
    struct curl_slist *fields = NULL;
    int r;

    if (value && !is_field_value(value))
        return -EINVAL;
    r = buf_printf(&line, value ? "%s: %s" : "%s:", name, value ? value : "");
    if (r == 0)
        fields = curl_slist_append(t->fields, line.data);
    if (line.data)
        explicit_bzero(line.data, line.cap);
    buf_fini(&line);
    if (!fields)
        return r == -EFBIG ? -EINVAL : -ENOMEM;
    t->fields = fields;
    return 0;
}

static int set_fields(struct transfer *t, const struct http_request *request)
{
    int r = add_field(t, "Accept", request->accept);

    if (r == 0 && request->authorization)
        r = add_field(t, "Authorization", request->authorization);
    if (r == 0 && request->content_type)
        r = add_field(t, "Content-Type", request->content_type);
    if (r == 0)
        r = add_field(t, "Expect", NULL);
    if (r == 0 && curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->fields))
        r = -ENOMEM;
    return r;
}

static int set_method(struct transfer *t, const struct http_request *request)
{
    if (strcmp(request->method, "GET") == 0) {
        t->get = true;
        return 0;
    }
    if (strcmp(request->method, "POST") != 0)
        return -EINVAL;
    if (curl_easy_setopt(t->easy, CURLOPT_POST, 1L) ||
        curl_easy_setopt(t->easy, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)request->body.len) ||
        curl_easy_setopt(t->easy, CURLOPT_COPYPOSTFIELDS,
                         request->body.at ? request->body.at : ""))
        return -ENOMEM;
    return 0;
}

/* Multiplexing is waited for only where the handshake shows whether it is
 * available. In clear, only an answer would show it, and one slow answer would
 * hold up all that wait for it. What is in clear is for this machine only, so
 * that no proxy of the environment may carry it to another. */
static int set_version(CURL *easy, bool tls)
{
    if (curl_easy_setopt(easy, CURLOPT_HTTP_VERSION,
                         tls ? (long)CURL_HTTP_VERSION_2TLS
                             : (long)CURL_HTTP_VERSION_1_1) ||
        curl_easy_setopt(easy, CURLOPT_PIPEWAIT, tls ? 1L : 0L) ||
        curl_easy_setopt(easy, CURLOPT_NOPROXY, tls ? NULL : "*"))
        return -EINVAL;
    return 0;
}

static int set_url(struct transfer *t, const char *url)
{
    CURLU *parts = curl_url();
    char *scheme = NULL;
    int r = -EINVAL;

    if (!parts)
        return -ENOMEM;
    if (curl_url_set(parts, CURLUPART_URL, url, CURLU_DISALLOW_USER) == 0 &&
        curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0) == 0 &&
        (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0))
        r = set_version(t->easy, strcmp(scheme, "https") == 0);
    if (r == 0 && curl_easy_setopt(t->easy, CURLOPT_URL, url))
        r = -ENOMEM;
    curl_free(scheme);
    curl_url_cleanup(parts);
    return r;
}

static int set_callbacks(struct transfer *t)
{
    CURL *easy = t->easy;

    if (curl_easy_setopt(easy, CURLOPT_PRIVATE, t) ||
        curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->last_error) ||
        curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_request) ||
        curl_easy_setopt(easy, CURLOPT_PREREQDATA, t) ||
        curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) ||
        curl_easy_setopt(easy, CURLOPT_HEADERDATA, t) ||
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) ||
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, t))
        return -ENOMEM;
    return 0;
}

static int set_fixed(struct transfer *t)
{
    CURL *easy = t->easy;

    for (size_t i = 0; i < sizeof(fixed_options) / sizeof(*fixed_options); i++)
        if (curl_easy_setopt(easy, fixed_options[i].option,
                             fixed_options[i].value))
            return -EINVAL;
    if (curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") ||
        curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https"))
        return -ENOMEM;
    return set_callbacks(t);
}

static int set_bounds(struct transfer *t, const struct http_options *options,
                      const struct http_request *request)
{
    if (curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS,
                         (long)options->stall_ms) ||
        curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS,
                         (long)options->total_ms) ||
        curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE,
                         (curl_off_t)request->ceiling) ||
        curl_easy_setopt(t->easy, CURLOPT_USERAGENT, options->agent))
        return -EINVAL;
    return 0;
}

static int set_proxy(CURL *easy, const char *proxy)
{
    if (proxy && curl_easy_setopt(easy, CURLOPT_PROXY, proxy))
        return -EINVAL;
    return 0;
}

/* Takes the place of the system's file of authorities; those of the system's
 * directory, which Debian's libcurl reads as well, stay trusted. */
static int set_authority(CURL *easy, const char *file)
{
    if (file && curl_easy_setopt(easy, CURLOPT_CAINFO, file))
        return -EINVAL;
    return 0;
}

static int set_up(struct transfer *t, const struct http_options *options,
                  const struct http_request *request)
{
    int r;

    t->easy = curl_easy_init();
    if (!t->easy)
        return -ENOMEM;
    r = set_fixed(t);
    if (r == 0)
        r = set_url(t, request->url);
    if (r == 0)
        r = set_method(t, request);
    if (r == 0)
        r = set_bounds(t, options, request);
    if (r == 0)
        r = set_authority(t->easy, options->ca_file);
    if (r == 0)
        r = set_proxy(t->easy, options->proxy);
    if (r == 0)
        r = set_fields(t, request);
    return r;
}

int transfer_new(struct watch *watch, const struct http_options *options,
                 const struct http_request *request,
                 struct transfer **ret_transfer)
{
    struct transfer *t = calloc(1, sizeof(*t));
    int r;

    if (!t)
        return -ENOMEM;
    list_init(&t->link);
    list_init(&t->stream);
    t->watch = watch;
    buf_init(&t->headers, TRANSFER_HEADERS);
    buf_init(&t->body, request->ceiling);
    r = set_up(t, options, request);
    if (r < 0) {
        transfer_free(t);
        return r;
    }
    *ret_transfer = t;
    return 0;
}

void transfer_free(struct transfer *t)
{
    if (!t)
        return;
    list_remove(&t->link);
    list_remove(&t->stream);
    if (t->easy)
        curl_easy_cleanup(t->easy);
    for (struct curl_slist *f = t->fields; f; f = f->next)
        explicit_bzero(f->data, strlen(f->data));
    curl_slist_free_all(t->fields);
    buf_fini(&t->headers);
    buf_fini(&t->body);
    t->watch->bytes -= t->counted;
    free(t);
}

static bool same_part(CURLU *a, CURLU *b, CURLUPart part)
{
    char *x = NULL, *y = NULL;
    bool same = curl_url_get(a, part, &x, CURLU_DEFAULT_PORT) == 0 &&
                curl_url_get(b, part, &y, CURLU_DEFAULT_PORT) == 0 &&
                strcasecmp(x, y) == 0;

    curl_free(x);
    curl_free(y);
    return same;
}

/* False also for what does not parse, and for a user name in `to`. */
static bool same_origin(const char *from, const char *to)
{
    CURLU *a = curl_url(), *b = curl_url();
    bool same = a && b && curl_url_set(a, CURLUPART_URL, from, 0) == 0 &&
                curl_url_set(b, CURLUPART_URL, to, CURLU_DISALLOW_USER) == 0 &&
                same_part(a, b, CURLUPART_SCHEME) &&
                same_part(a, b, CURLUPART_HOST) &&
                same_part(a, b, CURLUPART_PORT);

    curl_url_cleanup(a);
    curl_url_cleanup(b);
    return same;
}

static bool is_redirect(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 ||
           status == 308;
}

/* Where the current answer points to, if that is a place to follow to. */
static const char *next_hop(const struct transfer *t)
{
    char *from = NULL, *to = NULL;
    long status = 0;

    if (!t->get ||
        curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status) ||
        curl_easy_getinfo(t->easy, CURLINFO_EFFECTIVE_URL, &from) ||
        curl_easy_getinfo(t->easy, CURLINFO_REDIRECT_URL, &to))
        return NULL;
    if (!is_redirect(status) || !from || !to || !same_origin(from, to))
        return NULL;
    return to;
}

static enum transport transport_of(const struct transfer *t, CURLcode code)
{
    if (t->body.error == -EFBIG)
        return TRANSPORT_TOO_BIG;
    for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
        if (endings[i].code == code)
            return endings[i].transport;
    return TRANSPORT_LOST;
}

static const char *last_error_of(const struct transfer *t, CURLcode code)
{
    if (code == CURLE_OK)
        return "";
    if (t->headers.error == -EFBIG)
        return "the answer's headers are too long";
    if (transport_of(t, code) == TRANSPORT_TOO_BIG)
        return "the answer is too large";
    return t->last_error[0] ? t->last_error : curl_easy_strerror(code);
}

static struct http_connection connection_of(CURL *easy)
{
    curl_socket_t fd = CURL_SOCKET_BAD;
    long port = 0, version = 0;

    curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &fd);
    curl_easy_getinfo(easy, CURLINFO_LOCAL_PORT, &port);
    curl_easy_getinfo(easy, CURLINFO_HTTP_VERSION, &version);
    return (struct http_connection){fd, (int)port,
                                    version >= CURL_HTTP_VERSION_2_0};
}

static struct slice header_of(CURL *easy, const char *name)
{
    struct curl_header *header;

    if (curl_easy_header(easy, name, 0, CURLH_HEADER, -1, &header))
        return SLICE("");
    return slice_of(header->value);
}

/* A turn may take longer than a round trip, and then both sends and hears: by
 * the times of turns that took nothing, and only libcurl knows better. What is
 * given up from outside has taken what the turns say. */
static int64_t elapsed(const struct transfer *t)
{
    int64_t turns = t->watch->now - t->started;
    curl_off_t us = 0;

    curl_easy_getinfo(t->easy, CURLINFO_TOTAL_TIME_T, &us);
    return us / 1000 > turns ? us / 1000 : turns;
}

void transfer_response(struct transfer *t, CURLcode code,
                       struct response *ret_response)
{
    long status = 0;
    char *media = NULL;

    curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &media);
    *ret_response = (struct response){
        .transport = transport_of(t, code),
        .status = (int)status,
        .body = &t->body,
        .headers = {buf_text(&t->headers), t->headers.len},
        .media = slice_of(media ? media : ""),
        .file = header_of(t->easy, "Content-Disposition"),
        .connection = connection_of(t->easy),
        .location = code == CURLE_OK ? next_hop(t) : NULL,
        .elapsed_ms = elapsed(t),
        .requests = t->requests,
        .last_error = last_error_of(t, code),
    };
}
