/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/syslog.h"

#include "base/buf.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define PATH "/dev/log"
#define FACILITY 3 /* system daemons, RFC 5424 6.2.1 */
#define LINE 1024  /* what every collector takes, RFC 3164 4.1 */

static int connect_log(void)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX, .sun_path = PATH};
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd >= 0 && connect(fd, (const struct sockaddr *)&to, sizeof(to)) < 0) {
        close(fd);
        fd = -1;
    }
    return fd;
}

void syslog_send(unsigned severity, const char *text)
{
    struct buf line = BUF_INIT(LINE);
    time_t now = time(NULL);
    struct tm local;
    char stamp[32] = "";
    int fd = connect_log();

    if (fd < 0)
        return;
    if (localtime_r(&now, &local))
        strftime(stamp, sizeof(stamp), "%b %e %H:%M:%S ", &local);
    buf_printf(&line, "<%u>%sopsfs[%ld]: %s", FACILITY * 8 + severity, stamp,
               (long)getpid(), text);
    if (!line.error)
        (void)!send(fd, line.data, line.len, MSG_NOSIGNAL);
    buf_fini(&line);
    close(fd);
}
