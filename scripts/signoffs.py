"""Signatures under scenarios, each good for what was signed and nothing else.

python -m scripts.signoffs      the state of every scenario, and the digest to sign
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from checker import RulebookError, load_rulebook
from checker.errors import nearest
from checker.model import Rulebook
from checker.tables import Place, record
from scripts.dependencies import dependencies

FILE = Path(__file__).resolve().parent.parent / "checker" / "rulebook" / "signoffs.toml"
LENGTH = 16
"""Digits of a digest: short enough to copy by hand; it guards against change, not forgery."""


class SignoffError(Exception):
    """The file of signatures cannot be read; the text says where and why."""


class State(StrEnum):
    """Whether a scenario is signed as it stands."""

    UNSIGNED = "unsigned"
    SIGNED = "signed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signoff:
    """Who signed which scenario, on which day, as it stood under which digest."""

    scenario: str
    by: str
    on: date
    digest: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A scenario's state, the digest of what stands there now, and the signature that decides."""

    state: State
    digest: str
    signoff: Signoff | None


def read(file: Path = FILE) -> tuple[Signoff, ...]:
    """Return the signatures in *file*; none when there is no such file.

    Raises:
        SignoffError: the file is not as it should be.
    """
    if not file.is_file():
        return ()
    try:
        table = tomllib.loads(file.read_text("utf-8"))
        listed = table.pop("signoff", [])
        if table:
            raise SignoffError(f"{file.name}: unknown table '{next(iter(table))}'")
        return tuple(record(Signoff, one, Place(file.name)) for one in listed)
    except (tomllib.TOMLDecodeError, RulebookError) as error:
        raise SignoffError(f"{file.name}: {error}") from error


def standings(rulebook: Rulebook, signoffs: Iterable[Signoff]) -> dict[str, Standing]:
    """Return the state of every scenario.

    Raises:
        SignoffError: a signature names no scenario.
    """
    signoffs = tuple(signoffs)
    for one in signoffs:
        if one.scenario not in rulebook.scenarios:
            near = nearest(one.scenario, rulebook.scenarios)
            meant = f" (did you mean '{near}'?)" if near else ""
            raise SignoffError(f"signoffs.toml: unknown scenario '{one.scenario}'{meant}")
    return {id: _standing(rulebook, id, signoffs) for id in rulebook.scenarios}


def _standing(rulebook: Rulebook, scenario: str, signoffs: tuple[Signoff, ...]) -> Standing:
    now = digest(rulebook, scenario)
    given = sorted((one for one in signoffs if one.scenario == scenario), key=lambda one: one.on)
    fitting = [one for one in given if one.digest == now]
    if fitting:
        return Standing(State.SIGNED, now, fitting[-1])
    if given:
        return Standing(State.EXPIRED, now, given[-1])
    return Standing(State.UNSIGNED, now, None)


def digest(rulebook: Rulebook, scenario: str) -> str:
    """Return a short hash over everything a signature under the scenario speaks for.

    The day a provision was last checked is left out: reading it again and
    finding it unchanged is no reason to sign again.
    """
    text = json.dumps(_signed(rulebook, scenario), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def _signed(rulebook: Rulebook, scenario: str) -> dict[str, object]:
    on = dependencies(rulebook, scenario)
    laws = {id.partition(".")[0] for id in on.provisions}
    return {
        "scenario": _bare(rulebook.scenarios[scenario]),
        "bars": [_bare(rulebook.bars[id]) for id in on.bars],
        "questions": [
            {**_bare(rulebook.questions[id]), "options": list(read)}
            for id, read in on.options.items()
        ],
        "code": on.code,
        "claims": [_bare(rulebook.claims[id]) for id in on.claims],
        "wording": {
            locale: {key: messages[key] for key in on.sentences if key in messages}
            for locale, messages in rulebook.messages.items()
        },
        "laws": {id: [rulebook.laws[id].name, rulebook.laws[id].number] for id in sorted(laws)},
        "provisions": {id: _bare(rulebook.provision(id)) for id in on.provisions},
        "numbers": {id: _bare(rulebook.parameter(id)) for id in on.parameters},
        "contacts": {id: rulebook.contacts[id].value for id in on.contacts},
    }


def _bare(value: object) -> object:
    """Return a record as plain values.

    What is empty is left out, so that a new kind of field is no change.
    """
    if is_dataclass(value):
        pairs = ((one.name, getattr(value, one.name)) for one in fields(value))
        return {name: _bare(one) for name, one in pairs if one and name != "checked"}
    if isinstance(value, (tuple, list)):
        return [_bare(one) for one in value]
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    return value


def main() -> None:
    """Print one line per scenario: state, digest, name, and who signed when."""
    try:
        found = standings(load_rulebook(), read())
    except (SignoffError, RulebookError) as error:
        sys.exit(f"signoffs: {error}")
    for id, one in found.items():
        signed = f"  {one.signoff.by}, {one.signoff.on}" if one.signoff else ""
        loud = "  WHAT WAS SIGNED HAS CHANGED" if one.state is State.EXPIRED else ""
        print(f"{one.state:9} {one.digest}  {id}{signed}{loud}")
    counts = [f"{sum(one.state is state for one in found.values())} {state}" for state in State]
    print(", ".join(counts))


if __name__ == "__main__":
    main()
