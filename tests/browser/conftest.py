"""One built site and one server for all tests in this folder."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache, partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from person import Person
from playwright.sync_api import Browser
from site_build import BASE, BelowPath, site

STORIES = Path(__file__).parent.parent / "stories"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that it can be left out by name."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def address() -> Iterator[str]:
    """Serve the whole site under a sub-path."""
    folder = str(site(bundled=True))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    server.shutdown()


@pytest.fixture
def person(browser: Browser, address: str) -> Iterator:
    """Return what opens the checker as one person does; whatever went wrong fails the test."""
    people: list[Person] = []

    def arrive(**options: object) -> Person:
        people.append(Person(browser, address, **options))
        return people[-1]

    yield arrive
    for one in people:
        one.leave()


@cache
def stories(scenario: str) -> list[dict]:
    """Return the stories of a scenario."""
    with (STORIES / f"{scenario}.toml").open("rb") as file:
        return tomllib.load(file)["story"]


def told(scenario: str, start: str) -> tuple[dict, date]:
    """Return the answers and the day of the story whose name begins with *start*."""
    [story] = [one for one in stories(scenario) if one["name"].startswith(start)]
    return story["answers"], story["today"]
