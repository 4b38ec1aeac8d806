"""Who reads each question, and who rests on each provision, in words with links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checker.derive import AMOUNTS, DERIVED
from checker.model import When
from scripts.dependencies import rules
from scripts.review_words import Words

_CITED = re.compile(r"""\bcite\(["']([^"']+)["']\)""")


@dataclass(frozen=True, slots=True)
class Reader:
    """Something in the book that reads a question or rests on a provision."""

    name: str
    anchor: str = ""  # empty for what has no place of its own in the book


def question_readers(words: Words) -> dict[str, list[Reader]]:
    """Return for every question what reads it, directly or through a derived fact."""
    return _gathered(words.rulebook.questions, _readings(words))


def provision_users(words: Words) -> dict[str, list[Reader]]:
    """Return for every provision of the register what rests on it."""
    book = words.rulebook
    provisions = (f"{law.id}.{article}" for law in book.laws.values() for article in law.provision)
    return _gathered(provisions, _uses(words))


def _gathered(
    names: Iterable[str], pairs: Iterable[tuple[Reader, Iterable[str]]]
) -> dict[str, list[Reader]]:
    found: dict[str, dict[Reader, None]] = {name: {} for name in names}
    for reader, used in pairs:
        for name in used:
            if name in found:
                found[name][reader] = None
    return {name: list(readers) for name, readers in found.items()}


def _readings(words: Words) -> Iterator[tuple[Reader, set[str]]]:
    book = words.rulebook
    for id, scenario in book.scenarios.items():
        whens = [scenario.when]
        whens += [when for one in rules(scenario) for when in (one.when, one.unless)]
        days = {one.law_at for one in rules(scenario)}
        reader = Reader(words.voice(f"scenario.{id}.short"), f"scenario-{id}")
        yield reader, _questions(whens) | days
    for id, bar in book.bars.items():
        yield _bar(words, id), _questions([bar.when, bar.unless]) | {bar.law_at}
    for id, route in book.routes.items():
        whens = [
            route.when,
            route.unless,
            route.opens_when,
            *(one for step in route.step for one in (step.when, step.unless)),
        ]
        starts = {book.deadlines[one].start for step in route.step for one in step.deadlines}
        yield _route(words, id), _questions(whens) | starts
    for id, party in book.parties.items():
        yield _party(words, id), _questions([party.when, party.unless])
    yield from _other_readings(words)


def _other_readings(words: Words) -> Iterator[tuple[Reader, set[str]]]:
    book = words.rulebook
    whens = {
        "letters": [when for one in book.letters.values() for when in (one.when, one.unless)],
        "warnings": [one.when for one in book.warnings.values()],
        "evidence": [one.when for one in book.evidence.values()],
        "notices": [one.when for one in book.notices.values()],
        "costs": [one.when for one in book.costs.values()],
    }
    for name, found in whens.items():
        yield Reader(words.say(f"reader.{name}")), _questions(found)
    texts = "\n".join(book.letter_texts["zh"].values())
    yield Reader(words.say("reader.letters")), set(re.findall(r"\w+", texts))
    counted = [one for one in (*book.claims.values(), *book.costs.values()) if one.amount]
    inputs = {name for one in counted for name in AMOUNTS[one.amount].inputs}
    yield Reader(words.say("reader.amounts")), _behind(inputs)


def _questions(whens: Iterable[When]) -> set[str]:
    return _behind(fact for when in whens for row in when for fact in row)


def _behind(facts: Iterable[str]) -> set[str]:
    """Return the questions among *facts*, and those behind derived facts."""
    return {
        name
        for fact in facts
        for name in (_behind(DERIVED[fact].inputs) if fact in DERIVED else (fact,))
    }


def _uses(words: Words) -> Iterator[tuple[Reader, Iterable[str]]]:
    book = words.rulebook
    for scenario in book.scenarios.values():
        for ground in scenario.ground:
            name = words.voice(f"ground.{ground.id}.name")
            yield Reader(name, f"ground-{ground.id}"), ground.basis
        for bar in scenario.bar:
            yield _bar(words, bar.id), bar.basis
        for one in scenario.objection:
            says = words.sentence(f"objection.{one.id}.says").rstrip("。.")
            yield Reader(words.say("reader.objection", says=says), f"objection-{one.id}"), one.basis
    for id, bar in book.bars.items():
        yield _bar(words, id), bar.basis
    for id, route in book.routes.items():
        deadlines = [book.deadlines[one] for step in route.step for one in step.deadlines]
        counted = [basis for one in deadlines for basis in one.basis]
        yield _route(words, id), (*route.basis, *counted)
    for id, party in book.parties.items():
        yield _party(words, id), party.basis
    for name, found in (("warnings", book.warnings), ("costs", book.costs)):
        basis = [provision for one in found.values() for provision in one.basis]
        yield Reader(words.say(f"reader.{name}")), basis
    yield from _further_uses(words)


def _further_uses(words: Words) -> Iterator[tuple[Reader, Iterable[str]]]:
    book = words.rulebook
    said = [one for text in book.messages["zh"].values() for one in _CITED.findall(text)]
    said += [one for text in book.letter_texts["zh"].values() for one in _CITED.findall(text)]
    yield Reader(words.say("reader.sentences")), said
    laws = book.laws.values()
    values = [value for law in laws for one in law.parameter.values() for value in one.value]
    yield Reader(words.say("reader.numbers")), [value.basis for value in values]
    earlier = [one.before for law in laws for one in law.provision.values() if one.before]
    yield Reader(words.say("reader.earlier")), earlier


def bar_name(words: Words, id: str) -> str:
    """Return what a bar is called: by its first words, because it has no name."""
    text = words.sentence(f"bar.{id}.text")
    first = re.split(r"(?<=[。；：])|(?<=[.;:]) ", text)[0]
    return first.rstrip("。；：.;:")


def _bar(words: Words, id: str) -> Reader:
    return Reader(words.say("reader.bar", text=bar_name(words, id)), f"bar-{id}")


def _route(words: Words, id: str) -> Reader:
    name = words.say("reader.route", title=words.voice(f"route.{id}.title"))
    return Reader(name, f"route-{id}")


def _party(words: Words, id: str) -> Reader:
    name = words.say("reader.party", name=words.voice(f"party.{id}.name"))
    return Reader(name, f"party-{id}")
