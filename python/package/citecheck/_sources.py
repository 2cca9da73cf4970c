"""How a source may be given to `check`."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Mapping
from typing import Union
from urllib.request import getproxies

from ._citecheck import Fetcher, InputError, Page

Source = Union[str, Page, Mapping[str, object]]
"""A text, an address, a `Page`, or a mapping with one of `text`, `html`, `passages` and `url`."""

Sources = Union[Source, Iterable[Source]]
"""One source, or several."""

_KINDS = ("text", "html", "passages", "url")


def pages(
    sources: Sources, cache: str | os.PathLike[str] | None, fetcher: Fetcher | None = None
) -> list[Page]:
    """The pages that `sources` name, in order; addresses in the cache, and by `fetcher` those that are not."""
    if isinstance(sources, (str, Page, Mapping)):
        sources = [sources]
    read = [_read(source) for source in sources]
    urls = [source for source in read if isinstance(source, str)]
    found = iter(_found(urls, cache, fetcher))
    return [next(found) if isinstance(source, str) else source for source in read]


@functools.lru_cache(maxsize=8)
def fetcher(contact: str | None, allow_private_network: bool) -> Fetcher:
    """One for all checkers of the process, since a host's limits hold for all of them."""
    given = getproxies()
    proxies = (given.get("http", given.get("all")), given.get("https", given.get("all")), given.get("no"))
    return Fetcher(contact, allow_private_network, proxies)


def _found(
    urls: list[str], cache: str | os.PathLike[str] | None, fetcher: Fetcher | None
) -> list[Page]:
    if not urls:
        return []
    if cache is None:
        raise InputError(
            f"{urls[0]} is an address: name a cache with cache=, and fetch=True unless `citecheck fetch` has filled it; "
            "or give the page itself as {'html': …}"
        )
    if fetcher is not None:
        return fetcher.pages(cache, urls)
    return [Page.cached(cache, url) for url in urls]


def _read(source: Source) -> Page | str:
    """The page that `source` is, or its address."""
    if isinstance(source, Page):
        return source
    if isinstance(source, str):
        return source if _is_address(source) else Page.text(source)
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
        return content
    return Page.text(content) if kind == "text" else Page.html(content)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(map(str.isspace, text))
