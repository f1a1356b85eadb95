# SPDX-License-Identifier: GPL-3.0-or-later
"""The searches of published data and of the register."""
from functools import cached_property, lru_cache

import cql
import exchange
import matching
import register
from answers import Answer, Refusal, no_such_resource, not_found, page
from asked import Request
from markup import E, exchange_page, pretty
from published import DOCUMENTS
from shelf import Shelf

DEEPEST = 2000
COUNTED = 10000


class Searches:
    """Entries stand in the order of an answer: what was loaded last first,
    synthetic records and their relatives before samples before recordings."""

    def __init__(self, shelf: Shelf):
        self._shelf = shelf
        self._find = lru_cache(maxsize=128)(self._found)

    @cached_property
    def _entries(self) -> list[matching.Entry]:
        source = self._shelf.synthetic
        computed = [matching.of_synthetic(source, n)
                    for n in range(source.count, 0, -1)]
        kindred = [matching.of_case(case) for f in reversed(source.families())
                   for case in source.family(f)]
        bundled = [matching.of_case(case)
                   for case in reversed(self._shelf.cases)]
        taken = {pub.key for case in self._shelf.cases
                 for pub in case.publications}
        recorded = [matching.of_seen(doc) for doc in self._recorded()
                    if doc.key not in taken]
        return computed + kindred + bundled + recorded

    def _recorded(self) -> list:
        """The first publication of each recorded application."""
        chosen = {}
        for doc in self._shelf.seen.values():
            first = self._shelf.full_cycle(doc)[0]
            chosen.setdefault(first.key, first)
        return list(reversed(chosen.values()))

    def _found(self, query: str) -> tuple[list[matching.Entry], str]:
        tree, said = cql.parse(query)
        entries = self._entries
        hits = matching.find(tree, entries)
        return [entries[at] for at in sorted(hits)], said

    def _hits(self, request: Request) -> tuple[list, str]:
        query = request.params.get("q")
        if request.method == "POST" and query is None:
            query = request.text.removeprefix("q=")
        if query is None:
            raise Refusal(400, "CLIENT.InvalidQuery", "The query is missing")
        return self._find(query)

    def published(self, request: Request) -> Answer:
        wanted = _wanted(request, DOCUMENTS)
        begin, end = request.span()
        hits, said = self._hits(request)
        if end > DEEPEST:
            raise Refusal(
                400, "CLIENT.InvalidQuery",
                f"Only the first {DEEPEST} results can be retrieved")
        shown = _shown(hits, begin, end)
        results = "".join(self._result(entry.doc(), wanted)
                          for entry in shown)
        total = min(len(hits), COUNTED)
        body = (f'    <ops:biblio-search total-result-count="{total}" '
                f'publications-count="{len(shown)}">\n'
                + pretty(E("ops:query", said, syntax="CQL"), 2)
                + pretty(E("ops:range", begin=str(begin), end=str(end)), 2)
                + f"        <ops:search-result>\n{results}"
                "        </ops:search-result>\n    </ops:biblio-search>\n")
        return page(exchange_page(request.path, "exchange.xsl", body))

    def _result(self, doc, wanted: set[str]) -> str:
        doc = self._shelf.preferred(doc)
        if not wanted:
            family = doc.case.family if doc.case else doc.family
            return pretty(E(
                "ops:publication-reference",
                exchange.docdb_id(doc.country, doc.number, doc.kind),
                {"system": "ops.epo.org", "family-id": family}), 3)
        docs = self._shelf.full_cycle(doc) if "full-cycle" in wanted else [doc]
        return exchange.documents([], docs, exchange.part_of(wanted), 3)

    def registered(self, request: Request) -> Answer:
        wanted = _wanted(request, register.CONSTITUENTS)
        begin, end = request.span()
        hits, _said = self._hits(request)
        hits = [entry for entry in hits if entry.registered]
        cases = [entry.doc().case for entry in _shown(hits, begin, end)]
        documents = [register.document(case, wanted) if wanted
                     else register.short_document(case) for case in cases]
        query = request.params.get("q", "")
        total = min(len(hits), COUNTED)
        return page(register.page(request.path, query, (begin, end), total,
                                  documents))


def _wanted(request: Request, allowed) -> set[str]:
    names = set(request.parts[1].split(",")) if len(request.parts) > 1 \
        else set()
    if not names <= set(allowed) or len(request.parts) > 2:
        raise no_such_resource()
    return names


def _shown(hits: list, begin: int, end: int) -> list:
    shown = hits[begin - 1:end]
    if not shown:
        raise not_found()
    return shown
