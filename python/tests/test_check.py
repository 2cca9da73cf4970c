"""One claim at a time."""

import doctest
import json
import pickle
import threading

import pytest
from conftest import ROOT

import citecheck
from citecheck import Checker, InputError, Page

TEXT = "The licence of Microsoft is non-exclusive and runs through 2032. It was signed in Tallinn."


def test_the_example_of_the_module_holds():
    assert doctest.testmod(citecheck).failed == 0


def test_a_result_says_what_differs_and_where(checker):
    claim = "The licence of Microsoft runs through 2030."
    result = checker.check(claim, TEXT)
    assert (result.verdict, result.why) == ("contradicted", "claim says 2030, source says 2032")
    assert 0 <= result.score < 0.5
    best = result.evidence[0]
    assert (best.source, best.passage) == (0, 0)
    assert result.passage == best.text == TEXT.split(". ")[0] + "."
    (check,) = [check for check in result.checks if check.status == "mismatch"]
    start, end = check.claim_span
    assert (check.kind, check.claim, check.source, check.passage) == ("date", "2030", "2032", 0)
    assert claim[start:end] == "2030"
    start, end = check.source_span
    assert best.text[start:end] == "2032"
    assert json.loads(result.to_json())["verdict"] == "contradicted"
    assert repr(result).startswith('Result(verdict="contradicted", score=')


def test_spans_count_code_points(checker):
    claim, source = "🚢🚢 The ferry to Ærø carries 50 cars.", "🚢 The ferry to Ærø carries 40 cars."
    result = checker.check(claim, source)
    (check,) = [check for check in result.checks if check.status == "mismatch"]
    (start, end), (begin, stop) = check.claim_span, check.source_span
    assert (claim[start:end], source[begin:stop]) == ("50", "40")
    assert any(claim[start:end].startswith("50") for start, end in result.unsupported)


def test_a_source_is_a_text_a_page_html_or_passages(checker):
    claim = "It was signed in Tallinn."
    html = f"<html><body><article><h1>Licences</h1><p>{TEXT}</p></article></body></html>"
    for source in (
        TEXT,
        Page.text(TEXT),
        {"text": TEXT},
        {"html": html},
        Page.html(html),
        {"passages": TEXT.split(". ")},
        Page.passages(TEXT.split(". ")),
    ):
        assert checker.check(claim, source).verdict == "supported", source


def test_of_several_sources_one_bears_it_out_or_all_have_to(checker):
    claim, other = "It was signed in Tallinn.", "The lighthouse has a new lamp."
    result = checker.check(claim, [other, TEXT])
    assert (result.verdict, result.evidence[0].source) == ("supported", 1)
    strict = Checker(judge="lexical", need="all")
    assert strict.check(claim, [other, TEXT]).verdict != "supported"
    assert checker.check(claim, []).verdict == "not-checkable"


def test_a_source_that_cannot_be_read_makes_the_claim_unavailable(checker, tmp_path):
    result = checker.check("The ferry is new.", {"html": "<html><body></body></html>"})
    assert result.verdict == "unavailable"
    offline = Checker(judge="lexical", cache=tmp_path)
    result = offline.check("The ferry is new.", "https://ferry.example/news")
    assert result.verdict == "unavailable"
    assert "https://ferry.example/news is not in" in result.why


def test_addresses_are_looked_up_in_a_cache():
    cache, claim = ROOT / "cache", "Microsoft keeps a licence to OpenAI's models and products through 2030."
    url = "https://openai.example/index/a-simpler-agreement-with-microsoft/"
    for result in (
        Checker(judge="lexical", cache=cache).check(claim, url),
        citecheck.check(claim, {"url": url}, judge="lexical", cache=cache),
        citecheck.check(claim, Page.cached(cache, url), judge="lexical"),
    ):
        assert (result.verdict, result.why) == ("contradicted", "claim says 2030, source says 2032")
    behind_a_wall = "https://ledger.example/markets/2026/04/openai-microsoft/"
    result = Checker(judge="lexical", cache=cache).check(claim, behind_a_wall)
    assert result.verdict == "unavailable" and "403" in result.why


def test_the_model_reads_other_words():
    result = citecheck.check("The harbour was shut.", "The port was closed to all ships.")
    assert Checker().judge == "entailment"
    assert result.verdict in ("supported", "partial")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: Checker(judge="none"), "unknown judge `none`"),
        (lambda: Checker(need="some"), "there are 'any' and 'all'"),
        (lambda: Checker(threads=0), "threads=0"),
        (lambda: Checker(judge="lexical", model="x"), "leave one of them out"),
        (lambda: citecheck.check(" ", TEXT, judge="lexical"), "the claim is empty"),
        (lambda: citecheck.check("A.", "https://a.example", judge="lexical"), "name a cache with cache="),
        (lambda: citecheck.check("A.", {"txt": "A."}, judge="lexical"), "'txt'"),
        (lambda: citecheck.check("A.", {"text": b"A."}, judge="lexical"), "'text' is a str, not bytes"),
        (lambda: citecheck.check("A.", {"passages": "A."}, judge="lexical"), "a list of strings"),
        (lambda: citecheck.check("A.", [1], judge="lexical"), "not int"),
    ],
)
def test_what_is_wrong_is_an_exception_that_says_so(call, says):
    with pytest.raises(InputError, match=says.replace("(", "\\(")) as raised:
        call()
    assert isinstance(raised.value, ValueError)


def test_no_model_is_an_exception_of_its_own(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"nothing")
    with pytest.raises(citecheck.ModelError, match="model.onnx"):
        Checker(model=tmp_path / "model.onnx")


def test_a_checker_travels_to_another_process(checker):
    there = pickle.loads(pickle.dumps(Checker(judge="lexical", threads=1)))
    assert (there.judge, repr(there)) == ("lexical", "Checker(judge='lexical', need='any', threads=1)")
    assert there.check("It was signed in Tallinn.", TEXT).verdict == "supported"


def test_other_threads_of_python_go_on_meanwhile(checker):
    """Every call lets the interpreter go: none of these would come back if one held it and waited for another."""
    page = Page.text(TEXT)
    barrier = threading.Barrier(4)
    verdicts = []

    def work():
        barrier.wait()
        verdicts.extend(checker.check("It was signed in Tallinn.", page).verdict for _ in range(50))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verdicts == ["supported"] * 200
