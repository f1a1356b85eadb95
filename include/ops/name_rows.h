/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of rows that ops/names has. Private to it. */
#ifndef OPSFS_OPS_NAME_ROWS_H
#define OPSFS_OPS_NAME_ROWS_H

#include "ops/names.h"

#define TEXT_FORMS (FORM(FORM_XML) | FORM(FORM_JSON) | FORM(FORM_TXT))
#define XML_FORMS (FORM(FORM_XML) | FORM(FORM_TXT))
#define PAGE_FORMS (FORM(FORM_PDF) | FORM(FORM_TIFF))
#define CLIP_FORMS (PAGE_FORMS | FORM(FORM_PNG) | FORM(FORM_JPEG))
#define WHOLE_FORMS                                                            \
    (FORM(FORM_XML) | FORM(FORM_TXT) | FORM(FORM_HTML) | FORM(FORM_PDF) |      \
     FORM(FORM_ZIP))
#define MEDIA_FORMS (FORM(FORM_GIF) | FORM(FORM_PNG) | FORM(FORM_JPEG))

/* A directory of a fixed name. */
#define DIR_ROW(room, word, to, text)                                          \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .doc = (text)                                                          \
    }

/* A directory of a fixed name that is also part of the request. */
#define SLOT_ROW(room, word, to, hole)                                         \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .slot = (hole)                                                         \
    }

/* Directories whose names only users know. */
#define OPEN_ROW(room, kind, to, hole, text)                                   \
    {                                                                          \
        .in = (room), .inside = (to), .shape = (kind), .slot = (hole),         \
        .doc = (text)                                                          \
    }

/* A file that is one request; its name is no part of it. */
#define FILE_ROW(room, word, from, kinds, text)                                \
    {                                                                          \
        .in = (room), .shape = SHAPE_WORD, .words = {word}, .source = (from),  \
        .forms = (kinds), .doc = (text)                                        \
    }

/* Files whose name is part of the request. */
#define FILES_ROW(room, kind, hole, from, kinds, text, ...)                    \
    {                                                                          \
        .in = (room), .shape = (kind), .words = {__VA_ARGS__}, .slot = (hole), \
        .source = (from), .forms = (kinds), .doc = (text)                      \
    }

#define LIVE_ROW(room, word, what, text)                                       \
    {                                                                          \
        .in = (room), .shape = SHAPE_WORD, .words = {word}, .live = (what),    \
        .doc = (text)                                                          \
    }

/* Files of the reading room, spelled whole. */
#define SHOW_ROW(room, word, what, from, with, text)                           \
    {                                                                          \
        .in = (room), .shape = SHAPE_WORD, .words = {word}, .facet = (what),   \
        .source = (from), .constituents = (with), .doc = (text)                \
    }

/* The same in one language: `title.de.txt`. */
#define LANGUAGE_ROW(room, word, what, how, from, with)                        \
    {                                                                          \
        .in = (room), .shape = SHAPE_LANGUAGE, .words = {word},                \
        .slot = SLOT_SELECTION, .facet = (what), .plan = (how),                \
        .source = (from), .constituents = (with)                               \
    }

/* Numbered parts of a text. */
#define SERIAL_ROW(room, word, what, with, text)                               \
    {                                                                          \
        .in = (room), .shape = SHAPE_SERIAL, .words = {word},                  \
        .slot = SLOT_SELECTION, .facet = (what), .plan = PLAN_TEXT,            \
        .source = SOURCE_FULLTEXT, .constituents = (with), .doc = (text)       \
    }

/* Directories that list the names a facet holds. */
#define NAMES_ROW(room, word, to, what, from, with, text)                      \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .facet = (what), .source = (from), .constituents = (with),             \
        .doc = (text)                                                          \
    }

/* The same, and files, of a whole search or list. */
#define MANY_ROW(room, word, to, what, how, from, with, text)                  \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .facet = (what), .plan = (how), .source = (from),                      \
        .constituents = (with), .doc = (text)                                  \
    }

/* Pages and drawings, as far as the images inquiry says that there are any. */
#define IMAGE_ROW(room, kind, hole, word, what, text)                          \
    {                                                                          \
        .in = (room), .shape = (kind), .words = {word}, .slot = (hole),        \
        .facet = (what), .plan = PLAN_IMAGE, .source = SOURCE_INQUIRY,         \
        .constituents = "", .named = true, .doc = (text)                       \
    }

#define SHEETS_ROW(word, to, what, text)                                       \
    {                                                                          \
        .in = ROOM_PATENT_IMAGES, .inside = (to), .shape = SHAPE_WORD,         \
        .words = {word}, .facet = (what), .source = SOURCE_INQUIRY,            \
        .constituents = "", .named = true, .doc = (text)                       \
    }

#define LINK_ROW(room, kind, hole, where, text)                                \
    {                                                                          \
        .in = (room), .shape = (kind), .slot = (hole), .link = (where),        \
        .doc = (text)                                                          \
    }

#endif
