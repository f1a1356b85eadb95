# SPDX-License-Identifier: GPL-3.0-or-later
"""Document references as they stand in a path or in a POST body.

Parts are joined with dots, round brackets protect a number that holds dots,
commas or slashes.  The docdb slot also takes the glued spelling EP1000000A1;
the epodoc slot does not, except in the register, whose documents are known
as EP.1000000.A1 as well.
"""
import re
from dataclasses import dataclass

from answers import Refusal, bad_docdb, bad_reference

LIMIT = 100

_DATE = re.compile(r"(?:18|19|20)\d\d[01]\d[0-3]\d$")
_KIND = re.compile(r"(?:[A-Z]\d?|[A-Z]?\*)$")
_COUNTRY = re.compile(r"[A-Z]{2}$")
_GLUED = re.compile(r"([A-Z]{2})([A-Z]{0,2}\d+)([A-Z]\d?)?$")
_EPODOC = re.compile(r"([A-Z]{2})([A-Z]{0,2}\d[0-9A-Z]*)$")


@dataclass(frozen=True)
class Reference:
    """`number` is without its country in docdb, whole in epodoc."""
    format: str
    country: str
    number: str
    kind: str = ""
    date: str = ""


def split(text: str, separators: str) -> list[str]:
    """Cut at separators that do not stand inside round brackets."""
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in separators and depth == 0:
            parts.append(text[begin:at])
            begin = at + 1
    parts.append(text[begin:])
    return parts


def _fields(text: str) -> list[str]:
    return [part[1:-1] if part.startswith("(") and part.endswith(")")
            else part for part in split(text, ".")]


def _tail(fields: list[str]) -> tuple[str, str]:
    """Kind and date from what follows the number."""
    kind = date = ""
    for field in fields:
        if _DATE.match(field) and not date:
            date = field
        elif (_KIND.match(field) or field == "") and not kind and not date:
            kind = field
        else:
            raise bad_reference()
    return kind, date


def docdb(text: str) -> Reference:
    fields = _fields(text)
    if _COUNTRY.match(fields[0]) and len(fields) > 1 and fields[1]:
        return Reference("docdb", fields[0], fields[1], *_tail(fields[2:]))
    glued = _GLUED.match(fields[0])
    if not glued:
        raise bad_docdb()
    kind, date = _tail(fields[1:])
    return Reference("docdb", glued[1], glued[2], kind or glued[3] or "", date)


def epodoc(text: str) -> Reference:
    fields = _fields(text)
    found = _EPODOC.match(fields[0])
    if not found:
        raise bad_reference()
    kind, date = _tail(fields[1:])
    return Reference("epodoc", found[1], fields[0], kind, date)


def original(text: str) -> Reference:
    """CC.number.kind.date, any part but the number missing."""
    fields = _fields(text)
    country = date = kind = ""
    if _COUNTRY.match(fields[0]) and len(fields) > 1:
        country = fields.pop(0)
    elif _COUNTRY.match(fields[0][:2]) and not fields[0].startswith("PCT"):
        country, fields[0] = fields[0][:2], fields[0][2:]
    if len(fields) > 1 and _DATE.match(fields[-1]):
        date = fields.pop()
    if len(fields) > 1 and _KIND.match(fields[-1]):
        kind = fields.pop()
    if len(fields) != 1 or not fields[0]:
        raise bad_reference()
    return Reference("original", country, fields[0], kind, date)


def register(text: str) -> Reference:
    """The register's epodoc slot: docdb-like spellings are understood."""
    fields = _fields(text)
    if _COUNTRY.match(fields[0]) and len(fields) > 1:
        text = ".".join([fields[0] + fields[1]] + fields[2:])
    return epodoc(text)


PARSERS = {"docdb": docdb, "epodoc": epodoc, "original": original}


def parse(kind_of: str, text: str) -> Reference:
    return PARSERS[kind_of](text.strip())


def listed(text: str) -> list[str]:
    """The references of a POST body or of a list in a path."""
    items = [item.strip() for item in split(text, ",\n\r")]
    items = [item for item in items if item]
    if not items:
        raise bad_reference()
    if len(items) > LIMIT:
        raise Refusal(
            413, "CLIENT.InvalidRequest",
            f"The request holds more than {LIMIT} references")
    return items


def bare(number: str) -> str:
    """The number as an index key: leading zeros carry no meaning."""
    return number.lstrip("0") or "0"
