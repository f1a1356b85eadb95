/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of CSL-JSON.
 */
#include "doc/cite.h"
#include "doc/person.h"
#include "doc/words.h"

/* The buffer is used up. */
static void put_buf(const struct cite *c, struct json *to, const char *tag,
                    struct buf *text)
{
    if (text->len > 0)
        json_put_text(c->json, to, tag, buf_text(text));
    if (text->error)
        c->json->error = text->error;
    buf_fini(text);
}

static void put_slice(const struct cite *c, struct json *to, const char *tag,
                      struct slice s)
{
    struct buf text = BUF_INIT(WORDS_MAX);

    buf_add(&text, s.at, s.len);
    put_buf(c, to, tag, &text);
}

static void persons(const struct cite *c, const struct cite_row *row,
                    const struct fact *first)
{
    struct json *list = json_put_array(c->json, c->item, row->tag);

    for (const struct fact *f = first; f; f = facts_next(f)) {
        struct json *to = json_put_object(c->json, list, NULL);
        struct person p = person_of(f->party);

        put_slice(c, to, p.given.len ? "family" : "literal", p.family);
        put_slice(c, to, "given", p.given);
        put_slice(c, to, "suffix", p.suffix);
    }
}

/* CSL has no place for them except this one, which is for what has no other. */
static void applicants(const struct cite *c, const struct cite_row *row,
                       const struct fact *first)
{
    struct json *list = json_put_object(c->json, c->item, row->tag);

    list = json_put_array(c->json, list, "applicants");
    for (const struct fact *f = first; f; f = facts_next(f))
        json_put_text(c->json, list, NULL, f->text);
}

static void date(const struct cite *c, const char *tag, const struct date *d)
{
    const int numbers[] = {d->year, d->month, d->day};
    struct json *parts = json_put_object(c->json, c->item, tag);

    parts = json_put_array(c->json, parts, "date-parts");
    parts = json_put_array(c->json, parts, NULL);
    for (size_t i = 0; i < 3 && numbers[i]; i++)
        json_put_number(c->json, parts, NULL, numbers[i]);
}

static void value(const struct cite *c, const struct cite_row *row,
                  const struct fact *first)
{
    struct buf text = BUF_INIT(WORDS_MAX);

    biblio_value(first, row->between, &text);
    put_buf(c, c->item, row->tag, &text);
}

const struct cite_row csl_rows[] = {
    {"genre", FACT_SORT, value},
    {"title", FACT_TITLE, value},
    {"author", FACT_INVENTOR, persons},
    {"number", FACT_NAME, value},
    {"authority", FACT_OFFICE, value},
    {"jurisdiction", FACT_COUNTRY, value},
    {"issued", FACT_PUBLISHED, .date = date},
    {"submitted", FACT_FILED, .date = date},
    {"call-number", FACT_APPLICATION, value},
    {"references", FACT_PRIORITY, value, ", "},
    {"abstract", FACT_ABSTRACT, value, "\n"},
    {"URL", FACT_URL, value},
    {"custom", FACT_APPLICANT, applicants},
    {.tag = NULL},
};
