"""The order of the questions: which apply, which is next, and every way through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

from checker.facts import Facts, gather
from checker.logic import judge
from checker.model import UNSURE, Kind, Notice, Question, Rulebook, When
from checker.report import UNKNOWN, Value, Verdict


def applies(question: Question, facts: Facts) -> bool:
    """Return whether the question is asked; only what holds for certain asks it."""
    return question.id in facts.asked


def asked(rulebook: Rulebook, facts: Facts) -> tuple[Question, ...]:
    """Return the questions that are asked of everybody with these facts, in order."""
    return tuple(
        question
        for question in rulebook.questions.values()
        if applies(question, facts) and not question.for_letters
    )


def notices_after(rulebook: Rulebook, question: Question, facts: Facts) -> tuple[Notice, ...]:
    """Return the notices shown once *question* is answered."""
    return tuple(
        notice
        for notice in rulebook.notices.values()
        if notice.after == question.id and judge(notice.when, facts).verdict is Verdict.HOLDS
    )


def paths(rulebook: Rulebook, today: date) -> tuple[dict[str, Value], ...]:
    """Return one case for every distinct sequence of questions.

    Only questions that guard others are varied; the others get their first
    option, or a plain day and amount.
    """
    guards = {fact for one in rulebook.questions.values() for row in one.ask_when for fact in row}
    found: dict[tuple[str, ...], dict[str, Value]] = {}
    for given in _walk(rulebook, today, guards, {}):
        sequence = tuple(one.id for one in asked(rulebook, gather(rulebook, given, today)))
        found.setdefault(sequence, given)
    return tuple(found.values())


def _walk(
    rulebook: Rulebook, today: date, guards: set[str], given: Mapping[str, Value]
) -> Iterator[dict[str, Value]]:
    pending = [
        one for one in asked(rulebook, gather(rulebook, given, today)) if one.id not in given
    ]
    if not pending:
        yield dict(given)
        return
    question = pending[0]
    values = possible(question, today)
    for value in values if question.id in guards else values[:1]:
        yield from _walk(rulebook, today, guards, {**given, question.id: value})


def possible(question: Question, today: date) -> tuple[Value, ...]:
    """Return the values a question can take, each option alone, 不清楚 last."""
    plain: dict[Kind, tuple[Value, ...]] = {
        Kind.CHOICE: question.options,
        Kind.CHOICES: tuple((option,) for option in question.options),
        Kind.DATE: (today - timedelta(days=1),),
        Kind.MONEY: (Decimal("128.00"),),
        Kind.TEXT: ("星河卡券",),
    }
    return (*plain[question.kind], UNKNOWN) if question.not_sure else plain[question.kind]


def form_plan(rulebook: Rulebook) -> dict[str, object]:
    """Return what the page needs to ask the questions, as JSON values.

    ``questions`` and ``notices`` are in order; ``ask_when`` and ``when`` are
    lists of rows, in which ``"?"`` stands for 不清楚.
    """
    return {
        "version": rulebook.version,
        "unsure": UNSURE,
        "questions": [_plan(question) for question in rulebook.questions.values()],
        "notices": [_plan(notice) for notice in rulebook.notices.values()],
    }


def _plan(record: Question | Notice) -> dict[str, object]:
    return {field.name: _json(getattr(record, field.name)) for field in fields(record)}


def _json(value: str | bool | tuple[str, ...] | When) -> object:
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    if isinstance(value, dict):
        return {fact: list(values) for fact, values in value.items()}
    return value.value if isinstance(value, Kind) else value
