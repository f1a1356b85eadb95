# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws of texts, over every good XML answer recorded, and over a table of
what each text is: a hash and how many lines. No text of the recordings stands
in the project. They are where OPSFS_CORPUS says; without them nothing can be
compared, and the test is skipped. The laws hold for the simulator's samples
too, recordings or not.

    golden_facets.py RENDER TABLE            compare; TAP
    golden_facets.py RENDER TABLE --update   write the table anew
"""
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from golden_render import Answers, first, read_case, report

COLUMNS = "body\tfacet\thash\tlines"
FULL_TEXT = "{http://www.epo.org/fulltext}"
BLANK = re.compile(r"\s+")
DATE = re.compile(r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
NONE = "\0"


def normal(text: str) -> str:
    return BLANK.sub(" ", text).strip(" ")


def iso(text: str) -> str:
    match = DATE.fullmatch(text)
    return "-".join(match.groups()) if match else NONE


def missing(texts: list[str], rendered: str) -> str:
    """The first text that does not come after the ones before it: nothing is
    left out and the order is kept. A date may stand in ISO form; the year 1
    says that there is none."""
    whole, at = normal(rendered), 0
    for text in map(normal, texts):
        if text in ("", "00010101", "0001-01-01"):
            continue
        places = [(whole.find(form, at), form) for form in (text, iso(text))]
        found = [(place, form) for place, form in places if place >= 0]
        if not found:
            return f"{text[:80]!r} is not there"
        at, form = min(found)
        at += len(form)
    return ""


def ill_formed(rendered: bytes) -> str:
    try:
        text = rendered.decode("utf-8")
    except UnicodeDecodeError as error:
        return str(error)
    if "\r" in text or "\0" in text:
        return "a CR or NUL"
    if text and not text.endswith("\n") or text.endswith("\n\n"):
        return "does not end with its last line"
    if re.search(r"[ \t]\n|\n\n\n|^\n", text):
        return "a blank at the end of a line, or two empty lines"
    return ""


def made(render: str, body: Path, facet: str, part: str = "") -> bytes | None:
    done = subprocess.run([render, facet, "EP1A1", part, body],
                          capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None


def texts_of(root: ET.Element, name: str = "") -> list[str]:
    tops = root.iter(FULL_TEXT + name) if name else [root]
    return [text for top in tops for text in top.itertext()]


def part_of(name: str) -> str:
    """`12` of 012.txt, `a12` of amended-012.txt, `3-12` of set3-012.txt."""
    of_set, number = re.fullmatch(r"(?:(\w+)-)?(\d+)\.txt", name).groups()
    before = {"": "", "amended": "a"}.get(of_set or "", f"{of_set}-"[3:])
    return f"{before}{int(number)}"


def one_by_one(render: str, body: Path, names: bytes, root: ET.Element) -> str:
    """Claims as files: in order they are all of the first language, but for a
    heading before the first of each set."""
    parts = [part_of(name) for name in names.decode().split()]
    files = [made(render, body, "claim", part) or b"" for part in parts]
    elements = list(root.iter(FULL_TEXT + "claims"))
    if not elements:
        return "names without claims" if names else ""
    whole = re.sub(r"\s", "", "".join(
        text for element in elements if element.get("lang") ==
        elements[0].get("lang") for text in element.itertext()))
    at = 0
    for part, file in zip(parts, files):
        text = re.sub(r"\s", "", file.decode())
        found = whole.find(text, at)
        first = part in ("1", "a1") or part.endswith("-1")
        if not text or found < at or found > at + 200 * first:
            return "the claims are not their parts"
        at = found + len(text)
    return "" if at == len(whole) else "the claims are not their parts"


def laws(render: str, body: Path) -> tuple[dict[str, bytes], str]:
    """The facets made of a body, and the first law that is broken."""
    root = ET.fromstring(body.read_bytes())
    facets, wrong = {}, []
    for facet, below in (("text", ""), ("claims", "claims"),
                         ("description", "description")):
        text = made(render, body, facet)
        if text is None:
            continue
        facets[facet] = text
        wrong += [ill_formed(text),
                  missing(texts_of(root, below), text.decode())]
    names = made(render, body, "claim-names")
    if names is not None:
        facets["claim-names"] = names
        wrong += [ill_formed(names), one_by_one(render, body, names, root)]
    if "text" not in facets:
        wrong.append("no text")
    return facets, next(filter(None, wrong), "")


def is_good(render: str, body: Path) -> bool:
    done = subprocess.run([render, "text", "", "", body], capture_output=True,
                          check=False)
    return done.returncode != 2


def row_of(text: bytes) -> str:
    digest = hashlib.sha256(text).hexdigest()[:16]
    return f"{digest}\t{len(text.splitlines())}"


def table_of(text: str) -> dict[str, str]:
    rows = (line.rsplit("\t", 2) for line in text.splitlines()
            if line and line != COLUMNS)
    return {name: f"{digest}\t{lines}" for name, digest, lines in rows}


def planted() -> str:
    """Laws that are never broken would be content for ever."""
    found = [missing(["a", " b "], "x: a b\n"), missing(["b", "a"], "a\nb\n"),
             missing(["20240522"], "2024-05-22\n"),
             missing(["20240522"], "2024\n"), missing(["00010101"], "\n"),
             missing(["\u2002a\u2003b"], "a b\n"), ill_formed(b"a\n"),
             ill_formed(b"a"), ill_formed(b"\xff\n"), ill_formed(b"a \n"),
             ill_formed(b"a\r\n")]
    want = [False, True, False, True, False, False,
            False, True, True, True, True]
    return "" if [bool(why) for why in found] == want else f"found {found}"


def of_samples(render: str, cases: Path) -> dict[str, str]:
    """The answers that cases name, which are XML but for those of usage."""
    with tempfile.TemporaryDirectory() as scratch:
        answers, results = Answers(Path(scratch)), {}
        for path in sorted(cases.glob("*.case")):
            case = read_case(path)
            for name in {value for key, value in case if key == "answer"}:
                if (name not in results and first(case, "error") == ""
                        and not name.endswith(".json")):
                    body = answers.file(path.parent, name)
                    results[name] = laws(render, body)[1]
    return results


def of_recordings(render: str, table: Path, update: bool) -> dict[str, str]:
    bodies = Path(os.environ["OPSFS_CORPUS"]) / "bodies"
    have, results = {}, {}
    for body in sorted(bodies.glob("*.xml")):
        if not is_good(render, body):
            continue
        facets, results[body.stem] = laws(render, body)
        have |= {f"{body.stem}\t{facet}": row_of(text)
                 for facet, text in facets.items()}
    if update:
        rows = "".join(f"{name}\t{row}\n" for name, row in have.items())
        table.write_text(f"{COLUMNS}\n{rows}", encoding="utf-8")
        return results
    want = table_of(table.read_text(encoding="utf-8"))
    changed = [name.replace("\t", " ") for name in sorted(want | have)
               if want.get(name) != have.get(name)]
    results["the table"] = f"not as in it: {changed}" if changed else ""
    return results


def main(render: str, table: str, *options: str) -> int:
    results = {"planted: a broken law is found": planted()}
    results |= of_samples(render, Path(table).parent / "facets")
    if os.environ.get("OPSFS_CORPUS"):
        results |= of_recordings(render, Path(table), "--update" in options)
    return report(results)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
