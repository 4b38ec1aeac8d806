"""Cases of the real rulebook for tests that try many, and both cores to try them on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import cache
from typing import TypeVar

import checker
from checker import flow
from checker.facts import Case, Facts, gather
from checker.findings import find
from checker.model import Kind, Question, Rulebook
from checker.outcome import Outlook, outlook
from checker.values import UNKNOWN, Value
from checker.wording import voice

TODAY = date(2026, 11, 23)
Item = TypeVar("Item")
Found = TypeVar("Found")


def book() -> Rulebook:
    """Return the real rulebook."""
    return checker.load_rulebook()


def spread(function: Callable[[Item], Found], items: Iterable[Item]) -> list[Found]:
    """Return what *function* gives for each item, worked out on both cores."""
    book()  # read once, before the process is doubled
    with ProcessPoolExecutor(2) as pool:
        return list(pool.map(function, items, chunksize=4))


def raw(given: dict[str, Value]) -> dict[str, object]:
    """Return the values as a person would send them."""
    return {id: "?" if value is UNKNOWN else value for id, value in given.items()}


@cache
def paths() -> tuple[dict[str, Value], ...]:
    """Return one case for each sequence of questions."""
    return flow.paths(book(), TODAY)


def any_value(question: Question, chance: random.Random, today: date = TODAY) -> Value:
    """Return some answer to a question; of several that can be chosen, sometimes two."""
    if question.kind is Kind.CHOICES and chance.random() < 0.2:
        others = [one for one in question.options if one != question.exclusive]
        two = chance.sample(others, 2)
        return tuple(one for one in question.options if one in two)
    if question.kind is Kind.DATE:
        days = chance.choice((0, 1, 6, 7, 8, 40, 95, 200, 400, 1100, 1400))
        day = today - timedelta(days)
        if not question.latest and chance.random() < 0.5:
            day = today + timedelta(10)
        return UNKNOWN if question.not_sure and chance.random() < 0.1 else day
    if question.kind is Kind.MONEY and chance.random() < 0.5:
        return flow.possible(question, today)[0] * chance.randint(1, 2000)
    return chance.choice(flow.possible(question, today))


def any_case(chance: random.Random, answered: float = 0.9, today: date = TODAY) -> dict[str, Value]:
    """Return answers to questions that are asked, some of them left out, in days that fit."""
    given = {
        one.id: any_value(one, chance, today)
        for one in book().questions.values()
        if not one.for_letters and chance.random() < answered
    }
    return asked_only(in_order(given), today)


def in_order(given: dict[str, Value]) -> dict[str, Value]:
    """Return the answers with no day before the one that it must follow."""
    for question in book().questions.values():
        day, earlier = given.get(question.id), given.get(question.not_before)
        if isinstance(day, date) and isinstance(earlier, date) and day < earlier:
            given = {**given, question.id: earlier}
    return given


def asked_only(given: dict[str, Value], today: date = TODAY) -> dict[str, Value]:
    """Return the answers without those that are set aside."""
    facts = gather(book(), given, today)
    return {id: value for id, value in given.items() if id in facts.asked}


def facts_of(given: dict[str, Value], today: date = TODAY) -> Facts:
    """Return the facts that follow from the answers."""
    return gather(book(), given, today)


def case_of(given: dict[str, Value], today: date = TODAY, locale: str = "zh") -> Case:
    """Return the case with these answers."""
    return Case(book(), facts_of(given, today), locale, voice(book(), locale, today))


def outlook_of(given: dict[str, Value], today: date = TODAY) -> Outlook:
    """Return what the findings of the case come to."""
    case = case_of(given, today)
    return outlook(case, find(case))


def shown(given: dict[str, Value]) -> str:
    """Return the answers in one line, as a failure names them."""
    return ", ".join(f"{id}={_shown(value)}" for id, value in given.items())


def _shown(value: Value) -> str:
    if isinstance(value, tuple):
        return "+".join(value)
    return "?" if value is UNKNOWN else str(value)
