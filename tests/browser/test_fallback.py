"""Python cannot start, the script cannot start, there is no script: the way goes on all the same."""

from __future__ import annotations

import re
from datetime import date

import pytest
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


def _half(route) -> None:
    """Answer with the first half of a file, as if that were all of it."""
    answer = route.fetch()
    body = answer.body()
    route.fulfill(
        status=200,
        headers={**answer.headers, "content-length": str(len(body) // 2)},
        body=body[: len(body) // 2],
    )


def _typed(kind: str):
    """Return what answers with a whole file under another type."""
    return lambda route: route.fulfill(response=route.fetch(), headers={"content-type": kind})


BAD_DAYS = {
    "no WebAssembly": ("delete window.WebAssembly", "", None, "换一个新一点的浏览器"),
    "no workers": ("delete window.Worker", "", None, "换一个新一点的浏览器"),
    "half a runtime": ("", "**/*.wasm", _half, "没有下载完整"),
    "half an archive": ("", "**/python.zip", _half, "没有下载完整"),
    "half a script": ("", "**/pyodide.asm.js", _half, "没有下载完整"),
    "scripts sent as text": ("", "**/pyodide.js", _typed("text/plain"), "没有下载完整"),
    "a page instead of a file": (
        "",
        "**/python.zip",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>请先登录</h1>"),
        "没有下载完整",
    ),
}


@pytest.mark.parametrize("name", BAD_DAYS)
def test_a_bad_day_is_said_in_one_sentence_and_leads_on(person, name):
    """What went wrong, then what still works: the scenario's page, trying again, the case as a file."""
    script, path, answer, sentence = BAD_DAYS[name]
    visitor = person(today=TODAY, expect_trouble=True)
    if script:
        visitor.page.evaluate(script)
    if path:
        visitor.context.route(path, answer)
    visitor.begin()
    visitor.answer(LATE)
    visitor.page.click("#checker-screen .buttons .button")
    visitor.page.wait_for_selector(".guides", timeout=20_000)

    assert sentence in visitor.text("#checker-screen .why")
    assert visitor.page.locator(".guides a").first.get_attribute("href").endswith("no-delivery/")
    assert visitor.page.is_visible("text=再试一次")
    with visitor.page.expect_download() as saved:
        visitor.page.click("button:has-text('存下案件')")
    assert saved.value.suggested_filename.endswith(".json")


def test_types_that_can_be_mended_are(person):
    """WebAssembly and the archive may come under any type."""
    visitor = person(today=TODAY)
    for path in ("**/*.wasm", "**/python.zip"):
        visitor.context.route(path, _typed("application/octet-stream"))
    visitor.begin()
    visitor.answer(LATE)

    assert '"state":"owed"' in visitor.result()


def test_a_download_that_stalls_is_said_after_ten_seconds(person):
    """The way on is there while the reader waits."""
    visitor = person(today=TODAY, expect_trouble=True)
    visitor.context.route("**/python.zip", lambda route: None)
    visitor.begin()
    visitor.answer(LATE)
    visitor.page.click("#checker-screen .buttons .button")
    visitor.page.wait_for_selector(".guides", timeout=20_000)

    assert "网慢的时候要再等等" in visitor.text("#checker-screen")
    visitor.context.unroute_all(behavior="ignoreErrors")


_BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });"
_FULL = (
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
)


@pytest.mark.parametrize("script", [_BLOCKED, _FULL], ids=["blocked", "full"])
def test_where_nothing_can_be_kept_the_rest_goes_on(person, script):
    """Blocked, private or full: said once, and the result comes all the same."""
    visitor = person(today=TODAY)
    visitor.context.add_init_script(script)
    visitor.arrive(today=TODAY)
    visitor.begin()
    visitor.answer(LATE)

    assert "存不了内容" in visitor.text("#checker-screen")
    assert '"state":"owed"' in visitor.result()


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
