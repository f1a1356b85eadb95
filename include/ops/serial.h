/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a number, and what the serial and the year in it can be made to
 * say whatever the office. Private to ops/number.
 */
#ifndef OPSFS_OPS_SERIAL_H
#define OPSFS_OPS_SERIAL_H

#include <stdbool.h>
#include <stddef.h>

/* Letters and digits of a number without country and kind. */
#define SERIAL_MAX 20

/* What stands between the country and the end: 0PP12009P2 is PP, 12009, P2. */
struct number_parts {
    char country[3];
    char prefix[4];
    char serial[SERIAL_MAX + 1]; /* digits; for some offices letters, too */
    char kind[4];
    char check;          /* a single one after a dot, at the end; 0: none */
    size_t before_slash; /* digits before the first slash or hyphen; 0: none */
    int year;
    bool application; /* this word stood after */
    bool applied;     /* a word of an application stood somewhere */
    bool published;   /* or one of a publication */
    bool vague;       /* "publication" alone, of Japan, and no kind */
    bool national;    /* DK/EP: the part of a European patent for an office */
    bool paired;      /* two digits, a blank, five: 05 12345 */
    bool dated;       /* a whole date stood after */
    bool shown;       /* and a blank in between, as Espacenet shows it */
    bool dotted;      /* spelled as docdb is: CA.2744162.A */
    bool docdb;       /* OPS's own parts */
};

/* What a spelling could be, or what cannot be in it, for people and as
 * printf(3) has it; `ret_candidates` has NUMBER_CANDIDATES bytes. -EINVAL. */
int number_doubt(char *ret_candidates, const char *text, ...)
    __attribute__((format(printf, 2, 3)));

/* `words` has a blank after each of them. */
bool is_listed(const char *words, const char *word, size_t len);

void serial_strip(char *serial); /* zeros in front of a digit */

/* Zeros in front, up to `digits`; the serial holds SERIAL_MAX. */
void serial_pad(char *serial, size_t digits);

/* "98" is 1998, "04" is 2004: the PCT began in 1978. */
int year_of_two(const char two[2]);

/* A four-digit year in front, from 1900 to 2099; 0: none. */
int year_of_four(const char *digits);

/* No number of the PCT is of a later year. */
#define PCT_LAST 2039

/* A PCT serial, typed in any width, as a year and six digits. 0, -ENOENT. */
int serial_pct(char serial[SERIAL_MAX + 1], size_t before_slash);

#endif
