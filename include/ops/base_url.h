/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where OPS and the publication server are: only https, or http to this very
 * machine (the simulator), because key, secret and token travel on it.
 */
#ifndef OPSFS_OPS_BASE_URL_H
#define OPSFS_OPS_BASE_URL_H

#define BASE_URL_DEFAULT "https://ops.epo.org/3.2"
#define EPS_URL_DEFAULT "https://data.epo.org/publication-server/rest/v1.2"
#define BASE_URL_MAX 500

/* NULL when `url` will do, else what is wrong with it, as a clause. */
const char *base_url_fault(const char *url);

#endif
