"""What every test may use: one Chromium for the whole run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from scripts.chromium import launch


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium once; tests open contexts of their own."""
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()
