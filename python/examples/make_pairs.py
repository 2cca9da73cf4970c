"""Makes up a table of pairs, to try the programs beside this one on: python make_pairs.py FOLDER [PAIRS [PAGES]]

FOLDER gets `pages.parquet` (page, source), `pairs.parquet` (id, page, claim), `joined/*.parquet` (id, page, claim,
source) in the order of the pages, and `pairs.jsonl`, the same for `citecheck stream`. One pair in a thousand has no
claim, and one page has a tenth of all pairs. The same arguments make the same tables.
"""

import json
import random
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

FILES = 8
TOWNS = "Elmstedt Harrow Kirkwall Tarn Visby Lund Narva Oulu Porto Rovaniemi Sligo Tromso".split()
THINGS = "bridge harbour library market museum railway school stadium tunnel windmill".split()
PEOPLE = ["Anna Weber", "Jon Aalto", "Maria Lopes", "Nils Berg", "Ruth Okafor", "Tomas Vesely"]
SENTENCES = [
    "{who} opened the {thing} of {town} in {year}.",
    "The {thing} of {town} cost {money} million euros.",
    "About {count} people a day use the {thing} of {town}.",
    "The council of {town} wants to repair the {thing} by {year}.",
    "In {year} the {thing} of {town} was closed for {few} months.",
    "{who} said that the {thing} of {town} would be {few} metres higher.",
]


def sentence(rng: random.Random) -> dict[str, object]:
    """What a sentence says, and how."""
    return {
        "form": rng.choice(SENTENCES),
        "who": rng.choice(PEOPLE),
        "thing": rng.choice(THINGS),
        "town": rng.choice(TOWNS),
        "year": rng.randint(1950, 2030),
        "money": rng.randint(2, 90),
        "count": rng.randint(200, 9_000),
        "few": rng.randint(2, 11),
    }


def said(facts: dict[str, object]) -> str:
    return str(facts["form"]).format(**facts)


def claim(facts: list[dict[str, object]], rng: random.Random) -> str:
    """A third of the claims is true, a third has another number or name, a third is of another page."""
    kind = rng.randrange(3)
    if kind == 2:
        return said(sentence(rng))
    fact = dict(rng.choice(facts))
    if kind == 1:
        other = sentence(rng)
        for key in ("who", "year", "money", "count", "few"):
            fact[key] = other[key]
    return said(fact)


def main(folder: Path, count: int = 100_000, page_count: int = 2_000) -> None:
    rng = random.Random(22)
    facts = [[sentence(rng) for _ in range(rng.randint(20, 60))] for _ in range(page_count)]
    pages = [" ".join(map(said, page)) for page in facts]
    pairs = []
    for number in range(count):
        page = 0 if number % 10 == 0 else rng.randrange(page_count)
        text = claim(facts[page], rng) if number % 1_000 != 7 else ""
        pairs.append((page, number, text))
    pairs.sort()
    (folder / "joined").mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"page": range(page_count), "source": pages}), folder / "pages.parquet")
    page, ids, claims = zip(*pairs, strict=True)
    table = pa.table({"id": ids, "page": page, "claim": claims})
    pq.write_table(table, folder / "pairs.parquet")
    joined = table.append_column("source", pa.array([pages[number] for number in page]))
    step = -(-count // FILES)
    for file in range(FILES):
        pq.write_table(joined.slice(file * step, step), folder / "joined" / f"{file}.parquet")
    with (folder / "pairs.jsonl").open("w") as out:
        for number, at, text in zip(ids, page, claims, strict=True):
            out.write(json.dumps({"id": number, "claim": text, "source": pages[at]}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
