/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "doc/written.h"

#include "base/str.h"

#include <stdlib.h>
#include <string.h>

/* The last years that are written with two digits, and with five digits after
 * them. */
#define WO_SHORT_YEAR 2003
#define WO_SHORT_SERIAL 2002

/* `2 814 089`: of three digits from the right. */
static void add_threes(const char *digits, const char *between, struct buf *to)
{
    size_t left = strlen(digits);

    for (; left > 0; digits++, left--) {
        buf_putc(to, *digits);
        if (left > 1 && left % 3 == 1)
            buf_puts(to, between);
    }
}

/* Letters in front of a serial: of designs, of reissued patents. */
static const char *add_prefix(const char *serial, struct buf *to)
{
    for (; is_alpha(*serial); serial++)
        buf_putc(to, *serial);
    return serial;
}

bool written_lacks_digit(const struct number *n)
{
    return strcmp(n->country, "US") == 0 && n->kind[0] == 'A' &&
           is_digits(n->number, 10);
}

static void add_wo(const struct number *n, struct buf *to)
{
    char year[5] = "";
    int count;

    memcpy(year, n->number, 4);
    count = atoi(year);
    if (count > WO_SHORT_YEAR)
        buf_printf(to, "%s/%s", year, n->number + 4);
    else if (count <= WO_SHORT_SERIAL && n->number[4] == '0' &&
             (count < WO_SHORT_SERIAL || strcmp(n->number + 5, "51231") < 0))
        buf_printf(to, "%s/%s", year + 2, n->number + 5);
    else
        buf_printf(to, "%s/%s", year + 2, n->number + 4);
}

/* A way to write a serial. In a shape, `#` is a digit, `_` a digit that is not
 * written, `@` a letter, `*` all that is left, and what else there is itself;
 * in a form, `#`, `@` and `*` are what these were. */
struct serial_way {
    const char *country;
    const char *kinds; /* the letters of kinds that it is for; "": of all */
    const char *shape; /* NULL: any */
    const char *form;  /* without a shape, what is between threes; NULL: add */
    void (*add)(const struct number *n, struct buf *to);
};

/* The first row that fits. The numbers of DE: the right, the year, the serial;
 * the years of JP: 2000, and of an emperor, H08. */
static const struct serial_way publications[] = {
    {"AT", "", NULL, " "},
    {"BE", "", NULL, " "},
    {"CA", "", NULL, ","},
    {"CH", "", NULL, " "},
    {"DD", "", NULL, " "},
    {"DE", "", "############", "## #### ### ###"},
    {"DE", "", "########", "### ## ###"},
    {"DE", "", "1######", "1 ### ###"},
    {"DE", "", "#######", "## ## ###"},
    {"DE", "", NULL, " "},
    {"DK", "", NULL, " "},
    {"EP", "", NULL, " "},
    {"ES", "", NULL, " "},
    {"FR", "", NULL, " "},
    {"GB", "", NULL, " "},
    {"JP", "", "@##*", "@##-*"},
    {"JP", "A", "####*", "####-*"},
    {"JP", "U", "##########", "####-######"},
    {"KR", "UY", "###########", "20-####-#######"},
    {"KR", "", "###########", "10-####-#######"},
    {"KR", "UY", "20#######", "20-#######"},
    {"KR", "", "10#######", "10-#######"},
    {"US", "A", "##########", "####/0######"},
    {"US", "", NULL, ","},
    {"WO", "", "##########", NULL, add_wo},
};

static const struct serial_way applications[] = {
    {"DE", "", "############", "## #### ### ###"},
    {"US", "", "____########", "##/###,###"},
};

static bool fits_sign(char c, char sign)
{
    if (sign == '#' || sign == '_')
        return is_digit(c);
    return sign == '@' ? is_alpha(c) : c == sign;
}

static bool fits_shape(const char *serial, const char *shape)
{
    for (; *shape && *shape != '*'; shape++, serial++) {
        if (!fits_sign(*serial, *shape))
            return false;
    }
    return (*shape != '\0') == (*serial != '\0');
}

static bool fits(const struct serial_way *w, const struct number *n)
{
    return strcmp(w->country, n->country) == 0 &&
           (!*w->kinds || (n->kind[0] && strchr(w->kinds, n->kind[0]))) &&
           (!w->shape || fits_shape(n->number, w->shape));
}

static void add_form(const struct serial_way *w, const char *serial,
                     struct buf *to)
{
    const char *shape = w->shape;

    for (const char *at = w->form; *at; at++) {
        size_t before = strcspn(shape, "#@*");

        if (!strchr("#@*", *at)) {
            buf_putc(to, *at);
            continue;
        }
        buf_add(to, serial + before, *at == '*' ? strlen(serial + before) : 1);
        shape += before + 1;
        serial += before + 1;
    }
}

static const struct serial_way *way_of(const struct serial_way *ways,
                                       size_t count, const struct number *n)
{
    for (size_t i = 0; i < count; i++) {
        if (fits(&ways[i], n))
            return &ways[i];
    }
    return NULL;
}

static void add_serial(const struct serial_way *w, const struct number *n,
                       struct buf *to)
{
    if (!w)
        buf_puts(to, n->number);
    else if (w->add)
        w->add(n, to);
    else if (w->shape)
        add_form(w, n->number, to);
    else
        add_threes(add_prefix(n->number, to), w->form, to);
}

void written_publication(const struct number *n, struct buf *to)
{
    buf_printf(to, "%s ", n->country);
    add_serial(way_of(publications,
                      sizeof(publications) / sizeof(publications[0]), n),
               n, to);
    if (n->kind[0])
        buf_printf(to, " %s", n->kind);
}

/* PCT-GB2002-004635, which was PCT/GB02/04635 at its time. */
static void add_pct(const char *name, struct buf *to)
{
    const char *year = name + strlen("PCT-GB"),
               *serial = year + strlen("2002-");

    if (atoi(year) <= WO_SHORT_YEAR && *serial == '0')
        buf_printf(to, "PCT/%.2s%.2s/%s", year - 2, year + 2, serial + 1);
    else
        buf_printf(to, "PCT/%.2s%.4s/%s", year - 2, year, serial);
}

void written_application(const struct number *n, struct buf *to)
{
    const struct serial_way *w =
        way_of(applications, sizeof(applications) / sizeof(applications[0]), n);
    char name[NUMBER_NAME];

    number_name(n, name);
    if (slice_starts(slice_of(name), "PCT-") && strlen(name) >= 17) {
        add_pct(name, to);
    } else if (strchr(name, '.')) {
        buf_printf(to, "%.2s %s", name, name + 2);
    } else if (w) {
        buf_printf(to, "%s ", n->country);
        add_serial(w, n, to);
    }
}
