/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row a form of link: what stands in front of the number. The number goes to
 * the next mark that ends a part of a link.
 */
#include "ops/address.h"

#include "ops/offices.h"

#include <stdio.h>
#include <string.h>

struct link_form {
    const char *site;   /* in the host, or anywhere in front of the number */
    const char *before; /* the number follows */
    const char *put;    /* an office in front of it; "": the link names it;
                           NULL: a number of the site's own */
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
    {"register.epo.org", "ap=", "EP", "-application"},
    {"patentscope.wipo.int", "docid=wo", "WO", ""},
    {"patentscope.wipo.int", "docid=", NULL, ""},
    {"wipo.int", "wo=", "WO", ""},
    {"depatisnet.dpma.de", "docid=", "", ""},
    {"depatisnet.dpma.de", "id=", "", ""},
    {"register.dpma.de", "docid=", "", ""},
    {"register.dpma.de", "akz=", "DE", "-application"},
    {"data.epo.org", "/patents/", "", ""},
    {"ipo.gov.uk", "/publicationnumber/", "", ""},
    {"ipo.gov.uk", "/applicationnumber/", "", "-application"},
    {"ic.gc.ca", "/patent/", "CA", ""},
    {"data.inpi.fr", "/brevets/", "", ""},
    {"inpi.fr", "/document/", "", ""},
    {"dimensions.ai", "/patent/", "", ""},
    {"kipris.or.kr", "applno=", "KR", "-application"},
    {"cnipa.gov.cn", "documentid=", "", ""},
    {"ops.epo.org", "/epodoc/", "", ""},
    {"ops.epo.org", "/docdb/", "", ""},
    {"freepatentsonline.com", "/y", "US", ""},
    {"freepatentsonline.com", "/", "US", ""},
    {"patentguru.com", "/", "", ""},
    {"uspto.gov", "/downloadpdf/", "US", ""},
    {"patentcenter.uspto.gov", "/applications/", "US", "-application"},
    {"uspto.gov", "docid=", "US", ""},
    {"uspto.gov", "patentnumber=", "US", ""},
    {"uspto.gov", "q=", "US", ""},
    {"uspto.gov", "s1=", "US", ""},
    {"patents.justia.com", "/patent/", "US", ""},
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

/* A parameter wherever it stands among them. */
static bool find_parameter(const char *text, const char *name,
                           struct slice *ret)
{
    char first[8], other[8];

    snprintf(first, sizeof(first), "?%s=", name);
    snprintf(other, sizeof(other), "&%s=", name);
    return find_part(text, first, ret) || find_part(text, other, ret);
}

/* CC=US&NR=2020280566A1&KC=A1, of the older Espacenet; cc=EP&pn=1234567&ki=B1,
 * of the publication server. */
static bool take_parameters(const char *text, char *to)
{
    struct slice country, number, kind = SLICE("");
    bool server = strcasestr(text, "data.epo.org");

    if (!find_parameter(text, "cc", &country) ||
        !find_parameter(text, server ? "pn" : "nr", &number))
        return false;
    if (!is_alpha(number.at[number.len - 1]) &&
        !(number.len > 2 && is_alpha(number.at[number.len - 2])) &&
        !find_parameter(text, server ? "ki" : "kc", &kind))
        kind = SLICE("");
    snprintf(to, PLAIN_MAX + 1, "%.*s%.*s%.*s", (int)country.len, country.at,
             (int)number.len, number.at, (int)kind.len, kind.at);
    return true;
}

/* More of the path may follow the number, and a form of file. */
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

/* PU/JP-2005-123456/11/ja of J-PlatPat: a number, and what it is one of. */
static bool take_platpat(const char *text, char *to)
{
    static const struct {
        char code[3];
        const char *suffix;
    } codes[] = {
        {"10", "-application"},
        {"11", "A"},
        {"12", "B2"},
        {"13", "A"},
        {"15", ""},
        {"20", "U-application"},
        {"21", "U"},
        {"22", "Y2"},
        {"25", "U"},
    };
    struct slice number, code;
    const char *at = strcasestr(text, "/pu/");

    if (!at || !find_part(text, "/PU/", &number))
        return false;
    at = number.at;
    number.len = strcspn(at, "/?&#;");
    for (at += number.len; *at == '/'; at += 1 + code.len) {
        code = (struct slice){at + 1, strcspn(at + 1, "/?&#;")};
        for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
            if (slice_is(code, codes[i].code))
                snprintf(to, PLAIN_MAX + 1, "%.*s%s", (int)number.len,
                         number.at, codes[i].suffix);
        }
    }
    return true;
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
    named = part.len > 2 && is_alpha(part.at[0]) && is_alpha(part.at[1]) &&
            office_find(part.at);
    if (form->put)
        snprintf(to, PLAIN_MAX + 1, "%s%.*s%s", named ? "" : form->put,
                 (int)part.len, part.at, form->suffix);
    return true;
}

/* Where two letters and a number stand in a part of a link, nothing else. */
static bool is_number(struct slice part)
{
    size_t letters = 0, digits = 0, ends = 0;

    while (letters < part.len && is_alpha(part.at[letters]))
        letters++;
    for (size_t i = letters; i < part.len; i++) {
        if (!is_alnum(part.at[i]) && !strchr("-_", part.at[i]))
            return false;
        digits += is_digit(part.at[i]);
        ends += is_alpha(part.at[i]);
    }
    return letters >= 2 && letters <= 4 && digits >= 4 && ends <= 2;
}

/* Of a link of another form at a site about patents: the number in it, unless
 * there are several. */
static void take_any(const char *text, char *to)
{
    static const char *const sites[] = {
        "google.",    "googleapis.com", "espacenet.com",
        "lens.org",   "epo.org",        "wipo.int",
        "uspto.gov",  "dpma.de",        "freepatentsonline.com",
        "justia.com", "j-platpat",      "patentguru.com",
        "ipexl.com",  "europepmc.org",  "kipris.or.kr",
    };
    const char *from = strstr(text, "//");
    size_t len, row = 0;

    while (row < sizeof(sites) / sizeof(*sites) &&
           !strcasestr(text, sites[row]))
        row++;
    if (row == sizeof(sites) / sizeof(*sites))
        return;
    for (from = from ? from + 2 : text; *from; from += len + (from[len] != 0)) {
        struct slice part = {from, len = strcspn(from, "/?&=#;")};

        end_part(&part);
        if (!is_number(part) ||
            (strlen(to) == part.len && memcmp(to, part.at, part.len) == 0))
            continue;
        if (to[0]) {
            to[0] = '\0';
            return;
        }
        snprintf(to, PLAIN_MAX + 1, "%.*s", (int)part.len, part.at);
    }
}

bool address_take(char text[PLAIN_MAX + 1])
{
    char number[PLAIN_MAX + 1] = "";
    size_t row = 0, count = sizeof(forms) / sizeof(*forms);

    if (!is_link(text))
        return false;
    decode(text);
    if (strcasestr(text, "j-platpat"))
        take_platpat(text, number);
    else if (!take_parameters(text, number)) {
        while (row < count && !take_form(&forms[row], text, number))
            row++;
        if (row == count)
            take_any(text, number);
    }
    drop_correction(number);
    strcpy(text, number);
    return true;
}
