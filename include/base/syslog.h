/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A line for the system's log: a datagram to /dev/log, in the form that
 * syslog(3) has (RFC 3164). It is sent here because syslog(3) waits for a
 * collector whose queue is full, and everything would wait with the loop. A
 * line that cannot be taken at once is lost, as it is where nobody listens.
 */
#ifndef OPSFS_BASE_SYSLOG_H
#define OPSFS_BASE_SYSLOG_H

/* `severity`: as in RFC 5424 6.2.1, 0 to 7. `text`: one line, made safe. */
void syslog_send(unsigned severity, const char *text);

#endif
