"""The configurations on real servers, below a path and at the root: headers, types, compression, no listing."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import told
from person import Person
from site_build import BASE, site

from scripts import hosting, policy
from scripts.serve import TYPES

pytestmark = pytest.mark.browser
SERVERS = {"nginx": hosting.nginx, "caddy": hosting.caddy}


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(kind: str, folder: Path, base: str, home: Path) -> Iterator[int]:
    """Run a server on a configuration of ours; yield its port."""
    port = free_port()
    listen = f"127.0.0.1:{port}" if kind == "nginx" else str(port)
    ours = home / f"{kind}.conf"
    ours.write_text(SERVERS[kind](str(folder), base, listen), "utf-8")
    process = subprocess.Popen(
        command(kind, ours, home), stderr=subprocess.PIPE, env={**os.environ, "HOME": str(home)}
    )
    try:
        for _ in range(100):
            assert process.poll() is None, process.stderr.read().decode()
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait()


def command(kind: str, ours: Path, home: Path) -> list[str]:
    """Return how to start a server in the foreground with nothing of the machine's own."""
    if kind == "caddy":
        whole = home / "Caddyfile"
        options = "{\n  admin off\n  auto_https off\n}\n"
        whole.write_text(options + ours.read_text("utf-8"), "utf-8")
        return ["caddy", "run", "--config", str(whole), "--adapter", "caddyfile"]
    user = "user root;\n" if os.getuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {home}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (home / "main.conf").write_text(
        f"{user}daemon off; pid {home}/pid; error_log stderr warn;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}include {ours}; }}\n",
        "utf-8",
    )
    return [
        shutil.which("nginx") or "/usr/sbin/nginx",
        "-c",
        str(home / "main.conf"),
        "-e",
        "stderr",
    ]


@pytest.fixture(params=SERVERS)
def kind(request) -> str:
    """Return a server that this machine has; nginx is installed for the tests."""
    if request.param == "caddy" and not shutil.which("caddy"):
        pytest.skip("Caddy is not installed")
    return request.param


@pytest.fixture(params=[BASE, "/"], ids=["below a path", "at the root"])
def get(request, kind: str, tmp_path: Path) -> Iterator[Callable]:
    """Serve the site; return what asks for a path within it."""
    folder = site(bundled=True)
    with running(kind, folder, request.param, tmp_path) as port:

        def ask(path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            line.request("GET", request.param + path, headers=headers)
            answer = line.getresponse()
            found = {name.title(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()

        yield ask


def test_every_kind_of_file_has_its_type_and_its_headers(get):
    folder = site(bundled=True)
    files = {path.suffix: path for path in sorted(folder.rglob("*")) if path.suffix in TYPES}
    [worker] = folder.glob("assets/checker/*/worker.js")
    for path in (*files.values(), worker):
        name = path.relative_to(folder).as_posix()
        status, found, body = get(name)
        assert (200, path.read_bytes()) == (status, body), name
        assert TYPES[path.suffix] == found["Content-Type"].replace("UTF-8", "utf-8"), name
        for header, value in policy.headers(name).items():
            assert value == found[header.title()], (name, header)


def test_folders_lead_to_their_page_and_are_not_listed(get):
    assert 200 == get("")[0] == get("checker/")[0]
    status, found, _ = get("checker")
    assert status in (301, 308) and found["Location"].endswith("/checker/")
    status, found, body = get("assets/")
    assert 404 == status
    assert b"404" in body or "没有找到".encode() in body
    assert "default-src 'none'" in found["Content-Security-Policy"]


def test_what_is_missing_leads_to_our_page(get):
    status, found, body = get("no-such-page/")
    assert 404 == status
    assert (site(bundled=True) / "404.html").read_bytes() == body
    assert found["Content-Type"].startswith("text/html")
    for header, value in policy.headers("no-such-page/").items():
        assert value == found[header.title()], header


def test_text_travels_compressed(get):
    status, found, body = get("sources/", **{"Accept-Encoding": "gzip"})
    assert (200, "gzip") == (status, found["Content-Encoding"])
    assert (site(bundled=True) / "sources" / "index.html").read_bytes() == gzip.decompress(body)


def test_the_checker_comes_to_a_result(kind, browser, tmp_path):
    """Policy, types and the worker's own policy together, in a real browser below a path."""
    answers, today = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
    with running(kind, site(bundled=True), BASE, tmp_path) as port:
        visitor = Person(browser, f"http://127.0.0.1:{port}{BASE}", today=today)
        visitor.begin()
        visitor.answer(answers)
        assert '"state":"owed"' in visitor.result()
        visitor.leave()


def test_files_compressed_beforehand_are_sent_as_they_are(kind, tmp_path):
    folder = tmp_path / "site"
    folder.mkdir(mode=0o755)
    page = folder / "page.html"
    page.write_text("<!doctype html>" + "x" * 2000, "utf-8")
    assert 1 == hosting.compress(folder)
    packed = gzip.compress(b"other", 9)
    (folder / "page.html.gz").write_bytes(packed)
    with running(kind, folder, "/", tmp_path) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        line.request("GET", "/page.html", headers={"Accept-Encoding": "gzip"})
        assert packed == line.getresponse().read()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--root", "/srv/x", "--base", "guide"], "like /guide/"),
        (["--root", "/srv/x; }", "--base", "/"], "without spaces"),
    ],
)
def test_what_would_break_the_file_is_refused(arguments, said):
    found = subprocess.run(
        [sys.executable, "-m", "scripts.hosting", "nginx", *arguments],
        capture_output=True,
        text=True,
    )
    assert 1 == found.returncode
    assert said in found.stderr
