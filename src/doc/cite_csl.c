/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CSL-JSON, as citation processors read it. */
#include "doc/cite.h"

#include "base/json.h"
#include "doc/date.h"
#include "doc/patent.h"
#include "doc/person.h"
#include "doc/words.h"

#include <string.h>

static void put_text(struct json_writer *w, struct json *to, const char *name,
                     const char *text)
{
    if (*text)
        json_put_text(w, to, name, text);
}

/* Frees the buffer. */
static void put_buf(struct json_writer *w, struct json *to, const char *name,
                    struct buf *text)
{
    put_text(w, to, name, buf_text(text));
    if (text->error)
        w->error = text->error;
    buf_fini(text);
}

static void put_slice(struct json_writer *w, struct json *to, const char *name,
                      struct slice s)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    buf_add(&text, s.at, s.len);
    put_buf(w, to, name, &text);
}

static void put_person(struct json_writer *w, struct json *list,
                       const struct party *party)
{
    struct json *to = json_put_object(w, list, NULL);
    struct person p = person_of(party);

    if (!p.given.len) {
        put_text(w, to, "literal", party->name);
        return;
    }
    put_slice(w, to, "family", p.family);
    put_slice(w, to, "given", p.given);
    put_slice(w, to, "suffix", p.suffix);
}

static void put_authors(struct json_writer *w, struct json *item,
                        const struct party *first)
{
    struct json *list = first ? json_put_array(w, item, "author") : NULL;

    for (const struct party *p = first; p; p = p->next)
        put_person(w, list, p);
}

/* CSL has no field for them: `note` is for whatever has none. */
static void put_applicants(struct json_writer *w, struct json *item,
                           const struct party *first)
{
    struct json *list;

    if (!first)
        return;
    list = json_put_array(w, json_put_object(w, item, "custom"), "applicants");
    for (const struct party *p = first; p; p = p->next)
        json_put_text(w, list, NULL, p->name);
}

static void put_date(struct json_writer *w, struct json *item, const char *name,
                     const char *date)
{
    struct json *parts;
    struct date d;

    if (!date_known(slice_of(date), &d))
        return;
    parts = json_put_object(w, item, name);
    parts = json_put_array(w, json_put_array(w, parts, "date-parts"), NULL);
    json_put_number(w, parts, NULL, d.year);
    if (d.month)
        json_put_number(w, parts, NULL, d.month);
    if (d.day)
        json_put_number(w, parts, NULL, d.day);
}

static void put_priorities(struct json_writer *w, struct json *item,
                           const struct priority *first)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    for (const struct priority *p = first; p; p = p->next)
        buf_printf(&text, "%s%s", p == first ? "" : ", ",
                   *p->id.epodoc ? p->id.epodoc : p->id.docdb);
    put_buf(w, item, "references", &text);
}

static void put_abstract(struct json_writer *w, struct json *item,
                         const struct biblio *b)
{
    const struct abstract *a = biblio_abstract(b);
    struct buf text = BUF_INIT(WORDS_MOST);

    if (a)
        biblio_paragraphs(a, "\n", &text);
    put_buf(w, item, "abstract", &text);
}

static void put_url(struct json_writer *w, struct json *item,
                    const struct biblio *b)
{
    struct buf text = BUF_INIT(WORDS_MOST);

    patent_url(b, &text);
    put_buf(w, item, "URL", &text);
}

static const char *genre_of(const struct biblio *b)
{
    static const char *const genres[] = {
        [PATENT_GRANTED] = "patent",
        [PATENT_APPLICATION] = "patent application",
        [PATENT_UTILITY_MODEL] = "utility model",
        [PATENT_DESIGN] = "design",
    };

    return genres[patent_sort(b)];
}

static void put_item(struct json_writer *w, const struct biblio *b)
{
    struct json *item = json_put_object(w, w->root, NULL);
    const struct title *title = biblio_title(b, SLICE(""));

    put_text(w, item, "id", *b->name ? b->name : "patent");
    put_text(w, item, "type", "patent");
    put_text(w, item, "genre", genre_of(b));
    put_text(w, item, "title", title ? title->text : "");
    put_authors(w, item, b->parties[ROLE_INVENTOR]);
    put_text(w, item, "number", b->name);
    put_text(w, item, "authority", patent_office(b));
    put_text(w, item, "jurisdiction", b->country);
    put_date(w, item, "issued", b->publication.date);
    put_date(w, item, "submitted", b->application.date);
    put_text(w, item, "call-number", b->application.docdb);
    put_priorities(w, item, b->priorities);
    put_abstract(w, item, b);
    put_url(w, item, b);
    put_applicants(w, item, b->parties[ROLE_APPLICANT]);
}

int cite_csl(const struct rendering *r)
{
    struct json_writer w;
    struct biblio b;
    int made = biblio_read(r->root, r->subject, &b);

    if (made < 0)
        return made;
    json_writer_init(&w);
    put_item(&w, &b);
    biblio_fini(&b);
    made = json_write(&w, r->to);
    json_writer_fini(&w);
    return made;
}
