# SPDX-License-Identifier: GPL-3.0-or-later
"""A file and its header are one thing: an extern function is declared in the
header of the file that defines it, a tag is defined in one file, and a file
without a header says at its head what it is.

    headers.py SOURCE BUILD
"""
import re
import sys
from pathlib import Path

import _tap
from _objects import compile_all, objects_of, sources_of, symbols_of

# Functions that another file's header declares: the rows of a table may be
# declared where the table is.
ELSEWHERE = {
    "fs/fuse_ops.h":
        "op_getattr op_getxattr op_listxattr op_lookup op_open op_opendir "
        "op_read op_readdir op_readdirplus op_readlink op_release "
        "op_releasedir",
}

DECLARED = re.compile(r"^(?!static|typedef|#)[a-z][\w \*]*?\b(\w+)\(", re.M)
HEAD = re.compile(r"/\* SPDX[^\n]*\n/\*")
TAG = re.compile(r"^\s*(?:(?:static|const|typedef)\s+)*"
                 r"(?:struct|enum|union)\s+(\w+)\s*\{", re.M)


def declared(header: Path) -> set[str]:
    """Without what is defined in the header, comments and bodies."""
    text = re.sub(r"/\*.*?\*/", "", _tap.text_of(header), flags=re.S)
    return set(DECLARED.findall(re.sub(r"^\{.*?^\}", "", text,
                                       flags=re.S | re.M)))


def homes(root: Path) -> dict[str, set[str]]:
    """Of each function, the headers that declare it."""
    found: dict[str, set[str]] = {}
    for path in _tap.files_below(root / "include"):
        for name in declared(path) if path.suffix == ".h" else ():
            header = path.relative_to(root / "include").as_posix()
            found.setdefault(name, set()).add(header)
    return found


def functions(path: Path) -> list[str]:
    return [s.name for s in symbols_of(path)
            if s.kind == "T" and s.name != "main"]


def strays(root: Path, objects: list[Path]) -> dict[str, str]:
    """Functions that their own header does not declare: what is wrong."""
    found, where, sources = {}, homes(root), sources_of(root)
    for path in objects:
        own = sources[path.name][:-2] + ".h"
        for name in functions(path):
            if own not in where.get(name, ()):
                found[name] = (f"{name} of src/{sources[path.name]} is declared "
                               f"in {', '.join(where.get(name, {'no header'}))}")
    return found


def check(root: Path, objects: list[Path], lists: dict[str, str]) -> list[str]:
    found, where = strays(root, objects), homes(root)
    listed = {name: header for header, names in lists.items()
              for name in names.split()}
    return [text for name, text in found.items()
            if listed.get(name) not in where.get(name, ())] + [
        f"{name} is in its own header now: take it off the list"
        for name in listed if name not in found]


def tags(root: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for folder in ("src", "include"):
        for path in _tap.files_below(root / folder):
            for tag in TAG.findall(_tap.text_of(path)):
                found.setdefault(tag, set()).add(
                    path.relative_to(root).as_posix())
    return found


def check_tags(root: Path) -> list[str]:
    return [f"{tag} is defined in {', '.join(sorted(files))}"
            for tag, files in tags(root).items() if len(files) > 1]


def check_heads(root: Path) -> list[str]:
    """A file is introduced by its header, or by its first comment."""
    names = {p.relative_to(root / "src").as_posix(): p
             for p in _tap.files_below(root / "src") if p.suffix == ".c"}
    return [f"src/{name} has neither a header nor a comment at its head"
            for name, path in names.items()
            if not (root / "include" / f"{name[:-2]}.h").exists()
            and not HEAD.match(_tap.text_of(path))]


def check_house(root: Path, build: Path) -> list[str]:
    sources = sources_of(root)
    objects = [p for p in objects_of(build) if p.name in sources]
    if sum(len(functions(path)) for path in objects) < 300:
        return ["hardly a function was seen"]
    return check(root, objects, ELSEWHERE)


def check_planted(root: Path, lists: dict[str, str]) -> list[str]:
    return check(root, compile_all(root / "src"), lists)


# One of a.c is where it belongs, one is in b.h, one is nowhere, and an inline
# function is not one of them.
PLANTED = {
    "src/a.c": "int in_own(void) { return 1; } int in_other(int x) { return x; }"
               "int nowhere(void) { return 1; } static int f(void) { return 1; }"
               "int main(void) { return f(); }",
    "include/a.h": "/* int nowhere(void); */\nint in_own(void);\n"
                   "static inline int in_line(void)\n{\n"
                   "int nowhere(void);\nreturn nowhere();\n}\n",
    "include/b.h": "const char *const *unused(void);\n"
                   "int in_other(int x);\n",
}
HEADS_PLANTED = {
    "src/a.c": "/* SPDX */\nint x;\n", "src/b.c": "/* SPDX */\n/* X. */\n",
    "src/c.c": "/* SPDX */\n#include <a.h>\n", "src/d.c": "/* SPDX */\n",
    "include/d.h": "",
}
TAGS_PLANTED = {
    "src/a.c": "struct a {\n};\nstatic const struct b {\n} x;\nenum c {D};\n",
    "src/b.c": "struct a;\nstruct b\n{\n};\nenum c { E };\n",
    "include/a.h": "enum c {F};\nstruct d {\n  enum e {G} h;\n};\n",
    "include/b.h": "struct c x = {0};\nstatic struct e y = {0};\n",
}


def main() -> int:
    root, build = _tap.arguments(2)
    return _tap.report({
        "a function is declared in its file's own header":
            lambda: check_house(root, build),
        "a tag is defined in one file": lambda: check_tags(root),
        "a file without a header says what it is":
            lambda: check_heads(root),
        "planted heads are found": lambda: _tap.planted(
            check_heads, HEADS_PLANTED, 2),
        "planted declarations are found": lambda: _tap.planted(
            lambda tree: check_planted(tree, {}), PLANTED, 2),
        "a list that is too long is found": lambda: _tap.planted(
            lambda tree: check_planted(
                tree, {"b.h": "in_other", "a.h": "in_own"}), PLANTED, 2),
        "planted tags are found":
            lambda: _tap.planted(check_tags, TAGS_PLANTED, 2),
    })


if __name__ == "__main__":
    sys.exit(main())
