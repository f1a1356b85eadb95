/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/view.h"

#include "doc/subject.h"

#include <errno.h>

/* What the answer lacks, or that it is missing. */
static void write_remark(const struct view *v, const struct rendering *r,
                         const struct table *t, size_t rows)
{
    struct buf text = BUF_INIT(r->to->ceiling);

    if (r->root && v->remark)
        v->remark(r->root, rows, &text);
    else if (!r->root && v->absent && !r->selection.len)
        buf_puts(&text, v->absent);
    if (text.len)
        table_remark_own(t, buf_text(&text));
    buf_fini(&text);
}

static int find_rows(const xmlNode *from, const char *path, const char *newest,
                     struct rows *rows)
{
    int error = rows_find(rows, from, path);

    return error < 0 || !newest ? error : rows_newest_first(rows, newest);
}

static int add_rows(const struct view *v, const xmlNode *root, struct table *t,
                    const struct rows *rows)
{
    if (v->write)
        return root ? v->write(t, root) : 0;
    for (size_t i = 0; i < rows->count; i++)
        table_row(t, rows->at[i].node);
    return 0;
}

static int write_table(const struct view *v, const struct rendering *r,
                       const xmlNode *root, const struct rows *rows)
{
    const struct slice *lead = v->led ? &r->subject : table_lead(r);
    struct table t;
    int error = table_begin(&t, r->to, v->columns, lead, r->subject);

    if (error < 0)
        return error;
    if (table_has_header(r))
        table_header(&t);
    error = add_rows(v, root, &t, rows);
    if (error == 0)
        write_remark(v, r, &t, rows->count);
    table_end(&t);
    return error;
}

static int write_rows(const struct view *v, const struct rendering *r,
                      const xmlNode *root)
{
    struct rows rows = ROWS_INIT;
    int error = v->rows ? find_rows(r->root, v->rows, v->newest, &rows) : 0;

    if (error == 0 && v->drop_others)
        v->drop_others(&rows, r->subject);
    if (error == 0)
        error = v->columns ? write_table(v, r, root, &rows)
                           : rows_names(&rows, r->to);
    rows_fini(&rows);
    return error;
}

static int write_section(const struct section *s, const xmlNode *root,
                         struct buf *to)
{
    struct rows rows = ROWS_INIT;
    int error = find_rows(root, s->rows, s->newest, &rows);

    if (error == 0 && rows.count == 0 && s->none)
        buf_printf(to, "%s\n", s->none);
    for (size_t i = 0; i < rows.count && error == 0; i++)
        fields_lines(i > 0 ? s->others : s->first, rows.at[i].node, to);
    if (error == 0 && s->note)
        buf_printf(to, "%s\n", s->note);
    rows_fini(&rows);
    return error;
}

static int write_sections(const struct section *s, const xmlNode *root,
                          struct buf *to)
{
    int error = 0;

    for (; s->rows && error == 0; s++) {
        if (!s->is_for || s->is_for(root))
            error = write_section(s, root, to);
    }
    return error;
}

static enum take take_first(void *arg, const struct found *at)
{
    const xmlNode **root = arg;

    *root = at->node;
    return TAKE_LAST;
}

static int find_root(const struct view *v, const struct rendering *r,
                     const xmlNode **ret_root)
{
    struct selector s;

    *ret_root = NULL;
    if (!v->root)
        return subject_document(r->root, r->subject, ret_root);
    if (selector_init(&s, v->root) < 0)
        return -ENOMEM;
    selector_each(&s, r->root, take_first, ret_root);
    selector_fini(&s);
    return *ret_root ? 0 : -EBADMSG;
}

int view_render(const struct view *v, const struct rendering *r)
{
    const xmlNode *root = NULL;
    int error;

    if (!r->root && v->sections)
        return v->absent ? buf_printf(r->to, "%s\n", v->absent) : -ENODATA;
    error = r->root ? find_root(v, r, &root) : 0;
    if (error < 0)
        return error;
    return v->sections ? write_sections(v->sections, root, r->to)
                       : write_rows(v, r, root);
}
