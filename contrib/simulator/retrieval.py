# SPDX-License-Identifier: GPL-3.0-or-later
"""The services outside published-data that retrieve by a reference: family,
legal status and the register."""
import family
import references
import register
from answers import Answer, no_such_resource, page
from asked import Request
from shelf import Shelf

FORMATS = ("docdb", "epodoc")


class Inpadoc:
    """Family and legal status of the first reference."""

    def __init__(self, shelf: Shelf):
        self._shelf = shelf

    def family(self, request: Request) -> Answer | None:
        target = request.target(FORMATS)
        parts = target.constituents(("biblio", "legal"))
        if request.method == "POST":
            parts = set()
        pub = self._first(target)
        if pub is None:
            return None
        cases = self._shelf.relatives(pub.case, simple=False)
        return page(family.family(request.path, pub, cases, parts))

    def legal(self, request: Request) -> Answer | None:
        target = request.target(FORMATS)
        target.constituents(())
        pub = self._first(target)
        if pub is None:
            return None
        cases = self._shelf.relatives(pub.case, simple=False)
        return page(family.legal(request.path, pub, cases))

    def _first(self, target):
        pubs = self._shelf.publications(target.kind_of, target.first)
        return pubs[0] if pubs else None


class Register:
    """The register knows European applications, in epodoc only."""

    def __init__(self, shelf: Shelf, search):
        self._shelf = shelf
        self._search = search

    def answer(self, request: Request) -> Answer | None:
        if request.parts[:1] == ["search"]:
            return self._search(request)
        target = request.target(
            ("epodoc",), lambda _format, text: references.register(text))
        parts = target.constituents(register.CONSTITUENTS) or {"biblio"}
        if target.kind_of == "priority":
            raise no_such_resource()
        pubs = self._shelf.publications(target.kind_of, target.first)
        cases = [pub.case for pub in pubs if pub.case.register]
        if not cases:
            return None
        return page(register.retrieval(request.path, cases[0], target.kind_of,
                                       target.first.number, parts))
