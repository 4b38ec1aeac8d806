"""Plain tables into frozen records, with errors that tell an author where and what."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from checker.errors import Problem, RulebookError, nearest

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the rulebook a table stands."""

    file: str
    entry: str = ""

    def inside(self, kind: str, name: str) -> Place:
        """Return the place of a table within this one."""
        entry = f"{kind} '{name}'"
        return Place(self.file, f"{self.entry}: {entry}" if self.entry else entry)

    def wrong(self, problem: str, suggestion: str = "") -> RulebookError:
        """Return an error about this place, to be raised."""
        return RulebookError(
            [Problem(file=self.file, entry=self.entry, problem=problem, suggestion=suggestion)]
        )


def record(kind: type[Record], table: object, place: Place) -> Record:
    """Return *table* as a record of *kind*.

    A key must be a field of the record; ``from`` in a table is ``from_`` in a record.

    Raises:
        RulebookError: an unknown or missing key, or a value of another type.
    """
    if not isinstance(table, dict):
        raise place.wrong(f"a table is expected, not {_named(table)}")
    hints = _hints(kind)
    values = {}
    for key, value in table.items():
        if key not in hints:
            raise place.wrong(f"unknown key '{key}'", nearest(key, hints))
        field, hint = hints[key]
        values[field] = _value(hint, value, key, place)
    for key in _required(kind):
        if key not in table:
            raise place.wrong(f"key '{key}' is missing")
    return kind(**values)


@cache
def _hints(kind: type) -> dict[str, tuple[str, Any]]:
    types_of = get_type_hints(kind)
    return {field.name.rstrip("_"): (field.name, types_of[field.name]) for field in fields(kind)}


@cache
def _required(kind: type) -> tuple[str, ...]:
    return tuple(
        field.name.rstrip("_")
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    )


def _value(hint: Any, value: object, key: str, place: Place) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _value(parts[0], value, key, place)
    if origin is tuple:
        return _tuple(parts[0], value, key, place)
    if origin is dict:
        return _dict(parts[1], value, key, place)
    if is_dataclass(hint):
        return record(hint, value, place.inside(key, _name(value)))
    return _plain(hint, value, key, place)


def _tuple(part: Any, value: object, key: str, place: Place) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise place.wrong(f"'{key}' must be a list, not {_named(value)}")
    if is_dataclass(part):
        return tuple(record(part, item, place.inside(key, _name(item))) for item in value)
    return tuple(_value(part, item, key, place) for item in value)


def _dict(part: Any, value: object, key: str, place: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise place.wrong(f"'{key}' must be a table, not {_named(value)}")
    if is_dataclass(part):
        return {name: record(part, item, place.inside(key, name)) for name, item in value.items()}
    if get_origin(part) is tuple:  # a row: one value may stand without brackets
        value = {name: [item] if isinstance(item, str) else item for name, item in value.items()}
    return {name: _value(part, item, name, place) for name, item in value.items()}


def _plain(hint: type, value: object, key: str, place: Place) -> Any:
    if hint is Decimal and isinstance(value, str):
        try:
            return Decimal(value)
        except InvalidOperation:
            raise place.wrong(f"'{key}' must be a number in quotes, not '{value}'") from None
    if issubclass(hint, StrEnum) and isinstance(value, str):
        known = [member.value for member in hint]
        if value not in known:
            raise place.wrong(f"unknown {key} '{value}'", nearest(value, known))
        return hint(value)
    if type(value) is hint and not isinstance(value, datetime):
        return value
    raise place.wrong(f"'{key}' must be {_EXPECTED[_base(hint)]}, not {_named(value)}")


def _base(hint: type) -> type:
    return str if issubclass(hint, StrEnum) else hint


_EXPECTED = {
    str: "text",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2026-11-23",
    Decimal: "a number in quotes",
}


def _named(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    return f"'{value}'"


def _name(value: object) -> str:
    return str(value.get("id", "?")) if isinstance(value, dict) else "?"


def flat(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value of nested tables under its dotted key."""
    for name, value in table.items():
        key = f"{path}.{name}" if path else name
        if isinstance(value, dict):
            yield from flat(value, key)
        else:
            yield key, value
