# SPDX-License-Identifier: GPL-3.0-or-later
"""What each kind of fault does.

KINDS is the catalogue: the action, and the parameters a control request may
give with their defaults (whose types are checked).  Most actions make a
Response that is delivered as any other; the rest deliver it in a wrong way.
A fault on top of the normal answer goes through token and fair use first.
"""

import os
import re
from dataclasses import dataclass
from typing import Callable

import hostile
import replies
from faults import Fault
from replies import Response
from service import Service
from wire import Exchange

HTML = (b"<!DOCTYPE html>\n<html><head><title>Maintenance</title></head>"
        b"<body><h1>Open Patent Services</h1><p>The service is down for "
        b"maintenance &copy; EPO<br>Please try again later</body></html>\n")
JSON_ERROR = (b"<?xml-stylesheet type='text/xsl' href='../../style/cpc.xsl' "
              b'?>{"error": "Internal error while reading the scheme"}')
ROBOT = ("Recent behaviour implies you are a robot. The server is at the "
         "moment busy to serve robots. Please try again later")
LIMITED = ("The request could not be processed. Please request bibliographic "
           "data in smaller chunks")
AMBIGUOUS = "The request was ambiguous; please specify a kind code"


@dataclass(frozen=True)
class Kind:
    action: Callable[[Service, Exchange, dict], None]
    params: dict


def start(service: Service, exchange: Exchange, fault: Fault) -> None:
    exchange.context.fault = fault.kind
    KINDS[fault.kind].action(service, exchange, fault.params)


def check(kind: str, given: dict) -> dict:
    """The full parameters for a kind; ValueError says what is wrong."""
    if kind not in KINDS:
        raise ValueError(f"no such kind of fault: {kind}")
    defaults = KINDS[kind].params
    for name, value in given.items():
        if name not in defaults:
            raise ValueError(f"{kind} has no parameter {name}")
        if not _same_type(value, defaults[name]):
            raise ValueError(f"bad value for {name}: {value!r}")
    return {**defaults, **given}


def _same_type(value, default) -> bool:
    if isinstance(default, (bool, str, dict)):
        return isinstance(value, type(default))
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _answer(make: Callable[[Service, Exchange, dict], Response]):
    """An action from a function that makes the response."""
    def action(service, exchange, params):
        service.deliver(exchange, make(service, exchange, params))
    return action


# Other answers

def _status(service, exchange, p) -> Response:
    status = int(p["status"])
    if p["body"]:
        answer = Response(status, p["body"].encode(), replies.XML,
                          service=not p["gateway"])
    elif p["gateway"]:
        answer = replies.gateway(status, p["message"])
    else:
        answer = replies.fault(status, p["code"], p["message"])
    answer.headers += list(p["headers"].items())
    return answer


def _garbage(service, exchange, p) -> Response:
    body = p["body"].encode() or os.urandom(int(p["bytes"]))
    return Response(200, body, replies.XML)


def _html(service, exchange, p) -> Response:
    return Response(int(p["status"]), HTML, "text/html", service=False)


def _expired(service, exchange, p) -> Response:
    service.tokens.revoke(exchange.request)
    return replies.bad_token(expired=True)


def _zeroes(service, exchange, p) -> Response:
    answer = replies.bad_token(expired=True)
    answer.body = bytes(130)
    return answer


def _blocked(service, exchange, p) -> Response:
    return replies.gateway(403, "Developer account is blocked",
                           headers=[("X-Rejection-Reason",
                                     "DeveloperBlocked")])


def _robot(service, exchange, p) -> Response:
    return replies.fault(403, "CLIENT.RobotDetected", ROBOT)


def _fair_use(service, exchange, p) -> Response:
    return service.too_many(exchange, int(p["retry_after_ms"]))


def _rejection(reason: str):
    return _answer(lambda service, exchange, p: replies.fair_use(reason))


def _ambiguous(service, exchange, p) -> Response:
    return replies.fault(int(p["status"]), "CLIENT.AmbiguousRequest",
                         AMBIGUOUS)


def _limited(service, exchange, p) -> Response:
    return replies.fault(int(p["status"]), "SERVER.LimitedServerResources",
                         LIMITED)


def _redirect(service, exchange, p) -> Response:
    return Response(int(p["status"]), b"", replies.XML,
                    [("Location", p["location"])])


def _no_headers(service, exchange, p) -> Response:
    answer = service.compose(exchange)
    answer.throttle_headers = []
    return answer


def _double_headers(service, exchange, p) -> Response:
    answer = service.compose(exchange)
    first = service.throttle_header(exchange)
    answer.throttle_headers = [first, p["second"] or first]
    return answer


def _empty(service, exchange, p) -> Response:
    return Response(int(p["status"]), b"", replies.XML)


def _json_error(service, exchange, p) -> Response:
    return Response(200, JSON_ERROR, replies.XML)


def _short(service, exchange, p) -> Response:
    answer = service.compose(exchange)
    answer.body = answer.body[:_part(answer, p)]
    return answer


def _part(answer: Response, p: dict) -> int:
    """Parameter `bytes`, or half of the body."""
    return int(p["bytes"]) if p["bytes"] >= 0 else len(answer.body) // 2


def _pages(service, exchange, p) -> Response:
    """An images inquiry with another number of pages."""
    answer = service.compose(exchange)
    answer.body = re.sub(
        rb'number-of-pages="\d+"(?=[^>]*%s)' % re.escape(p["link"].encode()),
        b'number-of-pages="%d"' % int(p["count"]), answer.body)
    return answer


def _vast(service, exchange, p) -> Response:
    """A TIFF of a few bytes that promises a picture of many."""
    return Response(200, hostile.vast(int(p["side"])), "application/tiff")


def _large(service, exchange, p) -> Response:
    """The normal answer, its elements of one name repeated up to a size."""
    answer = service.compose(exchange)
    body = answer.body
    start = re.search(rb"<((?:\w+:)?%s)[ >]" % re.escape(p["element"].encode()),
                      body)
    if start:
        end = b"</" + start[1] + b">"
        first, last = start.start(), body.rindex(end) + len(end)
        times = int(p["bytes"]) // (last - first) or 1
        answer.body = body[:first] + body[first:last] * times + body[last:]
    return answer


def _hostile(make: Callable[[bytes, dict, int], bytes]):
    """The normal answer with something hostile in it."""
    def build(service, exchange, p):
        answer = service.compose(exchange)
        usable = answer.status == 200 and "xml" in answer.content_type
        body = answer.body if usable else hostile.EMPTY
        return Response(200, make(body, p, service.port), replies.XML)
    return _answer(build)


# Other ways to deliver

def _hold(service, exchange, p) -> None:
    service.holding.hold(exchange, service.answer)


def _reset(service, exchange, p) -> None:
    exchange.break_off()


def _cut(service, exchange, p) -> None:
    answer = service.compose(exchange)
    part = answer.body[:_part(answer, p)]
    head = service.head(exchange, answer, len(answer.body), len(part))
    exchange.send(head, part, close=True)


def _wrong_length(service, exchange, p) -> None:
    answer = service.compose(exchange)
    size = len(answer.body)
    announced = max(0, size + int(p["delta"]))
    head = service.head(exchange, answer, announced, size)
    exchange.send(head, answer.body, close=announced > size)


def _drip(service, exchange, p) -> None:
    answer = service.compose(exchange)
    head = service.head(exchange, answer, len(answer.body))
    exchange.drip(head, answer.body, b"", p["ms"] / 1000, int(p["bytes"]))


def _slow_headers(service, exchange, p) -> None:
    answer = service.compose(exchange)
    head = service.head(exchange, answer, len(answer.body))
    exchange.drip(b"", head, answer.body, p["ms"] / 1000, int(p["bytes"]))


def _huge(service, exchange, p) -> None:
    size = int(p["bytes"])
    answer = Response(200, b"", replies.XML)
    length = None if p["chunked"] else size
    head = service.head(exchange, answer, length, size)
    exchange.stream(head, hostile.huge(size, p["of"].encode()), p["chunked"])


KINDS = {
    "status": Kind(_answer(_status), {
        "status": 500, "code": "SERVER.DomainAccess", "body": "",
        "message": "A problem occurred. Please try again later",
        "headers": {}, "gateway": False}),
    "hang": Kind(_hold, {}),
    "hold": Kind(_hold, {}),
    "reset": Kind(_reset, {}),
    "cut": Kind(_cut, {"bytes": -1}),
    "large": Kind(_answer(_large), {"element": "p", "bytes": 20_000_000}),
    "pages": Kind(_answer(_pages), {"count": 0, "link": "fullimage"}),
    "vast": Kind(_answer(_vast), {"side": 60_000}),
    "short": Kind(_answer(_short), {"bytes": -1}),
    "garbage": Kind(_answer(_garbage), {"body": "", "bytes": 1000}),
    "html": Kind(_answer(_html), {"status": 200}),
    "drip": Kind(_drip, {"ms": 1, "bytes": 1}),
    "wrong_length": Kind(_wrong_length, {"delta": -10}),
    "huge": Kind(_huge, {"bytes": 1 << 30, "chunked": False,
                         "of": "one more line of no importance \n"}),
    "bomb": Kind(_hostile(hostile.bomb), {"levels": 9}),
    "xxe": Kind(_hostile(hostile.xxe), {"file": "/etc/passwd"}),
    "deep": Kind(_hostile(hostile.deep), {"depth": 100_000}),
    "expired": Kind(_answer(_expired), {}),
    "invalid_token_zeroes": Kind(_answer(_zeroes), {}),
    "blocked": Kind(_answer(_blocked), {}),
    "robot": Kind(_answer(_robot), {}),
    "fairuse": Kind(_answer(_fair_use), {"retry_after_ms": 60_000}),
    "quota_hour": Kind(_rejection("IndividualQuotaPerHour"), {}),
    "quota_week": Kind(_rejection("RegisteredQuotaPerWeek"), {}),
    "ambiguous": Kind(_answer(_ambiguous), {"status": 413}),
    "limited": Kind(_answer(_limited), {"status": 413}),
    "redirect": Kind(_answer(_redirect), {"location": "", "status": 303}),
    "slow_headers": Kind(_slow_headers, {"ms": 1, "bytes": 1}),
    "no_headers": Kind(_answer(_no_headers), {}),
    "double_headers": Kind(_answer(_double_headers), {"second": ""}),
    "empty": Kind(_answer(_empty), {"status": 200}),
    "json_error": Kind(_answer(_json_error), {}),
}
