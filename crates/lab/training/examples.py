"""Reads the sets of examples that the laboratory writes, and cuts them into batches of like length."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROWS = 8
TAG, POS, HEAD, RELATION, NAME = range(5)


@dataclass
class Examples:
    """Sentences as flat arrays: sentence `i` holds the words `starts[i]` to `starts[i + 1]`."""

    starts: np.ndarray  # int64, one more than there are sentences
    looks: np.ndarray  # int32, words x ROWS
    labels: np.ndarray  # int16, words x 5: tag, part of speech, head, relation, name; -1 is unknown
    words: list  # the words as written
    seconds: np.ndarray = None  # int16, words x 5: what else it may be
    shares: np.ndarray = None  # float32, words x 5: how likely that is, at most one half
    chosen: np.ndarray = None  # which sentences of another set these are, if they are some of another

    def __post_init__(self):
        if self.seconds is None:
            self.seconds = np.zeros_like(self.labels)
            self.shares = np.zeros(self.labels.shape, np.float32)

    def __len__(self):
        return len(self.starts) - 1

    def lengths(self):
        return np.diff(self.starts)

    def take(self, sentences):
        """Returns the chosen sentences as a set of their own."""
        where = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in sentences])
        starts = np.concatenate([[0], np.cumsum(self.lengths()[sentences])])
        words = [self.words[i] for i in where]
        parts = (self.seconds[where], self.shares[where], np.asarray(sentences))
        return Examples(starts, self.looks[where], self.labels[where], words, *parts)


def read(folder, name):
    """Reads the four files of a set."""
    path = Path(folder)
    lengths = np.fromfile(path / f"{name}.lengths", "<u4")
    looks = np.fromfile(path / f"{name}.looks", "<u4").astype(np.int32).reshape(-1, ROWS)
    labels = np.fromfile(path / f"{name}.labels", "<i2").reshape(-1, 5)
    text = (path / f"{name}.words").read_text("utf-8")
    words = [word for word in text.split("\n") if word]
    assert len(words) == len(looks) == len(labels) == lengths.sum(), f"the files of `{name}` do not fit together"
    return Examples(np.concatenate([[0], np.cumsum(lengths.astype(np.int64))]), looks, labels, words)


def join(sets):
    """Puts sets one behind the other."""
    starts = [np.zeros(1, np.int64)]
    for each in sets:
        starts.append(each.starts[1:] + starts[-1][-1])
    together = lambda part: np.concatenate([getattr(each, part) for each in sets])
    words = sum((each.words for each in sets), [])
    starts = np.concatenate(starts)
    return Examples(starts, together("looks"), together("labels"), words, together("seconds"), together("shares"))


def batches(lengths, widths, size, random=None):
    """Groups sentences of like length: yields a width and the numbers of the sentences, `size // width` at most.

    Sentences longer than the last width are left out. With `random`, another order each time.
    """
    order = np.arange(len(lengths)) if random is None else random.permutation(len(lengths))
    bucket = np.searchsorted(widths, lengths[order])
    groups = []
    for at, width in enumerate(widths):
        members = order[bucket == at]
        count = size // width
        groups += [(width, members[i : i + count]) for i in range(0, len(members), count)]
    if random is not None:
        random.shuffle(groups)
    return groups


def padded(examples, chosen, width, count):
    """Returns looks (count x width x ROWS), labels, seconds and shares (count x width x 5) of the chosen sentences.

    Looks and labels are filled up with -1.
    """
    looks = np.full((count, width, ROWS), -1, np.int32)
    labels = np.full((count, width, 5), -1, np.int32)
    seconds = np.zeros((count, width, 5), np.int32)
    shares = np.zeros((count, width, 5), np.float32)
    for row, sentence in enumerate(chosen):
        start, end = examples.starts[sentence], examples.starts[sentence + 1]
        looks[row, : end - start] = examples.looks[start:end]
        labels[row, : end - start] = examples.labels[start:end]
        seconds[row, : end - start] = examples.seconds[start:end]
        shares[row, : end - start] = examples.shares[start:end]
    return looks, labels, seconds, shares
