"""Tables, as Arrow has them: which columns go to the judge, and which pass by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._citecheck import InputError

if TYPE_CHECKING:
    import pyarrow as pa

READ = ("claim", "source", "passages", "html")
"""The columns that are read."""

GIVEN = ("verdict", "score", "why", "passage", "passage_index", "checks", "unsupported", "error")
"""The columns that are given."""


def split(schema: pa.Schema) -> tuple[list[str], list[str]]:
    """The names of the columns that are read and of those that pass by."""
    names = schema.names
    if len(set(names)) != len(names):
        raise InputError(f"two columns have one name: {', '.join(names)}")
    read = [name for name in names if name in READ]
    others = [name for name in names if name not in READ]
    if "claim" not in read or len(read) < 2:
        raise InputError(
            "a table has a column \"claim\" and one of \"source\", \"passages\" and \"html\"; "
            f"this one has {', '.join(names) or 'none'}"
        )
    for name in others:
        if name in GIVEN:
            raise InputError(f"the column \"{name}\" has the name of one that is given: rename it")
    return read, others


def bytes_of(name: str, column: pa.Array) -> pa.Array:
    """A column's texts as bytes, without a copy: whether they are UTF-8 is looked at row by row."""
    import pyarrow as pa
    from pyarrow import types

    kind = column.type
    if types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if name != "passages":
        target = _binary(kind)
    elif types.is_null(kind):
        target = pa.list_(pa.binary())
    elif types.is_large_list(kind):
        target = _binary(kind.value_type) and pa.large_list(_binary(kind.value_type))
    elif types.is_list(kind) or types.is_fixed_size_list(kind) or types.is_list_view(kind):
        target = _binary(kind.value_type) and pa.list_(_binary(kind.value_type))
    else:
        target = None
    if target is None:
        wanted = "lists of strings" if name == "passages" else "strings"
        raise InputError(f"the column \"{name}\" has the type {kind}; give {wanted}")
    return column if kind == target else column.cast(target)


def _binary(kind: pa.DataType) -> pa.DataType | None:
    import pyarrow as pa
    from pyarrow import types

    if types.is_string(kind) or types.is_binary(kind) or types.is_null(kind):
        return pa.binary()
    if types.is_large_string(kind) or types.is_large_binary(kind):
        return pa.large_binary()
    if types.is_string_view(kind) or types.is_binary_view(kind):
        return pa.binary_view()
    return None


def pyarrow() -> None:
    """Says what to install where pyarrow is not."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as error:
        raise ImportError("tables need pyarrow: pip install 'citecheck[arrow]'") from error
