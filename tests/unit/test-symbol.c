/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symbols of the CPC: spellings, places in `cpc/`, and whose answer has
 * them. */
#include "ops/symbol.h"

#include "ops/request.h"

#include "check.h"
#include "walk.h"

#include <errno.h>

static void check_read(const char *spelling, const char *want)
{
    struct symbol symbol;
    int r = symbol_read(slice_of(spelling), &symbol);

    CHECK_INT(r, want ? 0 : -ENOENT);
    if (want && r == 0)
        CHECK_STR(symbol.text, want);
}

static void spellings(void)
{
    check_read("H", "H");
    check_read("y", "Y");
    check_read("h04", "H04");
    check_read(" h 04 w ", "H04W");
    check_read("H04W84", "H04W84/00");
    check_read("H04W 84/00", "H04W84/00");
    check_read("H04W  84/20", "H04W84/20");
    check_read("h04w0084/20", "H04W84/20");
    check_read("H04W0084200000", "H04W84/20");
    check_read("H04W0052020900", "H04W52/0209");
    check_read("A01B0033000000", "A01B33/00");
    check_read("A01B2200/123456", "A01B2200/123456");
}

static void no_symbols(void)
{
    static const char *const odd[] = {
        "",
        "I",
        "Z01",
        "H4",
        "H0W",
        "H04WW",
        "H04W84/",
        "H04W/20",
        "H04W84/2",
        "H04W0/00",
        "H04W84/20/",
        "H04W84/2O",
        "H04W84//20",
        "84/20",
        "H04W84-20",
        "H04W84/1234567",
        "H04W12345/00",
        "H04W0000000000",
        "H/H04",
        "..",
        "H04W84/20 and more than any symbol has",
    };

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
        check_read(odd[i], NULL);
}

static void check_link(const char *name, const char *want)
{
    struct step step;
    int r = path_step(ROOM_SECTIONS, slice_of(name), &step);

    CHECK_INT(r, want ? 0 : -ENOENT);
    if (want && r == 0) {
        CHECK_STR(step.text, want);
        CHECK_INT(step.row->link, LINK_SYMBOL);
    }
}

static void places(void)
{
    check_link("H04", "H/H04");
    check_link("h04w", "H/H04/H04W");
    check_link("H04W84%2F00", "H/H04/H04W/84");
    check_link("H04W 84%2f20", "H/H04/H04W/84/20");
    check_link("A01B2200%2F123456", "A/A01/A01B/2200/123456");
    check_link("H04W84%2F", NULL);
    check_link("H04X%2F20", NULL);
}

/* A path below cpc/, and the request for it, with which part of the answer. */
static void check_request(const char *path, const char *want, const char *part)
{
    struct request request;
    struct location location;
    struct t_walk w;

    CHECK_INT(t_walk_path(&w, path), 0);
    t_walk_location(&w, &location);
    CHECK_INT(request_at(&location, &request), 0);
    CHECK_STR(request.path, want);
    CHECK_STR(request.making.selection, part);
}

#define SECTION "classification/cpc/H?depth=2"
#define CLASS "classification/cpc/H04?depth=2&ancestors"
#define SUBCLASS "classification/cpc/H04W?depth=all&ancestors"
#define GROUP "classification/cpc/H04W84/00?depth=all&ancestors"

/* A reader of a directory has the titles of what is in it. */
static void requests(void)
{
    check_request("cpc/.levels/H", SECTION, "H");
    check_request("cpc/.levels/H/title.txt", SECTION, "H");
    check_request("cpc/.levels/H/H04/title.txt", SECTION, "H04");
    check_request("cpc/.levels/H/H04", CLASS, "H04");
    check_request("cpc/.levels/H/H04/children.tsv", CLASS, "H04");
    check_request("cpc/.levels/H/H04/H04W/path.txt", CLASS, "H04W");
    check_request("cpc/.levels/H/H04/H04W", SUBCLASS, "H04W");
    check_request("cpc/.levels/H/H04/H04W/children.tsv", SUBCLASS, "H04W");
    check_request("cpc/.levels/H/H04/H04W/84", GROUP, "00");
    check_request("cpc/.levels/H/H04/H04W/84/notes.txt", GROUP, "00");
    check_request("cpc/.levels/H/H04/H04W/84/20", GROUP, "20");
    check_request("cpc/.levels/H/H04/H04W/84/0209/ipc", GROUP, "0209");
    check_request("cpc/.levels/H/H04/H04W/84/123456/figures", GROUP, "123456");
    check_request("cpc/.levels/H/H04/H04W/84/20/figures/1000.gif",
                  "classification/cpc/media/1000.gif", "");
}

static void subjects(void)
{
    struct request request;
    struct location location;
    struct t_walk w;

    CHECK_INT(t_walk_path(&w, "cpc/.levels/H/H04/H04W/84/20/title.txt"), 0);
    t_walk_location(&w, &location);
    CHECK_INT(request_at(&location, &request), 0);
    CHECK_STR(request.making.subject, "H04W84/20");
    CHECK_INT(request.making.facet, FACET_SYMBOL_TITLE);
}

static void steps_that_are_none(void)
{
    static const char *const odd[] = {
        "cpc/.levels/H/h04",
        "cpc/.levels/H/H4",
        "cpc/.levels/H/H04W",
        "cpc/.levels/H/H04/H04",
        "cpc/.levels/H/H04/H04w",
        "cpc/.levels/H/H04/H04W/084",
        "cpc/.levels/H/H04/H04W/12345",
        "cpc/.levels/H/H04/H04W/84/00",
        "cpc/.levels/H/H04/H04W/84/2",
        "cpc/.levels/H/ipc",
        "cpc/.levels/H/patents",
        "cpc/.levels/H/H04/H04W/ipc",
    };

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
        struct t_walk w;

        CHECK_INT(t_walk_path(&w, odd[i]), -ENOENT);
    }
}

TEST_MAIN({"spellings", spellings}, {"no symbols", no_symbols},
          {"places", places}, {"requests", requests}, {"subjects", subjects},
          {"steps that are none", steps_that_are_none})
