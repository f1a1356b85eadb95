/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a number, and how the serial and the year in it can be changed
 * whatever the office. Private to ops/number.
 */
#ifndef OPSFS_OPS_SERIAL_H
#define OPSFS_OPS_SERIAL_H

#include <stdbool.h>
#include <stddef.h>

/* Letters and digits of a number without country and kind. */
#define SERIAL_MAX 20

/* What comes between the country and the end: 0PP12009P2 is PP, 12009, P2. */
struct parts {
    char country[3];
    char prefix[4];
    char serial[SERIAL_MAX + 1]; /* digits; for some offices letters inside */
    char kind[4];
    char check;  /* a single one after a dot, at the end; 0: none */
    size_t fold; /* digits before the first slash or hyphen; 0: none */
    int year;
    bool application;
    bool docdb;
};

void serial_strip(char *serial); /* removes zeros before a digit */

/* Adds leading zeros, up to `digits`; the serial has room for SERIAL_MAX. */
void serial_pad(char *serial, size_t digits);

/* "98" is 1998, "04" is 2004: the PCT began in 1978. */
int year_of_two(const char two[2]);

/* A leading four-digit year, from 1900 to 2099; 0: none. */
int year_of_four(const char *digits);

#endif
