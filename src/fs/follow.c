/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fs/follow.h"

#include <errno.h>

/* A thousand lines of 500 bytes, some times over. */
#define TEXT_MAX ((size_t)4 << 20)

/* `old` and the lines since; NULL: memory is out. */
static struct blob *grown(const struct blob *old, uint64_t lines,
                          const struct log *log)
{
    struct buf text = BUF_INIT(TEXT_MAX);

    if (old)
        buf_add(&text, old->data, old->size);
    log_print_since(log, lines, &text);
    if (text.error == -EFBIG) {
        buf_reset(&text);
        log_print(log, &text);
    }
    if (text.error) {
        buf_fini(&text);
        return NULL;
    }
    return blob_of(&text);
}

/* Where memory is out it stays as it was. */
static void update(struct followed *f, const struct log *log)
{
    struct blob *text = grown(f->text, f->lines, log);

    if (!text)
        return;
    blob_unref(f->text);
    f->text = text;
    f->lines = log_lines(log);
}

int follow_open(struct followed *f, const struct log *log)
{
    update(f, log);
    if (!f->text)
        return -ENOMEM;
    f->open++;
    return 0;
}

void follow_close(struct followed *f)
{
    if (--f->open)
        return;
    blob_unref(f->text);
    *f = (struct followed){0};
}

struct blob *follow_text(struct followed *f, const struct log *log)
{
    if (f->open && f->lines != log_lines(log))
        update(f, log);
    return f->text;
}
