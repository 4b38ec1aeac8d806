"""The built site in a real browser: keyboard, narrow screens, a strict content policy, no strangers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_build import BASE, BelowPath, site
from test_site import ASKED

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAGES = (
    "",
    "en/",
    "process/2-apply/",
    "scenarios/no-delivery/",
    "en/scenarios/dead-key/",
    "routes/",
    "evidence/",
    "en/sources/",
    "search/?q=卡密",
    "no-such-page/",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve the site under its sub-path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=str(site())))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}{BASE}"
    server.shutdown()


def opened(browser: Browser, url: str, width: int, **options: object) -> Page:
    """Return a page in its own context, as wide as a phone or a desk."""
    options = {"viewport": {"width": width, "height": 800}, "service_workers": "block", **options}
    page = browser.new_context(**options).new_page()
    page.goto(url)
    return page


def focused(page: Page) -> str:
    """Return what has the focus, in short."""
    return page.evaluate(
        "() => document.activeElement.className || document.activeElement.tagName.toLowerCase()"
    )


def test_the_menu_opens_by_keyboard_on_the_narrowest_screen(browser, address):
    """At 320 pixels, which is also a desk at 400 percent, nothing is out of reach."""
    page = opened(browser, address + "routes/", 320, java_script_enabled=True)
    order = []
    for _ in range(7):
        page.keyboard.press("Tab")
        order.append(focused(page))

    assert [
        "skip",
        "brand",
        "tool tool-check",
        "tool tool-search",
        "tool tool-large",
        "tool tool-language",
        "summary",
    ] == order

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator(".menu-panel").is_visible()
    assert page.evaluate("() => document.activeElement.closest('.menu-panel') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(address)
    page.context.close()


def test_the_skip_link_shows_itself_and_jumps(browser, address):
    """People who use the keyboard do not walk through the header on every page."""
    page = opened(browser, address + "routes/", 390)
    page.keyboard.press("Tab")

    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert "main" == focused(page)
    page.context.close()


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_the_screen(browser, address, width, large):
    """Sideways scrolling hides words."""
    page = opened(browser, address, width)
    if large:
        page.click("#large")
    wide = []
    for path in PAGES:
        page.goto(address + path)
        if page.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    page.context.close()

    assert [] == wide


def size(page: Page) -> float:
    """Return the size of the text on a page, in pixels."""
    return page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)")


def test_larger_type_stays_for_the_next_page_and_leaves_nothing_when_taken_back(browser, address):
    """Who needs it asks once; nothing moves when the next page comes."""
    page = opened(browser, address + "routes/", 390)
    usual = size(page)
    page.click("#large")

    assert size(page) >= 1.2 * usual
    page.goto(address + "en/evidence/")
    assert size(page) >= 1.2 * usual
    assert "true" == page.get_attribute("#large", "aria-pressed")
    page.click("#large")
    assert usual == size(page)
    assert 0 == page.evaluate("() => localStorage.length")
    page.context.close()


def test_larger_type_works_on_this_page_where_nothing_can_be_stored(browser, address):
    page = opened(browser, "about:blank", 390)
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.goto(address + "routes/")
    usual = size(page)
    page.click("#large")

    assert size(page) >= 1.2 * usual
    page.context.close()


def test_without_script_there_is_no_button_that_does_nothing(browser, address):
    page = opened(browser, address + "routes/", 390, java_script_enabled=False)

    assert page.locator("#large").is_hidden()
    page.context.close()


_OUTSIDE = """(figure) => {
  const across = (a, b) => a.left < b.right && b.left < a.right && a.top + 4 < b.bottom && b.top + 4 < a.bottom;
  const svg = figure.querySelector("svg");
  const inside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1;
  const boxes = [...svg.querySelectorAll("rect")].map((one) => one.getBoundingClientRect());
  return [...svg.querySelectorAll("text")].filter((one) => {
    const at = one.getBoundingClientRect();
    const [x, y] = [(at.left + at.right) / 2, (at.top + at.bottom) / 2];
    const around = boxes.filter((box) => box.width > 30 && x > box.left && x < box.right && y > box.top && y < box.bottom);
    const others = [...svg.querySelectorAll("text")].filter((other) => other !== one);
    return others.some((other) => across(at, other.getBoundingClientRect()))
      || ![svg.getBoundingClientRect(), ...around].every((box) => inside(at, box));
  }).map((one) => one.textContent);
}"""


@pytest.mark.parametrize("folder", ["", "en/"])
@pytest.mark.parametrize("path", ["routes/", "logic/", "evidence/", "process/5-escalate/"])
def test_the_words_of_a_picture_stay_in_their_boxes_and_apart(browser, address, path, folder):
    """A picture does not wrap its words; they must fit, whatever the language."""
    page = opened(browser, address + folder + path, 390)
    figure = page.locator(".picture")

    assert 1 == figure.count()
    assert [] == figure.evaluate(_OUTSIDE)
    page.context.close()


def test_a_strict_policy_blocks_nothing_and_no_stranger_is_asked(browser, address):
    """What the policy would block is not there, and every request stays on the site."""
    page = browser.new_context(service_workers="block").new_page()
    page.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('blocked', e.blockedURI))"
    )
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in PAGES:
        page.goto(address + path)
    page.wait_for_selector(
        "#find-results li", state="attached"
    ) if "find" in page.content() else None
    page.context.close()

    assert [] == [url for url in asked if not url.startswith(address.split(BASE)[0])]
    assert [] == [text for text in said if "404" not in text and "by Playwright" not in text]


@pytest.mark.parametrize("folder", ["", "en/"])
def test_what_people_ask_is_answered_on_the_first_screen_of_a_phone(browser, address, folder):
    """Search leads to the page; its answer stands there without scrolling."""
    page = opened(browser, address, 390)
    below = []
    for path in ASKED:
        page.goto(address + folder + path)
        answer = page.locator("main :is(.answer, div.danger)").first.bounding_box()
        if answer["y"] + answer["height"] > 800:
            below.append(path)
    page.context.close()

    assert [] == below


def test_search_answers_an_address_and_a_keystroke(browser, address):
    """A link with a question works, and so does typing another one."""
    page = opened(browser, address + "search/?q=卡密无效", 390)
    page.wait_for_selector("#find-results a.hit")

    assert (
        page.locator("#find-results a.hit")
        .first.get_attribute("href")
        .endswith("scenarios/dead-key/")
    )
    assert page.locator("#find-all").is_hidden()
    page.fill("#find-words", "平台跑路")
    page.wait_for_function(
        "() => document.querySelector('#find-results a.hit').href.endsWith('platform-gone/')"
    )
    page.fill("#find-words", "")
    page.wait_for_selector("#find-all", state="visible")
    page.context.close()


def test_search_without_script_lists_every_page(browser, address):
    """The page is useful before, without and instead of its script."""
    page = opened(browser, address + "en/search/", 390, java_script_enabled=False)

    assert page.locator("#find-all a").count() == page.locator(".foot nav a").count()
    assert page.locator("#find-all").is_visible()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser, address, scheme):
    """Body text keeps a contrast of seven to one, in both schemes."""
    page = opened(browser, address + "scenarios/no-delivery/", 1280, color_scheme=scheme)
    weak = page.evaluate(CONTRAST)
    page.context.close()

    assert [] == weak


CONTRAST = """() => {
  const parts = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parts(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  for (const element of document.querySelectorAll("main *, footer *, header *")) {
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!own || !element.checkVisibility()) continue;
    const one = light(parts(getComputedStyle(element).color)) + 0.05;
    const two = light(ground(element)) + 0.05;
    const contrast = Math.max(one, two) / Math.min(one, two);
    if (contrast < 7) weak.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...weak];
}"""


AXE = Path(__file__).parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const result = await axe.run(document, { resultTypes: ["violations"] });
  return result.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
}"""


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_has_nothing_to_say(browser, address, width, scheme):
    """What a machine can see of accessibility is in order, on every kind of page."""
    page = opened(browser, address, width, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(address + path)
        page.evaluate(AXE.read_text("utf-8"))
        found[path] = page.evaluate(RUN_AXE)
    page.context.close()

    assert {} == {path: problems for path, problems in found.items() if problems}


@pytest.mark.parametrize(("day", "seen"), [("2027-11-22", False), ("2027-11-23", True)])
@pytest.mark.parametrize("path", ["routes/", "en/", "checker/"])
def test_a_page_says_that_it_is_old(browser, address, path, day, seen):
    """The day of reading decides, because a copy may be kept and never be built again."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, service_workers="block")
    page = context.new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
    page.goto(address + path)

    assert page.is_visible("#aged") is seen
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
