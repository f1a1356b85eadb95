/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libcurl's multi handle, driven by its socket interface over an epoll set: the
 * cost of a turn grows with what happened, not with what waits.
 *
 * Time comes from outside. libcurl counts its timers by a clock of its own, so
 * a deadline made from the last turn's `now` may be early, never late; libcurl
 * takes an early call for what it is and names the rest again.
 *
 * The socket interface promises an event of a socket, or a timer, for whatever
 * libcurl has to do. Over HTTP/2 that promise is not kept. One read from the
 * connection (up to 32 KB, up to a whole TLS record) is cut into frames; where
 * a frame does not fit into the receive buffer of its transfer, the rest of the
 * read waits. Once that transfer has taken the rest of its frame, libcurl
 * 7.88.1 only marks it as one to drain: it sets no timer, and its test for
 * pending input compares the wrong way round (cf_h2_recv, cf_h2_data_pending in
 * lib/http2.c). What still waits, the end of the answer or another's, was read
 * off the socket long ago, so no event comes either. No buffer is large enough
 * for sure: it also takes what is read for another transfer's sake. libcurl 8.1
 * has other buffers.
 *
 * So the answers that have begun are asked for: whenever a piece of one came,
 * libcurl is informed that its socket can be read, until nothing more comes;
 * and again after ASK_MS, twice that, and so on, should libcurl have another
 * such corner. Over HTTP/1.1 libcurl reads on until TLS has nothing left.
 */
#include "net/transfer.h"
#include "net/wipe.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define EVENTS 256    /* sockets served in one turn */
#define DELIVERIES 32 /* answers handed over in one turn: each is then parsed */
#define KEPT_IDLE 16  /* connections */
#define ASK_MS 20     /* the first pause between two requests for more */
#define STREAMS 100   /* on one connection: RFC 9113, 6.5.2, asks for no less */

/* One that libcurl has handed over to be watched. */
struct socket {
    struct list link;
    curl_socket_t fd;
};

struct http {
    CURLM *multi;
    int epoll;
    struct list sockets;
    int64_t timer; /* ms when libcurl wants a call, or NEVER */
    struct watch watch;
    struct list fresh; /* started since the last turn: not on watch.heard yet */
    unsigned under_way;
    struct http_connection doubted; /* to be ended when none is; fd -1: none */
    struct instant now;
    bool undelivered;
    struct http_options options;
};

static void forget_socket(struct socket *s)
{
    if (!s)
        return;
    list_remove(&s->link);
    free(s);
}

static int remember_socket(struct http *h, curl_socket_t fd)
{
    struct socket *s = malloc(sizeof(*s));

    if (!s || curl_multi_assign(h->multi, fd, s)) {
        free(s);
        return -1;
    }
    s->fd = fd;
    list_init(&s->link);
    list_append(&h->sockets, &s->link);
    return 0;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *arg,
                     void *known)
{
    struct http *h = arg;
    struct epoll_event event = {.data.fd = fd};

    (void)easy;
    if (what == CURL_POLL_REMOVE) {
        forget_socket(known);
        epoll_ctl(h->epoll, EPOLL_CTL_DEL, fd, NULL);
        return 0;
    }
    if (!known && remember_socket(h, fd) < 0)
        return -1;
    if (what & CURL_POLL_IN)
        event.events |= EPOLLIN;
    if (what & CURL_POLL_OUT)
        event.events |= EPOLLOUT;
    if (epoll_ctl(h->epoll, EPOLL_CTL_MOD, fd, &event) < 0 &&
        epoll_ctl(h->epoll, EPOLL_CTL_ADD, fd, &event) < 0) {
        log_line(h->options.log, LOG_ERROR, "cannot watch a connection: %s",
                 strerror(errno));
        return -1;
    }
    return 0;
}

static int on_timer(CURLM *multi, long ms, void *arg)
{
    struct http *h = arg;

    (void)multi;
    h->timer = ms < 0 ? NEVER : ms == 0 ? 0 : h->now.ms + ms;
    return 0;
}

static int set_up(struct http *h)
{
    h->epoll = epoll_create1(EPOLL_CLOEXEC);
    h->multi = curl_multi_init();
    if (h->epoll < 0 || !h->multi)
        return -ENOMEM;
    if (curl_multi_setopt(h->multi, CURLMOPT_SOCKETFUNCTION, on_socket) ||
        curl_multi_setopt(h->multi, CURLMOPT_SOCKETDATA, h) ||
        curl_multi_setopt(h->multi, CURLMOPT_TIMERFUNCTION, on_timer) ||
        curl_multi_setopt(h->multi, CURLMOPT_TIMERDATA, h) ||
        curl_multi_setopt(h->multi, CURLMOPT_PIPELINING,
                          (long)CURLPIPE_MULTIPLEX) ||
        curl_multi_setopt(h->multi, CURLMOPT_MAX_CONCURRENT_STREAMS,
                          (long)STREAMS) ||
        curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS, (long)KEPT_IDLE))
        return -EINVAL;
    return 0;
}

struct http *http_new(const struct http_options *options)
{
    struct http *h;

    if (wipe_start() < 0)
        return NULL;
    h = calloc(1, sizeof(*h));
    if (!h) {
        wipe_stop();
        return NULL;
    }
    h->options = *options;
    h->timer = h->watch.ask_at = NEVER;
    h->doubted.fd = -1;
    list_init(&h->watch.heard);
    list_init(&h->watch.streams);
    list_init(&h->sockets);
    list_init(&h->fresh);
    if (set_up(h) < 0) {
        http_free(h);
        return NULL;
    }
    return h;
}

static void cancel_all(struct http *h, struct list *list)
{
    list_each_safe(at, list)
        http_cancel(h, container_of(at, struct transfer, link));
}

void http_free(struct http *h)
{
    if (!h)
        return;
    cancel_all(h, &h->fresh);
    cancel_all(h, &h->watch.heard);
    if (h->multi)
        curl_multi_cleanup(h->multi);
    list_each_safe(at, &h->sockets)
        forget_socket(container_of(at, struct socket, link));
    if (h->epoll >= 0)
        close(h->epoll);
    buf_fini(&h->watch.reusable);
    free(h);
    wipe_stop();
}

const char *http_proxy_name(const struct http *h)
{
    static const char *const variables[] = {"https_proxy", "HTTPS_PROXY",
                                            "all_proxy", "ALL_PROXY"};

    if (h->options.proxy)
        return "-o proxy";
    for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
        const char *value = getenv(variables[i]);

        if (value && value[0])
            return variables[i];
    }
    return NULL;
}

int http_fd(const struct http *h)
{
    return h->epoll;
}

static struct transfer *longest_silent(const struct http *h)
{
    if (list_empty(&h->watch.heard))
        return NULL;
    return container_of(h->watch.heard.next, struct transfer, link);
}

int64_t http_deadline(const struct http *h)
{
    const struct transfer *t = longest_silent(h);
    int64_t stalled = t ? t->heard + h->options.stall_ms : NEVER;

    if (h->undelivered || !list_empty(&h->fresh))
        return 0;
    return earlier(earlier(h->timer, h->watch.ask_at), stalled);
}

int http_start(struct http *h, const struct http_request *request,
               http_done *done, void *arg, struct transfer **ret_transfer)
{
    struct transfer *t;
    int r = transfer_new(&h->watch, &h->options, request, &t);

    if (r < 0)
        return r;
    if (curl_multi_add_handle(h->multi, t->easy)) {
        transfer_free(t);
        return -ENOMEM;
    }
    t->done = done;
    t->arg = arg;
    h->under_way++;
    list_append(&h->fresh, &t->link);
    *ret_transfer = t;
    return 0;
}

static int port_of(int fd)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } name;
    socklen_t len = sizeof(name);

    if (getsockname(fd, &name.any, &len) < 0)
        return -1;
    if (name.any.sa_family == AF_INET6)
        return ntohs(name.v6.sin6_port);
    return name.any.sa_family == AF_INET ? ntohs(name.v4.sin_port) : -1;
}

/* libcurl finds out that the connection is dead before it would use it
 * again. */
static void hang_up(const struct http_connection *connection)
{
    if (connection->fd >= 0 && port_of(connection->fd) == connection->port)
        shutdown(connection->fd, SHUT_RDWR);
}

/* libcurl does not name the socket of a connection that others use. */
static int socket_of_port(const struct http *h, int port)
{
    list_each(at, &h->sockets) {
        int fd = container_of(at, struct socket, link)->fd;

        if (port_of(fd) == port)
            return fd;
    }
    return -1;
}

void http_distrust(struct http *h, const struct http_connection *connection)
{
    if (h->under_way > 0 && connection->is_http2)
        h->doubted = (struct http_connection){
            .fd = socket_of_port(h, connection->port),
            .port = connection->port,
        };
    else
        hang_up(connection);
}

/* An idle mount keeps no memory for what may come. */
static void one_less(struct http *h)
{
    h->under_way--;
    if (h->under_way > 0)
        return;
    buf_fini(&h->watch.reusable);
    hang_up(&h->doubted);
    h->doubted.fd = -1;
}

void http_cancel(struct http *h, struct transfer *t)
{
    if (!t)
        return;
    /* frames of others may wait for one that it has not taken */
    if (!list_empty(&t->stream))
        h->watch.ask_at = h->watch.now;
    curl_multi_remove_handle(h->multi, t->easy);
    one_less(h);
    transfer_free(t);
}

void http_reuse(struct http *h, struct buf *body)
{
    struct buf *reusable = &h->watch.reusable;

    if (h->under_way > 0 && !body->file && body->cap > reusable->cap) {
        buf_fini(reusable);
        buf_move(reusable, body);
    }
    buf_fini(body);
}

static void end_stream(struct http *h, struct transfer *t)
{
    list_remove(&t->stream);
    if (list_empty(&h->watch.streams))
        h->watch.ask_at = NEVER;
}

/* Takes the transfer off everything before `done`, which may start others. */
static void deliver(struct http *h, struct transfer *t, CURLcode code)
{
    struct response response;

    transfer_response(t, code, &response);
    curl_multi_remove_handle(h->multi, t->easy);
    list_remove(&t->link);
    end_stream(h, t);
    one_less(h);
    response.now = h->now;
    t->done(t->arg, &response);
    transfer_free(t);
}

static void deliver_ended(struct http *h)
{
    int left = 0;

    for (int i = 0; i < DELIVERIES; i++) {
        const CURLMsg *m = curl_multi_info_read(h->multi, &left);
        struct transfer *t = NULL;

        if (!m)
            break;
        if (m->msg == CURLMSG_DONE &&
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &t) == 0)
            deliver(h, t, m->data.result);
    }
    h->undelivered = left > 0;
}

/* Once a server allows no further stream, libcurl 7.88.1 opens a connection for
 * each request more, for it does not wait for one that is about to be open. One
 * is enough for STREAMS; one more may be on its way out (GOAWAY). Over HTTP/1.1
 * each request under way has its own. */
static void bound_connections(struct http *h)
{
    curl_multi_setopt(h->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                      h->watch.multiplexed ? 2 + (long)h->under_way / STREAMS
                                           : 0L);
}

/* libcurl's cache counts busy connections, too. Its limit follows what runs,
 * so that a thousand at work neither throw away nor leave behind more than a
 * few idle ones. */
static void act(struct http *h, curl_socket_t fd, int events)
{
    int running = 0;
    CURLMcode code;

    bound_connections(h);
    code = curl_multi_socket_action(h->multi, fd, events, &running);
    if (code)
        log_line(h->options.log, LOG_ERROR, "libcurl: %s",
                 curl_multi_strerror(code));
    curl_multi_setopt(h->multi, CURLMOPT_MAXCONNECTS,
                      (long)running + KEPT_IDLE - 1);
}

static void act_on_sockets(struct http *h)
{
    struct epoll_event events[EVENTS];
    int n = epoll_wait(h->epoll, events, EVENTS, 0);

    for (int i = 0; i < n; i++) {
        int what = 0;

        if (events[i].events & EPOLLIN)
            what |= CURL_CSELECT_IN;
        if (events[i].events & EPOLLOUT)
            what |= CURL_CSELECT_OUT;
        if (events[i].events & (EPOLLERR | EPOLLHUP))
            what |= CURL_CSELECT_ERR;
        act(h, events[i].data.fd, what);
    }
}

static void act_on_timer(struct http *h)
{
    if (h->now.ms < h->timer)
        return;
    h->timer = NEVER;
    act(h, CURL_SOCKET_TIMEOUT, 0);
}

static int64_t next_asking(const struct http *h)
{
    int64_t silent = h->now.ms - h->watch.spoken;

    if (list_empty(&h->watch.streams))
        return NEVER;
    return h->now.ms + (silent > ASK_MS ? silent : ASK_MS);
}

/* Over HTTP/2 there are few sockets, and libcurl does not say whose is whose.
 * It may take any of them back meanwhile. */
static void ask_for_pending(struct http *h)
{
    struct list left = LIST_INIT(left);

    if (h->now.ms < h->watch.ask_at)
        return;
    h->watch.ask_at = next_asking(h);
    list_splice(&left, &h->sockets);
    while (!list_empty(&left)) {
        struct socket *s = container_of(left.next, struct socket, link);

        list_touch(&h->sockets, &s->link);
        act(h, s->fd, CURL_CSELECT_IN);
    }
    deliver_ended(h);
}

static void admit_fresh(struct http *h)
{
    list_each(at, &h->fresh) {
        struct transfer *t = container_of(at, struct transfer, link);

        t->started = t->heard = h->now.ms;
    }
    list_splice(&h->watch.heard, &h->fresh);
}

static void end_silent(struct http *h)
{
    struct transfer *t;

    while ((t = longest_silent(h)) &&
           h->now.ms - t->heard >= h->options.stall_ms) {
        strcpy(t->last_error, "no answer for too long");
        deliver(h, t, CURLE_OPERATION_TIMEDOUT);
    }
}

void http_turn(struct http *h, struct instant now)
{
    h->now = now;
    h->watch.now = now.ms;
    admit_fresh(h);
    act_on_sockets(h);
    act_on_timer(h);
    deliver_ended(h);
    ask_for_pending(h);
    end_silent(h);
}
