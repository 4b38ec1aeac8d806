"""The facts of one case: answered, derived, and why each has its value."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from checker.derive import DERIVED, Derived
from checker.errors import LawGap
from checker.law import InForce
from checker.logic import Line, judge, verdict_of
from checker.model import UNSURE, Question, Row, Rulebook, When
from checker.report import Reason
from checker.values import NOT_ASKED, UNKNOWN, Missing, Origin, Value, Verdict

Say: TypeAlias = Callable[..., str]
"""Takes the key of a sentence and its values; returns the sentence."""


@dataclass(frozen=True, slots=True)
class Facts(Mapping[str, Value]):
    """Every fact of a case by name; unknown and not asked are values too."""

    by_name: dict[str, Value]
    for_rules: dict[str, Value]  # the same; what is asked later and has no answer is not asked
    asked: frozenset[str]  # the questions that apply, answered or not
    gaps: dict[str, LawGap]  # derived facts that are unknown because law data is missing

    def __getitem__(self, name: str) -> Value:
        return self.by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def __len__(self) -> int:
        return len(self.by_name)


def gather(rulebook: Rulebook, given: Mapping[str, Value], today: date) -> Facts:
    """Return the facts that follow from the answers *given*.

    Answers to questions that do not apply are set aside: the engine does not see them.
    """
    values: dict[str, Value] = {"today": today}
    asked = set()
    for question in rulebook.questions.values():
        applies = applying(question, values, asked)
        if applies is Verdict.HOLDS:
            asked.add(question.id)
        values[question.id] = _answer(question, applies, given)
    gaps: dict[str, LawGap] = {}
    for derived in available(rulebook):
        try:
            values[derived.id] = work_out(derived, values, rulebook)
        except LawGap as gap:
            gaps[derived.id] = gap
            values[derived.id] = UNKNOWN
    return Facts(values, _for_rules(rulebook, values), frozenset(asked), gaps)


def _for_rules(rulebook: Rulebook, values: dict[str, Value]) -> dict[str, Value]:
    """Return the facts as rules see them: an answer still to come leaves nothing open."""
    unanswered = {id: NOT_ASKED for id in _later(rulebook) if values[id] is UNKNOWN}
    return values | unanswered


@lru_cache(maxsize=8)
def _later(rulebook: Rulebook) -> tuple[str, ...]:
    return tuple(one.id for one in rulebook.questions.values() if one.after_verdict)


def applying(question: Question, values: Mapping[str, Value], asked: Collection[str]) -> Verdict:
    """Return whether a question applies, from the facts of those above it.

    不清楚 counts only where it could be answered: in a question that was *asked*.
    """
    rows: When = tuple(_answerable(row, asked) for row in question.ask_when)
    return verdict_of(rows, values)


def _answerable(row: Row, asked: Collection[str]) -> Row:
    """Return the row, without 不清楚 for questions that were not asked."""
    if all(fact in asked or UNSURE not in allowed for fact, allowed in row.items()):
        return row
    return {
        fact: allowed if fact in asked else tuple(one for one in allowed if one != UNSURE)
        for fact, allowed in row.items()
    }


def _answer(question: Question, applies: Verdict, given: Mapping[str, Value]) -> Value:
    if applies is Verdict.FAILS:
        return NOT_ASKED
    # While it is open whether the question applies, its fact is as unknown as
    # the answer it hangs on.
    if applies is Verdict.OPEN or question.id not in given:
        return UNKNOWN
    return given[question.id]


@lru_cache(maxsize=8)
def available(rulebook: Rulebook) -> tuple[Derived, ...]:
    """Return the derived facts whose inputs this rulebook asks for."""
    return tuple(one for one in DERIVED.values() if _has(rulebook, one))


def _has(rulebook: Rulebook, derived: Derived) -> bool:
    return all(name == "today" or name in rulebook.questions for name in derived.inputs)


def work_out(derived: Derived, values: Mapping[str, Value], rulebook: Rulebook) -> Value:
    """Return the value of a derived fact or amount; missing when an input is.

    Raises:
        LawGap: a parameter it reads is not recorded for the day.
    """
    inputs = {name: values[name] for name in derived.inputs}
    for missing in (NOT_ASKED, UNKNOWN):
        if missing in inputs.values():
            return missing
    arguments = {name: inputs[name] for name in derived.parameters}
    if derived.law_at:
        arguments["law"] = InForce(rulebook, values[derived.law_at])
    return derived.function(**arguments)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the later stages need: rules, facts, language, and words as a function."""

    rulebook: Rulebook
    facts: Facts
    locale: str
    say: Say

    @property
    def today(self) -> date:
        """The day of the check."""
        return self.facts["today"]

    def reasons(self, lines: Iterable[Line]) -> tuple[Reason, ...]:
        """Return one reason for each fact in *lines*."""
        return tuple(self.reason(fact) for fact in dict.fromkeys(fact for fact, _ in lines))

    def reason(self, fact: str) -> Reason:
        """Return why *fact* has its value, down to answers and the clock."""
        value = self.facts[fact]
        return Reason(
            fact=fact,
            value=value,
            origin=self._origin(fact),
            text=self._text(fact, value),
            inputs=self._inputs(fact),
        )

    def _origin(self, fact: str) -> Origin:
        if fact == "today":
            return Origin.CLOCK
        return Origin.ANSWER if fact in self.rulebook.questions else Origin.DERIVED

    def _inputs(self, fact: str) -> tuple[Reason, ...]:
        if fact in DERIVED:
            return tuple(self.reason(name) for name in DERIVED[fact].inputs)
        if fact in self.rulebook.questions and fact not in self.facts.asked:
            return self.reasons(judge(self.rulebook.questions[fact].ask_when, self.facts).lines)
        return ()

    def _text(self, fact: str, value: Value) -> str:
        asked = fact in self.rulebook.questions
        name = self.say(f"question.{fact}.short" if asked else f"fact.{fact}.name")
        if value is UNKNOWN:
            return self.say("reason.unknown", name=name)
        if value is NOT_ASKED:
            return self.say("reason.not_asked", name=name)
        return self.say("reason.line", name=name, value=self.words(fact, value))

    def words(self, fact: str, value: Value) -> object:
        """Return a known value in words; days and amounts are left for the sentence to print."""
        if fact in DERIVED:
            return self.say(f"fact.{fact}.value.{value}")
        if fact == "today" or not self.rulebook.questions[fact].options:
            return value
        chosen = value if isinstance(value, tuple) else (value,)
        return self.say("reason.join").join(
            self.say(f"question.{fact}.option.{option}") for option in chosen
        )


def is_missing(value: object) -> bool:
    """Return whether a fact has no value, for either of the two reasons."""
    return isinstance(value, Missing)
