"""How much faster two cores are than one: python scaling.py [spark] [ray]

Times what the programs in examples/ do, on tables of two sizes that make_pairs.py makes, each on one core and on two. The
difference of the two sizes is work alone: starting the engine, its workers and the job costs the same for both. Every
process of a run is kept on its cores, so that one core is one, with all that an engine does beside the work. Needs a
machine that has nothing else to do, and the installed wheel. It is no test: pytest doesn't collect it.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.dataset as ds

EXAMPLES = Path(__file__).parents[1] / "examples"
PAIRS_A_PAGE = 50
# Parts of the table: enough that the one with the page that has a tenth of all pairs is no half of the work.
PARTS = 8


def spark(cores: int):
    """Starts Spark; gives the program as a function, and what ends it."""
    import on_spark
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", PARTS).config("spark.driver.memory", "1g")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")

    def work(tables: Path, out: Path, judge: str) -> None:
        pairs, pages = (session.read.parquet(str(tables / name)) for name in ("pairs.parquet", "pages.parquet"))
        on_spark.answered(pairs, pages, judge).write.parquet(str(out))

    return work, session.stop


def ray(cores: int):
    """The same for Ray."""
    import on_ray
    import ray

    # Room for the blocks of the table: with less, Ray holds reading back, and a core with it.
    ray.init(num_cpus=cores, include_dashboard=False, log_to_driver=False, object_store_memory=2_500_000_000)
    on_ray.set_up()
    ray.data.DataContext.get_current().enable_progress_bars = False

    def work(tables: Path, out: Path, judge: str) -> None:
        on_ray.answered(ray.data.read_parquet(str(tables / "joined")), judge).write_parquet(str(out))

    return work, ray.shutdown


ENGINES = {"spark": spark, "ray": ray}


def run(engine: str, cores: int, tables: list[tuple[int, Path]], judge: str, rounds: int) -> dict[str, object]:
    """The times of one run in seconds, in this process: the start, and the least for each size."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    begun = time.monotonic()
    work, stop = ENGINES[engine](cores)
    start = time.monotonic() - begun
    least = {}
    try:
        with tempfile.TemporaryDirectory() as outs:
            # The first job starts workers and loads what they import; it counts as no work.
            for number in range(rounds + 1):
                for count, folder in tables:
                    out = Path(outs) / f"{number}-{count}"
                    begun = time.monotonic()
                    work(folder, out, judge)
                    taken = time.monotonic() - begun
                    rows = ds.dataset(out, format="parquet", exclude_invalid_files=True).count_rows()
                    assert rows == count, f"{rows} rows of {count}"
                    if number > 0:
                        least[count] = min(taken, least.get(count, taken))
    finally:
        stop()
    return {"start": start, "least": [least[count] for count, _ in tables]}


def measured(engine: str, cores: int, tables: list[tuple[int, Path]], asked: argparse.Namespace) -> float:
    """Pairs a second of a run in a process of its own; prints its times."""
    order = json.dumps([engine, cores, [[count, str(folder)] for count, folder in tables], asked.judge, asked.rounds])
    paths = os.pathsep.join([str(EXAMPLES), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": paths, "PYSPARK_PYTHON": sys.executable}
    command = [sys.executable, __file__, "--order", order]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{engine} on {cores}: it failed\n{done.stderr[-4000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    (small, _), (large, _) = tables
    first, second = told["least"]
    if second <= first:
        sys.exit(f"{engine} on {cores}: {first:.2f} and {second:.2f} s; larger tables or a quieter machine would tell more")
    rate = (large - small) / (second - first)
    print(
        f"{engine:5}  {cores} core{'s' if cores > 1 else ' '}  start {told['start']:5.1f} s  "
        f"{small:,} pairs {first:6.2f} s  {large:,} pairs {second:6.2f} s  "
        f"beyond the first {small:,}: {rate:,.0f} pairs a second",
        flush=True,
    )
    return rate


def main(asked: argparse.Namespace) -> None:
    if len(os.sched_getaffinity(0)) < 2:
        sys.exit("two cores are needed")
    with tempfile.TemporaryDirectory() as folder:
        tables = []
        for count in (asked.small, asked.pairs):
            at = Path(folder) / str(count)
            at.mkdir()
            pages = max(1, count // PAIRS_A_PAGE)
            command = [sys.executable, EXAMPLES / "make_pairs.py", at, str(count), str(pages)]
            subprocess.run(list(map(str, command)), check=True)
            tables.append((count, at))
        for engine in asked.engines or ENGINES:
            one, two = (measured(engine, cores, tables, asked) for cores in (1, 2))
            print(f"{engine:5}  two cores: {two / one:.2f} times the rate of one, {two / one / 2:.2f} of twice", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help="spark, ray [default: both]")
    parser.add_argument("--pairs", type=int, default=100_000, help="pairs of the larger table [100000, over 2,000 pages]")
    parser.add_argument("--small", type=int, default=20_000, help="pairs of the smaller one [20000]")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the least time counts [3]")
    parser.add_argument("--judge", default="lexical")
    parser.add_argument("--order", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.engines) - set(ENGINES):
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    if asked.small >= asked.pairs:
        parser.error("--small has to be less than --pairs")
    if asked.order is None:
        main(asked)
    else:
        engine, cores, sizes, judge, rounds = json.loads(asked.order)
        told = run(engine, cores, [(count, Path(at)) for count, at in sizes], judge, rounds)
        print(json.dumps(told))
