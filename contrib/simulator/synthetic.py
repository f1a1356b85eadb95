# SPDX-License-Identifier: GPL-3.0-or-later
"""Any number of computed European applications, for load and for cost.

Record n is EP(4000000 + n) A1, application EP20nnnnnn; both numbers lead
back to n, so that nothing has to be stored.  Cases are made when first asked
for and the most recent ones kept.
"""
from datetime import date, timedelta
from functools import lru_cache

import fates
import kindred
from cases import Case, Number, Publication

BASE = 4_000_000
LIMIT = 999_999
KEPT = 1024

_THINGS = ("valve", "antenna", "conveyor", "lock", "pump", "sensor", "filter",
           "battery", "clamp", "lens", "bearing", "plough")
_MANNERS = ("a controlled drive", "two chambers", "a folding frame",
            "a sealed housing", "a spare channel", "low noise",
            "a wireless node", "a heated wall", "a light guide")
_CLASSES = ("F16K31/02", "H01Q1/08", "B65G23/23", "E05B47/00", "F04B17/03",
            "G01D5/14", "B01D39/00", "H01M10/48", "F16L3/08", "G02B3/00",
            "F16C33/66", "A01B33/00")
_STATES = ("AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT "
           "LU LV MC ME MK MT NL NO PL PT RO RS SE SI SK SM TR")
_FIRST = date(2022, 1, 5)


def day(n: int) -> str:
    """Publication days run on without a gap for about eleven years."""
    return (_FIRST + timedelta(days=n % 4000)).strftime("%Y%m%d")


def week(text: str) -> str:
    year, number, _ = date(int(text[:4]), int(text[4:6]),
                           int(text[6:])).isocalendar()
    return f"{year}/{number:02}"


def title(n: int) -> str:
    return (f"Synthetic record {n}: {_THINGS[n % len(_THINGS)]} with "
            f"{_MANNERS[n % len(_MANNERS)]}")


def applicant(n: int) -> str:
    return f"Synthetic Applicant {n} GmbH"


def classes(n: int) -> list[str]:
    return [_CLASSES[(n + step) % len(_CLASSES)] for step in range(3)]


def number(n: int) -> Number:
    serial = f"{n:06}"
    return Number("EP", "20" + serial, "A", "20200615", "EP20200" + serial,
                  "20" + serial, "regional", f"5{n:08}")


def _citations(n: int) -> list[dict]:
    return [{"country": "US", "number": str(2010000001 + 97 * n + step),
             "kind": "A1", "date": f"201{step}0105",
             "name": f"SYNTHETIC APPLICANT {n + step} INC [US]",
             "category": "XYA"[step % 3], "claims": f"1-{step + 2}",
             "passage": f"paragraphs [{step + 10:04}] - [{step + 20:04}]"}
            for step in range(5)] + _own_citation(fates.cites(n))


def _own_citation(n: int) -> list[dict]:
    """Record n as a cited one."""
    return [{"country": "EP", "number": str(BASE + n), "kind": "A1",
             "date": day(n), "name": f"SYNTHETIC APPLICANT {n} GMBH [DE]",
             "category": "A", "claims": "1",
             "passage": "claim 1"}] if n else []


def _claims(n: int) -> list[str]:
    thing = _THINGS[n % len(_THINGS)].capitalize()
    return [f"1. {thing} number {n} with {_MANNERS[n % len(_MANNERS)]}."] + [
        f"{at}. {thing} according to claim {at - 1}, wherein part ({at}) is "
        f"held by part ({at + 1})." for at in range(2, 11)]


def _register(n: int) -> dict:
    published = day(n)
    bulletin = week(published)
    people = [[applicant(n), "DE", f"Sample Street {n}", "80000 Sampletown"]]
    known = {
        "language": "en", "states": _STATES, "weeks": {"A1": bulletin},
        "agent": ["Example Agents 1", "DE", "Sample Square 3",
                  "80000 Sampletown"],
        "proprietors": [{"date": published, "week": bulletin,
                         "people": people}],
        "statuses": [[published, "15"], [published, "16"]],
        "events": [[published, "0009171", bulletin, published],
                   [published, "0009012", bulletin, published]],
        "steps": [["RFEE", "20220620", "03"], ["PROL", "", "en"],
                  ["ISAT", "", ""]],
        "rights": {"examination": [published, bulletin]},
        "search-report": "20201120"}
    if not fates.is_withdrawn(n):
        return known
    return fates.end(known, published, week(fates.day_of_end(published)))


def _legal(n: int) -> list:
    published = day(n)
    events = [[published, "AK", {"L506EP": "A1", "L507EP": _STATES}],
              [published, "17P", {"L525EP": published}]]
    return events + [fates.legal(published)] * fates.is_withdrawn(n)


def make(n: int) -> Case:
    published = day(n)
    case = Case(
        loaded=n, family=f"8{n:07}", extended=f"8{n:07}",
        application=number(n), priorities=[number(n)], representative=True,
        publications=[Publication("EP", str(BASE + n), "A1", published)],
        titles={"de": f"Synthetischer Datensatz {n}",
                "fr": f"Enregistrement synthétique {n}", "en": title(n)},
        applicants=[[applicant(n), "DE"]],
        inventors=[[f"SAMPLE, Inventor {n}", "DE"],
                   [f"SAMPLE, Inventor {n + 1}", "FI"]],
        abstracts={"en": f"Sample text of synthetic record {n}: "
                   + "the parts are held by each other in turn. " * 8},
        ipc=classes(n), cpc=classes(n), citations=_citations(n),
        claims={"*": {"en": _claims(n)}},
        description={"*": {"en": [f"[{at:04}]    Sample paragraph {at} of "
                                  f"synthetic record {n}. "
                                  for at in range(1, 41)]}},
        legal=_legal(n), register=_register(n))
    case.first.case = case
    return case


class Synthetic:
    """Records 1..count, found by either number, and their relatives, found by
    their publications."""

    def __init__(self, count: int):
        self.count = min(max(count, 0), LIMIT)
        self.case = lru_cache(maxsize=KEPT)(make)
        self._relative = lru_cache(maxsize=KEPT)(self._make_relative)

    def _known(self, n: int) -> Case | None:
        return self.case(n) if 1 <= n <= self.count else None

    def _make_relative(self, f: int, at: int) -> Case:
        return kindred.relative(self.case(f * kindred.STEP), f, at)

    def families(self) -> range:
        return range(1, min(self.count // kindred.STEP, kindred.FAMILIES) + 1)

    def family(self, f: int) -> list[Case]:
        """The relatives of record 1000 f."""
        if f not in self.families():
            return []
        return [self._relative(f, at) for at in range(len(kindred.OFFICES))]

    def relatives(self, case: Case) -> list[Case]:
        """The family of a synthetic record or relative, itself first."""
        f, odd = divmod(int(case.family[1:]), kindred.STEP)
        if odd or f not in self.families():
            return []
        others = [self.case(f * kindred.STEP)] + self.family(f)
        return [case] + [one for one in others
                         if one.first.key != case.first.key]

    def by_publication(self, country: str, text: str) -> Case | None:
        if country != "EP":
            return self._by_relative(country, text)
        if not text.isascii() or not text.isdigit():
            return None
        return self._known(int(text) - BASE)

    def _by_relative(self, country: str, text: str) -> Case | None:
        for one in self.family(kindred.family_of(country, text)):
            if one.first.country == country:
                return one
        return None

    def by_application(self, text: str) -> Case | None:
        """Both spellings end in the six digits of the record."""
        for head in ("EP20200", "EP20"):
            tail = text.removeprefix(head)
            if len(tail) == 6 and tail.isascii() and tail.isdigit():
                return self._known(int(tail))
        return None
