"""Each kind of trouble, in both languages, on a phone: from the first question to the letter."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import stories

import checker

SCENARIOS = (
    "no-delivery",
    "dead-key",
    "not-as-described",
    "platform-gone",
    "change-of-mind",
    "danger-stop",
)
FURTHER = (
    "minor-paid",
    "wrong-charge",
    "balance-withdrawal",
)
"""Walked in one language each; test_same_answer compares every story of every scenario."""


def complete(scenario: str, locale: str) -> tuple[dict, checker.Report]:
    """Return the first story of a scenario that comes to a dated step and a letter."""
    for story in stories(scenario):
        report = checker.assess(story["answers"], today=story["today"], locale=locale)
        if report.letters and dates(report):
            return story, report
    raise AssertionError(f"{scenario}: no story comes to a date and a letter")


def dates(report: checker.Report) -> list[str]:
    """Return the sentences about last days."""
    steps = [step for route in report.routes for step in route.steps]
    return [one.text for step in steps for one in step.deadlines]


@pytest.mark.parametrize(
    ("scenario", "locale"),
    [
        *((scenario, locale) for scenario in SCENARIOS for locale in ("zh", "en")),
        *((scenario, ("zh", "en")[place % 2]) for place, scenario in enumerate(FURTHER)),
    ],
)
def test_a_person_gets_a_verdict_a_step_a_date_and_a_letter(person, scenario, locale):
    """The promise of the whole site, kept without any request to somebody else."""
    story, expected = complete(scenario, locale)
    today: date = story["today"]

    visitor = person(locale=locale, today=today)
    visitor.begin()
    assert not visitor.fetched_python()

    visitor.answer(story["answers"])
    written = visitor.result()
    page = visitor.page

    assert visitor.fetched_python()
    assert expected.headline.text == visitor.heading()
    assert expected.headline.sure == visitor.text(".sure")
    first = expected.routes[0].steps[0]
    assert first.step == story.get("first_step", first.step)
    assert squeezed(first.text) == squeezed(visitor.text(".today-step"))
    assert all(text in page.text_content("#checker-result") for text in dates(expected))
    letter = expected.letters[0]
    assert letter.text == visitor.letter(letter.form)
    assert letter.reading == page.text_content(f"#letter-{letter.form} .reading-text")
    if expected.headline.state == "danger":
        assert expected.warnings[0].text in visitor.text(".warning >> nth=0")
    # Letter details are typed on the result page, so a story with them differs until then.
    questions = checker.load_rulebook().questions.items()
    typed = {id for id, one in questions if one.for_letters}
    if not typed & set(story["answers"]):
        assert expected.to_json() == written


def squeezed(text: str) -> str:
    """Return *text* without its breaks of line."""
    return "".join(text.split())
