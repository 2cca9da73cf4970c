"""`Checker` and `check`."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Any, Literal

from . import _arrow, _citecheck
from ._citecheck import Fetcher, InputError, Result
from ._sources import Sources, fetcher, pages

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 10_000
"""Rows of a table that are worked at together: they bound the memory."""


class Checker(_citecheck.Checker):
    """A judge for any number of claims, safe to share between threads. Sent to another process, as Spark and Ray do,
    it is made there anew.

    - `judge`: `"entailment"`, which asks the trained model too, or `"lexical"`, which is some twenty times as fast.
    - `cache`: the folder of a cache, where addresses are looked up. Nothing is written to it but with `fetch`.
    - `fetch`: whether pages that the cache lacks are got from the web and kept there, each once: within limits for
      each host, as robots.txt allows, never from private networks unless `allow_private_network`. `contact` is an
      address of a page or of mail by which sites reach whoever asks.
    - `need`: of several sources, `"any"` must bear a claim out, or `"all"`.
    - `threads`: how many; None for one on each core.
    - `model`: another model's file, in the form that `models/README.md` describes.
    """

    def __new__(
        cls,
        *,
        judge: Literal["entailment", "lexical"] = "entailment",
        cache: str | os.PathLike[str] | None = None,
        need: Literal["any", "all"] = "any",
        threads: int | None = None,
        model: str | os.PathLike[str] | None = None,
        fetch: bool = False,
        contact: str | None = None,
        allow_private_network: bool = False,
    ) -> Checker:
        if fetch and cache is None:
            raise InputError("fetch=True keeps what it gets in a cache: name its folder with cache=")
        checker = super().__new__(cls, judge, need, threads, model)
        checker._cache = cache
        checker._fetcher = fetcher(contact, allow_private_network) if fetch else None
        checker._made_of = {
            "judge": judge,
            "cache": cache,
            "need": need,
            "threads": threads,
            "model": model,
            "fetch": fetch,
            "contact": contact,
            "allow_private_network": allow_private_network,
        }
        return checker

    _cache: str | os.PathLike[str] | None
    _fetcher: Fetcher | None
    _made_of: dict[str, Any]

    def __init__(self, **_: object) -> None:
        """Everything is done by `__new__`."""

    def __reduce__(self) -> tuple[Any, ...]:
        return (_made, (self._made_of,))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self._made_of.items() if value not in (None, False))
        return f"Checker({given})"

    def check(self, claim: str, sources: Sources) -> Result:
        """Holds `claim` against its sources: one, or a list of them.

        A source is a text, an address (`"https://…"`), a `Page`, or a mapping with one of
        `text`, `html`, `passages` and `url`. One that can't be read makes the claim `unavailable`.
        """
        return self._check(claim, pages(sources, self._cache, self._fetcher))

    def check_batch(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Holds the claim of each row against the source of that row.

        Reads the columns `claim` and, of `source` (text), `passages` (lists of texts) and `html`, the one that is not
        null, without a copy. Gives a row for each: the other columns as they are, and `verdict`, `score`, `why`,
        `passage` and `passage_index` (the best one), `checks`, `unsupported` and `error`. A row that can't be worked
        with, or whose text is no UTF-8, has an `error` and nulls; it stops nothing. Rows with the same source share
        the work of reading it.
        """
        _arrow.pyarrow()
        import pyarrow as pa

        if not isinstance(batch, pa.RecordBatch):
            raise InputError(f"give a pyarrow.RecordBatch, or a table to check_table, not {type(batch).__name__}")
        read, others = _arrow.split(batch.schema)
        columns = [_arrow.bytes_of(name, batch.column(name)) for name in read]
        answers = self._check_batch(pa.RecordBatch.from_arrays(columns, names=read))
        fields = [batch.schema.field(name) for name in others] + list(answers.schema)
        columns = [batch.column(name) for name in others] + answers.columns
        return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))

    def check_table(self, table: Any) -> pa.Table:
        """`check_batch` for a whole table: one of pyarrow, pandas, polars, DuckDB, or whatever else `pyarrow.table`
        takes. Worked at in batches of 10,000 rows.
        """
        _arrow.pyarrow()
        import pyarrow as pa

        table = pa.table(table)
        batches = table.to_batches(max_chunksize=_ROWS)
        if not batches:
            batches = [pa.RecordBatch.from_pylist([], schema=table.schema)]
        return pa.Table.from_batches([self.check_batch(batch) for batch in batches])


def _made(made_of: dict[str, Any]) -> Checker:
    return Checker(**made_of)


@functools.lru_cache(maxsize=8)
def _checker(**options: Any) -> Checker:
    return Checker(**options)


def check(
    claim: str,
    sources: Sources,
    *,
    judge: Literal["entailment", "lexical"] = "entailment",
    cache: str | os.PathLike[str] | None = None,
    need: Literal["any", "all"] = "any",
    fetch: bool = False,
    contact: str | None = None,
) -> Result:
    """Holds `claim` against its sources, as `Checker.check` does with a checker that is kept for the next time."""
    folder = None if cache is None else os.fspath(cache)
    checker = _checker(judge=judge, cache=folder, need=need, fetch=fetch, contact=contact)
    return checker.check(claim, sources)
