# SPDX-License-Identifier: GPL-3.0-or-later
"""XML to JSON in OPS's dialect of the BadgerFish convention.

Text is "$", an attribute "@name", name space declarations an "@xmlns" object
whose default is "$".  Names keep the prefixes of the document.  One child of
a name is an object, several are an array at the place of the first.  White
space around text goes, text of white space only is dropped, and everything is
a string.  (What the register's JSON adds as "@mixed.layout" is not made here:
its rule is not known, and clients have to ignore it.)
"""

import json
from xml.parsers import expat

_BLANKS = " \t\r\n"


class _Builder:
    def __init__(self) -> None:
        self.root: dict = {}
        self._stack: list[dict] = [self.root]
        self._texts: list[list[str]] = [[]]

    def start(self, name: str, attributes: list[str]) -> None:
        node = _attributes(attributes)
        _add(self._stack[-1], name, node)
        self._stack.append(node)
        self._texts.append([])

    def end(self, _name: str) -> None:
        text = "".join(self._texts.pop()).strip(_BLANKS)
        node = self._stack.pop()
        if text:
            node["$"] = text

    def text(self, data: str) -> None:
        self._texts[-1].append(data)


def _attributes(pairs: list[str]) -> dict:
    spaces, others = {}, {}
    for name, value in zip(pairs[::2], pairs[1::2]):
        if name == "xmlns":
            spaces["$"] = value
        elif name.startswith("xmlns:"):
            spaces[name[6:]] = value
        else:
            others["@" + name] = value
    return {"@xmlns": spaces, **others} if spaces else others


def _add(parent: dict, name: str, node: dict) -> None:
    if name not in parent:
        parent[name] = node
    elif isinstance(parent[name], list):
        parent[name].append(node)
    else:
        parent[name] = [parent[name], node]


def convert(xml: bytes, escape_slashes: bool = False) -> bytes:
    """The JSON of a well-formed document; ValueError for any other."""
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed: {error}") from None
    text = json.dumps(builder.root, ensure_ascii=False,
                      separators=(",", ":"))
    if escape_slashes:
        text = text.replace("/", "\\/")
    return text.encode()
