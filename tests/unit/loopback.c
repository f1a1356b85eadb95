/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#undef NDEBUG /* what is asserted here is also done here */
#include "loopback.h"

#include "base/list.h"

#include <assert.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST (1 << 26)
#define TLS_HANDSHAKE 0x16 /* the first byte of a client that wants TLS */

struct peer {
    struct list link;
    int fd;
    struct buf in, out;
    size_t sent;
    enum loopback_then then;
    bool held;
    unsigned number;
};

struct t_loopback {
    int fd, epoll, port;
    struct list peers;
    t_loopback_answer *answer;
    void *arg;
    unsigned requests, connections, held;
    char url[512];
};

struct t_loopback *t_loopback_new(t_loopback_answer *answer, void *arg)
{
    struct t_loopback *l = calloc(1, sizeof(*l));
    struct sockaddr_in a = {.sin_family = AF_INET};
    struct epoll_event event = {.events = EPOLLIN};
    socklen_t len = sizeof(a);

    assert(l);
    l->answer = answer;
    l->arg = arg;
    list_init(&l->peers);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    l->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    l->epoll = epoll_create1(0);
    assert(l->fd >= 0 && l->epoll >= 0);
    assert(bind(l->fd, (struct sockaddr *)&a, sizeof(a)) == 0);
    assert(listen(l->fd, 4096) == 0);
    assert(getsockname(l->fd, (struct sockaddr *)&a, &len) == 0);
    assert(epoll_ctl(l->epoll, EPOLL_CTL_ADD, l->fd, &event) == 0);
    l->port = ntohs(a.sin_port);
    return l;
}

static void hang_up(struct t_loopback *l, struct peer *p)
{
    l->held -= p->held;
    list_remove(&p->link);
    close(p->fd);
    buf_fini(&p->in);
    buf_fini(&p->out);
    free(p);
}

void t_loopback_free(struct t_loopback *l)
{
    list_each_safe(at, &l->peers)
        hang_up(l, container_of(at, struct peer, link));
    close(l->fd);
    close(l->epoll);
    free(l);
}

const char *t_loopback_url(struct t_loopback *l, const char *path)
{
    snprintf(l->url, sizeof(l->url), "http://127.0.0.1:%d%s", l->port, path);
    return l->url;
}

unsigned t_loopback_requests(const struct t_loopback *l)
{
    return l->requests;
}

unsigned t_loopback_connections(const struct t_loopback *l)
{
    return l->connections;
}

unsigned t_loopback_open(const struct t_loopback *l)
{
    unsigned n = 0;

    list_each(at, &l->peers)
        n++;
    return n;
}

unsigned t_loopback_held(const struct t_loopback *l)
{
    return l->held;
}

static void take_peer(struct t_loopback *l)
{
    int fd = accept4(l->fd, NULL, NULL, SOCK_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN};
    struct peer *p;

    if (fd < 0)
        return;
    p = calloc(1, sizeof(*p));
    assert(p);
    p->fd = fd;
    buf_init(&p->in, MOST);
    buf_init(&p->out, MOST);
    list_append(&l->peers, &p->link);
    event.data.ptr = p;
    assert(epoll_ctl(l->epoll, EPOLL_CTL_ADD, fd, &event) == 0);
    l->connections++;
}

static void reset(struct peer *p)
{
    struct linger now = {1, 0};

    setsockopt(p->fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

static void watch(struct t_loopback *l, struct peer *p)
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = p};

    if (p->sent < p->out.len)
        event.events |= EPOLLOUT;
    assert(epoll_ctl(l->epoll, EPOLL_CTL_MOD, p->fd, &event) == 0);
}

/* False when the peer is gone. */
static bool flush(struct t_loopback *l, struct peer *p)
{
    size_t left = p->out.len - p->sent;
    ssize_t n = left ? send(p->fd, p->out.data + p->sent,
                            p->then == THEN_DRIP ? 1 : left, MSG_NOSIGNAL)
                     : 0;

    if (n > 0)
        p->sent += (size_t)n;
    if (p->sent == p->out.len) {
        buf_reset(&p->out);
        p->sent = 0;
        if (p->then == THEN_CLOSE) {
            hang_up(l, p);
            return false;
        }
    }
    watch(l, p);
    return true;
}

/* Length of the first whole request in `in`, 0 when there is none; stores the
 * lengths of its header and body. */
static size_t find_request(const struct buf *in, size_t *ret_head)
{
    const char *text = buf_text(in), *end = strstr(text, "\r\n\r\n");
    const char *field = strcasestr(text, "\r\nContent-Length:");
    size_t body = 0;

    if (!end)
        return 0;
    if (field && field < end)
        body = strtoul(field + strlen("\r\nContent-Length:"), NULL, 10);
    *ret_head = (size_t)(end - text) + 4;
    return in->len >= *ret_head + body ? *ret_head + body : 0;
}

static void ask(struct t_loopback *l, char *text, size_t head, unsigned number,
                struct loopback_reply *reply)
{
    char *body = strdup(text + head), *line, *method, *path;
    struct loopback_request request;

    text[head] = '\0';
    line = strchr(text, '\r');
    *line = '\0';
    method = strtok(text, " ");
    path = strtok(NULL, " ");
    request = (struct loopback_request){
        .method = method,
        .path = path ? path : "",
        .head = line + 2,
        .body = body,
        .number = number,
    };
    l->answer(l->arg, &request, reply);
    free(body);
}

/* False when the peer is gone. */
static bool serve_one(struct t_loopback *l, struct peer *p, size_t head,
                      size_t len)
{
    struct loopback_reply reply = {.bytes = BUF_INIT(MOST)};
    char *text = strndup(p->in.data, len);

    ask(l, text, head, p->number, &reply);
    free(text);
    l->held += (reply.then == THEN_HANG) - p->held;
    p->held = reply.then == THEN_HANG;
    p->then = reply.then;
    if (!p->held) {
        memmove(p->in.data, p->in.data + len, p->in.len - len + 1);
        p->in.len -= len;
        buf_add(&p->out, buf_text(&reply.bytes), reply.bytes.len);
    }
    buf_fini(&reply.bytes);
    if (reply.then == THEN_RESET) {
        reset(p);
        hang_up(l, p);
        return false;
    }
    return p->held || flush(l, p);
}

static void serve(struct t_loopback *l, struct peer *p)
{
    size_t head, len;

    while (!p->held && (len = find_request(&p->in, &head)) > 0) {
        p->number = ++l->requests;
        if (!serve_one(l, p, head, len))
            return;
    }
}

static void refuse_tls(struct t_loopback *l, struct peer *p)
{
    buf_reset(&p->in);
    buf_puts(&p->out, "HTTP/1.1 400 Speak Plainly\r\n\r\n");
    p->then = THEN_CLOSE;
    flush(l, p);
}

static void on_peer(struct t_loopback *l, struct peer *p, unsigned events)
{
    char bytes[65536];
    ssize_t n;

    if ((events & EPOLLOUT) && !flush(l, p))
        return;
    if (!(events & (EPOLLIN | EPOLLHUP | EPOLLERR)))
        return;
    n = recv(p->fd, bytes, sizeof(bytes), 0);
    if (n <= 0) {
        hang_up(l, p);
        return;
    }
    buf_add(&p->in, bytes, (size_t)n);
    if (p->in.data[0] == TLS_HANDSHAKE)
        refuse_tls(l, p);
    else
        serve(l, p);
}

void t_loopback_step(struct t_loopback *l, int fd, int64_t deadline)
{
    struct pollfd fds[] = {{l->epoll, POLLIN, 0}, {fd, POLLIN, 0}};
    struct epoll_event events[64];
    int64_t ms = deadline - clock_now().ms;
    int n;

    poll(fds, 2, ms < 0 ? 0 : ms > 5000 ? 5000 : (int)ms);
    n = epoll_wait(l->epoll, events, 64, 0);
    for (int i = 0; i < n; i++) {
        if (events[i].data.ptr)
            on_peer(l, events[i].data.ptr, events[i].events);
        else
            take_peer(l);
    }
}

void t_loopback_release(struct t_loopback *l)
{
    list_each_safe(at, &l->peers) {
        struct peer *p = container_of(at, struct peer, link);
        size_t head, len = p->held ? find_request(&p->in, &head) : 0;

        if (len > 0)
            serve_one(l, p, head, len);
    }
}

void t_reply_with(struct loopback_reply *reply, int status, const char *headers,
                  const char *body)
{
    buf_printf(&reply->bytes,
               "HTTP/1.1 %d Said So\r\n%sContent-Length: %zu\r\n\r\n%s", status,
               headers, strlen(body), body);
}
