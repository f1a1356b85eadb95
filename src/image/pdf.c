/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * By qpdf's C interface, across which no exception comes. What it writes goes
 * into a file, because its own buffers would hold it three times: the pages and
 * what qpdf knows of them are all that is in memory.
 */
#include "image/pdf.h"

#include <errno.h>
#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PRODUCER "opsfs " OPSFS_VERSION ", from pages of the EPO's OPS"

static bool failed(QPDF_ERROR_CODE code)
{
    return code & (QPDF_ERRORS);
}

/* NULL: no memory. */
static qpdf_data pdf_new(void)
{
    qpdf_data pdf = qpdf_init();

    if (pdf) {
        qpdf_silence_errors(pdf);
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    }
    return pdf;
}

/* An error that nobody looked at would be printed. */
static void pdf_free(qpdf_data *pdf)
{
    qpdf_get_error(*pdf);
    qpdf_cleanup(pdf);
}

/* Borrows the bytes until pdf_free(). NULL: it cannot be read. */
static qpdf_data pdf_read(struct slice bytes)
{
    qpdf_data pdf = pdf_new();

    if (pdf && failed(qpdf_read_memory(pdf, "page", bytes.at, bytes.len, NULL)))
        pdf_free(&pdf);
    return pdf;
}

/* NULL: no memory. */
static qpdf_data pdf_empty(void)
{
    qpdf_data pdf = pdf_new();

    if (pdf && failed(qpdf_empty_pdf(pdf)))
        pdf_free(&pdf);
    return pdf;
}

/* --- writing ------------------------------------------------------------- */

/* Of the last bytes, qpdf does not see whether there was space for them. */
static bool is_whole(int fd)
{
    static const char mark[] = "%%EOF\n";
    char last[sizeof(mark) - 1];
    off_t size = lseek(fd, 0, SEEK_END);

    return size > (off_t)sizeof(last) &&
           pread(fd, last, sizeof(last), size - (off_t)sizeof(last)) ==
               sizeof(last) &&
           memcmp(last, mark, sizeof(last)) == 0;
}

static int write_file(qpdf_data pdf, int fd)
{
    char path[64];

    snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
    if (failed(qpdf_init_write(pdf, path)))
        return -EIO;
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    return failed(qpdf_write(pdf)) || !is_whole(fd) ? -EIO : 0;
}

/* --- a document of many -------------------------------------------------- */

static void set_text(qpdf_data pdf, qpdf_oh dict, const char *key,
                     const char *text)
{
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_unicode_string(pdf, text));
}

static qpdf_oh new_dict(qpdf_data pdf)
{
    return qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
}

static void add_info(qpdf_data pdf, const struct pdf_order *o)
{
    qpdf_oh info = new_dict(pdf);

    set_text(pdf, info, "/Title", o->title);
    set_text(pdf, info, "/Subject", o->subject);
    set_text(pdf, info, "/Producer", PRODUCER);
    qpdf_oh_replace_key(pdf, qpdf_get_trailer(pdf), "/Info", info);
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/ViewerPreferences",
                        qpdf_oh_parse(pdf, "<</DisplayDocTitle true>>"));
}

/* A line of it leads to the top of its page, in whatever size the reader
 * has. */
static qpdf_oh add_mark(qpdf_data pdf, qpdf_oh outline,
                        const struct pdf_mark *mark)
{
    qpdf_oh item = new_dict(pdf);
    qpdf_oh place = qpdf_oh_parse(pdf, "[/XYZ null null null]");

    qpdf_oh_insert_item(pdf, place, 0, qpdf_get_page_n(pdf, mark->page - 1));
    set_text(pdf, item, "/Title", mark->title);
    qpdf_oh_replace_key(pdf, item, "/Dest", place);
    qpdf_oh_replace_key(pdf, item, "/Parent", outline);
    return item;
}

/* How many name a page that is there: they are in order. */
static size_t marks_within(const struct pdf_order *o)
{
    size_t count = o->mark_count;

    while (count && o->marks[count - 1].page > o->count)
        count--;
    return count;
}

static size_t labels_within(const struct pdf_order *o)
{
    size_t count = o->label_count;

    while (count && o->labels[count - 1].page > o->count)
        count--;
    return count;
}

static void add_outline(qpdf_data pdf, const struct pdf_order *o)
{
    qpdf_oh root = qpdf_get_root(pdf), outline, last = 0;
    size_t count = marks_within(o);

    if (!count)
        return;
    outline = new_dict(pdf);
    for (size_t i = 0; i < count; i++) {
        qpdf_oh item = add_mark(pdf, outline, &o->marks[i]);

        if (i)
            qpdf_oh_replace_key(pdf, last, "/Next", item);
        qpdf_oh_replace_key(pdf, i ? item : outline, i ? "/Prev" : "/First",
                            i ? last : item);
        last = item;
    }
    qpdf_oh_replace_key(pdf, outline, "/Last", last);
    qpdf_oh_replace_key(pdf, outline, "/Count",
                        qpdf_oh_new_integer(pdf, (long long)count));
    qpdf_oh_replace_key(pdf, root, "/Outlines", outline);
    qpdf_oh_replace_key(pdf, root, "/PageMode",
                        qpdf_oh_new_name(pdf, "/UseOutlines"));
}

static void add_labels(qpdf_data pdf, const struct pdf_order *o)
{
    qpdf_oh tree = qpdf_oh_new_dictionary(pdf);
    qpdf_oh numbers = qpdf_oh_new_array(pdf);
    size_t count = labels_within(o);

    if (!count)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct pdf_label *l = &o->labels[i];
        qpdf_oh label = qpdf_oh_parse(pdf, "<</S/D>>");

        set_text(pdf, label, "/P", l->prefix);
        qpdf_oh_replace_key(pdf, label, "/St",
                            qpdf_oh_new_integer(pdf, (long long)l->first));
        qpdf_oh_append_item(pdf, numbers,
                            qpdf_oh_new_integer(pdf, (long long)l->page - 1));
        qpdf_oh_append_item(pdf, numbers, label);
    }
    qpdf_oh_replace_key(pdf, tree, "/Nums", numbers);
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), "/PageLabels", tree);
}

/* Into `sources` what was read, which has to stay until the document is
 * written. */
static int add_pages(qpdf_data pdf, const struct pdf_order *o,
                     qpdf_data *sources, size_t *ret_bad)
{
    for (size_t i = 0; i < o->count; i++) {
        *ret_bad = i + 1;
        sources[i] = pdf_read(o->pages[i]);
        if (!sources[i] || qpdf_get_num_pages(sources[i]) != 1 ||
            failed(qpdf_add_page(pdf, sources[i],
                                 qpdf_get_page_n(sources[i], 0), QPDF_FALSE)))
            return -EBADMSG;
    }
    *ret_bad = 0;
    return 0;
}

static int bind(qpdf_data pdf, const struct pdf_order *o, qpdf_data *sources,
                int fd, size_t *ret_bad)
{
    int r = add_pages(pdf, o, sources, ret_bad);

    if (r < 0)
        return r;
    add_info(pdf, o);
    add_outline(pdf, o);
    add_labels(pdf, o);
    return qpdf_has_error(pdf) ? -EBADMSG : write_file(pdf, fd);
}

/* All that qpdf holds is given back after it. */
int pdf_bind(const struct pdf_order *order, int fd, size_t *ret_bad)
{
    qpdf_data *sources = calloc(order->count + 1, sizeof(qpdf_data));
    qpdf_data pdf = sources ? pdf_empty() : NULL;
    int r = -ENOMEM;

    *ret_bad = 0;
    if (pdf) {
        r = bind(pdf, order, sources, fd, ret_bad);
        pdf_free(&pdf);
    }
    for (size_t i = 0; sources && i < order->count; i++) {
        if (sources[i])
            pdf_free(&sources[i]);
    }
    free(sources);
    return r;
}

/* --- one of a document --------------------------------------------------- */

static int cut(qpdf_data whole, size_t page, int fd)
{
    qpdf_data one = pdf_empty();
    int r = -ENOMEM;

    if (!one)
        return r;
    r = failed(qpdf_add_page(one, whole, qpdf_get_page_n(whole, page - 1),
                             QPDF_FALSE))
            ? -EBADMSG
            : write_file(one, fd);
    pdf_free(&one);
    return r;
}

int pdf_cut(struct slice bytes, size_t page, int fd)
{
    qpdf_data whole = pdf_read(bytes);
    int count = whole ? qpdf_get_num_pages(whole) : -1;
    int r = -ENODATA;

    if (count < 0)
        r = -EBADMSG;
    else if (page >= 1 && page <= (size_t)count)
        r = cut(whole, page, fd);
    if (whole)
        pdf_free(&whole);
    return r;
}

int pdf_pages(struct slice bytes)
{
    qpdf_data pdf = pdf_read(bytes);
    int count = pdf ? qpdf_get_num_pages(pdf) : -1;

    if (pdf)
        pdf_free(&pdf);
    return count < 0 ? -EBADMSG : count;
}
