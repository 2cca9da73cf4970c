"""citecheck on one machine with DuckDB: python on_duckdb.py PAIRS PAGES OUT [JUDGE]

PAIRS has the columns id, page and claim, PAGES has page and source (text), the file OUT gets a row for each pair.
"""

import sys

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

import citecheck

JOINED = """
    select id, page, claim, source
    from read_parquet($pairs) as pairs join read_parquet($pages) as pages using (page)
    order by page, id
"""


def main(pairs: str, pages: str, out: str, judge: str = "entailment") -> None:
    checker = citecheck.Checker(judge=judge)
    joined = duckdb.sql(JOINED, params={"pairs": pairs, "pages": pages})
    # Batch by batch, on all cores: neither the pairs nor the answers are ever in memory together.
    answers = map(checker.check_batch, joined.to_arrow_reader(10_000))
    first = next(answers)
    with pq.ParquetWriter(out, first.schema) as file:
        file.write_batch(first)
        for batch in answers:
            file.write_batch(batch)


if __name__ == "__main__":
    main(*sys.argv[1:])
