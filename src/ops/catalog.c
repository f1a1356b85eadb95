/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tables. Chapter numbers are those of the OPS guide 1.3.20.
 *
 * Ceilings: of the recorded answers the longest text has 220 KB and the largest
 * page 68 KB. A hundred records in one answer, and a family of some hundred
 * members with their events, fit into 16 MiB; all symbols of a section of
 * the classification, in 32.
 */
#include "ops/catalog.h"

#define KIB ((size_t)1024)
#define MIB (1024 * KIB)

const struct class_row classes[CLASS_COUNT] = {
    [CLASS_SEARCH] = {"search", 30, 5},
    [CLASS_RETRIEVAL] = {"retrieval", 200, 50},
    [CLASS_INPADOC] = {"inpadoc", 60, 30},
    [CLASS_IMAGES] = {"images", 200, 50},
    [CLASS_OTHER] = {"other", 1000, 1000},
};

const struct form_row forms[FORM_COUNT] = {
    [FORM_XML] = {"xml", "application/xml"},
    [FORM_JSON] = {"json", "application/json"},
    [FORM_TXT] = {"txt", "text/plain"},
    [FORM_PDF] = {"pdf", "application/pdf"},
    [FORM_TIFF] = {"tiff", "application/tiff"},
    [FORM_PNG] = {"png", "image/png"},
    [FORM_JPEG] = {"jpeg", "image/jpeg"},
    [FORM_GIF] = {"gif", "image/gif"},
    [FORM_HTML] = {"html", "text/html"},
    [FORM_ZIP] = {"zip", "application/zip"},
};

const char *const server_names[SERVER_COUNT] = {
    [SERVER_OPS] = "OPS",
    [SERVER_EPS] = "publication server",
    [SERVER_USAGE] = "OPS's figures",
};

const char *const server_roots[SERVER_COUNT] = {
    [SERVER_OPS] = "/rest-services/",
    [SERVER_EPS] = "/",
    [SERVER_USAGE] = "/developers/me/stats/",
};

/* A formatter would give the brace of each row a line of its own. */
/* clang-format off */
const struct source sources[SOURCE_COUNT] = {
    [SOURCE_BIBLIO] = {
        .path = "published-data/{type}/{format}/{number}/{constituents}",
        .bulk = "published-data/{type}/{format}/{constituents}",
        .doc = "bibliographic data, abstract, all publications (3.1.1)",
        .class = CLASS_RETRIEVAL,
        .ceiling = 16 * MIB,
    },
    [SOURCE_FULLTEXT] = {
        .path = "published-data/{type}/{format}/{number}/{constituents}",
        .doc = "claims, description and what text there is (3.1.2)",
        .class = CLASS_RETRIEVAL,
        .ceiling = 16 * MIB,
    },
    [SOURCE_EQUIVALENTS] = {
        .path = "published-data/{type}/{format}/{number}/equivalents[/{constituents}]",
        .doc = "simple family (3.1.1)",
        .class = CLASS_RETRIEVAL,
        .ceiling = 16 * MIB,
    },
    [SOURCE_INQUIRY] = {
        .path = "published-data/{type}/{format}/{number}/images",
        .doc = "which images there are, and how many pages (3.1.3)",
        .class = CLASS_RETRIEVAL,
        .ceiling = 4 * MIB,
    },
    [SOURCE_PAGE] = {
        .path = "published-data/images/{cc}/{doc}/{kind}/{out}?Range={range}",
        .doc = "one page of a document or of its drawings (3.1.3)",
        .class = CLASS_IMAGES,
        .ceiling = 16 * MIB,
        .suffix = true,
    },
    [SOURCE_CLIP] = {
        .path = "published-data/images/{cc}/{doc}/{kind}/{out}",
        .doc = "the drawing of the first page (3.1.3)",
        .class = CLASS_IMAGES,
        .ceiling = 16 * MIB,
        .suffix = true,
    },
    [SOURCE_SEARCH] = {
        .path = "published-data/search[/{constituents}]?q={query}[&Range={range}]",
        .doc = "search in the published data, CQL (3.2)",
        .accept = "application/ops+xml",
        .class = CLASS_SEARCH,
        .ceiling = 16 * MIB,
    },
    [SOURCE_FAMILY] = {
        .path = "family/{type}/{format}/{number}[/{constituents}]",
        .doc = "extended (INPADOC) family (3.5)",
        .accept = "application/ops+xml",
        .class = CLASS_INPADOC,
        .ceiling = 16 * MIB,
    },
    [SOURCE_LEGAL] = {
        .path = "legal/{type}/{format}/{number}",
        .doc = "legal events (3.6)",
        .accept = "application/ops+xml",
        .class = CLASS_INPADOC,
        .ceiling = 16 * MIB,
    },
    [SOURCE_REGISTER] = {
        .path = "register/{type}/{format}/{number}/{constituents}",
        .doc = "the European Patent Register (3.4)",
        .accept = "application/register+xml",
        .class = CLASS_OTHER,
        .ceiling = 16 * MIB,
    },
    [SOURCE_REGISTER_SEARCH] = {
        .path = "register/search[/{constituents}]?q={query}[&Range={range}]",
        .doc = "search in the register, CQL of its own (3.4)",
        .accept = "application/register+xml",
        .class = CLASS_OTHER,
        .ceiling = 16 * MIB,
    },
    [SOURCE_NUMBER] = {
        .path = "number-service/{type}/{format}/{number}/{out}",
        .doc = "one number format into another (3.3)",
        .class = CLASS_OTHER,
        .ceiling = 1 * MIB,
    },
    [SOURCE_CPC] = {
        .path = "classification/cpc/{symbol}[?{view}]",
        .doc = "the scheme of the classification (3.7)",
        .class = CLASS_OTHER,
        .ceiling = 32 * MIB,
    },
    [SOURCE_CPC_SEARCH] = {
        .path = "classification/cpc/search?q={query}[&Range={range}]",
        .doc = "search in the classification's titles (3.7)",
        .class = CLASS_OTHER,
        .ceiling = 4 * MIB,
    },
    [SOURCE_CPC_MEDIA] = {
        .path = "classification/cpc/media/{number}",
        .doc = "a figure of the classification (3.7)",
        .class = CLASS_IMAGES,
        .ceiling = 16 * MIB,
        .suffix = true,
    },
    [SOURCE_MAP_TO_CPC] = {
        .path = "classification/map/{format}/{symbol}/cpc[?{view}]",
        .doc = "a symbol of ECLA in the CPC (3.7)",
        .class = CLASS_OTHER,
        .ceiling = 1 * MIB,
    },
    [SOURCE_MAP_TO_IPC] = {
        .path = "classification/map/{format}/{symbol}/ipc[?{view}]",
        .doc = "a symbol in the IPC (3.7)",
        .class = CLASS_OTHER,
        .ceiling = 1 * MIB,
    },
    [SOURCE_MAP_TO_ECLA] = {
        .path = "classification/map/{format}/{symbol}/ecla[?{view}]",
        .doc = "a symbol of the CPC in ECLA (3.7)",
        .class = CLASS_OTHER,
        .ceiling = 1 * MIB,
    },
    [SOURCE_EPS_DATES] = {
        .path = "publication-dates",
        .doc = "the days of publication (publication server)",
        .server = SERVER_EPS,
        .class = CLASS_OTHER,
        .ceiling = 2 * MIB,
    },
    [SOURCE_EPS_DAY] = {
        .path = "publication-dates/{date}/patents",
        .doc = "what was published on a day (publication server)",
        .server = SERVER_EPS,
        .class = CLASS_OTHER,
        .ceiling = 8 * MIB,
    },
    [SOURCE_EPS_DOCUMENT] = {
        .path = "patents/{number}/document",
        .doc = "a document whole (publication server)",
        .server = SERVER_EPS,
        .class = CLASS_OTHER,
        .ceiling = 256 * MIB,
        .suffix = true,
    },
    [SOURCE_USAGE] = {
        .path = "usage?timeRange={range}",
        .doc = "OPS's own usage figures of the account (2.4)",
        .server = SERVER_USAGE,
        .class = CLASS_OTHER,
        .ceiling = 4 * MIB,
    },
    [SOURCE_HISTORY] = {
        .path = "history/{type}/{format}/{number}",
        .doc = "what was seen when, of the store alone",
        .server = SERVER_NONE,
        .class = CLASS_OTHER,
        .ceiling = 64 * MIB,
    },
};
/* clang-format on */
