"""Raw answers into facts; the only door for what people type.

Every problem of a case is found before any is reported. What is typed is kept
as plain text: characters that could act as markup, hide, or turn the direction
of writing are refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from checker.errors import AnswerError, AnswerErrors
from checker.facts import Facts, Say, gather
from checker.model import UNSURE, Kind, Question, Rulebook
from checker.spelling import forbidden
from checker.values import NOT_ASKED, UNKNOWN, Value

TEXT_LIMIT = 100
AMOUNT_LIMIT = Decimal(10_000_000)
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_AMOUNT = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?")
_UNIT = re.compile(r"^(CNY|RMB|[¥￥])|(元|CNY|RMB|块)$", re.IGNORECASE)
_SHOWN = 40


class _Refused(Exception):
    """One answer cannot be taken, with the code of the reason."""


def read(raw: object, rulebook: Rulebook, today: date, say: Say) -> Facts:
    """Return the facts of a case.

    Raises:
        AnswerErrors: with everything that is wrong with *raw*.
    """
    door = _Door(rulebook, today, say)
    if not FIRST_DAY <= today <= LAST_DAY:
        raise AnswerErrors([door.error("today", "not-a-date", today.isoformat())])
    if not isinstance(raw, Mapping):
        raise AnswerErrors([door.error("", "not-an-object", "")])
    given = dict(door.answers(raw))
    facts = gather(rulebook, given, today)
    door.check_order(given, facts)
    if door.errors:
        raise AnswerErrors(door.errors)
    return facts


@dataclass(frozen=True, slots=True)
class _Door:
    rulebook: Rulebook
    today: date
    say: Say
    errors: list[AnswerError] = field(default_factory=list)

    def answers(self, raw: Mapping[object, object]) -> Iterator[tuple[str, Value]]:
        """Yield the good answers and note the bad ones; blanks are not answers."""
        for id, value in raw.items():
            if id not in self.rulebook.questions:
                self.errors.append(self.error(str(id), "unknown-question", value))
                continue
            if value is None or value == "" or value == []:
                continue
            question = self.rulebook.questions[id]
            try:
                yield question.id, _take(question, value, self.today)
            except _Refused as refused:
                self.errors.append(self.error(question.id, str(refused), value))

    def check_order(self, given: Mapping[str, Value], facts: Facts) -> None:
        """Note the dates that lie before the date they must follow.

        Answers that are set aside are not looked at: nobody is shown them to mend.
        """
        in_use = {id: day for id, day in given.items() if facts[id] is not NOT_ASKED}
        for question in self.rulebook.questions.values():
            if question.id not in in_use or question.not_before not in in_use:
                continue
            day, earlier = in_use[question.id], in_use[question.not_before]
            if isinstance(day, date) and isinstance(earlier, date) and day < earlier:
                other = self._short(question.not_before)
                error = self.error(question.id, "dates-out-of-order", day, other)
                self.errors.append(error)

    def error(self, question: str, code: str, value: object, other: str = "") -> AnswerError:
        """Return the error in words, with what was typed made safe to show."""
        known = question in self.rulebook.questions
        options = self.rulebook.questions[question].options if known else ()
        text = self.say(
            f"error.{code}.text",
            question=self._short(question),
            value=shown(value),
            # Whoever can get an option wrong writes a file, and needs the ids.
            options=", ".join(options),
            other=other,
            limit=f"{AMOUNT_LIMIT:f}" if code == "too-large-amount" else str(TEXT_LIMIT),
        )
        return AnswerError(question=shown(question), code=code, text=text)

    def _short(self, question: str) -> str:
        if question == "today":
            return self.say("fact.today.name")
        known = question in self.rulebook.questions
        return self.say(f"question.{question}.short") if known else shown(question)


def shown(value: object) -> str:
    """Return what was typed, short and with nothing in it that could act or hide."""
    text = value if isinstance(value, str) else str(value)[: _SHOWN * 4]
    text = "".join("�" if forbidden(letter) else letter for letter in text[: _SHOWN + 1])
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _take(question: Question, value: object, today: date) -> Value:
    if value == UNSURE and (question.not_sure or question.for_letters):
        return UNKNOWN
    match question.kind:
        case Kind.CHOICE:
            return _choice(question, value)
        case Kind.CHOICES:
            return _choices(question, value)
        case Kind.DATE:
            return _date(question, value, today)
        case Kind.MONEY:
            return _money(question, value)
        case Kind.TEXT:
            return _text(value)


def _choice(question: Question, value: object) -> str:
    if isinstance(value, str) and value in question.options:
        return value
    raise _Refused("unknown-option")


def _choices(question: Question, value: object) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise _Refused("not-a-list")
    chosen = {_choice(question, one) for one in value}
    if question.exclusive in chosen and len(chosen) > 1:
        raise _Refused("exclusive-option")
    return tuple(option for option in question.options if option in chosen)


def _date(question: Question, value: object, today: date) -> date:
    day = _day(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise _Refused("not-a-date")
    if question.latest and day > today:
        raise _Refused("future-date")
    return day


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and len(value) <= TEXT_LIMIT:
        found = _DATE.fullmatch(_plain(value))
        if found:
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                pass
    raise _Refused("not-a-date")


def _money(question: Question, value: object) -> Decimal:
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or len(value) > TEXT_LIMIT:
        raise _Refused("not-an-amount")
    text = _UNIT.sub("", _UNIT.sub("", _plain(value)))
    if not _AMOUNT.fullmatch(text):
        raise _Refused("not-an-amount")
    amount = Decimal(text.replace(",", "")).quantize(Decimal("0.01"))
    if amount < 0 or not (amount or question.may_be_zero):
        raise _Refused("negative-amount")
    if amount > AMOUNT_LIMIT:
        raise _Refused("too-large-amount")
    return amount


def _text(value: object) -> Value:
    if not isinstance(value, str):
        raise _Refused("not-text")
    text = value.strip()
    if len(text) > TEXT_LIMIT:
        raise _Refused("too-long")
    if any(forbidden(letter) for letter in text):
        raise _Refused("bad-characters")
    return text if text else UNKNOWN


def _plain(value: str) -> str:
    """Return digits and signs in their half-width form, without spaces."""
    return "".join(unicodedata.normalize("NFKC", value).replace("−", "-").split())
