"""Every way through the questions ends in a report that can be used, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

import checker
from checker import flow
from checker.model import LOCALES
from checker.report import UNKNOWN, Report

TODAY = date(2026, 11, 23)
SCARS = re.compile(
    r"\{\{|\}\}|\{%|\bNone\b|Missing|Undefined|UNKNOWN|NOT_ASKED"
    r"|《\s*》|（\s*）|“\s*”|「\s*」|【\s*】|\(\s*\)"
    r"|[，、；：。？！][，、；。？！]|[，、；](\n|$)|[,;](\n|$)|\.\.|,\.|,,| ,|  "
)
LIST = re.compile(r"：\n\n(?!\d|[一二三四五六七八九十]|【|（)")
"""A colon after which no list follows; the salutation, the second paragraph, may end so."""


def raw(given: dict) -> dict:
    """Return the values of a path as a person would send them."""
    return {id: "?" if value is UNKNOWN else value for id, value in given.items()}


@cache
def paths() -> tuple[dict, ...]:
    """Return one case for each sequence of questions."""
    return flow.paths(checker.load_rulebook(), TODAY)


def varied(given: dict) -> Iterator[dict]:
    """Yield the case itself, and once more for each other value of each of its questions."""
    yield given
    for question in checker.load_rulebook().questions.values():
        if question.id not in given:
            continue
        for value in flow.possible(question, TODAY):
            if value != given[question.id]:
                yield {**given, question.id: value}


def check(report: Report) -> None:
    """Assert what every report owes its reader."""
    assert report.routes and report.routes[0].steps
    assert report.headline.text and report.headline.sure
    if report.headline.state in ("danger", "unlawful"):
        assert not report.routes[0].steps[0].letter
    for letter in report.letters:
        for text in (letter.text, letter.reading):
            scar = SCARS.search(text)
            assert scar is None, (
                f"{letter.form}: {text[max(0, scar.start() - 30) : scar.end() + 10]!r}"
            )
            assert "\n\n\n" not in text
            body = "\n\n".join(text.split("\n\n")[2:])
            assert LIST.search(body) is None, f"{letter.form}: a list is announced and missing"
        assert not letter.over_limit, f"{letter.form} is {letter.over_limit} characters too long"
        labels = checker.load_rulebook().messages["zh"]
        known = {text for key, text in labels.items() if key.endswith(".blank")}
        assert set() == set(letter.blanks) - known


@pytest.mark.parametrize("number", range(len(paths())))
@pytest.mark.parametrize("locale", LOCALES)
def test_every_path_ends_in_a_report(number, locale):
    """Whatever is answered, there is a first step, and every letter can be sent."""
    for given in varied(paths()[number]):
        check(checker.assess(raw(given), today=TODAY, locale=locale))


def test_a_filled_letter_has_no_blank():
    """With the identity filled in, nothing is left to fill in."""
    book = checker.load_rulebook()
    identity = {one.id: "星河卡券" for one in book.questions.values() if one.for_letters}

    for given in paths():
        report = checker.assess({**raw(given), **identity}, today=TODAY)
        check(report)
        assert all(not letter.blanks and "【" not in letter.text for letter in report.letters)


def test_the_questionnaire_is_short():
    """Nobody is asked more than fifteen questions."""
    assert max(len(given) for given in paths()) <= 15
