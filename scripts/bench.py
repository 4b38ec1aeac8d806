"""Measure the checker beside the stock way of loading the same Python, in one run.

Stock means: the runtime's files as published, its own list of packages, and the same libraries and
our package installed as wheels when the page starts. Both are served by the same server to the same
Chromium; a fresh context is a first visit, the second navigation in it a return.
"""

from __future__ import annotations

import gzip
import json
import shutil
import statistics
import sys
import tempfile
import threading
import time
import tomllib
import zipfile
from datetime import date
from importlib.metadata import distribution
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts import bundle
from scripts.chromium import launch
from scripts.serve import SITE, server

ROUNDS = 5
CALLS = 7
STORY = bundle.ROOT / "tests" / "stories" / "no-delivery.toml"
PURE = {"jinja2": "jinja2", "markupsafe": "markupsafe", "chinesecalendar": "chinese_calendar"}

PAGE = """<!doctype html><meta charset="utf-8"><title>bench</title><p>bench</p>"""

FILES = """() => {
  const { worker, py, python } = document.getElementById("checker-page").dataset;
  const whole = (address) => new URL(address, document.baseURI).href;
  return { worker: whole(worker), py: whole(py), python: whole(python) };
}"""

RUN = """async ({ worker, start, request, calls }) => {
  const began = performance.now();
  const line = new Worker(worker, { type: "module" });
  const next = (wanted) => new Promise((ok, fail) => {
    line.onmessage = ({ data }) => {
      if (data?.stage === "lost") fail(new Error("lost"));
      else if (wanted(data)) ok(data);
    };
    line.onerror = (event) => fail(new Error(event.message));
  });
  const ready = next((data) => data?.stage === "ready");
  line.postMessage(start);
  await ready;
  const engine = performance.now() - began;
  const times = [];
  for (let call = 0; call < calls; call += 1) {
    const answered = next((data) => typeof data === "string");
    const asked = performance.now();
    line.postMessage(request);
    if (!JSON.parse(await answered).ok) throw new Error("refused");
    times.push(performance.now() - asked);
  }
  line.terminate();
  return { engine, call: times.sort((a, b) => a - b)[Math.floor(calls / 2)] };
}"""

STOCK_WORKER = """
import { loadPyodide } from "./pyodide/pyodide.mjs";
let handle;
self.onmessage = async ({ data }) => {
  if (typeof data === "string") return self.postMessage(handle(data));
  const python = await loadPyodide();
  await python.loadPackage(data.wheels, { checkIntegrity: false });
  handle = python.pyimport("checker.web").handle;
  handle(data.first);
  self.postMessage({ stage: "ready" });
};
"""


def main() -> None:
    """Print one table; medians of several rounds."""
    request = _request()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(SITE, root, dirs_exist_ok=True)
        wheels = _stock(root / "stock")
        (root / "bench.html").write_text(PAGE, "utf-8")
        running = server(root)
        threading.Thread(target=running.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{running.server_address[1]}/"
        first = json.dumps(json.loads(request) | {"id": 0})
        stock = {"worker": "/stock/worker.js", "start": {"wheels": wheels, "first": first}}
        with sync_playwright() as playwright:
            browser = launch(playwright)
            question = _first_question(browser, base, root)
            files = question["files"]
            ours = {"worker": files.pop("worker"), "start": {"op": "start", **files}}
            results = {
                name: _runtime(browser, base, root, {**how, "request": request, "calls": CALLS})
                for name, how in (("ours", ours), ("stock", stock))
            }
            browser.close()
        running.shutdown()
    _print(question, results, _in_cpython(request))


def _request() -> str:
    story = tomllib.loads(STORY.read_text("utf-8"))["story"][0]
    return json.dumps(
        {
            "v": 1,
            "id": 1,
            "op": "assess",
            "answers": story["answers"],
            "today": story["today"].isoformat(),
            "locale": "zh",
        }
    )


def _stock(folder: Path) -> list[str]:
    """Write the stock page's files and return the addresses of its wheels."""
    shutil.copytree(bundle.RUNTIME, folder / "pyodide")
    (folder / "worker.js").write_text(STOCK_WORKER, "utf-8")
    names = []
    for name, package in PURE.items():
        version = distribution(name).version
        home = Path(str(distribution(name).locate_file(package)))
        names.append(_wheel(folder, name, version, {package: home}))
    names.append(_wheel(folder, "checker", "1", {"checker": bundle.ROOT / "checker"}))
    return [f"/stock/{name}" for name in names]


def _wheel(folder: Path, name: str, version: str, packages: dict[str, Path]) -> str:
    file = f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / file, "w", zipfile.ZIP_DEFLATED) as wheel:
        for package, home in packages.items():
            for path in sorted(home.rglob("*")):
                if (
                    path.suffix in (".py", ".toml", ".j2", ".json")
                    and "__pycache__" not in path.parts
                ):
                    wheel.write(path, f"{package}/{path.relative_to(home).as_posix()}")
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return file


class Traffic:
    """The files a page asked for, with their size as stored and compressed."""

    def __init__(self, page, root: Path) -> None:
        self.root, self.paths = root, []
        page.context.on("request", lambda request: self.paths.append(request.url))

    def sizes(self) -> tuple[int, int, int]:
        """Return requests, bytes raw and bytes with gzip."""
        contents = [self._file(url).read_bytes() for url in self.paths]
        packed = sum(len(gzip.compress(content, 6)) for content in contents)
        return len(contents), sum(map(len, contents)), packed

    def _file(self, url: str) -> Path:
        path = self.root / url.split("://", 1)[1].split("/", 1)[1].split("?")[0]
        return path / "index.html" if path.is_dir() else path


def _first_question(browser, base: str, root: Path) -> dict:
    """Return size of the checker page and the time until its first question can be answered."""
    times = {"cold": [], "warm": []}
    for _ in range(ROUNDS):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        traffic = Traffic(page, root)
        for visit in times:
            page.goto(f"{base}checker/")
            page.wait_for_selector("body.checker-ready")
            times[visit].append(page.evaluate("performance.now()"))
            files = page.evaluate(FILES)
            if visit == "cold":
                sizes = traffic.sizes()
        context.close()
    medians = {visit: statistics.median(found) for visit, found in times.items()}
    return {"sizes": sizes, "files": files, **medians}


def _runtime(browser, base: str, root: Path, how: dict) -> dict:
    """Return size of the runtime, the time until it answers, and the time of one answer."""
    times = {"cold": [], "warm": []}
    calls = []
    for _ in range(ROUNDS):
        # The bare page starts workers by their address, which the site's policy refuses.
        context = browser.new_context(bypass_csp=True)
        page = context.new_page()
        page.goto(f"{base}bench.html")
        traffic = Traffic(page, root)
        for visit in times:
            if visit == "warm":
                page.goto(f"{base}bench.html")
            found = page.evaluate(RUN, how)
            times[visit].append(found["engine"])
            calls.append(found["call"])
            if visit == "cold":
                sizes = traffic.sizes()
        context.close()
    medians = {visit: statistics.median(found) for visit, found in times.items()}
    return {"sizes": sizes, "call": statistics.median(calls), **medians}


def _in_cpython(request: str) -> float:
    """Return the median time of one answer in this Python, in milliseconds."""
    from checker.web import handle

    handle(request)
    times = []
    for _ in range(CALLS * 10):
        began = time.perf_counter()
        handle(request)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def _print(question: dict, results: dict, cpython: float) -> None:
    ours, stock = results["ours"], results["stock"]
    print(f"\nMedians of {ROUNDS} rounds, {date.today()}, this machine, no throttling\n")
    _row("", "requests", "raw KB", "gzip KB", "cold ms", "warm ms")
    for name, found in (
        ("checker page, first question usable", question),
        ("runtime, engine ready: ours", ours),
        ("runtime, engine ready: stock", stock),
    ):
        requests, raw, packed = found["sizes"]
        cells = (raw / 1000, packed / 1000, found["cold"], found["warm"])
        _row(name, str(requests), *(f"{cell:,.0f}" for cell in cells))
    requests, raw, packed = (a / b for a, b in zip(ours["sizes"], stock["sizes"], strict=True))
    ratios = (requests, raw, packed, ours["cold"] / stock["cold"], ours["warm"] / stock["warm"])
    _row("ours ÷ stock", *(f"{ratio:.2f}" for ratio in ratios))
    print(
        f"\nOne assessment with every letter: {ours['call']:.1f} ms ours, "
        f"{stock['call']:.1f} ms stock, {cpython:.1f} ms in CPython "
        f"{sys.version_info.major}.{sys.version_info.minor}\n"
    )


def _row(name: str, *cells: str) -> None:
    print(f"{name:<38}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    main()
