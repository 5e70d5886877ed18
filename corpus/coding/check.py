#!/usr/bin/env python3
"""Check the coding test set: quotas, spans, known codes, repeated sentences, and the digest of the frozen half.

    corpus/coding/check.py            print the counts; exit 1 and name every fault if there is one
    corpus/coding/check.py --modes    print the counts of every mode as well
"""
from __future__ import annotations

import csv
import hashlib
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
COLUMNS = ["id", "type", "mode", "actor", "recipient", "marks", "hard", "phenomena", "sentence"]
MODES = {
    "AGREE": "", "SUPPORT": "", "CONCEDE": "", "COOPERATE": "", "AID": "",
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "REJECT": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
MARKS = set("future hypothetical historical negated".split())
LENGTH = range(6, 47)
SENTENCES, PER_TYPE, PER_MODE, NEGATIVES, NESTED, HARD = 640, 30, 6, 60, 50, 0.40


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if rows.fieldnames != COLUMNS:
            sys.exit(f"{path.name}: columns are {rows.fieldnames}, not {COLUMNS}")
        return list(rows)


def faults_of(row: dict[str, str]) -> list[str]:
    """What is wrong with one line, taken alone."""
    if None in row or None in row.values() or "" in row.values():
        return ["a column is missing, empty or too many"]
    found = []
    kind, sentence = row["type"], row["sentence"]
    if kind != "-" and kind not in MODES:
        found.append(f"unknown type {kind}")
    if row["mode"] != "-" and row["mode"] not in MODES.get(kind, "").split():
        found.append(f"{kind} has no mode {row['mode']}")
    for column in ("actor", "recipient"):
        spans = [] if row[column] == "-" else row[column].split(" | ")
        if kind == "-" and spans:
            found.append(f"a negative has no {column}")
        if len(spans) != len(set(spans)):
            found.append(f"{column} holds a span twice")
        found += [f"{column} '{span}' is not in the sentence, as whole words" for span in spans
                  if not re.search(rf"(?<!\w){re.escape(span)}(?!\w)", sentence)]
    marks = [] if row["marks"] == "-" else row["marks"].split(" ")
    if not MARKS.issuperset(marks) or (kind == "-" and marks):
        found.append(f"marks {row['marks']}")
    if row["hard"] not in ("yes", "no"):
        found.append(f"hard is {row['hard']}")
    if len(sentence.split()) not in LENGTH:
        found.append(f"{len(sentence.split())} words")
    return found


def quotas_of(name: str, rows: list[dict[str, str]], share: float) -> list[str]:
    """Which quotas the rows miss; `share` is the part of the whole set that they are."""
    types = Counter(row["type"] for row in rows)
    modes = Counter((row["type"], row["mode"]) for row in rows)
    nested = sum("nested" in row["phenomena"] for row in rows)
    hard = sum(row["hard"] == "yes" for row in rows) / len(rows)
    wanted = [("sentences", len(rows), SENTENCES), ("negatives", types["-"], NEGATIVES), ("nested", nested, NESTED)]
    wanted += [(kind, types[kind], PER_TYPE) for kind in MODES]
    wanted += [(f"{kind}/{mode}", modes[kind, mode], PER_MODE) for kind in MODES for mode in MODES[kind].split()]
    found = [f"{name}: {have} {what}, fewer than {int(least * share)}"
             for what, have, least in wanted if have < int(least * share)]
    if hard < HARD:
        found.append(f"{name}: {hard:.0%} hard, fewer than {HARD:.0%}")
    print(f"{name}: {len(rows)} sentences, {types['-']} negatives, {nested} nested, {hard:.0%} hard")
    return found


def main() -> int:
    halves = {name: read(HERE / f"{name}.tsv") for name in ("open", "frozen")}
    rows = halves["open"] + halves["frozen"]
    faults = [f"{row['id']}: {fault}" for row in rows for fault in faults_of(row)]
    for column in ("id", "sentence"):
        counts = Counter(row[column].casefold() for row in rows)
        faults += [f"{column} twice: {value}" for value, times in counts.items() if times > 1]
    for name, half in halves.items():
        faults += quotas_of(name, half, 0.5)
    faults += quotas_of("both", rows, 1.0)

    digest = hashlib.sha256((HERE / "frozen.tsv").read_bytes()).hexdigest()
    if (HERE / "frozen.sha256").read_text(encoding="utf-8").split()[:1] != [digest]:
        faults.append(f"frozen.tsv has digest {digest}, which is not the one in frozen.sha256")

    counts = Counter((row["type"], row["mode"]) if "--modes" in sys.argv else (row["type"],) for row in rows)
    for key, count in sorted(counts.items()):
        print(f"{count:5} {'/'.join(key)}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
