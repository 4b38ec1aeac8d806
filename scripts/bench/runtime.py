"""The checker beside the stock way of loading the same Python.

Stock means: the runtime's files as published, its own list of packages, and the same libraries and
our package installed as wheels when the page starts. Both are served by the same server to the same
Chromium; a fresh context is a first visit, the second navigation in it a return.
"""

from __future__ import annotations

import json
import shutil
import statistics
import time
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from scripts import bundle
from scripts.bench.line import PHONE, Line, Traffic, medians, serving, slow_down
from scripts.serve import SITE

CALLS = 7
VISITS_BY_LINE = ((False, ("cold", "warm")), (True, ("cold slow", "warm slow")))
VISITS = tuple(name for _, names in VISITS_BY_LINE for name in names)
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


def measure(browser, folder: Path, rounds: int) -> dict:
    """Return what the checker page and the runtime take, ours and stock; times in milliseconds."""
    request = _request()
    shutil.copytree(SITE, folder, dirs_exist_ok=True)
    wheels = _stock(folder / "stock")
    (folder / "bench.html").write_text(PAGE, "utf-8")
    first = json.dumps(json.loads(request) | {"id": 0})
    stock = {"worker": "/stock/worker.js", "start": {"wheels": wheels, "first": first}}
    with serving(folder) as (base, line):
        question = _first_question(browser, base, line, folder, rounds)
        files = question.pop("files")
        ours = {"worker": files.pop("worker"), "start": {"op": "start", **files}}
        found = {
            name: _runtime(
                browser, base, line, folder, rounds, how | {"request": request, "calls": CALLS}
            )
            for name, how in (("ours", ours), ("stock", stock))
        }
    return {"question": question, **found, "cpython": _in_cpython(request)}


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


def _first_question(browser, base: str, line: Line, root: Path, rounds: int) -> dict:
    """Return size of the checker page and the time until its first question can be answered."""
    times = {name: [] for name in VISITS}
    for slow, names in VISITS_BY_LINE:
        line.throttle(slow)
        for _ in range(rounds):
            context = browser.new_context(viewport=PHONE, service_workers="block")
            page = context.new_page()
            slow_down(page, slow)
            traffic = Traffic(page, root)
            for name in names:
                page.goto(f"{base}checker/")
                page.wait_for_selector("body.checker-ready")
                times[name].append(page.evaluate("performance.now()"))
                files = page.evaluate(FILES)
                if name == "cold":
                    sizes = traffic.sizes()
            context.close()
    line.throttle(False)
    return {"files": files, **sizes, **medians(times)}


def _runtime(browser, base: str, line: Line, root: Path, rounds: int, how: dict) -> dict:
    """Return size of the runtime, the time until it answers, and the time of one answer."""
    times = {name: [] for name in VISITS}
    calls = []
    for slow, names in VISITS_BY_LINE:
        for _ in range(rounds):
            # The bare page starts workers by their address, which the site's policy refuses.
            context = browser.new_context(bypass_csp=True)
            page = context.new_page()
            line.throttle(False)
            page.goto(f"{base}bench.html")
            line.throttle(slow)
            traffic = Traffic(page, root)
            for name in names:
                if name.startswith("warm"):
                    page.goto(f"{base}bench.html")
                found = page.evaluate(RUN, how)
                times[name].append(found["engine"])
                calls.append(found["call"])
                if name == "cold":
                    sizes = traffic.sizes()
            context.close()
    line.throttle(False)
    return {**sizes, "call": statistics.median(calls), **medians(times)}


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
