"""What was checked when, and where to check it again: law, numbers, routes, contacts, pages.

    python -m scripts.due                       what is due within three months, as a table
    python -m scripts.due --all --csv FILE      everything, for a spreadsheet

The list is for a person with a browser; nothing is fetched.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from checker import load_rulebook
from checker.model import LOCALES, Rulebook
from scripts.check_law import stale_from, texts_in, uses

ROOT = Path(__file__).resolve().parent.parent
AHEAD = timedelta(days=90)
_CHECKED = re.compile(r"^checked: (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One thing to compare with its source again."""

    due: date
    checked: date
    kind: str  # provision | number | route | contact | page
    id: str
    source: str  # where to look; a page's sources are its provisions
    used: str  # files that rely on it, with commas


def entries(rulebook: Rulebook, texts: dict[str, str]) -> list[Entry]:
    """Return everything that was checked, what is due first at the top."""
    cited, read = uses(texts)
    places: dict[str, set[str]] = {}
    for id, path in (*cited, *read):
        places.setdefault(id, set()).add(path)
    found = [*_law(rulebook), *_routes(rulebook), *_contacts(rulebook, texts, places)]
    found += _pages(texts)
    return sorted(
        Entry(stale_from(day), day, kind, id, source, ", ".join(sorted(places.get(id, ()))))
        for kind, id, day, source in found
    )


def _law(rulebook: Rulebook) -> Iterator[tuple[str, str, date, str]]:
    for law in rulebook.laws.values():
        for article, provision in law.provision.items():
            yield "provision", f"{law.id}.{article}", provision.version[-1].checked, law.source
        for id, parameter in law.parameter.items():
            yield "number", id, parameter.value[-1].checked, parameter.value[-1].source


def _routes(rulebook: Rulebook) -> Iterator[tuple[str, str, date, str]]:
    for id, route in rulebook.routes.items():
        where = route.url or ", ".join(route.basis) or "its steps and their provisions"
        yield "route", f"route {id}", rulebook.law_checked, where


def _contacts(
    rulebook: Rulebook, texts: dict[str, str], places: dict[str, set[str]]
) -> Iterator[tuple[str, str, date, str]]:
    for id, contact in rulebook.contacts.items():
        call = f'contact("{id}")'
        places[id] = {path for path, text in texts.items() if call in text}
        yield "contact", id, contact.checked, f"{contact.value} · {contact.source}"


def _pages(texts: dict[str, str]) -> Iterator[tuple[str, str, date, str]]:
    for path, text in texts.items():
        if path.startswith(tuple(f"docs/{locale}/" for locale in LOCALES)):
            for day in _CHECKED.findall(text):
                yield "page", path, date.fromisoformat(day), "its provisions"


def main(arguments: list[str] | None = None) -> int:
    """Print or write the list; return 1 when something is overdue."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    parser.add_argument("--all", action="store_true", help="also what is not due yet")
    parser.add_argument("--csv", type=Path, help="write a table for a spreadsheet here")
    chosen = parser.parse_args(arguments)
    everything = entries(load_rulebook(), texts_in(ROOT))
    listed = [one for one in everything if chosen.all or one.due <= chosen.today + AHEAD]
    if chosen.csv:
        with chosen.csv.open("w", encoding="utf-8-sig", newline="") as file:
            table = csv.writer(file)
            table.writerow(field.name for field in fields(Entry))
            table.writerows(map(astuple, listed))
    else:
        for one in listed:
            print(f"{one.due}  {one.kind:<9}  {one.id}  {one.source}")
    overdue = sum(one.due <= chosen.today for one in everything)
    first = f"; the first is due on {everything[0].due}" if everything else ""
    print(f"{len(everything)} checked, {len(listed)} listed, {overdue} overdue{first}")
    return 1 if overdue else 0


if __name__ == "__main__":
    sys.exit(main())
