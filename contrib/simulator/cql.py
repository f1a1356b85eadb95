# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of CQL that OPS's users write: index, relation, term, joined by
and, or, not and brackets.

A parsed query is a tree of Clause and Join; it knows nothing of documents.
"""
import re
from dataclasses import dataclass

from answers import Refusal

INDEXES = frozenset(
    "ti ab ta in pa ia pn spn ap sap pr spr num pd ct ex op rf oc famn cpc "
    "cpci cpca cpcc ipc ic ci cn ai an a c cl txt".split())
LONG_NAMES = {
    "title": "ti", "abstract": "ab", "titleandabstract": "ta",
    "inventor": "in", "applicant": "pa", "inventorandapplicant": "ia",
    "publicationnumber": "pn", "applicationnumber": "ap",
    "prioritynumber": "pr", "publicationdate": "pd", "citation": "ct"}
TERMS_AN_INDEX, TERMS_IN_ALL = 10, 20

_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<sign>[()]|==|<=|>=|<>|[=<>])'
    r'|(?P<word>[^\s()=<>"]+))')
_RELATIONS = ("=", "==", "<", ">", "<=", ">=", "<>")
_WORDED = ("within", "any", "all", "exact")


@dataclass(frozen=True)
class Clause:
    """`modifier` is what follows a slash at the relation, as in =/low."""
    index: str
    relation: str
    term: str
    modifier: str = ""


@dataclass(frozen=True)
class Join:
    how: str
    left: "Clause | Join"
    right: "Clause | Join"


def wrong(message: str) -> Refusal:
    return Refusal(400, "CLIENT.CQL", message)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise wrong(f"Invalid query: unexpected input at position {at}")
        at = token.end()
        kind = token.lastgroup
        value = token[kind]
        if kind == "quoted":
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        found.append((kind, value))
    return found


class _Parser:
    def __init__(self, text: str):
        self._tokens = _tokens(text)
        self._at = 0
        self.clauses: list[Clause] = []
        self.said: list[str] = []

    def _peek(self, ahead: int = 0) -> tuple[str, str]:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ("end", "")

    def _take(self) -> tuple[str, str]:
        token = self._peek()
        if token[0] == "end":
            raise wrong("Invalid query: unexpected end")
        self._at += 1
        return token

    def query(self):
        tree = self._operand()
        while self._peek()[0] == "word":
            word = self._take()[1].lower()
            how = word.split("/")[0]
            if how not in ("and", "or", "not", "prox"):
                raise wrong(f"Invalid query: unexpected word {word}")
            self.said.append(word + self._nearness())
            tree = Join("and" if how == "prox" else how, tree,
                        self._operand())
        return tree

    def _nearness(self) -> str:
        """The distance or unit of a prox, which is read and not heeded."""
        said = ""
        while self._peek()[0] == "sign" and self._peek()[1] in _RELATIONS:
            said += self._take()[1] + self._take()[1]
        return said

    def whole(self):
        tree = self.query()
        if self._peek()[0] != "end":
            raise wrong("Invalid query: unexpected " + self._peek()[1])
        return tree

    def _operand(self):
        kind, value = self._take()
        if (kind, value) == ("sign", "("):
            self.said.append("(")
            tree = self.query()
            if self._take() != ("sign", ")"):
                raise wrong("Invalid query: missing closing bracket")
            self.said.append(")")
            return tree
        if kind == "sign" or (kind == "word" and value.lower() == "not"):
            raise wrong(f"Invalid query: unexpected {value}")
        relation = self._relation()
        if kind == "word" and relation:
            return self._clause(value, *relation)
        return self._add(Clause("", "=", value), self._shown(kind, value))

    def _relation(self) -> tuple[str, str] | None:
        kind, value = self._peek()
        worded = kind == "word" and value.lower() in _WORDED
        if not worded and not (kind == "sign" and value in _RELATIONS):
            return None
        self._take()
        modifier = ""
        kind, follows = self._peek()
        if kind == "word" and follows.startswith("/"):
            modifier = self._take()[1][1:]
        return value.lower(), modifier

    def _clause(self, index: str, relation: str, modifier: str) -> Clause:
        kind, term = self._take()
        if kind == "sign":
            raise wrong(f"Invalid query: unexpected {term}")
        name = LONG_NAMES.get(index.lower(), index.lower())
        if name not in INDEXES:
            raise Refusal(400, "CLIENT.InvalidIndex",
                          f"The request contains an invalid index: {index}")
        sign = relation + ("/" + modifier if modifier else "")
        return self._add(Clause(name, relation, term, modifier),
                         f"{index} {sign} {self._shown(kind, term)}")

    @staticmethod
    def _shown(kind: str, value: str) -> str:
        return f'"{value}"' if kind == "quoted" else value

    def _add(self, clause: Clause, shown: str) -> Clause:
        self.clauses.append(clause)
        self.said.append(shown)
        return clause


def _check(parser: _Parser) -> None:
    """OPS's limits on terms and on negations."""
    counts: dict[str, int] = {}
    for clause in parser.clauses:
        terms = len(clause.term.split()) \
            if clause.relation in ("any", "all") else 1
        counts[clause.index] = counts.get(clause.index, 0) + terms
    if max(counts.values()) > TERMS_AN_INDEX \
            or sum(counts.values()) > TERMS_IN_ALL:
        raise Refusal(400, "CLIENT.ScopeTermsMaximumNumber",
                      "The number of terms in the query is too large")
    if parser.said.count("not") > 1:
        raise Refusal(413, "CLIENT.NotOperatorMaxNumber",
                      "Only one NOT operator is allowed")


def parse(text: str) -> tuple["Clause | Join", str]:
    """The tree, and the query as OPS repeats it in its answer."""
    if not text.strip():
        raise Refusal(400, "CLIENT.InvalidQuery", "The query is empty")
    parser = _Parser(text)
    tree = parser.whole()
    _check(parser)
    return tree, " ".join(parser.said)
