# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents the simulator knows, and the hook of its server core.

`Library.answer` takes a request whose path begins after /rest-services/ and
gives the answer of OPS to it, or None where it knows nothing about it.
Answers are XML; images come in the format asked for.
"""
from collections import OrderedDict
from pathlib import Path

import cases
from answers import Answer, Refusal, no_such_resource
from asked import Request, clean
from numberservice import Numbers
from published import Published
from references import split
from retrieval import Inpadoc, Register
from schemes import Classes
from search import Searches
from seen import harvest
from shelf import Shelf
from synthetic import Synthetic

SAMPLES = Path(__file__).resolve().parent / "samples"
KEPT_BYTES = 64 << 20
KEPT_LARGEST = 128 << 10


class Kept:
    """Recent answers, within a budget of bytes: most requests of a test
    run are repeated ones, and large answers are cheap to join again."""

    def __init__(self):
        self._answers: OrderedDict[tuple, Answer] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple) -> Answer | None:
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: tuple, answer: Answer) -> None:
        if len(answer.body) > KEPT_LARGEST:
            return
        self._answers[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > KEPT_BYTES:
            _key, old = self._answers.popitem(last=False)
            self._bytes -= len(old.body)


class Library:
    """Everything known, and the services by the first part of the path."""

    def __init__(self, samples: bool = True, synthetic: int = 0,
                 recordings=()):
        bundled = cases.bundled(SAMPLES) if samples else []
        seen = {}
        for folder in recordings:
            for doc in harvest(Path(folder)):
                seen.setdefault(doc.key, doc)
        self.cases = bundled
        shelf = Shelf(bundled, list(seen.values()), Synthetic(synthetic))
        searches, inpadoc = Searches(shelf), Inpadoc(shelf)
        self._services = {
            "published-data": Published(shelf, searches.published).answer,
            "family": inpadoc.family,
            "legal": inpadoc.legal,
            "register": Register(shelf, searches.registered).answer,
            "number-service": Numbers(shelf).answer,
            "classification": Classes(SAMPLES if samples else None,
                                      synthetic, recordings).answer,
        }
        self._kept = Kept()

    def answer(self, method: str, path: str, params: dict, body: bytes,
               media: str) -> Answer | None:
        key = method, path, tuple(sorted(params.items())), body, media
        answer = self._kept.get(key)
        if answer is None:
            params = {name: clean(text) for name, text in params.items()}
            answer = self._answer(method, clean(path).strip("/"), params,
                                  body, media)
            if answer is not None:
                self._kept.put(key, answer)
        return answer

    def _answer(self, method, path, params, body, media) -> Answer | None:
        parts = split(path, "/")
        try:
            service = self._services.get(parts[0])
            if service is None:
                raise no_such_resource()
            return service(Request(method, path, parts[1:], params, body,
                                   media))
        except Refusal as refusal:
            return refusal.answer()
