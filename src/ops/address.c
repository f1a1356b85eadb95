/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row a form of link: what stands in front of the number. The number goes to
 * the next mark that ends a part of a link.
 */
#include "ops/address.h"

#include <stdio.h>
#include <string.h>

struct link_form {
    const char *site;   /* in the host, or anywhere in front of the number */
    const char *before; /* the number follows */
    const char *put;    /* an office in front of it; "": the link names it */
    const char *suffix; /* the word of an application; "": none */
};

/* A form stands before those that would find less in the same link. */
static const struct link_form forms[] = {
    {"patents.google.", "/patent/", "", ""},
    {"google.", "/patents/", "", ""},
    {"patentimages.", "/pdfs/", "", ""},
    {"espacenet.com", "/publication/", "", ""},
    {"espacenet.com", "pn=", "", ""},
    {"espacenet.com", "num=", "", ""},
    {"espacenet.com", "idx=", "", ""},
    {"lens.org", "/patent/", "", ""},
    {"register.epo.org", "number=", "", "-application"},
    {"register.epo.org", "query=", "", ""},
    {"patentscope.wipo.int", "docid=", "", ""},
    {"wipo.int", "wo=", "WO", ""},
    {"depatisnet.dpma.de", "docid=", "", ""},
    {"data.epo.org", "/patents/", "", ""},
    {"ops.epo.org", "/epodoc/", "", ""},
    {"ops.epo.org", "/docdb/", "", ""},
    {"freepatentsonline.com", "/y", "US", ""},
    {"freepatentsonline.com", "/", "US", ""},
    {"patentguru.com", "/", "", ""},
    {"uspto.gov", "/downloadpdf/", "US", ""},
    {"uspto.gov", "q=", "US", ""},
};

static bool is_link(const char *text)
{
    static const char *const starts[] = {
        "http://",
        "https://",
        "www.",
        "patents.google.",
        "worldwide.espacenet.",
        "register.epo.org",
        "patentscope.wipo.int",
        "lens.org",
        "data.epo.org",
        "link.lens.org",
        "ops.epo.org",
    };

    for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
        if (strncasecmp(text, starts[i], strlen(starts[i])) == 0)
            return true;
    }
    return false;
}

/* What stands after `name`, to the end of that part of the link. */
static bool find_part(const char *text, const char *name, struct slice *ret)
{
    const char *at = strcasestr(text, name);

    if (!at)
        return false;
    ret->at = at + strlen(name);
    ret->len = strcspn(ret->at, "?&#;");
    return ret->len > 0;
}

/* CC=US&NR=2020280566A1&KC=A1, of the older Espacenet. */
static bool take_parameters(const char *text, char *to)
{
    struct slice country, number, kind = SLICE("");

    if (!(find_part(text, "?cc=", &country) ||
          find_part(text, "&cc=", &country)) ||
        !(find_part(text, "&nr=", &number) || find_part(text, "?nr=", &number)))
        return false;
    if (!is_alpha(number.at[number.len - 1]) &&
        !(number.len > 2 && is_alpha(number.at[number.len - 2])) &&
        !find_part(text, "&kc=", &kind))
        kind = SLICE("");
    snprintf(to, PLAIN_MAX + 1, "%.*s%.*s%.*s", (int)country.len, country.at,
             (int)number.len, number.at, (int)kind.len, kind.at);
    return true;
}

/* Behind the number goes more of the path, and a form of file. */
static void end_part(struct slice *part)
{
    static const char *const endings[] = {".html", ".htm", ".pdf", ".pn.",
                                          ".xml"};
    bool year = part->len > 4 && part->at[4] == '/' && is_digit(part->at[0]);
    size_t first = year ? 5 : 0, len = strcspn(part->at + first, "?&#;/");

    part->len = first + len;
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        len = strlen(endings[i]);
        if (part->len > len &&
            strncasecmp(part->at + part->len - len, endings[i], len) == 0)
            part->len -= len;
    }
}

/* Undone in place: %2F and all other codes of ASCII. */
static void decode(char *text)
{
    char *to = text;
    unsigned code;

    for (; *text; text++) {
        if (text[0] == '%' && is_alnum(text[1]) && is_alnum(text[2]) &&
            sscanf(text + 1, "%2x", &code) == 1 && code > 0x20 && code < 0x7f) {
            *to++ = (char)code;
            text += 2;
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

/* EP1004359NWB1 of the publication server: the code of a correction goes. */
static void drop_correction(char *number)
{
    size_t len = strlen(number);

    if (len == 13 && is_alpha(number[9]) && is_alpha(number[11]))
        memmove(number + 9, number + 11, 3);
}

static bool take_form(const struct link_form *form, const char *text, char *to)
{
    const char *site = strcasestr(text, form->site);
    struct slice part;
    bool named;

    if (!site || !find_part(site + strlen(form->site), form->before, &part))
        return false;
    end_part(&part);
    if (!part.len)
        return false;
    named = is_alpha(part.at[0]);
    snprintf(to, PLAIN_MAX + 1, "%s%.*s%s", named ? "" : form->put,
             (int)part.len, part.at, form->suffix);
    return true;
}

bool address_take(char text[PLAIN_MAX + 1])
{
    char number[PLAIN_MAX + 1] = "";
    size_t row = 0, count = sizeof(forms) / sizeof(*forms);

    if (!is_link(text))
        return false;
    decode(text);
    if (!strcasestr(text, "espacenet") || !take_parameters(text, number)) {
        while (row < count && !take_form(&forms[row], text, number))
            row++;
    }
    drop_correction(number);
    strcpy(text, number);
    return true;
}
