/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files that are no answer of OPS but are about the mount: README.txt,
 * those of .ops/, and sources.tsv.
 */
#ifndef OPSFS_OPS_LIVE_NAMES_H
#define OPSFS_OPS_LIVE_NAMES_H

/* Files of the mount itself; their text is made by fs/live. */
enum live {
    LIVE_NONE,
    LIVE_README,
    LIVE_CQL,
    LIVE_STATUS,
    LIVE_ERRORS,
    LIVE_ERRORS_JSON,
    LIVE_LOG,
    LIVE_HELP,
    LIVE_QUOTA,
    LIVE_STATUS_JSON,
    LIVE_METRICS,
    LIVE_CTL,
    LIVE_SOURCES, /* of the directory that it is in */
    LIVE_COUNT
};

#endif
