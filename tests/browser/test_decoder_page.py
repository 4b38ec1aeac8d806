"""They answered: paste their words, see what holds, take the answer along; a scam stops everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conftest import told

import checker

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(1)</script>"

_RUN = """async () => {
  const { violations } = await axe.run(document.querySelector("#decoder"));
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" | ")}`);
}"""
_STORED = "JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"


def at_the_decoder(person, **options):
    """Return somebody who stands on the result and wants to paste."""
    visitor = person(today=TODAY, **options)
    visitor.begin()
    visitor.answer(LATE)
    visitor.result()
    visitor.page.click("#decoder button")
    visitor.page.wait_for_selector("#their-words")
    return visitor


def paste(visitor, words: str) -> None:
    """Paste what the other side wrote and ask what it is."""
    visitor.page.fill("#their-words", words)
    visitor.page.click(".their-words button")
    visitor.page.wait_for_selector(".decoded h3")


def test_a_reply_is_recognised_chosen_or_stopped(person):
    """One visit on a phone: sure, unsure, a scam, a markup attack, and nothing of it is kept."""
    book = checker.load_rulebook()
    visitor = at_the_decoder(person, bypass_csp=True)
    title = visitor.page.locator(".decoded h3")
    assert "their-words" == visitor.page.evaluate("document.activeElement.id")

    paste(visitor, "退款只能退到平台余额，不支持原路返回")
    assert book.messages["zh"]["reply.wallet-only.title"] == title.inner_text()
    assert "reading-of" == visitor.page.locator("[data-reply=wallet-only]").get_attribute("class")
    assert book.messages["zh"]["reply.wallet-only.answer"] in visitor.text("#decoder blockquote")

    paste(visitor, "最多给你退40，再多老板不批")
    offered = visitor.page.locator(".closest input")
    assert 2 <= offered.count() <= 4
    visitor.page.click(".closest .option:first-child label")
    first = offered.first.get_attribute("value")
    assert 1 == visitor.page.locator(f".chosen [data-reply={first}]").count()
    visitor.page.click("label[for=closest-none]")
    assert 0 == visitor.page.locator(".chosen [data-reply]").count()

    paste(visitor, "先交300元解冻费，交完马上连本金一起退给您")
    assert 1 == visitor.page.locator(".decoded .danger").count()
    assert not visitor.page.locator(".decoded blockquote").is_visible()
    assert "110" in visitor.text(".decoded .danger")
    visitor.page.add_script_tag(path=AXE)
    assert [] == visitor.page.evaluate(_RUN)

    paste(visitor, f"{HOSTILE}卡密已经发出，不能退款")
    assert 0 == visitor.page.locator(".decoded img, .decoded script").count()
    visitor.page.fill("#their-words", "x" * 5000)
    visitor.page.click(".their-words button")
    visitor.until("document.querySelector('.their-words .status').textContent.includes('4000')")

    visitor.page.click("#decoder summary:has-text('常见的说法')")
    visitor.page.click(".usual summary >> nth=0")
    visitor.page.click(".usual button[data-reply=sent-is-final]")
    visitor.page.wait_for_selector(".decoded [data-reply=sent-is-final]")
    assert not visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [] == visitor.page.evaluate(_RUN)

    kept = visitor.page.evaluate(_STORED)
    assert "解冻费" not in kept and "卡密已经发出" not in kept
    visitor.leave()
