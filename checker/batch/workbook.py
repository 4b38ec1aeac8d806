"""Tables as Excel files; the only import of openpyxl."""

from __future__ import annotations

import re
import shutil
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from checker.answers import shown
from checker.batch.cells import Cell, Formula
from checker.batch.merges import MOST, Area, areas, marked
from checker.batch.sheet import Row
from checker.errors import SheetError
from checker.facts import Say

LARGEST = 50_000_000
"""Bytes of the file as it lies there."""
UNPACKED = 200_000_000
"""Bytes of all that is packed in it; more is no table of cases but a trap."""

_PARTS = 1_000
_OLD = b"\xd0\xcf\x11\xe0"  # how files of the old format begin, and new ones under a password
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # in no XML
_EPOCH = (2026, 1, 1, 0, 0, 0)
# What openpyxl and what it reads with raise for a file that is damaged.
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, EOFError, NotImplementedError, RuntimeError,
)  # fmt: skip


def at_hand() -> bool:
    """Return whether Excel files can be read and written here."""
    return find_spec("openpyxl") is not None


def rows(path: Path, say: Say) -> Iterator[Row]:
    """Yield the rows of the first sheet, one at a time.

    Raises:
        SheetError: the file is no workbook, damaged, or far too large when unpacked.
    """
    _needed(say)
    _check(path, say)
    import openpyxl

    # It warns of decorations that it does not keep; only cells are read here.
    warnings.filterwarnings("ignore", module="openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
    except _DAMAGED as error:
        raise _damaged(say, error) from None
    try:
        sheet = book.worksheets[0]
        # The size a file gives for itself is often wrong, and sometimes the whole grid.
        sheet.reset_dimensions()
        merged = _merged(path, sheet)
        if len(merged) > MOST:
            raise SheetError(say("cli.batch.too_many_merged", limit=MOST))
        yield from marked(([_cell(cell) for cell in row] for row in sheet.iter_rows()), merged)
    except _DAMAGED as error:
        raise _damaged(say, error) from None
    finally:
        book.close()


def _cell(cell: Any) -> Cell:
    return Formula() if cell.data_type == "f" else cell.value


def _merged(path: Path, sheet: Any) -> list[Area]:
    """Return the merged areas, which openpyxl does not keep when it reads row by row."""
    with zipfile.ZipFile(path) as archive, archive.open(sheet._worksheet_path) as part:
        return areas(part)


def _check(path: Path, say: Say) -> None:
    """Refuse what would do harm when it is unpacked or read."""
    if path.stat().st_size > LARGEST:
        raise SheetError(say("cli.batch.too_big", limit=LARGEST // 1_000_000))
    with path.open("rb") as file:
        if file.read(4) == _OLD:
            raise SheetError(say("cli.batch.old_xls"))
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _PARTS or sum(one.file_size for one in parts) > UNPACKED:
                raise SheetError(say("cli.batch.too_big", limit=UNPACKED // 1_000_000))
            for one in parts:
                # No program writes declarations into these parts; they are how XML is made to grow.
                with archive.open(one) as part:
                    if b"<!DOCTYPE" in part.read(4096).replace(b"\0", b""):
                        raise SheetError(say("cli.batch.bad_xlsx", error="DOCTYPE"))
    except _DAMAGED as error:
        raise _damaged(say, error) from None


def _damaged(say: Say, error: Exception) -> SheetError:
    return SheetError(say("cli.batch.bad_xlsx", error=shown(f"{type(error).__name__}: {error}")))


def _needed(say: Say) -> None:
    if not at_hand():
        raise SheetError(say("cli.batch.no_openpyxl"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is written row by row, so that it is never held whole."""

    book: Any
    sheet: Any

    def add(self, row: Sequence[str | Decimal | date | None]) -> None:
        """Write one row; text stays text, whatever it begins with."""
        from openpyxl.cell import WriteOnlyCell

        cells = []
        for value in row:
            cell = WriteOnlyCell(self.sheet, value=None if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.value = _UNWRITABLE.sub("�", value)
                cell.data_type = "s"
            elif isinstance(value, Decimal):
                cell.number_format = "0.00"
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
            cells.append(cell)
        self.sheet.append(cells)

    def drop(self) -> None:
        """Give the table up; nothing of it stays."""
        self.sheet.close()

    def save(self, path: Path, day: date) -> None:
        """Write the file; the same rows and day give the same bytes."""
        rough = path.with_name(f"{path.name}.rough")
        self.book.save(rough)
        _settle(rough, path, day)
        rough.unlink()


def table(title: str, widths: Sequence[int]) -> Table:
    """Return a new table with a head that stays in view."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for at, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    return Table(book, sheet)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template."""

    id: str
    note: str
    options: tuple[str, ...] = ()
    several: bool = False
    format: str = "General"


def template(path: Path, columns: Sequence[Column], titles: tuple[str, str], say: Say) -> None:
    """Write an empty template with lists to choose from.

    Raises:
        SheetError: openpyxl is not installed.
    """
    _needed(say)
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet, lists = book.active, book.create_sheet(titles[1])
    sheet.title = titles[0]
    sheet.freeze_panes = "B3"
    for at, column in enumerate(columns, start=1):
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = 24
        sheet.column_dimensions[letter].number_format = column.format
        sheet.cell(1, at, column.id).font = Font(bold=True)
        sheet.cell(2, at, column.note).alignment = Alignment(wrap_text=True, vertical="top")
        lists.cell(1, at, column.id)
        for line, option in enumerate(column.options, start=2):
            lists.cell(line, at, option)
        if column.options and not column.several:
            source = f"'{titles[1]}'!${letter}$2:${letter}${len(column.options) + 1}"
            # Ids and ? may be typed as well, so what is not in the list is not refused.
            choice = DataValidation(type="list", formula1=source, showErrorMessage=False)
            choice.add(f"{letter}3:{letter}{20_000}")
            sheet.add_data_validation(choice)
    rough = path.with_name(f"{path.name}.rough")
    book.save(rough)
    _settle(rough, path, date(*_EPOCH[:3]))
    rough.unlink()


def _settle(rough: Path, path: Path, day: date) -> None:
    """Copy a file without the moments at which it and its parts were written."""
    moment = datetime(day.year, day.month, day.day).isoformat().encode() + b"Z"
    with zipfile.ZipFile(rough) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with old.open(name) as source, new.open(entry, "w") as target:
                if name == "docProps/core.xml":
                    target.write(_CHANGED.sub(rb"\g<1>" + moment, source.read()))
                else:
                    shutil.copyfileobj(source, target)
