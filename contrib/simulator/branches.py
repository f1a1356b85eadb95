# SPDX-License-Identifier: GPL-3.0-or-later
"""A made-up subclass of the classification as large as real ones are: B98S, of
three thousand symbols, with headings over its main groups as OPS has them."""

GROUPS = 60
HEADING = 20        # main groups under one heading
SUBGROUPS = 40      # of a main group …
MANY = 600          # … and of the last one
SUBCLASS = "B98S"

#: How deep a subgroup stands, one after the other.
_DOTS = (8, 9, 9, 10, 11, 10, 9, 8, 9, 10)
_NOUNS = ("drives", "housings", "valves", "sensors", "couplings", "bearings",
          "seals", "controls", "frames", "filters", "pumps")
_TAILS = ("for samples in general, e.g. with several stages one after the other",
          "specially adapted for use at low temperature or low pressure",
          "characterised by the material, e.g. of metal or of fibres",
          "with means for measuring, testing or watching what they do")


def _title(n: int) -> list[str]:
    noun = _NOUNS[n % len(_NOUNS)]
    title = [f"Sample {noun} {_TAILS[n % len(_TAILS)]}"]
    return title + [f"Parts of such {noun}"] * (n % 3 == 0)


def _item(symbol: str, level: int, n: int) -> dict:
    facts = {"symbol": symbol, "level": level, "title": _title(n)}
    if n % 2:
        facts["explanation"] = f"{_NOUNS[n % 7]} in general [[F16H{n % 50 + 1}/00]]"
    if n % 25 == 0:
        facts["notes"] = [{"type": "note", "text": "Sample note: it __covers__ :",
                           "bullets": ["what is made for samples;",
                                       "what is used with them."]}]
    return facts


def _subgroups(group: int) -> list[dict]:
    count = MANY if group == GROUPS else SUBGROUPS
    return [_item(f"{SUBCLASS}{group}/{n + 1:02}", _DOTS[n % len(_DOTS)],
                  group * SUBGROUPS + n) for n in range(1, count + 1)]


def large() -> list[dict]:
    """Its items, and those above it, in order."""
    items = [{"symbol": "B", "level": 2, "title": ["PERFORMING OPERATIONS",
                                                   "TRANSPORTING"]},
             {"symbol": "B98", "level": 4, "title": ["SAMPLE CLASS"]},
             {"symbol": SUBCLASS, "level": 5, "title": ["SAMPLE SUBCLASS"]}]
    for group in range(1, GROUPS + 1):
        symbol = f"{SUBCLASS}{group}/00"
        if group % HEADING == 1:
            items.append({"symbol": symbol, "level": 6,
                          "title": ["Sample heading of some groups"]})
        items.append(_item(symbol, 7, group))
        items += _subgroups(group)
    return items
