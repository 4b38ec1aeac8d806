"""A folder of case files, or one spreadsheet, into the cases of a run in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.batch import commas, workbook
from checker.batch.cells import words
from checker.batch.item import MOST, Item, too_many
from checker.batch.names import Names, visible
from checker.batch.sheet import Row, Sheet
from checker.errors import SheetError
from checker.facts import Say
from checker.model import Rulebook
from checker.saved import SIZE_LIMIT

_ENDING = ".json"
_READERS: dict[str, Callable[[Path, Say], Iterator[Row]]] = {
    ".csv": commas.rows,
    ".tsv": commas.rows,
    ".txt": commas.rows,
    ".xlsx": workbook.rows,
    ".xlsm": workbook.rows,
}


@dataclass(frozen=True, slots=True)
class Survey:
    """How many cases there are, and what has to be said about rows."""

    cases: int
    without_answers: tuple[int, ...] = ()  # rows that are no cases
    without_code: tuple[int, ...] = ()  # cases that are named by their row


def survey(source: Path, rulebook: Rulebook, today: date, say: Say) -> Survey:
    """Return what is there, before anything is written.

    Raises:
        SheetError: it cannot be read at all, there is no case in it, or there are too many.
    """
    if source.is_dir():
        found = Survey(sum(1 for _ in _files(source)))
    else:
        sheet = Sheet(rulebook, words(rulebook, today), say)
        cases = 0
        for cases, _ in enumerate(sheet.cases(_rows(source, say)), start=1):
            if cases > MOST:
                break
        found = Survey(cases, tuple(sheet.without_answers), tuple(sheet.without_code))
    if found.cases > MOST:
        raise too_many(say, MOST)
    if not found.cases:
        slot = "no_case_in_folder" if source.is_dir() else "no_case"
        raise SheetError(say(f"cli.batch.{slot}"))
    return found


def items(source: Path, rulebook: Rulebook, today: date, say: Say) -> Iterator[Item]:
    """Yield every case with a folder name of its own; the same source gives the same names."""
    names = Names()
    if source.is_dir():
        for path in _files(source):
            code = visible(path.stem)
            yield Item(
                place=visible(path.name), code=code, folder=names.new(code, "case"), file=path
            )
        return
    sheet = Sheet(rulebook, words(rulebook, today), say)
    for case in sheet.cases(_rows(source, say)):
        code = case.code if case.code else f"row-{case.row}"
        yield Item(
            place=say("cli.batch.row", row=case.row),
            code=code,
            folder=names.new(code, "case"),
            answers=case.answers,
            faults=case.faults,
        )


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.iterdir() if path.suffix.lower() == _ENDING)
    return sorted(path for path in found if path.is_file())


def _rows(source: Path, say: Say) -> Iterator[Row]:
    ending = source.suffix.lower()
    if ending not in _READERS:
        slot = "old_xls" if ending == ".xls" else "no_sheet"
        raise SheetError(say(f"cli.batch.{slot}"))
    return _READERS[ending](source, say)


def text_in(path: Path) -> str:
    """Return the text of a case file, in either of the encodings that Chinese systems save in.

    It is cut behind the size limit, and empty when it is in another encoding: both are refused
    when the case is read.

    Raises:
        OSError: it cannot be opened.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            # One character more than allowed is enough to know that it is too long.
            with path.open(encoding=encoding) as file:
                return file.read(SIZE_LIMIT + 1)
        except UnicodeDecodeError:
            continue
    return ""
