"""Rules in words for the review book: conditions, provisions, periods, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlsplit

from checker.messages import PERSONS
from checker.model import UNSURE, Counting, DeadlineRule, Rulebook, When
from checker.wording import Voice, voice
from scripts import registers
from scripts.speaker import Speaker

_LITERAL = re.compile(r"(\d+) ([a-z-]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a condition: a fact and the answers that satisfy it."""

    fact: str
    name: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A provision as the register has it."""

    id: str
    label: str
    gist: str
    since: str
    checked: str
    source: str
    linked: bool  # whether the site may link to the source
    uncertain: bool
    ended: str  # the last day in force; empty while it is in force


@dataclass(frozen=True)
class Words:
    """Says the rulebook's content in one language, as of the day the law was checked."""

    rulebook: Rulebook
    locale: str
    voice: Voice = field(init=False)
    site: Speaker = field(init=False)
    hosts: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        spoken = voice(self.rulebook, self.locale, self.rulebook.law_checked)
        object.__setattr__(self, "voice", spoken)
        object.__setattr__(self, "site", Speaker(self.rulebook, self.locale, "review.md"))
        object.__setattr__(self, "hosts", frozenset(registers.hosts(self.rulebook)))

    def say(self, key: str, **values: object) -> str:
        """Return one of the book's own sentences."""
        return self.voice(f"ui.review.{key}", **values)

    def label(self, key: str, **values: object) -> str:
        """Return a label that the guide's lists use too."""
        return self.site.say(f"list.{key}", **values)

    def sentence(self, key: str) -> str:
        """Return a sentence of a rule, with its persons as the book names them."""
        persons = {one: self.say(f"person.{one}") for one in PERSONS}
        return " ".join(self.voice(key, **persons).split())

    def has(self, key: str) -> bool:
        """Return whether there is such a sentence."""
        return key in self.rulebook.messages[self.locale]

    def fact(self, name: str) -> str:
        """Return what a fact is called."""
        if name in self.rulebook.questions:
            return self.voice(f"question.{name}.short")
        if name in ("findings", "outcome"):
            return self.say(f"fact.{name}")
        return self.voice(f"fact.{name}.name")

    def option(self, fact: str, value: str) -> str:
        """Return one value of a fact in words."""
        if value == UNSURE:
            return self.say("unsure")
        if fact in self.rulebook.questions:
            return self.voice(f"question.{fact}.option.{value}")
        if fact == "findings":
            return self.voice(f"ground.{value}.name")
        if fact == "outcome":
            return self.voice(f"flip.state.{value}")
        return self.voice(f"fact.{fact}.value.{value}")

    def when(self, when: When) -> list[list[Line]]:
        """Return conditions in words: blocks are *or*, lines are *and*."""
        return [
            [
                Line(fact, self.fact(fact), tuple(self.option(fact, one) for one in allowed))
                for fact, allowed in row.items()
            ]
            for row in when
        ]

    def answers(self, given: Mapping[str, object]) -> list[tuple[str, str]]:
        """Return the answers of a story in words, in the order in which they are asked."""
        return [
            (self.fact(id), self._answer(id, given[id]))
            for id in self.rulebook.questions
            if id in given
        ]

    def _answer(self, id: str, value: object) -> str:
        chosen = value if isinstance(value, list) else [value]
        question = self.rulebook.questions[id]
        if question.options or value == UNSURE:
            return self.say("list_join").join(self.option(id, str(one)) for one in chosen)
        if question.kind == "date":
            return self.day(date.fromisoformat(str(value)))
        return self.say("money", amount=Decimal(str(value))) if question.kind == "money" else value

    def day(self, day: date) -> str:
        """Return a day in words."""
        return self.label("day", day=day)

    def articles(self, basis: Iterable[str]) -> list[Article]:
        """Return provisions with what the register says of their latest version."""
        return [self.article(id) for id in basis]

    def article(self, id: str) -> Article:
        """Return one provision with what the register says of its latest version."""
        provision = self.rulebook.provision(id)
        latest = provision.version[-1]
        return Article(
            id=id,
            label=self.voice.cite(id),
            gist=provision.gist[self.locale],
            since=self.day(latest.from_),
            checked=self.day(latest.checked),
            source=latest.source,
            linked=urlsplit(latest.source).hostname in self.hosts,
            uncertain=latest.uncertain,
            ended=self.day(latest.until) if latest.until else "",
        )

    def deadline(self, id: str) -> str:
        """Return a deadline as a rule: from which day, how long, how counted."""
        rule = self.rulebook.deadlines[id]
        start = self.fact(rule.start)
        text = self.say("runs", start=start, period=self._period(rule))
        if rule.period.startswith("0 "):
            text = self.say("that_day", start=start)
        notes = [self.label("suggested")] if rule.suggested else []
        notes += [self.say("rolls")] if rule.rolls else []
        notes += [self.voice.cite(one) for one in rule.basis]
        return text + "".join(self.say("in_brackets", text=note) for note in notes)

    def _period(self, rule: DeadlineRule) -> str:
        if not (literal := _LITERAL.fullmatch(rule.period)):
            return self.voice.period(rule.period)
        unit = literal[2] if literal[2] in set(Counting) else str(rule.counting)
        return self.say(f"unit.{unit}", number=literal[1])
