"""Small cases for tests of the engine, on a rulebook that never changes with the law."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import checker
from checker.answers import read
from checker.facts import Case
from checker.model import Rulebook
from checker.wording import voice

TODAY = date(2026, 11, 23)
HERE = Path(__file__).parent
SMALL = HERE / "fixtures" / "small"
CONTENT = HERE.parent / "checker" / "rulebook"

ANSWERS = {
    "buyer": "own_use",
    "goods": "card_key",
    "signs": ["none"],
    "promise": "instant",
    "paid_on": "2026-11-02",
    "price": "128.00",
}
"""A key promised at once and never delivered."""

WHOLE = {
    "buyer": "own_use",
    "goods": "card_key",
    "signs": ["none"],
    "contact": "reachable",
    "trouble": "nothing_arrived",
    "promise": "instant",
    "paid_to": "wechat_merchant",
    "paid_on": "2026-11-20",
    "price": "128.00",
}
"""The same on the whole rulebook: three days ago, through a merchant's account."""


@cache
def small() -> Rulebook:
    """Return the fixture rulebook."""
    return checker.load_rulebook(SMALL)


def case(locale: str = "zh", today: date = TODAY, **answers: object) -> Case:
    """Return the ordinary small case with some answers changed; None takes one away."""
    given = {id: value for id, value in {**ANSWERS, **answers}.items() if value is not None}
    say = voice(small(), locale, today)
    return Case(small(), read(given, small(), today, say), locale, say)


def report(locale: str = "zh", today: date = TODAY, **answers: object) -> checker.Report:
    """Return the report on the ordinary small case with some answers changed."""
    given = {id: value for id, value in {**ANSWERS, **answers}.items() if value is not None}
    return checker.assess(given, today=today, locale=locale, rulebook=small())


def changed(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """Return a copy of the fixture's folder with one passage of one file changed."""
    folder = tmp_path / "rulebook"
    shutil.copytree(SMALL, folder)
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return folder
