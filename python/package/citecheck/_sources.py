"""How a source may be given to `check`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Union

from ._citecheck import InputError, Page

Source = Union[str, Page, Mapping[str, object]]
"""A text, an address that is in the cache, a `Page`, or a mapping with one of `text`, `html`, `passages` and `url`."""

Sources = Union[Source, Iterable[Source]]
"""One source, or several."""

_KINDS = ("text", "html", "passages", "url")


def pages(sources: Sources, cache: str | os.PathLike[str] | None) -> list[Page]:
    """The pages that `sources` name, in order."""
    if isinstance(sources, (str, Page, Mapping)):
        sources = [sources]
    return [_page(source, cache) for source in sources]


def _page(source: Source, cache: str | os.PathLike[str] | None) -> Page:
    if isinstance(source, Page):
        return source
    if isinstance(source, str):
        return _cached(source, cache) if _is_address(source) else Page.text(source)
    if not isinstance(source, Mapping):
        raise InputError(
            f"a source is a str, a Page or a mapping, not {type(source).__name__}"
        )
    if len(source) != 1 or next(iter(source)) not in _KINDS:
        raise InputError(
            f"a source has one of the keys {', '.join(_KINDS)}, not {', '.join(map(repr, source)) or 'none'}"
        )
    ((kind, content),) = source.items()
    if kind == "passages":
        if isinstance(content, str) or not isinstance(content, Iterable):
            raise InputError("'passages' is a list of strings")
        return Page.passages(list(content))
    if not isinstance(content, str):
        raise InputError(f"{kind!r} is a str, not {type(content).__name__}")
    if kind == "url":
        return _cached(content, cache)
    return Page.text(content) if kind == "text" else Page.html(content)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(map(str.isspace, text))


def _cached(url: str, cache: str | os.PathLike[str] | None) -> Page:
    if cache is None:
        raise InputError(
            f"{url} is an address: fill a cache with `citecheck fetch` and name it with cache=, "
            "or give the page itself as {'html': …}"
        )
    return Page.cached(cache, url)
