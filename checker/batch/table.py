"""The table of a run: one row per case, and a list of what is wrong, written as they come."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from checker.batch import commas, workbook
from checker.batch.item import Done, Result
from checker.facts import Say

COLUMNS = {
    "case": 18,
    "place": 18,
    "verdict": 14,
    "headline": 40,
    "paid": 12,
    "amount": 12,
    "low": 12,
    "expected": 12,
    "high": 12,
    "scenarios": 24,
    "first_step": 40,
    "due_on": 12,
    "due": 40,
    "open_point": 40,
    "letters": 40,
    "faults": 40,
    "saved_with": 12,
    "folder": 24,
}
"""What the table says of a case, and how wide that is shown."""

TABLE, TABLE_XLSX, PROBLEMS = "table.csv", "table.xlsx", "problems.csv"
_MONEY = ("paid", "amount", "low", "expected", "high")


@dataclass(frozen=True, slots=True)
class Tables:
    """Writes the rows; what was there before is replaced when all of them are written."""

    out: Path
    say: Say
    today: date
    files: dict[str, TextIO] = field(default_factory=dict)
    books: list[workbook.Table] = field(default_factory=list)
    open_files: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Tables:
        for name in (TABLE, PROBLEMS):
            rough = _rough(self.out, name)
            self.files[name] = self.open_files.enter_context(
                rough.open("w", encoding="utf-8-sig", newline="")
            )
        heads = [self.say(f"cli.batch.table.{column}") for column in COLUMNS]
        commas.write(self.files[TABLE], [heads])
        told = ("place", "case", "column", "reason")
        commas.write(
            self.files[PROBLEMS], [[self.say(f"cli.batch.problems.{one}") for one in told]]
        )
        if workbook.at_hand():
            self.books.append(
                workbook.table(self.say("cli.batch.table.title"), [*COLUMNS.values()])
            )
            self.books[0].add(heads)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Put the tables in place; after an error the earlier ones stay."""
        self.open_files.close()
        for name in self.files:
            rough = _rough(self.out, name)
            if kind is None:
                rough.replace(self.out / name)
            else:
                rough.unlink()
        for book in self.books:
            if kind is None:
                book.save(self.out / TABLE_XLSX, self.today)
            else:
                book.drop()

    def add(self, done: Done) -> None:
        """Write the row of one case, and what is wrong with it."""
        row = _row(done, self.say)
        commas.write(self.files[TABLE], [[row[column] for column in COLUMNS]])
        commas.write(
            self.files[PROBLEMS],
            ([done.place, done.code, one.column, one.text] for one in done.faults),
        )
        for book in self.books:
            book.add([_typed(column, row[column]) for column in COLUMNS])


def _rough(out: Path, name: str) -> Path:
    return out / f"{name}.rough"


def _row(done: Done, say: Say) -> dict[str, str]:
    told = {column: "" for column in COLUMNS}
    told |= {
        "case": done.code,
        "place": done.place,
        "folder": done.folder if done.result else "",
        "verdict": say("cli.batch.bad"),
        "faults": "\n".join(fault(one.column, one.text, say) for one in done.faults),
    }
    return told if done.result is None else told | _told(done.result, say)


def fault(column: str, text: str, say: Say) -> str:
    """Return what is wrong, with the column or question it stands in."""
    return say("cli.batch.fault", column=column, text=text) if column else text


def _told(result: Result, say: Say) -> dict[str, str]:
    join: Sequence[str] = [say(f"scenario.{id}.short") for id in result.scenarios]
    return {
        "verdict": say(f"flip.state.{result.state}"),
        "headline": result.headline,
        "paid": result.paid,
        "amount": result.amount,
        "low": result.low,
        "expected": result.expected,
        "high": result.high,
        "scenarios": say("reason.join").join(join),
        "first_step": result.first_step,
        "due_on": result.due_on,
        "due": result.due,
        "open_point": result.open_point,
        "letters": say("reason.join").join(result.letters),
        "saved_with": result.saved_with,
    }


def _typed(column: str, text: str) -> str | Decimal | date | None:
    """Return a cell as a workbook holds it, so that sums and sorting work."""
    if not text:
        return None
    if column in _MONEY:
        return Decimal(text)
    return date.fromisoformat(text) if column == "due_on" else text
