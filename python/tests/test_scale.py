"""The programs in examples/ on Spark, Ray and DuckDB: the verdicts of `stream`, bad rows and killed workers.

Those whose engine is not installed are skipped, and say so. CITECHECK names the program to compare with.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import citecheck

pq = pytest.importorskip("pyarrow.parquet")
EXAMPLES = Path(__file__).parents[1] / "examples"
# As many as a developer waits for; CITECHECK_PAIRS=100000 for what docs/benchmarks.md tells.
PAIRS = int(os.environ.get("CITECHECK_PAIRS", "2000"))
PAGES = PAIRS // 50
EMPTY = list(range(7, PAIRS, 1_000))

# Both engines start workers that import what a test does there.
PATHS = [str(EXAMPLES), str(Path(__file__).parent)]
sys.path.extend(PATHS)
os.environ["PYTHONPATH"] = os.pathsep.join(PATHS)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    command = [sys.executable, EXAMPLES / "make_pairs.py", folder, str(PAIRS), str(PAGES)]
    subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="module")
def streamed(tables):
    """What `stream` answers, by id."""
    program = os.environ.get("CITECHECK")
    if program is None:
        # As good: `test_batch.py` holds rows against single answers.
        answers = citecheck.Checker(judge="lexical").check_table(pq.read_table(tables / "joined"))
        return seen(answers.to_pylist())
    with (tables / "pairs.jsonl").open("rb") as pairs:
        done = subprocess.run([program, "stream", "--judge", "lexical"], stdin=pairs, stdout=subprocess.PIPE, check=False)
    assert done.returncode == 2, "some lines have no claim"
    return seen(map(json.loads, done.stdout.splitlines()))


def seen(rows):
    """What has to be the same everywhere."""
    return {row["id"]: tuple(row.get(name) for name in ("verdict", "score", "why", "error")) for row in rows}


def test_duckdb(tables, streamed, tmp_path):
    pytest.importorskip("duckdb")
    out = tmp_path / "out.parquet"
    command = [EXAMPLES / "on_duckdb.py", tables / "pairs.parquet", tables / "pages.parquet", out, "lexical"]
    subprocess.run([sys.executable, *command], check=True)
    rows = pq.read_table(out).to_pylist()
    assert len(rows) == PAIRS
    assert seen(rows) == streamed
    assert sorted(row["id"] for row in rows if row["error"]) == EMPTY


def test_spark(tables, streamed, tmp_path, monkeypatch):
    pytest.importorskip("pyspark")
    import dying
    import on_spark
    from pyspark.sql import SparkSession

    # Of a task, three tries: on a cluster Spark has four.
    builder = SparkSession.builder.master("local[2,3]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.driver.memory", "1g")
    spark = builder.getOrCreate()
    try:
        spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
        pairs, pages = (spark.read.parquet(str(tables / name)) for name in ("pairs.parquet", "pages.parquet"))
        rows = on_spark.answered(pairs, pages, "lexical").collect()
        assert len(rows) == PAIRS
        assert seen(row.asDict() for row in rows) == streamed

        marker = tmp_path / "killed"
        work = on_spark.Answered
        monkeypatch.setattr(on_spark, "Answered", lambda judge: dying.OnSpark(work(judge), marker))
        rows = on_spark.answered(pairs, pages, "lexical").collect()
        assert marker.exists()
        assert len(rows) == PAIRS
        assert seen(row.asDict() for row in rows) == streamed
    finally:
        spark.stop()


def test_ray(tables, streamed, tmp_path):
    ray = pytest.importorskip("ray")
    import dying
    import on_ray

    marker = tmp_path / "killed"

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=500_000_000)
    # Ray keeps a share of the cores for each step; of two cores, no share is one.
    ray.data.DataContext.get_current().op_resource_reservation_enabled = False
    try:
        killed = dying.OnRay(on_ray.answer, marker)
        for work in (on_ray.answer, lambda table, judge: killed(table, judge)):
            pairs = ray.data.read_parquet(str(tables / "joined"))
            rows = on_ray.answered(pairs, "lexical", work).take_all()
            assert len(rows) == PAIRS
            assert seen(rows) == streamed
        assert marker.exists()
    finally:
        ray.shutdown()
