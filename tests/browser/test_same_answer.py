"""The browser says what the command line says: guards on all paths, reports byte for byte."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from conftest import STORIES, stories

import checker
from checker import flow
from checker.facts import gather
from checker.model import Rulebook
from checker.values import Value, plain

TODAY = date(2026, 11, 23)
_MODULE = "document.querySelector('script[src*=main]').src.replace('main.js', name)"

_ASSESS = f"""async (cases) => {{
  const address = (name) => {_MODULE};
  const {{ engine }} = await import(address("engine.js"));
  const page = document.getElementById("checker-page").dataset;
  const absolute = (one) => new URL(one, document.baseURI).href;
  const line = engine({{ worker: absolute(page.worker), py: absolute(page.py), python: absolute(page.python) }});
  const found = [];
  for (const request of cases) found.push((await line.assess(request)).text);
  line.stop();
  return found;
}}"""

_GUARDS = f"""async (cases) => {{
  const name = "guards.js";
  const {{ gather }} = await import({_MODULE});
  const {{ questions }} = JSON.parse(document.getElementById("checker-plan").textContent);
  return cases.map((answers) => gather(questions, answers).asked.map((one) => one.id));
}}"""


@pytest.fixture
def visitor(person):
    """Stand on the page; the policy for scripts would refuse a second name for our own."""
    return person(today=TODAY, expect_trouble=True)


def test_every_story_gives_the_same_bytes_in_the_browser_and_on_the_desk(visitor):
    """One engine, two places; a difference would mean two answers to one question."""
    told = [one for file in sorted(STORIES.glob("*.toml")) for one in stories(file.stem)]
    assert len(told) > 30
    requests = [
        {"answers": one["answers"], "today": one["today"].isoformat(), "locale": locale}
        for one in told
        for locale in ("zh", "en")
    ]
    expected = [
        checker.assess(
            one["answers"], today=date.fromisoformat(one["today"]), locale=one["locale"]
        ).to_json()
        for one in requests
    ]

    written = visitor.page.evaluate(_ASSESS, requests)

    different = [
        request["answers"]
        for request, mine, theirs in zip(requests, expected, written, strict=True)
        if mine != theirs
    ]
    assert [] == different


def test_the_page_asks_the_questions_that_the_engine_would_ask(visitor):
    """guards.js repeats one rule of the engine; here the two meet on all paths and 500 others."""
    book = checker.load_rulebook()
    cases = list(flow.paths(book, TODAY))
    cases += [at_random(book, random.Random(seed)) for seed in range(500)]

    asked = visitor.page.evaluate(_GUARDS, [as_page(given) for given in cases])

    for given, found in zip(cases, asked, strict=True):
        facts = gather(book, given, TODAY)
        expected = [id for id, one in book.questions.items() if flow.applies(one, facts)]
        assert expected == found, str(given)


def as_page(given: dict[str, Value]) -> dict[str, object]:
    """Return facts as the page holds answers."""
    return json.loads(json.dumps({id: plain(value) for id, value in given.items()}))


def at_random(book: Rulebook, dice: random.Random) -> dict[str, Value]:
    """Return answers to some of the questions, fitting or not."""
    chosen = [one for one in book.questions.values() if one.options and dice.random() < 0.8]
    return {one.id: dice.choice(flow.possible(one, TODAY)) for one in chosen}
