"""Pictures of every kind of page, to be looked at: two widths, light and dark, both languages, A4.

python -m scripts.shots                       all of them into shots/
python -m scripts.shots law/index.html        only pages whose path holds this text
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

from checker.model import LOCALES
from scripts import chromium
from scripts.serve import SITE, server

SHOTS = Path(__file__).resolve().parent.parent / "shots"
KINDS = {
    "home": "",
    "process": "process/5-escalate/",
    "scenario": "scenarios/no-delivery/",
    "routes": "routes/",
    "route": "routes/court/",
    "evidence": "evidence/",
    "letter": "letters/refund-demand/",
    "law": "law/civil-code/",
    "mistakes": "mistakes/",
    "logic": "logic/",
    "glossary": "glossary/",
    "about": "about/",
    "search": "search/?q=12315",
    "checker": "checker/",
}
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
FOLDERS = {"zh": "", "en": "en/"}


def wanted(part: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, language and path of the pages whose path or kind holds *part*."""
    for kind, path in KINDS.items():
        for locale in LOCALES:
            if part in kind or part in path:
                yield kind, locale, FOLDERS[locale] + path


def take(browser: Browser, address: str, part: str = "", folder: Path = SHOTS) -> list[Path]:
    """Write the pictures and the A4 prints of the wanted pages and return where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    for kind, locale, path in wanted(part):
        for width in WIDTHS:
            for scheme in SCHEMES:
                page = browser.new_page(
                    viewport={"width": width, "height": 844},
                    color_scheme=scheme,
                    service_workers="block",
                )
                answer = page.goto(address + path)
                assert answer is not None and answer.ok, f"{path}: the site has no such page"
                target = folder / f"{kind}-{locale}-{width}-{scheme}.png"
                page.screenshot(path=target, full_page=True)
                taken.append(target)
                if (width, scheme) == (WIDTHS[-1], SCHEMES[0]):
                    taken.append(folder / f"{kind}-{locale}.pdf")
                    page.pdf(path=taken[-1], format="A4", print_background=False)
                page.close()
    return taken


def main() -> int:
    """Take the pictures of the site as it was built last."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    if not (SITE / "index.html").is_file():
        sys.exit("shots: there is no site yet; run `make build` first")
    serving = server(SITE)
    Thread(target=serving.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        taken = take(browser, f"http://127.0.0.1:{serving.server_port}/", part)
        browser.close()
    if not taken:
        sys.exit(f"shots: no page is called '{part}'; there are {', '.join(KINDS)}")
    print(f"  {len(taken)} pictures in {SHOTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
