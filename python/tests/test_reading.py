"""Pages and claims."""

import pytest

import citecheck

HTML = """<html lang="en"><head><title>A new ferry</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>A new ferry</h1><p>The ferry carries 40 cars. It sails in May.</p></article></body></html>"""


def test_the_body_text_of_a_page():
    document = citecheck.extract(HTML)
    assert (document.title, document.lang) == ("A new ferry", "en")
    assert document.text == "The ferry carries 40 cars. It sails in May."
    body = [passage for passage in document.passages if passage.region == "body"]
    assert [passage.text for passage in body] == ["The ferry carries 40 cars.", "It sails in May."]
    for passage in body:
        assert document.text[passage.offset :].startswith(passage.text)


def test_bytes_are_read_as_what_they_are():
    latin = citecheck.extract("Fähre".encode("latin-1"), content_type="text/plain; charset=iso-8859-1")
    assert latin.text == "Fähre"
    assert citecheck.extract(b"# A\n\nThe *new* ferry.", url="https://a.example/a.md").text.endswith("The new ferry.")


def test_a_page_without_text_is_an_exception_with_the_reason():
    with pytest.raises(citecheck.UnavailableError) as raised:
        citecheck.extract("<html><body></body></html>")
    reason, detail = raised.value.args
    assert reason in ("empty", "needs-javascript")
    assert detail
    with pytest.raises(TypeError):
        citecheck.extract(17)


def test_the_claims_of_an_article(tmp_path):
    article = tmp_path / "article.md"
    article.write_text("# Ferry\n\nThe ferry carries 40 cars ([Port](https://port.example/ferry)).\n")
    (claim,) = citecheck.claims(article)
    assert (claim.text, claim.line, claim.column) == ("The ferry carries 40 cars.", 3, 1)
    assert claim.checkable and claim.why is None
    (citation,) = claim.citations
    assert (citation.url, citation.scope) == ("https://port.example/ferry", "sentence")


def test_a_file_that_is_wrong_is_an_exception_with_the_place(tmp_path):
    claims = tmp_path / "claims.toml"
    claims.write_text("[[claim]]\ntxt = \"A.\"\n")
    with pytest.raises(citecheck.InputError, match=r"claims\.toml:2:1: "):
        citecheck.claims(claims)
    with pytest.raises(OSError, match="nothing.md"):
        citecheck.claims(tmp_path / "nothing.md")
    with pytest.raises(citecheck.InputError, match="no ending"):
        citecheck.claims(tmp_path / "nothing")
    with pytest.raises(citecheck.InputError, match="unknown input format"):
        citecheck.claims(claims, format="odt")
