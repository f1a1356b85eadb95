# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources are formatted as .clang-format says.

    format.py SOURCE BUILD
"""
import re
import shutil
import subprocess
import sys
from pathlib import Path

import _tap

# Another version formats a few places in another way.
VERSION = "14"

# What contrib/format has been run over.
FORMATTED: tuple[str, ...] = ("src", "include", "tests", "contrib")

PLANTED = {"src/a.c": "int f(void)\n{\n    return 1;\n}\n",
           "src/b.c": "int f(void) {\n  return 1;\n}\n"}


def formatter() -> str | None:
    for name in (f"clang-format-{VERSION}", "clang-format"):
        if shutil.which(name) and re.search(
                rf"version {VERSION}\.", _tap.output_of(name, "--version")):
            return name
    return None


def sources(root: Path, folders: tuple[str, ...]) -> list[Path]:
    return [path for folder in folders for path in _tap.files_below(root / folder)
            if path.suffix in (".c", ".h")]


def unformatted(program: str, style: str, paths: list[Path]) -> list[str]:
    """The places, one line each; the file is named as it was given."""
    if not paths:
        return []
    found = subprocess.run(
        [program, f"--style={style}", "--dry-run", "-Werror", *map(str, paths)],
        text=True, stderr=subprocess.PIPE, check=False).stderr
    return sorted({f"{place}: run contrib/format" for place in
                   re.findall(r"^(.*?:\d+):\d+: error", found, re.M)})


def main() -> int:
    root, _ = _tap.arguments(2)
    program = formatter()
    style = f"file:{root / '.clang-format'}"
    if not program:
        return _tap.report({f"formatted # SKIP skipped: no clang-format "
                            f"{VERSION}": list})
    return _tap.report({
        "the sources are formatted": lambda: unformatted(
            program, style, sources(root, FORMATTED)),
        "planted: an unformatted source": lambda: _tap.planted(
            lambda tree: [line for line in unformatted(
                program, style, sources(tree, ("src",))) if ":1:" in line], PLANTED, 1),
    })


if __name__ == "__main__":
    sys.exit(main())
