"""The page shortens edited text with trim.js; what was not edited comes out as in the report."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from base64 import b64encode
from pathlib import Path

import pytest

import checker
from checker.paragraphs import body, fitted, paragraphs, sentences

HERE = Path(__file__).parent
TRIM = HERE.parent / "overrides" / "checker" / "trim.js"
SCRIPT = """
import { body, fitted, sentences, size } from "data:text/javascript;base64,%s";
import { readFileSync } from "node:fs";
const texts = JSON.parse(readFileSync(0, "utf-8"));
console.log(JSON.stringify(texts.map((one) => [
  body(one), sentences(one), size(one), [30, 90, 200, 400].map((limit) => fitted(one, limit)),
])));
"""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def texts() -> list[str]:
    """Return letters of real cases, and texts that somebody may have made of them."""
    [*told] = tomllib.loads((HERE / "stories" / "no-delivery.toml").read_text("utf-8"))["story"]
    reports = [checker.assess(one["answers"], today=one["today"]) for one in told[:12]]
    letters = [one.text for found in reports for one in found.letters]
    return [*letters, "", "。", "\n\n\n", "没有句号", "一。\n\n\n\n二！三？\n四", "𠮷。" * 60]


def test_the_page_cuts_as_the_engine_does():
    """Otherwise the field card would change when a single letter is typed and taken back."""
    script = SCRIPT % b64encode(TRIM.read_bytes()).decode()
    given = texts()
    assert len(given) > 20
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", script],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )

    for text, (rest, parts, size, cut) in zip(given, json.loads(done.stdout), strict=True):
        assert (body(text), sentences(text), len(text)) == (rest, parts, size)
        assert [fitted(text, limit) for limit in (30, 90, 200, 400)] == cut
        assert text == "\n\n".join(paragraphs(text))
