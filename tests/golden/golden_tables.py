# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of facets/ as readers with their defaults find them, row for row:
those of CSV, which take a quotation mark for the begin of a quoted field, and
sqlite3 where it is installed.

    golden_tables.py FACETS
"""
import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

TABLES = ("citations", "family", "hits", "legal", "register-hits",
          "register-row", "row")
QUOTED = 'a\t"b" c\nd\t"e\n'


def plain(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()]


def by_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def by_sqlite(path: Path, width: int) -> list[list[str]]:
    """Its rows without the header, with a mark between fields."""
    out = subprocess.run(
        ["sqlite3", ":memory:", "-cmd", ".mode tabs", "-cmd",
         f".import {path} t", "-separator", "|", "-newline", "~",
         "select * from t"], check=True, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE)
    assert not out.stderr, out.stderr.decode()
    rows = out.stdout.decode().split("~")[:-1]
    assert all(row.count("|") >= width - 1 for row in rows)
    return rows


def main(folder: str) -> int:
    found = []
    for case in sorted(Path(folder).glob("*.case")):
        facet = case.read_text("utf-8").partition("facet: ")[2].split("\n")[0]
        path = case.with_suffix(".txt")
        if facet in TABLES and path.is_file():
            found.append(path)
    results = [("there are tables", len(found) >= 8),
               ("planted: a quotation mark is found",
                plain(QUOTED) != by_csv(QUOTED))]
    for path in found:
        text = path.read_text("utf-8")
        rows = plain(text)
        results.append((f"{path.stem}: all columns in every row",
                        len({len(row) for row in rows}) == 1))
        results.append((f"{path.stem}: CSV", by_csv(text) == rows))
        if shutil.which("sqlite3") and "-row" not in path.stem:
            results.append((f"{path.stem}: sqlite3",
                            len(by_sqlite(path, len(rows[0])))
                            == len(rows) - 1))
    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print(f"{'' if good else 'not '}ok {number} - {name}")
    return not all(good for _, good in results)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
