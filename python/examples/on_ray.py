"""citecheck on Ray Data: python on_ray.py JOINED OUT [JUDGE]

JOINED has the columns id, page, claim and source (text), the pairs of one page beside each other; OUT gets a row for
each pair. Both are folders of Parquet, wherever Ray can read: s3://, gs://, or a disk.
"""

import sys

import pyarrow as pa
import ray

BLOCK = 32 << 20


def answer(table: pa.Table, judge: str) -> pa.Table:
    """What is done on a worker: a batch of pairs in, a row for each out."""
    import citecheck

    # One thread: Ray gives each core a task of its own. The model is loaded once a process, whatever this looks like.
    return citecheck.Checker(judge=judge, threads=1).check_table(table)


def answered(pairs: ray.data.Dataset, judge: str, work=answer) -> ray.data.Dataset:
    # A task a block, not an actor: what it reads and writes needs a core too, and Ray does a lost task again.
    return pairs.map_batches(
        work, fn_kwargs={"judge": judge}, batch_format="pyarrow", batch_size=2_000, num_cpus=1
    )


def set_up() -> None:
    """How Ray shares the work out; call it after ray.init."""
    context = ray.data.DataContext.get_current()
    # A block is a task. Of the usual 128 MiB, a few large ones would keep one core busy while the others have no more.
    context.target_max_block_size = BLOCK
    if ray.cluster_resources().get("CPU", 0) < 4:
        # Ray keeps a share of the cores for each step; of two cores, no share is one.
        context.op_resource_reservation_enabled = False


def main(joined: str, out: str, judge: str = "entailment") -> None:
    ray.init()
    set_up()
    answered(ray.data.read_parquet(joined), judge).write_parquet(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
