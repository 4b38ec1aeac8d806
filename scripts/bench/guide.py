"""Guide pages beside stock Material with the same content."""

from __future__ import annotations

import json
import logging
import re
import shutil
from pathlib import Path

from scripts.bench.line import PHONE, Line, Traffic, medians, serving, slow_down
from scripts.build import write_plain
from scripts.serve import SITE

_STOCK = """\
site_name: stock
docs_dir: {docs}
site_dir: {site}
theme: {{name: material, language: zh, font: false}}
plugins: [search]
markdown_extensions: [admonition, attr_list, md_in_html, pymdownx.details, tables, toc]
"""

_WATCH = """
self.seen = { paint: 0, moved: 0, busy: 0 };
const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take))
  .observe({ type, buffered: true });
watch("largest-contentful-paint", (one) => { seen.paint = one.startTime; });
watch("layout-shift", (one) => { if (!one.hadRecentInput) seen.moved += one.value; });
watch("longtask", (one) => { seen.busy += Math.max(0, one.duration - 50); });
"""
_QUIET = (
    "() => new Promise((ok) => setTimeout(() => requestIdleCallback(() => ok(self.seen)), 1500))"
)


def measure(browser, folder: Path, rounds: int) -> dict[str, dict[str, dict]]:
    """Return for each page what it takes, ours and stock, over the slow line; milliseconds."""
    shutil.copytree(SITE, folder / "ours", dirs_exist_ok=True)
    stock(folder)
    pages = {
        "home": "",
        "scenario": "scenarios/no-delivery/",
        "route": "routes/samr-12315/",
        "law": "sources/",
    }
    with serving(folder) as (base, line):
        return {
            name: {
                side: _page(browser, f"{base}{side}/{path}", line, folder, rounds)
                for side in ("ours", "stock")
            }
            for name, path in pages.items()
        }


def stock(folder: Path) -> None:
    """Build the Chinese pages with the theme as it comes, into *folder*/stock."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    write_plain(folder / "plain")
    config = folder / "mkdocs.yml"
    for page in (folder / "plain").rglob("*.md"):  # pages with a template of ours get the theme's
        page.write_text(re.sub(r"(?m)^template: .*\n", "", page.read_text("utf-8")), "utf-8")
    docs, site = folder / "plain" / "zh", folder / "stock"
    config.write_text(_STOCK.format(docs=json.dumps(str(docs)), site=json.dumps(str(site))))
    loaded = load_config(str(config))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)


def _page(browser, address: str, line: Line, root: Path, rounds: int) -> dict:
    """Return size, largest paint, time blocked and layout shift of one page's first visit."""
    found: dict[str, list[float]] = {"paint": [], "busy": [], "moved": []}
    line.throttle(True)
    for _ in range(rounds):
        context = browser.new_context(viewport=PHONE, service_workers="block")
        context.add_init_script(_WATCH)
        page = context.new_page()
        slow_down(page, True)
        traffic = Traffic(page, root)
        page.goto(address, wait_until="load")
        seen = page.evaluate(_QUIET)
        for name, values in found.items():
            values.append(seen[name])
        sizes = traffic.sizes()
        context.close()
    line.throttle(False)
    return {**sizes, **medians(found)}
