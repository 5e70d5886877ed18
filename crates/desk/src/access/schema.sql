-- Users of a desk, kept beside the ledger and never in it: a ledger can be given away, this file cannot.
-- Times are seconds since 1970-01-01 in Greenwich. Of secrets only digests are kept.

CREATE TABLE user (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    role TEXT NOT NULL,
    -- argon2id with salt and parameters, as PHC strings have it.
    password TEXT NOT NULL,
    made INTEGER NOT NULL
);

CREATE TABLE session (
    digest TEXT PRIMARY KEY,
    user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    -- When it ends whatever happens, and when it was used last.
    ends INTEGER NOT NULL,
    used INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX session_by_user ON session (user);

CREATE TABLE token (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    user INTEGER NOT NULL REFERENCES user ON DELETE CASCADE,
    -- What it is for, in the user's words.
    label TEXT NOT NULL,
    made INTEGER NOT NULL,
    used INTEGER
);
CREATE INDEX token_by_user ON token (user);

-- The book of what was done; rows are only ever added.
CREATE TABLE deed (
    id INTEGER PRIMARY KEY,
    made INTEGER NOT NULL,
    who TEXT NOT NULL,
    -- The address of the network that it came from.
    place TEXT NOT NULL,
    what TEXT NOT NULL,
    -- The status of the reply.
    outcome INTEGER NOT NULL
);
