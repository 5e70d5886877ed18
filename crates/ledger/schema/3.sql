-- Stories: articles over days that tell of one thing.

CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    public TEXT NOT NULL UNIQUE,
    -- The article that began it.
    root INTEGER NOT NULL,
    -- The article whose headline is the title.
    lead INTEGER NOT NULL,
    title TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    n_articles INTEGER NOT NULL,
    -- Copies of one text count once.
    n_reports INTEGER NOT NULL,
    n_outlets INTEGER NOT NULL
);
CREATE INDEX story_by_day ON story (last_day, n_articles, id);

-- An article in its story.
CREATE TABLE story_article (
    article INTEGER PRIMARY KEY,
    -- The name that the story has if this article begins it; it always leads to the story that the article is in.
    public TEXT NOT NULL UNIQUE,
    story INTEGER REFERENCES story,
    -- The earlier article that it is most like; none for the first of a story.
    parent INTEGER,
    likeness INTEGER NOT NULL,
    -- Its place among all articles: minutes since 1970-01-01, then the public name.
    published INTEGER NOT NULL,
    day INTEGER NOT NULL,
    weight INTEGER NOT NULL
);
CREATE INDEX story_article_by_story ON story_article (story, published);
CREATE INDEX story_article_by_parent ON story_article (parent);

-- What an article tells of, by fingerprints: events (on day 0, since they are one on whatever day they are told),
-- persons, organisations and pairs of countries.
CREATE TABLE story_feature (
    feature INTEGER NOT NULL,
    day INTEGER NOT NULL,
    article INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    PRIMARY KEY (feature, day, article)
) WITHOUT ROWID;
CREATE INDEX story_feature_by_article ON story_feature (article);

-- Articles of which something changed since stories were settled last.
CREATE TABLE story_stale (article INTEGER PRIMARY KEY);
INSERT INTO story_stale SELECT id FROM article WHERE replaced_by IS NULL;

-- Briefs ask what was published in a period.
CREATE INDEX article_by_publication ON article (published_at) WHERE replaced_by IS NULL;

CREATE TRIGGER article_comes AFTER INSERT ON article
BEGIN INSERT OR IGNORE INTO story_stale VALUES (NEW.id); END;
CREATE TRIGGER article_changes AFTER UPDATE OF public, replaced_by, withdrawn, copy_of ON article
BEGIN INSERT OR IGNORE INTO story_stale VALUES (NEW.id); END;
CREATE TRIGGER article_goes AFTER DELETE ON article
BEGIN INSERT OR IGNORE INTO story_stale VALUES (OLD.id); END;
CREATE TRIGGER report_is_linked AFTER UPDATE OF event ON report
BEGIN INSERT OR IGNORE INTO story_stale VALUES (NEW.article); END;
CREATE TRIGGER report_goes AFTER DELETE ON report
BEGIN INSERT OR IGNORE INTO story_stale VALUES (OLD.article); END;
CREATE TRIGGER profile_is_settled AFTER UPDATE OF actor ON profile
BEGIN INSERT OR IGNORE INTO story_stale SELECT article FROM mention WHERE profile = NEW.id; END;
