-- What is watched: addresses of feeds and pages, and how asking them went.
CREATE TABLE watched (
    address TEXT PRIMARY KEY,
    -- What the server told of its state, to be handed back to it.
    etag TEXT,
    last_modified TEXT,
    -- Seconds since 1970-01-01 in Greenwich: when it was asked last, and when it is to be asked next.
    asked INTEGER,
    due INTEGER NOT NULL,
    -- How often asking failed since it last went well, and why.
    failures INTEGER NOT NULL DEFAULT 0,
    trouble TEXT
) WITHOUT ROWID;
CREATE INDEX watched_by_due ON watched (due);
