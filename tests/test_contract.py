"""The worker's function: what it answers, and that it always answers."""

from __future__ import annotations

import json
from datetime import date

import pytest

import checker
from checker.web import handle, prepare

ANSWERS = {"goods": "card_key", "trouble": "nothing_arrived", "promise": "instant"}


def asking(**changes: object) -> str:
    """Return a request with some of its values changed."""
    request = {
        "v": 1,
        "id": 7,
        "op": "assess",
        "answers": ANSWERS,
        "today": "2026-11-23",
        "locale": "zh",
    }
    return json.dumps({**request, **changes})


def errors(text: str) -> list[tuple[str, str]]:
    """Return code and question of each error in the answer to *text*."""
    answer = json.loads(handle(text))
    assert (1, False) == (answer["v"], answer["ok"])
    assert all(error["text"] for error in answer["errors"])
    return [(error["code"], error["question"]) for error in answer["errors"]]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_the_report_inside_is_the_report_itself(locale):
    """Byte for byte, so that page and command line cannot differ."""
    report = checker.assess(ANSWERS, today=date(2026, 11, 23), locale=locale)

    expected = '{"id":7,"ok":true,"report":' + report.to_json() + ',"v":1}'
    assert expected == handle(asking(locale=locale))
    assert report.to_json() == json.dumps(
        json.loads(report.to_json()), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_bad_answers_come_back_with_code_question_and_text():
    """The page puts each text beside its question."""
    bad = {"goods": "balloon", "colour": "red", "price": "-1", "paid_on": "2027-01-01"}

    assert [
        ("unknown-option", "goods"),
        ("unknown-question", "colour"),
        ("negative-amount", "price"),
        ("future-date", "paid_on"),
    ] == errors(asking(answers=bad))


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("not-an-object", ""),
        ("not-an-object", "null"),
        ("not-an-object", "[]"),
        ("not-an-object", "{}"),
        ("not-an-object", "[" * 100_000),
        ("not-an-object", asking(answers=None)),
        ("not-an-object", asking(answers=[1])),
        ("not-a-date", asking(today="soon")),
        ("not-a-date", asking(today=None)),
        ("not-a-date", asking(today="9999-12-31")),
        ("too-big", "x" * 4_000_001),
        ("too-big", None),
        ("too-long", asking(answers={"my_name": "x" * 1_000_000})),
        ("bad-characters", asking(answers={"my_name": "<img src=x onerror=alert(1)>"})),
        ("bad-characters", asking(answers={"my_name": "\ud800"})),
        ("unknown-question", asking(answers={"<script>": "\ud800"})),
        ("unknown-question", asking(answers={"": 1})),
        ("unknown-option", asking(answers={"goods": {"a": ["b"]}})),
    ],
)
def test_nothing_raises_across_the_border(code, text):
    """Every request gets an answer the page can show, and it can be encoded."""
    assert [code] == [found for found, _ in errors(text)]
    handle(text).encode("utf-8")


def test_preparing_changes_nothing_but_the_wait():
    """The worker may prepare while the questions are being answered, or not."""
    before = handle(asking())
    prepare()

    assert before == handle(asking())


def test_the_letters_come_as_they_are_wanted():
    """Tone and length are part of the request; what is not known is taken as not said."""
    case = {**ANSWERS, "goods": "card_key", "contact": "reachable", "buyer": "own_use"}
    case |= {"paid_on": "2026-11-02", "sold_on": "card_site", "signs": ["none"]}

    def ways(**letters: object) -> set[tuple[str, str]]:
        answer = json.loads(handle(asking(answers=case, letters=letters)))
        [found] = [one for one in answer["report"]["letters"] if one["form"] == "refund-demand"]
        return found["tone"], found["length"]

    assert ("calm", "long") == ways()
    assert ("firm", "short") == ways(tone="firm", length="short")
    assert ("calm", "short") == ways(tone="rude", length="short")
    assert handle(asking()) == handle(asking(letters=7)) == handle(asking(letters={"tone": []}))


def test_markup_does_not_come_back():
    """What was typed is shown with its teeth drawn."""
    answer = handle(asking(answers={"<script>alert(1)</script>": 1, "goods": "<b>"}))

    assert "<" not in answer


@pytest.mark.parametrize("id", [7, "a", None, [1], {"x": 1}, 1.5])
def test_the_answer_carries_the_id_of_its_request(id):
    """Ids of another kind are not repeated."""
    expected = id if isinstance(id, (int, str)) else None

    assert expected == json.loads(handle(asking(id=id)))["id"]


def test_an_unknown_locale_is_answered_in_chinese():
    """A page with a stale setting still gets its report."""
    assert "zh" == json.loads(handle(asking(locale="fr")))["report"]["locale"]
