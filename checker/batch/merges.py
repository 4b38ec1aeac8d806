"""Cells of an Excel sheet that are merged: only the first of them holds what all of them show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from checker.batch.cells import Cell, Merged
from checker.batch.sheet import Row

MOST = 5_000
"""Merged areas; with more of them a sheet is a form, not a table."""

_AREA = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_PIECE, _TAG = 1 << 20, 1 << 10
_WIDEST = 1_000  # columns; nothing that is read lies further out


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """One merged area, with rows and columns counted from one."""

    top: int
    left: int
    bottom: int
    right: int


def areas(part: BinaryIO) -> list[Area]:
    """Return the merged areas that a sheet's part names behind its rows, from the top down.

    One more than allowed is enough to know that there are too many.
    """
    found: list[Area] = []
    rest = b""
    while len(found) <= MOST and (piece := part.read(_PIECE)):
        text = rest + piece
        end = 0
        for one in _AREA.finditer(text):
            left, top, right, bottom = one.groups()
            found.append(Area(int(top), _column(left), int(bottom), _column(right)))
            end = one.end()
        rest = text[max(end, len(text) - _TAG) :]
    return sorted(found)


def marked(rows: Iterable[Row], found: list[Area]) -> Iterator[Row]:
    """Yield the rows with a mark in every cell that shows what another cell holds."""
    waiting = found[::-1]
    open_areas: list[Area] = []
    for number, row in enumerate(rows, start=1):
        cells = list(row)
        while waiting and waiting[-1].top == number:
            area = waiting.pop()
            if area.left <= len(cells) and cells[area.left - 1] not in (None, ""):
                open_areas.append(area)
        for area in open_areas:
            _mark(cells, area, number)
        yield cells
        open_areas = [area for area in open_areas if area.bottom > number]


def _mark(cells: list[Cell], area: Area, number: int) -> None:
    # A row may end before the area does.
    cells += [None] * (min(area.right, _WIDEST) - len(cells))
    first = area.left + (number == area.top)
    for column in range(first, min(area.right, _WIDEST) + 1):
        cells[column - 1] = Merged()


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
