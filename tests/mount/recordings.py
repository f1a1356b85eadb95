# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a recorded exchange stands in the tree.

The rule is written down here once more, from OPS's side: it must not be
taken from the program that is tested with it.
"""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote

PREFIX = "/rest-services/"
#: Services whose last step is a constituent, or may be left out.
CONSTITUENTS = {
    "published-data": "biblio abstract full-cycle claims description fulltext "
                      "images equivalents",
    "family": "biblio legal",
    "register": "biblio events procedural-steps upp",
}


def _step(text: str) -> str:
    """One name of the tree: a slash is written %2F."""
    return text.replace("/", "%2F")


def _form(accept: str, suffix: str = "") -> str:
    if suffix:
        return suffix
    for name in ("json", "pdf", "tiff", "png"):
        if name in accept:
            return name
    return "xml"


def _images(parts: list[str], page: str, accept: str) -> str:
    name, _, suffix = parts[-1].partition(".")
    form = _form(accept, suffix)
    folder = "/".join(["published-data", *parts[1:-1]])
    if name == "firstpage":
        return f"{folder}/firstpage.{form}"
    return f"{folder}/{name}/{int(page):03}.{form}"


def _search(parts: list[str], params: dict, form: str) -> str:
    """service/search[/constituents]?q=…[&Range=…]"""
    at = parts.index("search")
    name = parts[at + 1] if len(parts) > at + 1 else "search"
    folder = parts[:at + 1] + [_step(params["q"])]
    if "Range" in params:
        folder.append(params["Range"])
    return "/".join([*folder, f"{name}.{form}"])


def _cpc(parts: list[str], params: dict, form: str) -> str:
    if parts[1:3] == ["cpc", "media"]:
        return "/".join(parts)
    if parts[1] == "map":
        name = ",".join([parts[-1], *params])
        return "/".join(["classification", "map", parts[2],
                         _step("/".join(parts[3:-1])), f"{name}.{form}"])
    views = [f"{k}={v}" if v else k for k, v in params.items()]
    return "/".join(["classification/cpc", _step("/".join(parts[2:])),
                     ",".join(["scheme", *views]) + f".{form}"])


def _number(parts: list[str], form: str) -> str:
    """service/type/format/NUMBER[/constituent]; a number may hold slashes."""
    service, kind, spelt, *rest = parts
    if service == "number-service":
        *number, name = rest
    elif (service != "legal"
          and re.split(",", rest[-1])[0] in CONSTITUENTS[service].split()):
        *number, name = rest
    else:
        number, name = rest, service
    return "/".join([service, kind, spelt, _step("/".join(number)),
                     f"{name}.{form}"])


def place(exchange: dict) -> str:
    """The path in the tree of a recorded GET."""
    path = unquote(exchange["path"]).removeprefix(PREFIX)
    params = dict(parse_qsl(exchange["query"], keep_blank_values=True))
    headers = {k.lower(): v for k, v in exchange["request_headers"].items()}
    accept = headers.get("accept", "")
    parts = path.split("/")
    if parts[:2] == ["published-data", "images"]:
        return _images(parts, params.get("Range", "1"), accept)
    form = _form(accept)
    if "search" in parts[:3]:
        return _search(parts, params, form)
    if parts[0] == "classification":
        return _cpc(parts, params, form)
    return _number(parts, form)


def load(directory: Path) -> list[dict]:
    """The exchanges a mount can ask for: GET, 200."""
    with open(directory / "index.jsonl", encoding="utf-8") as lines:
        exchanges = [json.loads(line) for line in lines]
    return [e for e in exchanges
            if e["method"] == "GET" and e["status"] == 200]


def bodies(directory: Path) -> dict[str, set[bytes]]:
    """For each path of the tree, what OPS was recorded to say: several
    things, when the same was asked more than once."""
    found: dict[str, set[bytes]] = {}
    for exchange in load(directory):
        body = (directory / exchange["body_file"]).read_bytes()
        found.setdefault(place(exchange), set()).add(body)
    return found
