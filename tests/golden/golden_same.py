# SPDX-License-Identifier: GPL-3.0-or-later
"""One record through every table and text that shows it: a date reads the same
in all of them, and so does a name, whatever white space OPS pads it with. Else
join and comm find nothing across the tables.

    golden_same.py RENDER
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Iterator

from golden_render import report

DATES = {"20111228": "2011-12-28", "20110000": "20110000",
         "20110231": "20110231", "201112": "201112", "2011": "2011",
         "00010101": "", "\u2003 20111228\u00a0": "2011-12-28"}

BLANKS = "\t\n \u0085\u00a0\u1680\u2002\u2003\u2009\u2028\u2029\u202f\u205f\u3000"
NAMES = {f"A{blank}{blank}B": "A B" for blank in BLANKS}
NAMES |= {f"{blank}A\u2003B{blank}": "A B" for blank in "\u2002\u3000\u00a0"}

ROOT = ('<w:world-patent-data xmlns:w="http://ops.epo.org" '
        'xmlns="http://www.epo.org/{space}">{inside}</w:world-patent-data>')

BIBLIO = """<w:biblio-search total-result-count="1"><w:search-result>
<exchange-documents><exchange-document country="EP" doc-number="4000001"
 kind="A1" family-id="7"><bibliographic-data>
<publication-reference>{docdb}</publication-reference>
<application-reference>{docdb}</application-reference>
<priority-claims><priority-claim sequence="1">{docdb}</priority-claim>
</priority-claims><parties><applicants><applicant sequence="1"
 data-format="epodoc"><applicant-name><name>{name}</name></applicant-name>
</applicant></applicants></parties><invention-title lang="en">{name}
</invention-title><references-cited><citation><patcit>{docdb}</patcit>
<category>{name}</category></citation></references-cited>
</bibliographic-data></exchange-document></exchange-documents>
</w:search-result></w:biblio-search>"""

FAMILY = """<w:patent-family><w:family-member family-id="7"
 xmlns="http://www.epo.org/exchange"><publication-reference>{docdb}
</publication-reference><application-reference>{docdb}</application-reference>
<priority-claim>{docdb}</priority-claim><w:legal code="X" desc="d">
<w:L001EP>EP</w:L001EP><w:L007EP>{date}</w:L007EP><w:L500EP>
<w:L510EP desc="New owner">{name}</w:L510EP>
<w:L518EP desc="Payment DATE">{date}</w:L518EP></w:L500EP></w:legal>
</w:family-member></w:patent-family>"""

REGISTER = """<w:register-search><register-documents><register-document>
<ep-patent-statuses><ep-patent-status change-date="{date}">{name}
</ep-patent-status></ep-patent-statuses><bibliographic-data>
<publication-reference>{docdb}</publication-reference>
<application-reference>{docdb}</application-reference>
<parties><applicants change-date="{date}"><applicant><addressbook><name>{name}
</name></addressbook></applicant></applicants></parties>
<invention-title lang="en">{name}</invention-title>
<designation-of-states><designation-pct><regional><country>DE</country>
</regional></designation-pct></designation-of-states><term-of-grant
 change-gazette-num="{name}"><lapsed-in-country><country>DE</country>
<date>{date}</date></lapsed-in-country></term-of-grant>
</bibliographic-data><events-data><dossier-event><event-date><date>{date}</date>
</event-date><event-text>{name}</event-text></dossier-event></events-data>
<procedural-data><procedural-step><procedural-step-date
 step-date-type="DATE_OF_X"><date>{date}</date></procedural-step-date>
<procedural-step-text step-text-type="STEP_DESCRIPTION">{name}
</procedural-step-text></procedural-step></procedural-data>
</register-document></register-documents></w:register-search>"""

DOCDB = """<document-id document-id-type="docdb"><country>EP</country>
<doc-number>4000001</doc-number><kind>A1</kind><date>{date}</date>
</document-id>"""

#: Facet, record, and where its dates and names are: columns of a table, or
#: beginnings of lines.
SHOWN = (
    ("hits", BIBLIO, ["date"], ["applicant", "title"]),
    ("row", BIBLIO, ["date", "filed", "priority"], ["applicants", "title"]),
    ("citations", BIBLIO, ["date"], ["category"]),
    ("biblio", BIBLIO, ["Published", "Filed", "Earliest priority"],
     ["Applicant", "Title (en)"]),
    ("numbers", BIBLIO, ["Publication date", "Application date",
                         "Priority 1, date"], []),
    ("title", BIBLIO, [], [""]),
    ("family", FAMILY, ["date", "priority-date", "filed"], []),
    ("legal", FAMILY, ["date"], []),
    ("register-hits", REGISTER, ["date"], ["applicant", "title"]),
    ("register-row", REGISTER, ["status-date"],
     ["status", "proprietor", "title"]),
    ("status", REGISTER, ["Filing date", "Status date"], ["Status", "Title"]),
    ("proprietor", REGISTER, ["Applicant, entered"], ["Applicant"]),
    ("states", REGISTER, ["lapsed"], ["lapse-gazette"]),
    ("events", REGISTER, ["date"], ["description"]),
    ("steps", REGISTER, ["date"], ["description"]),
)

#: The same of the .txt of each record: what stands behind such a label.
TEXTS = (
    (BIBLIO, r"publication \[docdb\]: EP4000001A1 ?(.*)",
     r"(?:title|applicant 1) .*: (.*)"),
    (FAMILY, r".*Payment DATE: (.*)", r".*New owner: (.*)"),
    (REGISTER, r"lapsed .*: DE ?(.*)", r"title .*: (.*)"),
)


def made(render: str, facet: str, body: str) -> str:
    """A row of a list's table is made without its header."""
    parts = {"row": ("header", ""), "register-row": ("header",)}
    with tempfile.NamedTemporaryFile(suffix=".xml") as file:
        Path(file.name).write_text(body, encoding="utf-8")
        return "".join(subprocess.run(
            [render, facet, "EP4000001A1", part, file.name],
            capture_output=True, check=True).stdout.decode()
            for part in parts.get(facet, ("",)))


def record(inside: str, date: str, name: str) -> str:
    space = "register" if inside is REGISTER else "exchange"
    docdb = DOCDB.format(date=date)
    return ROOT.format(space=space, inside=inside.format(
        docdb=docdb, date=date, name=name))


def cells(text: str, wanted: str) -> Iterator[str]:
    """The first row's; "" where a text has no such line."""
    head, *rows = text.split("\n")
    if "\t" in head:
        yield rows[0].split("\t")[head.split("\t").index(wanted)]
    elif wanted:
        yield next((line[len(wanted) + 2:] for line in text.split("\n")
                    if line.startswith(wanted + ": ")), "")
    else:
        yield head


def wrong(render: str, date: str, name: str) -> Iterator[str]:
    """Where a record of this date and name does not show them so."""
    shown = DATES.get(date), NAMES.get(name)
    for facet, inside, *columns in SHOWN:
        text = made(render, facet, record(inside, date, name))
        for want, kind in zip(shown, columns):
            yield from (f"{facet} {column}: {cell!r}, not {want!r}"
                        for column in kind if want is not None
                        for cell in cells(text, column) if cell != want)
    for inside, *patterns in TEXTS:
        text = made(render, "text", record(inside, date, name))
        for want, pattern in zip(shown, patterns):
            found = set(re.findall(f"^{pattern}$", text, re.M)) or {""}
            if want is not None and found != {want}:
                yield f"text {pattern}: {found}, not {want!r}"


def main(render: str) -> int:
    results = {f"date {date!a}": "\n".join(wrong(render, date, "n"))
               for date in DATES}
    results |= {f"name {name!a}": "\n".join(wrong(render, "20111228", name))
                for name in NAMES}
    return report(results)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
