#!/usr/bin/env python3
"""The model, trained further on a processor. usage: tune.py MODEL.onnx|WEIGHTS.npz PAIRS.json OUT.npz SECONDS RATE [KEPT]
KEPT is the share of the weights that it began with in those that are written: .5 for the present file, else 0.
PAIRS.json is a list of {"p": premise, "h": hypothesis, "y": 0 entailed, 1 neutral, 2 contradicted, 3 one of the last two,
"w": weight}; pairs.py makes it.
pip install torch tokenizers onnx numpy. export.py makes a model of OUT.npz."""
import json, math, os, random, sys, time
import numpy as np, torch
from torch import nn
from torch.nn import functional as F
from tokenizers import Tokenizer

WIDTH, HEADS, INNER, LAYERS, WORDS = 768, 12, 3072, 6, 30527
TOKENS, LONGEST = 4608, 272  # of a step and of a pair
FLAT = .5  # the share of the time after which the rate goes down to nothing
QUANTISED_FROM = .6  # the one after which it is trained as it will run
HERE = os.path.dirname(os.path.abspath(__file__))
torch.manual_seed(0); random.seed(0)


class Linear(nn.Linear):
    """Once `quantised`, as the exported model has them: weights in 7 bits, a scale a row, inputs in 8, a scale a text."""
    quantised = False

    def forward(self, x, mask):
        if not Linear.quantised: return F.linear(x, self.weight, self.bias)
        with torch.no_grad():
            real = x.float(); gaps = ~mask[..., None]
            low = real.masked_fill(gaps, 0).amin((1, 2), keepdim=True).clamp(max=0)
            high = real.masked_fill(gaps, 0).amax((1, 2), keepdim=True).clamp(min=0)
            scale = ((high - low) / 255).clamp(min=1e-8); zero = torch.round(-low / scale)
            inputs = ((torch.clamp(torch.round(real / scale) + zero, 0, 255) - zero) * scale - real).to(x.dtype)
            rows = (self.weight.abs().amax(1, keepdim=True) / 63.5).clamp(min=1e-12)
            weights = torch.round(self.weight / rows) * rows - self.weight
        return F.linear(x + inputs, self.weight + weights, self.bias)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.o = Linear(WIDTH, 3 * WIDTH), Linear(WIDTH, WIDTH)
        self.up, self.down = Linear(WIDTH, INNER), Linear(INNER, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, eps=1e-5), nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, x, bias, mask):
        many, length, _ = x.shape
        q, k, v = self.qkv(x, mask).view(many, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        read = F.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype)).transpose(1, 2)
        x = self.ln1(x + self.o(read.reshape(many, length, WIDTH), mask))
        return self.ln2(x + self.down(F.gelu(self.up(x, mask)), mask))


def buckets(length):
    """Relative positions of MPNet (Song et al., 2020; T5's scheme): 32 buckets, distances to 128."""
    apart = torch.arange(length)[:, None] - torch.arange(length)[None, :]
    far = 8 + (torch.log(apart.abs().clamp(min=1).float() / 8) / math.log(16) * 8).long()
    return (apart < 0).long() * 16 + torch.where(apart.abs() < 8, apart.abs(), far.clamp(max=15))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.w, self.pos, self.rel = nn.Embedding(WORDS, WIDTH), nn.Embedding(514, WIDTH), nn.Embedding(32, HEADS)
        self.ln, self.out = nn.LayerNorm(WIDTH, eps=1e-5), nn.Linear(WIDTH, 3)
        self.l = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.register_buffer("near", buckets(320), persistent=False)

    def forward(self, ids, mask):
        length = ids.shape[1]; place = torch.cumsum(mask.long(), 1) * mask + 1
        x = self.ln(self.w(ids) + self.pos(place))
        bias = self.rel(self.near[:length, :length]).permute(2, 0, 1)[None] + torch.where(mask, 0., -1e4)[:, None, None, :]
        for layer in self.l: x = layer(x, bias, mask)
        return self.out(x[:, 0])


def packed(path):
    """Weights as export.py takes them: matrices in bytes (#q) with a scale a row (#s)."""
    file = np.load(path)
    plain = lambda k: file[k + "#q"].astype(np.float32) * file[k + "#s"] if k + "#q" in file.files else file[k]
    return {k: torch.tensor(plain(k)) for k in {name.split("#")[0] for name in file.files}}


def exported(path):
    """The weights of a model that export.py made."""
    import onnx
    from onnx import numpy_helper
    graph = onnx.load(path).graph
    held = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    byte = held["words"].astype(np.int32) + 128
    words = (np.concatenate([byte % 16, byte // 16], 1) - 8).reshape(-1, 12, 64) * held["words.scale"][:, :, None]
    weights = {"w.weight": words.reshape(-1, WIDTH), "rel.weight": held["relative"], "out.bias": held["out.b"]}
    weights["out.weight"] = held["out.w"].T
    weights["pos.weight"] = np.concatenate([held["positions"], np.zeros((514 - len(held["positions"]), WIDTH))])
    for name in ["ln"] + [f"l.{i}.{part}" for i in range(LAYERS) for part in ("ln1", "ln2")]:
        weights[name + ".weight"], weights[name + ".bias"] = held[name + ".g"], held[name + ".b"]
    matrix = lambda name: (held[name + ".w_quantized"] * held[name + ".w_scale"]).T
    for i in range(LAYERS):
        for part in ("o", "up", "down"):
            weights[f"l.{i}.{part}.weight"], weights[f"l.{i}.{part}.bias"] = matrix(f"l.{i}.{part}"), held[f"l.{i}.{part}.b"]
        three = [f"l.{i}.{part}" for part in "qkv"]
        weights[f"l.{i}.qkv.weight"] = np.concatenate([matrix(name) for name in three])
        weights[f"l.{i}.qkv.bias"] = np.concatenate([held[name + ".b"] for name in three])
    return {k: torch.tensor(np.asarray(v, np.float32)) for k, v in weights.items()}


def save(model, path):
    out = {}
    for name, value in model.state_dict().items():
        value = value.float().numpy()
        if value.ndim == 2 and value.size > 10000:
            scale = np.abs(value).max(1, keepdims=True) / 127 + 1e-12
            out[name + "#q"], out[name + "#s"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else: out[name] = value.astype(np.float32)
    np.savez(path, **out)


def steps(lengths):
    """Pairs of like length together, as many as fit into a step, in any order."""
    order, made, step = sorted(range(len(lengths)), key=lambda i: (lengths[i], random.random())), [], []
    for i in order:
        if step and (len(step) + 1) * lengths[i] > TOKENS: made.append(step); step = []
        step.append(i)
    made.append(step); random.shuffle(made)
    return made


def main(start, pairs, out, seconds, rate, kept=0.):
    model = Model(); begun = exported(start) if start.endswith(".onnx") else packed(start); model.load_state_dict(begun)
    tokenizer = Tokenizer.from_file(HERE + "/../tokenizer.json"); tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST, strategy="only_first")
    pairs = json.load(open(pairs)); ids = [one.ids for one in tokenizer.encode_batch([(pair["p"], pair["h"]) for pair in pairs])]
    label, weight = torch.tensor([pair["y"] for pair in pairs]), torch.tensor([float(pair.get("w", 1)) for pair in pairs])
    # What stands lowest knows words, and the table of words is kept in 4 bits: both stay. Attention is slower where its
    # positions are learned.
    for part in (model.w, model.pos, model.ln, model.rel, model.l[0]): part.requires_grad_(False)
    learned = [one for one in model.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=rate, betas=(.9, .98), weight_decay=0, fused=True)
    todo, began, mean = steps([len(one) for one in ids]), time.time(), None
    for k, step in enumerate(todo):
        done = max(k / len(todo), (time.time() - began) / seconds)
        if done >= 1: break
        Linear.quantised = done > QUANTISED_FROM
        for group in optimizer.param_groups: group["lr"] = rate * min(1, k / 30) * min(1, (1 - done) / (1 - FLAT))
        length = max(len(ids[i]) for i in step)
        text = torch.tensor([ids[i] + [1] * (length - len(ids[i])) for i in step])
        mask = torch.tensor([[j < len(ids[i]) for j in range(length)] for i in step])
        with torch.autocast("cpu", torch.bfloat16): logits = model(text, mask)
        shares, is_open = F.log_softmax(logits.float(), 1), label[step] == 3
        known = shares.gather(1, label[step].clamp(max=2)[:, None])[:, 0]
        loss = -torch.where(is_open, torch.logsumexp(shares[:, 1:], 1), known)
        loss = (loss * weight[step]).sum() / weight[step].sum(); loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.); optimizer.step(); optimizer.zero_grad()
        mean = loss.item() if mean is None else .97 * mean + .03 * loss.item()
        if k % 25 == 0: print(f"{time.time() - began:6.0f} s, step {k} of {len(todo)}, loss {mean:.3f}", flush=True)
    model.load_state_dict({name: kept * begun[name] + (1 - kept) * value for name, value in model.state_dict().items()})
    save(model, out)


if __name__ == "__main__": main(*sys.argv[1:4], *map(float, sys.argv[4:]))
