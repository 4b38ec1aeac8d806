"""Somebody with a phone who answers the questions, and what the browser noticed meanwhile."""

from __future__ import annotations

import json
import time
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

import checker

LATER = {one.id for one in checker.load_rulebook().questions.values() if one.after_verdict}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}

# Chromium reports what was refused only to listeners that were there before.
_WATCH = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(event.violatedDirective));
window.reports = [];
document.addEventListener("checker:report", (event) => reports.push(event.detail));
"""


class Person:
    """One visit to the checker, from arriving to leaving."""

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        locale: str = "zh",
        today: date = date(2026, 11, 23),
        path: str = "checker/",
        expect_trouble: bool = False,
        block: str = "",
        viewport: dict[str, int] = PHONE,
        service_workers: str = "block",
        **context: object,
    ) -> None:
        self.address = address
        self.expect_trouble = expect_trouble
        self.went_further = False
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport=viewport, service_workers=service_workers, **context
        )
        self.home = address + ("en/" if locale == "en" else "")
        self.context.on("request", lambda request: self.requests.append(request.url))
        if block:
            self.context.route(block, lambda route: route.abort())
        self.arrive(path, today)

    def arrive(self, path: str = "checker/", today: date = date(2026, 11, 23)) -> None:
        """Open a new tab of the same browser; one that was open before is closed without a word."""
        old = self.context.pages
        self.page: Page = self.context.new_page()
        for one in old:
            one.close()
        self.page.set_default_timeout(30_000)
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script(_WATCH)
        self.page.clock.set_fixed_time(f"{today.isoformat()}T09:00:00+08:00")
        self.page.goto(self.home + path)

    def _note(self, message) -> None:
        if message.type in ("error", "warning") and "blocked by Playwright" not in message.text:
            self.complaints.append(message.text)

    def leave(self) -> None:
        """Close the visit; nothing may have left the site, and nothing may have complained."""
        refused = [] if self.page.is_closed() else self.page.evaluate("window.refused ?? []")
        self.context.close()
        assert [] == self.strangers()
        if not self.expect_trouble:
            assert ([], []) == (self.complaints, refused)

    def strangers(self) -> list[str]:
        """Return the requests that went anywhere but to the site."""
        home = urlsplit(self.address).netloc
        return [url for url in self.requests if urlsplit(url).netloc not in (home, "")]

    def fetched_python(self) -> bool:
        """Return whether anything of Python was asked for."""
        return any("/assets/py/" in url for url in self.requests)

    # Answering

    def begin(self) -> None:
        """Press the first button."""
        self.page.click("#checker-go")

    def where(self) -> tuple[str, str]:
        """Return the screen and, on a question or notice, its id."""
        state = self.page.evaluate("history.state")
        return state["screen"], state.get("id", "")

    def fill(self, id: str, value: object) -> None:
        """Answer the question on the screen, without going on."""
        if isinstance(value, list):
            for one in value:
                self.page.click(f"label[for='{id}-{one}']")
        elif value == "?":
            self.page.click(f"label[for='{id}-unsure']")
        elif self.page.locator(f"#{id}-year").count():
            for part, text in zip(("year", "month", "day"), str(value).split("-"), strict=True):
                self.page.fill(f"#{id}-{part}", text)
        elif self.page.locator(f"#{id}-amount").count():
            self.page.fill(f"#{id}-amount", str(value))
        else:
            self.page.click(f"label[for='{id}-{value}']")

    def go_on(self) -> None:
        """Press the main button of the screen and wait for the next one."""
        before = self.page.evaluate("history.length + JSON.stringify(history.state)")
        self.page.click("#questions:visible .button, #checker-screen:visible .buttons .button")
        self.until(
            "old => history.length + JSON.stringify(history.state) !== old"
            " || document.querySelector('.errors') !== null",
            before,
        )

    def answer(self, answers: dict[str, object], until: str = "") -> list[str]:
        """Answer in order, skipping what has no answer; return the screens that were met.

        What comes after the verdict is answered too where there is an answer to it.
        """
        met = []
        while True:
            screen, id = self.where()
            if screen == "check" and not self.further(answers):
                return met
            if screen == "check":
                continue
            if id and id == until:
                return met
            met.append(id)
            if screen == "question" and id in answers:
                self.fill(id, answers[id])
            elif screen == "question":
                self.page.click("#checker-skip")
                continue
            self.go_on()

    def bring(self, answers: dict[str, object]) -> None:
        """Open a case file with these answers; its check page comes next."""
        case = {"format": 1, "rulebook": "", "saved_on": "2026-11-20", "answers": answers}
        content = json.dumps(case, default=str).encode()
        self.page.set_input_files(
            "#checker-file",
            {"name": "case.json", "mimeType": "application/json", "buffer": content},
        )
        self.until("history.state.screen === 'check'")

    def further(self, answers: dict[str, object]) -> bool:
        """Go on to the questions after the verdict, once, when there are answers to them."""
        if self.went_further or not LATER & set(answers):
            return False
        self.went_further = True
        self.page.click("#checker-further")
        return True

    def result(self) -> str:
        """Ask for the result; return the report as Python wrote it."""
        self.page.click("#checker-screen .buttons .button")
        self.page.wait_for_selector("#checker-result:not([hidden])")
        return self.page.evaluate("reports.at(-1)")

    def letter(self, form: str) -> str:
        """Return the text of a letter as it stands in its paragraphs."""
        areas = self.page.locator(f"#text-{form} textarea")
        return "\n\n".join(area.input_value() for area in areas.all())

    def first_letter(self) -> str:
        """Return the text of the letter that comes first."""
        areas = self.page.locator(".draft >> nth=0").locator(".paragraphs textarea")
        return "\n\n".join(area.input_value() for area in areas.all())

    def until(self, true: str, given: object = None) -> None:
        """Wait until a script finds something true; the page's own policy forbids Playwright's way."""
        end = time.monotonic() + 30
        while not self.page.evaluate(true, given):
            assert time.monotonic() < end, f"still waiting for {true}"
            time.sleep(0.03)

    def heading(self) -> str:
        """Return the one heading of the screen."""
        return self.page.inner_text("h1")

    def text(self, selector: str) -> str:
        """Return what stands there."""
        return self.page.inner_text(selector)
