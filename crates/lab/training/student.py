"""The student: the network that ships.

A word is the sum of some rows of a table. Three layers of two-way gated averages (after Lei and others 2018, "Simple
Recurrent Units for Highly Parallelizable Recurrence": gates see the input only) give it its context; tags, names, arcs
and relations are scored from what comes out. The program computes the same in Rust, `crates/language/src/network.rs`;
what is written here in one formula there is so too.
"""

import time
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import optax

from examples import HEAD, NAME, POS, RELATION, ROWS, TAG, batches, padded

WIDTHS = (8, 12, 16, 24, 32, 48, 80)
WORDS = 2048  # in a batch
FAR = 10  # distances beyond count as one


def initial(seed, sizes, width, layers, arc, label):
    random = np.random.default_rng(seed)
    half = width // 2
    dense = lambda *shape: (random.standard_normal(shape) / np.sqrt(shape[-2])).astype(np.float32)
    zeros = lambda *shape: np.zeros(shape, np.float32)
    weights = {
        "table": (random.standard_normal((sizes["rows"], width)) * 0.4).astype(np.float32),
        "mix": dense(layers, 2, width, width),  # half of what comes out are values, half are gates
        "open": np.tile(np.linspace(-3, 3, half, dtype=np.float32), (layers, 2, 1)),
        "shift": zeros(layers, 2, width),
        "tag": dense(width, sizes["tags"]), "pos": dense(width, sizes["pos"]), "name": dense(width, sizes["names"]),
        "outs_b": zeros(sizes["tags"] + sizes["pos"] + sizes["names"]),
        "arc_d": dense(width, arc), "arc_d_b": zeros(arc), "arc_h": dense(width, arc), "arc_h_b": zeros(arc),
        "arc": dense(arc, arc), "arc_b": zeros(arc), "root_arc": dense(1, arc)[0] * 0.1, "far": zeros(2 * FAR + 2),
        "lab_d": dense(width, label), "lab_h": dense(width, label), "lab_b": zeros(label),
        "root_lab": zeros(label), "lab": dense(label, sizes["relations"]), "lab_out_b": zeros(sizes["relations"]),
    }
    return jax.tree.map(jnp.asarray, weights)


def norm(x):
    return x * jax.lax.rsqrt((x * x).mean(-1, keepdims=True) + 1e-6)


def drop(x, key, rate):
    """Drops features, the same ones for all words of a sentence."""
    if key is None or rate == 0:
        return x
    kept = jax.random.bernoulli(key, 1 - rate, (x.shape[0], 1, x.shape[-1]))
    return x * kept / (1 - rate)


def gate(x):
    """A sigmoid that needs no exponential."""
    return 0.5 + 0.5 * x / (1 + jnp.abs(x))


def average(value, keep, reverse):
    """Returns the running average c[t] = keep[t] c[t-1] + (1 - keep[t]) value[t] along the words."""
    step = lambda c, now: (now[1] * c + now[0],) * 2
    inputs = (((1 - keep) * value).transpose(1, 0, 2), keep.transpose(1, 0, 2))
    _, found = jax.lax.scan(step, jnp.zeros_like(value[:, 0]), inputs, reverse=reverse, unroll=4)
    return found.transpose(1, 0, 2)


def before(x):
    """Returns for each word what the word before it is."""
    return jnp.pad(x[:, :-1], ((0, 0), (1, 0), (0, 0)))


def behind(x):
    """Returns for each word what the word behind it is."""
    return jnp.pad(x[:, 1:], ((0, 0), (0, 1), (0, 0)))


def context(weights, looks, key=None, rate=0.0):
    there = looks[:, :, 0] >= 0
    layers, half = len(weights["mix"]), weights["mix"].shape[-1] // 2
    keys = [None] * (1 + layers)
    if key is not None:
        key, *keys = jax.random.split(key, 2 + layers)
    x = weights["table"][jnp.maximum(looks, 0)].sum(2)
    x = drop(norm(x) * there[:, :, None], keys[0], rate)
    for layer in range(layers):
        n = norm(x)
        found = []
        for way in range(2):
            beside = behind(n) if way else before(n)
            mixed = (n + weights["shift"][layer, way] * beside) @ weights["mix"][layer, way]
            keep = gate(mixed[..., half:] + weights["open"][layer, way])
            value = mixed[..., :half]
            found.append(average(value, keep, way == 1))
        x = (x + drop(jnp.concatenate(found, -1), keys[1 + layer], rate)) * there[:, :, None]
    return norm(x), there


def distances(width):
    """Returns for each word and place of a head (0 is the root) the number of its distance."""
    word, place = np.arange(width)[:, None], np.arange(width + 1)[None, :]
    away = np.clip(place - 1 - word, -FAR, FAR) + FAR
    return np.where(place == 0, 2 * FAR + 1, away)


def forward(weights, looks, key=None, rate=0.0):
    keys = [None] * 2
    if key is not None:
        key, *keys = jax.random.split(key, 3)
    x, there = context(weights, looks, key, rate)
    outs = x @ jnp.concatenate([weights["tag"], weights["pos"], weights["name"]], 1) + weights["outs_b"]
    tags, pos = weights["tag"].shape[1], weights["pos"].shape[1]
    dependent = drop(jax.nn.relu(x @ weights["arc_d"] + weights["arc_d_b"]), keys[0], rate)
    dependent = dependent @ weights["arc"] + weights["arc_b"]
    head = drop(jax.nn.relu(x @ weights["arc_h"] + weights["arc_h_b"]), keys[1], rate)
    head = jnp.concatenate([jnp.broadcast_to(weights["root_arc"], (len(x), 1, head.shape[-1])), head], 1)
    width = looks.shape[1]
    arcs = dependent @ head.transpose(0, 2, 1) + weights["far"][distances(width)][None]
    open_heads = jnp.concatenate([jnp.ones((len(x), 1), bool), there], 1)[:, None, :]
    arcs = jnp.where(open_heads & ~np.eye(width, width + 1, 1, dtype=bool), arcs, -1e9)
    lab_h = x @ weights["lab_h"]
    lab_h = jnp.concatenate([jnp.broadcast_to(weights["root_lab"], (len(x), 1, lab_h.shape[-1])), lab_h], 1)
    return outs[..., :tags], outs[..., tags : tags + pos], outs[..., tags + pos :], arcs, x @ weights["lab_d"], lab_h


def relations(weights, lab_d, lab_h, governors):
    hidden = jax.nn.relu(lab_d + jnp.take_along_axis(lab_h, governors[:, :, None], 1) + weights["lab_b"])
    return hidden @ weights["lab"] + weights["lab_out_b"]


def cross_entropy(scores, wanted, second, share, count):
    """Returns the loss against what is wanted and, as far as its share goes, the second choice, a word of `count`."""
    likely = jax.nn.log_softmax(scores)
    pick = lambda labels: jnp.take_along_axis(likely, jnp.maximum(labels, 0)[..., None], -1)[..., 0]
    return -((wanted >= 0) * ((1 - share) * pick(wanted) + share * pick(second))).sum() / count


def loss(weights, looks, labels, seconds, shares, key, rate):
    key, forget = jax.random.split(key)
    # Some words are made unknown, so that their ends and neighbours have to tell.
    unknown = jax.random.bernoulli(forget, 0.08, looks.shape[:2]) & (looks[:, :, 0] > 0)
    looks = looks.at[:, :, 0].set(jnp.where(unknown, 0, looks[:, :, 0]))
    tag, pos, name, arcs, lab_d, lab_h = forward(weights, looks, key, rate)
    related = relations(weights, lab_d, lab_h, jnp.maximum(labels[:, :, HEAD], 0))
    count = (looks[:, :, 0] >= 0).sum()
    each = lambda scores, at: cross_entropy(scores, labels[:, :, at], seconds[:, :, at], shares[:, :, at], count)
    return each(arcs, HEAD) + each(related, RELATION) + 0.5 * each(tag, TAG) + 0.5 * each(pos, POS) + each(name, NAME)


def learn(weights, stages, say, seed=1, peak=2e-3, rate=0.1):
    """Trains on stages, each a set of examples; the pace falls from the first to the last step."""
    random = np.random.default_rng(seed)
    groups = []
    for examples in stages:
        groups += [(examples, width, chosen) for width, chosen in batches(examples.lengths(), WIDTHS, WORDS, random)]
    steps = len(groups)
    warm = min(200, steps // 10)
    schedule = optax.join_schedules(
        [optax.linear_schedule(0.0, peak, warm), optax.cosine_decay_schedule(peak, steps - warm, 0.01)], [warm]
    )
    optimizer = optax.chain(optax.clip_by_global_norm(5.0), optax.adam(schedule, b2=0.99, eps=1e-7))
    state = optimizer.init(weights)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(weights, state, batch, key):
        value, slope = jax.value_and_grad(loss)(weights, *batch, key, rate)
        change, state = optimizer.update(slope, state)
        return optax.apply_updates(weights, change), state, value

    key = jax.random.key(seed, impl="rbg")
    clock, total = time.time(), 0.0
    for done, (examples, width, chosen) in enumerate(groups, 1):
        batch = padded(examples, chosen, width, WORDS // width)
        key, now = jax.random.split(key)
        weights, state, value = step(weights, state, batch, now)
        total += float(value)
        if done % 400 == 0:
            pace = (time.time() - clock) / done
            say(f"student: step {done} of {steps}, loss {total / 400:.3f}, {pace:.3f} s a step")
            total = 0.0
    return weights


@jax.jit
def annotate_batch(weights, looks):
    tag, pos, name, arcs, lab_d, lab_h = forward(weights, looks)
    governors = arcs.argmax(-1)
    related = relations(weights, lab_d, lab_h, governors)
    return tag.argmax(-1), pos.argmax(-1), governors, related.argmax(-1), name.argmax(-1)


def annotate(weights, examples):
    """Returns labels (words x 5), the best head of each word without regard to the tree."""
    labels = np.full((len(examples.words), 5), -1, np.int16)
    for width, chosen in batches(examples.lengths(), WIDTHS + (120, 200), WORDS):
        looks, *_ = padded(examples, chosen, width, WORDS // width)
        found = np.stack([np.asarray(each) for each in annotate_batch(weights, looks)], -1)
        for row, at in enumerate(chosen):
            words = slice(examples.starts[at], examples.starts[at + 1])
            labels[words] = found[row, : words.stop - words.start]
    return labels
