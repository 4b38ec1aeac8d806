"""Start the Chromium of this machine for tests and measurements, closed to any other host."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def path() -> str:
    """Return where Chromium is.

    Raises:
        FileNotFoundError: it is not installed; the text says how to get it.
    """
    found = next((place for name in NAMES if (place := shutil.which(name))), None)
    if found is None:
        raise FileNotFoundError(
            "Chromium is not installed; on Debian: sudo apt install chromium fonts-noto-cjk"
        )
    return found


def launch(playwright):
    """Return a headless browser with a profile of its own."""
    return playwright.chromium.launch(executable_path=path(), args=list(FLAGS))
