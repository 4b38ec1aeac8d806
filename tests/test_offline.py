"""What is kept on a device: everything once, under its own digest, and light."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import struct

import pytest
from site_build import site

import checker
from scripts import offline

pytestmark = pytest.mark.site

LIMIT = 700 * 1024
"""Bytes with gzip for both guides, with what they share."""


@pytest.fixture(scope="module")
def groups() -> dict[str, dict[str, str]]:
    """Return the list of the built site."""
    return offline.listing(site(bundled=True))


def file(path: str):
    """Return the file behind a path as it is asked for."""
    found = site(bundled=True) / path
    return found / "index.html" if found.is_dir() else found


def test_every_file_is_listed_once_by_its_digest(groups):
    listed = [path for group in groups.values() for path in group]

    assert len(listed) == len(set(listed))
    for group in groups.values():
        for path, digest in group.items():
            assert hashlib.sha256(file(path).read_bytes()).hexdigest().startswith(digest)


def test_languages_have_the_same_pages_and_the_checker_its_runtime(groups):
    assert {f"en/{path}" for path in groups["zh"] if not path.startswith("assets/")} == {
        path for path in groups["en"] if not path.startswith("assets/")
    }
    assert "checker/" in groups["checker"] and "en/checker/" in groups["checker"]
    assert any(path.endswith(".wasm") for path in groups["checker"])


def test_pack_holds_the_pages_byte_for_byte(groups):
    content = gzip.decompress(offline.pack(site(bundled=True), groups["zh"]))
    line, _, bodies = content.partition(b"\n")
    at, shared, pages = 0, [], set()
    for path, size in json.loads(line):
        text = bodies[at : at + size].decode()
        at += size
        if path is None:
            shared.append(text)
            continue
        pages.add(path)
        whole = re.sub("[\ue000-\uf8ff]", lambda one: shared[ord(one[0]) - 0xE000], text)
        assert whole.encode() == file(path).read_bytes()

    assert at == len(bodies)
    assert pages == set(groups["zh"])


def test_both_guides_are_light(groups):
    common = sum(len(gzip.compress(file(path).read_bytes())) for path in groups["common"])
    packs = sum(one.stat().st_size for one in site(bundled=True).glob("assets/offline/*.pack"))

    assert LIMIT >= common + packs


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_app_manifest_names_icons_of_their_size(locale):
    app = json.loads(offline.manifest(checker.load_rulebook(), locale))
    home = site(bundled=True) / offline.STARTS[locale]

    for icon in app["icons"]:
        png = (home / icon["src"]).read_bytes()
        width, height = struct.unpack(">II", png[16:24])
        assert icon["sizes"] == f"{width}x{height}"
    assert (home / app["scope"]).resolve() == site(bundled=True).resolve()


@pytest.mark.browser
@pytest.mark.parametrize("name", offline.SIZES)
def test_icons_are_drawn_from_the_mark(browser, name):
    """A changed mark needs `python -m scripts.offline`."""
    size = offline.SIZES[name]
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(offline.picture(name, size))
    drawn = page.screenshot(omit_background=True)
    page.close()

    assert pixels(browser, drawn) == pytest.approx(
        pixels(browser, (offline.ICONS / name).read_bytes()), abs=3
    )


def pixels(browser, png: bytes) -> list[float]:
    """Return the colours of a picture, on eight by eight fields."""
    import base64

    page = browser.new_page()
    page.set_content(f'<img src="data:image/png;base64,{base64.b64encode(png).decode()}">')
    found = page.evaluate(
        """async () => {
          const image = document.querySelector("img");
          await image.decode();
          const pen = new OffscreenCanvas(8, 8).getContext("2d");
          pen.imageSmoothingQuality = "high";
          pen.drawImage(image, 0, 0, 8, 8);
          return [...pen.getImageData(0, 0, 8, 8).data];
        }"""
    )
    page.close()
    return found
