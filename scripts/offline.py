"""What the site needs to be kept on a device: its list of files, its worker, its app manifests.

    python -m scripts.offline        draw the icons anew from overrides/assets/mark.svg

The icons are drawn by Chromium and kept, so that a build needs no browser.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from checker.model import Rulebook
from scripts import policy
from scripts.speaker import Speaker

ROOT = Path(__file__).resolve().parent.parent
WORKER = ROOT / "overrides" / "offline" / "sw.js"
ICONS = ROOT / "overrides" / "offline" / "icons"
MARK = ROOT / "overrides" / "assets" / "mark.svg"

SIZES = {"icon-144.png": 144, "icon-512.png": 512, "maskable-512.png": 512}
STARTS = {"zh": "", "en": "en/"}
TAGS = {"zh": "zh-CN", "en": "en"}
_NEVER = (
    *("sitemap.xml", "*feed.xml", "_headers", "sw.js", "*app.webmanifest"),
    *("404.html", "assets/icons/*", "assets/offline/*", "assets/embed.js"),
    "checksums.txt",
    *("assets/review.*", "review/*", "en/review/*"),
)
"""What nobody reads away from a network; the review book alone is as big as a language."""
CHECKER = ("checker/index.html", "checker.html", "desk/index.html", "desk.html")
_CHECKER_FILES = ("assets/py/*", "assets/python/*", "assets/checker/*", "assets/qr/*")

_FIRST_PRIVATE = 0xE000
_SHARED = (
    re.compile(r'<meta name="color-scheme".*?</head>', re.DOTALL),
    re.compile(r'<header class="head">.*?</header>', re.DOTALL),
    re.compile(r'<footer class="foot">.*?</footer>', re.DOTALL),
)
"""Parts of a page that are the same in many; no other file has them."""


def listing(site: Path) -> dict[str, dict[str, str]]:
    """Return path → digest for what is kept at once, for each language, and for the checker.

    Paths are as they are asked for: a folder stands for its index page.
    """
    groups: dict[str, dict[str, str]] = {name: {} for name in ("common", *STARTS, "checker")}
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        path = file.relative_to(site).as_posix()
        if not any(fnmatch(path, pattern) for pattern in _NEVER):
            asked = path.removesuffix("index.html") if file.name == "index.html" else path
            groups[_group(path)][asked] = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
    return groups


def pack(site: Path, paths: Iterable[str]) -> bytes:
    """Return the files as one, with gzip; what pages share is carried once.

    The first line says path and bytes of each part. The first parts have no path: they are what
    several pages share, and in a page one private character each stands for them.
    """
    order = sorted(paths, key=lambda path: (path.endswith(".json"), path.count("/"), path))
    shared: dict[str, None] = {}
    bodies = [(path, _shortened(_file(site, path).read_text("utf-8"), shared)) for path in order]
    parts = [(path, text.encode()) for path, text in (*((None, one) for one in shared), *bodies)]
    line = json.dumps([[path, len(part)] for path, part in parts], separators=(",", ":"))
    content = b"".join([line.encode(), b"\n", *(part for _, part in parts)])
    return gzip.compress(content, 9, mtime=0)


def _shortened(text: str, shared: dict[str, None]) -> str:
    """Return a page with a character in place of each shared part; new parts go into *shared*."""

    def place(found: re.Match[str]) -> str:
        shared.setdefault(found[0])
        return chr(_FIRST_PRIVATE + [*shared].index(found[0]))

    for pattern in _SHARED:
        text = pattern.sub(place, text, count=1)
    return text


def _file(site: Path, path: str) -> Path:
    return site / path / "index.html" if path == "" or path.endswith("/") else site / path


def _group(path: str) -> str:
    if path.removeprefix("en/") in CHECKER or any(fnmatch(path, one) for one in _CHECKER_FILES):
        return "checker"
    if path.startswith("assets/") and not path.endswith(".json"):
        return "common"
    return "en" if path.startswith(("en/", "assets/search/en")) else "zh"


def worker(rulebook: Rulebook, groups: dict[str, dict[str, str]], packs: dict[str, str]) -> str:
    """Return the worker's script, with the list of its version and where the packs lie."""
    style = next((path for path in groups["common"] if path.endswith(".css")), "")
    away = [
        {
            "start": STARTS[locale],
            "language": TAGS[locale],
            "style": style,
            **{key: say(f"away.{key}") for key in ("title", "text", "home")},
        }
        for locale in ("en", "zh")  # the longer path first
        for say in (Speaker(rulebook, locale, "index.md").say,)
    ]
    checker = [path for path in groups["checker"] if path.endswith(("/", ".html"))]
    site = {
        "groups": groups,
        "packs": packs,
        "away": away,
        "checker": checker,
        "headers": policy.headers(""),
    }
    listed = json.dumps(site, ensure_ascii=False, separators=(",", ":"))
    return f"const SITE = {listed};\n{WORKER.read_text('utf-8')}"


def manifest(rulebook: Rulebook, locale: str) -> str:
    """Return the app manifest of a language; its addresses are relative to itself."""
    say = Speaker(rulebook, locale, "index.md").say
    up = "../" * STARTS[locale].count("/")
    icons = [
        {
            "src": f"{up}assets/icons/{name}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "maskable" if name.startswith("maskable") else "any",
        }
        for name, size in SIZES.items()
    ]
    app = {
        "name": say("name"),
        "short_name": say("brand"),
        "description": say("tagline"),
        "lang": TAGS[locale],
        "start_url": "./",
        "scope": up or "./",
        "display": "minimal-ui",
        "background_color": "#f6f4ee",
        "theme_color": "#f6f4ee",
        "icons": icons,
    }
    return json.dumps(app, ensure_ascii=False, indent=1) + "\n"


def write(rulebook: Rulebook, site: Path) -> None:
    """Write manifests, icons and, last of all, the worker with the list of everything."""
    (site / "assets" / "icons").mkdir(parents=True, exist_ok=True)
    for name in SIZES:
        (site / "assets" / "icons" / name).write_bytes((ICONS / name).read_bytes())
    for locale in rulebook.languages:
        target = site / STARTS[locale] / "app.webmanifest"
        target.write_text(manifest(rulebook, locale), "utf-8")
    groups = listing(site)
    packs = {}
    for language in STARTS:
        content = pack(site, groups[language])
        digest = hashlib.sha256(content).hexdigest()[:8]
        packs[language] = f"assets/offline/{language}.{digest}.pack"
        (site / "assets" / "offline").mkdir(exist_ok=True)
        (site / packs[language]).write_bytes(content)
    (site / "sw.js").write_text(worker(rulebook, groups, packs), "utf-8")


def draw() -> None:
    """Draw the icons from the mark: as it is, and on a full ground for masks."""
    from playwright.sync_api import sync_playwright

    from scripts.chromium import launch

    ICONS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for name, size in SIZES.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(picture(name, size))
            (ICONS / name).write_bytes(_packed(page.screenshot(omit_background=True)))
        browser.close()


def _packed(png: bytes) -> bytes:
    """Return a picture with its pixels compressed as well as they can be."""
    chunks, at = [], 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        chunks.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + size]))
        at += size + 12
    pixels = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    kept = [(b"IHDR", chunks[0][1]), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b"")]
    return png[:8] + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in kept
    )


def picture(name: str, size: int) -> str:
    """Return a page that shows one icon and nothing else."""
    mark = MARK.read_text("utf-8")
    ground = "transparent"
    if name.startswith("maskable"):  # masks cut a fifth off
        ground, mark = "#0f5a52", mark.replace('viewBox="0 0 32 32"', 'viewBox="-6 -6 44 44"')
    style = f"*{{margin:0}} body{{background:{ground}}} svg{{display:block;width:{size}px}}"
    return f"<!doctype html><style>{style}</style>{mark}"


if __name__ == "__main__":
    draw()
