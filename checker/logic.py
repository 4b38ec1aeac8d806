"""Judging rows of facts: three answers, with the lines that decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from checker.model import UNSURE, Row, When
from checker.values import NOT_ASKED, UNKNOWN, Value, Verdict

Line: TypeAlias = tuple[str, tuple[str, ...]]
"""A fact and its allowed values."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict and the lines that led to it."""

    verdict: Verdict
    lines: tuple[Line, ...] = ()


def judge(when: When, facts: Mapping[str, Value]) -> Judgement:
    """Return whether any of the rows holds.

    For *holds* the lines are those of the winning row, for *open* the unknown
    ones, for *fails* those that broke each row. No rows hold always.
    """
    if not when:
        return Judgement(Verdict.HOLDS)
    rows = [judge_row(row, facts) for row in when]
    for verdict in (Verdict.HOLDS, Verdict.OPEN):
        fitting = [row for row in rows if row.verdict is verdict]
        if fitting:
            deciding = fitting[:1] if verdict is Verdict.HOLDS else fitting
            return Judgement(verdict, _together(deciding))
    return Judgement(Verdict.FAILS, _together(rows))


def verdict_of(when: When, facts: Mapping[str, Value]) -> Verdict:
    """Return the verdict of judge() alone, for the many places that ask for no reasons."""
    found = Verdict.FAILS if when else Verdict.HOLDS
    for row in when:
        verdict = _row_verdict(row, facts)
        if verdict is Verdict.HOLDS:
            return verdict
        if verdict is Verdict.OPEN:
            found = verdict
    return found


def _row_verdict(row: Row, facts: Mapping[str, Value]) -> Verdict:
    found = Verdict.HOLDS
    for fact, allowed in row.items():
        verdict = judge_line(facts[fact], allowed)
        if verdict is Verdict.FAILS:
            return verdict
        if verdict is Verdict.OPEN:
            found = verdict
    return found


def judge_row(row: Row, facts: Mapping[str, Value]) -> Judgement:
    """Return whether every line of the row holds."""
    lines = {line: judge_line(facts[line[0]], line[1]) for line in row.items()}
    for verdict in (Verdict.FAILS, Verdict.OPEN):
        deciding = tuple(line for line, found in lines.items() if found is verdict)
        if deciding:
            return Judgement(verdict, deciding)
    return Judgement(Verdict.HOLDS, tuple(lines))


def judge_line(value: Value, allowed: tuple[str, ...]) -> Verdict:
    """Return whether *value* is, or contains, an allowed value."""
    # A question that did not apply fails the row; one not yet answered opens it.
    # Mixing the two up would turn "we have not asked" into "no".
    if value is NOT_ASKED:
        return Verdict.FAILS
    if value is UNKNOWN:
        return Verdict.HOLDS if UNSURE in allowed else Verdict.OPEN
    values = value if isinstance(value, tuple) else (value,)
    return Verdict.HOLDS if any(one in allowed for one in values) else Verdict.FAILS


def holds(when: When, facts: Mapping[str, Value], unless: When = ()) -> bool:
    """Return whether the rows hold for certain and no row of *unless* does."""
    if unless and verdict_of(unless, facts) is Verdict.HOLDS:
        return False
    return verdict_of(when, facts) is Verdict.HOLDS


def _together(judgements: Iterable[Judgement]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(line for judged in judgements for line in judged.lines))
