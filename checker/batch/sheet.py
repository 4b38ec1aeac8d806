"""Rows of a sheet into cases: which column is which question, which rows are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TypeAlias

from checker.answers import TEXT_LIMIT, forbidden, shown
from checker.batch.cells import Cell, CellRefused, Formula, Merged, Words, answer, code
from checker.batch.item import Fault, too_many
from checker.errors import SheetError, nearest
from checker.facts import Say
from checker.model import Rulebook
from checker.spelling import spelled

Row: TypeAlias = Sequence[Cell]

CASE = "case"
"""The column with the group's own code."""
NOTE = "##"
"""A row that begins so is for people; for the heading of a column one sign is enough."""

MOST_ROWS = 100_000  # empty ones too: a sheet that was formatted to its end is not read to it
_TITLES = 20  # rows that may stand above the header


@dataclass(frozen=True, slots=True)
class SheetCase:
    """One row with answers."""

    row: int
    code: str  # empty when the row has none
    answers: dict[str, object]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """Reads rows; keeps what it passed over, so that it can be said."""

    rulebook: Rulebook
    words: Words
    say: Say
    without_answers: list[int] = field(default_factory=list)
    without_code: list[int] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)  # the row of each code

    def cases(self, rows: Iterable[Row]) -> Iterator[SheetCase]:
        """Yield the cases in order; empty rows and rows for people are passed over.

        Raises:
            SheetError: there is no header, a column is not known, or the sheet has no end.
        """
        columns: list[str] = []
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise too_many(self.say, MOST_ROWS)
            if _empty(row) or _for_people(row):
                continue
            if columns:
                yield from self._case(number, row, columns)
            elif self._is_header(row):
                columns = self._columns(row)
            elif number > _TITLES:
                break
        if not columns:
            raise SheetError(self.say("cli.batch.no_header", column=CASE))

    def _is_header(self, row: Row) -> bool:
        """Return whether a row names columns: the code's, or two questions."""
        named = [_known(self.rulebook, cell) for cell in row]
        return CASE in named or len([one for one in named if one]) > 1

    def _columns(self, row: Row) -> list[str]:
        """Return the name of each column; nothing for one that is not read."""
        columns: list[str] = []
        wrong: list[str] = []
        for cell in row:
            name = NOTE if _noted(cell) else _known(self.rulebook, cell)
            if not name and not _blank(cell):
                wrong.append(self._unknown(_text(cell)))
            elif name not in ("", NOTE) and name in columns:
                wrong.append(self.say("cli.batch.column_twice", column=name))
            columns.append(name)
        if wrong:
            raise SheetError("\n".join(wrong))
        return columns

    def _unknown(self, name: str) -> str:
        meant = nearest(name.casefold(), (CASE, *self.rulebook.questions))
        slot = "column_meant" if meant else "column_unknown"
        return self.say(f"cli.batch.{slot}", column=shown(name), meant=meant)

    def _case(self, number: int, row: Row, columns: list[str]) -> Iterator[SheetCase]:
        named, answers, faults = "", {}, []
        filled = [
            (at, column, cell)
            for at, (column, cell) in enumerate(zip_longest(columns, row, fillvalue=None))
            if column != NOTE and not _blank(cell)
        ]
        # A code alone is a heading between the rows, or somebody whose answers are still to come.
        if all(column == CASE or isinstance(cell, Merged) for _, column, cell in filled):
            self.without_answers.append(number)
            return
        for at, column, cell in filled:
            try:
                if column == CASE:
                    named = self._code(cell)
                elif not column:
                    raise CellRefused("no-column")
                else:
                    given = answer(self.rulebook.questions[column], cell, self.words)
                    answers |= {} if given is None else {column: given}
            except CellRefused as refused:
                where = column if column else _letters(at)
                faults.append(self._fault(str(refused), where, cell))
        faults += self._again(number, named)
        yield SheetCase(number, named, answers, tuple(faults))

    def _code(self, cell: Cell) -> str:
        named = code(cell)
        if len(named) > TEXT_LIMIT or any(map(forbidden, named)):
            raise CellRefused("bad-code")
        return named

    def _again(self, number: int, named: str) -> Iterator[Fault]:
        """Yield a fault when another row has the code; two people are never mixed up."""
        if not named:
            self.without_code.append(number)
            return
        first = self.codes.setdefault(named, number)
        if first != number:
            text = self.say("cli.batch.cell.code-twice", row=first, value=shown(named))
            yield Fault(CASE, text)

    def _fault(self, reason: str, column: str, cell: Cell) -> Fault:
        value = "=" if isinstance(cell, Formula) else shown(cell)
        text = self.say(f"cli.batch.cell.{reason}", value=value, limit=TEXT_LIMIT)
        return Fault(column, text)


def _known(rulebook: Rulebook, cell: Cell) -> str:
    """Return the id of the column that a heading names; spaces and capitals do not matter."""
    letters = spelled(_text(cell)).letters
    names = (CASE, *rulebook.questions)
    return next((one for one in names if spelled(one).letters == letters), "")


def _letters(at: int) -> str:
    """Return how a spreadsheet program names the column at a place counted from zero."""
    before, last = divmod(at, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell.strip()
    return "" if cell is None or isinstance(cell, Merged) else str(cell)


def _blank(cell: Cell) -> bool:
    return cell is None or isinstance(cell, str) and not cell.strip()


def _empty(row: Row) -> bool:
    return all(_blank(cell) or isinstance(cell, Merged) for cell in row)


def _for_people(row: Row) -> bool:
    first = next(cell for cell in row if not _blank(cell))
    return _text(first).replace("＃", "#").startswith(NOTE)


def _noted(cell: Cell) -> bool:
    return _text(cell).startswith(("#", "＃"))
