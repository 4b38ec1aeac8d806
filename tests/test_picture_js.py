"""Letters as pictures: lines broken as Chinese print does it, pages no higher than a screen."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKER = Path(__file__).parent.parent / "overrides" / "checker"
SCRIPT = """
import { readFileSync } from "node:fs";
const { laidOut, wrapped } = await import(process.argv[1]);
const { texts, parts } = JSON.parse(readFileSync(0, "utf-8"));
const wide = (text) => [...text].reduce((sum, one) => sum + (one < "\\u2000" ? 5 : 10), 0);
console.log(JSON.stringify({
  lines: texts.map((one) => wrapped(one, (first) => (first ? 80 : 100), wide)),
  pages: laidOut(parts, (text) => [...text].length * 38),
}));
"""

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def laid_out(tmp_path: Path, texts: list[str], parts: list[dict]) -> dict:
    """Return what picture.js makes of texts and of a letter's parts."""
    for file in CHECKER.glob("*.js"):
        shutil.copy(file, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    answer = subprocess.run(
        ["node", "--input-type=module", "-e", SCRIPT, str(tmp_path / "picture.js")],
        input=json.dumps({"texts": texts, "parts": parts}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout)


def test_lines_end_and_begin_as_in_print(tmp_path):
    """Nothing is lost; closing signs hang over the edge, opening ones move on, words stay whole."""
    texts = [
        "一二三四五六七八，九十",
        "一二三四五六七（八）九",
        "一二三四五六ABC12345六",
        "",
        "一二三四五六七八一二三四五六七八九十。",
    ]
    found = laid_out(tmp_path, texts, [])["lines"]

    assert ["一二三四五六七八，", "九十"] == found[0]
    assert ["一二三四五六七", "（八）九"] == found[1]
    assert ["一二三四五六", "ABC12345六"] == found[2]
    assert [] == found[3]
    assert ["一二三四五六七八", "一二三四五六七八九十。"] == found[4]


def test_a_long_letter_goes_on_in_the_next_picture(tmp_path):
    """No line is lost or stands outside its picture; title in the middle, signature to the right."""
    body = [{"kind": "body", "text": f"第{number}句。" + "长" * 60} for number in range(30)]
    parts = [{"kind": "title", "text": "退款要求"}, *body, {"kind": "sign", "text": "王小明"}]
    pages = laid_out(tmp_path, [], parts)["pages"]
    lines = [line for page in pages for line in page]

    assert 1 < len(pages)
    assert "".join(one["text"] for one in parts) == "".join(line["text"] for line in lines)
    assert all(84 <= line["x"] and 84 < line["y"] <= 1920 - 84 for line in lines)
    title, sign = lines[0], lines[-1]
    assert 1080 == pytest.approx(2 * title["x"] + 4 * 38)
    assert 1080 - 84 == sign["x"] + 3 * 38
