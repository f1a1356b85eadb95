/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A `struct json` is cJSON's own node under another name, so that no type of
 * cJSON shows outside this file and nothing needs to be wrapped.
 */
#include "base/json.h"

#include "base/str.h"

#include <cjson/cJSON.h>

#include <errno.h>

#define EXACT ((int64_t)1 << 53) /* doubles hold all whole numbers up to here */

static const cJSON *node(const struct json *j)
{
    return (const cJSON *)j;
}

/* cJSON needs 64 bytes and more for a value that may be two bytes long, so the
 * values are counted, as an upper bound, before it gets them. */
static bool is_bounded(const char *text, size_t len)
{
    size_t values = 1;

    for (size_t i = 0; i < len; i++)
        values += text[i] == ',' || text[i] == '[' || text[i] == '{';
    return values <= JSON_VALUES;
}

struct json *json_parse(const char *text, size_t len)
{
    const char *end = NULL;
    cJSON *root;
    struct slice rest;

    if (!is_bounded(text, len))
        return NULL;
    root = cJSON_ParseWithLengthOpts(text, len, &end, 0);
    if (!root)
        return NULL;
    rest.at = end;
    rest.len = len - (size_t)(end - text);
    if (!slice_trim(rest).len)
        return (struct json *)root;
    cJSON_Delete(root);
    return NULL;
}

void json_free(struct json *j)
{
    cJSON_Delete((cJSON *)j);
}

static const cJSON *member(const struct json *j, const char *name)
{
    return cJSON_IsObject(node(j))
               ? cJSON_GetObjectItemCaseSensitive(node(j), name)
               : NULL;
}

const char *json_string(const struct json *j, const char *name)
{
    const char *text = cJSON_GetStringValue(member(j, name));

    return text && text[0] ? text : NULL;
}

/* The comparison is false for NaN too, so the conversion is always defined. */
static int whole(double value, int64_t *ret_value)
{
    if (!(value >= 0 && value <= (double)EXACT) ||
        (double)(int64_t)value != value)
        return -EINVAL;
    *ret_value = (int64_t)value;
    return 0;
}

static int digits(const char *text, int64_t *ret_value)
{
    int64_t value;

    if (slice_number(slice_of(text), &value) < 0 || value > EXACT)
        return -EINVAL;
    *ret_value = value;
    return 0;
}

int json_number(const struct json *j, const char *name, int64_t *ret_value)
{
    const cJSON *item = member(j, name);

    if (!item)
        return -ENOENT;
    if (cJSON_IsNumber(item))
        return whole(item->valuedouble, ret_value);
    if (cJSON_IsString(item))
        return digits(item->valuestring, ret_value);
    return -EINVAL;
}

const char *json_first_name(const struct json *j)
{
    const cJSON *root = node(j);

    return cJSON_IsObject(root) && root->child ? root->child->string : NULL;
}

const struct json *json_first(const struct json *j)
{
    return (const struct json *)node(j)->child;
}

const struct json *json_next(const struct json *j)
{
    return (const struct json *)node(j)->next;
}

const char *json_name(const struct json *j)
{
    return node(j)->string;
}

const char *json_text(const struct json *j)
{
    return cJSON_GetStringValue(node(j));
}

bool json_is_array(const struct json *j)
{
    return cJSON_IsArray(node(j));
}

void json_writer_init(struct json_writer *w)
{
    w->root = (struct json *)cJSON_CreateArray();
    w->error = w->root ? 0 : -ENOMEM;
}

void json_writer_fini(struct json_writer *w)
{
    json_free(w->root);
    w->root = NULL;
}

/* Takes `item`, which is NULL when memory is out. */
static struct json *put(struct json_writer *w, struct json *to,
                        const char *name, cJSON *item)
{
    cJSON_bool done;

    if (!item || !to) {
        w->error = item ? w->error : -ENOMEM;
        cJSON_Delete(item);
        return NULL;
    }
    done = name ? cJSON_AddItemToObject((cJSON *)to, name, item)
                : cJSON_AddItemToArray((cJSON *)to, item);
    if (done)
        return (struct json *)item;
    cJSON_Delete(item);
    w->error = -ENOMEM;
    return NULL;
}

struct json *json_put_object(struct json_writer *w, struct json *to,
                             const char *name)
{
    return put(w, to, name, cJSON_CreateObject());
}

struct json *json_put_array(struct json_writer *w, struct json *to,
                            const char *name)
{
    return put(w, to, name, cJSON_CreateArray());
}

void json_put_text(struct json_writer *w, struct json *to, const char *name,
                   const char *text)
{
    put(w, to, name, cJSON_CreateString(text));
}

void json_put_number(struct json_writer *w, struct json *to, const char *name,
                     double value)
{
    put(w, to, name, cJSON_CreateNumber(value));
}

void json_put_bool(struct json_writer *w, struct json *to, const char *name,
                   bool value)
{
    put(w, to, name, cJSON_CreateBool(value));
}

/* What is sent in pairs (\\, \") is passed over. */
int json_escape(struct slice document, struct buf *to)
{
    bool inside = false;
    size_t copied = 0, i = 0, len = 1;

    for (; i < document.len; i += len) {
        struct slice rest = {document.at + i, document.len - i};
        unsigned code;

        len = rest.at[0] == '\\' && rest.len > 1 ? 2 : 1;
        inside ^= rest.at[0] == '"';
        if (!inside || !slice_mark(rest, &code))
            continue;
        len = slice_mark(rest, &code);
        buf_add(to, document.at + copied, i - copied);
        buf_printf(to, "\\u%04x", code);
        copied = i + len;
    }
    return buf_add(to, document.at + copied, document.len - copied);
}

/* Takes `text`, which is NULL when memory is out. */
static int write_text(const struct json_writer *w, char *text, struct buf *to)
{
    int r = w->error ? w->error : text ? 0 : -ENOMEM;

    if (r == 0) {
        json_escape(slice_of(text), to);
        r = buf_putc(to, '\n');
    }
    cJSON_free(text);
    return r;
}

int json_write(const struct json_writer *w, struct buf *to)
{
    return write_text(w, w->root ? cJSON_Print(node(w->root)) : NULL, to);
}

int json_write_first(const struct json_writer *w, struct buf *to)
{
    const cJSON *first = w->root ? node(w->root)->child : NULL;

    return write_text(w, first ? cJSON_Print(first) : NULL, to);
}

int json_write_lines(const struct json_writer *w, struct buf *to)
{
    const cJSON *at = w->root ? node(w->root)->child : NULL;
    int r = w->root ? 0 : -ENOMEM;

    for (; at && r == 0; at = at->next)
        r = write_text(w, cJSON_PrintUnformatted(at), to);
    return r;
}
