"""Last days of the case, from the rules of counting and the facts."""

from __future__ import annotations

from collections.abc import Iterator

from checker import law, periods
from checker.errors import LawGap
from checker.facts import Case, is_missing
from checker.model import DeadlineRule
from checker.report import Deadline


def deadlines(case: Case, rules: tuple[str, ...]) -> tuple[Deadline, ...]:
    """Return those of the deadlines that can be counted in this case."""
    return tuple(found for id in rules for found in _deadline(case, case.rulebook.deadlines[id]))


def _deadline(case: Case, rule: DeadlineRule) -> Iterator[Deadline]:
    """Yield the deadline; nothing when its start is unknown or its length not recorded."""
    start, law_day = case.facts[rule.start], case.facts[rule.law_at]
    if is_missing(start) or is_missing(law_day):
        return
    try:
        number = _number(case, rule, law_day)
    except LawGap:
        return
    last = periods.after(start, number, rule.counting, rolls=rule.rolls)
    citations, _ = law.cite(case.rulebook, rule.basis, law_day, case.locale)
    passed = last.latest < case.today
    yield Deadline(
        rule=rule.id,
        last_day=last.earliest,
        latest_day=last.latest,
        sure=last.sure,
        suggested=rule.suggested,
        supposed=rule.start == "today" and not rule.suggested,
        passed=passed,
        text=_text(case, rule, last, passed),
        note="" if last.sure else case.say("gap.calendar", year=last.unpublished),
        citations=citations,
    )


def _number(case: Case, rule: DeadlineRule, day) -> int:
    literal = rule.period.split()[0]
    if literal.isdecimal():
        return int(literal)
    return law.InForce(case.rulebook, day).whole(rule.period)


def _text(case: Case, rule: DeadlineRule, last: periods.LastDay, passed: bool) -> str:
    if passed:
        return case.say(f"deadline.{rule.id}.passed", last_day=last.latest)
    if last.sure:
        return case.say(f"deadline.{rule.id}.sure", last_day=last.earliest)
    return case.say(f"deadline.{rule.id}.unsure", last_day=last.earliest, latest_day=last.latest)
