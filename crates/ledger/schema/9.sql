-- What a large ledger needs so that a revision and a page cost no walk over whole tables.

-- The texts that an article had before.
CREATE INDEX article_by_successor ON article (replaced_by) WHERE replaced_by IS NOT NULL;

-- Counting outlets reads neither the texts of articles nor those of reports.
CREATE INDEX article_outlet ON article (id, outlet);
DROP INDEX report_by_event;
CREATE INDEX report_by_event ON report (event, article);

-- Before a row goes SQLite looks for rows that point to it.
CREATE INDEX party_by_mention ON party (mention);
CREATE INDEX quote_by_speaker ON quote (speaker);
CREATE INDEX statement_by_speaker ON statement (speaker);
CREATE INDEX decision_by_other ON decision (other);

-- Pairs stand here in both directions, so nothing has to be looked for by the second.
CREATE TABLE pairs (
    one INTEGER NOT NULL,
    other INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID;
INSERT INTO pairs SELECT one, other FROM candidate;
DROP TABLE candidate;
ALTER TABLE pairs RENAME TO candidate;
