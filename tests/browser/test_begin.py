"""From a page of the guide into the checker: what the page's reader has said already is not asked again."""

from __future__ import annotations

from datetime import date

import pytest

TODAY = date(2026, 11, 23)


def trouble(visitor) -> str:
    """Return what is chosen for the trouble."""
    return visitor.page.evaluate(
        "document.querySelector('input[name=trouble]:checked')?.value ?? ''"
    )


def test_the_button_of_a_situation_brings_its_answer(person):
    """It waits for the first button, and can be changed at the end like any other answer."""
    visitor = person(today=TODAY, path="scenarios/dead-key/")
    visitor.page.click("a.button[href*='#begin=']")
    visitor.page.wait_for_selector("body.checker-ready")

    assert "" == trouble(visitor)
    assert "#" not in visitor.page.url
    visitor.begin()
    assert "code_dead" == trouble(visitor)
    answers = {"buyer": "own_use", "goods": "card_key", "signs": ["none"], "contact": "reachable"}
    met = visitor.answer(answers, until="key_error")

    assert "signs" in met and "trouble" not in met
    assert ("question", "key_error") == visitor.where()


def test_danger_is_asked_first_all_the_same(person):
    """The signs come before anything a page brings."""
    visitor = person(today=TODAY, path="checker/#begin=trouble.code_dead,contact.gone")
    visitor.begin()
    answers = {"buyer": "own_use", "goods": "card_key", "signs": ["pay_more"]}
    met = visitor.answer(answers, until="stop-danger")

    assert "signs" in met
    assert "stop-danger" == visitor.where()[1]


def test_a_kept_case_is_not_touched_by_a_link(person):
    """Whoever has a case goes on with it; the link's answer belongs to a new one."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.fill("buyer", "company")
    visitor.go_on()
    visitor.arrive("checker/#begin=buyer.child", today=TODAY)
    visitor.page.click("#checker-saved .button")
    visitor.until("history.state.screen !== 'start'")

    assert visitor.page.is_checked("#buyer-company")


@pytest.mark.parametrize(
    "text", ["trouble.nonsense", "signs.none", "__proto__.x", "price.1", "=", "a" * 5000]
)
def test_what_means_nothing_changes_nothing(person, text):
    visitor = person(today=TODAY, path=f"checker/#begin={text}")
    visitor.begin()

    assert 0 == visitor.page.locator("#questions input:checked").count()
