"""The page decides with guards.js which questions to show; it must decide as the engine does."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

import checker
from checker import flow
from checker.facts import gather
from checker.values import UNKNOWN

GUARDS = Path(__file__).parent.parent / "overrides" / "checker" / "guards.js"
TODAY = date(2026, 11, 23)
SCRIPT = """
import { gather } from "data:text/javascript;base64,%s";
import { readFileSync } from "node:fs";
const { questions, cases } = JSON.parse(readFileSync(0, "utf-8"));
const asked = (answers) => gather(questions, answers).asked.map((question) => question.id);
console.log(JSON.stringify(cases.map(asked)));
"""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def cases() -> list[dict[str, object]]:
    """Return every path, and five hundred cases with answers left out at random."""
    book = checker.load_rulebook()
    chance = random.Random(20261123)
    mixed = []
    for _ in range(500):
        given = {
            question.id: chance.choice(flow.possible(question, TODAY))
            for question in book.questions.values()
            if chance.random() < 0.7
        }
        mixed.append(given)
    return [*flow.paths(book, TODAY), *mixed]


def raw(given: dict[str, object]) -> dict[str, object]:
    """Return the answers as the page keeps them."""
    return {
        id: "?" if value is UNKNOWN else list(value) if isinstance(value, tuple) else str(value)
        for id, value in given.items()
    }


def test_the_page_asks_what_the_engine_asks():
    """Question by question, on every path and in any half-finished state."""
    book = checker.load_rulebook()
    tried = cases()
    script = SCRIPT % b64encode(GUARDS.read_bytes()).decode()
    request = {
        "questions": flow.form_plan(book)["questions"],
        "cases": [raw(one) for one in tried],
    }
    answer = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )

    expected = [asked(given) for given in tried]
    assert expected == json.loads(answer.stdout)


def asked(given: dict[str, object]) -> list[str]:
    """Return what the engine asks, in the order of the questions."""
    book = checker.load_rulebook()
    facts = gather(book, given, TODAY)
    return [id for id in book.questions if id in facts.asked]
