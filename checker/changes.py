"""What would change the result: single answers that flip it, and what is worth finding out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from checker.claims import main_amount
from checker.facts import Case, gather
from checker.findings import OPEN, decide
from checker.flow import possible
from checker.model import Kind, Question
from checker.outcome import state
from checker.report import Finding, Flip, OpenPoint, Reason
from checker.values import UNKNOWN, Value

_DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case comes to: its state, and the main amount where one can be named."""

    state: str
    amount: Decimal | None


def flips(case: Case, given: Mapping[str, Value]) -> tuple[Flip, ...]:
    """Return every single answer that would lead to another state, in asking order.

    Answers nobody can be mistaken about are left alone, and so are answers
    that only lead to more questions.
    """
    now = standing(case, given).state
    found = []
    for question in case.rulebook.questions.values():
        if question.id not in given or not _mistakable(question):
            continue
        if given[question.id] in question.certain:
            continue
        for value in _others(question, given[question.id], case):
            then = standing(case, {**given, question.id: value}).state
            if then not in (now, "open"):
                found.append(_flip(case, question.id, value, then))
    return tuple(found)


def _mistakable(question: Question) -> bool:
    """Return whether somebody can be mistaken about it; nobody is about a danger sign."""
    return question.not_sure and not question.after_verdict and question.kind is Kind.CHOICE


def open_points(
    case: Case, given: Mapping[str, Value], findings: tuple[Finding, ...]
) -> tuple[OpenPoint, ...]:
    """Return the questions without an answer that something hangs on.

    Those that could lead to the most different results come first, then
    those that could lead to the most different amounts, each in asking order.
    """
    decides = _decides(findings)
    points = []
    for id in case.rulebook.questions:
        if id not in case.facts.asked or case.facts[id] is not UNKNOWN:
            continue
        standings = _moves(case, given, id)
        states = tuple(dict.fromkeys(one.state for one in standings))
        if id in decides or len(standings) > 1:
            # A day cannot be tried; it counts like a choice that leads to one result.
            rank = (-max(1, len(states)), -max(1, len(standings)))
            points.append((rank, _point(case, id, decides, states)))
    return tuple(point for _, point in sorted(points, key=lambda one: one[0]))


def _point(
    case: Case, id: str, decides: dict[str, tuple[str, ...]], states: tuple[str, ...]
) -> OpenPoint:
    words = case.say("reason.join").join(case.say(f"flip.state.{one}") for one in states)
    return OpenPoint(
        fact=id,
        question=case.say(f"question.{id}.ask"),
        hint=case.say(f"question.{id}.help"),
        decides=decides[id] if id in decides else (),
        moves=case.say("flip.moves", states=words) if len(states) > 1 else "",
    )


def _decides(findings: tuple[Finding, ...]) -> dict[str, tuple[str, ...]]:
    """Return the grounds that hang on each missing fact."""
    found: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        if finding.verdict is OPEN and not finding.contested:
            for fact in dict.fromkeys(_unknown(finding.reasons)):
                found[fact] = (*found.get(fact, ()), finding.ground)
    return found


def _unknown(reasons: tuple[Reason, ...]) -> Iterator[str]:
    for reason in reasons:
        if reason.value is UNKNOWN:
            yield reason.fact
            yield from _unknown(reason.inputs)


def _moves(case: Case, given: Mapping[str, Value], fact: str) -> tuple[Standing, ...]:
    """Return the different standings to which an answer still missing could lead."""
    question = case.rulebook.questions[fact]
    values = _others(question, UNKNOWN, case)
    return tuple(dict.fromkeys(standing(case, {**given, fact: value}) for value in values))


def standing(case: Case, given: Mapping[str, Value]) -> Standing:
    """Return what the case would come to with these answers, without any words."""
    tried = replace(case, facts=gather(case.rulebook, given, case.today), say=_silent)
    judged = [(one.ground, one.verdict, one.contested) for one in decide(tried)]
    danger = tried.rulebook.danger
    if any(ground.id == danger and verdict == "holds" for ground, verdict, _ in judged):
        return Standing(_DANGER, None)
    found, deciding = state(tried, judged)
    return Standing(found, main_amount(tried, found, [judged[place][0] for place in deciding]))


def _others(question: Question, value: Value, case: Case) -> Iterator[Value]:
    if question.options:
        yield from (one for one in possible(question, case.today) if one not in (value, UNKNOWN))


def _flip(case: Case, fact: str, value: Value, then: str) -> Flip:
    text = case.say(
        "flip.text",
        name=case.say(f"question.{fact}.short"),
        value=case.words(fact, value),
        state=case.say(f"flip.state.{then}"),
    )
    return Flip(fact=fact, value=value, state=then, text=text)


def _silent(key: str, **values: object) -> str:
    return key
