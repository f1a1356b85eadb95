# SPDX-License-Identifier: GPL-3.0-or-later
"""The classification: scheme, search, mapping and media of a small tree.

Items that were recorded say what the recording says. A scheme answer is the
item alone, with `depth` also what is below it, with
`ancestors` wrapped into what is above it.
"""
import json
import re
from pathlib import Path

import branches
import raster
from answers import XML, Answer, Refusal, no_such_resource, not_found, page
from asked import Request
from markup import CPC_ROOT, E, Node, line_page
from schemes_seen import recorded_items

REVISED = "2025-01-01"
FOUND = 10

_MEDIA = re.compile(r"(\d+)(?:\.(?:gif|png|jpg))?$")
_MARKS = re.compile(r"(\[\[[^]]+\]\]|__[^_]+__)")
_SYMBOL = re.compile(r"[A-HY](?:\d\d(?:[A-Z](?:\d{1,4}(?:/\d{2,6})?)?)?)?$")


class Item:
    """One symbol of the tree."""

    def __init__(self, facts: dict, parent: "Item | None"):
        self.symbol = facts["symbol"]
        self.level = facts["level"]
        self.title = facts["title"]
        self.explanation = facts.get("explanation", "")
        self.notes = facts.get("notes", [])
        self.media = facts.get("media", "")
        self.recorded: Node | None = None
        self.parent = parent
        self.children: list[Item] = []

    def words(self) -> str:
        return " ".join([self.symbol, *self.title]).lower()


def _grown(listed: list[dict]) -> dict[str, Item]:
    """The tree from its items in order; the level gives the parent."""
    items, above = {}, []
    for facts in listed:
        while above and above[-1].level >= facts["level"]:
            above.pop()
        item = Item(facts, above[-1] if above else None)
        if above:
            above[-1].children.append(item)
        above.append(item)
        items[item.symbol] = item
    return items


def _marked(text: str) -> list:
    """Text in which [[symbol]] is a reference and __word__ is underlined."""
    kids: list = []
    for part in _MARKS.split(text):
        if part.startswith("[["):
            kids.append(E("cpc:class-ref", part[2:-2], scheme="cpc"))
        elif part.startswith("__"):
            kids.append(E("cpc:u", part[2:-2]))
        elif part:
            kids.append(part)
    return kids


def _title(item: Item) -> Node:
    parts = [E("cpc:title-part", E("cpc:text", part)) for part in item.title]
    if item.explanation:
        parts[-1].kids.append(E("cpc:explanation", E(
            "cpc:text", _marked(item.explanation))))
    return E("cpc:class-title", parts, {"date-revised": REVISED})


def _paragraph(note: dict, picture: Node | None) -> Node:
    bullets = [E("cpc:note-paragraph", _marked(text))
               for text in note.get("bullets", [])]
    return E("cpc:note-paragraph", _marked(note["text"]), picture,
             E("cpc:subnote", bullets, type="bullet") if bullets else None)


def _notes(item: Item) -> Node | None:
    if not item.notes:
        return None
    picture = E("cpc:media", {"id": "media-" + item.media,
                              "file-name": item.media, "type": "gif"}) \
        if item.media else None
    return E("cpc:notes-and-warnings",
             [E("cpc:note", _paragraph(note, picture), type=note["type"])
              for note in item.notes], {"date-revised": REVISED})


def _item(item: Item, inner: list[Node]) -> Node:
    if item.recorded:
        return E("cpc:classification-item", item.recorded.attrs,
                 item.recorded.kids, inner)
    attrs = {"level": str(item.level), "additional-only": "false",
             "sort-key": item.symbol, "not-allocatable":
             str(item.level < 5).lower(), "breakdown-code": "false",
             "status": "published",
             "link-file": "classification/cpc/" + item.symbol,
             "definition-exists": "true", "date-revised": REVISED}
    if "/" in item.symbol:
        attrs["ipc-concordant"] = item.symbol
        attrs["c-set-subsequent-allowed"] = "true"
    return E("cpc:classification-item", attrs,
             E("cpc:classification-symbol", item.symbol), _title(item),
             _notes(item), E("cpc:meta-data", "+D"), inner)


def _branch(item: Item, depth: int) -> Node:
    below = [_branch(child, depth - 1) for child in item.children] \
        if depth > 0 else []
    return _item(item, below)


def _page(path: str, sheet: str, *body: Node) -> Answer:
    return page(line_page(path, sheet,
                          E("ops:world-patent-data", CPC_ROOT, list(body))))


class Classes:
    def __init__(self, samples: Path | None, synthetic: int = 0,
                 recordings=()):
        listed = json.loads((samples / "cpc.json").read_text("utf-8")) \
            if samples else []
        self._items = _grown(listed + (branches.large() if synthetic else []))
        for symbol, node in recorded_items(recordings).items():
            if symbol in self._items:
                self._items[symbol].recorded = node

    def answer(self, request: Request) -> Answer | None:
        system, *rest = request.parts or [""]
        if system == "map":
            return self._mapping(request, rest)
        if system != "cpc":
            raise no_such_resource()
        if request.method == "POST":
            return Answer(200, XML, (
                "<?xml-stylesheet type='text/xsl' "
                "href='../../style/cpc.xsl' ?>").encode())
        if rest[:1] == ["search"]:
            return self._search(request)
        if rest[:1] == ["media"]:
            return self._media(rest[1:])
        return self._scheme(request, "/".join(rest))

    def _known(self, symbol: str) -> Item | None:
        if not _SYMBOL.match(symbol):
            raise Refusal(404, "CLIENT.InvalidReference",
                          f"{symbol} is not a classification symbol")
        return self._items.get(symbol)

    def _scheme(self, request: Request, symbol: str) -> Answer | None:
        item = self._known(symbol)
        if item is None:
            return None
        depth = request.params.get("depth", "0")
        if not re.fullmatch(r"\d{1,2}|all", depth):
            raise Refusal(400, "CLIENT.InvalidRequest",
                          f'Invalid request. Invalid depth "{depth}"')
        node = _branch(item, 99 if depth == "all" else int(depth))
        if request.params.get("ancestors", "false") != "false":
            above = item.parent
            while above:
                node, above = _item(above, [node]), above.parent
        scheme = E("cpc:class-scheme", node,
                   {"scheme-type": "cpc", "export-date": "2025-08-01"})
        return _page(request.path, "cpc.xsl", E(
            "ops:classification-scheme", E("ops:cpc", scheme)))

    def _search(self, request: Request) -> Answer:
        words = request.params.get("q", "").lower().split()
        begin, end = request.span(FOUND)
        hits = [item for item in self._items.values() if words and
                all(word in item.words() for word in words)]
        shown = hits[begin - 1:end]
        if not shown:
            raise not_found()
        rows = [E("ops:classification-statistics", _title(item),
                  {"classification-symbol": item.symbol,
                   "percentage": f"{100 / (at + 10):.6f}"})
                for at, item in enumerate(shown, begin)]
        return _page(request.path, "cpc-search.xsl", E(
            "ops:classification-search",
            E("ops:query", request.params["q"], syntax=""),
            E("ops:search-result", rows),
            {"total-result-count": str(len(hits)), "scheme-type": "CPC"}))

    def _media(self, names: list[str]) -> Answer | None:
        """A GIF's name and a PNG's bytes: so it is on the wire."""
        found = _MEDIA.match(names[0]) if len(names) == 1 else None
        if not found or found[1] not in {item.media for item in
                                         self._items.values()}:
            return None
        picture = raster.Raster(104, 60)
        picture.box(4, 4, 99, 55)
        picture.write(found[1], 20, 20)
        return Answer(200, "image/png", raster.png(picture))

    def _mapping(self, request: Request, parts: list[str]) -> Answer | None:
        """CPC and IPC share their symbols here; what is asked of ECLA, which
        is no longer kept, comes back as IPC."""
        if len(parts) < 3 or parts[0] not in ("cpc", "ecla", "ipc") \
                or parts[-1] not in ("cpc", "ecla", "ipc"):
            raise no_such_resource()
        given, wanted = parts[0], parts[-1]
        wanted = "ipc" if wanted == "ecla" else wanted
        symbol = "/".join(parts[1:-1])
        if self._known(symbol) is None:
            return None
        pair = [_side(given, symbol), _side(wanted, symbol)]
        flag = str("additional" in request.params).lower()
        mapping = E("ops:mapping", pair, {"additional-only": flag})
        return _page(request.path, "class-mapping.xsl",
                     E("ops:meta", name="elapsed-time", value="7"),
                     E("ops:classification-scheme", E(
                         "ops:mappings", mapping,
                         inputSchema=given.upper(),
                         outputSchema=wanted.upper())))


def _side(system: str, symbol: str) -> Node:
    link = {"xlink:href": "classification/cpc/" + symbol} \
        if system == "cpc" else {}
    return E("ops:" + system, symbol, link)
