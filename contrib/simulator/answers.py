# SPDX-License-Identifier: GPL-3.0-or-later
"""What a service of the documents half hands back, and OPS's refusals.

A `Refusal` is raised where the request is found to be wrong and becomes an
answer in one place, so that renderers never return two kinds of things.
"""
from dataclasses import dataclass

from markup import fault

XML = "application/xml;charset=utf-8"


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    body: bytes


class Refusal(Exception):
    """A request OPS answers with a fault."""

    def __init__(self, status: int, code: str, message: str):
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def answer(self) -> Answer:
        return Answer(self.status, XML, fault(self.code, self.message))


def page(body: bytes) -> Answer:
    return Answer(200, XML, body)


def not_found() -> Refusal:
    return Refusal(404, "SERVER.EntityNotFound", "No results found")


def no_such_resource() -> Refusal:
    return Refusal(404, "CLIENT.NotFound", "Resource not found")


def bad_docdb() -> Refusal:
    return Refusal(
        404, "CLIENT.WrongReferenceFormatting",
        "At least one reference in the request has a wrong value for "
        "data-format: A docdb reference requires at least a country and a "
        "number.")


def bad_reference() -> Refusal:
    return Refusal(404, "CLIENT.InvalidReference",
                   "At least one reference in the request is invalid")
