"""Cells of a sheet into answers, with what spreadsheet programs do to them undone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from checker.model import LOCALES, UNSURE, Kind, Question, Rulebook
from checker.spelling import spelled
from checker.wording import voice

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!)|#{3,}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[Ee]\+\d+")
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_BETWEEN = re.compile(r"[;；\n]")
_DIGITS = 15  # what a number in a spreadsheet keeps


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is worked out by the spreadsheet program, not written in it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that shows what another one holds, because they are merged."""


Cell: TypeAlias = str | int | float | bool | date | time | timedelta | Formula | Merged | None


class CellRefused(Exception):
    """One cell cannot be taken, with the code of the reason."""


@dataclass(frozen=True, slots=True)
class Words:
    """What may stand in a cell for an option, in either language, reduced to its letters."""

    options: Mapping[str, Mapping[str, str]]
    unsure: frozenset[str]


def words(rulebook: Rulebook, today: date) -> Words:
    """Return the words for every option: its id and its label in each language."""
    voices = [voice(rulebook, locale, today) for locale in LOCALES]
    options = {}
    for id, question in rulebook.questions.items():
        options[id] = {
            spelled(say(f"question.{id}.option.{one}")).letters: one
            for one in question.options
            for say in voices
        } | {spelled(one).letters: one for one in question.options}
    return Words(options, frozenset(spelled(say("cli.unsure")).letters for say in voices))


def written(cell: Cell) -> str:
    """Return what stands in a cell as text, without spaces around it.

    Raises:
        CellRefused: it is a formula, an error, or part of a merged cell.
    """
    if isinstance(cell, Formula) or isinstance(cell, str) and cell.lstrip().startswith("="):
        raise CellRefused("formula")
    if isinstance(cell, Merged):
        raise CellRefused("merged")
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, (int, float)):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    text = cell.strip() if isinstance(cell, str) else str(cell)
    if _ERROR.fullmatch(text):
        raise CellRefused("error-value")
    return text


def code(cell: Cell) -> str:
    """Return the group's own code of a case.

    Raises:
        CellRefused: the program has changed it, so that it is no longer what was typed.
    """
    if isinstance(cell, (date, time, timedelta)):
        raise CellRefused("became-a-date")
    text = written(cell)
    long = isinstance(cell, (int, float)) and len(text.split(".")[0].lstrip("-")) > _DIGITS
    if long or _SCIENTIFIC.fullmatch(text):
        raise CellRefused("digits-lost")
    return text


def answer(question: Question, cell: Cell, known: Words) -> object:
    """Return the answer in a cell as the door for answers takes it; None for an empty cell.

    What is no option is returned as it is typed, so that the door says what it always says.

    Raises:
        CellRefused: the cell holds something that nobody typed as an answer.
    """
    text = code(cell) if question.kind is Kind.TEXT else written(cell)
    if not text:
        return None
    if unicodedata.normalize("NFKC", text) == UNSURE or spelled(text).letters in known.unsure:
        return UNSURE
    match question.kind:
        case Kind.CHOICE:
            return _option(question, text, known)
        case Kind.CHOICES:
            return _options(question, text, known)
        case Kind.DATE:
            return _CLOCK.sub("", text)
        case _:
            return text


def _options(question: Question, text: str, known: Words) -> list[str]:
    parts = [one.strip() for one in _BETWEEN.split(text)]
    return [_option(question, one, known) for one in parts if one]


def _option(question: Question, text: str, known: Words) -> str:
    letters = spelled(text).letters
    options = known.options[question.id]
    return options[letters] if letters in options else text


def _number(cell: int | float) -> str:
    """Return a number as it is shown: 15 digits, so that 0.1+0.2 is 0.3, and no exponent."""
    exact = Decimal(cell) if isinstance(cell, int) else Decimal(f"{cell:.{_DIGITS}g}")
    return f"{exact:f}"
