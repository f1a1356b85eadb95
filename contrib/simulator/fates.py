# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of synthetic records, and which of them cite each other.

Every fiftieth application is deemed to be withdrawn; record n cites record
n // 10, so that each is cited by ten.
"""
from datetime import date, timedelta

WITHDRAWN = 50
CITED = 10
_LATER = timedelta(days=400)


def is_withdrawn(n: int) -> bool:
    return n % WITHDRAWN == 0


def cites(n: int) -> int:
    """The record that record n cites; 0: none."""
    return n // CITED


def day_of_end(published: str) -> str:
    day = date(int(published[:4]), int(published[4:6]), int(published[6:]))
    return (day + _LATER).strftime("%Y%m%d")


def end(register: dict, published: str, bulletin: str) -> dict:
    """The register's facts of an application that was withdrawn."""
    day = day_of_end(published)
    return {**register,
            "statuses": [[day, "10"], *register["statuses"]],
            "events": [[day, "0009183", bulletin, day], *register["events"]],
            "deemed-withdrawn": [day, bulletin]}


def legal(published: str) -> list:
    day = day_of_end(published)
    return [day, "18D", {"L525EP": day}]
