"""Resume codes: what goes in comes out, old codes stay good, and nothing that is wrong gets through."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode
from functools import cache
from pathlib import Path

import pytest
from test_guards_js import cases, raw

import checker
from scripts.checker_form import form_plan
from scripts.codes import code_numbers, number

GLUE = Path(__file__).parent.parent / "overrides" / "checker"
SCRIPT = """
import { readFileSync } from "node:fs";
import { encode, decode, number } from "data:text/javascript;base64,%s";
const { plan, plans, given } = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify((%s)(plan, given, plans)));
"""

KEPT = {
    "buyer": "own_use",
    "goods": "card_key",
    "signs": ["pay_more", "gave_codes"],
    "contact": "?",
    "paid_on": "2026-11-03",
    "price": "1234.50",
    "platform_name": "星河卡券",
}
OLD = "1BedWrtklRzgWoOaWhrf_AQV7yAKJwniueAUAAAHiOi7FvQzmmJ_msrPljaHliLhgtx-A"
"""The code of these answers, as it was first given out; whoever kept it must be able to go on."""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


@cache
def module() -> str:
    """Return code.js with what it imports, as one address."""
    store = b64encode((GLUE / "store.js").read_bytes()).decode()
    text = (GLUE / "code.js").read_text("utf-8")
    text = text.replace("./store.js", f"data:text/javascript;base64,{store}")
    return b64encode(text.encode()).decode()


def run(script: str, given: object, plans: object = None) -> object:
    """Return what a function in the script's language makes of *given*."""
    plan = form_plan(checker.load_rulebook(), "zh")
    answer = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT % (module(), script)],
        input=json.dumps({"plan": plan, "given": given, "plans": plans}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def test_both_sides_give_the_same_number_to_every_name():
    """The build's check speaks for the page."""
    names = [
        tuple(name.partition(" ")[::2]) for name in code_numbers(checker.load_rulebook()).values()
    ]

    found = run("(plan, given) => given.map(([one, option]) => number(one, option))", names)

    assert [number(*one) for one in names] == found
    assert len(names) == len(set(found))


def test_every_case_comes_back_as_it_went_in():
    """All paths and five hundred mixed cases, none longer than a code may be."""
    given = [raw(one) for one in cases()]

    found = run(
        "(plan, given) => given.map((one) => { const { code, left } = encode(one, plan);"
        " return { code, left, back: decode(code, plan).answers }; })",
        given,
    )

    book = checker.load_rulebook()
    assert max(len(one["code"]) for one in found) <= 400
    for answers, one in zip(given, found, strict=True):
        kept = {
            id: value
            for id, value in answers.items()
            if not book.questions[id].personal and id not in one["left"]
        }
        assert kept == one["back"]
        assert all("?" == answers[id] for id in one["left"])


def test_a_code_from_the_first_day_still_opens():
    """The numbers follow from names; renaming a question or option makes old codes worthless."""
    code, back = run(
        "(plan, [kept, old]) => [encode(kept, plan).code, decode(old, plan)]", [KEPT, OLD]
    )

    assert OLD == code
    assert {"answers": KEPT} == back


def test_questions_may_be_added_and_moved():
    """A code does not know where in the list a question stood."""
    book = checker.load_rulebook()
    plan = form_plan(book, "zh")
    moved = [{**one, "options": list(reversed(one["options"]))} for one in plan["questions"]]
    extra = {**moved[0], "id": "brand_new"}
    later = {"questions": [extra, *reversed(moved)]}

    back = run("(plan, old, later) => decode(old, later).answers", OLD, later)

    assert {**KEPT, "signs": sorted(KEPT["signs"])} == {**back, "signs": sorted(back["signs"])}


def test_a_code_with_one_wrong_letter_is_refused():
    """Every place is tried; a newer version is named as what it may be."""
    wrong = [
        OLD[:place] + ("A" if OLD[place] != "A" else "B") + OLD[place + 1 :]
        for place in range(1, len(OLD))
    ]
    # The last letter's unused bits say nothing.
    found = run("(plan, given) => given.map((one) => decode(one, plan))", wrong)

    assert {"code_damaged"} == {one.get("wrong", "") for one in found[:-1]}
    assert "code_newer" == run("(plan, old) => decode(old, plan)", "2" + OLD[1:])["wrong"]


@pytest.mark.parametrize(
    "text", ["", "1", "1AAAA", "<b>", "1" + "A" * 100_000, "%00", "1____", "#code="]
)
def test_what_is_no_code_is_refused(text):
    """Short, enormous and hostile texts end in one sentence."""
    assert {"wrong": "code_damaged"} == run("(plan, text) => decode(text, plan)", text)


def test_a_question_nobody_knows_is_said_and_nothing_is_opened():
    """Half a case would be a different case."""
    plan = form_plan(checker.load_rulebook(), "zh")
    fewer = {"questions": [one for one in plan["questions"] if one["id"] != "goods"]}

    assert {"wrong": "code_unknown"} == run("(plan, old, fewer) => decode(old, fewer)", OLD, fewer)


def test_what_is_personal_never_goes_in_and_long_names_are_left_out_and_named():
    """Three names of eighty characters do not fit; the answers always do."""
    book = checker.load_rulebook()
    names = {id: "名" * 80 for id, one in book.questions.items() if one.kind == "text"}

    made = run("(plan, given) => encode(given, plan)", KEPT | names)
    back = run("(plan, code) => decode(code, plan).answers", made["code"])

    personal = {id for id, one in book.questions.items() if one.personal}
    assert len(made["code"]) <= 400
    assert set() == personal & (set(back) | set(made["left"]))
    assert "product_name" in made["left"]
    assert all(value == back[id] for id, value in KEPT.items() if id != "platform_name")
