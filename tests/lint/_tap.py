# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lints share: TAP lines, and the files of the project.

A law is a function that returns complaints, one line each; none is a pass. A
lint also breaks each of its laws on purpose, with `planted`, and fails when
that goes unnoticed: a check that cannot fail checks nothing.
"""
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

SKIPPED = {".git", ".cache", "__pycache__"}
Law = Callable[[], list[str]]


def report(laws: dict[str, Law]) -> int:
    """Run all laws and print what they found; the exit status."""
    failures = 0
    print(f"1..{len(laws)}")
    for number, (name, law) in enumerate(laws.items(), 1):
        complaints = law()
        for line in complaints:
            print(f"# {line}")
        failures += bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
    return 1 if failures else 0


def files_below(folder: Path) -> list[Path]:
    """All files, without what the build and version control keep."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.name in SKIPPED or (path / "meson-private").is_dir():
            continue
        if path.is_dir():
            found += files_below(path)
        elif path.is_file():
            found.append(path)
    return found


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@contextmanager
def tree_of(files: dict[str, str]) -> Iterator[Path]:
    """A source tree of just these files."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, text in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        yield root


def planted(check: Callable[[Path], list[str]], files: dict[str, str],
            want: int) -> list[str]:
    """`check` must find exactly `want` faults in a tree of `files`."""
    with tree_of(files) as root:
        found = check(root)
    if len(found) == want:
        return []
    return [f"{len(found)} planted faults found, not {want}", *found]


def report_on(root: Path, laws: dict[str, tuple[Callable, int]],
              files: dict[str, str]) -> int:
    """Report laws of a source tree, each with the number of its faults that
    are planted in `files`."""
    checks = {name: (lambda law=law: law(root))
              for name, (law, _) in laws.items()}
    checks |= {f"planted: {name}": (
        lambda law=law, want=want: planted(law, files, want))
        for name, (law, want) in laws.items()}
    return report(checks)


def output_of(*command: str) -> str:
    return subprocess.run(command, check=True, text=True,
                          stdout=subprocess.PIPE).stdout


def arguments(count: int) -> list[Path]:
    """The folders that the lint was called with."""
    if len(sys.argv) <= count:
        sys.exit(f"usage: {Path(sys.argv[0]).name} SOURCE BUILD")
    return [Path(argument).resolve() for argument in sys.argv[1:count + 1]]
