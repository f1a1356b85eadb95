# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in for the European Publication Server.

It takes no token, and writes down whether it was sent one.  It has the EP
documents of the samples and, from a directory of real ones, those as they are;
of an application that it has not it says in one of two ways that WIPO
published it: HTTP 500, or for odd numbers a page with status 200.
"""

import html
import io
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import printed
import raster
from cases import Case, Publication
from markup import E, flat
from replies import Response

PREFIX = "/publication-server/rest/v1.2"

_TYPES = {"xml": "application/xml", "html": "text/html;charset=UTF-8",
          "pdf": "application/pdf", "zip": "application/zip"}
_ROOT = re.compile(rb"<ep-patent-document\s[^>]*>")
_BLOCK = re.compile(r"</(p|heading|claim-text|B\d+|row)>|\s*\n\s*")
_TAG = re.compile(r"<[^>]*>")
_NAME = re.compile(r"EP\d{7}(NW|W\d)([AB])\d")
_DOCTYPE = ('<?xml version="1.0" encoding="UTF-8"?>\n'
            '<!DOCTYPE ep-patent-document PUBLIC "-//EPO//EP PATENT DOCUMENT '
            '1.5//EN" "ep-patent-document-v1-5.dtd">\n')


@dataclass
class Document:
    name: str
    date: str
    xml: bytes
    pages: int = 1

    @cached_property
    def pdf(self) -> bytes:
        text = _TAG.sub("", _BLOCK.sub("\n", self.xml.decode("utf-8", "replace")))
        return printed.pdf(self.name, html.unescape(text).split("\n"),
                           self.pages)

    @cached_property
    def html(self) -> bytes:
        return _page(self.name, "<pre>" + html.escape(
            self.xml.decode("utf-8", "replace")) + "</pre>")

    @cached_property
    def zip(self) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for suffix, data in (("xml", self.xml), ("pdf", self.pdf),
                                 ("tif", raster.tiff(raster.Raster(80, 80)))):
                archive.writestr(zipfile.ZipInfo(f"{self.name}.{suffix}"), data)
        return file.getvalue()


def _page(title: str, body: str) -> bytes:
    return (f"<!DOCTYPE html>\n<html><head><title>{title}</title></head>"
            f"<body>{body}</body></html>\n").encode()


def _answer(status: int, body: bytes, kind: str = "html") -> Response:
    return Response(status, body, _TYPES[kind], service=False)


def _no_document(name: str) -> Response:
    match = _NAME.fullmatch(name)
    if not match or match[2] == "B":
        return _answer(404, _page("Not found", "There is no such document"))
    if int(name[8]) % 2:
        return _answer(200, _page("Euro-PCT", "See <a href=\"https://"
                                  "patentscope.wipo.int/\">WIPO</a>"))
    return _answer(500, _page("Error", "Internal server error"))


# Samples

def _paragraphs(texts: list[str], prefix: str) -> list:
    return [E("p", text, id=f"{prefix}{n:04}", num=f"{n:04}")
            for n, text in enumerate(texts, 1)]


def _claims(case: Case, kind: str) -> list:
    found = []
    for lang, claims in case.part("claims", kind).items():
        kids = [E("claim", E("claim-text", re.sub(r"^\d+\. ", "", text)),
                  id=f"c-{lang}-01-{n:04}", num=f"{n:04}")
                for n, text in enumerate(claims, 1)]
        found.append(E("claims", kids, id="claims01", lang=lang))
    return found


def _bibliography(pub: Publication):
    titles = [kid for lang, text in pub.case.titles.items()
              for kid in (E("B541", lang), E("B542", text))]
    return E("SDOBI",
             E("B100", E("B110", pub.number.zfill(7)), E("B130", pub.kind),
               E("B140", E("date", pub.date)), E("B190", "EP")),
             E("B500", E("B540", titles)), lang=pub.case.language)


def _made(pub: Publication) -> Document:
    case, number = pub.case, pub.number.zfill(7)
    name = f"EP{number}NW{pub.kind}"
    abstracts = [E("abstract", E("p", text, id="pa01", num="0001"), lang=lang)
                 for lang, text in case.abstracts.items()
                 if pub.kind.startswith("A")]
    descriptions = [E("description",
                      E("heading", "Description – sample", id="h0001"),
                      _paragraphs(texts, "p"), id="desc", lang=lang)
                    for lang, texts in case.part("description",
                                                 pub.kind).items()]
    root = E("ep-patent-document", _bibliography(pub), abstracts,
             descriptions, _claims(case, pub.kind),
             {"doc-number": number, "date-publ": pub.date, "dtd-version":
              "ep-patent-document-v1-5"}, id=f"EP{number}{pub.kind}",
             file=name + ".xml", lang=case.language, country="EP",
             kind=pub.kind, status="n")
    # a name of the DTD, as in old documents
    text = flat(root).replace("–", "&ndash;")
    return Document(name, pub.date, (_DOCTYPE + text + "\n").encode(),
                    pub.pages)


def _real(path: Path) -> Document:
    data = path.read_bytes()
    head = _ROOT.search(data)[0].decode()
    fact = dict(re.findall(r'([\w-]+)="([^"]*)"', head))
    code = fact.get("correction-code", "NW")
    return Document(f"EP{fact['doc-number']}{code}{fact['kind']}",
                    fact["date-publ"], data)


class Publications:
    """`folder`: of real documents, or None."""

    def __init__(self, cases: list[Case], folder: Path | None = None) -> None:
        found = [_made(pub) for case in cases for pub in case.publications
                 if pub.country == "EP" and pub.kind[0] in "AB"]
        if folder:
            found += [_real(path) for path in sorted(folder.glob("*.xml"))]
        self._documents = {document.name: document for document in found}
        self.used = 0

    def reset(self) -> None:
        self.used = 0

    def answer(self, path: str, authorized: bool, quota: int) -> Response:
        if self.used >= quota:
            response = _answer(403, _page("Quota", "Fair use"))
        elif authorized:
            response = _answer(400, _page("Bad request", "A token?"))
        else:
            response = self._find(path.strip("/").split("/"))
            self.used += len(response.body)
        response.headers += [
            ("x-quotaperweek-used", str(self.used)),
            ("x-quotaperweek-remaining", str(max(0, quota - self.used)))]
        return response

    def _find(self, steps: list[str]) -> Response:
        if steps == ["publication-dates"]:
            return _answer(200, self._dates())
        if steps[0] == "publication-dates" and steps[2:] == ["patents"]:
            return _answer(200, self._day(steps[1]))
        if steps[0] == "patents" and len(steps) == 3:
            name, (stem, _, form) = steps[1], steps[2].partition(".")
            document = self._documents.get(name)
            if document is None:
                return _no_document(name)
            if stem == "document" and form in _TYPES:
                return _answer(200, getattr(document, form), form)
        return _answer(404, _page("Not found", "There is no such resource"))

    def _dates(self) -> bytes:
        dates = sorted({d.date for d in self._documents.values()})
        return _page("Dates", "\n".join(
            f'<a href="{PREFIX}/publication-dates/{date}/patents">'
            f"{date[:4]}/{date[4:6]}/{date[6:]}</a>" for date in dates))

    def _day(self, date: str) -> bytes:
        names = sorted(d.name for d in self._documents.values()
                       if d.date == date)
        return _page(date, "\n".join(
            f'<a href="{PREFIX}/patents/{name}">{name}</a>' for name in names))
