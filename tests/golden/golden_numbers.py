# SPDX-License-Identifier: GPL-3.0-or-later
"""What opsfs makes of numbers that others print: every document-id of the
recorded answers, whose docdb and epodoc spellings are one record, and a list
of what people type. Both are where OPSFS_CORPUS says, and beside it; without
them there is nothing to compare, and the test is skipped.

    golden_numbers.py SPELL
"""
import csv
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

Id = tuple[str, str, str]
NUMBER = re.compile(r"\b[A-Z]{2}[A-Z0-9]*\d{4,}[A-Z]?\d?(?:\.\d|-\w+)*\b|"
                    r"\bUS\d\d-\d{6}-application\b")


def spell(program: str, lines: list[str]) -> list[tuple[str, str]]:
    """Of each line the name, "" for none, and what is asked or what is wrong."""
    out = subprocess.run([program], check=True, stdout=subprocess.PIPE,
                         input="".join(f"{line}\n" for line in lines).encode())
    rows = out.stdout.decode().splitlines()
    assert len(rows) == len(lines)
    return [tuple(row.split("\t", 1)) for row in rows]


def local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def ids_of(element: ET.Element) -> dict[str, Id]:
    """The first document-id of each type below an element."""
    found: dict[str, Id] = {}
    for one in element:
        if local(one.tag) != "document-id":
            continue
        parts = {local(p.tag): (p.text or "").strip() for p in one}
        found.setdefault(one.get("document-id-type", ""), tuple(
            parts.get(name, "") for name in ("country", "doc-number", "kind")))
    return found


def printed(folder: Path) -> list[tuple[str, dict[str, Id]]]:
    """The name of each element with document-ids, and these."""
    found = []
    for path in sorted((folder / "bodies").glob("*.xml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError:
            continue
        for element in root.iter():
            ids = ids_of(element)
            if ids and (local(element.tag), ids) not in found:
                found.append((local(element.tag), ids))
    return found


def unread(program: str, seen: list[tuple[str, dict[str, Id]]]) -> list[str]:
    """docdb's spellings that are no canonical number. Not a whole number
    is an id without an office, or the year of a provisional one."""
    ids = sorted({ids["docdb"] for _, ids in seen if "docdb" in ids})
    names = spell(program, ["\t".join(one) for one in ids])
    return [f"{one}: {name or told}" for one, (name, told) in zip(ids, names)
            if name in ("", "-")]


def sent_otherwise(program: str,
                   seen: list[tuple[str, dict[str, Id]]]) -> list[str]:
    """Publications whose docdb spelling is not what is asked for."""
    ids = sorted({ids["docdb"] for name, ids in seen if "docdb" in ids
                  and name != "application-reference" and ids["docdb"][2]
                  and name != "priority-claim"})
    names = spell(program, ["\t".join(one) for one in ids])
    return [f"{one}: {told}" for one, (_, told) in zip(ids, names)
            if not told.endswith("/docdb/" + ".".join(one))]


def parted(program: str, seen: list[tuple[str, dict[str, Id]]]) -> list[str]:
    """Pairs whose epodoc spelling is not the record of the docdb one: neither
    asked for under that name, nor by the number without its level; nor named
    where that one is in doubt."""
    pairs = set()
    for name, ids in seen:
        other = ids.get("epodoc", ("",) * 3)[1]
        word = name in ("application-reference", "priority-claim")
        if other and "docdb" in ids:
            pairs.add(((*ids["docdb"], "application" * word),
                       other + " application" * (word and other[-1].isdigit())))
    pairs = sorted(pairs)
    docdb = spell(program, ["\t".join(one) for one, _ in pairs])
    epodoc = spell(program, [other for _, other in pairs])
    complaints = []
    for (one, other), (name, _), (second, told) in zip(pairs, docdb, epodoc):
        asked = f"/epodoc/{other}"
        doubt = not second and f"{one[0]}{one[1]}" in told
        if second != name and not doubt and not (
                told.endswith(asked) and name.startswith(second)):
            complaints.append(f"{one}, {other}: {name}, {second or told}")
    return complaints


def wrong(program: str, rows: list[dict[str, str]]) -> list[str]:
    """Spellings that are not what the list wants: its name, or where it allows
    a refusal, one that names it."""
    found = []
    told = spell(program, [row["spelling"] for row in rows])
    for row, (name, text) in zip(rows, told):
        want = row["want"]
        wanted = NUMBER.findall(want)
        refusal = re.search(r"refusal|propos|says so", want) and not name
        if name in wanted or (refusal and (
                not wanted or any(one in text for one in wanted))):
            continue
        if not wanted and name[:2] in row["spelling"] + want:
            continue
        if any(name.startswith(one) for one in wanted if name):
            continue
        found.append(f"{row['spelling']}: {name or text}, not {want}")
    return found


def main(program: str) -> int:
    corpus = os.environ.get("OPSFS_CORPUS")
    if not corpus:
        print("1..0 # SKIP there are no recorded answers")
        return 0
    field = Path(corpus).parent / "field" / "spellings.tsv"
    seen = printed(Path(corpus))
    seen += [one for one in printed(field.parent / "corpus")
             if one[0] != "application-reference"]
    results = [
        ("every printed number has a name", unread(program, seen)),
        ("a publication is asked for as it is printed",
         sent_otherwise(program, seen)),
        ("docdb and epodoc are one record", parted(program, seen)),
        ("enough was seen", [] if len(seen) > 300 else [f"{len(seen)} ids"]),
    ]
    if field.is_file():
        with open(field, encoding="utf-8") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t",
                                       quoting=csv.QUOTE_NONE))
        results.append(("what people type", wrong(program, rows)))
    print(f"1..{len(results)}")
    for number, (name, complaints) in enumerate(results, 1):
        for one in complaints:
            print(f"# {one}")
        print(f"{'not ' if complaints else ''}ok {number} - {name}")
    return any(complaints for _, complaints in results)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
