# SPDX-License-Identifier: GPL-3.0-or-later
"""The usage figures of the developer area: bytes and requests per day."""

import json
import time
from calendar import timegm
from urllib.parse import parse_qs

import replies
from fairuse import Quota
from replies import Response

DAY = 86400


def answer(query: str, quota: Quota) -> Response:
    """JSON for `timeRange=dd/mm/yyyy[~dd/mm/yyyy]`."""
    text = parse_qs(query).get("timeRange", [""])[0]
    try:
        first, _, last = text.partition("~")
        days = range(_day(first), _day(last or first) + 1)
    except ValueError:
        return replies.gateway(400, "Invalid timeRange")
    used = sorted(day for day in quota.days if day in days)
    metrics = [
        _metric("total_response_size", used, quota, 1),
        _metric("message_count", used, quota, 0)]
    body = {"environments": [
        {"dimensions": [{"metrics": metrics, "name": "simulator"}],
         "name": "prod"}],
        "metaData": {"errors": [], "notices": []}}
    return replies.plain(200, "application/json", json.dumps(body).encode())


def _day(text: str) -> int:
    return timegm(time.strptime(text, "%d/%m/%Y")) // DAY


def _metric(name: str, days: list[int], quota: Quota, column: int) -> dict:
    values = [{"timestamp": day * DAY * 1000,
               "value": _scientific(quota.days[day][column])}
              for day in days]
    return {"name": name, "values": values}


def _scientific(number: int) -> str:
    """As OPS writes figures: 1.2488E4, every digit kept."""
    digits = str(number)
    fraction = digits[1:].rstrip("0") or "0"
    return f"{digits[0]}.{fraction}E{len(digits) - 1}"
