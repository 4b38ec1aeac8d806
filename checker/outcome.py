"""What the findings come to, as something that routes, letters and warnings can ask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.facts import Case
from checker.findings import FAILS, HOLDS, OPEN
from checker.logic import Line, holds, judge
from checker.model import When
from checker.report import Finding, Reason, Value


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


def outlook(case: Case, findings: tuple[Finding, ...]) -> Outlook:
    """Return what the findings come to; the first state that applies."""
    outcome, deciding = next(_states(case, findings))
    holding = tuple(one.ground for one in findings if one.verdict is HOLDS)
    facts = {**case.facts, "findings": holding, "outcome": outcome}
    return Outlook(case, findings, outcome, _each_once(deciding), facts)


def _states(case: Case, findings: tuple[Finding, ...]) -> Iterator[tuple[str, Iterable[Reason]]]:
    unlawful = judge(case.rulebook.unlawful, case.facts)
    if case.rulebook.unlawful and unlawful.verdict is HOLDS:
        yield "unlawful", case.reasons(unlawful.lines)
    money = [one for one in findings if _asks_for_money(case, one)]
    for outcome, deciding in (
        ("owed", [one for one in money if one.verdict is HOLDS]),
        ("arguable", [one for one in money if one.verdict is OPEN and one.contested]),
        ("open", [one for one in money if one.verdict is OPEN]),
        ("due_later", [one for one in findings if _asks_otherwise(case, one, money)]),
    ):
        if deciding:
            yield outcome, _of(deciding)
    yield "unlikely", _of(one for one in findings if one.verdict is FAILS)


def _asks_for_money(case: Case, finding: Finding) -> bool:
    claims = case.rulebook.grounds()[finding.ground].claims
    return any(case.rulebook.claims[claim].money for claim in claims)


def _asks_otherwise(case: Case, finding: Finding, money: list[Finding]) -> bool:
    claims = case.rulebook.grounds()[finding.ground].claims
    return bool(claims) and finding not in money and finding.verdict is HOLDS


def _of(findings: Iterable[Finding]) -> Iterator[Reason]:
    return (reason for finding in findings for reason in finding.reasons)


def _each_once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple({reason.fact: reason for reason in reasons}.values())
