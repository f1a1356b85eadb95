# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange documents found in recorded bodies.

A recording answers one request; the documents inside it are good for many
more.  They are taken out of biblio, full-cycle, search and family answers, in
XML or in OPS's JSON, and are afterwards known one by one.
"""
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from markup import EXCHANGE, Node
from references import bare

_ROLES = {"application": "application-reference", "priority": "priority-claim"}


class Seen:
    """One recorded publication.  `case` is None: nothing is known beyond its
    XML, and `node()` gives that."""

    case = None

    def __init__(self, node: Node):
        self._node = node
        self.texts: dict = {}
        self.country = node.attrs["country"]
        self.number = node.attrs["doc-number"]
        self.kind = node.attrs.get("kind", "")
        self.family = node.attrs.get("family-id", "")
        own = next(walk(node, "publication-reference"))
        self.date = next(texts(own, "date"), "")
        self.epodoc = _identity(own, "epodoc") or self.country + self.number

    @property
    def key(self) -> tuple[str, str, str]:
        return self.country, bare(self.number), self.kind

    def node(self) -> Node:
        return self._node

    def abstracts(self) -> list[Node]:
        return [kid for kid in self._node.kids
                if isinstance(kid, Node) and kid.tag == "abstract"]

    def references(self, kind_of: str) -> set[str]:
        """Numbers of its application or priorities: epodoc ones, and docdb
        ones as country and number."""
        found = set()
        for holder in walk(self._node, _ROLES[kind_of]):
            found.add(_identity(holder, "epodoc"))
            for item in walk(holder, "document-id"):
                if item.attrs.get("document-id-type") == "docdb":
                    found.add("".join(texts(item, "country"))
                              + bare("".join(texts(item, "doc-number"))))
        return found - {""}


def walk(node: Node, tag: str):
    """All elements of that name below and including a node."""
    if node.tag == tag:
        yield node
    for kid in node.kids:
        if isinstance(kid, Node):
            yield from walk(kid, tag)


def texts(node: Node, tag: str):
    """The texts of all elements of that name."""
    for found in walk(node, tag):
        yield "".join(kid for kid in found.kids if isinstance(kid, str))


def _identity(node: Node, form: str) -> str:
    for item in walk(node, "document-id"):
        if item.attrs.get("document-id-type") == form:
            return next(texts(item, "doc-number"), "")
    return ""


def _from_element(element: ET.Element) -> Node:
    tag = element.tag.removeprefix(f"{{{EXCHANGE}}}")
    kids: list = []
    blank = len(element) > 0
    for text, kid in [(element.text, None)] + [(k.tail, k) for k in element]:
        if kid is not None:
            kids.append(_from_element(kid))
        if text and not (blank and not text.strip()):
            kids.append(text)
    return Node(tag, dict(element.attrib), kids)


def _from_json(tag: str, value) -> Node:
    """A node from OPS's JSON: "$" is text, "@name" an attribute."""
    if not isinstance(value, dict):
        return Node(tag, {}, [str(value)])
    attrs, kids = {}, []
    for name, part in value.items():
        if name == "$":
            kids.append(str(part))
        elif name.startswith("@"):
            attrs[name[1:]] = str(part)
        else:
            parts = part if isinstance(part, list) else [part]
            kids.extend(_from_json(name, item) for item in parts)
    return Node(tag, attrs, kids)


def _json_documents(value):
    if isinstance(value, dict):
        for name, part in value.items():
            if name == "exchange-document":
                parts = part if isinstance(part, list) else [part]
                yield from (_from_json(name, item) for item in parts)
            else:
                yield from _json_documents(part)
    elif isinstance(value, list):
        for item in value:
            yield from _json_documents(item)


def _nodes(body: bytes):
    if body.lstrip()[:1] == b"{":
        yield from _json_documents(json.loads(body))
        return
    for element in ET.fromstring(body).iter(f"{{{EXCHANGE}}}exchange-document"):
        yield _from_element(element)


def _complete(node: Node) -> bool:
    """Place holders and abstract-only answers are no documents."""
    return ("status" not in node.attrs and "kind" in node.attrs
            and any(walk(node, "application-reference")))


def _exchanges(folder: Path):
    """Successful recorded exchanges whose body may hold documents."""
    index = folder / "index.jsonl"
    done = set()
    for line in index.read_text("utf-8").splitlines():
        entry = json.loads(line)
        name = entry.get("body_file") or ""
        if entry.get("status") != 200 or name in done:
            continue
        done.add(name)
        if re.search(r"\.(xml|json)$", name):
            yield folder / name


def harvest(folder: Path) -> list[Seen]:
    """Every complete document of a directory of recordings; the first
    recording of a publication wins."""
    found: dict[tuple, Seen] = {}
    for path in _exchanges(folder):
        body = path.read_bytes()
        if b"exchange-document" not in body:
            continue
        try:
            nodes = list(_nodes(body))
        except (ET.ParseError, ValueError):
            continue
        for node in filter(_complete, nodes):
            doc = Seen(node)
            found.setdefault(doc.key, doc)
    return list(found.values())
