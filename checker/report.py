"""Records of the result: what one case got."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from checker.consequences import Effect, FollowupResult, Sending
from checker.drafting import ConditionResult, FieldResult, LetterPart, MisroutingResult
from checker.values import Origin, Value, Verdict, plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A fact that decided, down to the answers it came from."""

    fact: str
    value: Value
    origin: Origin
    text: str  # the fact and its value in words
    inputs: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A provision in the version that was in force on the deciding day."""

    provision: str
    label: str  # 《…》第…条
    gist: str
    in_force_on: date
    version_from: date
    source: str
    checked: date
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Law or calendar data that is missing for the deciding day."""

    provision: str
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A ground with its verdict, its reasons and its law."""

    ground: str
    scenario: str
    verdict: Verdict
    contested: bool  # open because the law is unsettled, not because a fact is missing
    message: str
    reasons: tuple[Reason, ...]
    barred_by: tuple[str, ...] = ()
    bar_messages: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimResult:
    """Something to ask for, with its amount in yuan and how it was worked out."""

    claim: str
    grounds: tuple[str, ...]
    verdict: Verdict  # HOLDS when a ground holds, OPEN when one is open
    extra: bool  # comes on top of the money back, under conditions of its own
    message: str
    amount: Decimal | None
    working: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One rung of the ladder of amounts, in yuan, with the claims that make it up."""

    rung: str  # low | expected | high
    name: str
    text: str
    amount: Decimal
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CostResult:
    """What a way costs, in yuan, and how it was worked out."""

    cost: str
    text: str
    amount: Decimal
    working: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyResult:
    """Somebody who may owe it: on what footing, and what must be shown."""

    party: str
    verdict: Verdict  # HOLDS, or OPEN where the law or a fact leaves it open
    name: str
    owes: str
    shows: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionResult:
    """What the other side will say, the answer to it, and what defeats it."""

    objection: str
    says: str
    answer: str
    proof: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """One answer that would lead to another result."""

    fact: str
    value: Value
    state: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A fact worth finding out; those that move the result most come first."""

    fact: str
    question: str
    hint: str
    decides: tuple[str, ...]
    moves: str  # the results it could lead to, in words; empty when it changes none


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day, or the sentence that says why there is none."""

    rule: str
    last_day: date | None
    latest_day: date | None  # differs from last_day when the calendar is not published
    sure: bool
    suggested: bool
    supposed: bool  # runs from today only if the step is taken today; no day for a timetable
    passed: bool
    text: str
    note: str  # why the day is a range; empty when it is sure
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """One thing to do, maybe by a day, maybe with a letter."""

    step: str
    text: str
    deadlines: tuple[Deadline, ...]
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteEnd:
    """How a route may end, and the routes that come next."""

    outcome: str
    text: str
    next: tuple[str, ...]
    effect: Effect
    closes: bool  # the money is said to be back


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteResult:
    """A route that is open in this case."""

    route: str
    title: str
    text: str
    cost: str
    url: str
    order: int
    steps: tuple[StepResult, ...]
    asks: tuple[str, ...]
    outcomes: tuple[RouteEnd, ...]
    refusals: tuple[str, ...]
    excludes: tuple[str, ...]  # open routes that this one closes, by title
    parallel: tuple[str, ...]  # open routes that may run at the same time, by title
    why: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRoute:
    """A route that is not open yet, and what would open it."""

    route: str
    title: str
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeed:
    """Something to save, most fragile first."""

    item: str
    title: str
    proves: str
    how: str
    substitute: str
    fragile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter as sent (Chinese) and its English reading version."""

    form: str
    title: str
    where: str
    tone: str  # calm | firm, as it is written here
    tones: tuple[str, ...]  # those it can be written in
    length: str  # long | short, as it is written here
    lengths: tuple[str, ...]
    text: str
    reading: str
    parts: tuple[LetterPart, ...]  # joined by an empty line, they are the text
    blanks: tuple[str, ...]  # identity details the reader still has to fill in
    better_with: tuple[str, ...]  # questions whose answers it does without
    limit: int
    over_limit: int
    fields: tuple[FieldResult, ...]  # the form of the channel, field by field
    conditions: tuple[ConditionResult, ...]  # what the channel wants to be so
    misroutings: tuple[str, ...]  # of the report's, those whose words to keep out
    encloses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningResult:
    """Something said before everything else."""

    warning: str
    level: str
    title: str
    text: str
    why: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The answer in one sentence, and how sure it is in words."""

    state: str  # danger | unlawful | owed | arguable | open | due_later | unlikely
    text: str
    sure: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything assess() returns; the same input gives the same bytes."""

    rulebook: str
    law_checked: date
    assessed_on: date
    locale: str
    headline: Headline
    warnings: tuple[WarningResult, ...]
    scenarios: tuple[str, ...]
    findings: tuple[Finding, ...]
    parties: tuple[PartyResult, ...]
    claims: tuple[ClaimResult, ...]
    ladder: tuple[Rung, ...]
    costs: tuple[CostResult, ...]
    objections: tuple[ObjectionResult, ...]
    flips: tuple[Flip, ...]
    open_points: tuple[OpenPoint, ...]
    routes: tuple[RouteResult, ...]
    closed_routes: tuple[ClosedRoute, ...]
    evidence: tuple[EvidenceNeed, ...]
    letters: tuple[LetterDraft, ...]
    letter_law: tuple[Citation, ...]  # what the letters and their channels name, each once
    misroutings: tuple[MisroutingResult, ...]
    sendings: tuple[Sending, ...]
    followups: tuple[FollowupResult, ...]

    def to_json(self) -> str:
        """Return the report as stable JSON: sorted keys, no spaces, no escapes of Chinese."""
        return json.dumps(plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
