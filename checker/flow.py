"""The order of the questions: which apply, which is next, and every way through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

from checker.facts import Facts, applying
from checker.logic import judge, judge_line
from checker.model import UNSURE, Kind, Notice, Question, Rulebook, When
from checker.values import NOT_ASKED, UNKNOWN, Value, Verdict


def applies(question: Question, facts: Facts) -> bool:
    """Return whether the question is asked; only what holds for certain asks it."""
    return question.id in facts.asked


def asked(rulebook: Rulebook, facts: Facts) -> tuple[Question, ...]:
    """Return the questions that are asked of everybody with these facts, in order.

    Those after the verdict come last; the reader may stop before them.
    """
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


def paths(
    rulebook: Rulebook, today: date, *, to_verdict: bool = False
) -> tuple[dict[str, Value], ...]:
    """Return one case for every distinct sequence of questions.

    Only questions that guard others are varied, by one value of each kind
    that the guards tell apart; the others get their first option, or a plain
    day and amount. With *to_verdict*, what is asked after it is left out.
    """
    questions = [
        one
        for one in rulebook.questions.values()
        if not one.for_letters and not (to_verdict and one.after_verdict)
    ]
    choices = {one.id: _told_apart(one, questions, today) for one in questions}
    found: dict[tuple[str, ...], dict[str, Value]] = {}
    for given in _walk(questions, choices, {}, {}):
        found.setdefault(tuple(given), given)
    return tuple(found.values())


def _told_apart(question: Question, questions: list[Question], today: date) -> tuple[Value, ...]:
    """Return one value of each kind that the guards of the other questions tell apart."""
    rows = [row for one in questions for row in one.ask_when if question.id in row]
    kinds: dict[tuple[Verdict, ...], Value] = {}
    for value in possible(question, today):
        signature = tuple(judge_line(value, row[question.id]) for row in rows)
        kinds.setdefault(signature, value)
    return tuple(kinds.values())


def _walk(
    questions: list[Question],
    choices: dict[str, tuple[Value, ...]],
    facts: dict[str, Value],
    given: dict[str, Value],
) -> Iterator[dict[str, Value]]:
    """Yield the answers of every way through the remaining *questions*."""
    if not questions:
        yield given
        return
    question, *rest = questions
    verdict = applying(question, facts, given)
    if verdict is not Verdict.HOLDS:
        missing = NOT_ASKED if verdict is Verdict.FAILS else UNKNOWN
        yield from _walk(rest, choices, {**facts, question.id: missing}, given)
        return
    for value in choices[question.id]:
        answer = {question.id: value}
        yield from _walk(rest, choices, facts | answer, given | answer)


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
