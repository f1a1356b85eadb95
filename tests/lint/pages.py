# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md and the pages of contrib/: short enough to be read, and what they
name is there.

    pages.py SOURCE BUILD
"""
import os
import re
import sys
from pathlib import Path

import _tap

LONGEST = {"README.md": 150}
PAGES = ("README.md", "contrib/HACKING.md", "contrib/CHANGES.md")

LINK = re.compile(r"\]\((?!https?://)([^)#\s]+)")
FENCE = re.compile(r"^```.*?^```$", re.M | re.S)
# `src/loop.c`, but not `src/` and not a name with a hole: test-MODULE.c.
NAMED = re.compile(r"`((?:\.\./)?(?:src|include|tests|contrib)/[a-z][\w./-]*)`")
HOLE = re.compile(r"[A-Z]{3}")
OPTION = re.compile(r"(?<![\w-])-o (\w+)")


def pages_of(root: Path) -> dict[str, str]:
    return {name: _tap.text_of(root / name) for name in PAGES
            if (root / name).is_file()}


def missing_pages(root: Path) -> list[str]:
    return [f"there is no {name}" for name in PAGES
            if not (root / name).is_file()]


def long_pages(root: Path) -> list[str]:
    return [f"{name}: {lines} lines, more than {most}"
            for name, most in LONGEST.items()
            if (lines := len(pages_of(root).get(name, "").splitlines())) > most]


def dead_links(root: Path) -> list[str]:
    """Links are from the page's own folder, names in backquotes from the top."""
    found = []
    for name, text in pages_of(root).items():
        for link in LINK.findall(text):
            if not (root / name).parent.joinpath(link).exists():
                found.append(f"{name}: {link} is not there")
        for path in NAMED.findall(FENCE.sub("", text)):
            if not HOLE.search(path.rsplit(".", 1)[0]) \
                    and not (root / path).exists():
                found.append(f"{name}: {path} is not there")
    return found


def unknown_options(root: Path, known: str) -> list[str]:
    have = set(re.findall(r"^ +-o (\w+)", known, re.M))
    return [f"{name}: there is no option {option}"
            for name, text in pages_of(root).items()
            for option in OPTION.findall(text) if option not in have]


PLANTED = {
    "README.md": "x\n" * 150 + "[a](src/a.c), [b](src/b.c), `src/c.c`\n"
                 "`tests/test-NAME.c`, [c](https://example.org/x)\n"
                 "```\nsrc/d.c\n```\n-o sizes=exact, -o size=exact\n",
    "contrib/HACKING.md": "[a](../src/a.c) `src/a.c` [b](src/a.c)\n",
    "src/a.c": "",
}


def main() -> int:
    root, build = _tap.arguments(2)
    opsfs = os.environ.get("OPSFS_BINARY", str(build / "src/opsfs"))
    known = _tap.output_of(opsfs, "--help")
    sizes = "    -o sizes=A|B    sizes\n"
    return _tap.report({
        "the pages are there": lambda: missing_pages(root),
        "pages are short": lambda: long_pages(root),
        "what pages name is there": lambda: dead_links(root),
        "options that pages name are options":
            lambda: unknown_options(root, known),
        "planted: a page is not there":
            lambda: _tap.planted(missing_pages, PLANTED, 1),
        "planted: a long page": lambda: _tap.planted(long_pages, PLANTED, 1),
        "planted: dead links": lambda: _tap.planted(dead_links, PLANTED, 3),
        "planted: an option": lambda: _tap.planted(
            lambda tree: unknown_options(tree, sizes), PLANTED, 1),
    })


if __name__ == "__main__":
    sys.exit(main())
