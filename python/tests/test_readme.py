"""What the documents show runs as they show it."""

import re

import pytest
from conftest import ROOT

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
DOCUMENTS = {name: (ROOT / name).read_text() for name in ("python/README.md", "README.md")}
BLOCKS = [
    pytest.param(code, id=f"{name}-{at}")
    for name, text in DOCUMENTS.items()
    for at, code in enumerate(BLOCK.findall(text))
]


def test_both_documents_show_something():
    assert len(BLOCKS) >= 4


@pytest.mark.parametrize("code", BLOCKS)
def test_the_code_of_a_document_runs(code):
    if "pyarrow" in code:
        pytest.importorskip("pyarrow")
    exec(compile(code, "README", "exec"), {})
