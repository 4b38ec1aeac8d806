"""Without a network: the guide in both languages, the checker after a first result, and nothing left on request."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from conftest import stories, told
from site_build import BASE, BelowPath, site

import checker
from scripts import offline

TODAY = date(2026, 11, 20)
_ORDER = """order => new Promise(async (ok) => {
  const { active } = await navigator.serviceWorker.ready;
  const line = new MessageChannel();
  line.port1.onmessage = ({ data }) => ok(data);
  active.postMessage(order, [line.port2]);
})"""
_KEPT = """async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys())
  .map(({ url }) => url)))).flat()"""
SCENARIOS = ("no-delivery", "dead-key", "platform-gone", "minor-paid")


@contextmanager
def serving(folder) -> Iterator[str]:
    """Serve a folder below the site's path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    server.shutdown()


def visitor_of(person, path: str = "", **options):
    """Return somebody whose browser keeps the site, and who has had time for that."""
    visitor = person(path=path, today=TODAY, service_workers="allow", bypass_csp=True, **options)
    assert "done" == visitor.page.evaluate(_ORDER, {"op": "guide", "language": "zh"})
    return visitor


def test_the_whole_guide_in_flight_mode(person):
    """One page was opened; afterwards every page of both languages is there, and so is the search."""
    visitor = visitor_of(
        person, expect_trouble=True
    )  # the browser complains about the missing page
    visitor.context.set_offline(True)
    for path, words in (
        ("scenarios/no-delivery/", "没到账"),
        ("en/routes/samr-12315/", "12315"),
        ("en/", "Refund"),
        ("law/", "没有存在这台设备上"),
    ):
        visitor.page.goto(visitor.address + path)
        assert words in visitor.page.inner_text("h1")
    visitor.page.goto(visitor.address + "search/?q=卡密无效")
    visitor.page.wait_for_selector("#find-results a")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_checker_in_flight_mode(person, scenario):
    """After one result the next can be had without a network, and it is the same byte for byte."""
    answers, today = told(scenario, stories(scenario)[0]["name"])
    visitor = person(today=today, service_workers="allow")
    visitor.begin()
    visitor.answer(answers)
    visitor.result()
    first = visitor.page.evaluate("reports.at(-1)")
    visitor.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    assert "done" == visitor.page.evaluate(_ORDER, {"op": "checker"})
    visitor.page.evaluate("localStorage.clear()")

    visitor.context.set_offline(True)
    visitor.went_further = False
    visitor.arrive(today=today)
    visitor.begin()
    visitor.answer(answers)
    visitor.result()
    assert first == visitor.page.evaluate("reports.at(-1)")


def test_one_tap_takes_everything_away(person):
    """Pages, worker and case: nothing is left, and the page says that it looked."""
    visitor = visitor_of(person, path="privacy/")
    visitor.page.evaluate("localStorage.setItem('refund-check.case.1', '{}')")
    assert [] != visitor.page.evaluate(_KEPT)

    visitor.page.click("#remove-all")
    visitor.until("document.querySelector('#removed').textContent !== ''")
    assert "什么都没有留下" in visitor.text("#removed")
    assert [] == visitor.page.evaluate(_KEPT)
    assert 0 == visitor.page.evaluate("localStorage.length")
    assert 0 == visitor.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    )


def test_another_version_comes_without_a_reload_and_without_a_mix(browser, tmp_path):
    """While the checker is open the old version stays whole; a guide page alone lets the new one in."""
    folder = tmp_path / "site"
    shutil.copytree(site(bundled=True), folder)
    with serving(folder) as address:
        context = browser.new_context()
        case, guide = context.new_page(), context.new_page()
        case.goto(f"{address}checker/")
        case.evaluate("window.sameVisit = true")
        guide.goto(f"{address}routes/")
        assert "done" == guide.evaluate(_ORDER, {"op": "guide", "language": "zh"})
        renew(folder)

        guide.evaluate("async () => (await navigator.serviceWorker.ready).update()")
        waited(guide, True)
        guide.evaluate(f"async () => {{ {_UPDATE} }}")
        guide.goto(f"{address}process/2-apply/")
        assert "新的一版" not in guide.inner_text("h1")
        assert case.evaluate("window.sameVisit")

        case.close()
        guide.evaluate(f"async () => {{ {_UPDATE} }}")
        waited(guide, False)
        guide.goto(f"{address}process/2-apply/")
        assert "新的一版" in guide.inner_text("h1")
        context.close()


_WAITING = "async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)"
_UPDATE = "(await navigator.serviceWorker.getRegistration()).waiting.postMessage({ op: 'update' });"


def waited(page, wanted: bool) -> None:
    """Wait until a new version waits, or no longer does."""
    for _ in range(300):
        if page.evaluate(_WAITING) is wanted:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"a version waits: {not wanted}")


def renew(folder) -> None:
    """Put another version of the site in the place of the first: one page differs."""
    page = folder / "process" / "2-apply" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " 新的一版</h1>"), "utf-8")
    for leftover in (
        "sw.js",
        *(f"assets/offline/{one.name}" for one in folder.glob("assets/offline/*")),
    ):
        (folder / leftover).unlink()
    offline.write(checker.load_rulebook(), folder)


def test_what_a_host_has_changed_is_shown_but_not_kept(browser, tmp_path):
    """A page that is not the one of the list does not stand beside the others."""
    folder = tmp_path / "site"
    shutil.copytree(site(bundled=True), folder)
    page = folder / "routes" / "index.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", " 改过</h1>"), "utf-8")
    for pack in folder.glob("assets/offline/*.pack"):
        pack.write_bytes(b"damaged")
    with serving(folder) as address:
        context = browser.new_context()
        visit = context.new_page()
        visit.goto(address)
        assert "done" == visit.evaluate(_ORDER, {"op": "guide", "language": "zh"})
        kept = visit.evaluate(_KEPT)
        assert any("/scenarios/no-delivery/?kept=" in url for url in kept)
        assert not any(url.startswith(f"{address}routes/?kept=") for url in kept)
        visit.goto(f"{address}routes/")
        assert "改过" in visit.inner_text("h1")
        context.close()
