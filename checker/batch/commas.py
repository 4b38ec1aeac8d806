"""Tables as comma-separated text, from and for the spreadsheet programs that people have."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from checker.answers import shown
from checker.batch.sheet import Row
from checker.errors import SheetError
from checker.facts import Say

LARGEST = 100_000_000
"""Bytes; far above any real table."""

_ENCODINGS = ("utf-8-sig", "gb18030")  # Chinese Excel saves in the second when asked for plain CSV
_MARKED = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_SEPARATORS = ",;\t"
_PIECE = 1 << 20
# What a spreadsheet program takes for the beginning of a formula, half and full width.
_ACTING = tuple("=+-@＝＋－＠")
_LEADING = ("\t", "\r", "\n")


def rows(path: Path, say: Say) -> Iterator[Row]:
    """Yield the rows of a file, whichever of the usual encodings and separators it has.

    Raises:
        SheetError: it is too large, in another encoding, or a quotation mark is not closed.
    """
    if path.stat().st_size > LARGEST:
        raise SheetError(say("cli.batch.too_big", limit=LARGEST // 1_000_000))
    encoding = _encoding(path, say)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=_separator(file), strict=True)
        try:
            # Empty lines are rows too, so that the numbers are those that a program shows.
            yield from reader
        except csv.Error as error:
            where = shown(str(error))
            raise SheetError(say("cli.batch.bad_csv", line=reader.line_num, error=where)) from None


def _encoding(path: Path, say: Say) -> str:
    with path.open("rb") as file:
        mark = file.read(2)
    for encoding in (_MARKED[mark],) if mark in _MARKED else _ENCODINGS:
        try:
            with path.open(encoding=encoding, newline="") as file:
                while file.read(_PIECE):
                    pass
        except UnicodeError:
            continue
        return encoding
    raise SheetError(say("cli.batch.bad_encoding"))


def _separator(file: TextIO) -> str:
    """Return what separates the cells, and leave *file* at the first row.

    The line with most of one kind is the header; a line ``sep=;`` is an order to Excel.
    """
    first = file.readline(_PIECE)
    if first.lower().startswith("sep=") and len(first.strip()) <= len("sep=") + 1:
        asked = first[4:5]
        return asked if asked in _SEPARATORS else ","
    lines = [first, *(file.readline(_PIECE) for _ in range(20))]
    file.seek(0)
    return max(_SEPARATORS, key=lambda one: max(line.count(one) for line in lines))


def write(file: TextIO, rows: Iterable[Sequence[str]]) -> None:
    """Write rows, every cell as text that no program takes for a formula."""
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)


def harmless(cell: str) -> str:
    """Return a cell with an apostrophe in front when it could be taken for a formula."""
    acting = cell.lstrip().startswith(_ACTING) or cell.startswith(_LEADING)
    return f"'{cell}" if acting else cell


def template(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write the rows of an empty template to a new file."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write(file, rows)
