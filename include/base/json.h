/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The only file that uses cJSON: is this JSON, what do its objects say, and how
 * is a small document written?
 *
 * Depth is bounded by cJSON's own limit (1,000), values by JSON_VALUES, size by
 * whoever received the bytes. Anything but white space after the document is an
 * error: a good prefix of a broken answer is a broken answer.
 */
#ifndef OPSFS_BASE_JSON_H
#define OPSFS_BASE_JSON_H

#include "base/buf.h"
#include "base/str.h"

#include <stdbool.h>
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

/* What an object or an array holds, in order: the first, the next one, NULL at
 * the end; what else there is holds nothing. */
const struct json *json_first(const struct json *j);
const struct json *json_next(const struct json *j);
const char *json_name(const struct json *j); /* of a member; NULL in an array */
const char *json_text(const struct json *j); /* of a string; NULL for another */
bool json_is_array(const struct json *j);

/*
 * A document being written. The first failure sticks in `error`; what is put
 * into a NULL parent, or when memory is out, is dropped, so only json_write()
 * needs to be checked. What is put belongs to the writer.
 */
struct json_writer {
    struct json *root; /* an array; NULL when memory was out at once */
    int error;         /* 0 or -ENOMEM */
};

void json_writer_init(struct json_writer *w);
void json_writer_fini(struct json_writer *w);

/* A member of the object `to`, or, with `name` NULL, the next of an array. The
 * text is UTF-8 and is copied. */
struct json *json_put_object(struct json_writer *w, struct json *to,
                             const char *name);
struct json *json_put_array(struct json_writer *w, struct json *to,
                            const char *name);
void json_put_text(struct json_writer *w, struct json *to, const char *name,
                   const char *text);
void json_put_number(struct json_writer *w, struct json *to, const char *name,
                     double value);
void json_put_bool(struct json_writer *w, struct json *to, const char *name,
                   bool value);

/* A document as it is, but for marks (slice_mark) in its texts, which are
 * written as \uXXXX: the same values for a program, and harmless to look at. */
int json_escape(struct slice document, struct buf *to);

/* Indented, with a line end at the end, marks escaped. 0, or the writer's or
 * the buffer's error. */
int json_write(const struct json_writer *w, struct buf *to);
/* Each member of the root on a line of its own, without the array around. */
int json_write_lines(const struct json_writer *w, struct buf *to);
/* The root's first member alone, without the array around it. */
int json_write_first(const struct json_writer *w, struct buf *to);

#endif
