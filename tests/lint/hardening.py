# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs are linked as what reads what strangers send: at an address
that nobody can foresee, with tables that cannot be written and no code on the
stack, and with checked copies. The daemon, which has the key, is linked with no
library that decodes pictures or PDFs.

    hardening.py SOURCE BUILD
"""
import os
import re
import sys
from pathlib import Path

import _tap

LAWS = {
    "a position-independent program": ("-h", r"Type:\s+DYN"),
    "symbols bound at the start": ("-d", r"BIND_NOW|FLAGS_1.*\bNOW\b"),
    "tables read-only after that": ("-l", r"GNU_RELRO"),
    "no code on the stack": ("-l", r"GNU_STACK(\s+0x\w+){5}\s+RW\s"),
    "a guard on the stack": ("-s", r"__stack_chk_fail"),
    "checked copies": ("-s", r"__(memcpy|snprintf|vsnprintf|read)_chk"),
}


def lacks(binary: str, option: str, pattern: str) -> list[str]:
    said = _tap.output_of("readelf", "-W", option, binary)
    return [] if re.search(pattern, said) else [f"readelf {option}: {pattern}"]


def is_instrumented(binary: str) -> bool:
    """By a sanitizer, which checks more than all of these."""
    return "__asan_" in _tap.output_of("readelf", "-W", "-s", binary)


def laws_of(binary: str) -> dict:
    laws = {name: (lambda law=law: lacks(binary, *law))
            for name, law in LAWS.items()}
    if is_instrumented(binary):
        del laws["checked copies"]
    return laws


def planted(compiler: str) -> list[str]:
    """A program that is linked without any of it breaks all but the first law
    that its compiler has by default."""
    with _tap.tree_of({"a.c": "int main(void) { return 0; }\n"}) as root:
        _tap.output_of(compiler, "-no-pie", "-fno-stack-protector", "-O0",
                       "-z", "execstack", "-z", "lazy", "-z", "norelro", "-o",
                       str(root / "a"), str(root / "a.c"))
        kept = [name for name, law in LAWS.items()
                if not lacks(str(root / "a"), *law)]
    return [f"planted, and not found: {name}" for name in kept]


def decoders(binary: str) -> list[str]:
    said = _tap.output_of("readelf", "-W", "-d", binary)
    return re.findall(r"NEEDED.*\[(lib(?:qpdf|tiff|png|jpeg|webp)\S*)\]", said)


def lacks_decoders(binary: str) -> list[str]:
    """Else the law would hold of any program."""
    return [] if len(decoders(binary)) >= 3 else ["it decodes nothing"]


def main() -> int:
    _, build = _tap.arguments(2)
    binary = os.environ.get("OPSFS_BINARY", str(build / "src/opsfs"))
    beside = f"{os.path.dirname(binary)}/opsfs-image"
    laws = laws_of(binary)
    laws |= {f"{name}, beside it": law for name, law in laws_of(beside).items()}
    laws["no decoder in the daemon"] = lambda: decoders(binary)
    laws["decoders beside it"] = lambda: lacks_decoders(beside)
    laws["a program without it is seen"] = (
        lambda: planted(os.environ.get("CC", "cc")))
    return _tap.report(laws)


if __name__ == "__main__":
    sys.exit(main())
