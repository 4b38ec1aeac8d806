"""References of claims, parties, routes, letters and the rest of the advice, when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checker.checking import Checking, id_problems, known, problem
from checker.derive import AMOUNTS
from checker.errors import Problem
from checker.model import Counting, DeadlineRule, Route, Rulebook
from checker.papers import LetterForm

LITERAL = re.compile(r"(\d+) (days|working-days|months|years)")


def advice_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return what leads nowhere in everything that follows from findings."""
    check = _Advice(Checking(rulebook))
    yield from check.money()
    yield from check.parties()
    for route in rulebook.routes.values():
        yield from check.route(route)
    yield from check.papers()
    yield from check.deadlines()


@dataclass(frozen=True, slots=True)
class _Advice:
    check: Checking

    def money(self) -> Iterator[Problem]:
        book = self.check.rulebook
        for claim in book.claims.values():
            entry = f"claim '{claim.id}'"
            if claim.amount:
                yield from known("claims.toml", entry, "amount", [claim.amount], AMOUNTS)
            if claim.amount and not claim.money:
                yield problem("claims.toml", entry, "it has an amount but does not ask for money")
        for cost in book.costs.values():
            entry = f"cost '{cost.id}'"
            yield from known("claims.toml", entry, "amount", [cost.amount], AMOUNTS)
            yield from self.check.rows("claims.toml", entry, cost.when, advice=True)
            yield from self.check.basis("claims.toml", entry, cost.basis, cost.law_at)

    def parties(self) -> Iterator[Problem]:
        for party in self.check.rulebook.parties.values():
            entry = f"party '{party.id}'"
            yield from id_problems("parties.toml", entry, party.id)
            rows = (*party.when, *party.unless)
            yield from self.check.rows("parties.toml", entry, rows, advice=True)
            yield from self.check.basis("parties.toml", entry, party.basis, party.law_at)

    def route(self, route: Route) -> Iterator[Problem]:
        book, file = self.check.rulebook, f"routes/{route.id}.toml"
        yield from id_problems(file, "", route.id)
        rows = (*route.when, *route.unless, *route.opens_when)
        yield from self.check.rows(file, "", rows, advice=True)
        yield from self.check.basis(file, "", route.basis, route.law_at)
        others = (*route.excludes, *route.parallel)
        yield from known(file, "", "route", others, book.routes)
        for outcome in route.outcome:
            yield from known(file, f"outcome '{outcome.id}'", "route", outcome.next, book.routes)
        for step in route.step:
            inside = f"step '{step.id}'"
            yield from self.check.rows(file, inside, (*step.when, *step.unless), advice=True)
            yield from known(file, inside, "deadline", step.deadlines, book.deadlines)
            letter = [step.letter] if step.letter else []
            yield from known(file, inside, "letter", letter, book.letters)

    def papers(self) -> Iterator[Problem]:
        book = self.check.rulebook
        for item in book.evidence.values():
            entry = f"evidence '{item.id}'"
            yield from self.check.rows("evidence.toml", entry, item.when, advice=True)
        for letter in book.letters.values():
            entry = f"letter '{letter.id}'"
            rows = (*letter.when, *letter.unless)
            yield from self.check.rows("letters.toml", entry, rows, advice=True)
            yield from known("letters.toml", entry, "evidence", letter.encloses, book.evidence)
            reply_by = [letter.reply_by] if letter.reply_by else []
            yield from known("letters.toml", entry, "deadline", reply_by, book.deadlines)
            names = letter.consequences
            yield from known("letters.toml", entry, "consequence", names, book.consequences)
            yield from self.channel(entry, letter)
        for one in book.consequences.values():
            entry = f"consequence '{one.id}'"
            rows = (*one.when, *one.unless)
            yield from self.check.rows("letters.toml", entry, rows, advice=True)
            yield from self.check.basis("letters.toml", entry, one.basis, one.law_at)
        for one in book.misroutings.values():
            entry = f"misrouting '{one.id}'"
            yield from self.check.rows("misroutings.toml", entry, one.unless, advice=True)
            yield from known("misroutings.toml", entry, "letter", one.letters, book.letters)
        for warning in book.warnings.values():
            entry = f"warning '{warning.id}'"
            yield from self.check.rows("warnings.toml", entry, warning.when, advice=True)
            yield from self.check.basis("warnings.toml", entry, warning.basis, warning.law_at)

    def channel(self, entry: str, letter: LetterForm) -> Iterator[Problem]:
        """The fields and conditions of a letter's channel."""
        book, file = self.check.rulebook, "letters.toml"
        parameters = [id for law in book.laws.values() for id in law.parameter]
        for field in letter.field:
            inside = f"{entry}: field '{field.id}'"
            yield from self.check.rows(file, inside, field.when, advice=True)
            fill = [field.fill] if field.fill not in ("", "letter", "body") else []
            yield from known(file, inside, "fact", fill, book.questions)
            limit = [field.limit] if field.limit else []
            yield from known(file, inside, "parameter", limit, parameters)
        for condition in letter.condition:
            inside = f"{entry}: condition '{condition.id}'"
            rows = (*condition.only, *condition.when, *condition.unless)
            yield from self.check.rows(file, inside, rows, advice=True)
            yield from self.check.basis(file, inside, condition.basis, condition.law_at)

    def deadlines(self) -> Iterator[Problem]:
        for rule in self.check.rulebook.deadlines.values():
            entry = f"deadline '{rule.id}'"
            dates = self.check.dates()
            yield from known("deadlines.toml", entry, "date fact", [rule.start], dates)
            yield from self.check.basis("deadlines.toml", entry, rule.basis, rule.law_at)
            yield from self._period(entry, rule)
            if not rule.basis and not rule.suggested:
                text = "it has neither a basis nor 'suggested = true'"
                yield problem("deadlines.toml", entry, text)

    def _period(self, entry: str, rule: DeadlineRule) -> Iterator[Problem]:
        literal = LITERAL.fullmatch(rule.period)
        laws = self.check.rulebook.laws.values()
        parameters = {id: one for law in laws for id, one in law.parameter.items()}
        if not literal and rule.period not in parameters:
            yield from known("deadlines.toml", entry, "parameter", [rule.period], parameters)
            return
        unit = literal[2] if literal else parameters[rule.period].unit
        if unit != Counting(rule.counting).value:
            text = f"'{rule.period}' is in {unit}, but counting is {rule.counting}"
            yield problem("deadlines.toml", entry, text)
