/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tree/remark.h"

#include "doc/table.h"

#include <string.h>

void remark_header(const struct assembly *a, const char *selection,
                   struct buf *to)
{
    struct buf header = BUF_INIT(RENDER_MAX);

    assembly_nothing(a, selection, &header);
    buf_add(to, header.data, header.len);
    buf_fini(&header);
}

/* A line that is not of the text. In BibTeX a comment begins with `%` for
 * biber, and an entry with `@` for all others, wherever it stands. */
static void add_comment(const struct assembly *a, struct slice key,
                        const char *text, struct buf *to)
{
    size_t from = to->len;

    buf_printf(to, "%c %.*s: %s\n",
               a->request.making.facet == FACET_BIBTEX ? '%' : '#',
               (int)key.len, key.at, text);
    for (size_t i = from; i < to->len; i++) {
        if (to->data[i] == '@')
            to->data[i] = '_';
    }
}

/* A row that is a remark; of a text, a line. */
void remark_row(const struct assembly *a, const char *selection,
                struct slice key, const char *text, struct buf *to)
{
    struct buf header = BUF_INIT(RENDER_MAX);

    if (!assembly_is_table(a)) {
        add_comment(a, key, text, to);
        return;
    }
    assembly_nothing(a, selection, &header);
    if (header.len)
        table_remark((struct slice){header.data, header.len - 1}, key, text,
                     to);
    buf_fini(&header);
}

/* `# line 3<TAB>as typed<TAB>why`, of a list: a row, whose key is what was
 * typed. */
void remark_bad_line(const struct assembly *a, const char *selection,
                     struct slice line, struct buf *to)
{
    const char *tab = memchr(line.at, '\t', line.len);
    const char *last = memrchr(line.at, '\t', line.len);
    struct buf text = BUF_INIT(RENDER_MAX);
    struct slice where, typed;

    if (!tab)
        return;
    where = (struct slice){line.at + 2, (size_t)(tab - line.at) - 2};
    typed = last > tab ? (struct slice){tab + 1, (size_t)(last - tab) - 1}
                       : where;
    buf_printf(&text, "%.*s: %.*s", (int)where.len, where.at,
               (int)(line.at + line.len - last) - 1, last + 1);
    remark_row(a, selection, typed.len ? typed : where, buf_text(&text), to);
    buf_fini(&text);
}

void remark_bad_lines(const struct assembly *a, struct buf *to)
{
    struct slice rest = blob_slice(a->list), line;

    while (slice_cut(&rest, '\n', &line)) {
        if (slice_starts(line, "#"))
            remark_bad_line(a, "", line, to);
    }
}
