# SPDX-License-Identifier: GPL-3.0-or-later
"""What is made of the simulator's sample records, against what it should be.

A case is two files in facets/: NAME.case, lines `key: value`

    facet: claims
    subject: EP1000000A1                     (may be left out)
    part: en                                 (may be left out)
    answer: /published-data/publication/docdb/EP.1000000.A1/claims
    answer: hand-made.xml                    (one or more; beside the case)
    error: ENODATA                           (instead of NAME.txt)

and NAME.txt, the facet byte for byte. An answer that begins with `/` is what
the simulator says to that path (with `?query`), any other is a file. To add a
case, write its .case and run with --update; then read what was written.

    golden_render.py RENDER FACETS [NAME…]             compare; TAP
    golden_render.py RENDER FACETS --update [NAME…]    write .txt and `error`
"""
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote

SIMULATOR = Path(__file__).resolve().parents[2] / "contrib" / "simulator"
sys.path.insert(0, str(SIMULATOR))
from records import Library  # noqa: E402

Case = list[tuple[str, str]]
KEYS = ("facet", "subject", "part", "answer", "error")
SHOWN = 20


class Answers:
    """Files of what cases name as their answers."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._library = Library()
        self._made: dict[str, Path] = {}

    def file(self, beside: Path, name: str) -> Path:
        if not name.startswith("/"):
            return beside / name
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Path:
        path, _, query = name[1:].partition("?")
        params = dict(parse_qsl(query, keep_blank_values=True))
        answer = self._library.answer("GET", unquote(path), params, b"",
                                      "xml")
        if answer is None or answer.status != 200:
            raise ValueError(f"the simulator has no {name}")
        file = self._folder / f"{len(self._made)}.xml"
        file.write_bytes(answer.body)
        return file


def read_case(path: Path) -> Case:
    case = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, colon, value = line.partition(":")
        if key.startswith("#") or not line:
            continue
        if not colon or key not in KEYS:
            raise ValueError(f"{path.name}: what is {line!r}?")
        case.append((key, value.strip()))
    return case


def first(case: Case, wanted: str) -> str:
    return next((value for key, value in case if key == wanted), "")


def made(render: str, path: Path, case: Case, answers: Answers) -> bytes:
    """The facet, or the line `error: NAME`. Of several answers, pages of a
    search, each is a text of its own; of their header lines the first stays."""
    texts = [made_of(render, case, answers.file(path.parent, value))
             for key, value in case if key == "answer"]
    header = len(texts[0].split(b"\n")[0]) + 1 if b"\t" in texts[0] else 0
    return texts[0] + b"".join(text[header:] for text in texts[1:])


def made_of(render: str, case: Case, file: Path) -> bytes:
    done = subprocess.run(
        [render, first(case, "facet"), first(case, "subject"),
         first(case, "part"), file],
        capture_output=True, check=False)
    if done.returncode == 0:
        return done.stdout
    if done.returncode == 1:
        return done.stderr
    raise ValueError(done.stderr.decode() or f"exit status {done.returncode}")


def wanted(path: Path, case: Case) -> bytes:
    error = first(case, "error")
    return (f"error: {error}\n".encode() if error
            else path.with_suffix(".txt").read_bytes())


def difference(want: bytes, have: bytes) -> str:
    """Nothing when both are the same; else where they are not."""
    if want == have:
        return ""
    lines = list(difflib.unified_diff(
        want.decode(errors="backslashreplace").split("\n"),
        have.decode(errors="backslashreplace").split("\n"),
        "expected", "made", lineterm="", n=1))
    return "\n".join(lines[:SHOWN]) or "not the same bytes"


def compared(render: str, path: Path, answers: Answers) -> str:
    try:
        case = read_case(path)
        return difference(wanted(path, case),
                          made(render, path, case, answers))
    except (OSError, ValueError) as error:
        return str(error)


def update(render: str, path: Path, answers: Answers) -> None:
    case = [pair for pair in read_case(path) if pair[0] != "error"]
    text = made(render, path, case, answers)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines()
             if not line.startswith("error:")]
    if text.startswith(b"error: "):
        lines.append(text.decode().strip())
        path.with_suffix(".txt").unlink(missing_ok=True)
    else:
        path.with_suffix(".txt").write_bytes(text)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def orphans(folder: Path) -> str:
    """Expectations without a case would never be compared."""
    lone = [file.name for file in sorted(folder.glob("*.txt"))
            if not file.with_suffix(".case").exists()]
    return f"no case for {', '.join(lone)}" if lone else ""


def planted() -> str:
    """A comparison that finds nothing wrong would be content for ever."""
    found = [difference(*pair) != "" for pair in
             ((b"a\n", b"a\n"), (b"a\n", b"b\n"), (b"a\n", b"a"),
              (b"", b"error: ENODATA\n"))]
    return "" if found == [False, True, True, True] else f"found {found}"


def report(results: dict[str, str]) -> int:
    print(f"1..{len(results)}")
    for count, (name, why) in enumerate(results.items(), 1):
        for line in why.splitlines():
            print(f"# {line}")
        print(f"{'not ok' if why else 'ok'} {count} - {name}")
    return 1 if any(results.values()) else 0


def main(render: str, place: str, *options: str) -> int:
    folder = Path(place)
    names = [name for name in options if not name.startswith("--")]
    paths = [path for path in sorted(folder.glob("*.case"))
             if not names or path.stem in names]
    with tempfile.TemporaryDirectory() as scratch:
        answers = Answers(Path(scratch))
        if "--update" in options:
            for path in paths:
                update(render, path, answers)
            return 0
        return report({"planted: a difference is found": planted(),
                       "each expectation has its case": orphans(folder)}
                      | {path.stem: compared(render, path, answers)
                         for path in paths})


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
