-- What the desk asks for by outlet, and when stories are settled anew.

CREATE INDEX article_by_outlet ON article (outlet COLLATE NOCASE);

-- Plans that moved, were called off or came true, the latest first.
CREATE INDEX change_by_day ON change (change, day);

-- Stories are made of countries too, and whose somebody is may be learnt from a later article.
CREATE TRIGGER actor_is_placed AFTER UPDATE OF country ON actor WHEN OLD.country IS NOT NEW.country
BEGIN
    -- An upsert sets aside what a trigger says of conflicts, so that none may come up.
    INSERT INTO story_stale
    SELECT DISTINCT mention.article FROM profile JOIN mention ON mention.profile = profile.id
    WHERE profile.actor = NEW.id AND mention.article NOT IN (SELECT article FROM story_stale);
END;
