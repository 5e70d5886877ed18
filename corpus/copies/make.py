#!/usr/bin/env python3
"""Makes the test set of copies: the edits that desks make, on corpus/articles and on invented.txt.

Writes open.jsonl and frozen.jsonl, one text a line, and open.gold.json and frozen.gold.json beside them: which pairs
are copies, whom each copy follows, and what became of each paragraph. The storylines that are held back stand in the
frozen half only, which nobody reads. Runs give the same bytes.
"""
import json
import random
import re
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "articles"
HELD_BACK = {"muscat", "ecowas", "balkans"}
# Two articles of the corpus are themselves lightly edited copies of others.
KNOWN_COPIES = {"31-trilateral-straitsgazette": "16-trilateral-hangang", "32-balkans-adriatictimes": "29-balkans-ap"}
# Opinion, sport and features stay out: no agency sends them.
OUTLETS = ["Harbour Post", "The Daily Meridian", "Northern Echo Online", "Vila Times", "Plains Courier", "Metro Ledger",
           "The Evening Standard-Bearer", "Coastline News", "Capital Wire Today", "The Observer of the South"]
LEDES = [
    "It took longer than anybody had promised, but the outcome was announced at last, and diplomats on all sides spoke of relief rather than joy.",
    "Weeks of quiet work behind closed doors have led to a result that few observers in the region would have predicted at the start of the year.",
    "Officials confirmed the news late in the evening, after a day in which rumours had travelled faster than the delegations themselves.",
    "What had been expected for some time is now official, and the governments concerned lost no time in explaining it to their own public.",
    "For once the communiqué was short, and those who had waited for it in the corridor needed only a minute to read it twice.",
    "The announcement surprised few who follow the matter closely, although its timing left several embassies without a prepared answer.",
]
INSERTS = [
    "Analysts in the region said the step should not be overrated, pointing to similar announcements over the past decade that had led to little.",
    "Local markets hardly moved on the news, and traders said that the details would matter more than the ceremony.",
    "The embassy of a third country, asked for its view, said only that it had taken note and would study the text with care.",
    "Our correspondent reports that security was heavy around the venue, with two streets closed to traffic until the evening.",
    "Readers of this newspaper will recall that the subject was raised in an interview published here in the spring.",
    "Business associations have asked for clear rules on implementation and offered to send experts to any working group.",
    "Human rights groups said they regretted that the statement did not mention prisoners, a point they had raised in a letter.",
]
HEADLINES = ["What we know about the announcement", "Agreement, doubts and an open question", "A long day ends with a result",
             "Capital reacts to the news", "Why this matters for the region", "Officials confirm: here is what was decided"]
# House style: words that a desk changes in passing.
HOUSE = [("said on", "announced on"), ("told reporters", "told journalists"), (" percent", " per cent"), ("talks", "negotiations"),
         (" said.", " added."), ("last year", "in the past year"), (" about ", " around "), ("officials", "authorities"),
         ("reached", "hit"), ("will ", "is going to "), (" also ", " in addition "), ("after ", "following "), ("U.S.", "US"),
         ("more than", "over"), (" said ", " stated "), (" but ", " however ")]

TEMPLATES = {
    "fixing": ("open", "RBI Monitor", "Central bank fixes reference rate", [
        "The central bank on {day} fixed the reference rate of the crown at {a}.{b} to the dollar, against {a}.{c} on the day before.",
        "Against the euro the rate was fixed at {d}.{e}, and against the yen at {f}.{g} for one hundred units.",
        "Turnover in the interbank market came to {h} million dollars, with {i} banks taking part.",
        "Dealers said that demand from importers of {good} was behind the move and that the bank had not stepped in.",
        "The reference rate is set each working day at noon from the quotations of ten banks. It is used for customs and for the accounts of the state."]),
    "readout": ("open", "Foreign Ministry Press Service", "Readout of telephone call", [
        "Foreign Minister {person} spoke by telephone today with {other}, {office} of {country}, at the initiative of the {side} side.",
        "The two officials exchanged views on the state of relations between the two countries and on regional questions of mutual interest, among them {topic}.",
        "They stressed the importance of regular political dialogue and agreed to hold consultations in {city} in {month}.",
        "{person} invited his colleague to pay an official visit at a time convenient to both sides.",
        "The conversation took place in a constructive and friendly atmosphere."]),
    "border": ("open", "Border Guard Service", "Crossings at the eastern border", [
        "A total of {h} persons and {i} vehicles crossed the eastern border on {day}, the border guard said, compared with {d}{e} persons a week before.",
        "The longest queue was at {city}, where lorries waited for {f} hours; at the other points the wait was {g} hours or less.",
        "Officers refused entry to {b} persons and seized {c} cartons of {good}.",
        "Travellers are asked to use the smaller crossing points at night and to have their documents ready. Current waiting times stand on the service's page."]),
    "strikes": ("frozen", "Ministry Daily", "Operational update", [
        "The ministry said on {day} that {i} vessels had entered the strait in the past twenty-four hours, {b} of them tankers.",
        "The coast guard escorted {c} ships as far as {city} and inspected {f}, without finding anything that is forbidden.",
        "{g} fishing boats were turned back because their licences had expired.",
        "Visibility was {a} nautical miles with winds from the {side}. The strait remains open to all shipping under the convention of 1936, and masters are asked to report six hours ahead."]),
    "agenda": ("frozen", "Diary Desk", "Diary of diplomatic events", [
        "Following is the diary of diplomatic events for {day} as known to the desk; times are local and may change without notice.",
        "{city}: Foreign Minister {person} receives {other}, {office} of {country}; a press conference is expected at {f}:30.",
        "{country}: parliament debates {topic}; vote not before {g}:00.",
        "Brussels: working lunch of ambassadors on {topic}; arrivals from {c}:15.",
        "The diary is published every working day. Please send corrections and additions to the desk before six in the evening."]),
}
SLOTS = {
    "day": ["Monday", "Tuesday", "Thursday"], "good": ["fuel", "machinery", "coffee"], "city": ["Narva", "Trieste", "Colon"],
    "person": ["Leopold Haas-Ebner", "Noor Alizai", "Benedikta Olsgaard"], "other": ["Tamar Kvelidze", "Jorge Albornoz-Rey", "Mthunzi Dlaba"],
    "office": ["the foreign minister", "the deputy prime minister", "the special envoy"], "country": ["Georgia", "Chile", "Lesotho"],
    "side": ["Georgian", "Chilean", "southern"], "topic": ["energy transit", "fisheries and visas", "the summit in autumn"],
    "month": ["March", "June", "September"],
}


def corpus_texts():
    """The wire copy of corpus/articles as texts."""
    for path in sorted(ARTICLES.glob("*.txt")):
        story = path.stem.split("-")[1]
        gold = json.loads(path.with_name(path.stem + ".gold.json").read_text())["article"]
        if not gold["agency"] and story not in HELD_BACK and "steppe" not in path.stem and "lankapost" not in path.stem:
            continue
        lines = [" ".join(block.split()) for block in path.read_text().split("\n\n")]
        first, last = (" ".join(gold[key].split()) for key in ("first", "last"))
        start = next((i for i, line in enumerate(lines) if first in line), None)
        end = next((i for i in reversed(range(len(lines))) if last in lines[i]), None)
        if start is None or end is None or end - start < 4:
            continue
        body = lines[start:end + 1]
        body[0] = body[0][body[0].index(first):]
        half = "frozen" if story in HELD_BACK or story in ("mercosur", "istanbul") else "open"
        place = (gold["dateline"] or {}).get("place")
        yield dict(id=path.stem, half=half, event=story, agency=gold["agency"], place=place, title=gold["title"] or "Diplomatic news",
                   published=gold["published"], paragraphs=body)


def invented_texts():
    head = None
    for line in (HERE / "invented.txt").read_text().splitlines():
        if line.startswith("= "):
            if head:
                yield head
            event, half, role, agency, place, published, title = (part.strip() for part in line[2:].split(" | "))
            head = dict(id=f"{event}-{role}", half=half, event=event, agency=agency, place=place, title=title, published=published, paragraphs=[])
        elif head and line.strip():
            head["paragraphs"].append(line.strip())
    yield head


def template_texts():
    for name, (half, outlet, title, paragraphs) in TEMPLATES.items():
        dice = random.Random(name)
        for i in range(3):
            slots = {key: values[i] for key, values in SLOTS.items()}
            slots |= {key: dice.randint(2, 9) for key in "afg"} | {key: dice.randint(11, 99) for key in "bcdei"} | {"h": dice.randint(1100, 9900)}
            day = 3 + i + (i == 2)
            yield dict(id=f"template-{name}-{i + 1}", half=half, event=None, agency=None, place=None, title=title, outlet=outlet,
                       published=f"2025-03-{day:02}T12:00:00+00:00", paragraphs=[p.format(**slots) for p in paragraphs])


def later(published, dice):
    if dice.random() < 0.1:
        return None
    stamp = datetime.fromisoformat(published) + timedelta(minutes=dice.randint(8, 900))
    return stamp.isoformat() if "T" in published else (stamp + timedelta(days=1)).date().isoformat()


def house_style(paragraph, dice):
    changed, words = paragraph, 0
    pairs = HOUSE[:]
    dice.shuffle(pairs)
    for old, new in pairs:
        if old in changed and words < 3:
            changed, words = changed.replace(old, new, 1), words + 1
    return changed


class Copy:
    """A text in the hands of a desk: paragraphs, and what became of them."""

    def __init__(self, base, dice):
        self.base, self.dice, self.title = base, dice, base["title"]
        # (paragraph, its number in the base or None, what happened)
        self.rows = [[text, i, "same"] for i, text in enumerate(base["paragraphs"])]
        self.names = []
        self.other = None

    def new_lede(self):
        self.rows.pop(0)
        self.rows.insert(0, [self.dice.choice(LEDES), None, "added"])

    def extra_lede(self):
        self.rows.insert(0, [self.dice.choice(LEDES), None, "added"])

    def cut_tail(self):
        keep = max(3, int(len(self.rows) * self.dice.uniform(0.4, 0.8)))
        del self.rows[keep:]

    def dateline(self):
        # The place changes, and the copy opens with the desk's own words on time.
        text = self.rows[0][0]
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"):
            if day in text:
                self.rows[0] = [text.replace(f"on {day}", "yesterday").replace(day, "yesterday"), self.rows[0][1], "edited"]
                break

    def insert(self):
        for text in self.dice.sample(INSERTS, 2):
            self.rows.insert(self.dice.randint(1, len(self.rows)), [text, None, "added"])

    def headline(self):
        self.title = self.dice.choice(HEADLINES)

    def style(self):
        for row in self.rows:
            changed = house_style(row[0], self.dice)
            if changed != row[0]:
                row[0], row[2] = changed, "edited"

    def move(self):
        row = self.rows.pop(self.dice.randint(3, len(self.rows) - 1))
        row[2] = "moved" if row[2] == "same" else row[2]
        self.rows.insert(1, row)

    def merge(self, other):
        self.other = other
        del self.rows[max(4, len(self.rows) * 2 // 3):]
        part = other["paragraphs"][1:]
        part = part[:max(4, len(part) * 2 // 3)]
        self.rows += [[text, None, "other"] for text in part]

    def text(self, number):
        # Nobody merges what is not yet published.
        since = max(text["published"] for text in (self.base, self.other or self.base))
        return dict(id=f"{self.base['id']}+{'+'.join(self.names)}", title=self.title, outlet=OUTLETS[number % len(OUTLETS)],
                    agency=self.base["agency"], published=later(since, self.dice),
                    paragraphs=[text for text, _, _ in self.rows])


RECIPES = [["new_lede"], ["cut_tail"], ["dateline"], ["insert"], ["headline", "style"], ["move"], ["merge"],
           ["new_lede", "cut_tail"], ["extra_lede", "insert", "style"], ["dateline", "cut_tail", "headline"]]


def main():
    texts = list(corpus_texts()) + list(invented_texts()) + list(template_texts())
    for half in ("open", "frozen"):
        mine = [text for text in texts if text["half"] == half]
        lines, pairs, unjudged, follows, changes = [], [], [], {}, {}
        number = 0
        for text in mine:
            lines.append({key: text.get(key) for key in ("id", "title", "outlet", "agency", "published", "paragraphs")})
        # Known copies of the corpus, so that their variants are pairs as well.
        origin = {text["id"]: KNOWN_COPIES.get(text["id"], text["id"]) for text in mine}
        for text in mine:
            if origin[text["id"]] != text["id"]:
                pairs.append([origin[text["id"]], text["id"]])
                follows[text["id"]] = origin[text["id"]]
        bases = [text for text in mine if text["event"] and not text["id"].endswith("-later") and origin[text["id"]] == text["id"]
                 and len(text["paragraphs"]) >= 5 and text["published"]]
        for base in bases:
            family = []
            others = [text for text in bases if text["event"] == base["event"] and text is not base] or [text for text in bases if text is not base]
            for recipe in RECIPES:
                copy = Copy(base, random.Random(f"{base['id']} {recipe}"))
                for edit in recipe:
                    if edit == "merge":
                        copy.merge(others[number % len(others)])
                    else:
                        getattr(copy, edit)()
                    copy.names.append(edit)
                line = copy.text(number)
                number += 1
                lines.append(line)
                # A merged text follows the one of which it has more words.
                words = {True: 0, False: 0}
                for text, _, kind in copy.rows:
                    words[kind == "other"] += len(text.split())
                if words[True] > words[False]:
                    follows[line["id"]] = copy.other["id"]
                    pairs += [[base["id"], line["id"]], [copy.other["id"], line["id"]]]
                    family.append((line["id"], copy.other))
                    continue
                follows[line["id"]] = base["id"]
                changes[line["id"]] = dict(paragraphs=[[kind, i] for _, i, kind in copy.rows],
                                           cut=[i for i in range(len(base["paragraphs"])) if i not in [row[1] for row in copy.rows]])
                pairs.append([base["id"], line["id"]])
                if copy.other:
                    pairs.append([copy.other["id"], line["id"]])
                family.append((line["id"], copy.other))
            # A merged text shares with its sisters whatever the cuts have left: not judged.
            for i, (a, other_a) in enumerate(family):
                for b, other_b in family[i + 1:]:
                    (unjudged if other_a or other_b else pairs).append([a, b])
        merged = {line["id"]: True for line in lines if "merge" in line["id"]}
        # The same holds for merged texts and everything that follows one of their two bases.
        partners = {}
        for a, b in pairs:
            if b in merged:
                partners.setdefault(b, set()).add(a)
        for text_id, roots in partners.items():
            for line in lines:
                root = follows.get(line["id"], line["id"])
                if line["id"] != text_id and line["id"] not in roots and (root in roots or line["id"] in merged):
                    unjudged.append(sorted([text_id, line["id"]]))
        # Variants of a base and a known copy of that base.
        for copy_id, base_id in [(a, b) for a, b in origin.items() if a != b]:
            for line in lines:
                if follows.get(line["id"]) == base_id and line["id"] != copy_id:
                    unjudged.append(sorted([copy_id, line["id"]]))
        random.Random(half).shuffle(lines)
        unjudged = sorted({tuple(sorted(pair)) for pair in unjudged} - {tuple(sorted(pair)) for pair in pairs})
        pairs = sorted({tuple(sorted(pair)) for pair in pairs})
        (HERE / f"{half}.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        gold = dict(pairs=pairs, unjudged=unjudged, follows=follows, changes=changes)
        (HERE / f"{half}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=0) + "\n")
        print(half, len(bases), "bases", len(lines), "texts", len(pairs), "pairs", len(unjudged), "unjudged")


if __name__ == "__main__":
    main()
