"""What a scenario hangs on: facts, rules, law, numbers, sentences and code."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from checker.derive import AMOUNTS, DERIVED
from checker.facts import available
from checker.model import Bar, Ground, Objection, Rulebook, Scenario, When

_CALL = re.compile(r"""\b(cite|number|period|contact)\(["']([^"']+)["']\)""")
_PLAIN = (int, str, Decimal, timedelta)
_SLOTS = ("ask", "help", "short", "why")


@dataclass(frozen=True, slots=True)
class Dependencies:
    """Everything a signature under a scenario speaks for, by name."""

    bars: tuple[str, ...]  # the cross-cutting ones that can defeat its grounds
    options: dict[str, tuple[str, ...]]  # question → the options read
    derived: tuple[str, ...]
    claims: tuple[str, ...]
    sentences: tuple[str, ...]  # keys, the same in every language
    provisions: tuple[str, ...]
    parameters: tuple[str, ...]
    contacts: tuple[str, ...]
    code: dict[str, str]  # name → source of what works out facts and amounts


def rules(scenario: Scenario) -> tuple[Ground | Bar | Objection, ...]:
    """Return every rule of a scenario."""
    return (*scenario.ground, *scenario.bar, *scenario.objection)


def crossing(rulebook: Rulebook, scenario: Scenario) -> tuple[Bar, ...]:
    """Return the bars outside the scenario that can defeat one of its grounds."""
    needs = {need for ground in scenario.ground for need in ground.needs}
    ids = {ground.id for ground in scenario.ground}
    bars = rulebook.bars.values()
    return tuple(bar for bar in bars if needs & set(bar.denies) or ids & set(bar.blocks))


def dependencies(rulebook: Rulebook, id: str) -> Dependencies:
    """Return what the scenario *id* hangs on."""
    scenario = rulebook.scenarios[id]
    bars = crossing(rulebook, scenario)
    said = (*rules(scenario), *bars)
    whens = [scenario.when, *(when for rule in said for when in (rule.when, rule.unless))]
    read = values_read(rulebook, whens, {rule.law_at for rule in said})
    derived = sorted(one for one in read if one in DERIVED)
    claims = tuple(dict.fromkeys(id for ground in scenario.ground for id in ground.claims))
    options = {
        question: tuple(one for one in rulebook.questions[question].options if one in values)
        for question, values in sorted(read.items())
        if question in rulebook.questions
    }
    sentences = tuple(sorted(_sentences(rulebook, scenario, bars, options, derived, claims)))
    called = {call for key in sentences for call in _calls(rulebook, key)}
    code = _code(rulebook, derived, claims)
    numbers = {name for kind, name in called if kind in ("number", "period")}
    cited = {provision for rule in said for provision in rule.basis}
    cited |= {name for kind, name in called if kind == "cite"}
    return Dependencies(
        bars=tuple(bar.id for bar in bars),
        options=options,
        derived=tuple(derived),
        claims=claims,
        sentences=sentences,
        provisions=tuple(sorted(_with_earlier(rulebook, cited))),
        parameters=tuple(sorted(numbers | _numbers_in(rulebook, code))),
        contacts=tuple(sorted(name for kind, name in called if kind == "contact")),
        code=code,
    )


def values_read(
    rulebook: Rulebook, whens: Iterable[When], days: Iterable[str] = ()
) -> dict[str, set[str]]:
    """Return the facts that conditions and *days* read, down to the questions behind them.

    Each comes with the values that matter; a derived fact reads all of a question's options.
    """
    found: dict[str, set[str]] = {}
    waiting = [line for when in whens for row in when for line in row.items()]
    waiting += [(day, ()) for day in days]
    while waiting:
        fact, values = waiting.pop()
        if fact not in found:
            waiting += _behind(rulebook, fact)
        found.setdefault(fact, set()).update(values)
    return found


def _behind(rulebook: Rulebook, fact: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if fact in rulebook.questions:
        for row in rulebook.questions[fact].ask_when:
            yield from row.items()
    elif fact in DERIVED:
        for name in DERIVED[fact].inputs:
            yield name, rulebook.questions[name].options if name in rulebook.questions else ()


def _sentences(rulebook, scenario, bars, options, derived, claims) -> Iterator[str]:
    starts = [f"scenario.{scenario.id}.", *(f"ground.{one.id}." for one in scenario.ground)]
    starts += [f"bar.{one.id}." for one in (*scenario.bar, *bars)]
    starts += [f"objection.{one.id}." for one in scenario.objection]
    starts += [f"claim.{id}." for id in claims] + [f"fact.{id}." for id in derived]
    wanted = {f"question.{id}.{slot}" for id in options for slot in (*_SLOTS, "stated")}
    for id, read in options.items():
        wanted |= {f"question.{id}.{slot}.{one}" for one in read for slot in ("option", "stated")}
    keys = {key for messages in rulebook.messages.values() for key in messages}
    return (key for key in keys if key in wanted or key.startswith(tuple(starts)))


def _calls(rulebook: Rulebook, key: str) -> Iterator[tuple[str, str]]:
    for messages in rulebook.messages.values():
        if key in messages:
            yield from _CALL.findall(messages[key])


def _with_earlier(rulebook: Rulebook, provisions: Iterable[str]) -> set[str]:
    """Return the provisions with those of earlier laws that apply before them."""
    found: set[str] = set()
    waiting = list(provisions)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            before = rulebook.provision(id).before
            waiting += [before] if before else []
    return found


def _code(rulebook: Rulebook, derived: list[str], claims: tuple[str, ...]) -> dict[str, str]:
    amounts = [rulebook.claims[id].amount for id in claims if rulebook.claims[id].amount]
    working = [AMOUNTS[name] for name in amounts]
    inputs = {name for one in working for name in one.inputs}
    used = {*derived, *inputs} & {one.id for one in available(rulebook)}
    found: dict[str, str] = {}
    for one in [*working, *(DERIVED[name] for name in sorted(used))]:
        found[f"{one.id} law_at"] = one.law_at
        found |= sources(one.function)
    return found


def sources(function: Callable) -> dict[str, str]:
    """Return the source of a function and of what it uses by name inside the package."""
    found: dict[str, str] = {}
    waiting = [function]
    while waiting:
        one = waiting.pop()
        if one.__name__ in found:
            continue
        found[one.__name__] = inspect.getsource(one)
        for name in one.__code__.co_names:
            used = one.__globals__[name] if name in one.__globals__ else None
            if inspect.isfunction(used) and used.__module__.startswith("checker."):
                waiting.append(used)
            elif inspect.ismodule(used) and used.__name__.startswith("checker."):
                found[used.__name__] = inspect.getsource(used)
            elif isinstance(used, _PLAIN):
                found[name] = repr(used)
    return found


def _numbers_in(rulebook: Rulebook, code: dict[str, str]) -> set[str]:
    text = "\n".join(code.values())
    known = {id for law in rulebook.laws.values() for id in law.parameter}
    return {id for id in known if f'"{id}"' in text}
