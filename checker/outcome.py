"""What the findings come to, as something that routes, letters and warnings can ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from checker.facts import Case
from checker.findings import FAILS, HOLDS, OPEN
from checker.logic import Line, holds, judge
from checker.model import Ground, When
from checker.report import Finding, Reason
from checker.values import Value, Verdict


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case with its findings and what they come to."""

    case: Case
    findings: tuple[Finding, ...]
    outcome: str  # unlawful | owed | arguable | open | due_later | unlikely
    deciding: tuple[Reason, ...]  # why the outcome is what it is
    facts: dict[str, Value]  # the case's facts, and ``findings`` and ``outcome``

    def holds(self, when: When, unless: When = ()) -> bool:
        """Return whether the rows hold for certain."""
        return holds(when, self.facts, unless)

    def why(self, when: When) -> tuple[Reason, ...]:
        """Return what made the rows hold, down to answers; the clock when nothing had to."""
        reasons = self._reasons(judge(when, self.facts).lines)
        return _each_once(reasons) or (self.case.reason("today"),)

    def _reasons(self, lines: Iterable[Line]) -> Iterator[Reason]:
        for fact, allowed in lines:
            if fact == "outcome":
                yield from self.deciding
            elif fact == "findings":
                named = [one for one in self.findings if one.ground in allowed]
                yield from _of([one for one in named if one.verdict is HOLDS])
            else:
                yield self.case.reason(fact)

    @property
    def in_danger(self) -> bool:
        """Whether the ground that turns the result into a warning holds."""
        return self.case.rulebook.danger in self.facts["findings"]


Judged: TypeAlias = tuple[Ground, Verdict, bool]
"""A ground, its verdict, and whether only the law leaves it open."""


def outlook(case: Case, findings: tuple[Finding, ...]) -> Outlook:
    """Return what the findings come to; the first state that applies."""
    grounds = case.rulebook.grounds()
    judged = [(grounds[one.ground], one.verdict, one.contested) for one in findings]
    outcome, places = state(case, judged)
    unlawful = judge(case.rulebook.unlawful, case.facts)
    deciding = (
        case.reasons(unlawful.lines)
        if outcome == "unlawful"
        else _of(findings[place] for place in places)
    )
    holding = tuple(one.ground for one in findings if one.verdict is HOLDS)
    facts = {**case.facts, "findings": holding, "outcome": outcome}
    return Outlook(case, findings, outcome, _each_once(deciding), facts)


def state(case: Case, judged: Sequence[Judged]) -> tuple[str, list[int]]:
    """Return the state of a case with these grounds, and the places of those that decided."""
    unlawful = case.rulebook.unlawful
    if unlawful and judge(unlawful, case.facts).verdict is HOLDS:
        return "unlawful", []
    claims = case.rulebook.claims
    money, other = [], []
    for place, (ground, verdict, _) in enumerate(judged):
        wanted = [claims[id] for id in ground.claims]
        if any(claim.money and not claim.extra for claim in wanted):
            money.append(place)
        elif wanted and verdict is HOLDS:
            other.append(place)
    for outcome, deciding in (
        ("owed", [one for one in money if judged[one][1] is HOLDS]),
        ("arguable", [one for one in money if judged[one][1] is OPEN and judged[one][2]]),
        ("open", [one for one in money if judged[one][1] is OPEN]),
        ("due_later", other),
    ):
        if deciding:
            return outcome, deciding
    return "unlikely", [place for place, one in enumerate(judged) if one[1] is FAILS]


def _of(findings: Iterable[Finding]) -> Iterator[Reason]:
    return (reason for finding in findings for reason in finding.reasons)


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple({reason.fact: reason for reason in reasons}.values())
