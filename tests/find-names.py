# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a directory that fit a pattern, one per line, for meson.

    find-names.py DIRECTORY PATTERN
"""
import sys
from pathlib import Path


def main(directory: str, pattern: str) -> None:
    for path in sorted(Path(directory).glob(pattern)):
        print(path.name)


if __name__ == "__main__":
    main(*sys.argv[1:])
