# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual and the completions agree with what is: with `opsfs --help`, the
table of names, and the errors that answers of OPS lead to.

    manual.py SOURCE BUILD
"""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Callable, NamedTuple

import _tap

MANUAL = "contrib/man/opsfs.1"
FORMS = r"(\.(xml|json|pdf|tiff|png|jpeg|gif)|^\.txt)\b"

class Texts(NamedTuple):
    options: str  # opsfs --help
    words: str    # of the table of names, one per line
    errors: str   # that answers lead to, one per line
    manual: str
    completions: dict[str, str]


def texts_of(root: Path, build: Path) -> Texts:
    opsfs = os.environ.get("OPSFS_BINARY", str(build / "src/opsfs"))
    names = str(build / "tests/print-names")
    return Texts(_tap.output_of(opsfs, "--help"),
                _tap.output_of(names, "words"), _tap.output_of(names, "errors"),
                _tap.text_of(root / MANUAL),
                {path.name: _tap.text_of(path)
                 for path in _tap.files_below(root / "contrib/completion")})


def marked(manual: str) -> set[str]:
    """The words that a macro marks: prose that happens to hold a name does not
    explain it."""
    lines = " ".join(line for line in manual.splitlines()
                     if line.startswith(".") and not line.startswith(".\\\""))
    words = re.split(r"[\s/]+", lines)
    return set(words) | {re.sub(FORMS + "$", "", word) for word in words}


def options_of(text: str) -> set[str]:
    """`-f`, `--help`, `base_url`, as `opsfs --help` lists them."""
    found = re.findall(r"^    (-o (?=\w+[= ])\w+|--?\w+(?= {2}))", text, re.M)
    return {option.removeprefix("-o ") for option in found}


def options_in_manual(manual: str) -> set[str]:
    flags = {"-" + flag for flag in re.findall(r"\bFl (\S+)", manual)}
    return flags | set(re.findall(r"^\.It Fl o Cm (\w+)", manual, re.M))


def options_are_explained(texts: Texts) -> list[str]:
    have, want = options_in_manual(texts.manual), options_of(texts.options)
    settings = {word for word in have if not word.startswith("-")}
    return [f"{MANUAL}: {option} is missing" for option in sorted(want - have)] \
        + [f"{MANUAL}: {option} is no option" for option in sorted(settings - want)]


def names_are_explained(texts: Texts) -> list[str]:
    return [f"{MANUAL}: the name {word} is missing"
            for word in sorted(set(texts.words.split()) - marked(texts.manual))]


def errors_are_explained(texts: Texts) -> list[str]:
    """What the tables of verdicts have, and maybe more: not all comes of OPS."""
    lines = re.findall(r"^\.It Bq Er (.*)$", texts.manual, re.M)
    have = set(re.findall(r"\bE[A-Z0-9]+\b", " ".join(lines)))
    want = set(texts.errors.split()) - {"0"}
    return [f"{MANUAL}: the error {name} is missing"
            for name in sorted(want - have)] or \
        ([] if want else ["no error was seen"])


def options_known(completion: str) -> set[str]:
    """fish writes `-s f` for -f and `-l help` for --help."""
    text = re.sub(r"-s (?=\w\b)", "-", re.sub(r"-l (?=\w)", "--", completion))
    return set(re.findall(r"(?<![\w-])--?\w+(?![\w-])|\w+", text))


def completions_know(texts: Texts) -> list[str]:
    return [f"contrib/completion/{shell}: {option} is missing"
            for shell, text in sorted(texts.completions.items())
            for option in sorted(options_of(texts.options) - options_known(text))]


def badly_formatted(texts: Texts) -> list[str]:
    """Whether the other manuals that it names are installed is no fault."""
    found = subprocess.run(["mandoc", "-Tlint"], input=texts.manual, text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           check=False).stdout
    return [f"{MANUAL}: {line}" for line in found.splitlines()
            if "mandoc.db" not in line and "referenced manual not found" not in line]


SOUND = Texts(
    "usage\n\n    -f              foreground\n    --help          this\n"
    "    -o sizes=A|B    sizes\n    -o ...          others\n",
    "family\nscheme\ndepth=\ncite.json\n.ops\nstatus\n",
    "EIO\nEROFS\n0\nEIO\n",
    ".Dd November 24, 2026\n.Dt OPSFS 1\n.Os\n.Sh NAME\n.Nm opsfs\n.Nd mount\n"
    ".Sh OPTIONS\n.Bl -tag -width Ds\n.It Fl f\nFore.\n.It Fl -help\nThis.\n"
    ".It Fl o Cm sizes Ns = Ns Ar A\nSizes.\n.El\n.Pa family , scheme.xml\n"
    ".Cm depth=\n.Pa cite.json\n.Pa .ops/status\n.Bl -tag -width Er\n"
    ".It Bq Er EIO , EROFS\nNo.\n.El\n",
    {"opsfs.bash": "-f --help sizes="})


def broken(**changes: tuple[str, str]) -> Texts:
    """The sound one, with a word of some texts replaced by another."""
    return SOUND._replace(**{name: getattr(SOUND, name).replace(*change)
                             for name, change in changes.items()})


Law = Callable[[Texts], list[str]]

# Each law, a text that breaks it, and in how many places.
LAWS: dict[str, tuple[Law, Texts, int]] = {
    "the manual explains the options":
        (options_are_explained, broken(manual=("Cm sizes", "Cm size")), 2),
    "the manual explains the names":
        (names_are_explained, broken(manual=(".Pa family ,", "family\n.Pa")), 1),
    "the manual explains the errors":
        (errors_are_explained, broken(manual=("EROFS", "ENOENT")), 1),
    "completions know the options":
        (completions_know,
         SOUND._replace(completions={"opsfs.zsh": "--help-me -foo sizes"}), 2),
    "mandoc finds no fault":
        (badly_formatted, broken(manual=(".El\n.Pa", ".Pa")), 1),
}


def planted(law: Law, bad: Texts, want: int) -> list[str]:
    found, sound = law(bad), law(SOUND)
    if len(found) == want and not sound:
        return []
    return [f"{len(found)} planted faults found, not {want}", *found, *sound]


def main() -> int:
    texts = texts_of(*_tap.arguments(2))
    checks: dict[str, Callable[[], list[str]]] = {}
    for name, (law, bad, want) in LAWS.items():
        if law is badly_formatted and not shutil.which("mandoc"):
            checks[f"{name} # SKIP skipped: no mandoc"] = list
            continue
        checks[name] = lambda law=law: law(texts)
        checks[f"planted: {name}"] = (
            lambda law=law, bad=bad, want=want: planted(law, bad, want))
    return _tap.report(checks)


if __name__ == "__main__":
    sys.exit(main())
