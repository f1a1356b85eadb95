/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One transfer: an easy handle of libcurl, what it sends, what it received.
 * Private to net/http.c and net/transfer.c; curl's types stop here.
 *
 * The authorization is copied into `fields` and wiped with them, and libcurl's
 * own copies by net/wipe.
 */
#ifndef OPSFS_NET_TRANSFER_H
#define OPSFS_NET_TRANSFER_H

#include "base/list.h"
#include "net/http.h"

#include <curl/curl.h>

#define TRANSFER_HEADERS (32 * 1024) /* bytes of header lines, at most */

/* The transfers on the wire, the longest silent first. libcurl's own low-speed
 * check would wake the loop once a second for every transfer; this list wakes
 * it once, when the first of them is too late. */
struct watch {
    struct list heard;
    struct list streams; /* of HTTP/2, their answers begun and not ended */
    int64_t spoken;      /* ms when one of them was heard */
    int64_t ask_at;      /* ms when to ask for more of them, or NEVER */
    int64_t now;         /* ms of the turn that runs */
    bool multiplexed;    /* the latest status line was of HTTP/2 */
    size_t bytes;        /* of bodies, in memory */
    struct buf reusable; /* memory of an earlier body; see http_reuse() */
};

struct transfer {
    struct list link;   /* on watch.heard, or on the list of fresh ones */
    struct list stream; /* on watch.streams, or on none */
    struct watch *watch;
    int64_t started; /* ms; 0 until the first turn */
    int64_t heard;   /* ms of the last byte of the answer */
    CURL *easy;
    struct curl_slist *fields;
    struct buf headers;
    struct buf body;
    size_t counted; /* bytes of it, in watch.bytes */
    http_done *done;
    void *arg;
    unsigned requests; /* on the wire so far, libcurl's own repeats too */
    bool get;
    char last_error[CURL_ERROR_SIZE];
};

/* 0, -ENOMEM, or -EINVAL for what cannot be sent. Not started by it. */
int transfer_new(struct watch *watch, const struct http_options *options,
                 const struct http_request *request,
                 struct transfer **ret_transfer);
void transfer_free(struct transfer *t); /* must not be in a multi handle */

/* What `code` and the buffers amount to; borrows from the transfer, which is
 * still in its multi handle. */
void transfer_response(struct transfer *t, CURLcode code,
                       struct response *ret_response);

#endif
