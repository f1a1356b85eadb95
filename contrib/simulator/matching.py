# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a document can be searched, and which entries a query finds.

An entry keeps folded text for each field; a term becomes a regular
expression once a query, so that thousands of entries are searched in a few
milliseconds.
"""
import re
import unicodedata

import fates
import synthetic
from cases import Case, Number
from cql import Clause, Join, wrong
from references import bare
from seen import Seen, texts, walk

_WORD = re.compile(r"[^\w*?#]+")
_DAY = re.compile(r"(\d{4})(?:[-/]?(\d\d)(?:[-/]?(\d\d))?)?$")
_TURNED = re.compile(r"(\d\d)/(\d\d)/(\d{4})$")

_FIELDS = {
    "ti": ("title",), "ab": ("abstract",), "ta": ("title", "abstract"),
    "in": ("inventor",), "pa": ("applicant",),
    "ia": ("inventor", "applicant"), "pn": ("publication",),
    "spn": ("publication",), "ap": ("application",),
    "sap": ("application",), "pr": ("priority",), "spr": ("priority",),
    "num": ("publication", "application", "priority"), "ct": ("cited",),
    "ex": ("cited",), "op": ("cited",), "rf": ("cited",), "oc": ("cited",),
    "famn": ("family",), "an": ("application",), "ai": ("application",),
    "txt": ("title", "abstract", "inventor", "applicant"),
    "": ("title", "abstract", "inventor", "applicant", "publication")}
_CLASSED = frozenset("cpc cpci cpca cpcc ipc ic ci cn a c cl".split())
_IPC = frozenset("ipc ic ci cn".split())


def fold(text: str) -> str:
    """Lower case without accents, words separated by single blanks."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    return _WORD.sub(" ", plain.lower()).strip()


class Entry:
    """The searchable text of one hit; `doc` gives the document itself."""

    __slots__ = ("doc", "date", "fields", "ipc", "cpc", "registered")

    def __init__(self, doc, date: str, fields: dict[str, str],
                 ipc: list[str], cpc: list[str], registered: bool = False):
        self.doc = doc
        self.date = date
        self.fields = fields
        self.ipc = ipc
        self.cpc = cpc
        self.registered = registered


def _spelt(number: Number) -> str:
    return (f"{number.country} {number.epodoc} {number.country}"
            f"{number.number} {number.number} {number.original}")


def _published(doc) -> str:
    return (f"{doc.country} {doc.epodoc} {doc.country}{doc.number}"
            f"{doc.kind} {doc.number}")


def _cited(items: list[dict]) -> str:
    return " ".join(
        f"{one['country']}{bare(one['number'])} {one['country']}"
        f"{one['number']} {one['country']}{one['number']}{one['kind']}"
        for one in items if "country" in one)


def of_case(case: Case) -> Entry:
    fields = {
        "title": " ".join(case.titles.values()),
        "abstract": " ".join(case.abstracts.values()),
        "applicant": " ".join(one[0] for one in case.applicants),
        "inventor": " ".join(one[0] for one in case.inventors),
        "publication": " ".join(map(_published, case.publications)),
        "application": _spelt(case.application),
        "priority": " ".join(map(_spelt, case.priorities)),
        "cited": _cited(case.citations), "family": case.family}
    return Entry(lambda: case.first, case.first.date,
                 {name: fold(text) for name, text in fields.items()},
                 case.ipc, case.cpc, bool(case.register))


def of_synthetic(source: synthetic.Synthetic, n: int) -> Entry:
    """As of_case, from the few facts that can be had without the case."""
    pub, own = f"ep{synthetic.BASE + n}", synthetic.number(n)
    numbers = fold(_spelt(own))
    classes = synthetic.classes(n)
    cited = f"ep{synthetic.BASE + fates.cites(n)}" if fates.cites(n) else ""
    fields = {
        "title": synthetic.title(n).lower().replace(":", ""),
        "abstract": f"sample text of synthetic record {n}",
        "applicant": f"synthetic applicant {n} gmbh",
        "inventor": f"sample inventor {n} sample inventor {n + 1}",
        "publication": f"ep {pub} {pub}a1 {synthetic.BASE + n}",
        "application": numbers, "priority": numbers,
        "cited": cited and f"{cited} {cited}a1",
        "family": f"8{n:07}"}
    return Entry(lambda: source.case(n).first, synthetic.day(n), fields,
                 classes, classes, True)


def _names(doc: Seen, role: str) -> str:
    return " ".join(name for one in walk(doc.node(), role)
                    for name in texts(one, "name"))


def _symbols(doc: Seen) -> list[str]:
    found = []
    for one in walk(doc.node(), "patent-classification"):
        parts = [next(texts(one, tag), "") for tag in
                 ("section", "class", "subclass", "main-group", "subgroup")]
        found.append("".join(parts[:4]) + "/" + parts[4])
    return found


def of_seen(doc: Seen) -> Entry:
    node = doc.node()
    cited = [text for one in walk(node, "patcit")
             for text in texts(one, "doc-number")]
    ipc = ["".join(text.split())[:14]
           for one in walk(node, "classification-ipcr")
           for text in texts(one, "text")]
    fields = {
        "title": " ".join(texts(node, "invention-title")),
        "abstract": " ".join(text for one in walk(node, "abstract")
                             for text in texts(one, "p")),
        "applicant": _names(doc, "applicant-name"),
        "inventor": _names(doc, "inventor-name"),
        "publication": _published(doc),
        "application": " ".join(doc.references("application")),
        "priority": " ".join(doc.references("priority")),
        "cited": " ".join(cited), "family": doc.family}
    return Entry(lambda: doc, doc.date,
                 {name: fold(text) for name, text in fields.items()},
                 ipc, _symbols(doc))


def _pattern(words: list[str]) -> re.Pattern:
    """Words side by side, with OPS's truncation signs."""
    parts = []
    for word in words:
        part = re.escape(word).replace(r"\*", r"\S*")
        parts.append(part.replace(r"\?", r"\S?").replace(r"\#", r"\S"))
    return re.compile(r"(?<!\S)" + r"\s".join(parts) + r"(?!\S)")


def _worded(clause: Clause):
    words = fold(clause.term).split()
    names = _FIELDS[clause.index]
    if not words:
        raise wrong("Invalid query: empty term")
    if clause.relation in ("any", "all"):
        patterns = [_pattern([word]) for word in words]
        combine = any if clause.relation == "any" else all
    else:
        patterns, combine = [_pattern(words)], all

    def holds(entry: Entry) -> bool:
        return combine(any(pattern.search(entry.fields[name])
                           for name in names) for pattern in patterns)
    return holds


def _day(text: str) -> str:
    turned = _TURNED.match(text)
    if turned:
        return turned[3] + turned[2] + turned[1]
    found = _DAY.match(text)
    if not found:
        raise wrong(f"Invalid query: {text} is not a date")
    return "".join(part for part in found.groups() if part)


_COMPARED = {
    "<": lambda date, day: date[:len(day)] < day,
    ">": lambda date, day: date[:len(day)] > day,
    "<=": lambda date, day: date[:len(day)] <= day,
    ">=": lambda date, day: date[:len(day)] >= day,
    "<>": lambda date, day: not date.startswith(day)}


def _dated(clause: Clause):
    days = [_day(part) for part in re.split(r"[\s,:]+", clause.term.strip())]
    if clause.relation == "within" or len(days) == 2:
        if len(days) != 2:
            raise wrong("Invalid query: within needs two dates")
        low, high = days
        return lambda entry: (entry.date[:len(low)] >= low
                              and entry.date[:len(high)] <= high)
    compare = _COMPARED.get(clause.relation, str.startswith)
    return lambda entry: compare(entry.date, days[0])


def _classed(clause: Clause):
    """A section, class or subclass holds all below it; a group only itself
    unless it is asked for with its lower groups."""
    term = clause.term.upper().replace(" ", "")
    low = clause.modifier == "low" or "/" not in term
    start = re.sub(r"/0*$", "/", term) if low else term
    if term.endswith("*"):
        low, start = True, term.rstrip("*")

    def holds(entry: Entry) -> bool:
        for symbol in entry.ipc if clause.index in _IPC else (
                entry.cpc + entry.ipc * (clause.index == "cl")):
            if symbol.startswith(start) if low else symbol == term:
                return True
        return False
    return holds


def _test(clause: Clause):
    if clause.index == "pd":
        return _dated(clause)
    if clause.index in _CLASSED:
        return _classed(clause)
    return _worded(clause)


_JOINED = {"and": set.intersection, "or": set.union, "not": set.difference}


def find(tree: Clause | Join, entries: list[Entry]) -> set[int]:
    """Positions of the entries a query finds."""
    if isinstance(tree, Join):
        return _JOINED[tree.how](find(tree.left, entries),
                                 find(tree.right, entries))
    holds = _test(tree)
    return {at for at, entry in enumerate(entries) if holds(entry)}
