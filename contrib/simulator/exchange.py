# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange documents: biblio, abstract, full cycle and their combinations.

A document here is a Publication of a case or a Seen one, known only from a
recording.  Its text, indented for its place in an answer, is kept with it
after the first rendering because bulk answers, searches and families repeat it.
"""
import re

from cases import Case, Number, Publication
from markup import E, Node, pretty
from references import Reference

_SYMBOL = re.compile(r"([A-HY])(\d\d)([A-Z])(\d+)/(\d+)$")


def docdb_id(country: str, number: str, kind: str = "", date: str = "",
             name: str = "") -> Node:
    return E("document-id", E("country", country), E("doc-number", number),
             E("kind", kind) if kind else None,
             E("name", name) if name else None,
             E("date", date) if date else None,
             {"document-id-type": "docdb"})


def epodoc_id(number: str, date: str = "", name: str = "") -> Node:
    return E("document-id", E("doc-number", number),
             E("name", name) if name else None,
             E("date", date) if date else None,
             {"document-id-type": "epodoc"})


def original_id(number: str) -> Node:
    return E("document-id", E("doc-number", number),
             {"document-id-type": "original"})


def publication_reference(pub: Publication, date: bool = True) -> Node:
    day = pub.date if date else ""
    return E("publication-reference",
             docdb_id(pub.country, pub.number, pub.kind, day),
             epodoc_id(pub.epodoc, day))


def _ipc(case: Case) -> Node | None:
    if not case.ipc:
        return None
    items = []
    for at, symbol in enumerate(case.ipc, 1):
        part = _SYMBOL.match(symbol)
        text = (f"{part[1]}{part[2]}{part[3]}{part[4]:>4}/{part[5]:>6}"
                + " " * 12 + "A I" + " " * 20)
        items.append(E("classification-ipcr", E("text", text),
                       sequence=str(at)))
    return E("classifications-ipcr", items)


def _cpc_item(sequence: int, symbol: str, office: str) -> Node:
    part = _SYMBOL.match(symbol)
    return E("patent-classification",
             E("classification-scheme", office="EP", scheme="CPCI"),
             E("section", part[1]), E("class", part[2]),
             E("subclass", part[3]), E("main-group", part[4]),
             E("subgroup", part[5]),
             E("classification-value", "I" if sequence < 3 else "A"),
             E("generating-office", office), sequence=str(sequence))


def _cpc(case: Case) -> Node | None:
    offices = ("US", "EP") if case.application.country != "US" else ("US",)
    pairs = [(symbol, office) for symbol in case.cpc for office in offices]
    if not pairs:
        return None
    return E("patent-classifications",
             [_cpc_item(at, symbol, office)
              for at, (symbol, office) in enumerate(pairs, 1)])


def _application(number: Number) -> Node:
    return E("application-reference",
             docdb_id(number.country, number.number, number.kind),
             epodoc_id(number.epodoc, number.date),
             original_id(number.original), {"doc-id": number.doc_id})


def _priorities(case: Case) -> Node | None:
    if not case.priorities:
        return None
    return E("priority-claims",
             [E("priority-claim", epodoc_id(item.epodoc, item.date),
                original_id(item.original), sequence=str(at), kind=item.level)
              for at, item in enumerate(case.priorities, 1)])


def _party(role: str, at: int, form: str, name: str) -> Node:
    return E(role, E(f"{role}-name", E("name", name)),
             {"sequence": str(at), "data-format": form})


def _coded_name(at: int, people: list) -> str:
    """The standardised name with the blanks and the newline OPS leaves in."""
    name, country = people[at - 1][:2]
    text = f"{name.upper().replace(',', '')}\u2002[{country}]"
    return (" " if at > 1 else "") + text + ("\n" if at == len(people) else "")


def _parties(case: Case) -> Node:
    groups = []
    for role, people in (("applicant", case.applicants),
                         ("inventor", case.inventors)):
        if not people:
            continue
        coded = [_party(role, at, "epodoc", _coded_name(at, people))
                 for at in range(1, len(people) + 1)]
        printed = [_party(role, at, "original",
                          name + ", " * (at < len(people)))
                   for at, (name, *_) in enumerate(people, 1)]
        groups.append(E(f"{role}s", coded + printed))
    return E("parties", groups)


def _cited_patent(at: int, cited: dict) -> Node:
    name, date = cited.get("name", ""), cited.get("date", "")
    return E("patcit",
             epodoc_id(cited["country"] + cited["number"], date, name),
             docdb_id(cited["country"], cited["number"], cited["kind"], date,
                      name),
             {"dnum-type": "publication number", "num": str(at)})


def _citation(at: int, cited: dict) -> Node:
    if "text" in cited:
        source = E("nplcit", E("text", cited["text"]), num=str(at))
    else:
        source = _cited_patent(at, cited)
    passage = cited.get("passage")
    return E("citation", source, E("category", cited.get("category", "A")),
             E("rel-claims", cited["claims"]) if "claims" in cited else None,
             E("rel-passage", E("passage", f"* {passage} *"))
             if passage else None,
             {"cited-phase": cited.get("phase", "national-search-report"),
              "cited-by": cited.get("by", "examiner"), "sequence": str(at)})


def _citations(case: Case, pub: Publication) -> Node | None:
    """References cited stand with the publication whose phase they have;
    those without a `kinds` list stand with every publication."""
    cited = [item for item in case.citations
             if pub.kind in item.get("kinds", [pub.kind])]
    if not cited:
        return None
    return E("references-cited",
             [_citation(at, item) for at, item in enumerate(cited, 1)])


def _abstracts(case: Case) -> list[Node]:
    return [E("abstract", E("p", text), lang=lang)
            for lang, text in case.abstracts.items()]


def _biblio(pub: Publication) -> Node:
    case = pub.case
    return E("bibliographic-data", publication_reference(pub), _ipc(case),
             _cpc(case), _application(case.application), _priorities(case),
             _parties(case),
             [E("invention-title", text, lang=lang)
              for lang, text in case.titles.items()],
             _citations(case, pub))


def document(doc) -> Node:
    """The whole exchange document, abstract included."""
    if doc.case is None:
        return doc.node()
    return E("exchange-document", _biblio(doc), _abstracts(doc.case), {
        "system": "ops.epo.org", "family-id": doc.case.family,
        "country": doc.country, "doc-number": doc.number, "kind": doc.kind})


def abstract_document(doc) -> Node:
    """Only number and abstract, as the abstract service answers."""
    abstracts = _abstracts(doc.case) if doc.case else doc.abstracts()
    return E("exchange-document",
             E("bibliographic-data", publication_reference(doc), E("parties")),
             abstracts, {"country": doc.country, "doc-number": doc.number,
                         "kind": doc.kind})


def missing_document(ref: Reference) -> Node:
    """The place holder of a reference a bulk request did not find."""
    if ref.format == "epodoc":
        number, identity = ref.number[2:], epodoc_id(ref.number)
    else:
        number, identity = ref.number, docdb_id(ref.country, ref.number,
                                                ref.kind)
    return E("exchange-document",
             E("bibliographic-data", E("publication-reference", identity),
               E("parties")),
             {"system": "ops.epo.org", "country": ref.country,
              "doc-number": number, "status": "not found"})


PARTS = {"biblio": document, "abstract": abstract_document}


def part_of(constituents: set[str]) -> str:
    """Biblio holds the abstract, so only abstract alone is the short form."""
    return "abstract" if constituents - {"full-cycle"} == {"abstract"} \
        else "biblio"


def text(doc, part: str, depth: int) -> str:
    """The document as it stands in an answer, rendered once."""
    key = part, depth
    if key not in doc.texts:
        doc.texts[key] = pretty(PARTS[part](doc), depth)
    return doc.texts[key]


def documents(missing: list[Reference], found: list, part: str,
              depth: int = 1) -> str:
    """An exchange-documents element: the missing ones come first."""
    pad = "    " * depth
    inner = "".join(pretty(missing_document(ref), depth + 1)
                    for ref in missing)
    inner += "".join(text(doc, part, depth + 1) for doc in found)
    return f"{pad}<exchange-documents>\n{inner}{pad}</exchange-documents>\n"
