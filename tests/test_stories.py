"""The stories of tests/stories: who, what happened, and what they must and must not be told."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import checker
from checker.report import Report

STORIES = Path(__file__).parent / "stories"
KEYS = set(
    [
        "name",
        "why",
        "today",
        "answers",
        "holds",
        "fails",
        "open",
        "outcome",
        "first_step",
        "steps",
        "not_steps",
        "routes",
        "not_routes",
        "letters",
        "not_letters",
        "warnings",
        "mentions",
        "never",
        "dates",
        "amount",
    ]
)


def stories() -> list[dict]:
    """Return every story with the name of its file."""
    return [
        {**story, "file": file.stem}
        for file in sorted(STORIES.glob("*.toml"))
        for story in tomllib.loads(file.read_text("utf-8"))["story"]
    ]


def told(story: dict, locale: str = "zh") -> Report:
    """Return the report the story's person gets."""
    return _told(story["file"], story["name"], locale)


@cache
def _told(file: str, name: str, locale: str) -> Report:
    [story] = [one for one in stories() if (one["file"], one["name"]) == (file, name)]
    return checker.assess(story["answers"], today=story["today"], locale=locale)


every_story = pytest.mark.parametrize(
    "story", stories(), ids=lambda one: f"{one['file']}: {one['name']}"
)


@every_story
def test_a_story_is_written_in_the_known_words(story):
    """A misspelt expectation would be no expectation."""
    assert set() == set(story) - KEYS - {"file"}
    assert story["why"]


@every_story
def test_findings(story):
    """What holds, fails and stays open; a ground of another kind of trouble fails."""
    found = {one.ground: one.verdict.value for one in told(story).findings}
    grounds = checker.load_rulebook().grounds()
    expected = {
        ground: verdict
        for verdict in ("holds", "fails", "open")
        for ground in story.get(verdict, ())
    }

    assert set() == set(expected) - set(grounds)
    assert expected == {ground: found.get(ground, "fails") for ground in expected}


@every_story
def test_outcome_and_amount(story):
    """What it comes to, and how much can be asked for."""
    report = told(story)

    if "outcome" in story:
        dangerous = report.headline.state == "danger"
        assert story["outcome"] == report.headline.state or dangerous
    if "amount" in story:
        amounts = [one.amount for one in report.claims if one.amount is not None and not one.extra]
        assert Decimal(story["amount"]) == max(amounts)


@every_story
def test_routes_and_steps(story):
    """The first step, the ways that must be open in this order, and those that must not."""
    routes = [one.route for one in told(story).routes]
    steps = [step.step for one in told(story).routes for step in one.steps]

    if "first_step" in story:
        assert story["first_step"] == steps[0]
    expected = story.get("routes", [])
    assert expected == [route for route in routes if route in expected]
    assert set() == set(routes) & set(story.get("not_routes", ()))
    assert set() == set(story.get("steps", ())) - set(steps)
    assert set() == set(steps) & set(story.get("not_steps", ()))


@every_story
def test_letters(story):
    """Exactly these, or at least not those."""
    letters = {one.form for one in told(story).letters}

    assert set(story.get("letters", letters)) == letters
    assert set() == letters & set(story.get("not_letters", ()))


@every_story
def test_deadlines(story):
    """Each last day to the day."""
    found: dict[str, date | None] = {
        one.rule: one.last_day
        for route in told(story).routes
        for step in route.steps
        for one in step.deadlines
    }
    expected = story.get("dates", {})

    assert expected == {rule: found.get(rule) for rule in expected}


@every_story
def test_what_is_said_and_what_never_is(story):
    """Words that must be there, and promises that must not, in either language."""
    chinese, english = told(story).to_json(), told(story, "en").to_json()

    assert [] == [words for words in story.get("mentions", ()) if words not in chinese]
    assert [] == [words for words in story.get("never", ()) if words in chinese + english]
    warnings = {one.warning for one in told(story).warnings}
    assert set() == set(story.get("warnings", ())) - warnings
