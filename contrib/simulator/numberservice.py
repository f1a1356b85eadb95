# SPDX-License-Identifier: GPL-3.0-or-later
"""The number service: one spelling of a number into another.

It never fails: a known number gets its kind and date, a few offices have
rules, anything else comes back as it was given, and the status says which.
"""
import re

from answers import Answer, no_such_resource, page
from asked import Request
from cases import epodoc_number
from markup import E, Node, exchange_page, pretty
from references import Reference, bare, listed, parse
from shelf import Shelf

KINDS = ("publication", "application", "priority")
ROUTES = {"original": ("docdb", "epodoc"), "docdb": ("epodoc", "original"),
          "epodoc": ("original",)}
KNOWN, RULED, UNKNOWN = "pBRE028", "SUCCESS", "pBRE003 pBRE999"

_PCT = re.compile(r"PCT/([A-Z]{2})(\d{2}|\d{4})/(\d+)$")
_OLD_US = re.compile(r"(\d{2})/(\d+)$")
_TAIL = re.compile(r"([A-Z]{0,2}\d+)([A-Z]\d?)$")


def _identity(ref: Reference, form: str) -> Node:
    country = ref.country if form != "epodoc" else ""
    return E("document-id",
             E("country", country) if country else None,
             E("doc-number", ref.number),
             E("kind", ref.kind) if ref.kind else None,
             E("date", ref.date) if ref.date else None,
             {"document-id-type": form})


def _pct(ref: Reference) -> Reference | None:
    """PCT/GB02/04635: the docdb spelling changed with the year 2004."""
    found = _PCT.match(ref.number)
    if not found:
        return None
    year, serial = found[2], found[3]
    if len(year) == 2:
        year = ("19" if year > "77" else "20") + year
    number = year[2:] + f"{int(serial):05}" if year < "2004" \
        else year + f"{int(serial):06}"
    return Reference("docdb", found[1], number, "W", ref.date)


def _us(ref: Reference) -> Reference | None:
    """US series and serial: docdb appends the year of filing."""
    plain = ref.number.replace(",", "")
    found = _OLD_US.match(plain)
    if ref.country != "US" or not found or not ref.date:
        return None
    number = found[2] + ref.date[2:4] if ref.date < "2011" \
        else ref.date[:4] + found[1] + found[2]
    return Reference("docdb", "US", number, ref.kind or "A", ref.date)


def _plain(ref: Reference) -> Reference:
    number = re.sub(r"[ ,./-]", "", ref.number)
    kind = ref.kind
    glued = _TAIL.match(number)
    if glued and not kind:
        number, kind = glued[1], glued[2]
    return Reference("docdb", ref.country, number, kind, ref.date)


def _standard(ref: Reference) -> tuple[Reference, bool]:
    """A number as docdb spells it, and whether a rule was known for it."""
    if ref.format == "original":
        ruled = _pct(ref) or _us(ref)
        return ruled or _plain(ref), ruled is not None
    if ref.format == "epodoc":
        return Reference("docdb", ref.country, ref.number[2:], ref.kind,
                         ref.date), False
    return ref, False


def _whole(ref: Reference) -> bool:
    """An epodoc number is looked up as it is, its kind may be part of it."""
    return ref.format == "epodoc"


def _international(ref: Reference) -> str:
    """WO, year, receiving office and serial of a docdb PCT number."""
    if len(ref.number) not in (7, 10):
        return ""
    if len(ref.number) == 7:
        century = "19" if ref.number[:2] > "77" else "20"
        return f"WO{century}{ref.number[:2]}{ref.country}{ref.number[2:]}"
    return f"WO{ref.number[:4]}{ref.country}{int(ref.number[4:]):05}"


def _filing(ref: Reference) -> str:
    """The epodoc number of an application: country, year of filing and the
    serial number in seven digits; empty where the year is not to be had."""
    year, serial = ref.date[:4], ref.number
    if not serial.isdecimal() or not serial.isascii():
        return ""
    if ref.kind == "W":
        return _international(ref)
    if ref.country == "EP" and len(serial) == 8:
        century = "19" if serial[:2] > "77" else "20"
        year, serial = century + serial[:2], serial[2:]
    elif ref.country == "US" and serial.endswith(year[2:]) and len(
            serial) < 9:
        serial = serial[:-2]
    elif year and serial.startswith(year):
        serial = serial[4:]
    return f"{ref.country}{year}{serial:0>7}" if year else ""


class Numbers:
    def __init__(self, shelf: Shelf):
        self._shelf = shelf

    def answer(self, request: Request) -> Answer:
        if len(request.parts) < 3:
            raise no_such_resource()
        kind_of, given, *rest = request.parts
        wanted = rest.pop()
        if wanted not in ROUTES.get(given, ()) or kind_of not in KINDS:
            raise no_such_resource()
        if request.method == "POST":
            text = listed(request.text)[0]
        else:
            text = "/".join(rest)
        ref = parse(given, text)
        status, made = self._convert(kind_of, ref, wanted)
        return page(_render(request.path, kind_of, (ref, given),
                            (made, wanted), status))

    def _convert(self, kind_of: str, ref: Reference,
                 wanted: str) -> tuple[str, Reference]:
        docdb, ruled = _standard(ref)
        found = self._known(kind_of, ref if _whole(ref) else docdb)
        if found:
            return KNOWN, found[wanted]
        if wanted == "epodoc":
            number = _filing(docdb) if kind_of != "publication" \
                else epodoc_number(docdb.country, docdb.number, docdb.kind)
            return (RULED if number else UNKNOWN), Reference(
                "epodoc", "", number or docdb.country + docdb.number,
                docdb.kind, docdb.date)
        return (RULED if ruled else UNKNOWN), docdb

    def _known(self, kind_of: str, ref: Reference) -> dict | None:
        """All spellings of a number that a document on the shelf bears."""
        docs = self._shelf.documents(kind_of, ref)
        if docs and kind_of == "publication":
            return _published(docs[0])
        if not docs or docs[0].case is None:
            return None
        case = docs[0].case
        numbers = [case.application] if kind_of == "application" \
            else case.priorities
        for one in numbers:
            if ref.number == one.epodoc or bare(ref.number) == bare(
                    one.number):
                return _filed(one)
        return None


def _render(path: str, kind_of: str, given: tuple, made: tuple,
            status: str) -> bytes:
    tag = f"ops:{kind_of}-reference"
    return exchange_page(path, "numbers.xsl", "".join(
        pretty(node, 1) for node in (
            E("ops:meta", name="status", value=status),
            E("ops:meta", name="version", value="11.07.65"),
            E("ops:standardization",
              E("ops:input", E(tag, _identity(*given))),
              E("ops:output", E(tag, _identity(*made))),
              inputFormat=given[1], outputFormat=made[1]))))


def _published(doc) -> dict:
    own = (doc.country, doc.number, doc.kind, doc.date)
    return {"docdb": Reference("docdb", *own),
            "epodoc": Reference("epodoc", "", doc.epodoc, doc.kind, doc.date),
            "original": Reference("original", *own)}


def _filed(number) -> dict:
    return {"docdb": Reference("docdb", number.country, number.number,
                               number.kind, number.date),
            "epodoc": Reference("epodoc", "", number.epodoc, number.kind,
                                number.date),
            "original": Reference("original", number.country,
                                  number.original, number.kind, number.date)}
