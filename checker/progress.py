"""What became of the letters: sent when and where, and whether they were answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from checker.answers import FIRST_DAY, TEXT_LIMIT, shown
from checker.errors import AnswerError, AnswerErrors
from checker.facts import Say
from checker.model import Rulebook
from checker.spelling import forbidden

_DAYS = ("sent_on", "answered_on")
_KEYS = (*_DAYS, "place")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a case has got; a letter that is not listed has not been sent."""

    reached: bool = False  # whether there has been a result
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


NOTHING = Progress()


def read_progress(raw: object, rulebook: Rulebook, today: date, say: Say) -> Progress:
    """Return the progress in *raw*, as a case file holds it.

    Raises:
        AnswerErrors: with everything that is wrong with it; nothing is dropped in silence.
    """
    errors: list[AnswerError] = []

    def refuse(code: str, where: str, value: object) -> None:
        text = say(
            f"error.{code}.text",
            question=shown(where),
            value=shown(value),
            options=", ".join(_KEYS),
            other="",
            limit=str(TEXT_LIMIT),
        )
        errors.append(AnswerError(question=shown(where), code=code, text=text))

    table = raw if isinstance(raw, Mapping) else {}
    letters = table.get("letters", {}) if isinstance(raw, Mapping) else None
    if not isinstance(letters, Mapping):
        refuse("not-an-object", "progress", raw)
        letters = {}
    found: dict[str, dict[str, str]] = {}
    for form, record in letters.items():
        if form not in rulebook.letters:
            refuse("unknown-question", str(form), record)
        elif not isinstance(record, Mapping):
            refuse("not-an-object", form, record)
        else:
            found[form] = {}
            for key, value in record.items():
                if code := _wrong(key, value, today):
                    refuse(code, f"{form}.{key}", value)
                else:
                    found[form][key] = value
            if "sent_on" not in record:
                refuse("not-a-date", f"{form}.sent_on", "")
    if errors:
        raise AnswerErrors(errors)
    return Progress(reached=table.get("reached") is True, letters=found)


def _wrong(key: object, value: object, today: date) -> str:
    """Return the code of what is wrong with one value; nothing when it can be taken."""
    if key not in _KEYS:
        return "unknown-question"
    if not isinstance(value, str):
        return "not-text"
    if key in _DAYS:
        return _wrong_day(value, today)
    if len(value) > TEXT_LIMIT:
        return "too-long"
    return "bad-characters" if any(map(forbidden, value)) else ""


def _wrong_day(value: str, today: date) -> str:
    try:
        day = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        day = None
    if day is None or day < FIRST_DAY:
        return "not-a-date"
    return "future-date" if day > today else ""
