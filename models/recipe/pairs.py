#!/usr/bin/env python3
"""The pairs that tune.py trains on. usage: pairs.py BENCH OLDER.jsonl.gz PAIRS.json
Of the files beside this one whatever is to be trained on: `turned` (its pages are those of BENCH/pages-dev.jsonl; each sentence
with a long and a short premise), `sentences`, `pages`, and `pairs` without what the accuracy gate has; of OLDER, pairs
{"p", "h", "y", "w"} of earlier trainings, as many as are named below."""
import collections, gzip, json, math, random, re, sys

HERE = __file__.rsplit("/", 1)[0]
GATE = HERE + "/../../tests/fixtures/accuracy/pairs.jsonl"
LABELS = {"supported": 0, "unsupported": 1, "contradicted": 2, "partial": 3}
# Kinds whose false sentence a page contradicts; of the others it is only not borne out.
CONTRADICTED = ("relation", "swap", "oppo", "value", "name")
# Older pairs: written for the purpose or edited and long, other long ones, and short ones.
OLDER = {"purpose": 7000, "long": 2500, "short": 4500}
LONG = 60  # words
CANDIDATES = 5  # passages
random.seed(7)


def lines(path):
    return [json.loads(line) for line in gzip.open(path, "rt")]


def premise(passages, claim, budget):
    """The passages nearest to the claim by rare words they share, those before them and the first, as far as `budget` words
    go: about what citecheck reads."""
    keys = lambda text: {word[:6] for word in re.findall(r"\w+", text.lower())}
    have = [keys(passage) for passage in passages]
    many = collections.Counter(key for one in have for key in one)
    worth = lambda one: sum(math.log(1 + len(passages) / many[key]) for key in keys(claim) & one)
    best = sorted(range(len(passages)), key=lambda i: -worth(have[i]))[:CANDIDATES]
    chosen, words = [], 0

    def add(at):
        nonlocal words
        more = len(passages[at].split())
        if at not in chosen and more and (words + more <= budget or not chosen): chosen.append(at); words += more

    for at in best: add(at)
    for at in [at for at in best if at and at in chosen]: add(at - 1)
    add(0)
    return " ".join(passages[i] for i in sorted(chosen))


def turned(bench):
    pages = {page["page"]: page["passages"] for page in map(json.loads, open(bench + "/pages-dev.jsonl"))}
    for page in lines(HERE + "/turned.jsonl.gz"):
        if page["part"] != "train": continue
        for pair in page["pairs"]:
            false = 2 if pair["kind"] in CONTRADICTED else 3
            for text, label in ((pair["true"], 0), (pair["false"], false)):
                for budget in (185, random.choice((90, 120, 150))):
                    yield premise(pages[page["file"]], text, budget), text, label, 1.5


def sentences():
    for text in lines(HERE + "/sentences.jsonl.gz"):
        if text["part"] != "train": continue
        for claim in text["claims"]:
            label = LABELS[claim["label"]]
            # In a language that the model hardly knows, what it takes to follow wrongly is worse.
            yield text["premise"], claim["claim"], label, 1 if text["lang"] == "en" else 1.3 if label else .7


def pages():
    for page in lines(HERE + "/pages.jsonl.gz"):
        if page["part"] != "train": continue
        for claim in page["claims"]:
            yield premise(page["passages"], claim["claim"], random.choice((110, 150, 185))), claim["claim"], LABELS[claim["label"]], 1.5


def pairs():
    gate = {pair["source"] for pair in map(json.loads, open(GATE))}
    for pair in lines(HERE + "/pairs.jsonl.gz"):
        if pair["source"] not in gate: yield pair["source"], pair["claim"], LABELS[pair["label"]], 1.5


def older(path):
    kinds = collections.defaultdict(list)
    for pair in lines(path):
        words = len(pair["p"].split())
        if pair.get("w") != 0: kinds["short" if words < LONG else "purpose" if "w" in pair else "long"].append(pair)
    for kind, many in OLDER.items():
        for pair in random.sample(kinds[kind], many): yield pair["p"], pair["h"], pair["y"], min(pair.get("w", 1), 2)


def main(bench, path, out):
    made = [*turned(bench), *sentences(), *pages(), *pairs(), *older(path)]
    json.dump([{"p": p, "h": h, "y": y, "w": w} for p, h, y, w in made], open(out, "w"), ensure_ascii=False)
    print(len(made), "pairs")


if __name__ == "__main__": main(*sys.argv[1:4])
