-- Reported speech is listed and searched as quotations are, and the least certain events are reviewed first.

ALTER TABLE statement ADD COLUMN profile INTEGER REFERENCES profile;
-- The day on which it was said, or else that of publication, as for quotations.
ALTER TABLE statement ADD COLUMN first_day INTEGER;

UPDATE statement SET profile = (SELECT profile FROM mention WHERE mention.id = statement.speaker);
UPDATE statement SET first_day = (
    SELECT CAST(julianday(CASE length(day) WHEN 4 THEN day || '-01-01' WHEN 7 THEN day || '-01' ELSE day END)
        - 2440587.5 AS INTEGER)
    FROM (SELECT coalesce(statement.said, substr(article.published, 1, 10)) AS day
          FROM article WHERE article.id = statement.article));

CREATE INDEX statement_by_profile ON statement (profile, first_day);
CREATE INDEX statement_by_day ON statement (first_day, id);

CREATE VIRTUAL TABLE statement_words USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
-- Spans count bytes of the text.
INSERT INTO statement_words (rowid, body)
    SELECT statement.id, (
        SELECT group_concat(CAST(substr(CAST(article.text AS BLOB), json_extract(value, '$[0]') + 1,
            json_extract(value, '$[1]') - json_extract(value, '$[0]')) AS TEXT), ' ')
        FROM json_each(statement.content))
    FROM statement JOIN article ON article.id = statement.article;

CREATE INDEX event_by_confidence ON event (confidence) WHERE confidence IS NOT NULL;
