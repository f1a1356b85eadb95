# SPDX-License-Identifier: GPL-3.0-or-later
"""The European Patent Register: retrieval and the documents of its search.

A retrieval answers like a search with one hit.  Everything is rendered in the
ns3 prefix of the register's own schema and stands on one line.
"""
from cases import Case, Number, Publication
from markup import REGISTER_ROOT, E, Node, line_page

CONSTITUENTS = ("biblio", "events", "procedural-steps", "upp")
PRODUCED = "20251025"

STATUSES = {
    "3": "Patent maintained as amended",
    "5": "Opposition rejected",
    "7": "No opposition filed within time limit",
    "8": "The patent has been granted",
    "10": "The application is deemed to be withdrawn",
    "12": "Grant of patent is intended",
    "14": "Examination is in progress",
    "15": "Request for examination was made",
    "16": "The application has been published",
    "17": "The international publication has been made",
}
UNITARY = {"6": "Request for unitary effect filed",
           "9": "Unitary effect registered"}

EVENTS = {
    "0009012": "Publication in section I.1 EP Bulletin",
    "0009013": "Publication of search report",
    "0009171": "Request for examination filed",
    "0009183": "Application deemed to be withdrawn",
    "0009185": "First examination report",
    "0009210": "(Expected) grant",
    "0009250": "Lapse of the patent in a contracting state",
    "0009260": "Opposition filed",
    "0009261": "No opposition filed within time limit",
    "0009272": "Patent maintained as amended",
}

# code: text, phase, type of its date
STEPS = {
    "RFEE": ("Renewal fee payment", "undefined", "DATE_OF_PAYMENT"),
    "EXRE": ("Communication from the examining division", "examination",
             "DATE_OF_DISPATCH"),
    "ABEX": ("Amendments", "examination", "DATE_OF_REQUEST"),
    "IGRA": ("Intention to grant the patent", "examination",
             "DATE_OF_DISPATCH"),
    "EXPT": ("Extension of the patent", "examination", "DATE_OF_PAYMENT"),
    "PROL": ("Language of the procedure", "examination", ""),
    "ISAT": ("International searching authority", "entry-regional-phase", ""),
    "OBSO": ("Communication of opposition", "opposition", "DATE_OF_DISPATCH"),
}
_DETAIL = {"RFEE": "YEAR", "PROL": "procedure language",
           "EXPT": "Extension states", "ISAT": "searching authority"}


def _r(tag: str, *kids, **attrs) -> Node:
    return E("ns3:" + tag, *kids, **attrs)


def _change(date: str, week: str) -> dict:
    return {"change-date": date, "change-gazette-num": week}


def _document_id(pub: Publication, lang: str) -> Node:
    return _r("document-id", _r("country", pub.country),
              _r("doc-number", pub.number), _r("kind", pub.kind),
              _r("date", pub.date), lang=lang)


def _publications(case: Case) -> list[Node]:
    weeks = case.register["weeks"]
    return [_r("publication-reference", _document_id(pub, case.language),
               {"change-gazette-num": weeks.get(pub.kind, weeks["A1"])})
            for pub in case.publications if pub.kind != "C0"]


def _application(number: Number, week: str) -> Node:
    return _r("application-reference",
              _r("document-id", _r("country", number.country),
                 _r("doc-number", number.number), _r("date", number.date)),
              {"change-gazette-num": week})


def _priorities(case: Case, change: dict) -> Node | None:
    if not case.priorities:
        return None
    return _r("priority-claims", change,
              [_r("priority-claim", _r("country", item.country),
                  _r("doc-number", item.epodoc[2:]), _r("date", item.date),
                  kind=item.level, sequence=str(at))
               for at, item in enumerate(case.priorities, 1)])


def _book(name: str, lines: list[str], country: str, number: str) -> Node:
    attrs = {"cdsid": number} if number else {}
    return _r("addressbook", attrs, _r("name", name), _r(
        "address", [_r(f"address-{at}", line)
                    for at, line in enumerate(lines, 1)],
        _r("country", country)))


def _applicants(group: dict) -> Node:
    """One state of the proprietorship; the newest stands first."""
    people = [
        _r("applicant", _book(name, lines, country, f"01{at:08}"),
           _r("nationality", _r("country", "")),
           _r("residence", _r("country", "")),
           {"app-type": "applicant", "designation": "all",
            "sequence": str(at)})
        for at, (name, country, *lines) in enumerate(group["people"], 1)]
    return _r("applicants", people, _change(group["date"], group["week"]))


def _inventors(case: Case, change: dict) -> Node:
    return _r("inventors", change,
              [_r("inventor", _book(name, lines, country, ""),
                  sequence=f"{at:02}")
               for at, (name, country, *lines)
               in enumerate(case.inventors, 1)])


def _agents(case: Case, change: dict) -> Node:
    name, country, *lines = case.register["agent"]
    return _r("agents", change, _r(
        "agent", _book(name, lines, country, "0100000099"),
        {"rep-type": "agent", "sequence": "1"}))


def _states(case: Case, change: dict) -> Node:
    return _r("designation-of-states", change, _r("designation-pct", _r(
        "regional", _r("region", _r("country", "EP")),
        [_r("country", state)
         for state in case.register["states"].split()])))


def _lapses(case: Case) -> Node | None:
    lapses = case.register.get("lapses")
    if not lapses:
        return None
    return _r("term-of-grant",
              _change(lapses["date"], lapses["week"]),
              [_r("lapsed-in-country", _r("country", country),
                  _r("date", date)) for country, date in lapses["in"]])


def _rights(case: Case) -> Node | None:
    known = case.register.get("rights", {})
    parts = []
    if "examination" in known:
        date, week = known["examination"]
        parts.append(_r("request-for-examination", _r("date", date),
                        {"change-gazette-num": week}))
    if "first-report" in known:
        parts.append(_r("first-examination-report-despatched",
                        _r("date", known["first-report"])))
    return _r("dates-rights-effective", parts) if parts else None


def _cited(at: int, cited: dict, case: Case) -> Node:
    head = {"id": f"cit_{case.loaded}{at:03}", "office": "EP",
            "cited-phase": "search"}
    category = _r("category", cited.get("category", "A"))
    if "text" in cited:
        text = cited["text"].replace("\n", " ")
        return _r("citation", _r("nplcit", _r("text", text)), category, head)
    number = cited["country"] + cited["number"]
    url = ("https://worldwide.espacenet.com/patent/search?q=pn%3D"
           f"{number}&called_by=EuropeanRegister")
    return _r("citation", _r(
        "patcit",
        _r("document-id", _r("country", cited["country"]),
           _r("doc-number", cited["number"])),
        _r("text", f"({cited.get('name', '')}) [{cited.get('category', 'A')}]"
           f" {cited.get('claims', '')} * {cited.get('passage', '')} *"),
        url=url), category, head)


def _opposition(case: Case) -> Node | None:
    known = case.register.get("opposition")
    if not known:
        return None
    change = _change(known["date"], known["week"])
    if "opponents" not in known:
        return _r("opposition-data", change, _r(
            "opposition-not-filed", _r("date", known["date"])))
    return _r("opposition-data", change, [
        _r("opponent", _r("date-opposition-filed", _r("date", date)),
           _book(name, lines, country, f"02{at:08}"), sequence=str(at))
        for at, (date, name, country, *lines)
        in enumerate(known["opponents"], 1)])


def _search_reports(case: Case) -> Node:
    week = case.register["weeks"]["A1"]
    base = {"office": "EP", "declaration-of-no-search": "not-determined"}
    published = _r("search-report-information",
                   _r("search-report-publication",
                      _document_id(case.first, case.language)),
                   {**base, "search-type": "national",
                    "change-gazette-num": week})
    mailed = _r("search-report-information",
                _r("date-search-report-mailed",
                   _r("date", case.register["search-report"])),
                {**base, "search-type": "national-supplementary"})
    return _r("search-reports-information", published, mailed)


def _withdrawn(case: Case) -> Node | None:
    known = case.register.get("deemed-withdrawn")
    if not known:
        return None
    return _r("date-application-deemed-withdrawn", _r("date", known[0]),
              {"change-gazette-num": known[1]})


def _classes(case: Case, change: dict) -> Node:
    return _r("classifications-ipcr", change, _r(
        "classification-ipcr", _r("text", ", ".join(case.ipc)),
        id=f"CLASSIFICATION_{case.loaded}"))


def _biblio(case: Case) -> Node:
    known = case.register
    week = known["weeks"]["A1"]
    change = _change(case.first.date, week)
    return _r(
        "bibliographic-data", _publications(case), _classes(case, change),
        _application(case.application, week),
        _r("language-of-filing", case.language), _priorities(case, change),
        _r("parties", [_applicants(group) for group in known["proprietors"]],
           _inventors(case, change), _agents(case, change)),
        _states(case, change),
        [_r("invention-title", text, change, lang=lang)
         for lang, text in case.titles.items()],
        _lapses(case), _rights(case), _withdrawn(case),
        _r("references-cited", [_cited(at, cited, case) for at, cited
                                in enumerate(case.citations, 1)])
        if case.citations else None,
        _opposition(case), _search_reports(case),
        country="EP", id=f"EP{case.application.number}P", lang="en",
        status=STATUSES[known["statuses"][0][1]])


def _events(case: Case) -> list[Node]:
    return [
        _r("events-data", _r(
            "dossier-event", _r("event-date", _r("date", date)),
            _r("event-code", code),
            _r("event-text", EVENTS[code],
               {"event-text-type": "DESCRIPTION"}),
            _r("gazette-reference", _r("gazette-num", week),
               _r("date", gazette)),
            {"id": f"EVT_{case.loaded}{at:04}", "event-type": "new"}))
        for at, (date, code, week, gazette)
        in enumerate(case.register["events"], 1)]


def _step(case: Case, at: int, step: list) -> Node:
    code, date, detail = step
    text, phase, date_type = STEPS[code]
    said = [_r("procedural-step-text", text,
               {"step-text-type": "STEP_DESCRIPTION"})]
    if code in _DETAIL:
        said.append(_r("procedural-step-text", detail,
                       {"step-text-type": _DETAIL[code]}))
    when = _r("procedural-step-date", _r("date", date),
              {"step-date-type": date_type}) if date else None
    return _r("procedural-step", _r("procedural-step-code", code), said, when,
              {"id": f"STEP_{code}_{case.loaded}{at:03}",
               "procedure-step-phase": phase})


def _steps(case: Case) -> Node:
    return _r("procedural-data",
              [_step(case, at, step)
               for at, step in enumerate(case.register["steps"], 1)])


def _unitary(case: Case) -> Node | None:
    states = case.register.get("unitary")
    if not states:
        return None
    return _r("unitary-patent", _r("unitary-patent-statuses", [
        _r("unitary-patent-status", UNITARY[code],
           {"change-date": date, "status-code": code})
        for date, code in states]))


def document(case: Case, parts: set[str]) -> Node:
    """A register-document with the constituents asked for; the unitary
    package is the whole biblio and what there is of unitary effect."""
    statuses = case.register["statuses"]
    return _r(
        "register-document",
        _r("ep-patent-statuses", [
            _r("ep-patent-status", STATUSES[code],
               {"change-date": date, "status-code": code})
            for date, code in statuses]),
        _biblio(case) if parts & {"biblio", "upp"} else None,
        _events(case) if "events" in parts else None,
        _steps(case) if "procedural-steps" in parts else None,
        _unitary(case) if "upp" in parts else None,
        {"date-produced": PRODUCED, "dtd-version": "1.3.3", "lang": "en",
         "produced-by": "RO", "status": STATUSES[statuses[0][1]]})


def short_document(case: Case) -> Node:
    """What a search without constituents shows of a hit."""
    pub = [p for p in case.publications if p.kind != "C0"][-1]
    number = case.application
    empty = _r("country")

    def party(name: str) -> Node:
        return _r("addressbook", _r("name", name), _r("address", empty))

    people = [_r("applicant", party(name),
                 _r("nationality", _r("country", "")),
                 _r("residence", _r("country", "")),
                 {"app-type": "applicant", "designation": "all",
                  "sequence": str(at)})
              for at, (name, *_) in enumerate(case.applicants, 1)]
    agent = _r("agent", party(case.register["agent"][0]),
               {"rep-type": "agent", "sequence": "1"})
    return _r("register-document", _r("ep-patent-statuses", _r(
        "ep-patent-status", {"change-date": "", "status-code": ""})), _r(
        "bibliographic-data",
        _r("publication-reference", _r(
            "document-id", _r("country", pub.country),
            _r("doc-number", pub.number), _r("date", pub.date))),
        _r("classifications-ipcr", [
            _r("classification-ipcr", _r("text", symbol),
               sequence=f"CLASSIFICATION_{at}")
            for at, symbol in enumerate(case.ipc, 1)]),
        _r("application-reference", _r(
            "document-id", _r("country", number.country),
            _r("doc-number", number.number))),
        _r("parties", _r("applicants", people), _r("agents", agent)),
        [_r("invention-title", text, lang=lang)
         for lang, text in case.titles.items()]), {"produced-by": "RO"})


def page(path: str, query: str, span: tuple[int, int], total: int,
         documents: list[Node]) -> bytes:
    search = E("ns2:register-search", E("ns2:query", query, syntax="CQL"),
               E("ns2:range", begin=str(span[0]), end=str(span[1])),
               _r("register-documents", documents, {"produced-by": "RO"}),
               {"total-result-count": str(total)})
    return line_page(path, "rplus.xsl",
                     E("ns2:world-patent-data", REGISTER_ROOT, search))


def retrieval(path: str, case: Case, by: str, number: str,
              parts: set[str]) -> bytes:
    return page(path, f"{by}={number}", (1, 1), 1, [document(case, parts)])
