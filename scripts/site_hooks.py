"""MkDocs adapter: hands pages to ``scripts.pages`` and their parts to the templates."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import normalize_url

ROOT = Path(__file__).resolve().parent.parent
STAGE = ROOT / "build" / "bundle"
"""Where ``scripts.bundle`` puts the checker's files together."""

_state: dict[str, Any] = {"serving": False}


def on_startup(*, command, dirty, **kwargs):
    """Remember whether edits are to be picked up while running."""
    _state["serving"] = command == "serve"


def on_config(config, **kwargs):
    """Read the rulebook, and make sure that ``serve`` reads it again after an edit."""
    # MkDocs puts the path back after loading a hook, so it is set here as well.
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    if _state["serving"]:
        for name in [one for one in sys.modules if one.split(".")[0] in ("checker", "scripts")]:
            del sys.modules[name]
    from checker.errors import HostError, RulebookError
    from scripts import hosted, markup

    try:
        _state["rulebook"] = hosted.rulebook()
    except HostError as error:
        raise PluginError(f"the host's folder has mistakes:\n{hosted.explained(error)}") from error
    except RulebookError as error:
        raise PluginError(f"the rulebook has mistakes:\n{error}") from error
    languages = config.extra["languages"]
    config.extra["languages"] = {code: languages[code] for code in _state["rulebook"].languages}
    config.markdown_extensions.append(markup.LabelledTables())
    return config


@event_priority(50)
def on_files(files, *, config, **kwargs):
    """Leave the theme's own files out; add our styles, our search and the checker's files."""
    from scripts import assets

    for file in list(files):
        if file.src_dir != config.docs_dir or not _offered(file.src_uri):
            files.remove(file)
    _add_generated(files, config)
    _state["assets"] = {}
    for name, (target, content) in assets.published().items():
        _state["assets"][name] = target
        files.append(File.generated(config, target, content=content))
    # Pages of others name this one, so it keeps its address.
    embed = (ROOT / "overrides" / "embed" / "embed.js").read_bytes()
    files.append(File.generated(config, "assets/embed.js", content=embed))
    _state["checker"] = None
    if config.extra["bundled"] and (STAGE / "manifest.json").is_file():
        _state["checker"] = json.loads((STAGE / "manifest.json").read_text("utf-8"))
        for path in (path for path in (STAGE / "assets").rglob("*") if path.is_file()):
            target = path.relative_to(STAGE).as_posix()
            files.append(File.generated(config, target, abs_src_path=str(path)))
    return files


def _offered(source: str) -> bool:
    """Return whether a page is in a language that readers are offered."""
    book = _state["rulebook"]
    lang = source.partition("/")[0]
    return lang not in book.messages or lang in book.languages


def _add_generated(files, config) -> None:
    """Add the pages made whole from the rulebook; links lead to them, not the menu."""
    from scripts import generated

    for locale in config.extra["languages"]:
        for path, text in generated.pages(_state["rulebook"], locale):
            source = f"{locale}/{path}"
            if source in files.src_uris:
                raise PluginError(f"{source} is made from the rulebook: remove it from docs/")
            files.append(File.generated(config, source, content=text))


def on_page_markdown(markdown, *, page, config, files, **kwargs):
    """Answer the page's calls; refuse headings without an id of their own."""
    from scripts import markup, pages

    lang, _, path = page.file.src_uri.partition("/")
    try:
        markup.check_headings(markdown, page.file.src_uri)
        return pages.render(markdown, _state["rulebook"], lang, path)
    except (pages.PageError, markup.MarkupError) as error:
        raise PluginError(str(error)) from error


def on_page_content(html, *, page, config, files, **kwargs):
    """Set Chinese text without spaces."""
    from scripts import markup

    return markup.close_up(html) if page.file.src_uri.startswith("zh/") else html


@event_priority(-50)
def on_page_context(context, *, page, config, nav, **kwargs):
    """Give the template the site's words and the addresses of its files."""
    from scripts.structured import structured

    context.update(_context(context["lang"], page))
    if page.meta.get("template") == "desk.html":
        from scripts.checker_form import desk_words

        context["desk_words"] = desk_words(_state["rulebook"], context["lang"])
    context["structured"] = structured(page, context["tag"], context["say"]("name"))
    return context


@event_priority(-50)
def on_template_context(context, *, template_name, config, **kwargs):
    """Do the same for the pages outside the tree: not found, map of the site."""
    context.update(_context(context["lang"], None, context["base_url"]))
    return context


def _context(lang: str, page, base: str = "") -> dict[str, Any]:
    from scripts import check_law, policy
    from scripts.speaker import Speaker

    book = _state["rulebook"]
    speakers = {code: Speaker(book, code, "index.md") for code in book.messages}
    return {
        "say": speakers[lang].say,
        "say_in": {code: speaker.say for code, speaker in speakers.items()},
        "rulebook": book,
        "host": book.host,
        "asset_url": lambda name: normalize_url(_state["assets"][name], page, base),
        "stale_from": check_law.stale_from,
        "file_url": lambda path: normalize_url(path, page, base),
        "checker_assets": _state["checker"],
        "content_policy": policy.in_page(),
    }


def on_post_build(*, config, **kwargs):
    """Write the search index of each language; drop the map of a site without an address."""
    from scripts import search_index

    site = Path(config.site_dir)
    search_index.write(site, config.extra["languages"])
    for leftover in site.glob("sitemap.xml*"):
        if not config.site_url or leftover.suffix == ".gz":
            leftover.unlink()
