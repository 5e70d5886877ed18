-- Counting how a list is spread over countries and outlets looks at the events alone.

CREATE TABLE outlet (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);
INSERT INTO outlet (name)
    SELECT DISTINCT article.outlet AS name FROM report
    JOIN article INDEXED BY article_outlet ON article.id = report.article WHERE article.outlet IS NOT NULL ORDER BY name;

-- The countries of those who take part, in the order of the alphabet, and the outlets of all reports, by number, as JSON.
ALTER TABLE event ADD COLUMN countries TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN outlets TEXT NOT NULL DEFAULT '[]';

UPDATE event SET
    countries = (
        SELECT json_group_array(own) FROM (
            SELECT DISTINCT coalesce(profile.country, actor.country) AS own FROM event_party
            JOIN profile ON profile.id = event_party.profile LEFT JOIN actor ON actor.id = profile.actor
            WHERE event_party.event = event.id AND own IS NOT NULL ORDER BY own)),
    outlets = (
        SELECT json_group_array(id) FROM (
            SELECT DISTINCT outlet.id AS id FROM report
            JOIN article INDEXED BY article_outlet ON article.id = report.article JOIN outlet ON outlet.name = article.outlet
            WHERE report.event = event.id ORDER BY outlet.id));

-- What lists tell of an article, without its texts, whose rows lie on a page each.
CREATE INDEX article_head ON article (id, outlet, published, public);
DROP INDEX article_outlet;

-- A walk by day that leaves out kinds, states or what was over before reads no event that it leaves out.
DROP INDEX event_by_day;
CREATE INDEX event_by_day ON event (first_day, id, last_day, kind, status, rejected);

-- What is counted of events that are found by words, many rows on a page.
CREATE INDEX event_face ON event (id, first_day, kind, status, country, countries, outlets, rejected);
