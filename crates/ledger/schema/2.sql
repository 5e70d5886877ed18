-- What pages tell besides the reporting, and the words that attribute speech.

-- Time of the last change, language, section, own address, reading time, posts and entries of a live blog, as JSON.
ALTER TABLE article ADD COLUMN page TEXT NOT NULL DEFAULT '{}';

-- The phrase that names the speaker and the words that attribute: each `[start,end]` or nothing.
ALTER TABLE quote ADD COLUMN mention_at TEXT;
ALTER TABLE quote ADD COLUMN cue_at TEXT;
ALTER TABLE statement ADD COLUMN mention_at TEXT;
ALTER TABLE statement ADD COLUMN cue_at TEXT;
