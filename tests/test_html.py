"""Every page is valid HTML, said by a validator that is not ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from site_build import site

ROOT = Path(__file__).parent.parent
RULES = Path(__file__).parent / "fixtures" / "html-validate.json"

pytestmark = pytest.mark.site


def complaints(*pages: Path) -> list[str]:
    """Return what the validator says of pages."""
    command = ["node_modules/.bin/html-validate", "--config", RULES, "--formatter", "json", *pages]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    return [
        f"{Path(one['filePath']).name}:{found['line']} {found['message']}"
        for one in json.loads(said)
        for found in one["messages"]
    ]


def test_every_page_is_valid():
    pages = sorted(site(bundled=True).rglob("*.html"))

    assert len(pages) > 250
    assert [] == complaints(*pages)


def test_the_validator_sees_a_mistake(tmp_path):
    """Otherwise the test above could not fail."""
    page = tmp_path / "page.html"
    page.write_text('<!DOCTYPE html>\n<p id="a" id="a"><div></p></div>\n', "utf-8")

    assert complaints(page)
