"""The empty spreadsheet that a group fills in: one column for each question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from checker.batch import commas, workbook
from checker.batch.sheet import CASE, NOTE
from checker.batch.workbook import Column
from checker.errors import SheetError
from checker.facts import Say
from checker.model import Kind, Question, Rulebook

FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "0.00", Kind.TEXT: "@"}
"""How a program shows a column; as text, long numbers keep their digits."""


def write(path: Path, rulebook: Rulebook, say: Say) -> None:
    """Write the template as CSV or Excel, by the ending of *path*.

    Raises:
        SheetError: the ending is neither, or openpyxl is not installed.
    """
    found = columns(rulebook, say)
    if path.suffix.lower() == ".csv":
        commas.template(path, [[one.id for one in found], [one.note for one in found]])
    elif path.suffix.lower() == ".xlsx":
        titles = (say("cli.batch.template.cases"), say("cli.batch.template.options"))
        workbook.template(path, found, titles, say)
    else:
        raise SheetError(say("cli.batch.no_template"))


def columns(rulebook: Rulebook, say: Say) -> list[Column]:
    """Return the columns: the group's own code, then every question in its order."""
    note = f"{NOTE} {say('cli.batch.template.case')}"
    questions = (_column(one, say) for one in rulebook.questions.values())
    return [Column(CASE, note, format="@"), *questions]


def _column(question: Question, say: Say) -> Column:
    options = tuple(say(f"question.{question.id}.option.{one}") for one in question.options)
    unsure = [say("cli.unsure")] if question.not_sure or question.for_letters else []
    return Column(
        id=question.id,
        note=" | ".join(_note(question, (*options, *unsure), say)),
        options=(*options, *unsure) if options else (),
        several=question.kind is Kind.CHOICES,
        format=FORMATS[question.kind] if question.kind in FORMATS else "General",
    )


def _note(question: Question, options: tuple[str, ...], say: Say) -> Iterator[str]:
    yield say(f"question.{question.id}.ask")
    if question.options:
        several = question.kind is Kind.CHOICES
        yield say(f"cli.batch.template.{'several' if several else 'one'}")
        yield from options
    else:
        yield say(f"cli.batch.template.{question.kind.value}")
