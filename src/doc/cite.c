/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/cite.h"

#include "doc/biblio.h"

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
    for (; row->tag; row++) {
        const struct fact *first = facts_first(f, row->key);

        if (first)
            row->write(c, row->tag, first);
    }
}

int cite_bibtex(const struct rendering *r)
{
    const struct cite c = {.to = r->to};
    struct facts f;
    int made = biblio_read(r->root, r->subject, &f);

    if (made < 0)
        return made;
    buf_puts(r->to, "@patent{");
    add_key(r->to, facts_text(&f, FACT_NAME));
    write_rows(&c, bibtex_rows, &f);
    buf_puts(r->to, "\n}\n");
    facts_fini(&f);
    return r->to->error;
}

int cite_ris(const struct rendering *r)
{
    const struct cite c = {.to = r->to};
    struct facts f;
    int made = biblio_read(r->root, r->subject, &f);

    if (made < 0)
        return made;
    buf_puts(r->to, "TY  - PAT\r\n");
    write_rows(&c, ris_rows, &f);
    buf_puts(r->to, "ER  - \r\n");
    facts_fini(&f);
    return r->to->error;
}

int cite_csl(const struct rendering *r)
{
    struct json_writer json;
    struct facts f;
    struct cite c = {.json = &json};
    const char *name;
    int made = biblio_read(r->root, r->subject, &f);

    if (made < 0)
        return made;
    json_writer_init(&json);
    c.item = json_put_object(&json, json.root, NULL);
    name = facts_text(&f, FACT_NAME);
    json_put_text(&json, c.item, "id", *name ? name : "patent");
    json_put_text(&json, c.item, "type", "patent");
    write_rows(&c, csl_rows, &f);
    facts_fini(&f);
    made = json_write(&json, r->to);
    json_writer_fini(&json);
    return made;
}
