"""Files of evidence: fingerprints, numbers, safe names, the index and the zip, as the page's modules make them."""

from __future__ import annotations

import hashlib
import io
import json
import random
import shutil
import subprocess
import zipfile
from base64 import b64decode, b64encode
from functools import cache
from pathlib import Path

import pytest

import checker
from scripts.checker_form import form_plan

ROOT = Path(__file__).parent.parent
GLUE = ROOT / "overrides" / "checker"
START = """
import { readFileSync } from "node:fs";
import * as boxes from "./boxes.js";
import * as files from "./files.js";
import * as listing from "./listing.js";
import * as pack from "./pack.js";
import { speaker } from "./dom.js";
import * as fflate from "./fflate.js";
const { given, words } = JSON.parse(readFileSync(0, "utf-8"));
const zh = speaker(words.zh), en = speaker(words.en);
const bytes = (text) => Uint8Array.from(Buffer.from(text, "base64"));
const file = ({ name, content = "", type = "", time = 0 }) => new File([bytes(content)], name, { type, lastModified: time });
const shelfOf = (list) => {
  const shelf = { files: [], last: 0 };
  for (const one of list) files.place(shelf, file(one), one.sha256, one.item ?? "");
  return shelf;
};
"""
ITEMS = {"chat": {"title": "聊天记录", "proves": "对方答应过什么。"}}
TIME = 1_700_000_000_000  # 2023-11-15 06:13 in China

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


@cache
def words() -> dict:
    """Return what the pack says, in both languages."""
    return form_plan(checker.load_rulebook(), "en")["pack"]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Return what runs a script among the page's own modules, with *given*, and returns its answer."""
    folder = tmp_path_factory.mktemp("modules")
    for path in GLUE.glob("*.js"):
        shutil.copy(path, folder)
    shutil.copy(ROOT / "node_modules" / "fflate" / "esm" / "browser.js", folder / "fflate.js")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")

    def answer(script: str, given: object = None) -> object:
        (folder / "test.js").write_text(
            f"{START}console.log(JSON.stringify(await (async () => {{ {script} }})()));", "utf-8"
        )
        found = subprocess.run(
            ["node", "test.js"],
            cwd=folder,
            input=json.dumps({"given": given, "words": words()}),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(found.stdout)

    return answer


def shot(name: str, content: bytes = b"x", item: str = "", **more: object) -> dict:
    """Return a file as the scripts above take it."""
    sha256 = hashlib.sha256(content).hexdigest()
    return {
        "name": name,
        "content": b64encode(content).decode(),
        "sha256": sha256,
        "item": item,
        **more,
    }


def test_both_ways_of_taking_a_fingerprint_agree_with_python(run):
    """At every length around a block's end, and across the pieces large files are read in."""
    chance = random.Random(7)
    contents = [chance.randbytes(size) for size in [*range(0, 131), 2**20, 2**20 + 1, 3_000_017]]

    found = run(
        """return Promise.all(given.map(async (one) => [
          await files.fingerprint(new File([bytes(one)], "a")), await files.fingerprint(new File([bytes(one)], "a"), -1)]));""",
        [b64encode(one).decode() for one in contents],
    )

    expected = [hashlib.sha256(one).hexdigest() for one in contents]
    assert expected == [whole for whole, _ in found]
    assert expected == [in_pieces for _, in_pieces in found]


def test_numbers_stay_when_a_file_goes_and_the_same_bytes_are_there_once(run):
    """A number may already stand in a letter."""
    found = run(
        """const shelf = shelfOf(given);
        const again = files.place(shelf, file(given[0]), given[0].sha256, "");
        files.remove(shelf, shelf.files[1]);
        const { entry } = files.place(shelf, file({ name: "d" }), "d", "chat");
        const given_out = [again.twin.number, "entry" in again, entry.number];
        const numbers = () => shelf.files.map(({ number, file }) => [number, file.name]);
        const before = numbers(), mixed = files.outOfOrder(shelf, ["chat"]);
        files.renumber(shelf, ["chat"]);
        return [...given_out, before, mixed, numbers(), files.outOfOrder(shelf, ["chat"])];""",
        [shot(name, name.encode()) for name in "abc"],
    )

    assert [
        1,
        False,
        4,
        [[1, "a"], [3, "c"], [4, "d"]],
        True,
        [[1, "d"], [2, "a"], [3, "c"]],
        False,
    ] == found


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("订单 截图.PNG", "订单 截图.PNG"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\a\\b.png", "C__a_b.png"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("x\u0000\u200b\n<y>|?*.jpg", "x_y____.jpg"),
        ("...", "file"),
        (" . .png", "file.png"),
        ("", "file"),
        ("长" * 300 + ".jpeg", "长" * 32 + ".jpeg"),
        ("😀" * 50 + ".mp4", "😀" * 24 + ".mp4"),
        ("trailing. .txt", "trailing.txt"),
        ("\ud800.png", "file.png"),
    ],
)
def test_names_are_safe_in_any_file_system(run, name, safe):
    """Nothing that leads elsewhere, hides, or is too long; what is left is still recognisable."""
    assert safe == run("return files.safeName(given);", name)


def test_the_index_says_of_each_file_what_it_is_and_proves(run):
    """In the order of the numbers, in Chinese; what the reader wrote goes first."""
    text, page, rows = run(
        """const shelf = shelfOf(given), items = new Map([["chat", {"title": "聊天记录", "proves": "对方答应过什么。"}]]);
        shelf.files[1].proves = "<b>当天</b>的价格\\n三十元";
        shelf.files[0].copy = { blob: new Blob(["c"]), ending: "png", sha256: "c".repeat(64) };
        const rows = listing.rows(shelf, items, zh);
        return [listing.listText(rows, zh, "2026-11-20"), listing.listPage(rows, zh, "2026-11-20"), rows];""",
        [
            shot("a.b.png", b"1" * 2048, "chat", type="image/png", time=TIME),
            shot("价格.pdf", b"2"),
        ],
    )

    assert (
        f"""证据目录

制作日期：2026-11-20，共2份。

证据1
文件：证据原件/证据1-a.b.png
证据名称：聊天记录
证明什么：对方答应过什么。
文件时间：2023-11-15 06:13
大小：2.0 KB（2048字节）
SHA-256：{hashlib.sha256(b"1" * 2048).hexdigest()}
遮盖件：有：证据遮盖件/证据1-遮盖-a.b.png，SHA-256：{"c" * 64}

证据2
文件：证据原件/证据2-价格.pdf
证据名称：其他
证明什么：<b>当天</b>的价格 三十元
文件时间：不明
大小：1 B（1字节）
SHA-256：{hashlib.sha256(b"2").hexdigest()}
遮盖件：无

文件时间是设备上记的，北京时间，不一定是拍摄的时间。大小和SHA-256都按原件算。
"""
        == text
    )
    assert ["证据1", "证据2"] == [row["number"] for row in rows]
    assert "<b>" not in page
    assert "&#60;b&#62;当天&#60;/b&#62;的价格 三十元" in page
    assert 2 == page.count("<tr><td>")
    assert "<script" not in page and "http" not in page


PACKED = """
const shelf = shelfOf(given.files), items = new Map(Object.entries(given.items));
const stuff = { shelf, items, dates: given.dates, caseText: "{}\\n", day: "2026-11-20", letters: given.letters };
if (given.copied) shelf.files[0].copy = { blob: new Blob(["copy"]), ending: "png", sha256: "c".repeat(64) };
const entries = pack.contents(stuff, zh, [zh, en]);
const control = new AbortController(), told = [];
"""


def test_the_zip_holds_everything_under_names_of_its_own(run):
    """Another reader opens it: bytes as they were, times kept, equal names told apart, UTF-8 marked."""
    big = random.Random(3).randbytes(2_500_000)
    given = {
        "files": [
            shot("图.png", big, "chat", type="image/png", time=TIME),
            shot("图.png", b"other", type="image/png", time=-5),
            shot("leer.txt", b""),
        ],
        "items": ITEMS,
        "copied": True,
        "dates": "12月1日：去投诉",
        "letters": [
            {"title": "Refund demand", "text": "退款通知书\n\n致：甲", "now": "改过的信\n"},
            {"title": "Form", "text": "这里没有标题。\n", "now": "甲"},
        ],
    }

    content, told = run(
        PACKED
        + """const blob = await pack.write(entries, fflate, control.signal, (at, count) => told.push([at, count]));
        return [Buffer.from(await blob.arrayBuffer()).toString("base64"), told];""",
        given,
    )

    archive = zipfile.ZipFile(io.BytesIO(b64decode(content)))
    assert archive.testzip() is None
    assert [
        "00-说明 README.txt",
        "证据目录.txt",
        "证据目录.html",
        "信/01-退款通知书.txt",
        "信/02-Form.txt",
        "时间表.txt",
        "案件-2026-11-20.json",
        "证据原件/证据1-图.png",
        "证据遮盖件/证据1-遮盖-图.png",
        "证据原件/证据2-图.png",
        "证据原件/证据3-leer.txt",
    ] == archive.namelist()
    assert all(one.flag_bits & 0x800 for one in archive.infolist())
    assert big == archive.read("证据原件/证据1-图.png")
    assert b"copy" == archive.read("证据遮盖件/证据1-遮盖-图.png")
    assert b"" == archive.read("证据原件/证据3-leer.txt")
    assert "改过的信\n" == archive.read("信/01-退款通知书.txt").decode()
    assert 2023 == archive.getinfo("证据原件/证据1-图.png").date_time[0]
    assert [[at, 4] for at in (1, 2, 3, 4)] == told
    cover = archive.read("00-说明 README.txt").decode()
    for part in ("证据遮盖件", "certutil -hashfile", "About this case pack", "2026-11-20"):
        assert part in cover


def test_a_pack_without_files_promises_none(run):
    """No index, and nothing about fingerprints in the cover."""
    given = {"files": [], "items": {}, "dates": "", "letters": []}

    names, cover = run(PACKED + "return [entries.map(({ name }) => name), entries[0].text];", given)

    assert ["00-说明 README.txt", "案件-2026-11-20.json"] == names
    assert "证据目录" not in cover and "SHA-256" not in cover and "时间表" not in cover


def test_packing_stops_when_asked_and_when_a_file_is_gone(run):
    """Half a zip is never offered."""
    given = {"files": [shot("a"), shot("b", b"y")], "items": {}, "dates": "", "letters": []}

    found = run(
        PACKED
        + """const outcome = (list, tell) => pack.write(list, fflate, control.signal, tell).then(() => "made", ({ name, message }) => [name, message]);
        const shrunk = { name: "s", file: { size: 9, slice: () => new Blob(["short"]) } };
        return [await outcome([shrunk], () => {}), await outcome(entries, () => control.abort())];""",
        given,
    )

    assert [["Error", "the file has changed"], ["AbortError", "cancelled"]] == found


def test_black_boxes_cover_at_least_what_was_drawn(run):
    """Whole pixels, inside the picture, in a smaller copy too; arrows move and resize."""
    found = run(
        """const size = { width: 100, height: 50 };
        const box = boxes.between({ x: 10.6, y: -5 }, { x: 4.2, y: 7.1 }, size);
        return [box, boxes.scaled({ x: 3, y: 3, w: 3, h: 3 }, 0.5, size),
          boxes.between({ x: 300, y: 300 }, { x: 400, y: 400 }, size),
          boxes.nudged(box, { key: "ArrowLeft" }, size), boxes.nudged({ x: 0, y: 0, w: 9, h: 9 }, { key: "ArrowUp" }, size),
          boxes.nudged(box, { key: "ArrowDown", shiftKey: true }, size), boxes.nudged(box, { key: "a" }, size) === undefined,
          boxes.settled({ x: NaN, y: 49, w: 500, h: -3 }, size),
          boxes.under([box, { x: 0, y: 0, w: 50, h: 50 }], { x: 5, y: 5 }), boxes.under([box], { x: 90, y: 40 }),
          boxes.limited({ width: 8000, height: 8000 }, 16000000), boxes.limited(size, 16000000)];"""
    )

    assert [
        {"x": 4, "y": 0, "w": 7, "h": 8},
        {"x": 1, "y": 1, "w": 2, "h": 2},
        {"x": 99, "y": 49, "w": 1, "h": 1},
        {"x": 3, "y": 0, "w": 7, "h": 8},
        {"x": 0, "y": 0, "w": 9, "h": 9},
        {"x": 4, "y": 0, "w": 7, "h": 9},
        True,
        {"x": 0, "y": 49, "w": 100, "h": 1},
        1,
        -1,
        {"width": 4000, "height": 4000, "scale": 0.5},
        {"width": 100, "height": 50, "scale": 1},
    ] == found
