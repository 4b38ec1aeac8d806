"""Which questions apply, and every way through them."""

from __future__ import annotations

import json

from cases import TODAY, case, changed, small

import checker
from checker import flow
from checker.facts import gather
from checker.values import NOT_ASKED, UNKNOWN


def asked(**answers: object) -> list[str]:
    """Return the ids of the questions asked in the small case."""
    facts = case(**answers).facts
    return [question.id for question in flow.asked(small(), facts)]


def test_questions_come_in_the_order_of_the_list():
    """The form has one order, whatever was answered."""
    assert ["buyer", "goods", "signs", "promise", "paid_on", "price", "paid_to"] == asked()


def test_a_follow_up_is_asked_when_its_rows_hold():
    """Not before, and not while it is open."""
    assert "promised_by" in asked(promise="dated")
    assert "promised_by" not in asked(promise="?")
    assert "promised_by" not in asked(promise=None)


def test_not_sure_can_be_a_reason_to_ask():
    """Where the rows say so, 不清楚 leads on to the follow-up."""
    assert "promise" in asked(goods="?")
    assert "promise" not in asked(goods="unlawful")


def test_not_sure_is_no_answer_to_a_question_that_was_not_asked(tmp_path):
    """A skipped question must not set off the follow-ups of its follow-ups."""
    folder = changed(tmp_path, "questions.toml", '"account", "?"]', '"account"]')
    file = folder / "questions.toml"
    file.write_text(
        file.read_text("utf-8").replace('promise    = "none"', 'promise = ["none", "?"]'), "utf-8"
    )
    book = checker.load_rulebook(folder)

    skipped = gather(book, {"buyer": "own_use"}, TODAY)
    unsure = gather(book, {"buyer": "own_use", "goods": "card_key", "promise": UNKNOWN}, TODAY)

    assert "received_on" not in skipped.asked
    assert "received_on" in unsure.asked


def test_questions_that_fill_letters_are_not_asked():
    """They are filled in beside the letter."""
    assert "my_name" not in asked()


def test_an_answer_set_aside_is_not_seen():
    """Changing an early answer keeps the later one, but takes its effect away."""
    facts = case(promise="instant", promised_by="2026-11-03").facts

    assert NOT_ASKED is facts["promised_by"]


def test_while_it_is_open_whether_a_question_applies_its_fact_is_unknown():
    """Otherwise an unanswered question would count as a no."""
    facts = case(promise=None, promised_by="2026-11-03").facts

    assert UNKNOWN is facts["promised_by"]


def test_a_notice_follows_the_answer_that_calls_for_it():
    """Danger is spoken of at once, not at the end."""
    signs = small().questions["signs"]

    assert ["stop"] == [
        one.id for one in flow.notices_after(small(), signs, case(signs=["pay_more"]).facts)
    ]
    assert () == flow.notices_after(small(), signs, case(signs="?").facts)


def test_paths_are_all_the_sequences_and_each_once():
    """Seven ways: by promise, and without it for unlawful goods."""
    sequences = [
        tuple(one.id for one in flow.asked(small(), gather(small(), given, TODAY)))
        for given in flow.paths(small(), TODAY)
    ]

    assert len(set(sequences)) == len(sequences)
    common = ("buyer", "goods", "signs")
    ends = ("paid_on", "price", "paid_to")
    assert {
        (*common, "promise", *ends),
        (*common, "promise", "paid_on", "promised_by", "price", "paid_to"),
        (*common, "promise", "paid_on", "received_on", "price", "paid_to"),
        (*common, *ends),
    } == set(sequences)


def test_the_plan_of_the_form_is_plain_json():
    """The page needs nothing else to ask the questions."""
    plan = json.loads(json.dumps(flow.form_plan(small())))

    by_id = {question["id"]: question for question in plan["questions"]}
    assert list(small().questions) == list(by_id)
    assert [{"goods": ["card_key", "account", "?"]}] == by_id["promise"]["ask_when"]
    assert "none" == by_id["signs"]["exclusive"]
    assert ("today", True, True) == (
        by_id["paid_on"]["latest"],
        by_id["my_name"]["personal"],
        by_id["my_name"]["for_letters"],
    )
    assert [
        {
            "id": "stop",
            "after": "signs",
            "page": "mistakes",
            "when": [{"signs": ["pay_more", "gave_codes"]}],
        }
    ] == plan["notices"]
