# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts of one application and of its publications.

Every service is rendered from a Case, so that biblio, family, register and
search can never contradict each other.  Bundled cases come from JSON files,
synthetic ones are computed; recorded documents are no cases, only the XML
that was seen.
"""
import json
from dataclasses import dataclass, field
from pathlib import Path

from references import bare

_KIND_WHOLE = {"JP"}
_KIND_LETTER = {"AT", "AU", "BA", "BG", "CN", "DK", "FI", "IS", "KR", "NL",
                "NO", "PL", "SK", "UY", "TW", "YU"}


def epodoc_number(country: str, number: str, kind: str) -> str:
    """The epodoc number of a publication: which part of the kind is glued on
    depends on the office and on the letter."""
    letter = kind[:1]
    if letter == "A" or not letter:
        return country + number
    if country in _KIND_WHOLE:
        return country + number + kind
    if country in _KIND_LETTER or letter not in "BC":
        return country + number + letter
    return country + number


@dataclass
class Number:
    """An application or a priority in all its spellings."""
    country: str
    number: str
    kind: str
    date: str
    epodoc: str
    original: str
    level: str = "national"
    doc_id: str = ""


@dataclass(eq=False)
class Publication:
    """`texts` keeps what was rendered of it."""
    country: str
    number: str
    kind: str
    date: str
    case: "Case" = field(repr=False, default=None)
    pages: int = 8
    drawings: int = 2
    texts: dict = field(default_factory=dict, repr=False)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.country, bare(self.number), self.kind

    @property
    def epodoc(self) -> str:
        return epodoc_number(self.country, self.number, self.kind)


@dataclass(eq=False)
class Case:
    """`loaded` orders search results: the highest was loaded last.  Parts of
    the full text are keyed by kind, "*" standing for every other kind."""
    loaded: int
    family: str
    application: Number
    publications: list[Publication]
    priorities: list[Number]
    titles: dict[str, str]
    applicants: list[list[str]]
    inventors: list[list[str]]
    extended: str = ""
    abstracts: dict[str, str] = field(default_factory=dict)
    ipc: list[str] = field(default_factory=list)
    cpc: list[str] = field(default_factory=list)
    citations: list[dict] = field(default_factory=list)
    claims: dict = field(default_factory=dict)
    description: dict = field(default_factory=dict)
    claims_in_one: bool = False
    representative: bool = False
    legal: list = field(default_factory=list)
    register: dict = field(default_factory=dict)

    @property
    def first(self) -> Publication:
        return self.publications[0]

    @property
    def language(self) -> str:
        return self.register.get("language", "en")

    def part(self, name: str, kind: str) -> dict:
        """Full text of one publication, by language."""
        texts = getattr(self, name)
        return texts.get(kind, texts.get("*", {}))


def from_facts(facts: dict) -> Case:
    """A Case from the structure of a samples/ file."""
    facts = dict(facts)
    facts["application"] = Number(**facts["application"])
    facts["priorities"] = [Number(**item) for item in facts["priorities"]]
    facts["publications"] = [
        Publication(**item) for item in facts["publications"]]
    case = Case(**facts)
    case.extended = case.extended or case.family
    for publication in case.publications:
        publication.case = case
    return case


def bundled(folder: Path) -> list[Case]:
    """The sample cases, first loaded first."""
    found = []
    for path in sorted(folder.glob("case-*.json")):
        found.append(from_facts(json.loads(path.read_text("utf-8"))))
    return sorted(found, key=lambda case: case.loaded)
