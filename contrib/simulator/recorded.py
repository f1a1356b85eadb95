# SPDX-License-Identifier: GPL-3.0-or-later
"""Replay of recorded exchanges: a directory of index.jsonl and bodies.

A recording answers the request it was made for: same method, decoded path,
set of decoded query parameters (X-OPS-Range counts as Range) and body.  One
of a docdb number without the dot after its country answers for the number with
it, too, unless that was recorded.  A recording with status 200 goes before
one with an error; refusals of tokens and of fair use are never replayed, since
the simulator decides those itself.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import badgerfish
from replies import Response

IMAGE_TYPES = {
    "pdf": "application/pdf",
    "tiff": "application/tiff",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
}
_DEFAULT_TYPES = {
    "xml": "application/xml;charset=utf-8",
    "json": "application/json",
    **IMAGE_TYPES,
}
# what this server computes afresh
_OWN_HEADERS = frozenset((
    "connection", "content-length", "content-type", "date",
    "transfer-encoding", "x-throttling-control",
    "x-individualquotaperhour-used", "x-registeredquotaperweek-used",
    "x-registeredpayingquotaperweek-used", "x-anonymousquotaperday-used",
    "x-anonymousquotaperminute-used", "retry-after"))

_DOTTED = re.compile(r"(?<=/docdb/)([A-Z]{2})\.(?=\d+\.[A-Z]\d?(/|$))")

Key = tuple[str, str, frozenset, bytes]


@dataclass
class Recording:
    status: int
    media: str
    content_type: str
    headers: list
    body: bytes

    def response(self) -> Response:
        return Response(self.status, self.body, self.content_type,
                        list(self.headers))


def image_stem(path: str) -> tuple[str, str]:
    """Split an image suffix off a path: (stem, media or "")."""
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in IMAGE_TYPES:
        return stem, suffix
    return path, ""


def make_key(method: str, path: str, params: dict, body: bytes) -> Key:
    return method, path.strip("/"), frozenset(params.items()), body.strip()


class Recordings:
    def __init__(self, directories: list[str]) -> None:
        self._by_key: dict[Key, list[Recording]] = {}
        for directory in directories:
            self._load(Path(directory))
        for key, recordings in self._by_key.items():
            good = [r for r in recordings if r.status == 200]
            self._by_key[key] = good or recordings

    def _load(self, directory: Path) -> None:
        with open(directory / "index.jsonl", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        # real recordings before documents that others made of them
        rows.sort(key=lambda row: row.get("recorded") is not True)
        for row in rows:
            if _replayable(row, directory):
                self._add(row, directory)

    def _add(self, row: dict, directory: Path) -> None:
        path = unquote(row["path"]).removeprefix("/rest-services/")
        params = dict(parse_qsl(row.get("query", ""),
                                keep_blank_values=True))
        body = row.get("request_body", "").encode()
        recording = _recording(row, directory)
        paths = {path, image_stem(path)[0]}
        for name in paths:
            key = make_key(row["method"], name, params, body)
            self._by_key.setdefault(key, []).append(recording)

    def _exact(self, *request) -> list[Recording]:
        return self._by_key.get(make_key(*request), [])

    def find(self, method: str, path: str, params: dict, body: bytes,
             media: str) -> Response | None:
        """The recorded answer.  `path` is decoded, below /rest-services/;
        `media` is the wanted form: xml, json or an image type."""
        exact = self._exact(method, path, params, body) or self._exact(
            method, _DOTTED.sub(r"\1", path), params, body)
        stem, suffix = image_stem(path)
        for recording in exact:
            if suffix or _fits(recording, media):
                return recording.response()
        if suffix:
            key = make_key(method, stem, params, body)
            for recording in self._by_key.get(key, ()):
                if recording.media == suffix:
                    return recording.response()
        return _converted(exact, path) if media == "json" else None


def _fits(recording: Recording, media: str) -> bool:
    """Errors are XML whatever was asked for."""
    return recording.media == media or recording.status != 200


def _converted(recordings, path: str) -> Response | None:
    for recording in recordings:
        if recording.status == 200 and recording.media == "xml":
            response = recording.response()
            response.body = badgerfish.convert(
                recording.body, path.startswith("register"))
            response.content_type = "application/json"
            return response
    return None


def _replayable(row: dict, directory: Path) -> bool:
    if not row["path"].startswith("/rest-services/"):
        return False
    if row["status"] in (401, 403):
        return False
    body = (directory / row["body_file"]).read_bytes()
    return not (row["status"] == 400 and b"invalid_access_token" in body)


def _recording(row: dict, directory: Path) -> Recording:
    file = directory / row["body_file"]
    media = file.suffix[1:]
    recorded = row.get("response_headers", {})
    given = {name.lower(): value for name, value in recorded.items()}
    headers = [(name, value) for name, value in recorded.items()
               if name.lower() not in _OWN_HEADERS]
    return Recording(row["status"], media,
                     given.get("content-type")
                     or _DEFAULT_TYPES.get(media, "application/xml"),
                     headers, file.read_bytes())
