"""Values of facts, the three verdicts, and both as JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeAlias


class Verdict(StrEnum):
    """Three answers; nothing is ever rounded to yes or no."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Origin(StrEnum):
    """Where a reason comes from."""

    ANSWER = "answer"
    DERIVED = "derived"
    CLOCK = "clock"


class Missing(Enum):
    """The two ways of having no value; they must never be mixed up."""

    UNKNOWN = "?"  # the question applies and has no certain answer: opens a row
    NOT_ASKED = "-"  # the question does not apply: fails a row


UNKNOWN = Missing.UNKNOWN
NOT_ASKED = Missing.NOT_ASKED

Value: TypeAlias = str | tuple[str, ...] | date | Decimal | Missing


def plain(value: object) -> object:
    """Return *value* as JSON values; dates in ISO form, money as text with two decimals."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value
