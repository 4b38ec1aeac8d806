"""Python cannot start, the script cannot start, there is no script: the way goes on all the same."""

from __future__ import annotations

import re
from datetime import date

from conftest import told

import checker

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")


def test_without_the_runtime_the_page_leads_to_the_matching_guide_page(person):
    """A blocked download is said calmly; the answers are kept and can be tried again."""
    visitor = person(today=TODAY, block="**/assets/py/**", expect_trouble=True)
    visitor.begin()
    visitor.answer(LATE)
    page = visitor.page
    page.click("#checker-screen .buttons .button")
    page.wait_for_selector(".guides")

    assert "没能启动" in visitor.text("#checker-screen")
    links = page.locator(".guides a")
    assert 1 == links.count()
    assert re.search(r"scenarios/no-delivery/$", links.first.get_attribute("href"))
    assert [] == visitor.strangers()

    visitor.context.unroute("**/assets/py/**")
    page.click("text=再试一次")
    page.wait_for_selector("#checker-result:not([hidden])")
    assert "30.00" in visitor.heading()


def test_without_webassembly_the_page_says_so_at_once(person):
    """Old browsers get the guide instead of an endless wait."""
    visitor = person(today=TODAY, locale="en", expect_trouble=True)
    visitor.page.evaluate("delete window.WebAssembly")
    visitor.begin()
    visitor.answer(LATE)
    visitor.page.click("#checker-screen .buttons .button")
    visitor.page.wait_for_selector(".guides", timeout=5_000)

    assert visitor.page.locator(".guides a").first.get_attribute("href").endswith("no-delivery/")


def test_without_script_every_question_can_be_read_and_leads_on(person):
    """The form is a checklist, and every scenario's page is linked below it."""
    visitor = person(today=TODAY, java_script_enabled=False, expect_trouble=True)
    page = visitor.page

    assert page.locator(".question:visible").count() == page.locator(".question").count() > 20
    assert page.locator("#q-buyer legend").is_visible()
    book = checker.load_rulebook()
    assert len(book.scenarios) == page.locator("#checker-pages a:visible").count()
    assert len(book.notices) == page.locator(".pause a:visible").count()
    assert 0 == page.locator("button:visible, input[type=file]:visible").count()
    page.click("#checker-pages a[data-scenario=no-delivery]")
    assert page.url.endswith("/scenarios/no-delivery/")
    visitor.page.close()


def test_when_our_script_does_not_arrive_the_button_opens_the_questions(person):
    """The start page is never a dead end."""
    visitor = person(today=TODAY, block="**/main.js", expect_trouble=True)
    page = visitor.page

    assert page.locator("#q-buyer").is_hidden()
    page.click("#checker-go")
    assert page.locator("#q-buyer legend").is_visible()
    assert page.locator("#checker-pages a").first.is_visible()


def test_guide_pages_load_nothing_of_the_checker(person):
    """Reading costs no more than reading."""
    visitor = person(path="scenarios/no-delivery/")

    assert [] == [
        url for url in visitor.requests if "/assets/checker/" in url or "/assets/py/" in url
    ]
