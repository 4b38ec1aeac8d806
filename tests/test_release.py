"""A release: the same bytes twice, and every change in a deployed copy is found."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from site_build import ADDRESS, BASE, BelowPath, digests, site

from scripts import release
from scripts.build import build

pytestmark = pytest.mark.site


@pytest.fixture
def copy(tmp_path):
    """Return a deployed copy and the list of the release it came from."""
    folder = tmp_path / "copy"
    shutil.copytree(site(), folder)
    (tmp_path / "checksums.txt").write_text(release.checksums(site()), "utf-8")
    return folder, tmp_path / "checksums.txt"


def test_the_archive_is_the_same_wherever_it_is_made(copy):
    folder, _ = copy
    for path in folder.rglob("*"):
        path.touch()

    assert release.archive(site(), "x-1") == release.archive(folder, "x-1")


def test_the_archive_holds_the_site_and_its_list(tmp_path):
    subprocess.run(
        ["tar", "-xz", "-C", str(tmp_path)], input=release.archive(site(), "x-1"), check=True
    )
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "../checksums.txt"], cwd=tmp_path / "x-1" / "site"
    )

    assert 0 == checked.returncode
    assert [] == release.compare(
        str(tmp_path / "x-1" / "site"), (tmp_path / "x-1" / "checksums.txt").read_text("utf-8")
    )


def test_every_change_in_a_copy_is_found(copy, capsys):
    """A hotline, a removed page, a strange file, a twin with other words in it."""
    folder, listed = copy
    page = folder / "second-scams" / "index.html"
    page.write_text(page.read_text("utf-8").replace("110", "119"), "utf-8")
    (folder / "glossary" / "index.html").unlink()
    (folder / "strange.js").write_text("", "utf-8")
    (folder / "index.html.gz").write_bytes(gzip.compress((folder / "index.html").read_bytes()))
    false = (folder / "index.html").read_bytes().replace(b"110", b"119")
    (folder / "404.html.gz").write_bytes(gzip.compress(false))
    (folder / "search" / "index.html.gz").write_bytes(b"damaged")

    assert 1 == release.main(["verify", str(folder), str(listed)])
    assert [
        "changed  404.html (as it is sent compressed)",
        "missing  glossary/index.html",
        "changed  search/index.html (as it is sent compressed)",
        "changed  second-scams/index.html",
        "added    strange.js",
    ] == capsys.readouterr().out.split("\n")[:-1]


def test_a_copy_is_compared_by_its_address(copy, capsys):
    folder, listed = copy
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(BelowPath, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}{BASE}"

    assert 0 == release.main(["verify", address, str(listed)])
    assert "cannot be seen from outside" in capsys.readouterr().out
    (folder / "_headers").unlink()
    assert 0 == release.main(["verify", address, str(listed)])
    page = folder / "law" / "civil-code" / "index.html"
    page.write_text(page.read_text("utf-8").replace("第五百六十三条", "第五百六十四条"), "utf-8")
    (folder / "routes" / "court" / "index.html").unlink()
    assert 1 == release.main(["verify", address, str(listed)])
    server.shutdown()
    said = capsys.readouterr().out
    assert "changed  law/civil-code/index.html" in said
    assert "missing  routes/court/index.html" in said


@pytest.mark.parametrize("line", ["", "abc  index.html", f"{'0' * 64}  ../etc/passwd", "<html>"])
def test_a_list_that_is_none_is_refused(copy, line, capsys):
    folder, listed = copy
    listed.write_text(line, "utf-8")
    with pytest.raises(SystemExit, match="checksums.txt"):
        release.main(["verify", str(folder), str(listed)])


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "https://", "http://[bad/"])
def test_a_copy_that_cannot_be_reached_is_said_in_one_line(copy, address):
    with pytest.raises(SystemExit, match="cannot be read"):
        release.main(["verify", address, str(copy[1])])


def test_two_builds_of_one_commit_are_the_same_byte_for_byte(tmp_path):
    """Nothing of the time, the machine or the order of files gets into a page."""
    build(tmp_path / "again", ADDRESS)

    assert digests(site(bundled=True)) == digests(tmp_path / "again")
