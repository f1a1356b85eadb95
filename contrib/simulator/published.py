# SPDX-License-Identifier: GPL-3.0-or-later
"""The published-data services but for the search: exchange documents, full
text, equivalents and images."""
import exchange
import fulltext
import images
from answers import Answer, Refusal, page
from asked import Request, Target
from cases import Publication
from markup import E, exchange_page, pretty
from shelf import Shelf

FORMATS = ("docdb", "epodoc")
DOCUMENTS = frozenset({"biblio", "abstract", "full-cycle"})


class Published:
    def __init__(self, shelf: Shelf, search):
        self._shelf = shelf
        self._search = search
        self._parts = {"claims": self._text, "description": self._text,
                       "fulltext": self._inquiry, "images": self._images,
                       "equivalents": self._equivalents}

    def answer(self, request: Request) -> Answer | None:
        first = request.parts[0] if request.parts else ""
        if first == "search":
            return self._search(request)
        if first == "images":
            return images.retrieve(self._shelf, request)
        target = request.target(FORMATS)
        name = target.rest[0] if target.rest else "biblio"
        if name in self._parts:
            return self._parts[name](request, target, name)
        wanted = target.constituents(DOCUMENTS) or {"biblio"}
        return self._documents(request, target, wanted)

    def _documents(self, request: Request, target: Target,
                   wanted: set[str]) -> Answer | None:
        missing, found = [], []
        for ref in target.refs:
            docs = self._shelf.documents(target.kind_of, ref)
            found.extend(docs)
            if not docs:
                missing.append(ref)
        if not found and len(target.refs) == 1:
            return None
        if "full-cycle" in wanted:
            found = self._cycles(found)
        body = exchange.documents(missing, found, exchange.part_of(wanted))
        return page(exchange_page(request.path, "exchange.xsl", body))

    def _cycles(self, docs: list) -> list:
        """Every publication of every application, each of them once."""
        found = {}
        for doc in docs:
            for one in self._shelf.full_cycle(doc):
                found.setdefault(one.key, one)
        return list(found.values())

    def _one(self, target: Target) -> Publication | None:
        """The publication the services for a single document mean."""
        ref = target.first
        pubs = self._shelf.publications(target.kind_of, ref)
        vague = ref.format == "docdb" and not ref.kind \
            and target.kind_of == "publication"
        if vague and len(pubs) > 1:
            kinds = ", ".join(pub.kind for pub in pubs)
            raise Refusal(404, "CLIENT.AmbiguousRequest",
                          "The request was ambiguous, several kinds match: "
                          + kinds)
        return pubs[0] if pubs else None

    def _text(self, request: Request, target: Target, name: str):
        target.constituents((name,))
        fulltext.check_office(target.first.country)
        pub = self._one(target)
        return page(fulltext.text(request.path, name, pub)) if pub else None

    def _inquiry(self, request: Request, target: Target, name: str):
        target.constituents((name,))
        fulltext.check_office(target.first.country)
        pub = self._one(target)
        return page(fulltext.inquiry(request.path, pub)) if pub else None

    def _images(self, request: Request, target: Target, name: str):
        target.constituents((name,))
        pub = self._one(target)
        return page(images.inquiry(request.path, pub)) if pub else None

    def _equivalents(self, request: Request, target: Target, _name: str):
        wanted = target.constituents(DOCUMENTS | {"images"}, at=1)
        pubs = self._shelf.publications(target.kind_of, target.first)
        if not pubs:
            return None
        members = {}
        for case in self._shelf.relatives(pubs[0].case, simple=True):
            for pub in case.publications:
                members.setdefault(pub.epodoc, pub)
        ordered = sorted(members.values(),
                         key=lambda pub: pub.case is not pubs[0].case)
        results = "".join(self._equivalent(pub, wanted) for pub in ordered)
        asked = E("ops:publication-reference", exchange.docdb_id(
            pubs[0].country, pubs[0].number, pubs[0].kind))
        body = ("    <ops:equivalents-inquiry>\n" + pretty(asked, 2) + results
                + "    </ops:equivalents-inquiry>\n")
        return page(exchange_page(request.path, "pub-inquiry.xsl", body))

    def _equivalent(self, pub: Publication, wanted: set[str]) -> str:
        inner = pretty(E("publication-reference",
                         exchange.epodoc_id(pub.epodoc)), 3)
        if "images" in wanted:
            inner += "".join(pretty(one, 3) for one in images.instances(pub))
        if wanted & DOCUMENTS:
            docs = self._cycles([pub]) if "full-cycle" in wanted \
                else [self._shelf.preferred(pub)]
            inner += exchange.documents(
                [], docs, exchange.part_of(wanted - {"images"}), 3)
        return ("        <ops:inquiry-result>\n" + inner
                + "        </ops:inquiry-result>\n")
