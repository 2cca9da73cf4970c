"""The tests run against the installed wheel, never against the sources beside them."""

from pathlib import Path

import pytest

import citecheck

ROOT = Path(__file__).parents[2]
assert "site-packages" in citecheck.__file__, f"{citecheck.__file__} is not the installed package"


@pytest.fixture(scope="session")
def checker() -> citecheck.Checker:
    """The judge without the model: what the model adds has tests of its own."""
    return citecheck.Checker(judge="lexical")

