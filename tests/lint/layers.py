# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder is a floor: include lines point down, and foreign libraries stay in
their places. The include line carries the folder, so reading it is enough.

    layers.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap

FLOORS = {"base": 0, "image": 1, "ops": 1, "aside": 2, "net": 2, "doc": 2, "store": 2,
          "tree": 3, "fs": 4, "top": 5}

# The folders, or the one file, that may include a foreign library.
FOREIGN = {"fuse": ["src/fs/", "include/fs/"],
           "curl": ["src/net/", "include/net/"],
           "libxml": ["src/doc/", "include/doc/"],
           "cjson": ["src/base/json.c"],
           "sqlite3": ["include/store/connection.h"],
           "zstd": ["src/store/pack.c"],
           "tiffio.h": ["src/image/tiff.c"],
           "png.h": ["src/image/png.c"],
           "qpdf": ["src/image/pdf.c"]}

INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.M)


def floor_of(path: str) -> str:
    """Of `src/net/http.c` or `net/http.h`: net. Of `main.c`: top."""
    parts = [p for p in path.split("/")[:-1] if p not in ("src", "include")]
    return parts[0] if parts else "top"


def includes_of(path: Path) -> list[tuple[str, str]]:
    return INCLUDE.findall(_tap.text_of(path))


def sources(root: Path) -> list[Path]:
    return [p for folder in ("src", "include")
            for p in _tap.files_below(root / folder) if p.suffix in (".c", ".h")]


def house_fault(root: Path, name: str, included: str) -> str:
    """What is wrong with an include of a header of ours, or nothing."""
    if included.startswith(".") or not (root / "include" / included).is_file():
        return "is not a header of include/"
    here, there = floor_of(name), floor_of(included)
    if there not in FLOORS or here not in FLOORS:
        return "is on no known floor"
    if here != there and FLOORS[there] >= FLOORS[here]:
        return f"points up or sideways, from {here} to {there}"
    header = _tap.text_of(root / "include" / included)
    if here != there and re.search(r"\bPrivate to\b", header):
        return f"is private to {there}"
    return ""


def foreign_fault(name: str, included: str) -> str:
    for word, homes in FOREIGN.items():
        if included.lower().startswith(word):
            if not any(name.startswith(home) for home in homes):
                return f"is for {', '.join(homes)} only"
    return ""


def check(root: Path) -> list[str]:
    found = []
    for path in sources(root):
        name = path.relative_to(root).as_posix()
        for mark, included in includes_of(path):
            fault = (house_fault(root, name, included) if mark == '"'
                     else foreign_fault(name, included))
            if fault:
                found.append(f"{name}: {included} {fault}")
    return found


def circles(root: Path) -> list[str]:
    """Headers that include each other, directly or by way of others."""
    inside = {p.relative_to(root / "include").as_posix(): {
        i for m, i in includes_of(p) if m == '"'} for p in sources(root)
        if p.suffix == ".h" and root / "include" in p.parents}

    def reaches(start: str, at: str, seen: set[str]) -> bool:
        for to in inside.get(at, ()):
            if to == start:
                return True
            if to not in seen:
                seen.add(to)
                if reaches(start, to, seen):
                    return True
        return False

    return [f"include/{h}: includes itself by a circle"
            for h in inside if reaches(h, h, set())]


def guards(root: Path) -> list[str]:
    """Each header has the guard that its place gives it."""
    found = []
    for path in sources(root):
        if path.suffix != ".h":
            continue
        place = path.relative_to(root / "include").with_suffix("").as_posix()
        guard = "OPSFS_" + re.sub(r"\W", "_", place).upper() + "_H"
        text = _tap.text_of(path)
        if f"#ifndef {guard}\n#define {guard}\n" not in text:
            found.append(f"include/{place}.h: its guard is not {guard}")
    return found


def is_not_empty(root: Path) -> list[str]:
    """A lint that looks at the wrong folder would be content for ever."""
    floors = {floor_of(p.relative_to(root).as_posix()) for p in sources(root)}
    missing = set(FLOORS) - floors
    return [f"no source of {floor} was seen" for floor in sorted(missing)]


GOOD = {
    "include/base/a.h": "", "include/ops/a.h": '#include "base/a.h"\n',
    "include/net/a.h": '#include "ops/a.h"\n#include <curl/curl.h>\n',
    "include/net/p.h": "/* Private to net/a.c. */\n",
    "include/store/connection.h": "#include <sqlite3.h>\n",
    "src/store/pack.c": "#include <zstd.h>\n",
    "src/image/tiff.c": "#include <tiffio.h>\n",
    "include/doc/a.h": "", "include/tree/a.h": '#include "net/a.h"\n',
    "include/fs/a.h": "", "include/options.h": '#include "net/a.h"\n',
    "src/net/a.c": '#include "net/p.h"\n#include <errno.h>\n',
    "src/fs/a.c": '#include "tree/a.h"\n#include <fuse3/fuse.h>\n',
    "src/doc/a.c": '#include "doc/a.h"\n#include <libxml/parser.h>\n',
    "src/base/json.c": "#include <cjson/cJSON.h>\n",
    "src/main.c": '#include "options.h"\n#include "fs/a.h"\n',
}

BAD = {
    "src/base/b.c": '#include "ops/a.h"\n', "src/ops/b.c": '#include "net/a.h"\n',
    "src/net/b.c": '#include "doc/a.h"\n', "src/doc/b.c": '#include "net/a.h"\n',
    "src/net/c.c": '#include "tree/a.h"\n', "src/tree/b.c": '#include "fs/a.h"\n',
    "src/fs/b.c": '#include "options.h"\n', "src/tree/c.c": '#include "net/p.h"\n',
    "src/ops/c.c": '#include "missing.h"\n', "src/ops/d.c": '#include "../a.h"\n',
    "src/tree/d.c": "# include <fuse_lowlevel.h>\n",
    "src/main.c": "#include <curl/curl.h>\n",
    "src/net/d.c": "#include <libxml/tree.h>\n",
    "src/net/token.c": "#include <cjson/cJSON.h>\n",
    "src/store/b.c": '#include "net/a.h"\n', "src/store/c.c": '#include "doc/a.h"\n',
    "src/store/d.c": '#include "tree/a.h"\n', "src/net/e.c": "#include <zstd.h>\n",
    "src/store/e.c": "#include <sqlite3.h>\n",
    "src/image/b.c": '#include "ops/a.h"\n', "src/tree/e.c": "#include <png.h>\n",
}


def main() -> int:
    root, _ = _tap.arguments(2)
    ring = {"include/base/a.h": '#include "base/b.h"\n',
            "include/base/b.h": '#include "base/a.h"\n'}
    guard = {"include/fs/a.h": "#ifndef OPSFS_FS_A_H\n#define OPSFS_FS_A_H\n",
             "include/fs/b.h": "#ifndef OPSFS_FS_A_H\n#define OPSFS_FS_A_H\n"}
    return _tap.report({
        "all floors are seen": lambda: is_not_empty(root),
        "includes point down, libraries stay in their places":
            lambda: check(root),
        "headers make no circle": lambda: circles(root),
        "headers are guarded by their place": lambda: guards(root),
        "a sound house passes": lambda: _tap.planted(check, GOOD, 0),
        "planted includes are found":
            lambda: _tap.planted(check, GOOD | BAD, len(BAD)),
        "a planted circle is found": lambda: _tap.planted(circles, ring, 2),
        "a planted guard is found": lambda: _tap.planted(guards, guard, 1),
        "an empty tree is found": lambda: _tap.planted(is_not_empty, {}, 10),
    })


if __name__ == "__main__":
    sys.exit(main())
