"""For everybody: axe on every screen, by keyboard alone, with room for fingers, on the narrowest phone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import told

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"

_RUN = """async () => {
  const rules = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const { violations } = await axe.run(document, rules);
  return violations.map((one) => `${one.impact} ${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`);
}"""

_SMALL = """() => [...document.querySelectorAll("main a, main button, main label, main summary, main input")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("p, li > p, dd, .unseen"))
  .filter((one) => !["radio", "checkbox", "file"].includes(one.type) && !(one.localName === "label" && !one.closest(".option")))
  .map((one) => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 44)
  .map(([text, box]) => `${text}: ${box.height}`)"""

_WIDE = "() => document.documentElement.scrollWidth > innerWidth"


def screens(visitor):
    """Walk through the whole visit, stopping at each kind of screen."""
    yield "start"
    visitor.begin()
    yield "question"
    visitor.go_on()
    yield "question with a mistake"
    visitor.answer({**LATE, "signs": ["pay_more"]}, until="stop-danger")
    yield "notice"
    visitor.answer({**LATE, "signs": ["pay_more"]}, until="paid_on")
    yield "a day"
    visitor.answer(LATE, until="price")
    yield "an amount"
    visitor.answer(LATE)
    yield "check"
    visitor.result()
    yield "result"
    visitor.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    yield "result with everything unfolded"


@pytest.mark.parametrize(
    ("scheme", "locale", "width"), [("light", "zh", 390), ("dark", "en", 1280)]
)
def test_axe_finds_nothing_on_any_screen(person, scheme, locale, width):
    """No violation of any weight, in both languages and both schemes."""
    # axe is put into the page by the test, which a careful host's policy would refuse.
    visitor = person(
        today=TODAY,
        locale=locale,
        color_scheme=scheme,
        bypass_csp=True,
        viewport={"width": width, "height": 844},
    )
    visitor.page.evaluate(AXE.read_text("utf-8"))
    found = {name: found for name in screens(visitor) if (found := visitor.page.evaluate(_RUN))}

    assert {} == found


@pytest.mark.parametrize("large", [False, True])
def test_fingers_find_room_and_nothing_sticks_out_on_the_narrowest_phone(person, large):
    """320 pixels are also a desk at 400 percent."""
    visitor = person(today=TODAY, locale="en", viewport={"width": 320, "height": 640})
    if large:
        visitor.page.click("#large")
    small, wide = {}, []
    for name in screens(visitor):
        if visitor.page.evaluate(_WIDE):
            wide.append(name)
        if found := visitor.page.evaluate(_SMALL):
            small[name] = found

    assert [] == wide
    assert {} == small


def test_the_questions_can_be_answered_by_keyboard_alone(person):
    """Tab, arrows, space and Enter are enough, and the focus is never lost."""
    visitor = person(today=TODAY)
    page = visitor.page
    page.focus("#checker-go")
    page.keyboard.press("Enter")
    assert ("question", "buyer") == visitor.where()

    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    visitor.until("history.state.id === 'goods'")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    visitor.until("history.state.id === 'signs'")

    assert page.is_checked("#goods-phone_credit")
    assert "H1" == page.evaluate("document.activeElement.tagName")


def test_nothing_is_asked_while_a_word_is_half_composed(person):
    """Input methods send letters before the word is chosen."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE)
    visitor.result()
    before = visitor.page.evaluate("reports.length")
    visitor.page.evaluate("""async () => {
      const field = document.getElementById("platform_name");
      field.value = "xing";
      field.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
      await new Promise((done) => setTimeout(done, 900));
    }""")
    assert before == visitor.page.evaluate("reports.length")

    visitor.page.evaluate("""() => {
      const field = document.getElementById("platform_name");
      field.value = "星河";
      field.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    }""")
    visitor.until("old => reports.length > old", before)


def test_printing_shows_the_letters_in_full(person):
    """A field that scrolls would be cut on paper."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE)
    visitor.result()
    visitor.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    visitor.page.emulate_media(media="print")

    printed = visitor.page.locator(".draft .printed")
    assert printed.count() == visitor.page.locator(".draft").count()
    assert printed.first.is_visible()
    # On paper paragraphs stand apart by their margins, not by empty lines.
    written = visitor.first_letter()
    assert "".join(written.split()) == "".join(printed.first.text_content().split())
    assert 0 == visitor.page.locator(".draft textarea:visible").count()
