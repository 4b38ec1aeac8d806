"""Lists what is stale, missing, uncited, overlapping or outdated in the law register.

    python -m scripts.check_law [--today 2026-11-23] [FOLDER]

Reads the register file by file and not through the loader, because the loader
stops at the first overlap and this list is for repairing all of them.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from checker.errors import RulebookError
from checker.statutes import DatedValue, Law, Version
from checker.tables import Place, record
from scripts.outdated_law import outdated

Texts: TypeAlias = dict[str, str]
"""Path within the project → content."""

Use: TypeAlias = tuple[str, str]
"""What is relied on, and the file that relies on it."""

WARN_AFTER, FAIL_AFTER = 12, 18
"""Months after which a text should, and must, be compared with the official one again."""

SCANNED = ("checker", "docs", "overrides", "scripts", "tests")
SUFFIXES = (".toml", ".md", ".j2", ".py", ".html", ".js", ".mjs")

_CALL = re.compile(r"\b(cite|number|period|whole)\(((?:\s*[\"'][a-z0-9.-]+[\"']\s*,?)+)\)")
_VIEWED = re.compile(r"\blaw\[[\"']([a-z0-9-]+)[\"']\]")
_QUOTED = re.compile(r"[\"']([a-z0-9.-]+)[\"']")
_OWN_PERIOD = re.compile(r"\d+ [a-z-]+")


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something to repair; an error must be repaired before the law may be shown."""

    error: bool
    where: str
    text: str


def flaws(laws: Iterable[Law], texts: Texts, today: date) -> list[Flaw]:
    """Return everything wrong with the register and with what relies on it, errors first."""
    laws = list(laws)
    cited, read = uses(texts)
    parameters = [id for law in laws for id in law.parameter]
    found = [
        *stale(laws, today),
        *disordered(laws),
        *missing("provision", provisions(laws), cited),
        *missing("parameter", parameters, read),
        *uncited("provision", provisions(laws), cited),
        *uncited("parameter", parameters, read),
    ]
    for path, text in texts.items():
        for line, words, instead in outdated(path, text):
            found.append(Flaw(True, f"{path}:{line}", f"outdated: '{words}' ({instead})"))
    for id, times in Counter(parameters).items():
        if times > 1:
            found.append(Flaw(True, id, "the parameter stands in two laws"))
    return sorted(found, key=lambda flaw: (not flaw.error, flaw.where, flaw.text))


def stale(laws: Iterable[Law], today: date) -> Iterator[Flaw]:
    """Yield what was not compared with the official text for too long."""
    for name, versions in dated(laws):
        # A text that has been replaced does not change any more.
        checked = versions[-1].checked
        months = (today.year - checked.year) * 12 + today.month - checked.month
        months -= today.day < checked.day
        if months >= WARN_AFTER:
            text = f"stale: last checked on {checked}, {months} months ago"
            yield Flaw(months >= FAIL_AFTER, name, text)


def stale_from(checked: date) -> date:
    """Return the first day on which a text checked on a day counts as stale; pages say so then."""
    years, months = divmod(checked.month - 1 + WARN_AFTER, 12)
    first = date(checked.year + years, months + 1, 1)
    # A day that month does not have becomes the first of the next one.
    return first + timedelta(days=checked.day - 1)


def disordered(laws: Iterable[Law]) -> Iterator[Flaw]:
    """Yield periods that overlap, run backwards, or leave days without any law between them."""
    for name, versions in dated(laws):
        for one in versions:
            if one.until and one.until < one.from_:
                yield Flaw(True, name, f"ends on {one.until}, before it starts")
        for earlier, later in pairwise(sorted(versions, key=lambda one: one.from_)):
            if later.from_ == earlier.from_ or (earlier.until and earlier.until >= later.from_):
                yield Flaw(True, name, f"overlap: two are in force on {later.from_}")
            elif earlier.until and earlier.until + timedelta(days=1) < later.from_:
                day = earlier.until + timedelta(days=1)
                yield Flaw(True, name, f"gap: none is in force on {day}")


def missing(kind: str, recorded: Iterable[str], used: Iterable[Use]) -> Iterator[Flaw]:
    """Yield what is relied on but not in the register."""
    known = set(recorded)
    for id, where in used:
        if id not in known:
            yield Flaw(True, where, f"missing: {kind} '{id}' is not in the register")


def uncited(kind: str, recorded: Iterable[str], used: Iterable[Use]) -> Iterator[Flaw]:
    """Yield what nobody relies on: work without use when the texts are compared again."""
    relied_on = {id for id, _ in used}
    for id in recorded:
        if id not in relied_on:
            yield Flaw(False, id, f"uncited: no rule, page, wording or letter uses the {kind}")


def uses(texts: Texts) -> tuple[list[Use], list[Use]]:
    """Return the provisions cited and the parameters read, each with its place."""
    cited, read = [], []
    for path, text in texts.items():
        if path.startswith(("scripts/", "tests/")):
            continue
        for call, ids in _CALL.findall(text):
            kind = cited if call == "cite" else read
            kind += [(id, path) for id in _QUOTED.findall(ids)]
        read += [(id, path) for id in _VIEWED.findall(text)]
        # Wording cites by calls only; a sentence may be filed under the key "basis".
        rules = path.startswith("checker/rulebook/") and "/wording/" not in path
        if rules and path.endswith(".toml"):
            for key, value in _leaves(tomllib.loads(text)):
                if key in ("basis", "before"):
                    cited.append((value, path))
                if key == "limit":
                    read.append((value, path))
                if key == "period" and not _OWN_PERIOD.fullmatch(value):
                    read.append((value, path))
    # Paragraph and item are part of the article.
    return [(".".join(id.split(".")[:2]), path) for id, path in cited], read


def provisions(laws: Iterable[Law]) -> list[str]:
    """Return the citation of every recorded provision."""
    return [f"{law.id}.{number}" for law in laws for number in law.provision]


def dated(
    laws: Iterable[Law],
) -> Iterator[tuple[str, tuple[Version, ...] | tuple[DatedValue, ...]]]:
    """Yield every provision and parameter by name with what was in force when."""
    for law in laws:
        for number, provision in law.provision.items():
            yield f"{law.id}.{number}", provision.version
        for id, parameter in law.parameter.items():
            yield id, parameter.value


def _leaves(table: object, key: str = "") -> Iterator[tuple[str, str]]:
    for inner, value in table.items() if isinstance(table, dict) else ():
        yield from _leaves(value, inner)
    for value in table if isinstance(table, list) else ():
        yield from _leaves(value, key)
    if isinstance(table, str):
        yield key, table


def texts_in(home: Path) -> Texts:
    """Return the project's own text files, without anything built or installed."""
    paths = [*home.glob("*.md"), *(p for name in SCANNED for p in (home / name).rglob("*"))]
    return {
        path.relative_to(home).as_posix(): path.read_text("utf-8")
        for path in sorted(paths)
        if path.suffix in SUFFIXES and path.is_file() and "node_modules" not in path.parts
    }


def register(texts: Texts) -> list[Law]:
    """Return the laws among the files."""
    files = [path for path in texts if path.startswith("checker/rulebook/law/")]
    return [record(Law, tomllib.loads(texts[path]), Place(path)) for path in files]


def main(arguments: list[str] | None = None) -> int:
    """Print one line per flaw; return 1 if any is an error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=Path())
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    chosen = parser.parse_args(arguments)
    texts = texts_in(chosen.folder)
    try:
        found = flaws(register(texts), texts, chosen.today)
    except (RulebookError, tomllib.TOMLDecodeError) as error:
        print(f"error    {error}")
        return 1
    for flaw in found:
        print(f"{'error' if flaw.error else 'warning'}  {flaw.where}: {flaw.text}")
    errors = sum(flaw.error for flaw in found)
    print(f"{errors} errors, {len(found) - errors} warnings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
