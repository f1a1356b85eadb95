# SPDX-License-Identifier: GPL-3.0-or-later
"""No circle: files that use each other can only be read together. Which uses
which is what nm says of the objects, so that a function passed as a pointer
counts; of a Python module it is what it imports, for typing as well.

    circles.py SOURCE BUILD
"""
import ast
import sys
from pathlib import Path

import _tap
from _objects import calls, compile_all, defines, objects_of, sources_of

MODULES = ("contrib/benchmark", "contrib/simulator", "tests/cite",
           "tests/golden", "tests/lint", "tests/mount", "tests/simulator")

# From a file, to each file that it uses, the names that it uses of it.
Uses = dict[str, dict[str, set[str]]]


def uses_of_objects(paths: list[Path], names: dict[str, str]) -> Uses:
    home = {symbol: path.name for path in paths for symbol in defines(path)}
    uses: Uses = {names[path.name]: {} for path in paths}
    for path in paths:
        for symbol in calls(path):
            if home.get(symbol, path.name) != path.name:
                to = names[home[symbol]]
                uses[names[path.name]].setdefault(to, set()).add(symbol)
    return uses


def imports_of(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(_tap.text_of(path))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def uses_of_modules(folder: Path) -> Uses:
    paths = {p.stem: p for p in sorted(folder.glob("*.py"))}
    return {name: {to: {"import"} for to in imports_of(path)
                   if to in paths and to != name}
            for name, path in paths.items()}


def reached(uses: Uses, start: str) -> set[str]:
    found, left = set(), [start]
    while left:
        for to in uses[left.pop()]:
            if to not in found:
                found.add(to)
                left.append(to)
    return found


def circles(uses: Uses) -> list[list[str]]:
    """Files each of which reaches the others and itself."""
    reach = {name: reached(uses, name) for name in uses}
    found = {frozenset(to for to in reach[name] if name in reach[to])
             for name in uses if name in reach[name]}
    return sorted(sorted(circle) for circle in found)


def described(uses: Uses, circle: list[str]) -> list[str]:
    return ["use each other: " + ", ".join(circle)] + [
        f"    {name} uses {', '.join(sorted(uses[name][to]))} of {to}"
        for name in circle for to in circle if to in uses[name]]


def check(uses: Uses) -> list[str]:
    return [line for circle in circles(uses)
            for line in described(uses, circle)]


def check_objects(root: Path, build: Path) -> list[str]:
    names = sources_of(root)
    paths = [p for p in objects_of(build) if p.name in names]
    uses = uses_of_objects(paths, names)
    if sum(len(to) for to in uses.values()) < 300:
        return [f"only {len(uses)} files were seen, or they use nothing"]
    return check(uses)


def check_modules(root: Path) -> list[str]:
    found = []
    for folder in MODULES:
        uses = uses_of_modules(root / folder)
        found += [f"{folder}: {line}" for line in check(uses)]
    return found


def check_planted(root: Path) -> list[str]:
    paths = compile_all(root)
    return check(uses_of_objects(paths, {
        p.name: "net/" + p.name.removesuffix(".o") for p in paths}))


# a and b call each other; c hands d's function on, which needs c's table; e is
# used by all and uses none.
PLANTED = {
    "a.c": "int b(void); int e(void); int a(void) { return b() + e(); }",
    "b.c": "int a(void); int b(void) { return a(); }",
    "c.c": "int d(void); int (*c(void))(void) { return d; } int table[2];",
    "d.c": "extern int table[2]; int e(void); int d(void) "
           "{ return table[0] + e(); }",
    "e.c": "int e(void) { return 1; }",
}
MODULES_PLANTED = {
    "tests/mount/a.py": "import os\nfrom b import c\n",
    "tests/mount/b.py": "if TYPE_CHECKING:\n    from a import A\n",
    "tests/mount/c.py": "import a\nimport c\n",
}


def main() -> int:
    root, build = _tap.arguments(2)
    return _tap.report({
        "the files of a floor make no circle":
            lambda: check_objects(root, build),
        "modules make no circle": lambda: check_modules(root),
        "the modules are seen": lambda: [
            f"{folder} has none" for folder in MODULES
            if not uses_of_modules(root / folder)],
        "planted circles are found":
            lambda: _tap.planted(check_planted, PLANTED, 6),
        "planted modules are found": lambda: _tap.planted(
            check_modules, MODULES_PLANTED, 3),
    })


if __name__ == "__main__":
    sys.exit(main())
