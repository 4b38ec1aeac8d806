"""Which sentences a rulebook needs in each language, and what is wrong with those it has."""

from __future__ import annotations

from collections.abc import Iterator

from checker import wording
from checker.errors import Problem, nearest
from checker.facts import available
from checker.model import LOCALES, Ground, Question, Rulebook

STATES = ("danger", "unlawful", "owed", "arguable", "open", "due_later", "unlikely")
ERRORS = (
    "unknown-question",
    "unknown-option",
    "not-a-date",
    "future-date",
    "not-an-amount",
    "negative-amount",
    "too-large-amount",
    "too-long",
    "long-reply",
    "bad-characters",
    "dates-out-of-order",
    "not-a-list",
    "exclusive-option",
    "not-text",
    "not-an-object",
    "too-big",
    "damaged-case",
    "sealed-case",
    "newer-format",
    "internal",
)
DECODED = ("stop", "sure", "choose", "unknown", "picked")
RUNGS = ("low", "expected", "high")
FREE = ("ui", "cli", "glossary")
"""Sections whose keys follow from no record; they must be the same in both languages."""

LETTER_FACTS = {
    "today",
    "reply_by",
    "findings",
    "outcome",
    "citations",
    "enclosures",
    "stated",
    "grounds",
    "claims",
    "consequences",
    "firm",
    "short",
    "say",
}
"""What a letter may read besides the facts."""

PERSONS = ("me", "Me", "my", "other", "Other")
"""How a letter names its writer and the other side; capitals begin a sentence."""

_ERROR_VALUES = ("question", "value", "options", "other", "limit")


def message_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Return the sentences and letters that are missing, left over or badly written."""
    needed = needed_messages(rulebook)
    free = {
        locale: {key for key in messages if key.split(".")[0] in FREE}
        for locale, messages in rulebook.messages.items()
    }
    for locale in LOCALES:
        yield from _key_problems(rulebook, locale, {*needed, *free["zh"], *free["en"]})
        for key, text in rulebook.messages[locale].items():
            known = set(needed[key]) if key in needed else None
            for problem in wording.problems(rulebook, locale, text, known):
                yield _problem(f"wording/{locale}", f"message '{key}'", problem)
        yield from _letter_problems(rulebook, locale)


def needed_messages(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Return every key a language must have, with the variables its sentence may use."""
    return {key: values for key, *values in _needed(rulebook)}


def _needed(book: Rulebook) -> Iterator[tuple[str, ...]]:
    yield from _flow(book)
    yield from _rules(book)
    yield from _advice(book)
    for state in STATES:
        yield (f"headline.{state}.text",)
        yield f"headline.{state}.text_amount", "amount"
        yield (f"headline.{state}.sure",)
    yield ("fact.today.name",)
    for derived in available(book):
        yield (f"fact.{derived.id}.name",)
        for value in derived.values:
            yield (f"fact.{derived.id}.value.{value}",)
    yield "reason.line", "name", "value"
    yield "reason.unknown", "name"
    yield "reason.not_asked", "name"
    yield ("reason.join",)
    yield "reason.arguable", *PERSONS
    yield "gap.law", "provision", "day"
    yield "flip.text", "name", "value", "state"
    yield "flip.moves", "states"
    for state in STATES:
        yield (f"flip.state.{state}",)
    for rung in RUNGS:
        yield (f"rung.{rung}.name",)
        yield (f"rung.{rung}.text",)
    yield "gap.calendar", "year"
    yield ("gap.time",)
    yield ("gap.number",)
    yield ("decoder.name",)
    for state in DECODED:
        for slot in ("text", "ask"):
            yield (f"decoder.{state}.{slot}",)
    for code in ERRORS:
        yield f"error.{code}.text", *_ERROR_VALUES


def _flow(book: Rulebook) -> Iterator[tuple[str, ...]]:
    for question in book.questions.values():
        slots = ("ask", "help", "short", "blank" if question.for_letters else "why")
        for slot in slots:
            yield (f"question.{question.id}.{slot}",)
        for option in question.options:
            yield (f"question.{question.id}.option.{option}",)
        yield from _stated(book, question)
    for id in book.notices:
        for slot in ("title", "text", "go"):
            yield (f"notice.{id}.{slot}",)


def _stated(book: Rulebook, question: Question) -> Iterator[tuple[str, ...]]:
    """Yield what a letter may state about an answer; what neither language states is left out."""
    base = f"question.{question.id}.stated"
    for key in (base, *(f"{base}.{option}" for option in question.options)):
        if any(key in messages for messages in book.messages.values()):
            yield key, "value", *PERSONS


def _rules(book: Rulebook) -> Iterator[tuple[str, ...]]:
    for scenario in book.scenarios.values():
        yield (f"scenario.{scenario.id}.title",)
        yield (f"scenario.{scenario.id}.short",)
        for bar in scenario.bar:
            yield (f"bar.{bar.id}.text",)
        for objection in scenario.objection:
            for slot in ("says", "answer", "proof"):
                yield (f"objection.{objection.id}.{slot}",)
        for ground in scenario.ground:
            yield from _ground(ground)
    for id in book.bars:
        yield (f"bar.{id}.text",)
    for id in book.claims:
        yield (f"claim.{id}.name",)
        yield f"claim.{id}.with_amount", "amount"
        yield (f"claim.{id}.without_amount",)
        for slot in ("demand", "wish"):
            yield f"claim.{id}.{slot}", "by", "way", "due", *PERSONS
    for id in book.costs:
        yield f"cost.{id}.text", "amount"
    for id in book.parties:
        for slot in ("name", "owes", "shows"):
            yield (f"party.{id}.{slot}",)


def _ground(ground: Ground) -> Iterator[tuple[str, ...]]:
    for slot in ("name", "holds", "fails", "open"):
        yield (f"ground.{ground.id}.{slot}",)
    if ground.contested:
        yield (f"ground.{ground.id}.contested",)
    if ground.claims:
        yield f"ground.{ground.id}.letter", *PERSONS


def _advice(book: Rulebook) -> Iterator[tuple[str, ...]]:
    for route in book.routes.values():
        for slot in ("title", "text", "cost"):
            yield (f"route.{route.id}.{slot}",)
        if route.opens_when:
            yield (f"route.{route.id}.opens",)
        for key in route.asks:
            yield (f"route.{route.id}.asks.{key}",)
        for outcome in route.outcome:
            yield (f"route.{route.id}.outcome.{outcome.id}",)
        for refusal in route.refusal:
            yield (f"route.{route.id}.refusal.{refusal.id}",)
        for step in route.step:
            yield (f"step.{step.id}.text",)
    for id in book.deadlines:
        yield f"deadline.{id}.sure", "last_day"
        yield f"deadline.{id}.unsure", "last_day", "latest_day"
        yield f"deadline.{id}.passed", "last_day"
    for id in book.evidence:
        for slot in ("title", "proves", "how", "substitute"):
            yield (f"evidence.{id}.{slot}",)
    for id in book.letters:
        yield (f"letter.{id}.title",)
        yield (f"letter.{id}.where",)
    yield from _channels(book)
    for id in book.replies:
        for slot in ("title", "right", "wrong", "answer", "proof"):
            yield (f"reply.{id}.{slot}",)
    for id, followup in book.followups.items():
        for slot in ("label", "means", "avoid", "next", *(("answer",) if followup.answer else ())):
            yield (f"followup.{id}.{slot}",)
    for id in book.warnings:
        yield (f"warning.{id}.title",)
        yield (f"warning.{id}.text",)


def _channels(book: Rulebook) -> Iterator[tuple[str, ...]]:
    for letter in book.letters.values():
        for field in letter.field:
            yield (f"field.{field.id}.name",)
            yield (f"field.{field.id}.help",)
        for condition in letter.condition:
            yield (f"condition.{condition.id}.text",)
    for id in book.consequences:
        yield f"consequence.{id}.text", *PERSONS
    for id in book.misroutings:
        yield (f"misrouting.{id}.why",)
        yield (f"misrouting.{id}.instead",)


def _key_problems(rulebook: Rulebook, locale: str, needed: set[str]) -> Iterator[Problem]:
    messages = rulebook.messages[locale]
    file = f"wording/{locale}"
    for key in sorted(needed - set(messages)):
        yield _problem(file, f"message '{key}'", "it is missing")
    for key in messages:
        if key not in needed:
            near = nearest(key, needed - set(messages))
            yield _problem(file, f"message '{key}'", "nothing says it", near)


def _letter_problems(rulebook: Rulebook, locale: str) -> Iterator[Problem]:
    texts = rulebook.letter_texts[locale]
    folder = f"letters/{locale}"
    names = {f"{id}.txt.j2" for id in rulebook.letters}
    for name in sorted(names - set(texts)):
        yield _problem(f"{folder}/{name}", "", "the file is missing")
    facts = {*rulebook.questions, *(one.id for one in available(rulebook)), *LETTER_FACTS}
    for name, text in texts.items():
        if name not in names and not name.startswith("_"):
            near = nearest(name, names - set(texts))
            yield _problem(f"{folder}/{name}", "", "no letter has this name", near)
        for problem in wording.letter_problems(rulebook, locale, text, facts):
            yield _problem(f"{folder}/{name}", "", problem)


def _problem(file: str, entry: str, problem: str, suggestion: str = "") -> Problem:
    return Problem(file=file, entry=entry, problem=problem, suggestion=suggestion)
