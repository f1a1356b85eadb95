/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of names: every name of the tree, room by room. The first row that
 * fits a name is its row, so a word stands before a shape that would accept it
 * too.
 */
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
        .source = (from), .parts = (with), .doc = (text)                       \
    }

/* The same in one language: `title.de.txt`. */
#define TONGUE_ROW(room, word, what, how, from, with)                          \
    {                                                                          \
        .in = (room), .shape = SHAPE_TONGUE, .words = {word},                  \
        .slot = SLOT_PART, .facet = (what), .plan = (how), .source = (from),   \
        .parts = (with)                                                        \
    }

/* Numbered parts of a text. */
#define SERIAL_ROW(room, word, what, with, text)                               \
    {                                                                          \
        .in = (room), .shape = SHAPE_SERIAL, .words = {word},                  \
        .slot = SLOT_PART, .facet = (what), .plan = PLAN_TEXT,                 \
        .source = SOURCE_FULLTEXT, .parts = (with), .doc = (text)              \
    }

/* Directories that list the names a facet holds. */
#define NAMES_ROW(room, word, to, what, from, with, text)                      \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .facet = (what), .source = (from), .parts = (with), .doc = (text)      \
    }

/* The same, and files, of a whole search or list. */
#define MANY_ROW(room, word, to, what, how, from, with, text)                  \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .facet = (what), .plan = (how), .source = (from), .parts = (with),     \
        .doc = (text)                                                          \
    }

/* Pages and drawings, as far as the images inquiry says that there are any. */
#define IMAGE_ROW(room, kind, hole, word, what, text)                          \
    {                                                                          \
        .in = (room), .shape = (kind), .words = {word}, .slot = (hole),        \
        .facet = (what), .plan = PLAN_IMAGE, .source = SOURCE_INQUIRY,         \
        .parts = "", .named = true, .doc = (text)                              \
    }

#define SHEETS_ROW(word, to, what, text)                                       \
    {                                                                          \
        .in = ROOM_PATENT_IMAGES, .inside = (to), .shape = SHAPE_WORD,         \
        .words = {word}, .facet = (what), .source = SOURCE_INQUIRY,            \
        .parts = "", .named = true, .doc = (text)                              \
    }

#define LINK_ROW(room, kind, hole, where, text)                                \
    {                                                                          \
        .in = (room), .shape = (kind), .slot = (hole), .link = (where),        \
        .doc = (text)                                                          \
    }

/* A link, so that a walk over all of the mount does not fetch the whole
 * classification. */
#define SECTION_ROW(text, ...)                                                 \
    {                                                                          \
        .in = ROOM_SECTIONS, .shape = SHAPE_WORD, .words = {__VA_ARGS__},      \
        .link = LINK_SECTION, .doc = (text)                                    \
    }

/* Directories that stand for symbols of the CPC: the facet says what each holds,
 * the names of `named` rows among it. */
#define SYMBOLS_ROW(room, kind, hole, to, text, ...)                           \
    {                                                                          \
        .in = (room), .inside = (to), .shape = (kind), .words = {__VA_ARGS__}, \
        .slot = (hole), .facet = FACET_SYMBOL_NAMES, .source = SOURCE_CPC,     \
        .parts = "", .doc = (text)                                             \
    }

#define NAMED_ROW(room, word, to, what, text)                                  \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD, .words = {word},    \
        .facet = (what), .source = SOURCE_CPC, .parts = "", .named = true,     \
        .doc = (text)                                                          \
    }

/* What every symbol has. */
#define SYMBOL_ROWS(room)                                                      \
    SHOW_ROW(room, "title.txt", FACET_SYMBOL_TITLE, SOURCE_CPC, "",            \
             "its title"),                                                     \
        SHOW_ROW(room, "path.txt", FACET_SYMBOL_PATH, SOURCE_CPC, "",          \
                 "the titles from the section down"),                          \
        SHOW_ROW(room, "children.tsv", FACET_SYMBOL_CHILDREN, SOURCE_CPC, "",  \
                 "symbols one level below, with titles and notes"),            \
        NAMED_ROW(room, "notes.txt", ROOM_NONE, FACET_SYMBOL_NOTES,            \
                  "notes and warnings, where it has any"),                     \
        NAMED_ROW(room, "figures", ROOM_FIGURES, FACET_SYMBOL_FIGURES,         \
                  "figures of its title and notes")

#define PATENTS_ROW(room)                                                      \
    {                                                                          \
        .in = (room), .shape = SHAPE_WORD, .words = {"patents"},               \
        .link = LINK_PATENTS, .doc = "patents that have this symbol"           \
    }

#define TYPES_ROW(room, to)                                                    \
    {                                                                          \
        .in = (room), .inside = (to), .shape = SHAPE_WORD,                     \
        .words = {"publication", "application", "priority"}, .slot = SLOT_TYPE \
    }

#define NUMBER_ROW(room, kind, to)                                             \
    OPEN_ROW(room, kind, to, SLOT_NUMBER, "one directory per number")

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
    DIR_ROW(ROOM_ROOT, "patent", ROOM_PATENT,
            "one directory per publication, in any spelling"),
    DIR_ROW(ROOM_ROOT, "search", ROOM_QUERIES,
            "one directory per CQL query, its hits as links"),
    DIR_ROW(ROOM_ROOT, "cpc", ROOM_SECTIONS,
            "the classification as a tree, any symbol as a link"),
    DIR_ROW(ROOM_ROOT, "list", ROOM_LISTS,
            "one directory per list of your numbers"),
    DIR_ROW(ROOM_ROOT, "publication-server", ROOM_EPS,
            "the European Publication Server: EP documents whole"),
    DIR_ROW(ROOM_ROOT, ".ops", ROOM_OPS, "the mount itself"),

    TYPES_ROW(ROOM_PUBLISHED, ROOM_PUBLISHED_FORMATS),
    DIR_ROW(ROOM_PUBLISHED, "images", ROOM_IMAGES, "pages and drawings"),
    DIR_ROW(ROOM_PUBLISHED, "search", ROOM_SEARCH, "one directory per query"),
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
             "one directory per CQL query; %2F for a slash"),
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
            "one directory per query"),
    SLOT_ROW(ROOM_REGISTER_FORMATS, "epodoc", ROOM_REGISTER_EPODOC,
             SLOT_FORMAT),
    NUMBER_ROW(ROOM_REGISTER_EPODOC, SHAPE_EPODOC, ROOM_REGISTER_FILES),
    /* OPS takes the dotted spelling here, though the format is epodoc. */
    NUMBER_ROW(ROOM_REGISTER_EPODOC, SHAPE_DOCDB, ROOM_REGISTER_FILES),
    FILES_ROW(ROOM_REGISTER_FILES, SHAPE_WORDS, SLOT_PARTS, SOURCE_REGISTER,
              TEXT_FORMS, "also joined: biblio,events.xml", "biblio", "events",
              "procedural-steps", "upp"),
    OPEN_ROW(ROOM_REGISTER_SEARCH, SHAPE_QUERY, ROOM_REGISTER_SEARCH_FILES,
             SLOT_QUERY, "one directory per query; %2F for a slash"),
    FILE_ROW(ROOM_REGISTER_SEARCH_FILES, "search", SOURCE_REGISTER_SEARCH,
             TEXT_FORMS, "the first 25 hits, numbers only"),
    FILES_ROW(ROOM_REGISTER_SEARCH_FILES, SHAPE_WORDS, SLOT_PARTS,
              SOURCE_REGISTER_SEARCH, TEXT_FORMS,
              "of the first 25 hits; also joined", "biblio", "events",
              "procedural-steps", "upp"),
    OPEN_ROW(ROOM_REGISTER_SEARCH_FILES, SHAPE_RANGE,
             ROOM_REGISTER_SEARCH_RANGE, SLOT_RANGE,
             "other hits: 1-100, 101-200 … up to 2000"),
    MANY_ROW(ROOM_REGISTER_SEARCH_FILES, "hits.tsv", ROOM_NONE,
             FACET_REGISTER_HITS, PLAN_PAGES, SOURCE_REGISTER_SEARCH, "biblio",
             "date, number, applicant, title, status"),
    MANY_ROW(ROOM_REGISTER_SEARCH_FILES, "count", ROOM_NONE, FACET_COUNT,
             PLAN_COUNT, SOURCE_REGISTER_SEARCH, "biblio", "how many hits"),
    MANY_ROW(ROOM_REGISTER_SEARCH_FILES, "hits", ROOM_LINKS,
             FACET_REGISTER_NAMES, PLAN_PAGES, SOURCE_REGISTER_SEARCH, "biblio",
             "the hits, as links into patent/"),
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
    DIR_ROW(ROOM_CPC, "search", ROOM_CPC_SEARCH, "one directory per query"),
    DIR_ROW(ROOM_CPC, "media", ROOM_CPC_MEDIA, "figures, by their id"),
    OPEN_ROW(ROOM_CPC, SHAPE_CPC, ROOM_CPC_FILES, SLOT_SYMBOL,
             "one directory per symbol: A, A01, A01B, A01B33%2F00"),
    FILES_ROW(ROOM_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_CPC, XML_FORMS,
              "also scheme,depth=all,ancestors.xml", "scheme",
              "depth=", "ancestors", "navigation"),
    OPEN_ROW(ROOM_CPC_SEARCH, SHAPE_QUERY, ROOM_CPC_SEARCH_FILES, SLOT_QUERY,
             "one directory per query"),
    FILE_ROW(ROOM_CPC_SEARCH_FILES, "search", SOURCE_CPC_SEARCH, XML_FORMS,
             "the first 10 hits"),
    OPEN_ROW(ROOM_CPC_SEARCH_FILES, SHAPE_RANGE, ROOM_CPC_SEARCH_RANGE,
             SLOT_RANGE, "other hits: 1-100 …"),
    FILE_ROW(ROOM_CPC_SEARCH_RANGE, "search", SOURCE_CPC_SEARCH, XML_FORMS,
             "those hits"),
    FILES_ROW(ROOM_CPC_MEDIA, SHAPE_MEDIA, SLOT_NUMBER, SOURCE_CPC_MEDIA,
              MEDIA_FORMS, "a figure: 1000.gif", NULL),
    SLOT_ROW(ROOM_MAP, "cpc", ROOM_MAP_CPC, SLOT_FORMAT),
    SLOT_ROW(ROOM_MAP, "ecla", ROOM_MAP_ECLA, SLOT_FORMAT),
    OPEN_ROW(ROOM_MAP_CPC, SHAPE_CPC, ROOM_MAP_CPC_FILES, SLOT_SYMBOL,
             "one directory per symbol"),
    OPEN_ROW(ROOM_MAP_ECLA, SHAPE_ECLA, ROOM_MAP_ECLA_FILES, SLOT_SYMBOL,
             "one directory per symbol"),
    FILES_ROW(ROOM_MAP_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_IPC,
              XML_FORMS, "also ipc,additional.xml", "ipc", "additional"),
    FILES_ROW(ROOM_MAP_CPC_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_ECLA,
              XML_FORMS, "also ecla,additional.xml", "ecla", "additional"),
    FILES_ROW(ROOM_MAP_ECLA_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_CPC,
              XML_FORMS, "also cpc,additional.xml", "cpc", "additional"),
    FILES_ROW(ROOM_MAP_ECLA_FILES, SHAPE_VIEW, SLOT_VIEW, SOURCE_MAP_TO_IPC,
              XML_FORMS, "also ipc,additional.xml", "ipc", "additional"),

    OPEN_ROW(ROOM_PATENT, SHAPE_CANONICAL, ROOM_PATENT_FILES, SLOT_NUMBER,
             "one directory per publication: EP2400812B1"),
    {.in = ROOM_PATENT,
     .inside = ROOM_PATENT_LINKED,
     .shape = SHAPE_WORD,
     .words = {".files"},
     .hidden = true,
     .doc = "not listed: where links lead, with files only"},
    OPEN_ROW(ROOM_PATENT_LINKED, SHAPE_CANONICAL, ROOM_PATENT_FILES,
             SLOT_NUMBER, "the same, where a link has led: lists files only"),
    {.in = ROOM_PATENT,
     .inside = ROOM_PATENT_BY_DAY,
     .shape = SHAPE_WORD,
     .words = {".published"},
     .slot = SLOT_BY_DAY,
     .hidden = true,
     .doc = "not listed: with the publication server's texts"},
    OPEN_ROW(ROOM_PATENT_BY_DAY, SHAPE_CANONICAL, ROOM_PATENT_FILES,
             SLOT_NUMBER, "the same, where a link has led: lists files only"),
    LINK_ROW(ROOM_PATENT, SHAPE_SPELLING, SLOT_NUMBER, LINK_CANONICAL,
             "any other spelling: a link to it"),
    SHOW_ROW(ROOM_PATENT_FILES, "title.txt", FACET_TITLE, SOURCE_BIBLIO,
             "biblio", "the title; title.de.txt in one language"),
    TONGUE_ROW(ROOM_PATENT_FILES, "title.txt", FACET_TITLE, PLAN_ONE,
               SOURCE_BIBLIO, "biblio"),
    MANY_ROW(ROOM_PATENT_FILES, "abstract.txt", ROOM_NONE, FACET_ABSTRACT,
             PLAN_TEXT, SOURCE_BIBLIO, "biblio", "also abstract.fr.txt"),
    TONGUE_ROW(ROOM_PATENT_FILES, "abstract.txt", FACET_ABSTRACT, PLAN_TEXT,
               SOURCE_BIBLIO, "biblio"),
    MANY_ROW(ROOM_PATENT_FILES, "claims.txt", ROOM_NONE, FACET_CLAIMS,
             PLAN_TEXT, SOURCE_FULLTEXT, "claims", "also claims.fr.txt"),
    TONGUE_ROW(ROOM_PATENT_FILES, "claims.txt", FACET_CLAIMS, PLAN_TEXT,
               SOURCE_FULLTEXT, "claims"),
    MANY_ROW(ROOM_PATENT_FILES, "description.txt", ROOM_NONE, FACET_DESCRIPTION,
             PLAN_TEXT, SOURCE_FULLTEXT, "description",
             "also description.de.txt"),
    TONGUE_ROW(ROOM_PATENT_FILES, "description.txt", FACET_DESCRIPTION,
               PLAN_TEXT, SOURCE_FULLTEXT, "description"),
    MANY_ROW(ROOM_PATENT_FILES, "description", ROOM_DESCRIPTION,
             FACET_PIECE_NAMES, PLAN_TEXT, SOURCE_FULLTEXT, "description",
             "one file per paragraph"),
    MANY_ROW(ROOM_DESCRIPTION, "headings.tsv", ROOM_NONE, FACET_HEADINGS,
             PLAN_TEXT, SOURCE_FULLTEXT, "description",
             "which heading starts in which file"),
    SERIAL_ROW(ROOM_DESCRIPTION, "0001.txt", FACET_PIECE, "description",
               "a paragraph, in lines of at most 2000 characters"),
    SHOW_ROW(ROOM_PATENT_FILES, "biblio.txt", FACET_BIBLIO, SOURCE_BIBLIO,
             "biblio", "numbers, dates, parties, classes, titles"),
    MANY_ROW(ROOM_PATENT_FILES, "claims", ROOM_CLAIMS, FACET_CLAIM_NAMES,
             PLAN_TEXT, SOURCE_FULLTEXT, "claims", "one file per claim"),
    SERIAL_ROW(ROOM_CLAIMS, "001.txt", FACET_CLAIM, "claims",
               "a claim: 001.txt"),
    {.in = ROOM_PATENT_FILES,
     .shape = SHAPE_WORD,
     .words = {"document.pdf"},
     .source = SOURCE_INQUIRY,
     .facet = FACET_DOCUMENT,
     .plan = PLAN_DOCUMENT,
     .parts = "",
     .costly = true,
     .doc = "the whole document in one PDF"},
    NAMES_ROW(ROOM_PATENT_FILES, "images", ROOM_PATENT_IMAGES,
              FACET_IMAGE_NAMES, SOURCE_INQUIRY, "",
              "drawings and pages, as far as OPS has them"),
    IMAGE_ROW(ROOM_PATENT_IMAGES, SHAPE_WORD, SLOT_NONE, "first-page.png",
              FACET_FIRST_PAGE, "the clip of the first page, or all of it"),
    SHEETS_ROW("drawings", ROOM_DRAWINGS, FACET_DRAWING_NAMES,
               "one file per sheet of drawings"),
    SHEETS_ROW("pages", ROOM_PAGES, FACET_PAGE_NAMES, "one file per page"),
    IMAGE_ROW(ROOM_DRAWINGS, SHAPE_SERIAL, SLOT_PART, "001.png", FACET_DRAWING,
              "a sheet of drawings, upright"),
    IMAGE_ROW(ROOM_PAGES, SHAPE_SERIAL, SLOT_PART, "001.pdf", FACET_PAGE,
              "a page"),
    SHOW_ROW(ROOM_PATENT_FILES, "citations.tsv", FACET_CITATIONS, SOURCE_BIBLIO,
             "biblio", "cited documents and literature"),
    NAMES_ROW(ROOM_PATENT_FILES, "citations", ROOM_LINKS, FACET_CITATION_NAMES,
              SOURCE_BIBLIO, "biblio", "the cited documents"),
    MANY_ROW(ROOM_PATENT_FILES, "cited-by.tsv", ROOM_NONE, FACET_HITS,
             PLAN_PAGES, SOURCE_SEARCH, "biblio", "documents that cite it"),
    MANY_ROW(ROOM_PATENT_FILES, "cited-by", ROOM_LINKS, FACET_HIT_NAMES,
             PLAN_PAGES, SOURCE_SEARCH, "biblio", "the same, as links"),
    NAMES_ROW(ROOM_PATENT_FILES, "publications", ROOM_LINKS,
              FACET_PUBLICATION_NAMES, SOURCE_BIBLIO, "biblio,full-cycle",
              "all publications of the application"),
    DIR_ROW(ROOM_PATENT_FILES, "family", ROOM_PATENT_FAMILY,
            "the members, as links"),
    NAMES_ROW(ROOM_PATENT_FAMILY, "simple", ROOM_LINKS,
              FACET_FAMILY_SIMPLE_NAMES, SOURCE_FAMILY, "",
              "the same priorities (DOCDB)"),
    NAMES_ROW(ROOM_PATENT_FAMILY, "extended", ROOM_LINKS,
              FACET_FAMILY_EXTENDED_NAMES, SOURCE_FAMILY, "",
              "all that share one (INPADOC)"),
    SHOW_ROW(ROOM_PATENT_FILES, "family.tsv", FACET_FAMILY, SOURCE_FAMILY, "",
             "members with dates and priorities"),
    SHOW_ROW(ROOM_PATENT_FILES, "legal.tsv", FACET_LEGAL, SOURCE_LEGAL, "",
             "legal events, newest first"),
    MANY_ROW(ROOM_PATENT_FILES, "changes.tsv", ROOM_NONE, FACET_CHANGES,
             PLAN_CHANGES, SOURCE_HISTORY, "",
             "events and members, by when they were first seen"),
    {.in = ROOM_PATENT_FILES,
     .inside = ROOM_PATENT_REGISTER,
     .shape = SHAPE_WORD,
     .words = {"register"},
     .source = SOURCE_REGISTER,
     .parts = "biblio",
     .doc = "the European Patent Register (EP, Euro-PCT)"},
    SHOW_ROW(ROOM_PATENT_REGISTER, "status.txt", FACET_STATUS, SOURCE_REGISTER,
             "biblio,events,procedural-steps", "where it stands"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "proprietor.txt", FACET_PROPRIETOR,
             SOURCE_REGISTER, "biblio,events,procedural-steps",
             "who owns it, and who did"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "opposition.txt", FACET_OPPOSITION,
             SOURCE_REGISTER, "biblio,events,procedural-steps",
             "the period, and who opposed"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "events.tsv", FACET_EVENTS, SOURCE_REGISTER,
             "biblio,events,procedural-steps", "what was published"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "steps.tsv", FACET_STEPS, SOURCE_REGISTER,
             "biblio,events,procedural-steps", "the procedure"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "states.tsv", FACET_STATES, SOURCE_REGISTER,
             "biblio,events,procedural-steps", "designated, lapsed when"),
    SHOW_ROW(ROOM_PATENT_REGISTER, "upp.txt", FACET_UPP, SOURCE_REGISTER, "upp",
             "unitary protection"),
    MANY_ROW(ROOM_PATENT_FILES, "upc.txt", ROOM_NONE, FACET_UPC, PLAN_UPC,
             SOURCE_REGISTER, "biblio,events,procedural-steps",
             "unitary effect, opt-out, the Unified Patent Court"),
    SHOW_ROW(ROOM_PATENT_FILES, "cite.bib", FACET_BIBTEX, SOURCE_BIBLIO,
             "biblio", "BibTeX"),
    SHOW_ROW(ROOM_PATENT_FILES, "cite.ris", FACET_RIS, SOURCE_BIBLIO, "biblio",
             "RIS"),
    SHOW_ROW(ROOM_PATENT_FILES, "cite.json", FACET_CSL, SOURCE_BIBLIO, "biblio",
             "CSL-JSON"),
    SHOW_ROW(ROOM_PATENT_FILES, "numbers.txt", FACET_NUMBERS, SOURCE_BIBLIO,
             "biblio", "docdb, epodoc, original"),
    SHOW_ROW(ROOM_PATENT_FILES, "links.txt", FACET_LINKS, SOURCE_BIBLIO,
             "biblio", "Espacenet, Register, Google Patents"),
    {.in = ROOM_PATENT_FILES,
     .shape = SHAPE_WORD,
     .words = {"ops"},
     .link = LINK_MIRROR,
     .doc = "its directory in the mirror"},
    LINK_ROW(ROOM_LINKS, SHAPE_CANONICAL, SLOT_NONE, LINK_PATENT,
             "a link into patent/"),

    LIVE_ROW(ROOM_QUERIES, "README.txt", LIVE_CQL, "how to write a query"),
    {.in = ROOM_QUERIES,
     .inside = ROOM_HITS,
     .shape = SHAPE_QUERY,
     .slot = SLOT_QUERY,
     .facet = FACET_HIT_NAMES,
     .plan = PLAN_PAGES,
     .source = SOURCE_SEARCH,
     .parts = "biblio",
     .doc = "one directory per CQL query; %2F for a slash"},
    MANY_ROW(ROOM_HITS, "hits.tsv", ROOM_NONE, FACET_HITS, PLAN_PAGES,
             SOURCE_SEARCH, "biblio", "date, number, kind, applicant, title"),
    MANY_ROW(ROOM_HITS, "count", ROOM_NONE, FACET_COUNT, PLAN_COUNT,
             SOURCE_SEARCH, "biblio", "how many hits"),
    LINK_ROW(ROOM_HITS, SHAPE_CANONICAL, SLOT_NONE, LINK_PATENT,
             "a hit: a link into patent/"),

    SECTION_ROW("sections", "A", "B", "C", "D"),
    SECTION_ROW("sections", "E", "F", "G", "H"),
    SECTION_ROW("the section of new technologies", "Y"),
    {.in = ROOM_SECTIONS,
     .inside = ROOM_LEVELS,
     .shape = SHAPE_WORD,
     .words = {".levels"},
     .hidden = true,
     .doc = "not listed: where links lead; a walk does not"},
    SYMBOLS_ROW(ROOM_LEVELS, SHAPE_WORD, SLOT_SECTION, ROOM_SECTION, "sections",
                "A", "B", "C", "D"),
    SYMBOLS_ROW(ROOM_LEVELS, SHAPE_WORD, SLOT_SECTION, ROOM_SECTION, "sections",
                "E", "F", "G", "H"),
    SYMBOLS_ROW(ROOM_LEVELS, SHAPE_WORD, SLOT_SECTION, ROOM_SECTION,
                "the section of new technologies", "Y"),
    LINK_ROW(ROOM_SECTIONS, SHAPE_SYMBOL, SLOT_NONE, LINK_SYMBOL,
             "any symbol, H04W84%2F20 or h04w: a link to its place"),
    SYMBOL_ROWS(ROOM_SECTION),
    SYMBOLS_ROW(ROOM_SECTION, SHAPE_CLASS, SLOT_CLASS, ROOM_CLASS,
                "classes: H04", NULL),
    SYMBOL_ROWS(ROOM_CLASS),
    SYMBOLS_ROW(ROOM_CLASS, SHAPE_SUBCLASS, SLOT_SUBCLASS, ROOM_SUBCLASS,
                "subclasses: H04W", NULL),
    SYMBOL_ROWS(ROOM_SUBCLASS),
    PATENTS_ROW(ROOM_SUBCLASS),
    SYMBOLS_ROW(ROOM_SUBCLASS, SHAPE_GROUP, SLOT_GROUP, ROOM_GROUP,
                "main groups: 84, for H04W84/00", NULL),
    SYMBOL_ROWS(ROOM_GROUP),
    SHOW_ROW(ROOM_GROUP, "ipc", FACET_SYMBOL_IPC, SOURCE_CPC, "",
             "its symbol in the IPC"),
    PATENTS_ROW(ROOM_GROUP),
    SYMBOLS_ROW(ROOM_GROUP, SHAPE_SUBGROUP, SLOT_SUBGROUP, ROOM_SUBGROUP,
                "subgroups, all: 20, for H04W84/20", NULL),
    SYMBOL_ROWS(ROOM_SUBGROUP),
    SHOW_ROW(ROOM_SUBGROUP, "ipc", FACET_SYMBOL_IPC, SOURCE_CPC, "",
             "its symbol in the IPC"),
    PATENTS_ROW(ROOM_SUBGROUP),
    LINK_ROW(ROOM_SUBGROUP, SHAPE_SUBGROUP, SLOT_NONE, LINK_SUBGROUP,
             "subgroups one dot below it"),
    FILES_ROW(ROOM_FIGURES, SHAPE_MEDIA, SLOT_NUMBER, SOURCE_CPC_MEDIA,
              MEDIA_FORMS, "a figure: 1000.gif", NULL),

    OPEN_ROW(ROOM_LISTS, SHAPE_LIST, ROOM_LIST, SLOT_PART,
             "a file of $XDG_CONFIG_HOME/opsfs/lists"),
    MANY_ROW(ROOM_LIST, "biblio.tsv", ROOM_NONE, FACET_ROW, PLAN_LIST,
             SOURCE_BIBLIO, "biblio", "one line per publication"),
    MANY_ROW(ROOM_LIST, "citations.tsv", ROOM_NONE, FACET_CITATIONS, PLAN_LIST,
             SOURCE_BIBLIO, "biblio", "what they cite"),
    MANY_ROW(ROOM_LIST, "family.tsv", ROOM_NONE, FACET_FAMILY, PLAN_LIST,
             SOURCE_FAMILY, "", "their families"),
    MANY_ROW(ROOM_LIST, "legal.tsv", ROOM_NONE, FACET_LEGAL, PLAN_LIST,
             SOURCE_LEGAL, "", "their legal events"),
    MANY_ROW(ROOM_LIST, "register.tsv", ROOM_NONE, FACET_REGISTER_ROW,
             PLAN_LIST, SOURCE_REGISTER, "biblio,events,procedural-steps",
             "where they stand"),
    MANY_ROW(ROOM_LIST, "changes.tsv", ROOM_NONE, FACET_CHANGES,
             PLAN_CHANGES_OF_LIST, SOURCE_HISTORY, "",
             "what came new since it was first read"),
    MANY_ROW(ROOM_LIST, "cited-by.tsv", ROOM_NONE, FACET_CITING, PLAN_CITING,
             SOURCE_SEARCH, "biblio", "who cites them"),
    MANY_ROW(ROOM_LIST, "cite.bib", ROOM_NONE, FACET_BIBTEX, PLAN_LIST,
             SOURCE_BIBLIO, "biblio", "BibTeX"),
    LINK_ROW(ROOM_LIST, SHAPE_CANONICAL, SLOT_NONE, LINK_PATENT,
             "a number of the list: a link into patent/"),

    SHOW_ROW(ROOM_EPS, "dates.txt", FACET_EPS_DATES, SOURCE_EPS_DATES, "",
             "the days of publication, newest first"),
    DIR_ROW(ROOM_EPS, "publication-dates", ROOM_EPS_DATES, "one per day"),
    DIR_ROW(ROOM_EPS, "patents", ROOM_EPS_PATENTS, "one per document"),
    {.in = ROOM_EPS_DATES,
     .inside = ROOM_EPS_DAY,
     .shape = SHAPE_DAY,
     .slot = SLOT_DATE,
     .facet = FACET_EPS_NAMES,
     .source = SOURCE_EPS_DAY,
     .parts = "",
     .doc = "a day of publication: 2024-03-20"},
    SHOW_ROW(ROOM_EPS_DAY, "index.tsv", FACET_EPS_INDEX, SOURCE_EPS_DAY, "",
             "number, kind, document, correction"),
    LINK_ROW(ROOM_EPS_DAY, SHAPE_CANONICAL, SLOT_NONE, LINK_BY_DAY,
             "a document of the day: a link into patent/"),
    OPEN_ROW(ROOM_EPS_PATENTS, SHAPE_EPS, ROOM_EPS_FILES, SLOT_NUMBER,
             "one directory per document: EP1004359NWB1"),
    FILE_ROW(ROOM_EPS_FILES, "document", SOURCE_EPS_DOCUMENT, WHOLE_FORMS,
             "the document whole"),

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
    LIVE_ROW(ROOM_OPS, "ctl", LIVE_CTL,
             "takes a line: drop PATH, refresh PATH, offline on|off"),
    LIVE_ROW(ROOM_OPS, "log", LIVE_LOG, "what the mount did recently"),
    LIVE_ROW(ROOM_OPS, "help", LIVE_HELP, "every name of the tree"),
};

const size_t names_count = sizeof(names) / sizeof(names[0]);
