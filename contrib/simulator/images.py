# SPDX-License-Identifier: GPL-3.0-or-later
"""The images inquiry and the pages themselves.

A page shows its publication and its number, so that a test can see whether
pages were put together in order.
"""
import re

import raster
from answers import Answer, Refusal, no_such_resource, not_found
from asked import Request, bad_range
from cases import Publication
from exchange import docdb_id
from jpeg import jpeg
from markup import E, Node, exchange_page, pretty
from references import Reference
from shelf import Shelf

PAGES = ("application/pdf", "application/tiff")
CLIPS = PAGES + ("image/jpeg", "image/png")

_SUFFIX = re.compile(r"\.(pdf|tiff|png|jpeg|gif)$")
_TYPES = {"pdf": "application/pdf", "tiff": "application/tiff",
          "png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif"}


def _sections(pub: Publication) -> dict[str, int]:
    """Start pages; the description takes half of what is no drawing. An A3 is
    a search report and nothing else."""
    if pub.kind == "A3":
        return {"SEARCH_REPORT": 1}
    texts = pub.pages - pub.drawings
    found = {"ABSTRACT": 1, "BIBLIOGRAPHY": 1,
             "CLAIMS": 1 + max(1, texts // 2), "DESCRIPTION": min(2, texts)}
    if pub.drawings:
        found["DRAWINGS"] = texts + 1
    return found


def _instance(count: int, desc: str, link: str, formats,
              sections: dict[str, int]) -> Node:
    return E("ops:document-instance",
             E("ops:document-format-options",
               [E("ops:document-format", name) for name in formats]),
             [E("ops:document-section", {"name": name,
                                         "start-page": str(start)})
              for name, start in sections.items()],
             {"system": "ops.epo.org", "number-of-pages": str(count),
              "desc": desc, "link": "published-data/images/" + link})


def _clipped(pub: Publication) -> bool:
    """Only the first publication of a case has a clip of its front page."""
    return pub is pub.case.first and pub.drawings > 0


def instances(pub: Publication) -> list[Node]:
    base = f"{pub.country}/{pub.number}"
    if not pub.pages:
        raise not_found()
    found = [_instance(pub.pages, "FullDocument",
                       f"{base}/{pub.kind}/fullimage", PAGES, _sections(pub))]
    if pub.drawings:
        found.append(_instance(pub.drawings, "Drawing",
                               f"{base}/{pub.kind}/thumbnail", PAGES,
                               {"DRAWINGS": 1}))
    if _clipped(pub):
        found.append(_instance(1, "FirstPageClipping", f"{base}/PA/firstpage",
                               CLIPS, {"ABSTRACT": 1, "BIBLIOGRAPHY": 1}))
    return found


def inquiry(path: str, pub: Publication) -> bytes:
    identity = docdb_id(pub.country, pub.number, pub.kind)
    body = E("ops:document-inquiry", E("ops:publication-reference", identity),
             E("ops:inquiry-result", E("publication-reference", identity),
               instances(pub)))
    return exchange_page(path, "pub-inquiry.xsl", pretty(body, 1))


def _draw(pub: Publication, what: str, number: int) -> raster.Raster:
    page = raster.Raster()
    page.box(16, 16, page.width - 17, page.height - 17)
    page.write(f"{pub.country} {pub.number} {pub.kind}", 40, 40)
    page.write(f"{what} {number}", 40, 70, 3)
    page.write("SAMPLE PAGE", 40, 110)
    for step in range(number + 2):
        page.box(60 + 12 * step, 160 + 10 * step, 200 + 12 * step,
                 300 + 10 * step)
    return page


_WRITERS = {
    "application/pdf": lambda page, _name, text: raster.pdf(page, text),
    "application/tiff": lambda page, name, _text: raster.tiff(
        page, name == "thumbnail"),
    "image/png": lambda page, _name, _text: raster.png(page),
    "image/jpeg": lambda page, _name, _text: jpeg(page),
}


def _parts(request: Request) -> tuple[list[str], str]:
    """Country, number, kind and name of the image; and its media type."""
    if request.method == "POST":
        link = request.text.strip()
        parts = link.removeprefix("published-data/images/").split("/")
    else:
        parts = request.parts[1:]
    if len(parts) != 4:
        raise no_such_resource()
    suffix = _SUFFIX.search(parts[3])
    name = suffix[1] if suffix else request.media
    parts[3] = _SUFFIX.sub("", parts[3])
    return parts, _TYPES.get(name, "")


def _page_number(request: Request, count: int, needed: bool) -> int:
    span = request.numbers()
    if span is None:
        if needed:
            raise Refusal(400, "CLIENT.InvalidRequest",
                          "Invalid request. The range of pages is missing")
        span = 1, 1
    if span[0] != span[1] or span[0] < 1:
        raise bad_range(request.params["Range"])
    if span[0] > count:
        raise no_such_resource()
    return span[0]


# name of the image: pages it has, media types, whether a range is needed
_KINDS = {
    "fullimage": (lambda pub: pub.pages, PAGES, True),
    "thumbnail": (lambda pub: pub.drawings, PAGES, False),
    "firstpage": (lambda pub: int(_clipped(pub)), CLIPS, False),
}


def retrieve(shelf: Shelf, request: Request) -> Answer | None:
    (country, number, kind, name), media = _parts(request)
    if name not in _KINDS or (kind == "PA") != (name == "firstpage"):
        raise no_such_resource()
    ref = Reference("docdb", country, number, "" if kind == "PA" else kind)
    pubs = shelf.publications("publication", ref)
    if not pubs:
        return None
    count, allowed, needed = _KINDS[name]
    at = _page_number(request, count(pubs[0]), needed)
    if media not in allowed:
        raise Refusal(405, "CLIENT.MethodNotAllowed",
                      "The requested media type is not served")
    page = _draw(pubs[0], name, at)
    text = f"{country}{number}{pubs[0].kind} {name} page {at}"
    return Answer(200, media, _WRITERS[media](page, name, text))
