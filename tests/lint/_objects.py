# SPDX-License-Identifier: GPL-3.0-or-later
"""The objects of a build, as nm sees them."""
import os
from pathlib import Path
from typing import NamedTuple

import _tap


class Symbol(NamedTuple):
    name: str
    kind: str
    section: str


def symbols_of(objects: Path) -> list[Symbol]:
    rows = _tap.output_of("nm", "--format=sysv", str(objects)).splitlines()
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return [Symbol(c[0], c[2], c[6]) for c in cells if len(c) == 7]


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
