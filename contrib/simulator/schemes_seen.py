# SPDX-License-Identifier: GPL-3.0-or-later
"""Items of the classification found in recorded answers.

A recording answers one request; what it says of a symbol is good for every
answer that holds the symbol. Such an item's own content, without those below
it, takes the place of a sample's.
"""
import json
import xml.etree.ElementTree as ET
from pathlib import Path

from markup import CPC_ROOT, Node

_CPC = "{" + CPC_ROOT["xmlns:cpc"] + "}"
_ITEM = _CPC + "classification-item"
_SYMBOL = _CPC + "classification-symbol"


def _kids(element: ET.Element) -> list:
    kids: list = [element.text] if element.text else []
    for kid in element:
        if kid.tag != _ITEM:
            kids.append(_node(kid))
        if kid.tail:
            kids.append(kid.tail)
    return kids


def _node(element: ET.Element) -> Node:
    return Node(element.tag.replace(_CPC, "cpc:"), dict(element.attrib),
                _kids(element))


def _answers(folder: Path):
    """Bodies of recorded schemes."""
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["path"].startswith("/rest-services/classification/cpc/") \
                and row["status"] == 200 and row["body_file"][-4:] == ".xml":
            yield (folder / row["body_file"]).read_bytes()


def recorded_items(folders) -> dict[str, Node]:
    """By symbol; the first recording of one wins."""
    found: dict[str, Node] = {}
    for folder in folders:
        for body in _answers(Path(folder)):
            try:
                items = list(ET.fromstring(body).iter(_ITEM))
            except ET.ParseError:
                continue
            for item in items:
                symbol = (item.findtext(_SYMBOL) or "").strip()
                found.setdefault(symbol, _node(item))
    return found
