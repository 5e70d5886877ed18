-- What became of each record that was ever listed, so that programs may ask what changed since a moment.

CREATE TABLE standing (
    -- The public name.
    record TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    -- A fingerprint of what it says; nothing once it is gone.
    print INTEGER,
    -- Its place in the order in which records first came.
    number INTEGER NOT NULL,
    -- Moments as whoever wrote told them, ISO 8601 in Greenwich; empty for what was there before this was kept.
    added TEXT NOT NULL,
    changed TEXT NOT NULL,
    n_changes INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE UNIQUE INDEX standing_by_number ON standing (number);
CREATE INDEX standing_by_change ON standing (changed, number);

-- Records that may have changed since standings were settled last.
CREATE TABLE touched (
    record TEXT PRIMARY KEY,
    kind TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO touched SELECT public, 'article' FROM article WHERE replaced_by IS NULL;
INSERT INTO touched SELECT public, 'event' FROM event;
INSERT INTO touched SELECT public, 'quote' FROM quote;

CREATE TRIGGER article_is_there AFTER INSERT ON article
BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.public, 'article'); END;
CREATE TRIGGER article_is_other AFTER UPDATE OF public, replaced_by, copy_of ON article
BEGIN
    INSERT OR IGNORE INTO touched VALUES (OLD.public, 'article');
    INSERT OR IGNORE INTO touched VALUES (NEW.public, 'article');
END;
CREATE TRIGGER article_is_gone AFTER DELETE ON article
BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.public, 'article'); END;
CREATE TRIGGER event_is_there AFTER INSERT ON event
BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.public, 'event'); END;
CREATE TRIGGER event_is_gone AFTER DELETE ON event
BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.public, 'event'); END;
CREATE TRIGGER quote_is_there AFTER INSERT ON quote
BEGIN INSERT OR IGNORE INTO touched VALUES (NEW.public, 'quote'); END;
CREATE TRIGGER quote_is_gone AFTER DELETE ON quote
BEGIN INSERT OR IGNORE INTO touched VALUES (OLD.public, 'quote'); END;

-- Who takes part or speaks is another, or is called otherwise.
CREATE TRIGGER profile_is_another AFTER UPDATE OF actor ON profile
BEGIN
    INSERT OR IGNORE INTO touched SELECT event.public, 'event' FROM event_party
        JOIN event ON event.id = event_party.event WHERE event_party.profile = NEW.id;
    INSERT OR IGNORE INTO touched SELECT public, 'quote' FROM quote WHERE profile = NEW.id;
END;
CREATE TRIGGER actor_is_called AFTER UPDATE OF name, country ON actor
    WHEN OLD.name <> NEW.name OR OLD.country IS NOT NEW.country
BEGIN
    -- An upsert sets aside what a trigger says of conflicts, so that none may come up.
    INSERT INTO touched SELECT DISTINCT event.public, 'event' FROM profile
        JOIN event_party ON event_party.profile = profile.id JOIN event ON event.id = event_party.event
        WHERE profile.actor = NEW.id AND event.public NOT IN (SELECT record FROM touched);
    INSERT INTO touched SELECT quote.public, 'quote' FROM profile JOIN quote ON quote.profile = profile.id
        WHERE profile.actor = NEW.id AND quote.public NOT IN (SELECT record FROM touched);
END;
