"""Trains the compared programs on our treebanks and measures them as `lab language` measures ours.

    peers.py train   {spacy,udpipe} WORK    train, unless WORK holds the same model
    peers.py measure {spacy,udpipe} WORK    print one JSON object of figures
    peers.py speed   {spacy,udpipe} WORK    what `measure` runs apart, for a clean clock and a clean memory

WORK/data holds what `lab peers` writes: a word a line, `form upos xpos head relation name space`.
"""

import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import namedtuple
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = ["ewt-dev", "gum-dev"]
WARM_UP = 2_000  # characters read before the clock starts

Word = namedtuple("Word", "form upos xpos head relation name space")
Sentence = namedtuple("Sentence", "words document opens_paragraph")
Found = namedtuple("Found", "form upos xpos head relation")  # head: place in the sentence, 0 for the root


def read(path):
    """Reads the sentences of a file that `lab peers` wrote."""
    sentences, words, document, opens = [], [], "", False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# doc "):
            document = line[len("# doc "):]
        elif line == "# par":
            opens = True
        elif line:
            fields = line.split("\t")
            fields[3], fields[6] = int(fields[3]), fields[6] == "1"
            words.append(Word(*fields))
        elif words:
            sentences.append(Sentence(words, document, opens))
            words, opens = [], False
    return sentences


def paragraphs(sentences, most=None):
    """Groups sentences into paragraphs, or into pieces of paragraphs of about `most` words."""
    groups, words = [], 0
    for sentence in sentences:
        if sentence.opens_paragraph or not groups or most and words + len(sentence.words) > most:
            groups.append([])
            words = 0
        groups[-1].append(sentence)
        words += len(sentence.words)
    return groups


class Spacy:
    """spaCy: tagger, parser and named entities on one convolutional network."""

    package = "spacy"
    model = "spacy"

    def recipe(self):
        return (HERE / "spacy.cfg").read_text(encoding="utf-8")

    def train(self, data, target):
        import spacy
        from spacy.tokens import DocBin
        from spacy.training.initialize import init_nlp
        from spacy.training.loop import train
        from spacy.util import load_config, load_model_from_config

        vocab = spacy.blank("en").vocab
        paths = {}
        for name, parts in [("train", ["train"]), ("dev", PARTS)]:
            docs = DocBin(store_user_data=False)
            for part in parts:
                # Its oracle takes time that grows with the square of the length.
                for group in paragraphs(read(data / f"{part}.tsv"), most=100 if part == "train" else None):
                    docs.add(self.doc(vocab, group, gold=True))
            paths[f"paths.{name}"] = str(data / f"{name}.spacy")
            docs.to_disk(paths[f"paths.{name}"])
        config = load_config(HERE / "spacy.cfg", overrides=paths)
        nlp = init_nlp(load_model_from_config(config, auto_fill=True).config)
        runs = target.with_suffix(".runs")
        runs.mkdir(exist_ok=True)
        train(nlp, runs, stdout=sys.stderr, stderr=sys.stderr)
        (runs / "model-best").rename(target)
        shutil.rmtree(runs)

    @staticmethod
    def doc(vocab, group, gold):
        """Makes a document of one paragraph, with or without its annotation."""
        from spacy.tokens import Doc

        words = [word for sentence in group for word in sentence.words]
        starts = [at == 0 for sentence in group for at in range(len(sentence.words))]
        basic = {"words": [word.form for word in words], "spaces": [word.space for word in words]}
        if not gold:
            return Doc(vocab, **basic, sent_starts=starts)
        heads, base = [], 0
        for sentence in group:
            heads += [base + (word.head - 1 if word.head else at) for at, word in enumerate(sentence.words)]
            base += len(sentence.words)
        return Doc(
            vocab,
            **basic,
            tags=[f"{word.upos}|{word.xpos}" for word in words],
            heads=heads,
            deps=["ROOT" if word.relation == "root" else word.relation for word in words],
            ents=[None if word.name == "-" else word.name for word in words],
        )

    def load(self, target):
        import spacy

        self.nlp = spacy.load(target)

    def run(self, lines):
        """Reads raw text, one paragraph a line; keeps nothing."""
        for doc in self.nlp.pipe(lines):
            assert doc.has_annotation("DEP")

    def raw(self, lines):
        """Returns the sentences found in raw text."""
        return [self.found(list(sent)) for doc in self.nlp.pipe(lines) for sent in doc.sents]

    def tokens(self, sentences):
        """Returns, for sentences whose words are given, what is found and the names as (from, to, kind)."""
        groups = paragraphs(sentences)
        docs = self.nlp.pipe(self.doc(self.nlp.vocab, group, gold=False) for group in groups)
        result = []
        for group, doc in zip(groups, docs):
            base = 0
            for sentence in group:
                end = base + len(sentence.words)
                names = {(e.start - base, e.end - base, e.label_) for e in doc.ents if base <= e.start < end}
                result.append((self.found([doc[at] for at in range(base, end)]), names))
                base = end
        return result

    @staticmethod
    def found(tokens):
        tokens = [token for token in tokens if not token.is_space]
        places = {token.i: at + 1 for at, token in enumerate(tokens)}
        rows = []
        for token in tokens:
            upos, _, xpos = token.tag_.partition("|")
            root = token.head.i == token.i
            head = 0 if root else places.get(token.head.i, -1)
            rows.append(Found(token.text, upos, xpos, head, "root" if root else token.dep_))
        return rows


class Udpipe:
    """UDPipe 1: tokenizer, tagger and parser; it finds no names."""

    package = "ufal.udpipe"
    model = "udpipe"
    # The options of its authors for English, but for: no dictionary forms, Penn tags instead of features in the parser,
    # no embeddings from outside, and, to keep to minutes, smaller networks, fewer passes and no structured steps.
    tokenizer = "dimension=24;epochs=12;batch_size=100;learning_rate=0.005;dropout=0.1;early_stopping=1"
    tagger = (
        "models=1;templates_1=tagger;iterations_1=2;guesser_suffix_rules_1=8;guesser_enrich_dictionary_1=6;"
        "guesser_prefixes_max_1=0;use_lemma_1=0;use_xpostag_1=1;use_feats_1=0;provide_lemma_1=0;provide_xpostag_1=1;"
        "provide_feats_1=0;prune_features_1=0"
    )
    parser = (
        "iterations=2;embedding_upostag=20;embedding_feats=0;embedding_xpostag=20;embedding_form=50;embedding_lemma=0;"
        "embedding_deprel=20;learning_rate=0.01;learning_rate_final=0.001;l2=0.5;hidden_layer=100;batch_size=10;"
        "transition_system=projective;transition_oracle=dynamic;structured_interval=0"
    )

    def recipe(self):
        return f"{self.tokenizer}\n{self.tagger}\n{self.parser}"

    def train(self, data, target):
        from ufal.udpipe import ProcessingError, Trainer

        learn = self.sentences(read(data / "train.tsv"))
        held = self.sentences([sentence for part in PARTS for sentence in read(data / f"{part}.tsv")])
        error = ProcessingError()
        model = Trainer.train("morphodita_parsito", learn, held, self.tokenizer, self.tagger, self.parser, error)
        if error.occurred():
            sys.exit(f"UDPipe: {error.message}")
        target.write_bytes(model)

    @staticmethod
    def conllu(sentences, gold):
        """Writes sentences in CoNLL-U form, with or without their annotation."""
        lines, document = [], None
        for sentence in sentences:
            if sentence.document != document:
                document = sentence.document
                lines.append(f"# newdoc id = {document}")
            if sentence.opens_paragraph:
                lines.append("# newpar")
            for at, word in enumerate(sentence.words, 1):
                fields = [str(at), word.form] + ["_"] * 8
                if gold:
                    fields[3:5] = word.upos, word.xpos
                    fields[6:8] = str(word.head), word.relation
                if not word.space:
                    fields[9] = "SpaceAfter=No"
                lines.append("\t".join(fields))
            lines.append("")
        return "\n".join(lines) + "\n"

    def sentences(self, rows, gold=True):
        from ufal.udpipe import InputFormat, ProcessingError, Sentence, Sentences

        reader = InputFormat.newConlluInputFormat()
        reader.setText(self.conllu(rows, gold))
        sentences, sentence, error = Sentences(), Sentence(), ProcessingError()
        while reader.nextSentence(sentence, error):
            sentences.append(sentence)
            sentence = Sentence()
        if error.occurred():
            sys.exit(f"UDPipe: {error.message}")
        return sentences

    def load(self, target):
        from ufal.udpipe import Model

        self.pipe = Model.load(str(target))
        if self.pipe is None:
            sys.exit(f"UDPipe: cannot load `{target}`")

    def each(self, lines):
        from ufal.udpipe import Model, Sentence

        tokenizer = self.pipe.newTokenizer(Model.DEFAULT)
        for line in lines:
            tokenizer.setText(line)
            sentence = Sentence()
            while tokenizer.nextSentence(sentence):
                self.annotate(sentence)
                yield sentence
                sentence = Sentence()

    def annotate(self, sentence):
        from ufal.udpipe import Model

        if not self.pipe.tag(sentence, Model.DEFAULT) or not self.pipe.parse(sentence, Model.DEFAULT):
            sys.exit("UDPipe: the model neither tags nor parses")

    def run(self, lines):
        """Reads raw text, one paragraph a line; keeps nothing."""
        for _ in self.each(lines):
            pass

    def raw(self, lines):
        """Returns the sentences found in raw text."""
        return [self.found(sentence) for sentence in self.each(lines)]

    def tokens(self, sentences):
        """Returns, for sentences whose words are given, what is found; no names."""
        result = []
        for sentence in self.sentences(sentences, gold=False):
            self.annotate(sentence)
            result.append((self.found(sentence), None))
        return result

    @staticmethod
    def found(sentence):
        words = list(sentence.words)[1:]
        return [Found(word.form, word.upostag, word.xpostag, word.head, word.deprel) for word in words]


PEERS = {"spacy": Spacy, "udpipe": Udpipe}


def names(words):
    """Returns the names that the classes of the words spell, as (from, to, kind)."""
    found = []
    for at, word in enumerate(words):
        if word.name.startswith("B-"):
            found.append([at, at + 1, word.name[2:]])
        elif word.name.startswith("I-"):
            found[-1][1] = at + 1
    return {tuple(name) for name in found}


def f1(right, found, wanted):
    return 200.0 * right / max(found + wanted, 1)


def with_tokens(peer, gold):
    """Figures for words that are given."""
    hits, all_words = dict.fromkeys(["upos", "xpos", "uas", "las"], 0), 0
    found_names = wanted_names = spans = kinds = 0
    known = any(word.name != "-" for sentence in gold for word in sentence.words)
    named = known
    for sentence, (found, found_here) in zip(gold, peer.tokens(gold), strict=True):
        for word, other in zip(sentence.words, found, strict=True):
            all_words += 1
            hits["upos"] += other.upos == word.upos
            hits["xpos"] += other.xpos == word.xpos
            hits["uas"] += other.head == word.head
            hits["las"] += other.head == word.head and other.relation == word.relation
        if found_here is None:
            named = False
        elif known:
            wanted = names(sentence.words)
            wanted_names, found_names = wanted_names + len(wanted), found_names + len(found_here)
            kinds += len(wanted & found_here)
            spans += len({name[:2] for name in wanted} & {name[:2] for name in found_here})
    figures = {name: 100.0 * count / all_words for name, count in hits.items()}
    figures["words"] = all_words
    figures["name_spans"] = f1(spans, found_names, wanted_names) if named else None
    figures["name_kinds"] = f1(kinds, found_names, wanted_names) if named else None
    return figures


def placed(sentences):
    """Returns words and sentences by their places in the text without its white space.

    The words are a map from the place to head's place and relation, the sentences a set of places."""
    letters, words, spans, base = [], {}, set(), 0
    for sentence in sentences:
        places = []
        for word in sentence:
            form = "".join(word.form.split())
            letters.append(form)
            places.append((base, base + len(form)))
            base += len(form)
        if not places:
            continue
        spans.add((places[0][0], places[-1][1]))
        for place, word in zip(places, sentence):
            head = None if word.head == 0 else places[word.head - 1] if word.head > 0 else (-1, -1)
            words[place] = (head, word.relation)
    return "".join(letters), words, spans


def from_raw(peer, gold, lines):
    """Figures for raw text."""
    text, wanted, wanted_sentences = placed([sentence.words for sentence in gold])
    other, found, found_sentences = placed(peer.raw(lines))
    if text != other:
        at = next((at for at, (a, b) in enumerate(zip(text, other)) if a != b), min(len(text), len(other)))
        sys.exit(f"the text differs at character {at}: `{text[at - 20:at + 20]}`, `{other[at - 20:at + 20]}`")
    both = wanted.keys() & found.keys()
    labelled = sum(wanted[place] == found[place] for place in both)
    return {
        "raw_tokens": f1(len(both), len(found), len(wanted)),
        "raw_sentences": f1(len(wanted_sentences & found_sentences), len(found_sentences), len(wanted_sentences)),
        "raw_las": f1(labelled, len(found), len(wanted)),
    }


def lines_of(path):
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def digest(peer, data):
    parts = [peer.recipe().encode(), version(peer.package).encode(), (data / "train.tsv").read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def train(peer, work):
    data, target, note = work / "data", work / f"{peer.model}.model", work / f"{peer.model}.json"
    stamp = digest(peer, data)
    if target.exists() and note.exists() and json.loads(note.read_text())["digest"] == stamp:
        return
    if target.is_dir():
        shutil.rmtree(target)
    clock = time.process_time()
    peer.train(data, target)
    note.write_text(json.dumps({"digest": stamp, "train_seconds": time.process_time() - clock}) + "\n")


def speed(peer, work):
    clock = time.perf_counter()
    peer.load(work / f"{peer.model}.model")
    peer.run(["It begins."])
    start = time.perf_counter() - clock
    lines = lines_of(work / "data" / "speed.txt")
    warm, letters = [], 0
    for line in lines:
        warm.append(line)
        letters += len(line)
        if letters > WARM_UP:
            break
    peer.run(warm)
    clock = time.process_time()
    peer.run(lines)
    seconds = time.process_time() - clock
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"start_seconds": start, "seconds": seconds, "peak_mib": peak}))


def measure(peer, kind, work):
    quick = json.loads(subprocess.check_output([sys.executable, __file__, "speed", kind, str(work)]))
    peer.load(work / f"{peer.model}.model")
    parts, words = [], 0
    for name in PARTS:
        gold = read(work / "data" / f"{name}.tsv")
        words += sum(len(sentence.words) for sentence in gold)
        raw = from_raw(peer, gold, lines_of(work / "data" / f"{name}.txt"))
        parts.append({"name": name, **with_tokens(peer, gold), **raw})
    model = work / f"{peer.model}.model"
    files = [path for path in model.rglob("*") if path.is_file()] if model.is_dir() else [model]
    print(json.dumps({
        "name": kind,
        "version": version(peer.package),
        "parts": parts,
        "words_per_second": words / quick["seconds"],
        "start_seconds": quick["start_seconds"],
        "peak_mib": quick["peak_mib"],
        "model_bytes": sum(path.stat().st_size for path in files),
        "train_seconds": json.loads((work / f"{peer.model}.json").read_text())["train_seconds"],
    }))


def main():
    if len(sys.argv) != 4 or sys.argv[1] not in ("train", "measure", "speed") or sys.argv[2] not in PEERS:
        sys.exit(__doc__)
    command, kind, work = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    peer = PEERS[kind]()
    if command == "measure":
        measure(peer, kind, work)
    else:
        {"train": train, "speed": speed}[command](peer, work)


if __name__ == "__main__":
    main()
