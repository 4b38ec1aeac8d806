"""What something that happened means for the answers of a case."""

from __future__ import annotations

from collections.abc import Iterable

from checker.consequences import Effect, Setting
from checker.facts import Case, Facts, gather, is_missing
from checker.followups import Change
from checker.model import Kind, Question
from checker.outcome import Outlook
from checker.values import UNKNOWN, Value


def effect(outlook: Outlook, changes: Iterable[Change]) -> Effect:
    """Return the answers to put in place, and those that stay because they are further on.

    Questions that are not asked in this case are left alone.
    """
    case, facts = outlook.case, outlook.case.facts
    sets, stays = [], []
    for change in changes:
        if change.fact not in facts.asked and any(one.new for one in sets):
            facts = _after(case, sets)  # an earlier change may be what the question waits for
        if change.fact not in facts.asked or not outlook.holds(change.when):
            continue
        question, now = case.rulebook.questions[change.fact], facts[change.fact]
        value = _added(question, now, change.value)
        if now in (UNKNOWN, value) or question.kind is Kind.CHOICES or now in change.over:
            new = now != value
            sets.append(Setting(fact=question.id, value=value, day=change.day, new=new))
        else:
            stays.append(case.say(f"question.{question.id}.short"))
    return Effect(sets=tuple(sets), stays=tuple(stays))


def _after(case: Case, sets: Iterable[Setting]) -> Facts:
    given = {id: case.facts[id] for id in case.facts.asked if case.facts[id] is not UNKNOWN}
    changed = given | {one.fact: one.value for one in sets}
    return gather(case.rulebook, changed, case.today)


def _added(question: Question, now: Value, value: str) -> Value:
    """Return the answer with the change in it; what excludes other choices goes."""
    if question.kind is not Kind.CHOICES:
        return value
    chosen = {value} if is_missing(now) else {*now, value} - {question.exclusive}
    return tuple(option for option in question.options if option in chosen)
