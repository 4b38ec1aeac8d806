"""What came of all cases together, as one page of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from checker.batch.item import Done
from checker.batch.reading import Survey
from checker.batch.table import PROBLEMS, fault
from checker.facts import Say
from checker.messages import STATES
from checker.model import Rulebook

SOON = 14  # days
LISTED = 50
"""Lines of a list; all of them are in the tables."""


@dataclass(slots=True)
class Tally:
    """Counts while cases come in; holds as much for ten thousand as for a hundred."""

    cases: int = 0
    bad: int = 0
    again: int = 0  # done in an earlier run
    kept: int = 0  # texts changed by hand that were put aside
    older: int = 0  # saved with another version of the rules
    states: Counter[str] = field(default_factory=Counter)
    scenarios: Counter[str] = field(default_factory=Counter)
    paid: Decimal = Decimal("0.00")
    paying: int = 0
    amount: Decimal = Decimal("0.00")
    claiming: int = 0
    due: list[tuple[str, int, str, str]] = field(default_factory=list)
    due_soon: int = 0
    problems: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, done: Done, today: date) -> None:
        """Count one case."""
        self.cases += 1
        self.kept += done.kept
        if done.result is None:
            self.bad += 1
            room = LISTED - len(self.problems)
            self.problems += [(done.place, done.code, *_said(one)) for one in done.faults[:room]]
            return
        result = done.result
        self.again += not done.fresh
        self.older += bool(result.saved_with)
        self.states[result.state] += 1
        self.scenarios.update(result.scenarios)
        if result.paid:
            self.paying += 1
            self.paid += Decimal(result.paid)
        if result.amount:
            self.claiming += 1
            self.amount += Decimal(result.amount)
        if result.due_on and result.due_on <= (today + timedelta(days=SOON)).isoformat():
            self.due_soon += 1
            self.due = sorted([*self.due, (result.due_on, self.cases, done.code, result.due)])
            del self.due[LISTED:]


def _said(one) -> tuple[str, str]:
    return one.column, one.text


def summary(tally: Tally, found: Survey, rulebook: Rulebook, today: date, say: Say) -> str:
    """Return the page on the cases that were found and counted."""
    return "\n".join(_lines(tally, found, rulebook, today, say)) + "\n"


def _lines(tally: Tally, found: Survey, rulebook: Rulebook, today: date, say: Say) -> Iterator[str]:
    def told(slot: str, **values: object) -> str:
        return say(f"cli.batch.summary.{slot}", **values)

    yield f"# {told('title')}\n"
    yield f"- {told('day', day=today, version=rulebook.version, checked=rulebook.law_checked)}"
    yield f"- {told('cases', cases=tally.cases, good=tally.cases - tally.bad, bad=tally.bad)}"
    yield f"- {told('paid', amount=tally.paid, count=tally.paying)}"
    yield f"- {told('amount', amount=tally.amount, count=tally.claiming)}"
    if tally.older:
        yield f"- {told('older', count=tally.older)}"
    for slot in ("without_answers", "without_code"):
        passed = getattr(found, slot)
        if passed:
            rows = say("reason.join").join(map(str, passed[:LISTED]))
            yield f"- {told(slot, count=len(passed), rows=rows)}"
    yield f"\n## {told('verdicts')}\n"
    for state in STATES:
        yield f"- {told('line', name=say(f'flip.state.{state}'), count=tally.states[state])}"
    yield f"\n## {told('scenarios')}\n"
    for id in rulebook.scenarios:
        if tally.scenarios[id]:
            name = say(f"scenario.{id}.title")
            yield f"- {told('line', name=name, count=tally.scenarios[id])}"
    yield from _due(tally, say)
    yield from _problems(tally, say)
    yield f"\n{told('footer')}"


def _due(tally: Tally, say: Say) -> Iterator[str]:
    yield f"\n## {say('cli.batch.summary.due', days=SOON)}\n"
    if not tally.due:
        yield say("cli.batch.summary.no_due")
    for day, _, code, text in tally.due:
        yield f"- {say('cli.batch.summary.due_line', day=day, case=plain(code), text=text)}"
    if tally.due_soon > len(tally.due):
        yield f"- {say('cli.batch.summary.more_due', count=tally.due_soon - len(tally.due))}"


def _problems(tally: Tally, say: Say) -> Iterator[str]:
    if not tally.bad:
        return
    yield f"\n## {say('cli.batch.summary.problems', count=tally.bad)}\n"
    for place, code, column, text in tally.problems:
        names = {"place": plain(place), "case": plain(code)}
        line = say("cli.batch.summary.problem", **names, text=fault(column, text, say))
        yield f"- {line}"
    yield f"\n{say('cli.batch.summary.all_problems', file=PROBLEMS)}"


def plain(text: str) -> str:
    """Return a name that people chose without signs that would act in a page made of this text."""
    return "".join(f"\\{mark}" if mark in "\\`*_[]<>#|!" else mark for mark in text)
