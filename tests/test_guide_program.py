"""The program in a release: from the archive to a host's copy, with Python alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from host_folders import SHANGHAI
from site_build import ADDRESS, BASE, BelowPath, digests, site
from test_host_site import CASE, NAMES

from scripts import program, release
from scripts.brand import MANIFEST
from scripts.bundle import Manifest

sys.path.append(str(Path(__file__).parent / "browser"))
from person import Person  # noqa: E402

pytestmark = pytest.mark.site

GIVEN = {
    "languages": "zh,en",
    **{
        f"{key}.{locale}": "x y"
        for key in ("name", "contact", "disclaimer", "area")
        for locale in ("zh", "en")
    },
    "colour": "#8a1c2b",
    "site": "",
    "filing": "",
}


def manifest() -> Manifest:
    """Return where the checker's files lie in the site that the tests have built."""
    root = site(bundled=True)
    [main] = root.glob("assets/checker/*/main.js")
    [docx] = root.glob("assets/checker/*/docx.js")
    [python] = root.glob("assets/python/*/python.zip")
    [py] = root.glob("assets/py/*")
    [qr] = root.glob("assets/qr/*/qrcode.js")
    glue, writers, place = main.parent, docx.parent, lambda path: path.relative_to(root).as_posix()
    return Manifest(
        main=place(main),
        css=place(glue / "checker.css"),
        worker=place(glue / "worker.js"),
        python=place(python),
        py=f"{place(py)}/",
        docx=place(docx),
        ical=place(writers / "ical.js"),
        zip=place(writers / "fflate.js"),
        qr=place(qr),
        version="",
    )


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory) -> Path:
    """Return a release as a host has it on the disk."""
    folder = tmp_path_factory.mktemp("release")
    packed = release.archive(site(bundled=True), "x", {"guide.pyz": program.packed(manifest())})
    subprocess.run(["tar", "-xz", "-C", str(folder)], input=packed, check=True)
    return folder / "x"


def run(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the program with nothing but Python's own library."""
    clean = {name: text for name, text in os.environ.items() if name != "HOST_FOLDER"}
    return subprocess.run(
        [sys.executable, "-I", "-S", "guide.pyz", *map(str, arguments)],
        cwd=home,
        capture_output=True,
        text=True,
        env=clean,
    )


@pytest.fixture(scope="module")
def copy(unpacked) -> Path:
    """Return the sample host's copy, made from the release."""
    done = run(unpacked, "brand", SHANGHAI, "out", "--address", ADDRESS)
    assert 0 == done.returncode, done.stderr
    return unpacked / "out"


def test_the_copy_is_what_a_build_from_source_gives(copy):
    """Only the page's Python differs: what the host says is not compiled in it beforehand."""
    theirs, built = digests(copy), digests(site(bundled=True, host=SHANGHAI))
    ours = {name for name in built if not name.startswith("assets/python/")}
    differing = {name for name in ours if theirs.get(name) != built[name]}

    pages = {f"{lang}{page}/index.html" for lang in ("", "en/") for page in ("checker", "desk")}
    assert {"sw.js", "checksums.txt", *pages} == differing
    assert ours == {name for name in theirs if not name.startswith("assets/python/")}


def test_the_checker_of_the_copy_comes_to_a_result_in_the_hosts_words(copy, browser):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=str(copy)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    visitor = Person(browser, f"http://127.0.0.1:{server.server_address[1]}{BASE}")
    visitor.begin()
    visitor.answer(CASE)
    said = json.loads(visitor.result())
    visitor.leave()
    server.shutdown()

    assert "+shanghai.1" in said["rulebook"]
    assert "shanghai-desk" in {route["route"] for route in said["routes"]}
    assert NAMES["zh"] in (copy / "index.html").read_text("utf-8")


def test_a_folder_is_started_checked_and_made_into_a_copy(unpacked):
    """The three commands of the hosting page, one after the other."""
    given = [part for key, text in GIVEN.items() for part in ("--set", f"{key}={text}")]
    started = run(unpacked, "new", "ours", "--name", "pujiang", *given)

    assert 0 == started.returncode, started.stderr
    assert "python3 guide.pyz check ours" in started.stdout
    assert 0 == run(unpacked, "check", "ours").returncode
    before = (unpacked / "ours" / "host.toml").read_bytes()
    assert 0 == run(unpacked, "brand", "ours", "our-copy").returncode
    assert 0 == run(unpacked, "brand", "ours", "our-copy").returncode  # again, over the old copy
    assert before == (unpacked / "ours" / "host.toml").read_bytes()
    conf = run(unpacked, "nginx", "--root", "/srv/x", "--base", "/guide/").stdout
    assert "location /guide/" in conf
    mine = run(unpacked, "verify", "our-copy", "our-copy-checksums.txt")
    assert (0, "file by file") == (mine.returncode, mine.stdout.strip()[-12:])
    listed = run(unpacked, "verify", "site", "checksums.txt")
    assert (0, "file by file") == (listed.returncode, listed.stdout.strip()[-12:])


def test_what_is_in_the_way_is_said_and_nothing_is_touched(unpacked, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("keep", "utf-8")
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "host.toml").write_text('id = "x"\n[question]\n', "utf-8")

    occupied = run(unpacked, "brand", SHANGHAI, mine)
    assert 2 == occupied.returncode and "something else in this folder" in occupied.stderr
    assert "keep" == (mine / "letter.txt").read_text("utf-8")
    wrong = run(unpacked, "brand", bad, tmp_path / "out")
    assert 2 == wrong.returncode and "host.toml" in wrong.stderr
    assert "Traceback" not in wrong.stderr
    assert 2 == run(unpacked, "brnad").returncode


def test_the_program_is_the_same_twice_and_carries_its_licences():
    packed = program.packed(manifest())
    names = set(program.contents())

    assert packed == program.packed(manifest())
    assert MANIFEST.name not in names  # only where the files lie in one release
    for library in ("mkdocs", "jinja2", "markdown", "pyyaml", "pymdown_extensions"):
        about = [
            name for name in names if name.lower().startswith(library) and "licen" in name.lower()
        ]
        assert about, library
    assert not [name for name in names if name.endswith((".so", ".pyc", ".pyd"))]
