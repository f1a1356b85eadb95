# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a file, a function and a line may be, and a few words that mean
that something was put off.

    sizes.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap

FILE, HEADER, FUNCTION, COLUMNS = 600, 120, 60, 100
PROSE = 80      # columns of a comment that stands alone
PUT_OFF = re.compile(r"\b(" + "|".join(("TO" "DO", "FIX" "ME", "X" "XX")) + r")\b")
CATCH_ALL = re.compile(r"(util|utils|helper|helpers|misc|common)\.[ch]$")
FOLDERS = ("src", "include", "tests", "contrib")


def sources(root: Path, *suffixes: str) -> list[Path]:
    return [p for folder in FOLDERS for p in _tap.files_below(root / folder)
            if p.suffix in suffixes]


def lines_of(path: Path) -> list[str]:
    return _tap.text_of(path).splitlines()


def long_files(root: Path) -> list[str]:
    found = []
    for path in sources(root, ".c", ".h", ".py"):
        public = root / "include" in path.parents
        most = HEADER if public else FILE
        if path.suffix != ".py" and len(lines_of(path)) > most:
            found.append(f"{path.relative_to(root)}: {len(lines_of(path))} "
                         f"lines, more than {most}")
    return found


def functions(lines: list[str]) -> list[tuple[int, int]]:
    """First and last line of each function: its brace stands alone at the left
    edge, its signature in the lines above."""
    found, start = [], None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
            while start > 1 and re.match(r"[\w\s]", lines[start - 2]) \
                    and lines[start - 2].strip():
                start -= 1
        elif line == "}" and start:
            found.append((start, number))
            start = None
    return found


def long_functions(root: Path) -> list[str]:
    return [f"{path.relative_to(root)}:{first}: a function of "
            f"{last - first + 1} lines"
            for path in sources(root, ".c", ".h")
            for first, last in functions(lines_of(path))
            if last - first + 1 > FUNCTION]


def long_lines(root: Path) -> list[str]:
    return [f"{path.relative_to(root)}:{number}: {len(line)} columns"
            for path in sources(root, ".c", ".h", ".py")
            for number, line in enumerate(lines_of(path), 1)
            if len(line) > COLUMNS]


def wide_comments(root: Path) -> list[str]:
    """Of comments after code, the line as a whole counts: long_lines."""
    found = []
    for path in sources(root, ".c", ".h"):
        inside = False
        for number, line in enumerate(lines_of(path), 1):
            inside = inside or line.lstrip().startswith("/*")
            if inside and len(line) > PROSE:
                found.append(f"{path.relative_to(root)}:{number}: a comment of "
                             f"{len(line)} columns, more than {PROSE}")
            inside = inside and "*/" not in line
    return found


def put_off(root: Path) -> list[str]:
    return [f"{path.relative_to(root)}:{number}: {match[0]}"
            for path in sources(root, ".c", ".h", ".py", ".build", ".sh", "")
            for number, line in enumerate(lines_of(path), 1)
            if (match := PUT_OFF.search(line))]


def catch_alls(root: Path) -> list[str]:
    return [f"{path.relative_to(root)}: a name that says nothing"
            for path in sources(root, ".c", ".h")
            if CATCH_ALL.search(path.name)]


def is_not_empty(root: Path) -> list[str]:
    count = sum(len(functions(lines_of(p))) for p in sources(root, ".c"))
    return [] if count > 100 else [f"only {count} functions were seen"]


def function_of(lines: int) -> str:
    return "static int f(int a,\n             int b)\n{\n" \
        + "    x();\n" * (lines - 4) + "}\n"


PLANTED = {
    "src/base/a.c": "x\n" * 600, "src/base/b.c": "x\n" * 601,
    "include/base/a.h": "x\n" * 120, "include/base/b.h": "x\n" * 121,
    "src/c.c": function_of(60), "src/d.c": function_of(61),
    "tests/unit/test-e.c": function_of(10) + "\n" + function_of(70),
    "src/f.c": "a" * 100 + "\n" + "b" * 101 + "\n",
    "tests/g.py": "ä" * 100 + "\n" + "# " + "b" * 100 + "\n",
    "src/h.c": "/* TO" "DO */\n/* XX" "XX */\n", "src/i.c": "// FIX" "ME: x\n",
    "src/j.c": "/* " + "a" * 74 + " */\n/* " + "b" * 75 + " */\n"
               "/*\n * " + "c" * 78 + "\n */\n" "int x; /* " + "d" * 80 + " */\n",
    "src/base/util.c": "", "include/misc.h": "", "src/utility.c": "",
}


def main() -> int:
    root, _ = _tap.arguments(2)
    laws = {"files are short": (long_files, 2),
            "functions are short": (long_functions, 2),
            "lines are short": (long_lines, 2),
            "comments are narrow": (wide_comments, 2),
            "nothing is put off": (put_off, 2),
            "names say something": (catch_alls, 2),
            "the sources are seen": (is_not_empty, 1)}
    return _tap.report_on(root, laws, PLANTED)


if __name__ == "__main__":
    sys.exit(main())
