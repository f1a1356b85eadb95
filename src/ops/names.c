/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of names: every name of the tree, room by room.
 * The first row that fits a name is its row, so a word stands before a shape
 * that would take it too.
 */
#include "ops/names.h"

#define TEXT_FORMS (FORM(FORM_XML) | FORM(FORM_JSON))
#define PAGE_FORMS (FORM(FORM_PDF) | FORM(FORM_TIFF))
#define CLIP_FORMS (PAGE_FORMS | FORM(FORM_PNG) | FORM(FORM_JPEG))
#define MEDIA_FORMS (FORM(FORM_GIF) | FORM(FORM_PNG) | FORM(FORM_JPEG))

/* A directory of a fixed name. */
#define DIR_ROW(room, word, to, text)                                          \
    {.in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},       \
     .doc = (text)}

/* A directory of a fixed name that is also part of the request. */
#define SLOT_ROW(room, word, to, hole)                                         \
    {.in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},       \
     .slot = (hole)}

/* Directories whose names only users know. */
#define OPEN_ROW(room, kind, to, hole, text)                                   \
    {.in = (room), .inside = (to), .shape = (kind), .slot = (hole),            \
     .doc = (text)}

/* A file that is one request; its name is no part of it. */
#define FILE_ROW(room, word, from, kinds, text)                                \
    {.in = (room), .shape = SHAPE_WORD, .words = {word}, .source = (from),     \
     .forms = (kinds), .doc = (text)}

/* Files whose name is part of the request. */
#define FILES_ROW(room, kind, hole, from, kinds, text, ...)                    \
    {.in = (room), .shape = (kind), .words = {__VA_ARGS__}, .slot = (hole),    \
     .source = (from), .forms = (kinds), .doc = (text)}

#define LIVE_ROW(room, word, what, text)                                       \
    {.in = (room), .shape = SHAPE_WORD, .words = {word}, .live = (what),       \
     .doc = (text)}

#define TYPES_ROW(room, to)                                                    \
    {.in = (room), .inside = (to), .shape = SHAPE_WORD,                        \
     .words = {"publication", "application", "priority"}, .slot = SLOT_TYPE}

#define NUMBER_ROW(room, kind, to)                                             \
    OPEN_ROW(room, kind, to, SLOT_NUMBER, "one directory a number")

const struct name names[] = {
    LIVE_ROW(ROOM_ROOT, "README.txt", LIVE_README, "this page"),
    DIR_ROW(ROOM_ROOT, "published-data", ROOM_PUBLISHED,
            "biblio, abstract, full text, equivalents, images, search"),
    DIR_ROW(ROOM_ROOT, "family", ROOM_FAMILY, "INPADOC patent families"),
    DIR_ROW(ROOM_ROOT, "legal", ROOM_LEGAL, "INPADOC legal events"),
    DIR_ROW(ROOM_ROOT, "register", ROOM_REGISTER,
            "the European Patent Register"),
    DIR_ROW(ROOM_ROOT, "number-service", ROOM_NUMBER,
            "one number format into another"),
    DIR_ROW(ROOM_ROOT, "classification", ROOM_CLASSIFICATION,
            "the CPC: scheme, search, figures, mapping"),
    DIR_ROW(ROOM_ROOT, ".ops", ROOM_OPS, "the mount itself"),

    TYPES_ROW(ROOM_PUBLISHED, ROOM_PUBLISHED_FORMATS),
    DIR_ROW(ROOM_PUBLISHED, "images", ROOM_IMAGES, "pages and drawings"),
    DIR_ROW(ROOM_PUBLISHED, "search", ROOM_SEARCH, "one directory a query"),
    SLOT_ROW(ROOM_PUBLISHED_FORMATS, "epodoc", ROOM_PUBLISHED_EPODOC,
             SLOT_FORMAT),
    SLOT_ROW(ROOM_PUBLISHED_FORMATS, "docdb", ROOM_PUBLISHED_DOCDB,
             SLOT_FORMAT),
    NUMBER_ROW(ROOM_PUBLISHED_EPODOC, SHAPE_EPODOC, ROOM_PUBLISHED_FILES),
    NUMBER_ROW(ROOM_PUBLISHED_DOCDB, SHAPE_DOCDB, ROOM_PUBLISHED_FILES),
    FILES_ROW(ROOM_PUBLISHED_FILES, SHAPE_WORDS, SLOT_PARTS, SOURCE_BIBLIO,
              TEXT_FORMS, "also joined: biblio,full-cycle.xml", "biblio",
              "abstract", "full-cycle"),
    FILES_ROW(ROOM_PUBLISHED_FILES, SHAPE_WORD, SLOT_PARTS, SOURCE_FULLTEXT,
              TEXT_FORMS, "the text, and what text there is", "claims",
              "description", "fulltext"),
    FILE_ROW(ROOM_PUBLISHED_FILES, "images", SOURCE_INQUIRY, TEXT_FORMS,
             "which images there are"),
    FILE_ROW(ROOM_PUBLISHED_FILES, "equivalents", SOURCE_EQUIVALENTS,
             TEXT_FORMS, "the simple family"),
    DIR_ROW(ROOM_PUBLISHED_FILES, "equivalents", ROOM_EQUIVALENTS,
            "the simple family's members"),
    FILES_ROW(ROOM_EQUIVALENTS, SHAPE_WORDS, SLOT_PARTS, SOURCE_EQUIVALENTS,
              TEXT_FORMS, "of all members; also joined", "biblio", "abstract",
              "full-cycle", "images"),

    OPEN_ROW(ROOM_SEARCH, SHAPE_QUERY, ROOM_SEARCH_FILES, SLOT_QUERY,
             "one directory a CQL query; %2F for a slash"),
    FILE_ROW(ROOM_SEARCH_FILES, "search", SOURCE_SEARCH, TEXT_FORMS,
             "the first 25 hits, numbers only"),
    FILES_ROW(ROOM_SEARCH_FILES, SHAPE_WORDS, SLOT_PARTS, SOURCE_SEARCH,
              TEXT_FORMS, "of the first 25 hits; also joined", "biblio",
              "abstract", "full-cycle"),
    OPEN_ROW(ROOM_SEARCH_FILES, SHAPE_RANGE, ROOM_SEARCH_RANGE, SLOT_RANGE,
             "other hits: 1-100, 101-200 … up to 2000"),
    FILE_ROW(ROOM_SEARCH_RANGE, "search", SOURCE_SEARCH, TEXT_FORMS,
             "numbers only"),
    FILES_ROW(ROOM_SEARCH_RANGE, SHAPE_WORDS, SLOT_PARTS, SOURCE_SEARCH,
              TEXT_FORMS, "also joined", "biblio", "abstract", "full-cycle"),

    OPEN_ROW(ROOM_IMAGES, SHAPE_COUNTRY, ROOM_IMAGES_CC, SLOT_CC,
             "the office's two letters"),
    OPEN_ROW(ROOM_IMAGES_CC, SHAPE_DOC, ROOM_IMAGES_DOC, SLOT_DOC,
             "the number"),
    SLOT_ROW(ROOM_IMAGES_DOC, "PA", ROOM_IMAGES_CLIP, SLOT_KIND),
    OPEN_ROW(ROOM_IMAGES_DOC, SHAPE_KIND, ROOM_IMAGES_KIND, SLOT_KIND,
             "the kind code"),
    SLOT_ROW(ROOM_IMAGES_KIND, "fullimage", ROOM_FULLIMAGE, SLOT_OUT),
    SLOT_ROW(ROOM_IMAGES_KIND, "thumbnail", ROOM_THUMBNAIL, SLOT_OUT),
    FILES_ROW(ROOM_FULLIMAGE, SHAPE_PAGE, SLOT_RANGE, SOURCE_PAGE, PAGE_FORMS,
              "a page of the document: 001.pdf", NULL),
    FILES_ROW(ROOM_THUMBNAIL, SHAPE_PAGE, SLOT_RANGE, SOURCE_PAGE, PAGE_FORMS,
              "a page of the drawings: 001.pdf", NULL),
    FILES_ROW(ROOM_IMAGES_CLIP, SHAPE_WORD, SLOT_OUT, SOURCE_CLIP, CLIP_FORMS,
              "the drawing of the first page", "firstpage"),

    TYPES_ROW(ROOM_FAMILY, ROOM_FAMILY_FORMATS),
    SLOT_ROW(ROOM_FAMILY_FORMATS, "epodoc", ROOM_FAMILY_EPODOC, SLOT_FORMAT),
    SLOT_ROW(ROOM_FAMILY_FORMATS, "docdb", ROOM_FAMILY_DOCDB, SLOT_FORMAT),
    NUMBER_ROW(ROOM_FAMILY_EPODOC, SHAPE_EPODOC, ROOM_FAMILY_FILES),
    NUMBER_ROW(ROOM_FAMILY_DOCDB, SHAPE_DOCDB, ROOM_FAMILY_FILES),
    FILE_ROW(ROOM_FAMILY_FILES, "family", SOURCE_FAMILY, TEXT_FORMS,
             "the members"),
    FILES_ROW(ROOM_FAMILY_FILES, SHAPE_WORDS, SLOT_PARTS, SOURCE_FAMILY,
              TEXT_FORMS, "of all members; also biblio,legal.xml", "biblio",
              "legal"),

    TYPES_ROW(ROOM_LEGAL, ROOM_LEGAL_FORMATS),
    SLOT_ROW(ROOM_LEGAL_FORMATS, "epodoc", ROOM_LEGAL_EPODOC, SLOT_FORMAT),
    SLOT_ROW(ROOM_LEGAL_FORMATS, "docdb", ROOM_LEGAL_DOCDB, SLOT_FORMAT),
    NUMBER_ROW(ROOM_LEGAL_EPODOC, SHAPE_EPODOC, ROOM_LEGAL_FILES),
    NUMBER_ROW(ROOM_LEGAL_DOCDB, SHAPE_DOCDB, ROOM_LEGAL_FILES),
    FILE_ROW(ROOM_LEGAL_FILES, "legal", SOURCE_LEGAL, TEXT_FORMS,
             "the legal events"),

    TYPES_ROW(ROOM_REGISTER, ROOM_REGISTER_FORMATS),
    DIR_ROW(ROOM_REGISTER, "search", ROOM_REGISTER_SEARCH,
            "one directory a query"),
    SLOT_ROW(ROOM_REGISTER_FORMATS, "epodoc", ROOM_REGISTER_EPODOC,
             SLOT_FORMAT),
    NUMBER_ROW(ROOM_REGISTER_EPODOC, SHAPE_EPODOC, ROOM_REGISTER_FILES),
    /* OPS takes the dotted spelling here, though the format is epodoc. */
    NUMBER_ROW(ROOM_REGISTER_EPODOC, SHAPE_DOCDB, ROOM_REGISTER_FILES),
    FILES_ROW(ROOM_REGISTER_FILES, SHAPE_WORDS, SLOT_PARTS, SOURCE_REGISTER,
              TEXT_FORMS, "also joined: biblio,events.xml", "biblio", "events",
              "procedural-steps", "upp"),
    OPEN_ROW(ROOM_REGISTER_SEARCH, SHAPE_QUERY, ROOM_REGISTER_SEARCH_FILES,
             SLOT_QUERY, "one directory a query; %2F for a slash"),
    FILE_ROW(ROOM_REGISTER_SEARCH_FILES, "search", SOURCE_REGISTER_SEARCH,
             TEXT_FORMS, "the first 25 hits, numbers only"),
    FILES_ROW(ROOM_REGISTER_SEARCH_FILES, SHAPE_WORDS, SLOT_PARTS,
              SOURCE_REGISTER_SEARCH, TEXT_FORMS,
              "of the first 25 hits; also joined", "biblio", "events",
              "procedural-steps", "upp"),
    OPEN_ROW(ROOM_REGISTER_SEARCH_FILES, SHAPE_RANGE,
             ROOM_REGISTER_SEARCH_RANGE, SLOT_RANGE,
             "other hits: 1-100, 101-200 … up to 2000"),
    FILE_ROW(ROOM_REGISTER_SEARCH_RANGE, "search", SOURCE_REGISTER_SEARCH,
             TEXT_FORMS, "numbers only"),
    FILES_ROW(ROOM_REGISTER_SEARCH_RANGE, SHAPE_WORDS, SLOT_PARTS,
              SOURCE_REGISTER_SEARCH, TEXT_FORMS, "also joined", "biblio",
              "events", "procedural-steps", "upp"),

    TYPES_ROW(ROOM_NUMBER, ROOM_NUMBER_FORMATS),
    SLOT_ROW(ROOM_NUMBER_FORMATS, "original", ROOM_NUMBER_ORIGINAL,
             SLOT_FORMAT),
    SLOT_ROW(ROOM_NUMBER_FORMATS, "docdb", ROOM_NUMBER_DOCDB, SLOT_FORMAT),
    SLOT_ROW(ROOM_NUMBER_FORMATS, "epodoc", ROOM_NUMBER_EPODOC, SLOT_FORMAT),
    NUMBER_ROW(ROOM_NUMBER_ORIGINAL, SHAPE_ORIGINAL,
               ROOM_NUMBER_ORIGINAL_FILES),
    NUMBER_ROW(ROOM_NUMBER_DOCDB, SHAPE_DOCDB, ROOM_NUMBER_DOCDB_FILES),
    NUMBER_ROW(ROOM_NUMBER_EPODOC, SHAPE_EPODOC, ROOM_NUMBER_EPODOC_FILES),
    FILES_ROW(ROOM_NUMBER_ORIGINAL_FILES, SHAPE_WORD, SLOT_OUT, SOURCE_NUMBER,
              TEXT_FORMS, "the number in that format", "docdb", "epodoc"),
    FILES_ROW(ROOM_NUMBER_DOCDB_FILES, SHAPE_WORD, SLOT_OUT, SOURCE_NUMBER,
              TEXT_FORMS, "the number in that format", "epodoc", "original"),
    FILES_ROW(ROOM_NUMBER_EPODOC_FILES, SHAPE_WORD, SLOT_OUT, SOURCE_NUMBER,
              TEXT_FORMS, "the number in that format", "original"),

    DIR_ROW(ROOM_CLASSIFICATION, "cpc", ROOM_CPC, "the CPC"),
    DIR_ROW(ROOM_CLASSIFICATION, "map", ROOM_MAP,
            "one classification in another"),
    DIR_ROW(ROOM_CPC, "search", ROOM_CPC_SEARCH, "one directory a query"),
    DIR_ROW(ROOM_CPC, "media", ROOM_CPC_MEDIA, "figures, by their id"),
    OPEN_ROW(ROOM_CPC, SHAPE_CPC, ROOM_CPC_FILES, SLOT_SYMBOL,
             "one directory a symbol: A, A01, A01B, A01B33%2F00"),
    FILES_ROW(ROOM_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_CPC,
              FORM(FORM_XML), "also scheme,depth=all,ancestors.xml", "scheme",
              "depth=", "ancestors", "navigation"),
    OPEN_ROW(ROOM_CPC_SEARCH, SHAPE_QUERY, ROOM_CPC_SEARCH_FILES, SLOT_QUERY,
             "one directory a query"),
    FILE_ROW(ROOM_CPC_SEARCH_FILES, "search", SOURCE_CPC_SEARCH,
             FORM(FORM_XML), "the first 10 hits"),
    OPEN_ROW(ROOM_CPC_SEARCH_FILES, SHAPE_RANGE, ROOM_CPC_SEARCH_RANGE,
             SLOT_RANGE, "other hits: 1-100 …"),
    FILE_ROW(ROOM_CPC_SEARCH_RANGE, "search", SOURCE_CPC_SEARCH,
             FORM(FORM_XML), "those hits"),
    FILES_ROW(ROOM_CPC_MEDIA, SHAPE_MEDIA, SLOT_NUMBER, SOURCE_CPC_MEDIA,
              MEDIA_FORMS, "a figure: 1000.gif", NULL),
    SLOT_ROW(ROOM_MAP, "cpc", ROOM_MAP_CPC, SLOT_FORMAT),
    SLOT_ROW(ROOM_MAP, "ecla", ROOM_MAP_ECLA, SLOT_FORMAT),
    OPEN_ROW(ROOM_MAP_CPC, SHAPE_CPC, ROOM_MAP_CPC_FILES, SLOT_SYMBOL,
             "one directory a symbol"),
    OPEN_ROW(ROOM_MAP_ECLA, SHAPE_ECLA, ROOM_MAP_ECLA_FILES, SLOT_SYMBOL,
             "one directory a symbol"),
    FILES_ROW(ROOM_MAP_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_IPC,
              FORM(FORM_XML), "also ipc,additional.xml", "ipc", "additional"),
    FILES_ROW(ROOM_MAP_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_ECLA,
              FORM(FORM_XML), "also ecla,additional.xml", "ecla",
              "additional"),
    FILES_ROW(ROOM_MAP_ECLA_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_CPC,
              FORM(FORM_XML), "also cpc,additional.xml", "cpc", "additional"),
    FILES_ROW(ROOM_MAP_ECLA_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_IPC,
              FORM(FORM_XML), "also ipc,additional.xml", "ipc", "additional"),

    LIVE_ROW(ROOM_OPS, "status", LIVE_STATUS,
             "token, throttle lights, quota, cache, queue"),
    LIVE_ROW(ROOM_OPS, "status.json", LIVE_STATUS_JSON,
             "the same and what was counted, for programs"),
    LIVE_ROW(ROOM_OPS, "quota", LIVE_QUOTA,
             "bytes used, of what, in percent, until when"),
    LIVE_ROW(ROOM_OPS, "metrics", LIVE_METRICS,
             "what was counted, as Prometheus reads it"),
    LIVE_ROW(ROOM_OPS, "errors", LIVE_ERRORS,
             "what went wrong, with what to do next"),
    LIVE_ROW(ROOM_OPS, "log", LIVE_LOG, "what the mount did lately"),
    LIVE_ROW(ROOM_OPS, "help", LIVE_HELP, "every name of the tree"),
};

const size_t names_count = sizeof(names) / sizeof(names[0]);
