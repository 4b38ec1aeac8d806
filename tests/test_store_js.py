"""Case files as the page reads them: both formats, and nothing hostile gets through."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode
from datetime import date
from pathlib import Path

import pytest

import checker
from checker.answers import forbidden
from checker.progress import Progress, read_progress
from checker.saved import read, write
from scripts.checker_form import form_plan

STORE = Path(__file__).parent.parent / "overrides" / "checker" / "store.js"
TODAY = date(2026, 11, 26)
SCRIPT = """
import { readFileSync } from "node:fs";
import * as store from "data:text/javascript;base64,%s";
const { plan, given } = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify((%s)(plan, given)));
"""
ANSWERS = {"buyer": "own_use", "goods": "card_key", "reply": "waiting"}
LETTERS = {
    "refund-demand": {"sent_on": "2026-11-20", "place": "平台客服", "answered_on": "2026-11-25"},
    "samr-complaint": {"sent_on": "2026-11-26"},
}
PARSE = "(plan, given) => given.map((text) => store.parseCase(text, plan, '2026-11-26'))"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def run(script: str, given: object) -> object:
    """Return what a function in the script's language makes of *given*."""
    plan = form_plan(checker.load_rulebook(), "zh")
    answer = subprocess.run(
        [
            "node",
            "--input-type=module",
            "-e",
            SCRIPT % (b64encode(STORE.read_bytes()).decode(), script),
        ],
        input=json.dumps({"plan": plan, "given": given}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def key(name: str, **_: object) -> str:
    """Say the key itself."""
    return name


def test_both_sides_write_the_same_file():
    """What the page saves is what the command line reads, and the other way round."""
    book = checker.load_rulebook()
    progress = Progress(reached=True, letters=LETTERS)
    script = (
        "(plan, { answers, progress }) =>"
        " store.caseText(answers, plan, '2026-11-26', false, progress)"
    )

    text = run(script, {"answers": ANSWERS, "progress": {"reached": True, "letters": LETTERS}})

    assert write(ANSWERS, book, TODAY, progress=progress) == text
    assert progress == read_progress(read(text, key).progress, book, TODAY, key)
    [back] = run(PARSE, [text])
    assert ({"reached": True, "letters": LETTERS}, []) == (back["progress"], back["unknown"])


def test_a_file_of_the_first_format_opens_with_nothing_sent():
    """And so does a hand-written list of answers; a newer one says so."""
    old = {"format": 1, "answers": ANSWERS, "progress": {"letters": LETTERS}}
    first, bare, newer = run(PARSE, [json.dumps(one) for one in (old, ANSWERS, {"format": 3})])

    nothing = {"reached": False, "letters": {}}
    assert (ANSWERS, nothing) == (first["answers"], first["progress"])
    assert (ANSWERS, nothing) == (bare["answers"], bare["progress"])
    assert {"wrong": "newer"} == newer


@pytest.mark.parametrize(
    "record",
    [
        "2026-11-20",
        {"place": "平台客服"},
        {"sent_on": "2026-02-30"},
        {"sent_on": "2026-11-27"},
        {"sent_on": 20261120},
        {"sent_on": "2026-11-20", "place": "<img src=x>"},
        {"sent_on": "2026-11-20", "place": "a\u202eb"},
        {"sent_on": "2026-11-20", "place": "x" * 101},
        {"sent_on": "2026-11-20", "status": "won"},
    ],
)
def test_a_record_that_cannot_be_is_named_and_left_out(record):
    """The rest of the case opens; both sides refuse the same records."""
    letters = {**LETTERS, "refund-demand": record}
    case = {"format": 2, "answers": ANSWERS, "progress": {"letters": letters}}
    [found] = run(PARSE, [json.dumps(case)])

    assert ANSWERS == found["answers"]
    assert ["samr-complaint"] == list(found["progress"]["letters"])
    assert ["退款要求"] == found["unknown"]
    with pytest.raises(checker.AnswerErrors):
        read_progress(case["progress"], checker.load_rulebook(), TODAY, key)


@pytest.mark.parametrize("name", ["<script>", "__proto__", "constructor"])
def test_a_letter_nobody_knows_is_named_and_left_out(name):
    """Names that mean something to the language mean nothing here."""
    case = {"format": 2, "answers": {"buyer": "own_use"}, "progress": {"letters": {name: {}}}}
    [found] = run(PARSE, [json.dumps(case)])

    assert ({}, [name]) == (found["progress"]["letters"], found["unknown"])


def test_both_sides_refuse_the_same_signs():
    """Over the first characters of all, one by one."""
    signs = [chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000]

    found = run("(plan, given) => given.map((one) => store.acting(one))", signs)

    assert [sign for sign in signs if forbidden(sign)] == [
        sign for sign, acts in zip(signs, found, strict=True) if acts
    ]
