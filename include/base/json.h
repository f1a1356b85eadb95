/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one room of cJSON: is this JSON, and what does a small flat object say?
 *
 * Depth is bounded by cJSON's own limit (1,000), values by JSON_VALUES, size by
 * whoever received the bytes. Bytes behind the document other than white space are an error: a
 * good prefix of a broken answer is a broken answer.
 */
#ifndef OPSFS_BASE_JSON_H
#define OPSFS_BASE_JSON_H

#include <stddef.h>
#include <stdint.h>

struct json;

/* Most values of one document: ten times those of OPS's largest answers. */
#define JSON_VALUES 1000000

/* NULL when it does not parse, or memory is out. */
struct json *json_parse(const char *text, size_t len);
void json_free(struct json *j);

/* Member of the top-level object; NULL when absent, empty or not a string.
 * Lives as long as `j`. */
const char *json_string(const struct json *j, const char *name);

/* Member that is a number, or a string that holds one ("1199"); -ENOENT when
 * absent, -EINVAL when it is neither or not within 0 … 2^53. */
int json_number(const struct json *j, const char *name, int64_t *ret_value);

/* Name of the first member of the top-level object; NULL when there is none. */
const char *json_first_name(const struct json *j);

#endif
