"""citecheck on Spark: spark-submit on_spark.py PAIRS PAGES OUT [JUDGE]

PAIRS has the columns id, page and claim, PAGES has page and source (text), OUT gets a row for each pair. All three are
folders or files of Parquet, wherever Spark can read: s3a://, hdfs://, or a disk.
"""

import sys
from collections.abc import Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

ANSWER = """
    verdict string, score double, why string, passage string, passage_index int,
    checks array<struct<kind string, status string, claim string, source string, passage int, note string>>,
    unsupported array<struct<start int, end int>>, error string
"""


class Answered:
    """What is done on a worker: a batch of pairs in, a row for each out."""

    def __init__(self, judge: str) -> None:
        self.judge = judge

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import citecheck

        # One thread: Spark gives each core a partition of its own.
        checker = citecheck.Checker(judge=self.judge, threads=1)
        return map(checker.check_batch, batches)


def answered(pairs: DataFrame, pages: DataFrame, judge: str) -> DataFrame:
    # A merge join brings the pairs of one page together, in the order of the pages, so that a page is read once. Where
    # one page has a great part of the pairs, Spark's adaptive execution cuts it into several tasks.
    joined = pairs.join(pages.hint("merge"), "page").select("id", "page", "claim", "source")
    return joined.mapInArrow(Answered(judge), f"id bigint, page bigint, {ANSWER}")


def main(pairs: str, pages: str, out: str, judge: str = "entailment") -> None:
    spark = SparkSession.builder.appName("citecheck").getOrCreate()
    # Spark would put small partitions together by their bytes; here the work is in the rows.
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    # Rows that are in memory at once, each with its page.
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "2000")
    answered(spark.read.parquet(pairs), spark.read.parquet(pages), judge).write.parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
