# SPDX-License-Identifier: GPL-3.0-or-later
"""What opsfs makes of each recorded exchange, against a table of what it
should: id, status, intake, code, action, errno. The recordings themselves are
where OPSFS_CORPUS says (index.jsonl, bodies/); without them there is nothing
to compare, and the test is skipped.

    golden_corpus.py GOLDEN TABLE            compare; TAP
    golden_corpus.py GOLDEN TABLE --update   write the table anew
"""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

COLUMNS = "id\tstatus\tintake\tcode\taction\terrno"
FORMS = ("xml", "json", "pdf", "tiff", "png", "jpeg", "gif")
Table = dict[str, str]


def form_of(exchange: dict) -> str:
    """What was asked: by the end of the path, or by Accept."""
    suffix = re.search(r"\.(\w+)$", exchange["path"])
    headers = {k.lower(): v for k, v in exchange["request_headers"].items()}
    wanted = [suffix[1]] if suffix else []
    wanted += re.findall(r"\w+", headers.get("accept", ""))
    return next((word for word in wanted if word in FORMS), "xml")


def message_of(exchange: dict, body: bytes) -> bytes:
    """The answer as it stood on the wire; a doubled header is a list."""
    lines = [f"HTTP/1.1 {exchange['status']} Recorded"]
    for name, value in exchange["response_headers"].items():
        values = value if isinstance(value, list) else [value]
        lines += [f"{name}: {one}" for one in values]
    return "\r\n".join([*lines, "", ""]).encode() + body


def found(golden: str, corpus: Path) -> Table:
    """What the program says of each exchange."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with open(corpus / "index.jsonl", encoding="utf-8") as lines:
            for exchange in map(json.loads, lines):
                case = folder / f"{exchange['id']:04}"
                body = (corpus / exchange["body_file"]).read_bytes()
                case.with_suffix(".http").write_bytes(message_of(exchange, body))
                case.with_suffix(".expect").write_text(
                    f"asked: {form_of(exchange)}\n", encoding="ascii")
        printed = subprocess.run([golden, "--table", name], check=True,
                                 text=True, stdout=subprocess.PIPE).stdout
    return rows_of(printed.replace(".http\t", "\t"))


def rows_of(text: str) -> Table:
    """By id; the line of column names is passed over."""
    rows = (line.split("\t", 1) for line in text.splitlines()
            if line and line != COLUMNS)
    return {number: rest for number, rest in rows}


def differences(want: Table, have: Table) -> Table:
    """By id: what is wrong, or nothing."""
    def explain(number: str) -> str:
        if want.get(number) == have.get(number):
            return ""
        return (f"is {have.get(number, 'not recorded')!r}, "
                f"not {want.get(number, 'in the table')!r}")
    return {number: explain(number) for number in sorted(want | have)}


def planted() -> str:
    """A comparison that finds nothing wrong would be content for ever."""
    want = rows_of(f"{COLUMNS}\n1\t200\tgood\n2\t404\tfault\n3\t200\tgood\n")
    have = rows_of("1\t200\tgood\n2\t404\tempty\n4\t200\tgood\n")
    wrong = [number for number, why in differences(want, have).items() if why]
    return "" if wrong == ["2", "3", "4"] else f"found in {wrong}"


def report(results: Table) -> int:
    print(f"1..{len(results)}")
    for count, (name, why) in enumerate(results.items(), 1):
        print(f"# {name} {why}\nnot ok" if why else "ok", f"{count} - {name}")
    return 1 if any(results.values()) else 0


def main(golden: str, table: str, *options: str) -> int:
    corpus = os.environ.get("OPSFS_CORPUS")
    if not corpus:
        print("1..0 # SKIP skipped: no corpus")
        return 0
    have = found(golden, Path(corpus))
    if "--update" in options:
        rows = "".join(f"{number}\t{rest}\n" for number, rest in have.items())
        Path(table).write_text(f"{COLUMNS}\n{rows}", encoding="utf-8")
        return 0
    want = rows_of(Path(table).read_text(encoding="utf-8"))
    return report({"planted: a wrong row is found": planted()}
                  | differences(want, have))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
