"""A letter in the reader's hands: tone, length, paragraphs with their law, the channel's fields."""

from __future__ import annotations

import json
from datetime import date

from conftest import told

import checker
from checker.papers import Length, Style, Tone

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
CASE = {
    **{key: value for key, value in LATE.items() if key not in ("stage", "stage_on")},
    "reply": "time_up",
    "asked_on": "2026-11-19",
    "operator_known": "yes",
    "stage": "none",
}


def at_the_letters(person, **options):
    """Return somebody who looks at the letters of a late delivery, and the report behind them."""
    visitor = person(today=TODAY, **options)
    visitor.begin()
    visitor.answer(CASE)
    return visitor, json.loads(visitor.result())


def written(style: Style) -> dict[str, str]:
    """Return the letters as the command line writes them."""
    report = checker.assess(CASE, today=TODAY, style=style)
    return {one.form: one.text for one in report.letters}


def test_a_letter_is_edited_paragraph_by_paragraph(person):
    """Firm and short by radio; law in sight; what was changed is marked and can be taken back."""
    visitor, report = at_the_letters(person)
    page = visitor.page
    form = page.locator(".draft").first.get_attribute("id").removeprefix("letter-")
    draft = page.locator(f"#letter-{form}")
    assert written(Style())[form] == visitor.letter(form)

    page.check("#style-firm", force=True)
    page.check("#style-short", force=True)
    firm = written(Style(tone=Tone.FIRM, length=Length.SHORT))[form]
    visitor.until(
        "([form, text]) => [...document.querySelectorAll(`#text-${form} textarea`)]"
        ".map((one) => one.value).join('\\n\\n') === text",
        [form, firm],
    )
    assert firm != written(Style())[form]

    # The law of a paragraph opens below it, with its source.
    law = draft.locator(".paragraph", has=page.locator(".law-link")).last
    law.locator(".law-link summary").click()
    assert law.locator(".law-link a[href^='https://']").first.is_visible()
    area = law.locator("textarea")
    before = area.input_value()
    assert "《" in before
    area.fill(before.replace("条", "款", 1) + "不退就曝光。")
    assert "自己核对" in law.locator(".law-mark").inner_text()
    assert "曝光" in draft.locator("[data-misrouting='no-threats']").inner_text()
    assert draft.locator(".aside").first.is_hidden()

    # What is edited stays when the letters are written anew, and says so when it no longer fits.
    page.check("#style-calm", force=True)
    visitor.until("form => !document.querySelector(`#letter-${form} .aside`).hidden", form)
    assert "不退就曝光" in visitor.letter(form)
    draft.locator("button:has-text('恢复原文')").click()
    assert written(Style(length=Length.SHORT))[form] == visitor.letter(form)

    # One paragraph is taken back by itself; the others stay as edited.
    facts, last = draft.locator(".paragraph").nth(2), draft.locator(".paragraph").last
    for one in (facts, last):
        one.locator("textarea").fill(one.locator("textarea").input_value() + "补充。")
    facts.locator("button:has-text('恢复这一段')").click()
    assert 1 == visitor.letter(form).count("补充。")

    # What is still missing leads to its field.
    draft.locator(".jumps button").first.click()
    assert page.evaluate("document.activeElement.closest('#checker-details') !== null")


def test_a_form_is_filled_in_field_by_field(person):
    """Live counts, a shortened text for what is too long, conditions with their answers."""
    visitor, report = at_the_letters(person, permissions=["clipboard-read", "clipboard-write"])
    page = visitor.page
    draft = page.locator("#letter-samr-complaint")
    draft.locator("summary").first.click()
    [letter] = [one for one in report["letters"] if one["form"] == "samr-complaint"]
    for channel in draft.locator(".channel > summary").all():
        channel.click()
    card = draft.locator("[data-field='complaint-text']")
    [field] = [one for one in letter["fields"] if one["field"] == "complaint-text"]
    assert field["text"] == card.locator(".field-text").first.inner_text()
    assert f"{len(field['text'])}字，最多400字" in card.inner_text()
    assert len(letter["conditions"]) == draft.locator(".conditions li").count()

    area = draft.locator(".paragraph textarea").nth(2)
    area.fill(area.input_value() + "订单页一直显示已经付款。" * 30)
    assert "放不下" in card.inner_text()
    card.locator("button:has-text('复制截短的')").click()
    visitor.until(
        "document.querySelector('[data-field=complaint-text] .status').textContent !== ''"
    )
    copied = page.evaluate("navigator.clipboard.readText()")
    assert 300 < len(copied) <= 400
    assert copied.endswith("。")
    assert "请组织调解" in copied

    area.fill(area.input_value() + "请查处，我已报警。")
    words = draft.locator(".misrouted").inner_text()
    assert "查处" in words and "报警" in words
