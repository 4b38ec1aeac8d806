"""What is asked for nothing: questions and options that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator

from checker.derive import AMOUNTS
from checker.errors import Problem
from checker.facts import available
from checker.model import Bar, Objection, Party, Rulebook, When
from checker.papers import LetterForm


def unread_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return the questions nothing reads, and the options nothing tells apart."""
    read = _read_values(rulebook)
    used = _used_elsewhere(rulebook)
    for question in rulebook.questions.values():
        if question.for_letters or question.id in used:
            continue
        values = read[question.id] if question.id in read else set()
        unread = [option for option in question.options if option not in values]
        if len(unread) == len(question.options):
            yield _problem(question.id, "nothing reads this question")
        elif len(unread) > 1:
            # One option may be "anything else"; two of that kind are the same option.
            listed = ", ".join(f"'{option}'" for option in unread)
            yield _problem(question.id, f"nothing tells these options apart: {listed}")


def _used_elsewhere(rulebook: Rulebook) -> set[str]:
    """Return the facts that are read as days or amounts rather than in rows."""
    used = {name for one in available(rulebook) for name in one.inputs}
    used |= {name for one in AMOUNTS.values() for name in one.inputs}
    used |= {rule.start for rule in rulebook.deadlines.values()}
    used |= {ground.law_at for ground in rulebook.grounds().values()}
    return used


def _read_values(rulebook: Rulebook) -> dict[str, set[str]]:
    read: dict[str, set[str]] = {}
    for when in _conditions(rulebook):
        for row in when:
            for fact, values in row.items():
                read.setdefault(fact, set()).update(values)
    return read


def _conditions(rulebook: Rulebook) -> Iterator[When]:
    yield rulebook.unlawful
    for question in rulebook.questions.values():
        yield question.ask_when
    for scenario in rulebook.scenarios.values():
        yield scenario.when
        for rule in (*scenario.ground, *scenario.bar):
            yield (*rule.when, *rule.unless)
    for route in rulebook.routes.values():
        yield (*route.when, *route.unless, *route.opens_when)
        for step in route.step:
            yield step.when
            yield step.unless
    for rule in _with_exceptions(rulebook):
        yield (*rule.when, *rule.unless)
    for rules in (rulebook.notices, rulebook.evidence, rulebook.warnings, rulebook.costs):
        for one in rules.values():
            yield one.when


def _with_exceptions(rulebook: Rulebook) -> Iterator[Bar | Objection | Party | LetterForm]:
    yield from rulebook.bars.values()
    yield from rulebook.letters.values()
    yield from rulebook.parties.values()
    for scenario in rulebook.scenarios.values():
        yield from scenario.objection


def _problem(question: str, problem: str) -> Problem:
    return Problem(file="questions.toml", entry=f"question '{question}'", problem=problem)
