/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms in which an answer can be had. Read by all floors from ops/ up.
 */
#ifndef OPSFS_OPS_FORMS_H
#define OPSFS_OPS_FORMS_H

/* How an answer is written; the extension of a file's name. */
enum form {
    FORM_XML,
    FORM_JSON,
    FORM_TXT, /* our own, made from the XML: ops/facets */
    FORM_PDF,
    FORM_TIFF,
    FORM_PNG,
    FORM_JPEG,
    FORM_GIF,
    FORM_HTML,
    FORM_ZIP,
    FORM_COUNT
};

#define FORM(f) (1u << (f))

struct form_row {
    const char *extension; /* without the dot */
    const char *accept;    /* media type, unless the source names its own */
};

extern const struct form_row forms[FORM_COUNT];

#endif
