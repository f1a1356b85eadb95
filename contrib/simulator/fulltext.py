# SPDX-License-Identifier: GPL-3.0-or-later
"""Claims, description and the inquiry which of the two exists."""
from answers import Refusal, not_found
from cases import Publication
from exchange import docdb_id
from markup import E, Node, exchange_page, flat, fulltext_page, pretty

OFFICES = frozenset(
    "EP WO AT BE BG CA CH CY CZ DK EE ES FR GB GR HR IE IT LT LU MC MD ME NO "
    "PL PT RO RS SE SK".split())

_NAMESPACE = "http://www.epo.org/fulltext"


def check_office(country: str) -> None:
    if country not in OFFICES:
        raise Refusal(
            404, "CLIENT.InvalidCountryCode",
            f"Full text is not available for country code {country}")


def _claims(pub: Publication) -> list[Node]:
    """One claim element with a claim-text for each claim, or a single one
    holding all of them where the office delivers a block of text."""
    found = []
    for lang, claims in pub.case.part("claims", pub.kind).items():
        if pub.case.claims_in_one:
            claims = ["Claims\n" + "\n".join(claims)]
        found.append(E("claims", E("claim", [E("claim-text", claim)
                                             for claim in claims]),
                       lang=lang.upper()))
    return found


def _description(pub: Publication) -> list[Node]:
    return [E("description", [E("p", text) for text in paragraphs],
              lang=lang.upper())
            for lang, paragraphs
            in pub.case.part("description", pub.kind).items()]


_PARTS = {"claims": _claims, "description": _description}


def text(path: str, part: str, pub: Publication) -> bytes:
    parts = _PARTS[part](pub)
    if not parts:
        raise not_found()
    identity = E("bibliographic-data", E(
        "publication-reference",
        E("document-id", E("country", pub.country),
          E("doc-number", pub.number), E("kind", pub.kind)),
        {"data-format": "docdb"}))
    root = E("ftxt:fulltext-documents",
             E("ftxt:fulltext-document", identity, parts,
               {"system": "ops.epo.org", "fulltext-format": "text-only"}),
             {"xmlns": _NAMESPACE, "xmlns:ftxt": _NAMESPACE})
    return fulltext_page(path, f"pub-ftxt-{part}.xsl", flat(root, quote=True))


def _instance(lang: str, part: str) -> Node:
    return E("ops:fulltext-instance",
             E("ops:fulltext-format-options",
               E("ops:fulltext-format", "text-only")),
             system="ops.epo.org", lang=lang.upper(), desc=part)


def inquiry(path: str, pub: Publication) -> bytes:
    instances = [_instance(lang, part) for part in ("description", "claims")
                 for lang in pub.case.part(part, pub.kind)]
    if not instances:
        raise not_found()
    identity = docdb_id(pub.country, pub.number, pub.kind)
    body = E("ops:fulltext-inquiry", E("ops:publication-reference", identity),
             E("ops:inquiry-result", E("publication-reference", identity),
               instances))
    return exchange_page(path, "pub-inquiry.xsl", pretty(body, 1))
