/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/cite.h"

#include <errno.h>
#include <string.h>

static void add_key(struct buf *to, const char *name)
{
    size_t start = to->len;

    for (; *name; name++) {
        if (is_alnum(*name) || *name == '-' || *name == '.')
            buf_putc(to, *name);
    }
    if (to->len == start)
        buf_puts(to, "patent");
}

static void write_rows(const struct cite *c, const struct cite_row *row,
                       const struct facts *f)
{
    struct date d;

    for (; row->tag; row++) {
        const struct fact *first = facts_first(f, row->key);

        if (!first || (row->unless && facts_first(f, row->unless)))
            continue;
        if (row->write)
            row->write(c, row, first);
        else if (date_known(slice_of(first->text), &d))
            row->date(c, row->tag, &d);
    }
}

/* A C0 is no publication of its own: the B is. */
static bool is_citable(const struct facts *f)
{
    return strcmp(facts_text(f, FACT_COUNTRY), "EP") != 0 ||
           strcmp(facts_text(f, FACT_KIND), "C0") != 0;
}

int cite_bibtex(const struct facts *f, const struct rendering *r)
{
    if (!is_citable(f))
        return -ENODATA;
    buf_puts(r->to, "@patent{");
    add_key(r->to, facts_text(f, FACT_NAME));
    write_rows(&(struct cite){.to = r->to}, bibtex_rows, f);
    return buf_puts(r->to, "\n}\n");
}

int cite_ris(const struct facts *f, const struct rendering *r)
{
    if (!is_citable(f))
        return -ENODATA;
    buf_puts(r->to, "TY  - PAT\r\n");
    write_rows(&(struct cite){.to = r->to}, ris_rows, f);
    return buf_puts(r->to, "ER  - \r\n");
}

int cite_csl(const struct facts *f, const struct rendering *r)
{
    const char *name = facts_text(f, FACT_NAME);
    struct json_writer json;
    struct cite c = {.json = &json};
    int made;

    if (!is_citable(f))
        return -ENODATA;
    json_writer_init(&json);
    c.item = json_put_object(&json, json.root, NULL);
    json_put_text(&json, c.item, "id", *name ? name : "patent");
    json_put_text(&json, c.item, "type", "patent");
    write_rows(&c, csl_rows, f);
    made = json_write(&json, r->to);
    json_writer_fini(&json);
    return made;
}
