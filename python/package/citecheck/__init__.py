"""Does the page you cite say what you say it says?

>>> import citecheck
>>> page = "The licence of Microsoft is non-exclusive and runs through 2032."
>>> result = citecheck.check("The licence of Microsoft runs through 2030.", page, judge="lexical")
>>> result.verdict, result.why
('contradicted', 'claim says 2030, source says 2032')

`check` holds one claim against its sources, `Checker` does so for tables of a million pairs, `extract` reads the body
text of a page and `claims` the claims of a file. A socket is opened with `fetch=True` alone. What can't be done raises `InputError`
or another exception of this module; a source that can't be read is no exception but the verdict `unavailable`.
"""

from ._checker import Checker, check
from ._citecheck import (
    Check,
    Citation,
    Claim,
    Document,
    Evidence,
    InputError,
    ModelError,
    Page,
    Passage,
    Result,
    UnavailableError,
    __version__,
    claims,
    extract,
)

__all__ = [
    "Check",
    "Checker",
    "Citation",
    "Claim",
    "Document",
    "Evidence",
    "InputError",
    "ModelError",
    "Page",
    "Passage",
    "Result",
    "UnavailableError",
    "__version__",
    "check",
    "claims",
    "extract",
]
