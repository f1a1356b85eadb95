# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing raw: marks that drive a terminal or turn the direction of writing are
put into every text and attribute of every answer, and no text, table, citation
or list that is made of it has one, nor a table a line of its own from them.

    golden_plain.py RENDER CASES

The answers are those that the cases name, and the recorded ones where
OPSFS_CORPUS says they are.
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from golden_render import Answers, first, read_case, report

#: As references, so that an attribute keeps its tabs and line ends.
MARKS = "".join(f"&#{code};" for code in (
    0x9, 0xa, 0x7f, 0x80, 0x9b, 0x61c, 0x200e, 0x202e, 0x2028, 0x2066, 0x2069))
TEXT = re.compile(r">([^<>]+)<")
ATTRIBUTE = re.compile(r'(?<= )(?!xmlns)([\w:-]+)="([^"]+)"')
#: What an answer is recognised by stays in one of the two ways of marking.
KEPT = re.compile(r"[\w./: -]{0,12}")


def with_marks(text: str, everywhere: bool) -> str:
    if not text.strip() or "&" in text or (
            KEPT.fullmatch(text) and not everywhere):
        return text
    half = len(text) // 2
    return f"{MARKS}{text[:half]}{MARKS}{text[half:]}{MARKS}"


def marked(body: str, everywhere: bool) -> str:
    head, root, rest = body.partition("<ops:world-patent-data")
    rest = TEXT.sub(lambda m: f">{with_marks(m[1], everywhere)}<", rest)
    return head + root + ATTRIBUTE.sub(
        lambda m: f'{m[1]}="{with_marks(m[2], everywhere)}"', rest)


def bodies(cases: Path, scratch: Path) -> list[tuple[str, Path]]:
    """Each with the subject that it was asked for."""
    answers = Answers(scratch)
    found = {(first(case, "subject"), answers.file(path.parent, value))
             for path in sorted(cases.glob("*.case"))
             for case in [read_case(path)]
             for key, value in case if key == "answer"}
    if os.environ.get("OPSFS_CORPUS"):
        folder = Path(os.environ["OPSFS_CORPUS"]) / "bodies"
        found |= {("", path) for path in folder.glob("*.xml")}
    return sorted(found)


def complaints(render: str, subject: str, files: list[Path]) -> str:
    """Some bodies are errors of OPS, and hold no text."""
    done = subprocess.run([render, "--plain", subject, *files],
                          capture_output=True, check=False, text=True)
    few = len(done.stderr.splitlines()) * 4 > len(files) + 4
    return done.stdout + (done.stderr if few else "")


def checked(render: str, found: list[tuple[str, Path]], scratch: Path,
            everywhere: bool) -> str:
    groups: dict[str, list[Path]] = {}
    for number, (subject, body) in enumerate(found):
        text = body.read_text(encoding="utf-8", errors="replace")
        file = scratch / f"{number}-of-{body.name}"
        file.write_text(marked(text, everywhere), encoding="utf-8")
        groups.setdefault(subject, []).append(file)
    return "".join(complaints(render, subject, files)
                   for subject, files in groups.items())


def planted(render: str, scratch: Path) -> str:
    """Marks are put in, and a body that is not read would have none."""
    body = '<ops:world-patent-data xmlns:ops="http://ops.epo.org">' \
           '<ops:meta name="elapsed time">a text</ops:meta>' \
           "</ops:world-patent-data>"
    file = scratch / "planted.xml"
    file.write_text(marked(body, True), encoding="utf-8")
    text = subprocess.run([render, "text", "", "", file], capture_output=True,
                          check=True).stdout.decode()
    return "" if file.read_text().count("&#128;") == 6 and \
        "elapse d time: a t ext" in text else text


def main(render: str, place: str) -> int:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        found = bodies(Path(place), scratch)
        return report({
            "planted: marks are put in": planted(render, scratch),
            "long texts": checked(render, found, scratch, False),
            "every text": checked(render, found, scratch, True)})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
