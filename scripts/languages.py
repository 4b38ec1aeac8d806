"""Two languages in one build: ``docs/zh`` becomes the root of the site, ``docs/en`` its ``en/``.

A hook of MkDocs. Both languages have the same menu, written once in ``extra.menu``; titles come
from the pages themselves.
"""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.nav import Navigation
from mkdocs.utils import normalize_url

BASE = "zh"
"""The language at the root of the site."""

_state: dict[str, Any] = {}  # what one build remembers from event to event


def language_of(src_uri: str) -> str:
    """Return the language a source file is written in; empty for files of no language."""
    folder, slash, _ = src_uri.partition("/")
    return folder if slash and folder in _state["languages"] else ""


def on_config(config, **kwargs):
    """Lay out one menu per language."""
    _state["languages"] = languages = config.extra["languages"]
    config.nav = [
        {lang: [{name: [f"{lang}/{path}" for path in paths]} for name, paths in _menu(config)]}
        for lang in languages
    ]
    return config


def _menu(config):
    return config.extra["menu"].items()


@event_priority(-50)  # after the files of the checker and the styles have been added
def on_files(files, *, config, **kwargs):
    """Move every page of a language to where the site shows it."""
    groups: dict[str, dict[str, Any]] = {}
    for file in files:
        lang = language_of(file.src_uri)
        if not lang:
            continue
        path = file.src_uri.removeprefix(f"{lang}/")
        file.dest_uri = _state["languages"][lang]["path"] + file.dest_uri.removeprefix(f"{lang}/")
        for cached in ("url", "abs_dest_path"):
            file.__dict__.pop(cached, None)
        groups.setdefault(path, {})[lang] = file
    _state["groups"] = groups
    missing = [
        f"{lang}/{path}"
        for path, found in sorted(groups.items())
        for lang in _state["languages"]
        if lang not in found
    ]
    if missing:
        raise PluginError(f"pages missing in one language: {', '.join(missing)}")
    return files


def on_nav(nav, *, config, files, **kwargs):
    """Split the menu by language, so that previous and next stay inside one."""
    _state["navs"] = {}
    everything = []
    for top, lang in zip(nav.items, _state["languages"], strict=True):
        pages = [page for page in nav.pages if language_of(page.file.src_uri) == lang]
        for section in top.children:
            section.parent = None
        for place, page in enumerate(pages):
            page.previous_page = pages[place - 1] if place else None
            page.next_page = pages[place + 1] if place + 1 < len(pages) else None
        own = Navigation(top.children, pages)
        own.homepage = pages[0] if pages else None
        _state["navs"][lang] = own
        everything += pages
    return nav


def on_env(env, *, config, files, **kwargs):
    """Let templates link to a page by its source, so that no address or title is written twice."""
    env.filters["page_url"] = _page_url
    env.filters["page_title"] = lambda source: _file(source).page.meta["title"]
    return env


@pass_context
def _page_url(context, source: str) -> str:
    return normalize_url(_file(source).url, context["page"], context["base_url"])


def _file(source: str):
    lang, _, path = source.partition("/")
    return _state["groups"][path][lang]


def on_page_context(context, *, page, config, nav, **kwargs):
    """Give the templates the page's language, its menu and the same page in the others."""
    lang = language_of(page.file.src_uri)
    path = page.file.src_uri.removeprefix(f"{lang}/")
    context.update(_common(lang, page))
    context["nav"] = _state["navs"][lang]
    context["alternates"] = [
        _alternate(other, _state["groups"][path][other], page, lang)
        for other in _state["languages"]
    ]
    return context


def on_template_context(context, *, template_name, config, **kwargs):
    """Give the pages that belong to no language the menus of all."""
    context.update(_common(BASE, None))
    context["navs"] = _state["navs"]
    context["groups"] = _state["groups"]
    return context


def _common(lang: str, page) -> dict[str, Any]:
    return {
        "lang": lang,
        "tag": _state["languages"][lang]["tag"],
        "languages": _state["languages"],
        "base_language": BASE,
        "home_url": normalize_url(_state["groups"]["index.md"][lang].url, page),
    }


def _alternate(other: str, file, page, lang: str) -> dict[str, Any]:
    about = _state["languages"][other]
    return {
        "code": other,
        "tag": about["tag"],
        "name": about["name"],
        "short": about["short"],
        "url": normalize_url(file.url, page),
        "canonical": file.page.canonical_url,
        "current": other == lang,
    }
