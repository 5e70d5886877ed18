#!/usr/bin/env python3
"""Fits the weights of data/confidence.toml: what each reason says of how likely an event is right.

    lab alarms --stories STORIES --skip N --weigh >> judged.jsonl
    plenipo read --format json ARTICLES > read.jsonl; plenipo explain --format json ARTICLES > explained.jsonl
    confidence.py judged.jsonl --gold DIR --read read.jsonl --explained explained.jsonl

The first three with `least = 0.0` in the data file, so that what is left out otherwise is weighed too. A line of
judged.jsonl is `{"right": true, "reasons": ["it is a meeting", …]}`. Annotated articles add their events: right are
those whose kind, status and parties are. Least squares with a penalty on every weight but the base; the weights are
written into the data file, and how often events of each band are right is printed, each article or stretch left out
in turn.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "corpus"))
DATA = ROOT / "data" / "confidence.toml"
PENALTY = 6.0

Line = tuple[bool, list[str], str]


def reasons_of(record: dict) -> list[str]:
    """The reasons of one explained event: all its confidence fields but the first, which is the sum."""
    return [field["how"] for field in record["fields"] if field["field"] == "confidence"][1:]


def annotated(gold_dir: Path, read: Path, explained: Path) -> list[Line]:
    """Events of annotated articles, right where the annotation has them with this status and these parties."""
    import matching
    import score

    lines: list[Line] = []
    records = {json.loads(line)["source"]: json.loads(line) for line in explained.open()}
    for pred in map(json.loads, read.open()):
        gold_file = gold_dir / (score.stem(pred["source"]) + ".gold.json")
        if not gold_file.exists():
            continue
        gold = json.loads(gold_file.read_text())
        ids = matching.map_actors(gold, pred)
        found = {p: g for g, p in score.match_events(gold, pred, ids, None).items()}
        by_id = {event["id"]: event for event in records[pred["source"]]["events"]}
        for at, event in enumerate(pred["events"]):
            slots = {}
            if at in found:
                slots = matching.slots(gold["events"][found[at]], event, ids, gold["article"])
            right = bool(slots.get("status") and slots.get("parties"))
            lines.append((right, reasons_of(by_id[event["id"]]), pred["source"]))
    return lines


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solves a system of linear equations by elimination."""
    n = len(right)
    rows = [row[:] + [value] for row, value in zip(matrix, right)]
    for at in range(n):
        pivot = max(range(at, n), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for row in range(n):
            if row != at and rows[row][at]:
                factor = rows[row][at] / rows[at][at]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[at])]
    return [rows[at][n] / rows[at][at] for at in range(n)]


def fitted(lines: list[Line], names: list[str]) -> list[float]:
    """The base and one weight for each reason."""
    width = len(names) + 1
    matrix = [[PENALTY if a == b and a else 0.0 for a in range(width)] for b in range(width)]
    target = [0.0] * width
    for right, reasons, _ in lines:
        held = [0] + [names.index(reason) + 1 for reason in reasons]
        for a in held:
            target[a] += float(right)
            for b in held:
                matrix[a][b] += 1.0
    return solved(matrix, target)


def sum_of(weights: list[float], names: list[str], reasons: list[str]) -> float:
    return weights[0] + sum(weights[names.index(reason) + 1] for reason in reasons)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--read", type=Path)
    parser.add_argument("--explained", type=Path)
    options = parser.parse_args()
    lines: list[Line] = []
    for judged in options.judged:
        told = map(json.loads, judged.open())
        lines += [(line["right"], line["reasons"], judged.name) for line in told]
    if options.gold:
        lines += annotated(options.gold, options.read, options.explained)
    text = DATA.read_text()
    says = dict(re.findall(r'\[reasons\.([a-z-]+)\]\nweight = [^\n]*\nsays = "([^"\n]*)"', text))
    names = list(says.values())

    groups = sorted({group for _, _, group in lines})
    held_out = []
    for group in groups:
        weights = fitted([line for line in lines if line[2] != group], names)
        held_out += [(sum_of(weights, names, reasons), right) for right, reasons, own in lines if own == group]
    for low, high in [(-9, 0.3), (0.3, 0.4), (0.4, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 9)]:
        band = [right for score, right in held_out if low <= score < high]
        if band:
            print(f"{max(low, 0):.1f} to {min(high, 1):.1f}: {sum(band):4} of {len(band):4} right, {sum(band) / len(band):.0%}")

    weights = fitted(lines, names)
    text = re.sub(r"(?m)^base = .*$", f"base = {weights[0]:.2f}", text)
    for name, weight in zip(says, weights[1:]):
        text = re.sub(rf"(\[reasons\.{name}\]\nweight = )[^\n]*", rf"\g<1>{weight:.2f}", text)
    DATA.write_text(text)


if __name__ == "__main__":
    main()
