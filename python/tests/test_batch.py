"""Tables in, tables out."""

import json

import pytest

import citecheck
from citecheck import Checker, InputError

pa = pytest.importorskip("pyarrow")

TEXT = "The ferry carries 40 cars. It sails in May."
CLAIM = "The ferry carries 40 cars."
GIVEN = ["verdict", "score", "why", "passage", "passage_index", "checks", "unsupported", "error"]


def rows(checker, columns):
    return checker.check_batch(pa.RecordBatch.from_pydict(columns)).to_pylist()


def test_a_row_comes_for_each_and_other_columns_pass_by(checker):
    batch = pa.RecordBatch.from_pydict(
        {
            "id": [7, None, 9],
            "claim": [CLAIM, "The ferry carries 50 cars.", "A lighthouse keeper retired."],
            "source": [TEXT, TEXT, TEXT],
            "note": pa.array(["a", "b", "a"]).dictionary_encode(),
        }
    )
    out = checker.check_batch(batch)
    out.validate(full=True)
    assert out.schema.names == ["id", "note", *GIVEN]
    assert out.column("note").equals(batch.column("note"))
    assert out.column("id").to_pylist() == [7, None, 9]
    assert out.column("verdict").to_pylist() == ["supported", "contradicted", "not-found"]
    first, second, third = out.to_pylist()
    assert (first["passage"], first["passage_index"], first["error"]) == (CLAIM, 0, None)
    (check,) = [check for check in second["checks"] if check["status"] == "mismatch"]
    assert (check["claim"], check["source"], check["passage"]) == ("50", "40", 0)
    assert third["score"] < 0.5


def test_rows_are_what_check_says_of_each(checker):
    claims = [f"The ferry carries {cars} cars." for cars in range(30, 50)]
    out = rows(checker, {"claim": claims, "source": [TEXT] * 20})
    for claim, row in zip(claims, out, strict=True):
        one = json.loads(checker.check(claim, TEXT).to_json())
        assert {name: row[name] for name in ("verdict", "score", "why")} == {
            name: one[name] for name in ("verdict", "score", "why")
        }
        assert [[span["start"], span["end"]] for span in row["unsupported"]] == one["unsupported"]
        wanted = [[check["kind"], check["status"], check["claim"]] for check in one["checks"]]
        assert [[check["kind"], check["status"], check["claim"]] for check in row["checks"]] == wanted


def test_each_row_has_its_own_kind_of_source(checker):
    html = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    out = rows(
        checker,
        {
            "claim": [CLAIM] * 4,
            "source": [TEXT, None, None, TEXT],
            "passages": [None, TEXT.split(". "), None, ["too"]],
            "html": [None, None, html, None],
        },
    )
    assert [row["verdict"] for row in out] == ["supported", "supported", "supported", None]
    assert out[3]["error"] == 'give one of "passages", "source" and "html"'


@pytest.mark.parametrize(
    "text",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.binary_view(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_texts_of_every_kind(checker, text):
    def column(values, kind=text):
        return pa.array(values, pa.string()).cast(kind)

    batch = pa.RecordBatch.from_arrays([column([CLAIM, None]), column([TEXT, TEXT])], ["claim", "source"])
    assert checker.check_batch(batch).column("verdict").to_pylist() == ["supported", None]
    # A slice begins in the middle of the same memory.
    half = batch.slice(1)
    assert checker.check_batch(half).column("error").to_pylist() == ['"claim" is empty']


@pytest.mark.parametrize(
    "lists",
    [
        pa.list_(pa.string()),
        pa.large_list(pa.large_string()),
        pa.list_(pa.string(), 2),
        pa.list_(pa.string_view()),
    ],
    ids=str,
)
def test_lists_of_every_kind(checker, lists):
    passages = pa.array([["A.", "B."], TEXT.split(". ")], lists)
    batch = pa.RecordBatch.from_arrays([pa.array([CLAIM, CLAIM]), passages], ["claim", "passages"])
    assert checker.check_batch(batch).column("verdict").to_pylist() == ["not-found", "supported"]
    assert checker.check_batch(batch.slice(1)).column("verdict").to_pylist() == ["supported"]


def test_a_bad_row_costs_itself_alone(checker):
    broken = pa.array([CLAIM.encode(), b"\xff\xfe", b" ", CLAIM.encode()]).view(pa.string())
    source = pa.array([TEXT.encode(), TEXT.encode(), TEXT.encode(), b"The \xc3"]).view(pa.string())
    out = checker.check_batch(pa.RecordBatch.from_arrays([broken, source], ["claim", "source"])).to_pylist()
    assert out[0]["verdict"] == "supported"
    assert [row["error"] for row in out] == [
        None,
        '"claim" is not UTF-8 from byte 0 on',
        '"claim" is empty',
        '"source" is not UTF-8 from byte 4 on',
    ]
    assert all(row["verdict"] is None and row["score"] is None and row["checks"] == [] for row in out[1:])
    lists = rows(checker, {"claim": [CLAIM], "passages": [["A.", None]]})
    assert lists[0]["error"] == '"passages" has a null'


def test_an_unreadable_page_is_a_verdict_and_no_error(checker):
    (row,) = rows(checker, {"claim": [CLAIM], "html": ["<html><body></body></html>"]})
    assert (row["verdict"], row["error"]) == ("unavailable", None)


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"claim": [CLAIM]}, 'one of "source", "passages" and "html"; this one has claim'),
        ({"source": [TEXT]}, 'has a column "claim"'),
        ({"claim": [1], "source": [TEXT]}, '"claim" has the type int64; give strings'),
        ({"claim": [CLAIM], "passages": [TEXT]}, '"passages" has the type string; give lists of strings'),
        ({"claim": [CLAIM], "source": [TEXT], "score": [1.0]}, '"score" has the name of one that is given'),
    ],
)
def test_a_table_without_what_it_takes_is_an_exception(checker, columns, says):
    with pytest.raises(InputError) as raised:
        rows(checker, columns)
    assert says in str(raised.value)


def test_what_is_no_batch_is_an_exception(checker):
    with pytest.raises(InputError, match="not list"):
        checker.check_batch([])


def test_answers_do_not_depend_on_the_threads():
    columns = {
        "claim": [f"The ferry carries {cars} cars." for cars in range(300)],
        "source": [f"The ferry carries {cars % 7} cars. It sails in May." for cars in range(300)],
    }
    batch = pa.RecordBatch.from_pydict(columns)
    outs = [Checker(judge="lexical", threads=threads).check_batch(batch) for threads in (1, 3, None)]
    assert outs[0].equals(outs[1]) and outs[0].equals(outs[2])


def test_whole_tables_from_wherever_they_come(checker):
    columns = {"id": [1, 2], "claim": [CLAIM, CLAIM], "source": [TEXT, "A lighthouse."]}
    wanted = ["supported", "not-found"]
    table = pa.table(columns)
    assert checker.check_table(table).column("verdict").to_pylist() == wanted
    empty = checker.check_table(table.slice(0, 0))
    assert (empty.num_rows, empty.schema.names) == (0, ["id", *GIVEN])
    pandas = pytest.importorskip("pandas")
    assert list(checker.check_table(pandas.DataFrame(columns)).to_pandas()["verdict"]) == wanted
    polars = pytest.importorskip("polars")
    assert polars.from_arrow(checker.check_table(polars.DataFrame(columns)))["verdict"].to_list() == wanted


def test_the_judge_with_the_model_does_tables_too():
    out = rows(citecheck.Checker(), {"claim": ["The harbour was shut."], "source": ["The port was closed."]})
    assert out[0]["error"] is None and out[0]["verdict"] is not None
