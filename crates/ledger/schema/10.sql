-- Counting how a list is spread over countries and outlets looks at the events alone.

-- The countries of those who take part, and the outlets of all reports, in the order of the alphabet, as JSON.
ALTER TABLE event ADD COLUMN countries TEXT NOT NULL DEFAULT '[]';
ALTER TABLE event ADD COLUMN outlets TEXT NOT NULL DEFAULT '[]';

UPDATE event SET
    countries = (
        SELECT json_group_array(own) FROM (
            SELECT DISTINCT coalesce(profile.country, actor.country) AS own FROM event_party
            JOIN profile ON profile.id = event_party.profile LEFT JOIN actor ON actor.id = profile.actor
            WHERE event_party.event = event.id AND own IS NOT NULL ORDER BY own)),
    outlets = (
        SELECT json_group_array(outlet) FROM (
            SELECT DISTINCT article.outlet AS outlet FROM report
            JOIN article INDEXED BY article_outlet ON article.id = report.article
            WHERE report.event = event.id AND article.outlet IS NOT NULL ORDER BY outlet));

-- What lists tell of an article, without its texts, whose rows lie on a page each.
CREATE INDEX article_head ON article (id, outlet, published, public);
DROP INDEX article_outlet;

-- A walk by day that leaves out kinds, states or what was over before reads no event that it leaves out.
DROP INDEX event_by_day;
CREATE INDEX event_by_day ON event (first_day, id, last_day, kind, status, rejected);

-- What is counted of events that are found by words, many rows on a page.
CREATE INDEX event_face ON event (id, first_day, kind, status, country, countries, outlets, rejected);
