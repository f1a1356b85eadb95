# SPDX-License-Identifier: GPL-3.0-or-later
"""A request as the services see it."""
import re
from dataclasses import dataclass

from answers import Refusal, no_such_resource
from references import Reference, listed, parse

LONGEST = 100

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?$")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TYPES = ("publication", "application", "priority")


def clean(text: str) -> str:
    """Text that XML can carry: answers and faults repeat what was asked."""
    return _UNFIT.sub("?", text)


@dataclass
class Request:
    """`parts` are the path's below the service's own name."""
    method: str
    path: str
    parts: list[str]
    params: dict
    body: bytes
    media: str

    @property
    def text(self) -> str:
        """The body of a POST."""
        return clean(self.body.decode("utf-8", "replace"))

    def numbers(self) -> tuple[int, int] | None:
        """The Range parameter as first and last, None when there is none."""
        text = self.params.get("Range")
        if text is None:
            return None
        found = _RANGE.match(text.strip())
        if not found:
            raise bad_range(text)
        return int(found[1]), int(found[2] or found[1])

    def span(self, default: int = 25) -> tuple[int, int]:
        """The range of a search, checked as OPS checks it."""
        begin, end = self.numbers() or (1, default)
        if begin < 1:
            raise Refusal(
                400, "CLIENT.BadStartOfResultRange",
                "The requested result range was invalid. The first element "
                "that can be requested is at position 1")
        if end < begin or end - begin >= LONGEST:
            raise bad_range(self.params.get("Range", f"{begin}-{end}"))
        return begin, end

    def target(self, formats, parser=parse) -> "Target":
        """Reference type, references and what follows them, from the path
        of a GET or the body of a POST."""
        if len(self.parts) < 2 or self.parts[0] not in _TYPES \
                or self.parts[1] not in formats:
            raise no_such_resource()
        rest = self.parts[2:]
        if self.method == "POST":
            items = listed(self.text)
        elif rest:
            items = listed(rest.pop(0))
        else:
            raise no_such_resource()
        refs = [parser(self.parts[1], item) for item in items]
        return Target(self.parts[0], refs, rest)


@dataclass
class Target:
    """What is asked for: only some services look beyond the first."""
    kind_of: str
    refs: list[Reference]
    rest: list[str]

    @property
    def first(self) -> Reference:
        return self.refs[0]

    def constituents(self, allowed, at: int = 0) -> set[str]:
        """The comma-joined constituents, empty when none are given."""
        if len(self.rest) <= at:
            return set()
        names = set(self.rest[at].split(","))
        if not names <= set(allowed) or len(self.rest) > at + 1:
            raise no_such_resource()
        return names


def bad_range(text: str) -> Refusal:
    return Refusal(400, "CLIENT.InvalidRequest",
                   f'Invalid request. Invalid request range "{text}"')
