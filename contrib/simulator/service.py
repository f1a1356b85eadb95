# SPDX-License-Identifier: GPL-3.0-or-later
"""The order in which a request is answered.

Journal, then fault, then token, then fair use, then a recorded exchange, then
the documents known one by one, then 404.  Composing an answer and delivering
it are apart, so that a fault can do either in its own way.
"""

import asyncio
import hashlib
import random
import sys
import traceback
from functools import lru_cache, partial
from typing import Callable
from urllib.parse import parse_qsl, unquote

import badgerfish
import replies
import usage
from clock import Clock
from fairuse import Quota, Throttle, class_of
from faults import Fault, Faults, Holding
from journal import DATA, Entry, Journal
from oauth import Tokens
from publications import PREFIX as PUBLICATIONS
from publications import Publications
from recorded import Recordings, image_stem
from replies import Response
from settings import Settings
from wire import Exchange, chunk, head_of

BASE = "/3.2"
TOKEN_PATH = "/auth/accesstoken"
USAGE_PATH = "/developers/me/stats/usage"
FORM = "application/x-www-form-urlencoded"

_SERVICE_HEADERS = [
    ("Server", "Apache"),
    ("Vary", "Accept"),
    ("X-API", "ops-v3.2"),
    ("Cache-Control", "no-cache"),
    ("Pragma", "no-cache"),
]
_MEDIA = {
    "application/json": "json",
    "application/pdf": "pdf",
    "application/tiff": "tiff",
    "image/tiff": "tiff",
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
}


class Service:
    def __init__(self, settings: Settings, clock: Clock, journal: Journal,
                 recordings: Recordings, library, publications: Publications,
                 misbehave: Callable[["Service", Exchange, Fault], None]
                 ) -> None:
        self.settings = settings
        self.clock = clock
        self.journal = journal
        self.recordings = recordings
        self.library = library
        self.publications = publications
        self.misbehave = misbehave
        self.tokens = Tokens(settings, clock)
        self.throttle = Throttle(settings, clock)
        self.quota = Quota(settings, clock)
        self.faults = Faults()
        self.holding = Holding(journal)
        self.chance = random.Random(1)
        self.port = 0           # known once the server listens

    def reset(self) -> None:
        """All as after the start; what was held is answered first."""
        self.faults.clear()
        self.holding.release(lambda entry: True)
        self.settings.reset()
        self.clock.reset()
        self.journal.reset()
        for part in (self.tokens, self.throttle, self.quota,
                     self.publications):
            part.reset()

    def handle(self, exchange: Exchange) -> None:
        path = exchange.request.path
        based = path.startswith(BASE + "/")
        if based:
            path = path[len(BASE):]
        elif not path.startswith(PUBLICATIONS):
            path = f"(outside {BASE}){path}"
        name = instance = None
        if path.startswith(DATA):
            name = class_of(unquote(path[len(DATA):]))
            instance = self.throttle.next_instance()
        entry = self.journal.arrive(exchange, path, name, instance)
        exchange.context = entry
        exchange.on_end = partial(self._ended, exchange)
        fault = self.faults.take(entry)
        if fault is None:
            self.proceed(exchange)
        else:
            self.misbehave(self, exchange, fault)

    def _ended(self, exchange: Exchange, sent: int, aborted: bool) -> None:
        self.holding.drop(exchange)
        self.journal.complete(exchange.context, sent, aborted)

    def proceed(self, exchange: Exchange) -> None:
        """Answer in the normal way.  Half of the latency is the way here: what
        is asked meanwhile by others does not wait for this answer's making."""
        way = self._latency_ms() / 2
        _after(way, self._answer, exchange, way)

    def answer(self, exchange: Exchange) -> None:
        """The same of what has been here for a while."""
        self._answer(exchange, self._latency_ms())

    def _answer(self, exchange: Exchange, way: float) -> None:
        _after(way, self._send, exchange, self.compose(exchange))

    # Delivering

    def deliver(self, exchange: Exchange, response: Response) -> None:
        _after(self._latency_ms(), self._send, exchange, response)

    def _latency_ms(self) -> float:
        latency = self.settings.latency_ms
        return (self.chance.uniform(*latency) if isinstance(latency, list)
                else latency)

    def _send(self, exchange: Exchange, response: Response) -> None:
        if exchange.ended:
            return
        body = response.body
        if not self.settings.chunked:
            head = self.head(exchange, response, len(body))
            exchange.send(head, body, response.close)
            return
        head = self.head(exchange, response, None, len(body))
        framed = (chunk(body) if body else b"") + chunk(b"")
        exchange.send(head, framed, response.close, len(body))

    def head(self, exchange: Exchange, response: Response,
             length: int | None, counted: int | None = None) -> bytes:
        """The header block.  Settles the account too: `counted` body bytes
        (by default `length`) go to the quotas."""
        exchange.context.status = response.status
        fields = [("Date", self.clock.date())]
        if response.content_type:
            fields.append(("Content-Type", response.content_type))
        fields += response.headers
        if response.service and exchange.context.is_data():
            fields += self._account(exchange, response, length
                                    if counted is None else counted)
        return head_of(response.status, fields, length)

    def _account(self, exchange: Exchange, response: Response,
                 counted: int) -> list:
        if exchange.request.method != "HEAD":
            self.quota.charge(counted)
        lights = response.throttle_headers
        if lights is None:
            lights = [self.throttle_header(exchange)]
        return (self.quota.headers()
                + [("X-Throttling-Control", light) for light in lights])

    def throttle_header(self, exchange: Exchange, black: str = "") -> str:
        return self.throttle.header(exchange.context.instance or 0, black)

    # Composing

    def compose(self, exchange: Exchange) -> Response:
        entry, request = exchange.context, exchange.request
        if entry.is_data():
            return self._data(exchange, entry)
        if entry.path == TOKEN_PATH:
            return self.tokens.issue(request)
        if entry.path.startswith(PUBLICATIONS):
            return self.publications.answer(
                entry.path[len(PUBLICATIONS):], entry.auth != "none",
                self.settings.quota_publications)
        if entry.path == USAGE_PATH:
            return (self.tokens.check(request)
                    or usage.answer(request.query, self.quota))
        return replies.gateway(404, "Resource not found")

    def _data(self, exchange: Exchange, entry: Entry) -> Response:
        refusal = self.tokens.check(exchange.request)
        if refusal is not None:
            return refusal
        reason = self.quota.exhausted()
        if reason:
            return replies.fair_use(reason)
        wait = self.throttle.admit(entry.instance, entry.throttle_class)
        if wait is not None:
            entry.over_limit = True
            return self.too_many(exchange, wait)
        return self._document(exchange, entry)

    def too_many(self, exchange: Exchange, wait_ms: int) -> Response:
        """The refusal of a request beyond its class's limit."""
        answer = replies.fair_use()
        answer.headers += [
            ("Retry-After", str(wait_ms)),
            ("X-Throttling-Control", self.throttle_header(
                exchange, exchange.context.throttle_class or "other"))]
        return answer

    def _document(self, exchange: Exchange, entry: Entry) -> Response:
        request = exchange.request
        method = "GET" if request.method == "HEAD" else request.method
        if method not in ("GET", "POST"):
            return _not_allowed()
        if "%2f" in entry.path.lower():
            return replies.fault(404, "CLIENT.NotFound", "Resource not found")
        path, params = _parse(entry.path[len(DATA):], entry.query)
        params = dict(params)
        if entry.range is not None:
            params.setdefault("Range", entry.range)
        media = _media(path, entry.throttle_class, entry.accept or "")
        if media == "json" and path.startswith("classification/cpc"):
            return _malformed(path)
        return (self.recordings.find(method, path, params, request.body,
                                     media)
                or self._from_library(method, path, params, request, media))

    def _from_library(self, method, path, params, request, media) -> Response:
        body = request.body
        if method == "POST":
            kind = request.headers.get("content-type", "").partition(";")[0]
            if kind.strip() == FORM and "/search" in path:
                form = parse_qsl(body.decode("latin-1"),
                                 keep_blank_values=True)
                method, body, params = "GET", b"", {**params, **dict(form)}
            elif kind.strip() != "text/plain":
                return _not_allowed()
        try:
            answer = self.library.answer(method, path, params, body, media)
        except Exception:       # a defect of ours: loud, but no hanging client
            traceback.print_exc(file=sys.stderr)
            return replies.fault(500, "SERVER.DomainAccess",
                                 "The simulator failed; see its errors")
        return _from_answer(answer, path, media)


def _after(ms: float, call, *arguments) -> None:
    if ms > 0:
        asyncio.get_running_loop().call_later(ms / 1000, call, *arguments)
    else:
        call(*arguments)


def _from_answer(answer, path: str, media: str) -> Response:
    if answer is None:
        return replies.not_found()
    response = Response(answer.status, answer.body, answer.content_type,
                        list(_SERVICE_HEADERS))
    if (media == "json" and answer.status == 200
            and "xml" in answer.content_type):
        response.body = badgerfish.convert(answer.body,
                                           path.startswith("register"))
        response.content_type = "application/json"
    if answer.status == 200:
        tag = hashlib.md5(response.body, usedforsecurity=False).hexdigest()
        response.headers.append(("ETag", f'"0{tag}"'))
    return response


def _not_allowed() -> Response:
    return replies.fault(405, "CLIENT.MethodNotAllowed",
                         "The method or the media type is not allowed")


def _malformed(path: str) -> Response:
    """What the CPC service says to a request for JSON."""
    text = f"RESTEASY003515: Malformed parameters: {path}."
    return Response(400, text.encode(), "text/html;charset=UTF-8")


@lru_cache(maxsize=4096)
def _parse(path: str, query: str) -> tuple[str, tuple]:
    pairs = parse_qsl(query, keep_blank_values=True)
    return unquote(path).rstrip("/"), tuple(pairs)


def _media(path: str, throttle_class: str, accept: str) -> str:
    """The form asked for; images have a suffix, Accept, or are TIFF."""
    wanted = _accepted(accept)
    if throttle_class != "images":
        return "json" if wanted == "json" else "xml"
    suffix = image_stem(path)[1]
    if suffix:
        return suffix
    return wanted if wanted not in ("", "xml", "json") else "tiff"


@lru_cache(maxsize=256)
def _accepted(accept: str) -> str:
    """The best known type of an Accept header, "" for any."""
    ranked = []
    for place, item in enumerate(accept.lower().split(",")):
        name, *params = [part.strip() for part in item.split(";")]
        quality = 1.0
        for param in params:
            if param.startswith("q="):
                try:
                    quality = float(param[2:])
                except ValueError:
                    quality = 0.0
        ranked.append((-quality, place, name))
    for quality, _, name in sorted(ranked):
        if quality < 0 and name in _MEDIA:
            return _MEDIA[name]
        if quality < 0 and name.endswith("xml"):
            return "xml"
    return ""
