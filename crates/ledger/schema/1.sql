-- The first version of the ledger. docs/ledger.md says what each table is for; change both together.
-- Days are ISO 8601 as far as they are known (2026-01-29, 2026-01, 2026, --01-29); `first_day` and `last_day` beside them
-- count days since 1970-01-01, for comparing. Offsets count bytes of `article.text`.

CREATE TABLE input (
    digest TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    fetched TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    address TEXT,
    revision INTEGER NOT NULL,
    -- The revision that took this one's place, if any; only articles without one speak.
    replaced_by INTEGER REFERENCES article,
    -- Whether the outlet took the article back.
    withdrawn INTEGER NOT NULL DEFAULT 0,
    fetched TEXT NOT NULL,
    reader TEXT NOT NULL,
    as_of TEXT,
    title TEXT,
    outlet TEXT,
    agency TEXT,
    byline TEXT,
    published TEXT,
    -- Minutes since 1970-01-01 in Greenwich, as far as the page lets it be known.
    published_at INTEGER,
    dateline_place TEXT,
    dateline_day TEXT,
    text TEXT NOT NULL,
    parts TEXT NOT NULL,
    comments TEXT NOT NULL,
    key_points TEXT NOT NULL,
    related TEXT NOT NULL,
    diagnostics TEXT NOT NULL,
    -- The earliest article with the same text in other clothes; itself if there is none.
    copy_of INTEGER NOT NULL
);
CREATE INDEX article_by_address ON article (address) WHERE address IS NOT NULL;
CREATE INDEX article_by_copy ON article (copy_of);

-- What a revision says differently from the one before it.
CREATE TABLE difference (
    article INTEGER NOT NULL REFERENCES article,
    ordinal INTEGER NOT NULL,
    change TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;

-- Fingerprints of long paragraphs, by which copies are known.
CREATE TABLE paragraph (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE INDEX paragraph_by_article ON paragraph (article);

-- Persons and organisations as the user's authority file knows them.
CREATE TABLE authority (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    country TEXT,
    office TEXT,
    from_day TEXT,
    to_day TEXT,
    wikidata TEXT
);

CREATE TABLE actor (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    wikidata TEXT
);

-- A name as articles print it, with the kind and the country of its bearer; several profiles may be one actor.
CREATE TABLE profile (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    country TEXT,
    -- How many articles mention it.
    seen INTEGER NOT NULL DEFAULT 0,
    -- The row of the authority file that knows it, if any.
    authority INTEGER REFERENCES authority,
    actor INTEGER REFERENCES actor
);
CREATE INDEX profile_by_actor ON profile (actor);

-- Words under which profiles that may be one actor are found together.
CREATE TABLE profile_key (
    key TEXT NOT NULL,
    profile INTEGER NOT NULL REFERENCES profile,
    PRIMARY KEY (key, profile)
) WITHOUT ROWID;

-- Why two profiles are held to be one actor, or two.
CREATE TABLE decision (
    one INTEGER NOT NULL REFERENCES profile,
    other INTEGER NOT NULL REFERENCES profile,
    same INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE mention (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    names TEXT NOT NULL,
    country TEXT,
    roles TEXT NOT NULL,
    profile INTEGER NOT NULL REFERENCES profile
);
CREATE INDEX mention_by_article ON mention (article);
CREATE INDEX mention_by_profile ON mention (profile);

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    start TEXT,
    end TEXT,
    first_day INTEGER,
    last_day INTEGER,
    place TEXT,
    country TEXT,
    what TEXT NOT NULL,
    summary TEXT NOT NULL,
    n_reports INTEGER NOT NULL,
    n_outlets INTEGER NOT NULL,
    confidence REAL,
    rejected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX event_by_day ON event (first_day, id);
CREATE INDEX event_by_last_day ON event (status, last_day);
CREATE INDEX event_by_kind ON event (kind, first_day);

CREATE TABLE event_party (
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    side TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    profile INTEGER NOT NULL REFERENCES profile,
    PRIMARY KEY (event, side, ordinal)
) WITHOUT ROWID;
CREATE INDEX event_party_by_profile ON event_party (profile, event);

-- The countries that take part, are represented or are the place, for listing by country and day.
CREATE TABLE event_country (
    country TEXT NOT NULL,
    first_day INTEGER,
    event INTEGER NOT NULL REFERENCES event,
    PRIMARY KEY (country, first_day, event)
);
CREATE INDEX event_country_by_event ON event_country (event);

-- What became of an event, report by report.
CREATE TABLE change (
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    change TEXT NOT NULL,
    day TEXT,
    planned TEXT,
    report INTEGER NOT NULL,
    PRIMARY KEY (event, ordinal)
) WITHOUT ROWID;

-- Values on which reports of one event differ.
CREATE TABLE disagreement (
    event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    report INTEGER NOT NULL,
    PRIMARY KEY (event, field, value, report)
) WITHOUT ROWID;

-- One event as one article tells it.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article,
    ordinal INTEGER NOT NULL,
    local TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    start TEXT,
    end TEXT,
    place TEXT,
    country TEXT,
    what TEXT NOT NULL,
    evidence TEXT NOT NULL,
    -- Fingerprint of the first sentence of evidence, by which copies of a report are known.
    sentence INTEGER NOT NULL,
    confidence REAL,
    event INTEGER REFERENCES event
);
CREATE INDEX report_by_article ON report (article, ordinal);
CREATE INDEX report_by_event ON report (event);

CREATE TABLE party (
    report INTEGER NOT NULL REFERENCES report,
    side TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    mention INTEGER NOT NULL REFERENCES mention,
    PRIMARY KEY (report, side, ordinal)
) WITHOUT ROWID;

-- Keys under which reports that may tell of one event are found together.
CREATE TABLE block (
    key INTEGER NOT NULL,
    report INTEGER NOT NULL REFERENCES report,
    PRIMARY KEY (key, report)
) WITHOUT ROWID;
CREATE INDEX block_by_report ON block (report);

-- Pairs of reports that may tell of one event, in both directions.
CREATE TABLE candidate (
    one INTEGER NOT NULL REFERENCES report,
    other INTEGER NOT NULL REFERENCES report,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;

CREATE TABLE quote (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article,
    ordinal INTEGER NOT NULL,
    local TEXT NOT NULL,
    speaker INTEGER REFERENCES mention,
    profile INTEGER REFERENCES profile,
    kind TEXT NOT NULL,
    medium TEXT,
    said TEXT,
    first_day INTEGER,
    pieces TEXT NOT NULL
);
CREATE INDEX quote_by_article ON quote (article, ordinal);
CREATE INDEX quote_by_profile ON quote (profile, first_day);
CREATE INDEX quote_by_day ON quote (first_day, id);

CREATE TABLE statement (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    ordinal INTEGER NOT NULL,
    speaker INTEGER REFERENCES mention,
    medium TEXT,
    said TEXT,
    content TEXT NOT NULL
);
CREATE INDEX statement_by_article ON statement (article, ordinal);

-- Names of records that are no more: where they lead now, or why they lead nowhere.
CREATE TABLE former (
    public TEXT PRIMARY KEY,
    now TEXT,
    why TEXT NOT NULL
) WITHOUT ROWID;

-- What people said of the record; rows are only ever added.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    target TEXT NOT NULL,
    argument TEXT,
    before TEXT,
    after TEXT,
    why TEXT,
    undoes INTEGER REFERENCES correction
);
CREATE INDEX correction_by_target ON correction (target);

CREATE VIRTUAL TABLE article_words USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE quote_words USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_words USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
