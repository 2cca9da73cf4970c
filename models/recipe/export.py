#!/usr/bin/env python3
"""Trained weights to ONNX: matrices of 7 bits in 8, a scale a row (../README.md says why). usage: export.py WEIGHTS.npz OUT.onnx   (pip install onnx onnxruntime numpy)
Inputs input_ids, attention_mask (int64, [batch, length ≤ 320]); output logits [batch, 3]: entailed, neutral, contradicted."""
import math, os, sys, tempfile
import numpy as np, onnx
from onnx import TensorProto as TP, helper as h, numpy_helper as nh
from onnxruntime.quantization import QuantType, quantize_dynamic
z = np.load(sys.argv[1]); files = set(z.files)
W = lambda k: z[k + "#q"].astype(np.float32) * z[k + "#s"] if k + "#q" in files else z[k].astype(np.float32)
layers = 1 + max(int(k.split(".")[1]) for k in files if k.startswith("l.")); nodes, inits, count = [], [], [0]


def I(name, a):
    inits.append(nh.from_array(np.ascontiguousarray(a) if np.ndim(a) else np.asarray(a), name)); return name


def N(op, ins, **kw):
    count[0] += 1; out = f"{op.lower()}_{count[0]}"; nodes.append(h.make_node(op, ins, [out], name=out, **kw)); return out


def norm(x, p): return N("LayerNormalization", [x, I(p + ".g", W(p + ".weight")), I(p + ".b", W(p + ".bias"))], axis=-1, epsilon=1e-5)
def linear(x, p): return N("Add", [N("MatMul", [x, I(p + ".w", W(p + ".weight").T)]), I(p + ".b", W(p + ".bias"))])
def const(name, v, t=np.int64): return I(name, np.array(v, t))


def buckets(n):
    """Relative positions of MPNet (Song et al., 2020; T5's scheme): 32 buckets, distances to 128."""
    r = np.arange(n)[:, None] - np.arange(n)[None, :]; sign = (r < 0) * 16; r = np.abs(r)
    far = np.minimum(8 + (np.log(np.maximum(r, 1) / 8) / math.log(16) * 8).astype(int), 15)
    return sign + np.where(r < 8, r, far)


# The table of words: 4 bits, a scale for each 64 values of a row; two values in a byte, the row's first half low, its second half high.
t = W("w.weight").reshape(-1, 12, 64); best = None
for f in np.linspace(.7, 1, 13):  # the clip that loses least
    sc = np.maximum(np.abs(t).max(2, keepdims=True), 1e-8) / 7 * f; q = np.clip(np.round(t / sc), -8, 7); err = ((q * sc - t) ** 2).sum(2, keepdims=True)
    best = (err, sc, q) if best is None else tuple(np.where(err < best[0], n, o) for n, o in zip((err, sc, q), best))
err, sc, q = best; print("table of words: error", round(float(err.sum() / (t ** 2).sum()), 4))
q = (q.reshape(-1, 768) + 8).astype(np.int32); packed = (q[:, :384] + 16 * q[:, 384:] - 128).astype(np.int8)
byte = N("Add", [N("Cast", [N("Gather", [I("words", packed), "input_ids"])], to=TP.FLOAT), const("c128", 128, np.float32)])
high = N("Floor", [N("Mul", [byte, const("c16th", 1 / 16, np.float32)])]); low = N("Sub", [byte, N("Mul", [high, const("c16", 16, np.float32)])])
e = N("Sub", [N("Concat", [low, high], axis=-1), const("c8", 8, np.float32)])
e = N("Mul", [N("Reshape", [e, const("by64", [0, 0, 12, 64])]), N("Unsqueeze", [N("Gather", [I("words.scale", sc[:, :, 0].astype(np.float32)), "input_ids"]), const("am1", [3])])])
e = N("Reshape", [e, const("flat", [0, 0, 768])])
float_nodes = []
pos = N("Add", [N("Mul", [N("CumSum", ["attention_mask", const("axis1", 1)]), "attention_mask"]), const("one", 1)])
x = norm(N("Add", [e, N("Gather", [I("positions", W("pos.weight")[:324]), pos])]), "ln")
length = N("Gather", [N("Shape", ["input_ids"]), const("i1", [1])])
near = N("Slice", [I("buckets", buckets(320).astype(np.int64)), const("from", [0, 0]), N("Concat", [length, length], axis=0), const("axes", [0, 1])])
bias = N("Unsqueeze", [N("Transpose", [N("Gather", [I("relative", W("rel.weight")), near])], perm=[2, 0, 1]), const("a0", [0])])
mask = N("Mul", [N("Sub", [const("onef", 1, np.float32), N("Cast", ["attention_mask"], to=TP.FLOAT)]), const("low", -1e4, np.float32)])
bias = N("Add", [bias, N("Unsqueeze", [mask, const("a12", [1, 2])])])
heads, flat = const("heads", [0, 0, 12, 64]), "flat"
for i in range(layers):
    p = f"l.{i}."; w, b = W(p + "qkv.weight"), W(p + "qkv.bias"); parts = []
    for j, n in enumerate("qkv"):
        y = N("Add", [N("MatMul", [x, I(p + n + ".w", w[768 * j:768 * (j + 1)].T)]), I(p + n + ".b", b[768 * j:768 * (j + 1)])])
        parts.append(N("Transpose", [N("Reshape", [y, heads])], perm=[0, 2, 3, 1] if n == "k" else [0, 2, 1, 3]))
    a = N("Softmax", [N("Add", [N("Mul", [N("MatMul", parts[:2]), const(p + "s", .125, np.float32)]), bias])], axis=-1)
    x = norm(N("Add", [x, linear(N("Reshape", [N("Transpose", [N("MatMul", [a, parts[2]])], perm=[0, 2, 1, 3]), flat]), p + "o")]), p + "ln1")
    u = linear(x, p + "up")
    g = N("Mul", [N("Mul", [u, const(p + "half", .5, np.float32)]), N("Add", [N("Erf", [N("Mul", [u, const(p + "r2", 2 ** -.5, np.float32)])]), const(p + "one", 1, np.float32)])])
    x = norm(N("Add", [x, linear(g, p + "down")]), p + "ln2")
first = N("Gather", [x, const("i0", 0)], axis=1); out = linear(first, "out"); float_nodes.append(nodes[-2].output[0])
nodes.append(h.make_node("Identity", [out], ["logits"], name="logits"))
g = h.make_graph(nodes, "entail", [h.make_tensor_value_info(n, TP.INT64, ["batch", "length"]) for n in ("input_ids", "attention_mask")], [h.make_tensor_value_info("logits", TP.FLOAT, ["batch", 3])], inits)
m = h.make_model(g, opset_imports=[h.make_opsetid("", 17)], producer_name="citecheck"); m.ir_version = 9
with tempfile.TemporaryDirectory() as d:
    onnx.save(m, d + "/f32.onnx")
    quantize_dynamic(d + "/f32.onnx", sys.argv[2], weight_type=QuantType.QInt8, per_channel=True, reduce_range=True, op_types_to_quantize=["MatMul"], nodes_to_exclude=float_nodes, extra_options={"MatMulConstBOnly": True})
    print(os.path.getsize(d + "/f32.onnx") // 10**6, "MB float,", os.path.getsize(sys.argv[2]) // 10**6, "MB")
