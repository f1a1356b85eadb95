# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that a native reader stumbles on, where others are meant: their number
may shrink, and no more.

    english.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap

# What to write instead, and how many are left. Lower the number when you mend
# some; a few are right where they stand ("left behind", "tells A from B").
LIMITS = {
    r"behind": ("after, below", 9),
    r"told|tells?|telling": ("reported, said, set, shown", 4),
    r"(?<!there )is (?-i:none)": ("is not one, there is none", 0),
    r"of late|lately": ("recently", 0),
    r"at hand": ("available, cached, current", 0),
    r"[Hh]e|[Hh]is|him(self)?": ("they, the reader", 2),
    r"[Ww]ho (reads|asks|waits|wants)": ("a reader, whoever ...", 9),
}

FOLDERS = ("src", "include", "contrib", "tests")
PAGES = (".c", ".h", ".py", ".md", ".1", ".build", "")
SKIPPED = ("contrib/simulator/samples/", "tests/fuzz/seeds/", "tests/golden/",
           "tests/lint/english.py")


def pages(root: Path) -> list[Path]:
    found = [root / "README.md"] if (root / "README.md").is_file() else []
    for folder in FOLDERS:
        found += [path for path in _tap.files_below(root / folder)
                  if path.suffix in PAGES
                  and not path.relative_to(root).as_posix().startswith(SKIPPED)]
    return found


def places_of(word: str, root: Path) -> list[str]:
    """A word of a name in the code counts as well: `tell_fault`."""
    pattern = re.compile(rf"(?<![A-Za-z0-9])(?:{word})(?![A-Za-z0-9])", re.I)
    return [f"{path.relative_to(root)}:{number}"
            for path in pages(root)
            for number, line in enumerate(_tap.text_of(path).splitlines(), 1)
            for _ in pattern.finditer(line)]


def too_many(root: Path, limits: dict[str, tuple[str, int]]) -> list[str]:
    found = []
    for word, (better, most) in limits.items():
        places = places_of(word, root)
        if len(places) > most:
            found += [f"{len(places)} times {word}, more than {most}; better: "
                      f"{better}; the last: {', '.join(places[-5:])}"]
    return found


def is_not_empty(root: Path) -> list[str]:
    count = len(pages(root))
    return [] if count > 300 else [f"only {count} files were seen"]


PLANTED = {"src/a.c": "/* One behind the other. */\nint behind;\n",
           "README.md": "What is behind it\n", "src/b.c": "int behind_it;\n"}


def main() -> int:
    root, _ = _tap.arguments(2)
    three = {"behind": ("after", 3)}
    return _tap.report({
        "no word is used more than it was": lambda: too_many(root, LIMITS),
        "the files are seen": lambda: is_not_empty(root),
        "planted: one too many":
            lambda: _tap.planted(lambda tree: too_many(tree, three), PLANTED, 1),
        "planted: as many as before": lambda: _tap.planted(
            lambda tree: too_many(tree, {"behind": ("after", 4)}), PLANTED, 0),
    })


if __name__ == "__main__":
    sys.exit(main())
