#!/usr/bin/env python3
"""The pairs that tune.py trains on. usage: pairs.py BENCH OLDER.jsonl.gz PAIRS.json [PAGES.jsonl]
Of the files beside this one whatever is to be trained on: `turned` (its pages are those of BENCH/pages-dev.jsonl),
`sentences`, `pages`, `pairs` without what the accuracy gate has, and the `claims` whose pages PAGES has, a {"file", "passages"} a
line; the claims of BENCH that the model saw before; of OLDER, pairs {"p", "h", "y", "w"} of earlier trainings, as many as are
named below; and true sentences with a denial put in or taken out."""
import collections, gzip, json, math, random, re, sys

HERE = __file__.rsplit("/", 1)[0]
GATE = HERE + "/../../tests/fixtures/accuracy/pairs.jsonl"
LABELS = {"supported": 0, "unsupported": 1, "contradicted": 2, "partial": 3}
# Kinds whose false sentence a page contradicts; of the others it is only not borne out.
CONTRADICTED = ("relation", "swap", "oppo", "value", "name")
# Older pairs: written for the purpose or edited and long, other long ones, and short ones.
OLDER = {"purpose": 3000, "long": 3500, "short": 6000}
NEGATED = 4700
# The share of these whose premise is made to say the same denial, too: the model must read both.
BOTH = .3
LONG = 60  # words
CANDIDATES = 5  # passages
BUDGETS = (100, 185)  # words of a premise, either as often: a short one costs half the time
random.seed(7)


def lines(path):
    return [json.loads(line) for line in gzip.open(path, "rt")]


def premise(passages, claim):
    """The passages nearest to the claim by rare words they share, those before them and the first, as far as one of BUDGETS
    goes: about what citecheck reads."""
    budget = random.choice(BUDGETS)
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


def on_page(passages, claims, weight):
    for claim in claims:
        yield premise(passages, claim["claim"]), claim["claim"], LABELS[claim["label"]], weight


def turned(bench):
    pages = {page["page"]: page["passages"] for page in map(json.loads, open(bench + "/pages-dev.jsonl"))}
    for page in lines(HERE + "/turned.jsonl.gz"):
        if page["part"] != "train": continue
        for pair in page["pairs"]:
            false = 2 if pair["kind"] in CONTRADICTED else 3
            for text, label in ((pair["true"], 0), (pair["false"], false)):
                yield premise(pages[page["file"]], text), text, label, 1.3


def seen(bench):
    for page in map(json.loads, open(bench + "/pages-dev.jsonl")):
        if page["part"] == "train": yield from on_page(page["passages"], page["claims"], 1)
    for pair in map(json.loads, open(bench + "/probes-dev.jsonl")):
        if pair["part"] == "train": yield pair["source"], pair["claim"], LABELS[pair["label"]], 1.2


def claims(path):
    pages = {page["file"]: page["passages"] for page in map(json.loads, open(path))}
    for page in lines(HERE + "/claims.jsonl.gz"):
        if page["part"] == "train" and page["file"] in pages: yield from on_page(pages[page["file"]], page["claims"], 1.5)


def sentences():
    for text in lines(HERE + "/sentences.jsonl.gz"):
        if text["part"] != "train": continue
        for claim in text["claims"]:
            label = LABELS[claim["label"]]
            # In a language that the model hardly knows, what it takes to follow wrongly is worse.
            yield text["premise"], claim["claim"], label, 1 if text["lang"] == "en" else 1.3 if label else .7


def pages():
    for page in lines(HERE + "/pages.jsonl.gz"):
        if page["part"] == "train": yield from on_page(page["passages"], page["claims"], 1.5)


def pairs():
    gate = {pair["source"] for pair in map(json.loads, open(GATE))}
    for pair in lines(HERE + "/pairs.jsonl.gz"):
        if pair["source"] not in gate and pair.get("part") != "test": yield pair["source"], pair["claim"], LABELS[pair["label"]], 1.5


def older(path):
    kinds = collections.defaultdict(list)
    for pair in lines(path):
        words = len(pair["p"].split())
        if pair.get("w") != 0: kinds["short" if words < LONG else "purpose" if "w" in pair else "long"].append(pair)
    for kind, many in OLDER.items():
        for pair in random.sample(kinds[kind], many): yield pair["p"], pair["h"], pair["y"], min(pair.get("w", 1), 2)


DENIALS = re.compile(r"\b(not|never|no|nor|none|nobody)\b|n't")
VERBS = r"\b(is|are|was|were|has|have|had|can|could|will|would|should|must|do|does|did)"
# In a clause of its own, not behind one of these.
WITHIN = re.compile(r"\b(who|which|that|if|whether|when|where|while|because|although|what|how)\b[^,;]*$")


def negated(text):
    """`text` with a denial put in, or without its only one; none where that is not so easily done."""
    denials, put_in = list(DENIALS.finditer(text)), list(re.finditer(VERBS + r" not (?=[a-z])", text))
    if denials:
        if len(denials) > 1 or not put_in: return None
        verb = put_in[0]
        return f"{text[:verb.start()]}{verb[1]} {text[verb.end():]}"
    verbs = [verb for verb in re.finditer(VERBS + r"\b(?= [a-z])", text) if not WITHIN.search(text[:verb.start()])]
    if not verbs or "?" in text: return None
    verb = random.choice(verbs)
    if verb[1] == "can": return f"{text[:verb.start()]}cannot{text[verb.end():]}"
    word = "not" if verb[1].startswith("d") else random.choice(("not", "not", "not", "not", "never", "no longer"))
    return f"{text[:verb.end()]} {word}{text[verb.end():]}"


def negations(made):
    """Of true pairs, those with a denial more or less, which their premise contradicts; some beside a premise that says so."""
    long_words = lambda text: set(re.findall(r"\w{4,}", text.lower()))
    true = [(p, h) for p, h, label, _ in made if label == 0 and len(h.split()) >= 8]
    random.shuffle(true); many = 0
    for p, h in true:
        turned = negated(h)
        if not turned: continue
        many += 1
        yield p, turned, 2, 1
        if random.random() < BOTH:
            others = [one for one in re.split(r"(?<=[.!?]) ", p) if len(long_words(one) & long_words(h)) < 3]
            texts = [" ".join(others), turned]; random.shuffle(texts); both = " ".join(texts)
            yield both, turned, 0, .5
            yield both, h, 2, .8
        if many == NEGATED: return


def main(bench, path, out, free=None):
    made = [*turned(bench), *seen(bench), *sentences(), *pages(), *pairs(), *(claims(free) if free else ()), *older(path)]
    made += negations(made)
    json.dump([{"p": p, "h": h, "y": y, "w": w} for p, h, y, w in made], open(out, "w"), ensure_ascii=False)
    print(len(made), "pairs")


if __name__ == "__main__": main(*sys.argv[1:5])
