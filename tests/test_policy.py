"""The content policy: every page carries it, the header file agrees, only the worker gets more."""

from __future__ import annotations

import re

import pytest
from site_build import BASE, site

from scripts import policy

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">')


def rules(text: str) -> dict[str, dict[str, str]]:
    """Read a header file: paths at the margin, their headers indented."""
    found: dict[str, dict[str, str]] = {}
    rule: dict[str, str] = {}
    for line in text.splitlines():
        if line.startswith(" "):
            name, value = line.strip().split(": ", 1)
            rule[name] = value
        else:
            rule = found[line] = {}
    return found


def test_every_page_carries_the_policy_before_anything_is_loaded():
    pages = sorted(site(bundled=True).rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        head = page.read_text("utf-8").partition("</head>")[0]
        found = META.search(head)
        assert found, page
        assert policy.in_page() == found[1].replace("&#39;", "'"), page
        assert not re.search("<(link|script)", head[: found.start()]), page


def test_nothing_is_allowed_that_is_not_named_and_nothing_elsewhere():
    text = policy.in_page()
    assert text.startswith("default-src 'none'; ")
    assert not re.search(r"https?:|\*|unsafe|blob:", text)
    assert "require-trusted-types-for 'script'" in text


def test_only_the_worker_may_compile_webassembly():
    assert "wasm" not in policy.headers("checker/index.html")["Content-Security-Policy"]
    worker = policy.headers("assets/checker/0a1b2c3d/worker.js")["Content-Security-Policy"]
    assert "'wasm-unsafe-eval'" in worker
    assert "frame-ancestors" not in worker


def test_the_header_file_gives_the_worker_of_this_build_its_own_policy():
    folder = site(bundled=True)
    found = rules((folder / "_headers").read_text("utf-8"))
    [worker] = folder.glob("assets/checker/*/worker.js")
    path = BASE + worker.relative_to(folder).as_posix()
    sent = policy.headers(worker.relative_to(folder).as_posix())

    assert found[path] == {"Content-Security-Policy": sent["Content-Security-Policy"]}
    assert found[f"{BASE}*"]["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert found[f"{BASE}*"]["X-Content-Type-Options"] == "nosniff"
    for kept in policy.KEPT:
        assert found[f"{BASE}{kept}*"]["Cache-Control"] == sent["Cache-Control"]


def test_a_group_may_frame_the_site_when_it_is_named(monkeypatch):
    monkeypatch.setenv("FRAME_ANCESTORS", "https://group.example https://desk.example:8443")
    sent = policy.headers("checker/index.html")["Content-Security-Policy"]
    assert sent.endswith("frame-ancestors https://group.example https://desk.example:8443")


@pytest.mark.parametrize(
    "setting", ["*", "http://group.example", "https://group.example/page", "https://a.example;"]
)
def test_anything_but_an_encrypted_origin_is_refused_with_an_example(monkeypatch, setting):
    monkeypatch.setenv("FRAME_ANCESTORS", setting)
    with pytest.raises(policy.PolicyError, match="write it like https://group.example"):
        policy.framing()
