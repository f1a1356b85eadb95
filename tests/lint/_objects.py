# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects of a build, as nm sees them."""
import functools
import os
import re
from pathlib import Path
from typing import NamedTuple

import _tap

HEADING = re.compile(r"(?:Undefined s|S)ymbols from (.*):$")


class Symbol(NamedTuple):
    name: str
    kind: str
    section: str


@functools.cache
def _symbols_below(folder: Path) -> dict[str, list[Symbol]]:
    """Of all objects of a folder, from one run of nm: starting it for each
    takes longer than all it does."""
    found: dict[str, list[Symbol]] = {p.name: [] for p in folder.glob("*.o")}
    name = ""
    for row in _tap.output_of("nm", "--format=sysv",
                              *(f"{folder}/{n}" for n in found)).splitlines():
        if match := HEADING.match(row):
            name = Path(match[1]).name
        cells = [cell.strip() for cell in row.split("|")]
        if len(cells) == 7:
            found[name].append(Symbol(cells[0], cells[2], cells[6]))
    return found


def symbols_of(path: Path) -> list[Symbol]:
    return _symbols_below(path.parent)[path.name]


def objects_of(build: Path) -> list[Path]:
    return sorted(p for folder in build.glob("src/*.p")
                  for p in folder.glob("*.c.o"))


def calls(path: Path) -> list[str]:
    return [s.name for s in symbols_of(path) if s.kind in "Uw"]


def defines(path: Path) -> list[str]:
    """Functions and data that other files may use."""
    return [s.name for s in symbols_of(path) if s.kind in "TDBRVW"
            and s.section]


def sources_of(root: Path) -> dict[str, str]:
    """Of each object its source, `net/http.c`; Meson names the one after the
    other."""
    names = [p.relative_to(root / "src").as_posix()
             for p in _tap.files_below(root / "src") if p.suffix == ".c"]
    return {name.replace("/", "_") + ".o": name for name in names}


def compile_all(root: Path) -> list[Path]:
    compiler = os.environ.get("CC", "cc").split()
    for path in sorted(root.glob("*.c")):
        _tap.output_of(*compiler, "-w", "-fno-builtin", "-fPIC", "-c", "-o",
                       f"{path}.o", str(path))
    return sorted(root.glob("*.c.o"))
