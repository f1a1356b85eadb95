# SPDX-License-Identifier: GPL-3.0-or-later
"""Each recorded answer is taken for its own request, and for no other.

The recordings are where OPSFS_CORPUS says; without them the test is skipped.

    golden_identity.py IDENTITY     TAP
"""
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

from golden_corpus import form_of, report

SERVICES = "/rest-services/"

#: The first that fits is the source of a path.
SOURCES = (
    (r"published-data/images/.*/firstpage", "clip"),
    (r"published-data/images/", "page"),
    (r"published-data/search", "search"),
    (r"published-data/.*/images$", "inquiry"),
    (r"published-data/.*/equivalents", "equivalents"),
    (r"published-data/.*/(claims|description|fulltext)$", "fulltext"),
    (r"published-data/", "biblio"),
    (r"family/", "family"),
    (r"legal/", "legal"),
    (r"register/search", "register-search"),
    (r"register/", "register"),
    (r"number-service/", "number"),
    (r"classification/cpc/search", "cpc-search"),
    (r"classification/cpc/media/", "media"),
    (r"classification/map/.*/(cpc|ipc|ecla)$", r"map-\1"),
    (r"classification/cpc/", "cpc"),
)


class Exchange:
    def __init__(self, row: dict) -> None:
        self.id = str(row["id"])
        self.path = row["path"].removeprefix(SERVICES)
        self.source = next(re.match(pattern, self.path).expand(name)
                           for pattern, name in SOURCES
                           if re.match(pattern, self.path))
        self.form = form_of(row)
        self.headers = {k.lower(): v for k, v
                        in row["response_headers"].items()}
        self.body = row["body_file"]
        # the query in the order in which it is sent
        query = sorted(row["query"].split("&"), key=lambda one: one[:1] != "q")
        self.whole = "?".join(filter(None, (self.path, "&".join(query))))

    def line(self, corpus: Path) -> str:
        return "\t".join((
            self.id, self.source, self.form, self.whole,
            self.headers.get("content-type", ""),
            self.headers.get("content-disposition", ""),
            str(corpus / self.body)))


def exchanges(corpus: Path) -> list[Exchange]:
    """What was asked with GET, once each, and found."""
    with open(corpus / "index.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [Exchange(row) for row in rows
             if row["status"] == 200 and row["method"] == "GET"]
    return list({(one.whole, one.body): one for one in found}.values())


def offered(program: str, corpus: Path, all_of: list[Exchange]) -> dict:
    lines = "".join(one.line(corpus) + "\n" for one in all_of)
    printed = subprocess.run([program], input=lines, check=True, text=True,
                             stdout=subprocess.PIPE).stdout
    rows = (line.split("\t", 2) for line in printed.splitlines())
    return {(asked, came): said for asked, came, said in rows}


def record_of(one: Exchange) -> str:
    """What an answer has to be of."""
    if one.source == "page":
        return "/".join(one.path.split("/")[2:5])
    if "?q=" in one.whole:
        return unquote(one.whole)
    steps = one.path.split("/")
    if one.source in ("number", "cpc", "media") or one.source[:3] == "map":
        return one.path
    return re.sub(r"\W", "", steps[3])


def why_alike(asked: Exchange, came: Exchange) -> str:
    """Why nothing tells the answers of two requests apart."""
    if record_of(asked) != record_of(came):
        return "two records"
    ends = [re.sub(r".*/(publication|application)/\w+/[^/]+", "", one.path)
            for one in (asked, came)]
    if asked.source == came.source == "page":
        return "two pages of a document: an image tells neither"
    if {asked.source, came.source} == {"legal", "family"}:
        return "legal events, also as a constituent of the family: one answer"
    if ends[0] != ends[1]:
        return "two constituents of a record: " + asked.source
    return "one request, recorded twice or in two spellings"


#: Pairs of different answers that pass, by why they do. None is of two records.
ALIKE = {
    "two pages of a document: an image tells neither": 132,
    "one request, recorded twice or in two spellings": 34,
    "two constituents of a record: register": 14,
    "two constituents of a record: biblio": 10,
    "two constituents of a record: family": 2,
    "legal events, also as a constituent of the family: one answer": 2,
}


def verdicts(all_of: list[Exchange], said: dict) -> dict[str, str]:
    """By test: what is wrong, or nothing."""
    by_id = {one.id: one for one in all_of}
    alike = [(by_id[asked], by_id[came])
             for (asked, came), what in said.items() if what == "fits"
             and by_id[asked].body != by_id[came].body]
    whys = Counter(why_alike(*pair) for pair in alike)
    own = {f"{one.id} {one.whole}": said[one.id, one.id]
           for one in all_of}
    return ({name: "" if what == "fits" else what
             for name, what in own.items()}
            | {f"alike: {why}": "" if whys[why] == count
               else f"{whys[why]} pairs, not {count}"
               for why, count in ALIKE.items()}
            | {f"alike: {why}": f"{count} pairs"
               for why, count in whys.items() if why not in ALIKE})


def main(program: str) -> int:
    corpus = os.environ.get("OPSFS_CORPUS")
    if not corpus:
        print("1..0 # SKIP skipped: no corpus")
        return 0
    all_of = exchanges(Path(corpus))
    return report(verdicts(all_of, offered(program, Path(corpus), all_of)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
