"""Records of a batch: a case to be done, what is wrong with it, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.errors import SheetError
from checker.facts import Say

MOST = 20_000
"""Cases in one run; more are better done in parts."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a case: in which column or question, in words."""

    column: str  # empty when the whole case is at fault
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A case to be done: answers from a row, or a file that holds them."""

    place: str  # the file's name, or the row in words
    code: str
    folder: str  # the name of its own folder
    file: Path | None = None
    answers: Mapping[str, object] | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the table says of a case; text throughout, so that it can be kept beside the letters."""

    state: str
    headline: str
    amount: str  # in yuan, two decimals; empty when none can be named
    low: str
    expected: str
    high: str
    paid: str
    scenarios: tuple[str, ...]
    first_step: str
    due_on: str  # ISO day of the next last day; empty when none is running
    due: str
    open_point: str
    letters: tuple[str, ...]
    saved_with: str  # the rulebook's version, where the file names another one


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A case that was dealt with: with a result, or with what is wrong."""

    place: str
    code: str
    folder: str
    result: Result | None = None
    faults: tuple[Fault, ...] = ()
    fresh: bool = True  # False when it was there from an earlier run
    kept: int = 0  # files changed by hand that were put aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every case of a run shares."""

    cases: Path  # the folder with one folder per case
    today: date
    locale: str


def too_many(say: Say, limit: int) -> SheetError:
    """Return the error for more than one run takes."""
    return SheetError(say("cli.batch.too_many", limit=limit))
