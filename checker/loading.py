"""A folder of content into one checked rulebook; the only door for content.

The folder may be a directory or lie inside the archive the package is read from.
"""

from __future__ import annotations

import json
import pickle
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from checker import followups, model, papers, replies, statutes
from checker.advice_references import advice_problems
from checker.errors import Problem, RulebookError
from checker.followup_references import followup_problems
from checker.messages import message_problems
from checker.references import reference_problems
from checker.register import register_problems
from checker.reply_references import reply_problems
from checker.tables import Place, flat, record
from checker.unread import unread_problems

Record = TypeVar("Record")

_WEIGHTS = "weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The file ``rulebook.toml``: version, order of scenarios and routes, two special states."""

    version: str
    law_checked: date
    scenarios: tuple[str, ...]
    routes: tuple[str, ...]
    danger: str
    unlawful: model.When


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads tables from a folder and notes every problem instead of stopping at the first."""

    folder: Traversable
    problems: list[Problem] = field(default_factory=list)

    def table(self, path: str) -> dict[str, Any]:
        """Return one TOML file; nothing, with a problem noted, when it cannot be read."""
        try:
            return tomllib.loads(self.folder.joinpath(*path.split("/")).read_text("utf-8"))
        except FileNotFoundError:
            self.note(path, "the file is missing")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.note(path, str(error))
        return {}

    def names(self, path: str, suffix: str) -> list[str]:
        """Return the files in a folder by name, sorted, so that order never varies."""
        folder = self.folder.joinpath(*path.split("/"))
        if not folder.is_dir():
            return []
        return sorted(item.name for item in folder.iterdir() if item.name.endswith(suffix))

    def below(self, path: str, suffix: str) -> Iterator[str]:
        """Yield the files in a folder and one level of folders in it, in a fixed order."""
        for name in self.names(path, ""):
            if name.endswith(suffix):
                yield f"{path}/{name}"
            else:
                yield from (
                    f"{path}/{name}/{file}" for file in self.names(f"{path}/{name}", suffix)
                )

    def one(self, kind: type[Record], table: object, place: Place) -> Iterator[Record]:
        """Yield the record, or note what is wrong with it and yield nothing."""
        try:
            yield record(kind, table, place)
        except RulebookError as error:
            self.problems.extend(error.problems)

    def listed(self, path: str, **kinds: type) -> list[dict[str, Any]]:
        """Return the records of a file of ``[[name]]`` tables, one dictionary per name."""
        table = self.table(path)
        for key in table:
            if key not in kinds:
                self.note(path, f"unknown table '{key}'")
        return [
            self._by_id(kind, path, name, table[name] if name in table else [])
            for name, kind in kinds.items()
        ]

    def note(self, file: str, problem: str, entry: str = "") -> None:
        """Note a problem for the author."""
        self.problems.append(Problem(file=file, entry=entry, problem=problem))

    def raise_any(self) -> None:
        """Raise what was noted so far, all of it."""
        if self.problems:
            raise RulebookError(self.problems)

    def _by_id(self, kind: type[Record], path: str, name: str, tables: Any) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for table in tables if isinstance(tables, list) else [tables]:
            place = Place(path).inside(name, str(table.get("id", "?")))
            for item in self.one(kind, table, place):
                if item.id in found:
                    self.note(path, "the id is used twice", place.entry)
                found[item.id] = item
        return found


def load_rulebook(folder: Traversable | None = None, *, trusted: bool = False) -> model.Rulebook:
    """Return the rulebook in *folder*, checked; by default the one in the package.

    A *trusted* rulebook has had its sentences and letters checked before, when
    the site was built; the page saves a reader's phone from doing it again.

    Raises:
        RulebookError: with every problem of the kind that was met first: files
            that cannot be read, then references, then wording.
    """
    if folder is None:
        return _packaged(trusted)
    reader = Reader(folder)
    rulebook = _read(reader)
    check(rulebook, trusted=trusted)
    return rulebook


def check(rulebook: model.Rulebook, *, trusted: bool = False) -> None:
    """Refuse a rulebook in which something leads nowhere, or is not said in a language.

    Raises:
        RulebookError: with every problem of the kind that was met first.
    """
    kinds = [
        (register_problems, reference_problems, advice_problems, reply_problems, followup_problems)
    ]
    if not trusted:
        kinds.append((unread_problems, message_problems))
    for found in kinds:
        if problems := [one for problems_of in found for one in problems_of(rulebook)]:
            raise RulebookError(problems)


READY = "rulebook.pickle"
"""In the page's archive: the records into which the content was read when the site was built."""


@cache
def _packaged(trusted: bool) -> model.Rulebook:
    ready = files("checker").joinpath(READY)
    if trusted and ready.is_file():
        return pickle.loads(ready.read_bytes())
    return load_rulebook(files("checker").joinpath("rulebook"), trusted=trusted)


def _read(reader: Reader) -> model.Rulebook:
    covers = list(reader.one(Cover, reader.table("rulebook.toml"), Place("rulebook.toml")))
    questions, notices = reader.listed(
        "questions.toml", question=model.Question, notice=model.Notice
    )
    [bars] = reader.listed("bars.toml", bar=model.Bar)
    claims, costs = reader.listed("claims.toml", claim=model.Claim, cost=model.Cost)
    [parties] = reader.listed("parties.toml", party=model.Party)
    [deadlines] = reader.listed("deadlines.toml", deadline=model.DeadlineRule)
    [evidence] = reader.listed("evidence.toml", evidence=model.EvidenceItem)
    letters, consequences = reader.listed(
        "letters.toml", letter=papers.LetterForm, consequence=papers.Consequence
    )
    [misroutings] = reader.listed("misroutings.toml", misrouting=papers.Misrouting)
    [warnings] = reader.listed("warnings.toml", warning=model.WarningRule)
    said, phrases, signs = reader.listed(
        "replies.toml", reply=replies.Reply, phrase=replies.Phrase, sign=replies.Sign
    )
    weights = list(_weights(reader))
    [answered] = reader.listed("followups.toml", followup=followups.Followup)
    [contacts] = reader.listed("contacts.toml", contact=statutes.Contact)
    scenarios = _files(reader, "scenarios", "scenario", model.Scenario)
    routes = _files(reader, "routes", "route", model.Route)
    laws = _files(reader, "law", "law", statutes.Law)
    messages = {locale: _messages(reader, f"wording/{locale}") for locale in model.LOCALES}
    letter_texts = {locale: _letters(reader, f"letters/{locale}") for locale in model.LOCALES}
    reader.raise_any()
    [cover] = covers
    return model.Rulebook(
        version=cover.version,
        law_checked=cover.law_checked,
        danger=cover.danger,
        unlawful=cover.unlawful,
        questions=questions,
        notices=notices,
        scenarios=_in_order(reader, "scenario", cover.scenarios, scenarios),
        bars=bars,
        claims=claims,
        costs=costs,
        parties=parties,
        routes=_in_order(reader, "route", cover.routes, routes),
        deadlines=deadlines,
        evidence=evidence,
        letters=letters,
        consequences=consequences,
        misroutings=misroutings,
        warnings=warnings,
        replies=said,
        phrases=phrases,
        signs=signs,
        weights=weights[0],
        followups=answered,
        contacts=contacts,
        laws=laws,
        messages=messages,
        letter_texts=letter_texts,
    )


def _weights(reader: Reader) -> Iterator[replies.Weights]:
    """Yield what pieces of texts weigh, or note that the file is missing or damaged."""
    try:
        table = json.loads(reader.folder.joinpath(_WEIGHTS).read_text("utf-8"))
        yield replies.Weights(
            stamp=table["stamp"], classes=tuple(table["classes"]), pieces=table["pieces"]
        )
    except FileNotFoundError:
        reader.note(_WEIGHTS, "the file is missing")
    except (ValueError, KeyError, TypeError) as error:
        reader.note(_WEIGHTS, f"it is damaged: {error!r}")


def _files(reader: Reader, path: str, name: str, kind: type[Record]) -> dict[str, Record]:
    """Return one record per file; the file's name is the id."""
    found: dict[str, Record] = {}
    for file in reader.names(path, ".toml"):
        where = f"{path}/{file}"
        table = reader.table(where)
        if not table:
            continue
        id = file.removesuffix(".toml")
        for item in reader.one(kind, table, Place(where)):
            if item.id != id:
                reader.note(where, f"the id is '{item.id}', the file's name says '{id}'")
            found[id] = item
    return found


def _in_order(
    reader: Reader, kind: str, order: tuple[str, ...], found: dict[str, Record]
) -> dict[str, Record]:
    for id in order:
        if id not in found:
            reader.note("rulebook.toml", f"{kind} '{id}' has no file in {kind}s/")
    for id in found:
        if id not in order:
            reader.note("rulebook.toml", f"{kind} '{id}' is not in the list of {kind}s")
    reader.raise_any()
    return {id: found[id] for id in order}


def _messages(reader: Reader, path: str) -> dict[str, str]:
    """Return all the sentences of a language under their dotted keys."""
    found: dict[str, str] = {}
    for where in reader.below(path, ".toml"):
        for key, text in flat(reader.table(where)):
            if key in found:
                reader.note(where, f"message '{key}' stands in two files")
            if isinstance(text, str):
                found[key] = text
            else:
                reader.note(where, f"message '{key}' must be text, not '{text}'")
    return found


def _letters(reader: Reader, path: str) -> dict[str, str]:
    folder = reader.folder.joinpath(*path.split("/"))
    return {name: folder.joinpath(name).read_text("utf-8") for name in reader.names(path, ".j2")}
