"""What a host adds: its ways, evidence, letters and words, read from the files of its folder."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from checker.errors import HostProblem, Problem, RulebookError
from checker.model import LOCALES, EvidenceItem, Route, Rulebook
from checker.papers import LetterForm
from checker.statutes import Texts
from checker.tables import Place, flat, record

_LETTER = re.compile(r"letters/(zh|en)/(.+)\.txt\.j2")
_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SHAPES = (
    (re.compile(r"unknown key '(.*)'"), "unknown-key-here"),
    (re.compile(r"key '(.*)' is missing"), "missing-key-here"),
    (re.compile(r"unknown [\w' ]+ '(.*)'"), "unknown-name"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostEvidence(EvidenceItem):
    """Evidence that a host wants kept, with the scenarios in which it is asked for."""

    scenarios: tuple[str, ...]


@dataclass(slots=True)
class Content:
    """All that a host's folder says beside its settings."""

    routes: dict[str, Route] = field(default_factory=dict)
    evidence: dict[str, HostEvidence] = field(default_factory=dict)
    letters: dict[str, LetterForm] = field(default_factory=dict)
    messages: dict[str, Texts] = field(default_factory=dict)
    letter_texts: dict[str, Texts] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """Reads a folder's files one after another, and notes every problem."""

    files: Mapping[str, bytes]
    problems: list[HostProblem] = field(default_factory=list)

    def note(self, file: str, code: str, **about: str) -> None:
        """Note a problem for the host."""
        self.problems.append(HostProblem(file=file, code=code, **about))

    def text(self, path: str) -> str:
        """Return a file as text; nothing, with a problem noted, when it is none."""
        try:
            return self.files[path].decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            self.note(path, "no-text")
            return ""

    def table(self, path: str) -> dict[str, Any]:
        """Return a TOML file; nothing when it is not there or, with a problem, cannot be read."""
        if path not in self.files:
            return {}
        try:
            return tomllib.loads(self.text(path))
        except (ValueError, RecursionError) as error:
            line = _LINE.search(str(error))
            self.note(path, "no-table", value=line[1] if line else "?", other=str(error)[:120])
            return {}

    def records(self, path: str, name: str, kind: type) -> dict[str, Any]:
        """Return the records of a file of ``[[name]]`` tables by their id."""
        table = self.table(path)
        for key in table:
            if key != name:
                self.note(path, "unknown-table", value=key, other=name)
        found: dict[str, Any] = {}
        entries = table[name] if name in table else []
        for entry in entries if isinstance(entries, list) else [entries]:
            id = str(entry["id"]) if isinstance(entry, dict) and "id" in entry else "?"
            try:
                one = record(kind, entry, Place(path).inside(name, id))
            except RulebookError as error:
                self.problems += [in_host(problem) for problem in error.problems]
                continue
            if one.id in found:
                self.note(path, "id-twice", entry=one.id, value=one.id)
            found[one.id] = one
        return found


def content(files: Mapping[str, bytes], book: Rulebook, prefix: str) -> tuple[Content, Reading]:
    """Return what the folder adds, and the reading with all that is wrong with its shape.

    *prefix* is how every id of the host begins; empty when its settings do not say.
    """
    reading = Reading(files)
    found = Content(
        routes=reading.records("routes.toml", "route", Route),
        evidence=reading.records("evidence.toml", "evidence", HostEvidence),
        letters=reading.records("letters.toml", "letter", LetterForm),
        messages={locale: _messages(reading, f"wording/{locale}.toml") for locale in LOCALES},
        letter_texts={locale: {} for locale in LOCALES},
    )
    for path in files:
        if name := _LETTER.fullmatch(path):
            found.letter_texts[name[1]][f"{name[2]}.txt.j2"] = reading.text(path)
    for file, id, ids in _ids(found):
        for one in ids:
            if prefix and not one.startswith(prefix):
                reading.note(file, "no-prefix", entry=id, value=one, other=prefix)
    for problem in _beyond(book, found):
        reading.problems.append(problem)
    return found, reading


def _messages(reading: Reading, path: str) -> Texts:
    found: Texts = {}
    for key, value in flat(reading.table(path)):
        if isinstance(value, str):
            found[key] = value
        else:
            reading.note(path, "want-text", entry=key)
    return found


def _ids(found: Content) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield file, record and the ids that must be the host's own."""
    for route in found.routes.values():
        yield "routes.toml", route.id, (route.id, *(step.id for step in route.step))
    for item in found.evidence.values():
        yield "evidence.toml", item.id, (item.id,)
    for letter in found.letters.values():
        yield "letters.toml", letter.id, (letter.id,)


def _beyond(book: Rulebook, found: Content) -> Iterator[HostProblem]:
    """Yield what is well written and still not for a host to say."""
    addresses = {one.value for one in book.contacts.values()}
    for route in found.routes.values():
        if any(one.change for one in route.outcome):
            yield _about("routes.toml", route.id, "not-for-hosts", "outcome.change")
        if route.opens_when:
            yield _about("routes.toml", route.id, "not-for-hosts", "opens_when")
        if route.url and route.url not in addresses:
            yield _about("routes.toml", route.id, "no-address", route.url)
        if not route.step:
            yield _about("routes.toml", route.id, "missing-key-here", "step")
    for letter in found.letters.values():
        standard = {one.name: one.default for one in fields(LetterForm)}
        for key in ("field", "condition", "sent"):
            if getattr(letter, key) != standard[key]:
                yield _about("letters.toml", letter.id, "not-for-hosts", key)
    for item in found.evidence.values():
        for one in item.scenarios:
            if one not in book.scenarios:
                yield _about("evidence.toml", item.id, "unknown-name", one)


def _about(file: str, entry: str, code: str, value: str) -> HostProblem:
    return HostProblem(file=file, entry=entry, code=code, value=value)


def in_host(problem: Problem) -> HostProblem:
    """Return a problem that the checks of the rulebook found, as the host's."""
    folder, _, name = problem.file.partition("/")
    route = folder == "routes"  # the guide has a file for each, a host one for all
    where = {
        "file": "routes.toml" if route else problem.file,
        "entry": problem.entry or (name.removesuffix(".toml") if route else ""),
    }
    for shape, code in _SHAPES:
        if found := shape.fullmatch(problem.problem):
            return HostProblem(code=code, value=found[1], suggestion=problem.suggestion, **where)
    return HostProblem(code="other", value=problem.problem, **where)
