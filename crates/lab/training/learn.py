"""Learns the language model: teacher, annotated newswire, student, weights.

Usage: learn.py EXAMPLES WEIGHTS ROWS TAGS POS RELATIONS NAMES [--without-newswire] [--share SHARE]

EXAMPLES holds the sets that `lab train` writes; WEIGHTS receives `NAME.f32` for each array and `sizes.txt`. Two runs on
one machine give the same bytes: all that is drawn is drawn from fixed seeds.
"""

import argparse
import hashlib
import time
from pathlib import Path

import numpy as np

import student
import teacher
from examples import HEAD, NAME, POS, RELATION, TAG, join, read

WIDTH, LAYERS, ARC, LABEL = 160, 4, 64, 80

TEACHER_PASSES = 2
TEACHER_INVENTED = 7000  # sentences
NEWSWIRE = 1_600_000  # words that the teacher annotates
ROUNDS = 18  # each sees all that is annotated, a part of what is invented, a part of the newswire
ROUND_INVENTED = 9000  # sentences
NEWSWIRE_PASSES = 3.5


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("examples", type=Path)
    arguments.add_argument("weights", type=Path)
    names = ("rows", "tags", "pos", "relations", "names")
    for size in names:
        arguments.add_argument(size, type=int)
    arguments.add_argument("--without-newswire", action="store_true")
    arguments.add_argument("--share", type=float, default=1.0, help="learn from this share of the sentences")
    options = arguments.parse_args()
    sizes = {name: getattr(options, name) for name in names}
    clock = time.time()
    say = lambda what: print(f"{time.time() - clock:7.1f} s  {what}", flush=True)
    sets = {name: read(options.examples, name) for name in ("annotated", "recased", "invented", "newswire")}
    dev = {name: read(options.examples, name) for name in ("ewt-dev", "gum-dev")}
    if options.share < 1:
        sets = {name: each.take(np.arange(0, len(each), round(1 / options.share))) for name, each in sets.items()}
    newswire = None
    if not options.without_newswire:
        sets["invented"], newswire = taught(options.examples / "taught.npz", sets, dev, sizes, say)
    weights = learn_student(sets, newswire, sizes, say)
    for name, examples in dev.items():
        say(f"student on {name}: {scores(student.annotate(weights, examples), examples.labels)}")
    write(weights, options.weights)


def taught(kept, sets, dev, sizes, say):
    """Returns the invented sentences and a part of the newswire with the teacher's trees.

    What the teacher says is kept in a file, so that a run that was interrupted behind it can go on from there.
    """
    random = np.random.default_rng(11)
    some = lambda examples, count: examples.take(random.permutation(len(examples))[:count])
    known = join([sets["annotated"], some(sets["invented"], TEACHER_INVENTED)])
    raw = sets["newswire"]
    order = random.permutation(len(raw))
    raw = raw.take(order[: int(np.searchsorted(np.cumsum(raw.lengths()[order]), NEWSWIRE))])
    asked = digest([known, sets["invented"], raw], (TEACHER_PASSES, sorted(sizes.items())))
    if not kept.exists() or np.load(kept)["asked"] != asked:
        weights = teacher.learn(known, sizes, TEACHER_PASSES, say)
        for name, examples in dev.items():
            said = teacher.annotate(weights, examples, say)
            say(f"teacher on {name}: {scores(said.labels, examples.take(said.chosen).labels)}")
        invented, newswire = (teacher.annotate(weights, each, say) for each in (sets["invented"], raw))
        arrays = {"asked": asked}
        for name, said in (("invented", invented), ("newswire", newswire)):
            for part in ("chosen", "labels", "seconds", "shares"):
                arrays[f"{name}_{part}"] = getattr(said, part)
        np.savez(kept, **arrays)
    arrays = np.load(kept)
    result = []
    for name, examples in (("invented", sets["invented"]), ("newswire", raw)):
        said = examples.take(arrays[f"{name}_chosen"])
        known_names = said.labels[:, NAME]
        for part in ("labels", "seconds", "shares"):
            setattr(said, part, arrays[f"{name}_{part}"])
        # Which names an invented sentence holds is known.
        told = known_names >= 0
        said.labels[told, NAME], said.shares[told, NAME] = known_names[told], 0
        result.append(said)
    say(f"{len(result[1])} sentences of newswire annotated")
    return result


def digest(sets, rest):
    """Returns a digest of what the teacher is asked, so that old answers are not taken for new ones."""
    parts = [part for each in sets for part in (each.starts.tobytes(), "\n".join(each.words).encode(), each.labels.tobytes())]
    return hashlib.sha256(b"".join(parts) + repr(rest).encode()).hexdigest()


def scores(found, wanted):
    """Returns the shares of right tags, parts of speech, heads, and heads with their relations."""
    right = found == wanted
    share = lambda hits: round(100 * float(hits.mean()), 2)
    return {
        "tags": share(right[:, TAG]), "pos": share(right[:, POS]), "UAS": share(right[:, HEAD]),
        "LAS": share(right[:, HEAD] & right[:, RELATION]),
    }


def learn_student(sets, newswire, sizes, say):
    """Trains the network that ships; the last round sees no newswire."""
    random = np.random.default_rng(12)
    weights = student.initial(13, sizes, WIDTH, LAYERS, ARC, LABEL)
    rounds = []
    for number in range(ROUNDS):
        parts = [sets["annotated"], sets["recased"]]
        parts.append(sets["invented"].take(random.permutation(len(sets["invented"]))[:ROUND_INVENTED]))
        if newswire is not None and number < ROUNDS - 1:
            count = int(NEWSWIRE_PASSES * len(newswire)) // (ROUNDS - 1)
            parts.append(newswire.take(random.permutation(len(newswire))[:count]))
        rounds.append(join(parts))
    return student.learn(weights, rounds, say)


def write(weights, folder):
    """Writes the arrays under the names of `crates/language/src/network/weights.rs`."""
    arrays = {name: np.asarray(values, np.float32) for name, values in weights.items()}
    arrays["outs"] = np.concatenate([arrays.pop("tag"), arrays.pop("pos"), arrays.pop("name")], 1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, values in arrays.items():
        values.astype("<f4").tofile(folder / f"{name}.f32")
    rows, width = arrays["table"].shape
    sizes = (rows, width, len(arrays["mix"]), arrays["arc"].shape[0], arrays["lab_b"].shape[0])
    (folder / "sizes.txt").write_text(" ".join(map(str, sizes)) + "\n")


if __name__ == "__main__":
    main()
