/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aside/passing.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Aligned as the kernel has it. */
union control {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(PASSING_FILES * sizeof(int))];
};

int passing_send(int socket, const void *message, size_t len, const int *files,
                 size_t count)
{
    struct iovec bytes = {(void *)message, len};
    union control control = {.bytes = {0}};
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    ssize_t n;

    if (count) {
        header.msg_control = control.bytes;
        header.msg_controllen = CMSG_SPACE(count * sizeof(int));
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(count * sizeof(int));
        memcpy(CMSG_DATA(&control.header), files, count * sizeof(int));
    }
    do
        n = sendmsg(socket, &header, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return -errno;
    return (size_t)n == len ? 0 : -EPROTO;
}

static void take_files(struct msghdr *header, int *files, size_t max,
                       size_t *ret_count)
{
    struct cmsghdr *c = CMSG_FIRSTHDR(header);
    int came[PASSING_FILES];
    size_t count;

    if (!c || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
        return;
    count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(came, CMSG_DATA(c), count * sizeof(int));
    for (size_t i = 0; i < count; i++) {
        if (i < max)
            files[(*ret_count)++] = came[i];
        else
            close(came[i]);
    }
}

/* Without space for descriptors the kernel lets none in. */
int passing_receive(int socket, void *message, size_t len, int *files,
                    size_t max, size_t *ret_count)
{
    struct iovec bytes = {message, len};
    union control control = {.bytes = {0}};
    struct msghdr header = {.msg_iov = &bytes, .msg_iovlen = 1};
    ssize_t n;

    *ret_count = 0;
    if (max) {
        header.msg_control = control.bytes;
        header.msg_controllen = sizeof(control.bytes);
    }
    do
        n = recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
    while (n < 0 && errno == EINTR);
    if (n <= 0)
        return n ? -errno : -EPIPE;
    take_files(&header, files, max, ret_count);
    if ((size_t)n == len && !(header.msg_flags & MSG_TRUNC))
        return 0;
    while (*ret_count)
        close(files[--*ret_count]);
    return -EPROTO;
}
