"""The checker on a group's own page: another origin, one line, and a height that follows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import told
from site_build import BASE, BelowPath, site

from scripts import policy

LATE, TODAY = told("no-delivery", "Instant delivery promised, nothing after 26 hours")


class Framable(BelowPath):
    """The site as a copy sends it that may be framed by anybody on this machine."""

    def send_header(self, name: str, value: str) -> None:
        """Name who may frame it, as FRAME_ANCESTORS would for an encrypted address."""
        super().send_header(name, value.replace(policy.framing(), "frame-ancestors http://*:*"))


class Group(BaseHTTPRequestHandler):
    """A page of the group's, with the one line in it."""

    line = ""

    def do_GET(self) -> None:
        """Send the page, whatever is asked for."""
        page = (
            '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>小组</title>'
            '<meta name="viewport" content="width=device-width"><style>body{margin:0}</style>'
            f"<main><h1>我们小组</h1>{self.line}</main>"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format, *args) -> None:
        """Say nothing."""


def served(handler) -> ThreadingHTTPServer:
    """Start a server of its own origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(params=[Framable, BelowPath], ids=["allowed", "not allowed"])
def copy(request) -> Iterator[tuple[str, bool]]:
    """Return a copy's address, and whether it may be framed."""
    server = served(partial(request.param, directory=str(site(bundled=True))))
    yield f"http://127.0.0.1:{server.server_port}{BASE}", request.param is Framable
    server.shutdown()


@pytest.fixture
def page(copy, browser):
    """Return the group's page, opened on a phone; whatever it asked for comes beside it."""
    address, _ = copy
    line = f'<script src="{address}assets/embed.js" data-lang="zh"></script>'
    server = served(type("Own", (Group,), {"line": line}))
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    opened = context.new_page()
    opened.asked = []
    context.on("request", lambda request: opened.asked.append(request.url))
    opened.clock.set_fixed_time(f"{TODAY.isoformat()}T09:00:00+08:00")
    opened.goto(f"http://127.0.0.1:{server.server_port}/")
    yield opened
    context.close()
    server.shutdown()


def until(frame, wanted: str) -> None:
    """Wait for something in a frame; its policy forbids Playwright's own way."""
    for _ in range(200):
        if frame.evaluate(wanted):
            return
        frame.page.wait_for_timeout(50)
    raise AssertionError(f"still waiting for {wanted}")


def height(page) -> float:
    """Return how high the frame stands on the group's page."""
    return page.locator("iframe").bounding_box()["height"]


@pytest.mark.parametrize("copy", [Framable], indirect=True, ids=["allowed"])
def test_the_checker_grows_and_shrinks_with_its_page(page, copy):
    """No second scroll bar, on the first page as on the result."""
    frame = page.frame_locator("iframe")
    frame.locator("body.checker-ready").wait_for()
    inner = page.frames[1]
    assert frame.locator(".head").is_hidden() and frame.locator(".foot").is_hidden()
    assert "法律核对到" in frame.locator(".framed-line").inner_text()
    seen = set()
    frame.locator("#checker-go").click()
    for id, value in LATE.items():
        if not frame.locator(f"#q-{id}:visible").count():
            continue
        until(inner, "document.documentElement.scrollHeight <= innerHeight")
        seen.add(height(page))
        if frame.locator(f"#{id}-year").count():
            for part, text in zip(("year", "month", "day"), value.split("-"), strict=True):
                frame.locator(f"#{id}-{part}").fill(text)
        elif frame.locator(f"#{id}-amount").count():
            frame.locator(f"#{id}-amount").fill(value)
        else:
            for one in value if isinstance(value, list) else [value]:
                frame.locator(f"label[for='{id}-{one}']").click()
        frame.locator("#questions:visible .button").first.click()
        until(inner, f"history.state.id !== '{id}'")
    assert len(seen) > 1


@pytest.mark.parametrize("copy", [Framable], indirect=True, ids=["allowed"])
def test_links_lead_out_and_nobody_else_is_asked_or_believed(page, copy):
    address, _ = copy
    frame = page.frame_locator("iframe")
    frame.locator("body.checker-ready").wait_for()
    before = height(page)
    page.evaluate("postMessage({ refundChecker: { height: 50000 } }, '*')")
    page.wait_for_timeout(200)
    assert before == height(page)

    with page.context.expect_page() as opened:
        frame.locator(".framed-line a").click()
    assert opened.value.url.startswith(address)
    own = page.url.rstrip("/")
    strangers = [url for url in page.asked if not url.startswith((address, own, "blob:", "data:"))]
    assert [] == strangers
    assert [] == page.context.cookies()
    assert 0 == page.evaluate("localStorage.length")


def test_a_link_below_leads_to_the_checker_whether_it_may_be_framed_or_not(page, copy):
    address, allowed = copy
    link = page.locator("main > p > a")

    assert f"{address}checker/" == link.get_attribute("href")
    assert "noopener" == link.get_attribute("rel")
    page.wait_for_timeout(500)
    framed = [one for one in page.frames[1:] if one.locator("#checker-go").count()]
    assert allowed == bool(framed)
