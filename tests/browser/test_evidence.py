"""Files of evidence: added, numbered, redacted, packed; read again by independent readers."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
import zlib
from base64 import b64decode, b64encode
from datetime import date
from pathlib import Path

from conftest import told
from test_access import _RUN, _SMALL, _WIDE, AXE

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
DETAILS = {"my_name": "王小明", "platform_name": "星河卡券"}

_STORED = """async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state,
  await indexedDB.databases(), await caches.keys()])"""
_JPEG = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, 300, 200);
  pen.fillStyle = "#00f";
  pen.fillRect(0, 0, 60, 60);
  return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
}"""
_PIXELS = """async ([content, points]) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(content), (one) => one.charCodeAt(0))]));
  const canvas = Object.assign(document.createElement("canvas"), { width: picture.width, height: picture.height });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(picture, 0, 0);
  return [picture.width, picture.height, points.map(([x, y]) => [...pen.getImageData(x, y, 1, 1).data].slice(0, 3))];
}"""


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + bytes(colour) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def turned(jpeg: bytes) -> bytes:
    """Return a photograph taken with the phone upright, as its EXIF says (orientation 6)."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + b"\0\0\0\0"
    exif = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def file(name: str, content: bytes, kind: str = "image/png") -> dict[str, object]:
    """Return a file as one is chosen."""
    return {"name": name, "mimeType": kind, "buffer": content}


def at_the_result(person, **options):
    """Return somebody who looks at the result, and the report behind it."""
    visitor = person(today=TODAY, **options)
    visitor.begin()
    visitor.answer(LATE)
    return visitor, json.loads(visitor.result())


def add(visitor, item: str, *files: dict[str, object]) -> str:
    """Choose files for an item; return what the page says in the end."""
    visitor.page.set_input_files(f"#add-{item}", list(files))
    said = f"document.querySelector('#add-{item}').closest('.row').querySelector('.status').textContent"
    visitor.until(f"{said} && !{said}.includes('正在') && !{said}.startsWith('Working')")
    return visitor.page.evaluate(said)


def filed(visitor, number: int):
    """Return the card of a file, unfolded."""
    card = visitor.page.locator(".filed > li").nth(number - 1)
    card.locator("details").evaluate("one => { one.open = true; }")
    return card


def packed(visitor) -> zipfile.ZipFile:
    """Make the case pack and open it."""
    with visitor.page.expect_download() as download:
        visitor.page.click("#pack-go")
    return zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))


def draw(visitor, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the picture, between two points given as parts of its sides."""
    box = visitor.page.locator("dialog canvas").bounding_box()
    at = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end)]
    visitor.page.mouse.move(*at[0])
    visitor.page.mouse.down()
    visitor.page.mouse.move(*at[1], steps=4)
    visitor.page.mouse.up()


def make_copy(visitor) -> None:
    """Press the button that burns the boxes in."""
    visitor.page.click("dialog .buttons .button")
    visitor.until("!document.querySelector('dialog')")


def pixels(visitor, content: bytes, *points: tuple[int, int]) -> list:
    """Return a picture's width, height, and colours at some points, as the browser decodes it."""
    return visitor.page.evaluate(_PIXELS, [b64encode(content).decode(), points])


def test_three_pictures_become_numbered_evidence_in_one_zip(person):
    """One is covered by finger, one by keyboard, one changes its place; nothing is kept or sent."""
    visitor, _ = at_the_result(person, has_touch=True)
    page = visitor.page
    order, chat = png(400, 300, (255, 255, 255)), png(200, 800, (0, 200, 0))
    photo = turned(b64decode(page.evaluate(_JPEG)))

    # The checklist: what is not there brings its substitute forward.
    page.click("label[for='kept-promise-page-lost']")
    assert "没有的话" in visitor.text("#evidence li:has(#kept-promise-page-lost) .instead")
    page.click("label[for='kept-promise-page-got']")
    assert "" == visitor.text("#evidence li:has(#kept-promise-page-got) .instead")
    assert "拍到1样" in visitor.text("#evidence > .fine")

    # Files: a number each, the same bytes once.
    added = add(
        visitor,
        "order-page",
        file("../订单.png", order),
        file("聊天.png", chat),
        file("现场.jpg", photo, "image/jpeg"),
    )
    assert "加了3个文件" in added
    assert "和证据1一模一样" in add(visitor, "other", file("copy.png", order), file("空.txt", b""))
    assert 3 == page.locator(".filed > li").count()
    assert "拍到2样" in visitor.text("#evidence > .fine")
    second = filed(visitor, 2)
    second.locator("select").select_option("chat")
    second.locator("input").fill("客服答应当天到账")

    # By finger: the left half of the picture.
    filed(visitor, 1).locator("button:has-text('遮住')").click()
    page.wait_for_selector("dialog[open]")
    draw(visitor, (0.9, 0.9), (0.95, 0.95))
    page.click("dialog button:has-text('撤销')")
    draw(visitor, (0.1, 0.1), (0.5, 0.9))
    make_copy(visitor)
    # By keyboard: a box of the photograph, which stands upright.
    third = filed(visitor, 3)
    third.locator("button:has-text('遮住')").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog[open]")
    page.focus("dialog button:has-text('加一个黑框')")
    page.keyboard.press("Enter")
    for key, value in {"x": 100, "y": 200, "w": 60, "h": 50}.items():
        page.focus(f"#redact-{key}")
        page.keyboard.press("Control+A")
        page.keyboard.type(str(value))
        page.keyboard.press("Tab")
    page.focus("dialog canvas")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.focus("dialog .buttons .button")
    page.keyboard.press("Enter")
    visitor.until("!document.querySelector('dialog')")
    assert "BUTTON" == page.evaluate("document.activeElement.tagName")

    # The pack.
    for id, value in DETAILS.items():
        page.fill(f"#{id}", value)
    visitor.until(
        "[...document.querySelector('.draft').querySelectorAll('.paragraphs textarea')]"
        ".some((one) => one.value.includes('星河卡券'))"
    )
    letter = page.locator(".draft .paragraphs textarea").nth(1)
    letter.fill(letter.input_value() + "\n改过的一句。")
    pack = packed(visitor)
    assert pack.testzip() is None
    names = pack.namelist()
    assert {
        "证据原件/证据1-_订单.png": order,
        "证据原件/证据2-聊天.png": chat,
        "证据原件/证据3-现场.jpg": photo,
    } == {name: pack.read(name) for name in names if name.startswith("证据原件/")}

    shown = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.draft')].map((one) =>"
        " [[...one.querySelectorAll('.paragraphs textarea')].map(({ value }) => value).join('\\n\\n'),"
        " one.querySelector('.draft-title').textContent]))"
    )
    letters = [pack.read(name).decode() for name in names if name.startswith("信/")]
    assert set(shown) == set(letters)
    assert any("改过的一句。" in text for text in letters)

    covered = pack.read("证据遮盖件/证据1-遮盖-_订单.png")
    *size, colours = pixels(visitor, covered, (60, 60), (190, 250), (390, 290), (20, 20))
    assert [400, 300] == size
    assert [[0, 0, 0], [0, 0, 0], [255, 255, 255], [255, 255, 255]] == colours
    upright = pack.read("证据遮盖件/证据3-遮盖-现场.jpg")
    *size, colours = pixels(
        visitor, upright, (105, 210), (160, 250), (105, 195), (170, 225), (180, 20), (20, 20)
    )
    assert [200, 300] == size
    dark = [max(colour) < 60 for colour in colours]
    assert [True, True, False, False] == dark[:4]
    blue, white = colours[4:]
    assert blue[2] > 200 > 60 > blue[0] and min(white) > 200
    assert b"Exif" in photo and b"Exif" not in upright

    index = pack.read("证据目录.txt").decode()
    first, second, third = index.split("\n\n证据")[1:]
    for text, content in ((first, order), (second, chat), (third, photo)):
        assert hashlib.sha256(content).hexdigest() in text
    assert "订单页截图" in first and "聊天记录" in second and "订单页截图" in third
    assert "证明什么：我买了什么" in first
    assert "客服答应当天到账" in second and "遮盖件：无" in second
    assert hashlib.sha256(covered).hexdigest() in first
    assert hashlib.sha256(upright).hexdigest() in third

    [case_name] = [name for name in names if name.endswith(".json")]
    case = pack.read(case_name).decode()
    assert "星河卡券" in case and "王小明" not in case
    page.click("label[for='pack-own']")
    assert "王小明" in packed(visitor).read(case_name).decode()

    # What is left: nothing here, and the case file opens again.
    kept = page.evaluate(_STORED)
    for trace in ("聊天.png", "现场.jpg", "客服答应", hashlib.sha256(order).hexdigest()):
        assert trace not in kept
    page.set_input_files("#checker-file", file(case_name, case.encode(), "application/json"))
    visitor.until("history.state.screen === 'check'")
    visitor.result()
    assert "还没有加文件" in visitor.text("#evidence")
    assert {"fflate.js"} == {
        name for name in ("fflate.js", "docx.js") for url in visitor.requests if name in url
    }


def test_every_state_is_for_everybody_on_the_narrowest_phone(person):
    """Axe finds nothing; room for fingers; nothing sticks out; names stay Chinese in what is handed in."""
    visitor, _ = at_the_result(
        person,
        locale="en",
        color_scheme="dark",
        bypass_csp=True,
        viewport={"width": 320, "height": 640},
    )
    page = visitor.page
    page.evaluate(AXE.read_text("utf-8"))
    found = {}

    def look(state: str) -> None:
        wide = ["sticks out"] if page.evaluate(_WIDE) else []
        found[state] = page.evaluate(_RUN) + page.evaluate(_SMALL) + wide

    page.click("label[for='kept-order-page-no']")
    add(visitor, "chat", file("x" * 90 + ".png", png(60, 3000, (9, 9, 200))))
    page.evaluate(
        "for (const one of document.querySelectorAll('#evidence details')) one.open = true"
    )
    look("files")
    page.click(".filed button:has-text('Redact')")
    page.wait_for_selector("dialog[open]")
    page.click("dialog button:has-text('Zoom in')")
    page.click("dialog button:has-text('Add a box')")
    look("redacting")
    make_copy(visitor)
    pack = packed(visitor)
    visitor.until("!document.querySelector('.pack a').hidden")
    look("packed")

    assert {state: [] for state in found} == found
    index = pack.read("证据目录.txt").decode()
    assert "证据名称：聊天记录" in index
    assert (
        "What it shows" in visitor.text(".index")
        or page.locator("[data-label='What it shows']").count()
    )
    assert "About this case pack" in pack.read("00-说明 README.txt").decode()


def test_in_an_app_that_cannot_save_the_index_is_copied_instead(person):
    """No zip and no redacting there, but how to get to a browser that can."""
    visitor, _ = at_the_result(
        person,
        user_agent="Mozilla/5.0 Chrome/130 MicroMessenger/8.0.50",
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = visitor.page
    add(visitor, "chat", file("聊天.png", png(9, 9, (0, 0, 0))))

    assert 0 == page.locator("#pack-go, .filed button:has-text('遮住')").count()
    assert "在浏览器打开" in visitor.text(".files .aside")
    page.click("summary:has-text('看证据目录')")
    page.click("button:has-text('复制证据目录')")
    visitor.until("document.querySelector('.index ~ .row .status').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "文件：聊天.png" in copied
    assert hashlib.sha256(png(9, 9, (0, 0, 0))).hexdigest() in copied


_SIXTY = """async () => {
  const files = new DataTransfer();
  for (let at = 0; at < 60; at += 1) {
    const content = new Uint8Array(5_000_000);
    for (let from = 0; from < content.length; from += 65_536) crypto.getRandomValues(content.subarray(from, from + 65_536));
    files.items.add(new File([content], `photo-${at}.jpg`, { type: "image/jpeg", lastModified: 1_760_000_000_000 }));
    await new Promise((done) => setTimeout(done));
  }
  const input = document.getElementById("add-chat");
  input.files = files.files;
  window.ticks = { count: 0, longest: 0, seen: new Set() };
  // The test stands the page's clocks still; an event knows the time.
  const now = () => new Event("tick").timeStamp;
  let last = now();
  setInterval(() => {
    ticks.count += 1;
    ticks.longest = Math.max(ticks.longest, now() - last);
    last = now();
    for (const one of document.querySelectorAll("#evidence .status")) if (/第.*共60/.test(one.textContent)) ticks.seen.add(one.textContent);
  }, 4);
  input.dispatchEvent(new Event("change"));
}"""


def memory(browser) -> int:
    """Return the memory of the browser's page processes in bytes."""
    session = browser.new_browser_cdp_session()
    found = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    pages = [Path(f"/proc/{one['id']}/statm") for one in found if one["type"] == "renderer"]
    return sum(int(path.read_text().split()[1]) * 4096 for path in pages if path.exists())


def test_sixty_photographs_are_packed_while_the_page_answers(person, browser):
    """Three hundred megabytes on a small phone: one file at a time, and it can be stopped."""
    visitor, _ = at_the_result(person)
    page = visitor.page
    page.evaluate(_SIXTY)
    page.context.new_cdp_session(page).send("HeapProfiler.collectGarbage")
    before = most = memory(browser)

    def work(what: str, until: str) -> int:
        """Wait, watching; return how many of the sixty steps the page could show meanwhile."""
        nonlocal most
        while not page.evaluate(until):
            most = max(most, memory(browser))
        count, longest, seen = page.evaluate("[ticks.count, ticks.longest, ticks.seen.size]")
        page.evaluate("Object.assign(ticks, { count: 0, longest: 0, seen: new Set() })")
        print(f"\n{what}: {count} ticks, {seen} steps seen, longest gap {longest:.0f} ms")
        return seen

    hashing = work("hashed", "document.querySelectorAll('.filed > li').length === 60")

    said = "document.getElementById('pack-said').textContent"
    page.evaluate("document.getElementById('pack-go').click()")
    work("begun", f"{said}.startsWith('正在打包')")
    page.evaluate("document.getElementById('pack-go').click()")
    work("stopped", f"{said}.startsWith('已停下')")
    assert page.locator(".pack a").is_hidden()

    with page.expect_download(timeout=120_000) as download:
        page.click("#pack-go")
        packing = work("packed", "!document.querySelector('.pack a').hidden")
    archive = zipfile.ZipFile(download.value.path())
    print(f"page memory: {before / 2**20:.0f} MB before, {most / 2**20:.0f} MB at most")

    assert hashing > 10
    assert packing > 30
    # Less than the files together, whenever the browser finds time to clean up.
    assert most - before < 250_000_000
    originals = [name for name in archive.namelist() if name.startswith("证据原件/")]
    index = archive.read("证据目录.txt").decode()
    assert 60 == len(originals)
    for name in originals:
        assert hashlib.sha256(archive.read(name)).hexdigest() in index
