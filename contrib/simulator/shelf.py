# SPDX-License-Identifier: GPL-3.0-or-later
"""Where documents are found by their references.

A recorded document takes the place of a bundled one of the same number for
the exchange services; everything else is rendered from cases alone.
"""
from collections import defaultdict

from cases import Case
from references import Reference, bare
from seen import Seen
from synthetic import Synthetic


class Shelf:
    def __init__(self, cases: list[Case], seen: list[Seen],
                 synthetic: Synthetic):
        self.cases = cases
        self.synthetic = synthetic
        self.seen = {doc.key: doc for doc in seen}
        self._by: dict[str, dict[str, list]] = {
            "publication": defaultdict(list),
            "application": defaultdict(list), "priority": defaultdict(list)}
        for case in cases:
            self._enter_case(case)
        for doc in seen:
            self._enter_seen(doc)

    def _enter_case(self, case: Case) -> None:
        for pub in case.publications:
            self._enter("publication", _titles(pub), pub)
            self._enter("application", spellings(case.application), pub)
            for item in case.priorities:
                self._enter("priority", spellings(item), pub)

    def _enter_seen(self, doc: Seen) -> None:
        self._enter("publication", _titles(doc), doc)
        for kind_of in ("application", "priority"):
            self._enter(kind_of, doc.references(kind_of), doc)

    def _enter(self, kind_of: str, names: set[str], doc) -> None:
        for name in names:
            self._by[kind_of][name].append(doc)

    def _computed(self, kind_of: str, ref: Reference) -> list:
        if kind_of == "publication":
            digits = ref.number if ref.format == "docdb" else ref.number[2:]
            case = self.synthetic.by_publication(ref.country, digits)
        else:
            case = self.synthetic.by_application(_name(ref))
        return case.publications if case else []

    def _all(self, kind_of: str, ref: Reference) -> list:
        name = _title(ref) if kind_of == "publication" else _name(ref)
        found = self._by[kind_of].get(name, []) + self._computed(kind_of, ref)
        if kind_of == "publication":
            found = [doc for doc in found if _suits(ref.kind, doc.kind)]
        if ref.date and kind_of == "publication":
            found = [doc for doc in found if doc.date == ref.date]
        return sorted(found, key=lambda doc: (doc.date, doc.kind))

    def documents(self, kind_of: str, ref: Reference) -> list:
        """Publications a reference names, recorded ones preferred."""
        chosen = {}
        for doc in self._all(kind_of, ref):
            if doc.key not in chosen or chosen[doc.key].case is not None:
                chosen[doc.key] = doc
        return list(chosen.values())

    def publications(self, kind_of: str, ref: Reference) -> list:
        """Those of them that belong to a case."""
        return [doc for doc in self._all(kind_of, ref) if doc.case]

    def preferred(self, doc):
        return self.seen.get(doc.key, doc)

    def full_cycle(self, doc) -> list:
        """All publications of the application of a document."""
        if doc.case:
            return [self.preferred(one) for one in doc.case.publications]
        found = {doc.key: doc}
        for name in doc.references("application"):
            for one in self._by["application"][name]:
                if one.case is None:
                    found[one.key] = one
        return sorted(found.values(), key=lambda one: (one.date, one.kind))

    def relatives(self, case: Case, simple: bool) -> list[Case]:
        """The cases of a family: simple by DOCDB family, else extended."""
        if simple:
            found = [one for one in self.cases if one.family == case.family]
        else:
            found = [one for one in self.cases
                     if one.extended == case.extended]
        return found or self.synthetic.relatives(case) or [case]


def _titles(doc) -> set[str]:
    """Index names of a publication: its epodoc number holds part of the
    kind, so the two formats must not be taken for each other."""
    return {"=" + doc.epodoc, doc.country + bare(doc.number)}


def _title(ref: Reference) -> str:
    return "=" + ref.number if ref.format == "epodoc" else _name(ref)


def spellings(number) -> set[str]:
    return {number.epodoc, number.country + bare(number.number)}


def _name(ref: Reference) -> str:
    if ref.format == "epodoc":
        return ref.number
    return ref.country + bare(ref.number)


def _suits(asked: str, kind: str) -> bool:
    if asked.endswith("*"):
        return kind.startswith(asked[:-1])
    return asked in ("", kind)
