# SPDX-License-Identifier: GPL-3.0-or-later
"""The extended family and the legal events.

Legal events hang on the first publication of an application; the legal
service answers that one member only, the family service all of them.
"""
from cases import Case, Number, Publication
from exchange import docdb_id, publication_reference, text
from markup import E, Node, exchange_page, pretty

# code: description, influence on the patent's life
EVENTS = {
    "AK": ("DESIGNATED CONTRACTING STATES", "+"),
    "AX": ("REQUEST FOR EXTENSION OF THE EUROPEAN PATENT", "+"),
    "17P": ("REQUEST FOR EXAMINATION FILED", "+"),
    "17Q": ("FIRST EXAMINATION REPORT DESPATCHED", "+"),
    "18D": ("APPLICATION DEEMED TO BE WITHDRAWN", "-"),
    "26": ("OPPOSITION FILED", "-"),
    "26N": ("NO OPPOSITION FILED", "+"),
    "27A": ("PATENT MAINTAINED IN AMENDED FORM", "+"),
    "GRAA": ("(EXPECTED) GRANT", "+"),
    "GRAP": ("DESPATCH OF COMMUNICATION OF INTENTION TO GRANT A PATENT", "+"),
    "PG25": ("LAPSED IN A CONTRACTING STATE [ANNOUNCED VIA POSTGRANT "
             "INFORMATION FROM NATIONAL OFFICE TO EPO]", "-"),
    "PGFP": ("ANNUAL FEE PAID TO NATIONAL OFFICE  [ANNOUNCED VIA POSTGRANT "
             "INFORMATION FROM NATIONAL OFFICE TO EPO]", "+"),
    "PLBE": ("NO OPPOSITION FILED WITHIN TIME LIMIT", "+"),
    "PUAI": ("PUBLIC REFERENCE MADE UNDER ARTICLE 153(3) EPC TO A PUBLISHED "
             "INTERNATIONAL APPLICATION THAT HAS ENTERED THE EUROPEAN PHASE",
             " "),
    "RAP1": ("PARTY DATA CHANGED (APPLICANT DATA CHANGED OR RIGHTS OF AN "
             "APPLICATION TRANSFERRED)", " "),
    "RIC1": ("INFORMATION PROVIDED ON IPC CODE ASSIGNED BEFORE GRANT", " "),
    "REG": ("REFERENCE TO A NATIONAL CODE", " "),
    "STAA": ("INFORMATION ON THE STATUS OF AN EP PATENT APPLICATION OR "
             "GRANTED EP PATENT", " "),
    "U01": ("REQUEST FOR UNITARY EFFECT FILED", "+"),
    "P01": ("OPT-OUT OF THE COMPETENCE OF THE UNIFIED PATENT COURT (UPC) "
            "REGISTERED", "+"),
    "U07": ("UNITARY EFFECT REGISTERED", "+"),
    "121": ("EP: THE EPO HAS BEEN INFORMED BY WIPO THAT EP WAS DESIGNATED "
            "IN THIS APPLICATION", "+"),
    "AS": ("ASSIGNMENT", " "),
    "FEPP": ("FEE PAYMENT PROCEDURE", "+"),
    "STCF": ("INFORMATION ON STATUS: PATENT GRANT", "+"),
}

# codes of national registers that a REG event repeats
NATIONAL = {
    "EP": ("ENTRY IN THE NATIONAL PHASE", "+"),
    "FG4D": ("EUROPEAN PATENT GRANTED", "+"),
    "R096": ("DPMA PUBLICATION OF MENTIONED EP PATENT GRANT", "+"),
    "REF": ("CORRESPONDS TO:", "+"),
}

FIELDS = {
    "L501EP": "Ref Country Code",
    "L502EP": "Ref Legal Event Code",
    "L503EP": "Ref Document Number",
    "L504EP": "Country of Ref Document",
    "L506EP": "Kind Code of Ref Document",
    "L507EP": "Designated State(s)",
    "L509EP": "OWNER",
    "L510EP": "Free Format Text",
    "L516EP": "IPC CLASSIFICATION",
    "L518EP": "Payment DATE",
    "L520EP": "Year of Fee Payment",
    "L524EP": "Validation States",
    "L525EP": "Effective DATE",
}

_LATER = {"PG25": "A ", "PGFP": "A "}


def _dashed(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"


def _fixed(number: Number, date: str, code: str) -> list[Node]:
    """The elements every event carries."""
    day = _dashed(date)
    values = [("L001EP", "Country Code", number.country),
              ("L002EP", "Filing / Published Document", "F"),
              ("L003EP", "Document Number", f"{number.number:>12}"),
              ("L004EP", "Kind Code", f"{number.kind:<2}"),
              ("L005EP", "IPR Type", "PI"),
              ("L006EP", "PRS DOCUMENT TYPE", _LATER.get(code, "")),
              ("L007EP", "Gazette DATE", day),
              ("L008EP", "Legal Event Code 1", code),
              ("L018EP", "DATE last exchanged", day),
              ("L019EP", "DATE first created", day)]
    return [E(f"ops:{tag}", value, desc=desc)
            for tag, desc, value in values if value]


def _detail(tag: str, value: str) -> Node:
    attrs = {"desc": FIELDS[tag]}
    if tag == "L502EP":
        attrs["descData"], attrs["infl"] = NATIONAL[value]
    return E(f"ops:{tag}", value, attrs)


def _event(number: Number, event: list) -> Node:
    date, code, fields = event
    desc, influence = EVENTS[code]
    head = (f"{number.country:<6}{number.number}{number.kind:<3}"
            f"{_dashed(date)}{code:<4}{influence}{desc}")
    lines = [f"{head} {FIELDS[tag]} {value}" for tag, value in fields.items()]
    pre = [E("ops:pre", line, line=f"{at:05}")
           for at, line in enumerate(lines or [head], 1)]
    detail = [_detail(tag, value) for tag, value in fields.items()]
    return E("ops:legal", pre, _fixed(number, date, code),
             E("ops:L500EP", detail) if detail else None,
             code=f"{code:<4}", desc=desc, infl=influence,
             dateMigr="00010101")


def _priorities(case: Case) -> list[Node]:
    own = case.priorities or [case.application]
    return [E("priority-claim",
              docdb_id(item.country, item.number, item.kind, item.date),
              E("priority-active-indicator", "YES"),
              sequence=str(at), kind=item.level)
            for at, item in enumerate(own, 1)]


def _application(case: Case) -> Node:
    attrs = {"doc-id": case.application.doc_id}
    if case.representative:
        attrs["is-representative"] = "YES"
    number = case.application
    return E("application-reference", attrs,
             docdb_id(number.country, number.number, number.kind, number.date))


def _member(pub: Publication, parts: set[str]) -> str:
    case = pub.case
    attrs = {"family-id": case.family}
    head = E("ops:family-member", attrs, publication_reference(pub),
             _application(case), _priorities(case))
    opening, rest = pretty(head, 2).split("\n", 1)
    inner = rest.removesuffix("        </ops:family-member>\n")
    if "biblio" in parts:
        inner += text(pub, "biblio", 3)
    if "legal" in parts and pub is case.first:
        inner += "".join(pretty(_event(case.application, event), 3)
                         for event in case.legal)
    return f"{opening}\n{inner}        </ops:family-member>\n"


def _page(path: str, sheet: str, pub: Publication, members: list,
          count: int, parts: set[str]) -> bytes:
    asked = E("ops:publication-reference",
              docdb_id(pub.country, pub.number, pub.kind))
    legal = str("legal" in parts).lower()
    body = (f'    <ops:patent-family legal="{legal}" '
            f'total-result-count="{count}">\n' + pretty(asked, 2)
            + "".join(_member(member, parts) for member in members)
            + "    </ops:patent-family>\n")
    return exchange_page(path, sheet, body)


_SHEETS = {frozenset(): "family.xsl", frozenset({"biblio"}):
           "family-biblio.xsl"}


def family(path: str, pub: Publication, cases: list[Case],
           parts: set[str]) -> bytes:
    """All publications of the extended family, the asked case first."""
    ordered = sorted(cases, key=lambda case: (case is not pub.case))
    members = [one for case in ordered for one in case.publications]
    sheet = _SHEETS.get(frozenset(parts), "legal.xsl")
    return _page(path, sheet, pub, members, len(members), parts)


def legal(path: str, pub: Publication, cases: list[Case]) -> bytes:
    count = sum(len(case.publications) for case in cases)
    return _page(path, "legal.xsl", pub, [pub.case.first], count, {"legal"})
