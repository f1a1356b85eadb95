# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file says of itself and of its surroundings: a licence in each source,
no way out of the project but to the recorded answers, for tests, and no plan
told from another by its name.

    words.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"
SOURCES = {".c", ".h", ".py", ".build", ".sh"}
NAMED = {"meson_options.txt", "meson.options"}
COMPARED = re.compile(r"(?:[=!]=\s*|\bcase )PLAN_\w+")
OUTSIDE = re.compile(r"(\.\./|/work/)shared\b(/corpus\b)?")


def is_source(path: Path) -> bool:
    return path.suffix in SOURCES or path.name in NAMED \
        or path.read_bytes()[:2] == b"#!"


def unlicensed(root: Path) -> list[str]:
    """In the first line, or in the second after `#!`."""
    found = []
    for path in _tap.files_below(root):
        lines = _tap.text_of(path).splitlines()[:2] if is_source(path) else [SPDX]
        first = lines[1:] if lines and lines[0].startswith("#!") else lines
        if not first or SPDX not in first[0]:
            found.append(f"{path.relative_to(root)}: no {SPDX}")
    return found


def leads_out(root: Path) -> list[str]:
    found = []
    for path in _tap.files_below(root):
        name = path.relative_to(root).as_posix()
        for match in OUTSIDE.finditer(_tap.text_of(path)):
            if not (name.startswith("tests/") and match[2]):
                found.append(f"{name}: {match[0]}")
    return found


def without_end(root: Path) -> list[str]:
    """Sources end with a line feed and hold no tab, CR or trailing blank."""
    found = []
    for path in _tap.files_below(root):
        if not is_source(path) or path.stat().st_size == 0:
            continue
        text = path.read_bytes()
        if not text.endswith(b"\n") or text.endswith(b"\n\n"):
            found.append(f"{path.relative_to(root)}: does not end with its "
                         "last line")
        if re.search(rb"[ \t]\n|\r|\t", text):
            found.append(f"{path.relative_to(root)}: a tab, a CR or a blank at "
                         "the end of a line")
    return found


def is_not_empty(root: Path) -> list[str]:
    count = sum(is_source(p) for p in _tap.files_below(root))
    return [] if count > 50 else [f"only {count} sources were seen"]


def plans_by_name(root: Path) -> list[str]:
    """They are rows of tables (ops/plan.c, tree/plans.c) that say the rest."""
    return [f"{path.relative_to(root)}: {match[0]}"
            for folder in ("src", "include")
            for path in _tap.files_below(root / folder)
            for match in COMPARED.finditer(_tap.text_of(path))]


GOOD = f"/* {SPDX} */\n"
UP = ".." + "/shared"
PLANTED = {
    "src/a.c": GOOD, "src/b.c": "int x;\n", "src/c.c": "\n" + GOOD,
    "tests/run.py": f"# {SPDX}\nx = '{UP}/corpus'\n",
    "tests/run": f"#!/bin/sh\n# {SPDX}\n", "tests/bare": "#!/bin/sh\nexit\n",
    "tests/seed": "anything", "src/empty.h": "",
    "src/d.c": f"{GOOD}/* {UP}/corpus */\n",
    "tests/e.py": f"# {SPDX}\n# {UP}/tree.md\n",
    "README.md": f"see /work{UP[2:]}/house.md\n",
    "src/f.c": GOOD + "int x;", "src/g.c": GOOD + "\tint x;\n",
    "src/i.c": GOOD + "int x = y == PLAN_X;\nint z = w !=\n PLAN_X;\n",
    "src/j.c": GOOD + "case PLAN_X:\n", "src/k.c": GOOD + "[PLAN_X] = y,\n",
    "src/h.c": GOOD + "int x; \n",
}


def main() -> int:
    root, _ = _tap.arguments(2)
    laws = {"sources say their licence": (unlicensed, 4),
            "nothing leads out of the project": (leads_out, 3),
            "sources are clean at their ends": (without_end, 3),
            "plans are not compared by name": (plans_by_name, 3),
            "the sources are seen": (is_not_empty, 1)}
    return _tap.report_on(root, laws, PLANTED)


if __name__ == "__main__":
    sys.exit(main())
