# SPDX-License-Identifier: GPL-3.0-or-later
"""Families of synthetic records: every thousandth has 29 relatives elsewhere,
of which nine have full text, and each is published once.

Relative m of record 1000 f has a number that leads back to f, so that nothing
has to be stored.
"""
from cases import Case, Number, Publication

STEP = 1000
FAMILIES = 100

# office, number of the relative in family 0, kind; those with full text first
OFFICES = (
    ("WO", 2022700000, "A1"), ("GB", 2700000, "A"), ("FR", 3200000, "A1"),
    ("ES", 2900000, "A1"), ("AT", 527000, "A1"), ("CH", 718000, "A1"),
    ("BE", 1030000, "A1"), ("DK", 202200000, "A1"), ("CA", 3200000, "A1"),
    ("US", 2022700000, "A1"), ("JP", 2022100000, "A"), ("CN", 115100000, "A"),
    ("KR", 20220100000, "A"), ("DE", 102022100000, "A1"),
    ("AU", 2022200000, "A1"), ("BR", 102022100000, "A2"),
    ("RU", 2022100000, "A"), ("TW", 202240000, "A"), ("IN", 202200000, "A"),
    ("MX", 2022000000, "A"), ("IL", 290000, "A"), ("NZ", 780000, "A"),
    ("ZA", 202200000, "A"), ("SG", 11202200000, "A"), ("HK", 40070000, "A"),
    ("FI", 20225000, "A"), ("NL", 2030000, "A"), ("AR", 124000, "A1"),
    ("UA", 127000, "C2"))
WITH_TEXT = 9

_BASES = {country: base for country, base, _kind in OFFICES}


def family_of(country: str, number: str) -> int:
    """f of a relative's publication; 0: it is not a relative."""
    if country not in _BASES or not number.isascii() or not number.isdigit():
        return 0
    f = int(number) - _BASES[country]
    return f if 1 <= f <= FAMILIES else 0


def _claims(f: int, at: int) -> list[str]:
    """Every third text is about another thing."""
    thing = "fuel cell" if at % 3 == 0 else "holder"
    return [f"1. Membrane for a {thing} of family {f}, relative {at}.",
            "2. Membrane according to claim 1, which is porous."]


def _application(f: int, at: int) -> Number:
    country, base, _kind = OFFICES[at]
    text = str(base + 10 * FAMILIES + f)
    return Number(country, text, "A", "20210614", country + text, text,
                  doc_id=f"6{f:06}{at:02}")


def relative(first: Case, f: int, at: int) -> Case:
    """The member of the family of `first` at one office."""
    country, base, kind = OFFICES[at]
    text = {"*": {"en": _claims(f, at)}} if at < WITH_TEXT else {}
    case = Case(
        loaded=f, family=first.family, extended=first.extended,
        application=_application(f, at), priorities=first.priorities,
        publications=[Publication(country, str(base + f), kind,
                                  first.first.date)],
        titles={"en": f"Membrane {f} of office {country}"},
        applicants=[[f"Kindred Applicant {f} Ltd", "GB"]],
        inventors=[[f"KINDRED, Inventor {f}", "GB"]],
        abstracts={"en": f"A membrane of family {f}."},
        ipc=first.ipc, cpc=first.cpc, claims=text)
    case.first.case = case
    return case
