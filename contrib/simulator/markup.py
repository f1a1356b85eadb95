# SPDX-License-Identifier: GPL-3.0-or-later
"""A small XML tree and the ways OPS lays its answers out.

The services write names with fixed prefixes, so a node carries the prefixed
name as it will stand on the wire; the root declares the prefixes.  Two
layouts exist: exchange services indent by four blanks, the register, the full
text and the classification stand on one line.
"""
from xml.sax.saxutils import escape, quoteattr

OPS = "http://ops.epo.org"
EXCHANGE = "http://www.epo.org/exchange"

EXCHANGE_ROOT = {
    "xmlns": EXCHANGE,
    "xmlns:ops": OPS,
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
REGISTER_ROOT = {
    "xmlns:ns6": "http://www.epo.org/cpcdefinition",
    "xmlns:ns5": "http://www.epo.org/cpcexport",
    "xmlns:ns2": OPS,
    "xmlns:ns4": "http://www.w3.org/1999/xlink",
    "xmlns:ns3": "http://www.epo.org/register",
}
CPC_ROOT = {
    "xmlns:ops": OPS,
    "xmlns:reg": "http://www.epo.org/register",
    "xmlns:cpcdef": "http://www.epo.org/cpcdefinition",
    "xmlns:cpc": "http://www.epo.org/cpcexport",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}

_QUOTE = {'"': "&quot;"}


class Node:
    """One element: `kids` mixes nodes and strings."""

    __slots__ = ("tag", "attrs", "kids")

    def __init__(self, tag: str, attrs: dict | None = None, kids=()):
        self.tag = tag
        self.attrs = attrs
        self.kids = kids


def E(tag: str, *kids, **attrs) -> Node:
    """An element.  A dict among the kids gives attributes whose names are
    not Python identifiers; None is dropped, so optional parts read inline."""
    inner, names = [], {}
    for kid in kids:
        if isinstance(kid, dict):
            names.update(kid)
        elif isinstance(kid, (list, tuple)):
            inner.extend(kid)
        elif kid is not None:
            inner.append(kid)
    names.update(attrs)
    return Node(tag, names, inner)


def _open(node: Node) -> str:
    if not node.attrs:
        return node.tag
    return node.tag + "".join(
        f" {name}={quoteattr(value)}" for name, value in node.attrs.items())


def flat(node: Node, quote: bool = False) -> str:
    """The element on one line; the full text also escapes quotation marks."""
    if not node.kids:
        return f"<{_open(node)}/>"
    signs = _QUOTE if quote else {}
    inner = "".join(escape(kid, signs) if isinstance(kid, str)
                    else flat(kid, quote) for kid in node.kids)
    return f"<{_open(node)}>{inner}</{node.tag}>"


def pretty(node: Node, depth: int = 0) -> str:
    """The element indented by four blanks a level, ending in a newline;
    an element that holds text stays on its line."""
    pad = "    " * depth
    if not node.kids or any(isinstance(kid, str) for kid in node.kids):
        return f"{pad}{flat(node)}\n"
    inner = "".join(pretty(kid, depth + 1) for kid in node.kids)
    return f"{pad}<{_open(node)}>\n{inner}{pad}</{node.tag}>\n"


def _style(path: str, sheet: str) -> str:
    return "../" * len(path.split("/")) + "style/" + sheet


def exchange_page(path: str, sheet: str, body: str) -> bytes:
    """A whole answer in the exchange layout around a ready-made body."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet '
        f'type="text/xsl" href="{_style(path, sheet)}"?>\n'
        f"<{_open(Node('ops:world-patent-data', EXCHANGE_ROOT))}>\n"
        f"{body}</ops:world-patent-data>").encode()


def fulltext_page(path: str, sheet: str, body: str) -> bytes:
    """As the exchange layout, the content on the root's line."""
    return exchange_page(path, sheet, body).replace(b">\n<ftxt:", b"><ftxt:", 1)


def line_page(path: str, sheet: str, root: Node) -> bytes:
    """A whole answer on a single line, as register and classification send."""
    return (
        '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
        f"<?xml-stylesheet type='text/xsl' href='{_style(path, sheet)}' ?>"
        f"{flat(root)}").encode()


def fault(code: str, message: str) -> bytes:
    """An error as the services themselves word it."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<fault xmlns="{OPS}">\n'
        f"    <code>{escape(code)}</code>\n"
        f"    <message>{escape(message)}</message>\n"
        "</fault>\n").encode()
